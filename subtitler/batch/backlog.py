"""The chunks that are still to be worked, and again those whose worker died."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from subtitler.batch.work import EXIT_DEFECT, Chunk, Failure, Outcome, Task
from subtitler.core.errors import ModelError

MAX_DEATHS = 2
"""Of workers on one chunk, before its tasks are worked one by one."""

MAX_DEATHS_IN_A_ROW = 50
"""With nothing finished between them. A chunk in which every transcript kills its worker brings it to 34."""

Finished = tuple[Chunk, list[Outcome]]


@dataclass(slots=True, kw_only=True, eq=False)
class Piece:
    """What a worker has in hand: a chunk, or one task of a chunk whose workers died."""

    whole: Chunk
    task: Task | None = None
    deaths: int = 0

    @property
    def chunk(self) -> Chunk:
        return self.whole if self.task is None else replace(self.whole, tasks=(self.task,))


class Backlog:
    """Gives each chunk out until there are outcomes for it.

    When workers die, the tasks of their chunk are worked one by one, and the one whose worker dies again has failed.
    """

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._new = iter(chunks)
        self._again: deque[Piece] = deque()
        self._alone: dict[int, dict[int, Outcome]] = {}
        self._deaths_in_a_row = 0

    def take(self) -> Piece | None:
        """The next piece to work; None where there is none now."""
        if self._again:
            return self._again.popleft()
        chunk = next(self._new, None)
        return None if chunk is None else Piece(whole=chunk)

    def put_back(self, piece: Piece) -> None:
        """To be worked again, since it was given up through no fault of its own."""
        self._again.append(piece)

    def finished(self, piece: Piece, outcomes: list[Outcome]) -> Finished | None:
        """The chunk and its outcomes, once there are all of them."""
        self._deaths_in_a_row = 0
        return self._settled(piece, outcomes)

    def died(self, piece: Piece, how: str) -> Finished | None:
        """As `finished`, after a worker died on `piece`. Raises ModelError as `count_death` does."""
        self.count_death(how)
        piece.deaths += 1
        if piece.task is not None:
            return self._settled(piece, [_failed(piece.task, how)])
        if piece.deaths < MAX_DEATHS:
            self._again.append(piece)
        else:
            self._alone[piece.whole.number] = {}
            self._again += [Piece(whole=piece.whole, task=task) for task in piece.whole.tasks if task.is_wanted]
        return None

    def count_death(self, how: str) -> None:
        """Raises ModelError when too many workers died one after the other."""
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row >= MAX_DEATHS_IN_A_ROW:
            raise ModelError(
                place="workers",
                finding=f"{self._deaths_in_a_row} died one after the other, the last {how}",
                way_out="if memory ran out, use fewer of them; what was finished is kept, so run it again",
            )

    def _settled(self, piece: Piece, outcomes: list[Outcome]) -> Finished | None:
        if piece.task is None:
            return piece.whole, outcomes
        found = self._alone[piece.whole.number]
        found[piece.task.number] = outcomes[0]
        wanted = [task.number for task in piece.whole.tasks if task.is_wanted]
        if len(found) < len(wanted):
            return None
        del self._alone[piece.whole.number]
        return piece.whole, [found[number] for number in wanted]


def _failed(task: Task, how: str) -> Outcome:
    message = f"{task.origin}: the worker died on it, and again when it had nothing else to do ({how})"
    return Outcome(number=task.number, failure=Failure(kind="WorkerDied", message=message, exit_code=EXIT_DEFECT))
