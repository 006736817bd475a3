"""Profiles: the built-in numbers are those of the guides, and a profile that cannot hold is refused."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from subtitler.core.errors import UnknownProfileError
from subtitler.core.language import Language
from subtitler.core.profile import BUILT_IN, StyleProfile, built_in, on_frames

EN, KO = Language.EN, Language.KO
SOUND = BUILT_IN["netflix"][KO]


def changed(field: str, value: int) -> StyleProfile:
    values: dict[str, Any] = {field: value}
    return replace(SOUND, **values)


@pytest.mark.parametrize("field", ["max_lines", "max_line_halves", "max_cps", "min_ms", "max_ms"])
@pytest.mark.parametrize("value", [0, -1])
def test_a_limit_of_nothing_is_refused(field: str, value: int) -> None:
    with pytest.raises(ValueError, match=f"^{field} is above 0$"):
        changed(field, value)


@pytest.mark.parametrize("field", ["min_word_ms", "min_gap_ms", "chain_gap_ms", "linger_ms", "open_gap_ms", "pause_ms"])
def test_a_negative_time_is_refused_and_zero_is_not(field: str) -> None:
    assert getattr(changed(field, 0), field) == 0
    with pytest.raises(ValueError, match=f"^{field} is not negative$"):
        changed(field, -1)


def test_the_shortest_cue_may_not_be_longer_than_the_longest() -> None:
    assert replace(SOUND, min_ms=7000, max_ms=7000).min_ms == 7000
    with pytest.raises(ValueError, match="min_ms is at most max_ms"):
        replace(SOUND, min_ms=7001, max_ms=7000)


def test_the_balance_of_lines_is_a_share() -> None:
    assert replace(SOUND, balance_percent=0).balance_percent == 0
    assert replace(SOUND, balance_percent=100).balance_percent == 100
    for percent in (-1, 101):
        with pytest.raises(ValueError, match="balance_percent lies between 0 and 100"):
            replace(SOUND, balance_percent=percent)


@pytest.mark.parametrize("dash", ["", "—", "-  ", " -"])
def test_the_dash_of_a_speaker_is_a_hyphen(dash: str) -> None:
    assert replace(SOUND, dialogue_dash="-").dialogue_dash == "-"
    with pytest.raises(ValueError, match="dialogue_dash is a hyphen"):
        replace(SOUND, dialogue_dash=dash)


def test_every_built_in_name_has_a_profile_of_each_language_with_its_source() -> None:
    for name, profiles in BUILT_IN.items():
        assert built_in(name) is profiles
        assert {*profiles} == {*Language}
        for language, profile in profiles.items():
            assert (profile.name, profile.language) == (name, language)
            assert profile.source


def numbers(profile: StyleProfile) -> tuple[int, ...]:
    return (profile.max_lines, profile.max_line_halves, profile.max_cps, profile.min_ms, profile.max_ms)


def test_the_published_numbers() -> None:
    assert numbers(BUILT_IN["netflix"][EN]) == (2, 42, 20, 833, 7000)
    assert numbers(BUILT_IN["netflix"][KO]) == (2, 2 * 16, 12, 833, 7000)
    assert BUILT_IN["bbc"][EN].max_line_halves == 37
    assert BUILT_IN["bbc"][EN].min_word_ms == 300


def test_reading_speed_counts_a_hangul_syllable_as_two_halves() -> None:
    assert BUILT_IN["netflix"][KO].halves_per_second == 24
    assert BUILT_IN["netflix"][EN].halves_per_second == 20


@pytest.mark.parametrize("name", ["", "Netflix", "nhk"])
def test_an_unknown_name_is_refused_and_the_known_ones_are_told(name: str) -> None:
    with pytest.raises(UnknownProfileError, match="choose netflix or bbc, or give the path of a TOML file") as caught:
        built_in(name)
    assert repr(name) in caught.value.finding


@pytest.mark.parametrize(("rate", "gap_ms"), [(24, 82), (25, 79), (Fraction(30000, 1001), 66), (50, 79)])
def test_on_frames_the_gap_is_the_frames_nearest_to_it(rate: int | Fraction, gap_ms: int) -> None:
    assert on_frames(built_in("netflix"), Fraction(rate))[KO].min_gap_ms == gap_ms
    assert on_frames(built_in("bbc"), Fraction(rate))[KO].min_gap_ms == 0
