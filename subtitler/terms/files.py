"""Glossary files: tables with a header (TSV, CSV) and TBX."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from pathlib import PurePath

from subtitler.core.errors import ConfigError
from subtitler.core.language import Language, language_of
from subtitler.terms.glossary import Entry, Glossary, stands
from subtitler.terms.tbx import parse_tbx, render_tbx
from subtitler.text.normalise import normalise

COLUMNS = ("ko", "en", "type", "note", "forbidden")
_DELIMITERS = {".tsv": "\t", ".csv": ","}
_TBX_SUFFIXES = (".tbx", ".xml")
SUFFIXES = (*_DELIMITERS, *_TBX_SUFFIXES)


Row = tuple[int, Entry]
"""An entry and the line of its file that it stands in."""


def parse_glossary(text: str, name: str) -> Glossary:
    """The entries of a glossary file; the suffix of `name` tells its format. Raises ConfigError naming the line."""
    suffix = _suffix(name)
    rows = parse_tbx(text, name) if suffix in _TBX_SUFFIXES else _parse_table(text, name, _DELIMITERS[suffix])
    kept: dict[str, Row] = {}
    for line, entry in rows:
        _check(entry, f"{name}:{line}")
        known_line, known = kept.setdefault(entry.ko, (line, entry))
        if known.en != entry.en:
            raise ConfigError(
                place=f"{name}:{line}",
                finding=f"renders {entry.ko} as {entry.en}, and line {known_line} as {known.en}",
                way_out="keep one of the lines, or put the other rendering under forbidden",
            )
    _refuse_cycles(list(kept.values()), name)
    return Glossary(entry for _, entry in kept.values())


def render_glossary(glossary: Glossary, name: str) -> str:
    """The text of a glossary file in the format that the suffix of `name` tells. Raises ConfigError."""
    suffix = _suffix(name)
    if suffix in _TBX_SUFFIXES:
        return render_tbx(glossary.entries)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=_DELIMITERS[suffix], lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in glossary.entries:
        writer.writerow((entry.ko, entry.en, entry.type, entry.note, "|".join(entry.forbidden)))
    return stream.getvalue()


def default_glossary() -> Glossary:
    """The broadcast glossary that comes with subtitler: names, bodies, titles, places, events and laws."""
    file = files("subtitler") / "data" / "glossary.tsv"
    return parse_glossary(file.read_text(encoding="utf-8"), "glossary.tsv")


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ConfigError(
            place=name, finding="has no suffix of a glossary", way_out=f"name it with {', '.join(SUFFIXES)}"
        )
    return suffix


def _parse_table(text: str, name: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: tuple[str, ...] | None = None
    line = 1
    try:
        for fields in reader:
            written = [" ".join(normalise(field).split()) for field in fields]
            if any(written):
                if header is None:
                    header = _header(written, f"{name}:{line}", delimiter)
                else:
                    yield line, _entry(header, written, f"{name}:{line}")
            line = reader.line_num + 1
    except csv.Error as error:
        raise ConfigError(
            place=f"{name}:{line}", finding=f"is no line of a table ({error})", way_out="close its quotes"
        ) from error
    if header is None:
        raise ConfigError(place=name, finding="is empty", way_out=f"begin it with the line {','.join(COLUMNS[:2])}")


def _header(fields: Sequence[str], place: str, delimiter: str) -> tuple[str, ...]:
    names = tuple(field.lower() for field in fields)
    if not {"ko", "en"} <= set(names) or not set(names) <= set(COLUMNS) or len(set(names)) < len(names):
        divided = "a tab" if delimiter == "\t" else "a comma"
        raise ConfigError(
            place=place,
            finding=f"is no header of a glossary: {' '.join(fields)[:60]!r}",
            way_out=f"name the columns ko and en (and type, note, forbidden), divided by {divided}",
        )
    return names


def _entry(header: Sequence[str], fields: Sequence[str], place: str) -> Entry:
    if len(fields) > len(header):
        raise ConfigError(
            place=place,
            finding=f"has {len(fields)} fields, and the header {len(header)}",
            way_out="quote a field that has the dividing mark in it, or name the column",
        )
    values = dict(zip(header, fields, strict=False))
    return Entry(
        ko=values.get("ko", ""),
        en=values.get("en", ""),
        type=values.get("type", ""),
        note=values.get("note", ""),
        forbidden=tuple(filter(None, map(str.strip, values.get("forbidden", "").split("|")))),
    )


def _check(entry: Entry, place: str) -> None:
    """Raises ConfigError for terms that are none."""
    for language in Language:
        if not any(map(str.isalnum, entry.term(language))):
            raise ConfigError(
                place=place, finding=f"has no {language} term", way_out="write both terms, or delete the line"
            )
    if language_of(entry.ko) is not Language.KO and language_of(entry.en) is Language.KO:
        raise ConfigError(
            place=place, finding=f"has {entry.ko} for Korean and {entry.en} for English", way_out="swap ko and en"
        )
    if any(
        stands(wrong, entry.term(language), language) for language in Language for wrong in entry.forbidden_in(language)
    ):
        raise ConfigError(
            place=place,
            finding="forbids its own term or a part of it",
            way_out="take the term out of the forbidden ones",
        )


def _refuse_cycles(rows: Sequence[Row], name: str) -> None:
    """Entries by which a text would change for ever: one writes what another replaces, and the other way round."""
    lines: dict[str, int] = {}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for line, entry in rows:
        for replaced, written in _replacements(entry):
            if replaced != written:
                sorter.add(replaced, written)
                lines[replaced] = line
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        places = sorted({lines[term] for term in circle})
        raise ConfigError(
            place=f"{name}:{places[-1]}",
            finding=f"goes round in a circle with line {', '.join(map(str, places[:-1])) or places[0]}: "
            f"{' -> '.join(circle[::-1])}",
            way_out="delete one of the lines",
        ) from error


def _replacements(entry: Entry) -> Iterable[tuple[str, str]]:
    yield entry.ko, entry.en
    for language in Language:
        for wrong in entry.forbidden_in(language):
            yield wrong, entry.term(language)
