"""Words into lines."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from subtitler.text.wrap import layouts


def line_ends(widths: list[int], penalties: list[int], *, max_lines: int, max_halves: int) -> tuple[int, ...] | None:
    sums = [0, *accumulate(width + 1 for width in widths)]
    found = layouts(
        lambda start, end: sums[end] - sums[start] - 1, penalties, max_lines=max_lines, max_halves=max_halves
    )
    best = found[0].get(len(widths))
    return best[1] if best else None


def test_one_line_where_one_holds_all_words() -> None:
    assert line_ends([5, 5], [0], max_lines=2, max_halves=11) == (2,)
    assert line_ends([5, 5], [1000], max_lines=2, max_halves=10) == (1, 2)
    assert line_ends([5, 5], [0], max_lines=1, max_halves=10) is None


def test_the_grammar_weighs_against_the_balance() -> None:
    assert line_ends([8, 4, 4, 4], [50, 50, 50], max_lines=2, max_halves=20) == (1, 4)
    assert line_ends([8, 4, 4, 4], [50, 0, 50], max_lines=2, max_halves=20) == (2, 4)


def test_three_lines_where_a_profile_has_them() -> None:
    assert line_ends([9, 9, 9], [50, 50], max_lines=3, max_halves=10) == (1, 2, 3)


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=12),
    st.lists(st.integers(0, 1000), min_size=11, max_size=11),
    st.integers(1, 3),
)
def test_lines_hold_all_words_and_fit(widths: list[int], penalties: list[int], max_lines: int) -> None:
    ends = line_ends(widths, penalties[: len(widths) - 1], max_lines=max_lines, max_halves=20)
    if ends is None:
        assert sum(widths) + len(widths) - 1 > 20
        return
    assert len(ends) <= max_lines
    assert ends[-1] == len(widths)
    lines = [widths[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    assert all(line and sum(line) + len(line) - 1 <= 20 for line in lines)
