"""subtitler make: transcripts -> Korean, English and stacked SRT, and a report."""

import json
from contextlib import ExitStack
from dataclasses import replace
from typing import Annotated

import typer

from subtitler.cli.jobs import load, plan, settings_of, write
from subtitler.cli.options import (
    Compute,
    Duration,
    Engine,
    FallbackEngine,
    Files,
    Force,
    FrameRate,
    From,
    Glossaries,
    Json,
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
from subtitler.cli.talk import Talk
from subtitler.cli.translating import Wanted, load_translator, result_cache
from subtitler.files import check_free
from subtitler.pipeline import cut_script, translate_scripts
from subtitler.report.made import outputs, report, suffixes
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
    model: Model = None,
    engine: Engine = "ctranslate2",
    compute: Compute = "int8",
    fallback: FallbackEngine = None,
    glossary: Glossaries = None,
    no_default_glossary: NoDefaultGlossary = False,
    memory: MemoryFile = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Translate anew what was translated before.")] = False,
    start: Start = "0",
    duration: Duration = None,
    fps: FrameRate = None,
    order: StackOrder = Order.KO_EN,
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
        check_free(job.output(suffix) for job in jobs for suffix in suffixes(settings))
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
        write(job, outputs(subtitles, settings), subtitles, force=force, talk=talk)
        reports.append(report(subtitles, settings))
    if as_json:
        typer.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))
