"""Times: text to milliseconds and back, frames at any broadcast rate."""

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.timecode import clock, from_frame, parse_frame_rate, parse_time, to_frame

RATES = [Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50), Fraction(60000, 1001)]
THOUSAND_HOURS = 3_600_000_000


@given(st.integers(0, THOUSAND_HOURS - 1), st.sampled_from(",."))
@example(0, ",")
@example(999, ",")
@example(59_999, ".")
@example(3_599_999, ",")
@example(359_999_999, ",")
@example(360_000_000, ".")
def test_a_clock_reads_back_to_the_same_millisecond(ms: int, mark: str) -> None:
    written = clock(ms, mark=mark)
    assert re.fullmatch(rf"\d{{2,3}}:[0-5]\d:[0-5]\d{re.escape(mark)}\d{{3}}", written, re.ASCII)
    assert parse_time(written) == ms


@given(st.integers(0, 10 * THOUSAND_HOURS))
def test_a_later_time_is_never_a_smaller_clock(ms: int) -> None:
    now, next_ = ([*map(int, re.split("[:,]", clock(time)))] for time in (ms, ms + 1))
    assert now < next_


def test_no_clock_shows_a_time_before_zero() -> None:
    with pytest.raises(ValueError, match="a time is not negative: -1 ms"):
        clock(-1)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0", 0),
        ("90", 90_000),
        ("90s", 90_000),
        ("90 s", 90_000),
        ("12.5", 12_500),
        ("12,5", 12_500),
        ("12.05s", 12_050),
        ("12.005", 12_005),
        ("999999", 999_999_000),
        ("1:30", 90_000),
        ("0:07", 7_000),
        ("0:7", 7_000),
        ("1:02:03", 3_723_000),
        ("01:02:03,004", 3_723_004),
        ("100:00:00.000", 360_000_000),
        (" 1:30 ", 90_000),
    ],
)
def test_times_people_write(text: str, ms: int) -> None:
    assert parse_time(text) == ms


@pytest.mark.parametrize(
    "text",
    ["", " ", "-1", "-0.5s", "+1", "5x", "1:60", "60:00:61", "1:2:3:4", "1:30garbage", "x1:30", "1.2345", "1e3", "１２",
     "٣", "nan", "1_000", "1:30\n2", "1 30", ":30", "1:", "1:30.", "1234:00:00", "1234567"],
)  # fmt: skip
def test_what_is_no_time_is_refused_whole(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time; write seconds"):
        parse_time(text)


@given(st.text(max_size=12))
@example("1:2:3.456")
def test_any_text_is_a_time_from_zero_or_a_value_error(text: str) -> None:
    try:
        ms = parse_time(text)
    except ValueError:
        return
    assert ms >= 0


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("25", Fraction(25)),
        ("25.0", Fraction(25)),
        (" 25 ", Fraction(25)),
        ("25/1", Fraction(25)),
        ("12.5", Fraction(25, 2)),
        ("23.976", Fraction(24000, 1001)),
        ("23,976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("24000/1001", Fraction(24000, 1001)),
        ("10", Fraction(10)),
        ("120", Fraction(120)),
    ],
)
def test_frame_rates(text: str, rate: Fraction) -> None:
    assert parse_frame_rate(text) == rate


@pytest.mark.parametrize(
    "text", ["", "x", "25fps", "-25", "2", "25/2", "25/0", "30000/1", "30000/1002", "2.5e1", "２５"]
)
def test_what_is_no_frame_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="frame rate"):
        parse_frame_rate(text)


@pytest.mark.parametrize("text", ["121", "99999/1001000", "999", "120.001", "25/1001", "99/1001"])
def test_a_frame_rate_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="frame rate"):
        parse_frame_rate(text)


@given(st.integers(0, 10_000_000), st.sampled_from(RATES))
def test_a_frame_is_found_again_from_its_millisecond(frame: int, rate: Fraction) -> None:
    assert to_frame(from_frame(frame, rate), rate) == frame


@given(st.integers(0, THOUSAND_HOURS), st.sampled_from(RATES))
def test_snapping_to_a_frame_moves_a_time_by_half_a_frame_at_most(ms: int, rate: Fraction) -> None:
    snapped = from_frame(to_frame(ms, rate), rate)
    assert abs(snapped - ms) <= Fraction(1000) / rate / 2 + Fraction(1, 2)
    assert from_frame(to_frame(snapped, rate), rate) == snapped


def test_an_hour_of_29_97_is_107892_frames() -> None:
    assert to_frame(3_600_000, Fraction(30000, 1001)) == 107_892
