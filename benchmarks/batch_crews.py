"""Which crew is fastest? python -m benchmarks.batch_crews [--copies 6] [--rounds 3] [--crews alone ...]

The same chunks, each with all transcripts of the samples, worked by
  alone        this process: translates in as many threads as there are processors, and cuts beside it
  1, 2         processes of their own, which divide the processors
  ray1, ray2   workers on a Ray cluster of one or two nodes with a processor each, all on this machine
one after the other, in rounds, so that what else the machine does falls on all alike. A time begins with the first
chunk and so has in it that workers start and load the model. Outcomes must be the same bytes as those of `alone`.
On a machine with two processors a second node can at best double what one worker alone does. The processor's time a
sentence, which others on the machine disturb less, is that of this process and those it started; Ray's is not seen.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from subtitler.batch.crew import Alone, Crew
from subtitler.batch.processes import ProcessCrew
from subtitler.batch.ray_crew import RayCrew
from subtitler.batch.work import Chunk, Outcome, Recipe, Task
from subtitler.cli.recipes import equip
from subtitler.core.profile import built_in
from subtitler.pipeline import Settings

Made = dict[int, Outcome]


def sample_chunks(copies: int) -> list[Chunk]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(Path("samples").glob("*.txt"))}
    recipe = Recipe(settings=Settings(profiles=dict(built_in("netflix"))))
    return [
        Chunk(
            number=copy,
            tasks=tuple(
                Task(number=copy * len(texts) + at, origin=name, text=text, recipe=recipe)
                for at, (name, text) in enumerate(texts.items())
            ),
        )
        for copy in range(copies)
    ]


def made(crew: Crew, chunks: list[Chunk]) -> tuple[Made, float]:
    with closing(crew):
        began = time.perf_counter()
        found = {outcome.number: outcome for _, outcomes in crew.work(chunks) for outcome in outcomes}
        seconds = time.perf_counter() - began
    return found, seconds


def processor_s() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@contextmanager
def cluster(nodes: int) -> Iterator[str]:
    """The address of a cluster whose head does no work."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - heavy

    size = {"object_store_memory": 150 * 2**20}
    found: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **size})
    try:
        for _ in range(nodes):
            found.add_node(num_cpus=1, **size)
        yield str(found.address)
    finally:
        found.shutdown()


def on_ray(nodes: int, stack: ExitStack) -> Callable[[], Crew]:
    return lambda: RayCrew(equip, address=stack.enter_context(cluster(nodes)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--crews", nargs="+", default=["alone", "1", "2", "ray1", "ray2"])
    options = parser.parse_args()
    chunks = sample_chunks(options.copies)
    rates: dict[str, list[float]] = {name: [] for name in options.crews}
    expected: Made = {}
    for _ in range(options.rounds):
        for name in options.crews:
            with ExitStack() as stack:
                crews: dict[str, Callable[[], Crew]] = {
                    "alone": lambda: Alone(equip),
                    "1": lambda: ProcessCrew(equip, workers=1),
                    "2": lambda: ProcessCrew(equip, workers=2),
                    "ray1": on_ray(1, stack),
                    "ray2": on_ray(2, stack),
                }
                before_s = processor_s()
                found, seconds = made(crews[name](), chunks)
                spent_s = processor_s() - before_s
            expected = expected or found
            different = [number for number in expected if found[number].outputs != expected[number].outputs]
            failed = [number for number, outcome in found.items() if outcome.failure]
            sentences = sum(outcome.sentences for outcome in found.values())
            rates[name].append(sentences / seconds)
            spent = "" if name.startswith("ray") else f"{1000 * spent_s / sentences:.1f} ms of a processor each"
            print(
                f"{name:6} {sentences} sentences {seconds:6.1f} s {sentences / seconds:6.1f} sentences/s {spent:32} "
                f"{len(found)} outcomes, {len(failed)} failed, {len(different)} different",
                flush=True,
            )
    base = median(rates[options.crews[0]])
    print()
    for name, found_rates in rates.items():
        rate = median(found_rates)
        print(f"{name:6} median {rate:6.1f} sentences/s  {rate / base:4.2f} x {options.crews[0]}")


if __name__ == "__main__":
    main()
