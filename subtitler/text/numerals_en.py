"""English numerals: figures, number words and the two mixed (1.2 million, 8-hundred-87, three-point-five)."""

import re
from fractions import Fraction
from typing import NamedTuple

from subtitler.text.number_parts import FIGURE, Tally, any_of, count_words

DIGITS = count_words("zero one two three four five six seven eight nine", 0)
TEENS = count_words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
TENS = count_words("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
CARDINALS = DIGITS | TEENS | TENS
LARGE = {
    "dozen": 12, "decade": 10, "decades": 10, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT_LARGE = {"m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12, "tn": 10**12}


def pattern(written: str) -> re.Pattern[str]:
    """A pattern in which case does not count and a space is written as `\\ `."""
    return re.compile(written, re.IGNORECASE | re.VERBOSE)


CARDINAL = rf"(?:{any_of(TENS)}[-\ ]{any_of(DIGITS)}|{any_of(CARDINALS)})(?!\w)"
MAGNITUDE = any_of([*LARGE, "hundred"])
_GLUED = r"[mbtr]+illion\b"  # 11million, as some write it
_PART = pattern(
    rf"""(?P<figure>{FIGURE}(?:(?![A-Z/])|(?={_GLUED})|(?=(?-i:km|kg|cm|mm|m|g|t|kW|MW|GW|kWh|GB|TB|MB|ha|L|ml|mg|pct)(?![A-Z]))))
    | (?P<word>{CARDINAL})
    | (?P<hundred>hundred)\b
    | (?P<large>{any_of(LARGE)})\b
    | \((?P<aired>[mbt])\)(?:\ {any_of(LARGE)})?"""
)
# Within a numeral: 8-hundred-87, two hundred and five; but not 5 million 20 years ago, nor six million two years ago.
_JOINT = pattern(
    rf"""(?<=hundred)\ and\ (?=(?:{CARDINAL}|\d\d?\b)(?![-\ ]{MAGNITUDE}))
    | (?<=\d)(?={_GLUED}) | (?<!illion)[-\ ](?![-\ \d]) | [-\ ](?=(?:{CARDINAL}|[\d,.]+)[-\ ]{MAGNITUDE}\b) | -(?=\d)"""
)
_POINT = pattern(rf"[-\ ]point(?P<digits>(?:[-\ ](?:{any_of(DIGITS)}|\d)\b)+)")
_HALF_MORE = pattern(r"[-\ ]and[-\ ]a[-\ ]half\b")
_LEAD = pattern(rf"(?:(?P<half>half\ an?|a\ half|half)|an?)[-\ ](?={MAGNITUDE}\b)")


class Numeral(NamedTuple):
    end: int
    value: Fraction


def cardinal(written: str) -> int:
    """The value of one word or of digits."""
    return int(written) if written.isdecimal() else CARDINALS[written.lower()]


def numeral(text: str, start: int) -> Numeral | None:
    """The longest numeral at `start`, with its magnitude words; `a` and `half a` count before a magnitude."""
    tally = Tally()
    position = start
    found: list[Numeral] = []
    was_amount = False
    if lead := _LEAD.match(text, start):
        tally.add(Fraction(1, 2 if lead["half"] else 1))
        position = lead.end()
    while part := _PART.match(text, position):
        stop = part.end()
        is_amount = part["figure"] or part["word"]
        if is_amount:
            number, stop = _amount(text, part)
            fits = tally.add(number)
        elif part["hundred"]:
            fits = tally.is_open and tally.multiply(100)
        else:
            fits = tally.is_open and tally.close((LARGE | SHORT_LARGE)[(part["large"] or part["aired"]).lower()])
        if not fits:
            if was_amount and not is_amount:
                found.pop()  # two hundred three hundred: the three belongs to the next number
            break
        was_amount = bool(is_amount)
        found.append(Numeral(end=stop, value=tally.value))
        if not (joint := _JOINT.match(text, stop)):
            break
        position = joint.end()
    return found[-1] if found else None


def _amount(text: str, part: re.Match[str]) -> tuple[Fraction, int]:
    """The number of one figure or word, and where it ends: three-point-five and two and a half are one amount."""
    if part["figure"]:
        number = Fraction(part["figure"].replace(",", ""))
    else:
        number = Fraction(sum(CARDINALS[word] for word in re.split("[- ]", part["word"].lower())))
    if point := _POINT.match(text, part.end()):
        digits = re.split("[- ]", point["digits"])[1:]
        return number + Fraction(f"0.{''.join(str(cardinal(digit)) for digit in digits)}"), point.end()
    if half := _HALF_MORE.match(text, part.end()):
        return number + Fraction(1, 2), half.end()
    return number, part.end()
