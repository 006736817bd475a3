"""The numbers of a Korean text: numerals of every kind with their counters, days, fractions, dates, times and money."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from subtitler.text.number_parts import (
    NumberKind,
    NumberMention,
    any_of,
    count_words,
    is_calendar_year,
    minutes_after_midnight,
)
from subtitler.text.numerals_ko import DIGIT, SINO, WORD_END, numeral, runs, scale

NATIVE_COUNTERS = frozenset(
    "명 개 번 시 살 시간 달 마리 곳 가지 나라 사람 차례 해 대 척 발 기 장 채 편 통 건 배 줄 잔 판 권 그루 쌍 켤레 벌 "
    "자루 포기 군데 바퀴 방울 걸음 집 식구 손 병 그릇 상자 송이 모금 끼 갈래 마디 곡".split()
)
"""What is counted with native numerals: 세 명, 스무 살, 다섯 시."""

_OTHER_COUNTERS = frozenset(
    "개월 주 인 개국 개사 세 세기 세대 분 초 층 등 위 회 차 호 도 점 표 석 쪽 톤 그램 킬로그램 킬로미터 센티미터 "
    "밀리미터 미터 제곱미터 제곱킬로미터 헥타르 리터 배럴 킬로 킬로와트 메가와트 기가와트 평 부 종 가구 단계 학기 골 "
    "경기 팀 주년 정상 후보 회사 기관 정당 도시 지역 아이 선수 형제 자매 모녀 남매 사건 종류 방안 방향 분기 칸 품목 "
    "포대 문장 글자 자리 줌 세트 포 치".split()
)
NATIVE_TENS = count_words("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔", 10, 10)
NATIVE_ONES = count_words("한 두 세 네 다섯 여섯 일곱 여덟 아홉")
_NATIVE_ONES = NATIVE_ONES | count_words("하나 둘 셋 넷")
_OTHER_NATIVE = {"스무": 20, "석": 3, "넉": 4}
# Also other words, so numbers only before a counter: 한 "a", "did"; 세 "tax"; 네 "your"; 열 "fever"; 쉰 "hoarse".
_AMBIGUOUS = frozenset("한 세 네 열 쉰 석 넉".split())
# These begin many words (세대, 열차), so only a few counters are read without the space.
_SHORT = _AMBIGUOUS | {"두"}
_NOUNS = frozenset("둘 셋 넷".split())
_NEVER_NATIVE = frozenset("year month day decade".split())
_PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "서너": (3, 4), "네댓": (4, 5), "너댓": (4, 5), "네다섯": (4, 5), "대여섯": (5, 6),
    "예닐곱": (6, 7), "일고여덟": (7, 8),
}  # fmt: skip
_ONE_DAY_AND_MORE = count_words("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘")
_DAYS = {word: days for word, days in _ONE_DAY_AND_MORE.items() if days > 1} | {
    f"열{word}": 10 + days for word, days in _ONE_DAY_AND_MORE.items() if days < 10
}
_CURRENCIES = {
    "원": "KRW", "달러": "USD", "미국 달러": "USD", "미 달러": "USD", "엔": "JPY", "유로": "EUR", "위안": "CNY",
    "루블": "RUB", "홍콩 달러": "HKD", "호주 달러": "AUD", "캐나다 달러": "CAD",
}  # fmt: skip

_START = re.compile(
    rf"(?<!\d)\d|(?<![가-힣A-Za-z\d])(?:[십백천만억첫한두반]|{DIGIT}|처음|최초|절반|정오|자정"
    rf"|{any_of([*NATIVE_TENS, *_NATIVE_ONES, *_OTHER_NATIVE, *_DAYS, *_PAIRS])})"
)
# A figure glued to a letter or to Hangul is part of a name (F-35, 코로나19), except after these and before these.
_NAME_BEFORE = re.compile(
    r"(?:[A-Za-z]|\d\.|[A-Za-z가-힣]-|6·|[가-힣](?<![제약총만각매단근년월일시분대박])(?<!오전|오후))$"
)
_OFFICE = re.compile(r"\d+[부군구국당]")
_KOREAN_WAR = re.compile("6·25")
# Days that name what happened on them: 5·18 민주화운동.
_EVENT = re.compile(
    r"(1[0-2]|[1-9])[.·](3[01]|[12]?\d)"
    "(?= ?(?:사건|민주|혁명|운동|항쟁|희생자|진상|절|사태|군사합의|비상계엄|내란|평화공원))"
)
# 조 is "article" in a law, "team" in 2인 1조.
_LAW_BEFORE = re.compile(r"(?:[제법령인]|헌장|협정|협약|조약|규정|\d조[와과,·]) ?$")
_LAW = re.compile(r"(?P<article>\d{1,4})조(?:(?P<clause> ?\d+항)|(?! ?[\d,]+[천백억만]| ?원))")
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?![\d:])")
_LOWER = re.compile(rf"분의 ?(?=\d|{DIGIT}{WORD_END})")
_NATIVE = re.compile(
    rf"(?P<tens>{any_of(NATIVE_TENS)}) ?(?P<ones>{any_of(_NATIVE_ONES)})"
    rf"|{any_of([*NATIVE_TENS, *_NATIVE_ONES, *_OTHER_NATIVE])}(?<!하나)"
)
_NATIVE_ALONE = re.compile(rf" [가-힣]|{WORD_END}")
_NOUN_END = re.compile(rf"째|{WORD_END}(?! \S)| (?:다|모두|중|가운데)(?![가-힣])")
_GLUED = re.compile("명|달|개|가지|시간|곳|번|마리|살|나라")
_GLUED_TO_ONE = re.compile("명|달|개|가지|시간|곳")
_AGAIN_BEFORE = re.compile("(?:다시|또) $")
_PAIR = re.compile(any_of(_PAIRS))
_WORD = re.compile(
    rf"(?P<days>{any_of(_DAYS)}){WORD_END}|(?P<first>첫(?:째| ?번째)?|처음(?!부터|에|엔)|최초)"
    r"|(?P<half>절반|반(?= ?토막|값|으로))|(?P<noon>정오)|(?P<midnight>자정)"
)
_UNIT = re.compile(
    rf"""(?P<some>여)?\ ?(?:
      (?P<point>(?:%|퍼센트|프로)\ ?(?:포인트|p(?![A-Za-z])))
    | (?P<percent>%|퍼센트|프로{WORD_END})
    | (?P<tenths>할{WORD_END})
    | (?P<money>{any_of(_CURRENCIES)}){WORD_END}(?:\ (?P<hundredths>\d\d?)전{WORD_END})?
    | (?P<decade>년대)
    | (?P<year>년){WORD_END}
    | (?P<month>월){WORD_END}
    | (?P<day>일){WORD_END}
    | (?P<ordinal>번째|째{WORD_END})
    | (?P<clock>시(?!간){WORD_END}(?:\ ?(?P<minute>\d\d?)분|\ (?P<half>반){WORD_END})?)
    | (?P<counter>{any_of(NATIVE_COUNTERS | _OTHER_COUNTERS)}){WORD_END}
    )""",
    re.VERBOSE,
)
_SPAN_OF_DAYS = re.compile(
    "간|동안|째|치|분| (?:만|동안|간|이상|넘게|연속|안에|이내|내내|뒤|전|앞)(?:에|의|인|이)?(?![가-힣])"
)
_HALVED = frozenset("년 달 개월 시간 배 주 평 미터 세기".split()) | frozenset(_DAYS)
_HALF_MORE = re.compile(rf" 반{WORD_END}")
_PART_OF_DAY = re.compile("(오전|오후|새벽|아침|낮|저녁|밤) ?$")
_SOME_BEFORE = re.compile("(?:약|대략|거의|근) ?$")
_SOME_AFTER = re.compile("여| ?(?:가량|정도|쯤|남짓|안팎)| ?[이가을를]? (?:넘|가까|웃도)")
_INEXACT_BEFORE = re.compile("(?<![가-힣])[수몇] $")


def korean_numbers(text: str) -> Iterator[NumberMention]:
    position = 0
    while start := _START.search(text, position):
        mentions = next(filter(None, (read(text, start.start()) for read in _READERS)), ())
        yield from mentions
        position = mentions[-1].end if mentions else start.end()


def _figure(text: str, start: int) -> tuple[NumberMention, ...]:
    if not text[start].isdecimal() or _KOREAN_WAR.match(text, start):
        return ()
    if event := _EVENT.match(text, start):
        month = _plain(event.span(1), Fraction(event[1]), NumberKind.MONTH)
        return month, _plain(event.span(2), Fraction(event[2]), NumberKind.DAY)
    if _NAME_BEFORE.search(text, max(0, start - 2), start) and not _OFFICE.match(text, start):
        return ()
    if (clock := _CLOCK.match(text, start)) and int(clock[1]) <= 24:
        return (_time(text, clock.span(), int(clock[1]), int(clock[2])),)
    if (law := _LAW.match(text, start)) and (law["clause"] or _LAW_BEFORE.search(text, max(0, start - 4), start)):
        return (_with_unit(text, law.span("article"), Fraction(law["article"])),)
    run = numeral(text, start)
    return (_with_unit(text, (start, run.end), run.value * scale(text, run)),) if run else ()


def _pair(text: str, start: int) -> tuple[NumberMention, ...]:
    """두세 and its like are two numbers in one word."""
    if not (found := _PAIR.match(text, start)) or not (unit := _UNIT.match(text, found.end())):
        return ()
    spans = (start, start + 1), (start + 1, unit.end())
    return tuple(
        replace(_plain(span, Fraction(value), NumberKind.CARDINAL), is_approximate=True)
        for span, value in zip(spans, _PAIRS[found[0]], strict=True)
    )


def _native(text: str, start: int) -> tuple[NumberMention, ...]:
    if not (found := _NATIVE.match(text, start)):
        return ()
    written, end = found[0], found.end()
    unit = _UNIT.match(text, end)
    if written in _NOUNS and not _NOUN_END.match(text, end):
        return ()  # 둘 곳 "a place to put"
    is_glued = text[end : end + 1] != " "
    if written in _SHORT and is_glued and not (_GLUED_TO_ONE if written == "한" else _GLUED).match(text, end):
        return ()  # 한번 "try", 세대 "generation", 두고 "putting"
    if not unit and (written in _AMBIGUOUS or not _NATIVE_ALONE.match(text, end)):
        return ()
    if unit and unit.lastgroup in _NEVER_NATIVE:
        return ()  # 제가 한 일 "what I did"
    if written == "한" and unit and unit["counter"] == "번" and _AGAIN_BEFORE.search(text, max(0, start - 3), start):
        return ()
    tens, ones = NATIVE_TENS.get(found["tens"] or written, 0), _NATIVE_ONES.get(found["ones"] or written, 0)
    return (_with_unit(text, (start, end), Fraction(_OTHER_NATIVE.get(written, tens + ones))),)


def _word(text: str, start: int) -> tuple[NumberMention, ...]:
    if not (found := _WORD.match(text, start)):
        return ()
    match found.lastgroup:
        case "days":
            return (_with_unit(text, found.span("days"), Fraction(_DAYS[found["days"]])),)
        case "first":
            return (_plain(found.span(), Fraction(1), NumberKind.ORDINAL),)
        case "half":
            return (_plain(found.span(), Fraction(1, 2), NumberKind.CARDINAL),)
        case _:
            return (_plain(found.span(), Fraction(12 * 60 if found["noon"] else 0), NumberKind.TIME),)


def _sino(text: str, start: int) -> tuple[NumberMention, ...]:
    """A numeral in Hangul. Most words that begin like one are not: it needs a magnitude and something to count."""
    if _INEXACT_BEFORE.search(text, max(0, start - 3), start) or text.startswith("구조원", start):
        return ()  # 구조원 is a rescuer
    for run in reversed(runs(text, start)):
        is_divided = run.last == "digit" and _LOWER.match(text, run.end)
        if is_divided or (run.value >= 10 and (run.parts > 2 or _is_counted(text, run.end, run.parts, run.last))):
            return (_with_unit(text, (start, run.end), run.value),)
    return ()


def _is_counted(text: str, end: int, parts: int, last: str) -> bool:
    unit = _UNIT.match(text, end)
    if not unit or unit["clock"]:  # 사천시 is a city
        return False
    if text[end - 1] == "조" and not unit["money"]:  # 구조 시간: 구조 is "rescue"
        return False
    # 만주, 백사장: words, where 만 주 would be a number
    return text[end] in " 여" or parts > (2 if last == "digit" else 1)


_READERS = (_figure, _pair, _native, _word, _sino)


def _with_unit(text: str, span: tuple[int, int], value: Fraction) -> NumberMention:
    """The mention of the numeral at `span`, with the unit that follows it and what qualifies it."""
    start, end = span
    is_figure = text[start:end].isdecimal()
    if value and (lower := _LOWER.match(text, end)):
        if upper := numeral(text, lower.end()):
            value, end = upper.value / value, upper.end
        elif digit := SINO.get(text[lower.end()]):
            value, end = digit / value, lower.end() + 1
    kind, code, counted, is_some = NumberKind.CARDINAL, None, text[start:end], False
    if unit := _UNIT.match(text, end):
        end, is_some, counted = unit.end(), bool(unit["some"]), unit[str(unit.lastgroup)]
        match unit.lastgroup:
            case "clock" if value <= 24 and value.denominator == 1:
                minute = 30 if unit["half"] else int(unit["minute"] or 0)
                return _time(text, (start, end), int(value), minute)
            case "point":
                kind = NumberKind.PERCENT_POINT
            case "percent":
                kind = NumberKind.PERCENT
            case "tenths":
                kind, value = NumberKind.PERCENT, value * 10
            case "money" | "hundredths" if text[start - 1 : start] != "제":  # 제1원전: the first power plant
                kind, code = NumberKind.MONEY, _CURRENCIES[unit["money"]]
                value += Fraction(int(unit["hundredths"] or 0), 100)
            case "decade" if is_figure:
                kind, value = NumberKind.DECADE, value + (1900 if value < 100 else 0)
            case "year" if is_figure and is_calendar_year(value):
                kind = NumberKind.YEAR
            case "month" if value <= 12:
                kind = NumberKind.MONTH
            case "day" if value <= 31 and not _SPAN_OF_DAYS.match(text, end):
                kind = NumberKind.DAY
            case "ordinal":
                kind = NumberKind.ORDINAL
    if kind is NumberKind.CARDINAL and text[start - 1 : start] == "제":
        kind, start = NumberKind.ORDINAL, start - 1
    if counted in _HALVED and (half := _HALF_MORE.match(text, end)):
        value, end = value + Fraction(1, 2), half.end()
    is_approximate = is_some or _is_approximate(text, start, end)
    return replace(_plain((start, end), value, kind), unit=code, is_approximate=is_approximate)


def _time(text: str, span: tuple[int, int], hour: int, minute: int) -> NumberMention:
    start, end = span
    is_afternoon = None
    if part := _PART_OF_DAY.search(text, max(0, start - 3), start):
        start = part.start()
        match part[1]:
            case "오후" | "저녁":
                is_afternoon = True
            case "낮":
                is_afternoon = hour not in (10, 11)
            case "밤":
                is_afternoon = 6 <= hour < 12
            case _:
                is_afternoon = False
    value = minutes_after_midnight(hour, minute, is_afternoon=is_afternoon)
    return replace(_plain((start, end), value, NumberKind.TIME), is_approximate=_is_approximate(text, start, end))


def _plain(span: tuple[int, int], value: Fraction, kind: NumberKind) -> NumberMention:
    return NumberMention(start=span[0], end=span[1], value=value, kind=kind)


def _is_approximate(text: str, start: int, end: int) -> bool:
    return bool(_SOME_BEFORE.search(text, max(0, start - 3), start) or _SOME_AFTER.match(text, end))
