"""SubRip text, which has no specification: read as it is found, written one way.

Read: a BOM; LF, CRLF or CR; missing, repeated or unordered numbers; `,`, `.`, `:` and their full-width forms before a
decimal fraction of any length (`,5` is half a second); blank lines in a text, which are closed up. Positions behind a
time (`X1:40`, `align:left`) are left out: a cue has no place for them. Tags such as `<i>` stay in the text.
Written: numbers from 1, `HH:MM:SS,mmm`, LF, a blank line after each cue.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

import srt

from subtitler.core.errors import OutputError, SubtitleSyntaxError
from subtitler.core.language import Language, language_of
from subtitler.core.timecode import clock
from subtitler.core.track import Cue, Track

_LINE_BREAK = re.compile(r"\r{0,2}\n|\r")  # CR CR LF comes from writing CRLF through a layer that writes CRLF
_TIME = r"(\d{1,6})[:：]([0-5]?\d)[:：]([0-5]?\d)(?:[,.:，．。：](\d{0,9}))?"
_POSITION = r"(?:[XY][12]|align|line|position|region|size|vertical):\S+"
_TIME_LINE = re.compile(rf"[\s\ufeff]*{_TIME}\s*-[- ]*>\s*{_TIME}(?:\s+{_POSITION})*\s*", re.ASCII)
_NUMBER = re.compile(r"[\s\ufeff]*-?\d+(?:\.\d*)?\s*", re.ASCII)
_CLOCK = re.compile(r"\d[:：]\d", re.ASCII)
_FULL_CLOCK = re.compile(r"\d[:：]\d\d?[:：]\d", re.ASCII)
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")

# Before a line of text. The package's pattern takes a line like `2024` or `1.567.202 won` for the number or the time of
# a cue where it can, and needs minutes for a long row of digits; a CR stops it, and is a line break to take out again.
_SHIELD = "\r"
_BEGIN = "\n0\n"


def parse(text: str, origin: str) -> Track:
    """The track in `text`. Raises SubtitleSyntaxError.

    Its language goes by the share of Hangul in all its letters, tags apart. It is None for a stack, where most cues
    hold lines of both languages, and for a track without letters.
    """
    lines = _disambiguated(_LINE_BREAK.split(text.lstrip("\ufeff")), origin)
    cues = tuple(_cue(found, origin) for found in srt.parse("\n".join(lines).lstrip()))
    return Track(language=_language(cues), cues=cues)


def render(track: Track) -> str:
    """The track as text. Raises OutputError for a line that every reader would take for the time of another cue."""
    return "".join(_block(number, cue) for number, cue in enumerate(track.cues, start=1))


def _disambiguated(lines: Iterable[str], origin: str) -> list[str]:
    """The lines with every cue begun in one way, so that the package has nothing to guess.

    A cue begins with a blank line, a number, and its times with the number of the line they stand on behind them.
    """
    clear: list[str] = []
    above = ""
    for number, line in enumerate(lines, start=1):
        if times := _TIME_LINE.fullmatch(line):
            if _NUMBER.fullmatch(above):
                clear.pop()
            start_ms, end_ms = _ms(*times.groups()[:4]), _ms(*times.groups()[4:])
            clear.append(f"{_BEGIN}{clock(start_ms)} --> {clock(end_ms)} {number}")
        elif (not above.strip() or _NUMBER.fullmatch(above)) and _looks_like_times(line):
            raise SubtitleSyntaxError(
                place=origin,
                line=number,
                finding=f"no time line: {_excerpt(line)}",
                way_out="write '00:00:01,000 --> 00:00:02,500' and nothing but a position behind it",
            )
        else:
            clear.append(_SHIELD + line)
        above = line
    _refuse_text_before_cues(clear, origin)
    return clear


def _ms(hours: str, minutes: str, seconds: str, fraction: str | None) -> int:
    nanoseconds = int((fraction or "").ljust(9, "0"))
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + (nanoseconds + 500_000) // 1_000_000


def _looks_like_times(line: str) -> bool:
    if ">" in line:
        return _CLOCK.search(line) is not None
    return len(_FULL_CLOCK.findall(line)) > 1


def _refuse_text_before_cues(clear: Iterable[str], origin: str) -> None:
    for number, line in enumerate(clear, start=1):
        if line.startswith(_BEGIN):
            return
        if line.strip():
            raise SubtitleSyntaxError(
                place=origin,
                line=number,
                finding=f"text before the time of a cue: {_excerpt(line)}",
                way_out="begin the file with '1' and, on the next line, '00:00:01,000 --> 00:00:02,500'",
            )


def _excerpt(line: str) -> str:
    return repr(line.strip()[:60])


def _cue(found: srt.Subtitle, origin: str) -> Cue:
    try:
        return Cue(
            start_ms=round(found.start.total_seconds() * 1000),
            end_ms=round(found.end.total_seconds() * 1000),
            lines=tuple(line for line in found.content.splitlines() if line.strip()),
        )
    except ValueError as error:
        raise SubtitleSyntaxError(
            place=origin, line=int(found.proprietary), finding=str(error), way_out="correct this cue or take it out"
        ) from error


def _language(cues: tuple[Cue, ...]) -> Language | None:
    plain = [[_TAG.sub("", line) for line in cue.lines] for cue in cues]
    stacked = sum({*map(language_of, lines)} >= {*Language} for lines in plain)
    if 2 * stacked > len(cues):
        return None
    return language_of(" ".join(line for lines in plain for line in lines))


def _block(number: int, cue: Cue) -> str:
    for above, line in pairwise(("", *cue.lines)):
        if _TIME_LINE.fullmatch(line) or (_NUMBER.fullmatch(above) and _looks_like_times(line)):
            raise OutputError(
                place=f"cue {number}",
                finding=f"in SRT the line {_excerpt(line)} would read as the time of another cue",
                way_out="word it otherwise",
            )
    text = "\n".join(cue.lines)
    return f"{number}\n{clock(cue.start_ms)} --> {clock(cue.end_ms)}\n{text}\n\n"
