"""How fast is a batch, and in how much memory? python -m benchmarks.batch [--transcripts 100 1000] [--workers 1]

One after the other, each in a process of its own:
  batch     `subtitler batch` on each number of transcripts, from the start of the process to its end
then, on the last number of them:
  engine    the model alone on the same sentences, chunk by chunk, each sentence of a chunk once as in the batch
  guarded   the same with the guard's repeated attempts, which are the engine's work too
  make      a loop over `subtitler make`, one transcript a process (the first --loop of them, and what all would take)
and how long a manifest of 100,000 takes to be planned, and in how much memory. Where others use the machine too,
compare the milliseconds of processor.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import transcripts
from subtitler.batch.journal import Journal
from subtitler.batch.manifest import manifest_jobs
from subtitler.batch.plan import find_jobs, plan
from subtitler.batch.run import CHUNK_JOBS
from subtitler.batch.work import ModelChoice
from subtitler.cli.recipes import COLUMNS, Tools
from subtitler.core.language import Pair
from subtitler.pipeline import Settings, read_script
from subtitler.translate.loading import load_translator
from subtitler.translate.protocol import Translator

PYTHON = (sys.executable, "-m")


class Ended(NamedTuple):
    seconds: float
    processor_seconds: float
    memory_mb: float
    lines: list[str]


def ended(arguments: Sequence[str], environment: dict[str, str]) -> Ended:
    """What a Python module did, and the most memory that it held."""
    began = time.perf_counter()
    process = subprocess.Popen([*PYTHON, *arguments], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    lines = [*process.stdout]
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    used = usage.ru_utime + usage.ru_stime
    return Ended(time.perf_counter() - began, used, usage.ru_maxrss / 1024, lines)


def batch(source: Path, out: Path, workers: int, environment: dict[str, str]) -> float:
    """Prints what a batch took; sentences a second."""
    arguments = ("subtitler", "batch", str(source), "-o", str(out), "--json", "-q", "--workers", str(workers))
    found = ended(arguments, environment)
    events = [json.loads(line) for line in found.lines]
    jobs: list[int] = [event["sentences"] for event in events if event["event"] == "job"]
    sentences = sum(jobs)
    hours = found.seconds / 3600
    print(
        f"batch    {len(jobs):5} transcripts, {sentences:6} sentences in {found.seconds:7.1f} s: "
        f"{len(jobs) / hours:9,.0f} transcripts an hour, {sentences / hours:11,.0f} sentences an hour, "
        f"{sentences / found.seconds:6.1f} a second; {found.processor_seconds * 1000 / sentences:.1f} ms of processor "
        f"a sentence; peak {found.memory_mb:.0f} MB",
        flush=True,
    )
    return sentences / found.seconds


def translated(source: Path, which: str) -> None:
    """In this process: prints the sentences and the seconds that a translator takes for them."""
    tools = Tools()
    translator: Translator
    translator = load_translator(None) if which == "engine" else tools.translator(ModelChoice())
    translator.translate(["1"], min(translator.pairs))
    sentences, distinct, seconds, used = 0, 0, 0.0, 0.0
    jobs = find_jobs([str(source)], pattern="*.txt")
    while chunk := [*islice(jobs, CHUNK_JOBS)]:
        wanted: dict[Pair, dict[str, None]] = {}
        for job in chunk:
            text = Path(job.path).read_text(encoding="utf-8")
            script = read_script(text, origin=job.path, settings=Settings())
            sentences += len(script.sentences)
            for sentence in script.sentences:
                language = script.transcript.blocks[sentence.block].language
                wanted.setdefault(Pair(language, language.other), {})[sentence.text] = None
        began, used_before = time.perf_counter(), time.process_time()
        for pair, texts in wanted.items():
            translator.translate([*texts], pair)
        seconds += time.perf_counter() - began
        used += time.process_time() - used_before
        distinct += sum(map(len, wanted.values()))
    print(json.dumps({"sentences": sentences, "distinct": distinct, "seconds": seconds, "processor_seconds": used}))


def compared(which: str, source: Path, rate: float, environment: dict[str, str]) -> None:
    found = ended(("benchmarks.batch", "--translate", str(source), which), environment)
    told = json.loads(found.lines[-1])
    own = told["sentences"] / told["seconds"]
    print(
        f"{which:8} {told['sentences']} sentences, {told['distinct']} translated, in {told['seconds']:7.1f} s: "
        f"{own:6.1f} a second; {told['processor_seconds'] * 1000 / told['sentences']:.1f} ms of processor a sentence; "
        f"peak {found.memory_mb:.0f} MB; the batch has {rate / own:.2f} of it",
        flush=True,
    )


def loop(source: Path, count: int, total: int, environment: dict[str, str], out: Path) -> None:
    paths = sorted(source.rglob("*.txt"))[:count]
    began = time.perf_counter()
    for path in paths:
        ended(("subtitler", "make", str(path), "-o", str(out), "-q", "--no-cache"), environment)
    each = (time.perf_counter() - began) / len(paths)
    print(
        f"make     {len(paths)} processes, {each:.1f} s a transcript: {3600 / each:9,.0f} transcripts an hour; "
        f"{total} would take {each * total:,.0f} s",
        flush=True,
    )


def long_manifest(rows: int, folder: Path) -> None:
    """In this process."""
    folder.mkdir()
    file = folder / "jobs.csv"
    file.write_text(
        "path,duration\n" + "".join(f"news/{number:06}.txt,{number % 600 + 60}\n" for number in range(rows)),
        encoding="utf-8",
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    jobs = plan(manifest_jobs(file, settings=COLUMNS), folder / "out", lambda overrides: None)
    planned = time.perf_counter()
    with Journal.open(folder / "out") as journal:
        journal.begin((job.stem, job.path) for job in jobs)
    kept = time.perf_counter()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"manifest {rows} rows planned in {planned - began:.1f} s, in the journal in {kept - planned:.1f} s; "
        f"memory grew by {grown:.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transcripts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--loop", type=int, default=5, help="transcripts that `make` is called for")
    parser.add_argument("--translate", nargs=2, metavar=("FOLDER", "WHICH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.translate:
        translated(Path(options.translate[0]), options.translate[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(place / "cache")}
        long_manifest(100_000, place / "manifest")
        transcripts.write(1, place / "one")
        ended(("subtitler", "batch", str(place / "one"), "-o", str(place / "first"), "-q"), environment)  # converts
        for count in options.transcripts:
            source = place / f"in-{count}"
            transcripts.write(count, source)
            rate = batch(source, place / f"out-{count}", options.workers, environment)
        for which in ("engine", "guarded"):
            compared(which, source, rate, environment)
        loop(source, options.loop, count, environment, place / "made")


if __name__ == "__main__":
    main()
