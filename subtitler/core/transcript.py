"""A broadcast transcript: who says what, in which language, and what else the page held."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from subtitler.core.language import Language


class BlockKind(StrEnum):
    ANCHOR = "anchor"
    REPORT = "report"
    BITE = "bite"  # a sound bite: the words of somebody outside the newsroom
    SIGN_OFF = "sign-off"
    HEADING = "heading"  # the title of a story: printed, not spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    name: str
    role: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a speaker needs a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A turn: consecutive words of one speaker in one kind of part.

    `text` is normalised; a line break in it divides paragraphs. `language` is that of the text; `spoken` is the BCP 47
    code of what was said on air, which differs in a translated sound bite ("und" when the page does not tell).
    `line` counts from 1 in the file.
    """

    number: int
    kind: BlockKind
    speaker: Speaker | None = None
    text: str
    language: Language
    spoken: str
    line: int

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a block needs text")

    @property
    def is_speech(self) -> bool:
        return self.kind is not BlockKind.HEADING


class NoticeKind(StrEnum):
    DROPPED = "dropped"  # a part of the page that nobody speaks: credits, trailers, contact lines
    NOT_UNDERSTOOD = "not-understood"  # kept as speech because the reader was told to be lenient
    LANGUAGE = "language"  # a block in the other language than the transcript
    ENCODING = "encoding"  # read in another encoding than UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about the page that a person should know. `line` and `column` count from 1."""

    kind: NoticeKind
    line: int
    column: int = 1
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """`language` is the page's own.

    `meta` holds what the page says about itself (`date`, `programme`, `dateline`, `photo`, ...), in page order.
    """

    blocks: tuple[Block, ...]
    language: Language
    meta: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    style: str
    origin: str

    def __post_init__(self) -> None:
        if [block.number for block in self.blocks] != list(range(len(self.blocks))):
            raise ValueError("blocks are numbered 0..n-1")


def main_language(blocks: Sequence[Block]) -> Language:
    """The language that most spoken letters of `blocks` are written in; English where both have as many."""
    letters = dict.fromkeys(Language, 0)
    for block in blocks:
        if block.is_speech:
            letters[block.language] += sum(map(str.isalpha, block.text))
    return Language.KO if letters[Language.KO] > letters[Language.EN] else Language.EN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and its place: `block.text[start:end] == text`. `number` counts over the whole transcript."""

    number: int
    block: int
    start: int
    end: int
    text: str
