from fractions import Fraction

import pytest

from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.core.transcript import Block, BlockKind, Sentence, Speaker, Transcript, main_language
from subtitler.core.translation import Translation
from subtitler.cut import Cut, cut
from subtitler.cut.pace import Pace
from subtitler.cut.tracks import FILLER, Timing
from subtitler.text.sentences import sentences

NETFLIX = built_in("netflix")
KIM = Speaker(name="Kim Bo-mi", role="mayor")


def block(
    number: int, text: str, kind: BlockKind = BlockKind.REPORT, *, spoken: str = "en", speaker: Speaker | None = None
) -> Block:
    language = Language.KO if any("가" <= char <= "힣" for char in text) else Language.EN
    return Block(
        number=number, kind=kind, speaker=speaker, text=text, language=language, spoken=spoken, line=number + 1
    )


def page(*blocks: Block) -> Transcript:
    return Transcript(blocks=blocks, language=main_language(blocks), style="plain", origin="page.txt")


def made(transcript: Transcript, *translations: str, labels: bool = False, timing: Timing | None = None) -> Cut:
    found = sentences(transcript)
    return cut(
        transcript,
        found,
        [Translation(text=text) for text in translations],
        profiles=NETFLIX,
        timing=timing or Timing(),
        speaker_labels=labels,
    )


def texts(result: Cut, language: Language) -> list[str]:
    return [cue.text for cue in result.tracks[language].cues]


def test_short_neighbours_share_a_cue() -> None:
    result = made(page(block(0, "Yes. We agree.")), "네.", "동의합니다.")
    assert texts(result, Language.EN) == ["Yes. We agree."]
    assert texts(result, Language.KO) == ["네. 동의합니다."]
    assert result.tracks[Language.EN].cues[0].sentences == (0, 1)


def test_short_neighbours_of_two_speakers_or_paragraphs_do_not() -> None:
    result = made(page(block(0, "Yes.\nNo.")), "네.", "아니요.")
    assert texts(result, Language.EN) == ["Yes.", "No."]
    result = made(page(block(0, "Yes."), block(1, "No.", BlockKind.BITE)), "네.", "아니요.")
    assert texts(result, Language.EN) == ["Yes.", "No."]


@pytest.mark.parametrize("translation", ["", "네."])
def test_a_translation_too_short_for_the_cues_is_filled_and_reported(translation: str) -> None:
    text = "The harbour will stay closed until Friday because of the storm, and ships have to wait outside in the bay."
    result = made(page(block(0, text)), translation)
    assert " ".join(texts(result, Language.EN)) == text
    assert FILLER in texts(result, Language.KO)
    assert result.filled == (0,)


def test_a_source_too_short_for_a_rambling_translation_is_filled() -> None:
    result = made(page(block(0, "No.")), "아니라고 " * 30)
    assert texts(result, Language.EN)[0].startswith("No.")
    assert set(texts(result, Language.EN)[1:]) == {FILLER}
    assert all(cue.sentences == (0,) for cue in result.tracks[Language.EN].cues)
    assert result.filled == (0,)


def test_pauses_grow_with_the_boundary() -> None:
    pace = Pace()
    long = "The harbour opened again this morning after two days of storm."
    transcript = page(
        block(0, long, BlockKind.ANCHOR),
        block(1, long),
        block(2, long, BlockKind.BITE, speaker=KIM),
        block(3, "A new story", BlockKind.HEADING),
        block(4, long, BlockKind.ANCHOR),
    )
    result = made(transcript, *["항구가 오늘 아침 다시 열렸습니다."] * 4)
    last_of = {cue.sentences[0]: cue for cue in result.tracks[Language.EN].cues}
    first_of = {cue.sentences[0]: cue for cue in reversed(result.tracks[Language.EN].cues)}
    said = [first_of[n + 1].start_ms - first_of[n].start_ms for n in range(3)]
    speech = said[0] - pace.speaker_ms
    assert said[1] - speech == pytest.approx(pace.bite_ms, abs=2)
    slower = pace.english_wpm / pace.english_bite_wpm
    assert said[2] - speech * slower == pytest.approx(pace.story_ms, abs=20)
    assert last_of[0].end_ms < first_of[1].start_ms


