"""Cues to check, in few words."""

import re
from collections.abc import Callable, Sequence

from subtitler.core.issue import Issue
from subtitler.core.language import Language, is_hangul
from subtitler.core.profile import StyleProfile, built_in
from subtitler.core.track import Cue, Track

EN = built_in("netflix")[Language.EN]
KO = built_in("netflix")[Language.KO]
BBC = built_in("bbc")[Language.EN]

_NUMBERED = re.compile(r"\[(U\+[U+0-9A-F ]+)\]")

Check = Callable[[Track, StyleProfile], Sequence[Issue]]


def cue(text: str, start_ms: int = 0, end_ms: int = 6000) -> Cue:
    """A cue with the lines of `text`, which ` / ` divides."""
    return Cue(start_ms=start_ms, end_ms=end_ms, lines=tuple(text.split(" / ")))


def in_a_row(*texts: str, gap_ms: int = 83) -> tuple[Cue, ...]:
    """Cues of six seconds, `gap_ms` apart."""
    return tuple(cue(text, at * (6000 + gap_ms), at * (6000 + gap_ms) + 6000) for at, text in enumerate(texts))


def broken(check: Check, profile: StyleProfile, *cues: Cue) -> list[tuple[str, int]]:
    """The rules that the cues break, and where."""
    return [(issue.rule, issue.cue) for issue in issues(check, profile, *cues)]


def issues(check: Check, profile: StyleProfile, *cues: Cue) -> Sequence[Issue]:
    return check(Track(language=profile.language, cues=cues), profile)


def rules_of(check: Check, profile: StyleProfile, *texts: str) -> list[str]:
    """The rules that cues in a row with these texts break."""
    return [rule for rule, _ in broken(check, profile, *in_a_row(*texts))]


def broken_by_example(check: Check, example: str) -> list[str]:
    """The rules that an example from a rule's documentation breaks.

    It writes characters as [U+200B], and ` / ` divides cues instead of lines where it says so.
    """
    text = _NUMBERED.sub(lambda found: "".join(chr(int(code[2:], 16)) for code in found[1].split()), example)
    profile = KO if any(map(is_hangul, text)) else EN
    if text.endswith(" (two cues)"):
        return rules_of(check, profile, *text.removesuffix(" (two cues)").split(" / "))
    return rules_of(check, profile, text)
