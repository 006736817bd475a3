"""A chunk of transcripts -> what came of each. Plain data in and out, so that it may happen in any process."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Protocol

from subtitler.core.errors import SubtitlerError
from subtitler.core.issue import Severity
from subtitler.core.language import Pair
from subtitler.pipeline import Script, Settings, check_pairs, cut_script, read_script, translate_script
from subtitler.report.made import outputs
from subtitler.translate.protocol import Progress, Translation, Translator

EXIT_DEFECT = 70
"""The exit code that goes with a defect of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """What computes the translations: `model` None is the bundled one; `fallback` tries what `engine` fails on."""

    model: str | None = None
    engine: str = "ctranslate2"
    compute: str = "int8"
    fallback: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is known of terms: (name, text) of glossary files, and the path of a translation memory."""

    glossaries: tuple[tuple[str, str], ...] = ()
    default_glossary: bool = True
    memory: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a transcript is made into subtitles. The lexicon is not in the settings: every workshop has its own."""

    settings: Settings
    model: ModelChoice = field(default_factory=ModelChoice)
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A transcript as read; `encoding` is the notice for one that was not in UTF-8.

    Where not `is_wanted`, its outputs are there already, and it is only translated along: what an engine writes may
    depend on the sentences beside, and the rest of a chunk that was cut off has to come out as it would have.
    """

    number: int
    origin: str
    text: str
    encoding: str | None = None
    recipe: Recipe
    is_wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit of work: the sentences of all its tasks are translated together."""

    number: int
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An error as plain data: `kind` is its class, or `defect`, which comes with a traceback."""

    kind: str
    message: str
    exit_code: int
    traceback: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a task: `outputs`, texts by suffix, or a `failure`.

    `flagged` translations hold something not surely right; `errors` and `warnings` count issues.
    """

    number: int
    outputs: Mapping[str, str] | None = None
    failure: Failure | None = None
    sentences: int = 0
    cues: int = 0
    flagged: int = 0
    errors: int = 0
    warnings: int = 0
    seconds: float = 0.0


class Equipment(Protocol):
    """What a workshop cannot know by itself: how translators are loaded, and dressed for a transcript."""

    def complete(self, settings: Settings) -> Settings:
        """`settings` with the lexicon."""
        ...

    def translator(self, model: ModelChoice) -> Translator:
        """What all transcripts share, ready to translate. Raises SubtitlerError where it cannot be loaded."""
        ...

    def fitted(self, translator: Translator, terms: Terms, script: Script) -> Translator:
        """`translator` with the terms for `script`, and the names in it."""
        ...

    def note(self, model: ModelChoice) -> str | None:
        """What the model is worth, where that is known."""
        ...

    def flagged(self, translations: Sequence[Translation]) -> int:
        """How many of them hold something not surely right."""
        ...


Equip = Callable[[], Equipment]
"""Equips a process. A function of a module, so that it can be sent to another process by its name."""


def failure_of(error: Exception) -> Failure:
    """An error meant for users in its own words; anything else is a defect of ours."""
    if isinstance(error, SubtitlerError):
        return Failure(kind=type(error).__name__, message=str(error), exit_code=error.exit_code)
    return Failure(
        kind="defect",
        message=f"a defect in subtitler: {type(error).__name__}: {error}",
        exit_code=EXIT_DEFECT,
        traceback="".join(traceback.format_exception(error)),
    )


@dataclass(slots=True, kw_only=True)
class Draft:
    """A task in the making, as far as it has come."""

    task: Task
    settings: Settings
    script: Script | None = None
    translator: Translator | None = None
    failure: Failure | None = None
    seconds: float = 0.0


Translated = tuple[Draft, ...]
"""A chunk whose sentences are translated, to be finished."""


