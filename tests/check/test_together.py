"""Two tracks against each other."""

from collections.abc import Sequence

from subtitler.check import check_together
from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from tests.check.forms import cue, in_a_row


def together(korean: Sequence[Cue], english: Sequence[Cue]) -> tuple[Issue, ...]:
    return check_together(
        {
            Language.EN: Track(language=Language.EN, cues=tuple(english)),
            Language.KO: Track(language=Language.KO, cues=tuple(korean)),
        }
    )


def places(found: Sequence[Issue]) -> list[tuple[str, int, int | None]]:
    return [(issue.rule, issue.cue, issue.last_cue) for issue in found]


def test_tracks_that_stand_together() -> None:
    assert together(in_a_row("네.", "♪"), in_a_row("Yes.", "♪")) == ()
    assert together((), ()) == ()
    assert check_together({Language.KO: Track(language=Language.KO, cues=(cue("네."),))}) == ()


def test_a_track_with_more_cues() -> None:
    assert places(together(in_a_row("하나", "둘"), in_a_row("One"))) == [("cue-count", 2, 2)]
    (issue,) = together(in_a_row("하나"), in_a_row("One", "two", "three"))
    assert (issue.cue, issue.last_cue, issue.language) == (2, 3, None)
    assert issue.found == "1 in ko, 3 in en"


def test_times_apart_by_a_millisecond() -> None:
    (issue,) = together([cue("하나", 0, 1000)], [cue("One", 0, 1001)])
    assert places([issue]) == [("cue-times", 1, 1)]
    assert issue.found == "ko 00:00:00,000 --> 00:00:01,000, en 00:00:00,000 --> 00:00:01,001"


def test_a_run_of_cues_with_other_times_is_one_issue() -> None:
    korean = in_a_row(*["하나"] * 9)
    english = in_a_row(*["one"] * 9)
    late = [cue("one", c.start_ms + 40, c.end_ms + 40) for c in english]
    shifted = [*english[:2], *late[2:5], english[5], *late[6:]]
    assert places(together(korean, shifted)) == [("cue-times", 3, 5), ("cue-times", 7, 9)]


def test_files_of_two_programmes_are_two_issues() -> None:
    other = [cue("one", at * 5000, at * 5000 + 4000) for at in range(1, 60)]
    assert places(together(in_a_row(*["하나"] * 40), other)) == [("cue-times", 1, 40), ("cue-count", 41, 59)]


def test_a_cue_with_words_in_one_language_only() -> None:
    (issue,) = together(in_a_row("네.", "아뇨."), in_a_row("Yes.", "<i>…</i>"))
    assert (issue.rule, issue.cue, issue.language) == ("one-sided", 2, Language.EN)
