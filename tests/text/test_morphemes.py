"""Morphemes stand where they were found."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from subtitler.text.morphemes import Morpheme, analyse
from subtitler.text.normalise import normalise

KOREAN = "가간갔했습니다요정부는을에서 .,?!3%KBS🙂𠮷👩‍🚒\n"


def test_a_sentence_comes_apart_into_stems_and_endings() -> None:
    found = analyse("정부는 갔습니다.")
    assert [(m.form, m.tag) for m in found] == [
        ("정부", "NNG"),
        ("는", "JX"),
        ("가", "VV"),
        ("었", "EP"),
        ("습니다", "EF"),
        (".", "SF"),
    ]


@pytest.mark.parametrize("before", ["", "🙂", "𠮷野家 ", "👩‍🚒👩‍🚒 ", "\U0001f1f0\U0001f1f7"])
def test_offsets_count_characters_also_after_astral_ones(before: str) -> None:
    text = before + "대통령이 왔다"
    (found,) = [m for m in analyse(text) if m.form == "대통령"]
    assert text[found.start : found.end] == "대통령"


@settings(max_examples=50, deadline=None)  # the first example loads the model
@given(st.text(alphabet=KOREAN, max_size=40).map(normalise))
@example("")
@example(" ")
@example("했🙂했")
def test_morphemes_are_in_order_and_cover_the_visible_text(text: str) -> None:
    found = analyse(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(0 <= m.start <= m.end <= len(text) for m in found)
    covered = {at for m in found for at in range(m.start, m.end)}
    assert [char for at, char in enumerate(text) if at not in covered and not char.isspace()] == []


def test_nothing_gives_nothing() -> None:
    assert analyse("") == ()
    assert isinstance(analyse("왔다")[0], Morpheme)
