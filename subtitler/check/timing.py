"""Whether each cue stands long enough, not too long, in its turn and clear of its neighbours."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from subtitler.check.shown import untagged, width
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue, Track
from subtitler.text.normalise import normalise

READING_SPEED = Rule(
    name="reading-speed",
    severity=Severity.ERROR,
    demand="A cue stands long enough to be read: at most `max_cps` characters a second. In Korean a Hangul syllable "
    "counts 1 and a Latin letter, digit, space or mark a half; in English each character counts 1.",
    source="Netflix, English (USA) and Korean, adult programmes",
    bad="40 English characters on screen for 1.9 seconds",
    good="40 English characters on screen for 2 seconds",
    is_fixable=True,
)
WORD_TIME = Rule(
    name="word-time",
    severity=Severity.ERROR,
    demand="A cue stands at least `min_word_ms` for each of its words.",
    source="BBC Subtitle Guidelines 1.2.3: about 0.3 seconds a word",
    bad="four words on screen for 1 second",
    good="four words on screen for 1.2 seconds",
    is_fixable=True,
)
MIN_DURATION = Rule(
    name="min-duration",
    severity=Severity.ERROR,
    demand="A cue stands at least `min_ms`: a shorter one is a flash.",
    source="Netflix, General Requirements: 5/6 second",
    bad="a cue on screen for 0.5 seconds",
    good="a cue on screen for 0.84 seconds",
    is_fixable=True,
)
MAX_DURATION = Rule(
    name="max-duration",
    severity=Severity.ERROR,
    demand="A cue stands at most `max_ms`: a longer one is read twice, or was left on screen.",
    source="Netflix, General Requirements: 7 seconds",
    bad="a cue on screen for 9 seconds",
    good="two cues on screen for 4.5 seconds each",
)
ORDER = Rule(
    name="order",
    severity=Severity.ERROR,
    demand="A cue does not start before the one ahead of it in the file.",
    source="SubRip and WebVTT: players show cues in the order of the file",
    bad="a cue at 0:12, and after it in the file one at 0:08",
    good="a cue at 0:08, and after it in the file one at 0:12",
)
OVERLAP = Rule(
    name="overlap",
    severity=Severity.ERROR,
    demand="A cue is gone when the next one comes.",
    source="Netflix, Timing: two frames between cues",
    bad="a cue from 0:08 to 0:12, and the next from 0:11",
    good="a cue from 0:08 to 0:11, and the next right after it",
)
GAP = Rule(
    name="gap",
    severity=Severity.WARNING,
    demand="Between two cues lies at least `min_gap_ms`, so that the eye sees the change.",
    source="Netflix, Timing: two frames (83 ms at 24 a second; with 25 set 80, with 29.97 set 66)",
    bad="two cues with one frame between them",
    good="two cues with two frames between them",
    is_fixable=True,
)
CHAIN_GAP = Rule(
    name="chain-gap",
    severity=Severity.WARNING,
    demand="A gap from `open_gap_ms` to `chain_gap_ms` is closed to `min_gap_ms`: it would flicker.",
    source="Netflix, Timing: gaps of 3 to 11 frames; BBC Subtitle Guidelines 1.2.3: gaps under 1 second",
    bad="two cues with a quarter of a second between them",
    good="two cues with two frames between them, or half a second",
    is_fixable=True,
)
RULES = (READING_SPEED, WORD_TIME, MIN_DURATION, MAX_DURATION, ORDER, OVERLAP, GAP, CHAIN_GAP)

_LONGER = "let it stand longer or shorten the text"


class Fault(NamedTuple):
    """A rule that a cue breaks, but for where it stands."""

    rule: Rule
    found: str
    limit: str
    hint: str


def reading_ms(cue: Cue, profile: StyleProfile) -> int:
    """The time that `cue` needs to be read and not to flash, rounded up."""
    return max(-(-_width(cue) * 1000 // profile.halves_per_second), _words(cue) * profile.min_word_ms, profile.min_ms)


def reading_speed(cue: Cue, profile: StyleProfile) -> float:
    """Characters a second, counted as the profile's language does."""
    return _width(cue) * profile.max_cps * 1000 / (profile.halves_per_second * cue.duration_ms)


