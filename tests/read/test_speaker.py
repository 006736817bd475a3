"""Labels of speakers, and the languages they name."""

import pytest

from subtitler.read.speaker import read_label
from subtitler.read.spoken import spoken_code


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Wi Sang-gil(Spokesman, Ministry of Defense)", "Wi Sang-gil", "Spokesman, Ministry of Defense"),
        ("Yun Sang-ho (President)", "Yun Sang-ho", "President"),
        ("(President) Yun Sang-ho", "Yun Sang-ho", "President"),
        ("(Hotel Manager)", "Hotel Manager", None),
        ("Song Min-ho, South Korean Foreign Minister", "Song Min-ho", "South Korean Foreign Minister"),
        ("Foreign Minister, Song Min-ho", "Song Min-ho", "Foreign Minister"),
        ("Yu Bok-hee/Counselor", "Yu Bok-hee", "Counselor"),
        ("유홍민/한강대 신문방송학부 교수", "유홍민", "한강대 신문방송학부 교수"),
        ("송수민( 현장기자)", "송수민", "현장기자"),
        ("Kim Young-ho", "Kim Young-ho", None),
        ("Korean War Veteran of U.S. Air Force", "Korean War Veteran of U.S. Air Force", None),
    ],
)
def test_name_and_role(text: str, name: str, role: str | None) -> None:
    speaker = read_label(text).speaker

    assert speaker is not None
    assert (speaker.name, speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("구청 관계자 (음성변조)", "음성변조"),
        ("김영수/목격자 (화면제공 시청자)", "화면제공 시청자"),
        ("울프 블랙 / CNN 앵커 (2024년 10월)", "2024년 10월"),
        ("Kim (voice altered)", "voice altered"),
    ],
)
def test_a_note_is_no_role(text: str, note: str) -> None:
    label = read_label(text)

    assert label.notes == (note,)
    assert label.speaker is not None
    assert label.speaker.role != note


def test_an_empty_label_has_no_speaker() -> None:
    assert read_label(" ").speaker is None
    assert read_label("( )").speaker is None


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Korean-English", "ko"),
        ("Korean", "ko"),
        ("Russian-English", "ru"),
        ("Japanese/Korean", "ja"),
        ("English", "en"),
        ("Mandarin", "cmn"),
        ("female in Korean", "ko"),
        ("in Ukrainian", "uk"),
        ("Speaking Arabic", "ar"),
        ("한국어", "ko"),
        ("러시아어", "ru"),
        ("일본어", "ja"),
        ("영어", "en"),
        ("중국어", "zh"),
        ("베트남어-한국어", "vi"),
        ("INTERPRETER", "und"),
        ("Through interpreter", "und"),
        ("통역", "und"),
        ("Klingon-English", "und"),
        ("President", None),
        ("Korean War veteran", None),
        ("Korean-American", None),
        ("시민", None),
    ],
)
def test_language_notes(note: str, code: str | None) -> None:
    assert spoken_code(note) == code


def test_a_role_beside_a_language() -> None:
    label = read_label("Kim Young-ho (Professor) (Korean-English)")

    assert (label.spoken, label.speaker and label.speaker.role) == ("ko", "Professor")
