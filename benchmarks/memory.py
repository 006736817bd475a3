"""How fast a translation memory of 100,000 units is, and how much room it takes: python -m benchmarks.memory [TSV]

Units are random words of the word table; with TSV (ko<TAB>en, .xz or plain) they are its lines. Prints the processor
time of each look-up over sentences of the memory changed word by word, for how many the most similar unit is found
(against comparing with every unit), and time and peak memory of TMX in and out, each in a process of its own.
"""

import argparse
import lzma
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz, process

from subtitler.core.language import Language
from subtitler.translate.catalogue import models_folder
from subtitler.translate.memory import SIMILAR_FROM, Memory
from subtitler.translate.tmx import TmxReader, tmx_lines
from subtitler.translate.unit import Unit, key_of, make_unit

UNITS = 100_000
QUERIES = 100
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def made_up() -> Iterator[tuple[str, str]]:
    """Word salad of the word table, common words far more often than rare ones, as in any language."""
    with lzma.open(models_folder() / "lexicon" / "ko-en.tsv.xz", "rt", encoding="utf-8") as stream:
        words = [line.split("\t")[1:3] for line in stream if not line.startswith("#")]
    chance = random.Random(1)
    chance.shuffle(words)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    while True:
        chosen = chance.choices(words, cum_weights=weights, k=chance.randint(6, 18))
        yield " ".join(ko for ko, _ in chosen) + ".", " ".join(en for _, en in chosen) + "."


def units(tsv: Path | None) -> Iterator[Unit]:
    """UNITS of them, each different."""
    seen = set()
    for ko, en in made_up() if tsv is None else lines_of(tsv):
        unit = make_unit(ko=ko, en=en, origin="benchmark", created=CREATED)
        if unit is not None and (unit.ko, unit.en) not in seen:
            seen.add((unit.ko, unit.en))
            yield unit
            if len(seen) == UNITS:
                return


def lines_of(tsv: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(tsv, "rt", encoding="utf-8") if tsv.suffix == ".xz" else tsv.open(encoding="utf-8") as stream:
        lines = [line.rstrip("\n").split("\t")[:2] for line in stream]
    random.Random(1).shuffle(lines)
    yield from ((ko, en) for ko, en in lines)


def changed(sentence: str, others: list[str], chance: random.Random) -> str:
    """`sentence` with every fourth word or so replaced, taken out, given another end, or a word put before it."""
    words = []
    for word in sentence.split():
        kind = chance.randrange(16)
        other = chance.choice(chance.choice(others).split())
        words += {0: [other], 1: [], 2: [word[:-1]], 3: [other, word]}.get(kind, [word])
    return " ".join(words)


def look_up(memory: Memory) -> None:
    chance = random.Random(2)
    everything = list(memory.units())
    for language in Language:
        sentences = [unit.text(language) for unit in everything]
        keys = [key_of(sentence) for sentence in sentences]
        chosen = [sentence for sentence in chance.sample(sentences, QUERIES) if len(sentence) > 12]
        print(f"{language} exact    {milliseconds(lambda text, of=language: memory.exact(text, of), chosen)}")  # type: ignore[misc]
        queries = [changed(sentence, sentences, chance) for sentence in chosen]
        print(f"{language} similar  {milliseconds(lambda text, of=language: memory.similar(text, of), queries)}")  # type: ignore[misc]
        by_comparing = met = best_met = 0
        for query in queries:
            best = process.extractOne(key_of(query), keys, scorer=fuzz.ratio, score_cutoff=SIMILAR_FROM)
            if best is not None and best[1] < 100:
                by_comparing += 1
                found = memory.similar(query, language)
                met += bool(found)
                best_met += [match.percent for match in found] == [int(best[1])]
        print(f"{language} of {by_comparing} with a similar unit, one found for {met}, the most similar for {best_met}")


def milliseconds(work: Callable[[str], object], texts: list[str]) -> str:
    spent = []
    for text in texts:
        began = time.process_time()
        work(text)
        spent.append((time.process_time() - began) * 1000)
    return f"median {statistics.median(spent):6.2f} ms, 95 % below {sorted(spent)[len(spent) * 95 // 100]:6.2f} ms"


def step(name: str, folder: Path, tsv: Path | None) -> None:
    tmx, file = folder / "units.tmx", folder / "memory.sqlite"
    began = time.perf_counter()
    if name == "write TMX":
        with tmx.open("w", encoding="utf-8") as output:
            output.writelines(tmx_lines(units(tsv)))
    elif name == "import TMX":
        with tmx.open("rb") as stream, Memory.open(file, create=True) as memory:
            print(memory.add(TmxReader(stream, place="units.tmx", created=CREATED)))
    elif name == "export TMX":
        with (folder / "again.tmx").open("w", encoding="utf-8") as output, Memory.open(file) as memory:
            output.writelines(tmx_lines(memory.units()))
    else:
        with Memory.open(file) as memory:
            look_up(memory)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:12} {time.perf_counter() - began:6.1f} s  peak {peak_mb:4.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tsv", type=Path, nargs="?")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(options.step, options.folder, options.tsv)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what in ("write TMX", "import TMX", "export TMX", "look up"):
            command = [sys.executable, "-m", "benchmarks.memory", "--step", what, "--folder", name]
            subprocess.run([*command, *([str(options.tsv)] if options.tsv else [])], check=True)
        assert (folder / "units.tmx").read_bytes() == (folder / "again.tmx").read_bytes()
        for file in sorted(folder.iterdir()):
            print(f"{file.name:14} {file.stat().st_size / 2**20:6.1f} MB")


if __name__ == "__main__":
    main()
