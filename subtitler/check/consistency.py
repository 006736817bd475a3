"""Whether the tracks say the same thing in the same way throughout: sentences that come again, and names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby

from rapidfuzz import fuzz

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language, is_hangul
from subtitler.text.names import hangul_name, is_spelling, split_name
from subtitler.text.particles import particle_length
from subtitler.text.romanise import hangul_skeleton, latin_skeleton

REPEATED = Rule(
    name="repeated-sentence",
    severity=Severity.WARNING,
    demand="A sentence that comes again is translated as before.",
    source="our own: consistency",
    bad="자세한 소식 전해 드립니다. | Here are the details. / 자세한 소식 전해 드립니다. | More on this.",
    good="자세한 소식 전해 드립니다. | Here are the details. / 자세한 소식 전해 드립니다. | Here are the details.",
)
NAME = Rule(
    name="name-variants",
    severity=Severity.WARNING,
    demand="A name is spelt in one way throughout a track.",
    source="our own: consistency; the spellings of Korean names are those that newsrooms use",
    bad="김범수 의원입니다. | Here is Kim Bum-soo. / 김범수 의원은 떠났습니다. | Kim Beom-su left.",
    good="김범수 의원입니다. | Here is Kim Bum-soo. / 김범수 의원은 떠났습니다. | Kim Bum-soo left.",
)
RULES: tuple[Rule, ...] = (REPEATED, NAME)

# Shorter sentences (네. 감사합니다. Thank you.) are said in many ways.
_SHORTEST = {Language.KO: 8, Language.EN: 16}
_NOT_WRITING = re.compile(r"[\W_]+")

_Renderings = dict[str, dict[str, Passage]]
"""What one language writes, and what the other writes for it, each where it first stands."""


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rules `repeated-sentence` and `name-variants`, over the whole of both tracks."""
    both = [
        replace(passage, texts={language: plain(text) for language, text in passage.texts.items()})
        for passage in passages
        if set(passage.texts) == set(Language)
    ]
    for language in Language:
        yield from _repeated(both, language)
    yield from _people(both)
    yield from _foreign_names(both)


def _broken(rule: Rule, language: Language, now: tuple[str, Passage], before: tuple[str, Passage]) -> Issue:
    (found, where), (earlier, elsewhere) = now, before
    return rule.broken(
        cue=where.first,
        last_cue=where.last,
        language=language,
        found=found,
        limit=f"{earlier} (cue {elsewhere.first})",
        hint="write it in one way",
    )


def _repeated(passages: Sequence[Passage], source: Language) -> Iterator[Issue]:
    first: dict[str, tuple[str, Passage]] = {}
    for passage in passages:
        said, translated = (_NOT_WRITING.sub("", passage.texts[side]).casefold() for side in (source, source.other))
        if len(said) < _SHORTEST[source]:
            continue
        before, where = first.setdefault(said, (translated, passage))
        if before != translated:
            now, earlier = passage.texts[source.other], where.texts[source.other]
            yield _broken(REPEATED, source.other, (now, passage), (earlier, where))


# Korean people: the tables of text/names.py tell which English names a Hangul name may have.

_CAPITALISED = re.compile(r"(?=\b([A-Z][a-z]+ (?:[A-Z][a-z]+-[a-z]+|[A-Z][a-z]+ [A-Z][a-z]+|[A-Z][a-z]+))\b)")
_HANGUL_WORD = re.compile("(?<![가-힣])[가-힣]{2,20}(?![가-힣])")
# From so much likeness on, of 0 to 100, an English name is taken for another spelling of one.
_ALIKE = 80


def _people(passages: Sequence[Passage]) -> Iterator[Issue]:
    english: _Renderings = {}
    for passage in passages:
        for en in _english_names(passage):
            for ko in _korean_names(passage, en):
                english.setdefault(ko, {}).setdefault(en, passage)
    yield from _several(english, Language.EN, fuzzy=False)
    yield from _misspelt_english(passages, english)
    yield from _misspelt_korean(passages, english)


def _english_names(passage: Passage) -> list[str]:
    return [en for en in _CAPITALISED.findall(passage.texts[Language.EN]) if _is_korean(en)]


@lru_cache(maxsize=4096)
def _is_korean(name: str) -> bool:
    return hangul_name(name) is not None


def _korean_names(passage: Passage, english: str) -> set[str]:
    return {ko for ko in _stems(passage.texts[Language.KO]) if is_spelling(english, ko)}


@lru_cache(maxsize=256)
def _stems(text: str) -> tuple[str, ...]:
    """What could be a Korean name in `text`: a word of two to four syllables, particles taken off."""
    words = _HANGUL_WORD.findall(text)
    heads = ((word[:length], word[length:]) for word in words for length in (2, 3, 4) if length <= len(word))
    return tuple(head for head, tail in heads if split_name(head) and particle_length(tail) == len(tail))


