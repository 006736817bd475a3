"""A page of text with its line numbers, and the shapes of writing that every house style shares."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from subtitler.core.errors import TranscriptSyntaxError
from subtitler.core.language import Language, language_of

_INNER_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Normalised text. Offsets count characters from 0, lines and columns from 1."""

    text: str
    origin: str
    _breaks: tuple[int, ...] = field(init=False, repr=False)
    _is_wrapped: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_breaks", tuple(match.start() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "_is_wrapped", _is_wrapped(self.text))

    def speech(self, start: int, end: int) -> str:
        """The text from `start` to `end`, as long as it is there, with a line break only where a paragraph ends."""
        text = self.text[start:end]
        return _INNER_BREAK.sub(" ", text) if self._is_wrapped else text

    def line(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + 1

    def column(self, offset: int) -> int:
        line = self.line(offset)
        return offset - (self._breaks[line - 2] if line > 1 else -1)

    def line_end(self, offset: int) -> int:
        line = self.line(offset)
        return self._breaks[line - 1] if line <= len(self._breaks) else len(self.text)

    def error(self, offset: int, finding: str, way_out: str) -> TranscriptSyntaxError:
        return TranscriptSyntaxError(
            place=self.origin, finding=finding, way_out=way_out, line=self.line(offset), column=self.column(offset)
        )


# Prose wrapped by hand or by a mail program has lines of about 55 to 80 characters; shorter ones tell nothing.
_WRAPPED_FROM_CHARS = 40
_LINE_FINISHED = re.compile(r"""[.?!…:]["')\]]*$""")
_NEW_PART = re.compile(r"\d{1,3}\.|[\[(<◀●*-]")


def _is_wrapped(text: str) -> bool:
    """True when most of the long lines of a paragraph stop in the middle of a sentence.

    Korean pages break the line after every sentence, with or without a full stop: there each line is a paragraph.
    """
    broken = [
        not _LINE_FINISHED.search(line)
        for line, following in pairwise(text.split("\n"))
        if following and len(line) >= _WRAPPED_FROM_CHARS and not (_NEW_PART.match(line) or _NEW_PART.match(following))
    ]
    # One such line may be a long title.
    return sum(broken) > max(1, len(broken) / 2) and language_of(text) is not Language.KO


SHOWN_CHARS = 60


def shown(text: str) -> str:
    """`text` as a message shows it: on one line, quoted, cut to a readable length."""
    flat = " ".join(text.split())
    return f"'{flat}'" if len(flat) <= SHOWN_CHARS else f"'{flat[: SHOWN_CHARS - 1]}…'"


_SENTENCE_END = ".?!…:;\"')]>▶"


def is_after_sentence(text: str, offset: int) -> bool:
    """True where a new part may begin: at the start of a line, or behind the end of a sentence, a quote or a tag."""
    while offset and text[offset - 1] == " ":
        offset -= 1
    return not offset or text[offset - 1] == "\n" or text[offset - 1] in _SENTENCE_END


def is_at_line_start(text: str, offset: int) -> bool:
    return not offset or text[offset - 1] == "\n"


def is_alone_on_line(text: str, start: int, end: int) -> bool:
    return is_at_line_start(text, start) and text[end : end + 1] in ("", "\n")


MAX_TITLE_CHARS = 120

# A full stop ends a sentence, unless it belongs to an abbreviation ("Exports to the U.S.").
_STATEMENT_END = re.compile(r"""(?<![A-Z])[.][")'\]]*$""")


def is_title(line: str) -> bool:
    """True for a line that can be the title of a story: short, with letters, and no statement."""
    return (
        len(line) <= MAX_TITLE_CHARS
        and any(char.isalnum() for char in line)
        and not line.startswith('"')
        and not _STATEMENT_END.search(line)
    )
