"""Who does the work: chunks in, outcomes out."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from subtitler.batch.work import Chunk, Equip, Outcome, Translated, Workshop


class Crew(Protocol):
    """Works off chunks. Takes another only when it has a hand free, and may give them back in any order."""

    def work(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Outcome]]]:
        """Each chunk with an outcome for each wanted task. Raises SubtitlerError for what must stop the run."""
        ...

    def close(self) -> None:
        """Lets go of all it holds; chunks in hand are dropped."""
        ...


class Alone:
    """This process, with a second thread that translates the next chunk while the first finishes the last.

    An engine computes outside of Python, so that cutting costs little time beside it.
    """

    def __init__(self, equip: Equip) -> None:
        self._workshop = Workshop(equip)
        self._ahead = ThreadPoolExecutor(1)

    def work(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Outcome]]]:
        waiting: deque[tuple[Chunk, Future[Translated]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._ahead.submit(self._workshop.translate, chunk)))
            if len(waiting) > 1:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def close(self) -> None:
        self._ahead.shutdown(wait=False, cancel_futures=True)

    def _finished(self, chunk: Chunk, translated: Future[Translated]) -> tuple[Chunk, list[Outcome]]:
        return chunk, self._workshop.finish(translated.result())
