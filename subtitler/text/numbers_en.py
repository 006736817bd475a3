"""The numbers of an English text: numerals, ordinals, fractions, multiples, percentages, money, dates and times."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from subtitler.text.number_parts import (
    FIGURE,
    NumberKind,
    NumberMention,
    any_of,
    count_words,
    is_calendar_year,
    minutes_after_midnight,
)
from subtitler.text.numerals_en import (
    CARDINAL,
    CARDINALS,
    LARGE,
    MAGNITUDE,
    SHORT_LARGE,
    TEENS,
    TENS,
    cardinal,
    numeral,
    pattern,
)

_ORDINALS = (
    count_words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
    | {f"{word}th": value for word, value in TEENS.items() if value > 12}
    | {f"{word[:-1]}ieth": value for word, value in TENS.items()}
    | {"hundredth": 100}
)
_DENOMINATORS = {word: value for word, value in _ORDINALS.items() if value > 2} | {"quarter": 4}
_SIGNS = {
    "$": "USD", "US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW",
}  # fmt: skip
_CURRENCIES = {
    "won": "KRW", "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "yen": "JPY",
    "euro": "EUR", "euros": "EUR", "yuan": "CNY", "rubles": "RUB", "hong kong dollars": "HKD",
    "australian dollars": "AUD", "canadian dollars": "CAD",
}  # fmt: skip
_MONTHS = count_words("january february march april may june july august september october november december")
_SHORT_MONTHS = {name[:3]: value for name, value in _MONTHS.items() if name != "may"} | {"sept": 9}
_MULTIPLES: dict[str, int | Fraction] = {
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "quadruple": 4, "quadrupled": 4,
    "halve": Fraction(1, 2), "halved": Fraction(1, 2), "halving": Fraction(1, 2),
}  # fmt: skip
_WORDS = _MULTIPLES | {f"{word[:-1]}ies": value for word, value in TENS.items()}  # in her thirties
_FOLD = {f"{word}fold": value for word, value in CARDINALS.items()}
_HOURS = {"noon": 12 * 60, "midnight": 0}

_START = pattern(
    rf"""(?<![\w.,])(?:[’'](?=\d\ds)|{any_of(_SIGNS)})?(?<!\d[.,])\d
    | \b(?:an?\ (?!decades)(?={any_of([*LARGE, *_DENOMINATORS, "hundred", "half"])}\b|\w+\ and\ a\ half) | half
    | {any_of([*CARDINALS, *_ORDINALS, *_MONTHS, *_SHORT_MONTHS, *_WORDS, *_FOLD, *_HOURS])}
    | {any_of(CARDINALS)}-fold)\b"""
)
_NAME_BEFORE = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*\d*-$")
_PREFIX_BEFORE = pattern(r"\b(?:mid|pre|post|sub|non|early|late)-$")
_TWO_KOREAS = pattern(r"two\ Koreas\b")
_MONTH = pattern(rf"(?P<long>{any_of(_MONTHS)})\b(?P<date>\ \d)?|(?P<short>{any_of(_SHORT_MONTHS)})(?:\.|(?=\ \d))")
_MONTH_BEFORE = pattern(
    r"""\b(?:in|by|of|since|last|this|next|until|till|from|to|through|late|early|mid|and|or|between|before|after|for
    |during|every|each|on|around|the|a)[-\ ]$"""
)
_CLOCK = pattern(
    rf"""(?P<hour>\d\d?|{any_of(CARDINALS)})(?:(?::|\.(?=\d\d\ ?[ap]\.?m\b))(?P<minute>[0-5]\d)(?!:?\d))?
    (?P<mark>\ ?(?P<letter>[ap])\.?m\b\.?|\ o[’']clock)?
    (?:\ (?:in\ the|at|(?P<which>this|that|last))\ (?P<part>morning|afternoon|evening|night)\b)?"""
)
_AT_BEFORE = pattern(r"\b(?:at|until|by|around|from|since|about|past|before|after)\ $")
_DECADE = pattern(r"(?P<cut>[’'])?(?P<figure>\d{2,4})[’']?s\b")
_DECADE_BEFORE = pattern(r"\bthe\ (?:early\ |late\ |mid-)?$")
_FRACTION = pattern(
    rf"""(?P<upper>\d|{any_of(CARDINALS)})[-\ ](?P<lower>{any_of(_DENOMINATORS)})(?P<many>s)?\b
    | an?\ (?P<part>{any_of(_DENOMINATORS)})\b(?P<whole>(?=\ (?:of|percentage|percent)\b|[,.]))?
    | (?P<half>half\ an?(?=\ percent) | (?<!\ba[-\ ])half(?!-|\ (?:an?|brother|sister|marathon|{MAGNITUDE})\b)\b)
    | (?:an?|one)\ \w+\ (?P<more>and\ a\ half)\b"""
)
_SHARE_BEFORE = pattern(r"\b(?:by|than|about|nearly|almost|only)\ $")
_HALF_OF_TWO = pattern(r"\b(?:first|second|other)[-\ ]half")
_ORDINAL = pattern(
    rf"""(?P<figure>\d{{1,3}}(?:,\d{{3}}){{1,6}}|\d{{1,18}})(?:st|nd|rd|th)\b
    | (?:(?P<tens>{any_of(TENS)})[-\ ])?(?P<word>{any_of(_ORDINALS)})\b"""
)
# A half of the year or a match is no number in Korean, nor is "the first ... in 28 years" (28년 만에).
_NO_ORDINAL = pattern(
    rf"""(?:first|second)[-\ ]half\b | first[-\ ](?:lady|aid|responders?|minister|come|thing|place)\b
    | first(?:\ [\w'’-]+){{0,6}}\ in\ (?:more\ than\ |about\ |over\ )?(?:{CARDINAL}|\d)"""
)
_SECONDS_BEFORE = pattern(rf"(?:\b(?:per|every|split|(?:in|within|of|half)\ a)|\d|{any_of(CARDINALS)})[-\ ]$")
_FIRST_BEFORE = pattern(
    r"(?:\b(?:the|a|an|this|that|my|our|your|his|her|its|their|very|for|in|since|on|and|to|of|only)|s[’']|[’']s)\ $"
)
_VERB_AFTER = pattern(r"\ \w+ed\b")
_ONE = pattern(
    rf"""one(?P<counted>[-\ ](?:{MAGNITUDE}|and\ a\ half|percent|percentage|point|year|month|week|hour|minute|second
    |kilometer|meter|ton|person)\b | \ (?:in|out\ of)\ (?:\d|{CARDINAL}))?(?!\w)"""
)
_ONE_BEFORE = pattern(r"\b(?:just|only|at\ least|number|exactly)\ $")
_BELOW_ZERO = pattern(r"(?:below|above)\ zero$")
_SIGN = re.compile(any_of(_SIGNS))
_SHORT_FIGURE = pattern(rf"(?P<figure>{FIGURE})(?P<short>{any_of(SHORT_LARGE)})\b")
_WORD = pattern(
    r"""(?:double|triple|quadruple)(?=\ (?:the|that|those|this|what|its|their|last|from|to|in|once)\b|[,.])
    | (?!(?:double|triple|quadruple)\b)\w+(?:-fold)?"""
)
_UNIT = pattern(
    rf"""[-\ ]?(?:(?P<point>(?:%|per\ ?cent|percentage|pct)[-\ ]?points?\b|%p\b)
    | (?P<percent>%|per\ ?cent\b|pct\b)
    | (?P<money>{any_of(_CURRENCIES)}\b))"""
)
_YEAR_BEFORE = pattern(r"\b(?:in|since|by|from|until|early|late|year|before|after|of)[-\ ]$")
_SOME_BEFORE = pattern(
    r"""\b(?:about|some|around|nearly|almost|approximately|roughly|over|more\ than|less\ than|fewer\ than|close\ to
    |an\ estimated|just\ under)\ $"""
)
_SOME_AFTER = pattern(r"\ or\ so\b|-odd\b|-?plus\b")


_DAY_KINDS = (NumberKind.CARDINAL, NumberKind.ORDINAL)


def english_numbers(text: str) -> Iterator[NumberMention]:
    position = 0
    day_start = -1  # where a number would be the day of a month
    while start := _START.search(text, position):
        position = start.end()
        if _is_in_name(text, start.start()):
            continue
        mention = next(filter(None, (read(text, start.start()) for read in _READERS)), None)
        if mention:
            if mention.start == day_start and mention.value <= 31 and mention.kind in _DAY_KINDS:
                mention = replace(mention, kind=NumberKind.DAY)
            day_start = mention.end + 1 if mention.kind is NumberKind.MONTH else -1
            position = mention.end
            yield mention


def _is_in_name(text: str, start: int) -> bool:
    """True for the number of F-35, COVID-19 and the two Koreas, not for that of mid-2026."""
    if not text[start].isdecimal():
        return bool(_TWO_KOREAS.match(text, start))
    before = text[max(0, start - 20) : start]
    return bool(_NAME_BEFORE.search(before)) and not _PREFIX_BEFORE.search(before)


def _month(text: str, start: int) -> NumberMention | None:
    if not (found := _MONTH.match(text, start)) or not text[start].isupper():
        return None
    if found["short"]:
        return _mention(text, found.span(), _SHORT_MONTHS[found["short"].lower()], NumberKind.MONTH)
    name = found["long"].lower()
    # May and March are also verbs, and May a family name.
    if name in ("may", "march") and not found["date"] and not _MONTH_BEFORE.search(text, max(0, start - 9), start):
        return None
    return _mention(text, found.span("long"), _MONTHS[name], NumberKind.MONTH)


def _clock(text: str, start: int) -> NumberMention | None:
    found = _CLOCK.match(text, start)
    if not found or not (found["minute"] or found["mark"] or found["part"]):
        return None
    is_sure = found["minute"] or found["mark"] or not found["which"]
    if not is_sure and not _AT_BEFORE.search(text, max(0, start - 7), start):
        return None  # two last night
    hour = cardinal(found["hour"])
    if hour > 24:
        return None
    is_afternoon = None
    if found["letter"]:
        is_afternoon = found["letter"].lower() == "p"
    elif part := found["part"]:
        is_afternoon = 6 <= hour < 12 if part == "night" else part != "morning"
    value = minutes_after_midnight(hour, int(found["minute"] or 0), is_afternoon=is_afternoon)
    return _mention(text, found.span(), value, NumberKind.TIME)


def _decade(text: str, start: int) -> NumberMention | None:
    if not (found := _DECADE.match(text, start)):
        return None
    value = Fraction(found["figure"])
    if value < 100 and (found["cut"] or _DECADE_BEFORE.search(text, max(0, start - 10), start)):
        value += 1900
    kind = NumberKind.DECADE if is_calendar_year(value) else NumberKind.CARDINAL
    return _mention(text, found.span(), value, kind)


def _fraction(text: str, start: int) -> NumberMention | None:
    if not (found := _FRACTION.match(text, start)):
        return None
    if found["more"]:
        return _with_unit(text, found.span(), Fraction(3, 2))
    if found["half"]:
        is_ordinal = _HALF_OF_TWO.search(text, max(0, start - 7), found.end())
        return None if is_ordinal else _with_unit(text, found.span(), Fraction(1, 2))
    if part := found["part"]:
        # "a third" alone may be a third attempt
        is_share = found["whole"] is not None or _SHARE_BEFORE.search(text, max(0, start - 7), start)
        return _with_unit(text, found.span(), Fraction(1, _DENOMINATORS[part.lower()])) if is_share else None
    upper = cardinal(found["upper"])
    if (upper > 1) != bool(found["many"]):
        return None
    return _with_unit(text, found.span(), Fraction(upper, _DENOMINATORS[found["lower"].lower()]))


def _ordinal(text: str, start: int) -> NumberMention | None:
    if not (found := _ORDINAL.match(text, start)) or _NO_ORDINAL.match(text, start):
        return None
    if found["figure"]:
        return _mention(text, found.span(), Fraction(found["figure"].replace(",", "")), NumberKind.ORDINAL)
    whole, word = found[0].lower(), found["word"].lower()
    if whole == "second" and _SECONDS_BEFORE.search(text, max(0, start - 10), start):
        return None
    is_adverb = not _FIRST_BEFORE.search(text, max(0, start - 6), start) and not _VERB_AFTER.match(text, found.end())
    if whole == "first" and is_adverb:
        return None
    value = TENS.get((found["tens"] or "").lower(), 0) + _ORDINALS[word]
    return _mention(text, found.span(), value, NumberKind.ORDINAL)


def _number(text: str, start: int) -> NumberMention | None:
    sign = _SIGN.match(text, start)
    first = sign.end() if sign else start
    code = _SIGNS[sign[0].upper()] if sign else None
    if sign and (short := _SHORT_FIGURE.match(text, first)):
        value = Fraction(short["figure"].replace(",", "")) * SHORT_LARGE[short["short"].lower()]
        return _mention(text, (start, short.end()), value, NumberKind.MONEY, code)
    one = _ONE.match(text, start)
    if one and not one["counted"] and not _ONE_BEFORE.search(text, max(0, start - 9), start):
        return None  # one of them
    if _BELOW_ZERO.search(text, max(0, start - 6), start + 4):
        return None
    found = numeral(text, first)
    return _with_unit(text, (start, found.end), found.value, code) if found else None


def _word(text: str, start: int) -> NumberMention | None:
    if not (found := _WORD.match(text, start)):
        return None
    word = found[0].lower()
    if word in _HOURS:
        return _mention(text, found.span(), _HOURS[word], NumberKind.TIME)
    value = _WORDS.get(word) or _FOLD.get(word.replace("-", ""))
    return _mention(text, found.span(), value, NumberKind.CARDINAL) if value else None


_READERS = (_month, _clock, _decade, _fraction, _ordinal, _number, _word)


def _with_unit(text: str, span: tuple[int, int], value: Fraction, code: str | None = None) -> NumberMention:
    start, end = span
    if code:
        return _mention(text, span, value, NumberKind.MONEY, code)
    if unit := _UNIT.match(text, end):
        whole = (start, unit.end())
        if unit["point"]:
            return _mention(text, whole, value, NumberKind.PERCENT_POINT)
        if unit["percent"]:
            return _mention(text, whole, value, NumberKind.PERCENT)
        currency = unit["money"].lower()
        if value >= 10 or currency != "won":  # "the two won" is no sum of money
            return _mention(text, whole, value, NumberKind.MONEY, _CURRENCIES[currency])
    is_year = text[start:end].isdecimal() and is_calendar_year(value)
    if is_year and (1800 <= value < 2100 or _YEAR_BEFORE.search(text, max(0, start - 7), start)):
        return _mention(text, span, value, NumberKind.YEAR)
    return _mention(text, span, value, NumberKind.CARDINAL)


def _mention(
    text: str, span: tuple[int, int], value: Fraction | int, kind: NumberKind, unit: str | None = None
) -> NumberMention:
    start, end = span
    is_approximate = bool(_SOME_BEFORE.search(text, max(0, start - 14), start) or _SOME_AFTER.match(text, end))
    return NumberMention(
        start=start, end=end, value=Fraction(value), kind=kind, unit=unit, is_approximate=is_approximate
    )
