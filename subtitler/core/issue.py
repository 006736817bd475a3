"""What subtitles must keep to, and a finding where they do not."""

from dataclasses import dataclass
from enum import StrEnum

from subtitler.core.language import Language


class Severity(StrEnum):
    """An error must not go on air; a warning wants a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`cue` counts from 1, as in the file; the finding runs to `last_cue` where it is about several.

    `language` None: of both tracks together. `found` and `limit` are in the rule's unit.
    """

    rule: str
    severity: Severity
    cue: int
    last_cue: int | None = None
    language: Language | None
    found: str
    limit: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`name` is what `--only` and `--ignore` take; `bad` breaks the rule and `good` keeps it (docs/checks.md)."""

    name: str
    severity: Severity
    demand: str
    source: str
    bad: str
    good: str
    is_fixable: bool = False
    """Whether `--fix` corrects it."""

    def broken(
        self, *, cue: int, last_cue: int | None = None, language: Language | None, found: str, limit: str, hint: str
    ) -> Issue:
        return Issue(
            rule=self.name,
            severity=self.severity,
            cue=cue,
            last_cue=last_cue,
            language=language,
            found=found,
            limit=limit,
            hint=hint,
        )
