"""How long a text is when it is said, in the units a pace is measured in: Korean syllables, English words."""

import re

from subtitler.text.number_parts import any_of
from subtitler.text.numbers_ko import NATIVE_COUNTERS, NATIVE_ONES, NATIVE_TENS
from subtitler.text.numerals_ko import LARGE, SINO, SMALL, WORD_END

_LETTERS_KO = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "에이 비 시 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 "
        "제트".split(),
        strict=True,
    )
)
_UNITS_KO = {
    "km": "킬로미터", "kg": "킬로그램", "cm": "센티미터", "mm": "밀리미터", "m": "미터", "g": "그램", "t": "톤",
    "ha": "헥타르", "L": "리터", "kW": "킬로와트", "MW": "메가와트", "GW": "기가와트", "MB": "메가바이트",
    "GB": "기가바이트", "TB": "테라바이트",
}  # fmt: skip
_SYMBOLS_KO = {
    "%": "퍼센트", "%p": "퍼센트포인트", "&": "앤드", "+": "플러스", "℃": "도", "°C": "도", "°": "도", "@": "골뱅이",
    "#": "샵", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원", "㎞": "킬로미터", "㎏": "킬로그램",
    "㎝": "센티미터", "㎜": "밀리미터", "㎡": "제곱미터", "㎢": "제곱킬로미터", "ℓ": "리터",
}  # fmt: skip

_WHOLE = r"(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(?P<decimals>\d+))?"
_CLOCK = r"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?!\d)"
_BY_DIGIT = r"(?P<by_digit>0\d+(?:-\d+)*|\d+(?:-\d+){2,})"  # telephone numbers, 007

_KOREAN = re.compile(
    rf"""(?P<hangul>[가-힣]+)
    | {_CLOCK} | {_BY_DIGIT}
    | (?P<silent>1(?=[십백천만]))
    | {_WHOLE}(?=(?P<counter>\ ?{any_of(NATIVE_COUNTERS)}{WORD_END})?)
    | (?P<unit>(?<=\d){any_of(_UNITS_KO)}(?![A-Za-z]))
    | (?P<capitals>(?>[A-Z]+)(?![a-z]))
    | (?P<latin>[A-Za-z]+)
    | (?P<range>~(?=\d)) | (?P<versus>(?<=\d):(?=\d))
    | (?P<symbol>{any_of(_SYMBOLS_KO)})
    | (?P<other>[^\W_])""",
    re.VERBOSE,
)
_VOWELS = re.compile("[aeiouy]+", re.IGNORECASE)

_ENGLISH = re.compile(
    rf"""(?P<dotted>(?:[A-Za-z]\.){{2,}})
    | {_CLOCK} | {_BY_DIGIT}
    | {_WHOLE}(?:(?:st|nd|rd|th|s)\b)?
    | (?P<capitals>(?>[A-Z]{{2,}})(?![a-z]))
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<range>(?<=\d)[–~](?=\d))
    | (?P<symbol>[$€£¥₩%&+@#=°℃])
    | (?P<other>[^\W_])""",
    re.VERBOSE,
)

_SINO_NAMES = {value: name for name, value in SINO.items()}
_NATIVE_NAMES = {value: name for name, value in (NATIVE_TENS | NATIVE_ONES).items()}
_NATIVE_UP_TO = {"시": 12, "살": 99}

# A longer number is said digit by digit.
_MOST_DIGITS = 20


def spoken_syllables(text: str) -> int:
    """The syllables of Korean `text` read aloud; marks have none.

    Figures have their Sino-Korean reading, and before a native counter the native one: up to 12 before 시, up to 99
    before 살, up to 20 before others (announcers use either beyond). Capitals are spelled by their Korean names; other
    Latin words count a syllable for each group of vowels, a low estimate of how they are said in Korean.

    >>> spoken_syllables("1억 2천만"), spoken_syllables("2026년"), spoken_syllables("5시"), spoken_syllables("KBS")
    (5, 6, 3, 5)
    """
    return sum(_korean_length(part) for part in _KOREAN.finditer(text))


def spoken_words(text: str) -> int:
    """The words of English `text` read aloud: twenty-six is two, 2026 three (twenty twenty-six).

    A letter that is spelled counts half a word, so KBS is two and p.m. one; four capitals or more with a vowel among
    them are one word (NATO). A currency or percent sign is a word.

    >>> spoken_words("12,353"), spoken_words("$3.5 billion"), spoken_words("3:30 p.m."), spoken_words("KBS")
    (6, 5, 3, 2)
    """
    return sum(_english_length(part) for part in _ENGLISH.finditer(text))


