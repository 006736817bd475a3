"""Equipment without a model: its translations depend on their company, as those of an engine may, only much more."""

import re
import time
from collections.abc import Sequence
from zlib import crc32

from subtitler.batch.work import ModelChoice, Terms
from subtitler.core.errors import SentenceTooLongError
from subtitler.core.language import Pair
from subtitler.pipeline import Script, Settings
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Progress, Translation, Translator

TOO_LONG = "The word is too long."
DEFECT = "The program is broken."


class Company(FakeTranslator):
    """Writes a mark of all that it was given together into every translation."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[Pair, tuple[str, ...]]] = []

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        self.calls.append((pair, tuple(sentences)))
        if TOO_LONG in sentences:
            raise SentenceTooLongError(place="fake", finding="a word is too long", way_out="shorten it")
        if DEFECT in sentences:
            raise ZeroDivisionError("a defect")
        mark = crc32("\0".join(sorted(sentences)).encode()) % 10_000
        return [
            Translation(text=re.sub(r"(\W*)$", rf" {mark}\1", found.text))
            for found in super().translate(sentences, pair, progress)
        ]


class Tools:
    """One translator for every model; `fitted` asks which scripts it is fitted for."""

    def __init__(self) -> None:
        self.translators: dict[ModelChoice, Company] = {}
        self.fitted_for: list[str] = []

    def complete(self, settings: Settings) -> Settings:
        return settings

    def translator(self, model: ModelChoice) -> Translator:
        return self.translators.setdefault(model, Company())

    def fitted(self, translator: Translator, terms: Terms, script: Script) -> Translator:
        self.fitted_for.append(script.transcript.origin)
        return translator

    def note(self, model: ModelChoice) -> str | None:
        return f"is called {model.model}"

    def flagged(self, translations: Sequence[Translation]) -> int:
        return 1

    @property
    def calls(self) -> list[tuple[Pair, tuple[str, ...]]]:
        return [call for translator in self.translators.values() for call in translator.calls]


class SlowTools(Tools):
    """Takes its time over every chunk."""

    def translator(self, model: ModelChoice) -> Translator:
        return Slow()


class Slow(Company):
    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        time.sleep(2.0)
        return super().translate(sentences, pair, progress)
