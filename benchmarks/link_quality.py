"""How well each witness links words, alone and together, on hand-made alignments: python -m benchmarks.link_quality

Precision |A∩P|/|A|, recall |A∩S|/|S| and alignment error rate 1-(|A∩S|+|A∩P|)/(|A|+|S|) (Och & Ney 2003) over
tests/gold/links.tsv, S the sure links and P the sure and possible ones. `--no-model` leaves attention out;
`--heads` compares every decoder layer and head of the bundled model.
"""

import argparse
from collections.abc import Sequence

from benchmarks.gold import GoldLinks, gold_links
from subtitler.core.language import Language
from subtitler.core.translation import Link
from subtitler.cut.links import Witness, link_words
from subtitler.translate.attention import GUIDED_HEAD, Head
from subtitler.translate.catalogue import BUNDLED, bundled_folder
from subtitler.translate.loading import load_lexicon
from subtitler.translate.marian import MarianTranslator

Cells = set[tuple[int, int]]


def score(found: Sequence[Cells], gold: Sequence[GoldLinks]) -> str:
    linked = sum(map(len, found))
    sure = sum(len(pair.sure) for pair in gold)
    in_possible = sum(len(cells & pair.possible) for cells, pair in zip(found, gold, strict=True))
    in_sure = sum(len(cells & pair.sure) for cells, pair in zip(found, gold, strict=True))
    precision = in_possible / linked if linked else 0.0
    error = 1 - (in_sure + in_possible) / (linked + sure)
    return f"links {linked:5}  precision {precision:.3f}  recall {in_sure / sure:.3f}  AER {error:.3f}"


def cells(links: Sequence[Link], pair: GoldLinks) -> Cells:
    if pair.pair.source is Language.KO:
        return {(link.source, link.target) for link in links}
    return {(link.target, link.source) for link in links}


def find_links(gold: Sequence[GoldLinks], head: Head) -> list[tuple[Link, ...] | None]:
    """The links that one attention head of the bundled model gives for each pair, teacher-forced."""
    translator = MarianTranslator(bundled_folder(), name=BUNDLED, attention=head)
    found = []
    for pair in gold:
        source, target = sides(pair)
        found += translator.link([" ".join(source)], [" ".join(target)], pair.pair)
    return found


def sides(pair: GoldLinks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (pair.ko, pair.en) if pair.pair.source is Language.KO else (pair.en, pair.ko)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--heads", action="store_true")
    options = parser.parse_args()
    gold = gold_links()
    lexicon = load_lexicon()
    attention: list[tuple[Link, ...] | None] = [None for _ in gold]
    if not options.no_model:
        attention = find_links(gold, GUIDED_HEAD)

    def run(witnesses: frozenset[Witness], which: Sequence[int]) -> str:
        found = []
        for index in which:
            pair = gold[index]
            links = link_words(
                *sides(pair), pair.pair, lexicon=lexicon, attention=attention[index], witnesses=witnesses
            )
            found.append(cells(links, pair))
        return score(found, [gold[index] for index in which])

    everything = range(len(gold))
    if options.heads:
        for layer in range(2):
            for number in range(4):
                attention = find_links(gold, Head(layer, number))
                print(f"layer {layer} head {number}  {run(frozenset({Witness.ATTENTION}), everything)}")
        return
    for witness in Witness:
        print(f"{witness:12} {run(frozenset({witness}), everything)}")
    print(f"{'all':12} {run(frozenset(Witness), everything)}")
    for witness in Witness:
        print(f"  without {witness:10} {run(frozenset(Witness) - {witness}, everything)}")
    for direction in sorted({str(pair.pair) for pair in gold}):
        chosen = [index for index in everything if str(gold[index].pair) == direction]
        print(f"  all, {direction}  {run(frozenset(Witness), chosen)}")


if __name__ == "__main__":
    main()
