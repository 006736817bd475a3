"""What every subtitle format promises. A format in FORMATS falls under it."""

import codecs
from itertools import combinations, permutations

import pytest
from hypothesis import example, given, settings

from subtitler.core.errors import SubtitleSyntaxError
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.formats import FORMATS, Format
from tests.strategies import NASTY_LINES, tracks

Content = list[tuple[int, int, tuple[str, ...]]]

every_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


def content(track: Track) -> Content:
    return [(cue.start_ms, cue.end_ms, cue.lines) for cue in track.cues]


def one_cue(*lines: str, start_ms: int = 1000, end_ms: int = 2500) -> Track:
    return Track(language=None, cues=(Cue(start_ms=start_ms, end_ms=end_ms, lines=lines),))


def nasty_track() -> Track:
    """Each line alone, and after every other one."""
    texts = [*combinations(NASTY_LINES, 1), *permutations(NASTY_LINES, 2)]
    cues = (Cue(start_ms=i * 1001, end_ms=i * 1001 + 999, lines=lines) for i, lines in enumerate(texts))
    return Track(language=None, cues=tuple(cues))


@every_format
@given(track=tracks())
@example(track=nasty_track())
@example(track=one_cue("끝", start_ms=0, end_ms=1))
@example(track=one_cue("끝", start_ms=59_999, end_ms=60_000))
@example(track=one_cue("끝", start_ms=3_599_999, end_ms=359_999_999))
@example(track=one_cue("끝", start_ms=360_000_000, end_ms=3_600_000_001))
@example(track=one_cue("이재명 대통령은", "5", "1.567.202 won", "12:30:45"))
@example(track=Track(language=Language.KO, cues=()))
@settings(deadline=None)
def test_what_is_rendered_parses_to_the_same_times_and_lines(format_: Format, track: Track) -> None:
    assert content(format_.parse(format_.render(track), "rendered")) == content(track)


@every_format
@given(track=tracks())
@settings(deadline=None)
def test_rendering_is_settled_after_one_round(format_: Format, track: Track) -> None:
    text = format_.render(track)
    assert format_.render(format_.parse(text, "rendered")) == text


@every_format
@given(track=tracks(max_size=3))
@settings(deadline=None)
def test_windows_line_ends_and_a_bom_change_nothing(format_: Format, track: Track) -> None:
    text = format_.render(track)
    windows = codecs.BOM_UTF8.decode() + text.replace("\n", "\r\n")
    assert content(format_.parse(windows, "windows")) == content(track)


@every_format
def test_equal_and_overlapping_cues_stay_as_many_and_in_their_order(format_: Format) -> None:
    times = [(5000, 6000), (1000, 9000), (1000, 9000), (0, 1)]
    cues = tuple(Cue(start_ms=start, end_ms=end, lines=("같은 줄",)) for start, end in times)
    assert content(format_.parse(format_.render(Track(language=None, cues=cues)), "x")) == [
        (start, end, ("같은 줄",)) for start, end in times
    ]


@every_format
@pytest.mark.parametrize("garbage", ["오늘의 뉴스입니다.", "1", "{}", "%PDF-1.7", "0" * 5000, "-" * 5000, "\n\nx"])
def test_garbage_is_an_error_that_names_the_line(format_: Format, garbage: str) -> None:
    with pytest.raises(SubtitleSyntaxError) as caught:
        format_.parse(garbage, "garbage.txt")
    assert caught.value.place == "garbage.txt"
    assert caught.value.line == garbage.count("\n") + 1
    assert caught.value.way_out


@every_format
def test_a_long_track_keeps_every_cue(format_: Format) -> None:
    cues = tuple(Cue(start_ms=i * 2000, end_ms=i * 2000 + 1999, lines=(f"{i}", "문장")) for i in range(10_000))
    assert content(format_.parse(format_.render(Track(language=None, cues=cues)), "long")) == [
        (cue.start_ms, cue.end_ms, cue.lines) for cue in cues
    ]
