"""Bites find their wording in the other language, and are scored against it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from subtitler.check.bite_cues import references_in
from subtitler.check.bites import Bite, Reference, bites_of, parse_references, references_of
from subtitler.check.content_words import missing_words
from subtitler.check.metrics import Metrics
from subtitler.check.pairing import Paired, Pairing, align_bites, by_facts, by_meaning
from subtitler.check.soundbites import Basis, BiteReport, pairs_for, score_bites
from subtitler.core.errors import InputError
from subtitler.core.language import Language, Pair
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import Speaker
from subtitler.pipeline import Script, Settings, read_script
from subtitler.terms.glossary import ORG, Entry, Glossary

EN_KO, KO_EN = Pair(Language.EN, Language.KO), Pair(Language.KO, Language.EN)

ENGLISH_PAGE = """Anchor: The harbor opened again on Monday. Song Ha-ram reports.

Report: Residents were glad.

[Sound bite: Kim Bo-ra (Korean-English)] "We waited for 25 days, and there was nothing we could do. It is a relief."

Fishermen want more.

[Sound bite: Andrei Velichko (Russian-English)] "The new port costs 1.2 trillion won."

[Sound bite: Resident (Korean-English)] "I can sleep at night now."

Song Ha-ram, KBS World Radio News.
"""
WORDINGS = (
    "우리는 25일 동안 기다렸습니다. 이제 마음이 놓입니다.",
    "새 항만에는 1조 2천억 원이 듭니다.",
    "이제 밤에 잠을 잘 수 있어요.",
)
KOREAN_PAGE = """[앵커]

항구가 월요일에 다시 열렸습니다.

[리포트]

[인터뷰] 안드레이 벨리치코/선장 : "새 항만에는 1조 2천억 원이 듭니다."

주민들은 기뻐했습니다.

[인터뷰] 김보라/어민 : "우리는 25일 동안 기다렸습니다. 이제 마음이 놓입니다."

[인터뷰] 마을 주민 : "이제 밤에 잠을 잘 수 있어요."

