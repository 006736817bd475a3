"""A crew of workers on the machines of a Ray cluster."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, NamedTuple, NoReturn

import subtitler
from subtitler.batch.backlog import Backlog, Finished, Piece
from subtitler.batch.processes import THREADS, processors
from subtitler.batch.work import Chunk, Equip, Outcome, Workshop
from subtitler.core.errors import ConfigError, SubtitlerError

PATIENCE_S = 180
"""How long a run goes on without any worker. A cluster that grows needs minutes for a machine."""

_LOOK_S = 1
_REACH_S = 5
_ANSWER_S = 30

_STORE_BYTES = 256 * 2**20  # of a local Ray, for chunks and outcomes: some megabytes a worker

_QUIET = {"log_to_driver": False, "logging_level": "ERROR"}


class Bench(NamedTuple):
    """Where a worker works: a node of the cluster by Ray's id, its host, the version of subtitler there."""

    node: str
    host: str
    version: str


class Hand:
    """What a worker is in its own process. Computes with one thread, since it is given one processor."""

    def open(self, equip: Equip) -> Bench:
        import ray  # noqa: PLC0415 - heavy

        os.environ[THREADS] = "1"
        with _host_told():
            self._workshop = Workshop(equip)
        return Bench(ray.get_runtime_context().get_node_id(), socket.gethostname(), subtitler.__version__)

    def make(self, chunk: Chunk) -> list[Outcome]:
        with _host_told():
            return self._workshop.make(chunk)


@contextmanager
def _host_told() -> Iterator[None]:
    """An error names this machine too: what is missing may be missing here alone."""
    try:
        yield
    except SubtitlerError as error:
        error.place += f" on {socket.gethostname()}"
        raise


@dataclass(slots=True, kw_only=True, eq=False)
class _Worker:
    """A `Hand`, seen from outside. `call` is what it was asked last, None when idle; `bench` None until it is open."""

    actor: Any
    call: Any
    bench: Bench | None = None
    piece: Piece | None = None


