"""A number in a text, and what the Korean and the English reader share."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class NumberKind(StrEnum):
    CARDINAL = "cardinal"
    PERCENT = "percent"
    PERCENT_POINT = "percent-point"
    ORDINAL = "ordinal"
    MONEY = "money"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"
    DECADE = "decade"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number at `text[start:end]`: figure, magnitude words and the unit, counter, percent or currency word it has.

    `value` is exact and has no sign (영하 5도 is 5); a TIME counts minutes after midnight, a DECADE is its first year.
    `unit` is the ISO 4217 code of MONEY, else None.
    """

    start: int
    end: int
    value: Fraction
    kind: NumberKind
    unit: str | None = None
    is_approximate: bool = False


FIGURE = r"(?>(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?!\d)(?:\.\d{1,18})?)(?!\.\d|,\d{3})"
"""A pattern: digits with or without commas and decimals, taken whole or not at all: neither 1.2.3 nor 30 digits."""


def count_words(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """The words of a counting row with their values, `step` apart."""
    return {word: first + step * index for index, word in enumerate(words.split())}


def any_of(words: Collection[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


class Tally:
    """Adds up the parts of a number left to right. A method that is False found a part that cannot follow, and left it.

    A part must be smaller than the magnitude before it: 3천 500 is one number, 3천 5000 is two.
    """

    def __init__(self) -> None:
        self._total = Fraction(0)
        self._group = Fraction(0)
        self._low: Fraction | None = None
        self._room: int | None = None  # what the next part must stay below
        self._group_room: int | None = None
        self._total_room: int | None = None

    @property
    def value(self) -> Fraction:
        return self._total + self._group + (self._low or 0)

    @property
    def is_open(self) -> bool:
        """True while something stands that a magnitude could multiply."""
        return self._low is not None or self._group > 0

    def add(self, number: Fraction) -> bool:
        if self._low is not None or (self._room is not None and number >= self._room):
            return False
        self._low = number
        return True

    def multiply(self, magnitude: int) -> bool:
        """Takes ten, a hundred or (in Korean) a thousand, which a larger magnitude may multiply again."""
        if self._group_room is not None and magnitude >= self._group_room:
            return False
        self._group += magnitude * (1 if self._low is None else self._low)
        self._low = None
        self._room = self._group_room = magnitude
        return True

    def close(self, magnitude: int) -> bool:
        """Takes a magnitude that counts all since the last such: thousand, million; 만, 억."""
        if self._total_room is not None and (magnitude >= self._total_room or not self.is_open):
            return False
        self._total += magnitude * (self._group + (self._low or 0) if self.is_open else 1)
        self._group, self._low, self._group_room = Fraction(0), None, None
        self._room = self._total_room = magnitude
        return True


def decimal_figure(value: Fraction) -> str:
    """`value` with commas and at most nine decimals; blank where these are not all of it.

    >>> decimal_figure(Fraction(12345, 10)), decimal_figure(Fraction(1, 3))
    ('1,234.5', '')
    """
    whole, rest = divmod(value, 1)
    decimals = rest * 10**9
    if decimals.denominator > 1:
        return ""
    return f"{int(whole):,}" + f".{int(decimals):09}".rstrip("0").rstrip(".")


def is_calendar_year(value: Fraction) -> bool:
    return value.denominator == 1 and 1000 <= value < 2200


def minutes_after_midnight(hour: int, minute: int, *, is_afternoon: bool | None) -> Fraction:
    """The time on a 24-hour clock; an hour with no half of the day named stays as it is written."""
    if is_afternoon is not None and hour <= 12:
        hour = hour % 12 + 12 * is_afternoon
    return Fraction(hour % 24 * 60 + minute)
