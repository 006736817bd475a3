"""subtitler: the command line."""

import re
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.main import get_command

import subtitler
from subtitler.cli.group import ErrorGroup
from subtitler.cli.station import FILE, check_shared, defaults, find_station, taken

_QUIET = re.compile("--quiet|-v*q[qv]*")  # the command's own option, seen before the command reads it


class _Command(NamedTuple):
    """A command lies in a module of its own, which is imported when the command is asked for: help comes at once."""

    help: str

    def load(self, name: str) -> Any:
        return get_command(import_module(f"subtitler.cli.{name}").app)


COMMANDS = {
    "make": _Command("Make subtitles in both languages from transcripts."),
    "cut": _Command("Cut transcripts into timed cues of their own language, with no translation."),
    "check": _Command("Check subtitles: form, timing, and whether both languages say the same."),
    "batch": _Command("Make subtitles from many transcripts, and go on where that was cut off."),
    "watch": _Command("Make subtitles from every transcript that appears or changes in a folder."),
    "models": _Command("The translation models: list, fetch, check."),
    "glossary": _Command("Glossaries: check, convert, search."),
    "memory": _Command("Translation memories: take in, give out, search."),
    "config": _Command("Show the settings of the commands, and whether subtitler.toml or the program sets them."),
}


class _LazyGroup(ErrorGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return COMMANDS[cmd_name].load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command, with what the station's settings say of its options."""
        name, command, rest = super().resolve_command(ctx, args)
        station = find_station(ctx.params["config"], COMMANDS)
        if name is not None and station is not None:
            check_shared(station, chain([command], (self.get_command(ctx, other) for other in COMMANDS)))
            values = defaults(command, name, station)
            ctx.obj, ctx.default_map = station, {name: values}
            said = taken(command, rest, values)
            if said and not said.get("quiet") and not any(map(_QUIET.fullmatch, rest)):
                typer.echo(f"settings from {station.path}: {', '.join(said)}", err=True)
        return name, command, rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in COMMANDS.items()])


app = typer.Typer(
    cls=_LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Korean <-> English translation and bilingual subtitles for broadcast transcripts.",
    epilog="Exit codes: 0 done, 1 problems found, 2 command line, 3 input, 4 setting, 5 model, 6 output, 130 Ctrl-C.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"subtitler {subtitler.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help=f"Settings; else {FILE} in this folder.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    app()
