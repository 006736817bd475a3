"""Two tracks -> the passages in which both say the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, takewhile

from subtitler.check.shown import untagged
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import BlockKind, Speaker
from subtitler.text.normalise import normalise
from subtitler.text.sentences import split_block

LONGEST = 12
"""Cues in a passage at most: no sentence fit for the screen is longer."""

_REACH = 120  # characters on each side of a cue's end that are looked at
_DASH = re.compile(r"(?:(?<=^)|(?<= ))[-–—] ?(?=\S)")
# What may end a sentence, with its closing marks; else a cue's end needs no closer look.
_CLOSERS = r"[\"'”’」』)\]]*"
_MARKED = re.compile(rf"[.?!…]{_CLOSERS}$")
# Korean subtitles have no full stop: these endings close a sentence where a cue ends, and the particles 보다 and 마다
# and the reason -니까 do not.
_KOREAN_END = re.compile(rf"(?:[가-힣](?<![보마])다|[가-힣](?:요|죠|시오)|[가-힣](?<!니)까){_CLOSERS}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The cues `first` to `last` (from 1) of the tracks: as few as begin and end with a sentence in every language.

    `texts` are the lines as they stand, with a space between; of both languages, or of the one that there is. `ends`
    are the cues inside with which a sentence ends in the language.
    """

    first: int
    last: int
    texts: Mapping[Language, str]
    speaker: Speaker | None = None
    kind: BlockKind | None = None
    ends: Mapping[Language, frozenset[int]] = field(default_factory=dict)


def passages(tracks: Mapping[Language, Track]) -> tuple[Passage, ...]:
    """The passages of a Korean and an English track, or of one alone, in order; each cue is in exactly one.

    Cues belong together by their number. Where one track has more than the other, only those count that come before the
    first that shares no time with its partner: behind it, nobody knows what belongs to what.
    """
    cues = _partners([track.cues for track in tracks.values()])
    ends = {
        language: _sentence_ends([partners[place] for partners in cues], language)
        for place, language in enumerate(tracks)
    }
    found = []
    first = 0
    for last in _lasts(cues, ends):
        found.append(_passage(cues, ends, range(first, last + 1)))
        first = last + 1
    return tuple(found)


@lru_cache(maxsize=32768)  # every rule asks for every text, one rule after the other
def plain(text: str) -> str:
    """`text` as it is said: without tags and dialogue dashes, every mark written one way."""
    return _DASH.sub("", normalise(untagged(text)).strip())


_Partners = Sequence[tuple[Cue, ...]]
"""The cues of each number, one a track."""


def _partners(tracks: Sequence[Sequence[Cue]]) -> _Partners:
    if len({len(cues) for cues in tracks}) == 1:
        return tuple(zip(*tracks, strict=True))
    return tuple(takewhile(_share_time, zip(*tracks, strict=False)))


def _share_time(cues: tuple[Cue, ...]) -> bool:
    return max(cue.start_ms for cue in cues) < min(cue.end_ms for cue in cues)


def _sentence_ends(cues: Sequence[Cue], language: Language) -> list[bool]:
    """Whether a sentence ends with each cue; with the last it does."""
    texts = [cue.text for cue in cues]
    return [_ends(text, following, language) for text, following in pairwise(texts)] + [True]


def _ends(text: str, following: str, language: Language) -> bool:
    head, rest = plain(text[-_REACH:]), plain(following[:_REACH])
    if not rest or not _MARKED.search(head):
        return language is Language.KO and bool(_KOREAN_END.search(head))
    return any(end == len(head) for _, end in split_block(f"{head} {rest}", language))


def _lasts(cues: _Partners, ends: Mapping[Language, Sequence[bool]]) -> Iterator[int]:
    """The place of each passage's last cue. Where none ends in every language for long, one that ends in some does."""
    by_trust = [ends[language] for language in (Language.EN, Language.KO) if language in ends]
    first = 0
    while first < len(cues):
        window = range(first, min(first + LONGEST, len(cues)))
        last = next((at for at in window if _is_over(cues, ends, at)), None)
        if last is None:
            last = next((at for side in by_trust for at in reversed(window) if side[at]), window[-1])
        yield last
        first = last + 1


def _is_over(cues: _Partners, ends: Mapping[Language, Sequence[bool]], at: int) -> bool:
    """Whether a sentence ends in every language, or somebody else speaks next."""
    return all(side[at] for side in ends.values()) or any(
        (one.speaker, one.kind) != (after.speaker, after.kind)
        for one, after in zip(cues[at], cues[at + 1], strict=True)
    )


def _passage(cues: _Partners, ends: Mapping[Language, Sequence[bool]], places: range) -> Passage:
    inside = cues[places.start : places.stop]
    return Passage(
        first=places.start + 1,
        last=places.stop,
        texts={language: " ".join(partners[side].text for partners in inside) for side, language in enumerate(ends)},
        speaker=next((cue.speaker for cue in inside[0] if cue.speaker), None),
        kind=next((cue.kind for cue in inside[0] if cue.kind), None),
        ends={language: frozenset(at + 1 for at in places if ended[at]) for language, ended in ends.items()},
    )
