"""The hand-made measuring sticks in tests/gold, read."""

from dataclasses import dataclass
from pathlib import Path

from subtitler.core.language import Language, Pair

GOLD = Path(__file__).parents[1] / "tests" / "gold"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLinks:
    """A pair with its links (Korean word, English word); `possible` holds the sure ones too."""

    pair: Pair
    ko: tuple[str, ...]
    en: tuple[str, ...]
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCut:
    """A pair with its pieces in both languages."""

    pair: Pair
    ko: tuple[str, ...]
    en: tuple[str, ...]


def _pair(direction: str) -> Pair:
    source, _, target = direction.partition("-")
    return Pair(Language(source), Language(target))


def gold_links() -> tuple[GoldLinks, ...]:
    rows = []
    for line in (GOLD / "links.tsv").read_text(encoding="utf-8").splitlines():
        direction, ko, en, links = line.split("\t")
        sure = frozenset(_cell(link, "-") for link in links.split() if "-" in link)
        loose = frozenset(_cell(link, "?") for link in links.split() if "?" in link)
        rows.append(
            GoldLinks(
                pair=_pair(direction), ko=tuple(ko.split()), en=tuple(en.split()), sure=sure, possible=sure | loose
            )
        )
    return tuple(rows)


def _cell(link: str, mark: str) -> tuple[int, int]:
    k, _, e = link.partition(mark)
    return int(k), int(e)


def gold_cuts() -> tuple[GoldCut, ...]:
    rows = []
    for line in (GOLD / "cuts.tsv").read_text(encoding="utf-8").splitlines():
        direction, ko, en = line.split("\t")
        rows.append(GoldCut(pair=_pair(direction), ko=tuple(ko.split(" | ")), en=tuple(en.split(" | "))))
    return tuple(rows)
