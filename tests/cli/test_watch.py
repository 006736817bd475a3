"""`subtitler watch` as a service: what appears is made, failures do not end it, signals do."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from typer.testing import CliRunner, Result

from subtitler.batch.journal import Journal, State
from subtitler.cli import recipes
from subtitler.cli.app import app
from subtitler.core.errors import SubtitlerError
from subtitler.translate.fake import FakeTranslator
from tests.conftest import SAMPLES

FESTIVAL = next(path for path in SAMPLES if path.stem == "harbour-festival").read_text(encoding="utf-8")
HEATWAVE = next(path for path in SAMPLES if path.stem == "heatwave-kbs").read_text(encoding="utf-8")
BROKEN = 'Anchor: The harbour reopened.\n[Sound bite: ] "We are glad."\n'
DOCS = (Path(__file__).parents[2] / "docs" / "watch.md").read_text(encoding="utf-8")
ENDS = (".en.srt", ".ko-en.srt", ".ko.srt", ".report.json")
PATIENCE_S = 120


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "model" not in request.keywords:
        monkeypatch.setattr(recipes, "_model_signature", str)
        monkeypatch.setattr(recipes.Tools, "translator", lambda *_: FakeTranslator())


@pytest.fixture(autouse=True)
def _ctrl_c_heard() -> Iterator[None]:
    """Even where the tests run in the background of a shell, which leaves its jobs, and so our program, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    yield tmp_path / "in"
    assert not list((tmp_path / "out").rglob(".subtitler-*")), "no half-written file"


