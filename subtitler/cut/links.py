"""Which word of a sentence stands for which word of its translation, by several witnesses.

The surest first: equal number values; the same Latin word, or a name that sounds alike; fixed renderings of terms;
the lexicon; the attention of the translation model. What each is worth alone and together on hand-made alignments is
printed by `benchmarks/link_quality.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile

from subtitler.core.language import Language, Pair, is_hangul
from subtitler.core.translation import Link
from subtitler.cut.lexicon import Keys, Lexicon, keys
from subtitler.text.morphemes import morphemes_by_word
from subtitler.text.numbers import NumberMention, find_numbers
from subtitler.text.romanise import sound_alike

_STRIP = "\"'()[]{}<>.,;:!?…–—·"

Scores = dict[tuple[int, int], float]
"""How sure a witness is that (Korean word, English word) belong together, 0..1."""


class Witness(StrEnum):
    NUMBERS = "numbers"
    NAMES = "names"
    TERMS = "terms"
    LEXICON = "lexicon"
    ATTENTION = "attention"


# What a witness' word counts where another speaks too.
TRUST: Mapping[Witness, float] = {
    Witness.NUMBERS: 1.0,
    Witness.NAMES: 0.9,
    Witness.TERMS: 0.9,
    Witness.LEXICON: 0.8,
    Witness.ATTENTION: 0.3,
}
# Links below this are more often wrong than right.
THRESHOLD = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """A sentence in both languages, as the witnesses look at it."""

    ko: tuple[str, ...]
    en: tuple[str, ...]
    ko_keys: Keys
    en_keys: Keys
    lexicon: Lexicon
    attention: Scores


def link_words(
    source: Sequence[str],
    target: Sequence[str],
    pair: Pair,
    *,
    lexicon: Lexicon,
    attention: Sequence[Link] | None = None,
    witnesses: frozenset[Witness] = frozenset(Witness),
) -> tuple[Link, ...]:
    """Links between the words of a sentence and of its translation, surest first; few words have more than two.

    `attention` are the links that the translator found, where it has any.
    """
    if not source or not target:
        return ()
    is_korean_source = pair.source is Language.KO
    ko, en = (tuple(source), tuple(target)) if is_korean_source else (tuple(target), tuple(source))
    seen: Scores = {
        (link.source, link.target) if is_korean_source else (link.target, link.source): link.weight
        for link in attention or ()
    }
    both = _Both(
        ko=ko, en=en, ko_keys=keys(ko, Language.KO), en_keys=keys(en, Language.EN), lexicon=lexicon, attention=seen
    )
    scores: Scores = {}
    for witness in Witness:
        if witness in witnesses:
            for cell, score in _WITNESSES[witness](both).items():
                scores[cell] = max(scores.get(cell, 0.0), score * TRUST[witness])
    chosen = _choose(scores, len(ko), len(en))
    return tuple(Link(k, e, weight) if is_korean_source else Link(e, k, weight) for k, e, weight in chosen)


def _choose(scores: Scores, ko_count: int, en_count: int) -> list[tuple[int, int, float]]:
    """Greedy competitive linking (Melamed 2000): the surest first; a second link of a word only next to its first."""
    by_ko: list[list[int]] = [[] for _ in range(ko_count)]
    by_en: list[list[int]] = [[] for _ in range(en_count)]
    chosen = []

    # Equal scores: the one nearer to the diagonal.
    def rank(cell: tuple[int, int]) -> tuple[float, float]:
        return -scores[cell], abs(cell[0] / ko_count - cell[1] / en_count)

    for k, e in sorted(scores, key=rank):
        if scores[k, e] < THRESHOLD:
            break
        ko_open = not by_ko[k] or (len(by_ko[k]) < 4 and min(abs(e - other) for other in by_ko[k]) == 1)
        en_open = not by_en[e] or (len(by_en[e]) < 2 and min(abs(k - other) for other in by_en[e]) == 1)
        if (ko_open and not by_en[e]) or (en_open and not by_ko[k]) or (scores[k, e] >= 0.85 and ko_open and en_open):
            by_ko[k].append(e)
            by_en[e].append(k)
            chosen.append((k, e, min(1.0, scores[k, e])))
    return chosen


def _numbers(both: _Both) -> Scores:
    """Equal values; the n-th mention of a value with the n-th. Of a mention, words with digits, and its unit."""
    in_ko = _by_value(find_numbers(" ".join(both.ko), Language.KO), both.ko)
    in_en = _by_value(find_numbers(" ".join(both.en), Language.EN), both.en)
    scores: Scores = {}
    for value, ko_mentions in in_ko.items():
        for ko_words, en_words in zip(ko_mentions, in_en.get(value, ()), strict=False):
            ko_digits, en_digits = _figures(both.ko, ko_words), _figures(both.en, en_words)
            for k in ko_digits:
                scores[k, en_digits[0]] = 1.0
            for e in en_digits[1:]:
                scores[ko_digits[-1], e] = 1.0
            if ko_words[-1] not in ko_digits and en_words[-1] not in en_digits:
                scores[ko_words[-1], en_words[-1]] = 0.8
    return scores


def _figures(words: Sequence[str], span: tuple[int, ...]) -> tuple[int, ...]:
    """The words of a mention that hold a digit; the first where the number is written out."""
    return tuple(at for at in span if any(map(str.isdigit, words[at]))) or span[:1]


def _by_value(mentions: Sequence[NumberMention], words: Sequence[str]) -> dict[object, list[tuple[int, ...]]]:
    """For each value the words of each of its mentions."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    found: dict[object, list[tuple[int, ...]]] = {}
    for mention in mentions:
        over = tuple(
            at for at, (start, end) in enumerate(pairwise(starts)) if start < mention.end and mention.start < end - 1
        )
        found.setdefault(mention.value, []).append(over)
    return found


