"""Tracks against their transcript: every cue gets its speaker, every lost word is found, and edits make no noise."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from subtitler.check.script import ADDED, CHANGED, OMITTED, RULES, Marked, mark
from subtitler.core.errors import InputError
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import BlockKind, Speaker
from subtitler.formats import by_name
from subtitler.pipeline import Script, Settings, Subtitles, read_script, render
from tests.conftest import SAMPLES

Subtitled = Callable[[Path, str], Subtitles]
EN, KO = Language.EN, Language.KO

PAGE = """Anchor: The harbor opened again on Monday. Song Ha-ram reports.

Report: Crews did not finish until 5 a.m., and the work cost 1.2 trillion won.

[Sound bite: Kim Bo-ra (Korean-English)] "We have waited for twenty-five days. It is a relief."

More ships are due this week.

Song Ha-ram, KBS World Radio News.
"""
CUES = (
    "The harbor opened again on Monday.",
    "Song Ha-ram reports.",
    "Crews did not finish until 5 a.m.,",
    "and the work cost 1.2 trillion won.",
    "We have waited for twenty-five days.",
    "It is a relief.",
    "More ships are due this week.",
    "Song Ha-ram, KBS World Radio News.",
)


def script(page: str = PAGE) -> Script:
    return read_script(page, origin="page.txt", settings=Settings())


def track(texts: Sequence[str], language: Language = EN) -> Track:
    cues = tuple(
        Cue(start_ms=3000 * at, end_ms=3000 * at + 2900, lines=tuple(text.split("\n"))) for at, text in enumerate(texts)
    )
    return Track(language=language, cues=cues)


def with_cue(number: int, text: str) -> tuple[str, ...]:
    return (*CUES[: number - 1], text, *CUES[number:])


def marked(texts: Sequence[str], page: str = PAGE) -> Marked:
    of = script(page)
    return mark({EN: track(texts)}, of.transcript, of.sentences)


def found(texts: Sequence[str], page: str = PAGE) -> list[tuple[str, int, int | None, str]]:
    return [(issue.rule, issue.cue, issue.last_cue, issue.found) for issue in marked(texts, page).issues]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_tracks_get_back_through_the_transcript_what_a_file_does_not_carry(path: Path, subtitled: Subtitled) -> None:
    made = subtitled(path, "fake")
    texts = render(made, Settings())
    tracks = {language: by_name("srt").parse(texts[f".{language}.srt"], path.name) for language in Language}
    result = mark(tracks, made.script.transcript, made.script.sentences)
    assert result.issues == ()
    for language in Language:
        wanted = [(cue.speaker, cue.kind, cue.sentences) for cue in made.cut.tracks[language].cues]
        assert [(cue.speaker, cue.kind, cue.sentences) for cue in result.tracks[language].cues] == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_another_transcript_is_one_error_and_marks_nothing(path: Path, subtitled: Subtitled) -> None:
    made = subtitled(path, "fake")
    other = next(
        subtitled(each, "fake").script
        for each in (*SAMPLES[SAMPLES.index(path) + 1 :], *SAMPLES)
        if subtitled(each, "fake").script.transcript.language is made.script.transcript.language
    )
    tracks = {language: replace(each, cues=_unmarked(each)) for language, each in made.cut.tracks.items()}
    result = mark(tracks, other.transcript, other.sentences)
    assert [issue.rule for issue in result.issues] == ["other-script"]
    assert result.tracks == tracks


def _unmarked(each: Track) -> tuple[Cue, ...]:
    return tuple(replace(cue, speaker=None, kind=None, sentences=()) for cue in each.cues)


def test_each_cue_has_the_speaker_whose_words_it_shows() -> None:
    cues = marked(CUES).tracks[EN].cues
    kinds = (
        [BlockKind.ANCHOR] * 2 + [BlockKind.REPORT] * 2 + [BlockKind.BITE] * 2 + [BlockKind.REPORT, BlockKind.SIGN_OFF]
    )
    assert [cue.kind for cue in cues] == kinds
    assert {cue.speaker for cue in cues if cue.kind is BlockKind.BITE} == {Speaker(name="Kim Bo-ra")}
    assert [cue.sentences for cue in cues] == [(0,), (1,), (2,), (2,), (3,), (4,), (5,), (6,)]
    assert [cue.lines for cue in cues] == [(text,) for text in CUES]


@pytest.mark.parametrize(
    "texts",
    [
        CUES,
        with_cue(1, "<i>THE HARBOR OPENED\nAGAIN ON MONDAY</i>"),
        with_cue(3, "Crews didn’t finish until five a.m.,"),
        with_cue(4, "and work cost 1,200 billion won."),
        with_cue(5, "KIM BO-RA: We've waited for 25 days."),
        with_cue(6, "- It's a relief."),
        with_cue(6, "It is a relief…"),
        (*CUES[:4], "We have waited for twenty-", "five days. It is a relief.", *CUES[6:]),
        (*CUES[:5], "It is a", "…", "relief.", *CUES[6:]),
    ],
)
def test_the_same_words_written_otherwise_are_no_issue(texts: Sequence[str]) -> None:
    assert found(texts) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (with_cue(4, "and the work cost 1.3 trillion won."),
         ("script-omitted", 4, None, "'1.2 trillion won' stands as '1.3 trillion won'")),
        (with_cue(3, "Crews did finish until 5 a.m.,"), ("script-omitted", 3, None, "'not' is missing")),
        (with_cue(1, "The harbor opened on Monday."), ("script-omitted", 1, None, "'again' is missing")),
        (CUES[:2] + CUES[4:],
         ("script-omitted", 2, 3,
          "'Crews did not finish until 5 a.m., and the work cost 1.2 trillion won' is missing")),
        (CUES[1:], ("script-omitted", 1, None, "'The harbor opened again on Monday' is missing")),
        (with_cue(6, "It is a relief to us all."), ("script-added", 6, None, "'to us all' is not in the transcript")),
        ((*CUES[:6], "Call us now.", "We want your views.", *CUES[6:]),
         ("script-added", 7, 8, "'Call us now. We want your views' is not in the transcript")),
        (with_cue(6, "It is a comfort."), ("script-changed", 6, None, "'relief' stands as 'comfort'")),
        (with_cue(7, "Many ships come in this week."),
         ("script-changed", 7, None, "'More' stands as 'Many'; 'are due' stands as 'come in'")),
    ],
)  # fmt: skip
def test_what_differs_is_named_at_its_cue(texts: Sequence[str], expected: tuple[str, int, int | None, str]) -> None:
    assert found(texts) == [expected]


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule in (OMITTED, ADDED, CHANGED)], ids=lambda rule: rule.name
)
def test_the_examples_of_the_rules(rule: Rule) -> None:
    for example, expected in ((rule.bad, [rule.name]), (rule.good, [])):
        said, shown = re.fullmatch("script: (.+) cue: (.+)", example, re.DOTALL).groups()  # type: ignore[union-attr]
        assert [issue.rule for issue in marked([shown], f"Anchor: {said}\n").issues] == expected


def test_a_cue_that_the_transcript_does_not_have_keeps_its_marks() -> None:
    cues = marked((*CUES[:6], "Call us now.", *CUES[6:])).tracks[EN].cues
    assert cues[6] == track((*CUES[:6], "Call us now.")).cues[6]
    assert cues[7].kind is BlockKind.REPORT


def test_a_long_finding_is_cut_in_its_middle() -> None:
    ((_, cue, last_cue, text),) = found(CUES[:2] + CUES[6:])
    assert (cue, last_cue) == (2, 3)
    assert re.fullmatch("'Crews did not .+ … .+ relief' is missing", text)
    assert len(text) < 120


KOREAN_PAGE = """[앵커]

