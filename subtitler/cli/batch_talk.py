"""What a batch says while it works: a bar on a terminal, a line now and then elsewhere, and events for programs."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from subtitler.batch.run import Event, Result
from subtitler.cli.talk import Talk

LINE_EVERY_S = 10

_SAID = {
    Result.DONE: "done",
    Result.SKIPPED: "as before",
    Result.KEPT: "changed by hand and kept",
    Result.FAILED: "failed",
    Result.GIVEN_UP: "failed before and not tried again",
}


class BatchTalk:
    """Counts what becomes of the jobs, and tells of it."""

    def __init__(self, talk: Talk, *, as_json: bool) -> None:
        self._talk = talk
        self._as_json = as_json
        self._total = 0
        self._results: Counter[Result] = Counter()
        self._sentences = 0
        self._began = monotonic()
        self._bar: Progress | None = None

    @property
    def has_failures(self) -> bool:
        return bool(self._results[Result.FAILED] or self._results[Result.GIVEN_UP])

    @property
    def left(self) -> int:
        return self._total - self._results.total()

    def say(self, message: str) -> None:
        self._talk.say(message)

    @contextmanager
    def over(self, total: int) -> Iterator[None]:
        """While it lasts, `total` jobs are told of."""
        self._total = total
        self._event("plan", jobs=total)
        if self._talk.quiet:
            yield
        elif self._talk.console.is_terminal:
            with self._on_a_bar():
                yield
        else:
            with self._in_lines():
                yield

    @contextmanager
    def _on_a_bar(self) -> Iterator[None]:
        columns = (
            SpinnerColumn(),
            TextColumn("transcripts"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._talk.console, transient=True) as self._bar:
            self._bar.add_task("", total=self._total)
            yield
        self._bar = None

    @contextmanager
    def _in_lines(self) -> Iterator[None]:
        is_over = threading.Event()

        def tell_now_and_then() -> None:
            while not is_over.wait(LINE_EVERY_S):
                self.say(self._line)

        thread = threading.Thread(target=tell_now_and_then, daemon=True)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()

    def tell(self, event: Event) -> None:
        self._results[event.result] += 1
        self._sentences += event.outcome.sentences if event.outcome else 0
        self._event("job", **_described(event))
        if event.result is Result.FAILED and event.failure is not None:
            self._talk.console.print(f"failed: {_placed(event.job.path, event.failure.message)}", markup=False)
        elif event.result is Result.KEPT:
            self.say(f"{event.job.stem}: was changed by hand and is kept; --force makes it anew")
        elif event.result is not Result.DONE or self._bar is None:
            self._talk.detail(f"{event.job.path}: {_SAID[event.result]}")
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._results.total(), description=self._speed)

    def end(self) -> None:
        """Tell of the whole."""
        seconds = monotonic() - self._began
        counts = {str(result): self._results[result] for result in Result}
        self._event("end", **counts, left=self.left, sentences=self._sentences, seconds=round(seconds, 3))
        parts = [f"{self._results[result]:,} {_SAID[result]}" for result in Result if self._results[result]]
        if self.left:
            parts.append(f"{self.left:,} left")
        self.say(f"{self._total:,} transcripts: {', '.join(parts)}")
        if self._sentences:
            self.say(f"{self._sentences:,} sentences in {_clock(seconds)}, {self._speed}")
        if self._results[Result.GIVEN_UP]:
            self.say("--retry-failed tries again what failed before")

    @property
    def _speed(self) -> str:
        return f"{self._sentences / max(monotonic() - self._began, 0.001):.1f} sentences a second"

    @property
    def _line(self) -> str:
        made = self._results[Result.DONE] + self._results[Result.FAILED]
        seconds = monotonic() - self._began
        left = f"; {_clock(seconds * self.left / made)} left" if made and self.left else ""
        speed = f"; {self._speed}" if self._sentences else ""
        return f"after {_clock(seconds)}: {self._results.total():,} of {self._total:,} transcripts{speed}{left}"

    def _event(self, event: str, **fields: object) -> None:
        if self._as_json:
            typer.echo(json.dumps({"event": event, **fields}, ensure_ascii=False))


def _described(event: Event) -> dict[str, object]:
    fields: dict[str, object] = {
        "number": event.number,
        "path": event.job.path,
        "output": event.job.stem,
        "result": event.result,
    }
    if event.outcome is not None:
        names = ("sentences", "cues", "flagged", "errors", "warnings", "seconds")
        fields |= {name: getattr(event.outcome, name) for name in names}
    if event.failure is not None:
        fields |= {
            "error": event.failure.kind,
            "message": event.failure.message,
            "exit_code": event.failure.exit_code,
        }
    return fields


def _placed(path: str, message: str) -> str:
    return message if path in message else f"{path}: {message}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
