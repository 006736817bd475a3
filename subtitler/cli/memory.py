"""subtitler memory: translation memories in and out, and what is in them."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from subtitler.cli.options import Force, Json, Quiet
from subtitler.cli.talk import Stage, Talk
from subtitler.core.errors import InputError, UnknownFormatError
from subtitler.core.language import Language
from subtitler.files import check_free, read_text, write_lines
from subtitler.translate.memory import Match, Memory
from subtitler.translate.tmx import TmxReader, tmx_lines
from subtitler.translate.unit import Unit, make_unit, one_line

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Translation memories: take in, give out, search.",
)

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The file of a translation memory.")]
_FOUND = 5
_STEP = 1000


@app.command("import")
def import_command(
    memory: MemoryFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="NAME.tmx, or NAME.tsv (ko, en, origin, created).")],
    quiet: Quiet = False,
) -> None:
    """Take the units of FILE into MEMORY, which is made if it is not there. All are taken in or, on an error, none."""
    talk = Talk(quiet=quiet, verbose=False)
    read = {".tmx": _read_tmx, ".tsv": _read_tsv}[_suffix(file)]
    now = datetime.now(UTC).replace(microsecond=0)
    remarks: list[str] = []
    units = read(file, now, remarks)
    first = next(units, None)  # a file that cannot be read makes no memory
    with talk.stage(f"importing {file.name}", None) as stage, Memory.open(memory, create=True) as target:
        added = target.add(_counted(chain(filter(None, [first]), units), stage))
    talk.say(f"{memory}: {added.new:,} new units, {added.newer:,} newer, {added.known:,} there already")
    for remark in remarks:
        talk.say(f"{file}: {remark}")


@app.command("export")
def export_command(
    memory: MemoryFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="NAME.tmx or NAME.tsv.")],
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write the units of MEMORY to FILE."""
    talk = Talk(quiet=quiet, verbose=False)
    lines = {".tmx": tmx_lines, ".tsv": _tsv_lines}[_suffix(file)]
    if not force:
        check_free([file])
    with Memory.open(memory) as source:
        units = source.counts().units
        with talk.stage(f"exporting {memory.name}", units) as stage:
            write_lines(file, lines(_counted(source.units(), stage)))
    talk.say(f"{file}: {units:,} units")


@app.command("find")
def find_command(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence in either language.")],
    as_json: Json = False,
) -> None:
    """Print the unit of TEXT, and those of similar sentences."""
    with Memory.open(memory) as source:
        matches = {language: _matches(source, text, language) for language in Language}
    if as_json:
        typer.echo(
            json.dumps(
                [_row(match, language) for language, found in matches.items() for match in found],
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    for language, found in matches.items():
        for percent, unit in found:
            typer.echo(f"{percent:3} %  {unit.text(language)}\n       {unit.text(language.other)}")
            typer.echo(f"       {unit.origin}, {unit.created:%Y-%m-%d}")
    if not any(matches.values()):
        typer.echo("nothing similar", err=True)


@app.command("show")
def show_command(memory: MemoryFile, as_json: Json = False) -> None:
    """Print how many units MEMORY has, and where they are from."""
    with Memory.open(memory) as source:
        counts, version = source.counts(), source.version
    if as_json:
        described = {
            "units": counts.units,
            "sentences": counts.sentences,
            "oldest": counts.oldest and counts.oldest.isoformat(),
            "newest": counts.newest and counts.newest.isoformat(),
            "origins": counts.origins,
            "version": version,
        }
        typer.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{counts.units:,} units, version {version}")
    typer.echo(f"{counts.sentences[Language.KO]:,} Korean and {counts.sentences[Language.EN]:,} English sentences")
    if counts.oldest and counts.newest:
        typer.echo(f"from {counts.oldest:%Y-%m-%d} to {counts.newest:%Y-%m-%d}")
    for origin, units in counts.origins.items():
        typer.echo(f"{units:9,}  {origin}")


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in (".tmx", ".tsv"):
        raise UnknownFormatError(
            place=str(file), finding="is neither .tmx nor .tsv", way_out="give a name that ends in one of them"
        )
    return suffix


def _matches(memory: Memory, text: str, language: Language) -> list[Match]:
    same = memory.exact(text, language)
    return [*([Match(100, same)] if same else []), *memory.similar(text, language, limit=_FOUND)]


def _row(match: Match, language: Language) -> dict[str, object]:
    unit = match.unit
    return {
        "percent": match.percent,
        "language": language,
        "ko": unit.ko,
        "en": unit.en,
        "origin": unit.origin,
        "created": unit.created.isoformat(),
    }


def _counted(units: Iterable[Unit], stage: Stage) -> Iterator[Unit]:
    count = 0
    for count, unit in enumerate(units, 1):
        yield unit
        if count % _STEP == 0:
            stage.advance(_STEP)
    stage.advance(count % _STEP)


def _read_tmx(file: Path, now: datetime, remarks: list[str]) -> Iterator[Unit]:
    try:
        stream = file.open("rb")
    except OSError as error:
        raise InputError(
            place=str(file), finding=f"cannot be read ({error.strerror})", way_out="give the path of a TMX file"
        ) from error
    with stream:
        reader = TmxReader(stream, place=str(file), created=now)
        yield from reader
    if reader.left_out:
        remarks.append(f"{reader.left_out:,} units without a text in Korean or English, left out")
    if reader.tags:
        remarks.append(f"{reader.tags:,} inline tags dropped, the text between them kept")


def _read_tsv(file: Path, now: datetime, remarks: list[str]) -> Iterator[Unit]:
    """The units in lines of ko, en and, where given, origin and created."""
    text, notice = read_text(file)
    if notice is not None:
        remarks.append(notice)
    left_out = 0
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or (number == 1 and cells[:2] == ["ko", "en"]):
            continue
        if not 2 <= len(cells) <= 4:
            raise InputError(
                place=str(file),
                line=number,
                finding=f"has {len(cells)} columns",
                way_out="write Korean, English and, if you like, origin and date, with tabs between",
            )
        ko, en, origin, created = [*cells, "", ""][:4]
        date = _date(created, file, number) if created else now
        unit = make_unit(ko=ko, en=en, origin=one_line(origin) or str(file), created=date)
        if unit is None:
            left_out += 1
        else:
            yield unit
    if left_out:
        remarks.append(f"{left_out:,} lines without a text in Korean or English, left out")


def _date(text: str, file: Path, line: int) -> datetime:
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            place=str(file), line=line, finding=f"{text!r} is no date", way_out="write it as 2026-01-31T09:30:00+00:00"
        ) from error
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _tsv_lines(units: Iterable[Unit]) -> Iterator[str]:
    yield "ko\ten\torigin\tcreated\n"
    for unit in units:
        yield f"{unit.ko}\t{unit.en}\t{unit.origin}\t{unit.created.isoformat()}\n"
