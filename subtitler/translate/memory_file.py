"""The SQLite file of a translation memory: its layout, opening it, and what can be wrong with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from subtitler.core.errors import ConfigError, OutputError, SubtitlerError

_APPLICATION = int.from_bytes(b"sbTM")
_LAYOUT = 1
_SCHEMA = (
    "CREATE TABLE state (version TEXT NOT NULL)",
    "INSERT INTO state VALUES ('empty')",
    """CREATE TABLE unit (id INTEGER PRIMARY KEY, ko TEXT NOT NULL, en TEXT NOT NULL, origin TEXT NOT NULL,
       created TEXT NOT NULL, ko_key TEXT NOT NULL, en_key TEXT NOT NULL)""",
    "CREATE INDEX unit_ko ON unit (ko_key)",
    "CREATE INDEX unit_en ON unit (en_key)",
    # Korean words change their ends, so any three characters are an entry; English has too few of those to tell
    # sentences apart by (20 ms a sentence instead of 3), and its words stay.
    """CREATE VIRTUAL TABLE ko_index USING fts5
       (key, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')""",
    "CREATE VIRTUAL TABLE en_index USING fts5 (key, content='', columnsize=0, detail=none, tokenize='unicode61')",
    "CREATE VIRTUAL TABLE ko_entries USING fts5vocab (ko_index, row)",
    "CREATE VIRTUAL TABLE en_entries USING fts5vocab (en_index, row)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_LAYOUT}",
)


def open_database(path: Path, *, create: bool) -> sqlite3.Connection:
    """The memory in `path`; with `create`, a new one where nothing is. Raises ConfigError and OutputError."""
    with clear_errors(path, is_writing=create), ExitStack() as stack:
        if not create and not path.exists():
            raise ConfigError(
                place=str(path),
                finding="there is no such file",
                way_out="make a memory with `subtitler memory import`, or correct the path",
            )
        database = stack.enter_context(closing(_connect(path, create=create)))
        if create and _is_empty(database):
            _build(database)
        _check(database, path)
        stack.pop_all()
    return database


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection that has read from the file. In a folder that is read-only it must do without a log beside it."""
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path, "mode=rwc" if create else "mode=rw")
    except sqlite3.OperationalError as error:
        if create or _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        return _connected(path, "immutable=1")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    with ExitStack() as stack:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=30, isolation_level=None)
        stack.enter_context(closing(database))
        _is_empty(database)
        stack.pop_all()
    return database


def _is_empty(database: sqlite3.Connection) -> bool:
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return not tables


def _build(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    with database:
        database.execute("BEGIN IMMEDIATE")
        if _is_empty(database):  # nobody else was faster
            for statement in _SCHEMA:
                database.execute(statement)


def _check(database: sqlite3.Connection, path: Path) -> None:
    if database.execute("PRAGMA application_id").fetchone() != (_APPLICATION,):
        raise ConfigError(
            place=str(path), finding="is an SQLite file but no translation memory", way_out="give another path"
        )
    (layout,) = database.execute("PRAGMA user_version").fetchone()
    if layout != _LAYOUT:
        raise ConfigError(
            place=str(path),
            finding=f"has layout {layout}, and this version of subtitler reads {_LAYOUT}",
            way_out="export it with the version that wrote it, and import that into a new one",
        )


def _code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code; None for an error of the Python module."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


_REFUSED = (
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
)  # fmt: skip


@contextmanager
def clear_errors(path: Path, *, is_writing: bool = False) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(path, error.strerror or str(error), is_writing=is_writing) from error
    except sqlite3.Error as error:
        code = _code(error)
        if code in _REFUSED:
            raise _refused(path, str(error), is_writing=is_writing) from error
        finding, way_out = f"is damaged ({error})", "restore it from a copy, or import its TMX into a new one"
        if code == sqlite3.SQLITE_NOTADB:
            finding, way_out = "is no translation memory", "give one, or make one with `subtitler memory import`"
        elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            finding, way_out = "is being written by another process", "try again when that is done"
        raise ConfigError(place=str(path), finding=finding, way_out=way_out) from error


def _refused(path: Path, reason: str, *, is_writing: bool) -> SubtitlerError:
    if is_writing:
        way_out = "give a path in a folder that can be written and has room"
        return OutputError(place=str(path), finding=f"cannot be written ({reason})", way_out=way_out)
    return ConfigError(place=str(path), finding=f"cannot be read ({reason})", way_out="give a file that can be read")