정부가 내년 예산을 1조 2천억 원 늘리기로 했습니다.

[리포트]

정부는 오늘 오전 9시 30분 회의를 열었습니다.

[인터뷰] 김보라(서울시 종로구) : "이제는 할 수 있습니다."

KBS 뉴스 송하람입니다.
"""
KOREAN = (
    "정부가 내년 예산을\n1조 2천억 원 늘리기로 했습니다.",
    "정부는 오늘 오전 9시 30분 회의를 열었습니다.",
    "이제는 할 수 있습니다.",
    "KBS 뉴스 송하람입니다.",
)


@pytest.mark.parametrize(
    ("number", "text", "rules"),
    [
        (1, "정부가 내년 예산을 1조2천억원 늘리기로 했습니다", []),
        (3, "이제는 할수있습니다", []),
        (2, "정부는 오늘 오전 9:30 회의를 열었습니다", []),
        (1, "정부가 내년 예산을 1조 3천억 원 늘리기로 했습니다", ["script-omitted"]),
        (2, "정부는 오전 9시 30분 회의를 열었습니다", ["script-omitted"]),
        (2, "정부는 내일 오전 9시 30분 회의를 열었습니다", ["script-changed"]),
    ],
)
def test_korean(number: int, text: str, rules: list[str]) -> None:
    of = script(KOREAN_PAGE)
    texts = (*KOREAN[: number - 1], text, *KOREAN[number:])
    result = mark({KO: track(texts, KO)}, of.transcript, of.sentences)
    assert [issue.rule for issue in result.issues] == rules
    assert result.tracks[KO].cues[2].kind is BlockKind.BITE


def test_the_other_track_has_the_marks_of_its_partners_by_number_or_by_time() -> None:
    of = script(KOREAN_PAGE)
    english = track([f"Cue {number}." for number in range(4)])
    result = mark({KO: track(KOREAN, KO), EN: english}, of.transcript, of.sentences)
    assert [cue.kind for cue in result.tracks[EN].cues] == [cue.kind for cue in result.tracks[KO].cues]
    assert result.issues == ()
    late = replace(english, cues=(*english.cues[:2], Cue(start_ms=90_000, end_ms=91_000, lines=("Cue 2.",))))
    result = mark({KO: track(KOREAN, KO), EN: late}, of.transcript, of.sentences)
    assert [cue.kind for cue in result.tracks[EN].cues] == [BlockKind.ANCHOR, BlockKind.REPORT, None]


def test_a_page_in_both_languages_is_compared_in_both() -> None:
    of = script("The harbour opened again this morning.\n\n배들이 정오에 바다로 나갔습니다.\n\nNobody was hurt.\n")
    english = track(["The harbour opened again this morning.", "The ships put to sea at noon.", "Nobody was hurt."])
    korean = track(
        ["항구가 오늘 아침 다시 열렸습니다.", "배들이 정오에 바다로 나갔습니다.", "다친 사람은 없습니다."], KO
    )
    assert mark({KO: korean, EN: english}, of.transcript, of.sentences).issues == ()
    cut_short = replace(
        korean, cues=(korean.cues[0], replace(korean.cues[1], lines=("배들이 나갔습니다.",)), korean.cues[2])
    )
    (issue,) = mark({KO: cut_short, EN: english}, of.transcript, of.sentences).issues
    assert (issue.rule, issue.cue, issue.language, issue.found) == (
        "script-omitted",
        2,
        KO,
        "'정오에 바다로' is missing",
    )


def test_tracks_without_words() -> None:
    assert [rule for rule, *_ in found(["…"])] == ["other-script"]
    of = script("The harbour opened again this morning.\n\n배들이 나갔습니다.\n")
    english = track(["The harbour opened again this morning.", "The ships put to sea."])
    issues = mark({KO: track(["…"], KO), EN: english}, of.transcript, of.sentences).issues
    assert ("script-omitted", 1, KO) in [(issue.rule, issue.cue, issue.language) for issue in issues]


def test_a_track_in_the_other_language_alone_cannot_be_compared() -> None:
    of = script()
    with pytest.raises(InputError, match=r"page\.txt: is in English, and the track is not; give the English track too"):
        mark({KO: track(KOREAN, KO)}, of.transcript, of.sentences)
