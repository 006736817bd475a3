"""How often the numbers of a translation agree with its sentence: python -m benchmarks.figures [N] [FILE.tsv ...]

Over the first N pairs (Korean, tab, English; default: all) of each file (default: those in ../shared/eval), both ways,
with the bundled model: the share of sentences whose number values agree, as the engine leaves them, guarded, and
repaired; of all sentences and of those with a number. `reference` is that share of the translations by hand: what the
number reader cannot see or a translator put freely is lost there. `severe` is the share that the guard finds worthless.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from subtitler.core.language import Language, Pair
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.numbers import find_numbers
from subtitler.text.troubles import troubles
from subtitler.translate.figures import with_numbers
from subtitler.translate.guard import GuardedTranslator
from subtitler.translate.loading import load_translator
from subtitler.translate.protocol import Translation

EVAL = Path(__file__).parents[2] / "shared" / "eval"


def agree(sentence: str, text: str, pair: Pair) -> bool:
    return not any(compare_numbers(sentence, text, pair))


def show(name: str, sentences: Sequence[str], texts: Sequence[str], pair: Pair) -> None:
    rows = list(zip(sentences, texts, strict=True))
    with_number = [row for row in rows if any(map(find_numbers, row, pair))]
    severe = sum(any(trouble.is_severe for trouble in troubles(*row, pair)) for row in rows)
    print(
        f"  {name:18} agree {sum(agree(*row, pair) for row in rows) / len(rows):.3f}"
        f"  of those with a number {sum(agree(*row, pair) for row in with_number) / len(with_number):.3f}"
        f"  severe {severe / len(rows):.3f}"
    )


def main() -> None:
    arguments = sys.argv[1:]
    count = int(arguments.pop(0)) if arguments and arguments[0].isdecimal() else None
    engine = load_translator(None)
    guarded = GuardedTranslator(engine)
    for path in map(Path, arguments) if arguments else sorted(EVAL.glob("*.tsv")):
        rows = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines()[:count]]
        korean, english = [row[0] for row in rows], [row[1] for row in rows]
        for pair, sentences, references in (
            (Pair(Language.KO, Language.EN), korean, english),
            (Pair(Language.EN, Language.KO), english, korean),
        ):
            print(f"{path.name} {pair}, {len(rows)} sentences, {engine.signature}")

            def repaired(made: Sequence[Translation], pair: Pair = pair, given: Sequence[str] = sentences) -> list[str]:
                return [with_numbers(*row, pair).text for row in zip(given, made, strict=True)]

            before, after = engine.translate(sentences, pair), guarded.translate(sentences, pair)
            show("engine", sentences, [made.text for made in before], pair)
            show("repaired", sentences, repaired(before), pair)
            show("guarded", sentences, [made.text for made in after], pair)
            show("guarded, repaired", sentences, repaired(after), pair)
            show("reference", sentences, references, pair)


if __name__ == "__main__":
    main()
