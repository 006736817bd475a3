"""subtitler models: what models are known, where they are and under which licence."""

import json

import typer
from rich.console import Console
from rich.table import Table

from subtitler.cli.options import Json
from subtitler.translate.loading import Found, find_models


def models_command(as_json: Json = False) -> None:
    """List the known models: directions, licence, and whether they are on this machine."""
    found = find_models()
    if as_json:
        typer.echo(json.dumps([_row(model) for model in found], ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False)
    for title in ("model", "directions", "licence", "where"):
        table.add_column(title, overflow="fold")
    for model in found:
        known = model.model
        table.add_row(known.id, ", ".join(map(str, known.pairs)), known.licence, _place(model))
    console = Console(highlight=False)
    console.print(table)
    console.print()
    for model in found:
        console.print(f"{model.model.id}: {model.model.refused or model.model.note}", markup=False)


def _place(found: Found) -> str:
    if found.model.refused:
        return "refused"
    return "not on this machine" if found.folder is None else str(found.folder)


def _row(found: Found) -> dict[str, object]:
    model = found.model
    return {
        "id": model.id,
        "name": model.name,
        "kind": model.kind,
        "pairs": [str(pair) for pair in model.pairs],
        "revision": model.revision,
        "licence": model.licence,
        "place": _place(found),
        "refused": model.refused,
        "note": model.note,
    }
