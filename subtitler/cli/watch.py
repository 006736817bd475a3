"""subtitler watch: every transcript that appears in a folder -> subtitles, until it is told to stop."""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from subtitler.batch.crew import Alone, Crew
from subtitler.batch.journal import Journal
from subtitler.batch.plan import Job, plan
from subtitler.batch.run import Demand, Run, Stop
from subtitler.batch.watch import Watch, check_apart
from subtitler.cli.batch_talk import BatchTalk
from subtitler.cli.group import EXIT_INTERRUPTED, fail
from subtitler.cli.options import (
    Compute,
    Duration,
    Engine,
    FrameRate,
    From,
    Lenient,
    OutputFolder,
    Profile,
    Quiet,
    SpeakerLabels,
    Start,
    Style,
    Verbose,
)
from subtitler.cli.order import Order
from subtitler.cli.recipes import Options, Recipes, equip
from subtitler.cli.signals import heeding_signals
from subtitler.cli.talk import Talk
from subtitler.core.errors import SubtitlerError

_NAMED = 10

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("watch")
def watch_command(
    folder: Annotated[Path, typer.Argument(metavar="IN", help="The folder in which transcripts appear.")],
    output: OutputFolder,
    pattern: Annotated[str, typer.Option(metavar="GLOB", help="Names of the transcripts.")] = "*.txt",
    settle: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, max=3600, help="How long a transcript must not have changed.")
    ] = 2.0,
    source: From = None,
    style: Style = None,
    profile: Profile = "netflix",
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A folder or a name of `subtitler models`; else the bundled one."),
    ] = None,
    engine: Engine = "ctranslate2",
    compute: Compute = "int8",
    fallback: Annotated[
        str | None, typer.Option("--fallback-engine", help="Engine that tries what the first fails on.")
    ] = None,
    glossary: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Terms to render: TSV, CSV or TBX; may be repeated.")
    ] = None,
    no_default_glossary: Annotated[
        bool, typer.Option("--no-default-glossary", help="Without the one that comes with it.")
    ] = False,
    memory: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Translation memory to take sentences from.")
    ] = None,
    start: Start = "0",
    duration: Duration = None,
    fps: FrameRate = None,
    order: Annotated[Order, typer.Option(help="Which language is on top in the stacked file.")] = Order.KO_EN,
    speaker_labels: SpeakerLabels = False,
    lenient: Lenient = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what happens as JSON, an event a line.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that were changed by hand or not made here.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make subtitles from every transcript that appears or changes in a folder.

    Begins with what is in IN and below and not yet done, and goes on until Ctrl-C or SIGTERM, which let what is in hand
    be finished. Writes into DIR as `subtitler batch` does, with a journal, so that it goes on where it was stopped. A
    transcript that fails is named, and tried again when it changes.
    """
    check_apart(folder, output)
    talk = Talk(quiet=quiet, verbose=verbose)
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
            engine=engine,
            compute=compute,
            fallback=fallback,
            glossaries=tuple(map(str, glossary or ())),
            default_glossary=not no_default_glossary,
            memory=None if memory is None else str(memory),
        )
    )
    recipes(())
    demand = Demand(force=force, retry_failed=retry_failed)
    stop = Stop()

    def work(jobs: Sequence[Job], journal: Journal, crew: Crew) -> None:
        batch_talk = BatchTalk(talk, as_json=as_json)
        run = Run(output, journal, sign=recipes, demand=demand, tell=batch_talk.tell, stop=stop)
        with batch_talk.over(len(jobs)):
            run.work(jobs, crew)
        batch_talk.end()

    try:
        with (
            Journal.open(output) as journal,
            closing(Alone(equip)) as crew,
            heeding_signals(stop, talk.say, is_service=True),
        ):
            talk.say(f"watching {folder}")
            watch = Watch(folder, pattern=pattern, settle_s=settle, stop=stop, tell=talk.say)
            for found in watch.ready():
                if jobs := _planned(found, output, recipes, talk):
                    work(jobs, journal, crew)
    except KeyboardInterrupt:
        fail("stopped at once; no file was left half written, and the same command goes on")
        sys.stdout.flush()
        os._exit(EXIT_INTERRUPTED)  # threads would finish first what they have in hand
    talk.say("stopped; the same command goes on")
    if stop.is_asked:
        raise typer.Exit(EXIT_INTERRUPTED)


def _planned(found: Sequence[Job], output: Path, recipes: Recipes, talk: Talk) -> list[Job]:
    """Those that have a name of their own in `output`; the others are told of, and no reason to end."""
    jobs: list[Job] = []
    for job in found:
        try:
            jobs += plan([job], output, recipes)
        except SubtitlerError as error:
            fail(str(error))
    for job in jobs[:_NAMED]:
        talk.say(job.path)
    if len(jobs) > _NAMED:
        talk.say(f"and {len(jobs) - _NAMED:,} more")
    return jobs
