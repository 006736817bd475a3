"""Cues side by side, and where their issues stand."""

from hypothesis import given

from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.report.rows import rows
from tests.report.examples import FAST, checked, issue, track
from tests.strategies import tracks


def numbers(*issues: Issue, given: tuple[Track, ...]) -> list[tuple[str, int]]:
    return [(row.numbers, len(row.issues)) for row in rows(checked(*issues, tracks=given))]


def test_an_issue_of_both_tracks_stands_where_one_of_them_has_its_cue() -> None:
    short, long = track(Language.KO, "하나"), track(Language.EN, "One.", "Two.", "Three.")
    found = numbers(issue(FAST, 1, None), issue(FAST, 3, None, last_cue=3), given=(short, long))
    assert found == [("1", 1), ("2", 0), ("3", 1)]


def test_cues_share_a_row_from_half_of_their_time() -> None:
    korean = track(Language.KO, "하나", "둘")
    assert numbers(given=(korean, track(Language.EN, "One.", "Two.", start_ms=999))) == [("1", 0), ("2", 0)]
    assert numbers(given=(korean, track(Language.EN, "One.", start_ms=1000))) == [("1", 0), ("1", 0), ("2", 0)]


@given(tracks(), tracks())
def test_every_cue_stands_in_one_row_in_the_order_of_its_track(korean: Track, english: Track) -> None:
    both = (Track(language=Language.KO, cues=korean.cues), Track(language=Language.EN, cues=english.cues))
    found = rows(checked(tracks=both))
    for one in both:
        assert one.language is not None
        sides = [row.sides[one.language] for row in found if one.language in row.sides]
        assert [side.cue for side in sides] == [*one.cues]
        assert [side.number for side in sides] == [*range(1, len(one.cues) + 1)]
