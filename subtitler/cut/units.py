"""Sentences into units that are cut together, with the pause after each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from subtitler.core.language import Language
from subtitler.core.transcript import Block, BlockKind, Sentence, Transcript
from subtitler.core.translation import Translation
from subtitler.cut.pace import Pace
from subtitler.text.speech import spoken_syllables, spoken_words

# A sentence said faster than this may share a cue with its neighbour.
_SHORT_MS = 1200
# Syllables of a short turn (Zvonik & Cummins 2003).
_SHORT_TURN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Sentences of one block that are cut together: mostly one, more where a short one shares its neighbour's cue."""

    block: Block
    sentences: tuple[Sentence, ...]
    translations: tuple[Translation, ...] | None
    pause_ms: int
    label: str


def units(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    translations: Sequence[Translation] | None,
    pace: Pace,
    *,
    speaker_labels: bool,
) -> Iterator[Unit]:
    """The units of a transcript, in order; with `speaker_labels` the first of each speaker's turn has a label."""
    group: list[int] = []
    labelled: Block | None = None
    for index, sentence in enumerate(sentences):
        group.append(index)
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        if following is not None and _shares_cue(transcript, [sentences[i] for i in group], following, pace):
            continue
        block = transcript.blocks[sentence.block]
        label = ""
        if speaker_labels and block.speaker is not None and (labelled is None or labelled.speaker != block.speaker):
            label = f"{block.speaker.name.upper()}:"
        labelled = block
        yield Unit(
            block=block,
            sentences=tuple(sentences[i] for i in group),
            translations=None if translations is None else tuple(translations[i] for i in group),
            pause_ms=_pause(transcript, sentence, following, pace),
            label=label,
        )
        group = []


def _shares_cue(transcript: Transcript, group: Sequence[Sentence], following: Sentence, pace: Pace) -> bool:
    """True when `following` is to be cut together with `group`: neighbours in one paragraph, one of them very short."""
    last = group[-1]
    block = transcript.blocks[last.block]
    if following.block != last.block or "\n" in block.text[last.end : following.start]:
        return False
    lengths = [_said(sentence, block, pace) for sentence in (*group, following)]
    return sum(lengths) < 3 * _SHORT_MS and (lengths[-1] < _SHORT_MS or lengths[-2] < _SHORT_MS)


def _said(sentence: Sentence, block: Block, pace: Pace) -> float:
    return sum(pace.word_ms(sentence.text.split(), block.language, block.kind))


def _pause(transcript: Transcript, sentence: Sentence, following: Sentence | None, pace: Pace) -> int:
    """The pause after a sentence, by the size of the boundary."""
    if following is None:
        return 0
    block, after = transcript.blocks[sentence.block], transcript.blocks[following.block]
    if block is after:
        short = max(_syllables(sentence.text, block.language), _syllables(following.text, block.language))
        return pace.short_turn_ms if short <= _SHORT_TURN else pace.sentence_ms
    between = transcript.blocks[block.number + 1 : after.number]
    if any(other.kind is BlockKind.HEADING for other in between):
        return pace.story_ms
    if BlockKind.BITE in (block.kind, after.kind):
        return pace.bite_ms
    if block.kind is after.kind and block.speaker == after.speaker:
        return pace.story_ms  # paragraphs of plain text
    return pace.speaker_ms


def _syllables(text: str, language: Language) -> float:
    return spoken_syllables(text) if language is Language.KO else spoken_words(text) * 1.5
