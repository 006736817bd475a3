"""SRT: read as it is found, written one way."""

import re
from contextlib import suppress
from textwrap import dedent

import pytest
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from subtitler.core.errors import OutputError, SubtitleSyntaxError
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.formats.srt import parse, render
from tests.strategies import broken_srt, korean_text

Content = list[tuple[int, int, tuple[str, ...]]]


def read(text: str) -> Content:
    return [(cue.start_ms, cue.end_ms, cue.lines) for cue in parse(text, "x.srt").cues]


def cue(*lines: str) -> Cue:
    return Cue(start_ms=1000, end_ms=2500, lines=lines)


def track(*cues: Cue) -> Track:
    return Track(language=None, cues=cues)


TWO = [(1000, 2500, ("첫째 줄", "Second line")), (3000, 4000, ("끝",))]


def test_it_is_written_one_way() -> None:
    assert render(track(cue("첫째 줄", "Second line"), Cue(start_ms=3_723_004, end_ms=3_723_005, lines=("끝",)))) == (
        "1\n00:00:01,000 --> 00:00:02,500\n첫째 줄\nSecond line\n\n2\n01:02:03,004 --> 01:02:03,005\n끝\n\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1\n{0}\n첫째 줄\nSecond line\n\n2\n{1}\n끝\n\n",
        "1\n{0}\n첫째 줄\nSecond line\n\n2\n{1}\n끝",
        "1\r\n{0}\r\n첫째 줄\r\nSecond line\r\n\r\n2\r\n{1}\r\n끝\r\n",
        "1\r{0}\r첫째 줄\rSecond line\r\r2\r{1}\r끝\r",
        "1\r\r\n{0}\r\r\n첫째 줄\r\r\nSecond line\r\r\n\r\r\n2\r\r\n{1}\r\r\n끝\r\r\n",
        "\ufeff1\n{0}\n첫째 줄\nSecond line\n\n2\n{1}\n끝\n",
        "\ufeff\n\n \n1\n{0}\n첫째 줄\nSecond line\n\n2\n{1}\n끝\n",
        "1\n{0}\n첫째 줄\nSecond line\n\n\ufeff1\n{1}\n끝\n",
        "1 \n {0} \n첫째 줄\nSecond line\n \t\n 2\t\n{1}\t\n끝\n\n\n\n",
        "{0}\n첫째 줄\nSecond line\n\n{1}\n끝\n",
        "{0}\n첫째 줄\nSecond line\n{1}\n끝\n",
        "1\n{0}\n첫째 줄\nSecond line\n2\n{1}\n끝\n",
        "0\n{0}\n첫째 줄\nSecond line\n\n1\n{1}\n끝\n",
        "7\n{0}\n첫째 줄\nSecond line\n\n3\n{1}\n끝\n",
        "-1\n{0}\n첫째 줄\nSecond line\n\n1.5\n{1}\n끝\n",
        "1\n{0}\n\n첫째 줄\n\n\nSecond line\n\n2\n{1}\n\n끝\n",
        "1\n{0}\n첫째 줄\u2028Second line\n\n2\n{1}\n끝\n",
    ],
    ids=["plain", "no-end", "crlf", "cr", "crcrlf", "bom", "leading-blanks", "bom-inside", "spaces", "no-numbers",
         "no-numbers-no-blanks", "no-blanks", "from-zero", "unordered", "odd-numbers", "blanks-inside",
         "line-separator"],
)  # fmt: skip
def test_files_as_they_are_found_read_alike(text: str) -> None:
    filled = text.format("00:00:01,000 --> 00:00:02,500", "00:00:03,000 --> 00:00:04,000")
    assert read(filled) == TWO


@pytest.mark.parametrize(
    ("written", "ms"),
    [
        ("00:00:01,000", 1000),
        ("00:00:01.250", 1250),
        ("00:00:01:250", 1250),
        ("00:00:01，250", 1250),
        ("00:00:01．250", 1250),
        ("00:00:01。250", 1250),
        ("00：00：01：250", 1250),
        ("00:00:01,5", 1500),
        ("00:00:01,50", 1500),
        ("00:00:01,05", 1050),
        ("00:00:01,005", 1005),
        ("00:00:01,0005", 1001),
        ("00:00:01,0004999", 1000),
        ("00:00:01.999999", 2000),
        ("00:00:59,9999", 60_000),
        ("00:00:01,", 1000),
        ("00:00:01", 1000),
        ("0:0:1,5", 1500),
        ("0:00:01,005", 1005),
        ("100:00:00,001", 360_000_001),
    ],
)
def test_a_time_is_read_to_the_millisecond_however_it_is_written(written: str, ms: int) -> None:
    assert read(f"1\n{written} --> 200:00:00,000\n글\n") == [(ms, 720_000_000, ("글",))]


@given(st.integers(0, 3_600_000_000), st.integers(1, 10_000_000))
def test_every_millisecond_survives(start_ms: int, duration_ms: int) -> None:
    written = Cue(start_ms=start_ms, end_ms=start_ms + duration_ms, lines=("글",))
    assert parse(render(track(written)), "x.srt").cues == (written,)


