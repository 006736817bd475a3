"""`subtitler check` as a user meets it: files in any order, reports, exit codes, corrected files, and garbage."""

import csv
import io
import json
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from subtitler.check import check_form
from subtitler.cli import bites
from subtitler.cli.app import app
from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.profile import Profiles
from subtitler.core.timecode import clock
from subtitler.core.track import Track
from subtitler.translate.fake import FakeTranslator
from tests.conftest import SAMPLES

GOLDEN = Path(__file__).parents[1] / "golden" / "make"
FESTIVAL = next(path for path in SAMPLES if path.stem == "harbour-festival")
KOREAN = ("축제가 10시에 열렸습니다.", "시민 3만 명이 다녀갔습니다.", "내일은 비가 오겠습니다.")
ENGLISH = ("The festival opened at 10 o'clock.", "30,000 people came.", "It will rain tomorrow.")


def srt(*texts: str, start_ms: int = 0, step_ms: int = 4000) -> str:
    """Cues of 3.5 seconds, with half a second between them."""
    starts = [start_ms + at * step_ms for at in range(len(texts))]
    return "".join(
        f"{number}\n{clock(start)} --> {clock(start + 3500)}\n{text}\n\n"
        for number, (start, text) in enumerate(zip(starts, texts, strict=True), 1)
    )


