"""An engine in its working clothes: guarded, with a glossary, numbers put right, results kept, a memory before all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from subtitler.translate.cached import CachedTranslator
from subtitler.translate.figures import FigureTranslator
from subtitler.translate.glossary import GlossaryTranslator
from subtitler.translate.guard import GuardedTranslator
from subtitler.translate.memory import Memory, MemoryTranslator
from subtitler.translate.protocol import Engine, Translation, Translator
from subtitler.translate.terms import Glossary

# How the wrappers' notes on what they could not put right begin, or end.
_FLAGS = ("guard:", "glossary:")
_NUMBER_FLAGS = (" is missing", " is not in the sentence")


def dressed(
    engine: Engine,
    *,
    fallback: Engine | None = None,
    glossary: Glossary,
    cache: Path | None = None,
    memory: Memory | None = None,
    tell: Callable[[str], None],
) -> Translator:
    """`engine` inside the wrappers, innermost first: guard, glossary, figures, cache, memory.

    `fallback` tries what the engine fails on. `cache` None keeps no results, `memory` None asks none. `tell` hears what
    the cache has to say about its file.
    """
    translator: Translator = FigureTranslator(GlossaryTranslator(GuardedTranslator(engine, fallback), glossary))
    if cache is not None:
        translator = CachedTranslator(translator, cache, tell=tell)
    return translator if memory is None else MemoryTranslator(translator, memory)


def flagged(translations: Sequence[Translation]) -> tuple[int, ...]:
    """The numbers of the translations that a wrapper found wrong and could not put right."""
    return tuple(number for number, translation in enumerate(translations) if any(map(_is_flag, translation.notes)))


def _is_flag(note: str) -> bool:
    return note.startswith(_FLAGS) or (note.startswith("number ") and note.endswith(_NUMBER_FLAGS))
