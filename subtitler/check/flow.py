"""How the sentences of a track run over its lines and cues, and what a break costs at each place.

Everything is judged on the lines as they read when the rules of writing are kept, so mending those changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from subtitler.check.continuation import edges, gaps_ms, joined
from subtitler.check.shown import untagged
from subtitler.check.writing import is_dialogue, mended_lines, undashed
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Track
from subtitler.text.breaks import break_penalties
from subtitler.text.normalise import normalise
from subtitler.text.sentences import split_block
from subtitler.text.width import halves
from subtitler.text.wrap import layouts


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The words of a cue. `line_ends[i]` words stand in its lines up to line i.

    `penalties[i]` is that of a break after word i (`text.breaks`), for the last word that of the break between the
    cues: 0 where a sentence or a speaker's turn ends. In a sentence that no break divides, all are 0.
    """

    words: tuple[str, ...]
    line_ends: tuple[int, ...]
    penalties: tuple[int, ...]
    is_dialogue: bool

    def width(self, start: int, end: int) -> int:
        """Half-columns of the words `start` to `end` on one line."""
        return sum(map(halves, self.words[start:end])) + end - start - 1

    def best_line_ends(self, profile: StyleProfile) -> tuple[int, ...] | None:
        """`line_ends` as the cut would have laid them; None where the words do not fit a cue, or two people speak."""
        if self.is_dialogue or not self.words:
            return None
        sums = [0, *accumulate(halves(word) + 1 for word in self.words)]
        found = layouts(
            lambda start, end: sums[end] - sums[start] - 1,
            self.penalties[:-1],
            max_lines=profile.max_lines,
            max_halves=profile.max_line_halves,
        )
        best = found[0].get(len(self.words))
        return best[1] if best is not None else None


def cue_words(track: Track, profile: StyleProfile) -> tuple[CueWords, ...]:
    """The words of each cue of `track`, in its order."""
    gaps = gaps_ms(track)
    mended = [mended_lines(cue.lines, profile) for cue in track.cues]
    cues = [
        _unjudged([_words(undashed(line)) for line in lines], is_dialogue=is_dialogue(written))
        for written, lines in zip(mended, joined(mended, gaps, profile), strict=True)
    ]
    found = tuple(chain(*_penalties(cues, gaps, profile)))
    starts = accumulate((len(cue.words) for cue in cues), initial=0)
    return tuple(
        replace(cue, penalties=found[start : start + len(cue.words)]) for cue, start in zip(cues, starts, strict=False)
    )


def telling_pauses(track: Track, profile: StyleProfile) -> tuple[bool, ...]:
    """For each cue, whether a pause after it says something that its text does not.

    Its sentence would go on but for the pause, or a mark at the edge would merely join it to the next.
    """
    no_gaps = [0] * (len(track.cues) - 1)
    mended = [mended_lines(cue.lines, profile) for cue in track.cues]
    cues = [_unjudged([_words(undashed(line)) for line in lines], is_dialogue=is_dialogue(lines)) for lines in mended]
    ends = {*_sentence_ends(_all_words(cues), _turn_ends(cues, no_gaps, profile), profile)}
    marked = {edge.at for edge in edges(mended, no_gaps, profile)}
    places = accumulate(len(cue.words) for cue in cues)
    return tuple(place not in ends or at in marked for at, place in enumerate(places))


def _all_words(cues: Sequence[CueWords]) -> tuple[str, ...]:
    return tuple(chain(*(cue.words for cue in cues)))


def _words(line: str) -> list[str]:
    return normalise(untagged(line)).split()


def _unjudged(lines: Sequence[Sequence[str]], *, is_dialogue: bool) -> CueWords:
    return CueWords(
        words=tuple(chain(*lines)),
        line_ends=tuple(accumulate(map(len, lines))),
        penalties=(),
        is_dialogue=is_dialogue,
    )


def _penalties(cues: Sequence[CueWords], gaps_ms: Sequence[int], profile: StyleProfile) -> Iterator[Sequence[int]]:
    """The penalties after the words of each sentence, in order."""
    words = _all_words(cues)
    cue_of = [number for number, cue in enumerate(cues) for _ in cue.words]
    start = 0
    for end in _sentence_ends(words, _turn_ends(cues, gaps_ms, profile), profile):
        shown_in = range(cue_of[start], cue_of[end - 1] + 1)
        is_divided = len(shown_in) > 1 or _has_breaks(cues[shown_in[0]], profile)
        yield break_penalties(words[start:end], profile.language) if is_divided else (0,) * (end - start - 1)
        yield (0,)
        start = end


def _has_breaks(cue: CueWords, profile: StyleProfile) -> bool:
    """True for a cue of several lines, or one that needs them."""
    return len(cue.line_ends) > 1 or cue.width(0, len(cue.words)) > profile.max_line_halves


def _turn_ends(cues: Sequence[CueWords], gaps_ms: Sequence[int], profile: StyleProfile) -> set[int]:
    """The places, in words of the track, where a speaker stops: after each line of a dialogue, and at a long pause."""
    ends = set()
    at = 0
    for number, cue in enumerate(cues):
        if cue.is_dialogue:
            ends |= {at + end for end in cue.line_ends}
        at += len(cue.words)
        if number < len(gaps_ms) and gaps_ms[number] >= profile.pause_ms:
            ends.add(at)
    return ends


def _sentence_ends(words: Sequence[str], turn_ends: set[int], profile: StyleProfile) -> Iterator[int]:
    """The places between words where a sentence ends, those in `turn_ends` among them."""
    sentence_ends = {end for _, end in split_block(" ".join(words), profile.language)}
    offset = -1
    for place, word in enumerate(words, 1):
        offset += len(word) + 1
        if offset in sentence_ends or place in turn_ends or place == len(words):
            yield place
