"""Fit the figures in check/evidence.py, amount.py and order.py: python -m benchmarks.fit_checks LEXICON PAIRS.tsv ...

PAIRS are good translations (Korean, tab, English) that LEXICON (a table as models/lexicon/build.py makes it) has not
seen: on seen text a table knows too much. The figures in the code come from `authored/*/sentences.tsv` of
reports_economy, reports_science, talk, world, society, speeches and culture_sports, with a table of the rest.
"""

import lzma
import math
import random
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.planting import Pair, Planter
from subtitler.check import amount, evidence, order
from subtitler.check.evidence import Weighed, WordTable
from subtitler.check.lengths import LengthModel
from subtitler.check.passages import Passage, plain
from subtitler.core.language import Language
from subtitler.similarity import load_embedding
from subtitler.terms.files import default_glossary
from subtitler.text.lexicon import parse_lexicon

KO, EN = Language.KO, Language.EN
Matrix = NDArray[np.float64]
# Shares of good sentences: told of without an embedding, and with one; and looked at again with one.
TOLD, TOLD_EMBEDDED, LOOKED_AT = 0.025, 0.02, 0.07


def weighed(table: WordTable, pairs: Sequence[Pair]) -> list[Weighed]:
    found = []
    for number, pair in enumerate(pairs, 1):
        texts = {KO: plain(pair.ko), EN: plain(pair.en)}
        sides = {language: table.side(texts[language], language) for language in Language}
        found.append(table.weigh(Passage(first=number, last=number, texts=texts), sides))
    return found


def fit_lengths(found: Sequence[Weighed]) -> LengthModel:
    sizes = [one.sides[KO].size() for one in found]
    rows = np.array([[1, math.log(s.letters + 5), math.log(s.rendered + 10), s.latin / (s.letters + 5)] for s in sizes])
    english = np.log([one.sides[EN].size().letters + 10 for one in found])
    weights = np.linalg.lstsq(rows, english, rcond=None)[0]
    spread = np.median(np.abs(english - rows @ weights)) * 1.4826
    constant, letters, rendered, latin = (round(float(weight), 4) for weight in weights)
    return LengthModel(
        constant=constant, letters=letters, rendered=rendered, latin=latin, spread=round(float(spread), 3)
    )


def fit_doubts(table: WordTable, true: Sequence[Weighed]) -> dict[Language, Matrix]:
    """How often words of each expectation find partners of each strength, in good pairs and in shuffled ones."""
    shape = len(evidence.EXPECTED_FROM) + 1, len(evidence.STRENGTH_FROM) + 1
    counts = {(kind, language): np.full(shape, 2.0) for kind in ("true", "shuffled") for language in Language}
    for at, one in enumerate(true):
        stranger = true[(at + 37) % len(true)]
        for kind, sides in (("true", one.sides), ("shuffled", {KO: one.sides[KO], EN: stranger.sides[EN]})):
            strengths = table.strengths(sides[KO].words, sides[EN].words)
            for language in Language:
                for word, strength in zip(sides[language].words, strengths[language], strict=True):
                    counts[kind, language][
                        np.searchsorted(evidence.EXPECTED_FROM, word.expected, "right"),
                        np.searchsorted(evidence.STRENGTH_FROM, strength, "right"),
                    ] += 1
    shares = {key: count / count.sum(axis=1, keepdims=True) for key, count in counts.items()}
    return {language: np.log(shares["shuffled", language] / shares["true", language]) for language in Language}


def logistic(bad: Matrix, good: Matrix) -> Matrix:
    """Weights of the columns and a constant, both kinds counting the same."""
    rows = np.vstack([bad, good])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.hstack([np.ones((len(rows), 1)), (rows - middle) / spread])
    wanted = np.r_[np.ones(len(bad)), np.zeros(len(good))]
    share = np.where(wanted == 1, 0.5 / len(bad), 0.5 / len(good))
    weights = np.zeros(scaled.shape[1])
    for _ in range(60):
        guess = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (share * (guess - wanted)) + 1e-3 * weights
        curve = (scaled * (share * guess * (1 - guess))[:, None]).T @ scaled + 1e-3 * np.eye(len(weights))
        weights -= np.linalg.solve(curve, gradient)
    plain_weights = weights[1:] / spread
    found: Matrix = np.r_[weights[0] - plain_weights @ middle, plain_weights]
    return found


