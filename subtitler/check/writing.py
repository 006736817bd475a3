"""How a line is written: its characters, spaces and marks, each of which has one right form.

`STEPS` mend a line one after the other, and a line breaks the rule of a step that changes what the steps before it
left. So every rule judges a line as if the others were kept, and mending for one never breaks another.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from subtitler.check.shown import TAG, outside_tags, untagged
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track

INVISIBLE = Rule(
    name="invisible",
    severity=Severity.ERROR,
    demand="A line has no character that nobody sees: zero-width space, byte order mark, soft hyphen, mark of writing "
    "direction, control character, Hangul filler. They stop editors and players, or turn text round.",
    source="reports against editors and encoders (Vrew, Premiere)",
    bad="오늘[U+200B] 서울은 맑습니다.",
    good="오늘 서울은 맑습니다.",
    is_fixable=True,
)
LETTER_FORMS = Rule(
    name="letter-forms",
    severity=Severity.WARNING,
    demand="Latin letters, digits and marks have their usual form, not the full-width one of East Asian typesetting, "
    "which takes twice the room.",
    source="Netflix, Korean: Latin letters, digits and punctuation are half as wide as Hangul",
    bad="ＫＢＳ　９시 뉴스",
    good="KBS 9시 뉴스",
    is_fixable=True,
)
ITALICS = Rule(
    name="italics",
    severity=Severity.WARNING,
    demand="Korean has no italics.",
    source="Netflix, Korean",
    bad="<i>기생충</i>이 상을 받았습니다.",
    good="'기생충'이 상을 받았습니다.",
    is_fixable=True,
)
COMPOSITION = Rule(
    name="composition",
    severity=Severity.ERROR,
    demand="A Hangul syllable or an accented letter is one character (Unicode NFC). In parts, as macOS names files, it "
    "falls to pieces on many players.",
    source="Unicode Standard Annex 15; W3C Character Model",
    bad="[U+1112 U+1161 U+11AB]국 경제",
    good="한국 경제",
    is_fixable=True,
)
ELLIPSIS = Rule(
    name="ellipsis",
    severity=Severity.WARNING,
    demand="An ellipsis is one character, U+2026, and stands alone.",
    source="Netflix, English (USA) and Korean",
    bad="글쎄요...",
    good="글쎄요…",
    is_fixable=True,
)
SPACES = Rule(
    name="spaces",
    severity=Severity.WARNING,
    demand="Words have one ordinary space between them, and none stands at either end of a line. Wide, thin and "
    "non-breaking spaces and tabs show as boxes where a font lacks them.",
    source="common practice of delivery checks",
    bad="Rain  is on the way.",
    good="Rain is on the way.",
    is_fixable=True,
)
ACRONYM = Rule(
    name="acronym",
    severity=Severity.WARNING,
    demand="In Korean, English acronyms have no periods.",
    source="Netflix, Korean",
    bad="U.N. 총회가 열렸습니다.",
    good="UN 총회가 열렸습니다.",
)
DIALOGUE_DASH = Rule(
    name="dialogue-dash",
    severity=Severity.WARNING,
    demand="Two speakers in one cue have a line each, and each line begins with `dialogue_dash`: a hyphen, in Korean "
    "with a space behind it.",
    source="Netflix, English (USA) and Korean: dual speakers",
    bad="Are you hurt? / - No.",
    good="-Are you hurt? / -No.",
    is_fixable=True,
)

# The zero-width joiner makes one sign of several: a woman and a fire engine are a firefighter.
_IN_EMOJI = "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
_UNSEEN = re.compile(
    f"(?!{_IN_EMOJI})[\x80-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001]"
)
_FILLERS = "\u3164\uffa0"  # they stand for a space
# Full-width ASCII, but for what would make a tag of text: ＜앵커＞ stays.
_WIDE = {
    code: chr(code - 0xFF01 + 0x21) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＜＞｛｝＼"
} | str.maketrans({"￡": "£", "￥": "¥", "￦": "₩", "‐": "-", "‑": "-"})
_ITALIC_TAG = re.compile(r"</?i(?:[\s.][^<>]*)?>", re.IGNORECASE)
_BRACES = re.compile(r"\{\\[^{}]*\}")
_ITALIC_CODE = re.compile(r"\\i\d*(?=[\\}])")
_DOTS = re.compile(r"\.(?:\s*\.){2,}")
_ELLIPSIS = re.compile(r"[.‥…⋯]*(?:\.{3}|[‥…⋯])[.‥…⋯]*|·{3,}")
_ODD_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ANY_SPACES = re.compile(" {2,}")
_AT_EITHER_END = re.compile(f"^(?: |{TAG})+|(?: |{TAG})+$", re.IGNORECASE)
_ACRONYM = re.compile(r"(?<![A-Za-z.])(?:[A-Z]\.){2,}")


def _seen(line: str, _: StyleProfile) -> str:
    return _UNSEEN.sub(lambda found: " " if found[0] in _FILLERS else "", line)


def _narrow(line: str, _: StyleProfile) -> str:
    return outside_tags(line, lambda text: text.translate(_WIDE))


def _upright(line: str, profile: StyleProfile) -> str:
    if profile.has_italics:
        return line
    before = None
    while before != line:  # what stood around a tag may be one
        before = line
        line = _BRACES.sub(_without_italic_code, _ITALIC_TAG.sub("", line))
    return line


def _without_italic_code(braces: re.Match[str]) -> str:
    codes = _ITALIC_CODE.sub("", braces[0])
    return "" if codes == "{}" else codes


def _composed(line: str, _: StyleProfile) -> str:
    return outside_tags(line, lambda text: unicodedata.normalize("NFC", text))


def _dotted(line: str, _: StyleProfile) -> str:
    return outside_tags(line, lambda text: _ELLIPSIS.sub("…", _DOTS.sub("…", text)))


def _spaced(line: str, _: StyleProfile) -> str:
    line = outside_tags(line, lambda text: _ANY_SPACES.sub(" ", _ODD_SPACE.sub(" ", text)))
    return _AT_EITHER_END.sub(lambda found: outside_tags(found[0], lambda _: ""), line)


class Step(NamedTuple):
    """What mends a line for a rule."""

    rule: Rule
    mend: Callable[[str, StyleProfile], str]
    limit: str
    hint: str


STEPS = (
    Step(INVISIBLE, _seen, "characters that are seen", "take them out"),
    Step(LETTER_FORMS, _narrow, "letters and digits of usual width", "write them as on a keyboard"),
    Step(ITALICS, _upright, "no italics", "take the tags out; put titles in quotes"),
    Step(COMPOSITION, _composed, "one character a syllable (NFC)", "compose it"),
    Step(ELLIPSIS, _dotted, "…", "write … (U+2026) once"),
    Step(SPACES, _spaced, "one space between words", "take out the others"),
)

# Most lines are of these characters alone, without two spaces or dots together: nothing to mend.
_MARKS = "!-;=?-z|}~가-힣…·“”‘’–—「」『』℃"
_PLAIN = re.compile(rf"(?!.*(?:  |[.…]\s*[.…]|·{{3}}))[{_MARKS}](?:[ {_MARKS}]*[{_MARKS}])?")


def mended(line: str, profile: StyleProfile) -> str:
    """`line` after all STEPS; empty where nothing is left of it."""
    if _PLAIN.fullmatch(line):
        return line
    for step in STEPS:
        line = step.mend(line, profile)
    return line


def mended_lines(lines: Sequence[str], profile: StyleProfile) -> tuple[str, ...]:
    """The lines of a cue after all STEPS, without those that nothing is left of; none where that is all of them."""
    return without_blank(mended(line, profile) for line in lines)


def without_blank(lines: Iterable[str]) -> tuple[str, ...]:
    """Those of `lines` that something is left of."""
    return tuple(line for line in lines if line.strip())


# A hyphen before a digit is a minus, two are an interruption.
_DASHED = re.compile(f"((?:{TAG})*)[-–—] *(?=[^\\s\\d–—-])", re.IGNORECASE)
_TWO_IN_ONE = re.compile(r"[-–—].*[.?!…][\"'”’]? [-–—] ?[\"'“‘]?[A-Z가-힣]")


def dashed_lines(lines: Sequence[str]) -> int:
    """How many of `lines` begin with the dash of a speaker."""
    return sum(_DASHED.match(line) is not None for line in lines)


def is_dialogue(lines: Sequence[str]) -> bool:
    """True where each of several lines is of another speaker, by their dashes."""
    return len(lines) > 1 and dashed_lines(lines) == len(lines)


def undashed(line: str) -> str:
    """`line` without the dash of a speaker."""
    return _DASHED.sub(r"\1", line, count=1) if _DASHED.match(line) else line


def with_dash(line: str, profile: StyleProfile) -> str:
    """`line` with its speaker's dash as the profile has it."""
    return _DASHED.sub(rf"\g<1>{profile.dialogue_dash}", line, count=1)


