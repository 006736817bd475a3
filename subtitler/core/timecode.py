"""Times: integer milliseconds inside, text and frames at the edges."""

import re
from fractions import Fraction

_CLOCK = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3}))?", re.ASCII)
_SECONDS = re.compile(r"(\d{1,6})(?:[.,](\d{1,3}))?\s*s?", re.ASCII)
_RATE = re.compile(r"(\d{2,3})(?:[.,](\d{1,3})|/(1|1001))?", re.ASCII)

# The broadcast rates that are written short and mean a fraction (SMPTE ST 12-1).
_NTSC = {"23.976": Fraction(24000, 1001), "23.98": Fraction(24000, 1001),
         "29.97": Fraction(30000, 1001), "59.94": Fraction(60000, 1001)}  # fmt: skip


def _thousandths(digits: str | None) -> int:
    return int((digits or "").ljust(3, "0"))


def parse_time(text: str) -> int:
    """Milliseconds of `1:02:03.5`, `02:03`, `123.25` or `90s`. Raises ValueError.

    >>> parse_time("1:02:03.5"), parse_time("90"), parse_time("0:07")
    (3723500, 90000, 7000)
    """
    if clock := _CLOCK.fullmatch(text.strip()):
        hours, minutes, seconds, fraction = clock.groups()
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + _thousandths(fraction)
    if plain := _SECONDS.fullmatch(text.strip()):
        return int(plain[1]) * 1000 + _thousandths(plain[2])
    raise ValueError(f"{text!r} is not a time; write seconds (90, 12.5) or a clock (1:30, 0:01:30.500)")


def parse_frame_rate(text: str) -> Fraction:
    """Frames a second of `25`, `29.97` (30000/1001) or `24000/1001`. Raises ValueError.

    >>> parse_frame_rate("29.97"), parse_frame_rate("25")
    (Fraction(30000, 1001), Fraction(25, 1))
    """
    written = text.strip().replace(",", ".")
    if written in _NTSC:
        return _NTSC[written]
    numerator, _, denominator = written.partition("/")
    if denominator and re.fullmatch(r"\d{5}", numerator, re.ASCII) and denominator == "1001":
        rate = Fraction(int(numerator), 1001)
    elif _RATE.fullmatch(written):
        rate = Fraction(written)
    else:
        raise ValueError(f"{text!r} is not a frame rate; write 25, 29.97, 50 or 24000/1001")
    if not 10 <= rate <= 120:
        raise ValueError(f"a frame rate lies between 10 and 120, not at {text}")
    return rate


def to_frame(ms: int, rate: Fraction) -> int:
    """The frame nearest to `ms`."""
    return round(Fraction(ms) * rate / 1000)


def from_frame(frame: int, rate: Fraction) -> int:
    """The millisecond nearest to the start of `frame`."""
    return round(Fraction(frame) * 1000 / rate)


def clock(ms: int, *, mark: str = ",") -> str:
    """`HH:MM:SS,mmm`, as SRT writes it (`mark="."` for WebVTT). Hours grow past 99 if they must.

    >>> clock(3723500)
    '01:02:03,500'
    """
    if ms < 0:
        raise ValueError(f"a time is not negative: {ms} ms")
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{thousandths:03}"
