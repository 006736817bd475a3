"""Sentences in batches, for a network to compute several at a time."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")

# Of source and padding, in one batch. Larger ones are no faster on a processor, where finished sentences keep waiting
# for the longest.
BATCH_TOKENS = 1024

STEP = 16


def output_limit(source_tokens: int) -> int:
    """The most tokens that a translation may have: twice the source's and some.

    In steps, so that sentences of about one length share a batch, and a sentence has its limit whatever the batch.
    """
    return 2 * -(-source_tokens // STEP) * STEP + STEP


def batches_of(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places in `lengths`, longest first, in batches of one output limit and at most BATCH_TOKENS with padding.

    Longest first, so that no worker begins a long batch when the others are done.
    """
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        longest = lengths[batch[0]] if batch else 0
        if batch and (output_limit(lengths[at]) != output_limit(longest) or (len(batch) + 1) * longest > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def in_batches(
    lengths: Sequence[int], compute: Callable[[list[int]], list[_T]], workers: Callable[[], int]
) -> Iterator[tuple[list[int], list[_T]]]:
    """The places in `lengths` in batches, each with what `compute` makes of it, by as many threads as `workers` says.

    Without lengths nobody is asked.
    """
    batches = list(batches_of(lengths))
    with _threads(workers() if batches else 1) as threads:
        yield from zip(batches, threads.map(compute, batches), strict=True)


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that leave undone what has not begun when something goes wrong, or Ctrl-C is pressed."""
    executor = ThreadPoolExecutor(count)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
