"""Which terms are found in a sentence, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.terms.glossary import Entry, Glossary, merge, stands
from tests.translate.terminology import GLOSSARY

# sentence: the terms found in it, as they stand there
KOREAN = [
    ("국회는 오늘 본회의를 열었습니다.", "국회"),
    ("국회의원 두 명이 탈당했습니다.", ""),
    ("국회에서 열린 회의였습니다.", "국회"),
    ("국회의 결정을 기다리고 있습니다.", "국회"),
    ("이번 일은 국회로부터 시작됐습니다.", "국회"),
    ("국회가 아니라 국방부였습니다.", "국회 국방부"),
    ("'국회'라는 이름은 그때 정해졌습니다.", "국회"),
    ("국회(여의도)는 조용합니다.", "국회"),
    ("국회사무처가 자료를 냈습니다.", ""),
    ("한국은행이 기준금리를 올렸습니다.", "한국은행"),
    ("한국은행법 개정이 논의됩니다.", ""),
    ("한국은행에서도 같은 말을 했습니다.", "한국은행"),
    ("이란이 협상을 거부했습니다.", "이란"),
    ("이란 외무장관이 서울을 찾았습니다.", "이란 서울"),
    ("사랑이란 무엇일까요?", ""),
    ("이란인 기술자가 입국했습니다.", ""),
    ("서울은 맑겠습니다.", "서울"),
    ("서울로 가는 길이 막힙니다.", "서울"),
    ("서울시장은 부산을 방문했습니다.", "서울시장 부산"),
    ("서울역 앞에 사람들이 모였습니다.", ""),
    ("서울, 부산 그리고 대구입니다.", "서울 부산"),
    ("김범수 의원이 발언했습니다.", "김범수"),
    ("KBS 뉴스 김범수입니다.", "KBS 김범수"),
    ("KBS가 단독으로 보도했습니다.", "KBS"),
    ("KBS월드는 다른 채널입니다.", ""),
    ("블라디미르 푸틴은 회담을 제안했습니다.", "블라디미르 푸틴"),
    ("블라디미르푸틴이라고 적혀 있습니다.", "블라디미르푸틴"),
    ("한미정상회담은 내일 열립니다.", "한미정상회담"),
    ("한미 정상회담에서 합의했습니다.", "한미 정상회담"),
    ("부산 국제 영화제가 개막했습니다.", "부산 국제 영화제"),
    ("부산국제영화제와 부산은 함께 자랐습니다.", "부산국제영화제 부산"),
    ("국토교통부는 새 노선을 발표했습니다.", "국토교통부"),
    ("국토 교통부는 띄어 썼습니다.", "국토 교통부"),
    ("검찰총장이었던 그는 침묵했습니다.", "검찰총장"),
    ("비서실장들은 회의를 열었습니다.", "비서실장"),
    ("미국 국무장관에게 전했습니다.", "미국 국무장관"),
    ("울릉도까지 배로 세 시간입니다.", "울릉도"),
    ("우크라이나를 지원하기로 했습니다.", "우크라이나"),
    ("우크라이나어로 말했습니다.", ""),
    ("국가보안법은 그대로입니다.", "국가보안법"),
    ("중대재해처벌법에 따라 기소됐습니다.", "중대재해처벌법"),
    ("세계보건기구(WHO)가 경고했습니다.", "세계보건기구"),
    ("청와대라며 전화를 걸었습니다.", "청와대"),
    ("캠프 데이비드에서 만났습니다.", "캠프 데이비드"),
    ("대법원과 국회, 청와대는 말이 없습니다.", "대법원 국회 청와대"),
    ("스웨덴보다 국토가 넓습니다.", "스웨덴"),
    ("날씨가 좋습니다.", ""),
]
ENGLISH = [
    ("The National Assembly met today.", "National Assembly"),
    ("the national assembly met today.", ""),
    ("The National Assembly's plan was late.", "National Assembly"),
    ("The NATIONAL ASSEMBLY is closed.", "NATIONAL ASSEMBLY"),
    ("An assembly of nations met.", ""),
    ("Officials in Seoul said so.", "Seoul"),
    ("Seoul's streets are empty.", "Seoul"),
    ("The Seoul mayor went to Busan.", "Seoul mayor|Busan"),
    ("They met at Seoul Arts Center.", ""),
    ("It opened in Seoul, Busan and Daegu.", "Seoul|Busan"),
    ("The Seoul-based firm is small.", ""),
    ("Iran and Ukraine were absent.", "Iran|Ukraine"),
    ("Iranian officials were absent.", ""),
    ("The prime minister spoke first.", "prime minister"),
    ("Prime Minister Han Dong-hoon spoke first.", "Prime Minister|Han Dong-hoon"),
    ("Three prime ministers have resigned.", "prime ministers"),
    ("The prime minister's aide resigned.", "prime minister"),
    ("Two former chiefs of staff testified.", "chiefs of staff"),
    ("The chief of the staff testified.", ""),
    ("Prosecutors general come and go.", "Prosecutors general"),
    ("The Ministry of Land, Infrastructure and Transport said no.", "Ministry of Land, Infrastructure and Transport"),
    ("The Ministry of Land announced it.", ""),
    ("The U.S. secretary of state left.", "U.S. secretary of state"),
    ("The US secretary of state left.", "US secretary of state"),
    ('"Kim Bum-soo" was on the list.', "Kim Bum-soo"),
    ("Kim Bum-soo, KBS News.", "Kim Bum-soo"),
    ("He told KBS, which aired it.", "KBS"),
    ("Vladimir Putin's plane landed.", "Vladimir Putin"),
    ("The South Korea-U.S. summit ended.", "South Korea-U.S. summit"),
    ("Two South Korea-U.S. summits ended.", "South Korea-U.S. summits"),
    ("The South Korea-US summit ended.", ""),
    ("The Busan International Film Festival opened in Busan.", "Busan International Film Festival|Busan"),
    ("The World Health Organization (WHO) warned.", "World Health Organization"),
    ("It violates the National Security Act.", "National Security Act"),
    ("Was it the Supreme Court?", "Supreme Court"),
    ("The supreme court of Sweden ruled.", "Sweden"),
    ("Camp David is quiet.", "Camp David"),
    ("In camp, David is quiet.", ""),
    ("The Bank of Korea raised rates.", "Bank of Korea"),
    ("A bank of Korea raised rates.", ""),
    ("The Korea Expressway Corporation closed it.", "Korea Expressway Corporation"),
    ("Nothing was found.", ""),
]


@pytest.mark.parametrize(("sentence", "terms"), KOREAN)
def test_korean_terms_stand_on_morpheme_boundaries(sentence: str, terms: str) -> None:
    found = [sentence[match.start : match.end] for match in GLOSSARY.find(sentence, Language.KO)]
    assert " ".join(found) == terms


@pytest.mark.parametrize(("sentence", "terms"), ENGLISH)
def test_english_terms_stand_in_any_form(sentence: str, terms: str) -> None:
    found = [sentence[match.start : match.end] for match in GLOSSARY.find(sentence, Language.EN)]
    assert "|".join(found) == terms


def test_the_longest_term_counts() -> None:
    match, *others = GLOSSARY.find("부산국제영화제가 열립니다.", Language.KO)
    assert match.entry.en == "Busan International Film Festival"
    assert not others


def test_of_two_entries_with_one_term_the_first_counts() -> None:
    glossary = Glossary([Entry(ko="의회", en="National Assembly"), Entry(ko="국회", en="National Assembly")])
    (match,) = glossary.find("The National Assembly met.", Language.EN)
    assert match.entry.ko == "의회"
    assert [found.entry.ko for found in glossary.find("국회와 의회", Language.KO)] == ["국회", "의회"]


def test_a_later_glossary_replaces_terms_of_an_earlier_one_on_either_side() -> None:
    earlier = Glossary(
        [Entry(ko="국회", en="National Assembly"), Entry(ko="총리", en="premier"), Entry(ko="부산", en="Busan")]
    )
    later = Glossary([Entry(ko="의회", en="National Assembly"), Entry(ko="총리", en="prime minister")])
    merged = merge(earlier, later)
    assert [(entry.ko, entry.en) for entry in merged.entries] == [
        ("의회", "National Assembly"),
        ("총리", "prime minister"),
        ("부산", "Busan"),
    ]


@pytest.mark.parametrize(
    ("ko", "text", "language"),
    [
        ("국무총리", "Three prime ministers resigned.", Language.EN),
        ("비서실장", "Chiefs of staff met.", Language.EN),
        ("미국 국무장관", "the US Secretary of State", Language.EN),
        ("스웨덴", "Swedish officials", Language.EN),
        ("우크라이나", "the Ukrainian army", Language.EN),
        ("블라디미르 푸틴", "Putin said so.", Language.EN),
        ("김범수", "Kim said so.", Language.EN),
        ("블라디미르 푸틴", "푸틴은 그렇게 말했습니다.", Language.KO),
        ("서울", "서울중앙지법은 기각했습니다.", Language.KO),
        ("한미 정상회담", "한미정상회담이 열립니다.", Language.KO),
    ],
)
def test_inflected_and_shortened_renderings_count(ko: str, text: str, language: Language) -> None:
    (entry,) = (entry for entry in GLOSSARY.entries if entry.ko == ko)
    assert GLOSSARY.is_rendered(entry, text, language)


@pytest.mark.parametrize(
    ("ko", "text", "language"),
    [
        ("국회", "the Assembly", Language.EN),
        ("서울", "Seouls", Language.KO),
        ("이란", "Irate officials", Language.EN),
        ("부산", "동부산에서", Language.KO),
        ("블라디미르 푸틴", "Vladimir said so.", Language.EN),
        ("KBS", "kbs", Language.EN),
    ],
)
def test_other_words_do_not_count(ko: str, text: str, language: Language) -> None:
    (entry,) = (entry for entry in GLOSSARY.entries if entry.ko == ko)
    assert not GLOSSARY.is_rendered(entry, text, language)


def test_equal_entries_have_equal_digests() -> None:
    assert Glossary(GLOSSARY.entries).digest == GLOSSARY.digest
    assert Glossary(GLOSSARY.entries[1:]).digest != GLOSSARY.digest


@given(st.text(max_size=60), st.sampled_from(Language))
def test_any_text_is_searched_and_matches_do_not_overlap(text: str, language: Language) -> None:
    done = 0
    for match in GLOSSARY.find(text, language):
        assert done <= match.start < match.end <= len(text)
        done = match.end


def test_a_term_stands_only_as_whole_words() -> None:
    assert stands("Iran", "Iran's", Language.EN)
    assert not stands("Iran", "Tirana", Language.EN)
    assert not stands("the act", "the actor", Language.EN)
