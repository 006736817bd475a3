"""What the program says while it works: progress bars on a terminal, plain lines otherwise, all on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn


class Talk:
    """`quiet` silences all but errors; `verbose` adds details."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.quiet = quiet
        self.verbose = verbose

    def say(self, message: str) -> None:
        if not self.quiet:
            self.console.print(message, markup=False)

    def detail(self, message: str) -> None:
        if self.verbose and not self.quiet:
            self.console.print(message, markup=False, style="dim")

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator["Stage"]:
        """A named piece of work of `total` steps (None: unknown), shown while it lasts."""
        if self.quiet or not self.console.is_terminal:
            yield Stage(None, 0)
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.console, transient=True) as bars:
            yield Stage(bars, bars.add_task(name, total=total))


class Stage:
    """Tells how far the work is."""

    def __init__(self, bars: Progress | None, task: int) -> None:
        self._bars = bars
        self._task = task

    def advance(self, steps: int) -> None:
        if self._bars is not None:
            self._bars.advance(self._bars.task_ids[self._task], steps)