KBS 뉴스 송하람입니다.
"""
NO_TERMS = Glossary([])
FACTS = by_facts(NO_TERMS)


def script(page: str) -> Script:
    return read_script(page, origin="page.txt", settings=Settings())


def bites(page: str = ENGLISH_PAGE) -> tuple[Bite, ...]:
    of = script(page)
    return bites_of(of.transcript, of.sentences)


def references(*numbers: int) -> list[Reference]:
    return [Reference(line=line, text=WORDINGS[number - 1]) for line, number in enumerate(numbers, 1)]


def chosen(pairing: Pairing) -> list[str | None]:
    return [None if paired.reference is None else paired.reference.text for paired in pairing.bites]


# Bites and wordings


def test_bites_are_counted_from_one_in_the_order_of_the_transcript() -> None:
    found = bites()
    assert [(bite.number, bite.block.line, bite.pair) for bite in found] == [
        (1, 5, EN_KO),
        (2, 9, EN_KO),
        (3, 11, EN_KO),
    ]
    assert found[0].sentences == (
        "We waited for 25 days, and there was nothing we could do.",
        "It is a relief.",
    )
    assert found[0].text == " ".join(found[0].sentences)


def test_a_transcript_without_bites_is_refused() -> None:
    with pytest.raises(InputError, match=r"page\.txt: has no sound bite; give a transcript with tags such as"):
        bites("Anchor: The harbor opened again on Monday.\n")


def test_a_table_names_its_bites() -> None:
    found = parse_references(
        "3\t이제  밤에 잠을 잘 수 있어요.\r\n\r\n 1 \t우리는 “기다렸습니다”.\n", "ref.tsv", bites()
    )
    assert [(reference.bite, reference.line, reference.text) for reference in found] == [
        (3, 1, "이제 밤에 잠을 잘 수 있어요."),
        (1, 3, '우리는 "기다렸습니다".'),
    ]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("1\t기다렸습니다.\n2 항만입니다.\n", "ref.tsv:2: does not begin with a number and a tab: '2 항만입니다.'"),
        ("bite\t기다렸습니다.\n", "ref.tsv:1: does not begin with a number and a tab: 'bite\\t기다렸습니다.'"),
        ("1.5\t기다렸습니다.\n", "ref.tsv:1: does not begin with a number"),
        ("\n4\t기다렸습니다.\n", "ref.tsv:2: there is no bite 4; the transcript has the bites 1 to 3"),
        ("0\t기다렸습니다.\n", "ref.tsv:1: there is no bite 0;"),
        ("1\t …\n", "ref.tsv:1: bite 1 has no wording; write it, or take the line out"),
        ("1\t기다렸습니다.\n1\t놓입니다.\n", "ref.tsv:2: bite 1 has a wording in line 1 already"),
        ("1\tWe waited.\n", "ref.tsv:1: is in English, as the bite is in the transcript; give the wording in Korean"),
        ("\n \n", "ref.tsv:1: has no wording of any bite; write the number of the bite, a tab, and its wording"),
    ],
)
def test_what_a_table_may_not_have(table: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_references(table, "ref.tsv", bites())
    assert str(caught.value).startswith(complaint)


def test_a_second_transcript_gives_its_bites() -> None:
    found = references_of(script(KOREAN_PAGE).transcript, bites())
    assert [reference.text for reference in found] == [WORDINGS[1], WORDINGS[0], WORDINGS[2]]
    assert found[1].speaker == Speaker(name="김보라", role="어민")
    with pytest.raises(InputError, match=r"page\.txt:5: is in English, as the bite is in the transcript"):
        references_of(script(ENGLISH_PAGE).transcript, bites())
    with pytest.raises(InputError, match="has no sound bite"):
        references_of(script("[앵커]\n\n항구가 열렸습니다.\n").transcript, bites())


# Which wording is whose


def test_numbers_that_are_given_count_before_all_else() -> None:
    given = [replace(reference, bite=number) for reference, number in zip(references(2, 1), (1, 3), strict=True)]
    pairing = align_bites(bites(), given, FACTS)
    assert chosen(pairing) == [WORDINGS[1], None, WORDINGS[0]]
    assert pairing.spare == ()


def test_facts_pair_what_they_know_and_order_the_rest() -> None:
    pairing = align_bites(bites(), references(2, 1, 3), FACTS)
    assert chosen(pairing) == [*WORDINGS]
    assert pairing.witness == "numbers, names, terms and length"
    likeness = [paired.likeness for paired in pairing.bites]
    assert all(value is not None and value >= FACTS.least for value in likeness[:2])


def test_order_tells_nothing_where_the_counts_differ() -> None:
    pairing = align_bites(bites(), [*references(1, 2, 3), Reference(line=4, text="비가 왔어요.")], FACTS)
    assert chosen(pairing) == [WORDINGS[0], WORDINGS[1], None]
    assert [reference.line for reference in pairing.spare] == [3, 4]


def test_speakers_pair_what_no_fact_knows() -> None:
    page = """Anchor: Song Ha-ram reports.

[Sound bite: Kim Bo-ra (Korean-English)] "I was so happy."

