"""A station's settings: `subtitler.toml` -> what the options of the commands are where they are not given.

[all]                         # for every command that has the option
profile = "house.toml"        # relative paths count from the folder of this file

[batch]                       # for one command; wins over [all]
workers = 2

[models.bench]                # for a command of a command; wins over [models]
compute = "float32"
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import typer

from subtitler.config import Table, parse_toml, toml_text
from subtitler.core.errors import ConfigError

FILE = Path("subtitler.toml")
ALL = "all"
BUILT_IN = "built-in"

_HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_KINDS = {bool: "true or false", int: "a whole number", float: "a number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The settings in a file, as far as they can be checked without the commands they are for."""

    path: Path
    tables: Table
    lines: Mapping[tuple[str, str], int]
    """(Table, key): the line, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an option is where it is not given, and the place that says so; `option` is its name without dashes."""

    option: str
    value: Any
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """Where in the settings a value stands."""

    station: Station
    table: str
    name: str

    @property
    def place(self) -> str:
        line = self.station.lines.get((self.table, self.name))
        return str(self.station.path) if line is None else f"{self.station.path}:{line}"

    def error(self, finding: str, way_out: str) -> ConfigError:
        return ConfigError(place=f"{self.place} [{self.table}] {self.name}", finding=finding, way_out=way_out)


def find_station(path: Path | None, commands: Iterable[str]) -> Station | None:
    """The settings in the file at `path`; where that is None those in `subtitler.toml` here, if there is one.

    Raises ConfigError, also for a table that is for none of `commands`.
    """
    if path is None and not os.path.lexists(FILE):
        return None
    path = FILE if path is None else path
    text = toml_text(path)
    station = Station(path=path, tables=parse_toml(text, str(path)), lines=_lines(text))
    known = (ALL, *commands)
    for name, table in station.tables.items():
        if not isinstance(table, dict):
            raise ConfigError(
                place=f"{path} {name}", finding="stands in no table", way_out=f"write [{ALL}] or [COMMAND] above it"
            )
        if name not in known:
            raise ConfigError(
                place=f"{path} [{name}]", finding="no command is called so", way_out=_nearest(name, known)
            )
    return station


def defaults(command: Any, name: str, station: Station) -> dict[str, Any]:
    """What `station` sets for `command` and the commands in it, as Click takes it: by the names of parameters.

    Raises ConfigError for a key or a value that does not fit.
    """
    options = _options(command)
    values: dict[str, Any] = {
        options[setting.option].name: setting.value
        for setting in effective(command, name, station)
        if setting.place != BUILT_IN
    }
    return values | {inner: defaults(part, f"{name}.{inner}", station) for inner, part in inner_of(command).items()}


def effective(command: Any, name: str, station: Station | None) -> tuple[Setting, ...]:
    """What each option of `command` is where it is not given. Raises ConfigError as `defaults` does."""
    options = _options(command)
    found = {option: Setting(option=option, value=part.default, place=BUILT_IN) for option, part in options.items()}
    if station is None:
        return tuple(found.values())
    hints = get_type_hints(command.callback) if command.callback else {}
    for table in (ALL, *_and_above(name)):
        for option, value in _table(station, table).items():
            key = _Key(station=station, table=table, name=option)
            if option in options:
                part = options[option]
                found[option] = Setting(option=option, value=_checked(value, part, hints, key), place=key.place)
            elif table == name and option not in {*inner_of(command), *_options_within(command)}:
                known = (*_options_within(command), *inner_of(command))
                raise key.error(f"{name} has no such option", _nearest(option, known))
    return tuple(found.values())


def check_shared(station: Station, commands: Iterable[Any]) -> None:
    """Nothing, when each key of [all] is an option of one of `commands`, of which no more are taken than needed.

    Raises ConfigError.
    """
    wanted = _table(station, ALL)
    known: set[str] = set()
    for command in commands:
        known |= set(_options_within(command))
        if wanted.keys() <= known:
            return
    for option in wanted:
        if option not in known:
            key = _Key(station=station, table=ALL, name=option)
            raise key.error("no command has such an option", _nearest(option, known))


def taken(command: Any, arguments: list[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values`, the `defaults` of `command`, that hold where it is called with `arguments`, by option."""
    inner = next((argument for argument in arguments if argument in inner_of(command)), None)
    inner = getattr(command, "default", None) if inner is None else inner
    if inner is not None:
        return taken(inner_of(command)[inner], [], values[inner])
    return {option: values[part.name] for option, part in _options(command).items() if part.name in values}


def inner_of(command: Any) -> Mapping[str, Any]:
    """The commands in `command`, by name."""
    commands: Mapping[str, Any] = getattr(command, "commands", {})
    return commands


def _options(command: Any) -> dict[str, Any]:
    """The options of `command` by their long names without dashes."""
    return {
        option.removeprefix("--"): part
        for part in command.params
        if part.param_type_name == "option"
        for option in part.opts
        if option.startswith("--")
    }


def _options_within(command: Any) -> Iterator[str]:
    yield from _options(command)
    for part in inner_of(command).values():
        yield from _options_within(part)


def _and_above(name: str) -> tuple[str, ...]:
    """`batch` and `batch.run` of `batch.run`."""
    parts = name.split(".")
    return tuple(".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _table(station: Station, name: str) -> Table:
    """The table called `name`, whose dots lead into tables; empty where there is none."""
    table: Table = station.tables
    for part in name.split("."):
        inner = table.get(part, {})
        if not isinstance(inner, dict):
            raise ConfigError(
                place=f"{station.path} {name}", finding="is no table", way_out=f"write [{name}] and its keys below"
            )
        table = inner
    return table


def _checked(value: object, part: Any, hints: Mapping[str, Any], key: _Key) -> object:
    """`value` as the option `part` takes it, whose Python type is among `hints`."""
    kind = _without_none(hints[part.name])
    fitting: object
    if get_origin(kind) is list:
        inner = get_args(kind)[0]
        fitting = [_fitting(one, inner, key) for one in (value if isinstance(value, list) else [value])]
    else:
        fitting = _fitting(value, kind, key)
    try:
        part.process_value(None, fitting)  # choices and ranges; the context matters only to callbacks
    except typer.BadParameter as error:
        raise key.error(error.message.rstrip("."), "correct the value") from error
    return fitting


def _without_none(hint: Any) -> Any:
    kinds = get_args(hint)
    return next(kind for kind in kinds if kind is not NoneType) if NoneType in kinds else hint


def _fitting(value: object, kind: type, key: _Key) -> object:
    if issubclass(kind, (str, Enum, Path)):
        if isinstance(value, str) and "\0" not in value:
            return _from_folder(value, key.station.path.parent) if kind is Path or _is_path(value) else value
        if kind is str and type(value) in (int, float):  # start = 90, fps = 29.97
            return str(value)
    elif type(value) is kind or (kind is float and type(value) is int):
        return value
    raise key.error(f"{value!r} does not fit", f"give {_KINDS.get(kind, 'a text in quotes')}")


def _is_path(text: str) -> bool:
    """Whether a text for an option that takes a name or a path (a profile, a model) is surely a path."""
    return text.startswith(("./", "../", "~/")) or text.endswith(".toml")


def _from_folder(text: str, folder: Path) -> str:
    return text if text == "-" else str(folder / os.path.expanduser(text))


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"use {', '.join(names)}"


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Where keys stand in a TOML text, as far as they begin a line below a plain [table]."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = ".".join(part.strip().strip("\"'") for part in header[1].split("."))
        elif key := _KEY.match(line):
            found.setdefault((table, key[1]), number)
    return found
