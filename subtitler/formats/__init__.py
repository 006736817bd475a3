"""Track <-> text."""

from collections.abc import Callable
from dataclasses import dataclass

from subtitler.core.errors import UnknownFormatError
from subtitler.core.track import Track
from subtitler.formats import srt


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a track down.

    `parse` takes the text and its origin, the name that errors give, and raises SubtitleSyntaxError. `render` raises
    OutputError where the format cannot carry a cue: no cue is dropped, merged or moved.
    """

    name: str
    suffixes: tuple[str, ...]
    parse: Callable[[str, str], Track]
    render: Callable[[Track], str]


FORMATS = (Format(name="srt", suffixes=(".srt",), parse=srt.parse, render=srt.render),)


def by_name(name: str) -> Format:
    """The format called `name`. Raises UnknownFormatError."""
    for known in FORMATS:
        if known.name == name.lower():
            return known
    raise UnknownFormatError(
        place="--format",
        finding=f"no subtitle format is called {name!r}",
        way_out=f"choose {' or '.join(known.name for known in FORMATS)}",
    )


def by_suffix(path: str) -> Format:
    """The format of a file that is called `path`. Raises UnknownFormatError."""
    for known in FORMATS:
        if path.lower().endswith(known.suffixes):
            return known
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    raise UnknownFormatError(
        place=path,
        finding="the name does not end like that of a subtitle file",
        way_out=f"end it in {' or '.join(suffixes)}, or name the format",
    )
