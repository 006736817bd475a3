"""Words into the lines of a cue: as few lines as hold them, broken where the grammar likes it, of like width."""

from collections.abc import Callable, Sequence

# How much a break between two lines of a cue weighs against one between cues: the eye goes on at once.
_LINE_BREAK = 0.4
# Lines of very different width; the upper one is better the shorter (and never wider than needed).
_UNEVEN_LINES = 16.0
_TOP_HEAVY = 2.0

Layouts = dict[int, tuple[float, tuple[int, ...]]]
"""Of words from one place on, by the place where they end: the cost of the best lines, and where each line ends."""

Width = Callable[[int, int], int]
"""The half-columns that the words from one place to another take on one line."""


def layouts(width: Width, penalties: Sequence[int], *, max_lines: int, max_halves: int) -> tuple[Layouts, ...]:
    """For each place, how the words from there on are best laid, as far as a cue holds them.

    `penalties[i]` is that of a break after word i (`text.breaks`), one fewer than words.
    """
    count = len(penalties) + 1
    one = [_one_line(start, count, width, max_halves) for start in range(count)]
    found = one
    for _ in range(1, max_lines):
        found = [
            _with_line_above(one[start], found, start, width=width, penalties=penalties, max_halves=max_halves)
            for start in range(count)
        ]
    return tuple(found)


def _one_line(start: int, count: int, width: Width, max_halves: int) -> Layouts:
    ends: Layouts = {}
    for end in range(start + 1, count + 1):
        if width(start, end) > max_halves:
            break
        ends[end] = (0.0, (end,))
    return ends


def _with_line_above(
    above: Layouts, below: Sequence[Layouts], start: int, *, width: Width, penalties: Sequence[int], max_halves: int
) -> Layouts:
    best = dict(above)  # one line is kept where one is enough
    for middle in above:
        if middle == len(below):
            continue
        upper = width(start, middle)
        break_cost = penalties[middle - 1] * _LINE_BREAK
        for end, (cost, ends) in below[middle].items():
            if end in above:
                continue
            lower = width(middle, ends[0])
            total = cost + break_cost + _UNEVEN_LINES * abs(upper - lower) / max_halves + _TOP_HEAVY * (upper > lower)
            if end not in best or total < best[end][0]:
                best[end] = (total, (middle, *ends))
    return best
