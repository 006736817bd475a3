"""Cross-attention -> word links."""

from collections.abc import Sequence
from typing import NamedTuple

from subtitler.translate.protocol import Link


class Head(NamedTuple):
    """An attention head of the decoder; negative numbers count from the end."""

    layer: int
    head: int


# Marian's --guided-alignment trains this head by default (marian-dev #277), and so was the bundled model's.
GUIDED_HEAD = Head(-1, 0)

# Below it, attention is spread over the sentence and its maximum tells nothing.
MIN_WEIGHT = 0.2


def word_links(
    attention: Sequence[Sequence[float]], source_words: Sequence[int | None], target_words: Sequence[int | None]
) -> tuple[Link, ...]:
    """The links between words, by source then target word.

    `attention[i][j]` is what target token i gives to source token j. The other two name each token's word, None for a
    mark: the full stops of two sentences stand for each other, but not the words before them, a verb in Korean.
    A pair of words weighs as much as its strongest pair of tokens. It is kept from MIN_WEIGHT on where it is the
    strongest of its source word or of its target word, so a word may have several links or none.
    """
    # By columns and rows of words first: in C, where the sentence has thousands of pairs of tokens.
    source_tokens, target_tokens = _by_word(source_words), _by_word(target_words)
    weights: dict[tuple[int, int], float] = {}
    for target, rows in target_tokens.items():
        strongest = attention[rows[0]] if len(rows) == 1 else list(map(max, *(attention[row] for row in rows)))
        for source, columns in source_tokens.items():
            weights[source, target] = max([strongest[column] for column in columns])
    of_source: dict[int, float] = {}
    of_target: dict[int, float] = {}
    for (source, target), weight in weights.items():
        of_source[source] = max(weight, of_source.get(source, 0.0))
        of_target[target] = max(weight, of_target.get(target, 0.0))
    return tuple(
        Link(source, target, min(weight, 1.0))
        for (source, target), weight in sorted(weights.items())
        if weight >= MIN_WEIGHT and weight in (of_source[source], of_target[target])
    )


def _by_word(words: Sequence[int | None]) -> dict[int, list[int]]:
    """The places of each word's tokens."""
    places: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        if word is not None:
            places.setdefault(word, []).append(place)
    return places
