"""The only module that reads and writes files. The path `-` is standard input or output."""

import hashlib
import os
import secrets
import shutil
import stat
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from subtitler.core.errors import EncodingError, FileExistsHereError, InputError, OutputError

STANDARD = Path("-")
MAX_BYTES = 64 * 2**20  # a hundred thousand cues of two lines take about 10 MB

_BOMS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_NOTICES = {"utf-16": "read as UTF-16", "cp949": "read as CP949 (Korean Windows), as it is not UTF-8"}
_NOT_TEXT = {  # what people hand over in place of a text, by its first bytes
    b"%PDF-": "a PDF",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive, as DOCX and HWPX files are",
    b"\xd0\xcf\x11\xe0": "an HWP or old Office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_AS_TEXT = "save it as plain text in UTF-8"
_TEMPORARY = (".subtitler-", ".tmp")


class Reading(NamedTuple):
    """The text of a file, a notice when it was not in UTF-8, and the SHA-256 of the bytes that it was read from."""

    text: str
    notice: str | None
    sha256: str


def read_text(path: Path) -> tuple[str, str | None]:
    """The text of a file, and a notice when it was not in UTF-8.

    Read as UTF-8 with or without a BOM, as UTF-16 with one, or else as CP949 if every byte fits. Line breaks stay as
    they are. Raises InputError, and EncodingError for what is no text.
    """
    return _text_of(_bytes_of(path), str(path))


def read_stable(path: Path) -> Reading:
    """A file as `read_text` reads it. Raises InputError too when it is no file, or changes while it is read."""
    before = _version(path)
    if not stat.S_ISREG(before.st_mode):
        raise InputError(place=str(path), finding="is not a file", way_out="give the path of a text file")
    data = _bytes_of(path)
    after = _version(path)
    marks = [(each.st_ino, each.st_size, each.st_mtime_ns) for each in (before, after)]
    if marks[0] != marks[1] or after.st_size != len(data):
        raise InputError(place=str(path), finding="changed while it was read", way_out="try again when it is finished")
    text, notice = _text_of(data, str(path))
    return Reading(text, notice, hashlib.sha256(data).hexdigest())


def sha256_of(path: Path) -> str | None:
    """That of the file's bytes; None where no file is. Raises InputError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def write_text(path: Path, text: str, *, force: bool, bom: bool = False, crlf: bool = False) -> None:
    """Write one text, as `write_all` does, or to standard output. Raises OutputError."""
    if path == STANDARD:
        data = _encoded(path, text, bom=bom, crlf=crlf)
        with _writing(path):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    else:
        write_all({path: text}, force=force, bom=bom, crlf=crlf)


def write_all(outputs: Mapping[Path, str], *, force: bool, bom: bool = False, crlf: bool = False) -> None:
    """Write the texts as UTF-8: all of them or none. Raises OutputError, and FileExistsHereError without `force`.

    Each text goes into a temporary file beside its target, and only when all are on disk do they take their names. A
    file system can still refuse in between, and then those named before the refused one stay. Folders are made.
    """
    targets = {path: Path(os.path.realpath(path)) for path in outputs}  # a link is written through, not replaced
    _check_targets(targets, force)
    encoded = {path: _encoded(path, text, bom=bom, crlf=crlf) for path, text in outputs.items()}
    temporary = {path: _temporary(target) for path, target in targets.items()}
    try:
        for path, data in encoded.items():
            with _writing(path):
                _store([data], temporary[path], targets[path])
        for path, target in targets.items():
            with _writing(path):
                temporary[path].replace(target)
    finally:
        for leftover in temporary.values():
            with suppress(OSError):
                leftover.unlink()


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file that may be too large to hold in memory, whole or not at all. Raises OutputError."""
    target = Path(os.path.realpath(path))
    temporary = _temporary(target)
    try:
        with _writing(path):
            _store((line.encode("utf-8") for line in lines), temporary, target)
            temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink()


def remove_leftovers(folder: Path) -> None:
    """Removes the temporary files of a `write_all` into `folder` whose process was killed. None may be going on."""
    for leftover in folder.glob("*".join(_TEMPORARY)):
        with _writing(leftover):
            leftover.unlink(missing_ok=True)


def check_free(paths: Iterable[Path]) -> None:
    """Nothing, when none of `paths` is there. Raises OutputError: better before the work than after it."""
    taken = []
    for path in paths:
        with _writing(path):
            taken += [str(path)] if path.exists() else []
    if taken:
        raise FileExistsHereError(
            place=", ".join(taken), finding="there already", way_out="give --force to overwrite, or another name"
        )


def _bytes_of(path: Path) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD else path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MAX_BYTES:
        raise InputError(place=str(path), finding=f"has more than {MAX_BYTES} bytes", way_out="divide the text")
    return data


def _version(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        place=str(path), finding=f"cannot be read ({error.strerror})", way_out="give the path of a text file"
    )


def _text_of(data: bytes, place: str) -> tuple[str, str | None]:
    for start, kind in _NOT_TEXT.items():
        if data.startswith(start):
            raise EncodingError(place=place, finding=f"this is {kind}, not text", way_out=_AS_TEXT)
    text, notice = _decoded(data, place)
    if "\0" in text:
        raise EncodingError(
            place=place, finding="this has zero bytes: it is no text, or UTF-16 without a BOM", way_out=_AS_TEXT
        )
    return text, notice


def _decoded(data: bytes, place: str) -> tuple[str, str | None]:
    encodings = next(((encoding,) for bom, encoding in _BOMS.items() if data.startswith(bom)), ("utf-8", "cp949"))
    failures = []
    for encoding in encodings:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), _NOTICES.get(encoding)
        except UnicodeDecodeError as error:
            failures.append(error)
    tried = " or ".join(encoding.upper() for encoding in encodings)
    furthest = max(failures, key=lambda failure: failure.start)  # the encoding that was right for longest
    raise EncodingError(
        place=place,
        finding=f"byte {furthest.start} (0x{data[furthest.start]:02x}) fits no {tried} text",
        way_out=_AS_TEXT,
    ) from furthest


def _encoded(path: Path, text: str, *, bom: bool, crlf: bool) -> bytes:
    lines = text.replace("\n", "\r\n") if crlf else text
    try:
        return (BOM_UTF8 if bom else b"") + lines.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OutputError(
            place=str(path),
            finding=f"UTF-8 has no character {error.object[error.start : error.end]!a}",
            way_out="take it out of the text",
        ) from error


def _check_targets(targets: Mapping[Path, Path], force: bool) -> None:
    for path, target in targets.items():
        with _writing(path):
            if target.exists() and not target.is_file():
                raise OutputError(place=str(path), finding="is not a file", way_out="give the path of a file")
    if len({*targets.values()}) < len(targets):
        names = ", ".join(map(str, targets))
        raise OutputError(place=names, finding="two outputs go to one file", way_out="give each its own name")
    if not force:
        check_free(targets)


def _temporary(target: Path) -> Path:
    return target.parent / f".subtitler-{secrets.token_hex(8)}.tmp"


def _store(data: Iterable[bytes], temporary: Path, target: Path) -> None:
    temporary.parent.mkdir(parents=True, exist_ok=True)
    with temporary.open("xb") as file:
        file.writelines(data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, temporary)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            place=str(path),
            finding=f"cannot be written ({error.strerror})",
            way_out="give a path in a folder that can be written and has room",
        ) from error
