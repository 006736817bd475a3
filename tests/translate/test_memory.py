"""Translation memories: what is found, what is kept, and what is said when the file is no good."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from subtitler.core.errors import ConfigError, InputError, ModelError, OutputError
from subtitler.core.language import Language, Pair
from subtitler.translate import memory as memory_module
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.memory import SIMILAR_FROM, Added, Memory, MemoryTranslator
from subtitler.translate.protocol import Progress, Translation
from subtitler.translate.unit import Unit, key_of, make_unit, one_line
from tests.strategies import korean_text

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)
START = datetime(2026, 3, 1, 9, tzinfo=UTC)

HARBOUR = ("항구가 오늘 아침 다시 열렸습니다.", "The harbour opened again this morning.")
FERRY = ("여객선은 정오에 바다로 나갔습니다.", "The ferry left at noon.")

HOSTILE = st.text(st.characters(codec=None) | st.sampled_from("가나 \"'&<>]\n\t\0\x1f\x85\u2028\ufffe\u200b𠮷"))


def unit(ko: str, en: str, *, days: int = 0, origin: str = "desk") -> Unit:
    return Unit(ko=ko, en=en, origin=origin, created=START + timedelta(days=days))


@contextmanager
def filled(*units: Unit) -> Iterator[Memory]:
    with tempfile.TemporaryDirectory() as folder, Memory.open(Path(folder, "m.sqlite"), create=True) as memory:
        memory.add(units)
        yield memory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A memory of two units, closed."""
    path = tmp_path / "news memory #1?.sqlite"
    with Memory.open(path, create=True) as memory:
        memory.add([unit(*HARBOUR), unit(*FERRY)])
    return path


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def without_rights(folder: Path, *, file_mode: int = 0o444) -> Iterator[None]:
    """In `folder` nothing may be written, and its files have `file_mode`."""
    for path in folder.iterdir():
        path.chmod(file_mode)
    folder.chmod(0o555)
    was_root = os.geteuid() == 0  # root may write anywhere
    if was_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)


