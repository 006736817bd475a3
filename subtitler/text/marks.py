"""What the marks at the end of a word say about a break after it; the same in both languages."""

import re

FORBIDDEN = 1000
"""The penalty of a break that no guide allows: above any sum of others."""

COMMA = 10
"""The penalty after a comma or dash that divides clauses."""

_SENTENCE_END = re.compile(r"[.?!…][\"')\]]*$")
_COLON = re.compile(r"[;:][\"')\]]*$")
_COMMA = re.compile(r"[,、][\"')\]]*$")
_DASH = re.compile(r"(?:[-–—]{2,}|[–—―])$")
_CLOSING = re.compile(r"[\"')\]]$")


def mark_penalty(word: str) -> int | None:
    """The penalty of a break after `word` by its closing marks; None when it has none that tells."""
    if _SENTENCE_END.search(word):
        return 0
    if _COLON.search(word):
        return 5
    if _COMMA.search(word) or _DASH.search(word):
        return COMMA
    return None


def is_closed(word: str) -> bool:
    """True when a quotation or a bracket ends with `word`."""
    return bool(_CLOSING.search(word)) and not word.endswith(("s'", "S'"))
