"""Breaks in Korean, at the spaces between eojeol, by the morphemes on both sides.

Tags are Kiwi's (Sejong set): J* particles, E* endings, NNB dependent noun, VX auxiliary, ETM adnominal ending.
"""

import re
from collections.abc import Sequence

from subtitler.text.marks import COMMA, FORBIDDEN, is_closed, mark_penalty
from subtitler.text.morphemes import Morpheme, morphemes_by_word

# Nouns that cannot stand without the word before them, and counters, where the analyser takes them for plain nouns.
DEPENDENT_NOUNS = frozenset(
    "것 게 거 건 걸 수 때문 뿐 만큼 대로 채 듯 바 데 지 줄 리 터 척 김 등 및 중 간 쪽 적 무렵 따름 나름 셈 편 차 "
    "이상 이하 미만 이내 가량 정도 안팎 남짓 씩 당".split()
)
COUNTERS = frozenset(
    "명 개 원 달러 엔 유로 위안 퍼센트 퍼센트포인트 포인트 톤 킬로미터 미터 센티미터 밀리미터 킬로그램 그램 리터 "
    "시간 분 초 시 일 월 년 개월 주 세 살 대 건 곳 번 차례 마리 척 동 채 가구 곡 편 권 장 위 등 회 차 층 도 배 호 "
    "조 억 만 천 백 나라 사람 가지".split()
)
# Verbs that govern a noun with its particle and work as one postposition: 에 대해, 을 위해, 에 따르면, 와 함께.
_POSTPOSITIONAL = frozenset(
    "따르 대하 위하 인하 통하 관하 의하 비하 걸치 달하 비롯하 향하 이르 앞두 둘러싸 더불 관련하".split()
)
_POSTPOSITIONAL_ADVERBS = frozenset({"함께", "같이", "달리", "관련"})
# What belongs to the number after it: 초속 25미터, 오후 3시, 영하 5도.
_BEFORE_NUMBER = frozenset("초속 시속 약 총 영하 영상 오전 오후 새벽 밤 낮 저녁 매주 매달 기원전".split())
# Adverbs of degree and negation, which lean on the word after them.
_LEANING_ADVERBS = frozenset("더 가장 매우 아주 너무 훨씬 안 못 잘 꽤 몹시 무려 불과 겨우 거의 좀 제일 덜".split())
# Nouns that close a clause when an adnominal form stands before them: 이어질 경우, 끝난 뒤.
_CLAUSE_NOUNS = frozenset("경우 뒤 후 때 동안 전 만큼 가운데 채 즉시 순간 끝 이후 이래 반면 대신".split())
# The last word of a sentence, nearly always its verb, does not like to stand in a cue of its own.
_LONE_END = 20
_NUMERAL = re.compile(r"[\d.,]+")


def korean_penalties(words: Sequence[str]) -> tuple[int, ...]:
    """See `breaks.break_penalties`."""
    groups = [[m for m in morphemes if not _is_mark(m)] for morphemes in morphemes_by_word(words)]
    return tuple(_penalty(words, groups, index) for index in range(len(words) - 1))


def _is_mark(morpheme: Morpheme) -> bool:
    return morpheme.tag.startswith("S") and morpheme.tag not in {"SL", "SN", "SH", "SW"}


def _penalty(words: Sequence[str], groups: Sequence[Sequence[Morpheme]], at: int) -> int:
    here, following = groups[at], groups[at + 1]
    if not here or not following:
        return 60
    marked = mark_penalty(words[at])
    if marked == COMMA and here[-1].tag[0] == "N":
        marked = 30  # in a list
    if _leans_back(here, following, words[at + 1]) and marked != 0:
        return FORBIDDEN
    if marked is not None:
        return marked
    if is_closed(words[at]):
        return 40 if here[-1].tag[0] in "NS" else 15
    penalty = _by_ending(groups, at)
    return penalty + _LONE_END if at == len(words) - 2 else penalty


