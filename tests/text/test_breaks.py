"""The guides' "never" lists, place by place. `|` marks the break that is asked about."""

import pytest

from subtitler.core.language import Language
from subtitler.text.breaks import FORBIDDEN, break_penalties


def penalty(marked: str, language: Language) -> int:
    before, _, after = marked.partition(" | ")
    words = [*before.split(), *after.split()]
    return break_penalties(words, language)[len(before.split()) - 1]


@pytest.mark.parametrize(
    "marked",
    [
        "The government announced the | plan on Monday.",
        "Its exports rose a | third this year.",
        "He met leaders of | three countries.",
        "She works at | the Bank of Korea.",
        "They left because | the storm was near.",
        "Officials said that | the talks will go on.",
        "The plant and | its owner closed.",
        "The team will | leave on Friday.",
        "The talks were | held in Seoul.",
        "The plan does not | include the island.",
        "Workers want to | return soon.",
        "It is a very | large ship.",
        "The new | museum opened.",
        "A spokesperson for Kim | Seo-yeon declined.",
        "President | Lee arrived.",
        "The fund is worth $3.5 | billion in all.",
        "Prices rose 2.3 | percent in May.",
        "It begins at 3 | p.m. on Friday.",
        "It opened on Nov. | 24 in Busan.",
        "Gen. | Kim took part.",
        "South Korea's | exports fell.",
        "They | agreed on the plan.",
        "The sides agree | on a date.",
        "The men hurt | themselves badly.",
        "They ordered three | more ships.",
        "When they get | off, they wave.",
        "It carries up | to 500 people.",
        "Ships left because | of the storm.",
    ],
)
def test_english_never(marked: str) -> None:
    assert penalty(marked, Language.EN) >= FORBIDDEN


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The port closed on Monday, | and ships waited.", "The port | closed on Monday, and ships waited."),
        ("The minister said | that the talks went well.", "The minister said that the talks | went well."),
        ("The mayor opened the hall | in the old harbour.", "The mayor opened | the hall in the old harbour."),
        ("Visitors | who came by train waited.", "Visitors who came | by train waited."),
        ("He left. | It was late.", "He left. It | was late."),
        ("The firm sold the plant | but kept the land.", "The firm sold the plant but kept | the land."),
    ],
)
def test_english_better_places(better: str, worse: str) -> None:
    assert penalty(better, Language.EN) < penalty(worse, Language.EN)


@pytest.mark.parametrize(
    "marked",
    [
        "이번 사고로 다친 사람은 세 | 명입니다.",
        "올해 예산은 3조 | 2천억 원입니다.",
        "피해액은 120억 | 원으로 집계됐습니다.",
        "정부가 대책을 마련할 | 수 있습니다.",
        "대책을 마련할 수 | 있습니다.",
        "가격이 오르고 | 있습니다.",
        "합의가 이뤄지지 | 않았습니다.",
        "시장은 새로운 계획을 세운 | 것으로 알려졌습니다.",
        "비가 많이 왔기 | 때문에 취소됐습니다.",
        "서울과 부산 | 등 다섯 도시에서 열립니다.",
        "내년에 다시 열기로 | 했습니다.",
        "경찰에 | 따르면 피해자는 없습니다.",
        "이 문제에 | 대해 논의했습니다.",
        "두 | 나라가 합의했습니다.",
        "그 | 사람이 왔습니다.",
        "회의를 열어 | 보겠습니다.",
        "순간 최대 초속 | 25미터의 강풍이 불었습니다.",
        "오늘 오전 | 10시에 시작합니다.",
        "어제 오후 4시 | 반쯤 시작됐습니다.",
        "올해 들어 가장 | 높은 기온입니다.",
        "아직 안 | 왔습니다.",
    ],
)
def test_korean_never(marked: str) -> None:
    assert penalty(marked, Language.KO) >= FORBIDDEN


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("회의가 끝났지만 | 결론은 나지 않았습니다.", "회의가 | 끝났지만 결론은 나지 않았습니다."),
        (
            "장관은 | 다음 달에 새로운 대책을 발표하겠다고 말했습니다.",
            "장관은 다음 | 달에 새로운 대책을 발표하겠다고 말했습니다.",
        ),
        ("대책을 발표하겠다고 | 말했습니다.", "대책을 | 발표하겠다고 말했습니다."),
        ("부산에서 열린 회의에서 | 두 사람이 만났습니다.", "부산에서 열린 | 회의에서 두 사람이 만났습니다."),
        ("비가 그치면 | 기온이 오르겠습니다.", "비가 그치면 기온이 | 오르겠습니다."),
        ("한국의 수출이 늘면서 | 흑자가 커졌습니다.", "한국의 | 수출이 늘면서 흑자가 커졌습니다."),
        ("김서연 기자가 | 현장에서 전합니다.", "김서연 | 기자가 현장에서 전합니다."),
    ],
)
def test_korean_better_places(better: str, worse: str) -> None:
    assert penalty(better, Language.KO) < penalty(worse, Language.KO)


def test_a_penalty_for_each_place_between_words() -> None:
    assert break_penalties([], Language.EN) == ()
    assert break_penalties(["One"], Language.EN) == ()
    assert len(break_penalties("a b c d".split(), Language.EN)) == 3
    assert len(break_penalties("가 나 다".split(), Language.KO)) == 2


def test_odd_words_do_not_upset() -> None:
    words = ["👍", "--", "...", '"', "ㅋㅋ", "漢字", "http://x.y/z", "12", "%"]
    for language in Language:
        assert len(break_penalties(words, language)) == len(words) - 1
