"""The sound bites of a transcript, and their wording in the other language as somebody else has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from subtitler.check.sides import NAMES
from subtitler.core.errors import InputError, TranscriptSyntaxError
from subtitler.core.language import Pair, language_of
from subtitler.core.transcript import Block, BlockKind, Sentence, Speaker, Transcript
from subtitler.text.normalise import normalise

_NUMBER = re.compile(r"[0-9]{1,6}")
_EXAMPLE = "write the number of the bite, a tab, and its wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bite:
    """`number` counts the bites of the transcript from 1; `sentences` are the texts of the block's sentences."""

    number: int
    block: Block
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def pair(self) -> Pair:
        """The direction of its translation."""
        return Pair(self.block.language, self.block.language.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The wording of a bite. `bite` is the number it was given with, None where that is to be found out.

    `line` is that of its file, from 1; in a track, the number of its first cue.
    """

    line: int
    bite: int | None = None
    speaker: Speaker | None = None
    text: str


def bites_of(transcript: Transcript, sentences: Sequence[Sentence]) -> tuple[Bite, ...]:
    """The sound bites, in order. Raises InputError where there is none."""
    texts: dict[int, list[str]] = {}
    for sentence in sentences:
        texts.setdefault(sentence.block, []).append(sentence.text)
    return tuple(
        Bite(number=number, block=block, sentences=tuple(texts[block.number]))
        for number, block in enumerate(_bite_blocks(transcript), 1)
    )


def references_of(transcript: Transcript, bites: Sequence[Bite]) -> tuple[Reference, ...]:
    """The bites of a second transcript, in order. Raises InputError where it has none, or not in the other language."""
    blocks = _bite_blocks(transcript)
    for block in blocks:
        _refuse_same_language(block.text, bites, transcript.origin, block.line)
    return tuple(
        Reference(line=block.line, speaker=block.speaker, text=" ".join(block.text.split())) for block in blocks
    )


def _bite_blocks(transcript: Transcript) -> list[Block]:
    blocks = [block for block in transcript.blocks if block.kind is BlockKind.BITE]
    if not blocks:
        raise InputError(
            place=transcript.origin,
            finding="has no sound bite",
            way_out="give a transcript with tags such as [Sound bite: NAME (Korean-English)] or [인터뷰]",
        )
    return blocks


def parse_references(text: str, origin: str, bites: Sequence[Bite]) -> tuple[Reference, ...]:
    """The wordings in a table without header: number of the bite (from 1, as the transcript has them), tab, wording.

    Blank lines are left out. Raises InputError naming the line.
    """
    found: dict[int, Reference] = {}
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        number, tab, wording = row.partition("\t")
        wording = " ".join(normalise(wording).split())
        if not tab or not _NUMBER.fullmatch(number.strip()):
            raise _broken(origin, line, f"does not begin with a number and a tab: {row[:40]!r}", _EXAMPLE)
        bite = int(number)
        if not 1 <= bite <= len(bites):
            raise _broken(origin, line, f"there is no bite {bite}", f"the transcript has the bites 1 to {len(bites)}")
        if not any(map(str.isalnum, wording)):
            raise _broken(origin, line, f"bite {bite} has no wording", "write it, or take the line out")
        if bite in found:
            raise _broken(
                origin,
                line,
                f"bite {bite} has a wording in line {found[bite].line} already",
                "write it all in one line",
            )
        _refuse_same_language(wording, [bites[bite - 1]], origin, line)
        found[bite] = Reference(line=line, bite=bite, text=wording)
    if not found:
        raise _broken(origin, 1, "has no wording of any bite", _EXAMPLE)
    return tuple(found.values())


def _broken(origin: str, line: int, finding: str, way_out: str) -> InputError:
    return TranscriptSyntaxError(place=origin, line=line, finding=finding, way_out=way_out)


def _refuse_same_language(text: str, bites: Sequence[Bite], origin: str, line: int) -> None:
    """Raises InputError for a wording in a language that none of `bites` can be translated into."""
    language = language_of(text)
    if language is not None and all(bite.block.language is language for bite in bites):
        raise _broken(
            origin, line, f"is in {NAMES[language]}, as the bite is in the transcript",
            f"give the wording in {NAMES[language.other]}",
        )  # fmt: skip
