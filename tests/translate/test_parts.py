import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.errors import SentenceTooLongError
from subtitler.core.language import Language
from subtitler.translate.parts import Parts, split_to_fit

SENTENCE = "The ministry raised the rate, the bank warned of losses; the union, which met on Monday, called a strike."


def letters(text: str) -> int:
    return len(text)


def words(text: str) -> int:
    return len(text.split())


def test_what_fits_stays_as_it_is() -> None:
    assert split_to_fit(SENTENCE, Language.EN, tokens_in=words, limit=words(SENTENCE)) == Parts((SENTENCE,), "clauses")


def test_english_is_split_after_a_mark() -> None:
    assert split_to_fit(SENTENCE, Language.EN, tokens_in=words, limit=11) == Parts(
        (
            "The ministry raised the rate, the bank warned of losses;",
            "the union, which met on Monday, called a strike.",
        ),
        "clauses",
    )


def test_korean_is_split_after_a_connective() -> None:
    sentence = "정부는 오늘 새 대책을 내놓았지만 시장에서는 반응이 엇갈리고 있습니다."
    assert split_to_fit(sentence, Language.KO, tokens_in=words, limit=5) == Parts(
        ("정부는 오늘 새 대책을 내놓았지만", "시장에서는 반응이 엇갈리고 있습니다."), "clauses"
    )


def test_a_clause_too_long_is_split_at_a_space_and_says_so() -> None:
    found = split_to_fit("one two three four five six", Language.EN, tokens_in=words, limit=4)
    assert found.places == "spaces"
    assert " ".join(found.texts) == "one two three four five six"


def test_a_word_too_long_is_refused_with_its_size() -> None:
    with pytest.raises(SentenceTooLongError, match="has a word of 5,000 tokens, where the model reads 200") as caught:
        split_to_fit(f"It reads {'x' * 5000} in full.", Language.EN, tokens_in=letters, limit=200)
    assert caught.value.place == f"'It reads {'x' * 31}…'"


@given(st.lists(st.text("ab,.", min_size=1, max_size=6), min_size=1, max_size=40), st.integers(6, 60))
@example(["ab"] * 2, 6)
@example(["a,"] * 40, 6)
def test_the_parts_are_the_words_and_each_fits(found: list[str], limit: int) -> None:
    parts = split_to_fit(" ".join(found), Language.EN, tokens_in=letters, limit=limit)
    assert " ".join(parts.texts) == " ".join(found)
    assert all(letters(part) <= limit for part in parts.texts)
