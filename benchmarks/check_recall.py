"""What the content rules find: python -m benchmarks.check_recall [--speed]

Good sentence pairs (Korean, tab, English) become a track of each language, a sentence in one cue or two. Into one
sentence in eight at most an error of one kind is planted, and the tracks are checked again. `found` is the share of
planted errors whose cues have an issue of a rule that they had none of before; `as error` those with one of severity
error. Sentences with an issue as they stand are left out here: a reader is told to look there anyway. False alarms are
counted on all the tracks as they were, the share of sentences with an issue. Both are shown without
and with the sentence embedding, and beside them what other tools do: compare the digits, compare the lengths.

Held out: the sets in ../shared/eval (../shared is beside this repository; benchmarks/data has two of them), which
neither the word table nor any figure or word list of the checks was made from. Kinds that these offer too few places
for are filled up from `authored` (regions, bites, domestic news, short news in ../shared/corpus): no figure of the
checks comes from it, but the word table and the glossary have seen it. Tuned on: see benchmarks/fit_checks.py.

With --speed, the time of `subtitler check` on 1,000, 10,000 and 100,000 cue pairs instead.
"""

import argparse
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.planting import KINDS, Pair, Planter
from subtitler.check.similarity import Embedding
from subtitler.check.translation import check_translation
from subtitler.core.issue import Issue, Severity
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.formats import srt
from subtitler.similarity import load_embedding
from subtitler.terms.files import default_glossary
from subtitler.terms.glossary import Glossary
from subtitler.text.lexicon import Lexicon
from subtitler.translate.loading import load_lexicon

KO, EN = Language.KO, Language.EN
SHARED = Path(__file__).parents[2] / "shared"
OWN = Path(__file__).parent / "data"
HELD_OUT = ("reports_dev", "topics_dev", "ntrex400")
AUTHORED = ("reports_regions", "bites", "domestic", "briefs2")
WANTED = 250
SPARSE = 8
LONG = 36  # Korean characters; a longer sentence stands in two cues

Check = Callable[[Mapping[Language, Track]], Sequence[Issue]]
Tracks = dict[Language, Track]
Key = tuple[str, int]


def read(name: str) -> list[Pair]:
    """The pairs of a set."""
    if name in AUTHORED:
        path = SHARED / "corpus" / "authored" / name / "sentences.tsv"
    else:
        path = next(
            (folder / f"{name}.tsv" for folder in (SHARED / "eval", OWN) if (folder / f"{name}.tsv").exists()), Path()
        )
    if not path.is_file():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Pair(ko=row[0], en=row[1]) for row in rows]


def tracks(pairs: Sequence[Pair]) -> tuple[Tracks, list[range]]:
    """Both tracks, and the numbers of each pair's cues."""
    cues: dict[Language, list[Cue]] = {KO: [], EN: []}
    numbers = []
    for pair in pairs:
        parts = 2 if len(pair.ko) > LONG else 1
        first = len(cues[KO])
        for language in Language:
            for at, text in enumerate(_parts(pair.text(language), parts), first):
                cues[language].append(Cue(start_ms=at * 3000, end_ms=at * 3000 + 2900, lines=(text,)))
        numbers.append(range(first + 1, len(cues[KO]) + 1))
    return {language: Track(language=language, cues=tuple(found)) for language, found in cues.items()}, numbers


def _parts(text: str, parts: int) -> list[str]:
    words = text.split()
    if parts == 1 or len(words) < 2:
        return [text] + ["…"] * (parts - 1)
    half = len(words) // 2
    return [" ".join(words[:half]), " ".join(words[half:])]


def touched(issues: Sequence[Issue], cues: range) -> list[Issue]:
    return [issue for issue in issues if issue.cue < cues.stop and cues.start <= (issue.last_cue or issue.cue)]


def keyed(issue: Issue) -> Key:
    return issue.rule, issue.cue


