"""What a house style finds on a page: marks, each with its place. The text between two marks is speech."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from subtitler.core.transcript import BlockKind, Speaker
from subtitler.read.page import Page
from subtitler.read.speaker import NO_LABEL, Label


class Runs(Enum):
    """How far a turn goes. A sound bite in quotes ends with its quote, unless a bracket holds it."""

    TO_NEXT_MARK = auto()
    TO_PARAGRAPH_END = auto()
    TO_BRACKET = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`start` and `end` are offsets in the page's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Mark):
    """Somebody begins to speak.

    `is_dialogue`: a reporter's tag on pages where anchor and reporter talk to and fro, so an anchor after it does not
    open a new story.
    """

    kind: BlockKind
    label: Label = NO_LABEL
    runs: Runs = Runs.TO_NEXT_MARK
    is_dialogue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Mark):
    """A sound bite is over; the newsroom speaks on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Mark):
    """A spoken sign-off. `speaker` is the reporter it names."""

    speaker: Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Mark):
    """The title of a story."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta(Mark):
    """Something the page says about itself."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Mark):
    """Words that nobody speaks. Credits (`ends_story`) stand at the end of a story."""

    ends_story: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Mark):
    """A part that no rule of the style explains."""

    finding: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A house style.

    `signs`: patterns that only this style's pages hold; the style with most of them present reads the page.
    `opening`: the turn of text that no tag precedes; None where such text cannot be speech.
    `has_titles`: a title before the first tag is a story's heading, not the headline of the page.
    """

    name: str
    signs: tuple[re.Pattern[str], ...]
    marks: Callable[[Page], Iterable[Mark]]
    opening: Turn | None = None
    has_titles: bool = False


def marks_pattern(alternatives: str, starts: str) -> re.Pattern[str]:
    """The verbose, multiline pattern of a style's marks.

    A mark begins at the start of a line, behind the end of a sentence, or with one of `starts` (as in a character
    class). Trying every alternative at every character of a page on one line would take ten times as long.
    """
    guard = rf"""(?:^|(?<=[.?!"')\]])|(?=[{starts}]))"""
    return re.compile(f"{guard}(?:{alternatives})", re.VERBOSE | re.MULTILINE)


def scan(
    page: Page,
    pattern: re.Pattern[str],
    understand: Callable[[Page, re.Match[str], bool], tuple[Mark, ...]],
    *,
    start: int = 0,
    stop: int | None = None,
) -> Iterator[Mark]:
    """Marks in page order. `understand` answers with none where a match is plain speech after all.

    Its third argument tells whether a turn has begun already.
    """
    at, is_open, end = start, False, len(page.text) if stop is None else stop
    while match := pattern.search(page.text, at, end):
        marks = understand(page, match, is_open)
        yield from marks
        is_open = is_open or any(isinstance(mark, Turn) for mark in marks)
        at = max(match.start() + 1, marks[-1].end if marks else 0)
