from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language, Pair
from subtitler.text.number_agreement import compare_numbers
from subtitler.translate.figures import FigureTranslator, with_numbers
from subtitler.translate.protocol import Link, Progress, Translation

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)


def repaired(sentence: str, text: str, pair: Pair, links: Sequence[tuple[int, int]] | None = None) -> Translation:
    linked = None if links is None else tuple(Link(source, target, 0.5) for source, target in links)
    return with_numbers(sentence, Translation(text=text, score=-1.0, links=linked), pair)


@pytest.mark.parametrize(
    ("sentence", "text", "right"),
    [
        ("예산은 1조 2천억 원입니다.", "The budget is 12 trillion won.", "The budget is 1.2 trillion won."),
        ("만 2천여 명이 모였습니다.", "More than 2,000 people gathered.", "More than 12,000 people gathered."),
        ("물가가 3.5% 올랐습니다.", "Prices rose 35 percent.", "Prices rose 3.5 percent."),
        ("11월 24일 열립니다.", "It opens on Dec. 24.", "It opens on Nov. 24."),
        ("오는 24일 열립니다.", "It opens on the 14th.", "It opens on the 24th."),
        ("오후 3시 30분에 시작합니다.", "It begins at 3:30 a.m.", "It begins at 3:30 p.m."),
        ("세 명이 다쳤습니다.", "Thirteen people were hurt.", "Three people were hurt."),
        ("세 번째 회담입니다.", "It is the fourth meeting.", "It is the third meeting."),
        ("80억 원을 들였습니다.", "It was a 5 billion won project.", "It was an 8 billion won project."),
        ("50억 원을 들였습니다.", "It was an 8 billion won project.", "It was a 5 billion won project."),
        ("35억 달러를 썼습니다.", "It spent $3.5 million.", "It spent $3.5 billion."),
        ("30대 남성입니다.", "He is in his 50s.", "He is in his 30s."),
        ("열 명이 타고 열 명이 내렸습니다.", "12 people got on, 12 people off.", "10 people got on, 10 people off."),
    ],
)
def test_a_wrong_english_number_is_put_right_in_its_place(sentence: str, text: str, right: str) -> None:
    found = repaired(sentence, text, KO_EN)
    assert found.text == right
    assert len(found.notes) == 1
    assert " put right: " in found.notes[0]
    assert found.score == -1.0


@pytest.mark.parametrize(
    ("sentence", "text", "right"),
    [
        ("The budget is 1.2 trillion won.", "예산은 12조 원입니다.", "예산은 1조 2천억 원입니다."),
        ("More than 12,000 people gathered.", "2천여 명이 모였습니다.", "1만 2천여 명이 모였습니다."),
        ("Prices rose 3.5 percent.", "물가가 35% 올랐습니다.", "물가가 3.5% 올랐습니다."),
        ("It opens on Nov. 24.", "12월 24일 열립니다.", "11월 24일 열립니다."),
        ("It begins at 3:30 p.m.", "오전 3시 30분에 시작합니다.", "오후 3시 30분에 시작합니다."),
        ("Five people were hurt.", "세 명이 다쳤습니다.", "다섯 명이 다쳤습니다."),
        ("It is the fourth meeting.", "세 번째 회담입니다.", "네 번째 회담입니다."),
        # The particle follows the number's last sound.
        ("Over 30,000 came.", "4천을 넘었습니다.", "3만을 넘었습니다."),
        ("It rose to 25.", "3으로 올랐습니다.", "25로 올랐습니다."),
        ("The two of them met the five.", "둘은 아홉을 만났습니다.", "둘은 다섯을 만났습니다."),
        ("About 20 of them.", "12가 넘습니다.", "20이 넘습니다."),
    ],
)
def test_a_wrong_korean_number_is_put_right_in_its_place(sentence: str, text: str, right: str) -> None:
    assert repaired(sentence, text, EN_KO).text == right


def test_a_translation_whose_numbers_agree_stays_as_it_is() -> None:
    made = Translation(text="Three people were hurt in 2026.", links=(Link(0, 0, 1.0),), notes=("kept",))
    assert with_numbers("2026년 세 명이 다쳤습니다.", made, KO_EN) is made


@pytest.mark.parametrize(
    ("sentence", "text", "notes"),
    [
        ("1,200명이 모였습니다.", "They gathered.", ["number 1,200명 is missing"]),
        ("사람들이 모였습니다.", "The 45 people gathered.", ["number 45 is not in the sentence"]),
        # Two wrong ones of a kind: no telling which is which.
        (
            "3명이 죽고 7명이 다쳤습니다.",
            "12 people died and 15 were hurt.",
            [
                "number 3명 is missing",
                "number 7명 is missing",
                "number 12 is not in the sentence",
                "number 15 is not in the sentence",
            ],
        ),
        # Kinds apart.
        (
            "3퍼센트 올랐습니다.",
            "It rose in 2026.",
            ["number 3퍼센트 is missing", "number 2026 is not in the sentence"],
        ),
        ("세 번째 회담입니다.", "It met 12 people.", ["number 세 번째 is missing", "number 12 is not in the sentence"]),
        ("1.5번째 판", "the second one", ["number 1.5번째 is missing", "number second is not in the sentence"]),
        ("절반이 떠났습니다.", "45 of them left.", ["number 절반 is missing", "number 45 is not in the sentence"]),
        # No other number fits into the place of a verb.
        (
            "다섯 배로 늘었습니다.",
            "It doubled.",
            ["number 다섯 배 is missing", "number doubled is not in the sentence"],
        ),
        # 3시 may be of the morning or of the afternoon.
        ("3시에 만납니다.", "They meet at 4 p.m.", ["number 3시 is missing", "number 4 p.m. is not in the sentence"]),
        # What it would become is read as two numbers, 22 and 37.
        (
            "37분의 22입니다.",
            "It is two-thirds.",
            ["number 37분의 22 is missing", "number two-thirds is not in the sentence"],
        ),
        (
            "제60회 대회입니다.",
            "It is on Nov. 24.",
            ["number 제60회 is missing", "number Nov. is not in the sentence", "number 24 is not in the sentence"],
        ),
        ("60일째입니다.", "It is the 24th.", ["number 60일 is missing", "number 24th is not in the sentence"]),
    ],
)
def test_what_is_not_certain_is_noted_and_left(sentence: str, text: str, notes: list[str]) -> None:
    found = repaired(sentence, text, KO_EN)
    assert found.text == text
    assert list(found.notes) == notes


