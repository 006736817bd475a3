"""Reading speed over time, as a drawing's numbers."""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from subtitler.check.timing import reading_speed
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue, Track

WIDTH, HEIGHT = 960, 132
"""Of the drawing's field, in its own units; the axes stand outside it."""

_COLUMNS = 240
_MINUTE_STEPS = (1, 2, 5, 10, 30, 60, 120)
_MOST_TICKS = 13


class Bar(NamedTuple):
    """The fastest cue of a stretch of time: its number, when it begins, how fast it is; and the bar that shows it."""

    cue: int
    start_ms: int
    speed: float
    is_over: bool
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """`mean` and `fastest` of the cues that begin in it, in characters a second; None where none does."""

    number: int
    mean: float | None
    fastest: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`ticks` are minutes and where they stand; `limit_y` is the height of the limit's line, downwards from the top."""

    profile: StyleProfile
    bars: tuple[Bar, ...]
    limit_y: float
    ticks: tuple[tuple[int, float], ...]
    minutes: tuple[Minute, ...]


class _Scale(NamedTuple):
    """The time at the right edge of the field and the speed at its top."""

    end_ms: int
    top: float

    def x(self, ms: int) -> float:
        return round(WIDTH * ms / self.end_ms, 1)

    def height(self, speed: float) -> float:
        return round(HEIGHT * min(speed / self.top, 1), 1)


def chart(track: Track, profile: StyleProfile, end_ms: int) -> Chart:
    """The reading speed of `track` from 0 to `end_ms`."""
    speeds = [reading_speed(cue, profile) for cue in track.cues]
    # A cue that flashes by must not press all others flat.
    scale = _Scale(end_ms, min(max(*speeds, 1.25 * profile.max_cps), 2.5 * profile.max_cps))
    fastest: dict[int, int] = {}
    for at, cue in enumerate(track.cues):
        column = cue.start_ms * _COLUMNS // end_ms
        fastest[column] = max(fastest.get(column, at), at, key=speeds.__getitem__)
    return Chart(
        profile=profile,
        bars=tuple(_bar(at + 1, track.cues[at], speeds[at], profile, scale) for at in fastest.values()),
        limit_y=HEIGHT - scale.height(profile.max_cps),
        ticks=_ticks(scale),
        minutes=_minutes(track, speeds, end_ms),
    )


def _bar(number: int, cue: Cue, speed: float, profile: StyleProfile, scale: _Scale) -> Bar:
    left, right = scale.x(cue.start_ms), scale.x(cue.end_ms)
    return Bar(
        cue=number,
        start_ms=cue.start_ms,
        speed=speed,
        is_over=speed > profile.max_cps,
        x=left,
        width=round(max(right - left - 0.5, 1.5), 1),
        height=scale.height(speed),
    )


def _ticks(scale: _Scale) -> tuple[tuple[int, float], ...]:
    minutes = scale.end_ms // 60_000
    step = next((step for step in _MINUTE_STEPS if minutes // step < _MOST_TICKS), ceil(minutes / _MOST_TICKS))
    return tuple((minute, scale.x(minute * 60_000)) for minute in range(0, minutes + 1, step))


def _minutes(track: Track, speeds: list[float], end_ms: int) -> tuple[Minute, ...]:
    within: list[list[float]] = [[] for _ in range(ceil(end_ms / 60_000))]
    for cue, speed in zip(track.cues, speeds, strict=True):
        within[cue.start_ms // 60_000].append(speed)
    return tuple(
        Minute(
            number=number,
            mean=sum(found) / len(found) if found else None,
            fastest=max(found, default=None),
        )
        for number, found in enumerate(within)
    )