def check_writing(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What breaks RULES, in the order of the cues."""
    issues: list[Issue] = []
    for number, cue in enumerate(track.cues, 1):
        for line in cue.lines:
            if not _PLAIN.fullmatch(line):
                issues += _of_line(line, number, profile)
        lines = mended_lines(cue.lines, profile)
        issues += _acronyms(lines, number, profile)
        issues += _dashes(lines, number, profile)
    return tuple(issues)


def _of_line(line: str, number: int, profile: StyleProfile) -> Iterator[Issue]:
    for step in STEPS:
        after = step.mend(line, profile)
        if after != line:
            yield step.rule.broken(
                cue=number,
                language=profile.language,
                found=_excerpt(line, after),
                limit=step.limit,
                hint=step.hint,
            )
        line = after


def _excerpt(line: str, after: str) -> str:
    """Where `line` first differs from `after`, every character but plain ones by its number."""
    at = next((at for at, (old, new) in enumerate(zip(line, after, strict=False)) if old != new), len(after))
    shown = line[max(0, at - 8) : at + 8]
    return repr("".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in shown))


def _acronyms(lines: Sequence[str], number: int, profile: StyleProfile) -> Iterator[Issue]:
    if profile.language is not Language.KO:
        return
    for found in _ACRONYM.findall(untagged(" ".join(lines))):
        yield ACRONYM.broken(
            cue=number,
            language=profile.language,
            found=repr(found),
            limit=repr(found.replace(".", "")),
            hint="leave out the periods",
        )


def _dashes(lines: Sequence[str], number: int, profile: StyleProfile) -> Iterator[Issue]:
    for finding, hint in _dash_faults(lines, profile):
        yield DIALOGUE_DASH.broken(
            cue=number,
            language=profile.language,
            found=finding,
            limit=f"{profile.dialogue_dash!r} before each of two speakers",
            hint=hint,
        )


def _dash_faults(lines: Sequence[str], profile: StyleProfile) -> Iterator[tuple[str, str]]:
    shown = [untagged(line) for line in lines]
    if is_dialogue(lines):
        if wrong := [line for line in lines if with_dash(line, profile) != line]:
            yield f"{untagged(wrong[0])[:12]!r}", f"begin each line with {profile.dialogue_dash!r}"
    elif len(lines) > 1 and any(line.startswith("-") for line in shown if _DASHED.match(line)):
        yield "a dash before one line and not the other", "begin both lines with it, or neither"
    if any(_TWO_IN_ONE.match(line) for line in shown):
        yield "two speakers in one line", "give each a line"


RULES = (INVISIBLE, LETTER_FORMS, ITALICS, COMPOSITION, ELLIPSIS, SPACES, ACRONYM, DIALOGUE_DASH)
