"""Transcripts and issues: what they refuse, and what they keep."""

import pickle
from dataclasses import FrozenInstanceError

import pytest

from subtitler.core.issue import Issue, Severity
from subtitler.core.language import Language
from subtitler.core.transcript import Block, BlockKind, Notice, NoticeKind, Sentence, Speaker, Transcript, main_language
from subtitler.core.translation import Link, Translation


def block(
    number: int = 0,
    text: str = "정부가 대책을 발표했습니다.",
    kind: BlockKind = BlockKind.REPORT,
    language: Language = Language.KO,
) -> Block:
    speaker = Speaker(name="김하늘", role="기자")
    return Block(number=number, kind=kind, speaker=speaker, text=text, language=language, spoken="ko", line=1)


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_speaker_needs_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="a speaker needs a name"):
        Speaker(name=name, role="기자")


@pytest.mark.parametrize("text", ["", " ", "\n\u3000\n"])
def test_a_block_needs_text(text: str) -> None:
    with pytest.raises(ValueError, match="a block needs text"):
        block(text=text)


def test_all_but_a_heading_is_spoken() -> None:
    assert [kind for kind in BlockKind if not block(kind=kind).is_speech] == [BlockKind.HEADING]


@pytest.mark.parametrize("numbers", [[1], [0, 0], [1, 0], [0, 2]])
def test_blocks_are_numbered_from_zero_without_a_gap(numbers: list[int]) -> None:
    with pytest.raises(ValueError, match=r"blocks are numbered 0\.\.n-1"):
        Transcript(blocks=tuple(map(block, numbers)), language=Language.KO, style="plain", origin="a.txt")


def test_a_transcript_survives_pickling_and_cannot_be_changed() -> None:
    transcript = Transcript(
        blocks=(block(0), block(1)),
        language=Language.KO,
        meta=(("date", "2026-11-24"),),
        notices=(Notice(kind=NoticeKind.DROPPED, line=9, text="촬영기자: 김하늘"),),
        style="plain",
        origin="a.txt",
    )
    assert pickle.loads(pickle.dumps(transcript)) == transcript
    with pytest.raises(FrozenInstanceError):
        transcript.origin = "b.txt"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("blocks", "language"),
    [
        ([], Language.EN),
        ([block(0, "가나다"), block(1, "ab", language=Language.EN)], Language.KO),
        ([block(0, "가나"), block(1, "abc", language=Language.EN)], Language.EN),
        ([block(0, "가나"), block(1, "ab", language=Language.EN)], Language.EN),
        ([block(0, "가나"), block(1, "a 1,234.", language=Language.EN)], Language.KO),
        ([block(0, "가나다라", kind=BlockKind.HEADING), block(1, "abc", language=Language.EN)], Language.EN),
        ([block(0, "가"), block(1, "ab", language=Language.EN), block(2, "나다")], Language.KO),
    ],
    ids=["none", "more-korean", "more-english", "as-many", "digits", "heading", "summed"],
)
def test_the_main_language_is_that_of_most_letters_spoken(blocks: list[Block], language: Language) -> None:
    assert main_language(blocks) is language


def test_what_the_stages_hand_on_survives_pickling() -> None:
    sentence = Sentence(number=0, block=0, start=0, end=2, text="발표")
    issue = Issue(
        rule="gap", severity=Severity.WARNING, cue=1, language=Language.KO, found="40", limit="83", hint="연결"
    )
    translation = Translation(text="announcement", score=-0.25, links=(Link(0, 0, 0.5),), notes=("re-translated",))
    assert pickle.loads(pickle.dumps([sentence, issue, translation])) == [sentence, issue, translation]
