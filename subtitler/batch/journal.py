"""What came of every job in a folder: an SQLite file in it, which holds after a power cut too."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from subtitler.batch.journal_file import (
    clear_errors,
    is_locked,
    journal_file,
    lock_folder,
    open_database,
    open_to_read,
)
from subtitler.batch.work import Failure, Outcome
from subtitler.core.errors import InputError


class State(StrEnum):
    """`WORKING` with no run going on is a job that was interrupted."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRecord:
    """A job as the journal has it. `stem` is the name of its outputs in the folder, without their suffixes.

    `outputs` has the SHA-256 of each by suffix; those of a job that failed or waits are of an earlier time. `started`
    and `finished` are ISO times, UTC; `seconds` comes from another clock, which nobody sets back.
    """

    number: int
    stem: str
    path: str
    state: State
    signature: str | None
    input_sha256: str | None
    outputs: Mapping[str, str]
    chunk: int | None
    run: int | None
    failure: Failure | None
    sentences: int
    cues: int
    flagged: int
    errors: int
    warnings: int
    started: str | None
    finished: str | None
    seconds: float | None


class Counts(NamedTuple):
    """Jobs by state, and sums over those that are done."""

    waiting: int
    working: int
    done: int
    failed: int
    sentences: int
    cues: int
    flagged: int
    errors: int
    warnings: int

    @property
    def jobs(self) -> int:
        return self.waiting + self.working + self.done + self.failed


class Start(NamedTuple):
    """A job that goes to work, and what it is made from: `input_sha256` None where that cannot even be read."""

    number: int
    signature: str
    input_sha256: str | None


class Journal:
    """The journal of a folder. One run writes it at a time; others may read meanwhile.

    Raises OutputError where it cannot be written or is damaged, InputError where it cannot be read.
    """

    def __init__(self, file: Path, database: sqlite3.Connection, lock: IO[bytes] | None) -> None:
        self._file = file
        self._database = database
        self._lock = lock
        self._run: int | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The journal of `folder`, made where there is none, for a run that writes. Raises OutputError.

        The operating system gives the lock back when the process ends, in whatever way.
        """
        file = journal_file(folder)
        with ExitStack() as stack:
            lock = stack.enter_context(lock_folder(folder))
            database = open_database(file)
            stack.pop_all()
        return cls(file, database, lock)

    @classmethod
    def open_read(cls, folder: Path) -> Self:
        """The journal of `folder`, to be read, also while a run writes it. Raises InputError where there is none."""
        file = journal_file(folder)
        if not file.is_file():
            raise InputError(
                place=str(folder), finding="no batch was made here", way_out="give the folder that was its output"
            )
        return cls(file, open_to_read(file), None)

    def close(self) -> None:
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """Whether a run is writing at this moment."""
        return self._lock is not None or is_locked(self._file.parent)

    def jobs(self, state: State | None = None) -> Iterator[JobRecord]:
        """All jobs, or those in `state`, in the order in which they were first planned."""
        where, values = ("", ()) if state is None else ("WHERE state = ?", (state,))
        yield from self._records(f"{where} ORDER BY number", values)

    def counts(self) -> Counts:
        with clear_errors(self._file, is_writing=False):
            states = dict(self._database.execute("SELECT state, count(*) FROM job GROUP BY state"))
            sums = self._database.execute(
                """SELECT total(sentences), total(cues), total(flagged), total(errors), total(warnings)
                   FROM job WHERE state = ?""",
                (State.DONE,),
            ).fetchone()
        return Counts(*(states.get(state, 0) for state in State), *map(int, sums))

    def job(self, stem: str) -> JobRecord:
        """The job, planned once, whose outputs are called `stem`."""
        (record,) = self._records("WHERE stem = ?", (stem,))
        return record

    def interrupted(self) -> list[JobRecord]:
        """The jobs of all chunks that a run before this did not end, finished ones too, in order."""
        return [
            *self._records(
                "WHERE chunk IN (SELECT chunk FROM job WHERE state = ?) ORDER BY chunk, number", (State.WORKING,)
            )
        ]

    def begin(self, jobs: Iterable[tuple[str, str]]) -> None:
        """Begin a run over `jobs`, each the stem of its outputs and the path of its input."""
        with self._writing():
            self._run = self._database.execute("INSERT INTO run (started) VALUES (?)", (_now(),)).lastrowid
            self._database.executemany(
                """INSERT INTO job (stem, path, state) VALUES (?, ?, 'waiting')
                   ON CONFLICT (stem) DO UPDATE SET path = excluded.path""",
                jobs,
            )

    def start(self, jobs: Iterable[Start], *, chunk: int | None) -> int:
        """These jobs go to work, in the `chunk` where they were before, or a new one; its number."""
        now = _now()
        with self._writing():
            if chunk is None:
                (chunk,) = self._database.execute("SELECT coalesce(max(chunk), 0) + 1 FROM job").fetchone()
            self._database.executemany(
                """UPDATE job SET state = 'working', signature = ?, input_sha256 = ?, chunk = ?, run = ?, started = ?,
                   finished = NULL, error_class = NULL, error_message = NULL, error_exit_code = NULL,
                   error_traceback = NULL WHERE number = ?""",
                [(job.signature, job.input_sha256, chunk, self._run, now, job.number) for job in jobs],
            )
        return int(chunk)

    def done(self, outcome: Outcome, outputs: Mapping[str, str]) -> None:
        """A job has its `outputs` on disk: their SHA-256 by suffix."""
        with self._writing():
            self._database.execute(
                """UPDATE job SET state = 'done', outputs = ?, finished = ?, sentences = ?, cues = ?, flagged = ?,
                   errors = ?, warnings = ?, seconds = ? WHERE number = ?""",
                (json.dumps(outputs), _now(), outcome.sentences, outcome.cues, outcome.flagged, outcome.errors,
                 outcome.warnings, outcome.seconds, outcome.number),
            )  # fmt: skip

    def failed(self, number: int, failure: Failure, *, seconds: float) -> None:
        """A job came to nothing."""
        with self._writing():
            self._database.execute(
                """UPDATE job SET state = 'failed', finished = ?, seconds = ?, error_class = ?, error_message = ?,
                   error_exit_code = ?, error_traceback = ? WHERE number = ?""",
                (_now(), seconds, failure.kind, failure.message, failure.exit_code, failure.traceback, number),
            )

    def end(self) -> None:
        """The run has come to its end, and not just stopped."""
        with self._writing():
            self._database.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), self._run))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with clear_errors(self._file, is_writing=True), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            yield

    def _records(self, rest: str, values: tuple[object, ...]) -> Iterator[JobRecord]:
        with clear_errors(self._file, is_writing=False):
            for row in self._database.execute(f"SELECT {', '.join(_COLUMNS)} FROM job {rest}", values):
                yield _record(dict(zip(_COLUMNS, row, strict=True)))


_ERROR = ("error_class", "error_message", "error_exit_code", "error_traceback")
_COLUMNS = (*(name for name in JobRecord.__slots__ if name != "failure"), *_ERROR)


def _record(row: dict[str, Any]) -> JobRecord:
    kind, message, exit_code, trace = (row.pop(name) for name in _ERROR)
    failure = None if kind is None else Failure(kind=kind, message=message, exit_code=exit_code, traceback=trace)
    return JobRecord(**{**row, "state": State(row["state"]), "outputs": json.loads(row["outputs"]), "failure": failure})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
