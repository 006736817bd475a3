"""The expected outputs: `python -m tests.golden.rewrite` writes them anew (`make golden`); review the diff.

`cut/` holds every sample's own track; `make/` holds all outputs of three samples by the fake translator, so that no
model moves them.
"""

import json
from pathlib import Path

from subtitler.pipeline import Settings, cut_script, read_script, render, translate_script
from subtitler.report.made import report
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.loading import load_lexicon
from tests.conftest import SAMPLES

GOLDEN = Path(__file__).parent
MADE = ("harbour-festival", "heatwave-kbs", "summit-three-languages")


def expected_cut(sample: Path) -> dict[Path, str]:
    """The outputs of `subtitler cut` for a sample, by their place."""
    settings = Settings()
    script = read_script(sample.read_text(encoding="utf-8"), origin=sample.name, settings=settings)
    outputs = render(cut_script(script, None, settings=settings), settings)
    return {GOLDEN / "cut" / (sample.stem + suffix): text for suffix, text in outputs.items()}


def expected_make(sample: Path) -> dict[Path, str]:
    """The outputs of `subtitler make` for a sample, by their place, the version left out of the report."""
    settings, translator = Settings(lexicon=load_lexicon()), FakeTranslator()
    script = read_script(sample.read_text(encoding="utf-8"), origin=sample.name, settings=settings)
    made = cut_script(script, translate_script(script, translator), settings=settings, translator=translator.signature)
    described = report(made, settings) | {"subtitler": "any"}
    outputs = render(made, settings) | {".report.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n"}
    return {GOLDEN / "make" / (sample.stem + suffix): text for suffix, text in outputs.items()}


def expected(sample: Path) -> dict[Path, str]:
    return expected_cut(sample) | (expected_make(sample) if sample.stem in MADE else {})


def main() -> None:
    for folder in ("cut", "make"):
        (GOLDEN / folder).mkdir(exist_ok=True)
        for path in (GOLDEN / folder).iterdir():
            path.unlink()
    for sample in SAMPLES:
        for path, text in expected(sample).items():
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