class DiesElsewhere:
    """Checks the form in one process, and kills any other."""

    def __init__(self, process: int) -> None:
        self._process = process

    def __call__(self, tracks: Mapping[Language, Track], profiles: Profiles) -> list[Issue]:
        if os.getpid() != self._process:
            os.kill(os.getpid(), signal.SIGKILL)
        return check_form(tracks, profiles)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with the tracks of a small programme."""
    monkeypatch.chdir(tmp_path)
    write("news.ko.srt", srt(*KOREAN))
    write("news.en.srt", srt(*ENGLISH))
    return tmp_path


def write(name: str, text: str | bytes) -> None:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def check(*arguments: object, given: str | None = None) -> Result:
    """What comes of the command; without the embedding, which takes a second to load."""
    return CliRunner().invoke(app, ["check", "--no-embedding", *map(str, arguments)], input=given)


def issues(*arguments: object) -> list[tuple[str, str | None, int]]:
    result = check(*arguments, "--json", "-q")
    assert result.exit_code in {0, 1}, result.output
    return [(issue["rule"], issue["language"], issue["cue"]) for issue in json.loads(result.stdout)["issues"]]


def test_a_second_process_for_many_cues_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # Too fast and wrong numbers: issues of the form and of the content.
    write("bad.en.srt", srt("30,000 people came, and " + "more and more of them every hour " * 4, *ENGLISH[:2]))
    alone = check("news.ko.srt", "bad.en.srt", "--json").stdout
    monkeypatch.setattr("subtitler.cli.check._MANY", 1)
    monkeypatch.setattr("subtitler.cli.check.processors", lambda: 2)
    beside = check("news.ko.srt", "bad.en.srt", "--json").stdout
    assert beside == alone
    assert {"reading-speed", "figure-alone"} <= {issue["rule"] for issue in json.loads(alone)["issues"]}


def test_a_second_process_that_is_killed_costs_no_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    write("fast.en.srt", srt("The festival opened at 10 o'clock, " + "and it went on for hours " * 6, *ENGLISH[1:]))
    alone = check("news.ko.srt", "fast.en.srt", "--json").stdout
    monkeypatch.setattr("subtitler.cli.check._MANY", 1)
    monkeypatch.setattr("subtitler.cli.check.processors", lambda: 2)
    monkeypatch.setattr("subtitler.pipeline.check_form", DiesElsewhere(os.getpid()))
    assert check("news.ko.srt", "fast.en.srt", "--json").stdout == alone


def test_nothing_wrong_ends_with_0() -> None:
    result = CliRunner().invoke(app, ["check", "news.ko.srt", "news.en.srt"])
    assert (result.exit_code, result.stdout) == (0, "0 errors and 0 warnings in 3 cues\n")


@pytest.mark.parametrize("files", [("news.ko.srt", "fast.srt"), ("fast.srt", "news.ko.srt"), ("fast.srt",)])
def test_an_error_ends_with_1_whatever_the_order(files: tuple[str, ...]) -> None:
    write("fast.srt", srt(ENGLISH[0] + "\nIt lasts until Sunday, the city says.", *ENGLISH[1:]))
    result = check(*files, "--only", "reading-speed")
    assert result.exit_code == 1
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[1].startswith("1 00:00.0 en error reading-speed 20.6 characters a second (limit 20);")
    assert lines[-1] == "1 error and 0 warnings in 3 cues"
    assert check(*files, "--ignore", "reading-speed", "--only", "overlap").exit_code == 0


def test_a_stacked_file_is_checked_on_both_sides() -> None:
    write("both.srt", srt(*(f"{ko}\n{en}" for ko, en in zip(KOREAN, ENGLISH, strict=True))))
    result = check("both.srt", "--json")
    assert result.exit_code == 0, result.output
    assert [track["cues"] for track in json.loads(result.stdout)["tracks"].values()] == [3, 3]


def test_standard_input() -> None:
    result = check("-", given=srt(*KOREAN))
    assert result.exit_code == 0, result.output


def test_severity_hides_warnings_and_says_how_many() -> None:
    write("news.ko.srt", srt("오늘  서울은 맑습니다.", *KOREAN[1:]))
    assert ("spaces", "ko", 1) in issues("news.ko.srt")
    result = check("news.ko.srt", "--severity", "error", "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["issues"], data["counts"]["unseen"]) == (0, [], 1)


def test_a_transcript_names_speakers_and_finds_what_is_missing() -> None:
    english, korean = GOLDEN / "harbour-festival.en.srt", GOLDEN / "harbour-festival.ko.srt"
    result = check(english, korean, "--transcript", FESTIVAL, "--html", "page.html", "--only", "script-omitted")
    assert result.exit_code == 0, result.output
    assert "Han Mi-sook" in Path("page.html").read_text("utf-8")
    cut = english.read_text("utf-8").split("\n\n")
    write("cut.srt", "\n\n".join(cut[:3] + cut[5:]))
    assert ("script-omitted", "en", 3) in issues("cut.srt", "--transcript", FESTIVAL)


def test_bites_are_scored_and_named_for_what_they_are_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bites, "load_translator", lambda *_: FakeTranslator())
    track = GOLDEN / "harbour-festival.en.srt"
    assert check(track, "--bites").exit_code == 4
    result = check(track, "--transcript", FESTIVAL, "--bites", "--html", "page.html")
    assert "1 bite translated back and compared with the transcript (English): chrF++" in result.stdout
    assert "translated back and compared with the transcript" in Path("page.html").read_text("utf-8")
    write("words.tsv", "1\t올해는 손님이 작년보다 두 배는 많아요.\n")
    result = check(track, "--transcript", FESTIVAL, "--reference", "words.tsv", "--json", "-q")
    (score,) = json.loads(result.stdout)["bites"]["scores"]
    assert (score["basis"], score["speaker"]) == ("reference", "Han Mi-sook")
    assert score["reference"] == {"line": 1, "text": "올해는 손님이 작년보다 두 배는 많아요."}


def test_the_report_says_how_it_was_made() -> None:
    write("terms.tsv", "ko\ten\n축제\tfestival\n")
    arguments = ["--glossary", "terms.tsv", "--no-default-glossary", "--ignore", "overlap", "--json"]
    made = json.loads(check("news.ko.srt", "news.en.srt", *arguments).stdout)["made_by"]
    assert made["both languages compared"] == "yes"
    assert made["glossary"].startswith("1 entries, ")
    assert made["sentence embedding"].startswith("without")
    assert (made["rules left out"], made["transcript"]) == ("overlap", "none")
    alone = json.loads(check("news.ko.srt", "--json").stdout)["made_by"]
    assert alone["both languages compared"] == "no: there is one track"


def test_what_the_languages_say_is_compared() -> None:
    write("news.en.srt", srt(ENGLISH[0], "40,000 people came.", ENGLISH[2]))
    assert ("number", None, 2) in issues("news.ko.srt", "news.en.srt")


def test_reports_go_to_files_and_not_over_them() -> None:
    write("news.ko.srt", srt("오늘  서울은 맑습니다.", *KOREAN[1:]))
    assert check("news.ko.srt", "--html", "page.html", "--csv", "issues.csv").exit_code == 0
    assert Path("page.html").read_text("utf-8").startswith("<!doctype html>")
    data = Path("issues.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (line,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (line["rule"], line["ko"]) == ("spaces", "오늘  서울은 맑습니다.")
    again = check("news.ko.srt", "--html", "page.html")
    assert (again.exit_code, "--force" in again.stderr) == (6, True)
    assert check("news.ko.srt", "--html", "page.html", "--force").exit_code == 0


def test_one_report_on_standard_output() -> None:
    assert check("news.ko.srt", "--csv", "-").stdout.startswith("\ufeffseverity,rule,")
    assert "characters" not in check("news.ko.srt", "--csv", "-").stdout
    assert check("news.ko.srt", "--csv", "-", "--json").exit_code == 4


def test_fix_writes_corrected_files_and_says_what_it_did(folder: Path) -> None:
    write("news.ko.srt", srt("축제가  10시에 열렸습니다...", *KOREAN[1:]))
    before = Path("news.ko.srt").read_text("utf-8")
    refused = check("news.ko.srt", "news.en.srt", "--fix")
    assert (refused.exit_code, "--force" in refused.stderr) == (6, True)
    result = check("news.ko.srt", "news.en.srt", "--fix", "-o", "fixed", "--html", "page.html")
    assert result.exit_code == 0, result.output
    assert "spaces" in result.stdout
    assert Path("news.ko.srt").read_text("utf-8") == before
    assert "축제가 10시에 열렸습니다…" in Path("fixed/news.ko.srt").read_text("utf-8")
    assert Path("fixed/news.en.srt").read_text("utf-8") == srt(*ENGLISH)
    assert "<ins>" in Path("page.html").read_text("utf-8")
    assert issues("fixed/news.ko.srt", "fixed/news.en.srt") == []
    assert check("news.ko.srt", "--fix", "--force").exit_code == 0
    assert Path("news.ko.srt").read_text("utf-8") == Path("fixed/news.ko.srt").read_text("utf-8")


def test_fix_stacks_a_stacked_file_again() -> None:
    write("both.srt", srt(*(f"{en}\n{ko} " for ko, en in zip(KOREAN, ENGLISH, strict=True))))
    assert check("both.srt", "--fix", "-o", "fixed").exit_code == 0
    assert Path("fixed/both.srt").read_text("utf-8") == srt(
        *(f"{en}\n{ko}" for ko, en in zip(KOREAN, ENGLISH, strict=True))
    )


def test_fix_needs_names_to_write_to() -> None:
    assert check("-", "--fix", given=srt(*KOREAN)).exit_code == 4
    Path("other").mkdir()
    write("other/news.ko.srt", srt(*ENGLISH))
    refused = check("news.ko.srt", "other/news.ko.srt", "--fix", "-o", "fixed")
    assert (refused.exit_code, "one name" in refused.stderr) == (4, True)


def test_a_stack_with_a_cue_in_one_language_is_not_written() -> None:
    write("both.srt", srt(*(f"{ko}\n{en}" for ko, en in zip(KOREAN, ENGLISH, strict=True)), "번역이 없습니다."))
    assert ("cue-count", None, 4) in issues("both.srt")
    refused = check("both.srt", "--fix", "-o", "fixed")
    assert (refused.exit_code, "one language only" in refused.stderr) == (6, True)
    assert not Path("fixed").exists()


@pytest.mark.parametrize("option", ["--only", "--ignore"])
def test_an_unknown_rule_is_answered_with_the_nearest(option: str) -> None:
    result = check("news.ko.srt", option, "reading-sped")
    assert (result.exit_code, "did you mean reading-speed?" in result.stderr) == (4, True)


def test_rules_explains_every_rule() -> None:
    assert check("--rules").stdout == (Path(__file__).parents[2] / "docs" / "checks.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (("news.ko.srt", "news.ko.srt"), "is given twice"),
        (("news.ko.srt", "./news.ko.srt"), "is given twice"),
        (("news.ko.srt", "copy.srt"), "both are Korean"),
        (("news.ko.srt", "empty.srt"), "empty.srt: has no cues"),
        (("news.ko.srt", "news.en.srt", "copy.srt"), "is one of 3 files"),
        (("news.ko.srt", "both.srt"), "holds both languages already"),
        (("news.ko.srt", "cut.srt"), "cut.srt:10: no time line"),
        (("news.ko.srt", "half.srt"), "half.srt:10: a cue needs a line"),
        (("japanese.srt",), "neither Korean nor English"),
        (("picture.srt",), "this is an image"),
        (("missing.srt",), "cannot be read"),
        (("news.txt",), "the name does not end like that of a subtitle file"),
        ((".",), "the name does not end like that of a subtitle file"),
    ],
)
def test_garbage_gets_one_clear_line(files: tuple[str, ...], complaint: str) -> None:
    english = srt(*ENGLISH)
    write("copy.srt", srt(*KOREAN))
    write("empty.srt", "\n\n")
    write("both.srt", srt(*(f"{ko}\n{en}" for ko, en in zip(KOREAN, ENGLISH, strict=True))))
    write("cut.srt", english[: english.index("--> 00:00:11") + 6])
    write("half.srt", english[: english.index("It will rain")])
    write("japanese.srt", srt("今日は晴れです。"))
    write("picture.srt", b"\x89PNG\r\n")
    write("news.txt", english)
    result = check(*files)
    assert result.exit_code == 3, result.output
    assert complaint in result.stderr
    assert (len(result.stderr.splitlines()), result.stdout) == (1, "")


def test_korean_windows_text_is_read_and_said() -> None:
    write("news.ko.srt", srt(*KOREAN).encode("cp949"))
    result = check("news.ko.srt", "news.en.srt")
    assert result.exit_code == 0, result.output
    assert "CP949" in result.stderr
    assert check("news.ko.srt", "-q").stderr == ""


def test_two_programmes_get_a_few_issues_and_not_a_flood() -> None:
    write("other.srt", srt(*(f"This is story {number} of another programme." for number in range(1, 40)), step_ms=5100))
    write("news.ko.srt", srt(*KOREAN * 9))
    found = issues("news.ko.srt", "other.srt")
    assert {rule for rule, _, _ in found} == {"cue-count", "cue-times"}
    assert len(found) <= 3
