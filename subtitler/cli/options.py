"""Options that several commands share, and how their values are read."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from subtitler.core.errors import ConfigError
from subtitler.core.language import Language
from subtitler.core.timecode import parse_frame_rate, parse_time

Files = Annotated[list[str], typer.Argument(metavar="FILES...", help="Transcripts as published; - is standard input.")]
OutputFolder = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the results.")]
From = Annotated[Language | None, typer.Option("--from", help="Language of the transcripts; found out if not given.")]
Style = Annotated[
    str | None, typer.Option(help="House style: kbs-world, kbs-english, korean-news, ap or plain; else found out.")
]
Profile = Annotated[str, typer.Option(help="Limits of a cue: netflix, bbc, or a TOML file.")]
Start = Annotated[str, typer.Option(metavar="TIME", help="When the first word is said (90, 1:30, 0:01:30.500).")]
Duration = Annotated[
    str | None, typer.Option(metavar="TIME", help="Known length of the programme; times are scaled to it.")
]
FrameRate = Annotated[
    str | None, typer.Option("--fps", metavar="RATE", help="Snap times to frames (25, 29.97, 24000/1001).")
]
SpeakerLabels = Annotated[bool, typer.Option("--speaker-labels", help="Put NAME: before the first cue of a speaker.")]
Lenient = Annotated[bool, typer.Option("--lenient", help="Keep what is not understood as speech, with a warning.")]
Json = Annotated[bool, typer.Option("--json", help="Print the reports as JSON on standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Write over existing files.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: notices, issues, sentence notes.")]


def time_option(option: str, text: str | None) -> int | None:
    """Milliseconds of the option's value, None as None. Raises ConfigError."""
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError as error:
        raise ConfigError(place=option, finding=str(error).partition(";")[0], way_out=_way_out(error)) from error


def frame_rate_option(text: str | None) -> Fraction | None:
    """Frames a second of `--fps`. Raises ConfigError."""
    if text is None:
        return None
    try:
        return parse_frame_rate(text)
    except ValueError as error:
        raise ConfigError(place="--fps", finding=str(error).partition(";")[0], way_out=_way_out(error)) from error


def _way_out(error: ValueError) -> str:
    return str(error).partition(";")[2].strip() or "correct the value"
