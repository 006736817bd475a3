"""Tracks -> Issues."""

from subtitler.check.continuation import check_continuation
from subtitler.check.layout import check_layout
from subtitler.check.quotes import check_quotes
from subtitler.check.timing import check_timing
from subtitler.check.together import check_together
from subtitler.check.writing import check_writing
from subtitler.core.issue import Issue
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track

__all__ = ["check_together", "check_track"]


def check_track(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What in the form of `track` breaks the rules, in the order of the cues."""
    checks = (check_layout, check_timing, check_writing, check_continuation, check_quotes)
    issues = [issue for check in checks for issue in check(track, profile)]
    return tuple(sorted(issues, key=lambda issue: issue.cue))
