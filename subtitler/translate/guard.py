"""Catches translations that went wrong by their text alone, tries again in other ways and keeps the best."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from subtitler.core.language import Language, Pair
from subtitler.text.breaks import break_penalties
from subtitler.text.numbers import NumberKind, find_numbers
from subtitler.text.troubles import Trouble, TroubleKind, troubles
from subtitler.text.write_numbers import write_number
from subtitler.translate.figures import put_right
from subtitler.translate.parts import CLAUSE_PENALTY
from subtitler.translate.protocol import Decoding, Engine, Link, Progress, Translation
from subtitler.translate.steering import PLACED, before_surplus, with_missing
from subtitler.translate.term_writing import Edit, Edited, edit, korean_edit, source_links

VERSION = 4

# How often a translation is begun anew for its numbers, and in how many ways where it must not say one.
_ROUNDS = 3
_ALTERNATIVES = 6


class _Candidate(NamedTuple):
    translation: Translation
    troubles: tuple[Trouble, ...]

    @property
    def has_wrong_numbers(self) -> bool:
        return any(trouble.kind is TroubleKind.NUMBER for trouble in self.troubles)


_Attempt = Callable[[Sequence[str], Pair], list[Translation | None]]


def _candidate(sentence: str, translation: Translation, pair: Pair) -> _Candidate:
    """`translation` and its troubles, after its numbers were put right where that is certain."""
    candidate = _Candidate(translation, troubles(sentence, translation.text, pair))
    if candidate.has_wrong_numbers:
        translation = put_right(sentence, translation, pair)
        candidate = _Candidate(translation, troubles(sentence, translation.text, pair))
    return candidate


def _rank(candidate: _Candidate) -> tuple[int, int, float]:
    """Less is better; of equals, the earlier try is kept."""
    severe = sum(trouble.is_severe for trouble in candidate.troubles)
    score = candidate.translation.score
    return severe, len(candidate.troubles), math.inf if score is None else -score


class GuardedTranslator:
    """Tries sentences again whose translation has troubles, each until a try has none.

    The tries: no three tokens again; that and a penalty on repetition; the sentence in two at a clause; its numbers
    written as the target language does, for the model to copy; the translation begun anew where a number went wrong,
    with the right one where that is known; `other`. Each is one call for all that need it, or a few. In each, numbers
    are put right where that is certain. Kept is the translation with the fewest severe troubles, then the fewest, then
    the best score, then the earliest. Notes beginning with `guard:` name the severe ones that remain; numbers are left
    to `FigureTranslator`. A translation without troubles stays the engine's own.
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
        best = [_candidate(sentence, made, pair) for sentence, made in zip(sentences, found, strict=True)]
        for attempt in (self._without_repeating, self._with_penalty, self._by_clauses, self._with_target_numbers):
            self._try(attempt, sentences, best, pair)
        hopeful: Sequence[int] = range(len(sentences))
        for _ in range(_ROUNDS):
            hopeful = self._begin_anew(sentences, best, pair, hopeful)
        self._try(self._by_other, sentences, best, pair)
        return [_noted(candidate) for candidate in best]

    def _try(self, attempt: _Attempt, sentences: Sequence[str], best: list[_Candidate], pair: Pair) -> None:
        """Puts into `best` what is better of the caught sentences' translations by `attempt`."""
        caught = [at for at, candidate in enumerate(best) if candidate.troubles]
        if caught:
            again = attempt([sentences[at] for at in caught], pair)
            for at, translation in zip(caught, again, strict=True):
                if translation is not None:
                    best[at] = min(best[at], _candidate(sentences[at], translation, pair), key=_rank)

    def _begin_anew(
        self, sentences: Sequence[str], best: list[_Candidate], pair: Pair, hopeful: Sequence[int]
    ) -> list[int]:
        """Puts into `best` what is better of translations that begin as the best so far, up to a wrong number.

        For those at the places in `hopeful`. Returns the places where that found something: elsewhere, to do it again
        would find the same.
        """
        caught = [at for at in hopeful if best[at].has_wrong_numbers]
        before = [best[at] for at in caught]
        for beginnings_of, alternatives in ((before_surplus, _ALTERNATIVES), (with_missing, 1)):
            begun = [
                (at, beginning, note)
                for at in caught
                for beginning, note in beginnings_of(sentences[at], best[at].translation, pair)
            ]
            if begun:
                completed = self._engine.complete([beginning for _, beginning, _ in begun], pair, alternatives)
                for (at, _, note), several in zip(begun, completed, strict=True):
                    guesses = [each for each in best[at].translation.notes if each.endswith(PLACED)]
                    candidates = [
                        _candidate(sentences[at], replace(made, notes=(*made.notes, *guesses, note)), pair)
                        for made in several
                    ]
                    best[at] = min(best[at], *candidates, key=_rank) if candidates else best[at]
        return [at for at, was in zip(caught, before, strict=True) if best[at] is not was]

    def _without_repeating(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        return [*self._engine.translate(sentences, pair, decoding=_NO_REPEAT)]

    def _with_penalty(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        return [*self._engine.translate(sentences, pair, decoding=_PENALTY)]

    def _by_clauses(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        halved = [_in_two(sentence, pair.source) for sentence in sentences]
        parts = [part for both in halved if both for part in both]
        translated = iter(self._engine.translate(parts, pair, decoding=_NO_REPEAT))
        return [_joined(both, next(translated), next(translated)) if both else None for both in halved]

    def _with_target_numbers(self, sentences: Sequence[str], pair: Pair) -> list[Translation | None]:
        edited = [_target_numbers(sentence, pair) for sentence in sentences]
        asked = [both.text for both in edited if both]
        translated = iter(self._engine.translate(asked, pair, decoding=_NO_REPEAT))
        return [_from_edited(both, next(translated)) if both else None for both in edited]

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


def _target_numbers(sentence: str, pair: Pair) -> Edited | None:
    """`sentence` with its numbers written as in the target language; None where that changes nothing."""
    edits = []
    for mention in find_numbers(sentence, pair.source):
        text, written = sentence[mention.start : mention.end], write_number(mention, pair.target)
        numeral, _, counter = text.rpartition(" ")
        if written in text:  # 45명 has its 45
            continue
        if pair.source is Language.EN:
            edits.append(Edit(mention.start, mention.end, written))
        elif mention.kind is NumberKind.CARDINAL and numeral and not find_numbers(counter, Language.KO):
            edits.append(Edit(mention.start, mention.start + len(numeral), written))  # 세 사람 keeps its 사람
        else:
            edits.append(korean_edit(sentence, mention.start, mention.end, written))
    return edit(sentence, edits) if edits else None


def _from_edited(sentence: Edited, translation: Translation) -> Translation:
    """The translation of an edited sentence as one of the unedited."""
    links = translation.links
    if links is not None:
        links = source_links(links, sentence.origins)
    note = "translated with its numbers written as in the target language"
    return replace(translation, links=links, notes=(*translation.notes, note))


def _noted(candidate: _Candidate) -> Translation:
    translation = candidate.translation
    notes = tuple(f"guard: the translation {trouble.finding}" for trouble in candidate.troubles if trouble.is_severe)
    return replace(translation, notes=translation.notes + notes) if notes else translation
