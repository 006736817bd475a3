"""Two texts that are nearly the same -> which word of one is which of the other."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

# So many words in a row that stand once in each text are the same place in both. Between such places the longest common
# subsequence is found, which takes time and memory with the product of the lengths: hence the bound, in words.
_ANCHOR = 4
_LARGEST = 5000

Partners = list[int | None]
"""For each word of one text the place of the same word in the other, rising; None where it is not there."""


def align(words: Sequence[str], others: Sequence[str]) -> Partners:
    """The partners of `words` in `others`. Takes time in proportion to the lengths where the texts are alike.

    Words that stand in both by accident, between longer stretches that differ, have no partner.
    """
    partners: Partners = [None] * len(words)
    points = [(-1, -1), *_anchors(words, others), (len(words), len(others))]
    for at, to in points[1:-1]:
        partners[at] = to
    for (first, first_other), (last, last_other) in pairwise(points):
        for at, to, length in _common(words[first + 1 : last], others[first_other + 1 : last_other]):
            partners[first + 1 + at : first + 1 + at + length] = range(
                first_other + 1 + to, first_other + 1 + to + length
            )
    return partners


def _anchors(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Places where the same words follow that stand nowhere else, as many as rise in both texts."""
    places = _unique(others)
    return rising([(at, places[gram]) for gram, at in _unique(words).items() if gram in places])


def _unique(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The places of the runs of words that stand once, in order."""
    places: dict[tuple[str, ...], int] = {}
    twice = set()
    for at in range(len(words) - _ANCHOR + 1):
        gram = tuple(words[at : at + _ANCHOR])
        if gram in places:
            twice.add(gram)
        places[gram] = at
    return {gram: at for gram, at in places.items() if gram not in twice}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs`, sorted by the first member, in which the second rises too."""
    lowest: list[int] = []  # the least second member that ends a rising row of this length and one
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, to) in enumerate(pairs):
        length = bisect_left(lowest, to)
        lowest[length : length + 1] = [to]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else None)
    row = []
    last = ends[-1] if ends else None
    while last is not None:
        row.append(pairs[last])
        last = before[last]
    return row[::-1]


def _common(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int, int]]:
    """(place, place in the others, length) of the runs that stand in both."""
    start = _same_length(words, others)
    end = _same_length(words[start:][::-1], others[start:][::-1])
    inside, other_inside = words[start : len(words) - end], others[start : len(others) - end]
    runs = [(0, 0, start), (len(words) - end, len(others) - end, end)]
    if inside and other_inside and len(inside) * len(other_inside) <= _LARGEST**2:
        runs[1:1] = [(start + at, start + to, length) for at, to, length in _subsequence(inside, other_inside)]
    return runs


def _same_length(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words are the same from the start."""
    return next(
        (at for at, (word, other) in enumerate(zip(words, others, strict=False)) if word != other),
        min(len(words), len(others)),
    )


def _subsequence(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs of the longest common subsequence, but for those that look like accidents.

    These are shorter than what differs before and behind them, and other words stand in the place of some.
    """
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - asked for only where texts differ

    runs = [(run.a, run.b, run.size) for run in LCSseq.editops(words, others).as_matching_blocks() if run.size]
    around = [(0, 0, 0), *runs, (len(words), len(others), 0)]
    gaps = [(to[0] - at[0] - at[2], to[1] - at[1] - at[2]) for at, to in pairwise(around)]
    for run, (before, behind) in zip(runs, pairwise(gaps), strict=True):
        if run[2] >= min(max(before), max(behind)) or not (all(before) or all(behind)):
            yield run
