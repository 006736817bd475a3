"""What was checked, by which rules, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.profile import Profiles
from subtitler.core.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One track or both, and their issues in the order of the cues.

    The cues have `speaker` and `kind` where a transcript was given. `names` are the files' names. `made_by` says how
    the checks were made (pairs of key and value: version, rules left out, sentence embedding, ...).
    """

    tracks: Mapping[Language, Track]
    names: Mapping[Language, str]
    profiles: Profiles
    issues: tuple[Issue, ...]
    made_by: tuple[tuple[str, str], ...] = ()