def test_headings_are_not_shown() -> None:
    result = made(
        page(block(0, "Storm", BlockKind.HEADING), block(1, "The harbour opened again.")), "항구가 다시 열렸습니다."
    )
    assert texts(result, Language.EN) == ["The harbour opened again."]


def test_a_bite_spoken_in_korean_is_timed_by_its_korean_side() -> None:
    english = "We will come back."
    korean = "저희는 반드시 다시 돌아오겠다고 모두 앞에서 약속드립니다."
    by_korean = made(page(block(0, english, BlockKind.BITE, spoken="ko")), korean).spoken_ms
    by_english = made(page(block(0, english, BlockKind.BITE, spoken="en")), korean).spoken_ms
    assert by_korean == pytest.approx(25 * 1000 / Pace().korean_bite_sps)
    assert by_english == pytest.approx(4 * 60_000 / Pace().english_bite_wpm)


def test_a_translation_back_that_is_implausibly_short_is_not_believed() -> None:
    english = "We will come back to this harbour as soon as the weather allows it."
    back = made(page(block(0, english, BlockKind.BITE, spoken="ko")), "네.").spoken_ms
    page_side = made(page(block(0, english, BlockKind.BITE, spoken="en")), "네.").spoken_ms
    assert back == pytest.approx(0.8 * page_side)


def test_labels_stand_once_a_turn_in_both_languages() -> None:
    transcript = page(
        block(0, "The harbour opened again this morning. Ships went out at noon.", speaker=KIM),
        block(1, "Good news for us.", BlockKind.BITE, speaker=Speaker(name="Choi Ara")),
    )
    result = made(transcript, "항구가 다시 열렸습니다.", "배들이 나갔습니다.", "좋은 소식입니다.", labels=True)
    shown = " ".join(texts(result, Language.EN))
    assert shown.count("KIM BO-MI:") == 1
    assert "CHOI ARA: Good" in shown
    assert texts(result, Language.KO)[0].startswith("KIM BO-MI: 항구가")


def test_start_duration_and_frames() -> None:
    transcript = page(block(0, "The harbour opened again this morning. Ships went out at noon."))
    timing = Timing(start_ms=10_000, duration_ms=8_000, frame_rate=Fraction(25))
    cues = made(transcript, "항구가 다시 열렸습니다.", "배들이 나갔습니다.", timing=timing).tracks[Language.EN].cues
    assert cues[0].start_ms == 10_000
    assert cues[-1].end_ms == 18_000
    assert all(edge % 40 == 0 for cue in cues for edge in (cue.start_ms, cue.end_ms))


def test_a_page_alone_is_one_track_whatever_it_quotes() -> None:
    transcript = page(block(0, "The harbour opened again this morning."), block(1, "반갑습니다.", BlockKind.BITE))
    result = cut(transcript, sentences(transcript), None, profiles=NETFLIX, timing=Timing())
    assert list(result.tracks) == [Language.EN]
    assert texts(result, Language.EN)[-1] == "반갑습니다."


def test_a_block_in_the_other_language_lands_on_its_own_side() -> None:
    transcript = page(block(0, "The harbour opened again this morning."), block(1, "반갑습니다.", BlockKind.BITE))
    result = made(transcript, "항구가 열렸습니다.", "Nice to meet you.")
    assert texts(result, Language.KO) == ["항구가 열렸습니다.", "반갑습니다."]
    assert texts(result, Language.EN)[-1] == "Nice to meet you."


def test_characters_no_subtitle_carries_do_not_stop_the_work() -> None:
    result = made(page(block(0, "The harbour opened again.")), "항구가\u2028다시\x0b열렸습니다.")
    assert texts(result, Language.KO) == ["항구가 다시 열렸습니다."]


def test_progress_counts_every_sentence() -> None:
    transcript = page(block(0, "Yes. We agree. The harbour opened again this morning after the storm."))
    found: tuple[Sentence, ...] = sentences(transcript)
    counted: list[int] = []
    cut(transcript, found, None, profiles=NETFLIX, timing=Timing(), progress=counted.append)
    assert sum(counted) == len(found)