@pytest.mark.parametrize("arrow", ["-->", " --> ", "  -->\t", " -> ", " - -> ", " ---> "])
def test_arrows(arrow: str) -> None:
    assert read(f"1\n00:00:01,000{arrow}00:00:02,500\n글\n") == [(1000, 2500, ("글",))]


@pytest.mark.parametrize("position", ["X1:40 X2:600 Y1:20 Y2:50", "  align:left line:0%  ", "\tX1:1"])
def test_a_position_behind_the_times_is_left_out(position: str) -> None:
    assert read(f"1\n00:00:01,000 --> 00:00:02,500 {position}\n글\n") == [(1000, 2500, ("글",))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,500 Hello\n글\n", 2),
        ("1\n00:00:01,000 --> 00:00:02,500\n글\n\n2\n00:00:05,0x0 --> 00:00:06,000\n글\n", 6),
        ("1\n00:00:01,000 --> 00:00:02,500\n글\n\n00:00:05,000 --> 00:60:06,000\n글\n", 5),
        ("1\n00:00:01,000 --> 00:00:02,500\n글\n2\n00:00:05,000 → 00:00:06,000\n글\n", 5),
        ("1\n00:00:01,000 --> 00:00:02,500\n글\n\n2\n00:00:05,000 00:00:06,000\n글\n", 6),
        ("1\n01:02,500 --> 01:04,000\n글\n", 2),
        ("1\n-00:00:01,000 --> 00:00:02,500\n글\n", 2),
        ("\n\n00:00:75,000 --> 00:00:78,500\n글\n", 3),
        ("1\r\n00:00:01,000 --> 00:00:02,500\r\n글\r\n\r\n2\r\n00:00:05,000 --> \r\n글\r\n", 6),
        ("1\n00:00:01,0000000000 --> 00:00:02,500\n글\n", 2),
        ("1\n" + "9" * 5000 + ":00:01,000 --> 00:00:02,500\n글\n", 2),
    ],
)
def test_a_broken_time_line_is_an_error_and_not_text_of_the_cue_before(text: str, line: int) -> None:
    with pytest.raises(SubtitleSyntaxError, match="no time line") as caught:
        parse(text, "x.srt")
    assert (caught.value.place, caught.value.line) == ("x.srt", line)


@pytest.mark.parametrize(
    ("text", "line", "finding"),
    [
        ("1\n00:00:02,500 --> 00:00:01,000\n글\n", 2, "from 2500 to 1000 ms"),
        ("1\n00:00:01,000 --> 00:00:01,000\n글\n", 2, "from 1000 to 1000 ms"),
        ("\n\n1\n00:00:01,0004 --> 00:00:01,0001\n글\n", 4, "from 1000 to 1000 ms"),
        ("1\n00:00:01,000 --> 00:00:02,500\n글\n\n2\n00:00:03,000 --> 00:00:04,000\n\n\n", 6, "needs a line"),
        ("1\n00:00:01,000 --> 00:00:02,500\n\n2\n00:00:03,000 --> 00:00:04,000\n글\n", 2, "needs a line"),
        ("1\n00:00:01,000 --> 00:00:02,500", 2, "needs a line"),
        ("1\n00:00:01,000 --> 00:00:02,500\n \n\t\n", 2, "needs a line"),
        ("1\n00:00:01,000 --> 00:00:02,500\n벨\x07\n", 2, "no control character"),
    ],
)
def test_a_cue_that_cannot_be_shown_is_an_error_at_its_times(text: str, line: int, finding: str) -> None:
    with pytest.raises(SubtitleSyntaxError, match=finding) as caught:
        parse(text, "x.srt")
    assert (caught.value.place, caught.value.line) == ("x.srt", line)


@pytest.mark.parametrize(
    ("before", "line"), [("뉴스\n\n1\n", 1), ("\n1\n2\n", 2), ("1\n\n", 1), ("\n\n뉴스\n", 3), ("WEBVTT\n\n", 1)]
)
def test_text_before_the_first_cue_is_an_error(before: str, line: int) -> None:
    with pytest.raises(SubtitleSyntaxError, match="text before the time of a cue") as caught:
        parse(f"{before}00:00:01,000 --> 00:00:02,500\n글\n", "x.srt")
    assert caught.value.line == line


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " \r\n\r\n"])
def test_nothing_reads_as_no_cues(text: str) -> None:
    assert parse(text, "x.srt") == Track(language=None, cues=())


def test_a_number_above_a_blank_line_is_text_and_not_lost() -> None:
    text = "00:00:01,000 --> 00:00:02,000\n올해는\n2024\n\n00:00:03,000 --> 00:00:04,000\n2025\n"
    assert read(text) == [(1000, 2000, ("올해는", "2024")), (3000, 4000, ("2025",))]


