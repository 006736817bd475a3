"""Tracks -> Issues."""

from subtitler.check.layout import check_layout
from subtitler.check.timing import check_timing
from subtitler.core.issue import Issue
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track

__all__ = ["check_track"]


def check_track(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What in `track` breaks `profile`, in the order of the cues."""
    return tuple(sorted(check_layout(track, profile) + check_timing(track, profile), key=lambda issue: issue.cue))
