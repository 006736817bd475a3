"""A number in English, as news pages write it: 1.2 trillion won, 12,000, three, 3.5 percent, 3:30 p.m."""

import re
from fractions import Fraction

from subtitler.text.number_parts import NumberKind, NumberMention, decimal_figure
from subtitler.text.numerals_en import DIGITS, TEENS, TENS

_WORDS = {value: word for word, value in (DIGITS | TEENS | TENS).items()}
_ORDINALS = dict(enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1))
_MONTHS = dict(
    enumerate("January February March April May June July August September October November December".split(), 1)
)
_SHORT_MONTHS = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}  # AP: others in full
_PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
_MAGNITUDES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_CURRENCIES = {
    "KRW": "won", "USD": "dollars", "JPY": "yen", "EUR": "euros", "CNY": "yuan", "RUB": "rubles", "GBP": "pounds",
    "HKD": "Hong Kong dollars", "AUD": "Australian dollars", "CAD": "Canadian dollars",
}  # fmt: skip
_SIGNS = {"KRW": "₩", "USD": "$", "JPY": "¥", "EUR": "€", "GBP": "£"}
_IN_WORDS = re.compile(r"half|quarter|third|\w+th", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d?:\d\d")


def english_number(mention: NumberMention, instead_of: str) -> str:
    value = mention.value
    match mention.kind:
        case NumberKind.PERCENT if "%" in instead_of:
            return f"{_figure(value)}%"
        case NumberKind.PERCENT:
            return _figure(value) + ("-percent" if "-percent" in instead_of else " percent")
        case NumberKind.PERCENT_POINT if "-p" in instead_of:
            return f"{_figure(value)}-percentage-point"
        case NumberKind.PERCENT_POINT:
            return f"{_figure(value)} percentage point{'' if value == 1 else 's'}"
        case NumberKind.MONEY:
            return _money(value, str(mention.unit), instead_of)
        case NumberKind.YEAR:
            return str(value)
        case NumberKind.DECADE:
            return f"{value}s"
        case NumberKind.MONTH:
            month = int(value)
            return _SHORT_MONTHS.get(month, _MONTHS[month]) if instead_of.endswith(".") else _MONTHS[month]
        case NumberKind.DAY:
            return _with_ending(int(value)) if instead_of[-2:].isalpha() else str(value)
        case NumberKind.TIME:
            return _time(int(value), instead_of)
        case NumberKind.ORDINAL:
            return _as_capital(_ordinal(int(value), instead_of), instead_of)
        case _:
            return _as_capital(_cardinal(value, instead_of), instead_of)


def _figure(value: Fraction) -> str:
    """Figures; from a million on with a magnitude where three decimals are enough."""
    if value.denominator > 1 and not decimal_figure(value):
        return _fraction(value)
    for magnitude, word in _MAGNITUDES:
        if value >= magnitude:
            if (value / magnitude * 1000).denominator == 1:
                return f"{decimal_figure(value / magnitude)} {word}"
            break
    return decimal_figure(value)


def _fraction(value: Fraction) -> str:
    upper, part = value.numerator, _PARTS.get(value.denominator)
    if value == Fraction(1, 2):
        return "half"
    if part is None or upper >= 100:
        return f"{upper}/{value.denominator}"
    return f"{_spelled(upper)}-{part}{'s' if upper > 1 else ''}"


def _spelled(number: int) -> str:
    """A number below 100 in words."""
    if number in _WORDS:
        return _WORDS[number]
    return f"{_WORDS[number // 10 * 10]}-{_WORDS[number % 10]}"


def _cardinal(value: Fraction, instead_of: str) -> str:
    has_figure = any(map(str.isdecimal, instead_of))
    if "and a half" in instead_of and value % 1 == Fraction(1, 2) and 1 < value < 10:
        return f"{_spelled(int(value))} and a half"
    if value < 1 and (_IN_WORDS.search(instead_of) or (not instead_of and value == Fraction(1, 2))):
        return _fraction(value)
    if instead_of.endswith("s") and (has_figure or instead_of.endswith("ties")):
        return f"{_figure(value)}s"  # in their 50s
    if instead_of.endswith("fold"):
        return f"{_spelled(int(value))}fold" if value.denominator == 1 and value < 10 else f"{_figure(value)}-fold"
    if instead_of == "twice":
        return f"{_cardinal(value, '')} times"
    is_spelled = value.denominator == 1 and (value < 10 or (value < 100 and instead_of[:1].isupper()))
    is_figure = len(instead_of) == 1  # 3-year; 12 is a figure anyway
    return _spelled(int(value)) if is_spelled and not is_figure else _figure(value)


def _ordinal(value: int, instead_of: str) -> str:
    if value in _ORDINALS and not any(map(str.isdecimal, instead_of)):
        return _ORDINALS[value]
    return _with_ending(value)


def _with_ending(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"


def _money(value: Fraction, unit: str, instead_of: str) -> str:
    sign = _SIGNS.get(unit)
    if sign and sign in instead_of:
        return sign + _figure(value)
    name = _CURRENCIES[unit]
    return f"{_figure(value)} {name.removesuffix('s') if value == 1 else name}"


def _time(minutes: int, instead_of: str) -> str:
    hour, minute = divmod(minutes, 60)
    if _CLOCK.fullmatch(instead_of):
        return f"{hour}:{minute:02}"
    if minutes in (0, 12 * 60):
        return "noon" if minutes else "midnight"
    clock = f"{(hour - 1) % 12 + 1}" + (f":{minute:02}" if minute else "")
    return f"{clock} {'a' if hour < 12 else 'p'}.m."


def _as_capital(written: str, instead_of: str) -> str:
    return written[0].upper() + written[1:] if instead_of[:1].isupper() else written