def _rounded_up(speed: float) -> float:
    """To a tenth: what is over a limit must not look as if it were on it."""
    return ceil(speed * 10) / 10


def _width(cue: Cue) -> int:
    """Half-columns to read; a line break counts as a space."""
    return sum(map(width, cue.lines)) + len(cue.lines) - 1


def _words(cue: Cue) -> int:
    return sum(len(normalise(untagged(line)).split()) for line in cue.lines)


def faults_alone(cue: Cue, profile: StyleProfile) -> Iterator[Fault]:
    """The rules of duration that `cue` breaks."""
    duration_ms = cue.duration_ms
    if _width(cue) * 1000 > profile.halves_per_second * duration_ms:
        yield Fault(
            READING_SPEED,
            f"{_rounded_up(reading_speed(cue, profile))} characters a second",
            str(profile.max_cps),
            _LONGER,
        )
    if duration_ms < _words(cue) * profile.min_word_ms:
        yield Fault(WORD_TIME, f"{duration_ms // _words(cue)} ms a word", f"{profile.min_word_ms} ms a word", _LONGER)
    if duration_ms < profile.min_ms:
        yield Fault(MIN_DURATION, f"{duration_ms} ms", f"{profile.min_ms} ms", "let it stand longer")
    if duration_ms > profile.max_ms:
        yield Fault(MAX_DURATION, f"{duration_ms} ms", f"{profile.max_ms} ms", "end it earlier or divide it")


def faults_between(cue: Cue, following: Cue, profile: StyleProfile) -> Iterator[Fault]:
    """The rules of gaps that two neighbours break, in order and clear of each other as they are."""
    gap_ms = following.start_ms - cue.end_ms
    if 0 <= gap_ms < profile.min_gap_ms:
        yield Fault(GAP, f"{gap_ms} ms", f"{profile.min_gap_ms} ms", "end it earlier")
    elif max(profile.open_gap_ms, profile.min_gap_ms + 1) <= gap_ms < profile.chain_gap_ms:
        yield Fault(
            CHAIN_GAP,
            f"{gap_ms} ms",
            f"{profile.min_gap_ms} ms, or {profile.chain_gap_ms} ms and more",
            "let it stand until the next cue",
        )


def check_timing(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What breaks RULES, in the order of the rules' scope: each cue alone, neighbours, the track."""
    issues = [
        _issue(fault, number, profile)
        for number, cue in enumerate(track.cues, 1)
        for fault in faults_alone(cue, profile)
    ]
    for number, (cue, following) in enumerate(pairwise(track.cues), 1):
        issues += [_issue(fault, number, profile) for fault in faults_between(cue, following, profile)]
        if following.start_ms < cue.start_ms:
            issues.append(
                ORDER.broken(
                    cue=number + 1,
                    language=profile.language,
                    found=f"starts {cue.start_ms - following.start_ms} ms before cue {number}",
                    limit="0 ms",
                    hint="put the cues in order of time",
                )
            )
    return (*issues, *_overlaps(track, profile))


def _issue(fault: Fault, number: int, profile: StyleProfile) -> Issue:
    return fault.rule.broken(
        cue=number, language=profile.language, found=fault.found, limit=fault.limit, hint=fault.hint
    )


def _overlaps(track: Track, profile: StyleProfile) -> Iterator[Issue]:
    """One issue for each cue that others start upon, over all of them."""
    upon: dict[int, tuple[int, int]] = {}
    longest = 0  # which of the cues so far ends last
    for at in range(1, len(track.cues)):
        cue, end_ms = track.cues[at], track.cues[longest].end_ms
        if cue.start_ms < track.cues[at - 1].start_ms:
            longest = at  # what lies out of order is told as that alone
            continue
        if cue.start_ms < end_ms:
            _, over_ms = upon.get(longest, (at, 0))
            upon[longest] = (at, max(over_ms, end_ms - cue.start_ms))
        if cue.end_ms >= end_ms:
            longest = at
    for at, (last, over_ms) in upon.items():
        yield OVERLAP.broken(
            cue=at + 1,
            last_cue=last + 1,
            language=profile.language,
            found=f"{over_ms} ms over the next cue",
            limit="0 ms",
            hint="end it earlier",
        )