class Score:
    """Planted errors, and how many were found."""

    def __init__(self) -> None:
        self.planted = self.found = self.errors = 0
        self.rules: Counter[str] = Counter()

    def add(self, new: Sequence[Issue]) -> None:
        self.planted += 1
        self.found += bool(new)
        self.errors += any(issue.severity is Severity.ERROR for issue in new)
        self.rules.update({issue.rule for issue in new})

    def __str__(self) -> str:
        n = max(self.planted, 1)
        rules = " ".join(f"{rule} {hits / n:.2f}" for rule, hits in self.rules.most_common(4))
        return f"{self.planted:5}  found {self.found / n:.3f}  as error {self.errors / n:.3f}   {rules}"


def planted(
    kind: str, pairs: Sequence[Pair], planter: Planter, most: int, dirty: Set[int] = frozenset()
) -> dict[int, list[Pair]]:
    """Pairs with an error, by their place: one instead of each, or two where neighbours changed places.

    None of those at the places in `dirty`.
    """
    found: dict[int, list[Pair]] = {}
    for at in planter.rng.sample(range(len(pairs) - 1), len(pairs) - 1):
        languages = planter.rng.sample([KO, EN], 2)
        if len(found) == most:
            break
        if at in dirty or (kind == SWAPPED and at + 1 in dirty):
            continue
        if kind == SWAPPED:
            one, other = pairs[at], pairs[at + 1]
            if (len(one.ko) > LONG) == (len(other.ko) > LONG) and one != other:
                language = languages[0]
                texts = other.text(language), one.text(language)
                found[at] = [one.having(language, texts[0]), other.having(language, texts[1])]
        elif kind == HALVES:
            language = languages[0]
            words = pairs[at].text(language).split()
            half = len(words) // 2
            if len(pairs[at].ko) > LONG and len(words) == 2 * half:  # what stands in two cues of as many words
                found[at] = [pairs[at].having(language, " ".join(words[half:] + words[:half]))]
        elif wrong := next(filter(None, (planter.plant(kind, pairs[at], language) for language in languages)), None):
            found[at] = [wrong]
    return found


def rounds(places: Sequence[int]) -> list[list[int]]:
    """The places in as few rounds as leave SPARSE sentences from one to the next."""
    made: list[list[int]] = []
    for at in sorted(places):
        free = next((each for each in made if at - each[-1] >= SPARSE), None)
        if free is None:
            made.append([at])
        else:
            free.append(at)
    return made


def measure(
    check: Check,
    kind: str,
    sets: Mapping[str, Sequence[Pair]],
    before: Mapping[str, tuple[Sequence[Issue], list[range]]],
    glossary: Glossary,
) -> tuple[Score, Score]:
    """Over the held-out sets, and over those that fill up what these lack. `before` is what was found in each."""
    scores = Score(), Score()
    for names, score in zip((HELD_OUT, AUTHORED), scores, strict=True):
        missing = WANTED - sum(each.planted for each in scores)
        size = sum(len(sets.get(name, ())) for name in names)
        for name in (name for name in names if name in sets and missing > 0):
            pairs = sets[name]
            planter = Planter(glossary=glossary, pairs=pairs, rng=random.Random(7))
            issues, numbers = before[name]
            dirty = {at for at, cues in enumerate(numbers) if touched(issues, cues)}
            wrong = planted(kind, pairs, planter, math.ceil(missing * len(pairs) / size), dirty)
            for places in rounds([*wrong]):
                look(check, pairs, {at: wrong[at] for at in places}, {keyed(issue) for issue in issues}, score)
    return scores


def look(
    check: Check, pairs: Sequence[Pair], wrong: Mapping[int, Sequence[Pair]], before: Set[Key], score: Score
) -> None:
    """Counts in `score` what is found where errors were put in."""
    changed = list(pairs)
    for at, instead in wrong.items():
        changed[at : at + len(instead)] = instead
    made, numbers = tracks(changed)
    issues = [issue for issue in check(made) if keyed(issue) not in before]
    for at, instead in wrong.items():
        cues = range(numbers[at].start, numbers[at + len(instead) - 1].stop)
        score.add(touched(issues, cues))


SWAPPED = "neighbouring sentences swapped"
HALVES = "cues of one sentence swapped"


def digits(given: Mapping[Language, Track]) -> list[Issue]:
    """Baseline: an issue where the digits of two cues are not the same."""
    return _baseline(given, lambda ko, en: sorted(_DIGITS.findall(ko)) != sorted(_DIGITS.findall(en)))


