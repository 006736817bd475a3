"""What stands before the first tag: dates, datelines, photo credits, titles."""

import re

from subtitler.read.marks import Heading, Meta
from subtitler.read.page import Page, is_alone_on_line, is_title

# Parts of verbose patterns: a blank is written [ ].
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?"
_TIME = r"(?:[ ,]{0,2}\(?(?:(?:오전|오후)[ ]?)?\d{1,2}(?::\d{2}){1,2}(?:[ ]?(?:KST|GMT|[ap]\.?m\.?))?\)?)?"
DATE = (
    rf"(?:{_WEEKDAY}(?:{_MONTH}[ ]\d{{1,2}},?[ ]\d{{4}}|\d{{1,2}}[ ]{_MONTH}[ ]\d{{4}})"
    r"|\d{4}[-./][ ]?\d{1,2}[-./][ ]?\d{1,2}\.?|\d{4}년[ ]?\d{1,2}월[ ]?\d{1,2}일)"
    rf"(?:[ ]?\([월화수목금토일]\))?{_TIME}"
)
_PLACE = r"[A-Z][\w.'-]{1,30}(?:[ ][A-Z][\w.'-]{1,30}){0,3}"
PLACE_AND_DATE = rf"{_PLACE}(?:,[ ]{_PLACE}){{0,2}}[ ]?[-–—,][ ]?{DATE}"

# SEOUL, South Korea (AP) — or SEOUL, March 5 (Yonhap) -- or (서울=연합뉴스) before the first words of a story.
AGENCY_DATELINE = (
    r"[A-Z]{3,30}[A-Z.' -]{0,30}(?:,[ ][A-Z][\w.' -]{1,30}){0,2}[ ]?\([A-Z][\w ]{1,20}\)[ ]?(?:-{1,2}|[–—])"
)
KOREAN_DATELINE = r"[(\[](?!사진|자료|화면|영상|출처)[가-힣·, ]{2,20}=[^()\[\]\n]{2,20}[)\]]"

# SEOUL, Nov. 2 (KBS World Radio): before the first tag no dash need close it.
_DATELINE_WITHOUT_YEAR = rf"[A-Z]{{3,30}}[A-Z.' -]{{0,30}},[ ]{_MONTH}[ ]\d{{1,2}}(?:[ ]?\([^()\n]{{2,40}}\))?"

# A headline block run together on one line: SEOUL, March 5, 2024 (Photo: Yonhap News) Ministry Unveils Plan
_IN_HEADER = re.compile(
    rf"""(?x)
    [(\[]?(?i:photo|사진)(?:[ ]by)?[ ]?[:=][ ]?(?P<photo>[^\n()\[\]|/]{{1,80}})[)\]]?
  | (?P<dateline>{PLACE_AND_DATE}|{AGENCY_DATELINE}|{_DATELINE_WITHOUT_YEAR})
  | (?P<date>{DATE})
    """
)
_MAX_HEADER_CHARS = 1000
_SEPARATORS = " |/·,;:–—-"


def header_parts(page: Page, start: int, end: int) -> tuple[tuple[Meta, ...], tuple[tuple[int, int], ...]]:
    """What a stretch before the first tag holds: data of the page, and the places of the lines that are left."""
    found = tuple(
        Meta(
            key=match.lastgroup or "",
            value=match[match.lastgroup or 0].strip(_SEPARATORS),
            start=match.start(),
            end=match.end(),
        )
        for match in _IN_HEADER.finditer(page.text, start, min(end, start + _MAX_HEADER_CHARS))
    )
    rest, at = [], start
    for stop, following in [(meta.start, meta.end) for meta in found] + [(end, end)]:
        for line in re.finditer(r"[^\n]+", page.text[at:stop]):
            kept = line[0].strip(_SEPARATORS)
            if kept:
                offset = at + line.start() + line[0].index(kept)
                rest.append((offset, offset + len(kept)))
        at = following
    return found, tuple(rest)


def numbered_title(page: Page, start: int, end: int) -> Heading:
    """The heading of a line, without the number of its story: `2. U.S. Base Redevelopment`."""
    title = re.sub(r"^\d{1,2}\. ?(?=\D)", "", page.text[start:end])
    return Heading(start=start, end=end, text=title)


def is_story_title(page: Page, start: int, end: int) -> bool:
    """True for a title on a line of its own; a numbered one may look like a sentence."""
    line = page.text[start:end]
    return is_alone_on_line(page.text, start, end) and (is_title(line) or bool(re.match(r"\d{1,2}\. ?\D", line)))
