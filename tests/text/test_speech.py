import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.text.numbers import find_numbers
from subtitler.text.speech import sino_korean, spoken_syllables, spoken_words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("안녕하십니까?", "안녕하십니까"),
        ("1억 2천만", "일억이천만"),
        ("일억 이천만", "일억이천만"),
        ("2026년", "이천이십육년"),
        ("1990년대", "천구백구십년대"),
        ("100,000,000", "일억"),
        ("10000", "만"),
        ("1만 명", "만명"),
        ("11만", "십일만"),
        ("1조", "일조"),
        ("1천 명", "천명"),
        ("113386", "십일만삼천삼백팔십육"),
        ("3명", "세명"),
        ("8명", "여덟명"),
        ("8 명이", "여덟명이"),
        ("8년", "팔년"),
        ("8개국", "팔개국"),
        ("5시", "다섯시"),
        ("17시", "십칠시"),
        ("20살", "스무살"),
        ("58살", "쉰여덟살"),
        ("58명", "오십팔명"),
        ("3.5", "삼점오"),
        ("0.25%p", "영점이오퍼센트포인트"),
        ("3.5%", "삼점오퍼센트"),
        ("5.8명", "오점팔명"),
        ("8:05", "여덟시오분"),
        ("8:00", "여덟시"),
        ("3:2", "삼대이"),
        ("3~4명", "삼에서네명"),
        ("30℃", "삼십도"),
        ("10km", "십킬로미터"),
        ("100MW급", "백메가와트급"),
        ("KBS 뉴스", "케이비에스뉴스"),
        ("W", "더블유"),
        ("R&D", "알앤드디"),
        ("F-35", "에프삼십오"),
        ("$100", "백달러"),
        ("010-1234-5678", "공일공일이삼사오육칠팔"),
        ("007", "공공칠"),
        ("Galaxy", "갤럭시"),
        ("0", "영"),
    ],
)
def test_korean_is_counted_as_it_is_said(text: str, said: str) -> None:
    assert spoken_syllables(text) == len(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kim's two-year-old son", "Kim's two year old son"),
        ("12,353", "twelve thousand three hundred fifty three"),
        ("1,000,001", "one million one"),
        ("0", "zero"),
        ("20", "twenty"),
        ("105", "one hundred five"),
        ("2026", "twenty twenty six"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2005", "two thousand five"),
        ("1990s", "nineteen nineties"),
        ("2,026", "two thousand twenty six"),
        ("$3.5 billion", "three point five billion dollars"),
        ("3.5%", "three point five percent"),
        ("1.2 trillion won", "one point two trillion won"),
        ("21st", "twenty first"),
        ("3:30", "three thirty"),
        ("3:05", "three oh five"),
        ("3:00", "three o'clock"),
        ("1999–2004", "nineteen ninety nine to two thousand four"),
        ("24-hour", "twenty four hour"),
        ("G20", "G twenty"),
        ("F-35", "F thirty five"),
        ("NATO", "NATO"),
        ("5 & 6", "five and six"),
        ("010-1234", "oh one oh one two three four"),
    ],
)
def test_english_is_counted_as_it_is_said(text: str, said: str) -> None:
    assert spoken_words(text) == len(said.split())


@pytest.mark.parametrize(("text", "words"), [("KBS", 2), ("US", 1), ("U.S.", 1), ("3 p.m.", 2), ("NCAA's", 2)])
def test_a_spelled_letter_is_half_a_word(text: str, words: int) -> None:
    assert spoken_words(text) == words


@given(number=st.integers(10, 10**16 - 1))
@example(number=10_000)
@example(number=10**12)
@example(number=10_010)
@example(number=110_110_110)
def test_a_number_read_aloud_is_the_number_again(number: int) -> None:
    (mention,) = find_numbers(f"{sino_korean(number)} 원", Language.KO)
    assert mention.value == number


@given(number=st.integers(0, 10**16 - 1))
def test_commas_are_not_said(number: int) -> None:
    assert spoken_syllables(f"{number:,}") == spoken_syllables(str(number)) == len(sino_korean(number))


@given(text=st.text(max_size=40))
@example(text="9" * 5000)
@example(text="1만 1 1")
@example(text="²½ⅳ٣")
@example(text="0-0-0")
def test_every_letter_and_digit_takes_time_and_nothing_takes_less_than_none(text: str) -> None:
    for count in (spoken_syllables(text), spoken_words(text)):
        assert count >= 0
        assert count > 0 or not any(char.isalnum() for char in text)


@given(words=st.lists(st.sampled_from(["안녕", "3천", "KBS", "12", "세", "twenty", "3.5%", "p.m.", "…"]), max_size=8))
def test_words_count_alone_what_they_count_together(words: list[str]) -> None:
    """The cut counts word by word; only a native counter after a space (8 명) is read otherwise so."""
    assert spoken_syllables(" ".join(words)) == sum(map(spoken_syllables, words))
    assert spoken_words(" ".join(words)) == sum(map(spoken_words, words))
