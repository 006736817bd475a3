"""Page text -> text with one way to write each mark.

The text of a block is `normalise(respell(page))`, cut up by the reader.
"""

import re
import unicodedata
from collections.abc import Iterator

_DOUBLE_QUOTES = "“”„‟″〝〞＂"
_SINGLE_QUOTES = "‘’‚‛′＇"
_HYPHENS = "‐‑−﹣"  # hyphen, non-breaking hyphen, minus sign, small hyphen
_EN_DASHES = "‒"  # figure dash
_EM_DASHES = "―─﹘"  # horizontal bar, the box-drawing line Korean pages use for it, small em dash

# Breaks that are no line ends to an editor, and the invisible letters that stand for a blank on Korean pages.
_OTHER_SPACES = "\t\v\f\x85\u2028\u2029\u3164\uffa0"
_UNENCODABLE = "\ufffe\uffff"


def _replacements() -> Iterator[tuple[int, str]]:
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII; Korean brackets and ◀ ▶ ● lie elsewhere and stay
        yield code, chr(code - 0xFF01 + 0x21)
    for chars, written in (
        (_DOUBLE_QUOTES, '"'),
        (_SINGLE_QUOTES, "'"),
        (_HYPHENS, "-"),
        (_EN_DASHES, "–"),
        (_EM_DASHES, "—"),
        (_OTHER_SPACES, " "),
        (_UNENCODABLE, ""),
    ):
        for char in chars:
            yield ord(char), written


_TABLE = dict(_replacements())
_UNSEEN = ("Cc", "Cf", "Cs")  # controls, format characters (zero-width, soft hyphen, bidi, BOM), lone surrogates

_LINE_END = re.compile(r"\r\n?")
_SPACES = re.compile(r" {2,}")
_SPACES_AT_LINE_END = re.compile(r"^ | $", re.MULTILINE)
_SPACED_DOTS = re.compile(r"\.(?: \.){2,}")
_ELLIPSIS = re.compile(r"[.‥…⋯]*(?:\.{3}|[‥…⋯])[.‥…⋯]*|·{3,}")


def _plain(char: str) -> str:
    if char == "\n" or " " < char < "\x7f":
        return char
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    return "" if category in _UNSEEN else char


def normalise(text: str) -> str:
    """`text` in NFC with straight quotes, single spaces, one-glyph ellipses and no invisible characters.

    Full-width ASCII becomes ASCII. Hyphens and the minus sign become `-`; en and em dashes stay, their look-alikes join
    them. Line ends become LF and lines lose the spaces at both ends; their number stays. Every letter and digit stays.
    """
    text = _LINE_END.sub("\n", text).translate(_TABLE)
    text = unicodedata.normalize("NFC", "".join(map(_plain, text)))
    text = _SPACES_AT_LINE_END.sub("", _SPACES.sub(" ", text))
    return _ELLIPSIS.sub("…", _SPACED_DOTS.sub("…", text))


_SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 1000, "hundred": 100}
_SCALE = "|".join(_SCALES)

# Arirang writes numbers for the reader's voice: 8-hundred-87, 3-point-5, 2-hundred-50-thousand, 1-point-2-billion.
_SPELT = re.compile(
    rf"""(?<![\w.,-])
    (?P<whole>\d{{1,3}}(?:-(?:{_SCALE})){{0,3}}(?:-(?:and-)?\d{{1,3}}(?:-(?:{_SCALE})){{1,3}}){{0,5}}(?:-(?:and-)?\d{{1,3}})?)
    (?P<decimals>-point(?:-\d+)+)?
    (?P<unit>-(?:million|billion|trillion))?
    (?![\w,])(?!-\d)(?!\.\d)""",
    re.VERBOSE,
)
# AP says a scale twice, so that nobody mishears it: 24 (m) million.
_SAID_TWICE = re.compile(r"(?<=\d)[^\S\n]*\((m|b|tr?)\)[^\S\n]*(?=\s*\1[a-z]*illion\b)")
_IN_ADJECTIVE = re.compile("-[a-z]")


def _value(spelt: str) -> int:
    """The number `spelt` names. Raises ValueError when its parts do not go down in size."""
    for word, scale in _SCALES.items():
        before, found, after = spelt.partition(f"-{word}")
        if found:
            rest = _value(after[1:].removeprefix("and-")) if after else 0
            if rest >= scale:
                raise ValueError(f"{spelt} does not name one number")
            return _value(before) * scale + rest
    return int(spelt)


def _digits(found: re.Match[str]) -> str:
    whole, decimals, unit = found["whole"], found["decimals"] or "", found["unit"] or ""
    if not unit and (large := re.search("-[a-z]+illion$", whole)):
        whole, unit = whole[: large.start()], large[0]
    if whole.isdigit() and not decimals and not unit:
        return found[0]
    try:
        value = _value(whole)
    except ValueError:
        return found[0]
    is_year = whole.startswith("2-thousand") and value < 2100
    number = str(value) if is_year or re.match(r"\d\d-hundred", whole) else f"{value:,}"
    if decimals:
        number += "." + decimals.removeprefix("-point").replace("-", "")
    # An adjective keeps its hyphens: a 3-million-dollar deal.
    return number + (unit if _IN_ADJECTIVE.match(found.string, found.end()) else unit.replace("-", " "))


def respell(text: str) -> str:
    """`text` with numbers that are spelt for a newsreader written in figures, where that is certain.

    >>> respell("8-hundred-87 firms, up 3-point-5 percent, owe 24 (m) million dollars")
    '887 firms, up 3.5 percent, owe 24 million dollars'
    """
    return _SAID_TWICE.sub(" ", _SPELT.sub(_digits, text))


def space_quotes(text: str) -> str:
    """`text` with a space on the outer side of a double quote that is glued to the words on both sides.

    Pages leave it out. Whether a quote opens or closes is told by how many stand before it in its line. A Hangul
    particle after a closing quote stays where it is.

    >>> space_quotes('It called this "a good start,"but added:"We wait." "갑니다."라고 말했다.')
    'It called this "a good start," but added: "We wait." "갑니다."라고 말했다.'
    """
    return "\n".join(_with_spaced_quotes(line) for line in text.split("\n"))


def _with_spaced_quotes(line: str) -> str:
    before, *others = line.split('"')
    spaced = [before]
    for number, after in enumerate(others):
        is_glued = before[-1:].strip() and after[:1].isascii() and after[:1].isalnum()
        if is_glued and number % 2:
            spaced.append('" ')
        elif is_glued and before[-1] in ".,:;!?":
            spaced.append(' "')
        else:
            spaced.append('"')
        spaced.append(after)
        before = after
    return "".join(spaced)
