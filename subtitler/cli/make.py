"""subtitler make: transcripts -> Korean, English and stacked SRT, and a report."""

import json
from dataclasses import replace
from typing import Annotated

import typer

from subtitler.cli.jobs import Job, load, plan, settings_of, summarise
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
from subtitler.cli.order import Order
from subtitler.cli.talk import Talk
from subtitler.core.language import Pair
from subtitler.files import check_free, write_all
from subtitler.pipeline import Script, Settings, Subtitles, cut_script, pairs_needed, render, report, translate_script
from subtitler.translate.catalogue import BUNDLED, known_model
from subtitler.translate.loading import load_lexicon, load_translator
from subtitler.translate.protocol import Translator


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
    pairs = sorted({pair for script in scripts for pair in pairs_needed(script)})
    translator = _translator(model, pairs, talk)
    known = known_model(model or BUNDLED)
    if known is not None:
        talk.say(f"model {known.id}: {known.note}")
    reports = []
    for job, script in zip(jobs, scripts, strict=True):
        subtitles = _subtitles(job, script, translator, known.note if known else None, settings, talk)
        reports.append(_write(job, subtitles, settings, force, talk))
    if as_json:
        typer.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))


def _suffixes(order: Order) -> tuple[str, ...]:
    return (".ko.srt", ".en.srt", f".{order}.srt", ".report.json")


def _translator(model: str | None, pairs: list[Pair], talk: Talk) -> Translator:
    with talk.stage("loading the model", None):
        return load_translator(model, pair=pairs[0] if len(pairs) == 1 else None)


def _subtitles(
    job: Job, script: Script, translator: Translator, model_note: str | None, settings: Settings, talk: Talk
) -> Subtitles:
    with talk.stage(f"translating {job.path.name}", len(script.sentences)) as stage:
        translations = translate_script(script, translator, progress=stage.advance)
    with talk.stage(f"cutting {job.path.name}", len(script.sentences)) as stage:
        return cut_script(
            script,
            translations,
            settings=settings,
            translator=translator.signature,
            model_note=model_note,
            progress=stage.advance,
        )


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
