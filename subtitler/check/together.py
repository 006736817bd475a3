"""Whether the tracks of the two languages stand cue for cue together."""

from collections.abc import Mapping, Sequence

from subtitler.check.shown import has_words
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.timecode import clock
from subtitler.core.track import Cue, Track

CUE_COUNT = Rule(
    name="cue-count",
    severity=Severity.ERROR,
    demand="Both tracks have the same number of cues.",
    source="ours: what is said in a cue in one language stands in the same cue in the other",
    bad="120 Korean and 119 English cues",
    good="120 cues in both languages",
)
CUE_TIMES = Rule(
    name="cue-times",
    severity=Severity.ERROR,
    demand="A cue has the same times in both tracks.",
    source="ours: the tracks are shown one over the other",
    bad="cue 7 starts at 0:20.0 in Korean and at 0:20.4 in English",
    good="cue 7 starts at 0:20.0 in both languages",
)
ONE_SIDED = Rule(
    name="one-sided",
    severity=Severity.WARNING,
    demand="A cue has words in both languages, or in neither.",
    source="ours: a viewer of one language misses what the other reads",
    bad="a Korean cue with words, and in English nothing but '…'",
    good="words in both languages, or '♪' in both",
)
RULES = (CUE_COUNT, CUE_TIMES, ONE_SIDED)


def check_together(tracks: Mapping[Language, Track]) -> tuple[Issue, ...]:
    """What breaks RULES in the tracks of both languages, in the order of the cues; nothing for one track alone."""
    if len(tracks) < len(Language):
        return ()
    issues = [*_count(tracks), *_times(tracks), *_words(tracks)]
    return tuple(sorted(issues, key=lambda issue: issue.cue))


def has_same_times(tracks: Mapping[Language, Track]) -> bool:
    """True where all tracks have the same cues by number and times."""
    return len({tuple((cue.start_ms, cue.end_ms) for cue in track.cues) for track in tracks.values()}) <= 1


def _count(tracks: Mapping[Language, Track]) -> list[Issue]:
    counts = {language: len(tracks[language].cues) for language in Language}
    shorter, longer = sorted(counts, key=lambda language: counts[language])
    if counts[shorter] == counts[longer]:
        return []
    return [
        CUE_COUNT.broken(
            cue=counts[shorter] + 1,
            last_cue=counts[longer],
            language=None,
            found=", ".join(f"{count} in {language}" for language, count in counts.items()),
            limit="as many in both",
            hint="see where the times begin to differ: a cue is missing there or too many, or the files are of two "
            "programmes",
        )
    ]


def _times(tracks: Mapping[Language, Track]) -> list[Issue]:
    """One issue for each run of cues whose times differ."""
    runs: list[list[int]] = []
    for at, (korean, english) in enumerate(zip(*(tracks[language].cues for language in Language), strict=False)):
        if (korean.start_ms, korean.end_ms) == (english.start_ms, english.end_ms):
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1][-1] = at
        else:
            runs.append([at, at])
    return [
        CUE_TIMES.broken(
            cue=first + 1,
            last_cue=last + 1,
            language=None,
            found=", ".join(f"{language} {_span(tracks[language].cues[first])}" for language in Language),
            limit="the same times",
            hint="give both the same times",
        )
        for first, last in runs
    ]


def _span(cue: Cue) -> str:
    return f"{clock(cue.start_ms)} --> {clock(cue.end_ms)}"


def _words(tracks: Mapping[Language, Track]) -> list[Issue]:
    issues = []
    cues: Sequence[tuple[Cue, Cue]] = list(zip(*(tracks[language].cues for language in Language), strict=False))
    for number, pair in enumerate(cues, 1):
        wordless = [(language, cue) for language, cue in zip(Language, pair, strict=True) if not has_words(cue.lines)]
        if len(wordless) == 1:
            (language, cue), *_ = wordless
            issues.append(
                ONE_SIDED.broken(
                    cue=number,
                    language=language,
                    found=repr(cue.text),
                    limit="words in both languages",
                    hint="say here what the other language says, or share the words with a neighbour",
                )
            )
    return issues
