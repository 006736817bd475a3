"""The Korean persons of a transcript, each with one rendering."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from subtitler.core.language import Language
from subtitler.terms.glossary import PERSON, Entry
from subtitler.text.morphemes import Morpheme, analyse
from subtitler.text.names import hangul_name, is_spelling, romanise_name, split_name

_ENGLISH = r"[A-Z][a-z]+ [A-Z][a-z]+(?:[- ][A-Za-z][a-z]+)?"
_PAIRS = (
    re.compile(rf"(?<![가-힣])(?P<ko>[가-힣]{{2,5}}) ?\((?P<en>{_ENGLISH})\)"),
    re.compile(rf"\b(?P<en>{_ENGLISH}) ?\((?P<ko>[가-힣]{{2,5}})\)"),
)
# With a hyphen in it, a name is Korean beyond doubt.
_HYPHENATED = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+\b")
_SIGN_OFF = re.compile("뉴스,? (?P<ko>[가-힣]{2,4}?)(?:입니다|이었습니다|였습니다)")

_TITLES = frozenset(
    "대통령 총리 장관 차관 의원 대표 위원장 의장 총장 청장 시장 지사 군수 구청장 교수 기자 특파원 앵커 변호사 판사 "
    "검사 회장 부회장 사장 감독 선수 코치 배우 작가 가수 박사 연구원 연구위원 대변인 대사 원장 소장 센터장 국장 과장 "
    "팀장 실장 본부장 이사장 총재 후보 씨 서울시장 부산시장 도지사 원내대표 사무총장 검찰총장 대표이사 최고위원 "
    "비서관 수석 보좌관 사령관 대령 중령 대위 소방장 경장 경위".split()
)
# Words that look like names to every rule here: three countries at a table, a Hungarian.
_NO_NAMES = frozenset("한중일 오르반".split())
# A word of a name and no particle, and how many morphemes behind it a title may stand.
_THREE_OR_FOUR = re.compile("(?<![가-힣])[가-힣]{3,4}(?![가-힣])")
_REACH = 5
# Family names so rare that a word which begins with one is likelier something else.
_RARE = frozenset(
    "국 용 경 사 부 예 태 피 두 빈 어 은 인 제 모 복 목 위 기 반 마 라 리 림 도 선 길 여 지 나 천 하".split()
)
# Ends of organisations (기재부, 고려대) and of foreigners' names (기시다, 마두로).
_NOT_LAST = frozenset("부 청 처 당 대 차 위 조 시 도 군 구 로 다 마 루 니 르 스 리 카 토".split())


def name_entries(texts: Sequence[str], speakers: Sequence[str], language: Language) -> tuple[Entry, ...]:
    """Entries for the Korean persons in a transcript of `language`: its speakers, and who is named in its texts.

    A rendering that the transcript itself gives comes first, in brackets or in its texts of the other language, then
    what newsrooms usually write. A glossary knows better: merge it after these.
    """
    given = list(_given(texts))
    english = dict.fromkeys([*(en for _, en in given), *_english_names(texts, speakers)])
    korean = dict.fromkeys([*(ko for ko, _ in given), *_korean_names(texts, speakers, language)])
    korean_of = {en: ko for ko, en in reversed(given)}
    found: list[tuple[str, str]] = []
    for en in english:
        ko = korean_of.get(en) or next((ko for ko in korean if is_spelling(en, ko)), None) or hangul_name(en)
        if ko is not None:
            found.append((ko, en))
    paired = {ko for ko, _ in found}
    found += [(ko, spelt) for ko in korean if ko not in paired and (spelt := romanise_name(ko))]
    return tuple(Entry(ko=ko, en=en, type=PERSON) for ko, en in found)


def _given(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(Korean, English) where one stands in brackets behind the other, and may be its spelling."""
    for text in texts:
        for pattern in _PAIRS:
            for pair in pattern.finditer(text):
                if split_name(pair["ko"]) and hangul_name(pair["en"]):
                    yield pair["ko"], pair["en"]


def _english_names(texts: Iterable[str], speakers: Iterable[str]) -> Iterator[str]:
    yield from (speaker for speaker in speakers if speaker.isascii() and hangul_name(speaker))
    for text in texts:
        yield from (name[0] for name in _HYPHENATED.finditer(text) if hangul_name(name[0]))


def _korean_names(texts: Iterable[str], speakers: Iterable[str], language: Language) -> Iterator[str]:
    yield from (speaker for speaker in speakers if split_name(speaker))
    if language is not Language.KO:
        return
    for text in texts:
        yield from (found["ko"] for found in _SIGN_OFF.finditer(text) if split_name(found["ko"]))
        yield from _titled(text)


def _titled(text: str) -> Iterator[str]:
    """Names with a title behind them: 김범수 의원, 김범수 서울대 교수."""
    morphemes = analyse(text)
    for word in _THREE_OR_FOUR.finditer(text):
        parts = [part for part in morphemes if word.start() <= part.start < word.end()]
        if _is_likely(word[0]) and _is_named(parts):
            behind = takewhile(
                lambda part: part.tag[0] in "NMX", (part for part in morphemes if part.start >= word.end())
            )
            if not _TITLES.isdisjoint(part.form for part in islice(behind, _REACH)):
                yield word[0]


def _is_named(parts: Sequence[Morpheme]) -> bool:
    """Whether a word is a name to Kiwi, or falls into a family name and nouns, as names do that it does not know."""
    if len(parts) == 1:
        return parts[0].tag == "NNP"
    return bool(parts) and len(parts[0].form) == 1 and all(part.tag in ("NNP", "NNG") for part in parts)


def _is_likely(name: str) -> bool:
    parts = split_name(name)
    return parts is not None and parts[0] not in _RARE and name[-1] not in _NOT_LAST and name not in _NO_NAMES
