"""Marks in each passage, and one style over a track."""

import pytest

from subtitler.check.passages import Passage
from subtitler.check.punctuation import DOUBLED, FOREIGN, MIXED, RULES, SPACED, check
from subtitler.core.language import Language


def track(*texts: str, language: Language) -> list[Passage]:
    return [Passage(first=n, last=n, texts={language: text}) for n, text in enumerate(texts, 1)]


def rules(text: str, language: Language) -> list[str]:
    return [issue.rule for issue in check(track(text, language=language))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("정부는 오늘、대책을 냈습니다.", "foreign-mark"),
        ("비가 옵니다; 우산을 챙기세요.", "foreign-mark"),
        ("비가 옵니다 .", "mark-spacing"),
        ("정말 입니까 ?", "mark-spacing"),
        ("지지율은 30 %입니다.", "mark-spacing"),
        ("비가 옵니다..", "doubled-mark"),
        ("비가 오고,, 바람이 붑니다.", "doubled-mark"),
        ("정말입니까??", "doubled-mark"),
        ("정말입니까?!?!", "doubled-mark"),
    ],
)
def test_a_mark_in_korean(text: str, rule: str) -> None:
    assert rules(text, Language.KO) == [rule]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He saw 「Parasite」.", "foreign-mark"),
        ("It rained 。", "foreign-mark"),
        ("It rained , and then stopped.", "mark-spacing"),
        ("It rained in March.It was cold.", "mark-spacing"),
        ("It rained,and then stopped.", "mark-spacing"),
        ("Prices rose 3 %.", "mark-spacing"),
        ("Really!!", "doubled-mark"),
        ("It rained..", "doubled-mark"),
    ],
)
def test_a_mark_in_english(text: str, rule: str) -> None:
    assert set(rules(text, Language.EN)) == {rule}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("「기생충」을 봤습니다. 정말입니까?!", Language.KO),
        ("오전 9:30에 3.5%를, KBS.co.kr에서 …", Language.KO),
        ("한·일 정상이 만났습니다 (서울).", Language.KO),
        ("It is 3.5 percent, or 1,200 won; see kbs.co.kr.", Language.EN),
        ("U.S. forces left at 9 a.m. Then it rained.", Language.EN),
        ("What?! He left... and .5 remained.", Language.EN),
        ("<i>Wait.</i> It's 5:30.", Language.EN),
    ],
)
def test_good_marks(text: str, language: Language) -> None:
    assert rules(text, language) == []


@pytest.mark.parametrize(
    ("usual", "other", "language"),
    [
        ("It opens at 9 a.m. daily.", "It closes at 5 PM.", Language.EN),
        ("Up 3 percent.", "Down 2 per cent.", Language.EN),
        ("The U.S. side left.", "The US side came.", Language.EN),
        ("It is 5 km away.", "It is 7km away.", Language.EN),
        ("3% 올랐습니다.", "2퍼센트 내렸습니다.", Language.KO),
        ("5km 떨어졌습니다.", "7 km 떨어졌습니다.", Language.KO),
    ],
)
def test_two_styles_in_a_track(usual: str, other: str, language: Language) -> None:
    assert list(check(track(usual, usual, language=language))) == []
    (issue,) = check(track(usual, other, usual, other, usual, language=language))
    assert (issue.rule, issue.cue, issue.language) == ("mixed-style", 2, language)
    assert ("2 of 5" in issue.found, "3 of 5" in issue.limit) == (True, True)


def test_what_was_found() -> None:
    (issue,) = check(track("Prices rose , they said.", language=Language.EN))
    assert issue.found == "'ces rose , the'"


def test_the_examples_of_the_rules() -> None:
    assert RULES == (FOREIGN, SPACED, DOUBLED, MIXED)
    for rule, language in zip(RULES, (Language.KO, *[Language.EN] * 3), strict=True):
        assert {issue.rule for issue in check(track(*rule.bad.split(" / "), language=language))} == {rule.name}
        assert list(check(track(*rule.good.split(" / "), language=language))) == []
