"""Tracks and the transcript they were made from -> who speaks in each cue, and which words were lost on the way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from subtitler.check.comparison import Comparison, Gap, compare
from subtitler.check.sides import NAMES
from subtitler.check.wording import Word, is_same_wording, written
from subtitler.core.errors import InputError
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import Block, Sentence, Transcript

OTHER_SCRIPT = Rule(
    name="other-script",
    severity=Severity.ERROR,
    demand="The tracks are those of the transcript.",
    source="promise: nothing is lost",
    bad="Tuesday's transcript with Monday's tracks",
    good="the transcript that the tracks were made from",
)
OMITTED = Rule(
    name="script-omitted",
    severity=Severity.ERROR,
    demand="Every word of the transcript's speech stands in a cue.",
    source="promise: nothing is lost",
    bad="script: It passed by 151 votes on Tuesday. cue: It passed on Tuesday.",
    good="script: It passed by 151 votes on Tuesday. cue: It passed by 151 votes on Tuesday.",
)
ADDED = Rule(
    name="script-added",
    severity=Severity.WARNING,
    demand="Cues say nothing that the transcript does not.",
    source="promise: nothing moves by itself",
    bad="script: It passed on Tuesday. cue: It passed on Tuesday after a long debate.",
    good="script: It passed on Tuesday. cue: It passed on Tuesday.",
)
CHANGED = Rule(
    name="script-changed",
    severity=Severity.WARNING,
    demand="Cues have the transcript's own words.",
    source="promise: nothing moves by itself",
    bad="script: The minister refused to answer. cue: The minister hesitated to answer.",
    good="script: The minister refused to answer. cue: The minister refused to answer.",
)
RULES = (OTHER_SCRIPT, OMITTED, ADDED, CHANGED)

_LEAST_SHARE = 0.3
"""Of the words of the shorter side, that must stand in the other."""

_LONGEST_QUOTE = 90  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The tracks with the speaker, kind and sentences of the transcript that each cue shows, and what differs."""

    tracks: Mapping[Language, Track]
    issues: tuple[Issue, ...]


def mark(tracks: Mapping[Language, Track], transcript: Transcript, sentences: Sequence[Sentence]) -> Marked:
    """`tracks` with the transcript's marks in their cues, and the issues of `RULES`, in the order of the cues.

    Words are compared in the language that the transcript has them in; the cues of the other track take the marks of
    their partners. Case, marks, spaces, articles, short forms (don't) and the writing of numbers make no difference.
    Raises InputError where no track is in the language of the transcript.
    """
    blocks = tuple(transcript.blocks[sentence.block] for sentence in sentences)
    written_in = {block.language for block in blocks}
    compared = tuple(
        compare(track, language, sentences, blocks) for language, track in tracks.items() if language in written_in
    )
    if not compared:
        raise InputError(
            place=transcript.origin,
            finding=f"is in {NAMES[transcript.language]}, and the track is not",
            way_out=f"give the {NAMES[transcript.language]} track too",
        )
    same, said = sum(each.same for each in compared), sum(len(each.said) for each in compared)
    if not same or same < _LEAST_SHARE * min(said, max(len(each.shown) for each in compared)):
        return Marked(tracks=tracks, issues=(_other_script(transcript, same, said),))
    votes = {each.language: each.votes() for each in compared}
    shows = {language: tuple(_sentences_shown(language, tracks, votes, blocks)) for language in tracks}
    issues = [
        issue
        for each in compared
        for issue in _differences(
            each, blocks, [_is_own(each.language, shown, transcript, blocks) for shown in shows[each.language]]
        )
    ]
    return Marked(
        tracks={language: _marked(track, shows[language], blocks) for language, track in tracks.items()},
        issues=tuple(sorted(issues, key=lambda issue: issue.cue)),
    )


