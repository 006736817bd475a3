"""Tracks -> tracks with the faults mended that have one right answer.

Words never change, and no rule is broken more often than before: what is written is mended first, then lines are laid
anew, then times are set. A change of lines or times is made only where every fault it leaves was there before.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from subtitler.check.continuation import CONTINUATION, gaps_ms, joined
from subtitler.check.flow import CueWords, cue_words, telling_pauses
from subtitler.check.layout import layout_issues
from subtitler.check.quotes import QUOTE_STYLE, mixed_kinds, straightened
from subtitler.check.shown import has_words, width
from subtitler.check.standing import Moment
from subtitler.check.timing import Fault, faults_alone
from subtitler.check.together import has_same_times
from subtitler.check.writing import (
    DIALOGUE_DASH,
    STEPS,
    dashed_lines,
    is_dialogue,
    mended_lines,
    with_dash,
    without_blank,
)
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from subtitler.core.profile import Profiles, StyleProfile
from subtitler.core.timecode import clock
from subtitler.core.track import Cue, Track

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was changed in cue `cue` (from 1): its text, with ` / ` between lines, or its times as SRT writes them.

    `language` None: in both tracks.
    """

    cue: int
    language: Language | None
    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """`repairs` are in the order of the cues; those of one cue build on each other."""

    tracks: Mapping[Language, Track]
    repairs: tuple[Repair, ...]


def fix(tracks: Mapping[Language, Track], profiles: Profiles, rules: Collection[Rule]) -> Fixed:
    """`tracks` with what breaks `rules` mended, as far as it has one right answer.

    Times change in both tracks alike, and not at all where theirs differ or cues are out of order.
    """
    repairs: list[Repair] = []
    mended = {}
    for language, track in tracks.items():
        written = _with_writing(track, profiles[language], rules, repairs)
        mended[language] = _with_lines(written, profiles[language], rules, repairs)
    timed = _with_times(mended, profiles, rules, repairs)
    return Fixed(tracks=timed, repairs=tuple(sorted(repairs, key=lambda repair: repair.cue)))


def _relined(at: int, profile: StyleProfile, rule: str, before: Lines, after: Lines) -> Repair:
    return Repair(cue=at + 1, language=profile.language, rule=rule, before=" / ".join(before), after=" / ".join(after))


# Writing


def _with_writing(track: Track, profile: StyleProfile, rules: Collection[Rule], repairs: list[Repair]) -> Track:
    lines = [cue.lines for cue in track.cues]
    for rule, change in _changes(track, profile):
        if rule not in rules:
            continue
        for at, after in enumerate(change(lines)):
            if after and after != lines[at]:  # a cue of which nothing would be left stays as it is
                repairs.append(_relined(at, profile, rule.name, lines[at], after))
                lines[at] = after
    return replace(track, cues=tuple(replace(cue, lines=after) for cue, after in zip(track.cues, lines, strict=True)))


def _changes(track: Track, profile: StyleProfile) -> Iterator[tuple[Rule, Callable[[list[Lines]], list[Lines]]]]:
    """What mends the lines of all cues for each rule, in the order in which the rules build on each other."""

    def each_line(lines: list[Lines], mend: Callable[[str, StyleProfile], str]) -> list[Lines]:
        return [without_blank(mend(line, profile) for line in cue) for cue in lines]

    def without_joints(lines: list[Lines]) -> list[Lines]:
        return joined(lines, gaps_ms(track), profile)

    def straight(lines: list[Lines]) -> list[Lines]:
        kinds = mixed_kinds(lines)
        return [tuple(straightened(line, kinds) for line in cue) for cue in lines]

    def dashed(lines: list[Lines]) -> list[Lines]:
        return [_dashed(replace(cue, lines=now), profile) for cue, now in zip(track.cues, lines, strict=True)]

    for step in STEPS:
        yield step.rule, partial(each_line, mend=step.mend)
    yield CONTINUATION, without_joints
    yield QUOTE_STYLE, straight
    yield DIALOGUE_DASH, dashed


