from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from subtitler.core.language import Language, Pair
from subtitler.pipeline import Settings, read_script
from subtitler.text.troubles import TroubleKind, troubles
from subtitler.translate.guard import GuardedTranslator
from subtitler.translate.loading import load_translator
from subtitler.translate.protocol import Beginning, Decoding, Link, Progress, Translation
from subtitler.translate.stack import flagged

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)

PLAIN = Decoding()
NO_REPEAT = Decoding(no_repeat_ngram=3)
PENALTY = Decoding(no_repeat_ngram=3, repetition_penalty=1.2)

KOREAN = "정부가 새 대책을 내놓았지만, 야당은 이 대책에 반대했습니다."
FIRST, SECOND = "정부가 새 대책을 내놓았지만,", "야당은 이 대책에 반대했습니다."
GOOD = "The government announced new measures, but the opposition objected to them."
LOOP = "The government announced new measures, but the year-year-year-year-year-year-old."
NUMBERS = "The 45 ministers announced 12 new measures, but the opposition objected."


class Scripted:
    """An engine that answers as it was told, by decoding and sentence; remembers what it was asked.

    `endings` says how it goes on from a beginning: with nothing unless told otherwise.
    """

    def __init__(
        self,
        answers: dict[tuple[Decoding, str], Translation],
        name: str = "scripted",
        pair: Pair = KO_EN,
        endings: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._answers = answers
        self._endings = endings or {}
        self.begun: list[tuple[str, int]] = []
        self._name = name
        self._pair = pair
        self.asked: list[tuple[Decoding, tuple[str, ...]]] = []

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset({self._pair})

    @property
    def signature(self) -> str:
        return self._name

    def translate(
        self,
        sentences: Sequence[str],
        pair: Pair,
        progress: Progress | None = None,
        decoding: Decoding = PLAIN,
    ) -> list[Translation]:
        assert pair in self.pairs
        self.asked.append((decoding, tuple(sentences)))
        if progress and sentences:
            progress(len(sentences))
        return [self._answers[decoding, sentence] for sentence in sentences]

    def complete(self, beginnings: Sequence[Beginning], pair: Pair, alternatives: int = 1) -> list[list[Translation]]:
        assert pair in self.pairs
        self.begun += [(beginning.text, alternatives) for beginning in beginnings]
        return [
            [said(f"{beginning.text} {ending}") for ending in self._endings.get(beginning.text, ())]
            for beginning in beginnings
        ]


def said(text: str, score: float | None = None, links: tuple[Link, ...] | None = None) -> Translation:
    return Translation(text=text, score=score, links=links)


def answering(
    *, plain: Translation, no_repeat: Translation, penalty: Translation, parts: Sequence[Translation]
) -> Scripted:
    return Scripted(
        {
            (PLAIN, KOREAN): plain,
            (NO_REPEAT, KOREAN): no_repeat,
            (PENALTY, KOREAN): penalty,
            (NO_REPEAT, FIRST): parts[0],
            (NO_REPEAT, SECOND): parts[1],
        }
    )


def always(text: str) -> Scripted:
    return answering(plain=said(text), no_repeat=said(text), penalty=said(text), parts=[said(text), said(text)])


def kinds(sentence: str, translation: str, pair: Pair) -> list[TroubleKind]:
    return [trouble.kind for trouble in troubles(sentence, translation, pair)]


@pytest.mark.parametrize(
    "loop",
    [
        "The year-year-year-old man spoke at the meeting.",
        "The man man spoke to people at the meeting.",
        "He spoke at the meeting at the meeting on this day.",
        "The winnernernerner spoke to people at the meeting.",
        "The aaaaah spoke to people at the meeting today.",
        "In the year he left, in the year he came, in the year of it.",
    ],
)
def test_a_loop_is_caught(loop: str) -> None:
    assert kinds("그 남성은 오늘 회의에서 사람들에게 말했습니다.", loop, KO_EN) == [TroubleKind.LOOP]


@pytest.mark.parametrize("loop", ["전전전전전전을 말했습니다.", "대책을 대책을 말했습니다.", "말했습니다습니다습니다."])
def test_a_loop_in_korean_is_caught(loop: str) -> None:
    assert TroubleKind.LOOP in kinds("He spoke of the measures.", loop, EN_KO)


@pytest.mark.parametrize(
    ("sentence", "translation", "pair"),
    [
        (KOREAN, GOOD, KO_EN),
        ("The talks it was in in May.", "회담은 5월에 있었습니다.", EN_KO),
        ("양측은 상생하는 방안에 합의했습니다.", "The two sides agreed on a win-win plan.", KO_EN),
        ("외교 국방 2+2 회담", "Two-plus-two diplomatic and defense talks", KO_EN),
        ("They came one by one.", "한 명 한 명 왔습니다.", EN_KO),
        ("정말 정말 정말 반갑습니다.", "I am very, really really really glad.", KO_EN),
        ("Lionel Messi, Inter Miami", "Lionel Messi, Inter Miami", EN_KO),
        ("KBS World Radio News", "KBS World Radio News", EN_KO),
        ("네.", "Yes.", KO_EN),
        ("", "", KO_EN),
        ("…", "…", KO_EN),
        ("♪ ♪", "", KO_EN),
    ],
)
def test_a_good_translation_has_no_trouble(sentence: str, translation: str, pair: Pair) -> None:
    assert troubles(sentence, translation, pair) == ()


@pytest.mark.parametrize(
    ("sentence", "translation", "pair", "kind"),
    [
        (KOREAN, "", KO_EN, TroubleKind.EMPTY),
        (KOREAN, ". . .", KO_EN, TroubleKind.EMPTY),
        (KOREAN, "The government said.", KO_EN, TroubleKind.LENGTH),
        ("네.", "Yes, the government has announced its new measures today.", KO_EN, TroubleKind.LENGTH),
        (
            "The mayor said so in front of the city hall.",
            "시장은 in front of the city hall 말했습니다.",
            EN_KO,
            TroubleKind.UNTRANSLATED,
        ),
        (KOREAN, "The government announced 대책 but the opposition objected.", KO_EN, TroubleKind.SCRIPT),
        (KOREAN, "The 政府 announced new measures, but the opposition objected.", KO_EN, TroubleKind.SCRIPT),
        ("The mayor said so.", "The mayor.", EN_KO, TroubleKind.SCRIPT),
        (KOREAN, "The <unk> announced new measures, but the opposition objected.", KO_EN, TroubleKind.UNKNOWN),
        ("3명이 다쳤습니다.", "Five people were hurt.", KO_EN, TroubleKind.NUMBER),
    ],
)
def test_a_trouble_is_named(sentence: str, translation: str, pair: Pair, kind: TroubleKind) -> None:
    assert kind in kinds(sentence, translation, pair)


def test_a_number_is_the_one_trouble_that_is_not_severe() -> None:
    found = troubles("3명이 다쳤습니다.", "Five people were hurt.", KO_EN)
    assert [(trouble.finding, trouble.is_severe) for trouble in found] == [
        ("lacks number 3명", False),
        ("makes up number Five", False),
    ]
    assert all(trouble.is_severe for trouble in troubles(KOREAN, LOOP, KO_EN))


def test_a_good_translation_stays_the_engines_own_and_costs_nothing() -> None:
    own = said(GOOD)
    engine = Scripted({(PLAIN, KOREAN): own})
    (found,) = GuardedTranslator(engine).translate([KOREAN], KO_EN)
    assert found is own
    assert engine.asked == [(PLAIN, (KOREAN,))]


def test_a_caught_sentence_is_tried_again_until_it_is_good() -> None:
    engine = answering(plain=said(LOOP), no_repeat=said(LOOP), penalty=said(GOOD), parts=[said(LOOP), said(LOOP)])
    (found,) = GuardedTranslator(engine).translate([KOREAN], KO_EN)
    assert found == said(GOOD)
    assert [decoding for decoding, _ in engine.asked] == [PLAIN, NO_REPEAT, PENALTY]


def test_caught_sentences_are_tried_again_in_one_call_and_the_others_left_alone() -> None:
    fine, caught = "네.", ["정부가 발표했습니다.", "야당은 반대했습니다."]
    answers = {(PLAIN, fine): said("Yes.")}
    for sentence in caught:
        answers[PLAIN, sentence] = said("They announced announced it.")
        answers[NO_REPEAT, sentence] = said("They announced it.")
    engine = Scripted(answers)
    found = GuardedTranslator(engine).translate([caught[0], fine, caught[1]], KO_EN)
    assert [translation.text for translation in found] == ["They announced it.", "Yes.", "They announced it."]
    assert engine.asked == [(PLAIN, (caught[0], fine, caught[1])), (NO_REPEAT, tuple(caught))]


def test_the_sentence_in_two_at_a_clause_is_joined_with_its_links() -> None:
    engine = answering(
        plain=said(LOOP),
        no_repeat=said(LOOP),
        penalty=said(LOOP),
        parts=[
            said("The government announced measures,", -1.0, (Link(0, 1, 0.9), Link(3, 2, 0.8))),
            said("but the opposition objected to them.", -2.0, (Link(0, 2, 0.7),)),
        ],
    )
    (found,) = GuardedTranslator(engine).translate([KOREAN], KO_EN)
    assert found.text == "The government announced measures, but the opposition objected to them."
    assert found.score == pytest.approx((-1.0 * 4 - 2.0 * 6) / 10)
    # "야당은" is the fifth word of the sentence, "opposition" the seventh of the translation.
    assert found.links == (Link(0, 1, 0.9), Link(3, 2, 0.8), Link(4, 6, 0.7))
    assert found.notes == ("translated in two parts, split at a clause",)
    assert (NO_REPEAT, (FIRST, SECOND)) in engine.asked


def test_a_part_without_links_leaves_none() -> None:
    engine = answering(
        plain=said(LOOP),
        no_repeat=said(LOOP),
        penalty=said(LOOP),
        parts=[said("The government announced measures,", links=()), said("but the opposition objected to them.")],
    )
    (found,) = GuardedTranslator(engine).translate([KOREAN], KO_EN)
    assert (found.score, found.links) == (None, None)


def test_the_other_engine_comes_last() -> None:
    other = Scripted({(PLAIN, KOREAN): said(GOOD)}, name="other")
    (found,) = GuardedTranslator(always(LOOP), other).translate([KOREAN], KO_EN)
    assert found == said(GOOD)
    assert other.asked == [(PLAIN, (KOREAN,))]


def test_an_engine_for_another_pair_is_not_asked() -> None:
    sentence, answer = "The mayor said so.", said("시장이 시장이 말했습니다.")
    engine = Scripted({(decoding, sentence): answer for decoding in (PLAIN, NO_REPEAT, PENALTY)}, pair=EN_KO)
    other = Scripted({})
    (found,) = GuardedTranslator(engine, other).translate([sentence], EN_KO)
    assert found.notes == ("guard: the translation repeats '시장이'",)
    assert other.asked == []


def test_fewer_severe_troubles_count_before_fewer_and_those_before_the_score() -> None:
    engine = answering(
        plain=said(LOOP, -0.1),
        no_repeat=said(NUMBERS, -0.5),  # two troubles, but none severe
        penalty=said(NUMBERS.replace("12 new", "new"), -3.0),
        parts=[said("The 45 ministers announced measures,", -0.2), said("but the opposition objected.", -0.2)],
    )
    (found,) = GuardedTranslator(engine).translate([KOREAN], KO_EN)
    assert found.text == "The 45 ministers announced measures, but the opposition objected."


def test_of_equals_the_earlier_is_kept_and_its_troubles_are_named() -> None:
    (found,) = GuardedTranslator(always(LOOP), always(LOOP)).translate([KOREAN], KO_EN)
    assert found == Translation(text=LOOP, notes=("guard: the translation repeats 'year'",))


def test_numbers_are_left_for_others_to_name() -> None:
    (found,) = GuardedTranslator(always(NUMBERS)).translate([KOREAN], KO_EN)
    assert found == said(NUMBERS)


def test_a_sentence_without_clauses_is_not_split() -> None:
    sentence = "정부가 발표했습니다."
    engine = Scripted({(decoding, sentence): said("They they did.") for decoding in (PLAIN, NO_REPEAT, PENALTY)})
    GuardedTranslator(engine).translate([sentence], KO_EN)
    assert engine.asked[3:] == [(NO_REPEAT, ()), (NO_REPEAT, ())]  # nor has it numbers


def test_numbers_that_are_lost_are_written_for_the_model_to_copy() -> None:
    sentence, edited = "정부는 1조 2천억 원을 45명에게 줍니다.", "정부는 1.2 trillion won을 45명에게 줍니다."
    lacking = said("The government gives the won to 45 people.")
    answers = {(decoding, sentence): lacking for decoding in (PLAIN, NO_REPEAT, PENALTY)}
    links = (Link(0, 1, 0.9), Link(2, 4, 0.8), Link(4, 7, 0.6))
    answers[NO_REPEAT, edited] = said("The government gives 1.2 trillion won to 45 people.", links=links)
    (found,) = GuardedTranslator(Scripted(answers)).translate([sentence], KO_EN)
    assert found.text == "The government gives 1.2 trillion won to 45 people."
    # The words 1.2, trillion and won을 stand for 1조, 2천억 and 원을.
    assert found.links == (Link(0, 1, 0.9), Link(1, 4, 0.8), Link(2, 4, 0.8), Link(4, 7, 0.6))
    assert found.notes == ("translated with its numbers written as in the target language",)


def test_a_count_keeps_its_counter_when_its_numeral_is_written_for_the_model() -> None:
    sentence = "세 사람이 네 시간 일했습니다."
    engine = Scripted(defaultdict(lambda: said("People worked.")))
    GuardedTranslator(engine).translate([sentence], KO_EN)
    assert (NO_REPEAT, ("three 사람이 four 시간 일했습니다.",)) in engine.asked


def test_a_number_that_is_certain_is_put_right_without_another_try() -> None:
    sentence = "정부는 1조 2천억 원을 45명에게 줍니다."
    engine = Scripted({(PLAIN, sentence): said("The government gives 1.2 billion won to 45 people.")})
    (found,) = GuardedTranslator(engine).translate([sentence], KO_EN)
    assert found.text == "The government gives 1.2 trillion won to 45 people."
    assert found.notes == ("number 1.2 billion won put right: 1조 2천억 원",)
    assert [decoding for decoding, _ in engine.asked] == [PLAIN]


def begun_anew(
    sentence: str, answer: Translation, endings: Mapping[str, Sequence[str]]
) -> tuple[Translation, Scripted]:
    engine = Scripted(defaultdict(lambda: answer), endings=endings)
    (found,) = GuardedTranslator(engine).translate([sentence], KO_EN)
    return found, engine


def test_a_number_that_was_made_up_is_gone_round() -> None:
    made = said("The mayor spoke of 10,000 people at the fair.")
    endings = {"The mayor spoke of": ("12 people.", "many people.", "a fair.")}
    found, engine = begun_anew("시장은 박람회에서 사람들을 언급했습니다.", made, endings)
    assert found == Translation(
        text="The mayor spoke of many people.", notes=("begun anew before a number that was made up",)
    )
    assert engine.begun == [("The mayor spoke of", 6)]


def test_a_number_that_is_missing_is_begun_with_where_the_links_favour() -> None:
    sentence = "시장은 오늘 박람회에서 3명을 만났습니다."
    links = (Link(0, 1, 0.9), Link(3, 3, 0.8), Link(4, 2, 0.9), Link(2, 5, 0.7))
    made = said("The mayor met people at today's fair.", links=links)
    found, engine = begun_anew(sentence, made, {"The mayor met three": ("people at today's fair.",)})
    assert found.text == "The mayor met three people at today's fair."
    assert found.notes == ("number 3명 is placed by a guess",)
    assert flagged([found]) == (0,)  # somebody should look
    # "people" is linked with the word beside the number, then comes what is linked farther away.
    assert engine.begun == [("The mayor met three", 1), ("The mayor met people three", 1),
                            ("The mayor three", 1), ("The mayor met people at three", 1)]  # fmt: skip


def test_a_number_may_go_anywhere_without_links() -> None:
    _, engine = begun_anew("세 사람을 만났습니다.", said("They met some people there."), {})
    assert [text for text, _ in engine.begun[:4]] == ["Three", "They met three", "They met some three",
                                                      "They met some people there. three"]  # fmt: skip


def test_several_numbers_are_seen_to_one_after_the_other() -> None:
    sentence = "세 사람이 네 시간 일했습니다."
    endings = {"Three": ("people worked for hours.",), "Three people worked four": ("hours.",)}
    links = (Link(0, 0, 0.9), Link(1, 1, 0.9))
    found, engine = begun_anew(sentence, said("People worked for hours.", links=links), endings)
    assert found.text == "Three people worked four hours."
    assert found.notes == ("number 세 사람 is placed by a guess", "number 네 시간 is placed by a guess")
    # What was begun anew has no links here, so the next number was tried at places spread evenly.
    assert [text for text, _ in engine.begun[-4:]] == ["Four", "Three people four", "Three people worked four",
                                                       "Three people worked for hours. four"]  # fmt: skip


def test_no_better_translation_leaves_the_one_that_was_there() -> None:
    made = said("The mayor spoke of 10,000 people.")
    found, engine = begun_anew("시장은 사람들을 언급했습니다.", made, {"The mayor spoke of": ("20,000 men.",)})
    assert found == made
    assert len(engine.begun) == 1  # to ask again would find the same


def test_progress_counts_every_sentence_once() -> None:
    steps: list[int] = []
    GuardedTranslator(always(LOOP)).translate([KOREAN], KO_EN, steps.append)
    assert steps == [1]


def test_the_signature_names_guard_and_engines() -> None:
    one, other = Scripted({}, "one"), Scripted({}, "other")
    assert GuardedTranslator(one).signature == "one guard 4"
    assert GuardedTranslator(one, other).signature == "one or other guard 4"
    assert GuardedTranslator(one).pairs == {KO_EN}


@pytest.mark.model
def test_half_of_the_severe_troubles_of_the_bundled_model_go_away() -> None:
    bundled = load_translator(None)
    sentences: list[str] = []
    for path in sorted((Path(__file__).parents[2] / "samples").glob("*-*.txt")):
        script = read_script(path.read_text(encoding="utf-8"), origin=path.name, settings=Settings())
        if script.transcript.language is Language.KO:
            sentences += [sentence.text for sentence in script.sentences]
    sentences = sentences[:60]

    def caught(found: Sequence[Translation]) -> int:
        return sum(
            any(trouble.is_severe for trouble in troubles(sentence, translation.text, KO_EN))
            for sentence, translation in zip(sentences, found, strict=True)
        )

    before, found = bundled.translate(sentences, KO_EN), GuardedTranslator(bundled).translate(sentences, KO_EN)
    assert caught(found) <= max(1, caught(before) // 2)
    assert sum(any(note.startswith("guard: ") for note in made.notes) for made in found) == caught(found)
    for sentence, was, made in zip(sentences, before, found, strict=True):
        assert made == was or troubles(sentence, was.text, KO_EN)
