"""Checked -> a table for spreadsheets."""

import csv
import io

from subtitler.check.result import Checked
from subtitler.core.language import Language
from subtitler.core.timecode import clock
from subtitler.report.rows import rows
from subtitler.report.shown import shown

COLUMNS = (
    "severity", "rule", "language", "cue", "last_cue", "start", "end", "speaker", "found", "limit", "hint", *Language
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(checked: Checked) -> str:
    """A line an issue, in the order of the cues; the last columns hold the texts of the cue."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(checked):
        speaker = row.cue.speaker
        texts = [" / ".join(row.sides[language].cue.lines) if language in row.sides else "" for language in Language]
        for issue in row.issues:
            values = (
                issue.severity, issue.rule, issue.language or "both", issue.cue, issue.last_cue or issue.cue,
                clock(row.cue.start_ms, mark="."), clock(row.cue.end_ms, mark="."), speaker.name if speaker else "",
                issue.found, issue.limit, issue.hint, *texts,
            )  # fmt: skip
            writer.writerow([_harmless(str(value)) for value in values])
    return stream.getvalue()


def _harmless(value: str) -> str:
    """`value` as a spreadsheet shows it: one that it would compute, as `=1+1` or the `- ` of a dialogue, behind a '."""
    text = shown(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
