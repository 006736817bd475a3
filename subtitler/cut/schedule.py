"""Pieces -> start and end: a timeline laid by what is said, stretched where reading needs it.

No audio is heard here: every time is an estimate, and the report says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from subtitler.core.profile import StyleProfile
from subtitler.core.timecode import from_frame, to_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A piece as the schedule sees it: `spoken_ms` to say, `need_ms` to read in both languages, `pause_ms` after it."""

    spoken_ms: float
    need_ms: float
    pause_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What holds for a cue on screen in both languages at once: the stricter of two profiles."""

    min_ms: int
    max_ms: int
    min_gap_ms: int
    chain_gap_ms: int
    linger_ms: int


def limits_of(profiles: Sequence[StyleProfile]) -> Limits:
    return Limits(
        min_ms=max(profile.min_ms for profile in profiles),
        max_ms=min(profile.max_ms for profile in profiles),
        min_gap_ms=max(profile.min_gap_ms for profile in profiles),
        chain_gap_ms=max(profile.chain_gap_ms for profile in profiles),
        linger_ms=min(profile.linger_ms for profile in profiles),
    )


# How much more a change of length falls on pauses than on speech: of a reading 10 % shorter, pauses lose 25 %
# and speech 5 % ("Durational characteristics of sentence-medial and
# sentence-final pauses", paragraph reading); slower speech lives in its pauses (Kim et al. 1995).
_PAUSE_SHARE = 5.0
# Pauses never vanish and never swallow the programme.
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.3, 3.0


def lay_out(
    shots: Sequence[Shot],
    limits: Limits,
    *,
    slowest: float,
    start_ms: int = 0,
    duration_ms: int | None = None,
    frame_rate: Fraction | None = None,
) -> tuple[tuple[int, int], ...]:
    """The start and end of each shot in ms, in order, at least a gap apart.

    A shot lasts as long as it takes to say, longer (up to `slowest` times) where reading needs it, and at least the
    minimum. With `duration_ms` the whole is scaled to last from `start_ms` exactly that long, pauses first. With
    `frame_rate` all times lie on frames: the minimum rounded up, the maximum down, the gap to the nearest, since 83 ms
    are two frames at 24 a second and two are asked at every rate.
    """
    if not shots:
        return ()
    minimum, gap = Fraction(limits.min_ms), Fraction(limits.min_gap_ms)
    if frame_rate is not None:
        # One frame more than asked at the least: both edges of a cue are rounded.
        minimum = Fraction(ceil(minimum * frame_rate / 1000) * 1000) / frame_rate
        gap = Fraction(round(gap * frame_rate / 1000) * 1000) / frame_rate
    shots = [*shots[:-1], replace(shots[-1], pause_ms=0.0)]
    speech = [_length(shot, float(minimum), float(gap), slowest, limits) for shot in shots]
    pauses = [shot.pause_ms for shot in shots]
    if duration_ms is not None:
        speech, pauses = _scale(speech, pauses, duration_ms)
    times = []
    at = float(start_ms)
    for shot, length, pause in zip(shots[:-1], speech, pauses, strict=False):
        following = at + length + pause
        wanted = max(at + length, at + shot.need_ms, at + float(minimum))
        # A pause shorter than the chain is closed; so is one that would be left shorter by the time to read.
        end = wanted if wanted + limits.chain_gap_ms <= following else following - float(gap)
        times.append((at, min(end, at + limits.max_ms)))
        at = following
    times.append((at, at + min(speech[-1], limits.max_ms)))
    if frame_rate is not None:
        keep = [(max(shot.need_ms, float(minimum)), float(minimum)) for shot in shots]
        return _on_frames(times, keep, frame_rate, gap_frames=round(gap * frame_rate / 1000), max_ms=limits.max_ms)
    return _on_milliseconds(times)


def _length(shot: Shot, minimum: float, gap: float, slowest: float, limits: Limits) -> float:
    """How long the words of a shot take on the timeline, so that its cue can be read and stands long enough."""
    usable = shot.pause_ms - gap  # of the pause, the part that the cue may stand on for
    if shot.pause_ms >= limits.chain_gap_ms:
        usable = min(usable, limits.linger_ms)
    read = min(shot.need_ms - usable, shot.spoken_ms * slowest, limits.max_ms - max(usable, 0.0))
    return max(shot.spoken_ms, read, minimum - usable)


def _scale(speech: list[float], pauses: list[float], duration_ms: int) -> tuple[list[float], list[float]]:
    said, silent = sum(speech), sum(pauses)
    change = (duration_ms - said - silent) / (said + _PAUSE_SHARE * silent)
    pause_factor = min(max(1 + _PAUSE_SHARE * change, _SHORTEST_PAUSE), _LONGEST_PAUSE) if silent else 1.0
    speech_factor = (duration_ms - silent * pause_factor) / said
    if speech_factor <= 0:  # a length shorter than the shortest pauses: everything shrinks alike
        pause_factor = speech_factor = duration_ms / (said + silent)
    return [length * speech_factor for length in speech], [pause * pause_factor for pause in pauses]


_FRAME_SLACK = 0.01
"""Of a frame: what the rounding of milliseconds to them may leave over."""


def _on_milliseconds(times: Sequence[tuple[float, float]]) -> tuple[tuple[int, int], ...]:
    laid = []
    floor = 0
    for start, end in times:
        first = max(int(start + 0.5), floor)
        last = max(int(end + 0.5), first + 1)
        laid.append((first, last))
        floor = last
    return tuple(laid)


def _on_frames(
    times: Sequence[tuple[float, float]],
    keep: Sequence[tuple[float, float]],
    rate: Fraction,
    *,
    gap_frames: int,
    max_ms: int,
) -> tuple[tuple[int, int], ...]:
    """The times on frames. A cue that lasts one of the times it is to `keep`, the longer first, stays as long, and
    pushes the next by a frame where it must."""
    laid = []
    longest = int(max_ms * rate / 1000)
    starts = [to_frame(round(start), rate) for start, _ in times]
    earliest = 0
    for number, (start, end) in enumerate(times):
        first = max(starts[number], earliest)
        latest = starts[number + 1] - gap_frames if number + 1 < len(times) else to_frame(round(end), rate)
        kept = next((length for length in keep[number] if end - start >= length - 1), 0.0)
        needed = first + max(ceil(kept * rate / 1000 - _FRAME_SLACK), 1)
        last = min(max(min(to_frame(round(end), rate), latest), needed), first + longest)
        laid.append((from_frame(first, rate), from_frame(last, rate)))
        earliest = last + (gap_frames if number + 1 < len(times) and starts[number + 1] - last < gap_frames else 0)
    return tuple(laid)
