from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.text.numbers import NumberKind, NumberMention, find_numbers


def written(text: str, language: Language) -> list[tuple[str, Fraction]]:
    return [(text[mention.start : mention.end], mention.value) for mention in find_numbers(text, language)]


def values(text: str, language: Language) -> list[Fraction]:
    return [mention.value for mention in find_numbers(text, language)]


def only(text: str, language: Language) -> NumberMention:
    (mention,) = find_numbers(text, language)
    return mention


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("1조 2천억 원을 들여", "1조 2천억 원", 1_200_000_000_000),
        ("만 2천여 명이 모여", "만 2천여 명", 12_000),
        ("3만5천 명", "3만5천 명", 35_000),
        ("관객 100만을 넘긴", "100만", 1_000_000),
        ("8백여만 건", "8백여만 건", 8_000_000),
        ("예산 1억2,000만 원", "1억2,000만 원", 120_000_000),
        ("일억 이천만 원", "일억 이천만 원", 120_000_000),
        ("이천이십육년", "이천이십육년", 2026),
        ("삼십 명", "삼십 명", 30),
        ("천 명", "천 명", 1000),
        ("두 명", "두 명", 2),
        ("스물다섯 가구", "스물다섯 가구", 25),
        ("예순셋이 되도록", "예순셋", 63),
        ("스무 살", "스무 살", 20),
        ("석 달", "석 달", 3),
        ("두 시간 반", "두 시간 반", Fraction(5, 2)),
        ("2년 반 만에", "2년 반", Fraction(5, 2)),
        ("이틀 만에", "이틀", 2),
        ("열하루 동안", "열하루", 11),
        ("3분의 2가", "3분의 2", Fraction(2, 3)),
        ("삼분의 일로", "삼분의 일", Fraction(1, 3)),
        ("절반을", "절반", Fraction(1, 2)),
        ("네 살배기", "네 살", 4),
        ("3천이 넘는", "3천", 3000),
        ("만 65세 이상", "65세", 65),
        ("만 700명", "만 700명", 10_700),
        ("선수 천8백여 명", "천8백여 명", 1800),
        ("17경기 연속", "17경기", 17),
        ("2인 1조로", "2인", 2),
        ("1,384원 70전", "1,384원 70전", Fraction(13847, 10)),
        ("10km 밖", "10", 10),
    ],
)
def test_a_korean_number_is_read_with_its_unit(text: str, span: str, value: Fraction | int) -> None:
    assert (span, value) in written(text, Language.KO)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("cost 1.2 trillion won.", "1.2 trillion won", 1_200_000_000_000),
        ("12,000 people", "12,000", 12_000),
        ("$3.5 billion", "$3.5 billion", 3_500_000_000),
        ("$3.5bn", "$3.5bn", 3_500_000_000),
        ("two hundred thousand", "two hundred thousand", 200_000),
        ("two hundred and five", "two hundred and five", 205),
        ("twenty-one", "twenty-one", 21),
        ("half a million", "half a million", 500_000),
        ("a million", "a million", 1_000_000),
        ("a £11million deal", "£11million", 11_000_000),
        ("5.5billion people", "5.5billion", 5_500_000_000),
        ("two dozen", "two dozen", 24),
        ("two decades", "two decades", 20),
        ("two and a half years", "two and a half", Fraction(5, 2)),
        ("a year and a half", "a year and a half", Fraction(3, 2)),
        ("two-thirds of them", "two-thirds", Fraction(2, 3)),
        ("cut by a third", "a third", Fraction(1, 3)),
        ("half of them", "half", Fraction(1, 2)),
        ("8-hundred-87 troops", "8-hundred-87", 887),
        ("24 (m) million dollars", "24 (m) million dollars", 24_000_000),
        ("three-point-five percent", "three-point-five percent", Fraction(7, 2)),
        ("doubled", "doubled", 2),
        ("will halve tariffs", "halve", Fraction(1, 2)),
        ("a fivefold rise", "fivefold", 5),
        ("mid-2026", "2026", 2026),
        ("in his 50s", "50s", 50),
        ("one in three", "three", 3),
    ],
)
def test_an_english_number_is_read_with_its_unit(text: str, span: str, value: Fraction | int) -> None:
    assert (span, value) in written(text, Language.EN)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("1조 2천억 원", "1.2 trillion won"),
        ("2026년 11월 24일", "24 November 2026"),
        ("지난 3월", "last March"),
        ("오후 3시 30분", "3:30 p.m."),
        ("밤 10시", "10 p.m."),
        ("새벽 0시 55분", "12:55 a.m."),
        ("오전 4시 40분", "4.40 am"),
        ("밤 12시", "midnight"),
        ("낮 12시", "noon"),
        ("정오와 자정", "noon and midnight"),
        ("낮 11시", "11 in the morning"),
        ("저녁 7시 3분", "7:03 this evening"),
        ("15:30", "15:30"),
        ("1990년대", "the 1990s"),
        ("90년대", "the '90s"),
        ("0.25%포인트", "a quarter percentage point"),
        ("세 번째", "the third"),
        ("제21회", "the 21st"),
        ("3할", "30 percent"),
        ("3~4만 명", "30,000 to 40,000"),
        ("10~20만 명", "100,000 to 200,000"),
        ("2, 30대", "in their 20s and 30s"),
        ("서너 명", "three or four"),
        ("5·18 민주화운동", "the May 18 movement"),
        ("제주4·3 희생자", "victims of April 3"),
        ("노동조합법 2조와 3조", "Articles 2 and 3 of the trade union act"),
        ("8조 1항", "Article 8, Clause 1"),
        ("첫 회의", "the first meeting"),
        ("28년 만에", "for the first time in 28 years"),
        ("상반기", "the first half"),
        ("영하 15도", "15 degrees below zero"),
        ("남북이 8월 25일", "the two Koreas on Aug. 25"),
    ],
)
def test_both_languages_give_the_same_values(korean: str, english: str) -> None:
    assert sorted(values(korean, Language.KO)) == sorted(values(english, Language.EN))


