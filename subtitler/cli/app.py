"""subtitler: the command line."""

from typing import Annotated

import typer

import subtitler
from subtitler.cli.cut import cut_command
from subtitler.cli.group import ErrorGroup
from subtitler.cli.make import make_command
from subtitler.cli.memory import memory_app
from subtitler.cli.models import models_app

app = typer.Typer(
    cls=ErrorGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Korean <-> English translation and bilingual subtitles for broadcast transcripts.",
    epilog="Exit codes: 0 done, 1 problems found, 2 command line, 3 input, 4 setting, 5 model, 6 output, 130 Ctrl-C.",
)
app.command("make")(make_command)
app.command("cut")(cut_command)
app.add_typer(models_app, name="models")
app.add_typer(memory_app, name="memory")


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
