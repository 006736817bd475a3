"""Files, folders, globs and lists -> the jobs of a run, each with a name of its own for its outputs."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from subtitler.batch.journal_file import FOLDER
from subtitler.core.errors import ConfigError, InputError, OutputError, SubtitlerError

_SHOWN = 10

Overrides = tuple[tuple[str, str], ...]
"""Settings of a job by their names, in place of those of the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A transcript, and where its subtitles go: `stem` in the folder of outputs, with suffixes of their own behind it.

    `place` is where the job was asked for: the path, or a line of a manifest.
    """

    path: str
    stem: str
    place: str
    overrides: Overrides = ()


def find_jobs(names: Iterable[str], *, pattern: str) -> Iterator[Job]:
    """The transcripts that `names` mean: files, folders with all below them that fits `pattern`, and globs.

    In folders, names that begin with a dot are left out; links are followed, and no folder is entered twice. Raises
    InputError for a name that means nothing.
    """
    for name in names:
        if os.path.isdir(name):
            root, found = name, _in_folder(name, pattern)
        elif os.path.lexists(name):
            root, found = os.path.dirname(name), iter((name,))
        else:
            root, found = _fixed(name), _of_glob(name)
        is_empty = True
        for path in found:
            is_empty = False
            yield Job(path=path, stem=_stem(os.path.relpath(path, root or ".")), place=path)
        if is_empty:
            finding = f"nothing in it is called {pattern}" if os.path.isdir(name) else "no such file"
            raise InputError(place=name, finding=finding, way_out="give a file, a folder or a glob in quotes")


def _in_folder(folder: str, pattern: str) -> Iterator[str]:
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = os.stat(current)
            with os.scandir(current) as entries:
                inside = sorted((entry.name, entry.is_dir()) for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            raise InputError(
                place=current, finding=f"cannot be listed ({error.strerror})", way_out="give a folder that can be read"
            ) from error
        if (status.st_dev, status.st_ino) not in entered:
            entered.add((status.st_dev, status.st_ino))
            yield from (os.path.join(current, name) for name, is_dir in inside if not is_dir and fnmatch(name, pattern))
            waiting += [os.path.join(current, name) for name, is_dir in reversed(inside) if is_dir]


def _of_glob(name: str) -> Iterator[str]:
    return (path for path in sorted(glob.glob(name, recursive=True)) if not os.path.isdir(path))


def _fixed(name: str) -> str:
    """The last folder of a glob that has no magic in it or above it."""
    folder = os.path.dirname(name)
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    return folder


def listed_job(path: str, *, place: str, output: str | None = None, overrides: Overrides = ()) -> Job:
    """A job of a list. Its outputs mirror a path that leads downwards, else they have the file's name.

    A file that is not there fails on its own.
    """
    if output is None:
        is_below = not os.path.isabs(path) and ".." not in PurePosixPath(path).parts
        output = _stem(path if is_below else os.path.basename(path))
    return Job(path=path, stem=output, place=place, overrides=overrides)


def _stem(path: str) -> str:
    return printable(os.path.splitext(path)[0])


def printable(path: str) -> str:
    """`path`, but where its bytes are in no encoding, as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def plan(found: Iterable[Job | InputError], folder: Path, check: Callable[[Overrides], object]) -> tuple[Job, ...]:
    """The jobs, if each has a name of its own inside `folder`, and `check` takes its settings; the same job once.

    Raises InputError, ConfigError or OutputError; what is wrong with several jobs is told together.
    """
    jobs: dict[str, Job] = {}
    errors: list[SubtitlerError] = []
    known = _Known(folder, check)
    for job in found:
        try:
            if isinstance(job, InputError):
                raise job
            named = replace(job, stem=PurePosixPath(job.stem).as_posix())
            other = jobs.setdefault(named.stem, named)
            if (other.path, other.overrides) != (named.path, named.overrides):
                raise _collision(other, named, folder)
            if other is named:
                known.check(named)
        except SubtitlerError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        shown = "".join(f"\n  {error}" for error in errors[:_SHOWN])
        more = f"\n  and {len(errors) - _SHOWN} more" if len(errors) > _SHOWN else ""
        raise InputError(place=f"{len(errors)} jobs", finding=f"cannot be done:{shown}{more}\n", way_out="correct them")
    if not jobs:
        raise InputError(place="batch", finding="was given no transcript", way_out="name files, folders or a manifest")
    return tuple(jobs.values())


class _Known:
    """Which settings and folders are in order, each looked at once."""

    def __init__(self, folder: Path, check: Callable[[Overrides], object]) -> None:
        self._folder = folder
        self._root = Path(os.path.realpath(folder))
        self._check = check
        self._overrides: set[Overrides] = set()
        self._parents: set[PurePosixPath] = set()

    def check(self, job: Job) -> None:
        stem = PurePosixPath(job.stem)
        is_inside = stem.name != "" and not stem.is_absolute() and ".." not in stem.parts and stem.parts[0] != FOLDER
        if not is_inside or "\0" in job.stem or "\0" in job.path:
            raise OutputError(
                place=job.place, finding=f"{job.stem!r} is no name for outputs in {self._folder}",
                way_out="give it one, such as news/monday, in the column output of a manifest",
            )  # fmt: skip
        if stem.parent not in self._parents:
            check_inside(self._folder / stem.parent, self._root)
            self._parents.add(stem.parent)
        if job.overrides not in self._overrides:
            try:
                self._check(job.overrides)
            except SubtitlerError as error:
                raise InputError(
                    place=job.place, finding=f"{error.where}: {error.finding}", way_out=error.way_out
                ) from error
            self._overrides.add(job.overrides)


def check_inside(path: Path, root: Path) -> None:
    """Nothing, when no link leads `path` out of `root`, which has none in it. Raises OutputError."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        raise OutputError(
            place=str(path), finding=f"a link leads out of the folder, to {real}", way_out="take the link away"
        )


def _collision(first: Job, second: Job, folder: Path) -> ConfigError:
    if first.path == second.path:
        finding = f"{first.path} is asked for in two ways"
    else:
        finding = f"{first.path} and {second.path} would both be written there"
    return ConfigError(
        place=str(folder / first.stem), finding=finding,
        way_out="rename one, or give each its output in a manifest",
    )  # fmt: skip
