"""Korean numerals: figures, Sino-Korean numerals and the two mixed (3만5천, 1조 2천억, 일억 이천만)."""

import re
from fractions import Fraction
from typing import NamedTuple

from subtitler.text.number_parts import FIGURE, Tally, count_words

SINO = count_words("일 이 삼 사 오 육 칠 팔 구")
SMALL = {"십": 10, "백": 100, "천": 1000}
LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}

DIGIT = f"[{''.join(SINO)}]"
# What may follow a counter in the same word: particles, the copula, suffixes of amount.
WORD_END = (
    r"(?:(?![가-힣])|(?=이|가|은|는|을|를|의|에|로|으로|와|과|도|만|까|부터|씩|째|당|뿐|쯤|정도|가량|나|밖에|마다|보다|처럼|"
    r"간|동안|여|남짓|짜리|입|였|인|며|고|라|대|어치|꼴|치|넘|분|전|후|선|급|미만|초과|안팎|배기|면|엔|랑|요|죠|예))"
)
# 조 is also "group" and "piece", 경 begins 경기 "game".
_PART = re.compile(
    rf"(?P<figure>{FIGURE}(?:(?![A-Za-z])|(?=(?:km|kg|cm|mm|m|g|t|kW|MW|GW|kWh|GB|TB|MB|ha|L|ml|mg|p)(?![A-Za-z]))))"
    rf"|(?P<digit>{DIGIT})|(?P<small>[십백천])"
    rf"|(?P<large>여?[만억]|조(?:(?=[천백십원달엔]|{DIGIT})|{WORD_END})|경(?= ?(?:원|달러|\d)))"
)
_SMALL_AFTER = re.compile("[십백천]")
_RANGE = re.compile(rf"(?:(?P<is_range>[~∼～-])|, ?)(?=(?P<upper>{FIGURE}))")
_POWERS = frozenset(10**power for power in range(13))


class Run(NamedTuple):
    """A numeral as far as it was read: the kind of its last part (figure, digit, small, large), and how many it has."""

    end: int
    value: Fraction
    last: str
    parts: int


def runs(text: str, start: int) -> list[Run]:
    """The numeral at `start` after each of its parts, as long as it stays one number."""
    tally = Tally()
    found: list[Run] = []
    end, last = start, ""
    while True:
        # A space stands after a magnitude only (3천 500), and before none that multiplies all (5천 만에).
        is_spaced = last in ("small", "large") and text[end : end + 1] == " "
        part = _PART.match(text, end + is_spaced)
        if not part or (is_spaced and part["large"]):
            return found
        if part["figure"]:
            is_counted_on = part["figure"].isdecimal() and int(part["figure"]) >= 100
            if last == "large" and len(found) == 1 and not (is_counted_on or _SMALL_AFTER.match(text, part.end())):
                return found  # 만 65세: 만 is "full"
            fits = tally.add(Fraction(part[0].replace(",", "")))
        elif part["digit"]:
            fits = tally.add(Fraction(SINO[part[0]]))
        elif part["small"]:
            fits = tally.multiply(SMALL[part[0]])
        else:
            fits = tally.close(LARGE[part[0][-1]])
        if not fits:
            # 3만 5만: the 5 belongs to the next number
            is_next = last in ("figure", "digit") and (part["small"] or part["large"])
            return found[:-1] if is_next else found
        end, last = part.end(), str(part.lastgroup)
        found.append(Run(end=end, value=tally.value, last=last, parts=len(found) + 1))


def numeral(text: str, start: int) -> Run | None:
    """The whole numeral at `start`, which begins with a figure: 이 after 3천 is a particle, not a two."""
    whole = None
    for run in runs(text, start):
        if run.last != "digit":
            whole = run
    return whole


def scale(text: str, run: Run) -> Fraction:
    """What the second number of a pair lends to the first: 10,000 in 3~4만, and ten in 2, 30대 (twenties, thirties)."""
    gap = _RANGE.match(text, run.end) if run.last == "figure" else None
    upper = numeral(text, gap.end()) if gap else None
    if not gap or not upper:
        return Fraction(1)
    if upper.value / (run.value + 1) in _POWERS:
        return upper.value / (run.value + 1)
    shown = Fraction(gap["upper"].replace(",", ""))
    return upper.value / shown if gap["is_range"] and run.value < shown else Fraction(1)
