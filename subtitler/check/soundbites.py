"""Bites, their wording in the other language, and a translator -> how near it comes to the wording, bite by bite."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from subtitler.check.bites import Bite, Reference
from subtitler.check.content_words import missing_words
from subtitler.check.metrics import Metrics, Scores
from subtitler.check.pairing import Paired, Pairing
from subtitler.core.language import Language, Pair
from subtitler.terms.glossary import Glossary
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.troubles import troubles

Translate = Callable[[Sequence[str], Pair], Sequence[str]]
"""A translation a sentence, in order."""


class Basis(StrEnum):
    """What a score compares. Scores of different bases, or in different languages, do not compare."""

    REFERENCE = "reference"
    """The translation with the wording that was given."""
    BACK_TRANSLATION = "back-translation"
    """The translation, translated back, with the transcript itself: what got lost on one way or the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BiteScore:
    """A bite, its translation, and how near `compared` comes to `wanted`; both are in `language`.

    `compared` is the translation where there is a reference, else the translation back. `likeness` tells how alike bite
    and reference are, on the scale of the report's witness. `missing` are content words that `wanted` has and
    `compared` has not. `findings` are the troubles of the translation as its text tells, terms that it does not render,
    and numbers that the reference and the transcript do not share.
    """

    bite: Bite
    reference: Reference | None
    likeness: float | None
    translation: str
    language: Language
    compared: str
    wanted: str
    scores: Scores
    missing: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def basis(self) -> Basis:
        return Basis.BACK_TRANSLATION if self.reference is None else Basis.REFERENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusScore:
    """The scores of all bites with one basis and one language compared. `signatures` are sacrebleu's."""

    basis: Basis
    language: Language
    bites: int
    scores: Scores
    signatures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BiteReport:
    """The bites, the worst first: those with a reference, then those without.

    `spare` are references that belong to no bite. `witness` told which belongs to which, None where none was given.
    """

    bites: tuple[BiteScore, ...]
    corpus: tuple[CorpusScore, ...]
    spare: tuple[Reference, ...]
    witness: str | None


def pairs_for(pairing: Pairing) -> frozenset[Pair]:
    """The directions that `score_bites` needs: there, and back where a bite has no reference."""
    back = {_back(paired.bite.pair) for paired in pairing.bites if paired.reference is None}
    return frozenset({paired.bite.pair for paired in pairing.bites} | back)


def score_bites(pairing: Pairing, translate: Translate, glossary: Glossary) -> BiteReport:
    """Translates each bite and compares: with its reference, or translated back with the transcript's own words.

    Raises ModelError.
    """
    there = _translated([(paired.bite.sentences, paired.bite.pair) for paired in pairing.bites], translate)
    alone = [at for at, paired in enumerate(pairing.bites) if paired.reference is None]
    again = _translated([(there[at], _back(pairing.bites[at].bite.pair)) for at in alone], translate)
    back = dict(zip(alone, map(" ".join, again), strict=True))
    scored = [_score(paired, " ".join(there[at]), back.get(at), glossary) for at, paired in enumerate(pairing.bites)]
    return BiteReport(
        bites=tuple(sorted(scored, key=lambda score: (score.reference is None, score.scores.chrf))),
        corpus=tuple(_corpus(scored)),
        spare=pairing.spare,
        witness=pairing.witness,
    )


def _back(pair: Pair) -> Pair:
    return Pair(pair.target, pair.source)


def _translated(texts: Sequence[tuple[Sequence[str], Pair]], translate: Translate) -> list[list[str]]:
    """The sentences of each text translated; all of one direction in one call."""
    found: list[list[str]] = [[] for _ in texts]
    for direction in sorted({pair for _, pair in texts}):
        batch = [
            (at, sentence) for at, (sentences, pair) in enumerate(texts) if pair == direction for sentence in sentences
        ]
        translations = translate([sentence for _, sentence in batch], direction)
        for (at, _), translation in zip(batch, translations, strict=True):
            found[at].append(translation)
    return found


def _score(paired: Paired, translation: str, back: str | None, glossary: Glossary) -> BiteScore:
    bite, reference = paired.bite, paired.reference
    if reference is not None:
        language, compared, wanted = bite.pair.target, translation, reference.text
    else:
        language, compared, wanted = bite.pair.source, back or "", bite.text
    return BiteScore(
        bite=bite,
        reference=reference,
        likeness=paired.likeness,
        translation=translation,
        language=language,
        compared=compared,
        wanted=wanted,
        scores=Metrics(language).scores([compared], [wanted]),
        missing=missing_words(wanted, compared, language),
        findings=tuple(_findings(paired, translation, glossary)),
    )


def _corpus(scored: Sequence[BiteScore]) -> Iterator[CorpusScore]:
    for basis, language in product(Basis, Language):
        chosen = [score for score in scored if (score.basis, score.language) == (basis, language)]
        if chosen:
            metrics = Metrics(language)
            yield CorpusScore(
                basis=basis,
                language=language,
                bites=len(chosen),
                scores=metrics.scores([score.compared for score in chosen], [score.wanted for score in chosen]),
                signatures=metrics.signatures,
            )


def _findings(paired: Paired, translation: str, glossary: Glossary) -> Iterator[str]:
    """What the texts tell against the translation, and numbers that the reference and the transcript do not share."""
    pair, text = paired.bite.pair, paired.bite.text
    for trouble in troubles(text, translation, pair):
        yield f"the translation {trouble.finding}"
    for entry in dict.fromkeys(match.entry for match in glossary.find(text, pair.source)):
        if not glossary.is_rendered(entry, translation, pair.target):
            yield f"the translation does not say '{entry.term(pair.target)}' for '{entry.term(pair.source)}'"
    if paired.reference is not None:
        missing, surplus = compare_numbers(text, paired.reference.text, pair)
        for mention in missing:
            yield f"the reference lacks number {text[mention.start : mention.end]} of the transcript"
        for mention in surplus:
            number = paired.reference.text[mention.start : mention.end]
            yield f"the reference has number {number}, the transcript has not"