@pytest.mark.parametrize(
    "text",
    [
        "수십만 명", "수백 미터", "몇백 명", "수 천억 원", "십수 년",
        "코로나19 환자", "F-35와 KF-21", "G20", "5G 시대", "노트7은", "화성-17형", "6·25전쟁", "1.2.3 판",
        "이 사람 오 분 사이에 사천에서", "구조 시간이 다 됐다", "천천히 조사했다", "일일이 찾아가",
        "백사장", "만주와 만기, 백발", "오만 국왕", "만원 버스", "네 말이 맞다", "세대와 세종", "열차",
        "세 부담이 크다", "두고 갔다", "둘 곳이 없다", "한국", "다시 한 번", "한번 해 보자",
        "제가 한 일", "인명 구조원인 그는",
    ],
)  # fmt: skip
def test_korean_words_and_names_are_no_numbers(text: str) -> None:
    assert values(text, Language.KO) == []


@pytest.mark.parametrize(
    "text",
    [
        "dozens", "hundreds of thousands", "several thousand", "a few million", "no one", "one of the ships",
        "a decades-long fight",
        "F-35s and KF-21", "COVID-19", "G20, G7 and 5G", "Hwasong-17", "version 1.2.3", "May I", "Theresa May said",
        "metres per second", "the second half", "the first lady", "he left first", "a double standard",
        "one thirds", "below zero",
    ],
)  # fmt: skip
def test_english_words_and_names_are_no_numbers(text: str) -> None:
    assert values(text, Language.EN) == []


@pytest.mark.parametrize(
    ("text", "language", "kind", "unit"),
    [
        ("3.5%", Language.KO, NumberKind.PERCENT, None),
        ("2.3퍼센트", Language.KO, NumberKind.PERCENT, None),
        ("0.25%포인트", Language.KO, NumberKind.PERCENT_POINT, None),
        ("제3차", Language.KO, NumberKind.ORDINAL, None),
        ("제1원전", Language.KO, NumberKind.ORDINAL, None),
        ("둘째", Language.KO, NumberKind.ORDINAL, None),
        ("백 달러", Language.KO, NumberKind.MONEY, "USD"),
        ("500홍콩 달러", Language.KO, NumberKind.MONEY, "HKD"),
        ("2026년", Language.KO, NumberKind.YEAR, None),
        ("2천 년", Language.KO, NumberKind.CARDINAL, None),
        ("5월", Language.KO, NumberKind.MONTH, None),
        ("24일", Language.KO, NumberKind.DAY, None),
        ("24일 동안", Language.KO, NumberKind.CARDINAL, None),
        ("3시", Language.KO, NumberKind.TIME, None),
        ("3시간", Language.KO, NumberKind.CARDINAL, None),
        ("90년대", Language.KO, NumberKind.DECADE, None),
        ("50대", Language.KO, NumberKind.CARDINAL, None),
        ("3.5 percent", Language.EN, NumberKind.PERCENT, None),
        ("0.25-percentage-point", Language.EN, NumberKind.PERCENT_POINT, None),
        ("thirty-first", Language.EN, NumberKind.ORDINAL, None),
        ("US$5", Language.EN, NumberKind.MONEY, "USD"),
        ("50 euros", Language.EN, NumberKind.MONEY, "EUR"),
        ("the two won", Language.EN, NumberKind.CARDINAL, None),
        ("in 1392", Language.EN, NumberKind.YEAR, None),
        ("1392 ships", Language.EN, NumberKind.CARDINAL, None),
        ("Sept.", Language.EN, NumberKind.MONTH, None),
        ("five o'clock", Language.EN, NumberKind.TIME, None),
        ("two in the morning", Language.EN, NumberKind.TIME, None),
        ("two last night", Language.EN, NumberKind.CARDINAL, None),
        ("the early 1990s", Language.EN, NumberKind.DECADE, None),
        ("in their early 30s", Language.EN, NumberKind.CARDINAL, None),
        ("in her thirties", Language.EN, NumberKind.CARDINAL, None),
    ],
)
def test_the_kind_follows_from_the_words_around(
    text: str, language: Language, kind: NumberKind, unit: str | None
) -> None:
    mention = only(text, language)
    assert (mention.kind, mention.unit) == (kind, unit)


