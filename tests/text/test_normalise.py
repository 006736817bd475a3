"""What normalising and respelling must keep, and what they must change."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.text.normalise import normalise, respell, space_quotes

NASTY = (
    "aZ가힣ᄀ\u1161é\u0301０Ａ（：～.…‥⋯· \t\u00a0\u3000\u2028\n\r\u200b\u200d\ufeff\u00ad\u202e\x00\x85"
    "“”‘’″'\"–—−‐🙂\ud800\ufffe"
)
pages = st.text() | st.text(alphabet=NASTY)


@given(pages)
@example(". . .. .")
@example("…. . .")
@example("e\u200d\u0301")
@example("Ａ\u030a")
@example(" \u3000\u200b \n \r\n\r ")
@example("\u1112\u200b\u1161\u11ab")
def test_normalising_twice_changes_nothing_more(page: str) -> None:
    once = normalise(page)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


def letters_and_digits(text: str) -> str:
    """Decomposed, so that neither width nor composition counts; without the letters that stand for a blank."""
    seen = text.replace("\u3164", "").replace("\uffa0", "")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", seen)))


@given(pages)
@example("Ａ１\u200bㅎㅏㄴ")
@example("\u212b\u2460")
def test_no_letter_or_digit_is_lost_or_added(page: str) -> None:
    assert letters_and_digits(normalise(page)) == letters_and_digits(page)


@given(pages)
@example("a\r\r\nb\n\u2028\x0b\x85c\n")
def test_lines_keep_their_numbers(page: str) -> None:
    assert normalise(page).count("\n") == page.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(pages)
@example("\u3164 \uffa0x\ufffe\ud800")
def test_what_is_left_can_be_seen_and_encoded(page: str) -> None:
    for line in normalise(page).split("\n"):
        assert line == line.strip()
        assert "  " not in line
        assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
        assert "\ufffe" not in line
        line.encode()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("\ufeff앵커：\u00a0안녕하십니까", "앵커: 안녕하십니까"),
        ("한\u1112\u1161\u11ab", "한한"),
        ("“A” „B‟ ″ ‘c’ ‚d′", '"A" "B" " \'c\' \'d\''),
        ("［녹취］ ＫＢＳ　１００％", "[녹취] KBS 100%"),
        ("wait... well . . . no‥ oh........ 폭우···피해", "wait… well … no… oh… 폭우…피해"),
        ("left. … And. 3.5 www.kbs.co.kr 한.. 미·중", "left. … And. 3.5 www.kbs.co.kr 한.. 미·중"),
        ("re\u00adcov\u200ber\u202e", "recover"),
        ("co‐op, −3 degrees, 5‒6, 9–10, so―yes—no", "co-op, -3 degrees, 5–6, 9–10, so—yes—no"),
        ("a\tb\x0bc\x85d\u2028e\u3164f", "a b c d e f"),
        ("  one \r\n\r\n two\rthree  ", "one\n\ntwo\nthree"),
    ],
)
def test_each_mark_is_written_one_way(page: str, text: str) -> None:
    assert normalise(page) == text


def test_brackets_that_mark_a_korean_script_stay() -> None:
    marks = "◀ 앵커 ▶ ● 기자: 『책』 「글」 <리포트> ■ 진행"
    assert normalise(marks) == marks


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("8-hundred-87 firms", "887 firms"),
        ("up 3-point-5 percent", "up 3.5 percent"),
        ("3-point-1-4.", "3.14."),
        ("1-thousand-2-hundred people", "1,200 people"),
        ("2-hundred-50-thousand won", "250,000 won"),
        ("5-hundred-and-3", "503"),
        ("1-point-2-billion dollars", "1.2 billion dollars"),
        ("8-hundred-87-million won", "887 million won"),
        ("3-million people", "3 million people"),
        ("2-million-5-hundred-thousand", "2,500,000"),
        ("a 3-million-dollar deal", "a 3-million-dollar deal"),
        ("an 8-hundred-million-dollar deal", "an 800-million-dollar deal"),
        ("an 8-hundred-meter track", "an 800-meter track"),
        ("since 2-thousand-8", "since 2008"),
        ("in 19-hundred-50", "in 1950"),
        ("12-thousand-3-hundred-45-point-6", "12,345.6"),
        ("24 (m) million dollars", "24 million dollars"),
        ("1.5(b) billion and 2 (t) trillion", "1.5 billion and 2 trillion"),
        ("24 (m)\nmillion", "24\nmillion"),
    ],
)
def test_numbers_for_the_voice_become_figures(page: str, text: str) -> None:
    assert normalise(respell(page)) == text


@pytest.mark.parametrize(
    "page",
    [
        "a 2-1 win on 2024-11-24",
        "call 02-123-4567",
        "a 3-point lead",
        "F-16 and KN-23-point",
        "8-hundred-8-7",
        "8-hundred-987",
        "1-hundred-hundred",
        "version 8-hundred-87.5",
        "2 (m) meters, (b) billion",
        "3 (m) billion",
        "1-hundred-" * 2000,
    ],
)
def test_what_is_not_certain_stays_as_it_is(page: str) -> None:
    assert respell(page) == page


def spell(number: int) -> str:
    """`number` the way Arirang writes it."""
    thousands, rest = divmod(number, 1000)
    hundreds, units = divmod(rest, 100)
    parts = [f"{spell(thousands)}-thousand"] if thousands else []
    parts += [f"{hundreds}-hundred"] if hundreds else []
    parts += [str(units)] if units or not parts else []
    return "-".join(parts)


@given(st.integers(0, 999_999))
@example(100_000)
@example(2_001)
@example(99)
def test_a_spelt_number_keeps_its_value(number: int) -> None:
    assert int(respell(f"about {spell(number)} people").split()[1].replace(",", "")) == number


@given(pages | st.text(alphabet="0123456789-. hundretosaim()\n"))
def test_respelling_keeps_the_lines(page: str) -> None:
    assert respell(page).count("\n") == page.count("\n")


@pytest.mark.parametrize(
    ("glued", "spaced"),
    [
        ('He asked,"Why?"', 'He asked, "Why?"'),
        ('"the fourth quarter,"but added', '"the fourth quarter," but added'),
        ('He said:"We go."', 'He said: "We go."'),
        ('"갑니다."라고 말했다.', '"갑니다."라고 말했다.'),
        ('a 6"x4" board', 'a 6"x4" board'),
        ('"One."\n"Two."and', '"One."\n"Two." and'),
    ],
)
def test_a_glued_quote_gets_its_space(glued: str, spaced: str) -> None:
    assert space_quotes(glued) == spaced
    assert space_quotes(spaced) == spaced
