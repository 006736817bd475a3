"""Where known terms stand in a text of either language."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from subtitler.core.language import is_hangul
from subtitler.text.morphemes import analyse
from subtitler.text.particles import particle_length
from subtitler.text.tagging import tag_english

Found = tuple[int, int, str]
"""A term, and where it stands: `text[start:end]`."""

_WORD_START = re.compile(r"(?<![^\W_])(?=[^\W_])")
_NOUNISH = ("N", "S", "X", "M")
_SUFFIXES = ("들", "측", "쪽", "님", "씨")
# A particle and also an ending of nouns: 한국인 is a Korean, 강릉서 a police station.
_DOUBTFUL_TAILS = ("인", "서", "일", "도", "의", "나", "로", "만", "과", "이")
# The spaces in and between compound nouns of this length are free; 서울시장 and 서울 시장 are two things.
_FREELY_SPACED = 5


class KoreanTerms:
    """Finds Korean terms, on morpheme boundaries."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for term in sorted(terms, key=len, reverse=True):
            self._by_start.setdefault(term[:1], []).append(term)

    def find(self, text: str) -> Iterator[Found]:
        done = 0
        for place in _WORD_START.finditer(text):
            start = place.start()
            if start < done:
                continue
            for term in self._by_start.get(text[start], ()):
                end = _end_of(term, text, start)
                if end is not None and _is_whole(text, start, end):
                    yield start, end, term
                    done = end
                    break


def _end_of(term: str, text: str, start: int) -> int | None:
    """Where `term` ends that begins at `start`; None where it does not stand there."""
    if text.startswith(term, start):
        return start + len(term)
    letters = term.replace(" ", "")
    if len(letters) < _FREELY_SPACED:
        return None
    at = start
    for number, letter in enumerate(letters):
        if number and text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] != letter:
            return None
        at += 1
    return at


def _is_whole(text: str, start: int, end: int) -> bool:
    """True where a morpheme ends at `end`, and behind it in the word stand particles or nothing."""
    after = text[end : end + 1]
    tail = particle_length(text[end:])
    if tail is None or (after.isalnum() and not is_hangul(after)):
        return False
    if not is_hangul(text[end - 1]):
        return True
    inside = [morpheme for morpheme in analyse(text) if start <= morpheme.start < end]
    if not inside or max(morpheme.end for morpheme in inside) != end:
        # Kiwi does not know the name; a long one with a clear particle or none is still no accident.
        return end - start >= 3 and text[end : end + tail] not in _DOUBTFUL_TAILS
    following = next((m for m in analyse(text) if m.start == end and m.end > end), None)
    if following and following.tag[0] in "NX" and following.form not in _SUFFIXES:
        return False
    return len(inside) > 1 or inside[0].tag[0] in _NOUNISH


_MARKS = "\"'“”‘’()[]{}<>.,;:!?…—–-"
_CLITIC = re.compile(r"(?:['’]s|(?<=s)['’])$")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?")


class Word(NamedTuple):
    """A word of an English text. `core`, without marks and possessive, begins at `start` and ends at `end`."""

    text: str
    core: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """`core` without the full stops of an abbreviation, which houses set or leave out."""
        return self.core.replace(".", "") if _DOTTED.fullmatch(self.core) else self.core

    @property
    def is_closed(self) -> bool:
        return self.text[-1] in _MARKS

    @property
    def is_capital(self) -> bool:
        return self.core[:1].isupper()


# A glossary is built for every transcript, with the names in it, and nearly all its terms are those of the last.
@lru_cache(maxsize=16384)
def english_words(text: str) -> tuple[Word, ...]:
    found = []
    for part in re.finditer(r"\S+", text):
        stripped = part[0].strip(_MARKS) or part[0]
        start = part.start() + part[0].index(stripped)
        core = _CLITIC.sub("", stripped) or stripped
        found.append(Word(part[0], core, start, start + len(core)))
    return tuple(found)


class EnglishTerms:
    """Finds English terms, inflected too.

    `parts_of_names` are those not to be taken for themselves with another capital beside them.
    """

    def __init__(self, terms: Iterable[str], parts_of_names: Collection[str]) -> None:
        self._parts_of_names = parts_of_names
        self._by_start: dict[str, list[tuple[tuple[Word, ...], str]]] = {}
        for term in sorted(terms, key=lambda term: len(term.split()), reverse=True):
            if words := english_words(term):
                self._by_start.setdefault(words[0].key.casefold(), []).append((words, term))

    def find(self, text: str) -> Iterator[Found]:
        words = english_words(text)
        found: list[Found] = []
        at = 0
        while at < len(words):
            length, term = self._at(words, at)
            if length:
                found.append((at, at + length, term))
            at += max(length, 1)
        known = {at for start, end, _ in found for at in range(start, end)}
        for start, end, term in found:
            if term not in self._parts_of_names or not _is_part_of_name(words, start, end, known):
                yield words[start].start, _end_with_stop(text, words[end - 1].end, term), term

    def _at(self, words: Sequence[Word], at: int) -> tuple[int, str]:
        """How many words the longest term at a word has, and the term; 0 where none stands."""
        for key in _singulars(words[at].key.casefold()):
            for term, written in self._by_start.get(key, ()):
                if _is_term(term, words, at):
                    return len(term), written
        return 0, ""


def _singulars(word: str) -> Iterator[str]:
    yield word
    for ending, singular in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + singular


def _end_with_stop(text: str, end: int, term: str) -> int:
    """`end` behind the full stop that belongs to the term (U.S.), unless it ends the sentence too."""
    has_stop = term.endswith(".") and text[end : end + 1] == "." and text[end + 1 :].strip(_MARKS + " ") != ""
    return end + has_stop


def _is_term(term: Sequence[Word], words: Sequence[Word], start: int) -> bool:
    if start + len(term) > len(words):
        return False
    for at, wanted in enumerate(term):
        word = words[start + at]
        # A mark inside a term is the term's own.
        if at < len(term) - 1 and word.is_closed and not word.text.endswith(wanted.text):
            return False
        if at and word.text[0] in _MARKS and wanted.text[0] != word.text[0]:
            return False
        if not _is_form_of(wanted, words, start + at):
            return False
    return True


def _is_form_of(wanted: Word, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if wanted.key == word.key:
        return True
    if wanted.key.isupper():
        return word.key in (wanted.key + "s", wanted.key + "es")
    if wanted.key != wanted.key.lower() and word.key == word.key.lower():
        return False
    if wanted.key.casefold() == word.key.casefold():
        return True
    if word.key[:3].casefold() != wanted.key[:3].casefold():
        return False  # spares the analysis: nouns keep their first letters
    lemma, _ = tag_english(tuple(each.text for each in words))[at]
    return lemma.strip(_MARKS) == wanted.key.casefold()


def _is_part_of_name(words: Sequence[Word], start: int, end: int, known: Collection[int]) -> bool:
    """Whether a capital stands right before or behind the words of a term, which is no term's and no sentence's."""
    is_followed = (
        end < len(words)
        and end not in known
        and words[end].text[0].isupper()
        and not words[end - 1].is_closed
    )  # fmt: skip
    before = start - 1
    is_led = before > 0 and before not in known and words[before].is_capital and not words[before].is_closed
    return is_followed or is_led
