"""A run over the jobs of a folder: what has to be done goes to a crew, what comes of it into files and the journal."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from subtitler.batch.crew import Crew
from subtitler.batch.journal import JobRecord, Journal, Start, State
from subtitler.batch.plan import Job, Overrides, check_inside, printable
from subtitler.batch.work import Chunk, Failure, Outcome, Recipe, Task, failure_of
from subtitler.core.errors import FileExistsHereError, InputError, OutputError
from subtitler.files import Reading, read_stable, remove_leftovers, sha256_of, write_all
from subtitler.report.made import suffixes

CHUNK_JOBS = 32
"""Their sentences, some hundreds, fill the batches of an engine."""

# What is wrong with the whole disk, and not with one file.
_NO_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


class Signed(NamedTuple):
    """A recipe and its signature: equal for equal results, whatever the input."""

    recipe: Recipe
    signature: str


class Result(StrEnum):
    """What a run did with a job. `KEPT`: its outputs were changed by hand; `GIVEN_UP`: it failed before."""

    DONE = "done"
    SKIPPED = "skipped"
    KEPT = "kept"
    FAILED = "failed"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What became of a job, as it happens. `outcome` where it was made."""

    job: Job
    number: int
    result: Result
    failure: Failure | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """`force` writes over files that were changed by hand, or were there before; `retry_failed` tries those again."""

    force: bool = False
    retry_failed: bool = False
    fail_fast: bool = False


@dataclass(slots=True)
class Stop:
    """Once set, what is in hand is finished, and nothing begun. `is_asked` where a user, and no failure, set it."""

    is_set: bool = False
    is_asked: bool = False


class _Examined(NamedTuple):
    """A job with its input read. `result` is what is clear already; None where it has to be made."""

    job: Job
    record: JobRecord
    signed: Signed
    reading: Reading
    result: Result | None


