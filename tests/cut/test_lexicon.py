import pytest

from subtitler.core.language import Language
from subtitler.cut.lexicon import keys, parse_lexicon


def test_korean_words_by_their_stems() -> None:
    found = keys("대통령은 어제 대책을 발표했습니다.".split(), Language.KO)
    assert found[0] == ("대통령",)
    assert "대책" in found[2]
    assert "발표" in found[3]


def test_english_words_by_their_lemmas() -> None:
    found = keys("The ministers announced the new measures.".split(), Language.EN)
    assert found[0] == ()
    assert found[1] == ("minister",)
    assert found[2] == ("announce",)


def test_parse() -> None:
    lexicon = parse_lexicon("word\t대책\tmeasure\t0.42\nterm\t한국은행\tBank of Korea\n")
    assert lexicon.strength(["대책", "새"], ["measure"]) == 0.42
    assert lexicon.strength(["대책"], ["bank"]) == 0.0
    assert lexicon.strength([], []) == 0.0
    assert lexicon.terms == (("한국은행", "Bank of Korea"),)


def test_a_broken_table_names_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse_lexicon("term\t한국\tKorea\nterm\t한국")
