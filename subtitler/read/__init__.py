"""Text of a broadcast transcript -> Transcript."""

import re

from subtitler.core.errors import TranscriptSyntaxError, UnknownFormatError
from subtitler.core.language import Language
from subtitler.core.transcript import Transcript
from subtitler.read.ap import AP
from subtitler.read.bilingual import with_one_language
from subtitler.read.build import Builder
from subtitler.read.kbs_english import KBS_ENGLISH
from subtitler.read.kbs_world import KBS_WORLD
from subtitler.read.korean_news import KOREAN_NEWS
from subtitler.read.marks import Style
from subtitler.read.page import Page
from subtitler.read.plain import PLAIN
from subtitler.text.normalise import normalise, respell

__all__ = ["STYLES", "read"]

_STYLES = (KBS_WORLD, KBS_ENGLISH, KOREAN_NEWS, AP, PLAIN)
STYLES = tuple(style.name for style in _STYLES)

# A text has hardly a control character; every tenth byte of a binary file is one.
_CONTROL = re.compile("[\0-\b\x0e-\x1f\ufffd]")
_BINARY_FROM = 0.01


def read(
    text: str, *, origin: str, style: str | None = None, language: Language | None = None, lenient: bool = False
) -> Transcript:
    """The transcript that `text` holds, in the house style named, or else in the one its marks show.

    `origin` names the file in messages. `language` is that of the transcript; None lets the text tell, and then a page
    in both languages is an error. With `lenient`, what no rule of the style explains is kept as speech and noted.
    Raises TranscriptSyntaxError with line and column, InputError, or UnknownFormatError for a style of another name.
    """
    _refuse_binary(text, origin)
    page = Page(text=normalise(respell(normalise(text))), origin=origin)
    house = _style(page, style)
    builder = Builder(page, house, lenient=lenient)
    for mark in house.marks(page):
        builder.take(mark)
    transcript = builder.finish(language)
    if not any(block.is_speech for block in transcript.blocks):
        finding = "nothing on this page is spoken" if page.text.strip() else "the text is empty"
        raise TranscriptSyntaxError(place=origin, finding=finding, way_out="give the text of a broadcast transcript")
    return with_one_language(transcript, language)


def _refuse_binary(text: str, origin: str) -> None:
    controls = [match.start() for match in _CONTROL.finditer(text)]
    if controls and ("\0" in text or len(controls) > _BINARY_FROM * len(text)):
        finding = f"this is no text: the character U+{ord(text[controls[0]]):04X} stands in it"
        way_out = "give a text file in UTF-8 or CP949"
        raise Page(text=text, origin=origin).error(controls[0], finding, way_out)


def _style(page: Page, name: str | None) -> Style:
    """The style called `name`; or the one with most of its signs on the page, the first of equals; or plain text."""
    if name is None:
        counts = [sum(bool(sign.search(page.text)) for sign in style.signs) for style in _STYLES]
        return _STYLES[counts.index(max(counts))] if any(counts) else PLAIN
    for style in _STYLES:
        if style.name == name:
            return style
    raise UnknownFormatError(
        place=page.origin, finding=f"no house style is called '{name}'", way_out=f"write one of {', '.join(STYLES)}"
    )
