"""A sentence longer than a model reads -> parts that fit."""

from collections.abc import Callable
from typing import NamedTuple

from subtitler.core.errors import SentenceTooLongError
from subtitler.core.language import Language
from subtitler.text.breaks import break_penalties

# `subtitler.text.breaks`: "about 20 (a good place: after a clause)".
CLAUSE_PENALTY = 20


class Parts(NamedTuple):
    """`places` says where it was split: clauses, or spaces where a clause itself was too long."""

    texts: tuple[str, ...]
    places: str


def split_to_fit(text: str, language: Language, *, tokens_in: Callable[[str], int], limit: int) -> Parts:
    """`text` in parts of at most `limit` tokens that joined by spaces are its words; one part if it fits.

    Cuts in two at the best break near the middle, then again what is still too long. Raises SentenceTooLongError where
    a single word is.
    """
    words = text.split()
    if tokens_in(text) <= limit:
        return Parts((text,), "clauses")
    # Before the breaks are looked up, which takes minutes for a word of thousands of letters.
    for word in words:
        if (size := tokens_in(word)) > limit:
            raise SentenceTooLongError(
                place=f"'{text[:40]}…'",
                finding=f"has a word of {size:,} tokens, where the model reads {limit}",
                way_out="put spaces into it or take it out",
            )
    penalties = break_penalties(words, language)
    spans: list[tuple[int, int]] = []
    waiting = [(0, len(words))]
    worst = 0
    while waiting:
        start, end = waiting.pop()
        part = " ".join(words[start:end])
        if tokens_in(part) <= limit:
            spans.append((start, end))
            continue
        quarter = (end - start) // 4
        places = range(start + max(quarter, 1), end - quarter)
        middle = (start + end) / 2
        place = min(places, key=lambda at: (penalties[at - 1], abs(at - middle)))
        worst = max(worst, penalties[place - 1])
        waiting += [(place, end), (start, place)]
    return Parts(
        tuple(" ".join(words[start:end]) for start, end in spans), "clauses" if worst <= CLAUSE_PENALTY else "spaces"
    )
