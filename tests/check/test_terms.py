"""Names and terms that were swapped, misspelt, left out or are forbidden; and what news may vary without a mistake."""

import pytest

from subtitler.check.terms import RULES, check_terms
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from tests.check.pairs import GLOSSARY, examples, names, passage


def found(korean: str, english: str) -> list[str]:
    return names([*check_terms([passage(korean, english)], GLOSSARY, None)])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples(rule: Rule) -> None:
    bad, good = examples(rule)
    assert found(*bad) == [rule.name]
    assert found(*good) == []


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        (
            "영국 국회의 동상이 탈레반에 파괴됐습니다.",
            "The statue of parliament was destroyed by the Taliban-like crowd.",
        ),
        ("한전이 빚을 냈습니다.", "The Korea Electric Power Corporation took on debt."),
        ("대전현충원에 안장됩니다.", "He will be laid to rest at Daejeon National Cemetery."),
        ("현대자동차그룹이 공개했습니다.", "Hyundai Motor Group unveiled it."),
        ("카자흐스탄 측 대표가 말했습니다.", "A Kazakh representative said so."),
        ("시 주석은 아시아태평양경제협력체 정상회의에 참석합니다.", "Xi will attend the APEC summit."),
        ("유엔레바논평화유지군의 인도네시아 대원", "an Indonesian member of the UN force in Lebanon"),
    ],
)
def test_names_in_other_words_are_no_other_names(korean: str, english: str) -> None:
    assert found(korean, english) == []


@pytest.mark.parametrize(
    ("korean", "english", "rules"),
    [
        ("이란 이주민이 늘었습니다.", "Egyptian immigrants are on the rise.", ["other-name"]),
        ("이란 학생들이 왔습니다.", "The Dutch students came.", ["other-name"]),
        ("우크라니아가 거부했습니다.", "Ukraine refused.", ["name-spelling"]),
        ("이재명 대통령이 말했습니다.", "President Lee Jae-myong said so.", ["name-spelling"]),
        ("도널드 트럼프 후보", "candidate Donald Tramp", ["name-spelling"]),
        ("도널드 트럼프 후보", "candidate Denald Trump", ["name-spelling"]),
        ("우크라이나가 거부했습니다.", "They refused.", ["term"]),
        ("국가정보원은 부인했습니다.", "The agents denied it.", ["term"]),
        ("일본해에서 훈련했습니다.", "They trained in the East Sea.", ["forbidden-term"]),
        ("김여정 부부장이 말했습니다.", "Kim Yeo-jung said so.", []),
        ("김여정 부부장이 말했습니다.", "Kim Yo-song said so.", ["person-name"]),
    ],
)
def test_mistakes(korean: str, english: str, rules: list[str]) -> None:
    assert sorted(found(korean, english)) == sorted(rules)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("한일 정상이 만났습니다.", "The leaders of South Korea and Japan met."),
        ("네덜란드 학생들이 왔습니다.", "The Dutch students came."),
        ("이란 대통령이 왔습니다.", "The Iranian president came."),
        ("정부가 발표했습니다.", "Seoul announced it."),
        ("부산에서 열렸습니다.", "It took place in the port city."),
        ("민주당은 반대했습니다.", "The Democratic Party objected."),
        ("국정원은 부인했습니다.", "The National Intelligence Service denied it."),
        ("국제원자력기구가 밝혔습니다.", "The IAEA said so."),
        ("IAEA가 밝혔습니다.", "The International Atomic Energy Agency said so."),
        ("국방부는 부인했습니다.", "The ministry denied it."),
        ("국방부는 부인했습니다.", "The Ministry of Defense denied it."),
        ("이재명 대통령이 말했습니다.", "President Lee said so."),
        ("강남과 서초", "the Gangnam District and Seocho"),
        ("트럼프 대통령", "President Trump"),
        ("우크라이나", "UKRAINE"),
    ],
)
def test_what_news_may_vary(korean: str, english: str) -> None:
    assert found(korean, english) == []


def test_who_is_blamed() -> None:
    (swapped,) = check_terms([passage("이집트", "Iran")], GLOSSARY, None)
    assert swapped.language is None
    (swapped,) = check_terms([passage("이집트", "Iran")], GLOSSARY, Language.KO)
    assert swapped.language is Language.KO
    (misspelt,) = check_terms([passage("우크라이나", "Ukrane")], GLOSSARY, Language.KO)
    assert (misspelt.language, misspelt.found, misspelt.limit) == (Language.EN, "'Ukrane'", "Ukraine")
