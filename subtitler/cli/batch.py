"""subtitler batch: many transcripts into one folder, with a journal; and what the journal says."""

import json
import os
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from subtitler.batch.crew import Alone, Crew
from subtitler.batch.journal import Journal, State
from subtitler.batch.manifest import manifest_jobs
from subtitler.batch.plan import find_jobs, listed_job, plan
from subtitler.batch.processes import ProcessCrew
from subtitler.batch.ray_crew import RayCrew
from subtitler.batch.run import Demand, Run, Stop
from subtitler.batch.summary import summary_page
from subtitler.cli.batch_talk import BatchTalk
from subtitler.cli.group import EXIT_INTERRUPTED, fail
from subtitler.cli.options import (
    Compute,
    Duration,
    FallbackEngine,
    FrameRate,
    From,
    Glossaries,
    Lenient,
    MemoryFile,
    Model,
    NoDefaultGlossary,
    OutputFolder,
    Profile,
    Quiet,
    SpeakerLabels,
    StackOrder,
    Start,
    Style,
    Verbose,
)
from subtitler.cli.order import Order
from subtitler.cli.recipes import COLUMNS, Options, Recipes, equip
from subtitler.cli.signals import heeding_signals
from subtitler.cli.talk import Talk
from subtitler.core.errors import ConfigError
from subtitler.files import write_text
from subtitler.translate.loading import ENGINES
from subtitler.translate.stack import flagged

EXIT_FAILURES = 1
RAY = "ray"
SUMMARY = "batch-summary.html"
_SHOWN = 20


class _DefaultGroup(TyperGroup):
    """`batch IN...` is `batch run IN...`. An input that is called like a command is written `./status`."""

    default = "run"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        is_named = not args or args[0] in (*self.commands, "--help")
        rest: list[str] = super().parse_args(ctx, args if is_named else [self.default, *args])
        return rest


app = typer.Typer(
    cls=_DefaultGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Make subtitles from many transcripts, and go on where that was cut off. `batch IN...` is `batch run IN...`.",
)


