"""How long one language is for so much of the other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from subtitler.check.passages import Passage
from subtitler.core.language import Language

# A track's own middle counts as much as the usual one once it has so many passages.
_PASSAGES_FOR_OWN_MIDDLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthModel:
    """How long English is for Korean of a length: log(English + 10) grows with log(Korean + 5).

    `offset` is how much longer a track's English is than usual, as a logarithm.
    """

    constant: float = 0.4657
    slope: float = 1.1582
    spread: float = 0.158
    offset: float = 0.0

    def excess(self, korean: int, english: int) -> float:
        """By how many spreads English is longer than Korean lets expect."""
        expected = self.constant + self.offset + self.slope * math.log(max(korean, 0) + 5)
        return (math.log(max(english, 0) + 10) - expected) / self.spread

    def surprise(self, excess: float) -> float:
        """The log-likelihood of an excess but for a constant: Student's t with four degrees of freedom."""
        return -2.5 * math.log(1 + excess**2 / 4)


def length_model(passages: Sequence[Passage]) -> LengthModel:
    """The usual lengths, moved towards the middle of these passages."""
    usual = LengthModel()
    excesses = [
        usual.excess(*(length(passage.texts[language], language) for language in (Language.KO, Language.EN)))
        for passage in passages
    ]
    if not excesses:
        return usual
    return replace(usual, offset=median(excesses) * usual.spread * own_share(len(excesses)))


def own_share(passages: int) -> float:
    """How much a track of so many passages counts beside what is usual."""
    return passages / (passages + _PASSAGES_FOR_OWN_MIDDLE)


def length(text: str, language: Language) -> int:
    """Characters; without spaces in Korean, which sets them more freely than English."""
    return len(text) if language is Language.EN else len(text) - text.count(" ")
