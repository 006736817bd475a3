"""The drawing of reading speed."""

import pytest
from hypothesis import given, settings

from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.core.track import Cue, Track
from subtitler.report.speed import HEIGHT, WIDTH, chart
from tests.report.examples import track
from tests.strategies import tracks

EN = built_in("netflix")[Language.EN]


@settings(max_examples=25)  # tracks of a hundred hours have many minutes
@given(tracks().filter(lambda found: bool(found.cues)))
def test_every_bar_lies_in_the_field_and_the_limit_too(drawn: Track) -> None:
    end_ms = max(cue.end_ms for cue in drawn.cues)
    found = chart(drawn, EN, end_ms)
    assert 0 < found.limit_y < HEIGHT
    assert all(0 <= bar.x <= WIDTH and 0 <= bar.height <= HEIGHT for bar in found.bars)
    assert all(0 <= x <= WIDTH for _, x in found.ticks)
    assert len(found.ticks) <= 14
    assert max((bar.speed for bar in found.bars), default=0) == max(m.fastest or 0 for m in found.minutes)


def test_a_bar_is_over_the_limit_where_its_cue_is() -> None:
    found = chart(track(Language.EN, "x" * 40, "x" * 41), EN, 60_000)
    assert [(bar.cue, bar.is_over, bar.speed) for bar in found.bars] == [(1, False, 20), (2, True, 20.5)]
    low, high = (HEIGHT - bar.height for bar in found.bars)
    assert low == pytest.approx(found.limit_y)
    assert high < found.limit_y


def test_minutes_have_the_mean_and_the_fastest_of_the_cues_that_begin_in_them() -> None:
    cues = [Cue(start_ms=start, end_ms=start + 1000, lines=("x" * size,)) for start, size in
            ((0, 10), (59_999, 20), (60_000, 5), (180_000, 7))]  # fmt: skip
    found = chart(Track(language=Language.EN, cues=tuple(cues)), EN, 181_000).minutes
    assert [(minute.number, minute.mean, minute.fastest) for minute in found] == [
        (0, 15, 20), (1, 5, 5), (2, None, None), (3, 7, 7)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "ticks"), [(0, [0]), (10, [*range(11)]), (26, [*range(0, 27, 5)]), (60, [*range(0, 61, 5)])]
)
def test_ticks(minutes: int, ticks: list[int]) -> None:
    found = chart(track(Language.EN, "a"), EN, minutes * 60_000 + 3000)
    assert [minute for minute, _ in found.ticks] == ticks
