"""How good are the translations? python -m benchmarks.quality [FILE.tsv ...] [--n 200] [--engine NAME[:COMPUTE] ...]

chrF and BLEU with sacrebleu's signatures, both directions, for each engine, over files of Korean and English sentences
(Korean, tab, English); without any, those in benchmarks/data and the others in ../shared/eval. The engine alone: no
glossary, no guard.
Korean BLEU is counted over characters, since Korean words are whole phrases.
"""

import argparse
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from subtitler.core.language import Language
from subtitler.translate.loading import load_translator

DATA = Path(__file__).parent / "data"
EVAL = Path(__file__).parents[2] / "shared" / "eval"
TOKENIZERS = {Language.EN: "13a", Language.KO: "char"}


def usual_files() -> list[Path]:
    found = {path.name: path for folder in (EVAL, DATA) for path in folder.glob("*.tsv")}
    return [found[name] for name in sorted(found)]


def read_pairs(file: Path, count: int | None) -> dict[Language, list[str]]:
    lines = file.read_text(encoding="utf-8").splitlines()[:count]
    columns = list(zip(*(line.split("\t")[:2] for line in lines), strict=True))
    return {Language.KO: list(columns[0]), Language.EN: list(columns[1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=usual_files())
    parser.add_argument("--n", type=int, help="the first so many sentences of each file")
    parser.add_argument("--model")
    parser.add_argument("--engine", nargs="+", default=["transformers", "ctranslate2:float32", "ctranslate2:int8"])
    options = parser.parse_args()
    signatures: set[str] = set()
    for named in options.engine:
        engine, _, compute = named.partition(":")
        translator = load_translator(options.model, engine=engine, compute=compute or "int8")
        for file in options.files:
            texts = read_pairs(file, options.n)
            for pair in sorted(translator.pairs):
                found = [translation.text for translation in translator.translate(texts[pair.source], pair)]
                chrf, bleu = CHRF(), BLEU(tokenize=TOKENIZERS[pair.target])
                scores = [metric.corpus_score(found, [texts[pair.target]]) for metric in (chrf, bleu)]
                print(
                    f"{named:20} {file.stem:12} {pair}  chrF {scores[0].score:5.2f}  BLEU {scores[1].score:5.2f}  "
                    f"({len(found)} sentences)",
                    flush=True,
                )
                signatures |= {f"{pair} chrF {chrf.get_signature()}", f"{pair} BLEU {bleu.get_signature()}"}
    print(*sorted(signatures), sep="\n")


if __name__ == "__main__":
    main()
