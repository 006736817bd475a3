"""Ellipses and dashes where a sentence goes on in the next cue."""

import pytest

from subtitler.check.continuation import RULES, check_continuation
from subtitler.core.issue import Rule
from subtitler.core.profile import StyleProfile
from tests.check.forms import EN, KO, broken_by_example, in_a_row, issues, rules_of


@pytest.mark.parametrize(
    ("profile", "texts"),
    [
        (KO, ["정부는 내년도 예산을…", "…늘리기로 했습니다."]),
        (KO, ["정부는 내년도 예산을,", "…늘리기로 했습니다."]),
        (KO, ["정부는 내년도 예산을 -", "- 늘리기로 했습니다."]),
        (EN, ["The budget will…", "…grow."]),
        (EN, ["The budget will...", "...grow."]),
        (EN, ["<i>The budget will…</i>", "<i>…grow.</i>"]),
        (EN, ["The budget will…", "grow."]),
        (EN, ["The budget will", "…grow."]),
        (EN, ["The budget will –", "– grow."]),
    ],
)
def test_marks_that_merely_join(profile: StyleProfile, texts: list[str]) -> None:
    assert rules_of(check_continuation, profile, *texts) == ["continuation"]


@pytest.mark.parametrize(
    ("profile", "texts"),
    [
        (EN, ["The budget will", "grow."]),
        (EN, ["I don't know…", "Perhaps."]),
        (EN, ["He was about to --", "-Stop! / -Why?"]),
        (EN, ["…and so it began."]),
        (EN, ["It grew.", "…and fell."]),
        (KO, ["글쎄요…", "잘 모르겠습니다."]),
        (KO, ["글쎄요", "…"]),
        (KO, ["…", "…네."]),
    ],
)
def test_marks_that_say_something(profile: StyleProfile, texts: list[str]) -> None:
    assert rules_of(check_continuation, profile, *texts) == []


def test_a_pause_of_two_seconds_earns_an_ellipsis() -> None:
    texts = "The budget will…", "…grow."
    (issue,) = issues(check_continuation, EN, *in_a_row(*texts, gap_ms=1999))
    assert (issue.cue, issue.last_cue) == (1, 2)
    assert list(issues(check_continuation, EN, *in_a_row(*texts, gap_ms=2000))) == []


def test_where_a_speaker_may_have_trailed_off_the_hint_says_so() -> None:
    (certain,) = issues(check_continuation, EN, *in_a_row("The budget will…", "…grow."))
    (doubtful,) = issues(check_continuation, EN, *in_a_row("The budget will…", "grow."))
    assert certain.hint == "leave the mark out"
    assert "trails off" in doubtful.hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_the_documentation(rule: Rule) -> None:
    assert rule.name in broken_by_example(check_continuation, rule.bad)
    assert broken_by_example(check_continuation, rule.good) == []
