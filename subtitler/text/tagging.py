"""English words -> lemmas and parts of speech."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

_AROUND = re.compile(r"^[^\w$%]+|[^\w%]+$")
_CLITIC = re.compile(r"(.+?)(n't|'(?:s|re|ve|ll|d|m)?)", re.IGNORECASE)
_MARK = re.compile("[,;:?!]")
# The tagger takes time with the square of a word's length, and no word it knows is longer.
_LONGEST = 40


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - heavy

    # By its full path: a bare name would be looked for in the working folder first.
    return HanoverTagger(str(files("HanTa") / "morphmodel_en.pgz"))


def _tokens(word: str) -> Iterator[str]:
    """`word` as the tagger has learnt words: without quotes and brackets, `n't` and `'s` and commas on their own."""
    core = _AROUND.sub("", word) or word or "-"  # the tagger fails on a word without letters
    yield from found.groups() if (found := _CLITIC.fullmatch(core)) else (core[:_LONGEST],)
    if mark := _MARK.search(word, word.find(core) + len(core)):
        yield mark[0]


@lru_cache(maxsize=16384)
def _lemma(token: str, tag: str) -> tuple[str, str]:
    lemma, _ = _tagger().analyze(token, pos=tag)
    return lemma.lower(), tag


@lru_cache(maxsize=4096)
def tag_english(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(lemma in lower case, tag) of each word of a sentence. Loads HanTa (0.3 s) at the first call.

    Tags are BNC C5: AT0 article, PRP preposition, NN1 noun, VVD verb in the past, CJC conjunction; UNC unknown. A word
    with a clitic has the tag of the word: VM0 for `won't`, NP0 for `Korea's`.
    """
    tokens = [tuple(_tokens(word)) for word in words]
    tags = iter(_tagger().tag_sent([*chain.from_iterable(tokens), "."], taglevel=0))
    # Lemmas apart, since the tagger finds one anew each time, at nearly half the cost.
    found = []
    for word, *marks in tokens:
        found.append(_lemma(word, next(tags)))
        for _ in marks:
            next(tags)
    return tuple(found)
