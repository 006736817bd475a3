"""The SQLite file of a journal, and the lock of the run that writes it."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from subtitler.core.errors import InputError, OutputError, SubtitlerError

FOLDER = ".subtitler"
"""In the folder of the outputs: the journal and the lock."""

_LOCK = "lock"
_PATIENCE_S = 1.0
_APPLICATION = int.from_bytes(b"sbBJ")
_LAYOUT = 1
_SCHEMA = (
    "CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT)",
    """CREATE TABLE job (number INTEGER PRIMARY KEY, stem TEXT NOT NULL UNIQUE, path TEXT NOT NULL, state TEXT NOT NULL,
       signature TEXT, input_sha256 TEXT, outputs TEXT NOT NULL DEFAULT '{}', chunk INTEGER, run INTEGER,
       error_class TEXT, error_message TEXT, error_exit_code INTEGER, error_traceback TEXT,
       sentences INTEGER NOT NULL DEFAULT 0, cues INTEGER NOT NULL DEFAULT 0, flagged INTEGER NOT NULL DEFAULT 0,
       errors INTEGER NOT NULL DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0,
       started TEXT, finished TEXT, seconds REAL)""",
    "CREATE INDEX job_state ON job (state)",
    "CREATE INDEX job_chunk ON job (chunk)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_LAYOUT}",
)


def journal_file(folder: Path) -> Path:
    return folder / FOLDER / "journal.sqlite"


def lock_folder(folder: Path) -> IO[bytes]:
    """The lock on `folder`, held until it is closed, or this process ends in whatever way. Raises OutputError."""
    place = folder / FOLDER
    with clear_errors(place, is_writing=True), ExitStack() as stack:
        place.mkdir(parents=True, exist_ok=True)
        file = stack.enter_context((place / _LOCK).open("ab"))
        until = monotonic() + _PATIENCE_S  # those who ask `is_locked` hold it for a moment
        while not _lock(file, is_shared=False):
            if monotonic() > until:
                raise OutputError(
                    place=str(folder),
                    finding="another run writes into this folder",
                    way_out="wait for it, or give another folder; `subtitler batch status` shows how far it is",
                )
            sleep(_PATIENCE_S / 20)
        stack.pop_all()
    return file


def is_locked(folder: Path) -> bool:
    """Whether a run holds the lock in `folder`, that of a journal."""
    try:
        with (folder / _LOCK).open("rb") as file:
            return not _lock(file, is_shared=True)
    except OSError:
        return False


def _lock(file: IO[bytes], *, is_shared: bool) -> bool:
    if sys.platform == "win32":
        raise OutputError(place=file.name, finding="batch needs a POSIX system", way_out="run it on Linux or macOS")
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_database(file: Path) -> sqlite3.Connection:
    """The journal in `file`, to be written; made where there is none."""
    with clear_errors(file, is_writing=True), ExitStack() as stack:
        database = stack.enter_context(closing(sqlite3.connect(file, timeout=30, isolation_level=None)))
        database.execute("PRAGMA journal_mode = WAL")
        # What the last moments before a power cut wrote may be lost: that work is done again.
        database.execute("PRAGMA synchronous = NORMAL")
        _build(database)
        _check(database, file)
        stack.pop_all()
    return database


def open_to_read(file: Path) -> sqlite3.Connection:
    """The journal in `file`, to be read."""
    with clear_errors(file, is_writing=False), ExitStack() as stack:
        database = stack.enter_context(closing(_connected(file)))
        _check(database, file)
        stack.pop_all()
    return database


def _connected(file: Path) -> sqlite3.Connection:
    """To read only. In a folder that is read-only it must do without a log beside the file."""
    try:
        return _answering(file, "mode=ro")
    except sqlite3.OperationalError:
        return _answering(file, "immutable=1")


def _answering(file: Path, how: str) -> sqlite3.Connection:
    with ExitStack() as stack:
        database = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=30, isolation_level=None)
        stack.enter_context(closing(database))
        database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        stack.pop_all()
    return database


def _build(database: sqlite3.Connection) -> None:
    with database:
        database.execute("BEGIN IMMEDIATE")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            for statement in _SCHEMA:
                database.execute(statement)


def _check(database: sqlite3.Connection, file: Path) -> None:
    marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks != [_APPLICATION, _LAYOUT]:
        raise OutputError(
            place=str(file),
            finding="is no journal of this version of subtitler",
            way_out="move it away and give --force: all is made anew",
        )


@contextmanager
def clear_errors(file: Path, *, is_writing: bool) -> Iterator[None]:
    """Errors of the file system and of SQLite in our own words."""
    try:
        yield
    except OSError as error:
        raise _refused(file, error.strerror or str(error), is_writing=is_writing) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise OutputError(
                place=str(file),
                finding=f"is damaged ({error})",
                way_out="move it away and give --force: all is made anew",
            ) from error
        raise _refused(file, str(error), is_writing=is_writing) from error


def _refused(file: Path, reason: str, *, is_writing: bool) -> SubtitlerError:
    if is_writing:
        return OutputError(
            place=str(file),
            finding=f"cannot be written ({reason})",
            way_out="give a folder that can be written and has room",
        )
    return InputError(place=str(file), finding=f"cannot be read ({reason})", way_out="give a folder that can be read")
