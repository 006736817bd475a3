"""Each rule of lines and breaks with what just passes and what just fails."""

from dataclasses import replace

import pytest

from subtitler.check.layout import RULES, check_layout
from subtitler.core.issue import Rule
from subtitler.core.profile import StyleProfile
from tests.check.forms import BBC, EN, KO, broken_by_example, cue, in_a_row, issues, rules_of


def rules(profile: StyleProfile, *texts: str) -> list[str]:
    return rules_of(check_layout, profile, *texts)


@pytest.mark.parametrize(
    ("profile", "last", "first"),
    [
        (EN, "x" * 42, "x" * 43),
        (KO, "가" * 16, "가" * 16 + "."),
        (KO, "a" * 32, "a" * 33),
        (BBC, "x" * 37, "x" * 38),
        (EN, "<i>" + "x" * 42 + "</i>", "<i>" + "x" * 43 + "</i>"),
        (EN, '{\\an8}<font color="#ffff00">' + "x" * 42 + "</font>", "{\\an8}" + "x" * 43),
        (KO, "\u1112\u1161\u11ab" * 16, "\u1112\u1161\u11ab" * 16 + "1"),
    ],
)
def test_line_length(profile: StyleProfile, last: str, first: str) -> None:
    assert rules(profile, last) == []
    assert rules(profile, first) == ["line-length"]


def test_each_line_that_is_too_long_is_told() -> None:
    assert rules(EN, "x" * 43 + " / " + "y" * 43) == ["line-length", "line-length"]


def test_lines() -> None:
    two = "The port opened again on Monday, / and the first ships went out."
    assert rules(EN, two) == []
    assert rules(EN, two + " / They carry cars and steel.") == ["lines"]
    assert rules(replace(EN, max_lines=3), two + " / They carry cars and steel.") == []


@pytest.mark.parametrize(
    ("profile", "bad", "good"),
    [
        (
            EN,
            "The minister spoke to the / families of the victims.",
            "The minister spoke / to the families of the victims.",
        ),
        (
            EN,
            "Prosecutors questioned Kim / Seo-yeon for eleven hours.",
            "Prosecutors questioned / Kim Seo-yeon for eleven hours.",
        ),
        (
            EN,
            "The factory has made 120 / million chips since January.",
            "The factory has made / 120 million chips since January.",
        ),
        (
            EN,
            "<i>The minister spoke to the</i> / <i>families of the victims.</i>",
            "<i>The minister spoke</i> / <i>to the families of the victims.</i>",
        ),
        (KO, "회의에는 각국에서 온 장관 세 / 명이 참석했습니다.", "회의에는 각국에서 온 / 장관 세 명이 참석했습니다."),
        (KO, "다음 달까지 공사를 마칠 / 수 있다고 밝혔습니다.", "다음 달까지 공사를 / 마칠 수 있다고 밝혔습니다."),
    ],
)
def test_breaks_between_words_that_belong_together(profile: StyleProfile, bad: str, good: str) -> None:
    assert rules(profile, bad) == ["line-break"]
    assert rules(profile, good) == []
    assert rules(profile, *bad.split(" / ")) == ["cue-break"]
    assert rules(profile, *good.split(" / ")) == []


def test_the_hint_says_where_to_break() -> None:
    (issue,) = issues(check_layout, EN, cue("The minister spoke to the / families of the victims."))
    assert issue.found == "the / families"
    assert issue.hint == "break: The minister spoke / to the families of the victims."


def test_a_sentence_is_seen_whole_over_three_cues() -> None:
    found = issues(
        check_layout, EN, *in_a_row("The harbour, closed since", "Friday's storm, will", "open again on Monday.")
    )
    assert [(issue.rule, issue.cue, issue.last_cue) for issue in found] == [("cue-break", 1, 2), ("cue-break", 2, 3)]


def test_where_a_sentence_or_a_turn_ends_any_word_may_stand_last() -> None:
    assert rules(EN, "What is it made of?", "Steel.") == []
    assert rules(EN, "-What are they waiting for / -The bus") == []
    assert rules(EN, "-What are they waiting for / -The bus", "It never comes.") == []


def test_after_a_long_pause_nothing_goes_on() -> None:
    texts = "The tenth of", "May"
    assert [issue.rule for issue in issues(check_layout, EN, *in_a_row(*texts, gap_ms=1999))] == ["cue-break"]
    assert list(issues(check_layout, EN, *in_a_row(*texts, gap_ms=2000))) == []


def test_an_ellipsis_or_a_dash_that_merely_joins_hides_no_break() -> None:
    assert rules(EN, "He thanked the…", "…people of Jeju.") == ["cue-break"]


def test_a_text_that_fits_one_line_stands_on_one() -> None:
    assert rules(EN, "The ships left the harbour / on Sunday nights") == []  # 43 together
    assert rules(EN, "The ships left the harbour / on Sunday night") == ["one-line"]
    assert rules(KO, "가나다라마바사아 / 가나다라마바사") == ["one-line"]
    assert rules(KO, "가나다라마바사아 / 가나다라마바사아") == []


def test_two_sentences_and_two_speakers_keep_their_lines() -> None:
    assert rules(EN, "It rained. / We stayed.") == []
    assert rules(EN, "-Did it rain / -All day") == []


def test_balance() -> None:
    lopsided = "We all / waited on the roof until the boat came."
    assert rules(EN, lopsided) == ["balance"]
    assert rules(EN, "We all waited on the roof / until the boat came.") == []
    percent = 6 * 100 // 39  # the lines are 6 and 39 wide
    assert rules(replace(EN, balance_percent=percent), lopsided) == []
    assert rules(replace(EN, balance_percent=percent + 1), lopsided) == ["balance"]


def test_an_uneven_break_stands_where_the_grammar_has_no_better() -> None:
    assert rules(EN, "However, / the bank of the river was already flooded") == []


def test_a_line_of_nothing_that_is_seen_does_no_harm() -> None:
    assert rules(EN, "\u200b / It rained all day.") == []
    assert rules(EN, "<b></b> / It rained all day.") == ["one-line"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_the_documentation(rule: Rule) -> None:
    assert rule.name in broken_by_example(check_layout, rule.bad)
    assert broken_by_example(check_layout, rule.good) == []