@contextmanager
def little_room(more_bytes: int) -> Iterator[None]:
    """No file may grow beyond `more_bytes`: to SQLite, the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (more_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# Units


@given(HOSTILE)
@example("  a\r\n\u2028b\x00\x1f c ")
@example("a \x00 b")
def test_one_line_is_one_line_that_xml_can_carry(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line) == " ".join(line.split())
    assert not any(char in "\0\x1f\x85\u2028\ufffe\ud800" for char in line)
    assert [char for char in line if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize("text", ["", " ", "두\n줄", "두  칸", "\u200b", "끝 ", "\x00"])
def test_a_unit_has_two_texts_of_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="one line and not blank"):
        unit(text, "x")


@pytest.mark.parametrize(
    "created", [datetime(2026, 1, 1), START.replace(microsecond=1), START.astimezone(timezone(timedelta(hours=9)))]
)
def test_a_unit_has_a_whole_second_of_utc(created: datetime) -> None:
    with pytest.raises(ValueError, match="whole second, UTC"):
        Unit(ko="가", en="a", origin="desk", created=created)


def test_a_unit_of_a_blank_text_is_none() -> None:
    assert make_unit(ko=" \u200b", en="x", origin="desk", created=START) is None
    assert make_unit(ko="가\n나", en=" x ", origin="desk", created=START) == unit("가 나", "x")


# Exact


def test_the_same_sentence_is_found_in_either_direction() -> None:
    with filled(unit(*HARBOUR), unit(*FERRY)) as memory:
        assert memory.exact(HARBOUR[0], Language.KO) == unit(*HARBOUR)
        assert memory.exact(FERRY[1], Language.EN) == unit(*FERRY)
        assert memory.exact(FERRY[1], Language.KO) is None
        assert memory.exact("", Language.KO) is None


def test_marks_and_spaces_may_differ_and_case_may_not() -> None:
    quoted = unit("그는 “네” 했습니다.", "He said “Yes”\u00a0now…".replace("\u00a0", " "))
    with filled(quoted) as memory:
        assert memory.exact('그는  "네"\n했습니다.', Language.KO) == quoted
        assert memory.exact('He said "Yes" now...', Language.EN) == quoted
        assert memory.exact('he said "Yes" now...', Language.EN) is None


def test_the_newest_of_several_counts() -> None:
    with filled(unit("네.", "Yes.", days=1), unit("네.", "Right.", days=3), unit("네.", "Yeah.", days=2)) as memory:
        found = memory.exact("네.", Language.KO)
        assert found is not None
        assert found.en == "Right."
        assert [known.en for known in memory.units()] == ["Yes.", "Right.", "Yeah."]
        memory.add([unit("네.", "Indeed.", days=3)])
        assert memory.exact("네.", Language.KO) == unit("네.", "Indeed.", days=3)


def test_the_same_pair_again_is_kept_once_with_its_newest_date() -> None:
    with filled(unit("그는 '네'", "Yes.", days=2)) as memory:
        assert memory.add([unit("그는 ‘네’", "Yes.", days=1)]) == Added(new=0, newer=0, known=1)
        assert list(memory.units()) == [unit("그는 '네'", "Yes.", days=2)]
        assert memory.add([unit("그는 ‘네’", "Yes.", days=3, origin="night desk")]) == Added(new=0, newer=1, known=0)
        assert list(memory.units()) == [unit("그는 ‘네’", "Yes.", days=3, origin="night desk")]


def test_all_are_added_or_none() -> None:
    def failing() -> Iterator[Unit]:
        yield unit(*FERRY)
        raise InputError(place="x", finding="broken", way_out="mend it")

    with filled(unit(*HARBOUR)) as memory:
        before = memory.version
        with pytest.raises(InputError, match="broken"):
            memory.add(failing())
        assert list(memory.units()) == [unit(*HARBOUR)]
        assert memory.similar(FERRY[0] + "!", Language.KO) == ()
        assert memory.version == before
        assert memory.add([unit(*FERRY)]) == Added(new=1, newer=0, known=0)


def test_the_version_tells_contents_apart() -> None:
    with filled() as empty, filled(unit(*HARBOUR)) as one, filled(unit(*HARBOUR)) as same:
        assert len({empty.version, one.version}) == 2
        assert one.version == same.version
        one.add([unit(*HARBOUR)])
        assert one.version == same.version
        one.add([unit(*HARBOUR, days=1)])
        same.add([unit(*HARBOUR, days=2)])
        assert len({empty.version, one.version, same.version}) == 3


@given(st.lists(st.tuples(HOSTILE, HOSTILE)))
@example([('"', '"'), ("NEAR(a OR b)", "* ^ - :"), ("ㅋㅋㅋ", "𠮷野家🇰🇷"), ("가나다라", "a")])
def test_whatever_is_added_comes_back(texts: list[tuple[str, str]]) -> None:
    made = [make_unit(ko=ko, en=en, origin="desk", created=START) for ko, en in texts]
    units = {(key_of(made.ko), key_of(made.en)): made for made in reversed(made) if made is not None}
    with filled(*(made for made in made if made is not None)) as memory:
        assert sorted(memory.units(), key=repr) == sorted(units.values(), key=repr)
        for known in units.values():
            for language in Language:
                found = memory.exact(known.text(language), language)
                assert found is not None
                assert key_of(found.text(language)) == key_of(known.text(language))
                memory.similar(known.text(language), language)


def test_counts() -> None:
    with filled(
        unit("네.", "Yes."), unit("네.", "Right.", days=2, origin="a.tmx"), unit("좋습니다.", "Right.")
    ) as memory:
        counts = memory.counts()
        assert counts.units == 3
        assert counts.sentences == {Language.KO: 2, Language.EN: 2}
        assert counts.origins == {"desk": 2, "a.tmx": 1}
        assert (counts.oldest, counts.newest) == (START, START + timedelta(days=2))
    with filled() as memory:
        assert memory.counts().units == 0
        assert memory.counts().oldest is None


# Similar


def test_similar_sentences_come_best_first_and_never_the_same_one() -> None:
    units = [
        unit("항구가 오늘 아침 다시 열렸습니다.", "The harbour opened again this morning."),
        unit("항구가 오늘 저녁 다시 열렸습니다.", "The harbour opened again this evening."),
        unit("항구가 어제 아침 다시 닫혔습니다.", "The harbour closed again yesterday morning."),
        unit("국회가 예산안을 통과시켰습니다.", "Parliament passed the budget."),
    ]
    with filled(*units) as memory:
        found = memory.similar("항구가 오늘 아침 다시 열렸습니다.", Language.KO, limit=5)
        assert [match.unit.ko for match in found] == [units[1].ko, units[2].ko]
        assert all(SIMILAR_FROM <= match.percent < 100 for match in found)
        (best,) = memory.similar("The harbor opened again this evening.", Language.EN)
        assert best == (98, units[1])
        assert memory.similar("날씨가 맑겠습니다.", Language.KO) == ()


def test_a_similar_sentence_comes_with_its_newest_translation() -> None:
    old, new = unit(*HARBOUR), unit(HARBOUR[0], "The port reopened this morning.", days=1)
    with filled(new, old) as memory:
        assert [match.unit for match in memory.similar(HARBOUR[0] + " 네.", Language.KO, limit=5)] == [new]


def test_what_is_no_sentence_is_not_compared() -> None:
    with filled(unit("가나다" * 400, "abc " * 399 + "abc")) as memory:
        assert memory.similar("가나다" * 400 + "!", Language.KO) == ()
        assert memory.similar("네", Language.KO) == ()
        assert memory.similar("", Language.EN) == ()


@given(st.lists(korean_text(), min_size=1, max_size=8), st.data())
@example(['"가나다" 라마', "가나다 라마"], None)
def test_the_most_similar_that_shares_three_characters_is_found(texts: list[str], data: st.DataObject | None) -> None:
    units = [made for text in texts if (made := make_unit(ko=text, en="x", origin="desk", created=START))]
    base = units[0].ko if units else "가나다"
    sentence = base + "요" if data is None else base[:-1] + data.draw(korean_text(4))
    key = key_of(sentence)
    trigrams = {key[at : at + 3] for at in range(len(key) - 2)}
    keys = {key_of(made.ko) for made in units} - {key}
    ratios = {other: fuzz.ratio(key, other) for other in keys if any(trigram in other for trigram in trigrams)}
    best = max(ratios.values(), default=0.0)
    with filled(*units) as memory:
        found = memory.similar(sentence, Language.KO)
    if best < SIMILAR_FROM:
        assert found == ()
    else:
        assert [match.percent for match in found] == [int(best)]
        assert ratios[key_of(found[0].unit.ko)] == best


def test_what_is_common_is_not_looked_at_where_something_rare_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_module, "_READ", 5)
    common = [unit(f"오늘 {number}번째 회의를 열었습니다.", f"Meeting {number} opened.") for number in range(30)]
    rare = unit("오늘 새만금 회의를 열었습니다.", "The Saemangeum meeting opened.")
    with filled(*common[:20], rare, *common[20:]) as memory:
        assert [match.unit for match in memory.similar("어제 새만금 회의를 열었습니다.", Language.KO)] == [rare]
        assert [match.unit for match in memory.similar("A Saemangeum meeting opened.", Language.EN)] == [rare]


# The file


def test_a_memory_stays_in_its_file(file: Path) -> None:
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    with Memory.open(file) as memory:
        assert list(memory.units()) == [unit(*HARBOUR), unit(*FERRY)]


def test_a_missing_memory_is_made_only_on_demand(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        Memory.open(tmp_path / "typo.sqlite")
    Memory.open(tmp_path / "new" / "m.sqlite", create=True).close()
    Memory.open(tmp_path / "new" / "m.sqlite").close()


@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_memory_is_refused_and_left_as_it_is(tmp_path: Path, create: bool) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("머리말\n" * 1000, encoding="utf-8")
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE mine (a)")
    for path, finding in ((text, "is no translation memory"), (other, "is an SQLite file but no translation memory")):
        before = path.read_bytes()
        with pytest.raises(ConfigError, match=finding):
            Memory.open(path, create=create)
        assert path.read_bytes() == before
    with pytest.raises((ConfigError, OutputError), match="unable to open"):
        Memory.open(tmp_path, create=create)


def test_an_empty_file_is_a_memory_only_when_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    path.touch()
    with pytest.raises(ConfigError, match="no translation memory"):
        Memory.open(path)
    Memory.open(path, create=True).close()


def test_another_layout_is_named(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 9")
    with pytest.raises(ConfigError, match=r"has layout 9, and this version of subtitler reads 1; export it"):
        Memory.open(file)


def test_damage_is_named(file: Path) -> None:
    with Memory.open(file) as memory:
        memory.add(unit(f"{number}번째 문장입니다.", f"Sentence {number}.") for number in range(2000))
    data = bytearray(file.read_bytes())
    data[4096 * 3 : -4096] = b"\xaa" * (len(data) - 4096 * 4)
    file.write_bytes(data)
    with Memory.open(file) as memory:
        with pytest.raises(ConfigError, match="is damaged"):
            list(memory.units())
        with pytest.raises(ConfigError, match="is damaged"):
            memory.similar("5번 문장입니다.", Language.KO)


def test_a_value_that_nobody_of_ours_wrote_is_damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE unit SET created = 'yesterday'")
    with Memory.open(file) as memory, pytest.raises(ConfigError, match="is damaged"):
        memory.exact(HARBOUR[0], Language.KO)


def test_a_table_that_is_missing_is_damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE state")
    with Memory.open(file) as memory, pytest.raises(ConfigError, match=r"is damaged .*no such table.*restore it"):
        memory.add([unit("네.", "Yes.")])


def test_a_full_disk_leaves_the_memory_as_it_was(file: Path) -> None:
    with Memory.open(file) as memory, pytest.raises(OutputError, match="cannot be written"), little_room(1 << 18):
        memory.add(unit(f"{number}번째 문장입니다.", f"Sentence {number}.") for number in range(20_000))
    with Memory.open(file) as memory:
        assert list(memory.units()) == [unit(*HARBOUR), unit(*FERRY)]
        assert memory.add([unit("네.", "Yes.")]).new == 1


def test_a_memory_is_read_where_nothing_may_be_written() -> None:
    with open_folder() as folder:
        path = folder / "m.sqlite"
        with Memory.open(path, create=True) as memory:
            memory.add([unit(*HARBOUR)])
        with without_rights(folder):
            with Memory.open(path) as memory:
                assert memory.exact(HARBOUR[0], Language.KO) == unit(*HARBOUR)
                assert memory.similar(HARBOUR[1] + "..", Language.EN)
                with pytest.raises(OutputError, match=r"cannot be written .*give a path in a folder"):
                    memory.add([unit(*FERRY)])
            with pytest.raises(OutputError, match="cannot be written"):
                Memory.open(folder / "new.sqlite", create=True)
            with pytest.raises(OutputError, match="cannot be written"):
                Memory.open(folder / "deeper" / "new.sqlite", create=True)


def test_a_memory_that_may_not_be_read_is_named() -> None:
    with open_folder() as folder:
        path = folder / "m.sqlite"
        Memory.open(path, create=True).close()
        with without_rights(folder, file_mode=0), pytest.raises(ConfigError, match="cannot be read"):
            Memory.open(path)


def test_a_memory_that_another_process_is_writing(file: Path) -> None:
    with Memory.open(file) as writer, Memory.open(file) as other:
        other._database.execute("PRAGMA busy_timeout = 0")

        def slow() -> Iterator[Unit]:
            yield unit("네.", "Yes.")
            assert other.exact(HARBOUR[0], Language.KO) == unit(*HARBOUR)
            assert other.exact("네.", Language.KO) is None
            with pytest.raises(ConfigError, match="being written by another process; try again"):
                other.add([unit("아니요.", "No.")])

        writer.add(slow())
        assert other.exact("네.", Language.KO) == unit("네.", "Yes.")
        assert other.add([unit("아니요.", "No.")]).new == 1


ADDING = """
import sys
from pathlib import Path
from subtitler.translate.memory import Memory
from tests.translate.test_memory import unit
with Memory.open(Path(sys.argv[1]), create=True) as memory:
    for start in range(0, 200, 20):
        memory.add(unit(f"{sys.argv[2]}의 {n}번째 문장", f"{sys.argv[2]} {n}") for n in range(start, start + 20))
