"""Ellipses and dashes at the edge of a cue, where the sentence merely goes on in the next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from subtitler.check.shown import TAG, has_words, untagged
from subtitler.check.writing import dashed_lines, mended_lines
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track

CONTINUATION = Rule(
    name="continuation",
    severity=Severity.WARNING,
    demand="A sentence that runs on in the next cue has no ellipsis and no dash at the break, unless a pause of "
    "`pause_ms` lies there.",
    source="Netflix, English (USA) and Korean",
    bad="정부는 내년도 예산을… / …늘리기로 했습니다. (two cues)",
    good="정부는 내년도 예산을 / 늘리기로 했습니다. (two cues)",
    is_fixable=True,
)
RULES = (CONTINUATION,)

_END = f"(?P<tags>(?:{TAG})*)$"
_START = f"^(?P<tags>(?:{TAG})*)"
_DOTS_AT_END = re.compile(rf"(?<=[\w,])(?:\s*…)+{_END}", re.IGNORECASE)
_DOTS_AT_START = re.compile(rf"{_START}(?:…\s*)+(?=[\w\"'“‘])", re.IGNORECASE)
_DASH_AT_END = re.compile(rf"(?<=\w)\s*[-–—]{{1,2}}{_END}", re.IGNORECASE)
_DASH_AT_START = re.compile(rf"{_START}[-–—]{{1,2}}\s*(?=[a-z가-힣])")
_LOWER = re.compile("[\"'“‘]?[a-z]")
_UNFINISHED = re.compile("[a-z,]$")


class Edges(NamedTuple):
    """What merely joins cue `at` (from 0) to the next: the marks at its end and at the start of the other, if any.

    `is_certain` is False where the speaker may have trailed off.
    """

    at: int
    end: re.Pattern[str] | None
    start: re.Pattern[str] | None
    is_certain: bool


def edges(lines: Sequence[Sequence[str]], gaps_ms: Sequence[int], profile: StyleProfile) -> Iterator[Edges]:
    """The joints with marks that say nothing, in the mended `lines` of the cues. `gaps_ms[k]` lies after cue k."""
    for at, ((cue, following), gap_ms) in enumerate(zip(pairwise(lines), gaps_ms, strict=True)):
        if gap_ms >= profile.pause_ms or not (has_words(cue) and has_words(following)):
            continue
        if (found := _between(cue, following)) is not None:
            yield Edges(at, *found)


def _between(
    cue: Sequence[str], following: Sequence[str]
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, bool] | None:
    last, first = cue[-1], following[0]
    dots_before, dots_after = _DOTS_AT_END.search(last), _DOTS_AT_START.match(first)
    goes_on = _LOWER.match(untagged(first[dots_after.end() :] if dots_after else first))
    if dots_before and dots_after:
        return _DOTS_AT_END, _DOTS_AT_START, True
    if dots_before and goes_on:
        return _DOTS_AT_END, None, False
    if dots_after and _UNFINISHED.search(untagged(last)) and (goes_on or last.endswith(",")):
        return None, _DOTS_AT_START, True
    is_spoken_by_two = len(following) > 1 and dashed_lines(following)
    if _DASH_AT_END.search(last) and _DASH_AT_START.match(first) and not is_spoken_by_two:
        return _DASH_AT_END, _DASH_AT_START, True
    return None


def joined(lines: Sequence[Sequence[str]], gaps_ms: Sequence[int], profile: StyleProfile) -> list[tuple[str, ...]]:
    """The mended `lines` of the cues without the marks that certainly say nothing."""
    without = [tuple(cue) for cue in lines]
    for edge in edges(lines, gaps_ms, profile):
        if edge.is_certain:
            without[edge.at] = (*without[edge.at][:-1], _cut(without[edge.at][-1], edge.end))
            following = without[edge.at + 1]
            without[edge.at + 1] = (_cut(following[0], edge.start), *following[1:])
    return without


def _cut(line: str, mark: re.Pattern[str] | None) -> str:
    return mark.sub(r"\g<tags>", line) if mark is not None else line


def gaps_ms(track: Track) -> list[int]:
    """The time between the end of each cue and the start of the next."""
    return [following.start_ms - cue.end_ms for cue, following in pairwise(track.cues)]


def check_continuation(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What breaks CONTINUATION."""
    lines = [mended_lines(cue.lines, profile) for cue in track.cues]
    return tuple(
        CONTINUATION.broken(
            cue=edge.at + 1,
            last_cue=edge.at + 2,
            language=profile.language,
            found=f"{lines[edge.at][-1][-12:]!r}, {lines[edge.at + 1][0][:12]!r}",
            limit=f"a mark from a pause of {profile.pause_ms} ms on",
            hint="leave the mark out" if edge.is_certain else "leave it out, unless the speaker trails off",
        )
        for edge in edges(lines, gaps_ms(track), profile)
    )
