import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.text.particles import Sound, fit_particle, last_sound, particle_length, with_particle

# word: the forms of 은 이 을 과 으로 이랑 이라고 이나 아 이에요 behind it
CLOSED = "은 이 을 과 으로 이랑 이라고 이나 아 이에요".split()
OPEN = "는 가 를 와 로 랑 라고 나 야 예요".split()
RIEUL = "은 이 을 과 로 이랑 이라고 이나 아 이에요".split()

HANGUL = [
    ("국회", OPEN), ("정부", OPEN), ("대통령", CLOSED), ("서울", RIEUL), ("부산", CLOSED), ("제주", OPEN),
    ("경찰", RIEUL),
    ("법원", CLOSED), ("값", CLOSED), ("여덟", CLOSED), ("케이비에스", OPEN), ("청와대", OPEN), ("검찰", RIEUL),
]  # fmt: skip
FIGURES = [
    ("0", CLOSED), ("1", RIEUL), ("2", OPEN), ("3", CLOSED), ("4", OPEN), ("5", OPEN), ("6", CLOSED), ("7", RIEUL),
    ("8", RIEUL),
    ("9", OPEN), ("10", CLOSED), ("21", RIEUL), ("100", CLOSED), ("1,000", CLOSED), ("10000", CLOSED), ("2026", CLOSED),
    ("1000000000000", OPEN), ("3.5", OPEN), ("0.7", RIEUL), ("20%", OPEN), ("3%p", OPEN), ("30℃", OPEN),
    ("50kg", CLOSED),
    ("100km", OPEN), ("5t", CLOSED), ("10L", OPEN), ("16GB", OPEN), ("5G", OPEN), ("3M", CLOSED), ("G20", CLOSED),
    ("F-35A", OPEN),
]  # fmt: skip
LETTERS = [
    ("KBS", OPEN), ("MBC", OPEN), ("SBS", OPEN), ("YTN", CLOSED), ("CNN", CLOSED), ("WHO", OPEN), ("IMF", OPEN),
    ("EU", OPEN),
    ("UN", CLOSED), ("FTA", OPEN), ("ICBM", CLOSED), ("SLBM", CLOSED), ("IAEA", OPEN), ("UNHCR", RIEUL), ("MLB", OPEN),
    ("EPL", RIEUL), ("PCR", RIEUL), ("LG", OPEN), ("SK", OPEN), ("CEO", OPEN), ("IBM", CLOSED), ("U.S.", OPEN),
]  # fmt: skip
LATIN = [
    ("NATO", OPEN), ("NASA", OPEN), ("KAIST", OPEN), ("OPEC", CLOSED), ("UNESCO", OPEN), ("Google", RIEUL),
    ("Apple", RIEUL),
    ("Chrome", CLOSED), ("iPhone", CLOSED), ("Internet", CLOSED), ("Facebook", CLOSED), ("Netflix", OPEN),
    ("Tesla", OPEN),
    ("Microsoft", OPEN), ("Kuwait", OPEN), ("Trump", OPEN), ("Biden", CLOSED), ("Black", CLOSED), ("Park", OPEN),
    ("Web", CLOSED),
    ("Group", CLOSED), ("Nike", OPEN), ("YouTube", OPEN), ("Kim Jong-un", CLOSED), ("Min-su", OPEN), ("Ha-neul", RIEUL),
    ("K-pop", CLOSED), ("Film", CLOSED), ("Boeing", CLOSED), ("Busan", CLOSED), ("Seoul", RIEUL),
]  # fmt: skip
MARKED = [
    ("'국회'", OPEN), ('"서울"', RIEUL), ("《대통령》", CLOSED), ("세계보건기구(WHO)", OPEN),
    ("국제통화기금(IMF)", CLOSED),
    ("김범수(45)", OPEN), ("정부…", OPEN), ("‘부산’", CLOSED), ("(KBS)", OPEN), ("서울 (수도)", RIEUL),
]  # fmt: skip
WORDS = [*HANGUL, *FIGURES, *LETTERS, *LATIN, *MARKED]


def test_the_table_is_long_enough() -> None:
    assert len(WORDS) >= 100


@pytest.mark.parametrize(("word", "forms"), WORDS, ids=[word for word, _ in WORDS])
def test_each_particle_follows_the_last_sound(word: str, forms: list[str]) -> None:
    assert [with_particle(word, form) for form in CLOSED] == [word + form for form in forms]
    assert [with_particle(word, form) for form in OPEN] == [word + form for form in forms]


@pytest.mark.parametrize(
    ("before", "after", "fitting"),
    [
        ("대통령", "는 말했다", "은 말했다"),
        ("국회", "은", "는"),
        ("국회", "은요", "는요"),
        ("서울", "으로부터는", "로부터는"),
        ("부산", "로서", "으로서"),
        ("부산", "로써는", "으로써는"),
        ("부산", "로도", "으로도"),
        ("북한", "와의", "과의"),
        ("러시아", "과도", "와도"),
        ("KBS", "이라는", "라는"),
        ("서울", "라며", "이라며"),
        ("국민의힘", "란", "이란"),
        ("정부", "이나마", "나마"),
        ("법원", "든지", "이든지"),
        ("정부", "이었다", "였다"),
        ("법원", "였습니다", "이었습니다"),
        ("법원", "며", "이며"),
        ("법원", "지만", "이지만"),
        ("법원", "다.", "이다."),
        ("정부", "이며", "며"),
        ("국회", "이야말로", "야말로"),
        ("서울", "예요.", "이에요."),
    ],
)
def test_what_stands_behind_a_word_is_put_right(before: str, after: str, fitting: str) -> None:
    # 이며 is right behind a vowel too, so it stays as it was written.
    assert fit_particle(before, after) == ("이며" if (before, after) == ("정부", "이며") else fitting)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("정부", "은행"), ("한국", "로고"), ("정부", "에서는"), ("법원", "의"), ("정부", "입니다"),
        ("법원", "입니다"), ("국회", "까지"),
        ("서울", " 이번"), ("부산", "가격"), ("정부", ""), ("정부", ", 국회"), ("국회", "이고"), ("서울", "이번"),
        ("법원", "나라"),
        ("김범수", "이사장"), ("부산", "와인"), ("제주", "을지로"),
    ],
)  # fmt: skip
def test_what_is_no_changing_particle_stays(before: str, after: str) -> None:
    assert fit_particle(before, after) == after


@pytest.mark.parametrize(
    ("after", "length"),
    [
        ("는", 1), ("에서는 모두", 3), ("으로부터는", 5), ("들은", 2), ("에서도", 3), ("였다고", 3), ("입니다.", 3),
        ("께서는", 3),
        ("이라며", 3), ("까지도", 3), ("인데", 2), ("씨는", 2), ("", 0), (" 의원", 0), (", ", 0), ("(WHO)", 0),
        ("의원은", None), ("회의", None), ("부장", None), ("했다", None), ("법으로", None), ("에너지", None),
    ],
)  # fmt: skip
def test_particles_are_told_from_other_words(after: str, length: int | None) -> None:
    assert particle_length(after) == length


def test_a_word_without_a_sound_ends_in_a_vowel() -> None:
    assert last_sound("…") is Sound.VOWEL
    assert last_sound("") is Sound.VOWEL


@given(st.text(max_size=30), st.sampled_from([*CLOSED, *OPEN, "에서", "입니다"]))
def test_any_text_takes_any_particle_and_keeps_it(word: str, particle: str) -> None:
    once = with_particle(word, particle)
    assert once.startswith(word)
    assert with_particle(word, once[len(word) :]) == once
