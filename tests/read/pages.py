"""Helpers of the reader tests: read a page, show its blocks, and find the words that a reader lost."""

import re
from collections.abc import Iterator

from subtitler.core.language import Language
from subtitler.core.transcript import Block, BlockKind, NoticeKind, Transcript
from subtitler.read import read
from subtitler.text.normalise import normalise, respell

ANCHOR, REPORT, BITE = BlockKind.ANCHOR, BlockKind.REPORT, BlockKind.BITE
SIGN_OFF, HEADING = BlockKind.SIGN_OFF, BlockKind.HEADING


def page(text: str, *, language: Language | None = None, style: str | None = None, lenient: bool = False) -> Transcript:
    return read(text, origin="news.txt", language=language, style=style, lenient=lenient)


def said(transcript: Transcript) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in transcript.blocks]


def bites(transcript: Transcript) -> list[Block]:
    return [block for block in transcript.blocks if block.kind is BITE]


def who(block: Block) -> tuple[str, str | None] | None:
    return (block.speaker.name, block.speaker.role) if block.speaker else None


def noted(transcript: Transcript, kind: NoticeKind) -> list[str]:
    return [notice.text for notice in transcript.notices if notice.kind is kind]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _kept(transcript: Transcript) -> Iterator[str]:
    for block in transcript.blocks:
        yield block.text
        if block.speaker:
            yield block.speaker.name
            yield block.speaker.role or ""
    for _, value in transcript.meta:
        yield value
    for notice in transcript.notices:
        yield notice.text


def vanished(text: str, transcript: Transcript, marks: str) -> set[str]:
    """The words of the page `text` that stand nowhere in `transcript` and are no words of the style's own `marks`."""
    kept = {word for part in _kept(transcript) for word in _words(part)}
    return set(_words(respell(normalise(text)))) - kept - set(_words(marks))
