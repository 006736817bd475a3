"""Quotation marks over the cues of a track."""

import pytest

from subtitler.check.quotes import RULES, check_quotes
from subtitler.core.issue import Rule
from tests.check.forms import EN, KO, broken_by_example, in_a_row, issues, rules_of


def rules(*texts: str) -> list[str]:
    return rules_of(check_quotes, EN, *texts)


@pytest.mark.parametrize(
    "texts",
    [
        ['He said, "We will wait."'],
        ['He said, "We will', "wait until", 'Monday."'],
        ['"Yes," she said. "Now."'],
        ["“Yes,” she said.", "“Now.”"],
        ['A 27" screen.'],
        ['"Why?" / "Because."'],
        ['It added:"We wait."', '"For years."It remains.'],
        ["「기생충」과 『토지』"],
        ['이어 "끝까지 / 가겠다"고 말했습니다.'],
        ['그는 "옳다"며 "맞다"라고'],
        ['<font color="#fff">Yes</font>'],
        ["It's the Kims' house, 'tis true."],
    ],
)
def test_what_opens_and_closes(texts: list[str]) -> None:
    assert rules(*texts) == []


@pytest.mark.parametrize(
    ("texts", "place", "finding"),
    [
        (['He said, "We will wait.', "And left."], (1, None), "opens and never closes"),
        (["He left.", 'We will wait."'], (2, None), "closes, and none has opened"),
        (['"We will', '"wait.', 'Until Monday."'], (1, 2), "opens again"),
        (["“We will wait.", "“Why?”"], (1, 2), "opens again"),
        (["“We will wait.“"], (1, 1), "opens again"),
        (['늘리기로 했다"고 밝혔습니다.'], (1, None), "closes, and none has opened"),
        (["「기생충"], (1, None), "opens and never closes"),
    ],
)
def test_what_does_not(texts: list[str], place: tuple[int, int | None], finding: str) -> None:
    issue, *_ = issues(check_quotes, EN, *in_a_row(*texts))
    assert (issue.rule, issue.cue, issue.last_cue) == ("quotes", *place)
    assert finding in issue.found


def test_one_slip_is_told_once_however_many_quotations_follow() -> None:
    assert rules('He said, "We will wait.', *['"Yes," she said.', 'And, "No."'] * 20) == ["quotes"]


def test_one_form_in_a_track() -> None:
    assert rules("“Yes,” she said.", "“Don't.”") == []  # quotation marks and apostrophes are apart
    (issue,) = issues(check_quotes, KO, *in_a_row("“네”", '"아뇨"', "“글쎄요”", '"네"'))
    assert (issue.rule, issue.cue, issue.last_cue) == ("quote-style", 1, 3)
    assert issue.found == "4 straight and 4 curly marks in the track"
    (issue,) = issues(check_quotes, EN, *in_a_row("Don’t.", "Won't. Can't."))
    assert (issue.rule, issue.cue, issue.last_cue) == ("quote-style", 1, 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_the_documentation(rule: Rule) -> None:
    assert rule.name in broken_by_example(check_quotes, rule.bad)
    assert broken_by_example(check_quotes, rule.good) == []
