"""The crew on Ray: a cluster of several nodes on this machine, nodes and workers that die, addresses nobody has."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import subtitler
from subtitler.batch import ray_crew
from subtitler.batch.crew import Alone
from subtitler.batch.ray_crew import RayCrew
from subtitler.batch.work import Chunk, Outcome
from subtitler.core.errors import ConfigError, ModelMissingError
from tests.batch.crews import FATAL, QUIET, SLOW, chunks, equip, task, worked_by

pytest.importorskip("ray")

Made = dict[int, list[Outcome]]


class Nodes:
    """A cluster whose head does no work, and worker nodes of one processor each."""

    def __init__(self) -> None:
        cluster_utils: Any = pytest.importorskip("ray.cluster_utils")
        self._size = {"object_store_memory": 100 * 2**20}
        head = {"num_cpus": 0, "include_dashboard": False, **self._size}
        self._cluster = cluster_utils.Cluster(initialize_head=True, head_node_args=head)
        self.address = str(self._cluster.address)
        self.session = Path(self._cluster.head_node.get_session_dir_path()).name
        self.alive = [self.add(), self.add()]

    def add(self) -> Any:
        return self._cluster.add_node(num_cpus=1, **self._size)

    def kill(self) -> None:
        self._cluster.remove_node(self.alive.pop(), allow_graceful=False)

    def ensure(self, count: int) -> None:
        while len(self.alive) < count:
            self.alive.append(self.add())
        while len(self.alive) > count:
            self.kill()

    def shutdown(self) -> None:
        self._cluster.shutdown()


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    found = Nodes()
    yield found
    found.shutdown()
    deadline = time.monotonic() + 20
    while found.session in subprocess.run(["ps", "-eo", "args"], check=True, capture_output=True, text=True).stdout:
        assert time.monotonic() < deadline, "a process of Ray is left"
        time.sleep(0.2)


def made(crew: RayCrew | Alone, work: list[Chunk]) -> Made:
    with closing(crew):
        found = list(crew.work(work))
    assert len({chunk.number for chunk, _ in found}) == len(found) == len(work)
    return {chunk.number: outcomes for chunk, outcomes in found}


def test_outcomes_are_those_of_one_process(nodes: Nodes, tmp_path: Path) -> None:
    work = chunks("Officials met in Busan. They agreed.", "The port of Ulsan closed at 9 a.m.", QUIET, QUIET)
    alone = made(Alone(equip(tmp_path, is_whole=True)), work)
    crew = made(RayCrew(equip(tmp_path, is_whole=True), address=nodes.address), work)
    assert {number: [outcome.outputs for outcome in outcomes] for number, outcomes in crew.items()} == {
        number: [outcome.outputs for outcome in outcomes] for number, outcomes in alone.items()
    }
    assert all(outcome.outputs for outcomes in crew.values() for outcome in outcomes)


def test_a_killed_worker_costs_its_chunk_and_a_task_that_always_kills_fails_alone(nodes: Nodes, tmp_path: Path) -> None:
    found = made(RayCrew(equip(tmp_path), address=nodes.address), chunks(QUIET, FATAL, QUIET))
    failures = {outcome.number: outcome.failure for outcomes in found.values() for outcome in outcomes}
    kinds = {number: failure.kind for number, failure in failures.items() if failure}
    assert kinds == {number: "WorkerDied" if number == 2 else "InputError" for number in range(6)}
    told = [failure.message for number, failure in failures.items() if failure and number != 2]
    assert {message.split(": ")[1] for message in told} == {"1 threads; none"}


def test_a_node_killed_halfway_loses_nothing_and_a_new_one_is_used(nodes: Nodes, tmp_path: Path) -> None:
    nodes.ensure(2)
    found: Made = {}
    workers: set[int] = set()
    given: list[int] = []

    def until_a_third_worker_is_seen() -> Iterator[Chunk]:
        for chunk in chunks(*[SLOW] * 200):
            if len(workers) >= 3:
                return
            given.append(chunk.number)
            yield chunk

    is_killed = False
    with closing(RayCrew(equip(tmp_path), address=nodes.address)) as crew:
        for chunk, outcomes in crew.work(until_a_third_worker_is_seen()):
            assert chunk.number not in found
            found[chunk.number] = outcomes
            workers.add(worked_by(outcomes[0]))
            if len(workers) == 2 and not is_killed:
                nodes.kill()
                nodes.ensure(2)
                is_killed = True
    assert len(workers) == 3
    assert sorted(found) == given
    assert all(outcome.failure and outcome.failure.kind == "InputError" for outcomes in found.values()
               for outcome in outcomes)  # fmt: skip
    begun = (tmp_path / "begun").read_text(encoding="utf-8").splitlines()
    assert len(given) <= len(begun) <= len(given) + 2


def test_what_stops_a_worker_stops_the_run_with_its_own_error(
    nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(RayCrew(equip(tmp_path), address=nodes.address)) as crew:
        with pytest.raises(ModelMissingError, match=f"nowhere on {socket.gethostname()}: is not here; fetch it"):
            list(crew.work([Chunk(number=0, tasks=(task(0, QUIET, model="nowhere"),))]))
        found = subtitler.__version__
        monkeypatch.setattr(subtitler, "__version__", "99.0")
        with pytest.raises(ConfigError, match=rf"has subtitler {found}, this machine 99\.0; install the same"):
            list(crew.work(chunks(QUIET)))


def test_a_defect_in_a_worker_comes_with_its_traceback(nodes: Nodes) -> None:
    with pytest.raises(RuntimeError, match="'int' object has no attribute 'complete'"):
        made(RayCrew(int, address=nodes.address), chunks(QUIET))  # type: ignore[arg-type]


def test_a_machine_without_subtitler_is_told(nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = ModuleType("only_here")
    vars(elsewhere)["Hand"] = type("Hand", (ray_crew.Hand,), {"__module__": "only_here"})
    monkeypatch.setitem(sys.modules, "only_here", elsewhere)
    monkeypatch.setattr(ray_crew, "Hand", elsewhere.Hand)
    with pytest.raises(ConfigError, match=r"a worker cannot start .*No module named 'only_here'.*; install the same"):
        made(RayCrew(equip(tmp_path), address=nodes.address), chunks(QUIET))


def test_when_the_last_node_is_lost_the_run_ends_after_a_while(
    nodes: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes.ensure(1)
    with closing(RayCrew(equip(tmp_path), address=nodes.address)) as crew:
        results = crew.work(chunks(QUIET, *[SLOW] * 9))
        next(results)
        nodes.ensure(0)
        monkeypatch.setattr(ray_crew, "PATIENCE_S", 1)
        with pytest.raises(ConfigError, match="no machine has given a free processor for 1 s; add machines"):
            list(results)


def test_ray_on_this_machine_is_started_and_ended_and_leaves_sigterm_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")  # else it writes a token into the home folder
    before = signal.getsignal(signal.SIGTERM)
    crew = RayCrew(equip(tmp_path), workers=1)
    assert signal.getsignal(signal.SIGTERM) == before
    assert len(made(crew, chunks(QUIET, QUIET))) == 2
    deadline = time.monotonic() + 20
    mine = ["ps", "-o", "args=", "--ppid", str(os.getpid())]
    while "num_cpus" in subprocess.run(mine, check=False, capture_output=True, text=True).stdout:
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.parametrize(
    ("address", "finding"),
    [
        ("nowhere", "is not HOST:PORT"),
        ("ray://127.0.0.1:10001", "is not HOST:PORT"),
        ("127.0.0.1:1", "nobody answers"),
        ("127.0.0.1:99999", "nobody answers"),
    ],
)
def test_an_address_nobody_has_is_told_at_once(tmp_path: Path, address: str, finding: str) -> None:
    with pytest.raises(ConfigError, match=f"--address {address}: {finding}.*; on a machine of the cluster"):
        RayCrew(equip(tmp_path), address=address)


def test_another_server_at_the_address_is_told_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_crew, "_ANSWER_S", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(ConfigError, match="no Ray answered within 2 s"):
            RayCrew(equip(tmp_path), address=address)


def test_without_ray_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigError, match=r"Ray is not installed; install it: pip install 'subtitler\[ray\]'"):
        RayCrew(equip(tmp_path))