def _names(both: _Both) -> Scores:
    """The same Latin word in both, and a Korean name that sounds like a capitalised English word."""
    scores: Scores = {}
    hangul = _nouns(both.ko)
    for e, word in enumerate(both.en):
        bare = word.strip(_STRIP).removesuffix("'s")
        if not bare[:1].isupper():
            continue
        for k, ko_word in enumerate(both.ko):
            if len(bare) > 1 and not is_hangul(ko_word[0]) and _latin_part(ko_word).casefold() == bare.casefold():
                scores[k, e] = 1.0
            elif e and hangul[k] and (likeness := sound_alike(hangul[k], bare)) >= 0.75:
                scores[k, e] = likeness - 0.1
        following = both.en[e + 1].strip(_STRIP).removesuffix("'s") if e + 1 < len(both.en) else ""
        if following[:1].isupper():  # a family name and a given name, one word in Korean
            for k, noun in enumerate(hangul):
                if len(noun) >= 2 and sound_alike(noun, bare + following) >= 0.8:
                    scores[k, e] = scores[k, e + 1] = 0.95
    return scores


def _nouns(words: Sequence[str]) -> list[str]:
    """Each Korean word without its particles, where it begins with a name; else an empty string."""
    nouns = []
    for morphemes in morphemes_by_word(words):
        lettered = (morpheme for morpheme in morphemes if morpheme.tag[0] != "S")
        stem = list(takewhile(lambda morpheme: morpheme.tag[0] == "N", lettered))
        is_name = any(morpheme.tag == "NNP" for morpheme in stem)
        nouns.append("".join(morpheme.form for morpheme in stem) if is_name else "")
    return nouns


def _latin_part(word: str) -> str:
    bare = word.strip(_STRIP)
    end = next((at for at, char in enumerate(bare) if is_hangul(char)), len(bare))
    return bare[:end].strip(_STRIP)


def _terms(both: _Both) -> Scores:
    """Both renderings of a term."""
    ko, en = " ".join(both.ko), " ".join(both.en).lower()
    scores: Scores = {}
    for ko_term, en_term in both.lexicon.terms:
        if ko_term not in ko or en_term.lower() not in en:
            continue
        ko_words = _words_over(both.ko, ko.index(ko_term), len(ko_term))
        en_words = _words_over(both.en, en.index(en_term.lower()), len(en_term))
        for at, e in enumerate(en_words):
            k = ko_words[at * len(ko_words) // len(en_words)]
            scores[k, e] = 1.0
    return scores


def _words_over(words: Sequence[str], start: int, length: int) -> list[int]:
    found, at = [], 0
    for number, word in enumerate(words):
        if at < start + length and start < at + len(word):
            found.append(number)
        at += len(word) + 1
    return found


def _lexicon(both: _Both) -> Scores:
    return {
        (k, e): strength
        for k, ko in enumerate(both.ko_keys)
        if ko
        for e, en in enumerate(both.en_keys)
        if en and (strength := both.lexicon.strength(ko, en))
    }


def _attention(both: _Both) -> Scores:
    return {cell: score for cell, score in both.attention.items() if cell[0] < len(both.ko) and cell[1] < len(both.en)}


_WITNESSES: Mapping[Witness, Callable[[_Both], Scores]] = {
    Witness.NUMBERS: _numbers,
    Witness.NAMES: _names,
    Witness.TERMS: _terms,
    Witness.LEXICON: _lexicon,
    Witness.ATTENTION: _attention,
}
