"""Where in a translation stands what should have been a term's rendering."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from subtitler.core.language import Language, is_hangul
from subtitler.core.translation import Link
from subtitler.terms.glossary import Entry
from subtitler.terms.search import english_words
from subtitler.text.morphemes import Morpheme, analyse
from subtitler.text.particles import particle_length
from subtitler.text.romanise import sound_alike
from subtitler.text.tagging import tag_english

# A name misheard: Oh Se-hun for Oh Se-hoon. Below this, other names sound as alike.
MIN_LIKENESS = 0.75
# Words more than its own that links may add to a term.
_ROOM = 2
# What a word in a window costs that has no link to the term.
_STRANGER = 0.1
# How many words further away a word counts as that is surely linked to another.
_LINKED_ELSEWHERE = 4.0

_ENGLISH_NOUNS = ("NN", "NP", "UNC", "ZZ")
_WORDLIKE = ("SL", "SN", "SH", "XSN", "XPN", "XR")


class Span(NamedTuple):
    start: int
    end: int


class _Word(NamedTuple):
    """A word of a translation: its core, without marks, possessive and particles, and whether that is a noun.

    What stands for a term ends with a noun; it may also begin with an adjective.
    """

    core: Span
    is_noun: bool
    is_adjective: bool = False


@dataclass(frozen=True)
class Rendered:
    """A translation in which a term is looked for. `taken` are words that must stay, by their number."""

    text: str
    target: Language
    links: tuple[Link, ...]
    taken: frozenset[int]

    @cached_property
    def _words(self) -> tuple[_Word, ...]:
        words = _korean_words(self.text) if self.target is Language.KO else _english_words(self.text)
        return tuple(
            _Word(word.core, False) if at in self.taken or _has_digit(self.text, word.core) else word
            for at, word in enumerate(words)
        )

    def span_by_sound(self, entry: Entry) -> Span | None:
        """The words that sound most like the entry, where the entry itself is spelt by its sound."""
        if sound_alike(entry.ko, entry.en) < MIN_LIKENESS:
            return None
        found: list[tuple[float, int, Span]] = []
        for first, last, span in self._windows(len(entry.term(self.target).split()) + 1):
            word = self.text[span.start : span.end]
            if self.target is Language.EN and not word[0].isupper():
                continue
            ko, en = (word, entry.en) if self.target is Language.KO else (entry.ko, word)
            if (likeness := sound_alike(ko, en)) >= MIN_LIKENESS:
                found.append((likeness, first - last, span))
        return max(found)[2] if found else None

    def span_by_links(self, sources: Collection[int], *, is_strict: bool) -> Span | None:
        """The words most strongly linked to the words `sources` of the sentence.

        Strictly, only words are counted that are not linked more strongly to others.
        """
        own, others = self._weights(sources)
        if is_strict:
            own = {at: weight for at, weight in own.items() if weight >= others.get(at, 0.0)}
        found = [
            (sum(own.get(at, -_STRANGER) for at in range(first, last + 1)), first - last, span)
            for first, last, span in self._windows(len(sources) + _ROOM)
            if first in own and last in own
        ]
        return max(found)[2] if found else None

    def span_by_place(self, sources: Sequence[int], source_count: int) -> Span | None:
        """The noun nearest to where the neighbours of the words `sources` have their links, and linked to none."""
        _, others = self._weights(sources)
        expected = self._expected(sources, source_count)
        found = [
            (abs(at - expected) + _LINKED_ELSEWHERE * others.get(at, 0.0), word.core)
            for at, word in enumerate(self._words)
            if word.is_noun
        ]
        return min(found)[1] if found else None

    def _weights(self, sources: Collection[int]) -> tuple[dict[int, float], dict[int, float]]:
        own: dict[int, float] = {}
        others: dict[int, float] = {}
        for source, place, weight in self.links:
            side = own if source in sources else others
            side[place] = max(weight, side.get(place, 0.0))
        return own, others

    def _expected(self, sources: Sequence[int], source_count: int) -> float:
        places: dict[int, list[int]] = {}
        for source, place, _ in self.links:
            places.setdefault(source, []).append(place)
        known = {source: sum(found) / len(found) for source, found in places.items() if source not in sources}
        before = max((at for at in known if at < sources[0]), default=None)
        after = min((at for at in known if at > sources[-1]), default=None)
        near = [known[at] for at in (before, after) if at is not None]
        if near:
            return sum(near) / len(near)
        return (sources[0] + 0.5) / source_count * len(self._words)

    def _windows(self, most: int) -> Iterator[tuple[int, int, Span]]:
        """(first word, last word, characters) of runs up to a noun with nothing between words but a space, or 의."""
        for first, word in enumerate(self._words):
            if not (word.is_noun or word.is_adjective):
                continue
            for last in range(first, min(first + most, len(self._words))):
                between = self.text[self._words[last - 1].core.end : self._words[last].core.start]
                if last in self.taken or (last > first and between not in (" ", "의 ")):
                    break
                if self._words[last].is_noun:
                    yield first, last, Span(word.core.start, self._words[last].core.end)


def _has_digit(text: str, span: Span) -> bool:
    return any(map(str.isdigit, text[span.start : span.end]))


def _english_words(text: str) -> list[_Word]:
    words = english_words(text)
    tags = [tag for _, tag in tag_english(tuple(word.text for word in words))]
    return [
        _Word(
            Span(word.start, word.end),
            is_noun=tag.startswith(_ENGLISH_NOUNS) and any(map(str.isalpha, word.core)),
            is_adjective=tag.startswith("AJ"),
        )
        for word, tag in zip(words, tags, strict=True)
    ]


def _korean_words(text: str) -> list[_Word]:
    found: list[_Word] = []
    morphemes = analyse(text)
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        parts = [morpheme for morpheme in morphemes if start <= morpheme.start < at]
        noun = _noun(text, parts)
        is_noun = noun is not None and particle_length(text[noun.end :]) is not None
        tags = [part.tag for part in parts]
        is_adjective = tags == ["MM"] or (tags[-1:] == ["ETM"] and tags[0].startswith("VA"))
        found.append(_Word(noun if noun and is_noun else Span(start, at), is_noun, is_adjective))
    return found


def _noun(text: str, morphemes: Sequence[Morpheme]) -> Span | None:
    """The noun that a word begins with, behind opening marks."""
    nouns = list(morphemes)
    while nouns and nouns[0].tag[0] == "S" and nouns[0].tag not in _WORDLIKE:
        del nouns[0]
    length = next((at for at, each in enumerate(nouns) if each.tag[0] != "N" and each.tag not in _WORDLIKE), len(nouns))
    if not length:
        return None
    span = Span(nouns[0].start, nouns[length - 1].end)
    return span if any(map(is_hangul, text[span.start : span.end])) else None
