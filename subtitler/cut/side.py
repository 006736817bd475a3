"""One language of a sentence on its way into cues: its words, where it may break, and what fits on screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile
from subtitler.text.breaks import FORBIDDEN, break_penalties
from subtitler.text.width import halves

# How much a break between two lines of a cue weighs against one between cues: the eye goes on at once.
_LINE_BREAK = 0.4
# Lines of very different width; the upper one is better the shorter (and never wider than needed).
_UNEVEN_LINES = 16.0
_TOP_HEAVY = 2.0


def divide(word: str, max_halves: int) -> list[str]:
    """`word` in parts that fit a line: whole where it fits, else cut after a hyphen or slash, else anywhere."""
    parts = []
    while halves(word) > max_halves:
        size = len(word)
        while halves(word[:size]) > max_halves:
            size -= 1
        size = max(size, 1)
        marks = [at + 1 for at in range(size) if word[at] in "-/_.,·"]
        if marks and marks[-1] >= size // 3:
            size = marks[-1]
        parts.append(word[:size])
        word = word[size:]
    return [*parts, word] if word else parts


@dataclass(frozen=True, kw_only=True)
class Side:
    """`words` are what spaces divide; one too wide for a line stands in parts, `glued` to the next without a space.

    `word_of[i]` is the index of the undivided word that `words[i]` belongs to. `penalties[i]` is that of a break
    after `words[i]` (one fewer than words).
    """

    profile: StyleProfile
    words: tuple[str, ...]
    glued: tuple[bool, ...]
    word_of: tuple[int, ...]
    penalties: tuple[int, ...]

    @property
    def language(self) -> Language:
        return self.profile.language

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        """Cumulated half-columns with the space after each word."""
        sums = [0]
        for word, glued in zip(self.words, self.glued, strict=True):
            sums.append(sums[-1] + halves(word) + (not glued))
        return tuple(sums)

    def width(self, start: int, end: int) -> int:
        """Half-columns of the words `start` to `end` on one line."""
        return self._widths[end] - self._widths[start] - (not self.glued[end - 1])

    @cached_property
    def costs(self) -> tuple[tuple[float, ...], ...]:
        """`costs[start][n - 1]`: of laying n words from `start` into the lines of a cue, as far as they fit."""
        return tuple(
            tuple(best[end][0] for end in range(start + 1, self._reach(start, best) + 1))
            for start, best in enumerate(self._layouts)
        )

    def _reach(self, start: int, best: dict[int, tuple[float, tuple[int, ...]]]) -> int:
        end = start
        while end + 1 in best:
            end += 1
        return end

    @cached_property
    def _layouts(self) -> tuple[dict[int, tuple[float, tuple[int, ...]]], ...]:
        """For each start, by end: the cost of the best lines and the ends of the lines."""
        limit, count = self.profile.max_line_halves, len(self.words)
        one: list[dict[int, tuple[float, tuple[int, ...]]]] = []
        for start in range(count):
            ends: dict[int, tuple[float, tuple[int, ...]]] = {}
            for end in range(start + 1, count + 1):
                if self.width(start, end) > limit:
                    break
                ends[end] = (0.0, (end,))
            one.append(ends)
        layouts = one
        for _ in range(1, self.profile.max_lines):
            layouts = [self._with_line_above(start, one[start], layouts) for start in range(count)]
        return tuple(layouts)

    def _with_line_above(
        self,
        start: int,
        above: dict[int, tuple[float, tuple[int, ...]]],
        below: Sequence[dict[int, tuple[float, tuple[int, ...]]]],
    ) -> dict[int, tuple[float, tuple[int, ...]]]:
        best = dict(above)  # one line is kept where one is enough
        limit = self.profile.max_line_halves
        for middle in above:
            if middle == len(self.words):
                continue
            upper = self.width(start, middle)
            break_cost = self.penalties[middle - 1] * _LINE_BREAK
            for end, (cost, ends) in below[middle].items():
                if end in above:
                    continue
                lower = self.width(middle, ends[0])
                total = cost + break_cost + _UNEVEN_LINES * abs(upper - lower) / limit + _TOP_HEAVY * (upper > lower)
                if end not in best or total < best[end][0]:
                    best[end] = (total, (middle, *ends))
        return best

    def lines(self, start: int, end: int) -> tuple[str, ...]:
        """The words `start` to `end` in the best lines."""
        cuts = (start, *self._layouts[start][end][1])
        return tuple(self._join(first, last) for first, last in pairwise(cuts))

    def _join(self, start: int, end: int) -> str:
        text = "".join(
            word if glued else word + " "
            for word, glued in zip(self.words[start:end], self.glued[start:end], strict=True)
        )
        return text.rstrip(" ")


# A word divided because no line holds it: worse than a poor break, better than a forbidden one.
_DIVIDED = 90


def side_of(texts: Sequence[str], profile: StyleProfile, *, label: str = "") -> Side:
    """The sentences `texts`, shown one after the other, as a Side. A break between sentences costs nothing.

    `label` stands before the first word and never alone; its words count in `word_of`.
    """
    words: list[str] = []
    glued: list[bool] = []
    word_of: list[int] = []
    penalties: list[int] = []
    number = 0
    for text in (label, *texts):
        whole = text.split()
        after = [*break_penalties(whole, profile.language), 0][: len(whole)]
        if text is label:
            after = [FORBIDDEN] * len(whole)
        for word, penalty in zip(whole, after, strict=True):
            parts = divide(word, profile.max_line_halves)
            words += parts
            glued += [True] * (len(parts) - 1) + [False]
            word_of += [number] * len(parts)
            penalties += [_DIVIDED] * (len(parts) - 1) + [penalty]
            number += 1
    return Side(
        profile=profile, words=tuple(words), glued=tuple(glued), word_of=tuple(word_of), penalties=tuple(penalties[:-1])
    )
