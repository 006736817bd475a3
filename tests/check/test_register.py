"""Levels of speech in copy, in bites, and where nobody knows which is which."""

from collections.abc import Sequence

import pytest

from subtitler.check.passages import Passage
from subtitler.check.register import COPY_REGISTER, RULES, SPEAKER_REGISTER, check
from subtitler.core.language import Language
from subtitler.core.transcript import BlockKind, Speaker

REPORT, ANCHOR, BITE = BlockKind.REPORT, BlockKind.ANCHOR, BlockKind.BITE


def track(lines: Sequence[tuple[BlockKind | None, str]], speaker: str | None = None) -> list[Passage]:
    return [
        Passage(
            first=number,
            last=number,
            texts={Language.KO: text, Language.EN: "x"},
            kind=kind,
            speaker=Speaker(name=speaker) if speaker and kind is BITE else None,
        )
        for number, (kind, text) in enumerate(lines, 1)
    ]


def found(passages: Sequence[Passage]) -> list[tuple[str, int]]:
    return [(issue.rule, issue.cue) for issue in check(passages)]


FORMAL = (REPORT, "정부가 대책을 발표했습니다.")


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("야당은 반대했습니다.", False),
        ("야당은 반대했다.", True),
        ("야당은 반대한다", True),
        ("반대하는 의원이 많다.", True),
        ("야당은 반대했어요.", True),
        ("야당은 반대했죠.", True),
        ('야당은 "우리는 반대한다."라고 맞섰습니다.', False),
        ("'우리는 반대한다.' 야당의 말입니다.", False),
        ("야당은 왜 반대했는가.", False),
        ("회의에는 캐나다.", False),
        ("이번 소식은 김석 기자가 전해 주시죠.", False),
        ("야당이 반대하고 나섰는데요.", False),
        ("어떤 상황인가요?", False),
        ("시민 여러분, 대피하십시오.", False),
    ],
)
def test_a_sentence_of_copy(text: str, is_broken: bool) -> None:
    lines = [FORMAL, (ANCHOR, text), FORMAL, FORMAL, FORMAL]
    assert found(track(lines)) == ([("copy-register", 2)] if is_broken else [])


def test_two_sentences_in_a_passage() -> None:
    (issue,) = check(track([FORMAL, FORMAL, (REPORT, "비가 왔다. 그리고 그쳤습니다.")]))
    assert (issue.cue, issue.found, issue.limit) == (3, "한다체 in '왔다'", "합니다체, as the rest of the copy")


def test_copy_in_plain_style_throughout() -> None:
    plain = (REPORT, "정부가 대책을 발표했다.")
    assert found(track([plain] * 3)) == []
    assert found(track([plain, plain, FORMAL, plain])) == [("copy-register", 3)]


def test_copy_without_a_usual_level() -> None:
    assert found(track([FORMAL, (REPORT, "비가 왔다.")])) == []


def test_bites_do_not_count_as_copy() -> None:
    assert found(track([FORMAL, FORMAL, (BITE, "비가 많이 왔어."), FORMAL])) == []


def test_a_speaker_keeps_a_level_over_all_bites() -> None:
    polite, other, slip = (BITE, "걱정이 큽니다."), (BITE, "농사를 망쳤어요."), (BITE, "하늘이 무섭다.")
    assert found(track([polite, FORMAL, other], speaker="김서연")) == []
    assert found(track([polite, other, FORMAL, slip], speaker="김서연")) == [("speaker-register", 4)]


def test_a_stretch_of_bites_without_a_name() -> None:
    polite, slip = (BITE, "걱정이 큽니다."), (BITE, "하늘이 무섭다.")
    assert found(track([polite, polite, slip])) == [("speaker-register", 3)]
    assert found(track([polite, polite, FORMAL, slip])) == []


def test_a_plain_speaker() -> None:
    plain = (BITE, "나는 안 간다.")
    assert found(track([plain, plain, (BITE, "무섭습니다.")], speaker="박노을")) == [("speaker-register", 3)]


def test_a_bite_wholly_in_quotes() -> None:
    lines = [(BITE, '"걱정이 큽니다."'), (BITE, '"정말입니다."'), (BITE, '"하늘이 무섭다."')]
    assert found(track(lines)) == [("speaker-register", 3)]


def test_unknown_kinds() -> None:
    formal, polite, plain = (None, "정부가 발표했습니다."), (None, "걱정이에요."), (None, "야당은 반대했다.")
    assert found(track([formal] * 6 + [polite] + [formal] * 6)) == []
    assert found(track([formal] * 6 + [plain] + [formal] * 6)) == [("copy-register", 7)]
    assert found(track([formal] * 9 + [plain] * 2 + [formal] * 20)) == []  # two together are meant
    assert found(track([formal, plain, formal, formal])) == []  # a quarter is no slip


def test_no_korean() -> None:
    assert list(check([])) == []
    assert list(check([Passage(first=1, last=1, texts={Language.EN: "Yes."}, kind=REPORT)])) == []


def test_the_examples_of_the_rules() -> None:
    assert RULES == (COPY_REGISTER, SPEAKER_REGISTER)
    for rule, kind in ((COPY_REGISTER, REPORT), (SPEAKER_REGISTER, BITE)):
        more = [(kind, "자세히 전해 드립니다.")] * 2
        assert [name for name, _ in found(track([(kind, rule.bad), *more]))] == [rule.name]
        assert found(track([(kind, rule.good), *more])) == []
