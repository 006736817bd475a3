"""Do things that belong together land together? python -m benchmarks.cut_quality [--no-model] [--samples]

Over tests/gold/cuts.tsv (64 sentence pairs cut by hand) prints for the joint cut, for two baselines and for the
hand-made cut itself: the share of digits and of names found in the same cue in both languages, and in the same or the
neighbouring cue; the agreement of the places of breaks with the hand-made ones (F1); breaks that no guide allows; and
cues over a limit.

The baselines get the source cues of the joint cut, so that only the sharing out of the translation differs:
  proportional   the target cut at the spaces nearest to the same shares of its length
  punctuation    as Subtitle Edit shares a translation out: by the count of source cues, at punctuation near the equal
                 share if there is any, else at the nearest space
`--samples` measures the samples too, translated by the bundled model.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.gold import GoldCut, gold_cuts
from subtitler.core.language import Language, Pair
from subtitler.core.profile import built_in
from subtitler.core.transcript import BlockKind
from subtitler.core.translation import Link
from subtitler.cut.lexicon import Lexicon
from subtitler.cut.links import link_words
from subtitler.cut.pace import Pace
from subtitler.cut.side import side_of
from subtitler.cut.split import WEIGHTS, Task, Weights, split
from subtitler.pipeline import Settings, cut_script, read_script, translate_script
from subtitler.text.breaks import FORBIDDEN, break_penalties
from subtitler.translate.catalogue import BUNDLED, bundled_folder
from subtitler.translate.loading import load_lexicon, load_translator
from subtitler.translate.marian import MarianTranslator

PROFILES = built_in("netflix")
PACE = Pace()
Pieces = Sequence[str]
Method = Callable[[GoldCut], tuple[Pieces, Pieces]]


@dataclass
class Tally:
    same: int = 0
    near: int = 0
    all: int = 0

    def add(self, distance: int) -> None:
        self.all += 1
        self.same += distance == 0
        self.near += distance <= 1

    def __str__(self) -> str:
        return f"{self.same / self.all:.3f} {self.near / self.all:.3f} (n={self.all})" if self.all else "none"


def joint(
    lexicon: Lexicon, attention: dict[str, tuple[Link, ...] | None], weights: Weights, pair: GoldCut
) -> tuple[Pieces, Pieces]:
    source_text, target_text = sides(pair)
    source = side_of([source_text], PROFILES[pair.pair.source])
    target = side_of([target_text], PROFILES[pair.pair.target])
    links = link_words(
        source_text.split(), target_text.split(), pair.pair, lexicon=lexicon, attention=attention.get(source_text)
    )
    pieces = split(
        Task(
            source=source,
            target=target,
            links=links,
            source_ms=PACE.word_ms(source.words, pair.pair.source, BlockKind.REPORT),
            target_ms=[0.0] * len(target.words),
            pause_ms=PACE.sentence_ms,
            slowest=PACE.slowest,
            weights=weights,
        )
    )
    assert pieces is not None
    found = [" ".join(side.words[slice(*span)]) for side, span in ((source, p.source) for p in pieces)]
    other = [" ".join(side.words[slice(*span)]) for side, span in ((target, p.target) for p in pieces)]
    return (found, other) if pair.pair.source is Language.KO else (other, found)


def as_cut(pair: GoldCut) -> tuple[Pieces, Pieces]:
    return pair.ko, pair.en


def sides(pair: GoldCut) -> tuple[str, str]:
    ko, en = " ".join(pair.ko), " ".join(pair.en)
    return (ko, en) if pair.pair.source is Language.KO else (en, ko)


def shared_out(place: Callable[[list[str], float], int], base: Method, pair: GoldCut) -> tuple[Pieces, Pieces]:
    """The source cues of `base`, the target words cut at `place(words, share)` for each share of the source."""
    ko, en = base(pair)
    source, target = (ko, en) if pair.pair.source is Language.KO else (en, ko)
    words = " ".join(target).split()
    whole = sum(map(len, source))
    cuts = [0]
    done = 0
    for number, piece in enumerate(source[:-1]):
        done += len(piece)
        left = len(source) - 1 - number
        cuts.append(min(max(place(words, done / whole), cuts[-1] + 1), len(words) - left))
    other = [" ".join(words[a:b]) for a, b in pairwise([*cuts, len(words)])]
    return (source, other) if pair.pair.source is Language.KO else (other, source)


def nearest_space(words: list[str], share: float) -> int:
    whole = len(" ".join(words))
    return min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - share * whole))


def nearest_mark(words: list[str], share: float) -> int:
    whole = len(" ".join(words))
    marked = [at for at in range(1, len(words)) if words[at - 1][-1] in ",;:."
              and abs(len(" ".join(words[:at])) - share * whole) < 0.15 * whole]  # fmt: skip
    return (
        min(marked, key=lambda at: abs(len(" ".join(words[:at])) - share * whole))
        if marked
        else nearest_space(words, share)
    )


def digits(pieces: Pieces) -> dict[str, list[int]]:
    """The pieces in which each digit string stands."""
    found: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        for token in re.findall(r"\d[\d,.]*\d|\d", piece):
            found.setdefault(token.replace(",", ""), []).append(number)
    return found


def tally_digits(tally: Tally, ko: Pieces, en: Pieces) -> None:
    in_en = digits(en)
    for token, places in digits(ko).items():
        free = list(in_en.get(token, ()))
        for place in places:
            if free:
                nearest = min(free, key=lambda other: abs(other - place))
                free.remove(nearest)
                tally.add(abs(nearest - place))


def tally_names(tally: Tally, lexicon: Lexicon, ko: Pieces, en: Pieces) -> None:
    ko_text, en_text = " ".join(ko), " ".join(en)
    for ko_term, en_term in lexicon.terms:
        if not en_term[0].isupper():
            continue
        if ko_text.count(ko_term) == 1 and len(re.findall(rf"\b{re.escape(en_term)}\b", en_text)) == 1:
            tally.add(abs(piece_at(ko, ko_text.index(ko_term)) - piece_at(en, en_text.index(en_term))))


def piece_at(pieces: Pieces, offset: int) -> int:
    for number, piece in enumerate(pieces):
        offset -= len(piece) + 1
        if offset < 0:
            return number
    return len(pieces) - 1


def breaks(pieces: Pieces) -> set[int]:
    found, at = set(), 0
    for piece in pieces[:-1]:
        at += len(piece.split())
        found.add(at)
    return found


def is_over(piece: str, language: Language) -> bool:
    side = side_of([piece], PROFILES[language])
    return len(side.costs[0]) < len(side.words)


def measure(name: str, method: Method, gold: Sequence[GoldCut], lexicon: Lexicon) -> str:
    same_digits, same_names = Tally(), Tally()
    matched = {language: [0, 0, 0] for language in Language}
    forbidden = over = cues = 0
    for pair in gold:
        ko, en = method(pair)
        cues += len(ko)
        tally_digits(same_digits, ko, en)
        tally_names(same_names, lexicon, ko, en)
        for language, pieces, reference in ((Language.KO, ko, pair.ko), (Language.EN, en, pair.en)):
            ours, theirs = breaks(pieces), breaks(reference)
            for at, value in enumerate((len(ours & theirs), len(ours), len(theirs))):
                matched[language][at] += value
            penalties = break_penalties(" ".join(pieces).split(), language)
            forbidden += sum(penalties[at - 1] >= FORBIDDEN for at in ours)
            over += sum(is_over(piece, language) for piece in pieces)
    f1 = {
        language: 2 * hit / (ours + theirs) if ours + theirs else 0.0
        for language, (hit, ours, theirs) in matched.items()
    }
    return (
        f"{name:14} digits {same_digits}  names {same_names}  F1 ko {f1[Language.KO]:.3f} en {f1[Language.EN]:.3f}  "
        f"forbidden {forbidden}  over {over}  cues {cues}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-model", action="store_true", help="no attention among the witnesses")
    parser.add_argument("--samples", action="store_true", help="measure the samples too")
    options = parser.parse_args()
    gold, lexicon = gold_cuts(), load_lexicon()
    attention: dict[str, tuple[Link, ...] | None] = {}
    if not options.no_model:
        translator = MarianTranslator(bundled_folder(), name=BUNDLED)
        for pair in gold:
            source, target = sides(pair)
            attention[source] = translator.link([source], [target], pair.pair)[0]
    ours = partial(joint, lexicon, attention, WEIGHTS)
    print("share in the same cue, share in the same or the next")
    print(measure("by hand", as_cut, gold, lexicon))
    print(measure("joint", ours, gold, lexicon))
    print(measure("proportional", partial(shared_out, nearest_space, ours), gold, lexicon))
    print(measure("punctuation", partial(shared_out, nearest_mark, ours), gold, lexicon))
    if options.samples:
        print("samples by the bundled model (F1: agreement with the joint cut)")
        cuts = sample_cuts(lexicon)
        print(measure("joint", as_cut, cuts, lexicon))
        print(measure("proportional", partial(shared_out, nearest_space, as_cut), cuts, lexicon))
        print(measure("punctuation", partial(shared_out, nearest_mark, as_cut), cuts, lexicon))


def sample_cuts(lexicon: Lexicon) -> list[GoldCut]:
    """Every sentence of the samples as the pipeline cuts it, translated by the bundled model."""
    settings = Settings(lexicon=lexicon)
    translator = load_translator(None)
    cuts = []
    for path in sorted(Path("samples").glob("*.txt")):
        script = read_script(path.read_text(encoding="utf-8"), origin=path.name, settings=settings)
        tracks = cut_script(script, translate_script(script, translator), settings=settings).cut.tracks
        for sentence in script.sentences:
            source = script.transcript.blocks[sentence.block].language
            shown = [at for at, cue in enumerate(tracks[source].cues) if sentence.number in cue.sentences]
            ko, en = (tuple(tracks[language].cues[at].text for at in shown) for language in (Language.KO, Language.EN))
            cuts.append(GoldCut(pair=Pair(source, source.other), ko=ko, en=en))
    return cuts


if __name__ == "__main__":
    main()
