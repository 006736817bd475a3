"""subtitler: the command line."""

from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.main import get_command

import subtitler
from subtitler.cli.group import ErrorGroup


class _Command(NamedTuple):
    """A command lies in a module of its own, which is imported when the command is asked for: help comes at once."""

    help: str

    def load(self, name: str) -> Any:
        return get_command(import_module(f"subtitler.cli.{name}").app)


COMMANDS = {
    "make": _Command("Make subtitles in both languages from transcripts."),
    "cut": _Command("Cut transcripts into timed cues of their own language, with no translation."),
    "models": _Command("The translation models: list, fetch, check."),
    "glossary": _Command("Glossaries: check, convert, search."),
    "memory": _Command("Translation memories: take in, give out, search."),
}


class _LazyGroup(ErrorGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return COMMANDS[cmd_name].load(cmd_name) if cmd_name in COMMANDS else None

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
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    app()
