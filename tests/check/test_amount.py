"""What stands in one language alone is found by its words and by the lengths; good translations are let be."""

import numpy as np
import pytest
from numpy.typing import NDArray

from subtitler.check.amount import ADDITION, OMISSION, best_stretch, guilty, issue, suspect
from subtitler.check.evidence import Weighed, WordTable
from subtitler.check.lengths import LengthModel, Size, length_model
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from subtitler.translate.loading import load_lexicon
from tests.check.pairs import examples, passage

KO, EN = Language.KO, Language.EN
TABLE = WordTable(load_lexicon())
USUAL = LengthModel()

KOREAN = "정부는 내년 예산안을 국회에 제출했고, 야당은 복지 예산이 부족하다며 전면 수정을 요구했습니다."
ENGLISH = (
    "The government submitted next year's budget bill to the National Assembly, and the opposition demanded a full "
    "revision, saying the welfare budget falls short."
)


def weigh(korean: str, english: str) -> Weighed:
    one = passage(korean, english)
    return TABLE.weigh(one, {language: TABLE.side(one.texts[language], language) for language in Language})


def told(korean: str, english: str) -> bool:
    return bool(guilty([suspect(weigh(korean, english), USUAL)], None))


@pytest.mark.parametrize("rule", [OMISSION, ADDITION], ids=lambda rule: rule.name)
def test_examples(rule: Rule) -> None:
    bad, good = examples(rule)
    assert told(*bad)
    assert not told(*good)


def test_a_good_translation_is_not_told_of() -> None:
    assert not told(KOREAN, ENGLISH)


@pytest.mark.parametrize(
    ("korean", "english", "lacking", "alone"),
    [
        (KOREAN, ENGLISH.split(", and")[0] + ".", EN, "야당은"),
        (KOREAN.split(", ")[1], ENGLISH, KO, "The government submitted"),
        (KOREAN[:-1] + " 하지만 지하철은 멈췄습니다.", ENGLISH, EN, "지하철은"),
    ],
)
def test_a_clause_that_stands_in_one_language_alone(korean: str, english: str, lacking: Language, alone: str) -> None:
    found = suspect(weigh(korean, english), USUAL)
    assert found.language is lacking.other
    assert alone in found.passage.texts[found.language][found.stretch.start : found.stretch.end]
    if not korean.endswith("멈췄습니다."):
        assert guilty([found], None) == [found]
    assert issue(found, None).language is lacking


def test_what_only_the_translation_has_is_an_addition() -> None:
    found = suspect(weigh(KOREAN, ENGLISH.split(", and")[0] + "."), USUAL)
    assert [(issue(found, target).rule, issue(found, target).language) for target in (None, EN, KO)] == [
        ("omission", EN),
        ("omission", EN),
        ("addition", KO),
    ]


def test_a_side_of_one_clause_has_no_stretch_but_the_whole_and_nothing_speaks_for_it() -> None:
    stretch = best_stretch(weigh("네.", "Yes."), KO, USUAL)
    assert (stretch.start, stretch.end, stretch.score) == (0, 2, 0.0)


def test_lengths_are_seen_against_the_track() -> None:
    wordy = (Size(30, 0, 80.0), Size(150))
    assert length_model([]) == USUAL
    assert USUAL.excess(*wordy) > 2
    assert abs(length_model([wordy] * 40).excess(*wordy)) < USUAL.excess(*wordy) / 2


def test_the_size_of_a_text_is_the_sum_of_its_parts() -> None:
    side = TABLE.side("KBS 뉴스는 대통령 연설을 보도했습니다.", KO)
    whole, part = side.size(), side.size(8, 11)
    assert (whole.letters, whole.latin) == (19, 3)
    assert (part.letters, part.latin) == (3, 0)
    assert 7 < part.rendered < 13  # president
    rest = whole.without(part)
    assert (rest.letters, rest.latin) == (16, 3)
    assert rest.rendered == pytest.approx(whole.rendered - part.rendered)
    assert TABLE.side("the news", EN).size() == Size(8)


def test_odds_are_seen_against_the_track() -> None:
    """What would be told of alone is usual where all passages are like it."""
    one = suspect(weigh(KOREAN, ENGLISH.split(", and")[0] + "."), USUAL)
    assert guilty([one], None) == [one]
    assert guilty([one] * 100, None) == []


def test_with_an_embedding_a_suspect_is_guilty_if_the_texts_come_nearer_without_the_stretch() -> None:
    found = suspect(weigh(KOREAN, ENGLISH.split(", and")[0] + "."), USUAL)
    texts = dict(found.passage.texts)
    kept = texts[KO][: found.stretch.start] + texts[KO][found.stretch.end :]

    def embedding(near: str) -> object:
        def embed(given: list[str]) -> NDArray[np.float32]:
            return np.array([[1.0, 0.0] if text in (texts[EN], near) else [0.0, 1.0] for text in given], np.float32)

        return embed

    assert guilty([found], embedding(kept)) == [found]  # type: ignore[arg-type]
    assert guilty([found], embedding(texts[KO])) == []  # type: ignore[arg-type]
