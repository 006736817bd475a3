"""Sees to it that the numbers of a sentence stand in its translation: puts right what is certain and names the rest."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from subtitler.core.language import Language, Pair
from subtitler.text.number_agreement import compare_numbers, has_half_of_day
from subtitler.text.numbers import NumberKind, NumberMention
from subtitler.text.particles import fit_particle
from subtitler.text.write_numbers import write_number
from subtitler.translate.protocol import Link, Progress, Translation, Translator

VERSION = 1

# The 24th and 24일 are of one kind where nothing else is said; what one language counts (2차) and the other numbers
# (second) may be. A repair is written in the kind that stands there.
_DAYS = frozenset({NumberKind.ORDINAL, NumberKind.DAY})
_PLACES = frozenset({NumberKind.ORDINAL, NumberKind.CARDINAL})
# doubled, tripled: no other number fits into their place.
_VERB = re.compile(r"(?:doubl|tripl|quadrupl|halv)\w*", re.IGNORECASE)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.?!]\s)\W*$")
_ARTICLE_BEFORE = re.compile(r"\b(a)n?(?= $)", re.IGNORECASE)
_BEGINS_WITH_VOWEL = re.compile(r"\W?(?:8|(?:11|18)(?!\d)|eight|eleven)", re.IGNORECASE)


class _Group(NamedTuple):
    """The mentions of one value in a text."""

    mentions: tuple[NumberMention, ...]

    @property
    def first(self) -> NumberMention:
        return self.mentions[0]


class FigureTranslator:
    """Repairs numbers that came out wrong, and notes those that are missing or made up.

    A repair must be the only one possible: a value of the sentence that is missing goes where a value stands that the
    sentence has not, of its kind, if the two are linked or are the only ones of that kind. It is written in the style
    of what it replaces, and the particle or article beside it follows. The notes begin with `number`.
    """

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._translator.pairs

    @property
    def signature(self) -> str:
        return f"{self._translator.signature} figures {VERSION}"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        found = self._translator.translate(sentences, pair, progress)
        return [with_numbers(sentence, made, pair) for sentence, made in zip(sentences, found, strict=True)]


def with_numbers(sentence: str, translation: Translation, pair: Pair) -> Translation:
    """`translation` with its numbers put right, where that is certain, and noted; itself where they agree."""
    translation = put_right(sentence, translation, pair)
    missing, surplus = compare_numbers(sentence, translation.text, pair)
    notes = [f"number {_written(sentence, mention)} is missing" for mention in missing]
    notes += [f"number {_written(translation.text, mention)} is not in the sentence" for mention in surplus]
    return replace(translation, notes=(*translation.notes, *dict.fromkeys(notes))) if notes else translation


def put_right(sentence: str, translation: Translation, pair: Pair) -> Translation:
    """`translation` with numbers put right where that is certain, which notes tell; itself where none is."""
    notes: list[str] = []
    refused: set[tuple[Fraction, NumberKind]] = set()
    missing, surplus = compare_numbers(sentence, translation.text, pair)
    while repair := _next_repair(sentence, translation, _grouped(missing, refused), _grouped(surplus, set())):
        said, wrong = repair
        repaired = _repaired(sentence, translation, said.first, wrong, pair)
        left = compare_numbers(sentence, repaired.text, pair)
        if len(left.missing) < len(missing) and len(left.surplus) < len(surplus):
            notes.append(
                f"number {_written(translation.text, wrong.first)} put right: {_written(sentence, said.first)}"
            )
            translation, (missing, surplus) = repaired, left
        else:
            refused.add((said.first.value, said.first.kind))
    return replace(translation, notes=(*translation.notes, *dict.fromkeys(notes))) if notes else translation


def _written(text: str, mention: NumberMention) -> str:
    return text[mention.start : mention.end]


def _grouped(mentions: Sequence[NumberMention], without: set[tuple[Fraction, NumberKind]]) -> list[_Group]:
    groups: dict[tuple[Fraction, NumberKind], list[NumberMention]] = {}
    for mention in mentions:
        groups.setdefault((mention.value, mention.kind), []).append(mention)
    return [_Group(tuple(group)) for key, group in groups.items() if key not in without]


def _next_repair(
    sentence: str, translation: Translation, missing: Sequence[_Group], surplus: Sequence[_Group]
) -> tuple[_Group, _Group] | None:
    """A missing value and the wrong one in its place, where each is the other's only choice: by links, then by kind."""
    fitting = [
        (said, wrong)
        for said in missing
        for wrong in surplus
        if _fits(sentence, said.first, translation.text, wrong.first)
    ]
    linked = [choice for choice in fitting if _are_linked(sentence, translation, *choice)]
    of_kind = [choice for choice in fitting if {choice[0].first.kind, choice[1].first.kind} != _PLACES]
    return _only_choice(linked) or _only_choice(of_kind)