def test_links_tell_which_is_which() -> None:
    found = repaired(
        "3명이 죽고 7명이 다쳤습니다.", "12 people died and 15 were hurt.", KO_EN, [(0, 0), (1, 2), (2, 4), (3, 6)]
    )
    assert found.text == "Three people died and seven were hurt."
    assert found.notes == ("number 12 put right: 3명", "number 15 put right: 7명")


def test_links_tell_a_place_from_a_count() -> None:
    assert repaired("2차 회담입니다.", "the fourth meeting", KO_EN, [(0, 1)]).text == "the second meeting"
    assert repaired("2차 회담입니다.", "the fourth meeting", KO_EN, [(1, 2)]).text == "the fourth meeting"


def test_the_links_follow_a_number_of_other_length() -> None:
    found = repaired(
        "예산은 1조 2천억 원으로 정해졌습니다.",
        "The budget was set at 500 won today.",
        KO_EN,
        [(0, 1), (1, 5), (3, 6), (4, 3), (4, 7)],
    )
    assert found.text == "The budget was set at 1.2 trillion won today."
    words = found.text.split()
    assert found.links is not None
    assert {(link.source, words[link.target]) for link in found.links} == {
        (0, "budget"),
        (4, "set"),
        (4, "today."),
        *((source, word) for source in (1, 2, 3) for word in ("1.2", "trillion", "won")),
    }
    assert list(found.links) == sorted(found.links)


def test_a_number_inside_a_word_keeps_its_links_apart() -> None:
    found = repaired("It rose by 25 then.", "그때(3)만큼 올랐습니다.", EN_KO, [(3, 0), (1, 1), (4, 0)])
    assert found.text == "그때(25)만큼 올랐습니다."
    assert found.links == (Link(1, 1, 0.5), Link(3, 0, 1.0))


NUMBERS = st.integers(2, 10**9).map(str) | st.sampled_from(
    "3% 11월 24일 오후 3시 세 번째 두 명 1조 원 절반 9시".split()
)
KOREAN = st.lists(
    st.sampled_from("예산은 명이 원을 퍼센트 올라 11월 24일 세 번째 두 명 3.5% 1조 2천억 원 절반 7".split()), max_size=8
)
ENGLISH = st.lists(
    st.sampled_from(
        "The rose by a an 3.5 percent Nov. 24 third two people 1.2 trillion won half 8 7 doubled $5".split()
    ),
    max_size=8,
)


@given(korean=KOREAN, english=ENGLISH, is_to_english=st.booleans(), data=st.data())
@example(korean=["두", "명"], english=["8", "people"], is_to_english=True, data=None)
def test_a_repair_makes_no_number_worse_and_no_link_false(
    korean: list[str], english: list[str], is_to_english: bool, data: st.DataObject | None
) -> None:
    source, target = (korean, english) if is_to_english else (english, korean)
    pair = KO_EN if is_to_english else EN_KO
    links: list[Link] = []
    if source and target and data is not None:
        links = data.draw(
            st.lists(
                st.builds(Link, st.integers(0, len(source) - 1), st.integers(0, len(target) - 1), st.just(0.5)),
                unique=True,
            )
        )
    sentence, text = " ".join(source), " ".join(target)
    found = with_numbers(sentence, Translation(text=text, links=tuple(sorted(links))), pair)
    before, after = compare_numbers(sentence, text, pair), compare_numbers(sentence, found.text, pair)
    assert len(after.missing) <= len(before.missing)
    assert len(after.surplus) <= len(before.surplus)
    assert bool(found.notes) == bool(before.missing or before.surplus)
    assert found.links is not None
    assert list(found.links) == sorted(set(found.links))
    for link in found.links:
        assert 0 <= link.source < len(source)
        assert 0 <= link.target < len(found.text.split())


class Echo:
    """Says the same of every sentence."""

    def __init__(self, text: str) -> None:
        self._text = text

    pairs = frozenset({KO_EN})
    signature = "echo"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        if progress:
            progress(len(sentences))
        return [Translation(text=self._text if sentence else "") for sentence in sentences]


def test_each_translation_is_looked_at_by_itself() -> None:
    steps: list[int] = []
    translator = FigureTranslator(Echo("It rose 5 percent."))
    found = translator.translate(["3% 올랐습니다.", "", "5% 올랐습니다."], KO_EN, steps.append)
    assert [translation.text for translation in found] == ["It rose 3 percent.", "", "It rose 5 percent."]
    assert steps == [3]
    assert (translator.signature, translator.pairs) == ("echo figures 1", frozenset({KO_EN}))