def sino_korean(number: int) -> str:
    """The Sino-Korean reading of a whole number below 10**20.

    >>> sino_korean(113386), sino_korean(10_000), sino_korean(100_000_000)
    ('십일만삼천삼백팔십육', '만', '일억')
    """
    read = ""
    for word, magnitude in (*reversed(LARGE.items()), ("", 1)):
        group, number = divmod(number, magnitude)
        if group == 1 and word == "만" and not read:
            read = word
        elif group:
            read += _below_ten_thousand(group) + word
    return read or "영"


def _below_ten_thousand(number: int) -> str:
    read = ""
    for word, magnitude in (*reversed(SMALL.items()), ("", 1)):
        digit, number = divmod(number, magnitude)
        if digit > 1 or (digit and not word):
            read += _SINO_NAMES[digit]
        if digit:
            read += word
    return read


def _native_korean(number: int) -> str:
    return "스무" if number == 20 else _NATIVE_NAMES.get(number // 10 * 10, "") + _NATIVE_NAMES.get(number % 10, "")


def _korean_length(part: re.Match[str]) -> int:
    if part["hour"]:
        minute = int(part["minute"])
        return _whole_length(part["hour"], "시") + len("시") + (len(sino_korean(minute) + "분") if minute else 0)
    if part["whole"]:
        # The point and each digit after it are a syllable each.
        decimals = 1 + len(part["decimals"]) if part["decimals"] else 0
        return _whole_length(part["whole"], None if decimals else part["counter"]) + decimals
    match part.lastgroup, part[0]:
        case "hangul", written:
            return len(written)
        case "by_digit", written:
            return sum(map(str.isdecimal, written))
        case "silent", _:
            return 0
        case "unit", written:
            return len(_UNITS_KO[written])
        case "capitals", written:
            return sum(len(_LETTERS_KO[letter]) for letter in written)
        case "latin", written:
            return max(1, len(_VOWELS.findall(written)))
        case "range", _:
            return len("에서")
        case "symbol", written:
            return len(_SYMBOLS_KO[written])
        case _:
            return 1


def _whole_length(written: str, counter: str | None) -> int:
    digits = written.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return len(digits)
    number, counted = int(digits), (counter or "").strip()
    if counted and 0 < number <= _NATIVE_UP_TO.get(counted, 20):
        return len(_native_korean(number))
    return len(sino_korean(number))


def _english_length(part: re.Match[str]) -> int:
    if part["hour"]:
        minute = int(part["minute"])
        # 3:05 is three oh five, 3:00 three o'clock
        return _number_words(int(part["hour"])) + (_number_words(minute) + (minute < 10) if minute else 1)
    if part["whole"]:
        decimals = 1 + len(part["decimals"]) if part["decimals"] else 0
        is_year = len(part["whole"]) == 4 and not decimals and 1100 <= int(part["whole"]) < 2100
        return _year_words(int(part["whole"])) if is_year else _figure_words(part["whole"]) + decimals
    match part.lastgroup, part[0]:
        case "by_digit", written:
            return sum(map(str.isdecimal, written))
        case "capitals", written if len(written) >= 4 and _VOWELS.search(written):
            return 1
        case "capitals" | "dotted", written:
            return (len(written.replace(".", "")) + 1) // 2
        case _:
            return 1


def _year_words(year: int) -> int:
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:  # two thousand five
        return _number_words(year)
    return _number_words(century) + (_number_words(rest) + (rest < 10) if rest else 1)


def _figure_words(written: str) -> int:
    digits = written.replace(",", "")
    return _number_words(int(digits)) if len(digits) <= _MOST_DIGITS else len(digits)


def _number_words(number: int) -> int:
    """The words of a number, without "and"; each group of three digits but the last adds its magnitude."""
    if number == 0:
        return 1
    words = magnitude_words = 0
    while number:
        number, group = divmod(number, 1000)
        hundreds, rest = divmod(group, 100)
        if group:
            words += 2 * bool(hundreds) + (2 if rest > 20 and rest % 10 else bool(rest)) + magnitude_words
        magnitude_words = 1
    return words
