"""Runs over a folder: what is done again and what is left, and that nothing is lost or half done, whatever happens."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from subtitler import files
from subtitler.batch import journal as journal_module
from subtitler.batch import run as module
from subtitler.batch.crew import Alone
from subtitler.batch.journal import Journal, State
from subtitler.batch.plan import Overrides, find_jobs, plan
from subtitler.batch.run import Demand, Event, Result, Run, Signed, Stop
from subtitler.batch.work import Chunk, Outcome, Recipe
from subtitler.core.errors import OutputError
from subtitler.core.language import Language
from subtitler.pipeline import Settings
from tests.batch.fakes import DEFECT, Tools

SUFFIXES = (".en.srt", ".ko.srt", ".ko-en.srt", ".report.json")


class KilledError(BaseException):
    """As if the process had been killed: nothing in between may heed it."""


class Crew(Alone):
    """Two jobs a chunk, and `killed_after` so many outcomes."""

    def __init__(self, tools: Tools, killed_after: int | None = None) -> None:
        super().__init__(lambda: tools)
        self._left = killed_after

    def work(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Outcome]]]:
        for chunk, outcomes in super().work(chunks):
            for at in range(len(outcomes)):
                if self._left is not None:
                    if self._left == 0:
                        raise KilledError
                    self._left -= 1
                yield chunk, outcomes[at : at + 1]


class Folder:
    """Transcripts in `source`, subtitles in `out`."""

    def __init__(self, place: Path) -> None:
        self.source, self.out = place / "in", place / "out"
        self.source.mkdir(parents=True)
        self.tools = Tools()
        self.upper = Language.KO
        self.stop = Stop()
        self.heard: Callable[[Event], None] = lambda event: None

    def write(self, name: str, text: str | bytes | None = None) -> Path:
        path = self.source / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            text = f"Anchor: The harbour of {name} opened again. Ships left at noon.\n\nReport: Officials met {name}.\n"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def sign(self, overrides: Overrides) -> Signed:
        return Signed(Recipe(settings=Settings(upper=self.upper)), f"signed {self.upper}")

    def run(
        self,
        *,
        force: bool = False,
        retry_failed: bool = False,
        fail_fast: bool = False,
        killed_after: int | None = None,
    ) -> dict[str, Result]:
        """The results by stem."""
        found: dict[str, Result] = {}

        def tell(event: Event) -> None:
            assert event.job.stem not in found, "told twice"
            found[event.job.stem] = event.result
            self.heard(event)

        self.tools = Tools()
        jobs = plan(find_jobs([str(self.source)], pattern="*.txt"), self.out, self.sign)
        demand = Demand(force=force, retry_failed=retry_failed, fail_fast=fail_fast)
        with Journal.open(self.out) as journal, closing(Crew(self.tools, killed_after)) as crew:
            Run(self.out, journal, sign=self.sign, demand=demand, tell=tell, stop=self.stop).work(jobs, crew)
        return found

    def outputs(self) -> dict[str, str]:
        return {
            str(path.relative_to(self.out)): path.read_text(encoding="utf-8")
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and ".subtitler" not in path.parts
        }

    def states(self) -> dict[str, State]:
        with Journal.open_read(self.out) as journal:
            return {job.stem: job.state for job in journal.jobs()}

    def failure(self, stem: str) -> str:
        with Journal.open_read(self.out) as journal:
            failure = journal.job(stem).failure
        assert failure is not None
        return failure.message


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK_JOBS", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    for name in ("a", "b", "c/d", "e", "f"):
        made.write(name)
    return made


def test_all_is_made_once_and_the_journal_knows_it(folder: Folder) -> None:
    assert folder.run() == dict.fromkeys(("a", "b", "e", "f", "c/d"), Result.DONE)
    outputs = folder.outputs()
    assert sorted(outputs) == sorted(stem + suffix for stem in ("a", "b", "c/d", "e", "f") for suffix in SUFFIXES)
    with Journal.open_read(folder.out) as journal:
        for job in journal.jobs():
            assert job.input_sha256 == sha256((folder.source / f"{job.stem}.txt").read_bytes()).hexdigest()
            assert job.outputs == {
                suffix: sha256(outputs[job.stem + suffix].encode()).hexdigest() for suffix in SUFFIXES
            }
        assert journal.counts().sentences == 15
    assert folder.run() == dict.fromkeys(("a", "b", "e", "f", "c/d"), Result.SKIPPED)
    assert folder.tools.calls == []
    assert folder.outputs() == outputs


def test_only_what_changed_is_made_again(folder: Folder) -> None:
    folder.run()
    folder.write("a", "Anchor: All is new.\n")
    folder.write("g")
    (folder.out / "e.en.srt").unlink()
    found = folder.run()
    assert {stem for stem, result in found.items() if result is Result.DONE} == {"a", "e", "g"}
    assert (folder.out / "e.en.srt").exists()
    assert set(folder.run().values()) == {Result.SKIPPED}


def test_other_settings_make_all_again(folder: Folder) -> None:
    folder.run()
    folder.upper = Language.EN
    assert set(folder.run().values()) == {Result.DONE}
    assert (folder.out / "a.en-ko.srt").exists()


def test_what_was_changed_by_hand_is_kept(folder: Folder) -> None:
    folder.run()
    edited = folder.out / "b.ko.srt"
    edited.write_text("mine", encoding="utf-8")
    assert folder.run()["b"] is Result.KEPT
    folder.write("b", "Anchor: All is new.\n")
    assert folder.run()["b"] is Result.FAILED
    assert str(edited) in folder.failure("b")
    assert "--force" in folder.failure("b")
    assert folder.run()["b"] is Result.GIVEN_UP
    assert folder.run(retry_failed=True)["b"] is Result.FAILED
    assert edited.read_text(encoding="utf-8") == "mine"
    assert folder.run(force=True)["b"] is Result.DONE
    assert edited.read_text(encoding="utf-8") != "mine"


def test_force_makes_anew_what_was_changed_by_hand_and_no_more(folder: Folder) -> None:
    folder.run()
    before = folder.outputs()
    (folder.out / "b.ko.srt").write_text("mine", encoding="utf-8")
    found = folder.run(force=True)
    assert {stem for stem, result in found.items() if result is Result.DONE} == {"b"}
    assert folder.outputs().keys() == before.keys()


def test_files_of_others_are_not_written_over(folder: Folder) -> None:
    folder.out.mkdir()
    (folder.out / "a.report.json").write_text("mine", encoding="utf-8")
    assert folder.run()["a"] is Result.FAILED
    assert sorted(name for name in folder.outputs() if name.startswith("a")) == ["a.report.json"]
    assert folder.run(force=True)["a"] is Result.DONE


def test_bad_inputs_fail_alone(folder: Folder) -> None:
    folder.write("bad/empty", "")
    folder.write("bad/binary", bytes(range(256)))
    folder.write("bad/image", b"\x89PNG\r\n\x1a\n" + bytes(100))
    folder.write("bad/defect", f"Anchor: {DEFECT}\n")
    os.symlink("nowhere", folder.source / "bad" / "broken.txt")
    os.mkfifo(folder.source / "bad" / "pipe.txt")
    (folder.source / "bad" / "folder.txt").mkdir()
    found = folder.run()
    bad = {stem for stem in found if stem.startswith("bad/")}
    assert bad == {f"bad/{name}" for name in ("empty", "binary", "image", "defect", "broken", "pipe")}
    assert {found[stem] for stem in bad} == {Result.FAILED}
    assert {found[stem] for stem in found.keys() - bad} == {Result.DONE}
    with Journal.open_read(folder.out) as journal:
        failures = {job.stem: job.failure for job in journal.jobs(State.FAILED) if job.failure}
    assert failures.keys() == bad
    assert "Traceback" in (failures["bad/defect"].traceback or "")
    assert {name for name, failure in failures.items() if failure.exit_code == 3} == bad - {"bad/defect"}
    again = folder.run()
    assert {again[stem] for stem in bad} == {Result.GIVEN_UP}
    assert folder.tools.calls == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_fails_alone(folder: Folder) -> None:
    folder.write("b").chmod(0)
    assert folder.run()["b"] is Result.FAILED


def test_what_failed_is_tried_again_when_asked_or_changed(folder: Folder) -> None:
    folder.write("a", "")
    assert folder.run()["a"] is Result.FAILED
    assert folder.run()["a"] is Result.GIVEN_UP
    assert folder.run(retry_failed=True)["a"] is Result.FAILED
    folder.write("a")
    assert folder.run()["a"] is Result.DONE


def test_an_output_that_is_a_folder_fails_alone(folder: Folder) -> None:
    (folder.out / "a.ko.srt").mkdir(parents=True)
    found = folder.run()
    assert found.pop("a") is Result.FAILED
    assert set(found.values()) == {Result.DONE}


def test_an_output_that_is_a_link_out_of_the_folder_fails_alone(folder: Folder, tmp_path: Path) -> None:
    folder.out.mkdir()
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    os.symlink("../precious", folder.out / "a.ko.srt")
    found = folder.run(force=True)
    assert found.pop("a") is Result.FAILED
    assert set(found.values()) == {Result.DONE}
    assert "leads out of the folder" in folder.failure("a")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


def test_an_input_that_changes_while_it_is_read_fails_alone(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files._bytes_of

    def growing(path: Path) -> bytes:
        data = real(path)
        if path.name == "a.txt":
            with path.open("ab") as file:
                file.write(b"More.\n")
        return data

    monkeypatch.setattr(files, "_bytes_of", growing)
    found = folder.run()
    assert found.pop("a") is Result.FAILED
    assert set(found.values()) == {Result.DONE}
    assert "changed while it was read" in folder.failure("a")
    monkeypatch.undo()
    assert folder.run()["a"] is Result.DONE, "it can be read now, which is a change"


def undisturbed(place: Path, names: Iterable[str]) -> dict[str, str]:
    calm = Folder(place)
    for name in names:
        calm.write(name)
    os.chdir(calm.source)
    calm.source = Path()
    calm.run()
    return calm.outputs()


@given(cuts=st.lists(st.integers(0, 7), max_size=6), is_after_writing=st.booleans())
@example(cuts=[1, 0, 1, 3], is_after_writing=True)
@example(cuts=[0, 0, 0], is_after_writing=False)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_cut_off_comes_out_as_if_it_had_not_been(
    cuts: list[int], is_after_writing: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [f"{number}" for number in range(7)]
    place = tmp_path_factory.mktemp("cut")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        expected = undisturbed(place / "calm", names)
        cut = Folder(place / "cut")
        for name in names:
            cut.write(name)
        patch.chdir(cut.source)
        cut.source = Path()
        made: dict[str, int] = dict.fromkeys(names, 0)

        def count(event: Event) -> None:
            made[event.job.stem] += event.result is Result.DONE

        cut.heard = count
        for after in cuts:
            with pytest.MonkeyPatch.context() as inner:
                if is_after_writing:
                    inner.setattr(Journal, "done", dying(Journal.done, after))
                try:
                    cut.run(killed_after=None if is_after_writing else after)
                except KilledError:
                    assert State.WORKING in cut.states().values()
        cut.run()
        assert cut.outputs() == expected
        assert set(cut.states().values()) == {State.DONE}
        assert set(made.values()) == {1}, "done once, and told so once"


def dying(done: Callable[..., None], after: int) -> Callable[..., None]:
    """`Journal.done`, killed before it notes the outcome number `after`, whose files are written."""
    left = [after]

    def note(*arguments: object) -> None:
        if left[0] == 0:
            raise KilledError
        left[0] -= 1
        done(*arguments)

    return note


def test_leftovers_of_a_killed_write_are_removed(folder: Folder) -> None:
    with pytest.raises(KilledError):
        folder.run(killed_after=1)
    leftover = folder.out / ".subtitler-0123456789abcdef.tmp"
    leftover.write_text("half", encoding="utf-8")
    folder.run()
    assert not leftover.exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_full_disk_stops_the_run_and_the_next_goes_on(
    number: int, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files._store
    left = [6]

    def store(data: Iterable[bytes], temporary: Path, target: Path) -> None:
        if not left[0]:
            raise OSError(number, os.strerror(number))
        left[0] -= 1
        real(data, temporary, target)

    monkeypatch.setattr(files, "_store", store)
    with pytest.raises(OutputError, match=os.strerror(number)):
        folder.run()
    assert sorted(folder.outputs()) == sorted("a" + suffix for suffix in SUFFIXES), "nothing half written"
    assert folder.states()["a"] is State.DONE
    assert State.FAILED not in folder.states().values()
    monkeypatch.undo()
    folder.run()
    assert set(folder.states().values()) == {State.DONE}


def test_another_error_of_writing_fails_one(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files._store

    def store(data: Iterable[bytes], temporary: Path, target: Path) -> None:
        if target.name.startswith("b."):
            raise OSError(errno.ENAMETOOLONG, "File name too long")
        real(data, temporary, target)

    monkeypatch.setattr(files, "_store", store)
    found = folder.run()
    assert found.pop("b") is Result.FAILED
    assert set(found.values()) == {Result.DONE}


def test_what_is_in_hand_when_it_is_stopped_is_finished(folder: Folder) -> None:
    for name in "ghijkl":
        folder.write(name)

    def stop(event: Event) -> None:
        folder.stop.is_set = True

    folder.heard = stop
    found = folder.run()
    assert set(found.values()) == {Result.DONE}
    assert len(found) == 4, "the chunk being written and the one ahead"
    states = [*folder.states().values()]
    assert (states.count(State.DONE), states.count(State.WAITING), states.count(State.WORKING)) == (4, 7, 0)


def test_the_first_failure_may_end_the_run(folder: Folder) -> None:
    folder.write("a", "")
    for name in "ghijkl":
        folder.write(name)
    found = folder.run(fail_fast=True)
    assert found["a"] is Result.FAILED
    assert len(found) < 11
    assert State.WORKING not in folder.states().values()


def test_a_clock_that_is_set_back_changes_nothing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    years = iter(range(2020, 1900, -1))

    class Backwards(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Backwards":
            return cls(next(years), 1, 1, tzinfo=tz)

    monkeypatch.setattr(journal_module, "datetime", Backwards)
    with pytest.raises(KilledError):
        folder.run(killed_after=3)
    assert Result.DONE in folder.run().values()
    assert set(folder.run().values()) == {Result.SKIPPED}
    with Journal.open_read(folder.out) as journal:
        assert all((job.seconds or 0) >= 0 for job in journal.jobs())
