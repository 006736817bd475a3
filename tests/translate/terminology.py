"""A small glossary and a scripted translator, for the tests of terms."""

from collections.abc import Mapping, Sequence

from subtitler.core.language import Language, Pair
from subtitler.terms.glossary import Entry, Glossary
from subtitler.translate.protocol import Link, Progress, Translation

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)

_TABLE = """
국회|National Assembly|ORG
국방부|Defense Ministry|ORG
국토교통부|Ministry of Land, Infrastructure and Transport|ORG
한국은행|Bank of Korea|ORG
세계보건기구|World Health Organization|ORG
KBS|KBS|ORG
대법원|Supreme Court|ORG
한국도로공사|Korea Expressway Corporation|ORG
서울|Seoul|PLACE
부산|Busan|PLACE
울릉도|Ulleung Island|PLACE
캠프 데이비드|Camp David|PLACE
이란|Iran|COUNTRY
우크라이나|Ukraine|COUNTRY
스웨덴|Sweden|COUNTRY
김범수|Kim Bum-soo|PERSON
블라디미르 푸틴|Vladimir Putin|PERSON
한동훈|Han Dong-hoon|PERSON
국무총리|prime minister|TITLE
비서실장|chief of staff|TITLE
검찰총장|prosecutor general|TITLE
미국 국무장관|U.S. secretary of state|TITLE
서울시장|Seoul mayor|TITLE
한미 정상회담|South Korea-U.S. summit|EVENT
부산국제영화제|Busan International Film Festival|EVENT
국가보안법|National Security Act|LAW
중대재해처벌법|Serious Accidents Punishment Act|LAW
청와대|Blue House|ORG||Cheong Wa Dae
"""


def _entry(row: str) -> Entry:
    ko, en, kind, *forbidden = row.split("|")
    return Entry(ko=ko, en=en, type=kind, forbidden=tuple(filter(None, forbidden)))


GLOSSARY = Glossary(map(_entry, _TABLE.split("\n")[1:-1]))


class ScriptedTranslator:
    """Says what the script has for a sentence."""

    def __init__(self, script: Mapping[str, Translation]) -> None:
        self._script = script

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset({KO_EN, EN_KO})

    @property
    def signature(self) -> str:
        return "scripted"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        if progress:
            progress(len(sentences))
        return [self._script[sentence] for sentence in sentences]


def links(text: str) -> tuple[Link, ...]:
    """`0-1 2-0`: sure links."""
    places = (pair.split("-") for pair in text.split())
    return tuple(Link(int(source), int(target), 1.0) for source, target in places)
