"""Errors of one kind each, planted into good sentence pairs: what benchmarks/check_recall.py looks for."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from subtitler.core.language import Language
from subtitler.terms.glossary import COUNTRY, ORG, PERSON, PLACE, Entry, Glossary
from subtitler.text.morphemes import analyse
from subtitler.text.numbers import NumberKind, find_numbers
from subtitler.text.particles import fit_particle
from subtitler.text.tagging import tag_english

KO, EN = Language.KO, Language.EN


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence in both languages."""

    ko: str
    en: str

    def text(self, language: Language) -> str:
        return self.ko if language is KO else self.en

    def having(self, language: Language, text: str) -> "Pair":
        return replace(self, ko=text) if language is KO else replace(self, en=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planter:
    """`pairs` lend clauses to others, `glossary` names."""

    glossary: Glossary
    pairs: Sequence[Pair]
    rng: random.Random = field(default_factory=lambda: random.Random(4))

    def plant(self, kind: str, pair: Pair, language: Language) -> Pair | None:
        """`pair` with an error of `kind` in `language`; None where it offers no place for one."""
        places = [text for text in KINDS[kind](self, pair, language) if text != pair.text(language)]
        return pair.having(language, self.rng.choice(places)) if places else None

    def entries(self, pair: Pair, language: Language, types: Sequence[str]) -> Iterator[tuple[int, int, Entry]]:
        """Names and terms of the glossary that stand rightly in both languages."""
        for start, end, entry in self.glossary.find(pair.text(language), language):
            if entry.type in types and self.glossary.is_rendered(entry, pair.text(language.other), language.other):
                yield start, end, entry


Places = Iterator[str]
"""The text of one language with the error, once for each place where it may be planted."""

_NAMES = (PERSON, PLACE, COUNTRY, ORG)
_DATES = (NumberKind.MONTH, NumberKind.DAY)


def _digit(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for mention in find_numbers(text, language):
        if mention.kind in _DATES:
            continue
        for place in range(mention.start, mention.end):
            if text[place].isdecimal():
                first = place == 0 or not text[place - 1].isdecimal()
                other = planter.rng.choice(
                    [d for d in "123456789" if d != text[place]] if first else _others(text[place])
                )
                yield text[:place] + other + text[place + 1 :]


def _others(digit: str) -> list[str]:
    return [other for other in "0123456789" if other != digit]


_UNITS = {"만": "억", "억": "만", "조": "억", "thousand": "million", "million": "billion", "billion": "million",
          "trillion": "billion"}  # fmt: skip
_UNIT = {
    KO: re.compile(r"(?<=[\d천백십]) ?([만억조])(?=[\d천백십 원달명여개대톤])"),
    EN: re.compile(r"(?<=\d )(thousand|[mbtr]+illion)\b"),
}


def _unit(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    counted = [(mention.start, mention.end) for mention in find_numbers(text, language)]
    for found in _UNIT[language].finditer(text):
        if any(start <= found.start(1) < end for start, end in counted):
            yield text[: found.start(1)] + _UNITS[found[1]] + text[found.end(1) :]


def _point(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for mention in find_numbers(text, language):
        written = text[mention.start : mention.end]
        if mention.kind is NumberKind.PERCENT_POINT:
            wrong = (
                re.sub(r" ?(?:포인트|p)$", "", written)
                if language is KO
                else re.sub("(?:%|percentage|percent)[ -]points?$", "percent", written)
            )
        elif mention.kind is NumberKind.PERCENT and re.search("(?:%|퍼센트|percent)$", written):
            wrong = written + "포인트" if language is KO else re.sub("(?:%| percent)$", " percentage points", written)
        else:
            continue
        yield text[: mention.start] + wrong + text[mention.end :]


_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _date(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for mention in find_numbers(text, language):
        if mention.kind not in _DATES:
            continue
        written, value = text[mention.start : mention.end], int(mention.value)
        most = 12 if mention.kind is NumberKind.MONTH else 28
        other = planter.rng.choice([each for each in range(1, most + 1) if each != value])
        if written in _MONTHS:
            wrong = _MONTHS[other - 1]
        elif str(value) in written:
            wrong = written.replace(str(value), str(other), 1)
            wrong = re.sub(r"\d+(?:st|nd|rd|th)", _ordinal(other), wrong)
        else:
            continue
        yield text[: mention.start] + wrong + text[mention.end :]


def _ordinal(value: int) -> str:
    return f"{value}{'th' if value in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _weekday(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    days = [f"{day}요일" for day in "월화수목금토일"] if language is KO else _WEEKDAYS
    for found in re.finditer("|".join(days), text):
        yield text[: found.start()] + planter.rng.choice([day for day in days if day != found[0]]) + text[found.end() :]


def _swapped_name(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for start, end, entry in planter.entries(pair, language, _NAMES):
        others = [
            other
            for other in planter.glossary.entries
            if other.type == entry.type
            and other.en[0].isupper()
            and other.en not in pair.en
            and other.ko not in pair.ko
        ]
        if entry.en[0].isupper():
            other = planter.rng.choice(others).term(language)
            yield text[:start] + other + (fit_particle(other, text[end:]) if language is KO else text[end:])


_VOWELS = {KO: unicodedata.normalize("NFD", "가거고구기게개")[1::2], EN: "aeiou"}


def _respelt_name(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for start, end, entry in planter.entries(pair, language, _NAMES):
        letters = unicodedata.normalize("NFD", text[start:end])
        places = [at for at, letter in enumerate(letters) if at and letter in _VOWELS[language]]
        if entry.en[0].isupper() and places and len(letters) > 4:
            at = planter.rng.choice(places)
            other = planter.rng.choice([vowel for vowel in _VOWELS[language] if vowel != letters[at]])
            yield text[:start] + unicodedata.normalize("NFC", letters[:at] + other + letters[at + 1 :]) + text[end:]


def _broken_term(planter: Planter, pair: Pair, language: Language) -> Places:
    """A word of a body, law or event gives way to that of another: Unification Ministry, Unification Service."""
    text = pair.text(language)
    for start, end, entry in planter.entries(pair, language, (ORG, "LAW", "EVENT", "THING")):
        alike = [other for other in planter.glossary.entries if other.type == entry.type and other is not entry]
        words = text[start:end].split()
        if language is EN and len(words) > 1 and text[start:end] == entry.en:
            other = planter.rng.choice([each for each in alike if len(each.en.split()) == len(words)] or [entry])
            at = planter.rng.randrange(len(words))
            yield text[:start] + " ".join((*words[:at], other.en.split()[at], *words[at + 1 :])) + text[end:]
        elif language is KO and end - start > 4 and " " in entry.en:
            other = planter.rng.choice([each for each in alike if len(each.ko) > 4])
            yield text[:start] + other.ko[:2] + text[start + 2 :]


_AFFIRMED = {
    language: [tuple(rule.split(" > ")) for rule in " | ".join(lines).split(" | ")]
    for language, lines in {
        KO: (
            "하지 않았 > 했 | 하지 못했 > 했 | 하지 않기 > 하기 | 하지 않고 > 하고 | 하지 않습니다 > 합니다",
            "하지 않겠 > 하겠 | 하지 않을 > 할 | 하지 않은 > 한 | 하지 않는 > 하는 | 되지 않았 > 됐 | 되지 않고 > 되고",
            "되지 않습니다 > 됩니다 | 되지 않는 > 되는 | 되지 않은 > 된 | (?<= )없었 > 있었 | (?<= )없는 > 있는",
            "하지 않는다 > 한다 | (?<= )없다 > 있다 | (?<= )없습니다 > 있습니다 | [이가] 아닙니다 > 입니다",
            "(?<= )안 (?=[가-힣]) > ",
            "(?<= )못 (?=[가-힣]) > ",
        ),
        EN: (
            r"\bnot  > ",
            r"(?<=did|oes|are|was|has|ave|uld)n't\b > ",
            r"\bcannot\b > can | \bcan't\b > can | \bwon't\b > will | \bdon't\b > do | \bisn't\b > is",
            r"\bnever  > ",
            r"\bno (?=[a-z]) > some  | \bwithout\b > with | \bNo (?=[a-z]) > Some ",
        ),
    }.items()
}


def _negation(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for pattern, instead in _AFFIRMED[language]:
        for found in re.finditer(pattern, text):
            yield text[: found.start()] + instead + text[found.end() :]


def _dropped(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    for start, end in clauses(text, language):
        left = (text[:start] + text[end:]).strip()
        if language is EN:
            left = re.sub(r"^(?:[,;] ?|and |but |while )+", "", left)
            left = left[:1].upper() + left[1:]
        yield left


def _added(planter: Planter, pair: Pair, language: Language) -> Places:
    text = pair.text(language)
    while True:
        lender = planter.rng.choice(planter.pairs)
        found = clauses(lender.text(language), language) if lender != pair else []
        if found:
            break
    start, end = planter.rng.choice(found)
    clause = lender.text(language)[start:end].strip(" ,;.")
    spans = clauses(text, language)
    if language is KO:
        at = planter.rng.choice([0, *(first for first, _ in spans)])
        yield f"{text[:at]}{clause} {text[at:]}"
        return
    at = planter.rng.choice([len(text.rstrip('."?!')), *(last for _, last in spans)])
    if not re.match(r"(?:and|but|while|after|before|because|as|when|which|who|although|if|with|so)\b", clause):
        clause = f"and {clause[:1].lower()}{clause[1:]}"
    yield f"{text[:at]}, {clause}{text[at:]}"


def _untranslated(planter: Planter, pair: Pair, language: Language) -> Places:
    yield pair.text(language.other)


KINDS: dict[str, Callable[[Planter, Pair, Language], Places]] = {
    "number, a digit": _digit,
    "number, 만/억, million/billion": _unit,
    "percent, percentage point": _point,
    "date, month or day": _date,
    "date, weekday": _weekday,
    "name swapped": _swapped_name,
    "name respelt": _respelt_name,
    "term broken": _broken_term,
    "negation dropped": _negation,
    "clause dropped": _dropped,
    "clause added": _added,
    "left untranslated": _untranslated,
}
"""Neighbours that change places are planted into tracks, by the benchmark."""


_CONNECTIVES = frozenset(
    "고 며 면서 지만 는데 은데 아서 어서 자 니까 려고 도록 면 으며 으면서 으면 으나 나 라고 다고 다며 라며 "
    "아 어 다가 거나 느라 므로 으므로".split()
)
_SEPARATOR = re.compile(
    r", (?:and |but |while |with |which |who |as |so |after )?|; "
    r"| (?:and|but|while|after|before|because|as|when|which|who|so that|although|if) "
)


def clauses(text: str, language: Language) -> list[tuple[int, int]]:
    """Clauses of `text`, with a verb and three words (in English four), that leave as many when taken out."""
    cuts, verbs = _korean_cuts(text) if language is KO else _english_cuts(text)
    least = 3 if language is KO else 4
    return [
        (start, end)
        for start, end in pairwise(cuts)
        if len(text[start:end].split()) >= least
        and len((text[:start] + text[end:]).split()) >= least
        and any(start <= verb < end for verb in verbs)
    ]


def _korean_cuts(text: str) -> tuple[list[int], list[int]]:
    morphemes = analyse(text)
    cuts = {0}
    for at, morpheme in enumerate(morphemes):
        after = morphemes[at + 1] if at + 1 < len(morphemes) else None
        ends_word = text[morpheme.end : morpheme.end + 1] in (" ", ",")
        if morpheme.tag == "EC" and morpheme.form in _CONNECTIVES and ends_word and not (after and after.tag == "VX"):
            cuts.add(morpheme.end + (text[morpheme.end] == ",") + 1)
        elif morpheme.tag == "SP" and text[morpheme.start] == ",":
            cuts.add(morpheme.end + 1)
    verbs = [morpheme.start for morpheme in morphemes if morpheme.tag[:2] in ("VV", "VA", "VC", "XS")]
    return sorted(cut for cut in cuts if cut < len(text)), verbs


def _english_cuts(text: str) -> tuple[list[int], list[int]]:
    cuts = sorted({0, len(text.rstrip('."?!')), *(found.start() for found in _SEPARATOR.finditer(text))})
    words = list(re.finditer(r"\S+", text))
    tags = tag_english(tuple(word[0] for word in words))
    verbs = [
        word.start() for word, (_, tag) in zip(words, tags, strict=True) if tag[:2] in ("VV", "VB", "VH", "VD", "VM")
    ]
    return cuts, verbs