def features(one: Weighed, language: Language, lengths: LengthModel) -> tuple[float, ...]:
    return amount.features(one, amount.best_stretch(one, language, lengths), language, lengths)


def fit_amount(
    table: WordTable, planted: Callable[[str, Language], list[Pair]], good: Sequence[Weighed], lengths: LengthModel
) -> None:
    wrong: list[Weighed] = []
    for language in (KO, EN):
        # A clause dropped from one side is too much on the other.
        bad = weighed(table, planted("clause dropped", language.other) + planted("clause added", language))
        rows = [np.array([features(one, language, lengths) for one in each]) for each in (bad, good)]
        weights = logistic(*rows)
        amount.WEIGHTS[language] = amount.Weights(*map(float, weights))  # type: ignore[index]
        print(language, np.round(weights, 3).tolist())
        wrong += bad
    random.Random(5).shuffle(wrong)
    suspects = [[amount.suspect(each, lengths) for each in kind] for kind in (wrong, good)]
    odds = [np.array([one.odds for one in kind]) for kind in suspects]
    low, middle = np.quantile(odds[1], (0.25, 0.5))
    print(f"middle {middle:.2f} quarter {middle - low:.2f}")
    told, looked_at = (float(np.quantile(odds[1], 1 - share * len(good) / len(odds[1]))) for share in (TOLD, LOOKED_AT))
    print(f"told from {told:.2f}, finds {share(odds[0], told, wrong):.3f} of planted")
    print(f"looked at from {looked_at:.2f}, {share(odds[0], looked_at, wrong):.3f} of planted")
    embedding = load_embedding()
    assert embedding is not None, "needs the sentence embedding"
    picked = []
    for kind, most in zip(suspects, (800, 10_000), strict=True):
        again = [one for one in kind if one.odds >= looked_at][:most]
        picked.append(
            np.array([[one.odds, gain] for one, gain in zip(again, amount.gains(again, embedding), strict=True)])
        )
    weights = logistic(*picked)
    scores = [weights[0] + rows @ weights[1:] for rows in picked]
    weights[0] -= np.quantile(scores[1], 1 - TOLD_EMBEDDED / LOOKED_AT)
    found = float((weights[0] + picked[0] @ weights[1:] >= 0).mean())
    print(f"embedded {np.round(weights, 3).tolist()} finds {found:.3f} of those looked at")


def share(odds: Matrix, least: float, of: Sequence[Weighed]) -> float:
    return float((odds >= least).sum() / len(of))


def fit_order(table: WordTable, good: Sequence[Weighed], lengths: LengthModel) -> None:
    odd = np.array([order.strangeness(one, lengths) for one in good])
    shuffled = np.array(
        [
            order.strangeness(table.weigh(one.passage, {KO: one.sides[KO], EN: other.sides[EN]}), lengths)
            for one, other in pairwise(good)
        ]
    )
    for share in (0.99, 0.998, 0.999, 1.0):
        at = float(np.quantile(odd, share))
        print(f"strangeness of good pairs, {share}: {at:.1f}; of strangers, above it: {(shuffled > at).mean():.4f}")


def main() -> None:
    lexicon = parse_lexicon(lzma.decompress(Path(sys.argv[1]).read_bytes()).decode("utf-8"))
    table = WordTable(lexicon)
    rows = [line.split("\t") for path in sys.argv[2:] for line in Path(path).read_text("utf-8").splitlines()]
    pairs = [Pair(ko=row[0], en=row[1]) for row in rows if len(row) > 1]
    sample = random.Random(3).sample(pairs, min(3000, len(pairs)))
    good = weighed(table, sample)
    print(len(pairs), "pairs", lengths := fit_lengths(good))
    for language, doubts in fit_doubts(table, good).items():
        print(language, np.round(doubts, 2).tolist())
    fit_order(table, good, lengths)
    planter = Planter(glossary=default_glossary(), pairs=pairs)
    fit_amount(
        table,
        lambda kind, language: [p for pair in sample if (p := planter.plant(kind, pair, language))],
        good,
        lengths,
    )


if __name__ == "__main__":
    main()
