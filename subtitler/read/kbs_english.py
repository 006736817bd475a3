"""KBS English news: `[Anchor Lead]`, `[Pkg]`, `[Soundbite] NAME(TITLE) : "..."`, stories with a title or a number.

A sound bite's tag may stand alone, with the speaker, the quote or both below it, and quotes may lack their marks.
"""

import re
from collections.abc import Iterator

from subtitler.core.transcript import BlockKind
from subtitler.read.brackets import BRACKETS, unknown_tag
from subtitler.read.header import is_story_title, numbered_title
from subtitler.read.lines import COMMON, common
from subtitler.read.marks import Dropped, Mark, Runs, Style, Turn, marks_pattern, scan
from subtitler.read.page import Page
from subtitler.read.signoff import SIGN_OFF, sign_off
from subtitler.read.speaker import MAX_LABEL_CHARS, NO_LABEL, read_label

_ANCHOR, _REPORT, _BITE = r"(?i:anchor(?:[ ]lead)?)", r"(?i:pkg|package|report)", r"(?i:sound[ -]?bite)"
_MARKS = marks_pattern(
    rf"""{COMMON}
  | (?P<anchor>\[[ ]?{_ANCHOR}[ ]?\]:?)
  | (?P<report>\[[ ]?{_REPORT}[ ]?\]:?)
  | (?P<bite>\[[ ]?{_BITE}[ ]?\]:?)
  | {SIGN_OFF}
  | (?P<title>^[^\n\[\]]{{1,120}}$(?=\n+\[[ ]?(?:{_ANCHOR}|{_REPORT})[ ]?\]))
  | {BRACKETS}""",
    starts=r"\[(",
)
_TAGS = "'[Anchor Lead]', '[Pkg]', '[Soundbite] NAME(TITLE) : \"...\"'"


def _marks(page: Page) -> Iterator[Mark]:
    return scan(page, _MARKS, _understand)


def _understand(page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
    start, end = match.span()
    known = common(match) or sign_off(match)
    if known:
        return known
    match match.lastgroup:
        case "anchor":
            return (Turn(start=start, end=end, kind=BlockKind.ANCHOR),)
        case "report":
            return (Turn(start=start, end=end, kind=BlockKind.REPORT),)
        case "bite":
            return (_bite(page, start, end),)
        case "title":
            return (numbered_title(page, start, end),) if is_story_title(page, start, end) else ()
        case _:
            return unknown_tag(page, start, end, _TAGS)


# Yoon Suk Yeol (President): with a name of capitalised words, so that a sentence with a colon is none.
_WORDS = r"[A-Z][\w.'-]*(?:,? (?:[A-Z0-9][\w.'-]*|of|the|and|for|in|to|at|de|van)){0,9}"
_GROUP = r"\((?!For |In |Do |Did |Is |Are |What |How |Why )[^()\n]{1,120}\)"
_NAMED = rf"(?:{_WORDS}(?: ?{_GROUP}){{0,2}}|{_GROUP}(?: ?{_WORDS})?)"
_WITH_COLON_AND_QUOTE = re.compile(r'[ ]*(?P<label>[^":\n]{1,160}?)[ ]?:(?=\s*")')
_WITH_COLON = re.compile(rf"\s*(?P<label>{_NAMED}) ?:")
_BEFORE_QUOTE = re.compile(rf'[ ]*(?P<label>{_NAMED})(?=\s*")')
_WITHOUT_WORDS = re.compile(rf"[ ]*(?P<label>{_NAMED})(?=\n|\Z)")


def _bite(page: Page, start: int, end: int) -> Mark:
    ahead = page.text[end : end + 2 * MAX_LABEL_CHARS]
    named = _WITH_COLON_AND_QUOTE.match(ahead) or _WITH_COLON.match(ahead) or _BEFORE_QUOTE.match(ahead)
    silent = None if named else _WITHOUT_WORDS.match(ahead)
    if silent and not silent["label"].endswith("."):
        # In 2010 the name alone was printed; what follows is the report again.
        return Dropped(start=start, end=end + silent.end())
    label = read_label(named["label"]) if named else NO_LABEL
    end += named.end() if named else 0
    return Turn(start=start, end=end, kind=BlockKind.BITE, label=label, runs=Runs.TO_PARAGRAPH_END)


KBS_ENGLISH = Style(
    name="kbs-english",
    signs=(
        re.compile(r"(?i)\[ ?anchor lead ?\]"),
        re.compile(r"(?i)\[ ?(?:pkg|package) ?\]"),
        re.compile(r"(?i)\[ ?sound[ -]?bite ?\]"),
    ),
    marks=_marks,
    has_titles=True,
)
