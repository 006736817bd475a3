"""Quotation marks over the cues of a track: every one that opens closes, and all are of one kind."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from subtitler.check.shown import outside_tags, untagged
from subtitler.check.writing import mended_lines
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track

QUOTES = Rule(
    name="quotes",
    severity=Severity.WARNING,
    demand="A quotation opens once and closes once, if need be some cues later.",
    source="Netflix, Timed Text Style Guide: quotation marks at the start and at the end of what is quoted",
    bad='He said, "We will wait. / And then he left.',
    good='He said, "We will wait." / And then he left.',
)
QUOTE_STYLE = Rule(
    name="quote-style",
    severity=Severity.WARNING,
    demand="A track has straight quotation marks or curly ones, not both.",
    source="common practice; straight ones are in every font and code page",
    bad='\u201cWe will wait,\u201d he said. "When?"',
    good='"We will wait," he said. "When?"',
    is_fixable=True,
)
RULES = (QUOTES, QUOTE_STYLE)

_PAIRS = {"“": "”", "「": "」", "『": "』"}
_CLOSERS = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTE = re.compile('["“”「」『』]')
_BEFORE_OPENING = " ([{'‘「『-–—…"
_AFTER_CLOSING = " .,:;!?…)]}'’」』-–—"


class _Kind(NamedTuple):
    """The straight and the curly form of a quotation mark; a mark within a word is an apostrophe, and counts too."""

    straight: str
    curly: str


_KINDS = (_Kind('"', "“”"), _Kind("'", "‘’"))


def mixed_kinds(lines: Sequence[Sequence[str]]) -> tuple[_Kind, ...]:
    """The kinds of marks of which a track, given as the mended lines of its cues, has both forms."""
    text = "\n".join(untagged(line) for cue in lines for line in cue)
    return tuple(kind for kind in _KINDS if kind.straight in text and any(mark in text for mark in kind.curly))


def straightened(line: str, kinds: Sequence[_Kind]) -> str:
    """`line` with straight marks of these kinds."""
    if not kinds:
        return line
    table = {ord(mark): kind.straight for kind in kinds for mark in kind.curly}
    return outside_tags(line, lambda text: text.translate(table))


def check_quotes(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What breaks RULES in the whole of a track."""
    lines = [mended_lines(cue.lines, profile) for cue in track.cues]
    kinds = mixed_kinds(lines)
    issues = [_style(lines, kind, profile) for kind in kinds]
    for cue, last_cue, finding in _unpaired(lines, kinds):
        issues.append(
            QUOTES.broken(
                cue=cue,
                last_cue=last_cue,
                language=profile.language,
                found=finding,
                limit="a closing mark for each that opens",
                hint="put in the mark that lacks, or take out the one too many",
            )
        )
    return tuple(issues)


def _style(lines: Sequence[Sequence[str]], kind: _Kind, profile: StyleProfile) -> Issue:
    """One issue over the cues that have the rarer form."""
    straight: list[int] = []
    curly: list[int] = []
    for number, cue in enumerate(lines, 1):
        text = untagged(" ".join(cue))
        straight += [number] * text.count(kind.straight)
        curly += [number] * sum(map(text.count, kind.curly))
    rarer = min(curly, straight, key=len)
    return QUOTE_STYLE.broken(
        cue=rarer[0],
        last_cue=rarer[-1],
        language=profile.language,
        found=f"{len(straight)} straight and {len(curly)} curly marks in the track",
        limit="one form",
        hint="make all of them straight",
    )


def _unpaired(lines: Sequence[Sequence[str]], kinds: Sequence[_Kind]) -> Iterator[tuple[int, int | None, str]]:
    """(cue, last cue, finding) of each mark that opens and never closes, or closes what never opened."""
    opened: dict[str, int] = {}
    for number, cue in enumerate(lines, 1):
        for line in cue:
            text = untagged(straightened(line, kinds))
            for found in _QUOTE.finditer(text):
                mark = found[0]
                opening = _CLOSERS.get(mark, mark)
                is_open = opening in opened
                if _opens(text, found.start(), is_open=is_open):
                    if is_open:
                        yield opened[opening], number, f"{mark} opens again before it has closed"
                    opened[opening] = number
                elif is_open:
                    del opened[opening]
                elif not text[: found.start()][-1:].isdigit():  # 27" is inches
                    yield number, None, f"{mark} closes, and none has opened"
    for opening, number in opened.items():
        yield number, None, f"{opening} opens and never closes"


def _opens(text: str, at: int, *, is_open: bool) -> bool:
    """Whether the mark at `at` opens: by its form, else by the space around it, else by whether one is open."""
    if text[at] != '"':
        return text[at] in _PAIRS
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if opens or closes:
        return opens and (not closes or not is_open)
    return not is_open and before in ",:"  # within a word: 간다"고 closes, said:"We opens
