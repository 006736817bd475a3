"""Korean text -> morphemes."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple


class Morpheme(NamedTuple):
    """`tag` is of the Sejong set, as Kiwi writes it; `start` and `end` are offsets in the analysed text.

    A contraction gives morphemes that share characters: the 하 and the 었 of 했 have the same place.
    """

    form: str
    tag: str
    start: int
    end: int


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi  # noqa: PLC0415 - heavy

    # Names of several words, left out here, take 200 MB and two thirds of the loading time; news text comes out the
    # same but for five sentences in a thousand, where a compound noun stays in one piece or falls into its parts.
    return Kiwi(num_workers=1, load_multi_dict=False)


@lru_cache(maxsize=4096)
def analyse(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of `text`, in order. Loads Kiwi (2 s, 300 MB) at the first call."""
    return tuple(
        Morpheme(form=token.form, tag=token.tag, start=token.start, end=token.start + token.len)
        for token in _kiwi().tokenize(text)
    )


@lru_cache(maxsize=4096)
def likelihood(text: str) -> float:
    """How likely Kiwi finds its best analysis of `text`, as a logarithm: to compare two spellings of a phrase."""
    (_, score), *_ = _kiwi().analyze(text, top_n=1)
    return float(score)


def morphemes_by_word(words: Sequence[str]) -> list[list[Morpheme]]:
    """The morphemes that begin in each of `words`, which are what spaces divide in a sentence."""
    groups: list[list[Morpheme]] = [[] for _ in words]
    ends = list(accumulate(len(word) + 1 for word in words))
    at = 0
    for morpheme in analyse(" ".join(words)):
        while morpheme.start >= ends[at]:
            at += 1
        groups[at].append(morpheme)
    return groups
