"""Names and terms of a glossary that stand in one language of a passage and not in the other."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from subtitler.core.language import Language
from subtitler.terms.glossary import ADJECTIVES, COUNTRY, ORG, PERSON, PLACE, Entry, Glossary
from subtitler.text.particles import particle_length

# What is compared. Of titles there are too many for one person.
_NAMES = (PERSON, PLACE, COUNTRY, ORG)
_COMPARED = (*_NAMES, "LAW", "EVENT", "THING")
_ENDING = re.compile("(?:n|an|ian|ese|i|al|r|er|s|me|gung|19|도|시)?")
_KOREAN_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,}")
_TOKEN = {Language.KO: re.compile(r"[^\s\"'()\[\],.?!…·]+"), Language.EN: re.compile(r"[^\W\d_](?:[\w'.-]*\w)?")}
# Words of names that another may stand for, or that may be left out.
_ALIKE_IN_MANY = frozenset(
    "national korea korean korea's republic u.s. ministry department agency office administration service bureau party "
    "committee commission the of and for in on".split()
)
_LONGEST_SHORT = 8  # letters of a short form, or of the long one where the term is short
_PARLIAMENT = re.compile(r"\b(?:parliament|legislat)", re.IGNORECASE)  # 국회 is that of any country
_IN_COMPOUNDS = 2  # letters of names that Korean writes into longer words
_SHORTEST = 5  # letters; Iran and Iraq are two names
_LONG = 9  # letters, in which two may be wrong

Texts = Mapping[Language, str]
"""A passage in both languages, made plain."""


class Names:
    """A glossary, and where its terms may stand that it does not vouch for: 차드 이주민 may be no Chad to it."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._by_start: dict[Language, dict[str, list[Entry]]] = {Language.KO: {}, Language.EN: {}}
        for entry in glossary.entries:
            if entry.type in _COMPARED and len(entry.ko) > 1:
                for language, starts in self._by_start.items():
                    starts.setdefault(_start(entry.term(language), language), []).append(entry)
                if adjective := ADJECTIVES.get(entry.en):
                    self._by_start[Language.EN].setdefault(_start(adjective, Language.EN), []).append(entry)

    def sure(self, texts: Texts, language: Language) -> list[Entry]:
        """The terms that stand in the text of `language` for sure and are not rendered in the other's."""
        found = dict.fromkeys(match.entry for match in self._glossary.find(texts[language], language))
        return [entry for entry in found if entry.type in _COMPARED and self._is_missing(entry, texts, language.other)]

    def possible(self, texts: Texts, language: Language) -> list[Entry]:
        """The terms that may stand in the text of `language`, and the countries by their adjectives, likewise."""
        return [
            entry
            for entry in self._standing(texts[language], language)
            if self._is_missing(entry, texts, language.other)
        ]

    def spelt(self, texts: Texts, language: Language) -> list[Entry]:
        """The names that may stand in the text of `language` and do not, as a whole, in the other's."""
        return [
            entry
            for entry in self._standing(texts[language], language)
            if is_name(entry)
            and entry.term(language.other) not in texts[language.other]
            and (entry.type == PERSON or self._is_missing(entry, texts, language.other))
        ]

    def _standing(self, text: str, language: Language) -> Iterator[Entry]:
        low = text.casefold()
        for start in dict.fromkeys(_start(token, language) for token in _tokens(text, language)):
            for entry in self._by_start[language].get(start, ()):
                may_stand = entry.term(language).casefold() in low or (
                    entry.type == COUNTRY and language is Language.EN
                )
                if may_stand and self._glossary.is_rendered(entry, text, language):
                    yield entry

    def _is_missing(self, entry: Entry, texts: Texts, language: Language) -> bool:
        """Whether the text of `language` has no rendering of an entry, in other capitals or with another ending."""
        text, term = texts[language], entry.term(language).casefold()
        if language is Language.KO and len(term) > _IN_COMPOUNDS and term in text.casefold():
            return False  # 유엔레바논평화유지군 has its 레바논
        return not self._glossary.is_rendered(entry, text, language) and not any(
            written.casefold() == term or (entry.type != PERSON and _is_ending(written.casefold(), term))
            for written in _stretches(text, term, language)
        )


def _start(term: str, language: Language) -> str:
    return term[:2] if language is Language.KO else term[:4].casefold()


def is_name(entry: Entry) -> bool:
    return entry.type in _NAMES and not is_common(entry)


def is_common(entry: Entry) -> bool:
    """Whether an entry is a common noun: the government or the police may be called something else."""
    return entry.en == entry.en.lower()


