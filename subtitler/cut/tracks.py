"""The whole cut of a transcript: sentences into units, units into pieces, pieces into cues of both tracks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate

from subtitler.core.language import Language, Pair
from subtitler.core.profile import Profiles, StyleProfile
from subtitler.core.track import FORBIDDEN_IN_LINE, Cue, Track
from subtitler.core.transcript import Sentence, Transcript
from subtitler.core.translation import Link, Translation
from subtitler.cut.lexicon import EMPTY, Lexicon
from subtitler.cut.links import link_words
from subtitler.cut.pace import Pace
from subtitler.cut.schedule import Shot, lay_out, limits_of
from subtitler.cut.side import Side, side_of
from subtitler.cut.split import Piece, Task, reading_ms, split
from subtitler.cut.units import Unit, units
from subtitler.text.width import halves

# What stands in a cue of one language where the other has words left and this one has none.
FILLER = "…"
# What was said in a translated bite is timed by its translation back, a guess at the words on the tape; a guess that
# takes less than this share of the time the page's own words take is taken for too short.
_LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The tracks by language: two, or the page's own alone where nothing was translated.

    `filled` are the numbers of sentences whose text in one language was too short for the cues of the other.
    `spoken_ms` is the length of the words said, pauses left out.
    """

    tracks: dict[Language, Track]
    filled: tuple[int, ...]
    spoken_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """`duration_ms` (None: as estimated) counts from `start_ms`; `frame_rate` None means no frames."""

    start_ms: int = 0
    duration_ms: int | None = None
    frame_rate: Fraction | None = None
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CutUnit:
    unit: Unit
    source: Side
    target: Side | None
    pieces: tuple[Piece, ...]
    source_ends: tuple[int, ...]
    is_filled: bool = False


