"""Equipment for crews under test: no model, and workers that die of certain words."""

import os
import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from subtitler.batch.processes import THREADS
from subtitler.batch.work import Chunk, Equip, ModelChoice, Outcome, Recipe, Task, Terms
from subtitler.core.errors import InputError, ModelMissingError
from subtitler.core.language import Pair
from subtitler.core.profile import built_in
from subtitler.pipeline import Script, Settings
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Progress, Translation, Translator

QUIET = "The harbour reopened on Monday."
FATAL = "Lightning struck the tower."
FATAL_ONCE = "Lightning struck once."
SLOW = "The ferry took its time."


class DyingTranslator(FakeTranslator):
    """Kills its process at FATAL, and at FATAL_ONCE unless `folder` tells that it did; takes a second at SLOW."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        with (self._folder / "begun").open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()} {len(sentences)}\n")
        if FATAL in sentences:
            os.kill(os.getpid(), signal.SIGKILL)
        if FATAL_ONCE in sentences and not (self._folder / "struck").exists():
            (self._folder / "struck").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if SLOW in sentences:
            time.sleep(1)
        return super().translate(sentences, pair, progress)


class Equipped:
    """Translators that die. A task comes out as a failure that tells who worked it, unless `is_whole`."""

    def __init__(self, folder: Path, *, is_whole: bool) -> None:
        self._folder = folder
        self._is_whole = is_whole

    def complete(self, settings: Settings) -> Settings:
        return settings

    def translator(self, model: ModelChoice) -> Translator:
        if model.model is not None:
            raise ModelMissingError(place=model.model, finding="is not here", way_out="fetch it")
        return DyingTranslator(self._folder)

    def fitted(self, translator: Translator, terms: Terms, script: Script) -> Translator:
        if self._is_whole:
            return translator
        raise InputError(place=f"{os.getpid()}", finding=f"{os.environ[THREADS]} threads", way_out="none")

    def note(self, model: ModelChoice) -> str | None:
        return None

    def flagged(self, translations: Sequence[Translation]) -> int:
        return 0


def equip(folder: Path, *, is_whole: bool = False) -> Equip:
    return partial(Equipped, folder, is_whole=is_whole)


def task(number: int, *texts: str, model: str | None = None, is_wanted: bool = True) -> Task:
    return Task(
        number=number,
        origin=f"{number}.txt",
        text=" ".join(texts),
        recipe=Recipe(settings=Settings(profiles=dict(built_in("netflix"))), model=ModelChoice(model=model)),
        is_wanted=is_wanted,
    )


def chunks(*texts: str, each: int = 2) -> list[Chunk]:
    """A chunk for each of `texts`, with `each` tasks, of which the first has the text."""
    return [
        Chunk(number=at, tasks=tuple(task(at * each + extra, QUIET if extra else text) for extra in range(each)))
        for at, text in enumerate(texts)
    ]


def worked_by(outcome: Outcome) -> int:
    """The process that worked it."""
    assert outcome.failure is not None
    return int(outcome.failure.message.split(":")[0])
