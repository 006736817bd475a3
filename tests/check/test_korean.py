"""Slips in Korean, each with its right form, and good Korean that looks like one."""

import pytest

from subtitler.check.korean import LETTERS, PARTICLE, RULES, SPACING, SPELLING, check
from subtitler.check.passages import Passage
from subtitler.core.language import Language


def slips(text: str) -> list[tuple[str, str, str]]:
    passage = Passage(first=3, last=4, texts={Language.KO: text, Language.EN: "x"})
    return [(issue.rule, issue.found, issue.limit) for issue in check([passage])]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("정부은 오늘 대책을 발표했습니다.", "정부은", "정부는"),
        ("대통령는 회의를 열었습니다.", "대통령는", "대통령은"),
        ("북한 당국가 밝혔습니다.", "당국가", "당국이"),
        ("고등학생가 크게 늘었습니다.", "고등학생가", "고등학생이"),
        ("방안를 마련했습니다.", "방안를", "방안을"),
        ("그는 손를 들었습니다.", "손를", "손을"),
        ("조사 결과을 내놨습니다.", "결과을", "결과를"),
        ("미국와 협상했습니다.", "미국와", "미국과"),
        ("국회과 정부가 맞섰습니다.", "국회과", "국회와"),
        ("열차는 부산로 떠났습니다.", "부산로", "부산으로"),
        ("배는 제주으로 떠났습니다.", "제주으로", "제주로"),
        ("KBS은 재난 방송을 이어 갔습니다.", "KBS은", "KBS는"),
        ("IMF이 전망치를 낮췄습니다.", "IMF이", "IMF가"),
        ("지지율은 30%을 넘었습니다.", "30%을", "30%를"),
        ("점수는 1 대 3로 끝났습니다.", "3로", "3으로"),
        ("정부를을 비판했습니다.", "정부를을", "one of the two"),
        ("서울에은 비가 옵니다.", "서울에은", "서울에는"),
    ],
)
def test_a_wrong_particle(text: str, wrong: str, right: str) -> None:
    assert slips(text) == [("particle", wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "국가가 마을을 돕는 것은 당연합니다.",
        "증가 추세와 효과, 결과를 살폈습니다.",
        "전문가 회의에서 물가와 평가 방법을 다뤘습니다.",
        "아이 둘이 밤사이 마을을 떠났습니다.",
        "올가을 나들이 차량이 늘어납니다.",
        "용산에서 김하은 기자가 보도합니다.",
        "양시은 기자의 보도입니다.",
        "우크라이나 정부가 밝혔습니다.",
        "사과와 배, 결과와 의미를 다룹니다.",
        "KBS가 1위를, SBS가 3위로 뒤를 이었습니다.",
        "노동신문은 1면 전체를 할애했습니다.",
        "아이오닉5와 EV6를 비롯한 차종입니다.",
        "NATO는 10%를, OPEC은 5%를 넘겼습니다.",
        "종로3가 일대가 통제됩니다.",
        "초과 근무가 늘었습니다.",
        "수는 1 초과 2 미만의 값입니다.",
        "새 TOP이 문을 열었습니다.",
        "이르면 10일께 발표하고, 어르신들께 알립니다.",
        "과거를 덮지 않되 미래로 나아갑니다.",
        "ㄱ 씨는 ㄷ자 모양 건물에 삽니다.",
        "며칠 만에 금세 끝났고, 왠지 잘됐습니다.",
        "이것은 그것과 다르고, 할 수 있는 것이 많습니다.",
        "회의에서 3.5%와 1,200명이라는 수치가 나왔습니다.",
    ],
)
def test_good_korean(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("일이 잘 됬습니다.", "됬습니다.", "됐습니다."),
        ("그러면 되요.", "되요.", "돼요."),
        ("그렇게 하면 안 되.", "되.", "돼."),
        ("몇일 걸립니다.", "몇일", "며칠"),
        ("내일 갈께요.", "갈께요.", "갈게요."),
        ("왠만하면 갑니다.", "왠만하면", "웬만하면"),
        ("웬지 춥습니다.", "웬지", "왠지"),
        ("금새 끝났습니다.", "금새", "금세"),
        ("어떻해 하죠.", "어떻해", "어떡해"),
        ("내일 뵈요.", "뵈요.", "봬요."),
        ("않되는 일입니다.", "않되는", "안 되는"),
        ("큰 역활을 했습니다.", "역활을", "역할을"),
        ("표정이 희안하다고 합니다.", "희안하다고", "희한하다고"),
        ("비용을 치뤘습니다.", "치뤘습니다.", "치렀습니다."),
        ("흡연을 삼가해 주십시오.", "삼가해", "삼가"),
        ("사정이 녹록치 않습니다.", "녹록치", "녹록지"),
        ("그건 아니예요.", "아니예요.", "아니에요."),
        ("시간이 있읍니다.", "있읍니다.", "있습니다."),
        ("촛점이 다릅니다.", "촛점이", "초점이"),
    ],
)
def test_a_wrong_spelling(text: str, wrong: str, right: str) -> None:
    assert slips(text) == [("korean-spelling", wrong, right)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("서울 에서 열렸습니다.", "서울 에서", "서울에서"),
        ("대책 을 마련했습니다.", "대책 을", "대책을"),
        ('"가자" 라고 말했습니다.', '"가자" 라고', '"가자"라고'),
        ("끝낼수 있습니다.", "끝낼수 있습니다.", "끝낼 수 있습니다."),
        ("끝낼 수있습니다.", "끝낼 수있습니다.", "끝낼 수 있습니다."),
        ("비때문에 늦었습니다.", "비때문에", "비 때문에"),
        ("가는것은 좋습니다.", "가는것은", "가는 것은"),
        ("비가 올 것같습니다.", "것같습니다.", "것 같습니다."),
        ("몇시간 걸립니다.", "몇시간", "몇 시간"),
        ("끝났습니다.다음 소식입니다.", "끝났습니다.다음", "끝났습니다. 다음"),
        ("비가 오고,바람이 붑니다.", "오고,바람이", "오고, 바람이"),
    ],
)
def test_a_wrong_space(text: str, wrong: str, right: str) -> None:
    assert slips(text) == [("korean-spacing", wrong, right)]


@pytest.mark.parametrize("text", ["발표했습니ㄷ다.", "좋습니다ㅋㅋ", "ㅠㅠ 슬픕니다.", "갔습니다ㅣ"])
def test_letters_left_over(text: str) -> None:
    assert [rule for rule, _, _ in slips(text)] == ["stray-letters"]


def test_a_syllable_in_parts_is_not_left_over() -> None:
    assert slips("한국에 비가 옵니다.") == []  # NFD: the rule `composition` speaks


def test_where() -> None:
    (issue,) = check([Passage(first=3, last=4, texts={Language.KO: "몇일", Language.EN: "x"})])
    assert (issue.cue, issue.last_cue, issue.language, issue.hint) == (3, 4, Language.KO, "write 며칠")


def test_no_korean() -> None:
    assert list(check([Passage(first=1, last=1, texts={Language.EN: "KBS은"})])) == []


def test_the_examples_of_the_rules() -> None:
    assert RULES == (PARTICLE, SPELLING, SPACING, LETTERS)
    for rule in RULES:
        assert {name for name, _, _ in slips(rule.bad)} == {rule.name}
        assert slips(rule.good) == []
