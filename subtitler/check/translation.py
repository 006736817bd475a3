"""A Korean and an English track -> what one says and the other does not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from subtitler.check import (
    amount,
    consistency,
    figures,
    korean,
    negation,
    order,
    punctuation,
    questions,
    register,
    terms,
    troubles,
)
from subtitler.check.amount import Suspect
from subtitler.check.evidence import Side, Weighed, WordTable
from subtitler.check.lengths import LengthModel, length_model
from subtitler.check.passages import Passage, passages, plain
from subtitler.check.similarity import Embedding
from subtitler.core.issue import Issue, Rule
from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.terms.glossary import Glossary
from subtitler.text.lexicon import EMPTY, Lexicon

# What compares the languages passage by passage, what looks at whole tracks, and what looks at single texts.
_COMPARING = (negation, questions)
_READING = (register, korean, punctuation, consistency)
RULES: tuple[Rule, ...] = (
    *order.RULES,
    *troubles.RULES,
    *figures.RULES,
    *terms.RULES,
    *amount.RULES,
    *(rule for module in (*_COMPARING, *_READING) for rule in module.RULES),
)


def check_translation(
    tracks: Mapping[Language, Track],
    *,
    glossary: Glossary,
    lexicon: Lexicon = EMPTY,
    embedding: Embedding | None = None,
    source: Language | None = None,
) -> tuple[Issue, ...]:
    """What breaks RULES in the tracks of both languages or in one alone, in the order of the cues.

    Neither side need be the source: where `source` is not known, an issue that may be either's has no language. Swapped
    and unrelated passages, and what was left out or put in, are found by the words of a lexicon; without one, none are.
    An embedding finds more of what was left out.
    """
    found = passages(tracks)
    issues = [issue for module in _READING for issue in module.check(found)]
    if len(tracks) == len(Language):
        said = [
            replace(passage, texts={language: plain(text) for language, text in passage.texts.items()})
            for passage in found
        ]
        issues += _compare(said, glossary, lexicon, embedding, source.other if source else None)
    return tuple(sorted(issues, key=lambda issue: issue.cue))


def _compare(
    said: Sequence[Passage],
    glossary: Glossary,
    lexicon: Lexicon,
    embedding: Embedding | None,
    target: Language | None,
) -> Iterator[Issue]:
    issues = [*order.out_of_step(said), *troubles.check_troubles(said)]
    fit = _without(said, issues)
    if lexicon.words:
        issues += _check_words(fit, WordTable(lexicon), embedding, target)
        fit = _without(fit, issues)
    yield from issues
    yield from figures.check_figures(fit, target)
    yield from terms.check_terms(fit, glossary, target)
    for module in _COMPARING:
        yield from module.check(fit)


# Passages whose lengths are asked for what is usual in the track.
_SAMPLE = 400

# Passages with these are no pair to compare further.
_MISPLACED = frozenset(rule.name for rule in (order.SWAPPED, order.UNRELATED, troubles.UNTRANSLATED))


def _without(said: Sequence[Passage], issues: Sequence[Issue]) -> tuple[Passage, ...]:
    """The passages that are a pair, whatever may be wrong with it."""
    misplaced = {
        cue
        for issue in issues
        if issue.rule in _MISPLACED
        for cue in range(issue.cue, (issue.last_cue or issue.cue) + 1)
    }
    return tuple(passage for passage in said if passage.first not in misplaced)


def _check_words(
    said: Sequence[Passage], table: WordTable, embedding: Embedding | None, target: Language | None
) -> Iterator[Issue]:
    """What the words of passages tell: swapped, unrelated, too much on one side."""

    def sides(passage: Passage) -> dict[Language, Side]:
        return {language: table.side(passage.texts[language], language) for language in Language}

    sample = map(sides, said[:: len(said) // _SAMPLE + 1])
    lengths = length_model([(each[Language.KO].size(), each[Language.EN].size()) for each in sample])
    suspects: list[Suspect] = []
    before: Weighed | None = None
    for passage in said:
        one = table.weigh(passage, sides(passage))
        if before and order.is_swapped(before, one, table, lengths):
            yield order.swapped_issue(before, one, target)
            before = None
            continue
        if before:
            yield from _look_at(before, lengths, suspects, target)
        before = one
    if before:
        yield from _look_at(before, lengths, suspects, target)
    yield from (amount.issue(one, target) for one in amount.guilty(suspects, embedding))


def _look_at(
    weighed: Weighed, lengths: LengthModel, suspects: list[Suspect], target: Language | None
) -> Iterator[Issue]:
    """Tells of an unrelated passage, and adds to `suspects` where one side may have too much."""
    if order.is_unrelated(weighed, lengths):
        yield order.unrelated_issue(weighed, target)
    else:
        suspects.append(amount.suspect(weighed, lengths))
