"""A manifest, CSV or JSONL -> jobs with settings of their own."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from subtitler.batch.plan import Job, Overrides, listed_job
from subtitler.core.errors import InputError
from subtitler.files import read_text

PATH, OUTPUT = "path", "output"
"""The columns that are no settings."""

Row = tuple[int, Mapping[str, str] | InputError]
"""The line it begins in, and its fields by column, or what is wrong with it."""


def manifest_jobs(file: Path, *, settings: Collection[str]) -> Iterator[Job | InputError]:
    """A job for each row, or what is wrong with it: `path`, maybe `output`, and the job's own `settings`.

    Columns may be written with `_` for `-`. An empty field says nothing. Paths count from the working folder, as those
    on the command line. Raises InputError for a file that is no manifest.
    """
    readers = {".csv": _csv_rows, ".jsonl": _jsonl_rows}
    if file.suffix.lower() not in readers:
        raise InputError(
            place=str(file), finding="has no suffix of a manifest", way_out=f"name it with {' or '.join(readers)}"
        )
    text, _ = read_text(file)
    kept: dict[Overrides, Overrides] = {}
    for line, row in readers[file.suffix.lower()](text, str(file)):
        if isinstance(row, InputError):
            yield row
            continue
        fields = {_column(key): value for key, value in row.items() if value.strip()}
        path, output = fields.pop(PATH, None), fields.pop(OUTPUT, None)
        unknown = [key for key in fields if key not in settings]
        if path is None:
            yield _wrong(file, line, "has no path", f"name the transcript in the column {PATH}")
        elif unknown:
            yield _wrong(
                file,
                line,
                f"no column is called {' or '.join(unknown)}",
                f"use {PATH}, {OUTPUT}, {', '.join(settings)}",
            )
        else:
            own = tuple(fields.items())
            yield listed_job(path, place=f"{file}:{line}", output=output, overrides=kept.setdefault(own, own))


def _column(written: str) -> str:
    return written.strip().lower().replace("_", "-")


def _csv_rows(text: str, place: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for fields in reader:
            if any(map(str.strip, fields)):
                if header is None:
                    header = fields
                    if len(set(map(_column, header))) < len(header):
                        yield line, _wrong(place, line, "two columns have one name", "rename one")
                        return
                elif len(fields) > len(header):
                    finding = f"has {len(fields)} fields, and the header {len(header)}"
                    yield line, _wrong(place, line, finding, "quote a field with a comma in it, or name the column")
                else:
                    yield line, dict(zip(header, fields, strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        yield line, _wrong(place, line, f"is no line of a table ({error})", "close its quotes")


def _jsonl_rows(text: str, place: str) -> Iterator[Row]:
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            row = json.loads(written)
        except (ValueError, RecursionError) as error:
            yield line, _wrong(place, line, f"is not JSON ({error})", 'write {"path": "news.txt"} on a line of its own')
            continue
        if not isinstance(row, dict) or any(isinstance(value, (dict, list)) for value in row.values()):
            yield line, _wrong(place, line, "is no object of plain values", 'write {"path": "news.txt"}')
            continue
        yield line, {key: _plain(value) for key, value in row.items()}


def _plain(value: object) -> str:
    """A value of JSON as one writes it in a table."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _wrong(file: Path | str, line: int, finding: str, way_out: str) -> InputError:
    return InputError(place=str(file), line=line, finding=finding, way_out=way_out)
