"""A sentence in the other language, and which words stand for which."""

from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """Word `source` of a sentence stands for word `target` of its translation (words are what spaces divide, from 0).

    `weight` in 0..1 says how sure the witness is.
    """

    source: int
    target: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """`score` is the mean log-probability a token, None where the translator has none; `links` likewise."""

    text: str
    score: float | None = None
    links: tuple[Link, ...] | None = None
    notes: tuple[str, ...] = ()
