"""The options of a batch, and what a manifest says otherwise -> signed recipes; and the equipment to follow them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import subtitler
from subtitler.batch.plan import Overrides
from subtitler.batch.run import Signed
from subtitler.batch.work import ModelChoice, Recipe, Terms
from subtitler.cli.jobs import settings_of
from subtitler.cli.order import Order
from subtitler.cli.translating import names_of
from subtitler.core.errors import ConfigError
from subtitler.core.language import Language
from subtitler.files import read_text
from subtitler.pipeline import Script, Settings
from subtitler.read import STYLES
from subtitler.terms.files import default_glossary, parse_glossary
from subtitler.terms.glossary import Glossary, merge
from subtitler.translate import loading
from subtitler.translate.catalogue import BUNDLED, known_model
from subtitler.translate.guard import GuardedTranslator
from subtitler.translate.memory import Memory
from subtitler.translate.protocol import Translation, Translator
from subtitler.translate.stack import fitted, flagged


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What can be said of a transcript, as it was written."""

    language: Language | None
    style: str | None
    lenient: bool
    profile: str
    start: str
    duration: str | None
    fps: str | None
    order: Order
    speaker_labels: bool
    model: str | None
    engine: str
    compute: str
    fallback: str | None
    glossaries: tuple[str, ...]
    default_glossary: bool
    memory: str | None


def _flag(text: str) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.strip().lower()]


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


Read = Callable[[str], object]

# Columns of a manifest: the option that each sets, how its text is read, and what may be written.
_COLUMNS: Mapping[str, tuple[str, Read, str]] = {
    "language": ("language", Language, "ko or en"),
    "style": ("style", str, ""),
    "lenient": ("lenient", _flag, "true or false"),
    "profile": ("profile", str, ""),
    "start": ("start", str, ""),
    "duration": ("duration", str, ""),
    "fps": ("fps", str, ""),
    "order": ("order", Order, "ko-en or en-ko"),
    "speaker-labels": ("speaker_labels", _flag, "true or false"),
    "model": ("model", str, ""),
    "engine": ("engine", str, ""),
    "compute": ("compute", str, ""),
    "fallback-engine": ("fallback", str, ""),
    "glossary": ("glossaries", _several, ""),
    "default-glossary": ("default_glossary", _flag, "true or false"),
    "memory": ("memory", str, ""),
}
COLUMNS = tuple(_COLUMNS)


class Recipes:
    """Gives the signed recipe for a job: `options`, but for what the job has of its own.

    The signature changes with the program's version, with settings, model, glossaries and memory. Of each file, what it
    held at the first look counts.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._glossary = cache(_glossary_file)
        self._model = cache(_model_signature)
        self._memory = cache(_memory_version)
        self._signed = lru_cache(maxsize=1024)(self._sign)

    def __call__(self, overrides: Overrides) -> Signed:
        """Raises SubtitlerError for what cannot be used."""
        return self._signed(overrides)

    def _sign(self, overrides: Overrides) -> Signed:
        options = _overridden(self._options, overrides)
        if options.style is not None and options.style not in STYLES:
            raise ConfigError(
                place="--style", finding=f"no house style is called {options.style!r}",
                way_out=f"write one of {', '.join(STYLES)}",
            )  # fmt: skip
        recipe = Recipe(
            settings=_settings(options),
            model=ModelChoice(
                model=options.model, engine=options.engine, compute=options.compute, fallback=options.fallback
            ),
            terms=Terms(
                glossaries=tuple(map(self._glossary, options.glossaries)),
                default_glossary=options.default_glossary,
                memory=options.memory,
            ),
        )
        signed = (
            subtitler.__version__,
            recipe.settings,
            self._model(recipe.model),
            [text for _, text in recipe.terms.glossaries],
            recipe.terms.default_glossary,
            None if options.memory is None else self._memory(options.memory),
        )
        return Signed(recipe, hashlib.sha256(repr(signed).encode("utf-8", "backslashreplace")).hexdigest())


def _overridden(options: Options, overrides: Overrides) -> Options:
    values: dict[str, object] = {}
    for column, text in overrides:
        name, read, choices = _COLUMNS[column]
        try:
            values[name] = read(text)
        except (ValueError, KeyError) as error:
            raise ConfigError(place=column, finding=f"{text!r} does not fit", way_out=f"write {choices}") from error
    return replace(options, **values)  # type: ignore[arg-type]


def _settings(options: Options) -> Settings:
    settings = settings_of(
        language=options.language,
        style=options.style,
        lenient=options.lenient,
        profile=options.profile,
        start=options.start,
        duration=options.duration,
        fps=options.fps,
        speaker_labels=options.speaker_labels,
    )
    # A plain dict, since it goes to other processes.
    return replace(settings, upper=options.order.on_top, profiles=dict(settings.profiles))


def _glossary_file(path: str) -> tuple[str, str]:
    text, _ = read_text(Path(path))
    parse_glossary(text, path)
    return path, text


def _model_signature(choice: ModelChoice) -> str:
    engines = [choice.engine] if choice.fallback is None else [choice.engine, choice.fallback]
    loaded = [loading.load_translator(choice.model, engine=engine, compute=choice.compute) for engine in engines]
    return " or ".join(engine.signature for engine in loaded)


def _memory_version(path: str) -> str:
    with Memory.open(Path(path)) as memory:
        return memory.version


def equip() -> "Tools":
    """The equipment of a process that makes subtitles."""
    return Tools()


class Tools:
    """Loads translators, glossaries and memories, each once.

    No results are kept or taken from where `make` keeps them: they would depend on what was translated before.
    """

    def __init__(self) -> None:
        self._lexicon = loading.load_lexicon()
        self._glossary = cache(_glossary)
        self._memory = cache(Memory.open)

    def complete(self, settings: Settings) -> Settings:
        return replace(settings, lexicon=self._lexicon)

    def translator(self, model: ModelChoice) -> Translator:
        engine = loading.load_translator(model.model, engine=model.engine, compute=model.compute)
        fallback = None
        if model.fallback is not None:
            fallback = loading.load_translator(model.model, engine=model.fallback, compute=model.compute)
        engine.translate(["1"], min(engine.pairs))  # loads the network, so that what is wrong with it shows here
        return GuardedTranslator(engine, fallback)

    def fitted(self, translator: Translator, terms: Terms, script: Script) -> Translator:
        glossary = merge(names_of([script]), *self._glossary(terms))
        memory = None if terms.memory is None else self._memory(Path(terms.memory))
        return fitted(translator, glossary=glossary, memory=memory)

    def note(self, model: ModelChoice) -> str | None:
        known = known_model(model.model or BUNDLED)
        return known.note if known else None

    def flagged(self, translations: Sequence[Translation]) -> int:
        return len(flagged(translations))


def _glossary(terms: Terms) -> tuple[Glossary, ...]:
    """The glossaries of `terms`, in the order in which a later one wins."""
    usual = [default_glossary()] if terms.default_glossary else []
    return (*usual, *(parse_glossary(text, name) for name, text in terms.glossaries))
