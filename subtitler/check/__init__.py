"""Tracks -> Issues."""

from collections.abc import Mapping

from subtitler.check.continuation import check_continuation
from subtitler.check.layout import check_layout
from subtitler.check.quotes import check_quotes
from subtitler.check.timing import check_timing
from subtitler.check.together import check_together
from subtitler.check.writing import check_writing
from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.profile import Profiles, StyleProfile
from subtitler.core.track import Track

__all__ = ["check_form", "check_together", "check_track"]


def check_track(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What in the form of `track` breaks the rules, in the order of the cues."""
    checks = (check_layout, check_timing, check_writing, check_continuation, check_quotes)
    issues = [issue for check in checks for issue in check(track, profile)]
    return tuple(sorted(issues, key=lambda issue: issue.cue))


def check_form(tracks: Mapping[Language, Track], profiles: Profiles) -> list[Issue]:
    """What in the form of the tracks breaks the rules, of each and of all together."""
    alone = [issue for language, track in tracks.items() for issue in check_track(track, profiles[language])]
    return [*alone, *check_together(tracks)]
