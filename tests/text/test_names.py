import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.text.names import hangul_name, is_spelling, revised, romanise_name, split_name

# As newsrooms write them; the other way round each is the likeliest reading.
NAMES = [
    ("김범수", "Kim Bum-soo"), ("이서연", "Lee Seo-yeon"), ("박지훈", "Park Ji-hoon"), ("최영호", "Choi Young-ho"),
    ("정은경", "Jung Eun-kyung"), ("강수진", "Kang Su-jin"), ("조현우", "Cho Hyun-woo"), ("윤미경", "Yoon Mi-kyung"),
    ("장동욱", "Jang Dong-wook"), ("임하늘", "Lim Ha-neul"), ("한상훈", "Han Sang-hoon"), ("오세훈", "Oh Se-hoon"),
    ("서태석", "Seo Tae-seok"), ("신유진", "Shin Yu-jin"), ("권혁준", "Kwon Hyuk-jun"), ("황보람", "Hwang Bo-ram"),
    ("안재현", "Ahn Jae-hyun"), ("송승민", "Song Seung-min"), ("류진아", "Ryu Jin-ah"), ("홍석진", "Hong Seok-jin"),
    ("문혜진", "Moon Hye-jin"), ("배종민", "Bae Jong-min"), ("백광수", "Baek Kwang-soo"), ("허준", "Heo Jun"),
    ("노은지", "Noh Eun-ji"), ("구본승", "Koo Bon-seung"), ("심경민", "Shim Kyung-min"), ("차예린", "Cha Ye-rin"),
    ("민병철", "Min Byung-chul"), ("남궁민", "Namgung Min"), ("선우재덕", "Sunwoo Jae-duk"), ("곽도원", "Kwak Do-won"),
    ("김민수", "Kim Min-su"), ("황보라", "Hwang Bo-ra"), ("표창원", "Pyo Chang-won"),
]  # fmt: skip


@pytest.mark.parametrize(("hangul", "english"), NAMES)
def test_names_go_both_ways(hangul: str, english: str) -> None:
    assert romanise_name(hangul) == english
    assert hangul_name(english) == hangul
    assert is_spelling(english, hangul)


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("Kim Beom-su", "김범수"), ("Jeong Su-jin", "정수진"), ("Park Chung-hee", "박정희"),
        ("Lee Jae Myung", "이재명"),
        ("Yoon Suk Yeol", "윤석열"), ("Seo-yeon Lee", "이서연"), ("Lee Sedol", "이세돌"), ("Kim Mi-suk", "김미숙"),
        ("Yi Dong-hyeok", "이동혁"), ("Noh Tae-ho", "노태호"), ("Ban Ki-moon", "반기문"), ("Kim Gyeong-ho", "김경호"),
        ("Moon Jae-in", "문재인"), ("Hur Young-man", "허영만"), ("Yoo Seung-min", "유승민"),
    ],
)  # fmt: skip
def test_other_spellings_are_read(english: str, hangul: str) -> None:
    assert hangul_name(english) == hangul
    assert is_spelling(english, hangul)


@pytest.mark.parametrize(
    "name",
    [
        "John Smith", "Park Lane", "Kim Possible", "Han River", "Sun Yat-sen", "Angela Merkel", "Seoul", "", "Kim",
        "Kim bum-soo", "Lee Harvey Oswald", "Kim Bum-soo Lee Park", "김범수", "Joe Biden", "Kim-Park Bum",
    ],
)  # fmt: skip
def test_what_is_no_korean_name_is_none(name: str) -> None:
    assert hangul_name(name) is None


@pytest.mark.parametrize("name", ["뉴욕", "이", "모스크바", "Kim", "", "김", "이스라엘", "조지아주립대", "베트남"])
def test_other_words_in_hangul_are_no_names(name: str) -> None:
    assert split_name(name) is None
    assert romanise_name(name) is None


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("Jang Su-jin", "정수진"),
        ("Jung Su-jin", "정수"),
        ("Jung Su", "정수진"),
        ("Jung Su-min", "정수진"),
        ("No Name", "뉴욕"),
    ],
)
def test_a_spelling_of_another_name_is_none(english: str, hangul: str) -> None:
    assert not is_spelling(english, hangul)


def test_the_revised_romanisation_knows_every_syllable() -> None:
    assert [revised(syllable) for syllable in "각힣뷁없의"] == ["gak", "hit", "bwek", "eop", "ui"]


@given(st.text(alphabet="김이박최정강조윤장임한민수서연지우진현영호준혁훈은경", min_size=2, max_size=3))
def test_a_romanised_name_is_a_spelling_of_it_and_is_read_as_a_name(name: str) -> None:
    english = romanise_name(name)
    if english is not None:
        assert is_spelling(english, name)
        assert hangul_name(english) is not None


@given(st.text(max_size=20))
def test_any_text_is_a_name_or_none(text: str) -> None:
    for found in (hangul_name(text), romanise_name(text)):
        assert found is None or found.strip()
