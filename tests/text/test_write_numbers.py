from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.text.numbers import NumberKind, NumberMention, find_numbers
from subtitler.text.write_numbers import write_number


def number(value: Fraction | int, kind: NumberKind = NumberKind.CARDINAL, unit: str | None = None) -> NumberMention:
    return NumberMention(start=0, end=1, value=Fraction(value), kind=kind, unit=unit)


@pytest.mark.parametrize(
    ("mention", "korean", "english"),
    [
        (number(0), "0", "zero"),
        (number(3), "3", "three"),
        (number(12), "12", "12"),
        (number(500), "500", "500"),
        (number(2000), "2천", "2,000"),
        (number(2500), "2,500", "2,500"),
        (number(12_000), "1만 2천", "12,000"),
        (number(12_340), "1만 2,340", "12,340"),
        (number(1_000_000), "100만", "1 million"),
        (number(25_000_000), "2,500만", "25 million"),
        (number(1_234_567), "123만 4,567", "1,234,567"),
        (number(Fraction(7, 2)), "3.5", "3.5"),
        (number(Fraction(1, 2)), "절반", "half"),
        (number(Fraction(2, 3)), "3분의 2", "two-thirds"),
        (number(1_200_000_000_000, NumberKind.MONEY, "KRW"), "1조 2천억 원", "1.2 trillion won"),
        (number(500, NumberKind.MONEY, "USD"), "500달러", "500 dollars"),
        (number(1, NumberKind.MONEY, "USD"), "1달러", "1 dollar"),
        (number(Fraction(7, 2), NumberKind.PERCENT), "3.5퍼센트", "3.5 percent"),
        (number(Fraction(1, 4), NumberKind.PERCENT_POINT), "0.25퍼센트포인트", "0.25 percentage points"),
        (number(2026, NumberKind.YEAR), "2026년", "2026"),
        (number(1990, NumberKind.DECADE), "1990년대", "1990s"),
        (number(11, NumberKind.MONTH), "11월", "November"),
        (number(24, NumberKind.DAY), "24일", "24"),
        (number(15 * 60 + 30, NumberKind.TIME), "오후 3시 30분", "3:30 p.m."),
        (number(9 * 60, NumberKind.TIME), "오전 9시", "9 a.m."),
        (number(55, NumberKind.TIME), "새벽 0시 55분", "12:55 a.m."),
        (number(12 * 60, NumberKind.TIME), "낮 12시", "noon"),
        (number(0, NumberKind.TIME), "자정", "midnight"),
        (number(1, NumberKind.ORDINAL), "첫 번째", "first"),
        (number(3, NumberKind.ORDINAL), "세 번째", "third"),
        (number(20, NumberKind.ORDINAL), "스무 번째", "20th"),
        (number(112, NumberKind.ORDINAL), "112번째", "112th"),
        (number(23, NumberKind.ORDINAL), "23번째", "23rd"),
    ],
)
def test_a_number_is_written_in_the_style_of_each_language(mention: NumberMention, korean: str, english: str) -> None:
    assert write_number(mention, Language.KO) == korean
    assert write_number(mention, Language.EN) == english


@pytest.mark.parametrize(
    ("value", "instead_of", "written"),
    [
        (12_000, "2천여 명", "1만 2천여 명"),
        (45, "2천여 명", "45여 명"),
        (5_000_000, "8백여만 건", "500만여 건"),
        (12, "3명", "12명"),
        (30_000, "3명", "3만 명"),
        (5, "세 명", "다섯 명"),
        (25, "세 가구", "스물다섯 가구"),
        (20, "세 살", "스무 살"),
        (3, "두 달", "석 달"),
        (150, "세 명", "150명"),
        (Fraction(5, 2), "세 시간", "2.5시간"),
        (3, "둘", "셋"),
        (5, "사흘", "5일"),
        (Fraction(7, 2), "2년 반", "3년 반"),
        (4, "2년 반", "4년"),
        (Fraction(1, 3), "절반", "3분의 1"),
        (Fraction(3, 4), "3분의 2", "4분의 3"),
        (5, "3분의 2", "5"),
        (Fraction(1, 2), "0.3", "0.5"),
        (30, "20대", "30대"),
    ],
)
def test_a_korean_count_takes_the_place_of_another(value: Fraction | int, instead_of: str, written: str) -> None:
    assert write_number(number(value), Language.KO, instead_of=instead_of) == written


@pytest.mark.parametrize(
    ("mention", "instead_of", "written"),
    [
        (number(5, NumberKind.PERCENT), "3%", "5%"),
        (number(5, NumberKind.PERCENT_POINT), "3%p", "5%포인트"),
        (number(30_000, NumberKind.MONEY, "KRW"), "5백여 원", "3만여 원"),
        (number(1980, NumberKind.DECADE), "90년대", "80년대"),
        (number(2010, NumberKind.DECADE), "90년대", "2010년대"),
        (number(15 * 60, NumberKind.TIME), "14:30", "15:00"),
        (number(3, NumberKind.ORDINAL), "제21회", "제3회"),
        (number(3, NumberKind.ORDINAL), "둘째", "셋째"),
        (number(1, NumberKind.ORDINAL), "둘째", "첫째"),
        (number(3, NumberKind.ORDINAL), "2번째", "3번째"),
    ],
)
def test_a_korean_number_with_its_unit_takes_the_place_of_another(
    mention: NumberMention, instead_of: str, written: str
) -> None:
    assert write_number(mention, Language.KO, instead_of=instead_of) == written


