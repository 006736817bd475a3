"""A line of a cue -> what a viewer sees of it, and so what counts."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from subtitler.text.width import halves

# The tags of SubRip and WebVTT, and the braces that SubRip has from SubStation Alpha: {\an8}.
TAG = r"</?(?:[biu]|s|c|v|font|lang|ruby|rt)(?:[\s.][^<>]*)?>|\{\\[^{}]*\}"
_TAG = re.compile(TAG, re.IGNORECASE)
_TAGS = re.compile(f"({TAG})", re.IGNORECASE)

FILLERS = "\u115f\u1160\u3164\uffa0"
"""Hangul letters that show as nothing, or as a space."""


def untagged(line: str) -> str:
    """`line` without tags.

    >>> untagged("{\\\\an8}<i>속보</i>입니다")
    '속보입니다'
    """
    return _TAG.sub("", line) if "<" in line or "{" in line else line


def outside_tags(line: str, change: Callable[[str], str]) -> str:
    """`line` with each stretch between tags changed."""
    if "<" not in line and "{" not in line:
        return change(line)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(_TAGS.split(line)))


def width(line: str) -> int:
    """Half-columns of `line` on screen: without tags, and with every syllable as one character."""
    return halves(unicodedata.normalize("NFC", untagged(line).strip()))


def has_words(lines: Sequence[str]) -> bool:
    """True where a letter or digit stands outside tags."""
    return any(char.isalnum() and char not in FILLERS for line in lines for char in untagged(line))
