"""Terms as they come out: put in where they are missing, with particles, articles and number right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.core.language import Language, Pair
from subtitler.terms.glossary import Entry, Glossary
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.glossary import GlossaryTranslator
from subtitler.translate.protocol import Link, Translation
from tests.translate.terminology import EN_KO, GLOSSARY, KO_EN, ScriptedTranslator, links


def enforced(
    sentence: str, translation: str, joined: str | None, pair: Pair, glossary: Glossary = GLOSSARY
) -> Translation:
    """What becomes of `translation`, whose words are linked as `joined` says (`0-1 2-0`; None for no links at all)."""
    said = Translation(text=translation, links=None if joined is None else links(joined))
    (found,) = GlossaryTranslator(ScriptedTranslator({sentence: said}), glossary).translate([sentence], pair)
    return found


# sentence, the model's translation, its links, the right translation
INTO_KOREAN = [
    ("The Defense Ministry denied it.", "방위성은 부인했습니다.", "2-0 3-1", "국방부는 부인했습니다."),
    ("The Defense Ministry denied it.", "국방부은 부인했습니다.", "2-0 3-1", "국방부는 부인했습니다."),
    ("They asked the Defense Ministry.", "방위청을 찾았습니다.", "4-0 1-1", "국방부를 찾았습니다."),
    ("It came from the Supreme Court.", "최고재판소로부터 왔습니다.", "5-0 1-1", "대법원으로부터 왔습니다."),
    ("The Supreme Court agreed.", "최고법정이 동의했습니다.", "1-0 2-0 3-1", "대법원이 동의했습니다."),
    ("The Supreme Court and prosecutors agreed.", "최고재판소와 검찰이 동의했습니다.",
     "2-0 4-1", "대법원과 검찰이 동의했습니다."),
    ("It was the Supreme Court.", "최고재판소였습니다.", "4-0", "대법원이었습니다."),
    ("It is the Supreme Court.", "최고재판소입니다.", "4-0", "대법원입니다."),
    ("They call it the Supreme Court.", "최고재판소라고 합니다.", "5-0 1-1", "대법원이라고 합니다."),
    ("KBS reported it.", "방송국이 보도했습니다.", "0-0 1-1", "KBS가 보도했습니다."),
    ("He works with KBS.", "그는 방송국과 일합니다.", "0-0 3-1 1-2", "그는 KBS와 일합니다."),
    ("He goes to Seoul.", "그는 소울으로 갑니다.", "0-0 3-1 1-2", "그는 서울로 갑니다."),
    ("He goes to Busan.", "그는 부사로 갑니다.", "0-0 3-1 1-2", "그는 부산으로 갑니다."),
    ("He left Busan.", "그는 항구를 떠났습니다.", "0-0 2-1 1-2", "그는 부산을 떠났습니다."),
    ("Even Busan is cold.", "항구조차 춥습니다.", "1-0 3-1", "부산조차 춥습니다."),
    ("Iran refused.", "이랑이 거부했습니다.", "0-0 1-1", "이란이 거부했습니다."),
    ("Aid went to Ukraine.", "우크레인으로 지원이 갔습니다.", "3-0 0-1 1-2", "우크라이나로 지원이 갔습니다."),
    ("Kim Bum-soo spoke.", "김범소가 말했습니다.", "0-0 1-0 2-1", "김범수가 말했습니다."),
    ("Kim Bum-soo spoke.", "김범섬이 말했습니다.", None, "김범수가 말했습니다."),
    ("Kim Bum-soo and Han Dong-hoon spoke.", "김범소와 한동운이 말했습니다.", None, "김범수와 한동훈이 말했습니다."),
    ("The prime minister resigned.", "수상이 물러났습니다.", "2-0 3-1", "국무총리가 물러났습니다."),
    ("The prime minister's aide resigned.", "수상의 보좌관이 물러났습니다.",
     "2-0 3-1 4-2", "국무총리의 보좌관이 물러났습니다."),
    ("The chief of staff resigned.", "참모장은 물러났습니다.", "1-0 4-1", "비서실장은 물러났습니다."),
    ("The prosecutor general left.", "'검사장'이 떠났습니다.", "1-0 2-0 3-1", "'검찰총장'이 떠났습니다."),
    ("The World Health Organization (WHO) warned.", "세계건강기관(WHO)이 경고했습니다.",
     "1-0 2-0 3-0 5-1", "세계보건기구(WHO)가 경고했습니다."),
    ("The Bank of Korea raised rates.", "코리아 은행이 금리를 올렸습니다.",
     "1-1 3-0 4-3 5-2", "한국은행이 금리를 올렸습니다."),
    ("The Seoul mayor left.", "소울 시의 장은 떠났습니다.", "1-0 2-2 3-3", "서울시장은 떠났습니다."),
    ("The South Korea-U.S. summit ended.", "한미 회의는 끝났습니다.", "1-0 2-0 3-1 4-2", "한미 정상회담은 끝났습니다."),
    ("Camp David was quiet.", "야영장은 조용했습니다.", "0-0 1-0 3-1", "캠프 데이비드는 조용했습니다."),
    ("The National Security Act stays.", "안전법이 남습니다.", "1-0 2-0 3-0 4-1", "국가보안법이 남습니다."),
    ("The Blue House said so.", "푸른 집은 말했습니다.", "1-0 2-1 3-2", "청와대는 말했습니다."),
    ("The National Assembly voted.", "전국 모임이 표결했습니다.", "1-0 2-1 3-2", "국회가 표결했습니다."),
    ("Was it in Sweden?", "스위덴에서였습니까?", "3-0", "스웨덴에서였습니까?"),
    ("Vladimir Putin left.", "블라디미르 부틴이 떠났습니다.", "0-0 1-1 2-2", "블라디미르 푸틴이 떠났습니다."),
    ("The National Assembly is old.", "국회이 오래됐습니다.", "2-0 4-1", "국회가 오래됐습니다."),
]  # fmt: skip
INTO_ENGLISH = [
    ("국방부는 부인했습니다.", "The War Office denied it.", "0-1 0-2 1-3", "The Defense Ministry denied it."),
    ("국방부의 계획입니다.", "It is War Office's plan.", "0-2 0-3 1-4", "It is the Defense Ministry's plan."),
    ("국회는 표결했습니다.", "Congress voted.", "0-0 1-1", "The National Assembly voted."),
    ("어제 국회가 표결했습니다.", "Yesterday a congress voted.",
     "0-0 1-2 2-3", "Yesterday the National Assembly voted."),
    ("김범수는 말했습니다.", "Kim Beom-soo said.", None, "Kim Bum-soo said."),
    ("오늘 한동훈이 왔습니다.", "Today Hon Dong-hun came.", None, "Today Han Dong-hoon came."),
    ("부산으로 갑니다.", "He goes to Pusan.", "0-3 1-1", "He goes to Busan."),
    ("부산으로 갑니다.", "He goes to Incheon.", "0-3 1-1", "He goes to Busan."),
    ("비서실장은 떠났습니다.", "The secretary left.", "0-1 1-2", "The chief of staff left."),
    ("비서실장이 또 떠났습니다.", "Another secretary left.", "0-1 1-0 2-2", "Another chief of staff left."),
    ("국무총리들이 만났습니다.", "The premiers met.", "0-1 1-2", "The prime ministers met."),
    ("전직 비서실장들이 만났습니다.", "Former secretaries met.", "0-0 1-1 2-2", "Former chiefs of staff met."),
    ("국무총리는 한 명입니다.", "There is a premier.", "0-3", "There is a prime minister."),
    ("검찰총장이 한 명 있습니다.", "There is an attorney.", "0-3", "There is a prosecutor general."),
    ("대법원 앞입니다.", "In front of a court.", "0-4", "In front of the Supreme Court."),
    ("한국은행이 금리를 올렸습니다.", "The Korean bank raised rates.",
     "0-1 0-2 1-4 2-3", "The Bank of Korea raised rates."),
    ("이란과 우크라이나입니다.", "Irene and Yukren.", None, "Iran and Ukraine."),
    ("서울의 봄입니다.", "It is Soul's spring.", "0-2 1-3", "It is Seoul's spring."),
    ("울릉도, 부산입니다.", "The island, Busan.", "0-1 1-2", "Ulleung Island, Busan."),
    ("블라디미르 푸틴이 왔습니다.", "Wladimir Butin came.", "0-0 1-1 2-2", "Vladimir Putin came."),
    ("'KBS'가 보도했습니다.", '"The station" reported it.', "0-1 1-2", '"KBS" reported it.'),
    ("세계보건기구는 경고했습니다.", "A body warned.", "0-1 1-2", "The World Health Organization warned."),
    ("국가보안법 위반입니다.", "It violates the safety law.", "0-3 0-4 1-1", "It violates the National Security Act."),
    ("한미 정상회담이 끝났습니다.", "The meeting ended.", "0-1 1-1 2-2", "The South Korea-U.S. summit ended."),
    ("서울시장이 왔습니다.", "The city head came.", "0-1 0-2 1-3", "The Seoul mayor came."),
    ("미국 국무장관이 왔습니다.", "The American minister came.", "0-1 1-2 2-3", "The U.S. secretary of state came."),
    ("캠프 데이비드에서 만났습니다.", "They met at a camp.", "0-4 1-4 2-1", "They met at Camp David."),
    ("중대재해처벌법이 바뀝니다.", "The law changes.", "0-1 1-2", "The Serious Accidents Punishment Act changes."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "said", "joined", "right"), INTO_KOREAN)
def test_terms_into_korean_with_their_particles(sentence: str, said: str, joined: str | None, right: str) -> None:
    found = enforced(sentence, said, joined, EN_KO)
    assert found.text == right
    assert not found.notes


@pytest.mark.parametrize(("sentence", "said", "joined", "right"), INTO_ENGLISH)
def test_terms_into_english_with_article_and_number(sentence: str, said: str, joined: str | None, right: str) -> None:
    found = enforced(sentence, said, joined, KO_EN)
    assert found.text == right
    assert not found.notes


@pytest.mark.parametrize(
    ("sentence", "said", "pair"),
    [
        ("국회는 표결했습니다.", "The national assembly voted.", KO_EN),
        ("국무총리들이 만났습니다.", "Prime ministers met.", KO_EN),
        ("스웨덴 정부입니다.", "It is the Swedish government.", KO_EN),
        ("블라디미르 푸틴입니다.", "It is Putin.", KO_EN),
        ("미국 국무장관입니다.", "It is the US Secretary of State.", KO_EN),
        ("The National Assembly voted.", "국회도 표결했습니다.", EN_KO),
        ("It is in Seoul.", "서울중앙지검에 있습니다.", EN_KO),
        ("Nothing is in it.", "아무것도 없습니다.", EN_KO),
    ],
)
def test_what_is_rendered_stays_as_it_is(sentence: str, said: str, pair: Pair) -> None:
    assert enforced(sentence, said, "0-0", pair) == Translation(text=said, links=links("0-0"))


def test_a_term_without_a_link_goes_where_its_neighbours_say_and_a_note_tells() -> None:
    found = enforced("어제 국회는 법안을 통과시켰습니다.", "Yesterday people passed bills.", "0-0 2-3 3-2", KO_EN)
    assert found.text == "Yesterday the National Assembly passed bills."
    assert found.notes == ("glossary: National Assembly for 국회 put where it may belong",)


def test_a_term_that_fits_nowhere_is_noted() -> None:
    found = enforced("국회는요?", "And so?", "0-0", KO_EN)
    assert found.text == "And so?"
    assert found.notes == ("glossary: 국회 not rendered as National Assembly",)


def test_a_verb_is_not_replaced() -> None:
    found = enforced("The National Assembly voted.", "표결했습니다.", "2-0 3-0", EN_KO)
    assert found.text == "표결했습니다."
    assert found.notes == ("glossary: National Assembly not rendered as 국회",)


def test_no_term_takes_the_place_of_another() -> None:
    found = enforced("서울과 부산입니다.", "It is Busan.", "0-2 1-2", KO_EN)
    assert found.text == "It is Busan."
    assert found.notes == ("glossary: 서울 not rendered as Seoul",)


def test_a_number_is_not_replaced() -> None:
    found = enforced("국회에서 300명입니다.", "300.", "0-0 1-0", KO_EN)
    assert found.text == "300."


def test_links_are_of_the_words_as_they_come_out() -> None:
    found = enforced("어제 국회가 표결했습니다.", "Yesterday Congress voted.", "0-0 1-1 2-2", KO_EN)
    assert found.text == "Yesterday the National Assembly voted."
    assert found.links == (Link(0, 0, 1.0), Link(1, 1, 1.0), Link(1, 2, 1.0), Link(1, 3, 1.0), Link(2, 4, 1.0))


def test_links_follow_when_words_become_fewer() -> None:
    found = enforced("The National Assembly voted.", "전국 모임이 표결했습니다.", "1-0 2-1 3-2", EN_KO)
    assert found.links == (Link(1, 0, 1.0), Link(2, 0, 1.0), Link(3, 1, 1.0))


@pytest.mark.parametrize(
    ("sentence", "said", "right", "pair"),
    [
        ("청와대는 반대했습니다.", "Cheong Wa Dae was against it.", "The Blue House was against it.", KO_EN),
        ("청와대와 국회입니다.", "Cheong Wa Dae, the National Assembly, Cheong Wa Dae.",
         "The Blue House, the National Assembly, the Blue House.", KO_EN),
    ],
)  # fmt: skip
def test_forbidden_renderings_are_replaced(sentence: str, said: str, right: str, pair: Pair) -> None:
    assert enforced(sentence, said, None, pair).text == right


def test_a_forbidden_rendering_in_korean_is_replaced_with_its_particle() -> None:
    glossary = Glossary([Entry(ko="일왕", en="Japanese emperor", forbidden=("천황폐하",))])
    found = enforced("The Japanese emperor came.", "천황폐하가 왔습니다.", None, EN_KO, glossary)
    assert found.text == "일왕이 왔습니다."


@pytest.mark.parametrize(
    ("ko", "en", "plural"),
    [
        ("부시장", "deputy", "deputies"),
        ("사장", "boss", "bosses"),
        ("의장", "chairman", "chairmen"),
        ("노인", "elder", "elders"),
    ],
)
def test_a_common_term_is_as_many_as_the_word_it_replaces(ko: str, en: str, plural: str) -> None:
    glossary = Glossary([Entry(ko=ko, en=en, type="TITLE")])
    assert (
        enforced(f"{ko}들이 왔습니다.", "The leaders came.", "0-1 1-2", KO_EN, glossary).text == f"The {plural} came."
    )
    article = "An" if en == "elder" else "A"
    assert enforced(f"{ko}이 왔습니다.", "A leader came.", "0-1 1-2", KO_EN, glossary).text == f"{article} {en} came."


def test_no_entries_change_nothing() -> None:
    said = "The premier of Iran came."
    assert enforced("이란 국무총리입니다.", said, None, KO_EN, Glossary(())).text == said


def test_the_signature_tells_glossaries_apart() -> None:
    inner = FakeTranslator()
    one, other = GlossaryTranslator(inner, GLOSSARY), GlossaryTranslator(inner, Glossary(GLOSSARY.entries[:3]))
    assert len({inner.signature, one.signature, other.signature}) == 3
    assert one.signature == GlossaryTranslator(FakeTranslator(), Glossary(GLOSSARY.entries)).signature
    assert one.pairs == inner.pairs


TERMS = {language: [entry.term(language) for entry in GLOSSARY.entries] for language in Language}


@given(st.data(), st.sampled_from([KO_EN, EN_KO]))
def test_whatever_is_said_links_point_to_words_and_terms_stand_or_are_noted(data: st.DataObject, pair: Pair) -> None:
    filler = {Language.KO: ["오늘", "회의를", "마쳤습니다."], Language.EN: ["today", "the", "meeting", "ended."]}[
        pair.source
    ]
    words = data.draw(st.lists(st.sampled_from([*TERMS[pair.source], *filler]), min_size=1, max_size=8))
    sentence = " ".join(words)
    (found,) = GlossaryTranslator(FakeTranslator(), GLOSSARY).translate([sentence], pair)
    for link in found.links or ():
        assert link.source < len(sentence.split())
        assert link.target < len(found.text.split())
    for match in GLOSSARY.find(sentence, pair.source):
        note = f"glossary: {match.entry.term(pair.source)} not rendered as {match.entry.term(pair.target)}"
        assert GLOSSARY.is_rendered(match.entry, found.text, pair.target) or note in found.notes
