"""Two tracks -> the passages in which both say the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.core.transcript import BlockKind, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The cues `first` to `last` (from 1) of both tracks: as few as begin and end with a sentence in both languages."""

    first: int
    last: int
    texts: Mapping[Language, str]
    speaker: Speaker | None = None
    kind: BlockKind | None = None


def passages(tracks: Mapping[Language, Track]) -> tuple[Passage, ...]:
    """The passages of a Korean and an English track with the same cues, in order; each cue is in exactly one."""
    raise NotImplementedError
