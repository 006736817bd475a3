from subtitler.core.language import Language, Pair
from subtitler.core.translation import Link
from subtitler.cut.lexicon import EMPTY, Lexicon
from subtitler.cut.links import Witness, link_words

KO_EN = Pair(Language.KO, Language.EN)
LEXICON = Lexicon(
    words={"대책": {"measure": 0.5, "step": 0.2}, "발표": {"announce": 0.6}}, terms=(("한국은행", "Bank of Korea"),)
)


def linked(ko: str, en: str, *witnesses: Witness, lexicon: Lexicon = EMPTY) -> set[tuple[str, str]]:
    links = link_words(ko.split(), en.split(), KO_EN, lexicon=lexicon, witnesses=frozenset(witnesses))
    return {(ko.split()[link.source], en.split()[link.target]) for link in links}


def test_equal_values_in_different_writing() -> None:
    found = linked("피해액은 1조 2천억 원입니다.", "The damage is 1.2 trillion won.", Witness.NUMBERS)
    assert ("1조", "1.2") in found


def test_the_same_value_twice_is_linked_in_order() -> None:
    found = link_words(
        "3명과 3명".split(), "3 and 3".split(), KO_EN, lexicon=EMPTY, witnesses=frozenset({Witness.NUMBERS})
    )
    assert {(link.source, link.target) for link in found} == {(0, 0), (1, 2)}


def test_names_that_sound_alike_and_latin_words() -> None:
    found = linked("우크라이나와 KBS가 김서연 씨를 만났다", "He of KBS met Kim Seo-yeon in Ukraine", Witness.NAMES)
    assert {("우크라이나와", "Ukraine"), ("KBS가", "KBS"), ("김서연", "Kim"), ("김서연", "Seo-yeon")} <= found


def test_terms_word_by_word() -> None:
    found = linked("어제 한국은행이 밝혔다", "Yesterday the Bank of Korea said", Witness.TERMS, lexicon=LEXICON)
    assert {("한국은행이", "Bank"), ("한국은행이", "Korea")} <= found


def test_the_lexicon_prefers_the_stronger_pair() -> None:
    found = linked("대책을 발표했습니다", "announced measures and steps", Witness.LEXICON, lexicon=LEXICON)
    assert found == {("대책을", "measures"), ("발표했습니다", "announced")}


def test_attention_is_heard_where_nothing_surer_speaks() -> None:
    links = link_words(["가", "나"], ["x", "y"], KO_EN, lexicon=EMPTY, attention=[Link(0, 1, 0.9), Link(7, 7, 1.0)])
    assert [(link.source, link.target) for link in links] == [(0, 1)]


def test_from_english_the_links_turn_round() -> None:
    pair = Pair(Language.EN, Language.KO)
    links = link_words("measures announced".split(), "대책을 발표했습니다".split(), pair, lexicon=LEXICON)
    assert {(link.source, link.target) for link in links} == {(0, 0), (1, 1)}


def test_nothing_to_link() -> None:
    assert link_words([], ["x"], KO_EN, lexicon=EMPTY) == ()
