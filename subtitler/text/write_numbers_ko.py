"""A number in Korean, as news pages write it: 1만 2천, 2,500, 3.5퍼센트, 오후 3시 30분, 세 번째."""

import re
from fractions import Fraction

from subtitler.core.language import is_hangul
from subtitler.text.number_parts import NumberKind, NumberMention, any_of, decimal_figure
from subtitler.text.numbers_ko import NATIVE_ONES, NATIVE_TENS
from subtitler.text.numerals_ko import LARGE, runs

_CURRENCIES = {
    "KRW": "원", "USD": "달러", "JPY": "엔", "EUR": "유로", "CNY": "위안", "RUB": "루블", "GBP": "파운드",
    "HKD": "홍콩 달러", "AUD": "호주 달러", "CAD": "캐나다 달러",
}  # fmt: skip
# 경 is read as a number in few places, and a count that large is written nowhere.
_MAGNITUDES = (*((word, LARGE[word]) for word in "조억만"), ("", 1))
_TENS = {value: word for word, value in NATIVE_TENS.items()}
_ONES = {value: word for word, value in NATIVE_ONES.items()}
_NOUNS = {1: "하나", 2: "둘", 3: "셋", 4: "넷"}
_BEFORE_MONTHS = {3: "석", 4: "넉"}
_NATIVE = re.compile(
    rf"(?:스무|(?:{any_of(NATIVE_TENS)} ?)?(?:{any_of([*NATIVE_ONES, *_NOUNS.values(), *_BEFORE_MONTHS.values()])})"
    rf"|{any_of(NATIVE_TENS)})(?: ?(?P<counter>[가-힣]+))?"
)
_DAYS = re.compile("(?:열|열?(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레)|열흘)")
_REST = re.compile("(?P<some>여)? ?(?P<counter>.*?)(?P<half> 반)?")
_CLOCK = re.compile(r"\d\d?:\d\d")


def korean_number(mention: NumberMention, instead_of: str) -> str:
    value = mention.value
    has_sign = "%" in instead_of
    match mention.kind:
        case NumberKind.PERCENT:
            return _numeral(value) + ("%" if has_sign else "퍼센트")
        case NumberKind.PERCENT_POINT:
            return _numeral(value) + ("%포인트" if has_sign else "퍼센트포인트")
        case NumberKind.MONEY:
            return _counted(_numeral(value), "여" in instead_of, _CURRENCIES[str(mention.unit)])
        case NumberKind.YEAR:
            return f"{value}년"
        case NumberKind.DECADE:
            return f"{value % 100 if re.match('[1-9]0년', instead_of) and value // 100 == 19 else value}년대"
        case NumberKind.MONTH:
            return f"{value}월"
        case NumberKind.DAY:
            return f"{value}일"
        case NumberKind.TIME:
            return _time(int(value), instead_of)
        case NumberKind.ORDINAL:
            return _ordinal(value, instead_of)
        case _:
            return _cardinal(value, instead_of)


def _numeral(value: Fraction) -> str:
    """Figures under magnitudes; a round thousand is 천, as 2천, 5천억, 1만 2천."""
    if value.denominator > 1:
        figure = decimal_figure(value)
        return figure or f"{value.denominator}분의 {value.numerator}"
    number = int(value)
    if number >= 10**20 or number == 0:
        return f"{number:,}"
    groups = []
    for word, magnitude in _MAGNITUDES:
        group, number = divmod(number, magnitude)
        if group:
            groups.append((f"{group:,}" if group % 1000 else f"{group // 1000}천") + word)
    return " ".join(groups)


def _counted(numeral: str, is_some: bool, counter: str) -> str:
    """5천 명, 5천여 명, 500명, 500여 명."""
    some = "여" if is_some else ""
    is_apart = counter and (is_some or is_hangul(numeral[-1]))
    return numeral + some + (" " if is_apart else "") + counter


def _cardinal(value: Fraction, instead_of: str) -> str:
    if "분의" in instead_of or instead_of in ("절반", "반") or (not instead_of and value == Fraction(1, 2)):
        if value < 1:
            return "절반" if value == Fraction(1, 2) else f"{value.denominator}분의 {value.numerator}"
        return _numeral(value)
    if _DAYS.fullmatch(instead_of):
        return _numeral(value) + "일"
    if native := _NATIVE.fullmatch(instead_of.removesuffix(" 반")):
        counter = native["counter"] or ""
        return _native(int(value), counter) if _has_native(value) else _counted(_numeral(value), False, counter)
    is_some, counter, half = _around(instead_of)
    if half and value % 1 == Fraction(1, 2):
        return _counted(_numeral(value - Fraction(1, 2)), is_some, counter) + half
    return _counted(_numeral(value), is_some, counter)


def _around(written: str) -> tuple[bool, str, str]:
    """Whether a 여 "and more" stands in a number, its counter, and its half: 2천여 명, 2년 반."""
    found = runs(written, 0)
    end = found[-1].end if found else 0
    rest = _REST.fullmatch(written, end)
    some, counter, half = rest.groups(default="") if rest else ("", "", "")
    return bool(some) or "여" in written[:end], counter, half


def _has_native(value: Fraction) -> bool:
    return value.denominator == 1 and 0 < value < 100


def _native(value: int, counter: str) -> str:
    tens, ones = divmod(value, 10)
    written = _TENS.get(tens * 10, "")
    if not counter:
        return written + (_NOUNS.get(ones) or _ONES.get(ones, ""))
    if value == 20:
        return f"스무 {counter}"
    if counter == "달" and value in _BEFORE_MONTHS:
        return f"{_BEFORE_MONTHS[value]} {counter}"
    return f"{written}{_ONES.get(ones, '')} {counter}"


def _ordinal(value: Fraction, instead_of: str) -> str:
    if instead_of.startswith("제"):
        return "제" + _counted(_numeral(value), False, _around(instead_of[1:])[1])
    is_native = _has_native(value) and value <= 20 and not any(map(str.isdecimal, instead_of))
    if is_native and "째" in instead_of and "번째" not in instead_of:
        return "첫째" if value == 1 else _native(int(value), "") + "째"
    if is_native:
        return "첫 번째" if value == 1 else _native(int(value), "번째")
    return _counted(_numeral(value), False, "번째")


def _time(minutes: int, instead_of: str) -> str:
    hour, minute = divmod(minutes, 60)
    if _CLOCK.fullmatch(instead_of):
        return f"{hour}:{minute:02}"
    if minutes == 0:
        return "자정"
    half = "새벽" if hour < 6 else "오전" if hour < 12 else "낮" if hour == 12 else "오후"
    return f"{half} {hour - 12 if hour > 12 else hour}시" + (f" {minute}분" if minute else "")
