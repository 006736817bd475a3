"""Subtitles -> all their files, and the report of how they were made."""

import json
from collections import Counter

import subtitler
from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.core.transcript import BlockKind
from subtitler.cut import Cut
from subtitler.cut.tracks import Timing
from subtitler.pipeline import Settings, Subtitles, render

REPORT_VERSION = 1
"""Of the report's fields; grows when one changes its meaning."""

REPORT_SUFFIX = ".report.json"


def suffixes(settings: Settings) -> tuple[str, ...]:
    """Those of `outputs` for a translated transcript."""
    upper = settings.upper
    return (*(f".{language}.srt" for language in sorted(Language)), f".{upper}-{upper.other}.srt", REPORT_SUFFIX)


def outputs(subtitles: Subtitles, settings: Settings) -> dict[str, str]:
    """All files of a transcript by their suffix: those of `render`, and the report as `.report.json`."""
    described = json.dumps(report(subtitles, settings), ensure_ascii=False, indent=2)
    return {**render(subtitles, settings), REPORT_SUFFIX: described + "\n"}


def report(subtitles: Subtitles, settings: Settings) -> dict[str, object]:
    """How the subtitles were made and what to look at, as plain data for JSON."""
    script, made = subtitles.script, subtitles.cut
    transcript, timing = script.transcript, settings.timing
    track = next(iter(made.tracks.values()))
    return {
        "report": REPORT_VERSION,
        "subtitler": subtitler.__version__,
        "origin": transcript.origin,
        "style": transcript.style,
        "language": transcript.language,
        "meta": [list(pair) for pair in transcript.meta],
        "translator": subtitles.translator,
        "model_note": subtitles.model_note,
        "profile": {
            language: {"name": settings.profiles[language].name, "source": settings.profiles[language].source}
            for language in made.tracks
        },
        "timing": _timing(timing, track, made),
        "counts": {
            "blocks": dict(Counter(block.kind for block in transcript.blocks)),
            "sentences": len(script.sentences),
            "cues": len(track.cues),
            "words": sum(len(sentence.text.split()) for sentence in script.sentences),
        },
        "notices": [
            {"kind": notice.kind, "line": notice.line, "column": notice.column, "text": notice.text}
            for notice in transcript.notices
        ],
        "issues": [_issue(issue) for issue in subtitles.issues],
        "issue_counts": dict(Counter(f"{issue.language}:{issue.rule}" for issue in subtitles.issues)),
        "back_translated": _back_translated(subtitles),
        "filled": list(made.filled),
        "sentences": _sentences(subtitles, track),
    }


def _timing(timing: Timing, track: Track, made: Cut) -> dict[str, object]:
    scaled = timing.duration_ms is not None
    return {
        "basis": "scaled" if scaled else "estimated",
        "how": (
            "estimated from the text: words and syllables at a newsreader's rate, pauses by boundary; no audio heard"
            + ("; then scaled to the given duration, pauses first" if scaled else "")
        ),
        "start_ms": track.cues[0].start_ms,
        "end_ms": track.cues[-1].end_ms,
        "spoken_ms": round(made.spoken_ms),
        "frame_rate": None if timing.frame_rate is None else str(timing.frame_rate),
        "pace": {name: getattr(timing.pace, name) for name in timing.pace.__slots__},
    }


def _issue(issue: Issue) -> dict[str, object]:
    return {
        "rule": issue.rule,
        "severity": issue.severity,
        "cue": issue.cue,
        "last_cue": issue.last_cue,
        "language": issue.language,
        "found": issue.found,
        "limit": issue.limit,
        "hint": issue.hint,
    }


def _back_translated(subtitles: Subtitles) -> list[dict[str, object]]:
    """Sound bites whose subtitle in the spoken language is translated back from the page: check them with the tape."""
    if subtitles.translations is None:
        return []
    return [
        {"block": block.number, "line": block.line, "speaker": block.speaker.name if block.speaker else None,
         "spoken": block.spoken, "written": block.language}
        for block in subtitles.script.transcript.blocks
        if block.kind is BlockKind.BITE and block.spoken.split("-")[0] == block.language.other
    ]  # fmt: skip


def _sentences(subtitles: Subtitles, track: Track) -> list[dict[str, object]]:
    cues: dict[int, list[int]] = {}
    for number, cue in enumerate(track.cues, 1):
        for shown in cue.sentences:
            cues.setdefault(shown, []).append(number)
    rows: list[dict[str, object]] = []
    for sentence in subtitles.script.sentences:
        block = subtitles.script.transcript.blocks[sentence.block]
        row: dict[str, object] = {
            "number": sentence.number,
            "kind": block.kind,
            "speaker": block.speaker.name if block.speaker else None,
            "language": block.language,
            "spoken": block.spoken,
            "cues": cues[sentence.number],
            "text": sentence.text,
        }
        if subtitles.translations is not None:
            translation = subtitles.translations[sentence.number]
            row |= {"translation": translation.text, "score": translation.score, "notes": list(translation.notes)}
        rows.append(row)
    return rows