class Workshop:
    """Makes chunks, and keeps for the next what it has loaded. A transcript that fails does so alone."""

    def __init__(self, equip: Equip) -> None:
        self._equipment = equip()
        self._translators: dict[ModelChoice, Translator] = {}

    def make(self, chunk: Chunk) -> list[Outcome]:
        """An outcome for each wanted task, in order. Raises SubtitlerError where a translator cannot be loaded."""
        return self.finish(self.translate(chunk))

    def translate(self, chunk: Chunk) -> Translated:
        """The first and longer half of `make`. May run in one thread while another finishes the chunk before."""
        drafts = tuple(
            Draft(task=task, settings=self._equipment.complete(task.recipe.settings)) for task in chunk.tasks
        )
        by_model: dict[ModelChoice, list[Draft]] = {}
        for draft in drafts:
            task = draft.task
            translator = self._loaded(task.recipe.model)
            with _alone(draft):
                draft.script = read_script(
                    task.text, origin=task.origin, settings=draft.settings, encoding=task.encoding
                )
                check_pairs(draft.script, translator)
            if draft.failure is None:
                by_model.setdefault(task.recipe.model, []).append(draft)
        for model, together in by_model.items():
            _translate(together, self._translators[model])
        return drafts

    def finish(self, drafts: Translated) -> list[Outcome]:
        """The outcomes of the wanted tasks, in order."""
        return [self._finished(draft) for draft in drafts if draft.task.is_wanted]

    def _loaded(self, model: ModelChoice) -> Translator:
        if model not in self._translators:
            self._translators[model] = self._equipment.translator(model)
        return self._translators[model]

    def _finished(self, draft: Draft) -> Outcome:
        outcome = Outcome(number=draft.task.number)
        with _alone(draft):
            if draft.script is not None and draft.translator is not None:
                outcome = self._subtitled(draft, draft.script, draft.translator)
        return replace(outcome, failure=draft.failure, seconds=round(draft.seconds, 3))

    def _subtitled(self, draft: Draft, script: Script, shared: Translator) -> Outcome:
        recipe = draft.task.recipe
        translator = self._equipment.fitted(shared, recipe.terms, script)
        translations = translate_script(script, translator)
        subtitles = cut_script(
            script,
            translations,
            settings=draft.settings,
            translator=translator.signature,
            model_note=self._equipment.note(recipe.model),
        )
        severities = Counter(issue.severity for issue in subtitles.issues)
        return Outcome(
            number=draft.task.number,
            outputs=outputs(subtitles, draft.settings),
            sentences=len(script.sentences),
            cues=len(next(iter(subtitles.cut.tracks.values())).cues),
            flagged=self._equipment.flagged(translations),
            errors=severities[Severity.ERROR],
            warnings=severities[Severity.WARNING],
        )


@contextmanager
def _alone(draft: Draft) -> Iterator[None]:
    """What goes wrong within is the failure of this task and of no other."""
    began = monotonic()
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the isolation
        draft.failure = failure_of(error)
    draft.seconds += monotonic() - began


def _translate(drafts: Sequence[Draft], translator: Translator) -> None:
    """Translate the sentences of all together; where that fails, in halves, down to the one that it is due to."""
    began = monotonic()
    scripts = [draft.script for draft in drafts if draft.script is not None]
    try:
        results = _Results(translator, scripts)
    except Exception as error:  # noqa: BLE001 - the isolation
        if len(drafts) == 1:
            drafts[0].failure = failure_of(error)
            return
        middle = len(drafts) // 2
        for part in (drafts[:middle], drafts[middle:]):
            _translate(part, translator)
        return
    share = (monotonic() - began) / sum(len(script.sentences) for script in scripts)
    for draft, script in zip(drafts, scripts, strict=True):
        draft.translator = results
        draft.seconds += share * len(script.sentences)


class _Results:
    """A translator that knows what `translator` makes of the sentences of `scripts`, and no others.

    Each sentence is translated once. Raises what `translator` raises.
    """

    def __init__(self, translator: Translator, scripts: Iterable[Script]) -> None:
        self.pairs = translator.pairs
        self.signature = translator.signature
        wanted: dict[Pair, dict[str, None]] = {}
        for script in scripts:
            for sentence in script.sentences:
                language = script.transcript.blocks[sentence.block].language
                wanted.setdefault(Pair(language, language.other), {})[sentence.text] = None
        self._found = {
            pair: dict(zip(sentences, translator.translate([*sentences], pair), strict=True))
            for pair, sentences in sorted(wanted.items())
        }

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        if progress:
            progress(len(sentences))
        return [self._found[pair][sentence] for sentence in sentences]
