from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.profile import built_in
from subtitler.cut.schedule import Shot, lay_out, limits_of

NETFLIX = limits_of(tuple(built_in("netflix").values()))
BBC = limits_of(tuple(built_in("bbc").values()))


def shot(spoken: float = 3000, need: float = 2000, pause: float = 0) -> Shot:
    return Shot(spoken_ms=spoken, need_ms=need, pause_ms=pause)


def test_cues_of_one_sentence_run_on_with_the_smallest_gap() -> None:
    assert lay_out([shot(), shot()], NETFLIX, slowest=1.27) == ((0, 2917), (3000, 6000))


def test_a_short_pause_is_closed_and_a_long_one_stays() -> None:
    (_, first_end), (second, second_end), (third, _) = lay_out(
        [shot(pause=450), shot(pause=1500), shot()], NETFLIX, slowest=1.27
    )
    assert (first_end, second) == (3450 - 83, 3450)
    assert (second_end, third) == (6450, 7950)


def test_a_cue_lingers_into_a_long_pause_only_as_long_as_reading_needs() -> None:
    (_, end), _ = lay_out([shot(spoken=2000, need=2300, pause=1500), shot()], NETFLIX, slowest=1.27)
    assert end == 2300


def test_reading_slows_the_words_down_but_not_without_end() -> None:
    (_, _), (second, _) = lay_out([shot(spoken=2000, need=2400), shot()], NETFLIX, slowest=1.27)
    assert second == 2400 + 83
    (_, _), (second, _) = lay_out([shot(spoken=2000, need=9000), shot()], NETFLIX, slowest=1.27)
    assert second == 2540


def test_a_flash_is_held_for_the_minimum() -> None:
    (start, end), _ = lay_out([shot(spoken=200, need=100), shot()], NETFLIX, slowest=1.27)
    assert end - start == 833


def test_nothing_stands_longer_than_the_maximum() -> None:
    (start, end), (second, _) = lay_out([shot(spoken=9000), shot()], NETFLIX, slowest=1.27)
    assert end - start == 7000
    assert second == 9000


def test_the_bbc_runs_on_unless_a_second_is_free() -> None:
    (_, first), (second, _), (_, _) = lay_out([shot(pause=800), shot(pause=1500), shot()], BBC, slowest=1.27)
    assert first == second


@pytest.mark.parametrize("duration_ms", [4_000, 9_000, 10_000, 60_000])
def test_a_known_length_is_met_to_the_millisecond(duration_ms: int) -> None:
    shots = [shot(pause=450), shot(pause=1500), shot()]
    times = lay_out(shots, NETFLIX, slowest=1.27, start_ms=1000, duration_ms=duration_ms)
    last = times[-1]
    assert times[0][0] == 1000
    assert last[1] == 1000 + duration_ms or last[1] - last[0] == NETFLIX.max_ms


def test_pauses_give_way_before_speech() -> None:
    shots = [shot(pause=1500), shot(pause=1500), shot()]
    natural = 3 * 3000 + 2 * 1500
    times = lay_out(shots, NETFLIX, slowest=1.27, duration_ms=round(natural * 0.9))
    speech = times[-1][1] - times[-1][0]
    pause = times[1][0] - times[0][0] - speech
    # 10 % less in all: pauses lose five times the share that speech loses.
    assert 1 - pause / 1500 == pytest.approx(5 * (1 - speech / 3000), rel=0.02)


shots_strategy = st.lists(
    st.builds(
        Shot,
        spoken_ms=st.floats(0, 8000),
        need_ms=st.floats(0, 9000),
        pause_ms=st.sampled_from([0, 0, 280, 450, 800, 1000, 1500]),
    ),
    min_size=1,
    max_size=12,
)


@given(shots_strategy, st.sampled_from([NETFLIX, BBC]), st.integers(0, 10_000))
@example([Shot(spoken_ms=0, need_ms=0, pause_ms=0)] * 3, NETFLIX, 0)
def test_cues_keep_order_gaps_minimum_and_maximum(shots: list[Shot], limits: object, start_ms: int) -> None:
    chosen = BBC if limits is BBC else NETFLIX
    times = lay_out(shots, chosen, slowest=1.27, start_ms=start_ms)
    assert len(times) == len(shots)
    assert times[0][0] == start_ms
    for start, end in times:
        assert chosen.min_ms <= end - start <= chosen.max_ms
    for (_, end), (following, _) in pairwise(times):
        assert following - end >= chosen.min_gap_ms


RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(50)]


@given(shots_strategy, st.sampled_from(RATES))
@example(
    [
        Shot(spoken_ms=2757, need_ms=3418, pause_ms=0),
        Shot(spoken_ms=0, need_ms=835, pause_ms=0),
        Shot(spoken_ms=0, need_ms=0, pause_ms=0),
    ],
    Fraction(24),
)
def test_on_frames(shots: list[Shot], rate: Fraction) -> None:
    times = lay_out(shots, NETFLIX, slowest=1.27, frame_rate=rate)
    for start, end in times:
        for edge in (start, end):
            frame = round(edge * rate / 1000)
            assert abs(Fraction(edge) - frame * 1000 / rate) <= Fraction(1, 2)
        assert NETFLIX.min_ms <= end - start <= NETFLIX.max_ms
    for (_, end), (following, _) in pairwise(times):
        # Two frames at 23.976 to 30 frames a second.
        assert following - end >= round(NETFLIX.min_gap_ms * rate / 1000) * 1000 / rate - 1


@given(shots_strategy, st.integers(1, 200_000))
def test_any_length_gives_cues_in_order(shots: list[Shot], duration_ms: int) -> None:
    times = lay_out(shots, NETFLIX, slowest=1.27, duration_ms=duration_ms)
    assert all(start < end for start, end in times)
    assert all(end <= following for (_, end), (following, _) in pairwise(times))


def test_nothing_to_lay_out() -> None:
    assert lay_out([], NETFLIX, slowest=1.27) == ()