@app.command("run")
def run_command(
    output: OutputFolder,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="IN", help="Files, folders, globs in quotes; - is a list of paths."),
    ] = None,
    manifest: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help=f"CSV or JSONL with the columns path, output, {', '.join(COLUMNS)}."),
    ] = None,
    pattern: Annotated[str, typer.Option(metavar="GLOB", help="Names of the transcripts in a folder.")] = "*.txt",
    source: From = None,
    style: Style = None,
    profile: Profile = "netflix",
    model: Model = None,
    engine: Annotated[
        str,
        typer.Option("--engine", help="ctranslate2, transformers, or ray: ctranslate2 on the machines of a cluster."),
    ] = ENGINES[0],
    compute: Compute = "int8",
    fallback: FallbackEngine = None,
    glossary: Glossaries = None,
    no_default_glossary: NoDefaultGlossary = False,
    memory: MemoryFile = None,
    start: Start = "0",
    duration: Duration = None,
    fps: FrameRate = None,
    order: StackOrder = Order.KO_EN,
    speaker_labels: SpeakerLabels = False,
    lenient: Lenient = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that share the work; else one, or as many as Ray has processors."),
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="The Ray cluster; else a Ray of this run's own.")
    ] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what happens as JSON, an event a line.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that were changed by hand or not made here.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make subtitles from many transcripts, and go on where that was cut off.

    Writes NAME.ko.srt, NAME.en.srt, NAME.ko-en.srt and NAME.report.json for each into the folder DIR, which mirrors the
    folders given. A journal in it knows what is done: run the same command again, and only what is new, changed,
    missing or was cut off is made. A transcript that fails does so alone; exit code 1 tells that there is one.
    """
    talk = BatchTalk(Talk(quiet=quiet, verbose=verbose), as_json=as_json)
    recipes = Recipes(
        Options(
            language=source,
            style=style,
            lenient=lenient,
            profile=profile,
            start=start,
            duration=duration,
            fps=fps,
            order=order,
            speaker_labels=speaker_labels,
            model=model,
            engine=ENGINES[0] if engine == RAY else engine,
            compute=compute,
            fallback=fallback,
            glossaries=tuple(map(str, glossary or ())),
            default_glossary=not no_default_glossary,
            memory=None if memory is None else str(memory),
        )
    )
    recipes(())
    names = inputs or []
    found = [
        *find_jobs((name for name in names if name != "-"), pattern=pattern),
        *(job for file in manifest or () for job in manifest_jobs(file, settings=COLUMNS)),
    ]
    if "-" in names:
        found += [listed_job(line, place=line) for line in sys.stdin.read().splitlines() if line]
    jobs = plan(found, output, recipes)
    demand = Demand(force=force, retry_failed=retry_failed, fail_fast=fail_fast)
    stop = Stop()
    try:
        with (
            Journal.open(output) as journal,
            closing(_crew(engine, workers, address)) as crew,
            heeding_signals(stop, talk.say),
        ):
            run = Run(output, journal, sign=recipes, demand=demand, tell=talk.tell, stop=stop)
            with talk.over(len(jobs)):
                run.work(jobs, crew)
    except KeyboardInterrupt:
        fail("stopped at once; no file was left half written, and the same command goes on")
        sys.stdout.flush()
        os._exit(EXIT_INTERRUPTED)  # threads would finish first what they have in hand
    talk.end()
    if stop.is_asked:
        fail("interrupted; the same command goes on")
        raise typer.Exit(EXIT_INTERRUPTED)
    if talk.has_failures:
        raise typer.Exit(EXIT_FAILURES)


def _crew(engine: str, workers: int | None, address: str | None) -> Crew:
    if engine == RAY:
        return RayCrew(equip, address=address, workers=workers)
    if address is not None:
        raise ConfigError(place="--address", finding="is of a Ray cluster", way_out=f"give --engine {RAY} with it")
    return Alone(equip) if workers in (None, 1) else ProcessCrew(equip, workers=workers)


@app.command("status")
def status_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that a batch writes into.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what the journal of a batch says, also while it runs."""
    with closing(Journal.open_read(folder)) as journal:
        counts, is_running = journal.counts(), journal.is_running
        failed = [*islice(journal.jobs(State.FAILED), None if as_json else _SHOWN)]
    if as_json:
        failures = [
            {"number": job.number, "path": job.path, "output": job.stem, "error": job.failure and job.failure.kind,
             "message": job.failure and job.failure.message}
            for job in failed
        ]  # fmt: skip
        shown = {"running": is_running, "jobs": counts.jobs, **counts._asdict(), "failures": failures}
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    working = "at work" if is_running else "interrupted"
    typer.echo(f"{folder}: {'a run is going on' if is_running else 'no run is going on'}")
    typer.echo(
        f"{counts.jobs:,} transcripts: {counts.done:,} done, {counts.failed:,} failed, "
        f"{counts.working:,} {working}, {counts.waiting:,} waiting"
    )
    typer.echo(
        f"done: {counts.sentences:,} sentences, {counts.cues:,} cues, {counts.errors:,} errors and "
        f"{counts.warnings:,} warnings; {counts.flagged:,} translations want a look"
    )
    for job in failed:
        typer.echo(f"failed: {job.path}: {job.failure.message if job.failure else ''}")
    if counts.failed > len(failed):
        typer.echo(f"and {counts.failed - len(failed):,} more failed")


@app.command("summary")
def summary_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that a batch writes into.")],
) -> None:
    """Write DIR/batch-summary.html: what came of each transcript, failures first, and the worst of all."""
    with closing(Journal.open_read(folder)) as journal:
        page = summary_page(folder, journal, flagged=flagged)
    write_text(folder / SUMMARY, page, force=True)
    typer.echo(folder / SUMMARY)
