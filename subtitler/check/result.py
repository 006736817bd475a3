"""What was checked, by which rules, and what was found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from subtitler.check.fix import Repair
from subtitler.check.soundbites import BiteReport
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.profile import Profiles
from subtitler.core.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One track or both, and their issues in the order of the cues.

    `names` are the files' names. The cues have `speaker` and `kind` where a transcript was given. `rules` are those
    that were asked for. `repairs` are what was mended; the tracks are those after it, and the issues what is left.
    `bites` are scored where that was asked for. `made_by` says how the checks were made (pairs of key and value:
    version, profile, sentence embedding, ...). `unseen` counts the issues that nobody asked to see.
    """

    tracks: Mapping[Language, Track]
    names: Mapping[Language, str]
    profiles: Profiles
    rules: tuple[Rule, ...]
    issues: tuple[Issue, ...]
    repairs: tuple[Repair, ...] = ()
    bites: BiteReport | None = None
    made_by: tuple[tuple[str, str], ...] = ()
    unseen: int = 0

    def count(self, severity: Severity) -> int:
        return sum(issue.severity is severity for issue in self.issues)

    @property
    def counts(self) -> Counter[tuple[Severity, str]]:
        """How many issues each rule has, errors first, then by name."""
        found = Counter((issue.severity, issue.rule) for issue in self.issues)
        return Counter(dict(sorted(found.items())))

    @property
    def cue_count(self) -> int:
        """The cues of the longer track."""
        return max(len(track.cues) for track in self.tracks.values())
