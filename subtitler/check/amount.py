"""Whether both languages say as much: clauses that were left out or put in.

A stretch of one side that is too much shows in two ways: its words find no partner in the other language, and without
it the two lengths fit better. Both are weighed for every stretch between two places where clauses may begin; the best
stretch of a side, the lengths of both and the number of its words go into a logistic model. How much longer one
language is than the other and how freely words are rendered depends on who translates, so both are seen against what is
usual in the track. With a sentence embedding, passages that look suspicious are looked at again: a stretch that is too
much keeps the two texts apart, and taking it out brings them together.

All figures here were fitted by benchmarks/fit_checks.py on a part of the text that the bundled model was trained on.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import quantiles
from typing import NamedTuple

from subtitler.check.evidence import Weighed
from subtitler.check.lengths import LengthModel, Size, own_share
from subtitler.check.passages import Passage
from subtitler.check.similarity import Embedding, cosines
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language

OMISSION = Rule(
    name="omission",
    severity=Severity.WARNING,
    demand="What one language says the other says too.",
    source="ours",
    bad="정부는 합의문을 공개했지만 국회는 비준을 미뤘습니다. | The Assembly put off ratification.",
    good="정부는 합의문을 공개했지만 국회는 비준을 미뤘습니다. | The government released the agreement, but the "
    "Assembly put off ratification.",
)
ADDITION = Rule(
    name="addition",
    severity=Severity.WARNING,
    demand="A translation says nothing of its own. (Where the source is not known, `omission` tells of it.)",
    source="ours",
    bad="국회는 비준을 미뤘습니다. | The Assembly put off ratification after the government released the agreement.",
    good="국회는 비준을 미뤘습니다. | The Assembly put off ratification.",
)
RULES = (OMISSION, ADDITION)

# Where a clause may begin: behind a Korean word with one of these endings, at one of these English words, behind marks.
_CLAUSE_ENDS = re.compile(
    r"(?:고|며|면서|지만|는데|은데|어서|아서|해서|여서|면|자|도록|니까|려고|라고|다고|나|아|어|해|여|데|때|뒤|후|가운데|채|만큼"
    r"|위해|대해|따라|통해|은|는|을|던|한)[,\"']*$|,$"
)
_CLAUSE_BEGINS = frozenset(
    "and but while with which who as so after before because when if although though where that to by for in at on "
    "from including citing saying than until since".split()
)
_MARKED = re.compile(r"[,;:.?!—–-][\"']*$")
_MOST_PARTS = 6  # clauses that a stretch may run over
_QUOTES = "\"'("


class Stretch(NamedTuple):
    """A part of a side that may be too much: `text[start:end]`, and how much speaks for it."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """The side of a passage that likelier has too much. `odds` are logarithms."""

    passage: Passage
    language: Language
    stretch: Stretch
    odds: float


class Weights(NamedTuple):
    """Of a constant and the `features` of a side."""

    constant: float
    score: float
    excess: float
    words: float


WEIGHTS: Mapping[Language, Weights] = {
    Language.KO: Weights(constant=-6.934, score=0.304, excess=1.31, words=1.913),
    Language.EN: Weights(constant=-5.446, score=0.389, excess=1.185, words=1.201),
}
# The middle of the odds of good passages, and how far below it a quarter of them lies.
MIDDLE, QUARTER = -2.12, 1.19
# Odds from which a passage is told of, without an embedding, and looked at again, with one; and the weights then of a
# constant, the odds, and what the two texts gain by the stretch being taken out. TOLD and CONSTANT were 1.64 and -1.794
# by the fit, and tell of a little more, so that four dropped clauses of five are found (benchmarks/check_recall.py).
TOLD, SUSPICIOUS = 1.2, 0.7
CONSTANT, ODDS, GAIN = -1.1, 1.079, 7.966


def suspect(weighed: Weighed, lengths: LengthModel) -> Suspect:
    """The likelier side of a passage to have too much."""
    found = []
    for language in Language:
        stretch = best_stretch(weighed, language, lengths)
        known = (1.0, *features(weighed, stretch, language, lengths))
        odds = sum(weight * value for weight, value in zip(WEIGHTS[language], known, strict=True))
        found.append(Suspect(passage=weighed.passage, language=language, stretch=stretch, odds=odds))
    return max(found, key=lambda one: one.odds)


def features(weighed: Weighed, stretch: Stretch, language: Language, lengths: LengthModel) -> tuple[float, ...]:
    """The score of the stretch, by how much its side is too long, and the logarithm of that side's words."""
    excess = lengths.excess(weighed.sides[Language.KO].size(), weighed.sides[Language.EN].size())
    own_excess = excess if language is Language.EN else -excess
    return stretch.score, own_excess, math.log(len(weighed.doubts[language]) + 1)


