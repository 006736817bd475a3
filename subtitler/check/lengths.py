"""How long English is for so much Korean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

# A track's own middle counts as much as the usual one once it has so many passages.
_PASSAGES_FOR_OWN_MIDDLE = 20


class Size(NamedTuple):
    """What tells how much is said, and adds up over stretches of a text.

    `letters` are characters, in Korean without spaces, which it sets freely; `latin` those of Latin words in it; and
    `rendered` how many letters the words of a Korean text have in English by the word table.
    """

    letters: int
    latin: int = 0
    rendered: float = 0.0

    def without(self, part: "Size") -> "Size":
        return Size(self.letters - part.letters, self.latin - part.latin, self.rendered - part.rendered)


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthModel:
    """The length of English by a regression, in logarithms; its errors are spread as Student's t.

    `offset` is how much longer a track's English is than usual. Fitted by benchmarks/fit_checks.py.
    """

    constant: float = 0.4158
    letters: float = 0.8516
    rendered: float = 0.2859
    latin: float = -0.9175
    spread: float = 0.149
    offset: float = 0.0

    def excess(self, korean: Size, english: Size) -> float:
        """By how many spreads English is longer than the Korean lets expect."""
        expected = (
            self.constant
            + self.letters * math.log(korean.letters + 5)
            + self.rendered * math.log(korean.rendered + 10)
            + self.latin * korean.latin / (korean.letters + 5)
        )
        return (math.log(english.letters + 10) - expected - self.offset) / self.spread

    def surprise(self, excess: float) -> float:
        """The log-likelihood of an excess but for a constant, with four degrees of freedom."""
        return -2.5 * math.log(1 + excess**2 / 4)


def length_model(sizes: Sequence[tuple[Size, Size]]) -> LengthModel:
    """The usual lengths, moved towards the middle of these passages: Korean and English sizes."""
    usual = LengthModel()
    if not sizes:
        return usual
    excess = median(usual.excess(*pair) for pair in sizes)
    return replace(usual, offset=excess * usual.spread * own_share(len(sizes)))


def own_share(passages: int) -> float:
    """How much a track of so many passages counts beside what is usual."""
    return passages / (passages + _PASSAGES_FOR_OWN_MIDDLE)
