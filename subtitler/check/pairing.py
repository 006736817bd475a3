"""Bites and wordings in the other language -> which wording is whose."""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from subtitler.check.alignment import rising
from subtitler.check.bites import Bite, Reference
from subtitler.check.similarity import Embedding, similarities
from subtitler.core.language import Language, language_of
from subtitler.core.transcript import Speaker
from subtitler.terms.glossary import Glossary
from subtitler.text.morphemes import analyse
from subtitler.text.names import hangul_name, is_spelling, split_name
from subtitler.text.numbers import find_numbers
from subtitler.text.romanise import hangul_skeleton, latin_skeleton, sound_alike
from subtitler.text.width import halves


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What tells whether two texts say the same: `likeness` gives a row for each text, a column for each other.

    From `least` on they do. `is_partial` where it knows nothing of many a pair, and their order has to tell.
    """

    name: str
    likeness: Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
    least: float
    is_partial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """`reference` None: nobody gave the wording. `likeness` is on the witness's scale."""

    bite: Bite
    reference: Reference | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Every bite, in order, and the `spare` references that are nobody's. `witness` is the name of what told."""

    bites: tuple[Paired, ...]
    spare: tuple[Reference, ...] = ()
    witness: str | None = None


# The logarithm of half-columns in English to those in Korean: its mean, and its standard deviation times the square
# root of the latter, which is the same for single sentences and for long bites (1,238 sentences of 330 bites).
_LENGTH, _LENGTH_SPREAD = 0.33, 1.3
_LENGTH_WEIGHT = 0.2
# What a speaker adds to a likeness, and takes where two persons cannot be the same; the place in the order decides only
# between equals.
_SAME_SPEAKER, _OTHER_SPEAKER, _ORDER = 0.3, -0.1, 0.02
_SOUND = 0.75

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_ENGLISH_NAME = re.compile(r"\b[A-Z][A-Za-z0-9]+")
_LEAST_CONSONANTS = 3


def by_meaning(embedding: Embedding) -> Witness:
    """Told by a sentence embedding: right pairs have 0.67 on average, one in twenty under 0.53, others up to 0.6."""
    return Witness(
        name="sentence embedding",
        likeness=lambda texts, others: similarities(embedding, texts, others).tolist(),
        least=0.45,
        is_partial=False,
    )


def by_facts(glossary: Glossary) -> Witness:
    """Told by numbers, names and terms in both, the rarer the surer, and by length."""

    def likeness(texts: Sequence[str], others: Sequence[str]) -> Sequence[Sequence[float]]:
        facts = [_facts(text, glossary) for text in texts]
        other_facts = [_facts(text, glossary) for text in others]
        worth = _worth([*facts, *other_facts])
        return [
            [_overlap(one, other, worth) + length_fit(text, other_text)
             for other, other_text in zip(other_facts, others, strict=True)]
            for one, text in zip(facts, texts, strict=True)
        ]  # fmt: skip

    return Witness(name="numbers, names, terms and length", likeness=likeness, least=0.25, is_partial=True)


def align_bites(bites: Sequence[Bite], references: Sequence[Reference], witness: Witness) -> Pairing:
    """Each bite with its wording: by number where the references have numbers, else by content, speaker and order.

    The surest pairs come first. What a partial witness knows nothing of goes by order, where between two pairs as
    many bites are left as references.
    """
    texts, others = [bite.text for bite in bites], [reference.text for reference in references]
    likeness = witness.likeness(texts, others)
    chosen = {reference.bite - 1: at for at, reference in enumerate(references) if reference.bite is not None}
    if not chosen:
        chosen = _surest(bites, references, likeness, witness.least)
        if witness.is_partial:
            chosen |= dict(_left_over(chosen, bites, references))
    paired = []
    for at, bite in enumerate(bites):
        to = chosen.get(at)
        if to is None:
            paired.append(Paired(bite=bite))
        else:
            paired.append(Paired(bite=bite, reference=references[to], likeness=likeness[at][to]))
    spare = tuple(reference for at, reference in enumerate(references) if at not in chosen.values())
    return Pairing(bites=tuple(paired), spare=spare, witness=witness.name)


