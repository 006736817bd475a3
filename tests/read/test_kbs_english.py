"""KBS English news pages and the variants of their sound bites."""

import pytest

from subtitler.core.errors import TranscriptSyntaxError
from subtitler.core.transcript import NoticeKind
from tests.read.pages import ANCHOR, BITE, HEADING, REPORT, bites, noted, page, said, who

PAGE = """Harbour Blaze

입력 2013.11.25 (15:36) 수정 2013.11.25 (15:59)

읽어주기 기능은 크롬기반의
브라우저에서만 사용하실 수 있습니다.

[Anchor Lead]

A fire has broken out in the old harbour.

[Pkg]

Firefighters came from three cities.

[Soundbite] Wi Sang-gil(Spokesman, Fire Agency) : "The wind was strong."

The cause is not known.

2. New Bridge

[Anchor Lead]

A bridge opens today.

[Pkg]

It is two kilometers long.
"""


def test_stories_come_apart_at_their_titles() -> None:
    transcript = page(PAGE)

    assert transcript.style == "kbs-english"
    assert said(transcript) == [
        (HEADING, "Harbour Blaze"),
        (ANCHOR, "A fire has broken out in the old harbour."),
        (REPORT, "Firefighters came from three cities."),
        (BITE, "The wind was strong."),
        (REPORT, "The cause is not known."),
        (HEADING, "New Bridge"),
        (ANCHOR, "A bridge opens today."),
        (REPORT, "It is two kilometers long."),
    ]
    assert noted(transcript, NoticeKind.DROPPED) == [
        "입력 2013.11.25 (15:36) 수정 2013.11.25 (15:59)",
        "읽어주기 기능은 크롬기반의",
        "브라우저에서만 사용하실 수 있습니다.",
    ]


def _bite_of(tag: str) -> list[object]:
    transcript = page(f"[Anchor Lead]\nHi.\n\n[Pkg]\nSo.\n\n{tag}\n\nThe cause is not known.")
    assert said(transcript)[-1] == (REPORT, "The cause is not known.")
    return [(who(bite), bite.text) for bite in bites(transcript)]


@pytest.mark.parametrize(
    ("tag", "speaker", "words"),
    [
        ('[Soundbite] Wi Sang-gil(Spokesman) : "It was."', ("Wi Sang-gil", "Spokesman"), "It was."),
        ("[Soundbite] Dr. Han Sung-ho (Han Hospital): “It was.”", ("Dr. Han Sung-ho", "Han Hospital"), "It was."),
        ('[Soundbite] (Hotel Manager) : "It was."', ("Hotel Manager", None), "It was."),
        ("[Soundbite] Pak Tae-hun (Deputy Envoy) : It was.", ("Pak Tae-hun", "Deputy Envoy"), "It was."),
        ('[Soundbite] Pak Tae-hun (Deputy Envoy) "It was."', ("Pak Tae-hun", "Deputy Envoy"), "It was."),
        ('[Soundbite] Pak Tae-hun (Deputy Envoy)\n"It was."', ("Pak Tae-hun", "Deputy Envoy"), "It was."),
        ('[Soundbite] Resident near the border : "It was."', ("Resident near the border", None), "It was."),
        ('[Soundbite] "It was."', None, "It was."),
        ('[Soundbite]\n\n"It was."', None, "It was."),
        ("[Soundbite]\n\nIt was.", None, "It was."),
        ("[Soundbite]\n\nYun Sang-ho (President): It was.", ("Yun Sang-ho", "President"), "It was."),
        (
            "[Soundbite]\nYun Sang-ho (President): (Last year) it was.",
            ("Yun Sang-ho", "President"),
            "(Last year) it was.",
        ),
        ('[SOUND BITE] Yu Bok-hee(Counselor/Embassy) : "It was."', ("Yu Bok-hee", "Counselor/Embassy"), "It was."),
        ("[Soundbite]\n(Do you plan to?) … It was.", None, "(Do you plan to?) … It was."),
    ],
)
def test_the_forms_of_a_sound_bite(tag: str, speaker: tuple[str, str | None] | None, words: str) -> None:
    assert _bite_of(tag) == [(speaker, words)]


def test_a_name_without_words_is_noted_and_the_report_goes_on() -> None:
    transcript = page("[Anchor Lead]\nHi.\n[Pkg]\nSo.\n[Soundbite] Jay Carter (Press Secretary)\nHe confirmed nothing.")

    assert said(transcript) == [(ANCHOR, "Hi."), (REPORT, "So.\nHe confirmed nothing.")]
    assert noted(transcript, NoticeKind.DROPPED) == ["[Soundbite] Jay Carter (Press Secretary)"]


def test_two_bites_in_a_row_stay_apart() -> None:
    transcript = page('[Pkg]\nSo.\n[Soundbite] A Kim(Mayor) : "One."\n[Soundbite] B Lee(Owner) : "Two."')

    assert [(who(bite), bite.text) for bite in bites(transcript)] == [
        (("A Kim", "Mayor"), "One."),
        (("B Lee", "Owner"), "Two."),
    ]


def test_a_bite_without_a_language_is_undetermined() -> None:
    assert bites(page('[Pkg]\nSo.\n[Soundbite] A Kim(Mayor) : "One."'))[0].spoken == "und"


def test_a_title_needs_no_number() -> None:
    transcript = page("[Anchor Lead]\nHi.\n[Pkg]\nSo it goes.\nHarbour Campaign\n[Anchor Lead]\nHello.")

    assert (HEADING, "Harbour Campaign") in said(transcript)


def test_the_last_sentence_of_a_report_is_no_title() -> None:
    transcript = page("[Anchor Lead]\nHi.\n[Pkg]\nSo it goes.\n[Anchor Lead]\nHello.")

    assert said(transcript) == [(ANCHOR, "Hi."), (REPORT, "So it goes."), (ANCHOR, "Hello.")]


def test_the_page_of_2024_has_its_date_in_the_meta() -> None:
    transcript = page("date 2024-05-10 동영상 고정 취소\n\nAPOLOGY ON CONDUCT\n\n[Anchor Lead]\n\nHi.\n\n[Pkg]\n\nSo.")

    assert transcript.meta == (("date", "2024-05-10"),)
    assert said(transcript)[0] == (HEADING, "APOLOGY ON CONDUCT")


def test_an_unknown_tag_is_an_error() -> None:
    with pytest.raises(TranscriptSyntaxError, match=r"news.txt:3:1: no rule explains the tag '\[Graphic\]'"):
        page("[Anchor Lead]\nHi.\n[Graphic]\nSo.")
