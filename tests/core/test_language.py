"""Korean and English, told apart by their letters."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language, Pair, hangul_share, is_hangul, language_of
from tests.strategies import korean_text


@pytest.mark.parametrize("char", ["가", "힣", "뷁", "ㄱ", "ㅎ", "ㅏ", "ㆎ", "ᄀ", "ᇿ"])
def test_hangul(char: str) -> None:
    assert is_hangul(char)


@pytest.mark.parametrize("char", ["a", "Z", "1", " ", "漢", "あ", "\uabff", "\ud7a4", "㄰", "㆏", "\u10ff", "ሀ", "％"])
def test_not_hangul(char: str) -> None:
    assert not is_hangul(char)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", None),
        ("1,234.5 %", None),
        ("가나", 1.0),
        ("ab", 0.0),
        ("가a", 0.5),
        ("가 나 1 a!", 2 / 3),
        ("漢字가", 1 / 3),
    ],
)
def test_the_share_is_of_letters_only(text: str, share: float | None) -> None:
    assert hangul_share(text) == share


@given(st.text())
@example("…")
@example("")
def test_a_text_has_a_language_exactly_when_it_has_a_letter(text: str) -> None:
    assert (language_of(text) is None) == (not any(map(str.isalpha, text)))


@given(korean_text().filter(lambda text: any(map(is_hangul, text))), st.text("0123456789 .,!?'\"()-%…"))
def test_digits_and_marks_do_not_change_the_language(text: str, marks: str) -> None:
    assert language_of(marks + text + marks) is language_of(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("KBS 뉴스 김석입니다.", Language.KO),
        ("LG Energy Solution과 SK On이 합의했습니다.", Language.KO),
        ("Kim Seok, KBS News.", Language.EN),
        ("President Kim (김) said the talks would resume next month.", Language.EN),
        ("abcd가", Language.KO),
        ("abcde가", Language.EN),
    ],
)
def test_language_of(text: str, language: Language) -> None:
    assert language_of(text) is language


def test_the_other_language() -> None:
    assert [language.other for language in Language] == [Language.EN, Language.KO]


def test_a_pair_is_written_source_first() -> None:
    pair = Pair(Language.KO, Language.EN)
    assert (str(pair), f"{pair}") == ("ko-en", "ko-en")
    assert (pair.source, pair.target) == (Language.KO, Language.EN)
