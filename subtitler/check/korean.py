"""Slips in written Korean that can be proved: particles, spelling, spacing, letters left over."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language
from subtitler.text.morphemes import analyse, likelihood
from subtitler.text.names import split_name
from subtitler.text.particles import fit_particle

PARTICLE = Rule(
    name="particle",
    severity=Severity.ERROR,
    demand="A particle has the form that the last sound of the word before it asks for, and stands there once. Figures "
    "and abbreviations count as they are read.",
    source="표준국어대사전: 은/는, 이/가, 을/를, 과/와, 으로/로",
    bad="정부은 KBS을 통해 대책를 밝혔습니다.",
    good="정부는 KBS를 통해 대책을 밝혔습니다.",
)
SPELLING = Rule(
    name="korean-spelling",
    severity=Severity.ERROR,
    demand="No word is spelt in one of the ways that are wrong wherever they stand, as 됬, 몇일, 할께요.",
    source="한글 맞춤법 (National Institute of Korean Language)",
    bad="몇일 안에 해결될께요, 그러면 되요.",
    good="며칠 안에 해결될게요, 그러면 돼요.",
)
SPACING = Rule(
    name="korean-spacing",
    severity=Severity.WARNING,
    demand="A particle stands at its word, a dependent noun apart from it, and a space follows a full stop or comma.",
    source="한글 맞춤법 제41항, 제42항 and 부록 문장 부호",
    bad="서울 에서 열린 회의 때문에 갈수 없었습니다.다음은 날씨입니다.",
    good="서울에서 열린 회의 때문에 갈 수 없었습니다. 다음은 날씨입니다.",
)
LETTERS = Rule(
    name="stray-letters",
    severity=Severity.ERROR,
    demand="No Hangul letter stands outside a syllable, but for names of letters and shapes (ㄷ자).",
    source="our own; it is what a slip of the keyboard leaves",
    bad="정부가 대책을 발표했습니ㄷ다.",
    good="정부가 대책을 발표했습니다.",
)
RULES: tuple[Rule, ...] = (PARTICLE, SPELLING, SPACING, LETTERS)


class _Slip(NamedTuple):
    rule: Rule
    written: str
    right: str


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rules `particle`, `korean-spelling`, `korean-spacing` and `stray-letters`."""
    for passage in passages:
        text = plain(passage.texts.get(Language.KO, ""))
        for find in _FINDERS:
            for slip in find(text):
                yield slip.rule.broken(
                    cue=passage.first,
                    last_cue=passage.last,
                    language=Language.KO,
                    found=slip.written,
                    limit=slip.right,
                    hint=f"write {slip.right}",
                )


# Particles

_SYLLABLES = [chr(code) for code in range(ord("가"), ord("힣") + 1)]
_OPEN = "".join(_SYLLABLES[::28])
_RIEUL = "".join(_SYLLABLES[8::28])
_CLOSED = "".join(char for at, char in enumerate(_SYLLABLES) if at % 28)
_CLOSED_BUT_RIEUL = "".join(char for at, char in enumerate(_SYLLABLES) if at % 28 not in (0, 8))
_TO = "(?:로|으로)(?:는|도|서|써|만|부터)?"
# What would be the wrong form, were it a particle.
_MISFIT = re.compile(
    rf"""(?:(?<=[{_OPEN}])(?:은|을|과|이|이라고|이라는|이라며|이나|이었[가-힣]+)
    |(?<=[{_CLOSED}])(?:는|가|를|와|라고|라는|라며|나|였[가-힣]+)
    |(?<=[{_OPEN}{_RIEUL}])(?=으){_TO}|(?<=[{_CLOSED_BUT_RIEUL}])(?=로){_TO})(?![가-힣])""",
    re.VERBOSE,
)
_STEM = re.compile("[가-힣]+$")
_LONGEST_STEM = 8
_REACH = 20  # characters on each side that are looked at
# How much likelier Kiwi must find the phrase with the other form. Of 6,400 particles put wrong on purpose 93 % pass,
# of 22,000 good sentences of news one.
_MARGIN = 6.0
_TITLES = re.compile(
    " (?:기자|씨|양|군|앵커|특파원|아나운서|캐스터|리포터|의원|위원|장관|차관|후보|당선인|대표|교수|변호사|감독|선수)"
)
# A figure, or an abbreviation that is spelled letter by letter, with the Hangul behind it.
_FIGURE = re.compile(
    r"""(?P<before>(?<![가-힣A-Za-z\d.,])(?<![A-Za-z]-)\d[\d,.]*(?:%p?|℃|km|kg|cm|mm)?
    |(?<![A-Za-z])(?:[A-Z]{2,3}|[B-DF-HJ-NP-TV-Z]{4}))
    (?P<tail>(?:은|는|이|가|을|를|과|와|(?:으로|로)(?:는|도|서|써|만|부터)?|이?라(?:고|는|며)|(?:이었|였)[가-힣]+)(?![가-힣]))""",
    re.VERBOSE,
)
_SAID_AS_WORD = re.compile("[^AEIOU][AEIOU][^AEIOU]|[AEIOU][^AEIOU][AEIOU]")
_DOUBLED = re.compile(
    "[가-힣]{1,8}(?:를을|을를|은는|는은|를를|(?<=[가-힣]{2})에에|와과|까지까지|부터부터|에서에서|에게에게|으로으로)(?![가-힣])"
)


