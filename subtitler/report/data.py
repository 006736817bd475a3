"""Checked -> plain data for JSON; docs/check-report.md tells what each field is."""

from collections.abc import Mapping

import subtitler
from subtitler.check.bites import Reference
from subtitler.check.metrics import Scores
from subtitler.check.result import Checked
from subtitler.check.soundbites import BiteReport, BiteScore
from subtitler.core.issue import Issue, Severity
from subtitler.core.language import Language
from subtitler.core.track import Cue
from subtitler.report.rows import Row, rows

VERSION = 1
"""Of the fields; grows when one changes its meaning or goes."""


def to_data(checked: Checked) -> dict[str, object]:
    """Everything that the check found, without the subtitles that nothing is wrong with."""
    found = rows(checked)
    return {
        "check": VERSION,
        "subtitler": subtitler.__version__,
        "made_by": dict(checked.made_by),
        "tracks": {language: _track(checked, language) for language in checked.tracks},
        "counts": {severity: checked.count(severity) for severity in Severity}
        | {"unseen": checked.unseen, "cues_with_issues": sum(bool(row.issues) for row in found)},
        "rules": [
            {"rule": rule, "severity": severity, "count": count} for (severity, rule), count in checked.counts.items()
        ],
        "issues": [_issue(issue, row) for row in found for issue in row.issues],
        "fixes": [
            {"rule": repair.rule, "language": repair.language, "cue": repair.cue, "before": repair.before,
             "after": repair.after}
            for repair in checked.repairs
        ],
        "bites": None if checked.bites is None else _bites(checked.bites),
    }  # fmt: skip


def _track(checked: Checked, language: Language) -> dict[str, object]:
    cues, profile = checked.tracks[language].cues, checked.profiles[language]
    return {
        "name": checked.names[language],
        "cues": len(cues),
        "start_ms": cues[0].start_ms,
        "end_ms": cues[-1].end_ms,
        "profile": profile.name,
        "profile_source": profile.source,
    }


def _issue(issue: Issue, row: Row) -> dict[str, object]:
    return {
        "rule": issue.rule,
        "severity": issue.severity,
        "language": issue.language,
        "cue": issue.cue,
        "last_cue": issue.last_cue or issue.cue,
        "start_ms": row.cue.start_ms,
        "end_ms": row.cue.end_ms,
        **_said_by(row.cue),
        "found": issue.found,
        "limit": issue.limit,
        "hint": issue.hint,
        "lines": {language: list(side.cue.lines) for language, side in row.sides.items()},
    }


def _said_by(cue: Cue) -> Mapping[str, object]:
    return {"speaker": cue.speaker.name if cue.speaker else None, "kind": cue.kind}


def _bites(report: BiteReport) -> dict[str, object]:
    return {
        "paired_by": report.witness,
        "corpus": [
            {"basis": corpus.basis, "language": corpus.language, "bites": corpus.bites, **_scores(corpus.scores),
             "signatures": dict(corpus.signatures)}
            for corpus in report.corpus
        ],
        "scores": [_bite(score) for score in report.bites],
        "spare": [_reference(reference) for reference in report.spare],
    }  # fmt: skip


def _bite(score: BiteScore) -> dict[str, object]:
    block = score.bite.block
    return {
        "number": score.bite.number,
        "line": block.line,
        "speaker": block.speaker.name if block.speaker else None,
        "language": block.language,
        "text": score.bite.text,
        "basis": score.basis,
        "reference": None if score.reference is None else _reference(score.reference),
        "likeness": score.likeness,
        "translation": score.translation,
        "back_translation": score.compared if score.reference is None else None,
        **_scores(score.scores),
        "missing": list(score.missing),
        "findings": list(score.findings),
    }


def _reference(reference: Reference) -> dict[str, object]:
    return {"line": reference.line, "text": reference.text}


def _scores(scores: Scores) -> dict[str, float]:
    return {
        name: round(value, 1) for name, value in (("chrf", scores.chrf), ("bleu", scores.bleu), ("ter", scores.ter))
    }
