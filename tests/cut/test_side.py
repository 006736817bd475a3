import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.cut.side import divide, side_of
from subtitler.text.width import halves

NETFLIX = built_in("netflix")


def best_lines(text: str, language: Language) -> tuple[str, ...]:
    side = side_of([text], NETFLIX[language])
    return side.lines(0, len(side.words))


def test_one_line_where_one_is_enough() -> None:
    assert best_lines("The port opened again on Monday morning.", Language.EN) == (
        "The port opened again on Monday morning.",
    )


def test_two_lines_break_where_the_grammar_likes_it() -> None:
    assert best_lines("The port opened again on Monday, and the first ships went out.", Language.EN) == (
        "The port opened again on Monday,",
        "and the first ships went out.",
    )
    assert best_lines("항구는 월요일에 다시 열렸고 첫 배들이 바다로 나갔습니다.", Language.KO) == (
        "항구는 월요일에 다시 열렸고",
        "첫 배들이 바다로 나갔습니다.",
    )


def test_costs_reach_as_far_as_two_lines_do() -> None:
    side = side_of(["word " * 30], NETFLIX[Language.EN])
    # Eight words of four letters and the spaces between take 39 columns; a ninth would pass 42.
    assert len(side.costs[0]) == 16


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("short", ["short"]),
        ("x" * 42, ["x" * 42]),
        ("x" * 43, ["x" * 42, "x"]),
        ("新" * 21 + "。", ["新" * 20, "新。"]),
        ("!" * 50, ["!" * 41, "!" * 9]),
        (
            "https://example.org/a-very-long-address/with-many/parts",
            ["https://example.org/a-very-long-address/", "with-many/parts"],
        ),
    ],
)
def test_divide(word: str, parts: list[str]) -> None:
    assert divide(word, 42) == parts


@given(st.text(alphabet="ab-/한글👍 ", min_size=1).filter(str.strip), st.sampled_from(Language))
@example("한" * 40, Language.KO)
@example("a" * 100, Language.EN)
def test_lines_hold_every_word_and_fit(text: str, language: Language) -> None:
    profile = NETFLIX[language]
    side = side_of([text], profile)
    at = 0
    shown: list[str] = []
    while at < len(side.words):
        end = at + len(side.costs[at])  # as much as a cue can hold
        shown += side.lines(at, end)
        at = end
    assert all(halves(line) <= profile.max_line_halves for line in shown)
    assert "".join("".join(shown).split()) == "".join(text.split())


def test_a_label_never_stands_alone() -> None:
    side = side_of(["Yes. We will."], NETFLIX[Language.EN], label="KIM SEO-YEON:")
    assert side.words[:2] == ("KIM", "SEO-YEON:")
    assert min(side.penalties[:2]) >= 1000
