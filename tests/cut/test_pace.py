import pytest

from subtitler.core.language import Language
from subtitler.core.transcript import BlockKind
from subtitler.cut.pace import Pace


def test_twenty_words_take_about_seven_seconds() -> None:
    # At 190 words a minute twenty words with one comma take 6.32 s and 0.15 s.
    words = ["word"] * 9 + ["word,"] + ["word"] * 10
    assert sum(Pace().word_ms(words, Language.EN, BlockKind.REPORT)) == pytest.approx(6316 + 150, abs=1)


def test_korean_by_syllables_and_numbers_as_they_are_read() -> None:
    pace = Pace()
    assert pace.word_ms(["대통령은"], Language.KO, BlockKind.REPORT) == [pytest.approx(4000 / 6)]
    assert pace.word_ms(["KBS"], Language.KO, BlockKind.REPORT) == [pytest.approx(5000 / 6)]
    assert pace.word_ms(["2026년"], Language.KO, BlockKind.REPORT) == [pytest.approx(6000 / 6)]  # 이천이십육년


def test_bites_are_slower() -> None:
    pace = Pace()
    for language, word in ((Language.EN, "harbour"), (Language.KO, "항구")):
        assert pace.word_ms([word], language, BlockKind.BITE) > pace.word_ms([word], language, BlockKind.REPORT)


@pytest.mark.parametrize("change", [{"korean_sps": 0.0}, {"comma_ms": -1}, {"slowest": 0.9}])
def test_refuses_what_cannot_be(change: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(change))):
        Pace(**change)  # type: ignore[arg-type]
