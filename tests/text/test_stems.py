"""English words and the dictionary forms they may have."""

import pytest

from subtitler.text.stems import stems


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("said", "say"),
        ("ministries", "ministry"),
        ("planned", "plan"),
        ("moved", "move"),
        ("moving", "move"),
        ("buses", "bus"),
        ("largest", "large"),
        ("nearly", "near"),
        ("war", "war"),
    ],
)
def test_the_lemma_is_among_the_stems(word: str, lemma: str) -> None:
    assert lemma in stems(word)


def test_nothing_is_taken_from_a_word_of_endings_only() -> None:
    assert [*stems("es")] == ["es"]
    assert [*stems("")] == [""]
