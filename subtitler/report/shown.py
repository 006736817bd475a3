"""Texts as a person may see them, whatever somebody put into them."""

import re
import unicodedata

from subtitler.core.timecode import clock

# Hangul fillers are letters to Unicode, and blank.
_FILLERS = "\u115f\u1160\u3164\uffa0"
_PERHAPS_UNSEEN = re.compile(r"[^ -~가-힣]")


def shown(text: str) -> str:
    """`text` with what cannot be seen, or turns the text around, written out.

    >>> shown("a\u202eb")
    'a[U+202E]b'
    """
    return _PERHAPS_UNSEEN.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    char = found[0]
    is_unseen = unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} or char in _FILLERS
    return f"[U+{ord(char):04X}]" if is_unseen else char


def short_clock(ms: int) -> str:
    """`MM:SS.t`, with the hour where there is one."""
    return clock(ms, mark=".")[:-2].removeprefix("00:")
