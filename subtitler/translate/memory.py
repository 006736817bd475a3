"""A translation memory: sentences that somebody translated before, in an SQLite file."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from subtitler.core.language import Language, Pair
from subtitler.translate.memory_file import clear_errors, open_database
from subtitler.translate.protocol import Progress, Translation, Translator
from subtitler.translate.unit import Unit, key_of

SIMILAR_FROM = 75
"""Percent; below it a sentence is faster translated than mended."""

_LONGEST = 1000  # characters of a sentence that is compared; longer ones are no sentences
_READ = 3000  # entries of the index that are looked at, the rarest words first
_COMPARED = 400  # of the units found there, those that share most

_FIELDS = "ko, en, origin, created"
_NEWEST_FIRST = "ORDER BY created DESC, id DESC"


class Match(NamedTuple):
    """`percent` is 100 for the same sentence, else of the characters that both share in order, rounded down."""

    percent: int
    unit: Unit


class Added(NamedTuple):
    """Units that were new, that are there with a newer date now, and that were there already."""

    new: int
    newer: int
    known: int


class Counts(NamedTuple):
    units: int
    sentences: dict[Language, int]
    origins: dict[str, int]
    oldest: datetime | None
    newest: datetime | None


class Memory:
    """Units in a file. All are kept; of several for one sentence the newest counts, of one date the last added.

    Several processes may use one file at a time; one writes, the others wait for it. Raises ConfigError for a file that
    cannot be used, and OutputError where it cannot be written.
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self._path = path
        self._database = database

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """The memory in `path`; with `create`, a new one where nothing is."""
        return cls(path, open_database(path, create=create))

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def version(self) -> str:
        """Differs whenever the units or the order in which they came differ."""
        with clear_errors(self._path):
            return str(self._database.execute("SELECT version FROM state").fetchone()[0])

    def add(self, units: Iterable[Unit]) -> Added:
        """Take in all of `units`, or none when something fails, `units` included. An older date changes nothing."""
        counts = {"new": 0, "newer": 0, "known": 0}
        with clear_errors(self._path, is_writing=True), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            version = sha256(self.version.encode())
            for unit in units:
                outcome = self._add(unit)
                counts[outcome] += 1
                if outcome != "known":
                    version.update(repr(_row(unit)).encode())
            if counts["new"] or counts["newer"]:
                self._database.execute("UPDATE state SET version = ?", (version.hexdigest()[:16],))
        return Added(**counts)

    def _add(self, unit: Unit) -> str:
        keys = key_of(unit.ko), key_of(unit.en)
        found = self._database.execute("SELECT id, created FROM unit WHERE ko_key = ? AND en_key = ?", keys).fetchone()
        if found is None:
            added = self._database.execute(
                f"INSERT INTO unit ({_FIELDS}, ko_key, en_key) VALUES (?, ?, ?, ?, ?, ?)", (*_row(unit), *keys)
            )
            for language, key in zip(("ko", "en"), keys, strict=True):
                self._database.execute(
                    f"INSERT INTO {language}_index (rowid, key) VALUES (?, ?)", (added.lastrowid, key)
                )
            return "new"
        if found[1] < unit.created.isoformat():
            self._database.execute(f"UPDATE unit SET ({_FIELDS}) = (?, ?, ?, ?) WHERE id = ?", (*_row(unit), found[0]))
            return "newer"
        return "known"

    def exact(self, text: str, source: Language) -> Unit | None:
        """The unit of the same sentence in `source`, the newest of several."""
        return self._newest(key_of(text), source)

    def similar(self, text: str, source: Language, *, limit: int = 1) -> tuple[Match, ...]:
        """The units most like `text` in `source` without being the same, best first.

        Found are those that share three Korean characters in a row, or an English word, with it.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - not needed for exact matches

        key = key_of(text)
        if len(key) > _LONGEST:
            return ()
        with clear_errors(self._path):
            keys = self._near(key, source)
        found = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=SIMILAR_FROM, limit=limit)
        units = [(percent, self._newest(near, source)) for near, percent, _ in found]
        return tuple(Match(int(percent), unit) for percent, unit in units if unit is not None)

    def _newest(self, key: str, source: Language) -> Unit | None:
        with clear_errors(self._path):
            found = self._database.execute(
                f"SELECT {_FIELDS} FROM unit WHERE {source}_key = ? {_NEWEST_FIRST} LIMIT 1", (key,)
            ).fetchone()
            return None if found is None else _unit(found)

    def _near(self, key: str, source: Language) -> list[str]:
        """The keys that share most of the rarest entries with `key`, itself left out."""
        entries = _ENTRIES[source](key)
        shared: Counter[int] = Counter()
        left = _READ
        for count, entry in sorted(
            self._database.execute(
                f"SELECT doc, term FROM {source}_entries WHERE term IN ({_marks(entries)})", tuple(entries)
            )
        ):
            if count > left and shared:
                break
            left -= count
            quoted = '"' + entry.replace('"', '""') + '"'
            shared.update(
                number
                for (number,) in self._database.execute(
                    f"SELECT rowid FROM {source}_index WHERE {source}_index MATCH ? LIMIT ?", (quoted, _READ)
                )
            )
        numbers = [number for number, _ in shared.most_common(_COMPARED)]
        # What is shared counts twice in the likeness, so that at least this much of the longer must be in the shorter.
        share = SIMILAR_FROM / (200 - SIMILAR_FROM)
        found = self._database.execute(
            f"""SELECT DISTINCT {source}_key FROM unit WHERE id IN ({_marks(numbers)})
                AND length({source}_key) BETWEEN ? AND ? AND {source}_key != ?""",
            (*numbers, len(key) * share, len(key) / share, key),
        )
        return [near for (near,) in found]

    def units(self) -> Iterator[Unit]:
        """All units, in the order in which they came."""
        with clear_errors(self._path):
            for row in self._database.execute(f"SELECT {_FIELDS} FROM unit ORDER BY id"):
                yield _unit(row)

    def counts(self) -> Counts:
        with clear_errors(self._path):
            units, ko, en, oldest, newest = self._database.execute(
                "SELECT count(*), count(DISTINCT ko_key), count(DISTINCT en_key), min(created), max(created) FROM unit"
            ).fetchone()
            origins = self._database.execute(
                "SELECT origin, count(*) FROM unit GROUP BY origin ORDER BY count(*) DESC, origin"
            ).fetchall()
            with _as_damage():
                dates = [date and datetime.fromisoformat(date) for date in (oldest, newest)]
        return Counts(units, {Language.KO: ko, Language.EN: en}, dict(origins), *dates)


_ENTRIES: dict[Language, Callable[[str], set[str]]] = {
    Language.KO: lambda key: {key[at : at + 3] for at in range(len(key) - 2)},
    Language.EN: lambda key: set(re.findall("[a-z0-9]+", key.lower())),
}


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _row(unit: Unit) -> tuple[str, str, str, str]:
    return unit.ko, unit.en, unit.origin, unit.created.isoformat()


def _unit(row: tuple[str, str, str, str]) -> Unit:
    ko, en, origin, created = row
    with _as_damage():
        return Unit(ko=ko, en=en, origin=origin, created=datetime.fromisoformat(created))


@contextmanager
def _as_damage() -> Iterator[None]:
    """A value that we did not write is damage to the file."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError(str(error)) from error


