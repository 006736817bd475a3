"""The crew of processes: deaths, Ctrl-C, and nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from subtitler.batch.crew import Alone
from subtitler.batch.processes import THREADS, ProcessCrew, processors
from subtitler.batch.work import Chunk, Outcome
from subtitler.core.errors import ModelMissingError
from subtitler.translate import ctranslate
from tests.batch.crews import FATAL, FATAL_ONCE, QUIET, SLOW, chunks, equip, task, worked_by


def made(crew: ProcessCrew | Alone, work: list[Chunk]) -> dict[int, list[Outcome]]:
    with closing(crew):
        found = list(crew.work(work))
    assert len({chunk.number for chunk, _ in found}) == len(found) == len(work)
    return {chunk.number: outcomes for chunk, outcomes in found}


@pytest.fixture(autouse=True)
def _nobody_is_left() -> Iterator[None]:
    yield
    assert not active_children()


def test_outcomes_are_those_of_one_process(tmp_path: Path) -> None:
    work = chunks("Officials met in Busan. They agreed.", "The port of Ulsan closed at 9 a.m.", QUIET)
    alone = made(Alone(equip(tmp_path, is_whole=True)), work)
    crew = made(ProcessCrew(equip(tmp_path, is_whole=True), workers=2), work)
    assert {number: [outcome.outputs for outcome in outcomes] for number, outcomes in crew.items()} == {
        number: [outcome.outputs for outcome in outcomes] for number, outcomes in alone.items()
    }
    assert all(outcome.outputs for outcomes in crew.values() for outcome in outcomes)


def test_the_processors_are_divided_and_no_process_is_idle(tmp_path: Path) -> None:
    found = made(ProcessCrew(equip(tmp_path), workers=2), chunks(*[SLOW] * 4))
    failures = [outcome.failure for outcomes in found.values() for outcome in outcomes]
    assert len({worked_by(outcome) for outcomes in found.values() for outcome in outcomes}) == 2
    assert {failure.message.split(": ")[1] for failure in failures if failure} == {
        f"{max(1, processors() // 2)} threads; none"
    }


@pytest.mark.parametrize(
    ("told", "threads"), [("1", 1), ("3", 3), ("99", ctranslate.MAX_WORKERS), ("", None), ("0", None), ("4,2", None)]
)
def test_the_engine_heeds_how_many_threads_it_is_told(
    told: str, threads: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(THREADS, told)
    assert ctranslate._workers() == (threads or min(processors(), ctranslate.MAX_WORKERS))


def test_a_death_costs_only_the_chunk_in_hand_which_is_worked_again(tmp_path: Path) -> None:
    found = made(ProcessCrew(equip(tmp_path), workers=1), chunks(QUIET, FATAL_ONCE, QUIET))
    begun = (tmp_path / "begun").read_text(encoding="utf-8").splitlines()
    assert len(begun) == 4  # the second twice
    assert {number: len({worked_by(outcome) for outcome in outcomes}) for number, outcomes in found.items()} == {
        0: 1,
        1: 1,
        2: 1,
    }
    assert worked_by(found[0][0]) != worked_by(found[1][0]) == worked_by(found[2][0])


def test_a_task_that_kills_every_worker_fails_alone(tmp_path: Path) -> None:
    found = made(ProcessCrew(equip(tmp_path), workers=2), chunks(QUIET, FATAL, QUIET, each=3))
    kinds = {
        outcome.number: outcome.failure.kind for outcomes in found.values() for outcome in outcomes if outcome.failure
    }
    assert kinds == {number: "WorkerDied" if number == 3 else "InputError" for number in range(9)}


def test_what_stops_a_worker_stops_the_run_with_its_own_error(tmp_path: Path) -> None:
    work = [Chunk(number=0, tasks=(task(0, QUIET, model="nowhere"),))]
    with pytest.raises(ModelMissingError, match="nowhere: is not here; fetch it"):
        made(ProcessCrew(equip(tmp_path), workers=2), work)


def test_a_defect_in_a_worker_comes_with_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*'int' object has no attribute 'complete'"):
        made(ProcessCrew(int, workers=1), chunks(QUIET))  # type: ignore[arg-type]


def test_chunks_are_taken_only_for_free_hands(tmp_path: Path) -> None:
    taken = 0

    def counted() -> Iterator[Chunk]:
        nonlocal taken
        for chunk in chunks(*[QUIET] * 12):
            taken += 1
            yield chunk

    with closing(ProcessCrew(equip(tmp_path), workers=2)) as crew:
        for done, _ in enumerate(crew.work(counted()), 1):
            assert taken <= done + 2 + 2  # in hand, and found at the same time


def test_close_ends_what_is_in_hand(tmp_path: Path) -> None:
    crew = ProcessCrew(equip(tmp_path), workers=2)
    results = crew.work(chunks(QUIET, *[SLOW] * 9))
    next(results)
    assert active_children()
    crew.close()
    assert not active_children()


def test_an_error_of_the_caller_leaves_nobody(tmp_path: Path) -> None:
    results = ProcessCrew(equip(tmp_path), workers=2).work(chunks(*[QUIET] * 4))
    with pytest.raises(ZeroDivisionError):
        _ = [1 / 0 for _ in results]


DRIVER = """
import signal, sys
from pathlib import Path
from subtitler.batch.processes import ProcessCrew
from tests.batch.crews import SLOW, chunks, equip

if __name__ == "__main__":
    is_stopped = False
    def stop(*_):
        global is_stopped
        is_stopped = True
    signal.signal(signal.SIGINT, stop)
    def until_stopped():
        for chunk in chunks(*[SLOW] * 20):
            if is_stopped:
                return
            yield chunk
    print("begun", flush=True)
    found = [chunk.number for chunk, _ in ProcessCrew(equip(Path(sys.argv[1])), workers=2).work(until_stopped())]
    print(len(found), flush=True)
"""


@pytest.fixture
def driver(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    ) as process:
        yield process
        process.kill()


def begun(folder: Path, count: int) -> list[str]:
    """The chunks that workers have begun, once there are `count`."""
    log = folder / "begun"
    while True:
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        if len(lines) >= count:
            return lines
        time.sleep(0.05)


@pytest.mark.parametrize("count", [0, 3])
def test_ctrl_c_finishes_what_is_in_hand(driver: "subprocess.Popen[str]", tmp_path: Path, count: int) -> None:
    assert driver.stdout is not None
    assert driver.stdout.readline() == "begun\n"
    begun(tmp_path, count)
    os.killpg(driver.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    out, err = driver.communicate(timeout=60)
    assert err == ""
    assert int(out) == len(begun(tmp_path, count))
    assert int(out) < 20


def test_workers_end_when_the_driver_is_killed(driver: "subprocess.Popen[str]", tmp_path: Path) -> None:
    workers = {line.split()[0] for line in begun(tmp_path, 2)}
    assert len(workers) == 2
    driver.kill()
    deadline = time.monotonic() + 20
    while alive(workers):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def alive(processes: set[str]) -> list[str]:
    """Those that neither ended nor wait for their parent to see it."""
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", ",".join(processes)], check=False, capture_output=True, text=True
    )
    return [state for state in found.stdout.split() if not state.startswith("Z")]
