"""Nothing on a page is lost: every word is in a block, a speaker, the meta, a notice, or in a mark of the style."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from subtitler.core.errors import InputError
from subtitler.core.language import Language
from subtitler.core.transcript import Transcript
from subtitler.read import STYLES, read
from tests.read.pages import vanished

# What a page of each style is made of; %s is a number, so that no two words are the same.
PARTS = {
    "kbs-world": (
        "Anchor:",
        "Report:",
        '[Sound bite: Kim Name%s, Role%s (Korean-English)] "Word%s goes."',
        "[Sound bite: Lee Name%s (Klingon-English)]\n",
        "“Word%s stands.”",
        '"Word%s opens.',
        "The word%s falls. Then word%s rises.",
        "Park Name%s, KBS World Radio News.",
        "\nA title%s\n",
        "Photo: Agency%s\n",
        "\n2024-03-%s\n",
        "[Tag%s]",
        "[the aside%s] goes on.",
        "[Sound bite: ]",
    ),
    "kbs-english": (
        "[Anchor Lead]\n",
        "\n[Pkg]\n",
        '\n[Soundbite] Kim Name%s(Role%s, Office%s) : "Word%s goes."\n',
        "\n[Soundbite] Kim Name%s (Role%s)\n",
        "\n[Soundbite]\n",
        "Kim Name%s (Role%s): The word%s falls.\n",
        '"Word%s stands."\n',
        "The word%s falls.\n",
        "\n2. Title%s\n",
        "입력 2013.11.25 (15:36) 글%s\n",
        "[Tag%s]\n",
    ),
    "korean-news": (
        "[앵커]\n",
        "\n[리포트]\n",
        "◀ 기자 ▶",
        "<인터뷰> 이름%s(직책%s) : ",
        "\n[이름%s/직책%s : 낱말%s 나왔습니다.]\n",
        "\n[관계자%s (음성변조)]\n",
        '"낱말%s 있습니다."\n',
        "낱말%s 갑니다.\n",
        "KBS 뉴스 김하나입니다.\n",
        "(영상취재 : 이름%s, 영상편집 : 이름%s)\n",
        "■ 진행 : 이름%s ■ 출연 : 이름%s\n",
        "\n● 시민: 낱말%s 옵니다.\n",
        "\n[제목%s]\n",
        "▷ 전화%s\n",
        "<그래픽%s>\n",
    ),
    "ap": (
        "HEADLINE: Title%s\n",
        "SHOTLIST\n",
        "\n1. Wide of thing%s\n",
        '2. SOUNDBITE (Korean) Kim Name%s, Role%s:\n"Word%s goes."\n',
        "SOUNDBITE (Klingon) Name%s: word%s\n",
        "STORYLINE\n",
        "The word%s falls.\n",
        "Seoul, South Korea - 30 June 2013\n",
        "Clients are reminded: term%s\n",
        "PLACE%s (AP) — ",
    ),
    "plain": (
        "KIM NAME%s: ",
        "The word%s falls.\n",
        "\n\n",
        "Title: A title%s\n",
        "(SOUNDBITE OF MUSIC)",
        "(Through interpreter)",
        "[Tag%s]\n",
        "((CUE%s))\n",
        "Kim Name%s, VOA News, Seoul.\n",
        "Date: day%s\n",
    ),
}
# The words of the styles' own marks: what they say is in the kinds, codes and keys of the transcript.
MARKS = """Anchor Report Lead Pkg Sound bite Soundbite SOUNDBITE Korean English Klingon Photo 2 3
앵커 리포트 기자 인터뷰 진행 출연 HEADLINE SHOTLIST STORYLINE 1 Title Date"""


def readable(text: str, style: str | None, language: Language | None) -> Transcript | None:
    """The transcript of `text`; None where the page is refused as a whole."""
    try:
        return read(text, origin="news.txt", style=style, language=language, lenient=True)
    except InputError as error:
        refusal = error.finding
    assert any(reason in refusal for reason in ("nothing on this page is spoken", "is empty", "in both languages"))
    return None


@st.composite
def pages(draw: st.DrawFn, parts: tuple[str, ...]) -> str:
    number = iter(range(11, 10_000))
    chosen = draw(st.lists(st.sampled_from(parts), max_size=12))
    spaced = [
        re.sub("%s", lambda _: str(next(number)), part) + draw(st.sampled_from(["", " ", "\n"])) for part in chosen
    ]
    return "".join(spaced)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_every_word_of_a_page_is_kept(style: str, data: st.DataObject) -> None:
    text = data.draw(pages(PARTS[style]))
    transcript = readable(text, style, Language.EN)
    assume(transcript is not None)
    assert transcript

    assert vanished(text, transcript, MARKS) == set()


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_words_of_the_blocks_stand_in_page_order_and_once(style: str, data: st.DataObject) -> None:
    text = data.draw(pages(tuple(part for part in PARTS[style] if "Name" not in part and "이름" not in part)))
    transcript = readable(text, style, Language.EN)
    assume(transcript is not None)
    assert transcript
    numbers = [int(number) for block in transcript.blocks for number in re.findall(r"[a-z말](\d+)", block.text)]

    assert numbers == sorted(set(numbers))
    assert [block.line for block in transcript.blocks] == sorted(block.line for block in transcript.blocks)


NASTY = st.text(alphabet="[]()<>◀▶■●\"':,./\n aB가1?—", max_size=60)


@pytest.mark.parametrize("style", [None, *STYLES])
@settings(max_examples=100, deadline=None)
@given(text=NASTY)
@example(text="[")
@example(text='"')
@example(text="[:]")
@example(text='Anchor:[Sound bite: (Korean)]"')
@example(text="[앵커][가:[")
@example(text="1. SOUNDBITE ()")
@example(text="[Soundbite] :")
@example(text="1\n1")
def test_any_text_is_read_or_refused_with_a_reason(style: str | None, text: str) -> None:
    transcript = readable(text, style, None)

    assert transcript is None or vanished(text, transcript, MARKS) == set()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "part",
    [
        "[",
        "]",
        '"',
        '"a ',
        "[a:",
        "<",
        "◀",
        "A",
        "A-",
        "a\n",
        '"a\n',
        "Kim: a\n",
        "Report: ",
        "1. SOUNDBITE",
        "편집:가나",
    ],
)
def test_a_long_page_of_one_mark_is_read_to_its_end(style: str, part: str) -> None:
    """Would not come back where a pattern tries the rest of the page again and again."""
    text = "Anchor: Go.\n[앵커]\n가.\n" + part * (40_000 // len(part))

    transcript = readable(text, style, Language.KO)

    assert transcript is None or transcript.blocks