[Sound bite: Andrei Velichko (Russian-English)] "It was raining a lot."
"""
    given = [
        Reference(line=1, speaker=Speaker(name="안드레이 벨리치코"), text="비가 아주 많이 왔습니다."),
        Reference(line=2, speaker=Speaker(name="김보라"), text="정말 행복했습니다."),
    ]
    assert chosen(align_bites(bites(page), given, FACTS)) == [given[1].text, given[0].text]
    strangers = [replace(reference, speaker=Speaker(name="박서준")) for reference in given]
    assert chosen(align_bites(bites(page), strangers[:1], FACTS)) == [None, None]


def test_left_over_persons_who_cannot_be_the_same_stay_alone() -> None:
    page = 'Anchor: Rain fell.\n\n[Sound bite: Kim Bo-ra (Korean-English)] "I was so happy then."\n'
    wording = Reference(line=1, text="비가 아주 많이 왔습니다.")
    for name, text in (
        ("박서준", None),
        ("Kim Bo-ra", wording.text),
        ("김보라 시장", wording.text),
        ("주민", wording.text),
    ):
        given = replace(wording, speaker=Speaker(name=name))
        assert chosen(align_bites(bites(page), [given], FACTS)) == [text]


class Topics:
    """Embeds by topic: a word of either language for each."""

    words = ("relief|마음", "port|항만", "sleep|잠")

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [[float(any(word in text for word in topic.split("|"))) for topic in self.words] for text in texts]
        found: NDArray[np.float32] = np.array([[*row, 1.0 - max(row)] for row in rows], np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def test_an_embedding_pairs_by_meaning_and_leaves_out_what_means_nothing_alike() -> None:
    witness = by_meaning(Topics())
    given = [*references(3, 1), Reference(line=3, text="비가 왔어요.")]
    pairing = align_bites(bites(), given, witness)
    assert chosen(pairing) == [WORDINGS[0], None, WORDINGS[2]]
    assert pairing.spare == (given[2],)
    assert [paired.likeness for paired in pairing.bites] == [pytest.approx(1.0), None, pytest.approx(1.0)]
    assert pairing.witness == "sentence embedding"


def test_a_wording_that_two_want_goes_to_the_surer() -> None:
    given = [*references(1), Reference(line=2, text="이제 마음이 편합니다.")]
    pairing = align_bites(bites(), given, by_meaning(Topics()))
    assert chosen(pairing) == [WORDINGS[0], None, None]
    assert pairing.spare == (given[1],)


NEWS = ("항구가 월요일에 다시 열렸습니다.", "주민들은 기뻐했습니다.", "어민들은 더 많은 것을 바랍니다.")


def test_a_track_of_the_whole_programme_gives_the_cues_that_fit() -> None:
    texts = [
        NEWS[0], "우리는 25일 동안", "기다렸습니다.", "이제 마음이 놓입니다.", NEWS[1],
        "새 항만에는 1조 2천억 원이 듭니다.", NEWS[2], "이제 밤에 잠을 잘 수 있어요.",
    ]  # fmt: skip
    cues = tuple(Cue(start_ms=2000 * at, end_ms=2000 * at + 1900, lines=(text,)) for at, text in enumerate(texts))
    found = references_in(Track(language=Language.KO, cues=cues), bites(), by_meaning(Topics()))
    assert [(reference.bite, reference.line, reference.text) for reference in found] == [
        (1, 2, WORDINGS[0]),
        (2, 6, WORDINGS[1]),
        (3, 8, WORDINGS[2]),
    ]


def test_a_bite_that_the_track_does_not_have_gets_none() -> None:
    cues = tuple(Cue(start_ms=2000 * at, end_ms=2000 * at + 1900, lines=(text,)) for at, text in enumerate(NEWS))
    assert references_in(Track(language=Language.KO, cues=cues), bites(), by_meaning(Topics())) == ()
    assert references_in(Track(language=Language.KO, cues=()), bites(), by_meaning(Topics())) == ()


# Scores


KNOWN = {
    "We waited for 25 days, and there was nothing we could do.": "우리는 25일 동안 기다렸습니다.",
    "It is a relief.": "이제 마음이 놓입니다.",
    "The new port costs 1.2 trillion won.": "새 공항에는 1조 3천억 원이 듭니다.",
    "I can sleep at night now.": "이제 밤에 잘 수 있어요.",
    "이제 밤에 잘 수 있어요.": "Now I can eat at night.",
    "우리는 25일 동안 기다렸습니다.": "We waited for 25 days.",
    "이제 마음이 놓입니다.": "It is a relief.",
}


def report(*given: int, glossary: Glossary = NO_TERMS) -> BiteReport:
    pairing = align_bites(
        bites(), [replace(each, bite=number) for number in given for each in references(number)], FACTS
    )
    return score_bites(pairing, lambda sentences, pair: [KNOWN[sentence] for sentence in sentences], glossary)


def test_the_worst_comes_first_and_a_perfect_one_is_perfect() -> None:
    found = report(1, 2, 3)
    assert [score.bite.number for score in found.bites] == [2, 3, 1]
    worst, _, best = found.bites
    assert (best.scores.chrf, best.scores.bleu, best.scores.ter) == pytest.approx((100, 100, 0))
    assert (best.missing, best.findings) == ((), ())
    assert worst.scores.chrf < best.scores.chrf
    assert (worst.scores.bleu, worst.scores.ter) < (best.scores.bleu, 100)
    assert worst.missing == ("항만", "2")
    assert worst.findings == (
        "the translation lacks number 1.2 trillion won",
        "the translation makes up number 1조 3천억 원",
    )
    assert {score.basis for score in found.bites} == {Basis.REFERENCE}
    assert (worst.compared, worst.wanted, worst.language) == (worst.translation, WORDINGS[1], Language.KO)


def test_without_a_reference_the_translation_back_is_compared_and_named_so() -> None:
    found = report(1, 2)
    assert [score.bite.number for score in found.bites] == [2, 1, 3]
    last = found.bites[-1]
    assert (last.basis, last.reference, last.likeness) == (Basis.BACK_TRANSLATION, None, None)
    assert (last.translation, last.compared, last.wanted) == (
        "이제 밤에 잘 수 있어요.", "Now I can eat at night.", "I can sleep at night now.",
    )  # fmt: skip
    assert (last.language, last.missing) == (Language.EN, ("sleep",))
    assert [(score.basis, score.language, score.bites) for score in found.corpus] == [
        (Basis.REFERENCE, Language.KO, 2),
        (Basis.BACK_TRANSLATION, Language.EN, 1),
    ]


def test_scores_carry_the_signatures_that_make_them_comparable() -> None:
    korean, english = (dict(score.signatures) for score in report(1, 2).corpus)
    assert "nc:6|nw:2" in korean["chrF++"]
    assert "tok:char" in korean["BLEU"]
    assert "tok:13a" in english["BLEU"]
    assert "tok:tercom" in english["TER"]
    assert all("version:" in signature for signature in (*korean.values(), *english.values()))


def test_a_corpus_score_is_that_of_one_text_where_there_is_one() -> None:
    found = report(2)
    assert found.corpus[0].scores == found.bites[0].scores


def test_terms_and_numbers_of_the_reference_are_findings() -> None:
    terms = Glossary([Entry(ko="항만", en="port", type=ORG), Entry(ko="밤", en="night", type=ORG)])
    by_bite = {score.bite.number: score.findings for score in report(1, 2, 3, glossary=terms).bites}
    assert "the translation does not say '항만' for 'port'" in by_bite[2]
    assert by_bite[3] == ()
    given = [Reference(line=1, bite=1, text="우리는 52일 동안 기다렸습니다.")]
    pairing = align_bites(bites()[:1], given, FACTS)
    (score,) = score_bites(pairing, lambda sentences, pair: [KNOWN[each] for each in sentences], NO_TERMS).bites
    assert score.findings == (
        "the reference lacks number 25 of the transcript",
        "the reference has number 52일, the transcript has not",
    )


def test_the_directions_that_are_needed() -> None:
    alone = Pairing(bites=(Paired(bite=bites()[0]),))
    assert pairs_for(alone) == {EN_KO, KO_EN}
    assert pairs_for(align_bites(bites()[:1], references(1), FACTS)) == {EN_KO}


def test_sentences_of_one_direction_go_to_the_translator_together() -> None:
    calls: list[tuple[Pair, int]] = []

    def translate(sentences: Sequence[str], pair: Pair) -> list[str]:
        calls.append((pair, len(sentences)))
        return ["말 word"] * len(sentences)

    score_bites(Pairing(bites=tuple(Paired(bite=bite) for bite in bites())), translate, NO_TERMS)
    assert calls == [(EN_KO, 4), (KO_EN, 4)]


@pytest.mark.parametrize(
    ("language", "reference", "text", "missing"),
    [
        (Language.EN, "The ministers met in two cities.", "A minister is meeting them in a city.", ("two",)),
        (Language.EN, "They don't want a deal.", "They want a deal.", ("don't",)),
        (Language.EN, "They do not want a deal.", "They don't want a deal.", ()),
        (Language.EN, "Kim Bo-ra refused.", "Kim refused.", ("Bo-ra",)),
        (Language.KO, "장관들이 도시에서 만났습니다.", "장관은 도시를 떠났다.", ("만나다",)),
        (Language.KO, "정부는 예산을 늘렸습니다.", "예산이 늘렸다고 정부가 말했다.", ()),
        (Language.KO, "수출이 34% 줄었습니다.", "수출이 43% 줄었습니다.", ("34",)),
    ],
)
def test_missing_content_words(language: Language, reference: str, text: str, missing: tuple[str, ...]) -> None:
    assert missing_words(reference, text, language) == missing


def test_no_text_at_all_scores_worst() -> None:
    scores = Metrics(Language.KO).scores([""], ["새 항만입니다."])
    assert (scores.chrf, scores.bleu, scores.ter) == (0, 0, 100)
