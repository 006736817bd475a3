"""Text -> its words in one writing, so that only what is said differently differs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from subtitler.core.language import Language
from subtitler.text.numbers import find_numbers

_FORM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_WRITTEN_OUT = tuple(
    (re.compile(short), full)
    for short, full in (
        (r"^can(?:'t|not)$", "can not"),
        (r"^won't$", "will not"),
        (r"n't$", " not"),
        (r"'re$", " are"),
        (r"'ve$", " have"),
        (r"'ll$", " will"),
        (r"'m$", " am"),
        (r"'([sd])$", r" \1"),
    )
)
_SHORT_FOR = {"s": ("is", "has", "us"), "d": ("would", "had")}
# These may be left out or put in without changing what is said.
_LIGHT = ("a", "an", "the", "that")


class Word(NamedTuple):
    """`form` is what to compare, `text[start:end]` what is written. `place` numbers the sentence or cue that has it."""

    form: str
    place: int
    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return self.form[0].isdigit()


def words_of(text: str, language: Language, place: int) -> Iterator[Word]:
    """The words of `text`: without case and marks, short forms (don't) written out, each number by its value."""
    at = 0
    for mention in find_numbers(text, language):
        yield from _plain_words(text, at, mention.start, place)
        yield Word(f"{mention.value} {mention.unit or mention.kind}", place, text, mention.start, mention.end)
        at = mention.end
    yield from _plain_words(text, at, len(text), place)


def _plain_words(text: str, start: int, end: int, place: int) -> Iterator[Word]:
    for found in _FORM.finditer(text, start, end):
        written = found[0].casefold().replace(",", "")
        for short, full in _WRITTEN_OUT:
            written = short.sub(full, written)
        for form in written.split():
            yield Word(form, place, text, *found.span())


def is_same_wording(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether both say the same in as many words, apart from spaces, articles and short forms."""
    forms, other_forms = _weighty(words), _weighty(others)
    if "".join(forms) == "".join(other_forms) or _letters(words) == _letters(others):
        return True
    return len(forms) == len(other_forms) == 1 and any(
        full[0] in _SHORT_FOR.get(short[0], ()) for short, full in ((forms, other_forms), (other_forms, forms))
    )


def _weighty(words: Sequence[Word]) -> list[str]:
    return [word.form for word in words if word.form not in _LIGHT]


def _letters(words: Sequence[Word]) -> str:
    return "".join(filter(str.isalnum, written(words).casefold()))


def written(words: Iterable[Word]) -> str:
    """Neighbouring words as they are written, with the marks between them."""
    parts = []
    for text, group in groupby(words, key=lambda word: word.text):
        first, *others = group
        parts.append(text[first.start : (others[-1] if others else first).end])
    return " ".join(parts)
