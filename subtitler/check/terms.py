"""Whether names and terms of the glossary stand in both languages, spelt as it has them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from subtitler.check.names import Names, Texts, is_common, is_name, is_shortened, misspelt
from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.terms.glossary import PLACE, Entry, Glossary, find_term
from subtitler.text.names import hangul_name, is_spelling

OTHER_NAME = Rule(
    name="other-name",
    severity=Severity.ERROR,
    demand="A name of the glossary stands for the same in both languages.",
    source="the glossary",
    bad="이집트가 제안했습니다. | Iran proposed it.",
    good="이집트가 제안했습니다. | Egypt proposed it.",
)
SPELLING = Rule(
    name="name-spelling",
    severity=Severity.ERROR,
    demand="A name of the glossary is spelt as it stands there.",
    source="the glossary",
    bad="우크라이나가 거부했습니다. | Ukrane refused.",
    good="우크라이나가 거부했습니다. | Ukraine refused.",
)
PERSON_NAME = Rule(
    name="person-name",
    severity=Severity.ERROR,
    demand="A Korean person's English name is a spelling of the name in the Korean.",
    source="the spellings that newsrooms use",
    bad="정수진 기자입니다. | Jang Su-min reports.",
    good="정수진 기자입니다. | Jung Su-jin reports.",
)
TERM = Rule(
    name="term",
    severity=Severity.WARNING,
    demand="A term of the glossary is rendered as it stands there.",
    source="the glossary",
    bad="헌법재판소가 기각했습니다. | The judges rejected it.",
    good="헌법재판소가 기각했습니다. | The Constitutional Court rejected it.",
)
FORBIDDEN = Rule(
    name="forbidden-term",
    severity=Severity.ERROR,
    demand="A rendering that the glossary forbids does not stand.",
    source="the glossary",
    bad="동해에서 훈련했습니다. | They trained in the Sea of Japan.",
    good="동해에서 훈련했습니다. | They trained in the East Sea.",
)
RULES = (OTHER_NAME, SPELLING, PERSON_NAME, TERM, FORBIDDEN)

_ENGLISH_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+\b")
_KOREAN_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,4}")


def check_terms(passages: Sequence[Passage], glossary: Glossary, target: Language | None) -> Iterator[Issue]:
    """What breaks RULES. `target` is the language to blame where it may be either; None where nobody knows."""
    names = Names(glossary)
    forbidden = [
        (language, wrong, entry.term(language))
        for entry in glossary.entries
        if entry.forbidden
        for language in Language
        for wrong in entry.forbidden_in(language)
    ]
    for passage in passages:
        texts = {language: plain(text) for language, text in passage.texts.items()}
        wrong = [*_forbidden(texts, forbidden)]
        allowed = _with_terms_for(wrong, texts)
        for finding in (*wrong, *_mistaken(allowed, names), *_persons(texts)):
            yield finding.rule.broken(
                cue=passage.first,
                last_cue=passage.last,
                language=target if finding.language is None else finding.language,
                found=finding.found,
                limit=finding.limit,
                hint=finding.hint,
            )


class _Finding(NamedTuple):
    """`language` is the side where something is wrong, None where it may be either."""

    rule: Rule
    language: Language | None
    found: str
    limit: str
    hint: str


def _mistaken(texts: Texts, names: Names) -> Iterator[_Finding]:
    """Terms that stand on one side only: another stands there, or one spelt wrong, or none."""
    sure = {language: names.sure(texts, language) for language in Language}
    possible = {language: names.possible(texts, language) for language in Language}
    settled: list[Entry] = []
    for language in Language:
        for entry in sure[language]:
            if not is_name(entry) or is_shortened(entry, texts[language.other], language.other):
                continue
            others = (
                each
                for each in possible[language.other]
                if is_name(each) and each.type == entry.type and not is_shortened(each, texts[language], language)
            )
            other = next((each for each in others if each not in settled), None)
            if other and entry not in settled:
                settled += entry, other
                yield _other_name(*((entry, other) if language is Language.KO else (other, entry)))
    for language in Language:
        for entry in names.spelt(texts, language.other):
            if entry not in settled and (near := misspelt(entry.term(language), texts[language], language)):
                settled.append(entry)
                yield _Finding(SPELLING, language, repr(near), entry.term(language), f"write {entry.term(language)}")
        for entry in sure[language.other]:
            if not (entry in settled or _is_loose(entry) or is_shortened(entry, texts[language], language)):
                term, other_term = entry.term(language), entry.term(language.other)
                hint = f"render {other_term} as {term}, or take it out"
                yield _Finding(TERM, language, f"nothing for {other_term!r}", term, hint)


def _other_name(korean: Entry, english: Entry) -> _Finding:
    return _Finding(
        OTHER_NAME,
        None,
        found=f"Korean {korean.ko!r}; English {english.en!r}",
        limit=f"{korean.ko} and {korean.en}, or {english.ko} and {english.en}",
        hint="put the wrong one right",
    )


def _is_loose(entry: Entry) -> bool:
    """Whether an entry may well be called something else: the police, the capital."""
    return is_common(entry) or (entry.type == PLACE and " " not in entry.en)


def _forbidden(texts: Texts, forbidden: Sequence[tuple[Language, str, str]]) -> Iterator[_Finding]:
    for language, wrong, term in forbidden:
        if place := find_term(wrong, texts[language], language):
            yield _Finding(FORBIDDEN, language, texts[language][slice(*place)], term, f"write {term}")


def _with_terms_for(wrong: Sequence[_Finding], texts: Texts) -> Texts:
    """The texts with the right terms for forbidden ones, which need no second issue: Japan in the Sea of Japan."""
    allowed = dict(texts)
    for finding in wrong:
        if finding.language:
            allowed[finding.language] = allowed[finding.language].replace(finding.found, finding.limit)
    return allowed


def _persons(texts: Texts) -> Iterator[_Finding]:
    """English names of Koreans that no word of the Korean may be read as."""
    for name in dict.fromkeys(_ENGLISH_NAME.findall(texts[Language.EN])):
        if (read := hangul_name(name)) and not any(
            is_spelling(name, word[:length])
            for word in _KOREAN_WORD.findall(texts[Language.KO])
            for length in range(len(word), 1, -1)
        ):
            yield _Finding(
                PERSON_NAME, None, f"English {name!r}, and no such name in the Korean", read, "see which name is right"
            )
