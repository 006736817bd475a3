"""A question on one side only is found; what stands for a question is not."""

import pytest

from subtitler.check.passages import Passage
from subtitler.check.questions import QUESTION, RULES, check
from subtitler.core.language import Language


def sides(ko: str, en: str) -> list[Language | None]:
    """The languages in which a question is missing."""
    passage = Passage(first=3, last=4, texts={Language.KO: ko, Language.EN: en})
    return [issue.language for issue in check([passage])]


@pytest.mark.parametrize(
    ("ko", "en", "missing"),
    [
        ("회담은 언제 열립니까?", "When will the talks be held?", []),
        ("회담은 내일 열립니다.", "Will the talks be held tomorrow?", [Language.KO]),
        ("회담은 내일 열립니까?", "The talks will be held tomorrow.", [Language.EN]),
        ("회담은 내일 열립니까", "The talks will be held tomorrow.", [Language.EN]),
        ("회담은 내일 열리나요?", "The talks will be held tomorrow.", [Language.EN]),
    ],
)
def test_a_question_on_one_side(ko: str, en: str, missing: list[Language]) -> None:
    assert sides(ko, en) == missing


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("누가 창문을 깼을까?", "I wonder who broke the window."),
        ("그건 제 잘못이 아니잖아요.", "It is not my fault, is it?"),
        ("이럴 때 아니면 언제 가겠어요.", "When else would we go?"),
        ("그날 무슨 일이 있었는지 따라가 봤습니다.", "What happened that day? We followed the trail."),
        ("안녕하십니까? 9시 뉴스입니다.", "Good evening. This is the nine o'clock news."),
        ("비가 오니까 우산을 챙기세요.", "Take an umbrella, because it is raining."),
        ("어디로 가야 하느냐고 물었습니다.", 'He asked, "Where should I go?"'),
    ],
)
def test_what_stands_for_a_question(ko: str, en: str) -> None:
    assert sides(ko, en) == []


def test_where_and_what() -> None:
    (issue,) = check([Passage(first=3, last=4, texts={Language.KO: "옵니까?", Language.EN: "It comes."})])
    assert (issue.rule, issue.cue, issue.last_cue, issue.found) == ("question", 3, 4, "a statement")


def test_one_language_alone() -> None:
    assert list(check([Passage(first=1, last=1, texts={Language.EN: "Is it?"})])) == []


def test_the_example_of_the_rule() -> None:
    assert RULES == (QUESTION,)
    assert sides(*QUESTION.bad.split(" | ")) == [Language.EN]
    assert sides(*QUESTION.good.split(" | ")) == []
