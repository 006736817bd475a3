"""A track in the other language -> the cues that hold the wording of each bite."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from subtitler.check.bites import Bite, Reference
from subtitler.check.pairing import Witness, length_fit
from subtitler.check.passages import plain
from subtitler.core.track import Track

_LONGEST = 8  # sentences of a bite
_SENTENCE_END = re.compile(r"(?:[.?!…]|[가-힣](?:다|요|죠|까))[\"')\]]*$")
_PAUSE_MS = 1000
# Of what a length may add: a run of sentences that adds less is too short or too long for any bite.
_LEAST_FIT = 0.02


class _Run(NamedTuple):
    """The sentences `first` to before `end`, and their text."""

    first: int
    end: int
    text: str


def references_in(track: Track, bites: Sequence[Bite], witness: Witness) -> tuple[Reference, ...]:
    """The wordings of `bites` that stand in `track`, which may hold the whole programme; in their order.

    Whole sentences are taken, as many as fit the bite in content and length. A bite that stands nowhere has none.
    """
    pieces = tuple(_sentences(track))
    texts = [bite.text for bite in bites]
    runs = [
        run
        for run in _runs([text for _, text in pieces])
        if any(length_fit(text, run.text) >= _LEAST_FIT for text in texts)
    ]
    likeness = witness.likeness(texts, [run.text for run in runs])
    worth = [
        [row[at] + length_fit(text, run.text) - witness.least for at, run in enumerate(runs)]
        for row, text in zip(likeness, texts, strict=True)
    ]
    return tuple(
        Reference(line=pieces[runs[at].first][0], bite=bites[number].number, text=runs[at].text)
        for number, at in _best(worth, runs, len(pieces))
    )


def _sentences(track: Track) -> Iterator[tuple[int, str]]:
    """(number of the first cue, text) of what ends like a sentence or before a pause."""
    first, texts = 1, list[str]()
    for number, cue in enumerate(track.cues, 1):
        texts.append(plain(cue.text))
        pause_ms = track.cues[number].start_ms - cue.end_ms if number < len(track.cues) else _PAUSE_MS
        if _SENTENCE_END.search(texts[-1]) or pause_ms >= _PAUSE_MS:
            yield first, " ".join(texts)
            first, texts = number + 1, []


def _runs(texts: Sequence[str]) -> Iterator[_Run]:
    for first in range(len(texts)):
        for end in range(first + 1, min(first + _LONGEST, len(texts)) + 1):
            yield _Run(first, end, " ".join(texts[first:end]))


_Chain = tuple["_Chain", int, int] | None
"""A bite and a run, and those before them."""


def _best(worth: Sequence[Sequence[float]], runs: Sequence[_Run], count: int) -> list[tuple[int, int]]:
    """(bite, run), rising in both, with the most worth together; no sentence of the `count` stands in two."""
    ending: list[list[int]] = [[] for _ in range(count + 1)]
    for at, run in enumerate(runs):
        ending[run.end].append(at)
    before: list[tuple[float, _Chain]] = [(0.0, None)] * (count + 1)  # by how many sentences are used up
    for bite, row in enumerate(worth):
        here: list[tuple[float, _Chain]] = []
        for end in range(count + 1):
            taken = [
                (before[runs[at].first][0] + row[at], (before[runs[at].first][1], bite, at))
                for at in ending[end]
                if row[at] > 0
            ]
            here.append(max([before[end], *here[-1:], *taken], key=lambda option: option[0]))
        before = here
    chosen = []
    chain = before[-1][1]
    while chain is not None:
        chain, bite, at = chain
        chosen.append((bite, at))
    return chosen[::-1]
