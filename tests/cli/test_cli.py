"""The commands as a user meets them: results, messages, exit codes, and nothing lost."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
import srt
from typer.testing import CliRunner, Result

import subtitler
from subtitler.cli import make, translating
from subtitler.cli.app import app
from subtitler.cli.talk import Talk
from subtitler.cli.translating import Wanted
from subtitler.core.language import Pair
from subtitler.pipeline import Script
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Progress, Translation, Translator
from tests.conftest import SAMPLES

FESTIVAL = next(path for path in SAMPLES if path.stem == "harbour-festival")
HEATWAVE = next(path for path in SAMPLES if path.stem == "heatwave-kbs")

BOTH = (
    "The harbour opened again this morning.\n\n항구가 오늘 아침 다시 열렸습니다.\n\n"
    "Ships left at noon.\n\n배들이 정오에 바다로 나갔습니다.\n"
)


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The fake in place of the bundled model, unless a test wants the model."""
    if "model" not in request.keywords:
        real = translating.load_translator

        def load(wanted: Wanted, scripts: Sequence[Script], stack: ExitStack, talk: Talk) -> Translator:
            return FakeTranslator() if wanted.model is None else real(wanted, scripts, stack, talk)

        monkeypatch.setattr(make, "load_translator", load)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def written(text: str, folder: Path, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_make_writes_three_tracks_and_a_report(tmp_path: Path) -> None:
    result = run("make", FESTIVAL, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert names(tmp_path / "out") == [
        f"harbour-festival.{end}" for end in ("en.srt", "ko-en.srt", "ko.srt", "report.json")
    ]
    tracks = {
        end: list(srt.parse((tmp_path / "out" / f"harbour-festival.{end}.srt").read_text(encoding="utf-8")))
        for end in ("ko", "en", "ko-en")
    }
    for ko, en, both in zip(*tracks.values(), strict=True):
        assert (ko.start, ko.end) == (en.start, en.end) == (both.start, both.end)
        assert both.content == f"{ko.content}\n{en.content}"
    report = json.loads((tmp_path / "out" / "harbour-festival.report.json").read_text(encoding="utf-8"))
    assert report["subtitler"] == subtitler.__version__
    assert report["timing"]["basis"] == "estimated"
    assert report["translator"] == "fake 1"
    assert report["back_translated"] == [
        {"block": 2, "line": 5, "speaker": "Han Mi-sook", "spoken": "ko", "written": "en"}
    ]


def test_several_files_and_the_order_of_the_stack(tmp_path: Path) -> None:
    result = run("make", FESTIVAL, HEATWAVE, "-o", tmp_path, "--order", "en-ko", "--json", "-q")
    assert result.exit_code == 0, result.output
    assert [report["style"] for report in json.loads(result.stdout)] == ["kbs-world", "korean-news"]
    assert result.stderr == ""
    stacked = (tmp_path / "harbour-festival.en-ko.srt").read_text(encoding="utf-8")
    assert stacked.splitlines()[2].isascii()


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    other = written(FESTIVAL.read_text(encoding="utf-8"), tmp_path, FESTIVAL.name)
    result = run("make", FESTIVAL, other, "-o", tmp_path / "out")
    assert result.exit_code == 4
    assert "two transcripts would write to this name" in result.stderr
    assert names(tmp_path / "out") == []


def test_existing_files_are_kept_without_force(tmp_path: Path) -> None:
    kept = written("mine", tmp_path, "harbour-festival.ko.srt")
    result = run("make", FESTIVAL, "-o", tmp_path)
    assert result.exit_code == 6
    assert "--force" in result.stderr
    assert kept.read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["harbour-festival.ko.srt"]
    assert run("make", FESTIVAL, "-o", tmp_path, "--force").exit_code == 0
    assert kept.read_text(encoding="utf-8") != "mine"


def test_cut_needs_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "load_translator", None)
    result = run("cut", HEATWAVE, "-o", tmp_path, "--json")
    assert result.exit_code == 0, result.output
    assert names(tmp_path) == ["heatwave-kbs.ko.srt"]
    report = json.loads(result.stdout)
    assert report["translator"] is None
    assert report["counts"]["cues"] == len(
        list(srt.parse((tmp_path / "heatwave-kbs.ko.srt").read_text(encoding="utf-8")))
    )


def test_start_duration_and_frames(tmp_path: Path) -> None:
    result = run("cut", FESTIVAL, "-o", tmp_path, "--start", "0:10", "--duration", "1:10", "--fps", "25")
    assert result.exit_code == 0, result.output
    cues = list(srt.parse((tmp_path / "harbour-festival.en.srt").read_text(encoding="utf-8")))
    assert cues[0].start.total_seconds() == 10
    assert cues[-1].end.total_seconds() == 80
    assert all(edge.microseconds % 40_000 == 0 for cue in cues for edge in (cue.start, cue.end))


def test_standard_input(tmp_path: Path) -> None:
    text = FESTIVAL.read_text(encoding="utf-8")
    result = CliRunner().invoke(app, ["cut", "-", "-o", str(tmp_path)], input=text)
    assert result.exit_code == 0, result.output
    assert names(tmp_path) == ["transcript.en.srt"]


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    house = written("[en]\nmax_line_halves = 30\n[pace]\nenglish_wpm = 150\n", tmp_path, "house.toml")
    result = run("cut", FESTIVAL, "-o", tmp_path, "--profile", house)
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "harbour-festival.en.srt").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 30


