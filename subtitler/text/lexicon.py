"""What a Korean and an English word have to do with each other, learned from parallel text.

The table holds content words in their dictionary form: Korean noun, verb and adverb stems, English lemmas. It comes
from IBM model 1 in both directions (Brown et al. 1993, "The Mathematics of Statistical Machine Translation"); how it
was made stands beside the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from subtitler.core.language import Language
from subtitler.text.morphemes import Morpheme, morphemes_by_word
from subtitler.text.tagging import tag_english

# Kiwi's tags (Sejong set) of morphemes that carry a meaning of their own; verbs and adjectives get their ending 다.
_KOREAN_NOUNS = frozenset({"NNG", "NNP", "NR", "XR", "MM", "MAG", "NP"})
_KOREAN_VERBS = frozenset({"VV", "VA", "VV-I", "VV-R", "VA-I", "VA-R"})
# Verbs so common that they stand for anything.
_KOREAN_EMPTY = frozenset({"하다", "되다", "있다", "없다", "이", "그", "저", "것", "수"})
# HanTa's tags (BNC C5) of content words, by their first letters.
_ENGLISH_CONTENT = ("NN", "NP", "VV", "AJ", "AV0", "ORD", "CRD", "UNC")

Keys = tuple[tuple[str, ...], ...]
"""For each word of a sentence (words are what spaces divide) its dictionary forms; none for a function word."""


def keys(words: Sequence[str], language: Language) -> Keys:
    """The dictionary forms in each of `words`."""
    return _korean_keys(words) if language is Language.KO else _english_keys(words)


def _korean_keys(words: Sequence[str]) -> Keys:
    return tuple(
        tuple(key for key in map(_korean_key, morphemes) if key and key not in _KOREAN_EMPTY)
        for morphemes in morphemes_by_word(words)
    )


def _korean_key(morpheme: Morpheme) -> str | None:
    if morpheme.tag in _KOREAN_NOUNS:
        return morpheme.form
    if morpheme.tag in _KOREAN_VERBS:
        return morpheme.form + "다"
    return morpheme.form.lower() if morpheme.tag == "SL" else None


def _english_keys(words: Sequence[str]) -> Keys:
    return tuple(
        (lemma.lower(),) if tag.startswith(_ENGLISH_CONTENT) and any(map(str.isalpha, lemma)) else ()
        for lemma, tag in tag_english(tuple(words))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`words[korean][english]` is the strength in 0..1 of a pair of dictionary forms; `terms` are fixed renderings."""

    words: Mapping[str, Mapping[str, float]]
    terms: tuple[tuple[str, str], ...] = ()

    def strength(self, korean: Sequence[str], english: Sequence[str]) -> float:
        """The strongest pair among the forms of one Korean and one English word; 0.0 when the table has none."""
        return max((self.words.get(ko, {}).get(en, 0.0) for ko in korean for en in english), default=0.0)


EMPTY = Lexicon(words={})


def parse_lexicon(text: str) -> Lexicon:
    """The table in `text`: a line an entry, `word<TAB>ko<TAB>en<TAB>strength` or `term<TAB>ko<TAB>en`.

    Raises ValueError naming the line.
    """
    words: dict[str, dict[str, float]] = {}
    terms: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        match line.split("\t"):
            case ["word", ko, en, strength]:
                words.setdefault(ko, {})[en] = float(strength)
            case ["term", ko, en]:
                terms.append((ko, en))
            case _:
                raise ValueError(f"line {number} is no entry: {line!r}")
    return Lexicon(words=words, terms=tuple(terms))