def best_stretch(weighed: Weighed, language: Language, lengths: LengthModel) -> Stretch:
    """The stretch of a side that most likely is too much; of a side that has but one, the whole, and nothing for it."""
    side, other = weighed.sides[language], weighed.sides[language.other]
    starts = [*_clause_starts(side.text, language), len(side.text)]
    sums = [0.0, *accumulate(weighed.doubts[language])]
    words_before = [sum(word.start < at for word in side.words) for at in starts]

    whole, others = side.size(), other.size()

    def surprise(own: Size) -> float:
        return lengths.surprise(lengths.excess(*((own, others) if language is Language.KO else (others, own))))

    sizes = [side.size(start, end) for start, end in pairwise(starts)]
    best = Stretch(0, len(side.text), 0.0)
    for first in range(len(starts) - 1):
        left = whole
        for last in range(first + 1, min(first + _MOST_PARTS, len(starts) - 1) + 1):
            left = left.without(sizes[last - 1])
            if words_before[last] - words_before[first] < 2 or last - first == len(starts) - 1:
                continue
            score = sums[words_before[last]] - sums[words_before[first]] + surprise(left) - surprise(whole)
            if best.end - best.start == len(side.text) or score > best.score:
                best = Stretch(starts[first], starts[last], score)
    return best


def _clause_starts(text: str, language: Language) -> Iterator[int]:
    ends = _CLAUSE_ENDS if language is Language.KO else _MARKED
    before = ""
    for word in re.finditer(r"\S+", text):
        begins = language is Language.EN and word[0].lower().strip(_QUOTES) in _CLAUSE_BEGINS
        if begins or not before or ends.search(before):
            yield word.start()
        before = word[0]


def guilty(suspects: Sequence[Suspect], embedding: Embedding | None) -> list[Suspect]:
    """Those of a whole track's passages that have too much."""
    standard = _standardised([one.odds for one in suspects])
    if embedding is None:
        return [one for one, odds in zip(suspects, standard, strict=True) if odds >= TOLD]
    looked_at = [(one, odds) for one, odds in zip(suspects, standard, strict=True) if odds >= SUSPICIOUS]
    gained = gains([one for one, _ in looked_at], embedding) if looked_at else []
    return [
        one for (one, odds), gain in zip(looked_at, gained, strict=True) if CONSTANT + ODDS * odds + GAIN * gain >= 0
    ]


def _standardised(odds: Sequence[float]) -> list[float]:
    """`odds` with middle and quarter moved towards what is usual: good passages decide both, being most."""
    if len(odds) < 2:
        return list(odds)
    low, middle, _ = quantiles(odds, n=4)
    share = own_share(len(odds))
    own_middle = MIDDLE + (middle - MIDDLE) * share
    own_quarter = max(QUARTER, QUARTER + (middle - low - QUARTER) * share)
    return [MIDDLE + (each - own_middle) * QUARTER / own_quarter for each in odds]


def gains(suspects: Sequence[Suspect], embedding: Embedding) -> list[float]:
    """How much nearer the two texts of each passage come without the stretch."""
    texts = [one.passage.texts[one.language] for one in suspects]
    others = [one.passage.texts[one.language.other] for one in suspects]
    without = [text[: one.stretch.start] + text[one.stretch.end :] for text, one in zip(texts, suspects, strict=True)]
    found = cosines(embedding, [*texts, *without], [*others, *others])
    return [after - before for before, after in zip(found, found[len(suspects) :], strict=False)]


def issue(one: Suspect, target: Language | None) -> Issue:
    """`target` is the language of the translation, None where nobody knows."""
    text = one.passage.texts[one.language][one.stretch.start : one.stretch.end].strip()
    lacking = one.language.other
    is_addition = target is one.language
    name = "Korean" if one.language is Language.KO else "English"
    return (ADDITION if is_addition else OMISSION).broken(
        cue=one.passage.first,
        last_cue=one.passage.last,
        language=one.language if is_addition else lacking,
        found=f"{text!r} in the {name} alone",
        limit="as much in both languages",
        hint="take it out, or find its place in the source"
        if is_addition
        else f"say it in {'English' if lacking is Language.EN else 'Korean'} too, or shorten both",
    )
