"""How many glossary terms come out as demanded: python -m benchmarks.glossary EVAL.tsv... [--limit N]

The files hold `ko<TAB>en`. For each direction, over the terms of the default glossary met in the source:

- `model`: rendered by the bundled model unaided;
- `written in`: after a second translation with the missing renderings written into the source, which the model was
  trained to copy;
- `enforced`: by GlossaryTranslator, which puts them in by sound, by links, and else by their neighbours (guessed).

`to the letter` counts the very rendering, not a family name or an adjective (Swedish for Sweden) in its place. The
chrF is of the sentences with terms. A reference by hand has about 0.91: people paraphrase.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from subtitler.core.language import Language, Pair
from subtitler.terms.files import default_glossary
from subtitler.terms.glossary import Glossary, Match, stands
from subtitler.text.particles import fit_particle
from subtitler.translate.glossary import GlossaryTranslator
from subtitler.translate.loading import load_translator
from subtitler.translate.protocol import Progress, Translation, Translator
from subtitler.translate.term_writing import fit_behind, takes_article


class Fixed:
    """Translations that were made before."""

    def __init__(self, translator: Translator, sentences: Sequence[str], pair: Pair) -> None:
        self.pairs = translator.pairs
        self.signature = translator.signature
        self._made = dict(zip(sentences, translator.translate(sentences, pair), strict=True))

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        return [self._made[sentence] for sentence in sentences]


def read_pairs(files: Sequence[Path], limit: int | None) -> list[tuple[str, str]]:
    found = []
    for file in files:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        found += [(row[0], row[1]) for row in rows[:limit]]
    return found


def written_in(sentence: str, matches: Sequence[Match], source: Language) -> str:
    """The sentence with the renderings in place of its terms."""
    for match in reversed(matches):
        before, behind = sentence[: match.start], sentence[match.end :]
        if source is Language.KO:
            article = "the " if takes_article(match.entry) else ""
            sentence = before + article + match.entry.en + fit_particle(match.entry.en, behind)
        else:
            sentence = before.removesuffix("the ").removesuffix("The ") + match.entry.ko + behind
    return sentence


class Tally:
    """Counts over the sentences with terms of one direction."""

    def __init__(self, glossary: Glossary, pairs: Sequence[tuple[str, str]], pair: Pair) -> None:
        side = 0 if pair.source is Language.KO else 1
        self.glossary, self.pair = glossary, pair
        self.sentences: list[str] = []
        self.references: list[str] = []
        self.demands: list[tuple[Match, ...]] = []
        for row in pairs:
            if found := glossary.find(row[side], pair.source):
                self.sentences.append(row[side])
                self.references.append(row[1 - side])
                self.demands.append(tuple({match.entry: match for match in found}.values()))

    def missing(self, text: str, demand: Sequence[Match]) -> list[Match]:
        return [match for match in demand if not self.glossary.is_rendered(match.entry, text, self.pair.target)]

    def report(self, name: str, translations: Sequence[Translation]) -> None:
        texts = [translation.text for translation in translations]
        met = sum(map(len, self.demands))
        cells = list(zip(texts, self.demands, strict=True))
        rendered = met - sum(len(self.missing(text, demand)) for text, demand in cells)
        target = self.pair.target
        exact = sum(stands(match.entry.term(target), text, target) for text, demand in cells for match in demand)
        wrong = 0
        if target is Language.KO:
            wrong = sum(
                fit_behind(text, match.entry.ko).text != text
                for text, demand in cells
                for match in demand
                if match.entry.ko in text
            )
        guessed = sum("put where it may belong" in note for found in translations for note in found.notes)
        chrf = CHRF().corpus_score(texts, [self.references]).score
        print(
            f"{self.pair} {name:11} {rendered / met:.4f} ({rendered}/{met}), to the letter {exact / met:.4f}, "
            f"guessed {guessed}, wrong particles {wrong}, chrF {chrf:.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, help="lines of each file")
    options = parser.parse_args()
    pairs = read_pairs(options.files, options.limit)
    glossary = default_glossary()
    translator = load_translator(None)
    for pair in (Pair(Language.KO, Language.EN), Pair(Language.EN, Language.KO)):
        tally = Tally(glossary, pairs, pair)
        print(f"{pair}: {len(tally.sentences)} of {len(pairs)} sentences have terms")
        model = Fixed(translator, tally.sentences, pair)
        plain = model.translate(tally.sentences, pair)
        tally.report("model", plain)
        lacking = [tally.missing(one.text, demand) for one, demand in zip(plain, tally.demands, strict=True)]
        sources = [
            written_in(sentence, missing, pair.source)
            for sentence, missing in zip(tally.sentences, lacking, strict=True)
        ]
        again = translator.translate(sources, pair)
        tally.report(
            "written in",
            [
                second if len(tally.missing(second.text, demand)) < len(missing) else first
                for first, second, demand, missing in zip(plain, again, tally.demands, lacking, strict=True)
            ],
        )
        tally.report("enforced", GlossaryTranslator(model, glossary).translate(tally.sentences, pair))


if __name__ == "__main__":
    main()
