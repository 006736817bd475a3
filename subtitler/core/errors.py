"""What can go wrong, as a tree. A message names the place, the finding and the way out.

SubtitlerError                      (never raised itself)
  InputError                    3   EncodingError, TranscriptSyntaxError, SubtitleSyntaxError, UnknownFormatError
  ConfigError                   4   UnknownProfileError
  ModelError                    5   ModelMissingError, ModelBrokenError, SentenceTooLongError, TranslationCountError
  OutputError                   6   FileExistsHereError

The number is the exit code of the command line.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(eq=False, kw_only=True)
class SubtitlerError(Exception):
    """Base of every error meant for a user: `place: finding; way_out`. Survives pickling."""

    exit_code: ClassVar[int]

    place: str
    finding: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.where}: {self.finding}; {self.way_out}"

    @property
    def where(self) -> str:
        return self.place

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), {field.name: getattr(self, field.name) for field in fields(self)})


def _rebuild(kind: type[SubtitlerError], values: dict[str, Any]) -> SubtitlerError:
    return kind(**values)


@dataclass(eq=False, kw_only=True)
class InputError(SubtitlerError):
    """The input cannot be used. `line` and `column` count from 1 in the text as read; None where there is none."""

    exit_code: ClassVar[int] = 3

    line: int | None = None
    column: int | None = None

    @property
    def where(self) -> str:
        parts = (self.place, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


class EncodingError(InputError):
    """The bytes are not text in an encoding we read."""


class TranscriptSyntaxError(InputError):
    """A transcript has a part that no rule of its house style explains."""


class SubtitleSyntaxError(InputError):
    """A subtitle file breaks its format."""


class UnknownFormatError(InputError):
    """No format, or no house style, goes by this name or suffix."""


class ConfigError(SubtitlerError):
    """A setting or an option value cannot be used."""

    exit_code: ClassVar[int] = 4


class UnknownProfileError(ConfigError):
    """No profile goes by this name."""


class ModelError(SubtitlerError):
    """The translation model cannot do what is asked."""

    exit_code: ClassVar[int] = 5


class ModelMissingError(ModelError):
    """The model is not on this machine."""


class ModelBrokenError(ModelError):
    """The model is here but its files do not belong together or are damaged."""


class SentenceTooLongError(ModelError):
    """A sentence has more pieces than the model can read, and no clause to split it at."""


class TranslationCountError(ModelError):
    """A translator returned another number of sentences than it was given."""


class OutputError(SubtitlerError):
    """The result cannot be written."""

    exit_code: ClassVar[int] = 6


class FileExistsHereError(OutputError):
    """The output is there already and `--force` was not given."""
