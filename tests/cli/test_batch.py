"""`subtitler batch` and `batch status` as a user meets them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from subtitler.batch import journal_file
from subtitler.batch.journal import Journal
from subtitler.batch.work import ModelChoice
from subtitler.cli import batch, batch_talk
from subtitler.cli.app import app
from subtitler.translate.protocol import Translator
from tests.batch.fakes import DEFECT, Tools

ROOT = Path(__file__).parents[2]
SUFFIXES = (".en.srt", ".ko.srt", ".ko-en.srt", ".report.json")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with three transcripts in `in`, and no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batch, "equip", Tools)
    for name in ("a", "b", "2026/c"):
        write(f"in/{name}.txt")


def write(name: str, text: str | None = None) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or f"Anchor: The harbour of {path.stem} opened again. Ships left.\n", encoding="utf-8")
    return path


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)], input=stdin)


def events(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def outputs(folder: str = "out") -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and journal_file.FOLDER not in path.parts
    }


def test_a_folder_becomes_subtitles_once() -> None:
    result = run("in", "-o", "out")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "3 transcripts: 3 done" in result.stderr
    assert "6 sentences in " in result.stderr
    assert sorted(outputs()) == sorted(stem + suffix for stem in ("a", "b", "2026/c") for suffix in SUFFIXES)
    again = run("run", "in", "-o", "out")
    assert again.exit_code == 0, again.output
    assert "3 transcripts: 3 as before" in again.stderr


def test_a_line_now_and_then_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(Tools):
        def translator(self, model: ModelChoice) -> Translator:
            sleep(0.2)
            return super().translator(model)

    monkeypatch.setattr(batch, "equip", Slow)
    monkeypatch.setattr(batch_talk, "LINE_EVERY_S", 0.05)
    assert "after 0:00:00: 0 of 3 transcripts\n" in run("in", "-o", "out").stderr


def test_events_for_programs() -> None:
    write("in/bad.txt", '[Sound bite: ] "Hm."\n')
    result = run("in", "-o", "out", "--json", "-q")
    assert result.exit_code == 1
    plan, *jobs, end = events(result)
    assert plan == {"event": "plan", "jobs": 4}
    assert {job["output"]: job["result"] for job in jobs} == {
        "a": "done",
        "b": "done",
        "bad": "failed",
        "2026/c": "done",
    }
    bad = next(job for job in jobs if job["output"] == "bad")
    assert (bad["path"], bad["error"], bad["exit_code"]) == ("in/bad.txt", "TranscriptSyntaxError", 3)
    good = next(job for job in jobs if job["output"] == "a")
    assert (good["sentences"], good["flagged"]) == (2, 1)
    assert (end["done"], end["failed"], end["left"], end["sentences"]) == (3, 1, 0, 6)
    assert result.stderr.startswith("failed: in/bad.txt:1")


def test_failures_are_told_and_a_defect_without_its_traceback() -> None:
    write("in/bad.txt", f"Anchor: {DEFECT}\n")
    result = run("in", "-o", "out")
    assert result.exit_code == 1
    assert "failed: in/bad.txt: a defect in subtitler: ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.output
    again = run("in", "-o", "out")
    assert again.exit_code == 1
    assert "--retry-failed" in again.stderr


def test_status_shows_the_journal() -> None:
    write("in/bad.txt", f"Anchor: {DEFECT}\n")
    run("in", "-o", "out")
    result = run("status", "out")
    assert result.exit_code == 0, result.output
    assert "no run is going on" in result.stdout
    assert "4 transcripts: 3 done, 1 failed, 0 interrupted, 0 waiting" in result.stdout
    assert "failed: in/bad.txt" in result.stdout
    shown = json.loads(run("status", "out", "--json").stdout)
    assert (shown["running"], shown["jobs"], shown["done"], shown["sentences"]) == (False, 4, 3, 6)
    assert [failure["path"] for failure in shown["failures"]] == ["in/bad.txt"]
    with Journal.open(Path("out")):
        assert "a run is going on" in run("status", "out").stdout
    nothing = run("status", "in")
    assert nothing.exit_code == 3
    assert "no batch was made here" in nothing.stderr


def test_a_page_shows_all() -> None:
    write("in/bad.txt", f"Anchor: {DEFECT}\n")
    run("in", "-o", "out")
    result = run("summary", "out")
    assert result.exit_code == 0, result.output
    page = Path(result.stdout.strip()).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in page
    assert "a.report.json" in page
    assert run("in", "-o", "out").exit_code == 1, "the page is in nobody's way"


def test_a_manifest_sets_what_it_says() -> None:
    write("jobs.csv", "path,output,order,speaker_labels\nin/a.txt,monday/first,en-ko,true\nin/b.txt,,,\n")
    result = run("--manifest", "jobs.csv", "-o", "out")
    assert result.exit_code == 0, result.output
    assert sorted(outputs()) == sorted(
        [f"monday/first{suffix}" for suffix in (".en.srt", ".ko.srt", ".en-ko.srt", ".report.json")]
        + [f"in/b{suffix}" for suffix in SUFFIXES]
    )


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("language", "fr", "write ko or en"),
        ("style", "cnn", "kbs-world"),
        ("lenient", "perhaps", "true or false"),
        ("profile", "hbo", "netflix"),
        ("duration", "soon", "--duration"),
        ("fps", "5", "--fps"),
        ("order", "ko-ko", "ko-en or en-ko"),
        ("model", "no/such-model", "not on this machine"),
        ("engine", "moses", "ctranslate2"),
        ("glossary", "missing.tsv", "missing.tsv"),
        ("memory", "missing.db", "missing.db"),
        ("colour", "red", "no column is called colour"),
    ],
)
def test_a_manifest_is_refused_before_any_work(column: str, value: str, words: str) -> None:
    write("jobs.csv", f"path,{column}\nin/a.txt,\nin/b.txt,{value}\n")
    result = run("--manifest", "jobs.csv", "-o", "out")
    assert result.exit_code == 3, result.output
    assert "jobs.csv:3: " in result.stderr
    assert words in result.stderr
    assert not Path("out").exists()


def test_a_list_of_paths_from_standard_input() -> None:
    result = run("-", "-o", "out", stdin="in/a.txt\nin/missing.txt\n")
    assert result.exit_code == 1
    assert "in/missing.txt: cannot be read" in result.stderr
    assert sorted(outputs()) == sorted(f"in/a{suffix}" for suffix in SUFFIXES)


def test_changed_settings_and_glossaries_make_all_again() -> None:
    write("terms.tsv", "ko\ten\n항구\tharbour\n")
    arguments = ("in", "-o", "out", "--glossary", "terms.tsv")
    assert "3 done" in run(*arguments).stderr
    assert "3 as before" in run(*arguments).stderr
    write("terms.tsv", "ko\ten\n항구\tport\n")
    assert "3 done" in run(*arguments).stderr
    assert "3 done" in run(*arguments, "--profile", "bbc").stderr
    assert "3 done" in run(*arguments, "--profile", "bbc", "--no-default-glossary").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 3, "was given no transcript"),
        (["missing"], 3, "missing"),
        (["in", "--style", "cnn"], 4, "kbs-world"),
        (["in", "--model", "no/such-model"], 5, "not on this machine"),
        (["in", "--workers", "0"], 2, "workers"),
        (["in", "--address", "auto"], 4, "--engine ray"),
        (["in", "--engine", "moses"], 4, "ctranslate2"),
        (["in", "in/2026"], 0, "4 done"),
        (["in", "in/2026/../a.txt"], 4, "would both be written there"),
    ],
)
def test_options(arguments: Sequence[str], code: int, words: str) -> None:
    result = run(*arguments, "-o", "out")
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_a_second_run_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "_PATIENCE_S", 0.05)
    with Journal.open(Path("out")):
        result = run("in", "-o", "out")
    assert result.exit_code == 6
    assert "another run writes into this folder" in result.stderr


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    write("file", "x")
    result = run("in", "-o", "file/out")
    assert result.exit_code == 6
    assert "file/out" in result.stderr


def test_help_tells_of_both_commands() -> None:
    shown = run("--help").output
    assert "run" in shown
    assert "status" in shown
    assert run("run", "--help").exit_code == 0


CODE = """
import signal
signal.signal(2, signal.default_int_handler)
from subtitler.batch import run
from subtitler.cli import batch
from tests.batch import fakes
run.CHUNK_JOBS = 4
batch.equip = fakes.{tools}
from subtitler.cli.app import main
main()
"""


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(started: list[subprocess.Popen[str]], tools: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", CODE.format(tools=tools), "batch", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    started.append(process)
    return process


def made(process: subprocess.Popen[str]) -> str | None:
    """Waits for the next job that the process tells of."""
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "job":
            return str(event["output"])
    return None


def test_a_signal_lets_what_is_in_hand_be_finished(processes: list[subprocess.Popen[str]]) -> None:
    for name in range(40):
        write(f"in/{name}.txt")
    process = start(processes, "SlowTools", "in", "-o", "out", "--json")
    assert made(process)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "finishing what is in hand" in said
    assert "the same command goes on" in said
    shown = json.loads(run("status", "out", "--json").stdout)
    assert shown["working"] == 0
    assert 0 < shown["done"] < 43
    assert len(outputs()) == 4 * shown["done"]


def test_a_second_ctrl_c_stops_at_once(processes: list[subprocess.Popen[str]]) -> None:
    for name in range(40):
        write(f"in/{name}.txt")
    process = start(processes, "SlowTools", "in", "-o", "out", "--json")
    assert made(process)
    process.send_signal(signal.SIGINT)
    sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "stopped at once" in said
    assert "Traceback" not in said
    assert json.loads(run("status", "out", "--json").stdout)["working"] > 0
    assert run("in", "-o", "out").exit_code == 0


def test_kill_9_loses_nothing(processes: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in range(21):
        write(f"in/{name}.txt")
    monkeypatch.setattr("subtitler.batch.run.CHUNK_JOBS", 4)
    assert run("in", "-o", "calm").exit_code == 0
    random = Random(9)
    for _ in range(3):
        process = start(processes, "Tools", "in", "-o", "out", "--json")
        for _ in range(random.randrange(1, 7)):
            made(process)
        sleep(random.random() / 50)
        process.kill()
        process.wait()
    assert "interrupted" in run("status", "out").stdout
    last = run("in", "-o", "out")
    assert last.exit_code == 0, last.output
    assert outputs("out") == outputs("calm"), "none missing, none otherwise"
    shown = json.loads(run("status", "out", "--json").stdout)
    assert (shown["done"], shown["jobs"]) == (24, 24)