@pytest.mark.parametrize(
    ("mention", "instead_of", "written"),
    [
        (number(5), "3", "5"),
        (number(5), "12", "five"),
        (number(5), "Three", "Five"),
        (number(35), "Three", "Thirty-five"),
        (number(1200), "Three", "1,200"),
        (number(Fraction(1, 3)), "half", "one-third"),
        (number(Fraction(22, 37)), "half", "22/37"),
        (number(Fraction(1, 2)), "0.3", "0.5"),
        (number(Fraction(7, 2)), "two and a half", "three and a half"),
        (number(40), "50s", "40s"),
        (number(40), "thirties", "40s"),
        (number(3), "fivefold", "threefold"),
        (number(12), "fivefold", "12-fold"),
        (number(3), "twice", "three times"),
        (number(5, NumberKind.PERCENT), "3%", "5%"),
        (number(5, NumberKind.PERCENT), "3-percent", "5-percent"),
        (number(Fraction(1, 2), NumberKind.PERCENT_POINT), "0.25-percentage-point", "0.5-percentage-point"),
        (number(1, NumberKind.PERCENT_POINT), "2 percentage points", "1 percentage point"),
        (number(2_000_000_000, NumberKind.MONEY, "USD"), "$3.5bn", "$2 billion"),
        (number(11, NumberKind.MONTH), "Dec.", "Nov."),
        (number(5, NumberKind.MONTH), "Dec.", "May"),
        (number(22, NumberKind.DAY), "24th", "22nd"),
        (number(4, NumberKind.ORDINAL), "Third", "Fourth"),
        (number(4, NumberKind.ORDINAL), "3rd", "4th"),
        (number(15 * 60, NumberKind.TIME), "14:30", "15:00"),
    ],
)
def test_an_english_number_takes_the_place_of_another(mention: NumberMention, instead_of: str, written: str) -> None:
    assert write_number(mention, Language.EN, instead_of=instead_of) == written


# What makes a reader take a number for what it is, where the number alone is a word of another kind.
BEFORE = {NumberKind.MONTH: "in ", NumberKind.ORDINAL: "the ", NumberKind.YEAR: "in "}

KINDS = {
    NumberKind.CARDINAL: st.integers(2, 10**19) | st.integers(2, 200).map(lambda tenths: tenths / Fraction(10)),
    NumberKind.PERCENT: st.integers(0, 4000).map(lambda tenths: tenths / Fraction(10)),
    NumberKind.PERCENT_POINT: st.integers(0, 400).map(lambda hundredths: hundredths / Fraction(100)),
    NumberKind.MONEY: st.integers(10, 10**16),
    NumberKind.ORDINAL: st.integers(1, 5000),
    NumberKind.YEAR: st.integers(1800, 2099),
    NumberKind.MONTH: st.integers(1, 12),
    NumberKind.DAY: st.integers(2, 31),
    NumberKind.TIME: st.integers(0, 24 * 60 - 1),
    NumberKind.DECADE: st.integers(180, 209).map(lambda decade: decade * 10),
}


def mentions() -> st.SearchStrategy[NumberMention]:
    currencies = st.sampled_from("KRW USD JPY EUR CNY RUB HKD AUD CAD".split())
    return st.sampled_from(NumberKind).flatmap(
        lambda kind: st.builds(
            number, KINDS[kind], st.just(kind), currencies if kind is NumberKind.MONEY else st.none()
        )
    )


@given(mention=mentions(), language=st.sampled_from(Language))
@example(mention=number(10_001), language=Language.KO)
@example(mention=number(10**16 + 1), language=Language.KO)
@example(mention=number(125 * 10**16), language=Language.KO)
@example(mention=number(10**20), language=Language.KO)
@example(mention=number(1_000_000_001), language=Language.EN)
@example(mention=number(999_999_000_000), language=Language.EN)
@example(mention=number(Fraction(2, 3)), language=Language.KO)
@example(mention=number(Fraction(2, 3)), language=Language.EN)
@example(mention=number(5, NumberKind.MONTH), language=Language.EN)
def test_what_is_written_reads_as_the_value(mention: NumberMention, language: Language) -> None:
    before = BEFORE.get(mention.kind, "") if language is Language.EN else ""
    (read,) = find_numbers(before + write_number(mention, language), language)
    assert (read.value, read.unit) == (mention.value, mention.unit)


COUNTED = st.sampled_from("2천여 명|3명|세 명|스무 살|5백여만 건|석 달|12개국|1만 2천 톤|세 시간|20대|둘".split("|"))


@given(value=st.integers(2, 10**12), instead_of=COUNTED)
@example(value=21, instead_of="세 명")
@example(value=100, instead_of="둘")
def test_a_count_in_the_place_of_another_reads_as_the_value(value: int, instead_of: str) -> None:
    written = write_number(number(value), Language.KO, instead_of=instead_of)
    assert [mention.value for mention in find_numbers(written + " ", Language.KO)] == [value]
