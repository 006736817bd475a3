"""KBS World Radio pages, most of them on one line."""

import pytest

from subtitler.core.errors import TranscriptSyntaxError
from subtitler.core.transcript import NoticeKind
from tests.read.pages import ANCHOR, BITE, HEADING, REPORT, SIGN_OFF, bites, noted, page, said, who

ONE_LINE = (
    "Seoul, March 5, 2026 (Photo: Yonhap News)Anchor: The government will send medical aid abroad."
    "Report: The plan was unveiled Thursday. It is the first in ten years, says Seoul University Professor Kim."
    "[Sound bite: Kim Young-ho (Korean-English)] “We waited for this for years.”It remains unclear who will pay."
    '[Sound bite: Park Ji-won, Vice Minister (Korean-English)] "We will do "everything" we can."'
    " The ministry is upbeat.The bill is the largest of the year.Kim Bum-soo, KBS World Radio News."
)


def test_a_page_on_one_line_comes_apart() -> None:
    transcript = page(ONE_LINE)

    assert transcript.style == "kbs-world"
    assert said(transcript) == [
        (ANCHOR, "The government will send medical aid abroad."),
        (REPORT, "The plan was unveiled Thursday. It is the first in ten years, says Seoul University Professor Kim."),
        (BITE, "We waited for this for years."),
        (REPORT, "It remains unclear who will pay."),
        (BITE, 'We will do "everything" we can.'),
        (REPORT, "The ministry is upbeat.The bill is the largest of the year."),
        (SIGN_OFF, "Kim Bum-soo, KBS World Radio News."),
    ]


def test_date_and_photo_of_the_first_line_are_meta() -> None:
    assert page(ONE_LINE).meta == (("dateline", "Seoul, March 5, 2026"), ("photo", "Yonhap News"))


def test_a_bite_translated_into_english_was_said_in_korean() -> None:
    first, second = bites(page(ONE_LINE))

    assert (first.language, first.spoken, who(first)) == ("en", "ko", ("Kim Young-ho", None))
    assert (second.language, second.spoken, who(second)) == ("en", "ko", ("Park Ji-won", "Vice Minister"))


def test_the_sign_off_names_the_reporter_of_its_story_only() -> None:
    transcript = page(
        "Anchor: One.Report: Two. Bae Joo-yon, KBS World Radio News.\n\n"
        "Anchor: Three.\nReport: Four.\n\nAnchor: Five.\nReport: Six.\nKim Bum-soo, KBS World Radio News.\n"
    )

    assert [who(block) for block in transcript.blocks if block.kind is REPORT] == [
        ("Bae Joo-yon", None),
        None,
        ("Kim Bum-soo", None),
    ]


def test_a_report_tag_inside_a_sentence_is_a_word() -> None:
    transcript = page("Anchor: The bank has issued its Annual Report: exports rose.Report: They did.")

    assert said(transcript) == [
        (ANCHOR, "The bank has issued its Annual Report: exports rose."),
        (REPORT, "They did."),
    ]


@pytest.mark.parametrize(
    "quote", ["“We will go.”", '"We will go."', '“We will go."', "‘We will go.’", '"We will go".', 'We will go."']
)
def test_a_bite_ends_with_its_quote_whatever_the_marks(quote: str) -> None:
    transcript = page(f"Anchor: Hi.Report: So.[Sound bite: Kim (Korean-English)] {quote} The ministry agrees.")

    assert said(transcript)[2:] == [(BITE, "We will go."), (REPORT, "The ministry agrees.")]


def test_a_quote_that_never_closes_ends_with_its_paragraph() -> None:
    transcript = page('Anchor: Hi.\nReport: So.\n[Sound bite: Kim (Korean)] "We will go.\nThe ministry agrees.')

    assert said(transcript)[2:] == [(BITE, "We will go."), (REPORT, "The ministry agrees.")]


def test_a_quote_that_never_closes_ends_with_the_next_tag() -> None:
    transcript = page(
        'Anchor: Hi.Report: So.[Sound bite: Kim (Korean)] "We will go.[Sound bite: Lee (Korean)] "Me too."'
    )

    assert [(who(bite), bite.text) for bite in bites(transcript)] == [
        (("Kim", None), "We will go."),
        (("Lee", None), "Me too."),
    ]


def test_each_paragraph_of_a_long_quote_may_open_it_again() -> None:
    transcript = page('Report: So.\n[Sound bite: Kim (Korean)]\n"We will go.\n\n"We must."\n\nThe ministry agrees.')

    assert said(transcript)[1:] == [(BITE, "We will go.\nWe must."), (REPORT, "The ministry agrees.")]


def test_a_tag_alone_takes_the_next_paragraph_without_quotation_marks() -> None:
    transcript = page("Report: So.\n\n[Sound bite: Kim (Korean-English)]\n\nWe will go.\n\nThe ministry agrees.")

    assert said(transcript)[1:] == [(BITE, "We will go."), (REPORT, "The ministry agrees.")]


