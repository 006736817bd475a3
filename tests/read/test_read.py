"""Detection, language, and the refusals that all styles share."""

import pytest

from subtitler.core.errors import InputError, TranscriptSyntaxError, UnknownFormatError
from subtitler.core.language import Language
from subtitler.core.transcript import NoticeKind
from subtitler.read import STYLES, read
from tests.read.pages import noted, page, said


def test_the_styles_are_listed() -> None:
    assert STYLES == ("kbs-world", "kbs-english", "korean-news", "ap", "plain")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Anchor: Hi.Report: So.", "kbs-world"),
        ("Hi.[Sound bite: Kim (Korean)] Yes.", "kbs-world"),
        ("[Anchor Lead]\nHi.", "kbs-english"),
        ("[Soundbite] Yes.", "kbs-english"),
        ("[앵커]\n네.", "korean-news"),
        ("<앵커 멘트>\n네.", "korean-news"),
        ("◀ANC▶\n네.", "korean-news"),
        ("● 앵커: 네.", "korean-news"),
        ("SHOTLIST\n1. Wide\nSTORYLINE\nThey went.", "ap"),
        ("The ships have left.", "plain"),
        ("AMY NIELD: (SOUNDBITE OF MUSIC) Hello.", "plain"),
        ("앵커가 없는 글입니다.", "plain"),
    ],
)
def test_the_marks_of_a_page_show_its_style(text: str, style: str) -> None:
    assert page(text, lenient=True).style == style


def test_the_style_may_be_named() -> None:
    assert page("The report is out.", style="plain").style == "plain"


def test_a_style_of_another_name_is_refused() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        page("Hi.", style="bbc")
    assert str(caught.value) == (
        "news.txt: no house style is called 'bbc'; write one of kbs-world, kbs-english, korean-news, ap, plain"
    )


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(TranscriptSyntaxError, match="the text is empty"):
        page(text)


@pytest.mark.parametrize(
    "text", ["입력 2020.01.02\n(끝)", "[앵커]\n[리포트]\n(영상취재 : 김균수)", "…", "[Anchor Lead]"]
)
def test_a_page_without_speech_is_refused(text: str) -> None:
    with pytest.raises(TranscriptSyntaxError, match="nothing on this page is spoken"):
        page(text)


def test_binary_is_refused_with_its_place() -> None:
    with pytest.raises(TranscriptSyntaxError, match=r"news\.txt:2:3: this is no text: the character U\+0000"):
        page("ab\nab\0cd")
    with pytest.raises(TranscriptSyntaxError, match="this is no text"):
        page("PK\x03\x04\x14\x06\x08")


def test_the_text_is_normalised_and_respelt() -> None:
    assert said(page("８-hundred-87 ｆｉｒｍｓ，  \u200b“yes”."))[0][1] == '887 firms, "yes".'


BOTH = (
    "[앵커]\n반갑습니다. 오늘의 소식입니다.\n[리포트]\nThe ships have left.\n"
    "[앵커]\n수고했습니다.\n[리포트]\nThey are due.\n"
)


def test_a_page_in_both_languages_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        page(BOTH)

    assert caught.value.finding == (
        "the transcript is in both languages: 2 blocks in en (from line 4: 'The ships have left.') "
        "and 2 blocks in ko (from line 2: '반갑습니다. 오늘의 소식입니다.')"
    )
    assert caught.value.way_out == "choose with `--from en` or `--from ko`"


def test_a_page_in_both_languages_is_read_when_the_language_is_named() -> None:
    transcript = page(BOTH, language=Language.KO)

    assert len(transcript.blocks) == 4
    assert noted(transcript, NoticeKind.LANGUAGE) == ["in en: 'The ships have left.'", "in en: 'They are due.'"]


def test_one_bite_in_the_other_language_is_noted() -> None:
    transcript = page("[앵커]\n오늘 들어온 외신 보도입니다.\n[John Carter / 교수]\nWe go.\n[앵커]\n그렇다고 합니다.")

    assert noted(transcript, NoticeKind.LANGUAGE) == ["in en: 'We go.'"]


def test_the_language_of_a_transcript_goes_by_its_letters() -> None:
    assert page(BOTH, language=Language.KO).language is Language.KO
    assert page("배가 떠났습니다.\n\n1,234").language is Language.KO


def test_a_block_without_letters_has_the_language_of_the_page() -> None:
    assert [block.language for block in page("배가 떠났습니다.\n1,234").blocks] == ["ko", "ko"]
    assert page("1,234", language=Language.KO).blocks[0].language == "ko"


def test_a_title_of_the_other_language_does_not_count() -> None:
    transcript = page("Title: 배가 남쪽으로 떠났습니다\n\nTitle: 금요일에 돌아옵니다\n\nThey left.")

    assert transcript.language is Language.EN


def test_the_origin_is_kept() -> None:
    assert read("Hi.", origin="there.txt").origin == "there.txt"


def test_each_story_keeps_its_date_in_order() -> None:
    transcript = page(
        "One\n2024-05-10\n[Anchor Lead]\nHi.\n[Pkg]\nSo.\n2. Two\n[Anchor Lead]\nHi.\n[Pkg]\nSo.\n2024-05-11\n"
    )

    assert transcript.meta == (("date", "2024-05-10"), ("date", "2024-05-11"))
