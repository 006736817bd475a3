"""Which words of a passage stand in its other language, as far as numbers, names and a word table tell."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from subtitler.check.lengths import Size
from subtitler.check.passages import Passage
from subtitler.core.language import Language
from subtitler.text.lexicon import Lexicon, keys
from subtitler.text.numbers import find_numbers
from subtitler.text.romanise import hangul_skeleton, latin_skeleton
from subtitler.text.stems import stems

# What a witness other than the table is worth on its scale, and how often what it speaks of is found in a translation.
_NUMBER, _NAME = 0.9, 0.6
_RENDERED = 2.5  # letters that a word which the table has not adds to a translation beside its own
_LATIN = re.compile("[A-Za-z]")
_NUMBER_EXPECTED, _NAME_EXPECTED = 0.6, 0.4

_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'.-]*[A-Za-z]|[A-Za-z]|\d[\d,.]*\d|\d")
_FUNCTION_WORDS = frozenset(
    "the a an of to in on at for by with from and or but as that this these those it its is are was were be been being "
    "has have had will would can could may might must shall should do does did not no he she they we you i his her "
    "their our your my him them us me who which what when where how if than then so such there here into over about up "
    "out all any some more most very also just only even own".split()
)


class Word(NamedTuple):
    """A content word at `text[start:end]`. `expected` in 0..1: how surely a translation has a word that goes with it.

    `forms` are its dictionary forms, `sound` the consonants of a name or of any Korean word, `value` that of a number;
    `rendered` the letters that a Korean word may have in English.
    """

    start: int
    end: int
    written: str
    forms: tuple[str, ...]
    sound: str
    value: Fraction | None
    expected: float
    rendered: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The content words of a passage in one language."""

    language: Language
    text: str
    words: tuple[Word, ...]

    def size(self, start: int = 0, end: int | None = None) -> Size:
        """Of the text or a stretch of it."""
        part = self.text[start:end]
        if self.language is Language.EN:
            return Size(len(part))
        last = len(self.text) if end is None else end
        rendered = sum(word.rendered for word in self.words if start <= word.start < last)
        return Size(len(part) - part.count(" "), len(_LATIN.findall(part)), rendered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A passage with, for each word of each side, the log odds that it stands there only."""

    passage: Passage
    sides: Mapping[Language, Side]
    doubts: Mapping[Language, tuple[float, ...]]


class WordTable:
    """A lexicon arranged for going through whole tracks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._rows = {korean: tuple(row.items()) for korean, row in lexicon.words.items()}
        self._rendered = {
            korean: sum(len(english) * strength for english, strength in row.items()) / sum(row.values())
            for korean, row in lexicon.words.items()
        }
        self._expected: dict[Language, dict[str, float]] = {Language.KO: {}, Language.EN: {}}
        for korean, row in lexicon.words.items():
            self._expected[Language.KO][korean] = max(row.values(), default=0.0)
            for english, strength in row.items():
                known = self._expected[Language.EN]
                known[english] = max(known.get(english, 0.0), strength)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def side(self, text: str, language: Language) -> Side:
        """The content words of `text`, which has been made plain."""
        values = [(mention.start, mention.end, mention.value) for mention in find_numbers(text, language)]
        found = []
        for start, end, written, forms in self._forms(text, language):
            value = next((value for first, last, value in values if first < end and start < last), None)
            is_name = language is Language.EN and written[0].isupper()
            expected = max((self._expected[language].get(form, 0.0) for form in forms), default=0.0)
            if value is not None:
                expected = max(expected, _NUMBER_EXPECTED)
            elif is_name and not forms:
                expected = _NAME_EXPECTED
            sound = hangul_skeleton(written) if language is Language.KO else latin_skeleton(written) if is_name else ""
            rendered = sum(self._rendered.get(form, _RENDERED) for form in forms) if language is Language.KO else 0.0
            found.append(Word(start, end, written, forms, sound, value, expected, rendered))
        return Side(language=language, text=text, words=tuple(found))

    def _forms(self, text: str, language: Language) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
        if language is Language.KO:
            for found, forms in zip(re.finditer(r"\S+", text), keys(text.split(), language), strict=True):
                yield found.start(), found.end(), found[0], forms
            return
        known = self._expected[Language.EN]
        for word in _ENGLISH_WORD.finditer(text):
            low = word[0].lower().removesuffix("'s")
            if low not in _FUNCTION_WORDS:
                parts = (low, *low.split("-")) if "-" in low else (low,)
                stemmed = dict.fromkeys(form for part in parts for form in stems(part) if form in known)
                yield word.start(), word.end(), word[0], tuple(stemmed)

    def weigh(self, passage: Passage, sides: Mapping[Language, Side]) -> Weighed:
        """`passage`, which need not be the one that the sides are of."""
        strengths = self.strengths(sides[Language.KO].words, sides[Language.EN].words)
        doubts = {
            language: tuple(
                _doubt(language, word.expected, strength)
                for word, strength in zip(sides[language].words, strengths[language], strict=True)
            )
            for language in Language
        }
        return Weighed(passage=passage, sides=sides, doubts=doubts)

    def strengths(self, korean: Sequence[Word], english: Sequence[Word]) -> dict[Language, list[float]]:
        """How surely each word goes with some word of the other side, 0..1."""
        found = {Language.KO: [0.0] * len(korean), Language.EN: [0.0] * len(english)}

        def see(at: int, to: int, strength: float) -> None:
            found[Language.KO][at] = max(found[Language.KO][at], strength)
            found[Language.EN][to] = max(found[Language.EN][to], strength)

        places: dict[str | Fraction, list[int]] = {}
        for to, word in enumerate(english):
            for form in word.forms:
                places.setdefault(form, []).append(to)
            if word.value is not None:
                places.setdefault(word.value, []).append(to)
        for at, word in enumerate(korean):
            for form in word.forms:
                for other, strength in self._rows.get(form, ()):
                    for to in places.get(other, ()):
                        see(at, to, strength)
            if word.value is not None:
                for to in places.get(word.value, ()):
                    see(at, to, _NUMBER)
        for to, name in enumerate(english):
            if len(name.sound) > 1 and found[Language.EN][to] < _NAME:
                for at, word in enumerate(korean):
                    if name.sound in word.sound or name.written.lower() in word.written.lower():
                        see(at, to, _NAME)
        return found


def _doubt(language: Language, expected: float, strength: float) -> float:
    return DOUBTS[language][bisect_right(EXPECTED_FROM, expected)][bisect_right(STRENGTH_FROM, strength)]


# How often words so `expected` (rows) find a partner so strong (columns) in a sentence that is no translation, against
# in one that is: the logarithm of the ratio. Counted by benchmarks/fit_checks.py.
EXPECTED_FROM = (0.001, 0.1, 0.2, 0.3, 0.45, 0.6)
STRENGTH_FROM = (0.001, 0.05, 0.12, 0.3)
DOUBTS: Mapping[Language, tuple[tuple[float, ...], ...]] = {
    Language.KO: (
        (0.09, 0.0, 0.0, 0.0, -1.62),
        (0.24, -2.58, -3.14, 0.0, -0.37),
        (0.69, -1.49, -2.79, -3.77, -0.43),
        (0.99, -1.39, -2.36, -3.68, -0.85),
        (1.09, -1.08, -2.02, -3.25, -2.63),
        (1.44, -1.49, -2.08, -2.86, -3.14),
        (1.74, -0.48, -1.56, -1.77, -3.16),
    ),
    Language.EN: (
        (0.0, 0.0, 0.0, 0.0, 0.0),
        (0.31, -2.65, -3.54, 0.0, -1.24),
        (0.51, -2.41, -3.76, -5.18, -1.0),
        (0.73, -1.59, -3.13, -3.59, -1.09),
        (0.83, -1.78, -2.68, -3.14, -2.55),
        (1.02, -0.76, -2.18, -3.17, -3.35),
        (1.24, -0.96, -2.2, -2.59, -3.12),
    ),
}
