"""Whether each cue fits the screen."""

from subtitler.core.issue import Issue, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track
from subtitler.text.width import halves


def check_layout(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """Rules `lines` (lines a cue) and `line-length` (half-columns a line)."""
    issues = []
    for number, cue in enumerate(track.cues, 1):
        if len(cue.lines) > profile.max_lines:
            issues.append(
                Issue(
                    rule="lines",
                    severity=Severity.ERROR,
                    cue=number,
                    language=profile.language,
                    found=f"{len(cue.lines)} lines",
                    limit=f"{profile.max_lines} lines",
                    hint="divide the cue",
                )
            )
        for line in cue.lines:
            if halves(line) > profile.max_line_halves:
                issues.append(
                    Issue(
                        rule="line-length",
                        severity=Severity.ERROR,
                        cue=number,
                        language=profile.language,
                        found=f"{halves(line)} half-columns in {line!r}",
                        limit=f"{profile.max_line_halves} half-columns",
                        hint="break the line earlier or divide the cue",
                    )
                )
    return tuple(issues)
