from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.core.translation import Link
from subtitler.cut.side import Side, side_of
from subtitler.cut.split import Piece, Task, reading_ms, split
from subtitler.text.breaks import FORBIDDEN

NETFLIX = built_in("netflix")
EN = "The port opened again on Monday, the mayor said, and the first ships went out to sea in calm weather before noon."
KO = "시장은 항구가 월요일에 다시 열렸다며, 정오가 되기 전에 첫 배들이 잔잔한 날씨 속에 바다로 나갔다고 말했습니다."


def cut(
    source: str, target: str, *links: Link, language: Language = Language.EN
) -> tuple[Side, Side, tuple[Piece, ...]]:
    one, other = side_of([source], NETFLIX[language]), side_of([target], NETFLIX[language.other])
    task = Task(
        source=one,
        target=other,
        links=links,
        source_ms=[320.0] * len(one.words),
        target_ms=[0.0] * len(other.words),
        pause_ms=450,
        slowest=1.27,
    )
    pieces = split(task)
    assert pieces is not None
    return one, other, pieces


def shown(side: Side, spans: list[tuple[int, int]]) -> list[str]:
    return [" ".join(side.lines(*span)) for span in spans]


def test_both_languages_are_cut_together_at_good_places() -> None:
    one, other, pieces = cut(EN, KO)
    assert len(pieces) >= 2
    for side, spans in ((one, [p.source for p in pieces]), (other, [p.target for p in pieces])):
        assert " ".join(shown(side, spans)) == " ".join(side.words)
        assert all(side.penalties[end - 1] < FORBIDDEN for _, end in spans[:-1])


def test_a_link_pulls_a_word_into_the_cue_of_its_partner() -> None:
    words, other = EN.split(), KO.split()

    def distance(*links: Link) -> int:
        _, _, pieces = cut(EN, KO, *links)
        source_piece = next(n for n, p in enumerate(pieces) if p.source[0] <= words.index("opened") < p.source[1])
        target_piece = next(n for n, p in enumerate(pieces) if p.target[0] <= other.index("배들이") < p.target[1])
        return abs(source_piece - target_piece)

    assert distance() > 0
    assert distance(*[Link(words.index("opened"), other.index("배들이"), 1.0)] * 8) == 0


def test_too_few_words_for_the_cues_of_the_other_text() -> None:
    one, other = side_of([EN], NETFLIX[Language.EN]), side_of(["네."], NETFLIX[Language.KO])
    task = Task(source=one, target=other, source_ms=[320.0] * len(one.words), target_ms=[0.0], slowest=1.27)
    assert split(task) is None


def test_one_language_alone() -> None:
    side = side_of([EN], NETFLIX[Language.EN])
    pieces = split(Task(source=side, target=None, source_ms=[320.0] * len(side.words), slowest=1.27))
    assert pieces is not None
    assert pieces[0].source[0] == 0
    assert pieces[-1].source[1] == len(side.words)
    assert all(a.source[1] == b.source[0] for a, b in pairwise(pieces))


def test_a_sentence_does_not_end_in_a_cue_of_one_language_only() -> None:
    sources = ["Yes.", "We will open the harbour again as soon as the storm has gone and the water is calm."]
    targets = ["네.", "폭풍이 지나가고 물이 잔잔해지는 대로 항구를 다시 열겠습니다."]
    one, other = side_of(sources, NETFLIX[Language.EN]), side_of(targets, NETFLIX[Language.KO])
    pieces = split(
        Task(source=one, target=other, source_ms=[320.0] * len(one.words), target_ms=[0.0] * len(other.words),
             source_ends=(1,), target_ends=(1,), slowest=1.27)
    )  # fmt: skip
    assert pieces is not None
    for piece in pieces:
        assert (piece.source[1] == 1) == (piece.target[1] == 1)


def test_only_forbidden_places_are_still_better_than_nothing() -> None:
    one, _, pieces = cut(" ".join(["the"] * 60), " ".join(["그"] * 60))
    assert sum(p.source[1] - p.source[0] for p in pieces) == len(one.words)


words = st.lists(
    st.sampled_from([*EN.split(), "extraordinarily-long-compound-word-of-no-sense-at-all-really"]),
    min_size=1,
    max_size=40,
)
eojeol = st.lists(st.sampled_from([*KO.split(), "대한민국임시정부수립기념관건립추진위원회장"]), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(words, eojeol)
@example(["the"] * 40, ["것"] * 30)
@example(EN.split(), ["네."])
def test_pieces_cover_both_texts_in_order_and_fit(source: list[str], target: list[str]) -> None:
    one, other = side_of([" ".join(source)], NETFLIX[Language.EN]), side_of([" ".join(target)], NETFLIX[Language.KO])
    pieces = split(
        Task(
            source=one,
            target=other,
            source_ms=[320.0] * len(one.words),
            target_ms=[0.0] * len(other.words),
            slowest=1.27,
        )
    )
    if pieces is None:
        assert min(len(one.words), len(other.words)) < 12
        return
    for side, spans in ((one, [p.source for p in pieces]), (other, [p.target for p in pieces])):
        assert spans[0][0] == 0
        assert spans[-1][1] == len(side.words)
        assert all(a[1] == b[0] for a, b in pairwise(spans))
        assert all(start < end and end - start <= len(side.costs[start]) for start, end in spans)


def test_reading_time_by_characters_and_by_words() -> None:
    assert reading_ms(NETFLIX[Language.EN], 40, 8) == 2000
    assert reading_ms(NETFLIX[Language.KO], 24, 5) == 1000
    assert reading_ms(built_in("bbc")[Language.EN], 20, 10) == 3000
