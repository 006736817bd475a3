"""Cues fall into passages that begin and end with a sentence in both languages."""

import string
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.check.passages import LONGEST, Passage, passages, plain
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.core.transcript import BlockKind, Speaker
from tests.check.pairs import tracks
from tests.strategies import korean_text

KO, EN = Language.KO, Language.EN


def spans(found: Sequence[Passage]) -> list[tuple[int, int]]:
    return [(passage.first, passage.last) for passage in found]


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        # Both languages end with every cue.
        ("문을 열었습니다. / 눈이 왔습니다.", "It opened. / It snowed.", [(1, 1), (2, 2)]),
        # A sentence over two cues; in one language only, it keeps the other's together.
        ("국회가 오늘 / 문을 열었습니다. / 끝났습니다.", "The Assembly / opened today. / It ended.", [(1, 2), (3, 3)]),
        ("문을 열었습니다. / 눈이 왔습니다.", "It opened as / snow fell.", [(1, 2)]),
        # Korean subtitles have no full stop.
        ("문을 열었습니다 / 눈이 왔어요 / 갔다", "It opened. / It snowed. / He left.", [(1, 1), (2, 2), (3, 3)]),
        ("작년보다 / 늘었습니다", "It grew. / It did.", [(1, 2)]),
        # A full stop that ends no sentence.
        ("김 장관은 / 갔습니다.", "It was the U.S. / That is what Gen. / Kim", [(1, 2)]),
        ('"갑니다."라고 / 말했습니다.', '"I go." / he said.', [(1, 2)]),
        # Nothing in a cue but a mark.
        ("긴 문장이 / 여기서 끝났습니다.", "It ended here. / …", [(1, 2)]),
    ],
)
def test_passages_end_where_both_languages_do(korean: str, english: str, expected: list[tuple[int, int]]) -> None:
    assert spans(passages(tracks(korean, english))) == expected


def test_texts_are_the_lines_as_they_stand() -> None:
    cues = (
        Cue(start_ms=0, end_ms=1000, lines=("- <i>둘이</i>", "- 한 명씩")),
        Cue(start_ms=1000, end_ms=2000, lines=("말합니다.",)),
    )
    (found,) = passages({KO: Track(language=KO, cues=cues)})
    assert found.texts == {KO: "- <i>둘이</i> - 한 명씩 말합니다."}
    assert plain(found.texts[KO]) == "둘이 한 명씩 말합니다."


def test_a_passage_ends_with_its_speaker_and_has_speaker_and_kind() -> None:
    speakers = (Speaker(name="김민지"), Speaker(name="박서준"))
    cues = tuple(
        Cue(start_ms=at, end_ms=at + 1, lines=("그런데",), speaker=speaker, kind=BlockKind.BITE)
        for at, speaker in enumerate(speakers)
    )
    found = passages({KO: Track(language=KO, cues=cues)})
    assert spans(found) == [(1, 1), (2, 2)]
    assert [(passage.speaker, passage.kind) for passage in found] == [(each, BlockKind.BITE) for each in speakers]


def test_a_passage_that_never_ends_is_cut_where_one_language_ends() -> None:
    korean = " / ".join(["그런데"] * (LONGEST + 3))
    english = " / ".join(["and so"] * 4 + ["on."] + ["And so"] * (LONGEST - 2))
    assert spans(passages(tracks(korean, english))) == [(1, 5), (6, LONGEST + 3)]
    assert spans(passages(tracks(korean, " / ".join(["and so"] * (LONGEST + 3))))) == [
        (1, LONGEST),
        (LONGEST + 1, LONGEST + 3),
    ]


def test_where_a_track_has_more_cues_only_the_part_counts_that_stands_together() -> None:
    pair = tracks("하나입니다. / 둘입니다. / 셋입니다.", "One. / Two. / Three. / Four.")
    assert spans(passages(pair)) == [(1, 1), (2, 2), (3, 3)]
    late = tuple(
        Cue(start_ms=cue.start_ms + 3000 * (at > 0), end_ms=cue.end_ms + 3000 * (at > 0), lines=cue.lines)
        for at, cue in enumerate(pair[EN].cues)
    )
    assert spans(passages({**pair, EN: Track(language=EN, cues=late)})) == [(1, 1)]
    assert passages({KO: pair[KO], EN: Track(language=EN, cues=())}) == ()


lines = st.one_of(korean_text(), st.text(string.ascii_letters + " .,?!…'\"-", max_size=30)).filter(str.strip)


@given(st.lists(st.tuples(lines, lines), max_size=40))
@example([("가.", "A.")] * (LONGEST + 1))
@example([("…", "…")] * (2 * LONGEST + 1))
def test_every_cue_is_in_exactly_one_passage(texts: list[tuple[str, str]]) -> None:
    pair = {
        language: Track(
            language=language,
            cues=tuple(Cue(start_ms=at, end_ms=at + 1, lines=(both[place],)) for at, both in enumerate(texts)),
        )
        for place, language in enumerate((KO, EN))
    }
    found = passages(pair)
    assert [number for passage in found for number in range(passage.first, passage.last + 1)] == [
        *range(1, len(texts) + 1)
    ]
    assert all(passage.last - passage.first < LONGEST for passage in found)