def _surest(
    bites: Sequence[Bite], references: Sequence[Reference], likeness: Sequence[Sequence[float]], least: float
) -> dict[int, int]:
    ranked = []
    for at, bite in enumerate(bites):
        for to, reference in enumerate(references):
            score = likeness[at][to] + _speakers(bite.block.speaker, reference.speaker)
            if score >= least:
                ranked.append((score + _ORDER * (1 - abs(at / len(bites) - to / len(references))), at, to))
    chosen: dict[int, int] = {}
    for _, at, to in sorted(ranked, key=lambda pair: -pair[0]):
        if at not in chosen and to not in chosen.values():
            chosen[at] = to
    return chosen


def _left_over(
    chosen: Mapping[int, int], bites: Sequence[Bite], references: Sequence[Reference]
) -> Iterator[tuple[int, int]]:
    """Pairs by order of what is left between two pairs, where it is as much of both."""
    known = [(-1, -1), *rising(sorted(chosen.items())), (len(bites), len(references))]
    taken = {*chosen.values()}
    for (at, to), (next_at, next_to) in pairwise(known):
        left = [bite for bite in range(at + 1, next_at) if bite not in chosen]
        left_references = [reference for reference in range(to + 1, next_to) if reference not in taken]
        if len(left) == len(left_references):
            for bite, reference in zip(left, left_references, strict=True):
                if _speakers(bites[bite].block.speaker, references[reference].speaker) >= 0:
                    yield bite, reference


def _speakers(one: Speaker | None, other: Speaker | None) -> float:
    """What two speakers tell; nothing where one is not named, or is called by a role (a resident)."""
    if one is None or other is None:
        return 0.0
    names = {language: name for name in (one.name, other.name) if (language := language_of(name))}
    if len(names) < 2:
        return _SAME_SPEAKER if one.name.casefold() == other.name.casefold() else 0.0
    korean, english = names[Language.KO], names[Language.EN]
    name, *_ = korean.split()  # 김보라 시장
    if is_spelling(english, name) or sound_alike(korean, english) >= _SOUND:
        return _SAME_SPEAKER
    is_person = len(name) > 2 and split_name(name) is not None  # 주민, a resident, could be a name too
    return _OTHER_SPEAKER if is_person and hangul_name(english) else 0.0


_Fact = tuple[str, str]


def _facts(text: str, glossary: Glossary) -> frozenset[_Fact]:
    """The values, terms, and names (by their letters and by their sound) in a text, the same in both languages."""
    language = language_of(text) or Language.EN
    found = {("number", str(mention.value)) for mention in find_numbers(text, language) if mention.value != 1}
    found |= {("term", match.entry.en) for match in glossary.find(text, language)}
    if language is Language.KO:
        found |= {("letters", word.casefold()) for word in _LATIN_WORD.findall(text)}
        sounds = [hangul_skeleton(morpheme.form) for morpheme in analyse(text) if morpheme.tag == "NNP"]
    else:
        names = _ENGLISH_NAME.findall(text)
        found |= {("letters", name.casefold()) for name in names}
        sounds = [latin_skeleton(name) for name in names]
    return frozenset(found | {("sound", sound) for sound in sounds if len(sound) >= _LEAST_CONSONANTS})


def _worth(texts: Sequence[Collection[_Fact]]) -> dict[_Fact, float]:
    """How much each fact tells: the more, the fewer texts have it."""
    counts = Counter(fact for facts in texts for fact in facts)
    return {fact: math.log(1 + len(texts) / count) for fact, count in counts.items()}


def _overlap(one: Collection[_Fact], other: Collection[_Fact], worth: Mapping[_Fact, float]) -> float:
    """The share of the facts, weighed by their worth, that both have: 0 to 1."""
    both = sum(worth[fact] for fact in one if fact in other)
    if not both:
        return 0.0
    return both / math.sqrt(sum(map(worth.__getitem__, one)) * sum(map(worth.__getitem__, other)))


def length_fit(text: str, other: str) -> float:
    """0 to 0.2: how well the length of a text fits that of its translation."""
    korean, english = (text, other) if language_of(text) is Language.KO else (other, text)
    korean_halves, english_halves = max(1, halves(korean)), max(1, halves(english))
    off = (math.log(english_halves / korean_halves) - _LENGTH) * math.sqrt(korean_halves) / _LENGTH_SPREAD
    return _LENGTH_WEIGHT * math.exp(-(off**2) / 2)
