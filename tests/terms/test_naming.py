import pytest

from subtitler.core.language import Language
from subtitler.terms.naming import name_entries


def names(*texts: str, speakers: tuple[str, ...] = (), language: Language = Language.KO) -> dict[str, str]:
    return {entry.ko: entry.en for entry in name_entries(texts, speakers, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("김범수 의원이 반대했습니다.", {"김범수": "Kim Bum-soo"}),
        ("이서연 한남대 교수는 신중했습니다.", {"이서연": "Lee Seo-yeon"}),
        ("박지훈 전 장관과 최영호 대변인이 만났습니다.", {"박지훈": "Park Ji-hoon", "최영호": "Choi Young-ho"}),
        ("KBS 뉴스 김석입니다.", {"김석": "Kim Seok"}),
        ("정은경(Jeong Eun-kyeong) 씨가 말했습니다.", {"정은경": "Jeong Eun-kyeong"}),
        ("국방부 장관과 고려대 교수, 기재부 대변인입니다.", {}),
        ("이시바 총리와 기시다 총리, 마두로 대통령입니다.", {}),
        ("이스라엘 총리와 미국 대통령입니다.", {}),
        ("김치를 담그는 요리사입니다.", {}),
    ],
)
def test_persons_of_a_korean_transcript(text: str, expected: dict[str, str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lawmaker Kim Bum-soo objected.", {"김범수": "Kim Bum-soo"}),
        ("Kim Beom-su's plan and Park Ji-hoon's.", {"김범수": "Kim Beom-su", "박지훈": "Park Ji-hoon"}),
        ("Jung Eun-kyung (정은경) spoke.", {"정은경": "Jung Eun-kyung"}),
        ("Hong Kong and Han River were mentioned.", {}),
        ("John Smith and Jean-Luc Picard spoke.", {}),
    ],
)
def test_persons_of_an_english_transcript(text: str, expected: dict[str, str]) -> None:
    assert names(text, language=Language.EN) == expected


def test_speakers_are_persons_where_they_have_korean_names() -> None:
    assert names(speakers=("최민호", "시민", "Ahn Seo-jin", "Antony Blinken")) == {
        "안서진": "Ahn Seo-jin",
        "최민호": "Choi Min-ho",
    }


def test_what_the_transcript_gives_in_both_languages_goes_together() -> None:
    assert names("Kim Beom-su said so.", "김범수 의원이 답했습니다.") == {"김범수": "Kim Beom-su"}
    assert names("Lee Jung-hee spoke.", speakers=("이중희",), language=Language.EN) == {"이중희": "Lee Jung-hee"}


def test_brackets_are_believed_over_the_likeliest_reading() -> None:
    assert names("Lee Jung-hee (이중희) spoke.", "Lee Jung-hee left.", language=Language.EN) == {
        "이중희": "Lee Jung-hee"
    }


def test_a_bracket_that_is_no_name_is_none() -> None:
    assert names("세계보건기구(World Health Organization)와 한국은행(Bank of Korea)입니다.") == {}
