"""How surely a bite finds its wording in the other language: python -m benchmarks.bites [FILE]

Over bites with translations by hand (FILE: bite, speaker, Korean, English a sentence, with tabs between; default:
../shared/corpus/authored/bites/bites.tsv). Takes three minutes.

Programmes of N bites are drawn, their wordings shuffled, and nothing said of speakers: the share that finds its own, by
sentence embedding, by facts, and by two baselines, number values alone and length alone. `in order` is that share where
they are not shuffled. Then three wordings of ten are exchanged for those of other bites: `right` is the share of the
bites with a wording that find it, `wrong` that of all bites that take another's. Last, the wordings stand as cues in a
track with sentences of general news between: the share found whole, and found with a sentence too many or too few.
"""

import random
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import mean, quantiles

from subtitler.check.bite_cues import references_in
from subtitler.check.bites import Bite, Reference
from subtitler.check.pairing import Witness, align_bites, by_facts, by_meaning, length_fit
from subtitler.check.similarity import Embedding, similarities
from subtitler.core.language import Language, language_of
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import Block, BlockKind
from subtitler.similarity import load_embedding
from subtitler.terms.files import default_glossary
from subtitler.text.numbers import find_numbers

SHARED = Path(__file__).parents[2] / "shared"
PROGRAMMES = 100
Pair = tuple[list[str], list[str]]
"""A bite's sentences in English and in Korean."""


def read(path: Path) -> list[Pair]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    bites = [list(group) for _, group in groupby(rows, key=lambda row: row[0])]
    return [([row[3] for row in bite], [row[2] for row in bite]) for bite in bites]


def bite(number: int, sentences: Sequence[str]) -> Bite:
    block = Block(
        number=number, kind=BlockKind.BITE, text=" ".join(sentences), language=Language.EN, spoken="ko", line=1
    )
    return Bite(number=number, block=block, sentences=tuple(sentences))


def kept(witness: Witness) -> Witness:
    """`witness`, asked once about each pair of texts: only for one that judges a pair by itself."""
    known: dict[tuple[str, str], float] = {}

    def likeness(texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        new = [text for text in texts if any((text, other) not in known for other in others)]
        if new:
            for text, row in zip(new, witness.likeness(new, others), strict=True):
                known.update(zip(((text, other) for other in others), row, strict=True))
        return [[known[text, other] for other in others] for text in texts]

    return Witness(name=witness.name, likeness=likeness, least=witness.least, is_partial=witness.is_partial)


def by_values(texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    """The baseline: how many number values both have."""
    sides = [
        [{mention.value for mention in find_numbers(text, language_of(text) or Language.EN)} for text in side]
        for side in (texts, others)
    ]
    return [[float(len(one & other)) for other in sides[1]] for one in sides[0]]


def by_length(texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    return [[length_fit(text, other) for other in others] for text in texts]


def found(
    pairs: Sequence[Pair], witness: Witness, size: int, *, gone: int = 0, in_order: bool = False
) -> tuple[float, float]:
    """(right, wrong) of programmes of `size` bites, with `gone` wordings exchanged for strangers."""
    draw = random.Random(size)
    right = wrong = 0
    for _ in range(PROGRAMMES):
        chosen = draw.sample(pairs, size + gone)
        others = [" ".join(korean) for _, korean in chosen[gone:]]
        if not in_order:
            draw.shuffle(others)
        bites = [bite(number, english) for number, (english, _) in enumerate(chosen[:size], 1)]
        references = [Reference(line=line, text=text) for line, text in enumerate(others, 1)]
        for paired, (_, korean) in zip(align_bites(bites, references, witness).bites, chosen, strict=False):
            if paired.reference is not None:
                right += paired.reference.text == " ".join(korean)
                wrong += paired.reference.text != " ".join(korean)
    return right / PROGRAMMES / (size - gone), wrong / PROGRAMMES / size


def in_track(
    pairs: Sequence[Pair], news: Sequence[str], witness: Witness, programmes: int
) -> tuple[float, float, float]:
    """(whole, off by a sentence, wrong or not found) of six bites in a track with four to eight sentences between."""
    draw = random.Random(6)
    whole = near = 0
    for _ in range(programmes):
        chosen = draw.sample(pairs, 6)
        texts: list[str] = []
        for _, korean in chosen:
            texts += [*draw.sample(news, draw.randint(4, 8)), *korean]
        track = Track(
            language=Language.KO,
            cues=tuple(
                Cue(start_ms=3000 * at, end_ms=3000 * at + 2900, lines=(text,)) for at, text in enumerate(texts)
            ),
        )
        wordings = {
            reference.bite: reference.text
            for reference in references_in(
                track, [bite(at, english) for at, (english, _) in enumerate(chosen)], witness
            )
        }
        for at, (_, korean) in enumerate(chosen):
            text, right = wordings.get(at, ""), " ".join(korean)
            whole += text == right
            near += text != right and bool(text) and (text in right or right in text or korean[0] in text)
    count = 6 * programmes
    return whole / count, near / count, 1 - (whole + near) / count


def separation(pairs: Sequence[Pair], embedding: Embedding) -> None:
    english, korean = [" ".join(pair[0]) for pair in pairs], [" ".join(pair[1]) for pair in pairs]
    rows = similarities(embedding, english, korean)
    true = [float(rows[at][at]) for at in range(len(pairs))]
    neighbours = [float(rows[at][at + 1]) for at in range(len(pairs) - 1)]
    best = mean(float(int(rows[at].argmax()) == at) for at in range(len(pairs)))
    low, high = quantiles(true, n=20)[0], quantiles(neighbours, n=20)[-1]
    print(f"embedding, {len(pairs)} bites: right pairs {mean(true):.3f}, one in twenty under {low:.3f}")
    print(f"  wording of the next bite {mean(neighbours):.3f}, one in twenty over {high:.3f}")
    print(f"  best of all is its own {best:.3f}")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpus" / "authored" / "bites" / "bites.tsv"
    pairs = read(path)
    news = [
        line.split("\t")[0] for line in (SHARED / "eval" / "topics_dev.tsv").read_text(encoding="utf-8").splitlines()
    ]
    embedding = load_embedding()
    witnesses: list[Witness] = [by_facts(default_glossary())]
    if embedding is not None:
        separation(pairs, embedding)
        meaning = kept(by_meaning(embedding))
        meaning.likeness([" ".join(english) for english, _ in pairs], [" ".join(korean) for _, korean in pairs])
        witnesses.insert(0, meaning)
    baselines: list[tuple[str, Callable[[Sequence[str], Sequence[str]], list[list[float]]]]] = [
        ("number values", by_values),
        ("length", by_length),
    ]
    witnesses += [Witness(name=name, likeness=likeness, least=0.0, is_partial=False) for name, likeness in baselines]
    for witness in witnesses:
        sizes = "  ".join(f"of {size} {found(pairs, witness, size)[0]:.3f}" for size in (5, 10, 20))
        ordered = found(pairs, witness, 10, in_order=True)[0]
        right, wrong = found(pairs, witness, 10, gone=3)
        print(f"{witness.name:32} shuffled: {sizes}  in order: of 10 {ordered:.3f}  "
              f"three of ten exchanged: right {right:.3f} wrong {wrong:.3f}")  # fmt: skip
    for witness in witnesses[: len(witnesses) - len(baselines)]:
        whole, near, lost = in_track(pairs, news, witness, 10)
        print(f"{witness.name:32} in a track: whole {whole:.3f}  off by a sentence {near:.3f}  lost {lost:.3f}")


if __name__ == "__main__":
    main()
