"""A sentence in both languages, as translation memories keep it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from subtitler.core.language import Language
from subtitler.core.track import FORBIDDEN_IN_LINE
from subtitler.text.normalise import normalise


def one_line(text: str) -> str:
    """`text` on one line with single spaces, without the characters that XML forbids; all else as it was."""
    return " ".join(FORBIDDEN_IN_LINE.sub("", " ".join(text.split())).split())


def key_of(text: str) -> str:
    """What two texts share that count as the same: normalised, on one line, case kept."""
    return " ".join(normalise(text).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence in both languages. `origin` says where it is from; `created` is UTC, in whole seconds."""

    ko: str
    en: str
    origin: str
    created: datetime

    def __post_init__(self) -> None:
        for text in (self.ko, self.en, self.origin):
            if text != one_line(text) or not key_of(text):
                raise ValueError(f"a text of a unit is one line and not blank: {text!r}")
        if self.created.tzinfo is not UTC or self.created.microsecond:
            raise ValueError(f"a unit is created at a whole second, UTC: {self.created!r}")

    def text(self, language: Language) -> str:
        return self.ko if language is Language.KO else self.en


def make_unit(*, ko: str, en: str, origin: str, created: datetime) -> Unit | None:
    """A unit of any two texts, each made one line; None when one is blank."""
    ko, en = one_line(ko), one_line(en)
    if not key_of(ko) or not key_of(en):
        return None
    return Unit(ko=ko, en=en, origin=origin, created=created)
