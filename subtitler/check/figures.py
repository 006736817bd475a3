"""Whether numbers, dates, times, weekdays and sums of money are the same in both languages."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product, zip_longest

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language, Pair
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.numbers import NumberKind, NumberMention, find_numbers

_OURS = "ours: a figure is what a viewer remembers"

NUMBER = Rule(
    name="number",
    severity=Severity.ERROR,
    demand="A number has the same value in both languages.",
    source=_OURS,
    bad="3만 5천 명이 모였습니다. | Some 350,000 people gathered.",
    good="3만 5천 명이 모였습니다. | Some 35,000 people gathered.",
)
DATE = Rule(
    name="date",
    severity=Severity.ERROR,
    demand="A month, a day and a year are the same in both languages.",
    source=_OURS,
    bad="오는 24일 개막합니다. | It opens on the 25th.",
    good="오는 24일 개막합니다. | It opens on the 24th.",
)
WEEKDAY = Rule(
    name="weekday",
    severity=Severity.ERROR,
    demand="A weekday is the same in both languages.",
    source=_OURS,
    bad="월요일에 열립니다. | It takes place on Tuesday.",
    good="월요일에 열립니다. | It takes place on Monday.",
)
TIME = Rule(
    name="time",
    severity=Severity.ERROR,
    demand="A time of day is the same in both languages.",
    source=_OURS,
    bad="오후 3시에 시작합니다. | It begins at 3 a.m.",
    good="오후 3시에 시작합니다. | It begins at 3 p.m.",
)
MONEY = Rule(
    name="money",
    severity=Severity.ERROR,
    demand="A sum of money is the same in both languages, in its own currency.",
    source=_OURS,
    bad="5억 원을 냈습니다. | They paid 5 million won.",
    good="5억 원을 냈습니다. | They paid 500 million won.",
)
PERCENT = Rule(
    name="percent",
    severity=Severity.ERROR,
    demand="Percent are percent and percentage points are percentage points, in both languages.",
    source=_OURS,
    bad="지지율이 3%포인트 올랐습니다. | Support rose 3 percent.",
    good="지지율이 3%포인트 올랐습니다. | Support rose 3 percentage points.",
)
FIGURE_ALONE = Rule(
    name="figure-alone",
    severity=Severity.WARNING,
    demand="A number, date or weekday stands in both languages.",
    source=_OURS,
    bad="회원 120명이 모였습니다. | The members gathered.",
    good="회원 120명이 모였습니다. | The 120 members gathered.",
)
RULES = (NUMBER, DATE, WEEKDAY, TIME, MONEY, PERCENT, FIGURE_ALONE)

_PAIR = Pair(Language.KO, Language.EN)
_DATES = (NumberKind.YEAR, NumberKind.MONTH, NumberKind.DAY, NumberKind.DECADE)
_RULE_OF = {
    **dict.fromkeys(_DATES, DATE),
    NumberKind.TIME: TIME,
    NumberKind.MONEY: MONEY,
    NumberKind.PERCENT: PERCENT,
    NumberKind.PERCENT_POINT: PERCENT,
}
# Numbers that take each other's place: 24일 is the 24th, 3시 may be a bare three.
_PLAIN = (NumberKind.CARDINAL, NumberKind.ORDINAL)
_LEAST_ALONE = 10  # languages count differently what is few: 두 사람, the couple

_KOREAN_DAYS = "월화수목금토일"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = {
    Language.KO: re.compile(f"(?<!검은 )([{_KOREAN_DAYS}])요일"),
    Language.EN: re.compile(f"(?<!Black )(?<!Easter )({'|'.join(_ENGLISH_DAYS)})"),
}
_UNITS = {
    "년": "year", "달": "month", "개월": "month", "주일": "week", "주": "week", "시간": "hour", "분": "minute",
    "킬로그램": "kilogram", "그램": "gram", "톤": "ton", "리터": "liter", "킬로미터": "kilometer",
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_POINT = re.compile("포인트|%p|point", re.IGNORECASE)


def check_figures(passages: Sequence[Passage], target: Language | None) -> Iterator[Issue]:
    """What breaks RULES. `target` is the language to blame, None where nobody knows."""
    for passage in passages:
        texts = {language: plain(text) for language, text in passage.texts.items()}
        for rule, korean, english in (*_numbers(texts), *_points(texts), *_weekdays(texts)):
            yield rule.broken(
                cue=passage.first,
                last_cue=passage.last,
                language=target,
                found=_found(korean, english),
                limit="the same in both languages",
                hint="put the wrong one right" if korean and english else "see whether it was lost or made up",
            )


_Finding = tuple[Rule, str, str]
"""A rule and what stands in the Korean and in the English; blank for nothing."""


def _found(korean: str, english: str) -> str:
    return "; ".join(
        f"{name} {words!r}" if words else f"{name} nothing"
        for name, words in (("Korean", korean), ("English", english))
    )


def _numbers(texts: Mapping[Language, str]) -> Iterator[_Finding]:
    korean_text, english_text = texts[Language.KO], texts[Language.EN]
    missing, surplus = compare_numbers(korean_text, english_text, _PAIR)
    korean = _not_written(missing, korean_text, english_text)
    english = _not_written(surplus, english_text, korean_text)
    for one, other in _clashing(texts, korean, english):
        korean = [mention for mention in korean if mention != one]
        english = [mention for mention in english if mention != other]
        yield _rule(one, other), _written(korean_text, one), _written(english_text, other)
    for one in korean:
        if _is_telling(one, korean_text) and not _written(korean_text, one).isdecimal():  # 9단 and 2심 have other names
            yield FIGURE_ALONE, _written(korean_text, one), ""
    for other in english:
        if _is_telling(other, english_text):
            yield FIGURE_ALONE, "", _written(english_text, other)
    if not korean and not english:
        yield from _miscounted(texts)


def _clashing(
    texts: Mapping[Language, str], korean: Sequence[NumberMention], english: Sequence[NumberMention]
) -> Iterator[tuple[NumberMention, NumberMention]]:
    """Numbers on one side only that are one number to their writers; each at most once.

    A one, which languages need not say, is a number where it is written in figures and the other side has another.
    """
    candidates = [*product(korean, english)]
    if whole := [mention for mention in english if _is_whole(texts[Language.EN], mention)]:
        unsaid = [one for one in _ones(texts[Language.KO], Language.KO) if not _is_said_by_article(one, texts)]
        candidates += product(unsaid, whole)
    if whole := [mention for mention in korean if _is_whole(texts[Language.KO], mention)]:
        candidates += product(whole, _ones(texts[Language.EN], Language.EN))
    done: list[NumberMention] = []
    for one, other in candidates:
        if one not in done and other not in done and _clash(one, other):
            done += one, other
            yield one, other


def _is_whole(text: str, mention: NumberMention) -> bool:
    """Whether a number is whole and counts something: `second` may be a second."""
    is_counted = mention.kind is NumberKind.CARDINAL or any(map(str.isdecimal, _written(text, mention)))
    return is_counted and mention.value.denominator == 1


def _ones(text: str, language: Language) -> list[NumberMention]:
    return [
        mention
        for mention in find_numbers(text, language)
        if mention.value == 1 and mention.kind in _PLAIN and "1" in _written(text, mention)
    ]


def _is_said_by_article(one: NumberMention, texts: Mapping[Language, str]) -> bool:
    """Whether the English says a Korean one by an article, as 1년 is a year."""
    written = _written(texts[Language.KO], one)
    unit = next((english for korean, english in _UNITS.items() if written.endswith(korean)), None)
    return bool(unit and re.search(rf"\b(?:an?|per|each|every|last|next)[- ](?:\w+[- ])?{unit}\b", texts[Language.EN]))


def _not_written(mentions: Sequence[NumberMention], text: str, other: str) -> list[NumberMention]:
    """Those whose bare digits the other text has not: 팰컨9 is no number to the reader, and Falcon 9 is one."""
    figures = set(_DIGITS.findall(other))
    kept = {
        (mention.value, mention.kind): mention
        for mention in reversed(mentions)
        if _written(text, mention) not in figures
    }
    return sorted(kept.values(), key=lambda mention: mention.start)


def _written(text: str, mention: NumberMention) -> str:
    return text[mention.start : mention.end].strip()


def _clash(one: NumberMention, other: NumberMention) -> bool:
    """Whether two numbers, each on its side alone, are one number to their writers."""
    if one.kind is other.kind:
        return True
    kinds = {one.kind, other.kind}
    if kinds <= {NumberKind.PERCENT, NumberKind.PERCENT_POINT}:
        return True
    return not kinds.isdisjoint(_PLAIN) and (kinds <= {*_PLAIN, *_DATES, NumberKind.TIME} or _is_large(one, other))


def _is_large(one: NumberMention, other: NumberMention) -> bool:
    return min(one.value, other.value) >= _LEAST_ALONE


def _rule(one: NumberMention, other: NumberMention) -> Rule:
    return next((_RULE_OF[mention.kind] for mention in (one, other) if mention.kind in _RULE_OF), NUMBER)


def _is_telling(mention: NumberMention, text: str) -> bool:
    """Whether a number must not be missing: not where it is few and in words."""
    is_figure = any(map(str.isdecimal, _written(text, mention)))
    return mention.value >= _LEAST_ALONE or mention.kind not in _PLAIN or is_figure


def _miscounted(texts: Mapping[Language, str]) -> Iterator[_Finding]:
    """A value that stands more often here, where another stands more often there: 8시간 8분, 8 hours and 5 minutes."""
    mentions = {language: find_numbers(texts[language], language) for language in Language}
    counts = {language: Counter(mention.value for mention in found) for language, found in mentions.items()}
    more = {
        language: [m for m in mentions[language] if counts[language][m.value] > counts[language.other][m.value] > 0]
        for language in Language
    }
    for one, other in product(more[Language.KO], more[Language.EN]):
        if _clash(one, other) and _is_whole(texts[Language.KO], one) and _is_whole(texts[Language.EN], other):
            yield _rule(one, other), _written(texts[Language.KO], one), _written(texts[Language.EN], other)
            return


def _points(texts: Mapping[Language, str]) -> Iterator[_Finding]:
    """The same value in percent here and in percentage points there."""
    if not _POINT.search(texts[Language.KO]) and not _POINT.search(texts[Language.EN]):
        return  # spares the reading
    kinds = (NumberKind.PERCENT, NumberKind.PERCENT_POINT)
    korean, english = (
        [mention for mention in find_numbers(texts[language], language) if mention.kind in kinds]
        for language in (Language.KO, Language.EN)
    )
    for one in korean:
        same = [other for other in english if other.value == one.value]
        if same and all(other.kind is not one.kind for other in same):
            yield PERCENT, _written(texts[Language.KO], one), _written(texts[Language.EN], same[0])


def _weekdays(texts: Mapping[Language, str]) -> Iterator[_Finding]:
    korean = Counter(_KOREAN_DAYS.index(day) for day in _WEEKDAY[Language.KO].findall(texts[Language.KO]))
    english = Counter(_ENGLISH_DAYS.index(day) for day in _WEEKDAY[Language.EN].findall(texts[Language.EN]))
    only_korean = [f"{_KOREAN_DAYS[day]}요일" for day in korean if day not in english]
    only_english = [_ENGLISH_DAYS[day] for day in english if day not in korean]
    for one, other in zip_longest(only_korean, only_english, fillvalue=""):
        yield WEEKDAY if one and other else FIGURE_ALONE, one, other
    if (
        not only_korean and not only_english and korean.total() == english.total()
    ):  # one day too often, another too seldom
        for day, other_day in zip(korean - english, english - korean, strict=False):
            yield WEEKDAY, f"{_KOREAN_DAYS[day]}요일", _ENGLISH_DAYS[other_day]
