"""Plain text, and the pages of houses without a style of their own."""

import pytest

from subtitler.core.errors import TranscriptSyntaxError
from subtitler.core.language import Language
from subtitler.core.transcript import NoticeKind
from tests.read.pages import ANCHOR, HEADING, REPORT, SIGN_OFF, noted, page, said, who


def test_each_paragraph_is_a_block() -> None:
    transcript = page("The ships have left.\n\nThey are due on Friday.\n")

    assert transcript.style == "plain"
    assert [(block.line, block.text) for block in transcript.blocks] == [
        (1, "The ships have left."),
        (3, "They are due on Friday."),
    ]


def test_each_line_of_a_korean_page_is_a_paragraph() -> None:
    lines = ["정부가 오늘 새로운 주택 공급 대책을 발표했습니다", "시장에서는 기대와 우려가 함께 나오고 있습니다"]

    assert said(page("\n".join(lines))) == [(REPORT, line) for line in lines]


def test_hard_wrapped_english_is_unwrapped() -> None:
    transcript = page(
        "The ships that carry the grain have left the southern\nport, and the crews expect to arrive on the\n"
        "coast on Friday.\n\nNobody knows whether the storm will hold them up for\nlong.\n"
    )

    assert [block.text for block in transcript.blocks] == [
        "The ships that carry the grain have left the southern port, "
        "and the crews expect to arrive on the coast on Friday.",
        "Nobody knows whether the storm will hold them up for long.",
    ]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("AMY NIELD: Hello.", ("AMY NIELD", None)),
        ("NIELD: Hello.", ("NIELD", None)),
        ("ELISA HAN, BYLINE: Hello.", ("ELISA HAN", None)),
        ("UNIDENTIFIED PERSON #1: Hello.", ("UNIDENTIFIED PERSON #1", None)),
        ("Mr. KYLE: Hello.", ("Mr. KYLE", None)),
        ("Kim Min-ji (Mayor): Hello.", ("Kim Min-ji", "Mayor")),
        ("Kim Min-ji, Mayor of Seoul: Hello.", ("Kim Min-ji", "Mayor of Seoul")),
        ("김민지 기자: Hello.", ("김민지 기자", None)),
        ("김민지(시장): Hello.", ("김민지", "시장")),
    ],
)
def test_a_turn_begins_with_a_name(line: str, speaker: tuple[str, str | None]) -> None:
    block = page(line).blocks[0]

    assert (who(block), block.kind, block.text) == (speaker, REPORT, "Hello.")


@pytest.mark.parametrize(
    "line",
    ["Note: this is a remark.", "The question is: who pays?", "It was 10:30.", "On Monday, President Kim said: yes."],
)
def test_a_colon_alone_makes_no_turn(line: str) -> None:
    assert [(who(block), block.text) for block in page(line).blocks] == [(None, line)]


def test_a_single_name_that_comes_again_is_a_speaker() -> None:
    transcript = page("Nield: Hello.\nHan: Good evening.\nNield: Well?\nHan: Well.")

    assert [who(block) for block in transcript.blocks] == [("Nield", None), ("Han", None)] * 2


def test_a_paragraph_after_a_turn_has_no_speaker() -> None:
    transcript = page("AMY NIELD: Hello.\n\nThe ships have left.")

    assert [who(block) for block in transcript.blocks] == [("AMY NIELD", None), None]


def test_an_interpreters_words_are_undetermined() -> None:
    block = page("KIM: (Through interpreter) We go.").blocks[0]

    assert (block.text, block.spoken) == ("We go.", "und")


def test_a_speakers_language_is_taken_from_the_note() -> None:
    block = page("KIM: (Speaking Korean) We go.").blocks[0]

    assert (block.text, block.spoken) == ("We go.", "ko")


