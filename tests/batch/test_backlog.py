"""What becomes of chunks whose workers die."""

from collections.abc import Iterator
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.batch import backlog as module
from subtitler.batch.backlog import Backlog, Finished, Piece
from subtitler.batch.work import Chunk, Outcome
from subtitler.core.errors import ModelError
from tests.batch.crews import QUIET, task


def outcomes_of(chunk: Chunk) -> list[Outcome]:
    return [Outcome(number=task.number, sentences=1) for task in chunk.tasks if task.is_wanted]


@given(
    sizes=st.lists(st.integers(1, 4), max_size=6),
    fates=st.lists(st.sampled_from(["finished", "died", "given up"]), max_size=60),
    hands=st.integers(1, 3),
    order=st.randoms(use_true_random=False),
)
def test_every_chunk_comes_out_once_whatever_befalls_the_workers(
    sizes: list[int], fates: list[str], hands: int, order: Random
) -> None:
    numbers = count()
    chunks = [
        Chunk(number=at, tasks=tuple(task(next(numbers), QUIET) for _ in range(size))) for at, size in enumerate(sizes)
    ]
    backlog = Backlog(chunks)
    fate = iter(fates)
    in_hand: list[Piece] = []
    found: list[Finished] = []
    while True:
        while len(in_hand) < hands and (piece := backlog.take()):
            in_hand.append(piece)
        if not in_hand:
            break
        order.shuffle(in_hand)
        piece = in_hand.pop()
        match next(fate, "finished"):
            case "finished":
                done = backlog.finished(piece, outcomes_of(piece.chunk))
            case "died":
                done = backlog.died(piece, "killed")
            case _:
                backlog.put_back(piece)
                done = None
        found += [done] if done else []
    assert sorted((chunk.number for chunk, _ in found)) == list(range(len(chunks)))
    for chunk, outcomes in found:
        assert [outcome.number for outcome in outcomes] == [task.number for task in chunk.tasks]


def test_a_chunk_that_kills_is_divided_and_only_the_killer_fails() -> None:
    chunk = Chunk(number=7, tasks=(task(1, QUIET), task(2, QUIET), task(3, QUIET, is_wanted=False), task(4, QUIET)))
    backlog = Backlog([chunk])
    for _ in range(2):
        piece = backlog.take()
        assert piece is not None
        assert piece.chunk == chunk
        assert backlog.died(piece, "killed by SIGKILL") is None
    found = None
    for number in (1, 2, 4):
        piece = backlog.take()
        assert piece is not None
        assert [task.number for task in piece.chunk.tasks] == [number]
        assert piece.chunk.number == 7
        if number == 2:
            found = backlog.died(piece, "killed by SIGKILL")
        else:
            found = backlog.finished(piece, outcomes_of(piece.chunk))
    assert backlog.take() is None
    assert found is not None
    whole, outcomes = found
    assert whole == chunk
    assert [(outcome.number, outcome.failure is None) for outcome in outcomes] == [(1, True), (2, False), (4, True)]
    failure = outcomes[1].failure
    assert failure is not None
    assert (
        failure.message == "2.txt: the worker died on it, and again when it had nothing else to do (killed by SIGKILL)"
    )


def test_nothing_but_death_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DEATHS_IN_A_ROW", 3)
    backlog = Backlog(Chunk(number=number, tasks=(task(number, QUIET),)) for number in range(9))
    pieces = [backlog.take() for _ in range(4)]
    assert all(pieces)
    first, second, third, fourth = pieces
    assert first and second and third and fourth  # noqa: PT018
    backlog.died(first, "killed")
    backlog.died(second, "killed")
    backlog.finished(third, [])
    backlog.died(fourth, "killed")
    backlog.count_death("killed")
    with pytest.raises(ModelError, match="3 died one after the other, the last ended with code 1; if memory ran out"):
        backlog.count_death("ended with code 1")


def test_chunks_are_taken_one_at_a_time() -> None:
    taken = []

    def given_chunks() -> Iterator[Chunk]:
        for number in range(3):
            taken.append(number)
            yield Chunk(number=number, tasks=())

    backlog = Backlog(given_chunks())
    assert not taken
    backlog.take()
    assert taken == [0]
