"""subtitler check: tracks -> what is wrong with them, on the terminal, as JSON, CSV or a page; and corrected files."""

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from subtitler.batch.processes import processors
from subtitler.check.result import Checked
from subtitler.check.rules import select
from subtitler.check.sides import Sides
from subtitler.cli.bites import score
from subtitler.cli.jobs import Job, load
from subtitler.cli.options import Force, From, Lenient, Profile, Quiet, Style, Verbose, frame_rate_option
from subtitler.cli.talk import Talk
from subtitler.cli.tracks import read_sides, rendered, targets
from subtitler.cli.translating import Wanted, read_glossary, result_cache
from subtitler.config import find_style
from subtitler.core.errors import ConfigError
from subtitler.core.issue import Severity
from subtitler.core.profile import on_frames
from subtitler.cut import Pace
from subtitler.cut.lexicon import EMPTY
from subtitler.files import STANDARD, check_free, write_all, write_text
from subtitler.pipeline import Settings, check_tracks
from subtitler.report.data import to_data
from subtitler.report.page import page
from subtitler.report.rules_page import rules_page
from subtitler.report.spreadsheet import to_csv
from subtitler.report.table import print_table
from subtitler.similarity import load_embedding
from subtitler.translate.catalogue import BUNDLED
from subtitler.translate.loading import load_lexicon

app = typer.Typer(add_completion=False, rich_markup_mode=None)

PROBLEMS_FOUND = 1
_PIPE_WIDTH = 160
_MANY = 2000  # cues of a track; to start a process and load what it needs takes two seconds


def _print_rules(wanted: bool) -> None:
    if wanted:
        typer.echo(rules_page(), nl=False)
        raise typer.Exit


@app.command("check")
def check_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES...", help="A Korean and an English track in any order, a stacked file, or one."),
    ],
    transcript: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the tracks were made from: speakers, and what is missing.")
    ] = None,
    source: From = None,
    style: Style = None,
    lenient: Lenient = False,
    bites: Annotated[
        bool, typer.Option("--bites", help="Translate the transcript's sound bites and score them, the worst first.")
    ] = False,
    reference: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The bites' wording in the other language: TSV, a track, a transcript."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Translates the bites; else the bundled one.")
    ] = None,
    profile: Profile = "netflix",
    fps: Annotated[
        str | None, typer.Option("--fps", metavar="RATE", help="The frames that the times lie on (25, 29.97).")
    ] = None,
    glossary: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Terms to hold to: TSV, CSV or TBX; may be repeated.")
    ] = None,
    no_default_glossary: Annotated[
        bool, typer.Option("--no-default-glossary", help="Without the one that comes with it.")
    ] = False,
    no_embedding: Annotated[
        bool, typer.Option("--no-embedding", help="Do not compare meanings, though the package for it is there.")
    ] = False,
    only: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only this rule; may be repeated.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not this rule; may be repeated.")] = None,
    severity: Annotated[Severity, typer.Option(help="error: show errors only.")] = Severity.WARNING,
    fixing: Annotated[
        bool,
        typer.Option("--fix", help="Correct what has one right answer, and write the files: into DIR, or --force."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder for the files that --fix corrects.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON on standard output.")] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the issues for a spreadsheet.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with all cues and their issues.")
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules", callback=_print_rules, is_eager=True, help="Explain every rule, and end.")
    ] = False,
    force: Force = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check subtitles: form, timing, and whether both languages say the same.

    Ends with 1 where it finds an error.
    """
    talk = Talk(quiet=quiet, verbose=verbose)
    rules = select(only or (), ignore or ())
    profiles, _ = find_style(profile, Pace())
    if fps is not None:
        profiles = on_frames(profiles, frame_rate_option("--fps", fps))
    _refuse_crowd(as_json, csv, html)
    if (bites or reference) and transcript is None:
        raise ConfigError(place="--bites", finding="there is no transcript", way_out="give it with --transcript FILE")
    given = read_sides(files, talk)
    places = targets(given, output) if fixing else {}
    if not force:
        check_free(path for path in (csv, html, *places.values()) if path is not None and path != STANDARD)
    settings = Settings(language=source, style=style, lenient=lenient)
    script = None if transcript is None else load(Job(path=transcript, stem=transcript), settings, talk)
    terms = read_glossary(glossary or (), default=not no_default_glossary, scripts=[script] if script else [])
    is_pair = len(given.tracks) == 2
    embedding = load_embedding() if not no_embedding and (is_pair or reference) else None
    with talk.stage("checking", None), _second_process(given) as beside:
        checked = check_tracks(
            given,
            profiles=profiles,
            rules=rules,
            glossary=terms,
            lexicon=load_lexicon() if is_pair else EMPTY,
            embedding=embedding,
            script=script,
            fixing=fixing,
            beside=beside,
        )
    if transcript is not None and (bites or reference):
        wanted = _wanted(model, glossary or (), default_glossary=not no_default_glossary)
        scores = score(transcript, reference, settings=settings, wanted=wanted, embedding=embedding, talk=talk)
        by = ("sound bites translated by", model or BUNDLED)
        checked = replace(checked, bites=scores, made_by=(*checked.made_by, by))
    if fixing:
        texts = rendered(given, checked.tracks)
        write_all({places[name]: text for name, text in texts.items()}, force=force)
        for path in places.values():
            talk.say(f"corrected: {path}")
    _report(_seen(checked, severity), as_json, csv, html, force)
    if checked.count(Severity.ERROR):
        raise typer.Exit(PROBLEMS_FOUND)


@contextmanager
def _second_process(given: Sides) -> Iterator[Executor | None]:
    """One more process, where there is so much to do that starting it pays and a processor is free; else None."""
    if max(len(track.cues) for track in given.tracks.values()) < _MANY or processors() < 2:
        yield None
        return
    # Ctrl-C ends it without a word.
    with ProcessPoolExecutor(1, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)) as executor:
        yield executor


def _refuse_crowd(as_json: bool, csv: Path | None, html: Path | None) -> None:
    """Raises ConfigError where two reports would run into each other on standard output."""
    if as_json + (csv == STANDARD) + (html == STANDARD) > 1:
        raise ConfigError(
            place="--json, --csv, --html", finding="two of them go to standard output", way_out="name a file for one"
        )


def _wanted(model: str | None, glossaries: Sequence[Path], *, default_glossary: bool) -> Wanted:
    """The translator of bites: as `make` has it where nothing else is asked for."""
    return Wanted(
        model=model,
        engine="ctranslate2",
        compute="int8",
        fallback=None,
        glossaries=glossaries,
        default_glossary=default_glossary,
        memory=None,
        cache=result_cache(),
    )


def _seen(checked: Checked, least: Severity) -> Checked:
    """`checked` with the issues that somebody asked to see."""
    if least is Severity.WARNING:
        return checked
    errors = tuple(issue for issue in checked.issues if issue.severity is Severity.ERROR)
    return replace(checked, issues=errors, unseen=len(checked.issues) - len(errors))


def _report(checked: Checked, as_json: bool, csv: Path | None, html: Path | None, force: bool) -> None:
    if csv is not None:
        write_text(csv, to_csv(checked), force=force, bom=True)  # for Excel, which else takes Korean for Latin
    if html is not None:
        write_text(html, page(checked), force=force)
    if as_json:
        typer.echo(json.dumps(to_data(checked), ensure_ascii=False, indent=2))
    elif STANDARD not in {csv, html}:
        console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
        print_table(checked, console)
