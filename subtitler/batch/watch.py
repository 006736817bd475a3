"""A folder in which transcripts appear -> those that have stopped changing, as they do."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from subtitler.batch.plan import Job, find_jobs
from subtitler.batch.run import Stop
from subtitler.core.errors import ConfigError, InputError

RESCAN_S = 15.0
"""How often the folder is listed with no word of a change: the system hears nothing of those on a network share."""

_AWAY_S = 1.0

# Names under which programs write what is not yet whole, beside those with a dot in front.
_UNFINISHED_STARTS = ("~",)
_UNFINISHED_ENDS = ("~", ".part", ".partial", ".filepart", ".crdownload", ".tmp", ".temp", ".swp")


class Stamp(NamedTuple):
    """What tells that a file has changed, without a look into it."""

    size: int
    written_ns: int
    changed_ns: int


class Settling:
    """Knows since when each file has been as it is, and which were given out."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._waiting: dict[Job, tuple[Stamp, float]] = {}
        self._given: dict[Job, Stamp] = {}

    @property
    def is_waiting(self) -> bool:
        return bool(self._waiting)

    def see(self, found: Mapping[Job, Stamp], now_s: float) -> list[Job]:
        """Those of `found`, all that is there, that are new or changed and have been as they are for long enough.

        Each is given out once, until it changes or goes and comes back.
        """
        self._given = {job: stamp for job, stamp in self._given.items() if found.get(job) == stamp}
        waiting = {}
        for job, stamp in found.items():
            if job not in self._given:
                before, since_s = self._waiting.get(job, (stamp, now_s))
                waiting[job] = (stamp, since_s if before == stamp else now_s)
        ready = [job for job, (_, since_s) in waiting.items() if now_s - since_s >= self._settle_s]
        self._given |= {job: waiting.pop(job)[0] for job in ready}
        self._waiting = waiting
        return ready


class Watch:
    """Watches `folder` and all below it for files that fit `pattern`, until `stop` is set.

    Names with a dot in front, and those of files not yet whole, are left out. `tell` hears what a person should know.
    """

    def __init__(self, folder: Path, *, pattern: str, settle_s: float, stop: Stop, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._pattern = pattern
        self._settling = Settling(settle_s)
        self._tick_s = min(max(settle_s / 4, 0.05), 1.0)
        self._stop = stop
        self._tell = tell
        self._told: set[str] = set()

    def is_set(self) -> bool:
        """Whether to stop, as watchfiles asks."""
        return self._stop.is_set

    def ready(self) -> Iterator[list[Job]]:
        """The jobs that can be done now, each time there are some; at first, all that are in the folder.

        A folder that is not there, or goes, is waited for. Raises InputError where it cannot be watched.
        """
        while not self._stop.is_set:
            identity = _identity(self._folder)
            if identity is None:
                self._wait()
            else:
                yield from self._while_there(identity)

    def _wait(self) -> None:
        self._tell(f"{self._folder}: is not there; waiting for it")
        while not self._stop.is_set and _identity(self._folder) is None:
            sleep(_AWAY_S)
        if not self._stop.is_set:
            self._tell(f"{self._folder}: is there")

    def _while_there(self, identity: tuple[int, int]) -> Iterator[list[Job]]:
        """As `ready`, until the folder goes, or another comes in its place, as when a share is mounted."""
        import watchfiles  # noqa: PLC0415 - only here

        changes = watchfiles.watch(
            self._folder,
            watch_filter=None,
            step=50,
            rust_timeout=round(self._tick_s * 1000),
            yield_on_timeout=True,
            stop_event=self,
            ignore_permission_denied=True,
        )
        listed_s = -inf  # the first listing comes after the first word from the system, so that nothing falls between
        try:
            for changed in changes:
                if _identity(self._folder) != identity:
                    return
                if changed or self._settling.is_waiting or monotonic() - listed_s >= RESCAN_S:
                    listed_s = monotonic()
                    if ready := self._settling.see(self._list(), listed_s):
                        yield ready
        except FileNotFoundError:
            return
        except (OSError, RuntimeError) as error:  # its own error is a RuntimeError, and has no public name
            raise InputError(
                place=str(self._folder),
                finding=f"cannot be watched ({error})",
                way_out="raise fs.inotify.max_user_watches, or set WATCHFILES_FORCE_POLLING=true",
            ) from error

    def _list(self) -> dict[Job, Stamp]:
        """The transcripts in the folder; of two that would be written to one name, the first."""
        found: dict[Job, Stamp] = {}
        first: dict[str, Job] = {}
        try:
            for job in find_jobs([str(self._folder)], pattern=self._pattern):
                if _is_unfinished(os.path.basename(job.path)):
                    continue
                if first.setdefault(job.stem, job) is not job:
                    self._tell_once(f"{job.path}: left out, since {first[job.stem].path} has its name; rename it")
                    continue
                with suppress(OSError):  # it has just gone
                    status = os.stat(job.path)
                    found[job] = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        except InputError as error:
            if error.place != str(self._folder):  # the folder itself is only empty, or gone
                self._tell_once(f"{error.where}: {error.finding}")
        return found

    def _tell_once(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._tell(message)


def check_apart(folder: Path, outputs: Path) -> None:
    """Nothing, when neither folder lies in the other: what is written must not be taken for a transcript.

    Raises ConfigError, and InputError where `folder` is a file.
    """
    if folder.is_file():
        raise InputError(place=str(folder), finding="is a file", way_out="give the folder in which transcripts appear")
    source, target = (Path(os.path.realpath(path)) for path in (folder, outputs))
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise ConfigError(
            place=f"{folder} and {outputs}", finding="one lies in the other", way_out="give folders that lie apart"
        )


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder stands at this path; None where none does that can be listed."""
    try:
        status = os.stat(folder)
        os.scandir(folder).close()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_unfinished(name: str) -> bool:
    return name.startswith(_UNFINISHED_STARTS) or name.lower().endswith(_UNFINISHED_ENDS)
