"""All content rules over a pair of tracks."""

from collections import Counter

import pytest

from subtitler.check.translation import RULES, check_translation
from subtitler.core.issue import Issue, Severity
from subtitler.core.language import Language
from subtitler.core.track import Track
from subtitler.translate.loading import load_lexicon
from tests.check.pairs import GLOSSARY, tracks

KO, EN = Language.KO, Language.EN
LEXICON = load_lexicon()

KOREAN = [
    "정부는 오늘 물가 대책을 발표했습니다.",
    "제주 공항에서는 폭설로 비행기 120편이 뜨지 못했습니다.",
    "박지훈 선수가 결승에서 두 골을 넣었습니다.",
    "헌법재판소는 다음 달 3일 결론을 내립니다.",
]
ENGLISH = [
    "The government announced measures on prices today.",
    "At Jeju airport, 120 planes could not take off because of heavy snow.",
    "Park Ji-hoon scored two goals in the final.",
    "The Constitutional Court will rule on the 3rd of next month.",
]


def check(korean: list[str], english: list[str], source: Language | None = None) -> list[tuple[str, int]]:
    found = check_translation(
        tracks(" / ".join(korean), " / ".join(english)), glossary=GLOSSARY, lexicon=LEXICON, source=source
    )
    return [(issue.rule, issue.cue) for issue in found]


def changed(texts: list[str], at: int, text: str) -> list[str]:
    return [*texts[:at], text, *texts[at + 1 :]]


def test_good_tracks_have_no_issue() -> None:
    assert check(KOREAN, ENGLISH) == []


@pytest.mark.parametrize(
    ("at", "text", "rule"),
    [
        (1, "At Jeju airport, 12 planes could not take off because of heavy snow.", "number"),
        (1, "At Jeju airport, 120 planes took off in heavy snow.", "negation"),
        (2, "Pak Ju-hyun scored two goals in the final.", "person-name"),
        (2, "Did Park Ji-hoon score two goals in the final?", "question"),
        (3, "The judges will rule on the 3rd of next month.", "term"),
        (3, "The Constitutional Court will rule on the 13th of next month.", "date"),
        (0, "정부는 오늘 물가 대책을 발표했습니다.", "untranslated"),
        (0, "The government announced announced measures on prices today.", "repetition"),
    ],
)
def test_one_error_is_found_where_it_is(at: int, text: str, rule: str) -> None:
    assert (rule, at + 1) in check(KOREAN, changed(ENGLISH, at, text))


def test_swapped_cues_are_one_issue_and_are_compared_no_further() -> None:
    for korean, english in (
        (KOREAN, [ENGLISH[0], ENGLISH[2], ENGLISH[1], ENGLISH[3]]),
        ([KOREAN[0], KOREAN[2], KOREAN[1], KOREAN[3]], ENGLISH),
    ):
        assert check(korean, english) == [("swapped", 2)]


def test_another_translation_is_unrelated() -> None:
    assert check(KOREAN, changed(ENGLISH, 1, "Rice prices rose for a third week in a row.")) == [("unrelated", 2)]


def test_the_target_is_blamed_where_the_source_is_known() -> None:
    pair = tracks("12명이 왔습니다.", "Some 13 people came.")
    blamed = {
        source: check_translation(pair, glossary=GLOSSARY, source=source)[0].language for source in (None, KO, EN)
    }
    assert blamed == {None: None, KO: EN, EN: KO}


def test_without_a_lexicon_words_are_not_compared() -> None:
    swapped = tracks(" / ".join(KOREAN), " / ".join([*ENGLISH[1::-1], *ENGLISH[2:]]))
    assert "swapped" not in {issue.rule for issue in check_translation(swapped, glossary=GLOSSARY)}


def test_one_track_alone_is_read_and_not_compared() -> None:
    found = check_translation({KO: tracks("12명가 왔습니다.", "…")[KO]}, glossary=GLOSSARY, lexicon=LEXICON)
    assert [issue.rule for issue in found] == ["particle"]


def test_tracks_of_nothing_and_tracks_that_do_not_match() -> None:
    empty = {language: Track(language=language, cues=()) for language in Language}
    assert check_translation(empty, glossary=GLOSSARY, lexicon=LEXICON) == ()
    assert check_translation({}, glossary=GLOSSARY, lexicon=LEXICON) == ()
    marks = tracks("… / ♪", "… / ♪")
    assert check_translation(marks, glossary=GLOSSARY, lexicon=LEXICON) == ()


def test_two_programmes_are_unrelated_all_through() -> None:
    found = check_translation(
        tracks(" / ".join(KOREAN * 5), " / ".join((ENGLISH[2:] + ENGLISH[:2]) * 5)), glossary=GLOSSARY, lexicon=LEXICON
    )
    assert Counter(issue.rule for issue in found)["unrelated"] >= 10


def test_rules_have_names_of_their_own_and_issues_are_of_them() -> None:
    known = {rule.name: rule.severity for rule in RULES}
    assert len(known) == len(RULES)
    assert {*known.values()} == {*Severity}
    found: tuple[Issue, ...] = check_translation(
        tracks(" / ".join(KOREAN), " / ".join(ENGLISH[::-1])), glossary=GLOSSARY, lexicon=LEXICON
    )
    assert found
    assert all(known[issue.rule] is issue.severity for issue in found)
    assert [issue.cue for issue in found] == sorted(issue.cue for issue in found)
