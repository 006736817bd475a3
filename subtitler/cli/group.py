"""Errors become exit codes inside the Typer app, so that a test runner and the shell agree."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from subtitler.core.errors import SubtitlerError

EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class ErrorGroup(TyperGroup):
    """A group whose commands end with the exit code of the error that stopped them, and one line about it."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SubtitlerError as error:
            fail(str(error))
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            fail("interrupted; no file was left half written")
            raise typer.Exit(EXIT_INTERRUPTED) from error
        except BrokenPipeError as error:
            # The reader of our output went away: not our business, and not an error of the user's.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except (typer.Exit, typer.Abort, SystemExit):
            raise
        except Exception as error:  # the one place where a defect of ours meets a user
            if _is_usage(error) or os.environ.get("SUBTITLER_TRACEBACK"):
                raise
            fail(
                f"a defect in subtitler: {type(error).__name__}: {error}; "
                "please report it with the command and its input (SUBTITLER_TRACEBACK=1 shows where)"
            )
            raise typer.Exit(EXIT_BUG) from error


def _is_usage(error: Exception) -> bool:
    """Typer's own complaints about the command line carry their exit code and show themselves."""
    return hasattr(error, "exit_code") and hasattr(error, "show")


def fail(message: str) -> None:
    typer.echo(f"subtitler: {message}", err=True)
