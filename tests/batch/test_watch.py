"""Which files are given out, and when: those that are whole, once, and again when they change."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from time import monotonic, sleep

import pytest
import watchfiles
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.batch import watch
from subtitler.batch.plan import Job, find_jobs
from subtitler.batch.run import Stop
from subtitler.batch.watch import Settling, Stamp, Watch, check_apart
from subtitler.core.errors import ConfigError, InputError

SETTLE_S = 0.2
PATIENCE_S = 20


class Watched:
    """A watch of `folder`, and what it says."""

    def __init__(self, folder: Path, pattern: str = "*.txt") -> None:
        self.folder = folder
        self.stop = Stop()
        self.said: list[str] = []
        watching = Watch(folder, pattern=pattern, settle_s=SETTLE_S, stop=self.stop, tell=self.said.append)
        self.ready = watching.ready()

    def next(self) -> list[str]:
        """The stems of the next jobs; an empty list where none came in time."""
        late = threading.Timer(PATIENCE_S, setattr, (self.stop, "is_set", True))
        late.start()
        try:
            return [job.stem for job in next(self.ready, [])]
        finally:
            late.cancel()

    def nothing_for(self, seconds: float) -> bool:
        end = threading.Timer(seconds, setattr, (self.stop, "is_set", True))
        end.start()
        return next(self.ready, None) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


@contextmanager
def meanwhile(*steps: Callable[[], object]) -> Iterator[None]:
    """Takes the steps in another thread, a moment before each."""

    def run() -> None:
        for step in steps:
            sleep(0.1)
            step()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def test_what_is_there_comes_first_then_what_appears(folder: Path) -> None:
    (folder / "b.txt").write_text("b")
    (folder / "evening").mkdir()
    (folder / "evening" / "a.txt").write_text("a")
    watched = Watched(folder)
    assert watched.next() == ["b", "evening/a"]
    with meanwhile(lambda: (folder / "evening" / "c.txt").write_text("c")):
        assert watched.next() == ["evening/c"]
    assert watched.nothing_for(3 * SETTLE_S)


def test_a_changed_transcript_comes_again_an_untouched_one_does_not(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    (folder / "b.txt").write_text("b")
    watched = Watched(folder)
    assert watched.next() == ["a", "b"]
    (folder / "a.txt").write_text("longer")
    assert watched.next() == ["a"]
    (folder / "b.txt").unlink()
    (folder / "b.txt").write_text("b")
    assert watched.next() == ["b"]


def test_a_transcript_comes_when_it_has_stopped_growing(folder: Path) -> None:
    watched = Watched(folder)
    path = folder / "long.txt"
    grown: list[float] = []

    def grow() -> None:
        with path.open("a") as file:
            file.write("one more line\n")
        grown.append(monotonic())

    with meanwhile(*[grow] * 8):
        assert watched.next() == ["long"]
    assert len(grown) == 8
    assert monotonic() - grown[-1] >= SETTLE_S


def test_names_of_what_is_not_whole_are_left_out_until_they_change(folder: Path) -> None:
    for name in (".a.txt", "~$a.txt", "a.txt~", "a.txt.part", "a.TMP", "a.filepart", "a.crdownload", ".hidden/a.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("a")
    (folder / "good.txt").write_text("good")
    watched = Watched(folder, "*")
    assert watched.next() == ["good"]
    (folder / "a.txt.part").rename(folder / "a.txt")
    assert watched.next() == ["a"]


def test_a_folder_that_is_moved_in_comes_whole(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "monday" / "late").mkdir(parents=True)
    (tmp_path / "monday" / "late" / "a.txt").write_text("a")
    (folder / "first.txt").write_text("first")
    watched = Watched(folder)
    assert watched.next() == ["first"]
    (tmp_path / "monday").rename(folder / "monday")
    assert watched.next() == ["monday/late/a"]


def test_only_what_fits_the_pattern_comes(folder: Path) -> None:
    for name in ("a.txt", "a.docx", "news-1.script"):
        (folder / name).write_text("a")
    assert Watched(folder, "news-*").next() == ["news-1"]


def test_a_folder_that_goes_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_AWAY_S", 0.05)
    (folder / "a.txt").write_text("a")
    watched = Watched(folder)
    assert watched.next() == ["a"]

    def away() -> None:
        folder.rename(folder.with_name("elsewhere"))

    def back() -> None:
        sleep(0.5)
        folder.with_name("elsewhere").rename(folder)
        (folder / "b.txt").write_text("b")

    with meanwhile(away, back):
        assert watched.next() == ["b"]
    assert watched.said == [f"{folder}: is not there; waiting for it", f"{folder}: is there"]


def test_a_folder_in_place_of_another_is_seen(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("a")
    watched = Watched(folder)
    assert watched.next() == ["a"]
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "b.txt").write_text("b")
    folder.rename(tmp_path / "old")
    (tmp_path / "share").rename(folder)
    assert watched.next() == ["b"]
    (folder / "c.txt").write_text("c")
    assert watched.next() == ["c"]


def test_a_folder_that_is_not_there_at_first_is_waited_for_until_the_end(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "none")
    assert watched.nothing_for(0.1)
    assert watched.said == [f"{tmp_path / 'none'}: is not there; waiting for it"]


def test_of_two_with_one_name_the_first_comes_and_the_other_is_told_of_once(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    (folder / "a.text").write_text("a")
    watched = Watched(folder, "*")
    assert watched.next() == ["a"]
    (folder / "b.txt").write_text("b")
    assert watched.next() == ["b"]
    assert watched.said == [f"{folder}/a.txt: left out, since {folder}/a.text has its name; rename it"]


def test_what_the_system_does_not_tell_is_found_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(*_paths: object, stop_event: Watch, **_options: object) -> Iterator[set[object]]:
        while not stop_event.is_set():
            sleep(0.01)
            yield set()

    monkeypatch.setattr(watchfiles, "watch", deaf)
    monkeypatch.setattr(watch, "RESCAN_S", 0.3)
    watched = Watched(folder)
    with meanwhile(lambda: (folder / "a.txt").write_text("a")):
        assert watched.next() == ["a"]


def test_a_folder_at_rest_is_not_listed_over_and_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[float] = []

    def counted(names: list[str], *, pattern: str) -> Iterator[Job]:
        listed.append(monotonic())
        return find_jobs(names, pattern=pattern)

    monkeypatch.setattr("subtitler.batch.watch.find_jobs", counted)
    (folder / "a.txt").write_text("a")
    watched = Watched(folder)
    assert watched.next() == ["a"]
    before = len(listed)
    assert watched.nothing_for(1.0)
    assert len(listed) == before


def test_a_system_that_can_watch_no_more_is_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_paths: object, **_options: object) -> Iterator[set[object]]:
        raise OSError("OS file watch limit reached")
        yield set()

    monkeypatch.setattr(watchfiles, "watch", full)
    with pytest.raises(InputError, match=r"cannot be watched \(OS file watch limit reached\); raise fs\.inotify"):
        next(Watched(folder).ready)


def test_a_folder_that_may_not_be_listed_is_told_of_and_no_reason_to_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refused(path: str | Path) -> object:
        if os.path.basename(path) == "secret":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)  # root may list any folder
    (folder / "a.txt").write_text("a")
    (folder / "secret").mkdir()
    watched = Watched(folder)
    assert watched.next() == ["a"]
    (folder / "b.txt").write_text("b")
    assert watched.next() == ["b"]
    assert watched.said == [f"{folder}/secret: cannot be listed (Permission denied)"]


@pytest.mark.parametrize(("source", "target"), [("a", "a"), ("a", "a/out"), ("a/in", "a"), ("a", "link/out")])
def test_outputs_may_not_lie_where_transcripts_do(tmp_path: Path, source: str, target: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with pytest.raises(ConfigError, match="one lies in the other; give folders that lie apart"):
        check_apart(tmp_path / source, tmp_path / target)
    check_apart(tmp_path / "a", tmp_path / "ab")


def test_a_file_is_no_folder_to_watch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(InputError, match=r"a\.txt: is a file; give the folder"):
        check_apart(tmp_path / "a.txt", tmp_path / "out")


JOBS = [Job(path=f"in/{name}.txt", stem=name, place=name) for name in "ab"]

states = st.dictionaries(st.sampled_from(JOBS), st.builds(Stamp, *[st.integers(0, 1)] * 3))


@given(st.lists(st.tuples(st.integers(0, 3), states), max_size=8), st.integers(0, 3))
@example([(0, {JOBS[0]: Stamp(0, 0, 0)}), (2, {JOBS[0]: Stamp(1, 0, 0)}), (1, {JOBS[0]: Stamp(1, 0, 0)})], 2)
@example([(0, {JOBS[0]: Stamp(0, 0, 0)}), (2, {}), (2, {JOBS[0]: Stamp(0, 0, 0)})], 2)
def test_a_file_is_given_out_once_for_each_state_in_which_it_stayed(
    listings: list[tuple[int, dict[Job, Stamp]]], settle_s: int
) -> None:
    settling = Settling(settle_s)
    now = 0
    past: list[tuple[int, dict[Job, Stamp]]] = []
    for later, found in listings:
        now += later
        past.append((now, found))
        given_out = settling.see(found, now)
        for job, stamp in found.items():
            stay = [at for at, _ in takewhile(lambda seen: seen[1].get(job) == stamp, reversed(past))]  # noqa: B023
            long_enough = [at for at in stay if at - stay[-1] >= settle_s]
            assert (job in given_out) is (len(long_enough) == 1)
        assert {*given_out} <= {*found}