def _only_choice(choices: Sequence[tuple[_Group, _Group]]) -> tuple[_Group, _Group] | None:
    for said, wrong in choices:
        if sum(said in choice or wrong in choice for choice in choices) == 1:
            return said, wrong
    return None


def _fits(sentence: str, said: NumberMention, translation: str, wrong: NumberMention) -> bool:
    """True where `said` can be written in the place of `wrong`."""
    if said.kind is not wrong.kind and {said.kind, wrong.kind} not in (_DAYS, _PLACES):
        return False
    if (said.value < 1) != (wrong.value < 1):
        return False  # half, a third
    if wrong.kind is NumberKind.TIME and not has_half_of_day(said, sentence):
        return False
    if wrong.kind is NumberKind.ORDINAL and (said.value.denominator > 1 or said.value == 0):
        return False
    if wrong.kind is NumberKind.DAY and not (said.value.denominator == 1 and 1 <= said.value <= 31):
        return False
    return not _VERB.fullmatch(_written(translation, wrong))


def words_of(text: str, mention: NumberMention) -> range:
    """The places, among the words that spaces divide, of the words that `mention` touches."""
    begins_inside = mention.start > 0 and not text[mention.start - 1].isspace()
    return range(len(text[: mention.start].split()) - begins_inside, len(text[: mention.end].split()))


def _are_linked(sentence: str, translation: Translation, said: _Group, wrong: _Group) -> bool:
    sources = {word for mention in said.mentions for word in words_of(sentence, mention)}
    targets = {word for mention in wrong.mentions for word in words_of(translation.text, mention)}
    return any(link.source in sources and link.target in targets for link in translation.links or ())


def _repaired(sentence: str, translation: Translation, said: NumberMention, wrong: _Group, pair: Pair) -> Translation:
    """`translation` with `said` in the places of `wrong`."""
    for mention in reversed(wrong.mentions):
        text = translation.text
        number = replace(mention, value=said.value, unit=said.unit)
        written = write_number(number, pair.target, instead_of=_written(text, mention))
        before, after = text[: mention.start], text[mention.end :]
        if pair.target is Language.EN:
            if _SENTENCE_BEGINS.search(before):
                written = written[0].upper() + written[1:]
            before = _ARTICLE_BEFORE.sub(r"\1n" if _BEGINS_WITH_VOWEL.match(written) else r"\1", before)
        elif written[-1] != text[mention.end - 1]:
            after = fit_particle(written, after)
        links = translation.links
        if links is not None:
            links = _moved(links, words_of(sentence, said), words_of(text, mention), len((before + written).split()))
        translation = replace(translation, text=before + written + after, links=links)
    return translation


def _moved(links: Sequence[Link], said: range, old: range, new_end: int) -> tuple[Link, ...]:
    """The links after the words `old` of the translation gave way to those up to `new_end`, which stand for `said`."""
    kept = [
        link if link.target < old.start else link._replace(target=link.target + new_end - old.stop)
        for link in links
        if link.target not in old
    ]
    new = [Link(source, target, 1.0) for source in said for target in range(old.start, new_end)]
    return tuple(sorted(kept + new))