def wait_for(is_so: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE_S
    while not is_so() and monotonic() < end:
        sleep(0.02)


def watch(*options: str, until: Callable[[], object], ends_with: signal.Signals = signal.SIGTERM) -> Result:
    """The result of a watch that is sent a signal when `until` is true, or its time is up."""

    def end() -> None:
        wait_for(lambda: signal.getsignal(ends_with) not in handlers)
        wait_for(until)
        os.kill(os.getpid(), ends_with)

    handlers = (signal.getsignal(ends_with), signal.SIG_DFL)
    thread = threading.Thread(target=end)
    thread.start()
    try:
        return CliRunner().invoke(app, ["watch", "in", "-o", "out", "--settle", "0.1", *options])
    finally:
        thread.join()


def made(*stems: str) -> list[str]:
    return sorted(stem + end for stem in stems for end in ENDS)


def outputs() -> list[str]:
    return sorted(str(path.relative_to("out")) for path in Path("out").rglob("*.*") if ".subtitler" not in path.parts)


def done(*stems: str) -> Callable[[], bool]:
    """True when the journal has these jobs as done or failed."""

    def is_done() -> bool:
        with suppress(SubtitlerError), Journal.open_read(Path("out")) as journal:  # it may be in the making
            return {job.stem for job in journal.jobs() if job.state in (State.DONE, State.FAILED)} >= {*stems}
        return False

    return is_done


def events(result: Result) -> list[tuple[str, str]]:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [(event["output"], event["result"]) for event in found if event["event"] == "job"]


def test_what_is_there_and_what_appears_is_made_until_sigterm(folder: Path) -> None:
    (folder / "first.txt").write_text(FESTIVAL, encoding="utf-8")

    def appear() -> bool:
        if done("first")() and not (folder / "late").exists():
            (folder / "late").mkdir()
            (folder / "late" / "second.txt.part").write_text(HEATWAVE, encoding="utf-8")
            (folder / "late" / "second.txt.part").rename(folder / "late" / "second.txt")
        return done("first", "late/second")()

    result = watch("--json", until=appear)
    assert result.exit_code == 0, result.output
    assert events(result) == [("first", "done"), ("late/second", "done")]
    assert outputs() == made("first", "late/second")
    assert result.stderr.startswith("watching in\nin/first.txt\n")
    assert result.stderr.endswith("stopped; the same command goes on\n")


def test_after_a_restart_only_what_changed_while_it_was_down_is_made(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(FESTIVAL, encoding="utf-8")
    assert watch(until=done("a", "b")).exit_code == 0
    before = {path: path.read_bytes() for path in Path("out").iterdir() if path.is_file()}
    (folder / "b.txt").write_text(HEATWAVE, encoding="utf-8")
    (folder / "c.txt").write_text(HEATWAVE, encoding="utf-8")
    result = watch("--json", until=done("a", "b", "c"))
    assert events(result) == [("a", "skipped"), ("b", "done"), ("c", "done")]
    changed = {path.name for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"b" + end for end in ENDS}


def test_a_failure_is_told_and_kept_and_a_better_version_is_made(folder: Path) -> None:
    (folder / "a.txt").write_text(BROKEN, encoding="utf-8")
    (folder / "b.txt").write_text(FESTIVAL, encoding="utf-8")

    def mend() -> bool:
        if done("a", "b")() and (folder / "a.txt").read_text(encoding="utf-8") == BROKEN:
            assert outputs() == made("b")
            (folder / "a.txt").write_text(FESTIVAL, encoding="utf-8")
        return len(outputs()) == 8

    result = watch("--json", until=mend)
    assert result.exit_code == 0, result.output
    assert [*sorted(events(result)[:2]), *events(result)[2:]] == [("a", "failed"), ("b", "done"), ("a", "done")]
    assert "failed: in/a.txt:2:" in result.stderr
    assert outputs() == made("a", "b")


def test_a_failure_is_not_tried_again_at_a_restart_unless_asked_for(folder: Path) -> None:
    (folder / "a.txt").write_text(BROKEN, encoding="utf-8")
    assert events(watch("--json", until=done("a"))) == [("a", "failed")]
    for options, found in (((), "given-up"), (("--retry-failed",), "failed")):
        (folder / f"{found}.txt").write_text(FESTIVAL, encoding="utf-8")
        assert ("a", found) in events(watch("--json", *options, until=done("a", found)))


def test_ctrl_c_ends_it_with_130(folder: Path) -> None:
    (folder / "a.txt").write_text(FESTIVAL, encoding="utf-8")
    result = watch(until=done("a"), ends_with=signal.SIGINT)
    assert result.exit_code == 130, result.output
    assert "finishing what is in hand" in result.stderr
    assert outputs() == made("a")


def test_the_handlers_of_before_are_there_again(folder: Path) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    watch(until=lambda: True)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_a_name_that_leads_out_of_the_folder_is_refused_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/late").symlink_to(tmp_path / "elsewhere")
    (folder / "late").mkdir()
    for name in ("late/a.txt", "b.txt"):
        (folder / name).write_text(FESTIVAL, encoding="utf-8")
    result = watch(until=done("b"))
    assert result.exit_code == 0, result.output
    assert "a link leads out of the folder" in result.stderr
    assert outputs() == made("b")
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_outputs_among_the_transcripts_are_refused(folder: Path) -> None:
    result = CliRunner().invoke(app, ["watch", "in", "-o", "in/out"])
    assert (result.exit_code, "one lies in the other" in result.stderr) == (4, True), result.output
    assert not (folder / "out").exists()


def test_two_watches_of_one_output_are_refused(folder: Path) -> None:
    with Journal.open(Path("out")):
        result = CliRunner().invoke(app, ["watch", "in", "-o", "out"])
    assert (result.exit_code, "another run writes into this folder" in result.stderr) == (6, True), result.output


def test_a_model_that_is_not_there_ends_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    result = CliRunner().invoke(app, ["watch", str(folder), "-o", str(folder.parent / "out"), "--model", "none"])
    assert result.exit_code == 5, result.output


@pytest.mark.model
def test_a_process_of_its_own_with_the_bundled_model_ends_at_sigterm(folder: Path) -> None:
    (folder / "a.txt").write_text(FESTIVAL, encoding="utf-8")
    command = [sys.executable, "-m", "subtitler", "watch", "in", "-o", "out", "--settle", "0.1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as service:
        try:
            wait_for(done("a"))
            service.send_signal(signal.SIGTERM)
            _, said = service.communicate(timeout=PATIENCE_S)
        finally:
            service.kill()
    assert service.returncode == 0, said
    assert said.count("1 done") == 1
    assert outputs() == made("a")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_unit_in_the_documentation(tmp_path: Path) -> None:
    unit = DOCS.split("```ini\n")[1].split("```")[0].replace("/opt/subtitler/bin/subtitler", sys.executable)
    (tmp_path / "subtitler-watch.service").write_text(unit, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "subtitler-watch.service")]
    checked = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_command_lines_in_the_documentation_are_right() -> None:
    image = DOCS.split("```dockerfile\n")[1].split("```")[0]
    line = re.search(r"^CMD (.*)$", image, re.MULTILINE)
    start = re.search(r"^ExecStart=\S+ (.*)$", DOCS, re.MULTILINE)
    assert line
    assert start
    for arguments in (json.loads(line[1]), start[1].split()):
        result = CliRunner().invoke(app, [*arguments, "--settle", "no number"])
        assert (result.exit_code, "'--settle'" in result.stderr) == (2, True), result.output