def test_speaker_labels(tmp_path: Path) -> None:
    assert run("cut", FESTIVAL, "-o", tmp_path, "--speaker-labels").exit_code == 0
    assert "HAN MI-SOOK: " in (tmp_path / "harbour-festival.en.srt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--style", "cnn"], 3, "kbs-world"),
        (["--profile", "hbo"], 4, "netflix"),
        (["--profile", "missing.toml"], 4, "missing.toml"),
        (["--fps", "5"], 4, "--fps"),
        (["--start", "soon"], 4, "--start"),
        (["--duration", "-3"], 4, "--duration"),
        (["--from", "fr"], 2, "--from"),
        (["--order", "ko-ko"], 2, "--order"),
        (["--model", "no/such-model"], 5, "not on this machine"),
        (["--model", "nonsense"], 5, "nonsense"),
        (["--model", "opus-mt-tc-big-en-ko"], 5, "vocabulary"),
        (["--model", "ko-en-compact", "--engine", "moses"], 4, "ctranslate2"),
        (["--model", "ko-en-compact", "--compute", "int3"], 4, "int8"),
        (["--model", "ko-en-compact", "--glossary", "missing.tsv"], 3, "missing.tsv"),
        (["--model", "ko-en-compact", "--memory", "missing.db"], 4, "missing.db"),
    ],
)
def test_wrong_options(options: Sequence[str], code: int, words: str, tmp_path: Path) -> None:
    result = run("make", FESTIVAL, "-o", tmp_path / "out", *options)
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert names(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", 3, "page.txt"),
        (b" \n\n", 3, "page.txt"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), 3, "not text"),
        (b"\xff\xff\xfe broken", 3, "byte"),
        ("(영상취재 : 김가나)\n".encode(), 3, "spoken"),
        (b'Anchor: Hello there.\n\n[Sound bite: ] "Hm."\n', 3, "page.txt:3:1: no speaker"),
        (b"Anchor: The harbour opened again.\n\n[Graphic]\n\nReport: It is big.\n", 3, "page.txt:3"),
        (BOTH.encode(), 3, "--from"),
    ],
)
def test_bad_input(data: bytes, code: int, words: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(data)
    result = run("make", page, "-o", tmp_path / "out")
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert names(tmp_path / "out") == []


@pytest.mark.parametrize(("encoding", "word"), [("cp949", "CP949"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_with_a_notice(encoding: str, word: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes("[앵커]\n항구가 오늘 아침 다시 열렸습니다.\n".encode(encoding))
    result = run("make", page, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert word in result.stderr
    report = json.loads((tmp_path / "out" / "page.report.json").read_text(encoding="utf-8"))
    assert word in report["notices"][0]["text"]


def test_both_languages_with_a_word_for_it(tmp_path: Path) -> None:
    result = run("make", written(BOTH, tmp_path), "-o", tmp_path / "out", "--from", "en")
    assert result.exit_code == 0, result.output
    assert "항구가" in (tmp_path / "out" / "page.ko.srt").read_text(encoding="utf-8")


def test_unbalanced_quotes_lose_nothing(tmp_path: Path) -> None:
    text = 'Anchor: The harbour opened.\n\n[Sound bite: Han Mi-sook (Korean)] "We are glad.\n\nReport: Ships left.\n'
    result = run("cut", written(text, tmp_path), "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    shown = (tmp_path / "out" / "page.en.srt").read_text(encoding="utf-8")
    assert all(words in shown for words in ("The harbour opened.", "We are glad.", "Ships left."))


def test_lenient_keeps_what_is_not_understood(tmp_path: Path) -> None:
    page = written("Anchor: The harbour opened again.\n\n[Graphic]\n\nReport: It is big.\n", tmp_path)
    result = run("cut", page, "-o", tmp_path / "out", "--lenient")
    assert result.exit_code == 0, result.output
    assert "not understood" in result.stderr
    assert "Graphic" in (tmp_path / "out" / "page.en.srt").read_text(encoding="utf-8")


def test_five_megabytes_on_one_line(tmp_path: Path) -> None:
    sentence = "The harbour opened again this morning after the storm. "
    page = written("Anchor: " + sentence * (5_000_000 // len(sentence)), tmp_path)
    result = run("cut", page, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "characters" in result.stderr


def test_verbose_names_what_an_editor_should_see(tmp_path: Path) -> None:
    result = run("make", HEATWAVE, "-o", tmp_path, "-v", "--duration", "0:40")
    assert result.exit_code == 0, result.output
    assert "not speech, left out: 촬영기자" in result.stderr
    assert "reading-speed" in result.stderr
    assert "cue 1 " in result.stderr


def test_missing_and_unwritable(tmp_path: Path) -> None:
    result = run("make", tmp_path / "none.txt", "-o", tmp_path)
    assert result.exit_code == 3
    assert "none.txt" in result.stderr
    file = written("x", tmp_path, "file")
    result = run("make", FESTIVAL, "-o", file / "below")
    assert result.exit_code == 6
    assert "Traceback" not in result.output


def test_a_broken_model_folder(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    result = run("make", FESTIVAL, "-o", tmp_path / "out", "--model", tmp_path / "model")
    assert result.exit_code == 5
    assert "config.json" in result.stderr
    (tmp_path / "model" / "config.json").write_text("{", encoding="utf-8")
    result = run("make", FESTIVAL, "-o", tmp_path / "out", "--model", tmp_path / "model")
    assert result.exit_code == 5
    assert names(tmp_path / "out") == []


class Interrupted(FakeTranslator):
    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        raise KeyboardInterrupt


def test_ctrl_c_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "load_translator", lambda *_: Interrupted())
    result = run("make", FESTIVAL, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert "interrupted" in result.stderr
    assert names(tmp_path / "out") == []


@pytest.mark.model
def test_ctrl_c_from_a_keyboard(tmp_path: Path) -> None:
    bulletin = next(path for path in SAMPLES if path.stem.startswith("bulletin"))
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    # A shell starts its background jobs with the signal ignored, and a child would inherit that.
    code = "import signal; signal.signal(2, signal.default_int_handler); from subtitler.cli.app import main; main()"
    command = [sys.executable, "-c", code, "make", str(bulletin), "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("model ko-en-compact")  # now it translates
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert names(tmp_path / "out") == []


def test_a_defect_of_ours_is_one_line_and_code_70(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUBTITLER_TRACEBACK", raising=False)
    monkeypatch.setattr(make, "cut_script", None)
    result = run("make", FESTIVAL, "-o", tmp_path)
    assert result.exit_code == 70
    assert "defect in subtitler" in result.stderr


def test_help_and_version() -> None:
    assert "make" in run("--help").output
    assert run("--version").output.strip() == f"subtitler {subtitler.__version__}"
    for command in ("make", "cut", "models", "memory"):
        assert run(command, "--help").exit_code == 0
    assert run("make").exit_code == 2


@pytest.mark.model
def test_make_with_the_bundled_model_as_a_process(tmp_path: Path) -> None:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "subtitler", "make", FESTIVAL, "-o", tmp_path],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "Warning" not in done.stderr
    report = json.loads((tmp_path / "harbour-festival.report.json").read_text(encoding="utf-8"))
    assert report["translator"].startswith("ko-en-compact@")
