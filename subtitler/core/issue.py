"""A finding about a track."""

from dataclasses import dataclass
from enum import StrEnum

from subtitler.core.language import Language


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`cue` counts from 1, as in the file. `found` and `limit` are in the rule's unit."""

    rule: str
    severity: Severity
    cue: int
    language: Language
    found: str
    limit: str
    hint: str
