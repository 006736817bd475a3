"""Checked -> a table on the terminal."""

from collections.abc import Sequence
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from subtitler.check.metrics import Scores
from subtitler.check.result import Checked
from subtitler.check.sides import NAMES
from subtitler.check.soundbites import Basis, BiteReport
from subtitler.core.issue import Issue, Severity
from subtitler.report.diff import Part, diff
from subtitler.report.rows import rows
from subtitler.report.shown import short_clock, shown

MOST = 1000
"""Issues that the table has at most: nobody reads more on a terminal, and it would take its time."""

BASES = {
    Basis.REFERENCE: "compared with the wording given",
    Basis.BACK_TRANSLATION: "translated back and compared with the transcript",
}
STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def print_table(checked: Checked, console: Console) -> None:
    """What was fixed; each issue on a line; how many of each rule; last, the verdict. Up to MOST lines each."""
    if checked.repairs:
        console.print(_repairs(checked))
        console.print(Text(f"{len(checked.repairs):,} fixed"))
    if checked.issues:
        console.print(_issues(checked))
        if len(checked.issues) > MOST:
            console.print(Text(f"... and {len(checked.issues) - MOST:,} more; --html, --csv and --json have all"))
        console.print(_counts(checked))
    if checked.bites is not None:
        console.print(_bites(checked.bites))
        for corpus in checked.bites.corpus:
            compared = f"{BASES[corpus.basis]} ({NAMES[corpus.language]})"
            console.print(Text(f"{many(corpus.bites, 'bite')} {compared}: {_scores(corpus.scores)}"))
    console.print(Text(verdict(checked)))


def verdict(checked: Checked) -> str:
    """`2 errors and 5 warnings in 48 cues`, and whether all are shown."""
    errors = many(checked.count(Severity.ERROR), Severity.ERROR)
    warnings = many(checked.count(Severity.WARNING) + checked.unseen, Severity.WARNING)
    unseen = "; warnings are not shown" if checked.unseen else ""
    return f"{errors} and {warnings} in {many(checked.cue_count, 'cue')}{unseen}"


def many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def _issues(checked: Checked) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("cue", "time"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("in", "", "rule"):
        table.add_column(heading, no_wrap=True)
    table.add_column("finding, limit, what to do", overflow="fold")
    found = ((row, issue) for row in rows(checked) for issue in row.issues)
    for row, issue in islice(found, MOST):
        table.add_row(
            cues(issue),
            short_clock(row.cue.start_ms),
            issue.language or "both",
            Text(issue.severity, STYLE[issue.severity]),
            issue.rule,
            Text(shown(finding(issue))),
        )
    return table


def _repairs(checked: Checked) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("cue", justify="right", no_wrap=True)
    for heading in ("in", "fixed"):
        table.add_column(heading, no_wrap=True)
    table.add_column("before", overflow="fold")
    table.add_column("after", overflow="fold")
    for repair in checked.repairs[:MOST]:
        before, after = diff(repair.before, repair.after)
        table.add_row(
            str(repair.cue), repair.language or "both", repair.rule, _marked(before, "red"), _marked(after, "green")
        )
    return table


def _marked(parts: Sequence[Part], style: str) -> Text:
    return Text.assemble(*((part.text, f"{style} reverse" if part.is_changed else "") for part in parts))


def _bites(report: BiteReport) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("bite", "chrF++", "BLEU", "TER"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("compared with", no_wrap=True)
    table.add_column("translation; missing words; findings", overflow="fold")
    for score in report.bites:
        scores = score.scores
        notes = [score.translation]
        if score.missing:
            notes.append(f"missing: {', '.join(score.missing)}")
        table.add_row(
            str(score.bite.number), f"{scores.chrf:.1f}", f"{scores.bleu:.1f}", f"{scores.ter:.1f}",
            score.basis, Text(shown("; ".join((*notes, *score.findings)))),
        )  # fmt: skip
    return table


def _scores(scores: Scores) -> str:
    return f"chrF++ {scores.chrf:.1f}, BLEU {scores.bleu:.1f}, TER {scores.ter:.1f}"


def cues(issue: Issue) -> str:
    """The cue's number, or the first and the last."""
    is_one = issue.last_cue in {None, issue.cue}
    return str(issue.cue) if is_one else f"{issue.cue}-{issue.last_cue}"


def finding(issue: Issue) -> str:
    limit = f" (limit {issue.limit})" if issue.limit else ""
    return f"{issue.found}{limit}; {issue.hint}"


def _counts(checked: Checked) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(justify="right")
    for (severity, rule), count in checked.counts.items():
        table.add_row(str(count), Text(severity, STYLE[severity]), rule)
    return table
