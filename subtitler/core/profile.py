"""What a subtitle of one language may measure, by whose rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from subtitler.core.errors import UnknownProfileError
from subtitler.core.language import Language
from subtitler.core.timecode import from_frame, to_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleProfile:
    """Limits for one language. Widths are half-columns: Hangul 2, Latin 1.

    `max_cps` counts characters a second as the house does: for Korean a Hangul syllable is 1 and a Latin letter, digit,
    space or mark 0.5; for English every character is 1. `min_word_ms` is the time a word needs on screen (0: no rule).
    A gap shorter than `chain_gap_ms` is closed to `min_gap_ms`, and one shorter than `open_gap_ms` counts as closed,
    whatever the frame rate rounds it to; a cue may stay `linger_ms` after its last word. From a pause of `pause_ms` on,
    an ellipsis may stand between two parts of a sentence. Of two lines, the narrower has `balance_percent` of the
    wider one's width, where the grammar allows. `dialogue_dash` stands before each of two speakers in a cue.
    """

    name: str
    language: Language
    max_lines: int
    max_line_halves: int
    max_cps: int
    min_word_ms: int = 0
    min_ms: int
    max_ms: int
    min_gap_ms: int
    chain_gap_ms: int
    linger_ms: int
    open_gap_ms: int
    pause_ms: int
    balance_percent: int
    dialogue_dash: str
    has_italics: bool
    source: str

    def __post_init__(self) -> None:
        for field in ("max_lines", "max_line_halves", "max_cps", "min_ms", "max_ms"):
            if getattr(self, field) <= 0:
                raise ValueError(f"{field} is above 0")
        for field in ("min_word_ms", "min_gap_ms", "chain_gap_ms", "linger_ms", "open_gap_ms", "pause_ms"):
            if getattr(self, field) < 0:
                raise ValueError(f"{field} is not negative")
        if self.min_ms > self.max_ms:
            raise ValueError("min_ms is at most max_ms")
        if not 0 <= self.balance_percent <= 100:
            raise ValueError("balance_percent lies between 0 and 100")
        if self.dialogue_dash not in {"-", "- "}:
            raise ValueError("dialogue_dash is a hyphen, with or without a space behind it")

    @property
    def halves_per_second(self) -> int:
        """`max_cps` in half-columns a second."""
        return self.max_cps * (2 if self.language is Language.KO else 1)


Profiles = Mapping[Language, StyleProfile]
"""A profile of each language, as used together in one job."""

_NETFLIX = "Netflix Timed Text Style Guide: General Requirements, Timing, {} (read 2026)"

_NETFLIX_EN = StyleProfile(
    name="netflix",
    language=Language.EN,
    max_lines=2,
    max_line_halves=42,
    max_cps=20,
    min_ms=833,  # 5/6 s
    max_ms=7000,
    min_gap_ms=83,  # 2 frames at 24 fps
    chain_gap_ms=500,  # gaps of 3-11 frames are closed; from 12 frames (half a second) they stay
    linger_ms=500,  # 12 frames after the end of speech
    open_gap_ms=125,  # 3 frames at 24 fps
    pause_ms=2000,
    balance_percent=33,  # no guide has a figure; a line of less than a third looks like a slip
    dialogue_dash="-",
    has_italics=True,
    source=_NETFLIX.format("English (USA)"),
)
_NETFLIX_KO = StyleProfile(
    name="netflix",
    language=Language.KO,
    max_lines=2,
    max_line_halves=32,  # 16 characters, Latin and spaces counting a half
    max_cps=12,
    min_ms=833,
    max_ms=7000,
    min_gap_ms=83,
    chain_gap_ms=500,
    linger_ms=500,
    open_gap_ms=125,
    pause_ms=2000,
    balance_percent=33,
    dialogue_dash="- ",
    has_italics=False,
    source=_NETFLIX.format("Korean"),
)
_BBC_EN = StyleProfile(
    name="bbc",
    language=Language.EN,
    max_lines=2,
    max_line_halves=37,
    max_cps=20,  # the BBC rules by words; characters stay bounded as in the Netflix guide
    min_word_ms=300,
    min_ms=833,  # the BBC names no minimum for a cue beyond 0.3 s a word; as in the Netflix guide
    max_ms=7000,  # the BBC names no maximum; as in the Netflix guide
    min_gap_ms=0,
    chain_gap_ms=1000,  # a gap only from 1 s, else run on
    linger_ms=1000,
    open_gap_ms=40,  # less than a frame at 25 fps is no gap
    pause_ms=2000,  # as in the Netflix guide
    balance_percent=33,
    dialogue_dash="-",  # as in the Netflix guide
    has_italics=True,
    source="BBC Subtitle Guidelines 1.2.3 (June 2024)",
)
_BBC_KO = StyleProfile(
    name="bbc",
    language=Language.KO,
    max_lines=2,
    max_line_halves=32,
    max_cps=12,
    min_ms=833,
    max_ms=7000,
    min_gap_ms=0,
    chain_gap_ms=1000,
    linger_ms=1000,
    open_gap_ms=40,
    pause_ms=2000,
    balance_percent=33,
    dialogue_dash="- ",
    has_italics=False,
    source="gaps: BBC Subtitle Guidelines 1.2.3; the rest, which the BBC has not for Korean: Netflix, Korean",
)

BUILT_IN: Mapping[str, Profiles] = MappingProxyType(
    {
        "netflix": MappingProxyType({Language.EN: _NETFLIX_EN, Language.KO: _NETFLIX_KO}),
        "bbc": MappingProxyType({Language.EN: _BBC_EN, Language.KO: _BBC_KO}),
    }
)


def on_frames(profiles: Profiles, rate: Fraction) -> Profiles:
    """`profiles` for times on frames: the gap is as many frames as come nearest to it, as long as those are at `rate`.

    Netflix asks for two frames at every rate, which are 83 ms at 24 a second and 66 at 30.
    """

    def gap_ms(profile: StyleProfile) -> int:
        # A millisecond less: both edges of a gap are rounded.
        return max(from_frame(to_frame(profile.min_gap_ms, rate), rate) - 1, 0)

    return {
        language: replace(profile, min_gap_ms=min(profile.min_gap_ms, gap_ms(profile)))
        for language, profile in profiles.items()
    }


def built_in(name: str) -> Profiles:
    """The built-in profiles called `name`. Raises UnknownProfileError."""
    try:
        return BUILT_IN[name]
    except KeyError:
        raise UnknownProfileError(
            place="--profile",
            finding=f"no profile is called {name!r}",
            way_out=f"choose {' or '.join(BUILT_IN)}, or give the path of a TOML file",
        ) from None
