import pytest

from subtitler.text.width import halves


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc 1.5", 7),
        ("대통령", 6),
        ("KBS 뉴스", 8),
        ("“북한”", 6),
        ("e\u0301", 1),  # a combining accent stands on its letter
        ("👍", 2),
        ("한\u200b국", 4),  # a zero-width space
        ("漢字", 4),
    ],
)
def test_halves(text: str, width: int) -> None:
    assert halves(text) == width