def _leans_back(here: Sequence[Morpheme], following: Sequence[Morpheme], next_word: str) -> bool:
    """True when the next eojeol leans on this one: particle, auxiliary, counter, dependent noun; after 관형사."""
    last, first = here[-1], following[0]
    if first.tag[0] in "JE" or first.tag in {"VX", "NNB", "VCP", "XSN", "XSV", "XSA"}:
        return True
    opens_with_quote = next_word[:1] in "\"'(["
    if first.form in DEPENDENT_NOUNS and first.tag in {"NNB", "NNG", "MAJ"} and not opens_with_quote:
        bare_noun = last.tag[0] == "N" or last.tag in {"ETM", "SN", "SL", "SW"}
        if bare_noun:
            return True
    if last.tag in {"SN", "NR"} or _NUMERAL.fullmatch(last.form):
        return first.form in COUNTERS or first.tag in {"SN", "NR", "NNB"} or first.tag == "NNG"
    if last.tag == "NNB" and last.form in {"수", "줄", "리"} and first.form in {"있", "없", "알", "모르"}:
        return True
    if last.tag == "MM" and not opens_with_quote:
        return True
    if first.tag == "SN" and last.form in _BEFORE_NUMBER:
        return True
    if (last.tag == "MAG" and last.form in _LEANING_ADVERBS) or (last.form == "시" and first.form == "반"):
        return True
    if last.tag == "JKB" and len(here) > 1 and here[-2].tag == "ETN" and first.form == "하":
        return True  # -기로 하다
    if last.tag == "EC" and last.form in {"게", "지", "도록"} and first.form in {"하", "되", "않", "못하", "말"}:
        return True
    if last.tag == "EC" and last.form in {"려고", "으려고", "고자"} and first.form == "하":
        return True
    particle = last.tag in {"JKB", "JKO", "JKG", "JC", "JX"}
    return particle and (first.form in _POSTPOSITIONAL or _postpositional_noun(following))


def _postpositional_noun(following: Sequence[Morpheme]) -> bool:
    """관련하·비롯하·대하 where the analyser gives the noun and 하 apart; 함께 and its like."""
    first = following[0]
    if first.tag == "MAG":
        return first.form in _POSTPOSITIONAL_ADVERBS
    return len(following) > 1 and following[1].tag == "XSV" and first.form + "하" in _POSTPOSITIONAL


def _by_ending(groups: Sequence[Sequence[Morpheme]], at: int) -> int:
    """The penalty by the last morpheme of the eojeol and the words that follow."""
    here, following = groups[at], groups[at + 1]
    rest = len(groups) - 1 - at
    last, first = here[-1], following[0]
    near = _is_predicate(following)  # the predicate comes next
    soon = near or (rest > 1 and first.tag == "MAG" and _is_predicate(groups[at + 2]))
    match last.tag:
        case "EF":
            return 5
        case "EC":
            return 24 if near and rest == 1 else 14
        case "ETM":
            return 68
        case "JX":
            if last.form in {"은", "는", "ᆫ"}:
                return 15 if rest >= 4 else 32
            return 34
        case "JKS" | "JKC":
            return 55 if near else 28
        case "JKO":
            return 60 if near else 50 if soon else 34
        case "JKB":
            return 45 if near else 24
        case "JKG":
            return 75
        case "JC":
            return 48
        case "JKQ":
            return 18
        case "MAJ":
            return 40
        case "MAG":
            return 55
    if last.tag[0] == "N" or last.tag in {"XSN", "SL", "SN", "SW", "SH", "XR"}:
        before = groups[at - 1][-1] if at and groups[at - 1] and len(here) == 1 else None
        if last.form in _CLAUSE_NOUNS and before is not None and before.tag == "ETM":
            return 18
        return _after_bare_noun(last, first)
    return 50


def _is_predicate(eojeol: Sequence[Morpheme]) -> bool:
    return bool(eojeol) and (
        eojeol[0].tag[:2] in {"VV", "VA"} or any(morpheme.tag in {"XSV", "XSA"} for morpheme in eojeol[:2])
    )


def _after_bare_noun(last: Morpheme, first: Morpheme) -> int:
    if last.tag == "NNB" or last.form in {
        "오늘",
        "어제",
        "내일",
        "올해",
        "지난해",
        "최근",
        "당시",
        "현재",
        "이후",
        "이날",
    }:
        return 35  # a time or a dependent noun without its particle
    if last.tag == "NNP" and first.tag.startswith("NN"):
        return 78  # a name and its title
    return 66 if first.tag[0] in "NSX" else 45