def is_shortened(entry: Entry, text: str, language: Language) -> bool:
    """Whether `text` has the term in other words: IAEA, 국정원, the ministry, the Department of Labor, parliament."""
    if language is Language.EN and entry.en == "National Assembly" and _PARLIAMENT.search(text):
        return True
    initials = "".join(word[0] for word in re.split("[ -]", entry.en) if word[:1].isupper())
    if (len(initials) > 2 and initials in text) or (language is Language.KO and entry.en in text):
        return True
    if language is Language.KO:
        return any(_is_short_form(word, entry.ko) for word in _KOREAN_WORD.findall(text))
    *_, head = words = entry.en.split()
    if entry.type == ORG and re.search(rf"(?i:\bthe ){re.escape(head)}|\b{re.escape(head.lower())}", text):
        return True
    if len(words) > 2 and any(_has_other_word(written, entry.en) for written in _stretches(text, entry.en, language)):
        return False
    telling = [word[:4] for word in words if word.lower() not in _ALIKE_IN_MANY]
    return len(words) > 1 and bool(telling) and all(word in text for word in telling)


def _has_other_word(written: str, term: str) -> bool:
    """Whether all words are the same but for one name: National Police Times."""
    other = [one for one, wanted in zip(written.split(), term.split(), strict=True) if one != wanted]
    return len(other) == 1 and other[0][0].isupper()


def misspelt(term: str, text: str, language: Language) -> str | None:
    """What stands in `text` that is nearly `term`: a letter in nine differs, and at most two."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - asked for only where a term is missing

    if len(_letters(term)) < _SHORTEST:
        return None
    for written in _stretches(text, term, language):
        pairs = [(_letters(one), _letters(other)) for one, other in zip(written.split(), term.split(), strict=True)]
        wrong = [pair for pair in pairs if pair[0] != pair[1]]
        is_like_term = language is Language.KO or written[0].isupper() == term[0].isupper()
        is_near = all(OSA.distance(one, other) <= (1 if len(other) < _LONG else 2) for one, other in wrong)
        if wrong and is_like_term and is_near and not _is_particle(written, term):
            return written
    return None


def _is_particle(written: str, term: str) -> bool:
    """Whether what differs is only the particle of a shorter word: 강남과 is no 강남구."""
    length = next((at for at, pair in enumerate(zip(written, term, strict=False)) if len({*pair}) > 1), len(written))
    return length > 1 and length >= len(term) - 2 and (particle_length(written[length:]) or 0) > 0


def _is_ending(one: str, other: str) -> bool:
    """Whether all words are alike up to an ending: Hawaiian and Hawaii."""
    return all(
        (a.startswith(b) and _ENDING.fullmatch(a[len(b) :])) or (b.startswith(a) and _ENDING.fullmatch(b[len(a) :]))
        for a, b in zip(one.split(), other.split(), strict=True)
    )


def _is_short_form(word: str, term: str) -> bool:
    """Whether `word`, up to its particle, is short for `term` or the long form of it.

    국정원은 for 국가정보원, 민주당 for 더불어민주당, 현대자동차그룹 for 현대차그룹.
    """
    for length in range(min(len(word), _LONGEST_SHORT), 1, -1):
        short = word[:length]
        if _has_letters(term, short) or (length > 2 and (term.endswith(short) or _has_letters(short, term))):
            return particle_length(word[length:]) is not None
    return False


def _has_letters(long: str, short: str) -> bool:
    """Whether the letters of `short` stand in `long` in their order, the first one first."""
    letters = iter(long)
    return long[0] == short[0] and all(letter in letters for letter in short)


def _stretches(text: str, term: str, language: Language) -> Iterator[str]:
    """Stretches of `text` with as many words as `term`; Korean words are cut to the length of the term's."""
    words = term.split()
    tokens = _tokens(text, language)
    for at in range(len(tokens) - len(words) + 1):
        stretch = tokens[at : at + len(words)]
        if language is Language.KO:
            stretch = tuple(token[: len(word)] for token, word in zip(stretch, words, strict=True))
        yield " ".join(stretch)


@lru_cache(maxsize=64)
def _tokens(text: str, language: Language) -> tuple[str, ...]:
    return tuple(token.removesuffix("'s") for token in _TOKEN[language].findall(text))


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """`text` letter by letter, in small ones without accents and hyphens."""
    letters = unicodedata.normalize("NFD", text).casefold()
    return "".join(filter(str.isalnum, letters))
