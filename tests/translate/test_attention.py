from hypothesis import given
from hypothesis import strategies as st

from subtitler.translate.attention import MIN_WEIGHT, word_links
from subtitler.translate.protocol import Link

ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.floats(0, 1.001), min_size=width, max_size=width), min_size=1, max_size=5)
)


def test_a_word_weighs_as_much_as_its_strongest_tokens() -> None:
    attention = [[0.1, 0.6, 0.3], [0.0, 0.2, 0.7]]
    assert word_links(attention, (0, 0, 1), (0, 0)) == (Link(0, 0, 0.6), Link(1, 0, 0.7))


def test_marks_link_no_words() -> None:
    attention = [[0.9, 0.1], [0.0, 1.0]]
    assert word_links(attention, (0, None), (0, None)) == (Link(0, 0, 0.9),)
    assert word_links([[1.0]], (None,), (0,)) == ()
    assert word_links([[1.0]], (0,), (None,)) == ()


def test_a_weak_link_is_none() -> None:
    assert word_links([[MIN_WEIGHT - 0.01]], (0,), (0,)) == ()
    assert word_links([[MIN_WEIGHT]], (0,), (0,)) == (Link(0, 0, MIN_WEIGHT),)


def test_kept_is_what_is_strongest_for_either_word() -> None:
    # Target 0 prefers source 0; source 1 has no better partner than target 0, source 0 a better one than target 1.
    attention = [[0.6, 0.4], [0.3, 0.0]]
    assert word_links(attention, (0, 1), (0, 1)) == (Link(0, 0, 0.6), Link(0, 1, 0.3), Link(1, 0, 0.4))
    attention = [[0.6, 0.3], [0.5, 0.4]]
    assert word_links(attention, (0, 1), (0, 1)) == (Link(0, 0, 0.6), Link(0, 1, 0.5), Link(1, 1, 0.4))


@given(attention=ROWS)
def test_links_are_in_range_in_order_and_cover_every_strongly_attended_word(attention: list[list[float]]) -> None:
    links = word_links(attention, range(len(attention[0])), range(len(attention)))
    assert list(links) == sorted(links)
    assert all(MIN_WEIGHT <= link.weight <= 1 for link in links)
    assert {link.target for link in links} == {at for at, row in enumerate(attention) if max(row) >= MIN_WEIGHT}
