"""A crew of processes on this machine."""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection

from subtitler.batch.backlog import Backlog, Finished, Piece
from subtitler.batch.work import Chunk, Equip, Outcome, Workshop
from subtitler.core.errors import SubtitlerError

THREADS = "OMP_NUM_THREADS"
"""Says in the environment how many threads a process may compute with. The engines heed it."""

_LAST_BREATH_S = 5

# A forked process would have the locks of our threads, but not the threads that hold them.
_SPAWN = multiprocessing.get_context("spawn")


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class ProcessCrew:
    """As many processes as `workers`, which divide the processors of the machine. Each has one chunk in hand.

    One that dies costs its chunk in hand, which another works again. Ctrl-C reaches this process alone; when it dies,
    they end.
    """

    def __init__(self, equip: Equip, *, workers: int) -> None:
        self._equip = equip
        self._size = workers
        self._threads = max(1, processors() // workers)
        self._workers: list[_Worker] = []

    def work(self, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        """Each chunk with its outcomes. Raises what a worker raised, and ModelError where they do nothing but die."""
        backlog = Backlog(chunks)
        try:
            self._hand_out(backlog)
            while busy := {worker.pipe: worker for worker in self._workers if worker.piece is not None}:
                found = [self._heard(busy[pipe], backlog) for pipe in connection.wait([*busy])]  # type: ignore[index]
                self._hand_out(backlog)  # first, since what becomes of results may take its time
                yield from filter(None, found)
        finally:
            self.close()

    def close(self) -> None:
        """Ends the processes, whatever they have in hand."""
        while self._workers:
            self._workers.pop().end()

    def _hand_out(self, backlog: Backlog) -> None:
        """A piece for every hand, as long as there are pieces."""
        idle = [worker for worker in self._workers if worker.piece is None]
        while idle or len(self._workers) < self._size:
            piece = backlog.take()
            if piece is None:
                return
            if idle:
                idle.pop().give(piece)
            else:
                self._workers.append(_Worker(self._equip, self._threads, piece))

    def _heard(self, worker: "_Worker", backlog: Backlog) -> Finished | None:
        piece = worker.piece
        assert piece is not None
        try:
            outcomes = worker.hear()
        except (EOFError, OSError):
            self._workers.remove(worker)
            how = worker.buried()
            if worker.is_ready:
                return backlog.died(piece, how)
            backlog.count_death(how)
            backlog.put_back(piece)
            return None
        return None if outcomes is None else backlog.finished(piece, outcomes)


class _Worker:
    """A process, seen from outside. Its piece is sent to it once it is ready to read."""

    def __init__(self, equip: Equip, threads: int, piece: Piece) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.piece: Piece | None = piece
        self.is_ready = False
        self._process = _SPAWN.Process(target=_serve, args=(theirs, equip, threads), daemon=True)
        with _interrupts_blocked():
            self._process.start()
        theirs.close()

    def give(self, piece: Piece) -> None:
        self.piece = piece
        with suppress(OSError):  # that it died is heard soon enough
            self.pipe.send(piece.chunk)

    def hear(self) -> list[Outcome] | None:
        """The outcomes of its piece; None: it only got ready. Raises what it raised; EOFError, OSError if it died."""
        answer: list[Outcome] | Exception | None = self.pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            self.is_ready = True
            assert self.piece is not None
            self.give(self.piece)
        else:
            self.piece = None
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()

    def buried(self) -> str:
        """How it died."""
        self._process.join(_LAST_BREATH_S)
        code = self._process.exitcode
        self.end()
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"ended with code {code}"


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """What is started within is not reached by Ctrl-C, not even before its first line."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its start would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, equip: Equip, threads: int) -> None:
    """The life of a worker: chunks in, outcomes out; at last the error that ended it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[THREADS] = str(threads)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        workshop = Workshop(equip)
        pipe.send(None)
        for chunk in _received(pipe):
            pipe.send(workshop.make(chunk))
    except SubtitlerError as error:
        pipe.send(error)
    except Exception as error:  # noqa: BLE001 - goes on in the parent, where it is reported
        pipe.send(RuntimeError("".join(traceback.format_exception(error))))


def _received(pipe: Connection) -> Iterator[Chunk]:
    with suppress(EOFError):
        while True:
            yield pipe.recv()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)
