"""Cues and tracks: what they refuse, and how two become a stack."""

import pickle
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.core.track import FORBIDDEN_IN_LINE, Cue, Track, stack
from tests.strategies import tracks


@pytest.mark.parametrize(("start_ms", "end_ms"), [(0, 0), (5, 5), (5, 4), (-1, 5), (-2, -1)])
def test_a_cue_runs_forward_from_zero(start_ms: int, end_ms: int) -> None:
    with pytest.raises(ValueError, match=f"a cue runs forward from 0, not from {start_ms} to {end_ms} ms"):
        Cue(start_ms=start_ms, end_ms=end_ms, lines=("글",))


def test_a_cue_needs_a_line() -> None:
    with pytest.raises(ValueError, match="a cue needs a line"):
        Cue(start_ms=0, end_ms=1, lines=())


@pytest.mark.parametrize("line", ["", " ", "\t", "\u3000", "\xa0 "])
def test_a_blank_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="a line of a cue is not blank"):
        Cue(start_ms=0, end_ms=1, lines=("글", line))


def forbidden_in_xml(char: str) -> bool:
    code = ord(char)
    return not (code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000)


def test_a_line_has_no_character_that_breaks_lines_or_that_xml_forbids() -> None:
    every = [*map(chr, range(sys.maxunicode + 1))]
    breaking = {char for char in every if len(f"a{char}b".splitlines()) > 1}
    assert {*FORBIDDEN_IN_LINE.findall("".join(every))} == breaking | {"\x7f"} | {*filter(forbidden_in_xml, every)}


@pytest.mark.parametrize("char", ["\n", "\r", "\x00", "\x85", "\u2028", "\ud800", "\uffff"])
def test_a_line_with_a_forbidden_character_is_refused(char: str) -> None:
    with pytest.raises(ValueError, match="no line break and no control character"):
        Cue(start_ms=0, end_ms=1, lines=("글", f"a{char}b"))


def test_what_a_cue_says_of_itself() -> None:
    cue = Cue(start_ms=500, end_ms=2750, lines=("첫째 줄", "둘째 줄"))
    assert (cue.duration_ms, cue.text) == (2250, "첫째 줄 둘째 줄")


def test_cues_with_other_texts_are_not_equal() -> None:
    one, other = (Cue(start_ms=0, end_ms=1, lines=(line,)) for line in ("하나", "둘"))
    assert one != other
    assert one == Cue(start_ms=0, end_ms=1, lines=("하나",))


@given(tracks())
@settings(deadline=None)
def test_a_track_survives_pickling_and_hashes(track: Track) -> None:
    back = pickle.loads(pickle.dumps(track))
    assert back == track
    assert hash(back) == hash(track)


def of(language: Language, *cues: Cue) -> Track:
    return Track(language=language, cues=cues, provenance=(("model", str(language)),))


@given(tracks(), st.data())
@settings(deadline=None)
def test_a_stack_holds_every_line_of_both_in_its_cue(upper: Track, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.just("English line"), min_size=len(upper.cues), max_size=len(upper.cues)))
    lower = Track(
        language=Language.EN,
        cues=tuple(
            Cue(start_ms=cue.start_ms, end_ms=cue.end_ms, lines=(line,))
            for cue, line in zip(upper.cues, lines, strict=True)
        ),
    )
    both = stack(upper, lower)
    assert [cue.lines for cue in both.cues] == [(*cue.lines, "English line") for cue in upper.cues]
    assert [(cue.start_ms, cue.end_ms) for cue in both.cues] == [(cue.start_ms, cue.end_ms) for cue in upper.cues]
    assert (both.language, both.provenance) == (None, upper.provenance)


def test_a_stack_keeps_what_the_upper_cue_knows() -> None:
    upper = Cue(start_ms=0, end_ms=9, lines=("글",), sentences=(4, 5))
    lower = Cue(start_ms=0, end_ms=9, lines=("text",), sentences=(4,))
    assert stack(of(Language.KO, upper), of(Language.EN, lower)).cues == (
        Cue(start_ms=0, end_ms=9, lines=("글", "text"), sentences=(4, 5)),
    )


@pytest.mark.parametrize("times", [[], [(0, 9), (10, 19), (20, 29)], [(0, 9), (10, 18)], [(1, 9), (10, 19)]])
def test_tracks_of_other_times_are_not_stacked(times: list[tuple[int, int]]) -> None:
    ko = of(Language.KO, *(Cue(start_ms=a, end_ms=b, lines=("글",)) for a, b in [(0, 9), (10, 19)]))
    en = of(Language.EN, *(Cue(start_ms=a, end_ms=b, lines=("text",)) for a, b in times))
    with pytest.raises(ValueError, match="the same cues at the same times"):
        stack(ko, en)
