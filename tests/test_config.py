"""Profiles and pace from a TOML file."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from subtitler.config import find_style, override
from subtitler.core.errors import ConfigError, UnknownProfileError
from subtitler.core.language import Language
from subtitler.core.profile import BUILT_IN, Profiles, StyleProfile

NETFLIX, BBC = BUILT_IN["netflix"], BUILT_IN["bbc"]

Toml = Callable[[str], Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Stands for any settings of numbers."""

    korean_sps: float = 6.0
    comma_ms: int = 150
    sentence_ms: int = 450

    def __post_init__(self) -> None:
        if self.korean_sps <= 0:
            raise ValueError("korean_sps is above 0")


def load_profiles(path: Path) -> Profiles:
    return find_style(str(path), Pace())[0]


@pytest.fixture
def toml(tmp_path: Path) -> Toml:
    def write(text: str) -> Path:
        path = tmp_path / "house.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_profile_is_its_base_with_the_named_fields_changed(toml: Toml) -> None:
    profiles = load_profiles(toml("[ko]\nmax_line_halves = 28\nmax_cps = 11\n"))
    assert profiles[Language.KO] == replace(
        NETFLIX[Language.KO],
        name="house",
        max_line_halves=28,
        max_cps=11,
        source="house.toml, over Netflix Timed Text Style Guide: General Requirements, Timing, Korean (read 2026)",
    )
    assert profiles[Language.EN] == replace(NETFLIX[Language.EN], name="house")


def test_name_base_and_source_can_be_given(toml: Toml) -> None:
    profiles = load_profiles(
        toml('name = "우리 집"\nbase = "bbc"\n[en]\nbase = "netflix"\nsource = "house rules"\n[ko]\nmin_gap_ms = 0\n')
    )
    assert [profile.name for profile in profiles.values()] == ["우리 집", "우리 집"]
    assert profiles[Language.EN] == replace(NETFLIX[Language.EN], name="우리 집", source="house rules")
    assert profiles[Language.KO].chain_gap_ms == BBC[Language.KO].chain_gap_ms


def test_every_number_of_a_profile_can_be_changed(toml: Toml) -> None:
    names = [field.name for field in fields(StyleProfile) if field.type is int]
    lines = [f"{name} = {getattr(NETFLIX[Language.EN], name) + 1}" for name in names]
    profile = load_profiles(toml("[en]\n" + "\n".join(lines)))[Language.EN]
    assert [getattr(profile, name) - getattr(NETFLIX[Language.EN], name) for name in names] == [1] * 12


def test_an_empty_file_is_the_netflix_profiles_under_its_name(toml: Toml) -> None:
    profiles = load_profiles(toml(""))
    assert profiles == {language: replace(NETFLIX[language], name="house") for language in Language}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[ko]\nmax_line_chars = 16",
            r"house\.toml \[ko\]: no key is called max_line_chars; use max_lines, max_line_h",
        ),
        ('[ko]\nname = "x"', r"\[ko\]: no key is called name; use"),
        ('[ko]\nlanguage = "en"', r"\[ko\]: no key is called language; use"),
        ("[jp]\nmax_lines = 2", r"house\.toml: no key is called jp; use name, base, ko, en, pace"),
        ("a = 1\nb = 2", "no key is called a or b"),
        ('[en]\nmax_lines = "2"', r"\[en\] max_lines: '2' does not fit; give a whole number"),
        ("[en]\nmax_cps = 17.5", r"\[en\] max_cps: 17\.5 does not fit; give a whole number"),
        ("[en]\nmax_lines = true", r"\[en\] max_lines: True does not fit; give a whole number"),
        ("[en]\nsource = 5", r"\[en\] source: 5 does not fit; give a text in quotes"),
        ("[en]\nmax_lines = 0", r"\[en\]: max_lines is above 0; correct the value"),
        ("[en]\nmin_ms = 9000", r"\[en\]: min_ms is at most max_ms"),
        ("name = 5", r"house\.toml name: 5 does not fit; give a text in quotes"),
        ("base = 5", r"base: 5 does not fit; give a text in quotes"),
        ("en = 5", r"house\.toml en: is no table; write \[en\] and its keys below"),
        ("[[en]]\nmax_lines = 2", r"en: is no table"),
        ("pace = 5", r"house\.toml pace: is no table"),
        ("[en\n", r"house\.toml: is not TOML \(.*line 1"),
        ("max_lines == 2", "is not TOML"),
        ("en = " + "[" * 10_000 + "]" * 10_000, r"house\.toml: is not TOML for us: .* too deep"),
        ("en = " + "1" * 5_000, r"house\.toml: is not TOML \(.*digits"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(toml: Toml, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        find_style(str(toml(text)), Pace())


@pytest.mark.parametrize("text", ['base = "nhk"', '[ko]\nbase = "nhk"'])
def test_an_unknown_base_is_told_with_the_known_ones(toml: Toml, text: str) -> None:
    with pytest.raises(
        UnknownProfileError, match=r"\[ko\] base: no profile is called 'nhk'; choose netflix or bbc$"
    ) as caught:
        load_profiles(toml(text))
    assert caught.value.exit_code == 4


def test_a_file_that_cannot_be_read_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read .*give the path of a TOML file"):
        load_profiles(tmp_path / "none.toml")
    (tmp_path / "pdf.toml").write_bytes(b"%PDF-1.7")
    with pytest.raises(ConfigError, match="this is a PDF"):
        load_profiles(tmp_path / "pdf.toml")


def test_a_built_in_style_is_found_by_name_and_leaves_the_pace() -> None:
    pace = Pace(comma_ms=100)
    profiles, same = find_style("bbc", pace)
    assert profiles == BBC
    assert same is pace
    with pytest.raises(UnknownProfileError, match="give the path of a TOML file"):
        find_style("house", pace)


def test_the_pace_table_changes_the_pace_given(toml: Toml) -> None:
    path = toml("[pace]\nkorean_sps = 5\ncomma_ms = 100\n[en]\nmax_lines = 1\n")
    profiles, pace = find_style(str(path), Pace(sentence_ms=400))
    assert pace == Pace(sentence_ms=400, korean_sps=5.0, comma_ms=100)
    assert type(pace.korean_sps) is float
    assert profiles[Language.EN].max_lines == 1
    assert find_style(str(toml("")), Pace(sentence_ms=400))[1] == Pace(sentence_ms=400)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("nan", "korean_sps: nan does not fit; give a number"),
        ("inf", "korean_sps: inf does not fit"),
        ("false", "korean_sps: False does not fit"),
        ("[5]", r"korean_sps: \[5\] does not fit"),
        ("-1", r"\[pace\]: korean_sps is above 0; correct the value"),
        ("1" + "0" * 400, r"\[pace\]: int too large"),
    ],
)
def test_a_pace_that_is_no_pace_is_refused(toml: Toml, value: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        find_style(str(toml(f"[pace]\nkorean_sps = {value}")), Pace())


def test_override_leaves_the_default_as_it_was() -> None:
    default = Pace()
    assert override(default, {}, place="here") == default
    assert override(default, {"comma_ms": 1}, place="here").comma_ms == 1
    assert default == Pace()
    with pytest.raises(ConfigError, match="no key is called comma_ms"):
        override(default, {"comma_ms": 1}, place="here", fixed=["comma_ms"])
