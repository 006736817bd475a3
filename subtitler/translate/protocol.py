"""What every translator promises: as many translations as sentences, in their order, whatever the batch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from subtitler.core.language import Pair
from subtitler.core.translation import Link, Translation

__all__ = ["COMPLETING", "Beginning", "Decoding", "Engine", "Link", "Progress", "Translation", "Translator"]

Progress = Callable[[int], None]
"""Called with the number of sentences just finished."""


class Translator(Protocol):
    """Translates sentences, each on its own.

    The contract: n sentences in, n translations out, in order; none in, none out; a blank sentence stays blank and asks
    no model; the same sentence gives the same translation whatever else is in the call; a sentence too long to read
    raises SentenceTooLongError or is split at a clause, never cut; no network.
    """

    @property
    def pairs(self) -> frozenset[Pair]:
        """The directions it can translate."""
        ...

    @property
    def signature(self) -> str:
        """Names the model, its revision and the settings: equal signatures give equal translations."""
        ...

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How an engine searches. `no_repeat_ngram` 0 and `repetition_penalty` 1.0 ban and punish nothing."""

    beams: int = 4
    no_repeat_ngram: int = 0
    repetition_penalty: float = 1.0


COMPLETING = Decoding(beams=1, no_repeat_ngram=3)
"""How an engine searches that goes on from given words."""


class Beginning(NamedTuple):
    """How a translation of `sentence` is to begin: with the words of `text`, which may be none."""

    sentence: str
    text: str


class Engine(Translator, Protocol):
    """A translator that computes, and can be asked to search in another way, or to go on from words it is given."""

    def translate(
        self,
        sentences: Sequence[str],
        pair: Pair,
        progress: Progress | None = None,
        decoding: Decoding = Decoding(),
    ) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        ...

    def complete(self, beginnings: Sequence[Beginning], pair: Pair, alternatives: int = 1) -> list[list[Translation]]:
        """The translations that begin so, searched greedily and without saying three tokens again.

        As many as `alternatives` for each, which go on with as many different tokens; none for a sentence that the
        model translates in parts. Raises ModelError.
        """
        ...
