"""Signals that ask the program to end, while it works on many transcripts."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from subtitler.batch.run import Stop


@contextmanager
def heeding_signals(stop: Stop, say: Callable[[str], None], *, is_service: bool = False) -> Iterator[None]:
    """Ctrl-C and SIGTERM let what is in hand be finished; the second time they stop at once.

    SIGTERM is how a service is ended: with `is_service` it interrupts nobody's work, and never stops at once.
    """

    def interrupt(_number: int, _frame: object) -> None:
        if stop.is_asked:
            raise KeyboardInterrupt
        stop.is_set = stop.is_asked = True
        say("finishing what is in hand; once more to stop at once")

    def terminate(_number: int, _frame: object) -> None:
        stop.is_set = True

    handlers = {signal.SIGINT: interrupt, signal.SIGTERM: terminate if is_service else interrupt}
    before = {
        number: signal.signal(number, handler)
        for number, handler in handlers.items()
        if signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
