"""A subtitle track: cues in time."""

import re
from dataclasses import dataclass, replace

from subtitler.core.language import Language
from subtitler.core.transcript import BlockKind, Speaker

# What no subtitle format can carry inside a line: line breaks of every kind and the characters XML 1.0 forbids.
FORBIDDEN_IN_LINE = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Text on screen from `start_ms` to `end_ms`. `sentences` are the numbers of those it shows (a part of)."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    sentences: tuple[int, ...] = ()
    speaker: Speaker | None = None
    kind: BlockKind | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms < self.end_ms:
            raise ValueError(f"a cue runs forward from 0, not from {self.start_ms} to {self.end_ms} ms")
        if not self.lines:
            raise ValueError("a cue needs a line")
        for line in self.lines:
            if not line.strip():
                raise ValueError("a line of a cue is not blank")
            if FORBIDDEN_IN_LINE.search(line):
                raise ValueError(f"a line of a cue has no line break and no control character: {line!r}")

    @property
    def duration_ms(self) -> int:
        return self.end_ms - self.start_ms

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """`language` is None for a stack of both. Order and overlap of the cues are for `check` to report."""

    language: Language | None
    cues: tuple[Cue, ...]
    provenance: tuple[tuple[str, str], ...] = ()


def stack(upper: Track, lower: Track) -> Track:
    """Both tracks in one, `upper` over `lower`, cue by cue. Raises ValueError when their times differ."""
    times = [[(cue.start_ms, cue.end_ms) for cue in track.cues] for track in (upper, lower)]
    if times[0] != times[1]:
        raise ValueError("tracks to stack have the same cues at the same times")
    cues = tuple(replace(up, lines=up.lines + low.lines) for up, low in zip(upper.cues, lower.cues, strict=True))
    return Track(language=None, cues=cues, provenance=upper.provenance)
