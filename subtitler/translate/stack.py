"""An engine in its working clothes: guarded, results kept, with a glossary, numbers put right, a memory before all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from subtitler.terms.glossary import Glossary
from subtitler.translate.cached import CachedTranslator
from subtitler.translate.figures import FigureTranslator
from subtitler.translate.glossary import GlossaryTranslator
from subtitler.translate.guard import GuardedTranslator
from subtitler.translate.memory import Memory, MemoryTranslator
from subtitler.translate.protocol import Engine, Translation, Translator
from subtitler.translate.steering import PLACED

# How the wrappers' notes on what they could not put right begin, or end.
_FLAGS = ("guard:", "glossary:")
_NUMBER_FLAGS = (" is missing", " is not in the sentence", PLACED)


def dressed(
    engine: Engine,
    *,
    fallback: Engine | None = None,
    glossary: Glossary,
    cache: Path | None = None,
    memory: Memory | None = None,
    tell: Callable[[str], None],
) -> Translator:
    """`engine` inside all the wrappers, innermost first: guard, cache, glossary, figures, memory.

    `fallback` tries what the engine fails on. `cache` None keeps no results, `memory` None asks none. `tell` hears what
    the cache has to say about its file.
    """
    return fitted(guarded(engine, fallback=fallback, cache=cache, tell=tell), glossary=glossary, memory=memory)


def guarded(
    engine: Engine, *, fallback: Engine | None = None, cache: Path | None = None, tell: Callable[[str], None]
) -> Translator:
    """The part of the stack that is the same for every transcript: the costly one, so its results are kept."""
    translator = GuardedTranslator(engine, fallback)
    return translator if cache is None else CachedTranslator(translator, cache, tell=tell)


def fitted(translator: Translator, *, glossary: Glossary, memory: Memory | None = None) -> Translator:
    """The part of the stack that follows the terms and names of a transcript."""
    figures = FigureTranslator(GlossaryTranslator(translator, glossary))
    return figures if memory is None else MemoryTranslator(figures, memory)


def flagged(translations: Sequence[Translation]) -> tuple[int, ...]:
    """The numbers of the translations that a wrapper found wrong and could not put right."""
    return tuple(number for number, translation in enumerate(translations) if any(map(_is_flag, translation.notes)))


def _is_flag(note: str) -> bool:
    return note.startswith(_FLAGS) or (note.startswith("number ") and note.endswith(_NUMBER_FLAGS))
