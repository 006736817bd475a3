"""Whether Korean keeps its level of speech: copy that of the newsroom, a speaker their own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.core.transcript import BlockKind

COPY_REGISTER = Rule(
    name="copy-register",
    severity=Severity.WARNING,
    demand="Copy of anchors and reporters keeps one level of speech, in news 합니다체. Quoted words are left out.",
    source="usage of Korean broadcasters",
    bad="정부가 대책을 발표했습니다. 야당은 반대했다.",
    good="정부가 대책을 발표했습니다. 야당은 반대했습니다.",
)
SPEAKER_REGISTER = Rule(
    name="speaker-register",
    severity=Severity.WARNING,
    demand="A speaker is polite throughout or plain throughout; 합니다체 and 해요체 may mix, as they do in speech.",
    source="practice of Korean subtitling: one register for each relation",
    bad="비가 많이 와서 걱정입니다. 농사를 다 망쳤다.",
    good="비가 많이 와서 걱정입니다. 농사를 다 망쳤어요.",
)
RULES: tuple[Rule, ...] = (COPY_REGISTER, SPEAKER_REGISTER)

_COPY = (BlockKind.ANCHOR, BlockKind.REPORT, BlockKind.SIGN_OFF)
# How much must be of one level before the rest counts as a slip. Where nobody knows what is copy and what a bite, a
# plain sentence must also stand alone: with so many polite ones next to it on either side.
_SHARE, _SHARE_UNKNOWN = 2 / 3, 0.9
_NEIGHBOURS = 3


class _Level(Enum):
    FORMAL = "합니다체"
    POLITE = "해요체"
    PLAIN = "한다체"


class _Ending(NamedTuple):
    passage: Passage
    word: str
    level: _Level

    @property
    def is_polite(self) -> bool:
        return self.level is not _Level.PLAIN


_QUOTED = re.compile(r""""[^"]*"|'[^']*'|「[^」]*」|『[^』]*』|\([^)]*\)""")
_WHOLLY_QUOTED = re.compile(r"""["']([^"]*)["']""")
_LAST_WORD = re.compile(r"(?<![가-힣])([가-힣]+)(?:[.!…]+|$)(?=\s|$)")
_LEVELS = (
    (re.compile(r"(?:니다|니까|시오|시다)$"), _Level.FORMAL),
    (re.compile(r"[요죠]$"), _Level.POLITE),
    (re.compile(r"(?:[았었였했됐갔왔겠있](?:어|지)|잖아|거야|거든)$"), _Level.PLAIN),
)
# What an anchor says in any newsroom: a lead-in (올랐는데요), a question or a request to a colleague (전해 주시죠).
_STUDIO = re.compile(r"(?:데요|[인은는던]가요|나요|까요|세요|시죠)$")
# An open syllable before 다 is a noun's (바다, 캐나다) but in these stems: 이다, 아니다, 크다, 바쁘다, 하다, 다르다.
_OPEN_STEMS = "이니크쁘프하르"
_NOUNS = frozenset("판다 혼다 완다 우간다 르완다 사이다".split())


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rules `copy-register` and `speaker-register`."""
    copy = [passage for passage in passages if passage.kind in _COPY]
    unknown = [passage for passage in passages if passage.kind is None]
    yield from _off_copy(list(_endings(copy)))
    yield from _plain_among_polite(list(_endings(unknown)))
    for turn in _turns(passages):
        yield from _off_turn(list(_endings(turn)))


def _turns(passages: Sequence[Passage]) -> Iterable[Sequence[Passage]]:
    """The bites of each speaker, and each stretch of bites without one."""
    by_speaker: dict[str, list[Passage]] = {}
    stretches: list[list[Passage]] = []
    for is_nameless, group in groupby(passages, lambda item: item.kind is BlockKind.BITE and item.speaker is None):
        if is_nameless:
            stretches.append(list(group))
            continue
        for passage in group:
            if passage.kind is BlockKind.BITE and passage.speaker:
                by_speaker.setdefault(passage.speaker.name, []).append(passage)
    return [*by_speaker.values(), *stretches]


def _off_copy(endings: Sequence[_Ending]) -> Iterator[Issue]:
    told = [ending for ending in endings if not _STUDIO.search(ending.word)]
    for usual, count in Counter(ending.level for ending in told).most_common(1):
        if count >= _SHARE * len(told):
            for ending in told:
                if ending.level is not usual:
                    yield _broken(COPY_REGISTER, ending, f"{usual.value}, as the rest of the copy")


def _plain_among_polite(endings: Sequence[_Ending]) -> Iterator[Issue]:
    polite = sum(ending.is_polite for ending in endings)
    if polite < _SHARE_UNKNOWN * len(endings):
        return
    for at, ending in enumerate(endings):
        around = (*endings[max(at - _NEIGHBOURS, 0) : at], *endings[at + 1 : at + 1 + _NEIGHBOURS])
        if not ending.is_polite and all(other.is_polite for other in around):
            yield _broken(COPY_REGISTER, ending, "합니다체, as the rest of the track")


def _off_turn(endings: Sequence[_Ending]) -> Iterator[Issue]:
    polite = sum(ending.is_polite for ending in endings)
    is_polite = polite * 2 >= len(endings)
    for ending in endings:
        if ending.is_polite is not is_polite:
            usual = "합니다체 or 해요체" if is_polite else _Level.PLAIN.value
            yield _broken(SPEAKER_REGISTER, ending, f"{usual}, as the rest of what the speaker says")


def _broken(rule: Rule, ending: _Ending, limit: str) -> Issue:
    return rule.broken(
        cue=ending.passage.first,
        last_cue=ending.passage.last,
        language=Language.KO,
        found=f"{ending.level.value} in '{ending.word}'",
        limit=limit,
        hint="end the sentence on the level of the others, or mark it as a quotation",
    )


def _endings(passages: Iterable[Passage]) -> Iterator[_Ending]:
    """The last word of each Korean sentence outside quotes whose level of speech it tells."""
    for passage in passages:
        text = plain(passage.texts.get(Language.KO, ""))
        whole = _WHOLLY_QUOTED.fullmatch(text)
        for found in _LAST_WORD.finditer(whole[1] if whole else _QUOTED.sub(" ", text)):
            if (level := _level(found[1])) is not None:
                yield _Ending(passage, found[1], level)


def _level(word: str) -> _Level | None:
    for pattern, level in _LEVELS:
        if pattern.search(word):
            return level
    if len(word) < 2 or not word.endswith("다") or word in _NOUNS:
        return None
    is_closed = (ord(word[-2]) - ord("가")) % 28 > 0
    return _Level.PLAIN if is_closed or word[-2] in _OPEN_STEMS else None