def test_a_number_after_a_month_is_its_day() -> None:
    kinds = [mention.kind for mention in find_numbers("Nov. 24, 2026 and May 1st", Language.EN)]
    assert kinds == [NumberKind.MONTH, NumberKind.DAY, NumberKind.YEAR, NumberKind.MONTH, NumberKind.DAY]


@pytest.mark.parametrize(
    "text", ["5백여 명", "10년여", "약 3천 명", "2천 명이 넘는", "3시쯤", "30퍼센트가량", "두세 명"]
)
def test_a_vague_korean_number_is_approximate(text: str) -> None:
    assert all(mention.is_approximate for mention in find_numbers(text, Language.KO))


@pytest.mark.parametrize(
    "text", ["some 500", "more than 2,000", "nearly half", "50 or so", "1,400-plus", "over $3 million"]
)
def test_a_vague_english_number_is_approximate(text: str) -> None:
    assert only(text, Language.EN).is_approximate


@pytest.mark.parametrize(
    ("text", "language"), [("5백 명", Language.KO), ("65세 이상", Language.KO), ("at least 5", Language.EN)]
)
def test_an_exact_number_is_not_approximate(text: str, language: Language) -> None:
    assert not only(text, language).is_approximate


def test_numbers_side_by_side_stay_apart() -> None:
    assert values("5 million 20 years ago", Language.EN) == [5_000_000, 20]
    assert values("eight million three years later", Language.EN) == [8_000_000, 3]
    assert values("between two hundred and three hundred", Language.EN) == [200, 300]
    assert values("five hundred hundred", Language.EN) == [500]
    assert values("30:45", Language.EN) == values("30:45", Language.KO) == [30, 45]
    assert values("two hundred three hundred", Language.EN) == [200, 300]
    assert values("3만 5만", Language.KO) == [30_000, 50_000]
    assert values("3만만 원", Language.KO) == [30_000]
    assert values("3천 5000", Language.KO) == [3000, 5000]
    assert values("10-to-15-year terms, 2-1", Language.EN) == [10, 15, 2, 1]


PARTS = st.sampled_from(
    [
        *"1 12 3,000 0 2026 999999999999999999999 . , - ~ : % $ 만 억 조 천 백 십 일 이 구 두 세 서너 한 첫".split(),
        *"분의 년 월 일 시 분 원 여 반 제 오후 열 스물 하루 이틀 one two half a and point hundred million".split(),
        *"dozen third second first May Nov. p.m. percent won s th F- ' (m)".split(),
        *"  ",
    ]
)


@given(text=st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=30), language=st.sampled_from(Language))
@example(text="9" * 5000, language=Language.EN)
@example(text="1조억만 원", language=Language.KO)
@example(text="0분의 1", language=Language.KO)
@example(text="1분의1one", language=Language.KO)
@example(text="제", language=Language.KO)
@example(text="$", language=Language.EN)
@example(text="99:99 p.m. 25시", language=Language.EN)
def test_mentions_come_in_order_apart_and_inside_the_text(text: str, language: Language) -> None:
    position = 0
    for mention in find_numbers(text, language):
        assert position <= mention.start < mention.end <= len(text)
        assert mention.value >= 0
        assert (mention.unit is not None) == (mention.kind is NumberKind.MONEY)
        position = mention.end


@given(number=st.integers(0, 10**15))
def test_a_figure_reads_the_same_with_commas_in_both_languages(number: int) -> None:
    assert values(f"{number:,}", Language.KO) == values(f"{number:,}", Language.EN) == [number]
