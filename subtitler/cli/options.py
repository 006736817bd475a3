"""Options that several commands share, and how their values are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from subtitler.cli.order import Order
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
Engine = Annotated[str, typer.Option("--engine", help="ctranslate2 (fast) or transformers (the reference).")]
Compute = Annotated[str, typer.Option("--compute", help="Numbers the fast engine computes with: int8, float32, ...")]
FallbackEngine = Annotated[
    str | None, typer.Option("--fallback-engine", help="Engine that tries what the first fails on.")
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="A folder or a name of `subtitler models`; else the bundled one.")
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option("--glossary", metavar="FILE", help="Terms to render: TSV, CSV or TBX; may be repeated."),
]
NoDefaultGlossary = Annotated[bool, typer.Option("--no-default-glossary", help="Without the one that comes with it.")]
MemoryFile = Annotated[
    Path | None, typer.Option("--memory", metavar="FILE", help="Translation memory to take sentences from.")
]
StackOrder = Annotated[Order, typer.Option("--order", help="Which language is on top in the stacked file.")]
Json = Annotated[bool, typer.Option("--json", help="Print the reports as JSON on standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Write over existing files.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: notices, issues, sentence notes.")]


def time_option(option: str, text: str) -> int:
    """Milliseconds of the option's value. Raises ConfigError."""
    with _value_of(option):
        return parse_time(text)


def frame_rate_option(option: str, text: str) -> Fraction:
    """Frames a second of the option's value. Raises ConfigError."""
    with _value_of(option):
        return parse_frame_rate(text)


@contextmanager
def _value_of(option: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        finding, _, way_out = str(error).partition("; ")
        raise ConfigError(place=option, finding=finding, way_out=way_out or "correct the value") from error