def _dashed(cue: Cue, profile: StyleProfile) -> Lines:
    """The lines of a dialogue with the profile's dashes, where there is room and time for them."""
    if not is_dialogue(cue.lines):
        return cue.lines
    after = replace(cue, lines=tuple(with_dash(line, profile) for line in cue.lines))
    is_wider = any(
        width(new) > max(width(old), profile.max_line_halves) for old, new in zip(cue.lines, after.lines, strict=True)
    )
    is_slower = _names(faults_alone(after, profile)) - _names(faults_alone(cue, profile))
    return cue.lines if is_wider or is_slower else after.lines


def _names(faults: Iterator[Fault]) -> set[str]:
    return {fault.rule.name for fault in faults}


# Lines


def _with_lines(track: Track, profile: StyleProfile, rules: Collection[Rule], repairs: list[Repair]) -> Track:
    asked = {rule.name for rule in rules}
    cues = list(track.cues)
    for at, (cue, words) in enumerate(zip(track.cues, cue_words(track, profile), strict=True)):
        before = Counter(issue.rule for issue in layout_issues(cue, words, at + 1, profile))
        if not asked & before.keys() or (ends := words.best_line_ends(profile)) is None:
            continue
        lines = _laid(cue, words, ends, profile)
        if lines is None:
            continue
        after = Counter(
            issue.rule
            for issue in layout_issues(replace(cue, lines=lines), replace(words, line_ends=ends), at + 1, profile)
        )
        cured = sorted(asked & (before - after).keys())
        if cured and not after - before:
            repairs += [_relined(at, profile, rule, cue.lines, lines) for rule in cured]
            cues[at] = replace(cue, lines=lines)
    return replace(track, cues=tuple(cues))


def _laid(cue: Cue, words: CueWords, ends: Sequence[int], profile: StyleProfile) -> Lines | None:
    """The words of `cue` in other lines; None where they are not just words, so that joining them may mean more."""
    written = [word for line in cue.lines for word in line.split(" ")]
    is_plain = all(has_words([line]) for line in cue.lines) and not dashed_lines(cue.lines)
    if len(written) != len(words.words) or not is_plain:
        return None
    lines = tuple(" ".join(written[start:end]) for start, end in pairwise((0, *ends)))
    is_clean = mended_lines(lines, profile) == lines and not dashed_lines(lines)
    return lines if is_clean else None


# Times


def _with_times(
    tracks: Mapping[Language, Track], profiles: Profiles, rules: Collection[Rule], repairs: list[Repair]
) -> Mapping[Language, Track]:
    rows = list(zip(*(track.cues for track in tracks.values()), strict=False))
    is_ordered = all(cues[0].start_ms <= following[0].start_ms for cues, following in pairwise(rows))
    if not (rows and has_same_times(tracks) and is_ordered):
        return tracks
    asked = {rule.name for rule in rules}
    for at, moment in enumerate(_moments(rows, tracks, profiles)):
        if (end_ms := moment.better_end_ms(asked)) is None:
            continue
        before = moment.cues[0]
        rows[at] = tuple(replace(cue, end_ms=end_ms) for cue in moment.cues)
        cured = moment.faults(before.end_ms) - moment.faults(end_ms)
        repairs += [
            Repair(
                cue=at + 1,
                language=None if len(tracks) > 1 else moment.profiles[0].language,
                rule=rule,
                before=f"{clock(before.start_ms)} --> {clock(before.end_ms)}",
                after=f"{clock(before.start_ms)} --> {clock(end_ms)}",
            )
            for rule in sorted({rule for _, rule in cured} & asked)
        ]
    return {
        language: replace(track, cues=tuple(cues))
        for (language, track), cues in zip(tracks.items(), zip(*rows, strict=True), strict=True)
    }


def _moments(rows: Sequence[Sequence[Cue]], tracks: Mapping[Language, Track], profiles: Profiles) -> Iterator[Moment]:
    telling = zip(*(telling_pauses(track, profiles[language]) for language, track in tracks.items()), strict=True)
    for cues, following, is_telling in zip(rows, (*rows[1:], None), telling, strict=True):
        yield Moment(
            cues=cues,
            following=following,
            profiles=[profiles[language] for language in tracks],
            is_telling=is_telling,
        )
