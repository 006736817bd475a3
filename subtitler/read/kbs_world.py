"""KBS World Radio: `Anchor:`, `Report:`, `[Sound bite: NAME (Korean-English)] "..."`, `NAME, KBS World Radio News.`

Pages arrive with everything run together, so a tag may stand straight after a full stop.
"""

import re
from collections.abc import Iterator

from subtitler.core.transcript import BlockKind
from subtitler.read.brackets import BRACKETS, unknown_tag
from subtitler.read.header import is_story_title, numbered_title
from subtitler.read.lines import COMMON, common
from subtitler.read.marks import Mark, Runs, Style, Turn, Unknown, marks_pattern, scan
from subtitler.read.page import Page, is_after_sentence, shown
from subtitler.read.signoff import SIGN_OFF, sign_off
from subtitler.read.speaker import NO_LABEL, read_label

_SPEAKING = r"(?:Anchor|ANCHOR|Reporter|REPORTER|Report|REPORT)"
_MARKS = marks_pattern(
    rf"""{COMMON}
  | (?P<bite>\[[ ]?(?i:sound[ -]?bite)[ ]?(?:\]|:(?P<label>[^\[\]]{{0,200}})\]):?)
  | (?P<broken>\[[ ]?(?i:sound[ -]?bite)\b)
  | {SIGN_OFF}
  | (?P<turn>(?<![A-Z]){_SPEAKING}[ ]?:)
  | (?P<title>^[^\n\[\]]{{1,120}}$(?=\n+{_SPEAKING}[ ]?:))
  | {BRACKETS}""",
    starts=r"\[(AR",
)
_TAGS = "'Anchor:', 'Report:', '[Sound bite: NAME (Korean-English)]'"


def _marks(page: Page) -> Iterator[Mark]:
    return scan(page, _MARKS, _understand)


def _understand(page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
    start, end = match.span()
    known = common(match) or sign_off(match)
    if known:
        return known
    match match.lastgroup:
        case "turn":
            kind = BlockKind.ANCHOR if match[0].lower().startswith("anchor") else BlockKind.REPORT
            is_tag = not is_open or is_after_sentence(page.text, start)
            return (Turn(start=start, end=end, kind=kind),) if is_tag else ()
        case "bite":
            return (_bite(page, match),)
        case "broken":
            finding = f"the tag {shown(page.text[start : page.line_end(start)])} is not closed"
            return (Unknown(start=start, end=end, finding=finding, way_out="close it with ']' behind the speaker"),)
        case "title":
            return (numbered_title(page, start, end),) if is_open and is_story_title(page, start, end) else ()
        case _:
            return unknown_tag(page, start, end, _TAGS)


def _bite(page: Page, match: re.Match[str]) -> Mark:
    start, end = match.span()
    label = read_label(match["label"] or "")
    if label == NO_LABEL:
        finding = f"no speaker in the tag {shown(match[0])}"
        return Unknown(start=start, end=end, finding=finding, way_out="write '[Sound bite: NAME (Korean-English)]'")
    return Turn(start=start, end=end, kind=BlockKind.BITE, label=label, runs=Runs.TO_PARAGRAPH_END)


KBS_WORLD = Style(
    name="kbs-world",
    signs=(
        re.compile(r"(?<![A-Z])Anchor ?:"),
        re.compile(r"""(?:^|[.?!"')\]] ?)Report(?:er)? ?:""", re.MULTILINE),
        re.compile(r"(?i)\[ ?sound[ -]?bite ?:"),
        re.compile(r"KBS World Radio News"),
    ),
    marks=_marks,
)
