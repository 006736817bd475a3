"""subtitler make: transcripts -> Korean, English and stacked SRT, and a report."""

import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from subtitler.cli.jobs import Job, load, plan, settings_of, summarise
from subtitler.cli.options import (
    Compute,
    Duration,
    Engine,
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
from subtitler.cli.order import Order
from subtitler.cli.talk import Talk
from subtitler.cli.translating import Wanted, load_translator, result_cache
from subtitler.files import check_free, write_all
from subtitler.pipeline import Settings, Subtitles, cut_script, render, report, translate_scripts
from subtitler.translate.catalogue import BUNDLED, known_model
from subtitler.translate.loading import load_lexicon

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("make")
def make_command(
    files: Files,
    output: OutputFolder,
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
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Translate anew what was translated before.")] = False,
    start: Start = "0",
    duration: Duration = None,
    fps: FrameRate = None,
    order: Annotated[Order, typer.Option(help="Which language is on top in the stacked file.")] = Order.KO_EN,
    speaker_labels: SpeakerLabels = False,
    lenient: Lenient = False,
    as_json: Json = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make subtitles in both languages from transcripts.

    Writes NAME.ko.srt, NAME.en.srt, NAME.ko-en.srt (stacked) and NAME.report.json, all with the same cues and times.
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
    settings = replace(settings, lexicon=load_lexicon(), upper=order.on_top)
    jobs = plan(files, output)
    if not force:
        check_free(job.stem.with_name(job.stem.name + suffix) for job in jobs for suffix in _suffixes(order))
    scripts = [load(job, settings, talk) for job in jobs]
    wanted = Wanted(
        model=model,
        engine=engine,
        compute=compute,
        fallback=fallback,
        glossaries=glossary or [],
        default_glossary=not no_default_glossary,
        memory=memory,
        cache=None if no_cache else result_cache(),
    )
    known = known_model(model or BUNDLED)
    note = known.note if known else None
    with ExitStack() as stack:
        translator = load_translator(wanted, scripts, stack, talk)
        if known is not None:
            talk.say(f"model {known.id}: {known.note}")
        with talk.stage("translating", sum(len(script.sentences) for script in scripts)) as stage:
            translations = translate_scripts(scripts, translator, progress=stage.advance)
        signature = translator.signature
    reports = []
    for job, script, translated in zip(jobs, scripts, translations, strict=True):
        with talk.stage(f"cutting {job.path.name}", len(script.sentences)) as stage:
            subtitles = cut_script(
                script, translated, settings=settings, translator=signature, model_note=note, progress=stage.advance
            )
        reports.append(_write(job, subtitles, settings, force, talk))
    if as_json:
        typer.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))


def _suffixes(order: Order) -> tuple[str, ...]:
    return (".ko.srt", ".en.srt", f".{order}.srt", ".report.json")


def _write(job: Job, subtitles: Subtitles, settings: Settings, force: bool, talk: Talk) -> dict[str, object]:
    described = report(subtitles, settings)
    outputs = {
        **render(subtitles, settings),
        ".report.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n",
    }
    paths = {job.stem.with_name(job.stem.name + suffix): text for suffix, text in outputs.items()}
    write_all(paths, force=force)
    summarise(job, subtitles, [str(path) for path in paths], talk)
    return described
