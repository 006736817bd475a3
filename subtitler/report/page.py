"""Checked -> one HTML page that needs nothing else."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from subtitler.check.result import Checked
from subtitler.check.sides import NAMES
from subtitler.check.timing import reading_speed
from subtitler.core.issue import Severity
from subtitler.core.transcript import BlockKind
from subtitler.report.diff import diff
from subtitler.report.rows import rows
from subtitler.report.shown import short_clock, shown
from subtitler.report.speed import HEIGHT, WIDTH, chart
from subtitler.report.table import BASES, cues, verdict

if TYPE_CHECKING:
    from jinja2 import Template

_KINDS = {
    BlockKind.ANCHOR: "anchor",
    BlockKind.REPORT: "report",
    BlockKind.BITE: "sound bite",
    BlockKind.SIGN_OFF: "sign-off",
    BlockKind.HEADING: "heading",
}


def page(checked: Checked) -> str:
    """The page's text. What comes from the subtitles is escaped, and the page's policy lets only its own script run."""
    from markupsafe import Markup  # noqa: PLC0415 - heavy, with its Jinja2

    style, script = _part("page.css"), _part("page.js")
    end_ms = max(cue.end_ms for track in checked.tracks.values() for cue in track.cues)
    charts = {language: chart(track, checked.profiles[language], end_ms) for language, track in checked.tracks.items()}
    return _template().render(
        checked=checked,
        names=dict.fromkeys(checked.names[language] for language in checked.tracks),
        verdict=verdict(checked),
        worst=next((severity for severity in Severity if checked.count(severity)), "good"),
        counts=checked.counts,
        demands={rule.name: rule.demand.replace("`", "") for rule in checked.rules},
        diff=diff,
        charts=charts,
        speed_of=lambda cue, language: reading_speed(cue, checked.profiles[language]),
        minutes=[*zip(*(drawn.minutes for drawn in charts.values()), strict=True)],
        width=WIDTH,
        height=HEIGHT,
        rows=rows(checked),
        severities=[*Severity],
        kinds=_KINDS,
        bases=BASES,
        language_names=NAMES,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )  # fmt: skip


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    filters: dict[str, Callable[..., object]] = {
        "shown": shown,
        "shown_lines": _shown_lines,
        "clock": short_clock,
        "cues": cues,
        "speed": _speed,
    }
    environment.filters |= filters
    return environment.from_string(_part("page.html"))


def _shown_lines(lines: Iterable[str]) -> str:
    return "\n".join(map(shown, lines))


def _speed(speed: float | None) -> str:
    return "" if speed is None else f"{speed:.1f}"


def _part(name: str) -> str:
    return (files("subtitler.report") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a browser must find the text to hash to before it takes it in."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
