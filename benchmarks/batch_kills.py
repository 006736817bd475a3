"""Does a batch survive kill -9? python -m benchmarks.batch_kills [--transcripts 200] [--kills 20] [--workers 1]

Makes the transcripts once undisturbed; then again, killed at random moments and begun again each time, and at last left
alone. Shown: the outputs of both are the same byte for byte, none is missing, none there is not, and no job was told as
done twice. The real engine works on short transcripts.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.transcripts import transcript
from subtitler.batch.journal import Journal

SEED = 5
LONGEST = 2500
"""Characters; the samples beyond are left out, to have many jobs and few minutes."""


def write(count: int, folder: Path) -> None:
    number = 0
    while count:
        name, text = transcript(number)
        number += 1
        if len(text) <= LONGEST:
            path = folder / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            count -= 1


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != ".subtitler"
    }


class Run:
    """A batch as a process, whose events are heard."""

    def __init__(self, place: Path, out: str, workers: int) -> None:
        command = [
            sys.executable,
            "-m",
            "subtitler",
            "batch",
            "in",
            "-o",
            out,
            "--json",
            "-q",
            "--workers",
            str(workers),
        ]
        root = str(Path.cwd())
        environment = {**os.environ, "XDG_CACHE_HOME": str(place / "cache"), "PYTHONPATH": root}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=place, env=environment)

    def done(self) -> Iterator[str]:
        """The jobs told of as done, until the process ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("}\n"):  # and was not cut off
                event = json.loads(line)
                if event.get("result") == "done":
                    yield event["output"]
        self.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transcripts", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write(options.transcripts, place / "in")
        began = time.perf_counter()
        assert len(list(Run(place, "calm", options.workers).done())) == options.transcripts
        whole = time.perf_counter() - began
        print(f"undisturbed: {options.transcripts} transcripts in {whole:.0f} s", flush=True)
        done: Counter[str] = Counter()
        kills = 0
        while kills < options.kills:
            run = Run(place, "out", options.workers)
            if kills % 2:  # while outputs are written
                done.update(islice(run.done(), chance.randrange(1, 12)))
                time.sleep(chance.uniform(0, 0.3))
            else:  # at any moment, loading and translating included
                time.sleep(chance.uniform(0, 4 * whole / options.kills))
            was_running = run.process.poll() is None
            run.process.kill()
            done.update(run.done())
            if not was_running:
                print("the work ended before all kills were spent; give more transcripts")
                break
            kills += 1
            with Journal.open_read(place / "out") as journal:
                counts = journal.counts()
            print(f"kill {kills:2}: {counts.done} done, {counts.working} cut off, {counts.waiting} waiting", flush=True)
        done.update(Run(place, "out", options.workers).done())
        expected, found = digests(place / "calm"), digests(place / "out")
        differ = [name for name in expected if name in found and expected[name] != found[name]]
        print(
            f"after {kills} kills: {len(expected)} files expected, {len(expected.keys() - found.keys())} missing, "
            f"{len(found.keys() - expected.keys())} too many, {len(differ)} otherwise; "
            f"{sum(count > 1 for count in done.values())} jobs done twice"
        )
        if expected != found or max(done.values()) > 1:
            raise SystemExit("they differ: " + ", ".join(differ[:10]))


if __name__ == "__main__":
    main()
