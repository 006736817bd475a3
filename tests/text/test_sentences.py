"""Where sentences end, in both languages, and that none of the text gets lost between them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.core.transcript import Block, BlockKind, Transcript
from subtitler.text.normalise import normalise
from subtitler.text.sentences import sentences, split_block

MARKS = ".?!… \n\"'()『』「」-–다요죠까니습이라고는aBU.S3"
texts = (st.text() | st.text(alphabet=MARKS, max_size=60)).map(normalise)


def split(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in split_block(text, language)]


@given(texts, st.sampled_from(Language))
@example("", Language.EN)
@example("...", Language.EN)
@example('" . " ! ) A. (B. C.) "', Language.EN)
@example("했습니다 했어요.그래요? ……\n\n)까 ", Language.KO)
@example("🙂. 𠮷野家. A👩‍🚒! B", Language.KO)
@example(". " * 200, Language.KO)
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: Language) -> None:
    spans = split_block(text, language)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(texts, st.sampled_from(Language))
@example("He said so\nand left.", Language.EN)
def test_a_line_break_always_divides(text: str, language: Language) -> None:
    assert not [sentence for sentence in split(text, language) if "\n" in sentence]


ENGLISH = (
    "N. Korean leader Kim Bo-ram met Lt. Gen. Park and Sen. Lee.",
    "Mr. Han and Dr. J. Oh left for St. Petersburg.",
    "It opened on Jan. 3 with the No. 3 reactor of Hanbit Co. Ltd. at work.",
    "It opens at 5 p.m. Tuesday and at 9 a.m. local time.",
    "At around 5 p.m. Kim came back.",
    "The doors closed at 5 p.m.",
    "Growth was 3.5 percent, i.e. more than in 2016.",
    "He flew to the U.S.",
    "A U.S. official met U.N. Secretary General Ahn.",
    "He called it a case of North v. South.",
    "That was Cambodia's Hun Sen.",
    "I have talked with anti-U.S. groups, e.g. students.",
    "Here is Boo Seong-a.",
    '"We will go," he said.',
    '"Are you sure?" he asked.',
    '"Are you sure?" President Kim asked.',
    'They shouted "Go home!" and "Stay!" at us.',
    '"Are you sure?"',
    "He (b. 1950. Seoul) nodded.",
    "See www.kbs.co.kr or the site KBS.co for more.",
    "Really?!",
    "And then… but maybe… I was wrong.",
    "Oh…",
    "Well then, $2 billion was lost.",
    "1. The first point is this.",
    "'Maybe.'",
    "(Do you have plans?) ……",
    "This is Ok Da-mi, KBS News, Sejong.",
)

KOREAN = (
    "정부는 성장률이 3.5%라고 밝혔습니다.",
    "그러나 야당은 강하게 반발했습니다.",
    '장관은 "곧 간다."라고 말했다.',
    '"정말 갑니까?"라는 질문에는 "네."라고만 했습니다.',
    '"책임을 지겠습니다." 장관이 말했습니다.',
    '"책임을 지겠습니다."',
    "광장은 조용했습니다.",
    "아이가 '엄마 왜 벌써 왔어?' 하고 물었어요.",
    "어디로 가느냐? 라는 물음에는 답이 없었습니다.",
    "그게… 제가 그랬습니다…",
    "그런데 아무도 몰랐어요…",
    "2026. 11. 24. 서울에서 회의가 열렸습니다.",
    "2026.11.24. 그 회의가 다시 열렸습니다.",
    "1. 정부는 세금을 내립니다.",
    "경기는 3 대 2.",
    "한.미 정상이 다시 만납니다.",
    "호머 J. 심슨도 왔습니다.",
    "이번에도 이긴 쪽은 KBS.",
    "비가 오니까 우산을 쓰세요.",
    "안녕하십니까 시청자 여러분.",
    "(웃음) 저는요 사실 몰랐어요!",
    "감염병(메르스. 사스)이 번졌습니다.",
    "The end is near.",
    "왜요?",
    "뉴스를 마칩니다.",
)


@pytest.mark.parametrize(("language", "known"), [(Language.EN, ENGLISH), (Language.KO, KOREAN)])
def test_sentences_that_stand_in_a_row_come_apart_again(language: Language, known: tuple[str, ...]) -> None:
    known = tuple(map(normalise, known))
    assert split(" ".join(known), language) == list(known)


@given(st.data(), st.sampled_from([(Language.EN, ENGLISH), (Language.KO, KOREAN)]))
def test_a_sentence_that_ends_in_a_word_is_one_wherever_it_stands(
    data: st.DataObject, pool: tuple[Language, tuple[str, ...]]
) -> None:
    language, known = pool
    plain = [sentence for sentence in known if re.fullmatch(r"\w.*(?:[a-z]{4}|습니다)\.", sentence)]
    chosen = data.draw(st.lists(st.sampled_from(plain), min_size=1, max_size=6))
    assert split(" ".join(chosen), language) == chosen


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('He said, "We go. We win." They left.', ['He said, "We go.', 'We win."', "They left."]),
        ('It took "many years."It remains hard.', ['It took "many years."', "It remains hard."]),
        ("It went abroad.The firm grew.KBS News reports.", ["It went abroad.", "The firm grew.", "KBS News reports."]),
        ('He left."It is over," he said.', ["He left.", '"It is over," he said.']),
        ("He left the U.S.The end.", ["He left the U.S.", "The end."]),
        ("Is it e.g.X or node.js?", ["Is it e.g.X or node.js?"]),
        ("Why?Because!Really… No… I see.", ["Why?", "Because!", "Really…", "No… I see."]),
        ('"Go?" The crowd said yes.', ['"Go?"', "The crowd said yes."]),
        ("He lives on Main St. The sign is old.", ["He lives on Main St.", "The sign is old."]),
        ("In Jan. The plan failed.", ["In Jan.", "The plan failed."]),
        ("He said no. The end.", ["He said no.", "The end."]),
        (
            "He said 'no.' Kim's plan failed. 'Yes.'It was.",
            ["He said 'no.'", "Kim's plan failed.", "'Yes.'", "It was."],
        ),
        ("Yes.. Then no.. but. (He left.) [Bye.]", ["Yes..", "Then no.. but.", "(He left.)", "[Bye.]"]),
        ("– Yes. – No.", ["– Yes.", "– No."]),
        ("Kim spoke. 그는 갔다.", ["Kim spoke.", "그는 갔다."]),
        ("Kim spoke.그는 갔다.", ["Kim spoke.", "그는 갔다."]),
        ('He left. "', ['He left. "']),
        ("(A spy? No.) He left (really?). The end.", ["(A spy?", "No.)", "He left (really?).", "The end."]),
        ("The Hanbit Co. First Office is shut.", ["The Hanbit Co. First Office is shut."]),
    ],
)
def test_english_marks_that_end_a_sentence_and_that_do_not(text: str, parts: list[str]) -> None:
    assert split(text, Language.EN) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("밝혔습니다.그러나 아닙니다.", ["밝혔습니다.", "그러나 아닙니다."]),
        ("밝혔습니다 그러나 아니죠 왜 그럴까요 아세요?", ["밝혔습니다", "그러나 아니죠", "왜 그럴까요", "아세요?"]),
        ("갑시다 어서 오십시오 여기가 서울입니다", ["갑시다", "어서 오십시오", "여기가 서울입니다"]),
        ("그러니까 비가 오니까 못 간다니까 그러네요.", ["그러니까 비가 오니까 못 간다니까 그러네요."]),
        ("감사합니다 하고 갔습니다 (웃음).", ["감사합니다 하고 갔습니다 (웃음)."]),
        ('"갔습니다."그러나 아니었습니다.', ['"갔습니다."', "그러나 아니었습니다."]),
        ('"갔습니다."이 관계자는 물러났습니다.', ['"갔습니다."', "이 관계자는 물러났습니다."]),
        ('"첫째다. 둘째다."라며 웃었다.', ['"첫째다.', '둘째다."라며 웃었다.']),
        ('했습니다. "라고 그가 말했습니다.', ['했습니다. "라고 그가 말했습니다.']),
        ('그는 "왜?"라고 했다."왜?" 모른다.', ['그는 "왜?"라고 했다.', '"왜?"', "모른다."]),
        ("'간다.'고 했다.'왜?'그는 몰랐다.", ["'간다.'고 했다.", "'왜?'", "그는 몰랐다."]),
        (
            "그랬다… 그는 갔다. 폭우… 피해 커. 아니죠…그래요.",
            ["그랬다…", "그는 갔다.", "폭우… 피해 커.", "아니죠…", "그래요."],
        ),
        ("성장률은 3.5. 그러나 낮다. 10. 30명", ["성장률은 3.5.", "그러나 낮다.", "10. 30명"]),
        ("했습니다.(끝)", ["했습니다.", "(끝)"]),
        ("U.S. 대통령. KBS.그리고 MBC. A Co. Ltd. 대표.", ["U.S. 대통령.", "KBS.", "그리고 MBC.", "A Co. Ltd. 대표."]),
    ],
)
def test_korean_marks_that_end_a_sentence_and_that_do_not(text: str, parts: list[str]) -> None:
    assert split(text, Language.KO) == parts


def block(number: int, text: str, kind: BlockKind, language: Language = Language.EN) -> Block:
    return Block(number=number, kind=kind, text=text, language=language, spoken=language.value, line=number + 1)


def test_spoken_blocks_are_split_and_numbered_through() -> None:
    script = Transcript(
        blocks=(
            block(0, "A title. Not spoken.", BlockKind.HEADING),
            block(1, "First.  Second!\nThird", BlockKind.ANCHOR),
            block(2, "했습니다.그러나 아닙니다.", BlockKind.BITE, Language.KO),
            block(3, "Kim Bo-ram, KBS News.", BlockKind.SIGN_OFF),
        ),
        language=Language.EN,
        style="plain",
        origin="test",
    )
    found = sentences(script)
    assert [(s.number, s.block, s.text) for s in found] == [
        (0, 1, "First."),
        (1, 1, "Second!"),
        (2, 1, "Third"),
        (3, 2, "했습니다."),
        (4, 2, "그러나 아닙니다."),
        (5, 3, "Kim Bo-ram, KBS News."),
    ]
    assert all(script.blocks[s.block].text[s.start : s.end] == s.text for s in found)
