"""AP shot lists and storylines."""

import pytest

from subtitler.core.transcript import NoticeKind
from tests.read.pages import ANCHOR, BITE, REPORT, bites, noted, page, said, who

PAGE = """New minister meets the press

SHOTLIST:
Seoul, South Korea - 30 June 2013
1. Medium shot of Song, minister, at "Forum"
2. Wide shot
3. SOUNDBITE(Korean) Song Min-ho, South Korean Foreign Minister:
"To carry it out, 24 (m) million people must agree."
4. Wide panning shot
5. SOUNDBITE (Mandarin): Lee Su-jin, Director at "iHome:"
"We come to Seoul."
6.Cutaway of reporters
STORYLINE:
South Korea's new minister called for progress.
He said it "clearly serves" all.
Clients are reminded: check the terms.
"""


def test_a_page_comes_apart() -> None:
    transcript = page(PAGE)

    assert transcript.style == "ap"
    assert said(transcript) == [
        (BITE, "To carry it out, 24 million people must agree."),
        (BITE, "We come to Seoul."),
        (REPORT, 'South Korea\'s new minister called for progress.\nHe said it "clearly serves" all.'),
    ]
    assert [(who(bite), bite.spoken) for bite in bites(transcript)] == [
        (("Song Min-ho", "South Korean Foreign Minister"), "ko"),
        (("Lee Su-jin", "Director at iHome"), "cmn"),
    ]
    assert transcript.meta == (
        ("headline", "New minister meets the press"),
        ("dateline", "Seoul, South Korea - 30 June 2013"),
    )
    assert noted(transcript, NoticeKind.DROPPED) == [
        "SHOTLIST:",
        '1. Medium shot of Song, minister, at "Forum"',
        "2. Wide shot",
        "4. Wide panning shot",
        "6.Cutaway of reporters",
        "Clients are reminded: check the terms.",
    ]


def test_a_page_on_one_line_comes_apart_at_the_numbers_in_turn() -> None:
    transcript = page(
        "NAME: SKO PROTEST TAPE: EF09 DATELINE: Seoul, 13 Oct 2009 RESTRICTIONS: SHOTLIST 1. Wide of protesters "
        '2. Close up of sign 47. Banner 3. SOUNDBITE: (Korean) Park Chan-ho, leader: "It is 2013. We insist." '
        "4. Close up of signs STORYLINE South Korean groups gathered."
    )

    assert said(transcript) == [(BITE, "It is 2013. We insist."), (REPORT, "South Korean groups gathered.")]
    assert transcript.meta == (("slug", "SKO PROTEST"), ("dateline", "Seoul, 13 Oct 2009"))
    assert "2. Close up of sign 47. Banner" in noted(transcript, NoticeKind.DROPPED)


@pytest.mark.parametrize(
    ("tag", "speaker", "spoken"),
    [
        ('SOUNDBITE (Korean) Song Min-ho, Minister:\n"We go."', ("Song Min-ho", "Minister"), "ko"),
        ('SOUNDBITE: (Korean) Song Min-ho, Minister: "We go."', ("Song Min-ho", "Minister"), "ko"),
        ('SOUNDBITE (English) Vox pop, no name given\n"We go."', ("Vox pop", "no name given"), "en"),
        ("SOUNDBITE (Japanese) Sato Ken: We go.", ("Sato Ken", None), "ja"),
        ('SOUNDBITE (Korean): "We go."', None, "ko"),
        ('SOUNDBITE: Song Min-ho, Minister: "We go."', ("Song Min-ho", "Minister"), "und"),
        ('SOUNDBITE (Klingon) Worf, Officer: "We go."', ("Worf", "Officer"), "und"),
    ],
)
def test_the_forms_of_a_sound_bite(tag: str, speaker: tuple[str, str | None] | None, spoken: str) -> None:
    transcript = page(f"SHOTLIST\n1. Wide\n2. {tag}\n3. Wide\nSTORYLINE\nThey went.")

    assert [(who(bite), bite.spoken, bite.text) for bite in bites(transcript)] == [(speaker, spoken, "We go.")]
    assert said(transcript)[-1] == (REPORT, "They went.")


def test_an_unknown_language_is_noted() -> None:
    transcript = page('SHOTLIST\n1. SOUNDBITE (Klingon) Worf, Officer: "We go."\nSTORYLINE\nThey went.')

    assert noted(transcript, NoticeKind.LANGUAGE)[0].startswith("Klingon")


def test_what_follows_the_quote_in_a_shot_is_not_spoken() -> None:
    transcript = page('SHOTLIST\n1. SOUNDBITE (Korean) Kim: "We go."\n++MUTE++\n2. Wide\nSTORYLINE\nThey went.')

    assert said(transcript) == [(BITE, "We go."), (REPORT, "They went.")]
    assert "++MUTE++" in noted(transcript, NoticeKind.DROPPED)


def test_shots_without_a_head_and_a_script() -> None:
    transcript = page('1. Wide of forum\n2. SOUNDBITE: (Korean) Yu Woo-jin, Minister:\n"We go."\nSCRIPT\nThey went.')

    assert said(transcript) == [(BITE, "We go."), (REPORT, "They went.")]


def test_a_lead_in_is_the_anchors() -> None:
    transcript = page("LEAD IN:\nA forum has opened.\nSTORY-LINE:\nThey went.\nSHOTLIST:\n1. Wide of forum\n")

    assert said(transcript) == [(ANCHOR, "A forum has opened."), (REPORT, "They went.")]


def test_a_dateline_opens_the_storyline() -> None:
    transcript = page("SHOTLIST\n1. Wide\nSTORYLINE\nSEOUL, South Korea (AP) — They went.")

    assert transcript.meta == (("dateline", "SEOUL, South Korea (AP) —"),)
    assert said(transcript) == [(REPORT, "They went.")]
