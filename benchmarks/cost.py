"""What subtitling costs beside the model: python -m benchmarks.cost

Milliseconds a sentence of each stage over all samples, and its share of the whole with the bundled model (transformers,
beam 4). The first use of the Korean analyser and the English tagger (loading them) is counted apart.
"""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from subtitler.core.language import Language
from subtitler.files import write_all
from subtitler.pipeline import Settings, cut_script, read_script, render, translate_script
from subtitler.report.made import report
from subtitler.text.breaks import break_penalties
from subtitler.translate.loading import load_lexicon, load_translator

spent: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    spent[name] = spent.get(name, 0.0) + time.perf_counter() - began


def main() -> None:
    with stage("load lexicon"):
        settings = Settings(lexicon=load_lexicon())
    with stage("load analysers"):
        break_penalties("두 나라가 합의했습니다.".split(), Language.KO)
        break_penalties("The two countries agreed.".split(), Language.EN)
    translator = load_translator(None)
    translator.translate(["The harbour opened."], next(pair for pair in translator.pairs if pair.source == "en"))
    loading = dict(spent)
    spent.clear()
    sentences = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(Path("samples").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            with stage("read and split"):
                script = read_script(text, origin=path.name, settings=settings)
            with stage("translate"):
                translations = translate_script(script, translator)
            with stage("link, cut, schedule"):
                subtitles = cut_script(script, translations, settings=settings)
            with stage("write"):
                outputs = render(subtitles, settings) | {".json": json.dumps(report(subtitles, settings))}
                write_all({Path(folder, path.stem + end): body for end, body in outputs.items()}, force=False)
            sentences += len(script.sentences)
    whole = sum(spent.values())
    for name, seconds in spent.items():
        print(f"{name:20} {seconds * 1000 / sentences:7.2f} ms a sentence {seconds / whole:6.1%}")
    beside = whole - spent["translate"]
    print(f"{'all but translate':20} {beside * 1000 / sentences:7.2f} ms a sentence {beside / whole:6.1%}")
    print(f"{sentences} sentences")
    for name, seconds in loading.items():
        print(f"{name:20} {seconds:7.2f} s once")


if __name__ == "__main__":
    main()
