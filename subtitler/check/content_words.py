"""Text -> the words in it that carry its content."""

import re

from subtitler.core.language import Language
from subtitler.text.morphemes import analyse
from subtitler.text.tagging import tag_english

# Kiwi's tags: nouns, names, numerals, verbs, adjectives, roots, foreign words, figures.
_KOREAN = ("NNG", "NNP", "NR", "VV", "VA", "XR", "SL", "SN")
_KOREAN_VERB = ("VV", "VA")
_KOREAN_LIGHT = frozenset("하 되 있 이 같 그렇 이렇 저렇 어떻 보 주 오 가 들 나 때 말 경우".split())
# C5: nouns, names, full verbs, adjectives, numerals, not.
_ENGLISH = ("NN", "NP", "VV", "AJ", "CRD", "ORD", "XX0")
_ENGLISH_LIGHT = frozenset("say get make go come take thing lot own such many much other".split())
_AROUND = re.compile(r"^[^\w$%]+|[^\w%]+$")


def content_words(text: str, language: Language) -> dict[str, str]:
    """The content words in order: what they compare by (lemma or stem), and how they are shown.

    Korean ones are morphemes without particles and endings, verbs shown as a dictionary has them.
    """
    return _korean(text) if language is Language.KO else _english(text)


def missing_words(reference: str, text: str, language: Language) -> tuple[str, ...]:
    """The content words of `reference` that `text` has in no form."""
    there = content_words(text, language)
    return tuple(shown for word, shown in content_words(reference, language).items() if word not in there)


def _korean(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for morpheme in analyse(text):
        tag = morpheme.tag.split("-")[0]
        if tag in _KOREAN and morpheme.form not in _KOREAN_LIGHT:
            found.setdefault(morpheme.form, morpheme.form + "다" * (tag in _KOREAN_VERB))
    return found


def _english(text: str) -> dict[str, str]:
    words = tuple(text.split())
    found: dict[str, str] = {}
    for word, (lemma, tag) in zip(words, tag_english(words), strict=True):
        bare = _AROUND.sub("", word)
        if tag.startswith(_ENGLISH) and lemma not in _ENGLISH_LIGHT:
            found.setdefault(lemma, bare)
        if bare.endswith("n't"):
            found.setdefault("not", bare)
    return found
