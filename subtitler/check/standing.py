"""How long a cue stands: a better end for it, in all languages at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from subtitler.check.timing import faults_alone, faults_between, reading_ms
from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A cue in each language, at the same times, with the next one (None for the last) and the profile of each.

    `is_telling`: whether a pause after the cue says something that the text of this language does not.
    """

    cues: Sequence[Cue]
    following: Sequence[Cue] | None
    profiles: Sequence[StyleProfile]
    is_telling: Sequence[bool]

    def faults(self, end_ms: int) -> frozenset[tuple[Language, str]]:
        """The rules of time that the cue would break in each language if it ended at `end_ms`."""
        cues = [replace(cue, end_ms=end_ms) for cue in self.cues]
        found = [
            (profile.language, fault.rule.name)
            for cue, profile in zip(cues, self.profiles, strict=True)
            for fault in faults_alone(cue, profile)
        ]
        for cue, following, profile in zip(cues, self.following or (), self.profiles, strict=False):
            found += [(profile.language, fault.rule.name) for fault in faults_between(cue, following, profile)]
        return frozenset(found)

    def better_end_ms(self, asked: Collection[str]) -> int | None:
        """The end that leaves fewest faults of the rules `asked`, and none that is new; None where none is better.

        Of several the nearest. The cue stands on into silence as long as reading it takes, and beyond that at most as
        long as it may linger; it ends earlier only to leave the least gap.
        """
        end_ms = self.cues[0].end_ms
        before = self.faults(end_ms)
        best, fewest = None, _count(before, asked)
        if not fewest or (self.following is not None and self.following[0].start_ms < end_ms):
            return None
        for end in sorted(self._possible_ends(), key=lambda end: abs(end - end_ms)):
            after = self.faults(end)
            if after <= before and _count(after, asked) < fewest:
                best, fewest = end, _count(after, asked)
        return best

    def _possible_ends(self) -> set[int]:
        start_ms, end_ms = self.cues[0].start_ms, self.cues[0].end_ms
        needed = [start_ms + reading_ms(cue, profile) for cue, profile in zip(self.cues, self.profiles, strict=True)]
        ends = {end for end in needed if end > end_ms}
        latest = max(end_ms, *needed) + min(profile.linger_ms for profile in self.profiles)
        if self.following is not None:
            next_ms = self.following[0].start_ms
            ends |= {next_ms - profile.min_gap_ms for profile in self.profiles}
            latest = min(latest, next_ms - self._kept_pause_ms(next_ms - end_ms))
        return {end for end in ends if start_ms < end <= latest}

    def _kept_pause_ms(self, gap_ms: int) -> int:
        """How much of a gap stays at the least, so that a pause that tells something is still one."""
        return max(
            profile.pause_ms if is_telling and gap_ms >= profile.pause_ms else 0
            for profile, is_telling in zip(self.profiles, self.is_telling, strict=True)
        )


def _count(faults: Collection[tuple[Language, str]], asked: Collection[str]) -> int:
    return sum(rule in asked for _, rule in faults)
