"""Each rule of time with its last passing and its first failing value."""

from dataclasses import replace

import pytest

from subtitler.check.timing import check_timing
from subtitler.core.issue import Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue
from tests.check.forms import BBC, EN, KO, broken, cue, issues


def rules(profile: StyleProfile, *cues: Cue) -> list[tuple[str, int]]:
    return broken(check_timing, profile, *cues)


@pytest.mark.parametrize(
    ("profile", "text", "shortest_ms"),
    [
        (EN, "x" * 40, 2000),
        (EN, "x" * 19 + " / " + "x" * 20, 2000),  # a line break is read as a space
        (EN, "<i>" + "x" * 40 + "</i>", 2000),
        (EN, "{\\an8}" + "x" * 40, 2000),
        (KO, "가" * 12, 1000),
        (KO, "a" * 24, 1000),
        (KO, "한국 KBS 12", 833),
        (KO, "\u1112\u1161\u11ab" * 12, 1000),  # 한 in three characters
    ],
)
def test_reading_speed(profile: StyleProfile, text: str, shortest_ms: int) -> None:
    assert rules(profile, cue(text, end_ms=shortest_ms)) == []
    if shortest_ms > profile.min_ms:
        assert rules(profile, cue(text, end_ms=shortest_ms - 1)) == [("reading-speed", 1)]


def test_reading_speed_is_told_in_the_units_of_the_house() -> None:
    (english,) = issues(check_timing, EN, cue("x" * 42, end_ms=2000))
    (korean,) = issues(check_timing, KO, cue("가" * 13, end_ms=1000))
    assert (english.found, english.limit) == ("21.0 characters a second", "20")
    assert (korean.found, korean.limit) == ("13.0 characters a second", "12")


def test_time_a_word() -> None:
    assert rules(BBC, cue("a b / c <i>d</i>", end_ms=1200)) == []
    assert rules(BBC, cue("a b / c <i>d</i>", end_ms=1199)) == [("word-time", 1)]
    assert rules(EN, cue("a b c d", end_ms=1199)) == []


def test_durations() -> None:
    assert rules(EN, cue("a", end_ms=833)) == rules(EN, cue("a", end_ms=7000)) == []
    assert rules(EN, cue("a", end_ms=832)) == [("min-duration", 1)]
    assert rules(EN, cue("a", end_ms=7001)) == [("max-duration", 1)]


@pytest.mark.parametrize(
    ("gap_ms", "found"),
    [
        (-1, ["overlap"]),
        (0, ["gap"]),
        (82, ["gap"]),
        (83, []),
        (124, []),  # two frames at any rate, as rounded
        (125, ["chain-gap"]),
        (499, ["chain-gap"]),
        (500, []),
    ],
)
def test_gaps(gap_ms: int, found: list[str]) -> None:
    cues = cue("a", end_ms=2000), cue("b", start_ms=2000 + gap_ms)
    assert [rule for rule, _ in rules(EN, *cues)] == found


@pytest.mark.parametrize(
    ("gap_ms", "found"), [(0, []), (39, []), (40, ["chain-gap"]), (999, ["chain-gap"]), (1000, [])]
)
def test_the_bbc_lets_cues_touch_and_leaves_no_gap_under_a_second(gap_ms: int, found: list[str]) -> None:
    cues = cue("a", end_ms=2000), cue("b", start_ms=2000 + gap_ms)
    assert [rule for rule, _ in rules(BBC, *cues)] == found


def test_a_gap_of_the_least_that_is_asked_is_closed_however_long_that_is() -> None:
    wide = replace(EN, min_gap_ms=200)
    assert [rule for rule, _ in rules(wide, cue("a", end_ms=2000), cue("b", start_ms=2199))] == ["gap"]
    assert rules(wide, cue("a", end_ms=2000), cue("b", start_ms=2200)) == []


def test_order() -> None:
    assert rules(EN, cue("a", 5000, 6000), cue("b", 4999, 6500)) == [("order", 2)]
    assert [rule for rule, _ in rules(EN, cue("a", 5000, 6000), cue("b", 5000, 6500))] == ["overlap"]


def test_two_files_joined_in_the_wrong_order_are_one_issue() -> None:
    late = [cue("a", at * 7000, at * 7000 + 6500) for at in range(5, 9)]
    early = [cue("a", at * 7000, at * 7000 + 6500) for at in range(4)]
    assert rules(EN, *late, *early) == [("order", 5)]


def test_a_cue_left_standing_is_one_issue_over_all_that_start_upon_it() -> None:
    left = cue("a", 0, 7000), cue("b", 1000, 2000), cue("c", 3000, 4000), cue("d", 8000, 9000)
    (issue,) = issues(check_timing, EN, *left)
    assert (issue.rule, issue.cue, issue.last_cue, issue.found) == ("overlap", 1, 3, "6000 ms over the next cue")


def test_what_cannot_be_read_or_is_not_delivered_is_an_error_and_a_flicker_a_warning() -> None:
    flickering = issues(check_timing, EN, cue("a", end_ms=2000), cue("b", start_ms=2010, end_ms=2500))
    assert {issue.rule: issue.severity for issue in flickering} == {
        "gap": Severity.WARNING,
        "min-duration": Severity.ERROR,
    }


def test_every_issue_says_what_to_do() -> None:
    found = issues(check_timing, BBC, cue("a b c " * 20, end_ms=100), cue("b", 90, 9000), cue("c", 80, 9500))
    assert {issue.rule for issue in found} == {
        "reading-speed", "word-time", "min-duration", "max-duration", "overlap", "order"
    }  # fmt: skip
    assert all(issue.hint and issue.limit and issue.found and issue.language is BBC.language for issue in found)
