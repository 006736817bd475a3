"""The journal: what it keeps, who may write it, and what it says when it cannot."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from subtitler.batch import journal as module
from subtitler.batch import journal_file
from subtitler.batch.journal import Journal, Start, State
from subtitler.batch.work import Failure, Outcome
from subtitler.core.errors import InputError, OutputError

FAILURE = Failure(kind="InputError", message="a.txt: is bad; mend it", exit_code=3)
OUTCOME = Outcome(number=2, sentences=5, cues=7, flagged=1, errors=2, warnings=3, seconds=1.5)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "_PATIENCE_S", 0.05)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path) as opened:
        opened.begin((name, f"in/{name}.txt") for name in ("a", "b", "c", "d"))
        yield opened


def states(journal: Journal) -> list[State]:
    return [job.state for job in journal.jobs()]


def test_a_job_through_its_states(journal: Journal) -> None:
    assert states(journal) == [State.WAITING] * 4
    chunk = journal.start([Start(1, "s", "1" * 64), Start(2, "s", "2" * 64)], chunk=None)
    assert states(journal)[:2] == [State.WORKING] * 2
    journal.failed(1, FAILURE, seconds=0.5)
    journal.done(OUTCOME, {".ko.srt": "f" * 64})
    bad, good, *_ = journal.jobs()
    assert (bad.state, bad.failure, bad.seconds) == (State.FAILED, FAILURE, 0.5)
    assert (good.stem, good.path, good.state, good.failure) == ("b", "in/b.txt", State.DONE, None)
    assert (good.signature, good.input_sha256, good.outputs) == ("s", "2" * 64, {".ko.srt": "f" * 64})
    assert (good.sentences, good.cues, good.flagged, good.errors, good.warnings, good.seconds) == (5, 7, 1, 2, 3, 1.5)
    assert good.chunk == bad.chunk == chunk
    assert good.started is not None
    assert good.finished is not None
    assert datetime.fromisoformat(good.started).utcoffset() == timedelta(0)
    assert journal.counts() == (2, 0, 1, 1, 5, 7, 1, 2, 3)
    assert journal.counts().jobs == 4
    assert list(journal.jobs(State.FAILED)) == [bad]
    assert journal.job("b") == good


def test_a_new_attempt_forgets_the_failure_and_keeps_the_outputs_there_are(journal: Journal) -> None:
    journal.start([Start(2, "s", "2")], chunk=None)
    journal.done(OUTCOME, {".ko.srt": "f"})
    journal.start([Start(2, "t", "3")], chunk=None)
    journal.failed(2, FAILURE, seconds=0)
    assert journal.job("b").outputs == {".ko.srt": "f"}
    journal.start([Start(2, "t", "3")], chunk=None)
    assert journal.job("b").failure is None


def test_what_was_interrupted_is_known_with_its_mates(journal: Journal) -> None:
    first = journal.start([Start(1, "s", "1"), Start(2, "s", "2")], chunk=None)
    second = journal.start([Start(3, "s", "3")], chunk=None)
    assert first != second
    journal.done(OUTCOME, {})
    assert [(job.stem, job.chunk) for job in journal.interrupted()] == [("a", first), ("b", first), ("c", second)]
    journal.failed(1, FAILURE, seconds=0)
    assert [job.stem for job in journal.interrupted()] == ["c"]
    assert journal.start([Start(3, "s", "3")], chunk=second) == second
    assert journal.start([Start(4, "s", "4")], chunk=None) not in (first, second)


def test_jobs_keep_their_numbers_over_runs(journal: Journal) -> None:
    journal.begin([("e", "in/e.txt"), ("b", "moved/b.txt")])
    assert [(job.number, job.stem, job.path) for job in journal.jobs()] == [
        (1, "a", "in/a.txt"),
        (2, "b", "moved/b.txt"),
        (3, "c", "in/c.txt"),
        (4, "d", "in/d.txt"),
        (5, "e", "in/e.txt"),
    ]


def test_others_read_while_a_run_writes(journal: Journal, tmp_path: Path) -> None:
    with Journal.open_read(tmp_path) as reader:
        before = reader.jobs()
        next(before)
        journal.start([Start(1, "s", "1")], chunk=None)
        assert reader.is_running
        assert [job.state for job in before] == [State.WAITING] * 3, "as it was when it was begun"
        assert reader.counts().working == 1


def test_two_readers_are_no_run(tmp_path: Path) -> None:
    Journal.open(tmp_path).close()
    with Journal.open_read(tmp_path) as first, Journal.open_read(tmp_path) as second:
        assert not first.is_running
        assert not second.is_running


def test_a_second_run_is_refused_until_the_first_ends(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="another run writes into this folder"):
        Journal.open(tmp_path)
    journal.close()
    Journal.open(tmp_path).close()


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from subtitler.batch.journal import Journal, Start
journal = Journal.open(Path({str(tmp_path)!r}))
journal.begin([("a", "a.txt")])
journal.start([Start(1, "s", "1")], chunk=None)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with Journal.open_read(tmp_path) as reader:
        assert not reader.is_running
        assert reader.counts().working == 1
    with Journal.open(tmp_path) as journal:
        assert [job.stem for job in journal.interrupted()] == ["a"]


def test_no_journal_is_no_batch(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no batch was made here"):
        Journal.open_read(tmp_path)


def test_a_journal_where_nothing_can_be_written_is_read(journal: Journal, tmp_path: Path) -> None:
    journal.close()
    copy = tmp_path / "copy"
    (copy / journal_file.FOLDER).mkdir(parents=True)
    kept = journal_file.journal_file(copy)
    kept.write_bytes(journal_file.journal_file(tmp_path).read_bytes())
    (copy / journal_file.FOLDER).chmod(0o555)
    try:
        with Journal.open_read(copy) as reader:
            assert reader.counts().waiting == 4
            assert not reader.is_running
    finally:
        (copy / journal_file.FOLDER).chmod(0o755)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["CREATE TABLE mine (x)"], "no journal of this version"),
        (["PRAGMA user_version = 99"], "no journal of this version"),
    ],
)
def test_a_database_of_another_kind_is_refused(statements: list[str], words: str, tmp_path: Path) -> None:
    file = journal_file.journal_file(tmp_path)
    if "PRAGMA" in statements[0]:
        Journal.open(tmp_path).close()
    file.parent.mkdir(exist_ok=True)
    with sqlite3.connect(file) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    for opening in (Journal.open, Journal.open_read):
        with pytest.raises(OutputError, match=words):
            opening(tmp_path)


def test_a_damaged_journal_is_told(tmp_path: Path) -> None:
    file = journal_file.journal_file(tmp_path)
    file.parent.mkdir()
    file.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    for opening in (Journal.open, Journal.open_read):
        with pytest.raises(OutputError, match="is damaged"):
            opening(tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        Journal.open(tmp_path / "file")


def test_a_clock_that_is_set_back_changes_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Earlier":
            return cls(1999, 1, 1, tzinfo=tz)

    journal.start([Start(2, "s", "2")], chunk=None)
    monkeypatch.setattr(module, "datetime", Earlier)
    journal.done(OUTCOME, {})
    job = journal.job("b")
    assert job.started is not None
    assert job.finished is not None
    assert job.finished < job.started
    assert (job.state, job.seconds) == (State.DONE, 1.5)
