"""How alike a Hangul word and a Latin one sound: what ties 우크라이나 to Ukraine and 김서연 to Kim Seo-yeon."""

from difflib import SequenceMatcher

# Consonants that newsrooms and loan words exchange, under one sign each; vowels differ too freely to compare.
_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "J", "J", "J", "K", "T", "P", "H")
_FINALS = ("", "K", "K", "KS", "N", "N", "N", "T", "L", "LK", "LM", "LP", "LS", "LT", "LP", "L", "M", "P", "PS",
           "T", "T", "N", "T", "T", "K", "T", "P", "T")  # fmt: skip
_LATIN = {
    "b": "P", "c": "K", "d": "T", "f": "P", "g": "K", "h": "H", "j": "J", "k": "K", "l": "L", "m": "M", "n": "N",
    "p": "P", "q": "K", "r": "L", "s": "S", "t": "T", "v": "P", "x": "KS", "z": "J",
}  # fmt: skip
_DIGRAPHS = {"ch": "J", "ck": "K", "ng": "N", "ph": "P", "sh": "S", "th": "T", "ts": "J", "tz": "J"}


def hangul_skeleton(word: str) -> str:
    """The consonants of a Hangul word.

    >>> hangul_skeleton("우크라이나"), latin_skeleton("Ukraine")
    ('KLN', 'KLN')
    """
    signs = []
    for char in word:
        index = ord(char) - ord("가")
        if 0 <= index < 11172:
            signs.append(_INITIALS[index // 588] + _FINALS[index % 28])
    return "".join(signs)


def latin_skeleton(word: str) -> str:
    """The consonants of a Latin word, doubled letters once."""
    letters = [char for char in word.lower() if char.isascii() and char.isalpha()]
    signs: list[str] = []
    at = 0
    while at < len(letters):
        pair = "".join(letters[at : at + 2])
        if pair in _DIGRAPHS:
            signs.append(_DIGRAPHS[pair])
            at += 2
            continue
        if not (at and letters[at] == letters[at - 1]):
            signs.append(_LATIN.get(letters[at], ""))
        at += 1
    return "".join(signs)


def sound_alike(hangul: str, latin: str) -> float:
    """0..1: the likeness of the consonants; 0 where one has fewer than two, which proves nothing."""
    one, other = hangul_skeleton(hangul), latin_skeleton(latin)
    if len(one) < 2 or len(other) < 2:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
