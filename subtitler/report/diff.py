"""What differs between two texts, as a person sees it."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from subtitler.report.shown import shown

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)


class Part(NamedTuple):
    """A stretch of a text; `is_changed` where the other text has something else, or nothing."""

    text: str
    is_changed: bool


def diff(before: str, after: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in parts, by words, spaces and marks.

    >>> diff("a  b", "a b")[0]
    (Part(text='a', is_changed=False), Part(text='  ', is_changed=True), Part(text='b', is_changed=False))
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        tuple(_part(old[start:end], step) for step, start, end, _, _ in steps if end > start),
        tuple(_part(new[start:end], step) for step, _, _, start, end in steps if end > start),
    )


def _part(tokens: list[str], step: str) -> Part:
    return Part(shown("".join(tokens)), step != "equal")
