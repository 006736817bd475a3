"""Make `subtitler/data/glossary.tsv`: python models/glossary/build.py CORPUS_DIR OUT.tsv [--dropped FILE]

CORPUS_DIR holds `authored/*/terms.tsv` (ko, en, type) and `authored/*/sentences.tsv` (ko, en). Kept are names, bodies,
titles, places, events, laws and things with a name of their own; dropped is what would do harm:

- a Korean term of one syllable, and a plain word: short, and no name to the morpheme analyser;
- a title of one plain English word (principal, cardinal), which means other things too;
- a term of several renderings of which the sentences prefer none;
- a term that stands in sentences whose translation lacks its rendering in more than MAX_ABSENT of them, either way.

A plain word or title stays where at least PROVEN sentences have it and its rendering. Of the terms with one English
rendering, the one that most sentences have comes first: it is the one to write.

`--dropped` writes what was dropped, and why.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from subtitler.core.language import Language, is_hangul
from subtitler.terms.glossary import Entry, Glossary, stands
from subtitler.text.morphemes import analyse
from subtitler.text.normalise import normalise

TYPES = ("PERSON", "ORG", "PLACE", "COUNTRY", "TITLE", "EVENT", "LAW", "THING")
MAX_ABSENT = 1 / 3
PROVEN = 5

# Renderings that newsrooms use and the lists lack; the sentences choose.
ALSO = """
외교부 Foreign Ministry|국방부 Defense Ministry|통일부 Unification Ministry|법무부 Justice Ministry
교육부 Education Ministry|환경부 Environment Ministry|보건복지부 Health Ministry|복지부 Health Ministry
고용노동부 Labor Ministry|노동부 Labor Ministry|국토교통부 Land Ministry|국토교통부 Transport Ministry
국토부 Land Ministry
기획재정부 Finance Ministry|기재부 Finance Ministry|재정경제부 Finance Ministry|산업통상자원부 Industry Ministry
산업부 Industry Ministry|해양수산부 Oceans Ministry|해수부 Oceans Ministry|농림축산식품부 Agriculture Ministry
농식품부 Agriculture Ministry|행정안전부 Interior Ministry|행안부 Interior Ministry|문화체육관광부 Culture Ministry
과학기술정보통신부 Science Ministry|과기정통부 Science Ministry|문체부 Culture Ministry|중소벤처기업부 SMEs Ministry
여성가족부 Gender Equality Ministry|성평등가족부 Gender Equality Ministry|기상청 KMA|기상청 weather agency|유엔 UN
경제협력개발기구 OECD|국제통화기금 IMF|세계보건기구 WHO|세계무역기구 WTO|북대서양조약기구 NATO|유럽연합 EU
아시아태평양경제협력체 APEC|국제원자력기구 IAEA|질병관리청 KDCA|국가안보실 National Security Office
고위공직자범죄수사처 CIO|국가정보원 National Intelligence Service|국정원 National Intelligence Service
감사원 BAI|금융감독원 FSS|태평양 Pacific|지중해 Mediterranean|대서양 Atlantic|청와대 Blue House|주한미군 USFK
연방준비제도 Fed|연준 Fed|미국 US|정전협정 armistice|해병대 Marines|금강산 Mount Geumgang|공무원 public official
중의원 lower house|참의원 upper house|국무회의 Cabinet|예산안 budget|개정안 amendment|개정안 revision
도쿄전력 TEPCO|한국전력 KEPCO|한전 KEPCO|김포공항 Gimpo Airport|인천공항 Incheon Airport|제주공항 Jeju Airport
한빛원전 Hanbit nuclear plant|고리원전 Gori nuclear plant|항소심 appeals court|크림반도 Crimea|서울시 Seoul
서울시 Seoul Metropolitan Government|이스라엘군 Israeli military|최고경영자 CEO|이태원 참사 Itaewon tragedy
한국수력원자력 KHNP|농촌진흥청 RDA|한국은행 BOK|한은 Bank of Korea|산업은행 KDB|북한 North|한미 Seoul and Washington
"""

Rows = Sequence[Sequence[str]]
Sentences = Sequence[tuple[str, str]]


class Doubt(NamedTuple):
    """Why an entry is dropped."""

    entry: Entry
    reason: str


def read_rows(corpus: Path, name: str, columns: int) -> Iterator[list[str]]:
    for file in sorted(corpus.glob(f"authored/*/{name}")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = [normalise(field).strip() for field in line.split("\t")[:columns]]
            if len(row) == columns and all(row):
                yield row


def bare(en: str) -> str:
    """A rendering without its article, which the sentence decides."""
    for article in ("the ", "The ", "a ", "an "):
        if en.startswith(article):
            return en.removeprefix(article)
    return en


def choose(rows: Rows, sentences: Sentences) -> tuple[list[Entry], list[Doubt]]:
    """An entry a Korean term: of several renderings the one that most sentences have, else most lists."""
    renderings: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, str] = {}
    for ko, en, kind in rows:
        if kind in TYPES and (kind != "THING" or is_named(en)):
            renderings[ko][bare(en)] += 1
            types.setdefault(ko, kind)
    for row in filter(None, ALSO.replace("\n", "|").split("|")):
        at = next(place for place, char in enumerate(row) if char.isascii() and char.isalpha())
        ko, en = row[:at].strip(), row[at:]
        renderings[ko][en] += 1
        types.setdefault(ko, "ORG")
    chosen, dropped = [], []
    for ko, counted in renderings.items():
        entries = [Entry(ko=ko, en=en, type=types[ko]) for en in counted]
        if len(entries) == 1:
            chosen.append(entries[0])
            continue
        texts = [en for text, en in sentences if ko in text]
        uses = {entry.en: sum(stands(entry.en, en, Language.EN) for en in texts) for entry in entries}
        ranked = sorted(entries, key=lambda entry: (-uses[entry.en], -counted[entry.en]))
        first, second = ((uses[entry.en], counted[entry.en]) for entry in ranked[:2])
        if first > second:
            chosen.append(ranked[0])
        else:
            dropped.append(Doubt(ranked[0], f"no rendering preferred: {' / '.join(sorted(counted))}"))
    return chosen, dropped


def is_named(en: str) -> bool:
    """True for a rendering with a capital on each word that has one in a title."""
    words = [word for word in bare(en).split() if len(word) > 3] or en.split()
    return all(word[0].isupper() for word in words)


def plain_word(entry: Entry) -> str | None:
    """Why the entry is no name; None where it is one."""
    if len(entry.ko) == 1:
        return "one syllable"
    if entry.type in ("TITLE", "EVENT", "LAW") and " " not in entry.en and entry.en.islower():
        return "a plain word in English"
    is_short = len(entry.ko) == 2 and all(map(is_hangul, entry.ko))
    if is_short and {morpheme.tag for morpheme in analyse(entry.ko)} != {"NNP"}:
        return "a short word that is no name to the analyser"
    return None


class Check:
    """What becomes of terms in sentences that somebody translated."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences
        self.uses: Counter[Entry] = Counter()

    def harm(self, entries: Sequence[Entry], proof: int) -> dict[Entry, str]:
        """The entries whose rendering is absent too often, and those in fewer than `proof` sentences."""
        glossary = Glossary(entries)
        found: dict[Entry, str] = {}
        for side, language in ((0, Language.KO), (1, Language.EN)):
            met: Counter[Entry] = Counter()
            absent: Counter[Entry] = Counter()
            for sentence in self._sentences:
                for entry in {match.entry for match in glossary.find(sentence[side], language)}:
                    met[entry] += 1
                    absent[entry] += not glossary.is_rendered(entry, sentence[1 - side], language.other)
            if language is Language.KO:
                self.uses = met
            for entry in entries:
                if absent[entry] > MAX_ABSENT * met[entry]:
                    found[entry] = f"{language.other} absent in {absent[entry]} of {met[entry]}"
                elif met[entry] < proof and language is Language.KO:
                    found[entry] = "too rare to tell"
        return found


