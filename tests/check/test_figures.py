"""Figures that differ are found, whatever each language writes them with; those that agree are let be."""

import pytest

from subtitler.check.figures import RULES, check_figures
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from tests.check.pairs import examples, names, passage


def found(korean: str, english: str) -> list[str]:
    return names([*check_figures([passage(korean, english)], None)])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples(rule: Rule) -> None:
    bad, good = examples(rule)
    assert found(*bad) == [rule.name]
    assert found(*good) == []


@pytest.mark.parametrize(
    ("korean", "english", "rules"),
    [
        ("5억 원", "500 million dollars", ["money"]),
        ("지지율 3% 상승", "up 3 percentage points", ["percent"]),
        ("지지율 31% 기록", "at 32 percent", ["percent"]),
        ("2023년 11월 3일", "on December 3, 2023", ["date"]),
        ("오전 9시 30분", "at 9:45 a.m.", ["time"]),
        ("5년 안에", "in 1 year", ["number"]),
        ("1년 안에", "in 5 years", ["number"]),
        ("화요일과 금요일", "on Tuesday", ["figure-alone"]),
        ("화요일과 금요일", "on Tuesday and Saturday", ["weekday"]),
        ("월요일 오후와 화요일, 이른 월요일", "late Monday and Tuesday, and early Tuesday", ["weekday"]),
        ("300명이 다쳤습니다.", "People were hurt.", ["figure-alone"]),
        ("사람들이 다쳤습니다.", "As many as 300 people were hurt.", ["figure-alone"]),
        ("37명 가운데 12명", "12 of 38", ["number"]),
        ("3조 원 규모", "worth 3 billion won", ["money"]),
        ("1억 원과 2억 원", "300 million won and 400 million won", ["money", "money"]),
    ],
)
def test_differences(korean: str, english: str, rules: list[str]) -> None:
    assert found(korean, english) == rules


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("한 남성이 왔습니다.", "A man came."),
        ("두 사람은 합의했습니다.", "They agreed."),  # few, and one language need not count them
        ("팰컨9 로켓", "a Falcon 9 rocket"),
        ("이세돌 9단", "Lee Se-dol"),
        ("1년 6개월", "18 months"),
        ("2미터 31", "2.31 meters"),
        ("<i>12명</i>", "<i>12 people</i>"),
        ("검은 금요일", "Black Friday"),
        ("1991년에서 95년", "1991 to 1995"),
    ],
)
def test_agreement(korean: str, english: str) -> None:
    assert found(korean, english) == []


def test_an_issue_names_both_sides_and_blames_the_target() -> None:
    (issue,) = check_figures([passage("12명", "13 people")], Language.EN)
    assert (issue.language, issue.found) == (Language.EN, "Korean '12명'; English '13'")
    (issue,) = check_figures([passage("120명", "people")], None)
    assert (issue.language, issue.found) == (None, "Korean '120명'; English nothing")
