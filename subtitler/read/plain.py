"""Plain text: paragraphs, and turns that begin with a name, `NAME: ...`. A page of no known house comes here.

NPR (`ELISE HU, BYLINE:`), VOA radio (`INTRO:`, `TEXT:`) and Arirang (`Title:`) pages read as plain text.
"""

import re
from collections import Counter
from collections.abc import Iterator

from subtitler.core.transcript import BlockKind
from subtitler.read.brackets import BRACKETS, unknown_tag
from subtitler.read.lines import COMMON, common
from subtitler.read.marks import Dropped, Heading, Mark, Meta, Runs, Style, Turn, Unknown, marks_pattern, scan
from subtitler.read.page import Page, is_alone_on_line, shown
from subtitler.read.signoff import SIGN_OFF, sign_off
from subtitler.read.speaker import NO_LABEL, Label, read_label
from subtitler.read.spoken import spoken_code

_WORD = r"(?:[A-Z][\w.'-]{0,30}|\#\d{1,3})"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|of|the|de|van|von)){{0,5}}(?:[ ]?\([^()\n]{{1,80}}\))?"
_NAME_KO = r"[가-힣]{2,4}(?:[ ][가-힣]{2,6}){0,2}(?:[ ]?\([^()\n]{1,60}\))?(?:[ ]?/[ ]?[가-힣A-Za-z ]{1,40})?"
_MARKS = marks_pattern(
    rf"""{COMMON}
  | {SIGN_OFF}
  | (?P<key>^(?P<key_name>(?i:title|headline|제목|date|날짜|byline|TRT))[ ]?:[ ]?(?P<value>[^\n]{{1,200}})$)
  | (?P<turn>^(?P<label>{_NAME}(?:,[ ]{_NAME})?|{_NAME_KO})[ ]?:(?=[ \n"])[ ]?(?:\((?P<voice>[^()\n]{{2,40}})\))?)
  | (?P<aside>\((?:[A-Z0-9#'"][A-Z0-9 #,.'":&/-]{{3,120}}|THIS[ ]IS[ ]THE[ ]TRANSCRIPT[^()\n]{{1,120}})\))
  | (?P<cue>^(?:\(\([^\n]{{0,200}}\)\)|///[^\n]{{0,200}}///|<[^<>\n]{{1,100}}>|◀[^◀▶\n]{{1,60}}▶)$)
  | {BRACKETS}""",
    starts=r"\[(",
)
_ANCHORS = re.compile(r"(?i)anchor|host|presenter|newsreader|intro|앵커|아나운서|진행자?")
_REPORTERS = re.compile(r"(?i)reporter|report|narrator|text|기자|리포터|내레이션")
_TITLE_KEYS = ("title", "headline", "제목")
_META_KEYS = {"date": "date", "날짜": "date", "byline": "byline"}


def _marks(page: Page) -> Iterator[Mark]:
    turns = (match for match in _MARKS.finditer(page.text) if match.lastgroup == "turn")
    return scan(page, _MARKS, _Reader(Counter(match["label"] for match in turns)).understand)


class _Reader:
    """Understands the marks of one page; knows how often each label stands there."""

    def __init__(self, labels: Counter[str]) -> None:
        self._labels = labels

    def understand(self, page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
        start, end = match.span()
        known = common(match) or sign_off(match)
        if known:
            return known
        match match.lastgroup:
            case "key":
                return (_keyed(start, end, match["key_name"].lower(), match["value"]),)
            case "turn":
                return self._turn(match) if self._is_person(match["label"]) else ()
            case "aside":
                return (Dropped(start=start, end=end),)
            case "cue":
                return (_unknown(page, start, end),)
            case _:
                alone = (_unknown(page, start, end),) if is_alone_on_line(page.text, start, end) else ()
                return alone or unknown_tag(page, start, end, "'NAME: ...'")

    def _is_person(self, label: str) -> bool:
        """One capitalised word with a colon may be a remark ("Note:"), unless it comes again or has a role."""
        return (
            bool(_ANCHORS.fullmatch(label) or _REPORTERS.fullmatch(label))
            or self._labels[label] > 1
            or label == label.upper() != label.lower()
            or any(char in label for char in " (/")
            or bool(re.fullmatch("[가-힣]{3}", label))
        )

    def _turn(self, match: re.Match[str]) -> tuple[Mark, ...]:
        label, voice = match["label"], match["voice"]
        kind, who = BlockKind.REPORT, NO_LABEL
        if _ANCHORS.fullmatch(label):
            kind = BlockKind.ANCHOR
        elif not _REPORTERS.fullmatch(label):
            who = read_label(label.removesuffix(", BYLINE"))
        spoken = spoken_code(voice) if voice else None
        end = match.end() if spoken else match.start("voice") - 1 if voice else match.end()
        if spoken:
            who = Label(speaker=who.speaker, spoken=spoken, notes=(*who.notes, match["voice"]))
        return (Turn(start=match.start(), end=end, kind=kind, label=who, runs=Runs.TO_PARAGRAPH_END),)


def _keyed(start: int, end: int, key: str, value: str) -> Mark:
    if key in _TITLE_KEYS:
        return Heading(start=start, end=end, text=value)
    if key in _META_KEYS:
        return Meta(start=start, end=end, key=_META_KEYS[key], value=value)
    return Dropped(start=start, end=end)


def _unknown(page: Page, start: int, end: int) -> Unknown:
    finding = f"no rule explains the tag {shown(page.text[start:end])}"
    way_out = "write 'NAME: ...' for a turn, take it out, or read the page leniently with --lenient"
    return Unknown(start=start, end=end, finding=finding, way_out=way_out)


PLAIN = Style(
    name="plain",
    signs=(),
    marks=_marks,
    opening=Turn(start=0, end=0, kind=BlockKind.REPORT, runs=Runs.TO_PARAGRAPH_END),
)
