"""Terms with one rendering each, and where they stand in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple

from subtitler.core.language import Language, language_of
from subtitler.terms.search import EnglishTerms, KoreanTerms
from subtitler.text.names import hangul_name

PERSON, PLACE, COUNTRY, ORG = "PERSON", "PLACE", "COUNTRY", "ORG"

ADJECTIVES = {
    "Netherlands": "Dutch",
    "Denmark": "Danish",
    "France": "French",
    "Spain": "Spanish",
    "Poland": "Polish",
    "Finland": "Finnish",
    "Switzerland": "Swiss",
    "Philippines": "Filipino",
    "Ireland": "Irish",
    "Britain": "British",
    "Turkiye": "Turkish",
    "Wales": "Welsh",
    "Kazakhstan": "Kazakh",
    "Uzbekistan": "Uzbek",
    "Kyrgyzstan": "Kyrgyz",
    "Tajikistan": "Tajik",
    "Turkmenistan": "Turkmen",
    "Afghanistan": "Afghan",
}
"""Of countries whose adjectives have not their first letters."""
# The syllable that stands for a country beside another's, or behind "visit", "towards", "against".
_NATIONS = "[한미중일러북남]"
_SYLLABLES = {
    country: re.compile(
        rf"(?<![가-힣])(?:(?:{_NATIONS}{{1,3}}|[방대주재반친탈]){syllable}|{_NATIONS}?{syllable}(?={_NATIONS}|·))"
    )
    for country, syllable in {"일본": "일", "중국": "중", "러시아": "러", "미국": "미", "북한": "북"}.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A Korean term and its English rendering. `forbidden` are renderings, of either language, that must not stand."""

    ko: str
    en: str
    type: str = ""
    note: str = ""
    forbidden: tuple[str, ...] = ()

    def term(self, language: Language) -> str:
        return self.ko if language is Language.KO else self.en

    def forbidden_in(self, language: Language) -> tuple[str, ...]:
        return tuple(term for term in self.forbidden if (language_of(term) or Language.EN) is language)


class Match(NamedTuple):
    """An entry's term at `text[start:end]`: in Korean without its particle, in English without its possessive."""

    start: int
    end: int
    entry: Entry


class Glossary:
    """Entries, found in texts of either language. Of entries with one term the first counts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_ko = {entry.ko: entry for entry in reversed(self.entries)}
        self._by_en = {entry.en: entry for entry in reversed(self.entries)}
        self._korean_of: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            self._korean_of[entry.en] = (*self._korean_of.get(entry.en, ()), entry.ko)

    @cached_property
    def digest(self) -> str:
        """Equal for equal entries in equal order."""
        rows = ("\t".join((e.ko, e.en, e.type, e.note, *e.forbidden)) for e in self.entries)
        return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @cached_property
    def _korean(self) -> KoreanTerms:
        return KoreanTerms(self._by_ko)

    @cached_property
    def _english(self) -> EnglishTerms:
        # Before another capital these may be a part of a name that the glossary does not know: Seoul Arts Center.
        parts_of_names = {en for en, entry in self._by_en.items() if entry.type in (PLACE, COUNTRY, ORG)}
        return EnglishTerms(self._by_en, parts_of_names)

    def find(self, text: str, language: Language) -> tuple[Match, ...]:
        """The terms of `language` in `text`, left to right; where several begin at one place, the longest.

        A Korean term begins and ends where a morpheme does, with nothing but particles behind it in the word. An
        English one may be inflected; what it writes with a capital has one in the text.
        """
        if language is Language.KO:
            return tuple(Match(start, end, self._by_ko[term]) for start, end, term in self._korean.find(text))
        return tuple(Match(start, end, self._by_en[term]) for start, end, term in self._english.find(text))

    def is_rendered(self, entry: Entry, text: str, language: Language) -> bool:
        """Whether `text`, in `language`, has a rendering of `entry`: inflected, or as a part of a longer name.

        Every Korean term with the same English one is a rendering of it. So are, as news has it at the second mention,
        a person's family name, the adjective of a country, and its one syllable in 한일 or 방중.
        """
        if language is Language.KO:
            if entry.type == COUNTRY and (short := _SYLLABLES.get(entry.ko)) and short.search(text):
                return True
            return any(stands(term, text, language) for term in (*self._korean_of[entry.en], *_short_forms(entry.ko)))
        if entry.type == PERSON:
            return stands(entry.en, text, language) or _is_named(_family_name(entry.en), text)
        if entry.type == COUNTRY and " " not in entry.en:
            names = (entry.en, ADJECTIVES.get(entry.en, entry.en))
            return any(stands(name, text, language) for name in names) or _has_adjective(entry.en, text)
        return stands(entry.en, text, language)


def merge(*glossaries: Glossary) -> Glossary:
    """All entries; a later glossary's come first, and replace those of earlier ones with a term of theirs."""
    merged: list[Entry] = []
    korean: set[str] = set()
    english: set[str] = set()
    for glossary in reversed(glossaries):
        kept = [entry for entry in glossary.entries if entry.ko not in korean and entry.en not in english]
        merged += kept
        korean |= {entry.ko for entry in kept}
        english |= {entry.en for entry in kept}
    return Glossary(merged)


def stands(term: str, text: str, language: Language) -> bool:
    """Whether `text` has `term`: in Korean at the start of a word, in English as words, inflected and in any case."""
    return find_term(term, text, language) is not None


def find_term(term: str, text: str, language: Language) -> tuple[int, int] | None:
    """Where `text` has `term`, inflected or not: `text[start:end]`."""
    found = _pattern(term, language).search(text)
    return found.span() if found else None


@lru_cache(maxsize=65536)
def _pattern(term: str, language: Language) -> re.Pattern[str]:
    if language is Language.KO:
        # Spaces inside compound nouns are free.
        return re.compile(r"(?<![^\W_])" + " ?".join(map(re.escape, term.replace(" ", ""))))
    words = [_inflected(word) for word in term.split()]
    is_name = len(words) == 1 and any(map(str.isupper, term))
    return re.compile(rf"(?<![^\W_]){' '.join(words)}(?![^\W_])", 0 if is_name else re.IGNORECASE)


def _inflected(word: str) -> str:
    if re.fullmatch(r"(?:[A-Z]\.){2,}", word):
        return r"\.?".join(word.replace(".", "")) + r"\.?"
    if re.fullmatch("[A-Z]{2,}", word):
        return r"\.?".join(word) + r"\.?"
    if word.endswith("man"):
        return rf"{re.escape(word[:-2])}[ae]n"
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    return re.escape(word) + ("" if word.endswith((",", ".")) else "(?:e?s)?")


def _family_name(name: str) -> str:
    """The family name in a person's English name: the first word of a Korean one, else the last."""
    words = name.split()
    return words[0] if hangul_name(name) else words[-1]


def _is_named(family: str, text: str) -> bool:
    """Whether a family name stands in English `text` without another person's given name behind it."""
    return re.search(rf"(?<![^\W_]){re.escape(family)}(?![^\W_])(?! [A-Z][a-z]+-[a-z])", text) is not None


def _has_adjective(country: str, text: str) -> bool:
    """Sweden, Swedish; Afghanistan, Afghan; Philippines, Philippine."""
    beginning = re.escape(country[: max(4, len(country) - 5)])
    return re.search(rf"\b(?=\w+(?:n|ese|i|ish|k|c|ine)s?\b){beginning}\w*", text) is not None


def _short_forms(ko: str) -> tuple[str, ...]:
    """The last word of a foreigner's name in Hangul."""
    _, space, last = ko.rpartition(" ")
    return (last,) if space and len(last) > 1 else ()
