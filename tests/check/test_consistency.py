"""Sentences that come again and names, over both tracks."""

import pytest

from subtitler.check.consistency import NAME, REPEATED, RULES, check
from subtitler.check.passages import Passage
from subtitler.core.issue import Issue
from subtitler.core.language import Language


def issues(*pairs: tuple[str, str]) -> list[Issue]:
    passages = [
        Passage(first=number, last=number, texts={Language.KO: ko, Language.EN: en})
        for number, (ko, en) in enumerate(pairs, 1)
    ]
    return list(check(passages))


def summary(*pairs: tuple[str, str]) -> list[tuple[str, int, Language | None, str, str]]:
    return [(issue.rule, issue.cue, issue.language, issue.found, issue.limit) for issue in issues(*pairs)]


SIREN = "공습 경보가 다시 울렸습니다."


def test_a_sentence_translated_in_two_ways() -> None:
    assert summary((SIREN, "The siren sounded again."), ("비.", "Rain."), (SIREN, "An alarm rang once more.")) == [
        ("repeated-sentence", 3, Language.EN, "An alarm rang once more.", "The siren sounded again. (cue 1)")
    ]
    english = "The siren sounded again."
    assert summary((SIREN, english), ("경보가 또 울렸습니다.", english)) == [
        ("repeated-sentence", 2, Language.KO, "경보가 또 울렸습니다.", f"{SIREN} (cue 1)")
    ]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ((SIREN, "The siren sounded again."), ("공습경보가 다시 울렸습니다", "The siren sounded again")),
        (("감사합니다.", "Thank you."), ("감사합니다.", "Thanks a lot, everybody.")),
    ],
)
def test_the_same_but_for_marks_and_spaces_or_too_short(first: tuple[str, str], again: tuple[str, str]) -> None:
    assert issues(first, again) == []


def test_a_korean_name_spelt_in_two_ways() -> None:
    pairs = [("김범수 의원입니다.", "This is Kim Bum-soo."), ("김범수 의원은 갔습니다.", "Kim Beom-su left.")]
    assert summary(*pairs) == [("name-variants", 2, Language.EN, "Kim Beom-su", "Kim Bum-soo (cue 1)")]


def test_a_spelling_that_no_newsroom_uses() -> None:
    pairs = [("김범수 의원입니다.", "This is Kim Bum-soo."), ("김범수 의원은 갔습니다.", "Kim Bum-sou left.")]
    assert summary(*pairs) == [("name-variants", 2, Language.EN, "Kim Bum-sou", "Kim Bum-soo (cue 1)")]


def test_the_korean_name_misspelt() -> None:
    pairs = [("김범수 의원입니다.", "This is Kim Bum-soo."), ("김법수 의원은 갔습니다.", "Kim Bum-soo left.")]
    assert summary(*pairs) == [("name-variants", 2, Language.KO, "김법수", "김범수 (cue 1)")]


def test_a_foreign_name() -> None:
    first = ("젤렌스키 대통령이 왔습니다.", "President Zelensky came.")
    assert summary(first, ("젤렌스키는 떠났습니다.", "Then Zelenskyy left.")) == [
        ("name-variants", 2, Language.EN, "Zelenskyy", "Zelensky (cue 1)")
    ]
    assert summary(first, ("젤린스키는 떠났습니다.", "Then Zelensky left.")) == [
        ("name-variants", 2, Language.KO, "젤린스키", "젤렌스키 (cue 1)")
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        [("김범수 의원입니다.", "This is Kim Bum-soo."), ("김범수 의원은 갔습니다.", "Kim met John Smith.")],
        [("김범수 의원입니다.", "This is Kim Bum-soo."), ("박지민 의원은 갔습니다.", "Park Ji-min left.")],
        [("김범수 의원입니다.", "This is Kim Bum-soo."), ("그는 갔습니다.", "Kim Bum-soo left.")],
        [("김범수, 김법수 형제입니다.", "They are Kim Bum-soo and Kim Beop-su."), ("김법수입니다.", "Kim Beop-su.")],
        [("김범수 의원입니다.", "This is Kim Bum-soo."), ("김범수와 김범누입니다.", "Kim Bum-soo and Kim Bum-noou.")],
        [("파키스탄 정부입니다.", "The Pakistani government."), ("파키스탄은 거부했습니다.", "Pakistan refused.")],
        [("팔레스타인 정부입니다.", "The Palestinian side."), ("팔레스타인은 거부했습니다.", "Palestine refused.")],
        [("카탈루니아의 봄입니다.", "Spring in Catalonia."), ("카탈루니아에 갑니다.", "They go to Catalonia.")],
        [("우크라이나의 봄입니다.", "Spring in Ukraine."), ("우크라이나에서 왔습니다.", "They came from Ukraine.")],
        [("푸틴 대통령과 바이든 대통령입니다.", "Putin and Biden."), ("푸틴 대통령입니다.", "It is Putin.")],
    ],
)
def test_names_that_are_in_order(pairs: list[tuple[str, str]]) -> None:
    assert issues(*pairs) == []


def test_one_language_alone() -> None:
    passages = [Passage(first=n, last=n, texts={Language.EN: "Kim Bum-soo came to the meeting."}) for n in (1, 2)]
    assert list(check(passages)) == []


def test_the_examples_of_the_rules() -> None:
    assert RULES == (REPEATED, NAME)
    for rule in RULES:
        bad, good = ([tuple(pair.split(" | ")) for pair in example.split(" / ")] for example in (rule.bad, rule.good))
        assert {issue.rule for issue in issues(*((ko, en) for ko, en in bad))} == {rule.name}
        assert issues(*((ko, en) for ko, en in good)) == []
