"""What is denied on one side only is found; what other words deny, or only the form, is not."""

import pytest

from subtitler.check.negation import NEGATION, RULES, check
from subtitler.check.passages import Passage
from subtitler.core.language import Language


def sides(ko: str, en: str) -> list[Language | None]:
    """The languages in which a negation is missing."""
    passage = Passage(first=3, last=4, texts={Language.KO: ko, Language.EN: en})
    return [issue.language for issue in check([passage])]


@pytest.mark.parametrize(
    ("ko", "en", "without"),
    [
        (
            "국회는 예산안을 처리하지 않았습니다.",
            "The Assembly did not pass the budget.",
            "The Assembly passed the budget.",
        ),
        ("피해자는 아직 없습니다.", "There are no victims yet.", "There are victims."),
        ("구조대는 접근하지 못했습니다.", "Rescuers were unable to get near.", "Rescuers were able to get near."),
        ("그 다리는 안 무너졌습니다.", "The bridge didn't collapse.", "The bridge collapsed."),
        ("이것은 훈련이 아닙니다.", "This is not a drill.", "This is a drill."),
        # What both say alike stands for no negation.
        (
            "측정을 거부한 병사는 면허가 없었습니다.",
            "The soldier who refused the test had no license.",
            "The soldier who refused the test had a license.",
        ),
        ("이번에도 포기하지 않겠습니다.", "I will not give up this time either.", "I will give up this time too."),
        ("납득이 안 됩니다.", "That is not convincing.", "That is convincing."),
        ("문을 열지 마세요.", "Please don't open the door.", "Please open the door."),
        ("아무도 그 이유를 모릅니다.", "Nobody knows why.", "Everybody knows why."),
    ],
)
def test_a_negation_lost_in_english(ko: str, en: str, without: str) -> None:
    assert sides(ko, en) == []
    assert sides(ko, without) == [Language.EN]


@pytest.mark.parametrize(
    ("en", "ko", "without"),
    [
        ("The two sides did not agree.", "양측은 합의하지 않았습니다.", "양측은 합의했습니다."),
        ("He has never been to Seoul.", "그는 서울에 가 본 적이 없습니다.", "그는 서울에 가 본 적이 있습니다."),
        ("They failed to reach a deal.", "이들은 합의에 실패했습니다.", "이들은 합의에 도달했습니다."),
        ("She can’t swim.", "그는 수영을 못합니다.", "그는 수영을 합니다."),
    ],
)
def test_a_negation_lost_in_korean(en: str, ko: str, without: str) -> None:
    assert sides(ko, en) == []
    assert sides(without, en) == [Language.KO]


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("공장 기계는 쉴 새 없이 돌아갑니다.", "The machines run around the clock."),
        ("여론조사에서 절반도 안 됐습니다.", "It was under half in the poll."),
        ("주민들은 이사할 수밖에 없습니다.", "Residents have to move."),
        ("적지 않은 사람이 모였습니다.", "Quite a few people gathered."),
        ("서울뿐 아니라 부산에서도 열립니다.", "It takes place in Busan as well as in Seoul."),
        ("서울에서 열립니다. 부산에서도 열립니다.", "It takes place not only in Seoul but also in Busan."),
        ("사퇴할 의향은 없으십니까?", "Do you have any intention of resigning?"),
        ("비용을 대느라 힘들지 않을까 걱정합니다.", "They worry that it will be hard to pay for."),
        ("이 결정은 불가피했습니다.", "The decision was inevitable."),
        ("계획을 포기했습니다.", "They did not go ahead with the plan."),
        ("참석을 거부했습니다.", "She would not attend."),
        ("누가 뭐라고 하든 갑니다.", "I will go no matter what they say."),
        ("세금을 없애기로 했습니다.", "The tax will be scrapped."),
        ("정부는 그것이 어렵다고 봅니다.", "The government does not think it can be done."),
        ("자정이 돼서야 끝났습니다.", "It did not end until midnight."),
        ("오늘 날씨 좋죠?", "It is fine today, isn't it?"),
        ("5호기가 멈췄습니다.", "Reactor No. 5 has stopped."),
        ("이름도 나이도 알려지지 않았습니다.", "Neither the name nor the age is known."),
    ],
)
def test_what_other_words_say_or_only_the_form_denies(ko: str, en: str) -> None:
    assert sides(ko, en) == []


def test_negations_are_counted() -> None:
    ko = "정부는 계획이 없으면 돕지 않겠다고 밝혔습니다."
    assert sides(ko, "Without a plan, the government will not help.") == []
    assert sides(ko, "Without a plan, the government will help.") == [Language.EN]


def test_where_and_what() -> None:
    passage = Passage(first=3, last=4, texts={Language.KO: "<i>피해는 없습니다.</i>", Language.EN: "There is damage."})
    (issue,) = check([passage])
    assert (issue.rule, issue.cue, issue.last_cue) == ("negation", 3, 4)
    assert (issue.found, issue.limit) == ("no negation", "1, as in the other track: 없")


def test_one_language_alone_denies_nothing_amiss() -> None:
    assert list(check([Passage(first=1, last=1, texts={Language.KO: "피해는 없습니다."})])) == []


def test_the_example_of_the_rule() -> None:
    assert RULES == (NEGATION,)
    assert sides(*NEGATION.bad.split(" | ")) == [Language.EN]
    assert sides(*NEGATION.good.split(" | ")) == []
