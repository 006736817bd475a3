"""Styles: the built-in profiles, or a TOML file that changes them.

name = "our house"            # else the file's name
base = "netflix"              # what the file does not say; else netflix

[ko]                          # fields of StyleProfile, by their names
max_line_halves = 28          # half-columns: 14 Korean characters
max_cps = 11

[en]
base = "bbc"                  # another base for this language

[pace]                        # how fast the timing takes people to speak
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from subtitler.core.errors import ConfigError, InputError, UnknownProfileError
from subtitler.core.language import Language
from subtitler.core.profile import BUILT_IN, Profiles, StyleProfile, built_in
from subtitler.files import read_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Values = TypeVar("Values", bound="DataclassInstance")
Value = TypeVar("Value", int, float, str)
Table = Mapping[str, object]

_DEFAULT_BASE = "netflix"
_TOP_KEYS = ("name", "base", *Language, "pace")
_KINDS = {int: "a whole number", float: "a number", str: "a text in quotes"}


def find_style(name_or_path: str, pace: Values) -> tuple[Profiles, Values]:
    """The built-in profiles of this name and `pace`; or, of a path that ends in `.toml`, what the file makes of them.

    A language that the file leaves out is that of its base. Raises ConfigError.
    """
    if not name_or_path.endswith(".toml"):
        return built_in(name_or_path), pace
    path = Path(name_or_path)
    tables = parse_toml(toml_text(path), str(path))
    _check_keys(tables, _TOP_KEYS, str(path))
    return _profiles(tables, path), override(pace, _table(tables, "pace", path), place=f"{path} [pace]")


def override(default: Values, table: Table, *, place: str, fixed: Collection[str] = ()) -> Values:
    """`default` with the fields that `table` names changed.

    Takes fields that hold a whole number, a number or a text, and are not `fixed`. Raises ConfigError for an unknown
    key, for a value of another type, and for one that the dataclass itself refuses.
    """
    values = {field.name: getattr(default, field.name) for field in fields(default) if field.name not in fixed}
    kinds = {name: type(value) for name, value in values.items() if type(value) in _KINDS}
    _check_keys(table, kinds, place)
    try:
        return replace(default, **{key: _typed(value, kinds[key], f"{place} {key}") for key, value in table.items()})
    except (ValueError, OverflowError) as error:
        raise ConfigError(place=place, finding=str(error), way_out="correct the value") from error


def toml_text(path: Path) -> str:
    """The text of a TOML file. Raises ConfigError."""
    try:
        text, _ = read_text(path)
    except InputError as error:
        raise ConfigError(place=error.where, finding=error.finding, way_out="give the path of a TOML file") from error
    return text


def parse_toml(text: str, place: str) -> Table:
    """The keys and tables of a TOML text. Raises ConfigError."""
    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and numbers longer than Python reads
        finding = f"is not TOML ({error})"
    except RecursionError:
        finding = "is not TOML for us: its tables or lists lie too deep"
    raise ConfigError(place=place, finding=finding, way_out="write `key = value`, texts in quotes")


def _profiles(tables: Table, path: Path) -> Profiles:
    name = _typed(tables.get("name", path.stem), str, f"{path} name")
    base = tables.get("base", _DEFAULT_BASE)
    return {
        language: replace(_profile(language, {"base": base, **_table(tables, language, path)}, path), name=name)
        for language in Language
    }


def _profile(language: Language, table: Table, path: Path) -> StyleProfile:
    place = f"{path} [{language}]"
    base = _base(table["base"], f"{place} base")[language]
    changes = {key: value for key, value in table.items() if key != "base"}
    source = f"{path.name}, over {base.source}" if changes else base.source
    return override(base, {"source": source, **changes}, place=place, fixed=("name",))


def _base(name: object, place: str) -> Profiles:
    try:
        return built_in(_typed(name, str, place))
    except UnknownProfileError as error:
        raise UnknownProfileError(
            place=place, finding=error.finding, way_out=f"choose {' or '.join(BUILT_IN)}"
        ) from error


def _table(tables: Table, key: str, path: Path) -> Table:
    table = tables.get(key, {})
    if not isinstance(table, dict):
        raise ConfigError(place=f"{path} {key}", finding="is no table", way_out=f"write [{key}] and its keys below")
    return table


def _check_keys(table: Table, known: Collection[str], place: str) -> None:
    unknown = [key for key in table if key not in known]
    if unknown:
        raise ConfigError(
            place=place, finding=f"no key is called {' or '.join(unknown)}", way_out=f"use {', '.join(known)}"
        )


def _typed(value: object, kind: type[Value], place: str) -> Value:
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (isinstance(value, float) and not isfinite(value)):
        raise ConfigError(place=place, finding=f"{value!r} does not fit", way_out=f"give {_KINDS[kind]}")
    return value
