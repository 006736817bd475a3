"""Translations and references -> how near they are, by the measures that translation is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

from subtitler.core.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """chrF++ and BLEU run from 0 to 100, the best. TER counts edits in a hundred words: 0 is the best."""

    chrf: float
    bleu: float
    ter: float


class Metrics:
    """chrF++, BLEU and TER of texts in `language`, as sacrebleu has them.

    Korean BLEU counts characters: its words carry particles and endings, so that whole ones hardly ever match four in a
    row, and its usual tokeniser (mecab) needs a dictionary that sacrebleu does not bring. English has the usual 13a.
    Short texts count only the lengths of n-grams they have. TER counts words between spaces in both.
    """

    def __init__(self, language: Language) -> None:
        from sacrebleu.metrics import BLEU, CHRF, TER  # noqa: PLC0415 - asked for only where bites are scored

        self._chrf = CHRF(word_order=2)
        self._bleu = BLEU(tokenize="char" if language is Language.KO else "13a", effective_order=True)
        self._ter = TER()

    def scores(self, texts: Sequence[str], references: Sequence[str]) -> Scores:
        """The scores of all texts together, each with its reference."""
        chrf, bleu, ter = (
            metric.corpus_score(texts, [references]).score for metric in (self._chrf, self._bleu, self._ter)
        )
        return Scores(chrf=chrf, bleu=bleu, ter=ter)

    @property
    def signatures(self) -> tuple[tuple[str, str], ...]:
        """(name, sacrebleu's signature) of each, once something was scored."""
        metrics = (("chrF++", self._chrf), ("BLEU", self._bleu), ("TER", self._ter))
        return tuple((name, str(metric.get_signature())) for name, metric in metrics)
