"""A track in the wrong language or script, or caught in a loop."""

import pytest

from subtitler.check.troubles import RULES, check_troubles
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from tests.check.pairs import examples, names, passage


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples(rule: Rule) -> None:
    bad, good = examples(rule)
    assert names([*check_troubles([passage(*bad)])]) == [rule.name]
    assert names([*check_troubles([passage(*good)])]) == []


@pytest.mark.parametrize(
    ("korean", "english", "language"),
    [
        ("They opened it.", "They opened it.", Language.KO),
        ("네.", "네.", Language.EN),
        ("합의했습니다.", "They reached an 합의 today.", Language.EN),
        ("정부는 the government announced it today 했습니다.", "The government announced it today.", Language.KO),
    ],
)
def test_what_was_left_untranslated(korean: str, english: str, language: Language) -> None:
    (issue,) = check_troubles([passage(korean, english)])
    assert (issue.rule, issue.language) == ("untranslated", language)


@pytest.mark.parametrize(
    ("korean", "english"), [("KBS 뉴스", "KBS News"), ("…", "…"), ("한 명 한 명 말했습니다.", "They spoke one by one.")]
)
def test_what_is_no_trouble(korean: str, english: str) -> None:
    assert [*check_troubles([passage(korean, english)])] == []
