"""How alike in meaning two texts are, whatever their languages."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Embedding = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""A row for each text, of length 1; texts that mean the same lie close, in either language."""


def cosines(embedding: Embedding, texts: Sequence[str], others: Sequence[str]) -> tuple[float, ...]:
    """The likeness, -1 to 1, of each of `texts` with the one of `others` at its place.

    A text that stands several times is embedded once.
    """
    rows, other_rows = _rows(embedding, texts, others)
    return tuple(map(float, (rows * other_rows).sum(axis=1)))


def similarities(embedding: Embedding, texts: Sequence[str], others: Sequence[str]) -> "NDArray[np.float32]":
    """The likeness, -1 to 1, of each of `texts` (rows) with each of `others` (columns)."""
    rows, other_rows = _rows(embedding, texts, others)
    return rows @ other_rows.T


def _rows(
    embedding: Embedding, texts: Sequence[str], others: Sequence[str]
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    place = {text: at for at, text in enumerate(dict.fromkeys((*texts, *others)))}
    known = embedding([*place])
    return known[[place[text] for text in texts]], known[[place[text] for text in others]]
