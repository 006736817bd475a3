"""Which word of one text is which of the other."""

from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.check.alignment import align

words = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(words, words)
@example(["a"] * 9, ["a"] * 7)
@example([*"abcd", "x", *"abcd"], [*"abcd", *"abcd"])
def test_partners_are_the_same_word_and_rise(one: list[str], other: list[str]) -> None:
    partners = align(one, other)
    assert len(partners) == len(one)
    pairs = [(at, to) for at, to in enumerate(partners) if to is not None]
    assert all(one[at] == other[to] for at, to in pairs)
    places = [to for _, to in pairs]
    assert places == sorted({*places})


@given(words)
def test_a_text_is_its_own_partner(one: list[str]) -> None:
    assert align(one, one) == [*range(len(one))]


@given(st.lists(st.integers(), unique=True, min_size=3, max_size=40).flatmap(
    lambda numbers: st.tuples(st.just([*map(str, numbers)]), st.integers(0, len(numbers)), st.integers(0, len(numbers)))
))  # fmt: skip
def test_what_is_left_of_a_text_finds_its_place(drawn: tuple[list[str], int, int]) -> None:
    text, start, end = drawn
    kept = [at for at in range(len(text)) if not start <= at < end]
    partners = align(text, [text[at] for at in kept])
    assert [at for at, to in enumerate(partners) if to is not None] == kept


def test_small_words_in_common_make_no_partners() -> None:
    one = "the minister of health met the head of a hospital".split()
    other = "rain fell in most of the south and all night long".split()
    assert align(["start", *one, "end"], ["start", *other, "end"]) == [0, *[None] * len(one), len(other) + 1]


def test_long_texts_without_a_rare_word() -> None:
    text = ["same", "words", "here"] * 5000
    assert align(text, ["new", *text]) == [*range(1, len(text) + 1)]
