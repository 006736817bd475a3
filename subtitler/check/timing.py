"""Whether each cue stands long enough, not too long, and clear of its neighbours."""

from itertools import pairwise

from subtitler.core.issue import Issue, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue, Track
from subtitler.text.width import halves


def reading_speed(cue: Cue, profile: StyleProfile) -> float:
    """Characters a second, counted as the profile's language does; a line break counts as a space."""
    width = sum(map(halves, cue.lines)) + len(cue.lines) - 1
    return width * profile.max_cps / profile.halves_per_second * 1000 / cue.duration_ms


def check_timing(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """Rules `reading-speed`, `word-time`, `min-duration`, `max-duration`, `overlap` and `gap`."""
    issues = []

    def found(rule: str, cue: int, value: str, limit: str, hint: str) -> None:
        issues.append(
            Issue(
                rule=rule,
                severity=Severity.ERROR,
                cue=cue,
                language=profile.language,
                found=value,
                limit=limit,
                hint=hint,
            )
        )

    for number, cue in enumerate(track.cues, 1):
        speed = reading_speed(cue, profile)
        if speed > profile.max_cps:
            found("reading-speed", number, f"{speed:.1f} characters a second", str(profile.max_cps),
                  "let it stand longer or shorten the text")  # fmt: skip
        words = sum(len(line.split()) for line in cue.lines)
        if cue.duration_ms < words * profile.min_word_ms:
            found("word-time", number, f"{cue.duration_ms // words} ms a word", f"{profile.min_word_ms} ms a word",
                  "let it stand longer or shorten the text")  # fmt: skip
        if cue.duration_ms < profile.min_ms:
            found("min-duration", number, f"{cue.duration_ms} ms", f"{profile.min_ms} ms", "let it stand longer")
        if cue.duration_ms > profile.max_ms:
            found(
                "max-duration", number, f"{cue.duration_ms} ms", f"{profile.max_ms} ms", "end it earlier or divide it"
            )
    for number, (cue, following) in enumerate(pairwise(track.cues), 1):
        gap = following.start_ms - cue.end_ms
        if gap < 0:
            found("overlap", number, f"{-gap} ms over the next cue", "0 ms", "end it earlier")
        elif gap < profile.min_gap_ms:
            found("gap", number, f"{gap} ms", f"{profile.min_gap_ms} ms", "end it earlier")
    return tuple(issues)
