"""Tracks as somebody gives them: which is which, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.check.sides import have_partners, sides
from subtitler.core.errors import InputError
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track, stack

KOREAN = ("오늘 서울은 맑습니다.", "내일은 비가 오겠습니다.")
ENGLISH = ("It is sunny in Seoul today.", "It will rain tomorrow.")
FRENCH = (
    "Le ministre a annoncé hier soir que les travaux du port commenceront au printemps, après des mois de retard.",
    "Les habitants du quartier demandent une nouvelle route pour les camions qui passent devant l'école.",
    "Selon la mairie, les travaux coûteront trois millions et dureront deux ans, avec une pause pendant l'été.",
    "Des pêcheurs ont manifesté devant le siège de la société qui gère le port et ont bloqué l'entrée.",
)


def track(language: Language | None, *texts: str, start_ms: int = 0) -> Track:
    cues = tuple(
        Cue(start_ms=start_ms + 3000 * at, end_ms=start_ms + 3000 * at + 2500, lines=tuple(text.split("\n")))
        for at, text in enumerate(texts)
    )
    return Track(language=language, cues=cues)


KO, EN = track(Language.KO, *KOREAN), track(Language.EN, *ENGLISH)


@pytest.mark.parametrize("given", [{"a": KO, "b": EN}, {"b": EN, "a": KO}])
def test_either_order(given: dict[str, Track]) -> None:
    found = sides(given)
    assert [*found.tracks] == [Language.KO, Language.EN]
    assert found.tracks == {Language.KO: KO, Language.EN: EN}
    assert found.names == {Language.KO: "a", Language.EN: "b"}
    assert found.upper is None


def test_one_track_alone() -> None:
    assert sides({"b": EN}).tracks == {Language.EN: EN}


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ({"a": KO, "b": track(Language.KO, "다른 방송입니다.")}, "a, b: both are Korean; .* its English track"),
        ({"a": stack(KO, EN), "b": EN}, "a: holds both languages already"),
        ({"b": EN, "a": stack(EN, KO)}, "a: holds both languages already"),
        ({"a": KO, "b": track(None)}, "b: has no cues"),
        ({"a": track(None, "1", "…")}, "a: has no letters"),
        ({"a": track(Language.EN, "東京は晴れです。", "大阪は雨です。")}, "a: is written in neither"),
        ({"a": KO, "b": track(Language.EN, *FRENCH)}, "b: is written in neither"),
        ({"a": track(Language.EN, "Сегодня в Сеуле солнечно.")}, "a: is written in neither"),
    ],
)
def test_refused(given: dict[str, Track], finding: str) -> None:
    with pytest.raises(InputError, match=finding):
        sides(given)


def test_few_words_are_not_judged_by_their_language() -> None:
    assert sides({"a": track(Language.EN, "Merci beaucoup.")}).tracks.keys() == {Language.EN}


@given(st.sampled_from(Language), st.lists(st.sampled_from([1, 2]), min_size=2, max_size=2))
def test_a_stack_is_taken_apart_into_what_it_was_made_of(upper: Language, heights: list[int]) -> None:
    korean = track(Language.KO, *("KBS 뉴스\n서울"[: 6 * height] + "입니다" for height in heights))
    english = track(Language.EN, *("\n".join(["Seoul, 2024"] * height) for height in reversed(heights)))
    pair = (korean, english) if upper is Language.KO else (english, korean)
    found = sides({"both": stack(*pair)})
    assert found.tracks == {Language.KO: korean, Language.EN: english}
    assert found.upper is upper
    assert {*found.names.values()} == {"both"}


@pytest.mark.parametrize(
    ("lines", "korean", "english"),
    [
        ("KBS\nKBS", ("KBS",), ("KBS",)),
        ("2024\n2024", ("2024",), ("2024",)),
        ("한국어뿐입니다.", ("한국어뿐입니다.",), None),
        ("한국어만\n두 줄입니다.", ("한국어만", "두 줄입니다."), None),
        ("English only", None, ("English only",)),
        ("…", ("…",), None),
        ("<font color='#ffffff'>네</font>\nYes", ("<font color='#ffffff'>네</font>",), ("Yes",)),
        ("'기생충'\nParasite, by\nBong Joon-ho", ("'기생충'",), ("Parasite, by", "Bong Joon-ho")),
        ("봉준호 감독의\nParasite\nBong's Parasite", ("봉준호 감독의",), ("Parasite", "Bong's Parasite")),
    ],
)
def test_lines_of_a_stacked_cue(lines: str, korean: tuple[str, ...] | None, english: tuple[str, ...] | None) -> None:
    given = track(None, lines, *map("\n".join, zip(KOREAN * 2, ENGLISH * 2, strict=True)))
    found = {language: side.cues[0] for language, side in sides({"both": given}).tracks.items()}
    first = {language: cue.lines if cue.start_ms == 0 else None for language, cue in found.items()}
    assert first == {Language.KO: korean, Language.EN: english}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (EN, True),
        (track(Language.EN, *ENGLISH, start_ms=1000), True),
        (track(Language.EN, *ENGLISH, start_ms=9000), False),
        (track(Language.EN, *ENGLISH, "Good night."), False),
    ],
)
def test_what_may_be_compared(other: Track, same: bool) -> None:
    assert have_partners({Language.KO: KO, Language.EN: other}) is same


def test_one_track_is_not_compared() -> None:
    assert not have_partners({Language.KO: KO})