"""


def test_several_processes_make_and_fill_one_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    running = [subprocess.Popen([sys.executable, "-c", ADDING, str(path), str(number)]) for number in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    with Memory.open(path) as memory:
        assert memory.counts().units == 800
        assert memory.similar("3의 77번째의 문장", Language.KO)


KILLED = """
import os, signal, sys
from pathlib import Path
from subtitler.translate.memory import Memory
from tests.translate.test_memory import unit
def units():
    for number in range(3000):
        yield unit(f"{number}번째 문장", f"Sentence {number}")
    os.kill(os.getpid(), signal.SIGKILL)
Memory.open(Path(sys.argv[1])).add(units())
"""


def test_a_process_killed_while_adding_leaves_the_memory_as_it_was(file: Path) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False).returncode == -signal.SIGKILL
    with Memory.open(file) as memory:
        assert list(memory.units()) == [unit(*HARBOUR), unit(*FERRY)]
        assert memory.add([unit("네.", "Yes.")]).new == 1


# The translator


class Noting(FakeTranslator):
    """The fake, with a note on each and a list of what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        self.asked += sentences
        found = super().translate(sentences, pair, progress)
        return [Translation(text=each.text, links=each.links, notes=("faked",)) for each in found]


def test_an_exact_match_is_used_and_nobody_else_asked() -> None:
    inner = Noting()
    with filled(unit(*HARBOUR), unit("그는 “네” 했습니다.", "He said “yes”…")) as memory:
        translator = MemoryTranslator(inner, memory)
        found = translator.translate(["배가 떠났습니다.", HARBOUR[0], '그는 "네" 했습니다.'], KO_EN)
    assert inner.asked == ["배가 떠났습니다."]
    assert found[0].notes == ("faked",)
    assert found[1] == Translation(text=HARBOUR[1], notes=("memory: exact match",))
    assert found[2].text == 'He said "yes"…'


