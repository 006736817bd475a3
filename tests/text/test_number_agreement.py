import pytest

from subtitler.core.language import Language, Pair
from subtitler.text.number_agreement import compare_numbers

KO_EN = Pair(Language.KO, Language.EN)


def difference(korean: str, english: str) -> tuple[list[str], list[str]]:
    """What stands in one of them only; the same seen from either side."""
    missing, surplus = compare_numbers(korean, english, KO_EN)
    turned = compare_numbers(english, korean, Pair(Language.EN, Language.KO))
    assert (turned.missing, turned.surplus) == (surplus, missing)
    return (
        [korean[mention.start : mention.end] for mention in missing],
        [english[mention.start : mention.end] for mention in surplus],
    )


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("3명이 다쳤습니다.", "Three people were hurt."),
        ("5·18 기념식", "the ceremony of May 18"),
        ("키 1미터 90센티미터, 몸무게 90킬로그램", "1.9 meters tall and weighing 90 kilograms"),
        ("중개업소 열댓 곳", "a dozen or so offices"),
        ("예산 1조 2천억 원", "a budget of 1.2 trillion won"),
        ("한 남성이 왔습니다.", "A man came."),
        ("두 나라가 합의했습니다.", "Both countries agreed."),
        ("양국이 합의했습니다.", "The two countries agreed."),
        ("10대 세 명", "three teenagers"),
        ("24시간 감시", "around-the-clock surveillance"),
        ("보름 뒤", "15 days later"),
        ("5시에 떠나 5시에 왔습니다.", "They left and came at 5 p.m."),
        ("오전 9시까지", "until 9 a.m."),
        ("9시까지", "by nine"),
        ("15:30", "3:30 p.m."),
        ("500달러", "500 Hong Kong dollars"),
        ("1년 6개월", "18 months"),
        ("1년 6개월", "a year and a half"),
        ("2미터 31을 넘었습니다.", "They cleared 2.31 meters."),
        ("44초 75", "44.75 seconds"),
        ("1991년에서 95년", "from 1991 to 1995"),
        ("60년대", "the Sixties"),
        ("평년의 5분의 1", "a mere fifth of the average"),
    ],
)
def test_values_that_both_say_agree(korean: str, english: str) -> None:
    assert difference(korean, english) == ([], [])


@pytest.mark.parametrize(
    ("korean", "english", "missing", "surplus"),
    [
        ("3명과 5명", "three people", ["5명"], []),
        ("9년의 유예를 거쳐 내년 9월", "next September after a grace period", ["9년"], []),
        ("세 명", "Three people in 2026", [], ["2026"]),
        ("1조 2천억 원", "1.2 billion won", ["1조 2천억 원"], ["1.2 billion won"]),
        ("500달러", "500 euros", ["500달러"], ["500 euros"]),
        ("오전 3시", "3 p.m.", ["오전 3시"], ["3 p.m."]),
        ("1월", "In July", ["1월"], ["July"]),
        ("1퍼센트", "2 percent", ["1퍼센트"], ["2 percent"]),
        ("두 사람이 웃었습니다.", "They smiled.", ["두 사람"], []),
        ("1년 8개월", "18 months", ["8개월"], ["18"]),
        ("3978년", "1978", ["3978년"], ["1978"]),
    ],
)
def test_values_on_one_side_only_are_named(korean: str, english: str, missing: list[str], surplus: list[str]) -> None:
    assert difference(korean, english) == (missing, surplus)