def _sentences_shown(
    language: Language,
    tracks: Mapping[Language, Track],
    votes: Mapping[Language, Mapping[int, Counter[int]]],
    blocks: Sequence[Block],
) -> Iterator[tuple[int, ...]]:
    """For each cue the sentences that it shows of the block that it shows most of; none where it shows none.

    A cue without words goes with the one before it.
    """
    last: tuple[int, ...] = ()
    cues, others = tracks[language].cues, tracks[language.other].cues if language.other in tracks else ()
    for number, cue in enumerate(cues):
        found = Counter(votes.get(language, {}).get(number))
        if number < len(others) and (len(cues) == len(others) or _share_time(cue, others[number])):
            found.update(votes.get(language.other, {}).get(number))
        if found:
            by_block: Counter[int] = Counter()
            for sentence, count in found.items():
                by_block[blocks[sentence].number] += count
            (block, _), *_ = by_block.most_common(1)
            last = tuple(sorted(sentence for sentence in found if blocks[sentence].number == block))
        elif any(map(str.isalnum, cue.text)):
            last = ()
        else:
            last = last[-1:]
        yield last


def _share_time(one: Cue, other: Cue) -> bool:
    return max(one.start_ms, other.start_ms) < min(one.end_ms, other.end_ms)


def _is_own(language: Language, shown: Sequence[int], transcript: Transcript, blocks: Sequence[Block]) -> bool:
    """Whether a cue of the track in `language` shows the transcript's words, not a translation of them."""
    return (blocks[shown[0]].language if shown else transcript.language) is language


def _marked(track: Track, shows: Sequence[tuple[int, ...]], blocks: Sequence[Block]) -> Track:
    cues = tuple(
        replace(cue, speaker=blocks[shown[0]].speaker, kind=blocks[shown[0]].kind, sentences=shown) if shown else cue
        for cue, shown in zip(track.cues, shows, strict=True)
    )
    return replace(track, cues=cues)


def _other_script(transcript: Transcript, same: int, said: int) -> Issue:
    return OTHER_SCRIPT.broken(
        cue=1,
        language=transcript.language,
        found=f"{same} of the {said} words of {transcript.origin} stand in the track in their order",
        limit=f"{_LEAST_SHARE:.0%}",
        hint="give the transcript of this programme",
    )


def _differences(compared: Comparison, blocks: Sequence[Block], is_own: Sequence[bool]) -> Iterator[Issue]:
    """An issue for each rule and sentence; one for all sentences in a row that are missing or made up."""
    found: dict[tuple[Rule, int | None, int], list[Gap]] = {}
    for gap in compared.gaps():
        own = replace(gap, shown=[word for word in gap.shown if is_own[word.place]])
        if not is_same_wording(own.said, own.shown):
            sentence = own.said[0].place if own.said else own.inside
            key = (_rule(own), sentence, own.around[0] if sentence is None else 0)
            found.setdefault(key, []).append(own)
    for (rule, _, _), gaps in found.items():
        yield _issue(rule, gaps, compared.language, blocks)


def _rule(gap: Gap) -> Rule:
    """A number that is gone is an omission, whatever stands in its place; so is more than half of the letters."""
    said, shown = (sum(len(word.form) for word in words) for words in (gap.said, gap.shown))
    numbers = {word.form for word in gap.said if word.is_number} - {word.form for word in gap.shown}
    if numbers or 2 * shown < said:
        return OMITTED
    return ADDED if 2 * said < shown else CHANGED


def _issue(rule: Rule, gaps: Sequence[Gap], language: Language, blocks: Sequence[Block]) -> Issue:
    places = [place for gap in gaps for place in [word.place for word in gap.shown] or gap.around]
    lines = [blocks[word.place].line for gap in gaps for word in gap.said]
    where = f"the transcript's block at line {lines[0]}" if lines else "the transcript"
    hint = {
        OMITTED: f"write it into the cue, or strike it from {where}",
        ADDED: "take it out, or write it into the transcript",
        CHANGED: f"write it as {where} has it, or correct that",
    }[rule]
    first, last = min(places) + 1, max(places) + 1
    return rule.broken(
        cue=first,
        last_cue=last if last > first else None,
        language=language,
        found="; ".join(map(_finding, gaps)),
        limit="the transcript's words",
        hint=hint,
    )


def _finding(gap: Gap) -> str:
    if not gap.shown:
        return f"{_quote(gap.said)} is missing"
    if not gap.said:
        return f"{_quote(gap.shown)} is not in the transcript"
    return f"{_quote(gap.said)} stands as {_quote(gap.shown)}"


def _quote(words: Sequence[Word]) -> str:
    text = written(words)
    if len(text) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        text = f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    return f"'{text}'"
