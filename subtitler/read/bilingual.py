"""The language of a transcript, and what to do with blocks in the other one."""

from dataclasses import replace

from subtitler.core.errors import InputError
from subtitler.core.language import Language
from subtitler.core.transcript import Block, Notice, NoticeKind, Transcript
from subtitler.read.page import shown

# A page that prints both versions has about as much of each; a Korean page with a few English bites has far less.
BOTH_FROM = 0.3
MIN_BLOCKS = 2


def _letters(blocks: list[Block]) -> int:
    return sum(char.isalpha() for block in blocks for char in block.text)


def _in_language(transcript: Transcript, language: Language) -> list[Block]:
    return [block for block in transcript.blocks if block.is_speech and block.language is language]


def with_one_language(transcript: Transcript, language: Language | None) -> Transcript:
    """`transcript`, with a notice for each block that is not in its language.

    Raises InputError when nobody named its `language` and the page is in both.
    """
    main = transcript.language
    others = _in_language(transcript, main.other)
    if language is None and len(others) >= MIN_BLOCKS:
        first = _in_language(transcript, main)
        if _letters(others) >= BOTH_FROM * _letters(first + others) > 0:
            counts = " and ".join(
                f"{len(blocks)} blocks in {blocks[0].language} (from line {blocks[0].line}: {shown(blocks[0].text)})"
                for blocks in (first, others)
            )
            finding = f"the transcript is in both languages: {counts}"
            raise InputError(place=transcript.origin, finding=finding, way_out="choose with `--from en` or `--from ko`")
    notices = tuple(
        Notice(kind=NoticeKind.LANGUAGE, line=block.line, text=f"in {block.language}: {shown(block.text)}")
        for block in others
    )
    ordered = sorted(transcript.notices + notices, key=lambda notice: (notice.line, notice.column))
    return replace(transcript, notices=tuple(ordered))
