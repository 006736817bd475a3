"""How wide a text stands on screen, in half-columns: Hangul 2, Latin letters, digits, spaces and marks 1."""

import unicodedata


def halves(text: str) -> int:
    """Half-columns of `text` (NFC): 2 for a wide character, 0 for one that combines with its neighbour, else 1.

    >>> halves("북한 ICBM 3발")
    13
    """
    if text.isascii():
        return len(text)
    return sum(map(_halves, text))


def _halves(char: str) -> int:
    if "가" <= char <= "힣":
        return 2
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
