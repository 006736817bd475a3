"""A folder's journal -> one HTML page that says what came of the whole batch."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from importlib.resources import files
from itertools import chain, islice
from math import inf
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import subtitler
from subtitler.batch.journal import JobRecord, Journal, State
from subtitler.core.errors import InputError
from subtitler.core.issue import Severity
from subtitler.core.language import Language
from subtitler.core.translation import Translation
from subtitler.files import read_text
from subtitler.report.made import REPORT_SUFFIX, REPORT_VERSION
from subtitler.report.shown import shown

WORST = 40
"""Translations, and issues, on the page."""
SHOWN = 2000
"""Jobs, and failures, on the page: more than a person reads, and what a telephone can still scroll."""

_ISSUE = ("rule", "cue", "language", "found", "limit", "hint")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Flagged = Callable[[Sequence[Translation]], Sequence[int]]
"""The numbers of the translations that hold something not surely right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A translation as a report has it."""

    job: JobRecord
    cues: str
    language: Language
    text: str
    translation: Translation
    is_flagged: bool

    @property
    def rank(self) -> tuple[bool, float]:
        """Lowest where the translation is worst."""
        return not self.is_flagged, inf if self.translation.score is None else self.translation.score


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    """An issue as a report has it."""

    job: JobRecord
    rule: str
    severity: Severity
    cue: int
    language: str | None
    found: str
    limit: str
    hint: str

    @property
    def rank(self) -> tuple[bool, float]:
        """Highest where it is worst: errors first, then by how many times the limit is missed, where numbers tell."""
        found, limit = _NUMBER.search(self.found), _NUMBER.search(self.limit)
        times = (float(found[0]) + 1) / (float(limit[0]) + 1) if found and limit else 1.0
        return self.severity is Severity.ERROR, max(times, 1 / times)


@dataclass(slots=True, kw_only=True)
class _Findings:
    """The worst of what the reports taken so far hold, and how often each rule is broken in them."""

    flagged: Flagged
    sentences: list[_Sentence] = field(default_factory=list)
    issues: list[_Issue] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)

    def take(self, report: dict[str, Any], job: JobRecord) -> None:
        sentences = self._sentences(report["sentences"], job)
        issues = [
            _Issue(job=job, **{name: row[name] for name in _ISSUE}, severity=Severity(row["severity"]))
            for row in report["issues"]
        ]
        self.sentences = nsmallest(WORST, chain(self.sentences, sentences), key=lambda found: found.rank)
        self.issues = nlargest(WORST, chain(self.issues, issues), key=lambda found: found.rank)
        self.rules.update(issue.rule for issue in issues)

    def _sentences(self, rows: list[dict[str, Any]], job: JobRecord) -> list[_Sentence]:
        rows = [row for row in rows if "translation" in row]
        translations = [
            Translation(
                text=row["translation"],
                score=None if row["score"] is None else float(row["score"]),
                notes=tuple(row["notes"]),
            )
            for row in rows
        ]
        wrong = {*self.flagged(translations)}
        return [
            _Sentence(
                job=job,
                cues=", ".join(map(str, row["cues"])),
                language=Language(row["language"]),
                text=row["text"],
                translation=translation,
                is_flagged=number in wrong,
            )
            for number, (row, translation) in enumerate(zip(rows, translations, strict=True))
        ]


class _Row(NamedTuple):
    """A job in the table."""

    job: JobRecord
    is_unreadable: bool


def summary_page(folder: Path, journal: Journal, *, flagged: Flagged) -> str:
    """The page for `folder`, to be written into it: its links lead to the files beside. Raises InputError.

    Reads the report of every job that is done, one at a time, and keeps the worst of what they hold. A report that is
    gone or broken is named as such at its job.
    """
    findings = _Findings(flagged=flagged)
    rows: list[_Row] = []
    for job in journal.jobs():
        is_unreadable = job.state is State.DONE and not _take(findings, job, folder)
        if len(rows) < SHOWN:
            rows.append(_Row(job, is_unreadable))
    page: str = _template().render(
        name=folder.absolute().name,
        version=subtitler.__version__,
        counts=journal.counts(),
        failures=[*islice(journal.jobs(State.FAILED), SHOWN)],
        rows=rows,
        findings=findings,
    )
    return page


def _take(findings: _Findings, job: JobRecord, folder: Path) -> bool:
    """Whether the report of `job` could be read into `findings`: somebody may have edited it since."""
    try:
        text, _ = read_text(folder / (job.stem + REPORT_SUFFIX))
        report = json.loads(text)
        if report["report"] != REPORT_VERSION:
            return False
        findings.take(report, job)
    except (InputError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _links(job: JobRecord) -> Iterator[tuple[str, str]]:
    """(What to call it, relative address) of each file of a job."""
    for suffix in sorted(job.outputs):
        yield suffix.removeprefix("."), _address(job.stem + suffix)


def _address(path: str) -> str:
    return f"./{quote(path)}"


def _template() -> Any:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: shown(value) if type(value) is str else value,
    )
    environment.globals |= {"links": _links, "report_of": lambda job: _address(job.stem + REPORT_SUFFIX)}
    return environment.from_string(files("subtitler.batch").joinpath("summary.html").read_text(encoding="utf-8"))