def test_a_bite_returns_to_the_anchor_when_the_anchor_was_speaking() -> None:
    transcript = page('Anchor: Listen.[Sound bite: Kim (Korean)] "We will go." That was the minister.')

    assert said(transcript)[2] == (ANCHOR, "That was the minister.")


def test_a_tag_may_be_broken_by_a_hard_wrapped_line() -> None:
    transcript = page('Report: So.\n[Sound bite: Kim Young-ho\n(Korean-English)] "We will go."')

    assert who(bites(transcript)[0]) == ("Kim Young-ho", None)


def test_hard_wrapped_paragraphs_are_one_line_and_lines_are_counted_in_the_file() -> None:
    transcript = page(
        "Report: The ministry announced on Thursday that it would send\n"
        "the ships to the south in the coming weeks, if the\n"
        "weather lets it.\n\n"
        '[Sound bite: Kim (Korean)] "We will go as soon as the storm has\n'
        'passed." The crew is ready.'
    )

    assert [(block.line, block.text) for block in transcript.blocks] == [
        (
            1,
            "The ministry announced on Thursday that it would send the ships to the south in the coming weeks, "
            "if the weather lets it.",
        ),
        (5, "We will go as soon as the storm has passed."),
        (6, "The crew is ready."),
    ]


def test_an_empty_tag_is_an_error_with_its_place() -> None:
    with pytest.raises(TranscriptSyntaxError) as caught:
        page('Anchor: Hi.\nReport: So. [Sound bite: ] "We will go."')

    assert str(caught.value) == (
        "news.txt:2:13: no speaker in the tag '[Sound bite: ]'; write '[Sound bite: NAME (Korean-English)]'"
    )


def test_a_tag_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(TranscriptSyntaxError, match="is not closed; close it with ']'"):
        page('Anchor: Hi.Report: So.[Sound bite: Kim (Korean-English) "We will go."')


def test_a_tag_with_a_language_alone_has_no_speaker() -> None:
    bite = bites(page('Report: So.[Sound bite: (Russian-English)] "We will go."'))[0]

    assert (bite.speaker, bite.spoken) == (None, "ru")


def test_an_unknown_language_is_undetermined_and_noted() -> None:
    transcript = page('Report: So.[Sound bite: Worf (Klingon-English)] "We will go."')

    assert bites(transcript)[0].spoken == "und"
    assert noted(transcript, NoticeKind.LANGUAGE)[0].startswith("Klingon-English")


def test_titles_between_stories_are_headings_and_the_first_is_the_headline() -> None:
    transcript = page(
        "Aid to Go Abroad\n\nAnchor: Hi.\nReport: So.\nKim Bum-soo, KBS World Radio News.\n\n"
        "2. Exports to the U.S.\n\nAnchor: Hi again.\nReport: And so."
    )

    assert transcript.meta == (("headline", "Aid to Go Abroad"),)
    assert [block.text for block in transcript.blocks if block.kind is HEADING] == ["Exports to the U.S."]


def test_a_line_after_the_last_sign_off_is_not_understood() -> None:
    text = "Anchor: Hi.\nReport: So.\nKim Bum-soo, KBS World Radio News.\nHave a nice day"

    with pytest.raises(TranscriptSyntaxError, match=r"news\.txt:4:1: .*explains 'Have a nice day'"):
        page(text)
    assert noted(page(text, lenient=True), NoticeKind.NOT_UNDERSTOOD) == ["Have a nice day"]


def test_a_sentence_before_the_first_tag_is_not_understood() -> None:
    with pytest.raises(TranscriptSyntaxError, match=r"no tag says who speaks 'The aid will go abroad\.'"):
        page("The aid will go abroad.\nAnchor: Hi.\nReport: So.")


def test_an_unknown_tag_is_an_error_and_kept_when_lenient() -> None:
    text = "Anchor: Hi.\nReport: So. [Graphic] Three maps."

    with pytest.raises(TranscriptSyntaxError, match=r"news.txt:2:13: no rule explains the tag '\[Graphic\]'"):
        page(text)
    transcript = page(text, lenient=True)
    assert said(transcript)[1] == (REPORT, "So. [Graphic] Three maps.")
    assert noted(transcript, NoticeKind.NOT_UNDERSTOOD) == ["[Graphic]"]


def test_an_editors_word_in_brackets_is_speech() -> None:
    transcript = page('Report: So.[Sound bite: Kim (Korean)] "[We] will see the [North] there."')

    assert said(transcript)[1] == (BITE, "[We] will see the [North] there.")


def test_a_speaker_without_words_is_noted() -> None:
    transcript = page("Report: So.[Sound bite: Kim Young-ho (Korean-English)]")

    assert noted(transcript, NoticeKind.DROPPED) == ["[Sound bite: Kim Young-ho (Korean-English)]"]


def test_a_dateline_without_year_or_dash() -> None:
    transcript = page("SEOUL, Nov. 2 (KBS World Radio) Photo : KBS NewsAnchor: Exports rose in the past month.")
    assert transcript.meta == (("dateline", "SEOUL, Nov. 2 (KBS World Radio)"), ("photo", "KBS News"))