def _misspelt_english(passages: Sequence[Passage], english: _Renderings) -> Iterator[Issue]:
    """English names that are no spelling of the Korean name beside them, and nearly one that stands elsewhere."""
    known = set(chain.from_iterable(english.values()))
    for passage in passages:
        text = passage.texts[Language.EN]
        names = [en for en in _CAPITALISED.findall(text) if en not in known]
        for ko in set(_stems(passage.texts[Language.KO])) & english.keys() if names else ():
            if any(en in text for en in english[ko]):
                continue
            (usual, where), *_ = english[ko].items()
            for en in names:
                if fuzz.ratio(en, usual) >= _ALIKE:
                    yield _broken(NAME, Language.EN, (en, passage), (usual, where))


def _misspelt_korean(passages: Sequence[Passage], english: _Renderings) -> Iterator[Issue]:
    """Korean words a syllable away from the name that the English one beside them had elsewhere."""
    korean: _Renderings = {}
    for ko, spellings in english.items():
        for en, where in spellings.items():
            korean.setdefault(en, {}).setdefault(ko, where)
    for passage in passages:
        text = passage.texts[Language.KO]
        for en in set(_CAPITALISED.findall(passage.texts[Language.EN])) & korean.keys():
            if any(ko in text for ko in korean[en]):
                continue
            (usual, where), *_ = korean[en].items()
            for word in _HANGUL_WORD.findall(text):
                head, tail = word[: len(usual)], word[len(usual) :]
                if len(usual) > 2 and _is_variant(usual, head, Language.KO) and particle_length(tail) == len(tail):
                    yield _broken(NAME, Language.KO, (head, passage), (usual, where))


# Names from elsewhere: the same consonants in both scripts.

_LATIN_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_FEWEST_CONSONANTS = 3
_FEWEST_SYLLABLES = 3
# Israeli and Israel, Palestinian and Palestine are two words.
_DERIVED = re.compile("(?:i|ia|n|an|ian|ese|e?s)?")


def _foreign_names(passages: Sequence[Passage]) -> Iterator[Issue]:
    hangul: _Renderings = {}
    latin: _Renderings = {}
    for passage in passages:
        for en in _LATIN_NAME.findall(passage.texts[Language.EN]):
            for ko in _same_consonants(passage.texts[Language.KO], _consonants(en)):
                hangul.setdefault(en, {}).setdefault(ko, passage)
                latin.setdefault(ko, {}).setdefault(en, passage)
    yield from _several(latin, Language.EN, fuzzy=True)
    yield from _several(hangul, Language.KO, fuzzy=True)


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    """The consonants of a word of either script, each once in a row: Korean doubles the l of Zelensky."""
    skeleton = hangul_skeleton(word) if is_hangul(word[0]) else latin_skeleton(word)
    return "".join(sign for sign, _ in groupby(skeleton))


def _same_consonants(text: str, consonants: str) -> set[str]:
    """The words of `text`, particles taken off, that have these consonants and no other."""
    if len(consonants) < _FEWEST_CONSONANTS:
        return set()
    return set(filter(None, (_head(word, consonants) for word in _HANGUL_WORD.findall(text))))


@lru_cache(maxsize=65536)
def _head(word: str, consonants: str) -> str | None:
    if not _consonants(word).startswith(consonants):
        return None
    heads = ((word[:at], word[at:]) for at in range(2, len(word) + 1))
    head = next((head for head, tail in heads if _fits(head, tail, consonants)), "")
    return head if len(head) >= _FEWEST_SYLLABLES else None


def _fits(head: str, tail: str, consonants: str) -> bool:
    is_particle = tail not in {"아", "야"} and particle_length(tail) == len(tail)  # 카탈루니아 is no call to 카탈루니
    return is_particle and _consonants(head) == consonants


def _several(renderings: Mapping[str, Mapping[str, Passage]], language: Language, *, fuzzy: bool) -> Iterator[Issue]:
    """One issue for each further spelling; with `fuzzy` only of those that are nearly the first."""
    for spellings in renderings.values():
        (first, where), *others = spellings.items()
        for other, passage in others:
            if not fuzzy or _is_variant(first, other, language):
                yield _broken(NAME, language, (other, passage), (first, where))


def _is_variant(one: str, other: str, language: Language) -> bool:
    if language is Language.KO:
        return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one.removesuffix("e"), other.removesuffix("e")), key=len)
    is_derived = long.startswith(short) and _DERIVED.fullmatch(long, len(short))
    return not is_derived and fuzz.ratio(one, other) >= _ALIKE
