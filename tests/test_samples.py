"""What every sample's subtitles must keep, whoever translates."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from subtitler.core.issue import Severity
from subtitler.core.language import Language
from subtitler.core.track import Cue
from subtitler.pipeline import Subtitles
from tests.conftest import SAMPLES

Subtitled = Callable[[Path, str], Subtitles]

MADE = [
    pytest.param(path, name, id=f"{path.stem}-{name}", marks=[pytest.mark.model] if name == "bundled" else [])
    for path in SAMPLES
    for name in ("fake", "bundled")
]
every_sample = pytest.mark.parametrize(("path", "translator"), MADE)

# The guides' "never split" lists as closed sets, written down apart from the rules that the cut works by.
ENGLISH_NEVER_LAST = frozenset(
    "a an the my your his her its our their of in on at by for with from to into about against between during "
    "and or but nor that because if while whether although will would can could shall should may might must not "
    "mr. mrs. ms. dr. gen. lt. rep. sen. prof.".split()
)
ENGLISH_UNITS = re.compile(r"(percent|million|billion|trillion|won|p\.m\.|a\.m\.)\b")
KOREAN_NEVER_LAST = frozenset("두 세 네 다섯 여섯 이 그 저 새 한 각 모든 여러 어느 약 제".split())
KOREAN_NEVER_FIRST = re.compile(
    r"(것|수|때문|뿐|만큼|대로|등|및|명|개|원|년|월|일|퍼센트|달러|톤|있|없|않|못하)"
    r"(은|는|이|가|을|를|에|의|도|만|에서|으로|로|과|와|입니다|습니다|았습니다|었습니다|다)?[.,]?"
)


def cues_by_sentence(made: Subtitles, language: Language) -> Iterator[tuple[Cue, Cue]]:
    """Neighbours that show parts of one sentence."""
    for cue, following in pairwise(made.cut.tracks[language].cues):
        if set(cue.sentences) & set(following.sentences):
            yield cue, following


@every_sample
def test_every_word_of_speech_is_in_exactly_one_cue(path: Path, translator: str, subtitled: Subtitled) -> None:
    made = subtitled(path, translator)
    shown: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for block in made.script.transcript.blocks:
        if block.is_speech:
            spoken.update(block.text.split())
    for language, track in made.cut.tracks.items():
        for cue in track.cues:
            if made.script.transcript.blocks[made.script.sentences[cue.sentences[0]].block].language is language:
                shown.update(cue.text.split())
    del shown["…"], spoken["…"]  # a filler is no word of the page
    assert shown == spoken


@every_sample
def test_every_word_of_each_translation_is_in_the_cues_of_its_sentence(
    path: Path, translator: str, subtitled: Subtitled
) -> None:
    made = subtitled(path, translator)
    assert made.translations is not None
    for sentence, translation in zip(made.script.sentences, made.translations, strict=True):
        block = made.script.transcript.blocks[sentence.block]
        cues = [c for c in made.cut.tracks[block.language.other].cues if sentence.number in c.sentences]
        shown = "".join("".join(cue.lines) for cue in cues).replace(" ", "")
        assert translation.text.replace(" ", "") in shown


@every_sample
def test_both_tracks_have_the_same_cues_and_times(path: Path, translator: str, subtitled: Subtitled) -> None:
    tracks = subtitled(path, translator).cut.tracks
    times = [[(cue.start_ms, cue.end_ms, cue.sentences) for cue in tracks[language].cues] for language in Language]
    assert times[0] == times[1]


@every_sample
def test_no_limit_but_reading_speed_is_broken(path: Path, translator: str, subtitled: Subtitled) -> None:
    errors = [issue for issue in subtitled(path, translator).issues if issue.severity is Severity.ERROR]
    assert [issue for issue in errors if issue.rule != "reading-speed"] == []


@pytest.mark.parametrize("translator", ["fake", pytest.param("bundled", marks=pytest.mark.model)])
def test_at_most_one_cue_in_a_hundred_has_a_warning(translator: str, subtitled: Subtitled) -> None:
    warned = cues = 0
    for path in SAMPLES:
        made = subtitled(path, translator)
        warned += len({issue.cue for issue in made.issues if issue.severity is Severity.WARNING})
        cues += len(made.cut.tracks[Language.KO].cues)
    assert warned <= 0.01 * cues


@pytest.mark.parametrize("translator", ["fake", pytest.param("bundled", marks=pytest.mark.model)])
def test_at_most_two_cues_in_a_hundred_are_too_fast(translator: str, subtitled: Subtitled) -> None:
    fast = cues = 0
    for path in SAMPLES:
        made = subtitled(path, translator)
        fast += len({issue.cue for issue in made.issues if issue.rule == "reading-speed"})
        cues += len(made.cut.tracks[Language.KO].cues)
    assert fast <= 0.02 * cues


@every_sample
def test_no_english_cue_ends_where_the_guides_forbid(path: Path, translator: str, subtitled: Subtitled) -> None:
    for cue, following in cues_by_sentence(subtitled(path, translator), Language.EN):
        last, first = cue.text.split()[-1], following.text.split()[0]
        assert last.lower() not in ENGLISH_NEVER_LAST, f"{cue.text} | {following.text}"
        if re.fullmatch(r"[$\d.,]*\d", last):
            assert not ENGLISH_UNITS.match(first), f"{cue.text} | {following.text}"


@every_sample
def test_no_korean_cue_ends_where_the_grammar_forbids(path: Path, translator: str, subtitled: Subtitled) -> None:
    for cue, following in cues_by_sentence(subtitled(path, translator), Language.KO):
        last, first = cue.text.split()[-1], following.text.split()[0]
        assert last not in KOREAN_NEVER_LAST, f"{cue.text} | {following.text}"
        if not re.search(r"[.,?!…\"']$", last):
            assert not KOREAN_NEVER_FIRST.fullmatch(first), f"{cue.text} | {following.text}"


def test_the_samples_are_as_many_and_as_different_as_promised(subtitled: Subtitled) -> None:
    styles = {subtitled(path, "fake").script.transcript.style for path in SAMPLES}
    assert styles == {"kbs-world", "kbs-english", "korean-news", "ap", "plain"}
    assert len(SAMPLES) >= 10
    spoken = {block.spoken for path in SAMPLES for block in subtitled(path, "fake").script.transcript.blocks}
    assert {"ko", "en", "ru", "ja"} <= spoken
    bulletin = next(path for path in SAMPLES if path.stem.startswith("bulletin"))
    assert subtitled(bulletin, "fake").cut.tracks[Language.EN].cues[-1].end_ms > 9 * 60_000
