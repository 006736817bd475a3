"""The samples as subtitles, made once for all tests that look at them."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from subtitler.cli.talk import Talk
from subtitler.cli.translating import Wanted, load_translator
from subtitler.pipeline import Settings, Subtitles, cut_script, read_script, translate_script
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.loading import load_lexicon

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


@cache
def _settings() -> Settings:
    return Settings(lexicon=load_lexicon())


# What `subtitler make` uses where nothing else is asked for, but for the results kept from earlier runs.
BUNDLED = Wanted(
    model=None,
    engine="ctranslate2",
    compute="int8",
    fallback=None,
    glossaries=(),
    default_glossary=True,
    memory=None,
    cache=None,
)


@cache
def _subtitled(path: Path, translator: str) -> Subtitles:
    script = read_script(path.read_text(encoding="utf-8"), origin=path.name, settings=_settings())
    with ExitStack() as stack:
        talk = Talk(quiet=True, verbose=False)
        chosen = FakeTranslator() if translator == "fake" else load_translator(BUNDLED, [script], stack, talk)
        translations = translate_script(script, chosen)
    return cut_script(script, translations, settings=_settings(), translator=chosen.signature)


@pytest.fixture
def subtitled() -> Callable[[Path, str], Subtitles]:
    """The subtitles of a sample by the `fake` or the `bundled` translator."""
    return _subtitled