def build(corpus: Path) -> tuple[list[Entry], list[Doubt]]:
    sentences = [(ko, en) for ko, en in read_rows(corpus, "sentences.tsv", 2)]
    entries, dropped = choose(list(read_rows(corpus, "terms.tsv", 3)), sentences)
    check = Check(sentences)
    plain = {entry: reason for entry in entries if (reason := plain_word(entry))}
    unproven = {} if not plain else check.harm(list(plain), PROVEN)
    dropped += [Doubt(entry, f"{plain[entry]}, {reason}") for entry, reason in unproven.items()]
    entries = [entry for entry in entries if entry not in unproven]
    while harmful := check.harm(entries, 0):
        # A longer term dropped uncovers the shorter one in it, so they are looked at again.
        dropped += [Doubt(entry, reason) for entry, reason in harmful.items()]
        entries = [entry for entry in entries if entry not in harmful]
        print(len(entries), "entries", file=sys.stderr)
    # Of the terms with one rendering the commonest comes first: it is the one that is written.
    return sorted(
        entries, key=lambda entry: (TYPES.index(entry.type), entry.en.casefold(), -check.uses[entry], entry.ko)
    ), dropped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dropped", type=Path)
    options = parser.parse_args()
    entries, dropped = build(options.corpus)
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("ko", "en", "type"))
        writer.writerows((entry.ko, entry.en, entry.type) for entry in entries)
    if options.dropped:
        lines = (f"{doubt.entry.ko}\t{doubt.entry.en}\t{doubt.entry.type}\t{doubt.reason}\n" for doubt in dropped)
        options.dropped.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
