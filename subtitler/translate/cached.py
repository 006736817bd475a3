"""Translations that were made before are not made again."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from subtitler.core.language import Pair
from subtitler.translate.protocol import Link, Progress, Translation, Translator

MAX_RESULTS = 100_000
"""A result takes about a kilobyte, most of it links."""

_PORTION = 500  # sentences, so that an interrupted night keeps what it did
_APPLICATION = int.from_bytes(b"sbTC")
_LAYOUT = 1
_SCHEMA = (
    "CREATE TABLE result (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value TEXT NOT NULL, checksum INTEGER)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_LAYOUT}",
)
_DAMAGE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


class _DamagedError(Exception):
    """The file was a cache and is none now."""


class CachedTranslator:
    """Remembers in the file `path` what `inner` translated; equal to `inner` in all it returns.

    The oldest results go when there are more than `max_results`. Several processes may share the file. A damaged file
    is set aside and begun anew, and where none can be kept all is translated; `tell` hears of both.
    """

    def __init__(
        self, inner: Translator, path: Path, *, tell: Callable[[str], None], max_results: int = MAX_RESULTS
    ) -> None:
        self._inner = inner
        self._path = path
        self._tell = tell
        self._max_results = max_results
        self._is_usable = True

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._inner.pairs

    @property
    def signature(self) -> str:
        return self._inner.signature

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        start = f"{self.signature}\0{pair}\0"
        keys = [sha256((start + sentence).encode("utf-8", "surrogatepass")).digest() for sentence in sentences]
        found: dict[int, Translation] = {}
        self._use(lambda database: found.update(_recall(database, keys)))
        if progress and found:
            progress(len(found))
        missing = [at for at in range(len(keys)) if at not in found]
        for first in range(0, len(missing) or 1, _PORTION):  # once at least: `inner` has to refuse a wrong pair
            portion = missing[first : first + _PORTION]
            made = self._inner.translate([sentences[at] for at in portion], pair, progress)
            found.update(zip(portion, made, strict=True))
            self._use(partial(self._keep, {keys[at]: found[at] for at in portion}))
        return [found[at] for at in range(len(keys))]

    def _keep(self, results: dict[bytes, Translation], database: sqlite3.Connection) -> None:
        values = [(key, _frozen(translation)) for key, translation in results.items()]
        with database:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(
                "INSERT OR IGNORE INTO result (key, value, checksum) VALUES (?, ?, ?)",
                [(key, value, crc32(value.encode())) for key, value in values],
            )
            database.execute("DELETE FROM result WHERE id <= (SELECT max(id) FROM result) - ?", (self._max_results,))

    def _use(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do `work` if the cache lets us; it is no reason to stop."""
        if not self._is_usable:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as database:
                _prepare(database)
                work(database)
        except (sqlite3.Error, OSError, _DamagedError) as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if isinstance(error, _DamagedError) or code in _DAMAGE:
                self._set_aside(error)
            else:
                self._do_without(error)

    def _set_aside(self, reason: Exception) -> None:
        try:
            self._path.replace(f"{self._path}.damaged")
            for log in ("-wal", "-shm"):
                Path(f"{self._path}{log}").unlink(missing_ok=True)
        except OSError as error:
            self._do_without(error)
        else:
            self._tell(f"{self._path}: the cache of translations was damaged ({reason}) and is begun anew")

    def _do_without(self, reason: Exception) -> None:
        self._is_usable = False
        self._tell(f"{self._path}: the cache of translations cannot be used ({reason}); going on without it")


def _prepare(database: sqlite3.Connection) -> None:
    """Make the table in a new file. Raises _DamagedError for a cache of another version."""
    marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    if marks == [_APPLICATION, _LAYOUT]:
        return
    if marks[0] == _APPLICATION:
        raise _DamagedError(f"layout {marks[1]}, not {_LAYOUT}")
    database.execute("PRAGMA journal_mode = WAL")
    with database:
        database.execute("BEGIN IMMEDIATE")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables == 0:
            for statement in _SCHEMA:
                database.execute(statement)
        elif database.execute("PRAGMA application_id").fetchone() != (_APPLICATION,):
            raise OSError("it belongs to another program")


def _recall(database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[int, Translation]:
    found = {}
    for at, key in enumerate(keys):
        row = database.execute("SELECT value, checksum FROM result WHERE key = ?", (key,)).fetchone()
        if row is not None:
            value, checksum = row
            if crc32(value.encode()) != checksum:
                raise _DamagedError("a result differs from what was written")
            found[at] = _thawed(value)
    return found


def _frozen(translation: Translation) -> str:
    return json.dumps([translation.text, translation.score, translation.links, translation.notes])


def _thawed(value: str) -> Translation:
    text, score, links, notes = json.loads(value)
    return Translation(
        text=text,
        score=score,
        links=None if links is None else tuple(Link(*link) for link in links),
        notes=tuple(notes),
    )
