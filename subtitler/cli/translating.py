"""The translator that a command's options ask for."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from subtitler.cli.talk import Talk
from subtitler.files import read_text
from subtitler.pipeline import Script, pairs_needed
from subtitler.terms.files import default_glossary, parse_glossary
from subtitler.terms.glossary import Glossary, merge
from subtitler.terms.naming import name_entries
from subtitler.translate import loading
from subtitler.translate.memory import Memory
from subtitler.translate.protocol import Translator
from subtitler.translate.stack import dressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`cache` None keeps no results."""

    model: str | None
    engine: str
    compute: str
    fallback: str | None
    glossaries: Sequence[Path]
    default_glossary: bool
    memory: Path | None
    cache: Path | None


def load_translator(wanted: Wanted, scripts: Sequence[Script], stack: ExitStack, talk: Talk) -> Translator:
    """The translator for `scripts`; what it keeps open is closed with `stack`. Raises ModelError, ConfigError."""
    glossary = read_glossary(wanted.glossaries, default=wanted.default_glossary, scripts=scripts)
    memory = None if wanted.memory is None else stack.enter_context(Memory.open(wanted.memory))
    pairs = sorted({pair for script in scripts for pair in pairs_needed(script)})
    pair = pairs[0] if len(pairs) == 1 else None
    with talk.stage("loading the model", None):
        engine = loading.load_translator(wanted.model, pair=pair, engine=wanted.engine, compute=wanted.compute)
        fallback = None
        if wanted.fallback is not None:
            fallback = loading.load_translator(wanted.model, pair=pair, engine=wanted.fallback, compute=wanted.compute)
    return dressed(engine, fallback=fallback, glossary=glossary, cache=wanted.cache, memory=memory, tell=talk.say)


def read_glossary(paths: Sequence[Path], *, default: bool, scripts: Sequence[Script]) -> Glossary:
    """The user's files over the default glossary over the names that the transcripts hold. Raises ConfigError."""
    given = []
    for path in paths:
        text, _ = read_text(path)
        given.append(parse_glossary(text, str(path)))
    usual = [default_glossary()] if default else []
    return merge(names_of(scripts), *usual, *given)


def names_of(scripts: Sequence[Script]) -> Glossary:
    """The names that the transcripts hold."""
    return Glossary(
        entry
        for script in scripts
        for entry in name_entries(
            [block.text for block in script.transcript.blocks],
            [block.speaker.name for block in script.transcript.blocks if block.speaker is not None],
            script.transcript.language,
        )
    )


def result_cache() -> Path:
    """The file that keeps what was translated."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - asked only when something is translated

    return user_cache_path("subtitler") / "translations.sqlite"
