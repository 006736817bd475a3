"""AP video: a SHOTLIST of numbered shots, some of them a `SOUNDBITE (Korean) NAME, title:` with its quote; a STORYLINE.

Shot descriptions are not spoken. Shots may all stand on one line: a shot begins where the next number in turn does.
"""

import re
from collections.abc import Iterator

from subtitler.core.transcript import BlockKind
from subtitler.read.lines import COMMON, common
from subtitler.read.marks import Dropped, Mark, Meta, Resume, Runs, Style, Turn, marks_pattern, scan
from subtitler.read.page import Page, is_at_line_start
from subtitler.read.quotes import bite_end
from subtitler.read.speaker import read_label

_HEADS = re.compile(
    r"""
    (?:^|(?<=[\s.":]))(?:(?P<shots>SHOT[ -]?LIST)|(?P<story>STORY[ -]?LINE)|(?P<lead>LEAD[ -]?IN))(?:[ ]?:|(?=\s|\Z))
  | ^(?:(?P<script>SCRIPT):?|(?P<first_shot>(?=1\.[ ]?[A-Z])))""",
    re.VERBOSE | re.MULTILINE,
)
_NUMBER = re.compile(r"""(?:^|(?<=[\s"'.)]))(\d{1,3})\.[ ]?(?=[A-Z"'(+*])""", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")

_META_KEYS = {
    "HEADLINE": "headline",
    "DATELINE": "dateline",
    "DATE": "date",
    "SOURCE": "source",
    "SOURCES": "source",
    "NAME": "slug",
    "SLUG": "slug",
    "RESTRICTIONS": "restrictions",
}
_OTHER_KEYS = ("RESTRICTION SUMMARY", "TAPE", "IN_TIME", "DURATION", "LENGTH", "VNR TYPE", "STORY NUMBER", "LANGUAGE")
_KEY = "|".join([*_META_KEYS, *_OTHER_KEYS]).replace(" ", "[ ]")
_HEADER = marks_pattern(
    rf"""(?P<key>\b(?P<key_name>{_KEY}):[ ]?(?P<value>(?:(?!\b(?:{_KEY}):)[^\n]){{0,300}}))
  | {COMMON}""",
    starts="A-Z(",
)
_STORY = marks_pattern(
    rf"""(?P<trailer>^(?:Clients[ ]are[ ]reminded|\(?Copyright|={{5,}})[^\n]*)
  | (?P<bite>(?:^|(?<=[.?!"][ ]))SOUND[ ]?BITE\b)
  | {COMMON}""",
    starts="S(",
)


def _marks(page: Page) -> Iterator[Mark]:
    heads = list(_heads(page))
    first, *stops = [head.start() for _, head in heads] + [len(page.text)]
    yield from scan(page, _HEADER, _in_header, stop=first)
    for (part, head), stop in zip(heads, stops, strict=True):
        if part == "shots":
            yield from _shots(page, head, stop)
        else:
            kind = BlockKind.ANCHOR if part == "lead" else BlockKind.REPORT
            yield Turn(start=head.start(), end=head.end(), kind=kind)
            yield from scan(page, _STORY, _in_story, start=head.end(), stop=stop)


def _heads(page: Page) -> Iterator[tuple[str, re.Match[str]]]:
    """The parts of the page. A list of shots without a head of its own begins with its first shot."""
    has_shots = False
    for head in _HEADS.finditer(page.text):
        part = {"first_shot": "shots", "script": "story"}.get(head.lastgroup or "", head.lastgroup or "")
        if head.lastgroup == "first_shot" and has_shots:
            continue
        has_shots = has_shots or part == "shots"
        yield part, head


def _in_header(page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
    known = common(match)
    if known:
        return known
    key, value = _META_KEYS.get(match["key_name"]), match["value"].strip()
    if key and value:
        return (Meta(start=match.start(), end=match.end(), key=key, value=value),)
    return (Dropped(start=match.start(), end=match.end()),)


def _in_story(page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
    known = common(match)
    if known:
        return known
    if match.lastgroup == "trailer":
        return (Dropped(start=match.start(), end=match.end()),)
    return (_bite(page, match.start(), page.line_end(match.start())),)


def _shots(page: Page, head: re.Match[str], stop: int) -> Iterator[Mark]:
    starts, expected = [], 1
    for number in _NUMBER.finditer(page.text, head.end(), stop):
        if is_at_line_start(page.text, number.start()) or int(number[1]) == expected:
            starts.append(number)
            expected = int(number[1]) + 1
    first, *ends = [shot.start() for shot in starts] + [stop]
    yield from _not_spoken(page, head.start(), first)
    for shot, end in zip(starts, ends, strict=True):
        if not page.text.startswith(("SOUNDBITE", "SOUND BITE"), shot.end()):
            yield from _not_spoken(page, shot.start(), end)
            continue
        turn = _bite(page, shot.start(), end)
        words = page.speech(turn.end, end)
        bite_stop = turn.end + bite_end(words, 0, Runs.TO_PARAGRAPH_END, 0)[0]
        yield turn
        yield Resume(start=bite_stop, end=bite_stop)
        yield from _not_spoken(page, bite_stop, end)


def _not_spoken(page: Page, start: int, stop: int) -> Iterator[Mark]:
    """Shot descriptions, line by line, and the datelines between them."""
    for line in _LINE.finditer(page.text, start, stop):
        found = _HEADER.fullmatch(page.text, line.start(), line.end())
        meta = common(found) if found else None
        if meta and isinstance(meta[0], Meta):
            yield from meta
        elif line[0].strip():
            yield Dropped(start=line.start(), end=line.end())


# SOUNDBITE (Korean) NAME, title: also as SOUNDBITE(Korean): NAME, title: and SOUNDBITE: (Korean) NAME, title: "..."
_BITE = re.compile(
    r"""(?:\d{1,3}\.[ ]?)?SOUND[ ]?BITE[ ]?:?[ ]?(?:\((?P<language>[^()\n]{1,60})\))?[ ]?:?[ ]?
    (?:(?P<whole_line>[^\n]{1,240}?)[ ]?:"?(?=\n)         # to the end of the line, be there quotes in it
      |(?P<before_quote>[^"\n]{0,240}?)[ ]?:?[ ]?(?=\n?")
      |(?P<before_colon>[^":\n]{0,240}?)[ ]?:
      |(?P<no_colon>[^"\n]{0,240})(?=\n|\Z))""",
    re.VERBOSE,
)


def _bite(page: Page, start: int, stop: int) -> Turn:
    match = _BITE.match(page.text, start, stop)
    if not match:
        return Turn(start=start, end=start + len("SOUNDBITE"), kind=BlockKind.BITE, runs=Runs.TO_PARAGRAPH_END)
    text = match["whole_line"] or match["before_quote"] or match["before_colon"] or match["no_colon"] or ""
    label = read_label(text.replace('"', ""), language=match["language"])
    return Turn(start=start, end=match.end(), kind=BlockKind.BITE, label=label, runs=Runs.TO_PARAGRAPH_END)


AP = Style(
    name="ap",
    signs=(
        re.compile(r"\bSHOT[ -]?LIST\b"),
        re.compile(r"\bSTORY[ -]?LINE\b"),
        re.compile(r"\bSOUND ?BITE ?:? ?\((?!OF)"),
        re.compile(r"(?m)^\d{1,2}\. ?(?:Wide|Mid|Medium|Close|Various|Cutaway|Tilt|Pan)\b"),
    ),
    marks=_marks,
)