def test_sounds_are_dropped_with_a_notice() -> None:
    transcript = page("NIELD: They cheer. (SOUNDBITE OF MUSIC) And they dance.\n(LAUGHTER)\n")

    assert said(transcript) == [(REPORT, "They cheer. And they dance.")]
    assert noted(transcript, NoticeKind.DROPPED) == ["(SOUNDBITE OF MUSIC)", "(LAUGHTER)"]


def test_voa_radio() -> None:
    transcript = page(
        "BYLINE: JIM RAND\nTRT: 1:59\nDATE: 6/15/00\nDATELINE: SEOUL\n\n"
        "INTRO: The two Koreas have agreed to hold talks on the\n"
        "reunion of families.\n\nTEXT: The leaders shook hands and smiled for the\ncameras.\n"
    )

    assert noted(transcript, NoticeKind.DROPPED) == ["TRT: 1:59"]
    assert transcript.meta == (("byline", "JIM RAND"), ("date", "6/15/00"), ("dateline", "SEOUL"))
    assert said(transcript) == [
        (ANCHOR, "The two Koreas have agreed to hold talks on the reunion of families."),
        (REPORT, "The leaders shook hands and smiled for the cameras."),
    ]


def test_arirang() -> None:
    transcript = page(
        "(THIS IS THE TRANSCRIPT FOR ARIRANG NEWS THAT AIRED ON 29 Jul 2016- 22:00 KST.)\n\nTitle: Exports up\n\n"
        "Exports rose... 8-hundred-87 firms said so.\n\nTitle: Rain\n\nIt rains.\nPark Ji-won, Arirang News.\n"
    )

    assert said(transcript) == [
        (HEADING, "Exports up"),
        (REPORT, "Exports rose… 887 firms said so."),
        (HEADING, "Rain"),
        (REPORT, "It rains."),
        (SIGN_OFF, "Park Ji-won, Arirang News."),
    ]
    assert who(transcript.blocks[3]) == ("Park Ji-won", None)


@pytest.mark.parametrize(
    "line",
    ["This is Elisa Han, NPR News, Seoul.", "For NPR News, I'm Elisa Han in Seoul.", "Elisa Han, VOA News, Seoul."],
)
def test_english_sign_offs(line: str) -> None:
    block = page(f"The ships have left.\n{line}").blocks[1]

    assert (block.kind, who(block), block.text) == (SIGN_OFF, ("Elisa Han", None), line)


def test_a_dateline_before_the_first_words() -> None:
    transcript = page(
        "SEOUL, March 5 (Yonhap) -- The ships have left.\n(서울=연합뉴스) 배가 떠났습니다.", language=Language.EN
    )

    assert transcript.meta == (("dateline", "SEOUL, March 5 (Yonhap) --"), ("dateline", "(서울=연합뉴스)"))
    assert said(transcript) == [(REPORT, "The ships have left."), (REPORT, "배가 떠났습니다.")]


@pytest.mark.parametrize("tag", ["[Graphic]", "((NARRATOR))", "/// END ACT ///", "<VCR>", "◀ 앵커 ▶"])
def test_a_mark_of_another_house_is_an_error(tag: str) -> None:
    text = f"The ships have left.\n{tag}\nThey are due on Friday."

    with pytest.raises(TranscriptSyntaxError, match=r"news\.txt:2:1: no rule explains the tag"):
        page(text, style="plain")
    assert noted(page(text, style="plain", lenient=True), NoticeKind.NOT_UNDERSTOOD) == [tag]


def test_a_speaker_without_words_is_noted() -> None:
    transcript = page("KIM: …\nLEE: Hello.")

    assert said(transcript) == [(REPORT, "Hello.")]
    assert noted(transcript, NoticeKind.DROPPED) == ["KIM: …"]


def test_turns_of_anchor_and_reporter() -> None:
    transcript = page("앵커: 안녕하십니까.\n기자: 배가 떠났습니다.")

    assert said(transcript) == [(ANCHOR, "안녕하십니까."), (REPORT, "배가 떠났습니다.")]