def ratio(given: Mapping[Language, Track]) -> list[Issue]:
    """Baseline: an issue where English has under 1.1 or over 3.6 times the characters, which 2 % of good pairs have."""
    return _baseline(given, lambda ko, en: not 1.1 < len(en) / len(ko) < 3.6)


_DIGITS = re.compile(r"\d+")


def _baseline(given: Mapping[Language, Track], is_wrong: Callable[[str, str], bool]) -> list[Issue]:
    return [
        Issue(
            rule="baseline",
            severity=Severity.ERROR,
            cue=number,
            language=None,
            found=f"{ko.text} {en.text}",
            limit="",
            hint="",
        )
        for number, (ko, en) in enumerate(zip(given[KO].cues, given[EN].cues, strict=True), 1)
        if is_wrong(ko.text, en.text)
    ]


def false_alarms(issues: Sequence[Issue], numbers: Sequence[range]) -> str:
    rules: Counter[str] = Counter()
    share = dict.fromkeys(Severity, 0)
    for cues in numbers:
        here = touched(issues, cues)
        rules.update({issue.rule for issue in here})
        for severity in Severity:
            share[severity] += any(issue.severity is severity for issue in here)
    parts = " ".join(f"{rule} {hits / len(numbers):.4f}" for rule, hits in rules.most_common(9))
    errors, warnings = (share[severity] / len(numbers) for severity in (Severity.ERROR, Severity.WARNING))
    return f"{len(numbers):5}  errors {errors:.4f}  warnings {warnings:.4f}   {parts}"


def checker(glossary: Glossary, lexicon: Lexicon, embedding: Embedding | None) -> Check:
    return lambda given: check_translation(given, glossary=glossary, lexicon=lexicon, embedding=embedding)


def speed(pairs: Sequence[Pair], *, with_embedding: bool) -> None:
    """`subtitler check` from start to end, all rules. Text repeats after a while, but each round begins otherwise."""
    for size in (1000, 10_000, 100_000):
        rounds: list[Pair] = []
        for number in count():
            rounds += [Pair(ko=f"{number}, {pair.ko}", en=f"{number}, {pair.en}") for pair in pairs]
            made, _ = tracks(rounds)
            if len(made[KO].cues) >= size:
                break
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, f"cues.{language}.srt") for language in made]
            for file, track in zip(files, made.values(), strict=True):
                file.write_text(srt.render(replace(track, cues=track.cues[:size])), encoding="utf-8")
            began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            options = () if with_embedding else ("--no-embedding",)
            command = [sys.executable, "-m", "subtitler", "check", *files, *options]
            *_, found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
        took, cpu = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used
        print(f"{size:7} cue pairs  {took:6.1f} s  {cpu:6.1f} s CPU  {found}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--without-embedding", action="store_true")
    parser.add_argument("--only", default="", help="the kinds with this in their name")
    options = parser.parse_args()
    glossary, lexicon = default_glossary(), load_lexicon()
    checks: dict[str, Check] = {"without the embedding": checker(glossary, lexicon, None)}
    if not options.without_embedding and (embedding := load_embedding()):
        checks["with the embedding"] = checker(glossary, lexicon, embedding)
    sets = {name: pairs for name in (*HELD_OUT, *AUTHORED) if (pairs := read(name))}
    if options.speed:
        for name in checks:
            print(name)
            speed([pair for pairs in sets.values() for pair in pairs], with_embedding=name.startswith("with "))
        return
    checks |= {"digits compared": digits, "lengths compared": ratio}
    for name, check in checks.items():
        print(f"\n{name}\n  false alarms", flush=True)
        before: dict[str, tuple[Sequence[Issue], list[range]]] = {}
        for each, pairs in sets.items():
            made, numbers = tracks(pairs)
            before[each] = check(made), numbers
            print(f"    {each:18} {false_alarms(*before[each])}", flush=True)
        print("  planted")
        for kind in (*KINDS, SWAPPED, HALVES):
            if options.only not in kind:
                continue
            held_out, seen = measure(check, kind, sets, before, glossary)
            print(f"    {kind:32} {held_out}", flush=True)
            if seen.planted:
                print(f"    {'  filled up':32} {seen}", flush=True)


if __name__ == "__main__":
    main()
