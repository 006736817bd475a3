"""Where a sound bite in quotation marks ends. Marks are straight: which one opens, its neighbours tell."""

import re

from subtitler.core.language import is_hangul
from subtitler.read.marks import Runs

_QUOTE = re.compile('"')
_OPENS_BEFORE = " \n([{-–—/'"
_SINGLE_CLOSING = re.compile(r"[.?!…]'(?![a-z])")
_AFTER_QUOTE = re.compile(r"[.,;!?…]*")
_BLANK = re.compile(r"\s*")


def _opens(text: str, at: int) -> bool:
    """True when the quotation mark at `at` looks like an opening one."""
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"
    return before in _OPENS_BEFORE and not after.isspace()


def _closing(text: str, at: int, stop: int, depth: int) -> tuple[int | None, int]:
    """The place from `at` on where the first of `depth` open quotes closes; None, and the quotes open at `stop`."""
    for quote in _QUOTE.finditer(text, at, stop):
        if depth == 0 or _opens(text, quote.start()):
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return quote.start(), 0
    return None, depth


def _stray_closing(text: str, at: int, stop: int) -> int | None:
    """The place of a closing quote that nothing opened: `We will do it." The ministry ...`."""
    depth = 0
    for quote in _QUOTE.finditer(text, at, stop):
        if depth == 0 and text[quote.start() - 1] in ".?!…" and quote.start() > at:
            return quote.start()
        depth += 1 if depth == 0 or _opens(text, quote.start()) else -1
    return None


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def bite_end(text: str, at: int, runs: Runs, depth: int) -> tuple[int, int | None]:
    """Where the bite that goes on at `at` ends, and None; or the text's length and the quotes open there.

    A quoted bite ends with its quote, or, if that never closes, with its paragraph; quoted paragraphs that follow
    directly belong to it. `depth` quotes are open at `at`.
    """
    start = _end_of_blank(text, at)
    if start == len(text):
        return start, depth
    if depth == 0 and text[start] != '"':
        single = _SINGLE_CLOSING.search(text, start) if text[start] == "'" else None
        return (single.end(), None) if single else _unquoted_end(text, start, runs)
    close, depth = _closing(text, start, len(text), depth)
    if close is None:
        end = _paragraph_end(text, start)
        if end == len(text):
            return end, depth
    elif is_hangul(text[close + 1 : close + 2] or " "):  # "..."라고: the quote is only the beginning of the bite
        return _unquoted_end(text, start, runs)
    else:
        end = _end_of(_AFTER_QUOTE, text, close + 1)
    while True:
        following = _end_of_blank(text, end)
        stop = _paragraph_end(text, following)
        close = _closing(text, following, stop, 0)[0] if text.startswith('"', following) else None
        if close is None or _end_of(_AFTER_QUOTE, text, close + 1) != stop:
            return end, None
        end = stop


def _unquoted_end(text: str, start: int, runs: Runs) -> tuple[int, int | None]:
    if runs is Runs.TO_NEXT_MARK:
        return len(text), 0
    end = _paragraph_end(text, start)
    stray = _stray_closing(text, start, end)
    if stray is not None:
        return stray + 1, None
    return (end, None) if end < len(text) else (end, 0)


def _end_of_blank(text: str, at: int) -> int:
    return _end_of(_BLANK, text, at)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def unquoted(text: str) -> str:
    """A bite's text without the quotation marks that enclose it; quotes inside stay.

    >>> unquoted('"We said "no" to them."')
    'We said "no" to them.'
    """
    enclosed = _enclosed(text)
    return "\n".join(map(_line_unquoted, text.split("\n"))) if enclosed is None else enclosed


def _enclosed(text: str) -> str | None:
    """What stands between the marks that enclose `text`, and the stop behind them; None when no pair does."""
    if text.startswith("'") and text.endswith("'"):
        return text[1:-1]
    close = _closing(text, 0, len(text), 0)[0] if text.startswith('"') else None
    if close is None or _end_of(_AFTER_QUOTE, text, close + 1) < len(text):
        return None
    return text[1:close] + text[close + 1 :]


def _line_unquoted(line: str) -> str:
    """A paragraph without a pair that encloses it, and without an opening or closing mark that lacks the other."""
    enclosed = _enclosed(line)
    if enclosed is not None:
        return enclosed
    if line.startswith('"'):
        return line[1:] if _closing(line, 0, len(line), 0)[0] is None else line
    stray = _stray_closing(line, 0, len(line))
    return line[:-1] if stray is not None and stray == len(line) - 1 else line
