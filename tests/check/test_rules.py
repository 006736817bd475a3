"""Each rule with its last passing and its first failing value."""

from dataclasses import replace

import pytest

from subtitler.check import check_track
from subtitler.check.timing import reading_speed
from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile, built_in
from subtitler.core.track import Cue, Track

EN = built_in("netflix")[Language.EN]
KO = built_in("netflix")[Language.KO]
BBC = built_in("bbc")[Language.EN]


def rules(profile: StyleProfile, *cues: Cue) -> list[tuple[str, int]]:
    track = Track(language=profile.language, cues=cues)
    return [(issue.rule, issue.cue) for issue in check_track(track, profile)]


def cue(*lines: str, start_ms: int = 0, end_ms: int = 6000) -> Cue:
    return Cue(start_ms=start_ms, end_ms=end_ms, lines=lines)


@pytest.mark.parametrize(
    ("profile", "last", "first"),
    [
        (EN, "x" * 42, "x" * 43),
        (KO, "가" * 16, "가" * 16 + "."),
        (KO, "a" * 32, "a" * 33),
        (BBC, "x" * 37, "x" * 38),
    ],
)
def test_line_length(profile: StyleProfile, last: str, first: str) -> None:
    assert rules(profile, cue(last)) == []
    assert rules(profile, cue(first)) == [("line-length", 1)]


def test_lines() -> None:
    assert rules(EN, cue("a", "b")) == []
    assert rules(EN, cue("a", "b", "c")) == [("lines", 1)]


@pytest.mark.parametrize(
    ("profile", "line", "shortest_ms"), [(EN, "x" * 40, 2000), (KO, "가" * 12, 1000), (KO, "가나 다라 1", 833)]
)
def test_reading_speed(profile: StyleProfile, line: str, shortest_ms: int) -> None:
    assert rules(profile, cue(line, end_ms=shortest_ms)) == []
    if shortest_ms > profile.min_ms:
        assert rules(profile, cue(line, end_ms=shortest_ms - 1)) == [("reading-speed", 1)]


def test_a_line_break_is_read_as_a_space() -> None:
    one, two = cue("aaaa bbbb", end_ms=1000), cue("aaaa", "bbbb", end_ms=1000)
    assert reading_speed(one, EN) == reading_speed(two, EN) == 9


def test_time_a_word() -> None:
    assert rules(BBC, cue("a b c d", end_ms=1200)) == []
    assert rules(BBC, cue("a b c d", end_ms=1199)) == [("word-time", 1)]


def test_durations() -> None:
    assert rules(EN, cue("a", end_ms=833)) == rules(EN, cue("a", end_ms=7000)) == []
    assert rules(EN, cue("a", end_ms=832)) == [("min-duration", 1)]
    assert rules(EN, cue("a", end_ms=7001)) == [("max-duration", 1)]


@pytest.mark.parametrize(
    ("start_ms", "found"), [(2083, []), (2082, [("gap", 1)]), (2000, [("gap", 1)]), (1999, [("overlap", 1)])]
)
def test_gap_and_overlap(start_ms: int, found: list[tuple[str, int]]) -> None:
    assert rules(EN, cue("a", end_ms=2000), cue("b", start_ms=start_ms)) == found


def test_the_bbc_lets_cues_touch() -> None:
    assert rules(BBC, cue("a", end_ms=2000), cue("b", start_ms=2000)) == []


def test_issues_come_in_the_order_of_the_cues_with_what_to_do() -> None:
    track = Track(language=Language.EN, cues=(cue("a", end_ms=832), cue("x" * 43, start_ms=1000, end_ms=9000)))
    issues = check_track(track, EN)
    assert [issue.cue for issue in issues] == [1, 2, 2]
    assert all(issue.hint and issue.limit and issue.language is Language.EN for issue in issues)
    assert check_track(track, replace(EN, max_line_halves=43, max_ms=9000, min_ms=800)) == ()
