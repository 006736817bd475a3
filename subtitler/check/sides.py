"""Tracks as somebody gives them -> one Korean and one English track, or one of them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from subtitler.core.errors import InputError
from subtitler.core.language import Language, is_hangul, language_of
from subtitler.core.track import Cue, Track

NAMES = {Language.KO: "Korean", Language.EN: "English"}

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[a-z]+")
# Words that no English sentence of news does long without, and that German, French, Spanish or Italian have not (`in`,
# `a`, `me` they have).
_ENGLISH = frozenset(
    "the of and to is are was were be been has have had it its that this they with for from at by we you i "
    "not but said will would which who what there as he his she her on".split()
)
_ENOUGH_WORDS = 60
_LEAST_ENGLISH = 0.06  # English news and talk have 0.25 to 0.45, the others up to 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """`names` are the files'. `upper` is the language on top of a stacked file, None where each had its own."""

    tracks: Mapping[Language, Track]
    names: Mapping[Language, str]
    upper: Language | None = None


def sides(given: Mapping[str, Track]) -> Sides:
    """The tracks by language, of one file or two by name, in either order; a stacked file is taken apart.

    Raises InputError where there is nothing to check, or not what the names promise.
    """
    for name, track in given.items():
        _refuse_unreadable(name, track)
    stacked = [name for name, track in given.items() if track.language is None]
    if stacked:
        if len(given) > 1:
            raise InputError(
                place=stacked[0], finding="holds both languages already", way_out="check it alone, or two single tracks"
            )
        return _apart(*given.items())
    found: dict[Language, str] = {}
    for name, track in given.items():
        language = _language(track)
        if language in found:
            raise InputError(
                place=f"{found[language]}, {name}",
                finding=f"both are {NAMES[language]}",
                way_out=f"give one of them with its {NAMES[language.other]} track, or one alone",
            )
        found[language] = name
    return Sides(tracks={language: given[found[language]] for language in Language if language in found}, names=found)


def _language(track: Track) -> Language:
    assert track.language is not None  # stacks are dealt with before
    return track.language


def _refuse_unreadable(name: str, track: Track) -> None:
    """Raises InputError for a track with no cues, no letters, or in another language than ours."""
    if not track.cues:
        raise InputError(place=name, finding="has no cues", way_out="give a subtitle file with text")
    text = _TAG.sub("", " ".join(cue.text for cue in track.cues))
    letters = [char for char in text if char.isalpha()]
    if not letters:
        raise InputError(place=name, finding="has no letters in any cue", way_out="give a subtitle file with text")
    ours = sum(is_hangul(char) or char < "\u0250" for char in letters)  # Latin with its accents ends before U+0250
    words = _WORD.findall(text.lower())
    few = track.language is Language.EN and len(words) >= _ENOUGH_WORDS
    if 2 * ours < len(letters) or (few and sum(word in _ENGLISH for word in words) < _LEAST_ENGLISH * len(words)):
        raise InputError(
            place=name, finding="is written in neither Korean nor English", way_out="give a Korean or an English track"
        )


def _apart(item: tuple[str, Track]) -> Sides:
    name, track = item
    first = Counter(language for cue in track.cues if (language := _written(cue.lines[0])))
    upper = Language.KO if first[Language.KO] >= first[Language.EN] else Language.EN
    cues: dict[Language, list[Cue]] = {language: [] for language in Language}
    for cue in track.cues:
        at = _boundary(cue, upper)
        for language, lines in ((upper, cue.lines[:at]), (upper.other, cue.lines[at:])):
            if lines:
                cues[language].append(replace(cue, lines=lines))
    return Sides(
        tracks={language: replace(track, language=language, cues=tuple(cues[language])) for language in Language},
        names=dict.fromkeys(Language, name),
        upper=upper,
    )


def _written(line: str) -> Language | None:
    return language_of(_TAG.sub("", line))


def _boundary(cue: Cue, upper: Language) -> int:
    """How many of the cue's lines are of the upper language.

    Hangul decides. A line with none may stand in both (`KBS`, `2024`): then the parts are as even as can be.
    """
    written = [_written(line) for line in cue.lines]
    if all(language is Language.KO for language in written) or len(written) == 1:
        return len(written) if (written[0] or upper) is upper else 0

    def misfits(at: int) -> int:
        sides = [upper] * at + [upper.other] * (len(written) - at)
        return sum(language not in {None, side} for language, side in zip(written, sides, strict=True))

    return min(range(1, len(written)), key=lambda at: (misfits(at), abs(2 * at - len(written))))


def have_partners(tracks: Mapping[Language, Track]) -> bool:
    """Whether there are two tracks, and their cues by number belong together: what they say may be compared.

    Nine tenths must share time, so that a wrong time or two do not stop the comparison; another programme does.
    """
    if len(tracks) < len(Language) or len({len(track.cues) for track in tracks.values()}) > 1:
        return False
    pairs = [*zip(tracks[Language.KO].cues, tracks[Language.EN].cues, strict=True)]
    shared = sum(max(one.start_ms, other.start_ms) < min(one.end_ms, other.end_ms) for one, other in pairs)
    return 10 * shared >= 9 * len(pairs)
