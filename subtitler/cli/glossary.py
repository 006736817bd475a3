"""subtitler glossary: check, convert and search glossary files."""

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from subtitler.cli.options import Force, Json
from subtitler.core.language import Language, language_of
from subtitler.files import read_text, write_text
from subtitler.terms.files import default_glossary, parse_glossary, render_glossary
from subtitler.terms.glossary import Entry, Glossary, merge

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="Glossaries: check, convert, search."
)

_FILES = "Glossaries: NAME.tsv or NAME.csv with the columns ko and en (type, note, forbidden), or NAME.tbx."


@app.command("check")
def check_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILES...", help=_FILES)], as_json: Json = False
) -> None:
    """Say what is in glossaries, and which terms a later one renders in another way.

    A broken line, a term with two renderings in one file and entries that go round in a circle end with exit code 4.
    """
    glossaries = [_read(path) for path in files]
    counts = Counter(entry.type or "no type" for glossary in glossaries for entry in glossary.entries)
    changes = _changes(glossaries)
    if as_json:
        found = {
            "entries": len(merge(*glossaries).entries),
            "types": dict(counts),
            "changed": [{"ko": new.ko, "from": old.en, "to": new.en} for old, new in changes],
        }
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for path, glossary in zip(files, glossaries, strict=True):
        typer.echo(f"{path}: {len(glossary.entries):,} entries")
    for kind, count in counts.most_common():
        typer.echo(f"  {kind}: {count:,}")
    for old, new in changes:
        typer.echo(f"{new.ko}: {new.en} in place of {old.en}")


@app.command("convert")
def convert_command(
    source: Annotated[Path, typer.Argument(metavar="IN", help="NAME.tsv, NAME.csv or NAME.tbx.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The same in another format, told by the suffix.")],
    force: Force = False,
) -> None:
    """Write a glossary in another format."""
    write_text(target, render_glossary(_read(source), target.name), force=force)


@app.command("find")
def find_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a term, in either language.")],
    files: Annotated[
        list[Path] | None, typer.Option("--glossary", metavar="FILE", help="Look in this one too; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the entries of the terms in TEXT, as they would be enforced."""
    glossary = merge(default_glossary(), *map(_read, files or ()))
    language = language_of(text) or Language.EN
    entries = [match.entry for match in glossary.find(text, language)]
    if as_json:
        typer.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in entries:
        typer.echo("\t".join(filter(None, (entry.ko, entry.en, entry.type, entry.note, "|".join(entry.forbidden)))))


def _read(path: Path) -> Glossary:
    text, _ = read_text(path)
    return parse_glossary(text, str(path))


def _changes(glossaries: list[Glossary]) -> list[tuple[Entry, Entry]]:
    """(entry, the entry of a later glossary that renders its Korean term in another way)."""
    found = []
    known: dict[str, Entry] = {}
    for glossary in glossaries:
        for entry in glossary.entries:
            old = known.get(entry.ko)
            if old is not None and old.en != entry.en:
                found.append((old, entry))
        known |= {entry.ko: entry for entry in glossary.entries}
    return found


def _row(entry: Entry) -> dict[str, object]:
    return {
        "ko": entry.ko,
        "en": entry.en,
        "type": entry.type,
        "note": entry.note,
        "forbidden": list(entry.forbidden),
    }
