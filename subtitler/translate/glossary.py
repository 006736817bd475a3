"""A translator that renders terms as a glossary demands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from subtitler.core.language import Language, Pair
from subtitler.terms.glossary import Glossary, Match, find_term
from subtitler.translate.protocol import Progress, Translation, Translator
from subtitler.translate.term_repair import Rendered, Span
from subtitler.translate.term_writing import (
    Edit,
    Edited,
    edit,
    fit_behind,
    target_links,
    term_links,
    words_over,
    write_into_target,
)

# Counts up when the same glossary comes to give other translations.
_REVISION = 1


class GlossaryTranslator:
    """Translates with `translator`, and sees to it that the terms of `glossary` are rendered as it says.

    A rendering that a translation lacks is put in place of the words that sound like it or are linked to the term; else
    of the noun where the term's neighbours say it belongs, and then a note says so, as it does for what fits nowhere.
    Writing the rendering into the sentence before it is translated was measured too, and left out: the figures stand in
    `benchmarks/glossary.py`.
    """

    def __init__(self, translator: Translator, glossary: Glossary) -> None:
        self._translator = translator
        self._glossary = glossary

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._translator.pairs

    @cached_property
    def signature(self) -> str:
        return f"{self._translator.signature} glossary {_REVISION}:{self._glossary.digest}"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError."""
        translations = self._translator.translate(sentences, pair, progress)
        return [
            self._enforced(sentence, translation, pair)
            for sentence, translation in zip(sentences, translations, strict=True)
        ]

    def _missing(self, demand: Sequence[Match], translation: Translation, pair: Pair) -> tuple[Match, ...]:
        return tuple(
            match for match in demand if not self._glossary.is_rendered(match.entry, translation.text, pair.target)
        )

    def _enforced(self, sentence: str, translation: Translation, pair: Pair) -> Translation:
        demand = self._glossary.find(sentence, pair.source)
        for match in demand:
            for wrong in match.entry.forbidden_in(pair.target):
                for _ in translation.text.split():
                    if not (span := find_term(wrong, translation.text, pair.target)):
                        break
                    translation = self._replaced(sentence, match, translation, Span(*span), pair)
        for match in self._missing(demand, translation, pair):
            translation = self._repaired(sentence, demand, match, translation, pair)
        if pair.target is Language.KO:
            for match in demand:
                translation = _edited(translation, fit_behind(translation.text, match.entry.ko))
        notes = dict.fromkeys((*translation.notes, *self._notes(demand, translation, pair)))
        return replace(translation, notes=tuple(notes))

    def _repaired(
        self, sentence: str, demand: Sequence[Match], match: Match, translation: Translation, pair: Pair
    ) -> Translation:
        """The translation with the match's rendering in place of what stands for it, unless another term is lost."""
        words = words_over(sentence, match.start, match.end)
        missing = len(self._missing(demand, translation, pair))
        rendered = Rendered(
            text=translation.text,
            target=pair.target,
            links=translation.links or (),
            taken=self._taken(demand, translation.text, pair),
        )
        ways = (
            (rendered.span_by_sound(match.entry), False),
            (rendered.span_by_links(words, is_strict=True), False),
            (rendered.span_by_links(words, is_strict=False), False),
            (rendered.span_by_place(words, len(sentence.split())), True),
        )
        for span, is_guess in ways:
            if span:
                repaired = self._replaced(sentence, match, translation, span, pair)
                if len(self._missing(demand, repaired, pair)) < missing:
                    if is_guess:
                        term, wanted = match.entry.term(pair.source), match.entry.term(pair.target)
                        note = f"glossary: {wanted} for {term} put where it may belong"
                        repaired = replace(repaired, notes=(*repaired.notes, note))
                    return repaired
        return translation

    def _taken(self, demand: Sequence[Match], text: str, pair: Pair) -> frozenset[int]:
        """The words of a translation that are renderings of terms already."""
        spans = (find_term(match.entry.term(pair.target), text, pair.target) for match in demand)
        return frozenset(word for span in spans if span for word in words_over(text, *span))

    def _replaced(self, sentence: str, match: Match, translation: Translation, span: Span, pair: Pair) -> Translation:
        """The translation with the match's rendering at `span`, linked to the match."""
        change = write_into_target(translation.text, *span, match.entry, pair.target)
        edited = edit(translation.text, [Edit(*change)])
        if translation.links is None:
            return replace(translation, text=edited.text)
        new = words_over(edited.text, change.start, change.start + len(change.text))
        sure = term_links(words_over(sentence, match.start, match.end), new)
        return replace(
            translation, text=edited.text, links=target_links(translation.links, edited.origins, sure)
        )  # fmt: skip

    def _notes(self, demand: Sequence[Match], translation: Translation, pair: Pair) -> Iterator[str]:
        for match in self._missing(demand, translation, pair):
            term, wanted = match.entry.term(pair.source), match.entry.term(pair.target)
            yield f"glossary: {term} not rendered as {wanted}"


def _edited(translation: Translation, edited: Edited) -> Translation:
    if edited.text == translation.text or translation.links is None:
        return replace(translation, text=edited.text)
    return replace(translation, text=edited.text, links=target_links(translation.links, edited.origins))
