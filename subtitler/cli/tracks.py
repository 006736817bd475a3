"""Subtitle files -> a Korean and an English track, and back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from subtitler.check.sides import Sides, sides
from subtitler.cli.talk import Talk
from subtitler.core.errors import ConfigError, InputError, OutputError
from subtitler.core.language import Language
from subtitler.core.track import Track, stack
from subtitler.files import STANDARD, read_text
from subtitler.formats import Format, by_name, by_suffix


def read_sides(files: Sequence[Path], talk: Talk) -> Sides:
    """The tracks in `files` by language, named by their paths. Raises InputError."""
    if len(files) > 2:
        raise InputError(
            place=str(files[2]),
            finding=f"is one of {len(files)} files",
            way_out="give the two tracks of one programme, or one alone",
        )
    if len({path.resolve() for path in files}) < len(files):
        raise InputError(
            place=str(files[0]), finding="is given twice", way_out="give a Korean and an English track, or one alone"
        )
    return sides({str(path): _track(path, talk) for path in files})


def targets(given: Sides, folder: Path | None) -> Mapping[str, Path]:
    """Where each of the files goes when it is written again: into `folder`, or over itself. Raises ConfigError."""
    names = dict.fromkeys(given.names.values())
    if folder is None and str(STANDARD) in names:
        raise ConfigError(
            place="--fix", finding="standard input has no file to correct", way_out="give the file by its name"
        )
    found = {name: Path(name) if folder is None else folder / Path(name).name for name in names}
    if len({*found.values()}) < len(found):
        raise ConfigError(
            place=f"{folder}", finding="both corrected files would have one name", way_out="give the files two names"
        )
    return found


def rendered(given: Sides, tracks: Mapping[Language, Track]) -> Mapping[str, str]:
    """The texts of the files that `tracks` came from, by name; a stack is stacked again. Raises OutputError."""
    if given.upper is None:
        return {name: _format(Path(name)).render(tracks[language]) for language, name in given.names.items()}
    name = given.names[given.upper]
    try:
        both = stack(tracks[given.upper], tracks[given.upper.other])
    except ValueError as error:
        raise OutputError(
            place=name,
            finding="has cues in one language only, and cannot be stacked again",
            way_out="give both languages to every cue, or correct two single tracks",
        ) from error
    return {name: _format(Path(name)).render(both)}


def _format(path: Path) -> Format:
    return by_name("srt") if path == STANDARD else by_suffix(path.name)


def _track(path: Path, talk: Talk) -> Track:
    kind = _format(path)
    text, notice = read_text(path)
    if notice is not None:
        talk.say(f"{path}: {notice}")
    return kind.parse(text, str(path))
