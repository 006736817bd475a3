"""subtitler config: what the options are where they are not given, and which file says so."""

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from subtitler.cli.app import COMMANDS
from subtitler.cli.options import Json
from subtitler.cli.station import Setting, Station, check_shared, effective, inner_of
from subtitler.core.errors import ConfigError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("config")
def config_command(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND...", help="A command (`make`, `glossary check`); else all.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the settings of the commands, and whether subtitler.toml or the program sets them.

    Checks the settings file whole: the other commands check only their own part of it.
    """
    station: Station | None = ctx.obj
    loaded = {name: lazy.load(name) for name, lazy in COMMANDS.items()}
    if station is not None:
        check_shared(station, loaded.values())
    found = {
        shown.replace(".", " "): settings
        for name, part in loaded.items()
        for shown, settings in _settings(part, name, station).items()
        if settings
    }
    if command:
        found = _chosen(" ".join(command), found)
    if as_json:
        _print_json(found, station)
    else:
        _print_table(found, station)


def _settings(command: Any, name: str, station: Station | None) -> dict[str, tuple[Setting, ...]]:
    """The settings of `command` and of the commands in it."""
    found = {name: effective(command, name, station)}
    for inner, part in inner_of(command).items():
        found |= _settings(part, f"{name}.{inner}", station)
    return found


def _chosen(name: str, found: dict[str, tuple[Setting, ...]]) -> dict[str, tuple[Setting, ...]]:
    chosen = {shown: settings for shown, settings in found.items() if shown == name or shown.startswith(f"{name} ")}
    if not chosen:
        raise ConfigError(place=name, finding="no command with options is called so", way_out="see `subtitler --help`")
    return chosen


def _print_json(found: dict[str, tuple[Setting, ...]], station: Station | None) -> None:
    described = {
        "file": None if station is None else str(station.path),
        "commands": {
            name: {setting.option: {"value": setting.value, "from": setting.place} for setting in settings}
            for name, settings in found.items()
        },
    }
    typer.echo(json.dumps(described, ensure_ascii=False, indent=2, default=str))


def _print_table(found: dict[str, tuple[Setting, ...]], station: Station | None) -> None:
    table = Table(box=None, pad_edge=False)
    for title in ("command", "option", "value", "from"):
        table.add_column(title, overflow="fold")
    for name, settings in found.items():
        for setting in settings:
            table.add_row(name, setting.option, _shown(setting.value), setting.place)
    console = Console(highlight=False, markup=False)
    console.print("no settings file" if station is None else f"settings file {station.path}")
    console.print()
    console.print(table)


def _shown(value: object) -> str:
    """A value as TOML writes it; a dash where there is none."""
    if value is None:
        return "-"
    if isinstance(value, (Enum, Path)):
        return json.dumps(str(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
