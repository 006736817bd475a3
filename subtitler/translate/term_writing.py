"""Terms put into a text, with what grammar asks around them: particles, articles, number."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from subtitler.core.language import Language
from subtitler.core.translation import Link
from subtitler.terms.glossary import PERSON, Entry
from subtitler.text.particles import fit_particle
from subtitler.text.tagging import tag_english


class Edit(NamedTuple):
    """`text` is to stand in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Edited(NamedTuple):
    """`origins` has for each word of `text` the words of the unedited text that it comes from."""

    text: str
    origins: tuple[tuple[int, ...], ...]


def edit(text: str, edits: Iterable[Edit]) -> Edited:
    """`text` with `edits`, which do not overlap."""
    chars: list[str] = []
    places: list[int] = []  # of each character in the unedited text
    done = 0
    for start, end, new in sorted(edits):
        chars += text[done:start]
        places += range(done, start)
        chars += new
        places += (start + at * (end - start) // max(len(new), 1) for at in range(len(new)))
        done = end
    chars += text[done:]
    places += range(done, len(text))
    words = list(re.finditer(r"\S+", text))
    starts = [word.start() for word in words]
    origins = []
    for word in re.finditer(r"\S+", "".join(chars)):
        found = {bisect_right(starts, place) - 1 for place in places[word.start() : word.end()]}
        origins.append(tuple(sorted(at for at in found if at >= 0)))
    return Edited("".join(chars), tuple(origins))


def target_links(
    links: Iterable[Link], origins: Sequence[Sequence[int]], sure: Iterable[Link] = ()
) -> tuple[Link, ...]:
    """Links to the words of an unedited translation, as links to those of the edited one; `sure` are added."""
    new_of: dict[int, list[int]] = {}
    for new, olds in enumerate(origins):
        for old in olds:
            new_of.setdefault(old, []).append(new)
    moved = (Link(link.source, new, link.weight) for link in links for new in new_of.get(link.target, ()))
    return _strongest((*moved, *sure))


def source_links(links: Iterable[Link], origins: Sequence[Sequence[int]]) -> tuple[Link, ...]:
    """Links to the words of an edited sentence, as links to those of the unedited one."""
    return _strongest(Link(old, link.target, link.weight) for link in links for old in origins[link.source])


def _strongest(links: Iterable[Link]) -> tuple[Link, ...]:
    weights: dict[tuple[int, int], float] = {}
    for source, target, weight in links:
        weights[source, target] = max(weight, weights.get((source, target), 0.0))
    return tuple(Link(*cell, weight) for cell, weight in sorted(weights.items()))


def words_over(text: str, start: int, end: int) -> tuple[int, ...]:
    """The numbers of the words of `text` that have a part in `text[start:end]`."""
    return tuple(
        number
        for number, word in enumerate(re.finditer(r"\S+", text))
        if word.start() < end and start < word.end()
    )  # fmt: skip


_BEHIND = re.compile(r"(?P<brackets>(?: ?\([^()]*\))?)(?P<tail>[가-힣]*)")


def korean_edit(text: str, start: int, end: int, new: str) -> Edit:
    """`new` in place of `text[start:end]`, with the particle behind it in the form that `new` asks for."""
    behind = next(_BEHIND.finditer(text, end))  # nothing at least
    return Edit(start, behind.end(), new + behind["brackets"] + fit_particle(new, behind["tail"]))


_WITH_ARTICLE = re.compile(
    r"^(?:Ministry|Bank of|Board|House|Organi[sz]ation|University of|Office of|Federation|Association|Party|Court|"
    r"Embassy|Institute of|Port of|Republic|Act|National|Supreme|Constitutional|International|United|European|Federal|"
    r"Central|World (?:Health|Trade|Bank))\b"
    r"|\b(?:Ministry|Commission|Agency|Service|Committee|Council|Court|Office|Assembly|Party|Administration|Association|"
    r"Federation|Union|Board|Authority|Foundation|Institute|Act|Bill|Law|Command|Treaty|Agreement|Convention|Sea|Ocean|"
    r"River|Strait|House|Islands|Olympics|Games|Cup|Fund|Republic|Bureau|Department|Corps|Army|Navy|Air Force|"
    r"Corporation|"
    r"Confederation|Chamber|Secretariat|Cabinet|Senate|Province Office|Headquarters|Summit|War)$"
)


def takes_article(entry: Entry) -> bool:
    """True for a name that has `the` before it: the National Assembly, but not Busan or KBS."""
    return entry.type != PERSON and entry.en[:1].isupper() and _WITH_ARTICLE.search(entry.en) is not None


_ARTICLE = re.compile(r"\b(the|an?) $", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"[AEFHILMNORSX](?=[A-Z]|\b)|[aeioAEIO]|[uU](?!n[iI]|[sS][aeiou])")


def write_into_target(text: str, start: int, end: int, entry: Entry, target: Language) -> Edit:
    """The entry's rendering in place of `text[start:end]` in a translation.

    In Korean the particle behind it is fitted. In English the article before it is, a plural noun makes a common
    term plural, and the start of a sentence has its capital.
    """
    if target is Language.KO:
        return korean_edit(text, start, end, entry.ko)
    new = entry.en
    if entry.en.islower() and _is_plural(text, end):
        new = _plural(entry.en)
    article = _ARTICLE.search(text, 0, start)
    if takes_article(entry):
        new = f"the {new}"
    elif article and (article[1].lower() == "the" or new == entry.en) and entry.en.split()[-1].islower():
        is_definite = article[1].lower() == "the"
        new = f"the {new}" if is_definite else f"{'an' if _VOWEL_SOUND.match(new) else 'a'} {new}"
    first = article.start() if article else start
    if first == 0 or text[:first].rstrip("\"'( ").endswith((".", "!", "?")):
        new = new[0].upper() + new[1:]
    return Edit(first, end, new)


def _is_plural(text: str, end: int) -> bool:
    """Whether the noun that ends at `end` is a plural."""
    words = text.split()
    last = words_over(text, end - 1, end)
    return bool(last) and tag_english(tuple(words))[last[0]][1] == "NN2"


def _plural(term: str) -> str:
    """
    >>> _plural("defense minister"), _plural("chief of staff"), _plural("deputy")
    ('defense ministers', 'chiefs of staff', 'deputies')
    """
    head, of, rest = term.partition(" of ")
    if re.search("[^aeiou]y$", head):
        head = head[:-1] + "ie"
    elif head.endswith(("s", "x", "ch", "sh")):
        head += "e"
    elif head.endswith("man"):
        return f"{head[:-3]}men{of}{rest}"
    return f"{head}s{of}{rest}"


def fit_behind(text: str, term: str) -> Edited:
    """Korean `text` with the right particle behind each `term`."""
    edits = []
    for found in re.finditer(rf"(?<![^\W_]){re.escape(term)}", text):
        fitting = korean_edit(text, found.start(), found.end(), term)
        if text[fitting.start : fitting.end] != fitting.text:
            edits.append(fitting)
    return edit(text, edits)


def term_links(source_words: Sequence[int], target_words: Sequence[int]) -> tuple[Link, ...]:
    """Sure links between the words of a term and of its rendering, spread evenly."""
    count = max(len(source_words), len(target_words))
    return tuple(
        {
            Link(source_words[at * len(source_words) // count], target_words[at * len(target_words) // count], 1.0)
            for at in range(count)
        }
    )