def test_a_similar_one_is_offered_and_the_translation_stays() -> None:
    sentence = "항구가 오늘 저녁 다시 열렸습니다."
    with filled(unit(*HARBOUR)) as memory:
        (found,) = MemoryTranslator(Noting(), memory).translate([sentence], KO_EN)
        (back,) = MemoryTranslator(Noting(), memory).translate(["The harbour opened again in the morning."], EN_KO)
    (plain,) = FakeTranslator().translate([sentence], KO_EN)
    assert (found.text, found.links) == (plain.text, plain.links)
    assert found.notes == ("faked", f"memory: 89 % match: '{HARBOUR[0]}' -> '{HARBOUR[1]}'")
    assert back.notes == ("faked", f"memory: 92 % match: '{HARBOUR[1]}' -> '{HARBOUR[0]}'")


def test_the_contract_is_kept() -> None:
    sentences = ["", HARBOUR[0], " \u200b", "여객선은 정오에 바다로 나갔다.", HARBOUR[0], "🙂", "\ud800", "A\0B"]
    with filled(unit(*HARBOUR), unit(*FERRY)) as memory:
        translator = MemoryTranslator(FakeTranslator(), memory)
        assert translator.pairs == FakeTranslator().pairs
        assert translator.translate([], KO_EN) == []
        steps: list[int] = []
        together = translator.translate(sentences, KO_EN, steps.append)
        assert sum(steps) == len(sentences)
        assert all(steps)
        assert [translator.translate([sentence], KO_EN)[0] for sentence in sentences] == together
        assert translator.translate(sentences[::-1], KO_EN) == together[::-1]
        assert [bool(each.text) for each in together[:4]] == [False, True, False, True]
        for translation in together:
            assert translation.text == translation.text.strip()
        for sentence in (HARBOUR[0], "네."):
            with pytest.raises(ModelError, match="not ko-ko"):
                translator.translate([sentence], Pair(Language.KO, Language.KO))


def test_the_signature_tells_memories_apart() -> None:
    with filled(unit(*HARBOUR)) as one, filled(unit(*FERRY)) as other:
        first = MemoryTranslator(FakeTranslator(), one).signature
        assert first == f"fake 1 memory {one.version}"
        assert first != MemoryTranslator(FakeTranslator(), other).signature
        one.add([unit(*FERRY)])
        assert first != MemoryTranslator(FakeTranslator(), one).signature
