import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language, Pair, language_of
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Link

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)

KOREAN = "정부는 오늘 새 예산안을 내놓았고, 국회는 다음 달 2일까지 심사를 마치기로 했습니다."
ENGLISH = 'The government unveiled a new budget, and "parliament will vote" by Dec. 2, Yoon Seok-ho of KBS said.'


def fake(sentence: str, pair: Pair) -> str:
    (translation,) = FakeTranslator().translate([sentence], pair)
    return translation.text


def test_korean_comes_out_as_english() -> None:
    text = fake(KOREAN, KO_EN)
    assert language_of(text) is Language.EN
    assert text[0].isupper()
    assert text.endswith(".")
    assert "2" in text


def test_english_comes_out_as_korean_with_a_verb_at_the_end() -> None:
    text = fake("The government unveiled a new budget on Monday morning.", EN_KO)
    assert language_of(text) is Language.KO
    assert text.endswith(("니다.", "니다"))


def test_names_numbers_and_quotation_marks_stay() -> None:
    text = fake(ENGLISH, EN_KO)
    for kept in ("2", "Yoon Seok-ho", "KBS"):
        assert kept in text
    assert text.count('"') == 2


def test_lengths_are_those_of_a_translation() -> None:
    assert 1.2 < len(fake(KOREAN, KO_EN).split()) / len(KOREAN.split()) < 2
    assert 0.5 < len(fake(ENGLISH, EN_KO).split()) / len(ENGLISH.split()) < 0.9


def test_the_order_is_turned_around() -> None:
    (translation,) = FakeTranslator().translate(["A mayor met Yoon Park yesterday KBS"], EN_KO)
    assert translation.links is not None
    targets = [link.target for link in translation.links]
    assert targets != sorted(targets)


def test_links_across_joined_words_are_not_given() -> None:
    (translation,) = FakeTranslator().translate(["He paused . . . and went on"], EN_KO)
    assert translation.links is None


@pytest.mark.parametrize("pair", [KO_EN, EN_KO])
@given(sentence=st.text() | st.text("가나 aB1.\"'(),", max_size=30))
@example(sentence='"..." … — 🙂')
@example(sentence="''")
@example(sentence="A")
@example(sentence="\u200b")
@example(sentence="ß ﬁ")
def test_every_word_is_linked_and_marks_are_kept(sentence: str, pair: Pair) -> None:
    (translation,) = FakeTranslator().translate([sentence], pair)
    assert bool(translation.text) == bool(translation.text.strip())
    if translation.links is not None:
        assert {link.source for link in translation.links} == set(range(len(sentence.split())))
        assert {link.target for link in translation.links} == set(range(len(translation.text.split())))
        assert all(link == Link(link.source, link.target, 1.0) for link in translation.links)
