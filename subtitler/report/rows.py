"""Checked -> cues side by side, each with its issues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from subtitler.check.result import Checked
from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track


class Numbered(NamedTuple):
    """A cue and its number in its file, from 1."""

    number: int
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is on screen together, and the issues that begin there."""

    sides: Mapping[Language, Numbered]
    issues: tuple[Issue, ...]

    @property
    def numbers(self) -> str:
        """`12`; `ko 12, en 13` where the cue has another number in each file."""
        numbers = {side.number for side in self.sides.values()}
        if len(numbers) == 1:
            return str(*numbers)
        return ", ".join(f"{language} {side.number}" for language, side in self.sides.items())

    @property
    def cue(self) -> Cue:
        """The first side's."""
        return next(iter(self.sides.values())).cue


def rows(checked: Checked) -> tuple[Row, ...]:
    """The cues of both tracks in order; those that overlap for more than half their time share a row.

    An issue of both tracks stands at the cue that has its number in the first of them, or in the other one.
    """
    together = [*_together(checked.tracks)]
    places = {(language, side.number): at for at, sides in enumerate(together) for language, side in sides.items()}
    issues: list[list[Issue]] = [[] for _ in together]
    for issue in checked.issues:
        languages = [issue.language] if issue.language else checked.tracks
        at = next((places[language, issue.cue] for language in languages if (language, issue.cue) in places), 0)
        issues[at].append(issue)
    return tuple(Row(sides=sides, issues=tuple(found)) for sides, found in zip(together, issues, strict=True))


def _together(tracks: Mapping[Language, Track]) -> Iterator[dict[Language, Numbered]]:
    if len(tracks) == 1:
        ((language, track),) = tracks.items()
        yield from ({language: Numbered(number, cue)} for number, cue in enumerate(track.cues, 1))
        return
    cues = {language: track.cues for language, track in tracks.items()}
    done = dict.fromkeys(cues, 0)
    while heads := {
        language: Numbered(done[language] + 1, cues[language][done[language]])
        for language in cues
        if done[language] < len(cues[language])
    }:
        if len(heads) == 2 and not _share_a_row(*(side.cue for side in heads.values())):
            earlier = min(heads, key=lambda language: heads[language].cue.start_ms)
            heads = {earlier: heads[earlier]}
        for language in heads:
            done[language] += 1
        yield heads


def _share_a_row(one: Cue, other: Cue) -> bool:
    shared_ms = min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)
    return 2 * shared_ms > max(one.duration_ms, other.duration_ms)
