"""What property tests draw from: cues, tracks, Korean text, damaged SRT."""

import re
import string

from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.core.track import FORBIDDEN_IN_LINE, Cue, Track

MAX_MS = 100 * 3_600_000  # past 99:59:59,999

NASTY_LINES = (
    "R&D 예산 <b 5 --> 7",
    "7 --> 9",
    "A --> B &lt; C &amp; D",
    "--> 다음 소식",
    "<i>속보</i>",
    '<font color="#ffff00">앵커</font>',
    "{\\an8}자막 위치",
    "2024",
    "1",
    "-1",
    "3.",
    "1.567.202 won",
    "1.567.202.",
    "12:30:45",
    "오전 10:30",
    "１２：３０",
    "𠮷野家 🇰🇷 👩‍🚒",
    "\u200fעברית\u200e 12",
    "\u202b\u0627\u0644\u202c",
    "  앞뒤 공백  ",
    "탭\t사이",
    "\u3000전각 공백",
    "\u200b보이지 않는 글자",
    "e\u0301tude 한",
    "NOTE",
    "STYLE",
    "WEBVTT",
    "\ufeffBOM",
    "\\N \\h",
    "...",
)

_ARROW_BESIDE_CLOCK = re.compile(r"\d[:：]\d")


def _is_carried_by_every_format(line: str) -> bool:
    """Not blank, no forbidden character, and no line of times, which a format may refuse to carry as text."""
    return (
        bool(line.strip())
        and not FORBIDDEN_IN_LINE.search(line)
        and not (">" in line and _ARROW_BESIDE_CLOCK.search(line))
    )


def korean_text(max_size: int = 40) -> st.SearchStrategy[str]:
    """Hangul with the spaces, digits, marks and Latin names that news has between."""
    return st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from(" ,.'%·1234KBSUN"),
                   min_size=1, max_size=max_size)  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    """Anything that may stand in a line of a cue."""
    characters = st.characters(
        exclude_categories=["Cc", "Cs"], include_characters="\t", exclude_characters="\u2028\u2029\ufffe\uffff"
    )
    anything = st.text(characters, min_size=1, max_size=30)
    marks = st.text(string.digits + ":.,->& <", min_size=1, max_size=16)
    return (st.sampled_from(NASTY_LINES) | korean_text() | anything | marks).filter(_is_carried_by_every_format)


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    start_ms = draw(st.integers(0, MAX_MS))
    return Cue(
        start_ms=start_ms,
        end_ms=start_ms + draw(st.integers(1, 10_000) | st.integers(1, MAX_MS)),
        lines=tuple(draw(st.lists(lines(), min_size=1, max_size=4))),
    )


def tracks(max_size: int = 6) -> st.SearchStrategy[Track]:
    """Tracks of cues in any order, overlapping or not, none at all included."""
    return st.builds(
        Track,
        language=st.sampled_from([*Language, None]),
        cues=st.lists(cues(), max_size=max_size).map(tuple),
    )


@st.composite
def broken_srt(draw: st.DrawFn) -> str:
    """Cues as bad tools write them: numbers and blank lines missing or strewn in, and at times a line beyond repair."""
    times = st.sampled_from(
        [
            "00:00:01,000 --> 00:00:02,000",
            "00:00:01,5 --> 00:00:02.5",
            "0:0:1 -> 0:0:2 X1:40",
            "00:01:01,9999-->1:00:02",
        ]
    )
    numbers = st.sampled_from(["1", "2", " 3 ", "2024", "1.5", "\ufeff4"])
    texts = st.sampled_from(["한국어 문장", "English", "A --> B", "1.567.202", "10:30:00 local time", "2024", "7."])
    wrecks = st.sampled_from(
        ["00:00:05,000 --> 00:00:0x", "00:61:00,000 --> 00:62:00,000", "00:00:02,0 --> 00:00:01,0", "--> 0:09", "\x07"]
    )
    lines: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        lines += draw(st.lists(numbers, max_size=1))
        lines.append(draw(times))
        lines += draw(st.lists(texts | texts | st.just(""), min_size=1, max_size=3))
        lines += draw(st.lists(st.sampled_from(["", "", " "]), max_size=2))
    if draw(st.integers(0, 3)) == 0:
        lines.insert(draw(st.integers(0, len(lines))), draw(wrecks | numbers | texts | times))
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\r\r\n"])).join(lines)