class MemoryTranslator:
    """Takes a sentence that the memory holds from there, and lets `inner` translate the others.

    A translation of the memory has neither score nor links: no model made it, and the cut finds links by other signs.
    It is written with the marks of all other text. What the memory did is in the notes.
    """

    def __init__(self, inner: Translator, memory: Memory) -> None:
        self._inner = inner
        self._memory = memory

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._inner.pairs

    @property
    def signature(self) -> str:
        return f"{self._inner.signature} memory {self._memory.version}"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError, and ConfigError when the memory cannot be read."""
        units = [self._memory.exact(sentence, pair.source) for sentence in sentences]
        missing = [at for at, unit in enumerate(units) if unit is None]
        translated = self._inner.translate([sentences[at] for at in missing], pair, progress)
        if progress and len(missing) < len(units):
            progress(len(units) - len(missing))
        others = dict(zip(missing, translated, strict=True))
        return [
            self._offering(sentences[at], others[at], pair) if unit is None else _taken(unit, pair)
            for at, unit in enumerate(units)
        ]

    def _offering(self, sentence: str, translation: Translation, pair: Pair) -> Translation:
        notes = (
            f"memory: {percent} % match: '{unit.text(pair.source)}' -> '{unit.text(pair.target)}'"
            for percent, unit in self._memory.similar(sentence, pair.source)
        )
        return replace(translation, notes=tuple(chain(translation.notes, notes)))


def _taken(unit: Unit, pair: Pair) -> Translation:
    return Translation(text=key_of(unit.text(pair.target)), notes=("memory: exact match",))
