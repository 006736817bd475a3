"""One language of a sentence on its way into cues: its words, where it may break, and what fits on screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import category

from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile
from subtitler.text.breaks import FORBIDDEN, break_penalties
from subtitler.text.width import halves
from subtitler.text.wrap import Layouts, layouts


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
        elif size > 1 and category(word[size]) in ("Pe", "Pf", "Po"):
            size -= 1  # a closing mark does not begin a line
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

    def _reach(self, start: int, best: Layouts) -> int:
        end = start
        while end + 1 in best:
            end += 1
        return end

    @cached_property
    def _layouts(self) -> tuple[Layouts, ...]:
        if not self.words:
            return ()
        profile = self.profile
        return layouts(self.width, self.penalties, max_lines=profile.max_lines, max_halves=profile.max_line_halves)

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