def _misfits(text: str) -> Iterator[_Slip]:
    for found in _MISFIT.finditer(text):
        stem = _STEM.search(text, max(0, found.start() - _LONGEST_STEM), found.start())
        particle = found[0]
        right = fit_particle(text[max(0, found.start() - _LONGEST_STEM) : found.start()], particle)
        if stem is None or right == particle or not _is_noun_with(stem[0], right):
            continue
        if split_name(stem[0] + particle) and _TITLES.match(text, found.end()):
            continue
        opening, closing = _words(text, max(0, stem.start() - 1), found.end() + 1)
        before, after = text[opening : found.start()], text[found.end() : closing]
        if likelihood(before + right + after) - likelihood(before + particle + after) > _MARGIN:
            yield _Slip(PARTICLE, stem[0] + particle, stem[0] + right)


@lru_cache(maxsize=4096)
def _is_noun_with(stem: str, particle: str) -> bool:
    """True where Kiwi finds that a noun ends with `stem` and a particle or the copula begins behind it."""
    if len(stem) < 2 and particle == "와":
        return False  # 초과, 내과: short words that end in 과 are many
    return any(
        morpheme.start == len(stem) and (morpheme.tag.startswith("J") or morpheme.tag == "VCP")
        for morpheme in analyse(stem + particle)
    )


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words begin and end that `text[start:end]` touches, as far as _REACH."""
    first = max(0, start - _REACH)
    last = text.find(" ", end, end + _REACH)
    return text.rfind(" ", first, start) + 1 or first, last if last >= 0 else min(len(text), end + _REACH)


def _figures(text: str) -> Iterator[_Slip]:
    for found in _FIGURE.finditer(text):
        before, tail = found["before"], found["tail"]
        if len(before) > 2 and _SAID_AS_WORD.fullmatch(before):
            continue
        if (right := fit_particle(before, tail)) != tail:
            yield _Slip(PARTICLE, before + tail, before + right)


def _doubled(text: str) -> Iterator[_Slip]:
    for found in _DOUBLED.finditer(text):
        yield _Slip(PARTICLE, found[0], "one of the two")


# Spelling and spacing

_Correction = tuple[re.Pattern[str], str]


def _corrections(table: str) -> tuple[_Correction, ...]:
    """Lines of a pattern and what to write, two spaces or more between them; ␣ writes a space."""
    rows = (re.split(r"\s{2,}", line.strip()) for line in table.strip().splitlines())
    return tuple((re.compile(pattern), right.replace("␣", " ")) for pattern, right in rows)


_PARTICLES = "을|를|는|에서(?:는|도)?|에게서?|에[는도]|으로(?:서|써|부터)?|로부터|께서|까지|부터|이?라고"
_RIEUL_END = f"[{_RIEUL}]"
_SPELLINGS = _corrections(
    rf"""
    됬  됐
    되(요|서|야|라|죠?요)(?![가-힣])  돼\1
    (?<![가-힣])되(?=[.!?]|$)  돼
    몇\s?일(?![가-힣]?[대부])  며칠
    (?![들일월말딸])({_RIEUL_END})께(요?)(?![가-힣])  \1게\2
    왠(만|일|걸|놈|떡)  웬\1
    웬지(?![가-힣])  왠지
    (?<![가-힣])금새(?![가-힣])  금세
    어떻(해|하)  어떡\1
    뵈요  봬요
    않(되(?=[고는면었지나니어])|돼|된|됩|될|됐)  안 \1
    역활  역할
    오랫만  오랜만
    희안(한|하|해|했)  희한\1
    어의\s?없  어이없
    (일일|곰곰|번번|틈틈|깨끗|느긋)히(?![가-힣])  \1이
    (?<![가-힣])(솔직|꼼꼼|조용|분명|열심|무사|당당)이(?![가-힣])  \1히
    일찌기  일찍이
    더우기  더욱이
    치뤘  치렀
    치뤄  치러
    잠궜  잠갔
    담궜  담갔
    내노라하  내로라하
    (?<![가-힣])갯수  개수
    촛점  초점
    댓가  대가
    헛점  허점
    전셋방  전세방
    윗층  위층
    뒷편  뒤편
    뒷처리  뒤처리
    햇님  해님
    통채로  통째로
    무릎쓰  무릅쓰
    삼가(해|하|했|할)  삼가
    (넉넉|익숙|녹록|거북|섭섭|탐탁|깨끗|넉넉|떳떳|서슴)치(?=\s?(?:않|못))  \1지
    생각컨대  생각건대
    할려(고|면|는)  하려\1
    아니예요  아니에요
    거에요  거예요
    ([있없했았었였겠])(읍니다|슴니다)  \1습니다
    ([있없했았었])슴(?![가-힣])  \1음
    (기를|길) 바래(?![다])  \1 바라
    설겆이  설거지
    """
)
_SPACINGS = _corrections(
    rf"""
    (?<=[가-힣\d%"'])\s({_PARTICLES})(?=[\s.,]|$)  \1
    ({_RIEUL_END})수\s?(있|없)(?=[다는을을었습어지고으게])  \1 수 \2
    ({_RIEUL_END}) 수(있|없)(?=[다는을었습어지고으게])  \1 수 \2
    (?<=[가-힣])때문(?=에|이|인|입)  ␣때문
    뿐만아니라  뿐만 아니라
    ([하되는던])것(?=입니다|이다|으로|이라|을|은|이|도)  \1 것
    것같(?=[다은이습아았])  것 같
    몇(시간|년|월|명|개|번|분|달|주|살)(?![가-힣]*몇)  몇 \1
    (?<=[다요죠까])([.?!])(?=[가-힣])  \1␣
    (?<=[가-힣]),(?=[가-힣])  ,␣
    """
)


def _corrected(rule: Rule, corrections: Sequence[_Correction]) -> Callable[[str], Iterator[_Slip]]:
    any_of_them = re.compile("|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern.pattern) for pattern, _ in corrections))

    def find(text: str) -> Iterator[_Slip]:
        if any_of_them.search(text) is None:
            return
        for pattern, right in corrections:
            for found in pattern.finditer(text):
                start, end = _words(text, *found.span())
                around = text[start : found.start()], text[found.end() : end]
                yield _Slip(rule, text[start:end], found.expand(right).join(around))

    return find


# ㄱ 씨 and ㄷ자 are good Korean; a letter glued to a syllable, or several in a row, are not.
_STRAY = re.compile(r"[가-힣][ㄱ-ㅣ]+(?!자|씨)[가-힣]?|[ㄱ-ㅣ]{2,}|[\u1100-\u11ff]+")


def _letters(text: str) -> Iterator[_Slip]:
    for found in _STRAY.finditer(text):
        yield _Slip(LETTERS, found[0], "whole syllables")


_FINDERS: tuple[Callable[[str], Iterator[_Slip]], ...] = (
    _misfits,
    _figures,
    _doubled,
    _corrected(SPELLING, _SPELLINGS),
    _corrected(SPACING, _SPACINGS),
    _letters,
)
