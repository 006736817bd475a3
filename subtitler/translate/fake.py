"""A translator without a model: for tests, examples and for seeing subtitles before a model is there."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from subtitler.core.errors import ModelError
from subtitler.core.language import Language, Pair
from subtitler.text.normalise import normalise
from subtitler.translate.protocol import Link, Progress, Translation

BOTH_WAYS = frozenset({Pair(Language.KO, Language.EN), Pair(Language.EN, Language.KO)})

_KOREAN = (
    "정부는 오늘 대책을 회의에서 국회가 새로운 경제 관련 예산을 지난해보다 시민들은 대통령이 지역에 "
    "안전을 수출이 협력을 외교부는 북한의 환경 교통 기술을 이번 학교에서 주민들이 가격이 발표한 "
    "추진하는 함께 크게 다시 서울에서 조사를 계획을 제도가"
).split()
_KOREAN_ENDS = "밝혔습니다 전했습니다 예정입니다 나타났습니다 결정했습니다 늘었습니다 강조했습니다".split()
_ENGLISH = (
    "government today measures meeting parliament new economy budget year citizens president region safety exports "
    "talks ministry North environment traffic technology school residents prices announced planned together sharply "
    "again Seoul survey program system agreed people growth support"
).split()
_ENGLISH_FUNCTION = "the of in and to for on with".split()

_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,'%&/-]*[A-Za-z0-9%]|[A-Za-z0-9]")
_MARKS = re.compile(r"""(["'(\[<«]*)(.*?)([.,;:!?…"')\]>»]*)""")


class _Word(NamedTuple):
    """A word of the sentence without the marks around it."""

    at: int
    opening: str
    core: str
    closing: str

    @property
    def hash(self) -> int:
        return crc32(self.core.encode())


class _Group(NamedTuple):
    """Words of the translation that stay together, and for each the places of the source words it stands for."""

    targets: tuple[str, ...]
    sources: tuple[tuple[int, ...], ...]


class FakeTranslator:
    """Writes news words in the target language's script: nonsense of plausible length, always the same.

    Digits and Latin names stay. There are about two words of Korean for three of English, and the order of a clause
    is turned around after its first third, as Korean puts the verb last. The links are exact.
    """

    def __init__(self, pairs: frozenset[Pair] = BOTH_WAYS) -> None:
        self._pairs = pairs

    @property
    def pairs(self) -> frozenset[Pair]:
        return self._pairs

    @property
    def signature(self) -> str:
        return "fake 1"

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        """One translation a sentence. Raises ModelError for a pair that is not among `pairs`."""
        if pair not in self._pairs:
            raise ModelError(
                place="fake",
                finding=f"translates {' and '.join(sorted(map(str, self._pairs)))}, not {pair}",
                way_out=f"choose a model for {pair}",
            )
        found: list[Translation] = []
        for sentence in sentences:
            found.append(_translated(sentence, pair.target))
            if progress:
                progress(1)
        return found


def _translated(sentence: str, target: Language) -> Translation:
    words = [_word(at, word) for at, word in enumerate(normalise(sentence).split())]
    texts: list[str] = []
    links: list[Link] = []
    for clause in _clauses(words):
        groups = _in_korean(clause) if target is Language.KO else _in_english(clause)
        head = len(groups) // 3
        groups = [*groups[:head], *reversed(groups[head:])]
        if target is Language.KO and clause[-1] is words[-1]:
            groups[-1] = _ended(groups[-1])
        first = len(texts)
        for group in groups:
            for text, sources in zip(group.targets, group.sources, strict=True):
                links += [Link(source, len(texts), 1.0) for source in sources]
                texts.append(text)
        if target is Language.EN and first == 0:
            texts[0] = texts[0][0].upper() + texts[0][1:]
        texts[first] = clause[0].opening + texts[first]
        texts[-1] += clause[-1].closing
    is_countable = len(words) == len(sentence.split())
    return Translation(text=" ".join(texts), links=tuple(sorted(links)) if is_countable else None)


def _word(at: int, text: str) -> _Word:
    found = _MARKS.fullmatch(text)
    if found is None or not found[2]:
        return _Word(at, "", text, "")
    return _Word(at, *found.groups())


def _clauses(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The words between marks, so that each mark stays at its side of the same words."""
    clause: list[_Word] = []
    for word in words:
        if word.opening and clause:
            yield clause
            clause = []
        clause.append(word)
        if word.closing:
            yield clause
            clause = []
    if clause:
        yield clause


def _in_korean(clause: Sequence[_Word]) -> list[_Group]:
    """Names and numbers side by side are a group; of the rest, two words in five go into the word after them."""
    groups: list[_Group] = []
    waiting: tuple[int, ...] = ()
    was_kept = False
    for word in clause:
        is_kept = _is_kept(word)
        if not is_kept and word.hash % 5 < 2 and word is not clause[-1]:
            waiting += (word.at,)
            continue
        text = word.core if is_kept else _KOREAN[word.hash % len(_KOREAN)]
        group = _Group((text,), ((*waiting, word.at),))
        if is_kept and was_kept and not waiting:
            groups[-1] = _Group(groups[-1].targets + group.targets, groups[-1].sources + group.sources)
        else:
            groups.append(group)
        waiting = ()
        was_kept = is_kept
    return groups


def _is_kept(word: _Word) -> bool:
    """True for a number, a name (a capital inside the sentence, or several) and what has no letters."""
    core = word.core
    is_name = (core[0].isupper() and word.at > 0) or sum(map(str.isupper, core)) > 1
    return is_name or any(map(str.isdigit, core)) or not any(map(str.isalpha, core))


def _ended(group: _Group) -> _Group:
    """`group` as the end of a Korean sentence: a verb, unless it is a name or number."""
    *others, text = group.targets
    if text not in _KOREAN:
        return group
    return group._replace(targets=(*others, _KOREAN_ENDS[crc32(text.encode()) % len(_KOREAN_ENDS)]))


def _in_english(clause: Sequence[_Word]) -> list[_Group]:
    """A group a word; every other brings a preposition or an article, which Korean says by particles."""
    groups: list[_Group] = []
    for word in clause:
        content = _ENGLISH[word.hash % len(_ENGLISH)]
        if kept := _LATIN.findall(word.core):
            targets = tuple(kept)
        elif not any(map(str.isalpha, word.core)):
            targets = (word.core,)
        elif word.hash % 20 < 11:
            targets = (_ENGLISH_FUNCTION[word.hash % len(_ENGLISH_FUNCTION)], content)
        else:
            targets = (content,)
        groups.append(_Group(targets, ((word.at,),) * len(targets)))
    return groups
