"""Make `ko-en.tsv.xz`: python models/lexicon/build.py CORPUS_DIR [--without TSV...]

CORPUS_DIR holds `authored/*/sentences.tsv` (ko, en), `authored/*/terms.tsv` (ko, en, type) and `open.tsv.xz`
(ko, en, source). Sentences of the TSV files given by `--without` are left out: what is measured on them was not seen.

IBM model 1 (Brown et al. 1993) is run over the dictionary forms of content words in both directions; an entry's
strength is the geometric mean of the two translation probabilities.
"""

import argparse
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from subtitler.core.language import Language
from subtitler.cut.lexicon import Keys, keys

# The open sources whose register is near to news and talk, and a share of the technical ones for common words.
SOURCES = {"korsts", "tatoeba", "ud_pud", "hf_course", "opensource_guide", "udhr", "privacyguides", "d2l_ko"}
SHARE = {
    "bible_krv_web": 4,
    "python_docs": 10,
    "mdn": 8,
    "k8s": 8,
    "tensorflow_docs": 10,
    "libreoffice_help": 10,
    "stylekqc": 4,
}
TERM_TYPES = {"PERSON", "ORG", "PLACE", "COUNTRY", "CITY", "LAW", "EVENT", "TITLE", "PARTY", "TEAM", "WORK"}


def pairs(corpus: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(corpus.glob("authored/*/sentences.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            ko, _, en = line.partition("\t")
            if ko and en:
                yield ko, en
    with lzma.open(corpus / "open.tsv.xz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            ko, en, source = line.rstrip("\n").split("\t")[:3]
            if source in SOURCES or (source in SHARE and number % SHARE[source] == 0):
                yield ko, en


def flat(found: Keys) -> list[str]:
    return [key for forms in found for key in forms]


def model_1(
    pairs: list[tuple[NDArray[np.int64], NDArray[np.int64]]], sources: int, targets: int, rounds: int
) -> dict[tuple[int, int], float]:
    """t(target | source) by expectation maximisation; source 0 is the empty word."""
    left, right, owner = [], [], []
    for number, (source, target) in enumerate(pairs):
        with_empty = np.concatenate([[0], source + 1])
        left.append(np.repeat(with_empty, len(target)))
        right.append(np.tile(target, len(with_empty)))
        owner.append(np.tile(np.arange(len(target)), len(with_empty)) + (number << 7))
    f, e = np.concatenate(left), np.concatenate(right)
    _, cell = np.unique(np.concatenate(owner), return_inverse=True)
    entry, index = np.unique(f * targets + e, return_inverse=True)
    table = np.ones(len(entry))
    for _ in range(rounds):
        weight = table[index]
        weight /= np.bincount(cell, weight)[cell]
        counts = np.bincount(index, weight, minlength=len(entry))
        table = counts / np.bincount(entry // targets, counts, minlength=sources + 1)[entry // targets]
    return {
        (int(pair) // targets - 1, int(pair) % targets): float(p)
        for pair, p in zip(entry, table, strict=True)
        if p > 0.005
    }


def terms(corpus: Path) -> list[tuple[str, str]]:
    """Fixed renderings of names and bodies; one with two readings is left out."""
    found: dict[str, set[str]] = {}
    for path in sorted(corpus.glob("authored/*/terms.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            ko, en, kind = line.split("\t")[:3]
            if kind in TERM_TYPES and len(ko) > 1:
                found.setdefault(ko, set()).add(en.removeprefix("the ").removeprefix("The "))
    return sorted((ko, en) for ko, readings in found.items() for en in readings)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--most", type=int, default=40_000)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("ko-en.tsv.xz"))
    options = parser.parse_args()
    unseen = {
        field.replace(" |", "")
        for path in options.without
        for line in path.read_text(encoding="utf-8").splitlines()
        for field in line.split("\t")
    }
    began = time.monotonic()
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sentences = []
    for ko, en in pairs(options.corpus):
        if ko in unseen or en in unseen or len(ko) > 220 or len(en) > 450:
            continue
        both = flat(keys(ko.split(), Language.KO)), flat(keys(en.split(), Language.EN))
        if all(both) and max(map(len, both)) < 100:
            sentences.append(both)
            for counter, words in zip(counts, both, strict=True):
                counter.update(set(words))
        if len(sentences) % 10_000 == 0:
            print(f"{len(sentences)} pairs, {time.monotonic() - began:.0f} s", file=sys.stderr)
    vocabularies = [[word for word, n in counter.items() if n >= 3] for counter in counts]
    ids = [{word: number for number, word in enumerate(words)} for words in vocabularies]
    coded = [
        tuple(
            np.array([ids[side][word] for word in words if word in ids[side]], dtype=np.int64)
            for side, words in enumerate(both)
        )
        for both in sentences
    ]
    coded = [both for both in coded if len(both[0]) and len(both[1])]
    sizes = [len(words) for words in vocabularies]
    forward = model_1(coded, sizes[0], sizes[1], 8)
    backward = model_1([(en, ko) for ko, en in coded], sizes[1], sizes[0], 8)
    entries = []
    for (ko, en), p in forward.items():
        strength = (p * backward.get((en, ko), 0.0)) ** 0.5
        if ko >= 0 and strength >= 0.02:
            entries.append((strength, vocabularies[0][ko], vocabularies[1][en]))
    entries.sort(reverse=True)
    lines = [f"word\t{ko}\t{en}\t{strength:.2f}" for strength, ko, en in entries[: options.most]]
    lines.sort()
    lines += [f"term\t{ko}\t{en}" for ko, en in terms(options.corpus)]
    options.out.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9))
    print(
        f"{len(coded)} pairs, {len(entries)} entries, {len(lines)} lines, {options.out.stat().st_size} bytes",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
