"""The samples as subtitles, made once for all tests that look at them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from subtitler.pipeline import Settings, Subtitles, cut_script, read_script, translate_script
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.loading import load_lexicon, load_translator
from subtitler.translate.protocol import Translator

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


@cache
def _settings() -> Settings:
    return Settings(lexicon=load_lexicon())


@cache
def _translator(name: str) -> Translator:
    return FakeTranslator() if name == "fake" else load_translator(None)


@cache
def _subtitled(path: Path, translator: str) -> Subtitles:
    script = read_script(path.read_text(encoding="utf-8"), origin=path.name, settings=_settings())
    chosen = _translator(translator)
    return cut_script(script, translate_script(script, chosen), settings=_settings(), translator=chosen.signature)


@pytest.fixture
def subtitled() -> Callable[[Path, str], Subtitles]:
    """The subtitles of a sample by the `fake` or the `bundled` translator."""
    return _subtitled
