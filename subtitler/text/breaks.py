"""How bad it is to end a cue or a line after a word, by the grammar around it.

A penalty runs from 0 (the end of a sentence) over about 20 (a good place: after a clause) and 50 (nothing speaks for
it) to 80 (bad). FORBIDDEN marks the places that no guide allows: Netflix, General Requirements ("never split"), and for
Korean what binds to the word before it: particle, auxiliary, counter, dependent noun. Languages have a module each.
"""

from collections.abc import Sequence

from subtitler.core.language import Language
from subtitler.text.breaks_en import english_penalties
from subtitler.text.breaks_ko import korean_penalties
from subtitler.text.marks import FORBIDDEN

__all__ = ["FORBIDDEN", "break_penalties"]


def break_penalties(words: Sequence[str], language: Language) -> tuple[int, ...]:
    """The penalty of a break after each of `words` but the last; `words` are what spaces divide in a sentence."""
    if len(words) < 2:
        return ()
    return korean_penalties(words) if language is Language.KO else english_penalties(words)