class RayCrew:
    """Workers of one processor each: `workers` of them, else as many as the cluster has processors at the time.

    `address` is that of a cluster which this machine belongs to, HOST:PORT or `auto`; None starts Ray on this machine
    alone and ends it at `close`. Each worker has one chunk in hand. When one is lost, or its machine, the chunk is
    worked again, and another takes its place where there is room, be it on a machine that came later.

    Raises ConfigError where Ray is not installed, and where no cluster answers.
    """

    def __init__(self, equip: Equip, *, address: str | None = None, workers: int | None = None) -> None:
        self._place = "ray" if address is None else f"--address {address}"
        self._ray = _import_ray(self._place)
        self._equip = equip
        self._size = workers
        self._workers: list[_Worker] = []
        if address is None:
            slots = workers or processors()
            own = {"num_cpus": slots, "include_dashboard": False, "object_store_memory": _STORE_BYTES}
            _connect(self._ray, self._place, address="local", **own)
        else:
            _check_address(address)
            _connect(self._ray, self._place, address=address)
        self._actor = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Hand)

    def work(self, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        """Each chunk with its outcomes. Raises what a worker raised, and ConfigError when there is none for long."""
        backlog = Backlog(chunks)
        is_done = False
        last_seen = monotonic()
        try:
            while not is_done or any(worker.piece for worker in self._workers):
                if not is_done:
                    self._recruit()
                found = self._heard(backlog)
                is_done = self._hand_out(backlog)  # before results are given away, which may take its time
                if any(worker.bench for worker in self._workers):
                    last_seen = monotonic()
                elif monotonic() - last_seen > PATIENCE_S:
                    self._give_up()
                if found is not None:
                    yield found
        finally:
            self._dismiss(*self._workers)

    def close(self) -> None:
        """Ends the workers, whatever they have in hand, and leaves the cluster."""
        self._dismiss(*self._workers)
        self._ray.shutdown()

    def _recruit(self) -> None:
        """Ask for workers until there are enough; they come when there is room for them."""
        wanted = self._size or max(1, int(self._ray.cluster_resources().get("CPU", 0)))
        while len(self._workers) < wanted:
            actor = self._actor.remote()
            self._workers.append(_Worker(actor=actor, call=actor.open.remote(self._equip)))

    def _hand_out(self, backlog: Backlog) -> bool:
        """A piece for every free hand. True when one stays free, since there is nothing more to do."""
        for worker in self._workers:
            if worker.call is None:
                worker.piece = backlog.take()
                if worker.piece is None:
                    return True
                worker.call = worker.actor.make.remote(worker.piece.chunk)
        return False

    def _heard(self, backlog: Backlog) -> Finished | None:
        """What one of the workers has finished; None where nothing was within a moment."""
        calls = {worker.call: worker for worker in self._workers if worker.call is not None}
        ready, _ = self._ray.wait([*calls], timeout=_LOOK_S)
        if not ready:
            return None
        worker = calls[ready[0]]
        errors = self._ray.exceptions
        try:
            answer = self._ray.get(worker.call)
        except errors.RayTaskError as error:
            is_told = isinstance(error.cause, SubtitlerError)
            raise (error.cause if is_told else RuntimeError(str(error))) from None
        except errors.RayError as error:
            self._dismiss(worker)
            return self._lost(worker, error, backlog)
        worker.call = None
        if worker.piece is None:
            worker.bench = self._checked(answer)
            return None
        piece, worker.piece = worker.piece, None
        return backlog.finished(piece, answer)

    def _lost(self, worker: _Worker, error: Exception, backlog: Backlog) -> Finished | None:
        """After a worker was lost: a chunk is to blame only where its machine lives on."""
        errors = self._ray.exceptions
        how = textwrap.shorten(str(error).splitlines()[-1], 200, placeholder="…")
        if worker.bench is None or worker.piece is None:
            if getattr(error, "actor_init_failed", False):
                self._refuse(f"a worker cannot start on a machine of it ({how})")
            backlog.count_death(how)
            return None
        is_by_itself = isinstance(error, errors.ActorDiedError | errors.OutOfMemoryError)
        if is_by_itself and any(node["Alive"] and node["NodeID"] == worker.bench.node for node in self._ray.nodes()):
            return backlog.died(worker.piece, f"on {worker.bench.host}: {how}")
        backlog.put_back(worker.piece)
        return None

    def _checked(self, bench: Bench) -> Bench:
        if bench.version != subtitler.__version__:
            self._refuse(f"{bench.host} has subtitler {bench.version}, this machine {subtitler.__version__}")
        return bench

    def _refuse(self, finding: str) -> NoReturn:
        raise ConfigError(
            place=self._place, finding=finding, way_out="install the same subtitler[ray] on every machine"
        )

    def _give_up(self) -> NoReturn:
        raise ConfigError(
            place=self._place,
            finding=f"no machine has given a free processor for {PATIENCE_S} s",
            way_out="add machines or wait until others are done, and run it again; what was finished is kept",
        )

    def _dismiss(self, *workers: _Worker) -> None:
        for worker in workers:
            self._workers.remove(worker)
            self._ray.kill(worker.actor)


def _import_ray(place: str) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - heavy
    except ModuleNotFoundError as error:
        raise ConfigError(
            place=place, finding="Ray is not installed", way_out="install it: pip install 'subtitler[ray]'"
        ) from error
    return ray


def _connect(ray: Any, place: str, **options: object) -> None:
    try:
        with _signals_kept():
            ray.init(**options, **_QUIET)
    except (OSError, RuntimeError, ValueError) as error:
        raise ConfigError(
            place=place, finding=f"Ray does not start ({error})", way_out="see what its own command says: ray status"
        ) from error
    # Its messages about lost machines, with pages of its logs, would go to our standard output.
    ray._private.worker._worker_logs_enabled = False


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray makes SIGTERM end the program at once; what it did before, it does again."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, before)


def _check_address(address: str) -> None:
    """Nothing, when a cluster answers there. Raises ConfigError.

    Ray itself would wait for minutes, deaf to Ctrl-C; so another process tries first.
    """
    if address != "auto":
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or "/" in host:
            _no_cluster(address, "is not HOST:PORT")
        try:
            socket.create_connection((host, int(port)), _REACH_S).close()
        except (OSError, OverflowError) as error:
            _no_cluster(address, f"nobody answers ({error})")
    program = f"import sys, ray; ray.init(address=sys.argv[1], **{_QUIET!r})"
    try:
        tried = subprocess.run(
            [sys.executable, "-c", program, address], check=False, capture_output=True, text=True, timeout=_ANSWER_S
        )
    except subprocess.TimeoutExpired:
        _no_cluster(address, f"no Ray answered within {_ANSWER_S} s")
    if "InvalidAuthToken" in tried.stderr:  # which Ray sends to no explicit address unasked
        _no_cluster(address, "the cluster wants its token", "set RAY_AUTH_MODE=token (docs/many-machines.md)")
    if tried.returncode:
        _no_cluster(address, "".join(tried.stderr.splitlines()[-1:]))


def _no_cluster(
    address: str,
    finding: str,
    way_out: str = "on a machine of the cluster, give what `ray start` said there (HOST:6379), or auto",
) -> NoReturn:
    raise ConfigError(place=f"--address {address}", finding=finding, way_out=way_out)
