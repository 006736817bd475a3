"""Neighbours that changed places, and passages that are no pair at all."""

import pytest

from subtitler.check.evidence import Weighed, WordTable
from subtitler.check.lengths import LengthModel
from subtitler.check.order import SWAPPED, UNRELATED, is_swapped, is_unrelated, out_of_step, swapped_issue
from subtitler.check.passages import passages
from subtitler.core.language import Language
from subtitler.text.lexicon import EMPTY
from subtitler.translate.loading import load_lexicon
from tests.check.pairs import passage, tracks

TABLE = WordTable(load_lexicon())
USUAL = LengthModel()

PAIRS = [
    ("정부는 오늘 물가 대책을 발표했습니다.", "The government announced measures on prices today."),
    (
        "제주 공항에서는 폭설로 비행기가 뜨지 못했습니다.",
        "At Jeju airport, planes could not take off because of heavy snow.",
    ),
    ("박지훈 선수가 결승에서 두 골을 넣었습니다.", "Park Ji-hoon scored two goals in the final."),
    ("환율은 1,390원에서 거래를 마쳤습니다.", "The won closed at 1,390 to the dollar."),
    ("Samsung과 LG가 공장을 짓습니다.", "Samsung and LG are building plants."),
]


def weigh(korean: str, english: str) -> Weighed:
    one = passage(korean, english)
    return TABLE.weigh(one, {language: TABLE.side(one.texts[language], language) for language in Language})


@pytest.mark.parametrize("at", range(len(PAIRS) - 1))
def test_swapped_neighbours(at: int) -> None:
    (korean, english), (next_korean, next_english) = PAIRS[at : at + 2]
    assert not is_swapped(weigh(korean, english), weigh(next_korean, next_english), TABLE, USUAL)
    assert is_swapped(weigh(korean, next_english), weigh(next_korean, english), TABLE, USUAL)


def test_neighbours_that_say_the_same_are_not_swapped() -> None:
    pair = weigh(*PAIRS[0])
    assert not is_swapped(pair, pair, TABLE, USUAL)


def test_unrelated() -> None:
    assert not any(is_unrelated(weigh(*pair), USUAL) for pair in PAIRS)
    assert is_unrelated(weigh(PAIRS[1][0], PAIRS[3][1]), USUAL)


def test_examples() -> None:
    bad, good = (side.split(" | ") for side in (SWAPPED.bad, SWAPPED.good))
    for (korean, english), expected in ((bad, True), (good, False)):
        one, other = (weigh(*both) for both in zip(korean.split(" / "), english.split(" / "), strict=True))
        assert is_swapped(one, other, TABLE, USUAL) is expected
    korean, english = UNRELATED.bad.split(" | ")
    assert is_unrelated(weigh(korean, english), USUAL)
    korean, english = UNRELATED.good.split(" | ")
    assert not is_unrelated(weigh(korean, english), USUAL)


@pytest.mark.parametrize(
    ("korean", "english", "cues"),
    [
        ("국회가 오늘 / 문을 열었습니다.", "The Assembly / opened today.", []),
        ("문을 열었습니다. / 국회가 오늘 / 눈이 왔습니다.", "The Assembly / opened today. / It snowed.", [1]),
        ("국회가 오늘 / 문을 열었습니다. / 눈이 왔습니다.", "opened today. / The Assembly / It snowed.", [1]),
        # Cues on both sides of a sentence's end.
        ("국회가 / 눈이 / 열었습니다. / 왔습니다.", "The Assembly / opened. / It / snowed.", [2]),
        # One language makes two sentences of the other's one.
        ("국회가 / 문을 열었고 / 눈이 왔습니다.", "The Assembly / opened. / It snowed.", []),
    ],
)
def test_cues_of_a_sentence_that_are_out_of_step(korean: str, english: str, cues: list[int]) -> None:
    assert [issue.cue for issue in out_of_step(passages(tracks(korean, english)))] == cues


def test_an_issue_quotes_both_passages_in_short() -> None:
    found = swapped_issue(weigh(*PAIRS[1]), weigh(*PAIRS[2]), Language.EN)
    assert found.language is Language.EN
    assert "'At Jeju airport, planes could…'" in found.found


def test_numbers_and_names_are_evidence_without_a_table() -> None:
    table = WordTable(EMPTY)
    one = passage("서울에서 1,390명", "1,390 people in Seoul")
    weighed = table.weigh(one, {language: table.side(one.texts[language], language) for language in Language})
    assert all(min(doubts) < 0 for doubts in weighed.doubts.values())
