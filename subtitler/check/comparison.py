"""Sentences and the track that shows them -> which words stand in which cue, and where the two differ."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from subtitler.check.alignment import Partners, align
from subtitler.check.passages import plain
from subtitler.check.wording import Word, words_of
from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.core.transcript import Block, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Words of the transcript where the track has others; one of the two may be empty."""

    said: Sequence[Word]
    shown: Sequence[Word]
    around: tuple[int, int]
    """The cues (from 0) that show the word before and the word behind."""
    inside: int | None
    """The sentence that both the word before and the word behind are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The words of one language in the transcript and in its track."""

    language: Language
    said: Sequence[Word]
    shown: Sequence[Word]
    partners: Partners

    @property
    def same(self) -> int:
        return len(self.partners) - self.partners.count(None)

    def gaps(self) -> Iterator[Gap]:
        at = to = 0
        for number, partner in [*enumerate(self.partners), (len(self.said), len(self.shown))]:
            if partner is None:
                continue
            if at < number or to < partner:
                yield self._gap(at, number, to, partner)
            at, to = number + 1, partner + 1

    def _gap(self, at: int, end: int, to: int, other_end: int) -> Gap:
        before = self.said[at - 1].place if at else None
        behind = self.said[end].place if end < len(self.said) else None
        return Gap(
            said=self.said[at:end],
            shown=self.shown[to:other_end],
            around=(self._cue(to - 1), self._cue(other_end)),
            inside=before if before == behind else None,
        )

    def _cue(self, at: int) -> int:
        """The cue of a word of the track, or of the nearest there is."""
        return self.shown[min(max(at, 0), len(self.shown) - 1)].place if self.shown else 0

    def votes(self) -> dict[int, Counter[int]]:
        """For each cue how many of its words are of which sentence."""
        found: dict[int, Counter[int]] = {}
        for word, partner in zip(self.said, self.partners, strict=True):
            if partner is not None:
                found.setdefault(self.shown[partner].place, Counter())[word.place] += 1
        for gap in self.gaps():
            for number, word in enumerate(gap.shown):
                sentence = gap.said[number * len(gap.said) // len(gap.shown)].place if gap.said else gap.inside
                if sentence is not None:
                    found.setdefault(word.place, Counter())[sentence] += 1
        return found


def compare(track: Track, language: Language, sentences: Sequence[Sentence], blocks: Sequence[Block]) -> Comparison:
    """The words of `sentences` in `language`, each of a block of `blocks`, beside those of their track."""
    said = [
        word
        for sentence, block in zip(sentences, blocks, strict=True)
        if block.language is language
        for word in words_of(sentence.text, language, sentence.number)
    ]
    shown = _shown(track, language, _labels(blocks))
    partners = align([word.form for word in said], [word.form for word in shown])
    return Comparison(language=language, said=said, shown=shown, partners=partners)


def _labels(blocks: Sequence[Block]) -> re.Pattern[str]:
    """What may stand before a line to say who speaks."""
    names = {name for block in blocks if (who := block.speaker) for name in (who.name, who.role) if name}
    return re.compile(rf"\A(?:{'|'.join(map(re.escape, names)) or '(?!)'})\s?:", re.IGNORECASE)


def _shown(track: Track, language: Language, label: re.Pattern[str]) -> list[Word]:
    """The words of a track; a number may run on into the next cue."""
    texts = [" ".join(label.sub("", plain(line)) for line in cue.lines) for cue in track.cues]
    ends = list(accumulate(len(text) + 1 for text in texts))
    return [word._replace(place=bisect_right(ends, word.start)) for word in words_of(" ".join(texts), language, 0)]