def test_text_that_looks_like_numbers_and_times_stays_text() -> None:
    body = "예산\n5\n1.567.202 won\n\n12:30:45 현지 시각\n7 --> 9"
    assert read(f"1\n00:00:01,000 --> 00:00:02,000\n{body}\n\n2\n00:00:03,000 --> 00:00:04,000\n끝\n") == [
        (1000, 2000, ("예산", "5", "1.567.202 won", "12:30:45 현지 시각", "7 --> 9")),
        (3000, 4000, ("끝",)),
    ]


def test_a_long_row_of_digits_is_read_at_once() -> None:
    digits = "1" * 200_000
    assert read(f"{digits}\n00:00:01,000 --> 00:00:02,000\n{digits}\n") == [(1000, 2000, (digits,))]


def test_a_long_file_of_blank_lines_is_read_at_once() -> None:
    blank = "\n" * 200_000
    assert read(blank) == []
    assert read(f"{blank}00:00:01,000 --> 00:00:02,000\n글{blank}") == [(1000, 2000, ("글",))]


@pytest.mark.parametrize(
    "lines",
    [
        ("00:00:01,000 --> 00:00:02,000",),
        ("글", "0:0:1 -> 0:0:2 X1:3"),
        ("글", "2", "01:30 --> 02:30"),
        ("2", "00:00:01,000 00:00:02,000"),
    ],
)
def test_a_line_that_would_read_as_times_is_refused_in_writing(lines: tuple[str, ...]) -> None:
    with pytest.raises(OutputError, match=r"cue 2: in SRT the line .* would read as the time of another cue"):
        render(track(cue("글"), cue(*lines)))


@pytest.mark.parametrize("lines", [("01:30 --> 02:30",), ("시간표", "00:00:01,000 --> 00:00:02,000 방송")])
def test_times_within_a_text_are_carried(lines: tuple[str, ...]) -> None:
    assert read(render(track(cue(*lines)))) == [(1000, 2500, lines)]


CLOCKS = st.text("0123456789:,. ->\tX", min_size=1, max_size=32).filter(str.strip)
TIMES = st.sampled_from(["00:00:01,000 --> 00:00:02,000", "1:2:3>", "01:30 --> 02:30", "7", "3.", "1:1:1 1:1:1"])


@given(st.lists(CLOCKS | TIMES | korean_text().filter(str.strip), min_size=1, max_size=4).map(tuple))
@example(("글", "1", "0:0:0 -> 0:0:0"))
@settings(max_examples=300)
def test_what_looks_like_times_round_trips_or_is_refused(lines: tuple[str, ...]) -> None:
    cues = track(cue("앞"), cue(*lines), cue("뒤"))
    try:
        text = render(cues)
    except OutputError:
        assume(False)
    assert parse(text, "x.srt").cues == cues.cues


@given(broken_srt())
@example("1\n00:00:01,000 --> 00:00:02,000\n글\n\n\n1.567.202")
@example("00:00:01,000 --> 00:00:02,000\n2\n\n00:00:01,000 --> 00:00:02,000\n2")
@settings(max_examples=300, deadline=None)
def test_a_wreck_is_an_error_or_is_read_without_loss(text: str) -> None:
    words = re.compile("한국어 문장|English|A --> B|10:30:00 local time")
    try:
        cues = parse(text, "wreck.srt").cues
    except SubtitleSyntaxError as error:
        event("error")
        assert 1 <= (error.line or 0) <= len(text.splitlines()) + 1  # noqa: PT017
        return
    event(f"{len(cues)} cues")
    assert [line for cue in cues for line in cue.lines if words.fullmatch(line)] == words.findall(text)
    with suppress(OutputError):
        assert parse(render(track(*cues)), "again.srt").cues == cues


def of_language(*texts: str) -> Language | None:
    blocks = (f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{text}\n\n" for i, text in enumerate(texts, start=1))
    return parse("".join(blocks), "x.srt").language


def test_language() -> None:
    assert of_language("정부가 발표했습니다.", "KBS 뉴스") is Language.KO
    assert of_language("The government said so.", "Kim (김) said") is Language.EN
    assert of_language("1,234", "...") is None


def test_tags_do_not_count_as_english() -> None:
    assert of_language('<font color="#ffffff" face="Arial Black">뉴스</font>', "{\\fnArial\\fs20}속보") is Language.KO


def test_a_track_is_a_stack_when_most_cues_hold_lines_of_both_languages() -> None:
    assert of_language("정부\nThe government", "발표\nsaid", "KBS\nKBS") is None
    assert of_language("정부가 발표했습니다.", "미국 방송\nThe Daily News", "이어서 말했습니다.") is Language.KO


def test_readme_style_file_from_another_tool() -> None:
    text = dedent("""\
        1
        00:00:00,000 --> 00:00:02,120
        <i>안녕하십니까.</i>

        2
        00:00:02,120 --> 00:00:04,000
        9시 뉴스입니다.
        """)
    assert read(text) == [(0, 2120, ("<i>안녕하십니까.</i>",)), (2120, 4000, ("9시 뉴스입니다.",))]
