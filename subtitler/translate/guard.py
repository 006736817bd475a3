"""Catches translations that went wrong by their text alone, tries again in other ways and keeps the best."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from subtitler.core.language import Language, Pair, is_hangul
from subtitler.text.breaks import break_penalties
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.width import halves
from subtitler.translate.parts import CLAUSE_PENALTY
from subtitler.translate.protocol import Decoding, Engine, Link, Progress, Translation

VERSION = 1


class TroubleKind(StrEnum):
    EMPTY = "empty"
    LOOP = "loop"
    LENGTH = "length"
    UNTRANSLATED = "untranslated"
    SCRIPT = "script"
    UNKNOWN = "unknown"
    NUMBER = "number"


class Trouble(NamedTuple):
    """`finding` says in plain words what is wrong: the translation `is empty`."""

    kind: TroubleKind
    finding: str

    @property
    def is_severe(self) -> bool:
        """True for what makes a translation worthless as it stands."""
        return self.kind is not TroubleKind.NUMBER


class _Range(NamedTuple):
    low: float
    high: float


# Of (half-columns of the translation + 10) to (those of the sentence + 10); the 10 makes short sentences no exception.
# Of 21,000 news sentences with translations by hand, 99.7 % lie within, each way.
_LENGTHS = {
    Pair(Language.KO, Language.EN): _Range(0.75, 2.05),
    Pair(Language.EN, Language.KO): _Range(0.49, 1.33),
}
_SMOOTHING = 10

_STRETCH = 5  # words of the source's script in a row that make an untranslated stretch
_LONGEST_LOOP = 8  # words that repeat as a whole
# Words that stand twice in a row in good English: the talks it was in in May, ha ha.
_SAID_TWICE = frozenset("in on it is was had that very ha no".split())
_WORD = re.compile(r"[^\W_]+(?:[.,'’]\w+)*%?")
# Within a word: 습니다습니다습니다, winnerernerner, and a single letter five times.
_STUTTER = re.compile(r"([^\W\d_]{2,12}?)\1\1|([^\W\d_])\2{4}")
_LATIN_WORD = re.compile(r"[A-Za-z][a-z]+")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNKNOWN = re.compile(r"<unk>|⁇|\ufffd")


def troubles(sentence: str, translation: str, pair: Pair) -> tuple[Trouble, ...]:
    """What is wrong with `translation`, as far as the two texts tell; nothing for a sentence without words."""
    if not any(map(str.isalnum, sentence)):
        return ()
    if not any(map(str.isalnum, translation)):
        return (Trouble(TroubleKind.EMPTY, "is empty"),)
    return tuple(trouble for check in _CHECKS for trouble in check(sentence, translation, pair))


def _loop(sentence: str, translation: str, _pair: Pair) -> Iterator[Trouble]:
    if (loop := _repeated(translation)) and not _repeated(sentence):
        yield Trouble(TroubleKind.LOOP, f"repeats '{loop}'")


def _repeated(text: str) -> str | None:
    """What is said over and over: a phrase or a word twice in a row, three words three times, letters within a word."""
    if stutter := _STUTTER.search(text):
        return stutter[1] or stutter[2]
    words = _WORD.findall(text.lower())
    for size in range(1, min(_LONGEST_LOOP, len(words) // 2) + 1):
        same = 0  # how many words in a row are those of `size` words before
        for at in range(size, len(words)):
            same = same + 1 if words[at] == words[at - size] else 0
            if same == size and not _is_natural(phrase := words[at - size + 1 : at + 1]):
                return " ".join(phrase)
    threes = Counter(zip(words, words[1:], words[2:], strict=False))
    return next((" ".join(three) for three, count in threes.items() if count >= 3), None)


def _is_natural(phrase: Sequence[str]) -> bool:
    """True for what good writing says twice: 2+2, 한 명 한 명 "one by one"."""
    if len(phrase) == 1:
        return phrase[0] in _SAID_TWICE or phrase[0].isdecimal()
    return phrase[0] == "한"


def _length(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    allowed = _LENGTHS.get(pair)
    ratio = (halves(translation) + _SMOOTHING) / (halves(sentence) + _SMOOTHING)
    if allowed and ratio < allowed.low:
        yield Trouble(TroubleKind.LENGTH, "is much shorter than the sentence")
    if allowed and ratio > allowed.high:
        yield Trouble(TroubleKind.LENGTH, "is much longer than the sentence")


def _untranslated(_sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    stretch: list[str] = []
    for word in translation.split():
        if not _is_in(word, pair.source):
            stretch = []
            continue
        stretch.append(word)
        if len(stretch) == _STRETCH:
            yield Trouble(TroubleKind.UNTRANSLATED, f"leaves '{' '.join(stretch)}' untranslated")
            return


def _is_in(word: str, language: Language) -> bool:
    """True for a word in the script of `language`, and of no other; KBS is of none."""
    if language is Language.KO:
        return any(map(is_hangul, word))
    return bool(_LATIN_WORD.search(word)) and not any(map(is_hangul, word))


def _script(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    if foreign := set(_HAN_OR_KANA.findall(translation)):
        yield Trouble(TroubleKind.SCRIPT, f"has Chinese or Japanese characters: {''.join(sorted(foreign))}")
    if pair.target is Language.EN and any(map(is_hangul, translation)):
        yield Trouble(TroubleKind.SCRIPT, "has Hangul in it")
    if pair.target is Language.KO and not any(map(is_hangul, translation)) and _is_prose(sentence):
        yield Trouble(TroubleKind.SCRIPT, "has no Hangul in it")


def _is_prose(sentence: str) -> bool:
    """True where English words stand that are no names."""
    return any(word.isalpha() and word.islower() for word in sentence.split())


def _unknown(_sentence: str, translation: str, _pair: Pair) -> Iterator[Trouble]:
    if count := len(_UNKNOWN.findall(translation)):
        share = count / len(translation.split())
        yield Trouble(TroubleKind.UNKNOWN, f"has unknown signs for {share:.0%} of its words")


def _numbers(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    missing, surplus = compare_numbers(sentence, translation, pair)
    for mention in missing:
        yield Trouble(TroubleKind.NUMBER, f"lacks number {sentence[mention.start : mention.end]}")
    for mention in surplus:
        yield Trouble(TroubleKind.NUMBER, f"makes up number {translation[mention.start : mention.end]}")


_CHECKS = (_loop, _length, _untranslated, _script, _unknown, _numbers)


class _Candidate(NamedTuple):
    translation: Translation
    troubles: tuple[Trouble, ...]

    @property
    def rank(self) -> tuple[int, int, float]:
        """Less is better; of equals, the earlier try is kept."""
        severe = sum(trouble.is_severe for trouble in self.troubles)
        score = self.translation.score
        return severe, len(self.troubles), math.inf if score is None else -score


class GuardedTranslator:
    """Tries sentences again whose translation has troubles, each until a try has none.

    The tries: no three words again; that and a penalty on repetition; the sentence in two at a clause; `other`. Each
    is one call for all that need it. Kept is the translation with the fewest severe troubles, then the fewest, then the
    best score, then the earliest. Notes beginning with `guard:` name the severe ones that remain; numbers are left to
    `FigureTranslator`, which may still repair them. A translation without troubles stays the engine's own.
    """

    def __init__(self, engine: Engine, other: Engine | None = None) -> None:
        self._engine = engine
        self._other = other

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._engine.pairs

    @property
    def signature(self) -> str:
        other = f" or {self._other.signature}" if self._other else ""
        return f"{self._engine.signature}{other} guard {VERSION}"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        found = self._engine.translate(sentences, pair, progress)
        best = [
            _Candidate(translation, troubles(sentence, translation.text, pair))
            for sentence, translation in zip(sentences, found, strict=True)
        ]
        for attempt in (self._without_repeating, self._with_penalty, self._by_clauses, self._by_other):
            caught = [at for at, candidate in enumerate(best) if candidate.troubles]
            if not caught:
                break
            again = attempt([sentences[at] for at in caught], pair)
            for at, translation in zip(caught, again, strict=True):
                if translation is not None:
                    candidate = _Candidate(translation, troubles(sentences[at], translation.text, pair))
                    best[at] = min(best[at], candidate, key=lambda candidate: candidate.rank)
        return [_noted(candidate) for candidate in best]

    def _without_repeating(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        return [*self._engine.translate(sentences, pair, decoding=_NO_REPEAT)]

    def _with_penalty(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        return [*self._engine.translate(sentences, pair, decoding=_PENALTY)]

    def _by_clauses(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        halved = [_in_two(sentence, pair.source) for sentence in sentences]
        parts = [part for both in halved if both for part in both]
        translated = iter(self._engine.translate(parts, pair, decoding=_NO_REPEAT))
        return [_joined(both, next(translated), next(translated)) if both else None for both in halved]

    def _by_other(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        if self._other is None or pair not in self._other.pairs:
            return [None] * len(sentences)
        return [*self._other.translate(sentences, pair)]


_NO_REPEAT = Decoding(no_repeat_ngram=3)
_PENALTY = Decoding(no_repeat_ngram=3, repetition_penalty=1.2)
_SHORTEST_PART = 3  # words


def _in_two(sentence: str, language: Language) -> tuple[str, str] | None:
    """`sentence` in two at the clause nearest to its middle; None where it has none."""
    words = sentence.split()
    if len(words) < 2 * _SHORTEST_PART:
        return None
    penalties = break_penalties(words, language)
    places = [
        at for at in range(_SHORTEST_PART, len(words) - _SHORTEST_PART + 1) if penalties[at - 1] <= CLAUSE_PENALTY
    ]
    if not places:
        return None
    place = min(places, key=lambda at: abs(2 * at - len(words)))
    return " ".join(words[:place]), " ".join(words[place:])


def _joined(parts: tuple[str, str], first: Translation, second: Translation) -> Translation:
    """The translations of two parts as one; its score is their mean by words."""
    sizes = len(first.text.split()), len(second.text.split())
    score = None
    if first.score is not None and second.score is not None and any(sizes):
        score = (first.score * sizes[0] + second.score * sizes[1]) / sum(sizes)
    links = None
    if first.links is not None and second.links is not None:
        before = len(parts[0].split())
        links = first.links + tuple(
            Link(link.source + before, link.target + sizes[0], link.weight) for link in second.links
        )
    return Translation(
        text=f"{first.text} {second.text}".strip(),
        score=score,
        links=links,
        notes=(*dict.fromkeys(first.notes + second.notes), "translated in two parts, split at a clause"),
    )


def _noted(candidate: _Candidate) -> Translation:
    translation = candidate.translation
    notes = tuple(f"guard: the translation {trouble.finding}" for trouble in candidate.troubles if trouble.is_severe)
    return replace(translation, notes=translation.notes + notes) if notes else translation
