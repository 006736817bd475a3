"""subtitler cut: transcripts -> timed SRT in their own language; no model needed."""

import json

import typer

from subtitler.cli.jobs import load, plan, settings_of, write
from subtitler.cli.options import (
    Duration,
    Files,
    Force,
    FrameRate,
    From,
    Json,
    Lenient,
    OutputFolder,
    Profile,
    Quiet,
    SpeakerLabels,
    Start,
    Style,
    Verbose,
)
from subtitler.cli.talk import Talk
from subtitler.pipeline import cut_script, render
from subtitler.report.made import report

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("cut")
def cut_command(
    files: Files,
    output: OutputFolder,
    source: From = None,
    style: Style = None,
    profile: Profile = "netflix",
    start: Start = "0",
    duration: Duration = None,
    fps: FrameRate = None,
    speaker_labels: SpeakerLabels = False,
    lenient: Lenient = False,
    as_json: Json = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Cut transcripts into timed cues of their own language, with no translation.

    Writes NAME.LANGUAGE.srt.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    settings = settings_of(
        language=source,
        style=style,
        lenient=lenient,
        profile=profile,
        start=start,
        duration=duration,
        fps=fps,
        speaker_labels=speaker_labels,
    )
    reports = []
    for job in plan(files, output):
        script = load(job, settings, talk)
        with talk.stage(f"cutting {job.path.name}", len(script.sentences)) as stage:
            subtitles = cut_script(script, None, settings=settings, progress=stage.advance)
        write(job, render(subtitles, settings), subtitles, force=force, talk=talk)
        reports.append(report(subtitles, settings))
    if as_json:
        typer.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))