def cut(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    translations: Sequence[Translation] | None,
    *,
    profiles: Profiles,
    timing: Timing,
    lexicon: Lexicon = EMPTY,
    speaker_labels: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Cut:
    """The tracks of a transcript: same cues, same times in both languages.

    `translations` (None: cut the page's own language alone) match `sentences` one to one. `progress` is called with
    the number of sentences just cut. Every word of a sentence stands in exactly one cue of its language.
    """
    done = []
    for unit in units(transcript, sentences, translations, timing.pace, speaker_labels=speaker_labels):
        done.append(_cut_unit(unit, profiles, timing.pace, lexicon))
        if progress is not None:
            progress(len(unit.sentences))
    shots = [shot for cut_unit in done for shot in _shots(cut_unit)]
    used = profiles.values() if translations is not None else [profiles[transcript.language]]
    times = lay_out(
        shots,
        limits_of(tuple(used)),
        slowest=timing.pace.slowest,
        start_ms=timing.start_ms,
        duration_ms=timing.duration_ms,
        frame_rate=timing.frame_rate,
    )
    return Cut(
        tracks=_tracks(done, times, transcript.language),
        filled=tuple(sentence.number for unit in done if unit.is_filled for sentence in unit.unit.sentences),
        spoken_ms=sum(shot.spoken_ms for shot in shots),
    )


def _clean(text: str) -> str:
    return " ".join(FORBIDDEN_IN_LINE.sub(" ", text).split())


def _cut_unit(unit: Unit, profiles: Profiles, pace: Pace, lexicon: Lexicon) -> _CutUnit:
    texts = [_clean(sentence.text) for sentence in unit.sentences]
    if unit.translations is None:
        return _cut_alone(unit, texts, profiles[unit.block.language], pace)
    rendered = [_clean(translation.text) or FILLER for translation in unit.translations]
    links = _links(unit, texts, rendered, lexicon)
    is_filled = FILLER in rendered
    while (found := _cut_both(unit, texts, rendered, links=links, profiles=profiles, pace=pace)) is None:
        # One text has fewer words than the other needs cues: fill it up, say so, and go on.
        is_filled = True
        shorter = texts if sum(map(_word_count, texts)) < sum(map(_word_count, rendered)) else rendered
        shorter[-1] = f"{shorter[-1]} {FILLER}"
    return replace(found, is_filled=is_filled)


def _word_count(text: str) -> int:
    return len(text.split())


def _cut_alone(unit: Unit, texts: Sequence[str], profile: StyleProfile, pace: Pace) -> _CutUnit:
    source = side_of(texts, profile, label=unit.label)
    task = Task(
        source=source,
        target=None,
        source_ms=_spoken(source, unit, pace),
        pause_ms=unit.pause_ms,
        gap_ms=profile.min_gap_ms,
        slowest=pace.slowest,
    )
    pieces = split(task)
    assert pieces is not None, "one language alone needs nothing of another"
    return _CutUnit(unit=unit, source=source, target=None, pieces=pieces, source_ends=_ends(source, texts, unit.label))


def _cut_both(
    unit: Unit,
    texts: Sequence[str],
    rendered: Sequence[str],
    *,
    links: tuple[Link, ...],
    profiles: Profiles,
    pace: Pace,
) -> _CutUnit | None:
    """The joint cut; None when one text has too few words for the cues of the other."""
    language = unit.block.language
    source = side_of(texts, profiles[language], label=unit.label)
    target = side_of(rendered, profiles[language.other], label=unit.label)
    source_ms, target_ms = _spoken(source, unit, pace), [0.0] * len(target.words)
    if unit.block.spoken.split("-")[0] == language.other:
        target_ms = _at_least(_spoken(target, unit, pace), _LEAST_SHARE * sum(source_ms))
        source_ms = [0.0] * len(source.words)
    source_ends = _ends(source, texts, unit.label)
    task = Task(
        source=source,
        target=target,
        links=links,
        source_ms=source_ms,
        target_ms=target_ms,
        pause_ms=unit.pause_ms,
        gap_ms=max(profile.min_gap_ms for profile in profiles.values()),
        source_ends=source_ends[:-1],
        target_ends=_ends(target, rendered, unit.label)[:-1],
        slowest=pace.slowest,
    )
    pieces = split(task)
    if pieces is None:
        return None
    return _CutUnit(unit=unit, source=source, target=target, pieces=pieces, source_ends=source_ends)


def _at_least(times: list[float], least: float) -> list[float]:
    """`times`, stretched alike to add up to `least`."""
    whole = sum(times)
    return [time * max(1.0, least / whole) for time in times] if whole else [least / len(times)] * len(times)


def _ends(side: Side, texts: Sequence[str], label: str) -> tuple[int, ...]:
    """The places in `side` where each of `texts` ends."""
    words = list(accumulate(map(_word_count, texts)))
    offset = _word_count(label)
    last_part = {word: part + 1 for part, word in enumerate(side.word_of)}
    return tuple(last_part[offset + count - 1] for count in words)


def _spoken(side: Side, unit: Unit, pace: Pace) -> list[float]:
    """The time each word of `side` takes to say; none for a label or a filler."""
    times = pace.word_ms(side.words, side.language, unit.block.kind)
    label = _word_count(unit.label)
    return [0.0 if side.word_of[at] < label else time for at, time in enumerate(times)]


def _links(unit: Unit, texts: Sequence[str], rendered: Sequence[str], lexicon: Lexicon) -> tuple[Link, ...]:
    """The links of all sentences of the unit, counted over its words."""
    assert unit.translations is not None
    pair = Pair(unit.block.language, unit.block.language.other)
    offset = _word_count(unit.label)
    at, to = offset, offset
    links = []
    for text, other, translation in zip(texts, rendered, unit.translations, strict=True):
        words, other_words = text.split(), other.split()
        for link in link_words(words, other_words, pair, lexicon=lexicon, attention=translation.links):
            links.append(Link(link.source + at, link.target + to, link.weight))
        at += len(words)
        to += len(other_words)
    return tuple(links)


def _shots(cut_unit: _CutUnit) -> Iterator[Shot]:
    last = len(cut_unit.pieces) - 1
    for number, piece in enumerate(cut_unit.pieces):
        needs = [_need(cut_unit.source, piece.source)]
        if cut_unit.target is not None:
            needs.append(_need(cut_unit.target, piece.target))
        yield Shot(
            spoken_ms=piece.spoken_ms,
            need_ms=max(needs),
            pause_ms=cut_unit.unit.pause_ms if number == last else 0.0,
        )


def _need(side: Side, span: tuple[int, int]) -> float:
    lines = side.lines(*span)
    return reading_ms(side.profile, sum(map(halves, lines)) + len(lines) - 1, span[1] - span[0])


def _tracks(done: Sequence[_CutUnit], times: Sequence[tuple[int, int]], language: Language) -> dict[Language, Track]:
    """The tracks; `language` is that of a track cut alone, whatever else its page quotes."""
    cues: dict[Language, list[Cue]] = {}
    clock = iter(times)
    for cut_unit in done:
        unit = cut_unit.unit
        starts = (0, *cut_unit.source_ends[:-1])
        for piece in cut_unit.pieces:
            start_ms, end_ms = next(clock)
            shown = tuple(
                sentence.number
                for sentence, start, end in zip(unit.sentences, starts, cut_unit.source_ends, strict=True)
                if start < piece.source[1] and piece.source[0] < end
            )
            sides = {language: (cut_unit.source, piece.source)}
            if cut_unit.target is not None:
                sides = {
                    cut_unit.source.language: (cut_unit.source, piece.source),
                    cut_unit.target.language: (cut_unit.target, piece.target),
                }
            for shown_in, (side, span) in sides.items():
                cues.setdefault(shown_in, []).append(
                    Cue(
                        start_ms=start_ms,
                        end_ms=end_ms,
                        lines=side.lines(*span),
                        sentences=shown,
                        speaker=unit.block.speaker,
                        kind=unit.block.kind,
                    )
                )
    return {shown_in: Track(language=shown_in, cues=tuple(found)) for shown_in, found in cues.items()}
