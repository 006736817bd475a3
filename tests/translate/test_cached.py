"""The cache of translations: equal to the translator inside, and never a reason to stop."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.core.errors import ModelError
from subtitler.core.language import Language, Pair
from subtitler.translate import cached
from subtitler.translate.cached import CachedTranslator
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Link, Progress, Translation
from tests.translate.test_memory import little_room, open_folder, without_rights

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)
NEWS = ["정부가 대책을 발표했습니다.", "네.", "경찰은 두 명을 구조했습니다.", "KBS 뉴스 김석입니다."]


class Counting(FakeTranslator):
    """The fake with a list of what it was given."""

    def __init__(self, signature: str = "fake 1", *, fails_at: str | None = None) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._signature = signature
        self._fails_at = fails_at

    @property
    def signature(self) -> str:
        return self._signature

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        if self._fails_at in sentences:
            raise ModelError(place="fake", finding="stopped", way_out="go on")
        self.asked += sentences
        return super().translate(sentences, pair, progress)


class Scripted(FakeTranslator):
    """Translates every sentence as it was told."""

    def __init__(self, translation: Translation) -> None:
        super().__init__()
        self.translation = translation

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        return [self.translation for _ in sentences]


def silent(message: str) -> None:
    raise AssertionError(message)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "translations.sqlite"


def test_a_second_run_translates_nothing(file: Path) -> None:
    first = Counting()
    made = CachedTranslator(first, file, tell=silent).translate(NEWS, KO_EN)
    assert first.asked == NEWS
    assert made == FakeTranslator().translate(NEWS, KO_EN)
    second = Counting()
    steps: list[int] = []
    assert CachedTranslator(second, file, tell=silent).translate(NEWS[::-1], KO_EN, steps.append) == made[::-1]
    assert second.asked == []
    assert sum(steps) == len(NEWS)


def test_only_what_is_missing_is_translated_and_all_stay_in_order(file: Path) -> None:
    inner = Counting()
    translator = CachedTranslator(inner, file, tell=silent)
    translator.translate(NEWS[1:3], KO_EN)
    steps: list[int] = []
    assert translator.translate(NEWS, KO_EN, steps.append) == FakeTranslator().translate(NEWS, KO_EN)
    assert inner.asked == [*NEWS[1:3], NEWS[0], NEWS[3]]
    assert sum(steps) == len(NEWS)


def test_signature_direction_and_every_character_count(file: Path) -> None:
    def asked(signature: str, sentence: str, pair: Pair) -> list[str]:
        inner = Counting(signature)
        CachedTranslator(inner, file, tell=silent).translate([sentence], pair)
        return inner.asked

    assert asked("a", "KBS", KO_EN) == ["KBS"]
    for signature, sentence, pair in (("b", "KBS", KO_EN), ("a", "KBS", EN_KO), ("a", "KBS ", KO_EN)):
        assert asked(signature, sentence, pair) == [sentence]
        assert asked(signature, sentence, pair) == []


texts = st.text()
numbers = st.floats(allow_nan=False)


@given(
    st.text(st.characters(codec=None)),
    st.builds(
        Translation,
        text=texts,
        score=st.none() | numbers,
        links=st.none() | st.lists(st.builds(Link, st.integers(0), st.integers(0), numbers)).map(tuple),
        notes=st.lists(texts).map(tuple),
    ),
)
@example("\ud800", Translation(text="A\0\u2028🙂"))
@example("", Translation(text="", score=-0.1, links=(), notes=("",)))
@example("a", Translation(text="a", score=float("-inf"), links=(Link(0, 10**30, 1 / 3),)))
def test_a_result_comes_back_exactly(sentence: str, translation: Translation) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "cache.sqlite")
        CachedTranslator(Scripted(translation), file, tell=silent).translate([sentence], KO_EN)
        inner = Scripted(Translation(text="another"))
        assert CachedTranslator(inner, file, tell=silent).translate([sentence], KO_EN) == [translation]


def test_the_contract_is_kept(file: Path) -> None:
    inner = FakeTranslator()
    translator = CachedTranslator(inner, file, tell=silent)
    assert (translator.pairs, translator.signature) == (inner.pairs, inner.signature)
    assert translator.translate([], KO_EN) == []
    sentences = ["", NEWS[0], " \t", "\u200b", NEWS[0], "\ud800", "A\0B"]
    for _ in range(2):
        assert translator.translate(sentences, KO_EN) == inner.translate(sentences, KO_EN)
    with pytest.raises(ModelError, match="not ko-ko"):
        translator.translate([NEWS[0]], Pair(Language.KO, Language.KO))


def test_an_interrupted_run_keeps_what_it_did(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_PORTION", 2)
    with pytest.raises(ModelError, match="stopped"):
        CachedTranslator(Counting(fails_at=NEWS[3]), file, tell=silent).translate(NEWS, KO_EN)
    inner = Counting()
    CachedTranslator(inner, file, tell=silent).translate(NEWS, KO_EN)
    assert inner.asked == NEWS[2:]


def test_the_oldest_go_when_there_are_too_many(file: Path) -> None:
    sentences = [f"{number}번째 소식입니다." for number in range(30)]
    translator = CachedTranslator(Counting(), file, tell=silent, max_results=10)
    for sentence in sentences:
        translator.translate([sentence], KO_EN)
    inner = Counting()
    CachedTranslator(inner, file, tell=silent, max_results=10).translate(sentences[::-1], KO_EN)
    assert inner.asked == sentences[19::-1]
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM result").fetchone() == (10,)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def overwrite(file: Path) -> None:
    file.write_bytes(b"no database" * 1000)


def change(statement: str) -> Callable[[Path], None]:
    def do(file: Path) -> None:
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(statement)

    return do


@pytest.mark.parametrize(
    "damage",
    [
        cut_short,
        overwrite,
        change("UPDATE result SET value = replace(value, 'e', 'o')"),
        change("DROP TABLE result"),
        change("PRAGMA user_version = 7"),
    ],
)
def test_a_damaged_cache_is_set_aside_with_a_notice(file: Path, damage: Callable[[Path], None]) -> None:
    CachedTranslator(Counting(), file, tell=silent).translate(NEWS, KO_EN)
    damage(file)
    damaged = file.read_bytes()
    heard: list[str] = []
    inner = Counting()
    expected = FakeTranslator().translate(NEWS, KO_EN)
    assert CachedTranslator(inner, file, tell=heard.append).translate(NEWS, KO_EN) == expected
    assert inner.asked == NEWS
    (notice,) = heard
    assert str(file) in notice
    assert "was damaged" in notice
    assert Path(f"{file}.damaged").read_bytes() == damaged
    again = Counting()
    assert CachedTranslator(again, file, tell=silent).translate(NEWS, KO_EN) == expected
    assert again.asked == []


def heard_without_cache(file: Path) -> str:
    """The one notice of a translator that works twice and remembers nothing."""
    heard: list[str] = []
    inner = Counting()
    translator = CachedTranslator(inner, file, tell=heard.append)
    for _ in range(2):
        assert translator.translate(NEWS, KO_EN) == FakeTranslator().translate(NEWS, KO_EN)
    assert inner.asked == NEWS * 2
    (notice,) = heard
    assert "going on without it" in notice
    return notice


def test_a_file_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    change("CREATE TABLE mine (a)")(file)
    assert "belongs to another program" in heard_without_cache(file)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT name FROM sqlite_schema").fetchall() == [("mine",)]


def test_no_folder_no_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    heard_without_cache(tmp_path / "cache" / "translations.sqlite")
    heard_without_cache(tmp_path)


def test_a_read_only_folder_works_without_cache() -> None:
    with open_folder() as folder:
        CachedTranslator(Counting(), folder / "old.sqlite", tell=silent).translate(NEWS, KO_EN)
        overwrite(folder / "damaged.sqlite")
        with without_rights(folder):
            for name in ("old.sqlite", "new.sqlite", "deeper/new.sqlite", "damaged.sqlite"):
                heard_without_cache(folder / name)


def test_a_full_disk_works_without_cache(file: Path) -> None:
    CachedTranslator(Counting(), file, tell=silent).translate(NEWS, KO_EN)
    sentences = [f"{number}번째 소식입니다." for number in range(2000)]
    heard: list[str] = []
    with little_room(1 << 16):
        translator = CachedTranslator(Counting(), file, tell=heard.append)
        assert translator.translate(sentences, KO_EN) == FakeTranslator().translate(sentences, KO_EN)
    (notice,) = heard
    assert "going on without it" in notice
    after = Counting()
    CachedTranslator(after, file, tell=silent).translate(NEWS, KO_EN)
    assert after.asked == []


WORKING = """
import sys
from pathlib import Path
from tests.translate.test_cached import KO_EN, CachedTranslator, Counting, silent
translator = CachedTranslator(Counting(), Path(sys.argv[1]), tell=silent)
for number in range(40):
    translator.translate([f"{number}번째 소식입니다.", f"{sys.argv[2]} 지역 {number}번째 소식입니다."], KO_EN)
"""


def test_several_processes_share_a_cache(file: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", WORKING, str(file), str(number)]) for number in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    inner = Counting()
    sentences = [f"{number}번째 소식입니다." for number in range(40)] + ["3 지역 39번째 소식입니다."]
    CachedTranslator(inner, file, tell=silent).translate(sentences, KO_EN)
    assert inner.asked == []