class Run:
    """Does the jobs that have to be done, as `demand` says, and tells of each.

    A job is done again when its input, its settings or the program have changed, or an output is missing. Those that a
    run before did not end come first, in the chunks in which they were, so that they come out as they would have.
    """

    def __init__(
        self,
        folder: Path,
        journal: Journal,
        *,
        sign: Callable[[Overrides], Signed],
        demand: Demand,
        tell: Callable[[Event], None],
        stop: Stop,
    ) -> None:
        self._folder = folder
        self._root = Path(os.path.realpath(folder))
        self._journal = journal
        self._sign = sign
        self._demand = demand
        self._tell = tell
        self._stop = stop
        self._in_hand: dict[int, Job] = {}

    def work(self, jobs: Sequence[Job], crew: Crew) -> None:
        """Raises ModelError where no translator can be loaded, OutputError where the disk is full or gone."""
        self._journal.begin((job.stem, printable(job.path)) for job in jobs)
        for _, outcomes in crew.work(self._chunks(jobs)):
            for outcome in outcomes:
                self._take(outcome)
        self._journal.end()

    def _chunks(self, jobs: Sequence[Job]) -> Iterator[Chunk]:
        interrupted = self._journal.interrupted()
        for parent in {(self._folder / record.stem).parent for record in interrupted}:
            remove_leftovers(parent)
        stems = {record.stem for record in interrupted}
        planned = {job.stem: job for job in jobs if job.stem in stems}
        for number, records in groupby(interrupted, lambda record: record.chunk):
            mates = self._examine(planned[record.stem] for record in records if record.stem in planned)
            yield from self._begun([*mates], number)
        others = self._examine(job for job in jobs if job.stem not in stems)
        waiting = (found for found in others if found.result is None)
        while found := [*islice(waiting, CHUNK_JOBS)]:
            yield from self._begun(found, None)

    def _examine(self, jobs: Iterable[Job]) -> Iterator[_Examined]:
        """The jobs whose input can be read, until it is time to stop."""
        for job in jobs:
            if self._stop.is_set:
                return
            if found := self._examined(job):
                yield found

    def _begun(self, found: Sequence[_Examined], number: int | None) -> Iterator[Chunk]:
        """The chunk of those found, if one of them has to be made; the others are translated along."""
        wanted = [each for each in found if each.result is None]
        if not wanted or self._stop.is_set:
            return
        starts = [Start(each.record.number, each.signed.signature, each.reading.sha256) for each in wanted]
        number = self._journal.start(starts, chunk=number)
        self._in_hand |= {each.record.number: each.job for each in wanted}
        yield Chunk(number=number, tasks=tuple(map(_task, found)))

    def _examined(self, job: Job) -> _Examined | None:
        record = self._journal.job(job.stem)
        signed = self._sign(job.overrides)
        found = _read(job)
        sha256 = found.sha256 if isinstance(found, Reading) else None
        is_same = (record.signature, record.input_sha256) == (signed.signature, sha256)
        result: Result | None
        failure: Failure | None
        if is_same and record.failure is not None and not self._is_tried_again(record.failure):
            result, failure = Result.GIVEN_UP, record.failure
        elif isinstance(found, Failure):
            result, failure = Result.FAILED, found
        else:
            result, failure = self._standing(job, record, signed.recipe, is_same=is_same)
        if result is Result.FAILED and failure is not None:
            self._journal.start([Start(record.number, signed.signature, sha256)], chunk=None)
            self._fail(job, record.number, failure)
        elif result is not None:
            self._tell(Event(job=job, number=record.number, result=result, failure=failure))
        return _Examined(job, record, signed, found, result) if isinstance(found, Reading) else None

    def _is_tried_again(self, failure: Failure) -> bool:
        is_in_the_way = failure.kind == FileExistsHereError.__name__
        return self._demand.retry_failed or (self._demand.force and is_in_the_way)

    def _standing(
        self, job: Job, record: JobRecord, recipe: Recipe, *, is_same: bool
    ) -> tuple[Result | None, Failure | None]:
        """What the outputs that are there mean for a job; None where it has to be made."""
        try:
            there = {suffix: sha256_of(self._output(job, suffix)) for suffix in suffixes(recipe.settings)}
        except InputError as error:
            return Result.FAILED, failure_of(error)
        if record.state is State.WORKING or self._demand.force:
            strange = []
        else:
            strange = [suffix for suffix, sha256 in there.items() if sha256 not in (None, record.outputs.get(suffix))]
        if record.state is State.DONE and is_same:
            if strange:
                return Result.KEPT, None
            return (Result.SKIPPED if there == record.outputs else None), None
        if not strange:
            return None, None
        return Result.FAILED, failure_of(
            FileExistsHereError(
                place=", ".join(str(self._output(job, suffix)) for suffix in strange),
                finding="there already, and not as a batch left it",
                way_out="give --force to write over it, or move it away and give --retry-failed",
            )
        )

    def _take(self, outcome: Outcome) -> None:
        """Write what came of a job, and note it. Raises OutputError where the disk is full or gone."""
        job = self._in_hand.pop(outcome.number)
        failure = outcome.failure
        if outcome.outputs is not None:
            try:
                written = self._written(job, outcome.outputs)
            except OutputError as error:
                if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_DISK:
                    raise
                failure = failure_of(error)
            else:
                self._journal.done(outcome, written)
                self._tell(Event(job=job, number=outcome.number, result=Result.DONE, outcome=outcome))
        if failure is not None:
            self._fail(job, outcome.number, failure, seconds=outcome.seconds)

    def _fail(self, job: Job, number: int, failure: Failure, *, seconds: float = 0.0) -> None:
        self._journal.failed(number, failure, seconds=seconds)
        self._tell(Event(job=job, number=number, result=Result.FAILED, failure=failure))
        self._stop.is_set |= self._demand.fail_fast

    def _written(self, job: Job, outputs: Mapping[str, str]) -> dict[str, str]:
        """The SHA-256 of each output by suffix, now that they are on disk."""
        paths = {self._output(job, suffix): text for suffix, text in outputs.items()}
        for path in paths:
            check_inside(path, self._root)
        write_all(paths, force=True)
        return {suffix: hashlib.sha256(text.encode()).hexdigest() for suffix, text in outputs.items()}

    def _output(self, job: Job, suffix: str) -> Path:
        return self._folder / f"{job.stem}{suffix}"


def _read(job: Job) -> Reading | Failure:
    try:
        return read_stable(Path(job.path))
    except InputError as error:
        return failure_of(error)


def _task(found: _Examined) -> Task:
    return Task(
        number=found.record.number,
        origin=printable(found.job.path),
        text=found.reading.text,
        encoding=found.reading.notice,
        recipe=found.signed.recipe,
        is_wanted=found.result is None,
    )
