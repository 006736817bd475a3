"""A sentence and its translation -> the numbers that stand on one side only."""

import re
from itertools import pairwise
from typing import NamedTuple

from subtitler.core.language import Language, Pair
from subtitler.text.numbers import NumberKind, NumberMention, find_numbers

# Languages say one, and half of a pair, by an article or not at all.
_FREE_KINDS = (NumberKind.CARDINAL, NumberKind.ORDINAL)

# Words that say a value without being a number, each where the other language counts: 두 나라 and "both countries".
_SAID_BY = {
    Language.EN: {
        2: r"\b(?:both|either|neither|pairs?|couples?|twins?|duo|bilateral|two-way|each other)\b",
        3: r"\b(?:trilateral|trio|three-way)\b",
        10: r"\bteen(?:s|age|ager|agers)?\b",
        24: r"\b(?:a|)round[- ]the[- ]clock\b",
    },
    Language.KO: {
        2: "보름|양(?:국|측|쪽|당|사|팀|자|손|발|팔|다리|끝)|쌍|부부|커플|둘|남북",
        3: "삼국|3국|삼자|3자|한[미중]일",
        12: "열두어|열댓|여남은",
        15: "보름",
        60: "환갑|육순",
        70: "칠순|고희",
        80: "팔순",
        90: "구순",
    },
}
_OTHER_WORDS = {
    language: {value: re.compile(words, re.IGNORECASE) for value, words in table.items()}
    for language, table in _SAID_BY.items()
}
_HALF_DAY = 12 * 60
_HALF_OF_DAY = re.compile(
    r"오전|오후|새벽|아침|낮|저녁|밤|정오|자정|[ap]\.?m\b|morning|afternoon|evening|night|noon", re.IGNORECASE
)
_PARTS = (12, 60, 100)  # months of a year, minutes of an hour, centimetres of a metre
_CENTURIES = (1900, 2000)
_SHORTENED = ({NumberKind.YEAR, NumberKind.CARDINAL}, {NumberKind.DECADE, NumberKind.CARDINAL})
_DATES = (NumberKind.MONTH, NumberKind.DAY)
_DOLLARS = frozenset({"USD", "HKD", "AUD", "CAD"})


class Disagreement(NamedTuple):
    """`missing` are numbers of the source that do not stand in the translation, `surplus` those it alone has."""

    missing: tuple[NumberMention, ...]
    surplus: tuple[NumberMention, ...]


def compare_numbers(source: str, translation: str, pair: Pair) -> Disagreement:
    """The numbers whose values stand on one side only.

    One (한, a) may be left out or put in, and a value that the other side says by a word (양국, both) is there. A sum
    is there in its own currency only; dollars of any country are one. How often a value is said does not count.

    >>> ko_en = Pair(Language.KO, Language.EN)
    >>> [mention.value for mention in compare_numbers("3명이 5시에", "Four people at 5", ko_en).missing]
    [Fraction(3, 1)]
    """
    said = [(mention, source) for mention in find_numbers(source, pair.source)]
    written = [(mention, translation) for mention in find_numbers(translation, pair.target)]
    missing = [mention for mention, _ in _alone(said, written, translation, pair.target)]
    surplus = [mention for mention, _ in _alone(written, said, source, pair.source)]
    _settle_compounds([mention for mention, _ in said], missing, surplus)
    _settle_compounds([mention for mention, _ in written], surplus, missing)
    return Disagreement(tuple(missing), tuple(surplus))


def has_half_of_day(mention: NumberMention, text: str) -> bool:
    """True where the time that stands in `text` is one of the morning or one of the afternoon for certain."""
    return mention.value >= _HALF_DAY + 60 or bool(_HALF_OF_DAY.search(text, mention.start, mention.end))


_Placed = tuple[NumberMention, str]


def _alone(mentions: list[_Placed], others: list[_Placed], text: str, language: Language) -> list[_Placed]:
    return [
        placed
        for placed in mentions
        if not _is_free(placed[0], text, language) and not any(_is_partner(placed, other, mentions) for other in others)
    ]


def _is_partner(placed: _Placed, other: _Placed, mentions: list[_Placed]) -> bool:
    """True where `other` says the same and is not the date that another mention already says: 9년, 9월, September."""
    return _is_same(placed, other) and not (
        other[0].kind in _DATES
        and placed[0].kind is NumberKind.CARDINAL
        and any(mention.kind is other[0].kind and mention.value == other[0].value for mention, _ in mentions)
    )


def _settle_compounds(mentions: list[NumberMention], own: list[NumberMention], others: list[NumberMention]) -> None:
    """Takes out what `own` says in two numbers and the other language in one: 1년 6개월 and 18 months."""
    for large, small in pairwise(mentions):
        if small.start - large.end > 1 or not others:
            continue
        together = {part * large.value + small.value for part in _PARTS} | {
            large.value + small.value / part for part in _PARTS
        }
        if same := [mention for mention in others if mention.value in together]:
            own[:] = [mention for mention in own if mention not in (large, small)]
            others[:] = [mention for mention in others if mention not in same]


def _is_free(mention: NumberMention, text: str, language: Language) -> bool:
    """True for a one, and for a value that `text` says by another word."""
    if mention.kind not in _FREE_KINDS:
        return False
    words = _OTHER_WORDS[language].get(int(mention.value)) if mention.value.denominator == 1 else None
    return mention.value == 1 or bool(words and words.search(text))


def _is_same(one: _Placed, other: _Placed) -> bool:
    first, second = one[0], other[0]
    if first.unit and second.unit and first.unit != second.unit and not {first.unit, second.unit} <= _DOLLARS:
        return False
    if {first.kind, second.kind} == {NumberKind.TIME, NumberKind.CARDINAL}:  # call me by nine
        hour, time = sorted((first, second), key=lambda mention: mention.kind)
        return hour.value <= 24 and (hour.value * 60 - time.value) % _HALF_DAY == 0
    if first.kind is second.kind is NumberKind.TIME and not (has_half_of_day(*one) and has_half_of_day(*other)):
        return (first.value - second.value) % _HALF_DAY == 0
    if {first.kind, second.kind} in _SHORTENED:  # between 1991 and 95, the Sixties
        less, more = sorted((first.value, second.value))
        return less == more or (less < 100 and more - less in _CENTURIES)
    if {first.kind, second.kind} == {NumberKind.CARDINAL, NumberKind.ORDINAL}:  # 5분의 1, a mere fifth
        return first.value == second.value or (first.value * second.value == 1 and first.value != 1)
    return first.value == second.value
