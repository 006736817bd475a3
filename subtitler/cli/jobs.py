"""What the commands that turn transcripts into subtitles share: settings from options, files in, files out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from subtitler.cli.options import frame_rate_option, time_option
from subtitler.cli.talk import Talk
from subtitler.config import find_style
from subtitler.core.errors import ConfigError
from subtitler.core.language import Language
from subtitler.core.profile import on_frames
from subtitler.core.transcript import NoticeKind
from subtitler.cut import Pace
from subtitler.cut.tracks import Timing
from subtitler.files import STANDARD, read_text, write_all
from subtitler.pipeline import Script, Settings, Subtitles, read_script
from subtitler.translate.stack import flagged


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A transcript, and where its results go: `stem` with a suffix of their own behind it."""

    path: Path
    stem: Path

    def output(self, suffix: str) -> Path:
        return self.stem.with_name(self.stem.name + suffix)


def plan(files: Sequence[str], folder: Path) -> tuple[Job, ...]:
    """A job for each of `files`. Raises ConfigError when two would write to one name."""
    jobs = tuple(
        Job(path=Path(name), stem=folder / ("transcript" if Path(name) == STANDARD else Path(name).stem))
        for name in files
    )
    twice = [str(stem) for stem, count in Counter(job.stem for job in jobs).items() if count > 1]
    if twice:
        raise ConfigError(
            place=", ".join(twice), finding="two transcripts would write to this name",
            way_out="give them different names, or make them one at a time into different folders",
        )  # fmt: skip
    return jobs


def settings_of(
    *,
    language: Language | None,
    style: str | None,
    lenient: bool,
    profile: str,
    start: str,
    duration: str | None,
    fps: str | None,
    speaker_labels: bool,
) -> Settings:
    """The settings that the options of a command ask for. Raises ConfigError."""
    profiles, pace = find_style(profile, Pace())
    rate = None if fps is None else frame_rate_option("--fps", fps)
    timing = Timing(
        start_ms=time_option("--start", start),
        duration_ms=None if duration is None else time_option("--duration", duration),
        frame_rate=rate,
        pace=pace,
    )
    return Settings(
        language=language,
        style=style,
        lenient=lenient,
        profiles=profiles if rate is None else on_frames(profiles, rate),
        timing=timing,
        speaker_labels=speaker_labels,
    )


def load(job: Job, settings: Settings, talk: Talk) -> Script:
    """The script in the job's file, its notices said. Raises InputError."""
    text, encoding = read_text(job.path)
    script = read_script(text, origin=str(job.path), settings=settings, encoding=encoding)
    for notice in script.transcript.notices:
        say = talk.detail if notice.kind is NoticeKind.DROPPED else talk.say
        say(f"{job.path}:{notice.line}: {_NOTICE[notice.kind]}: {notice.text}")
    return script


_NOTICE = {
    NoticeKind.DROPPED: "not speech, left out",
    NoticeKind.NOT_UNDERSTOOD: "not understood, kept as speech",
    NoticeKind.LANGUAGE: "in the other language",
    NoticeKind.ENCODING: "encoding",
}


def write(job: Job, outputs: Mapping[str, str], subtitles: Subtitles, *, force: bool, talk: Talk) -> None:
    """Write the outputs of a job, by suffix, and say what is in them. Raises OutputError."""
    paths = {job.output(suffix): text for suffix, text in outputs.items()}
    write_all(paths, force=force)
    _summarise(job, subtitles, [str(path) for path in paths], talk)


def _summarise(job: Job, subtitles: Subtitles, names: Sequence[str], talk: Talk) -> None:
    """Say what came of a job: its files, and what in them wants an editor's look."""
    script = subtitles.script
    cues = len(next(iter(subtitles.cut.tracks.values())).cues)
    talk.say(f"{job.path}: {script.transcript.style}, {len(script.sentences)} sentences, {cues} cues, times estimated")
    for name in names:
        talk.say(f"  {name}")
    for rule, count in Counter(f"{issue.language} {issue.rule}" for issue in subtitles.issues).items():
        talk.say(f"  to look at: {count} x {rule}")
    for issue in subtitles.issues:
        talk.detail(
            f"  cue {issue.cue} ({issue.language}) {issue.rule}: {issue.found}, limit {issue.limit}; {issue.hint}"
        )
    if subtitles.cut.filled:
        talk.say(f"  to look at: {len(subtitles.cut.filled)} sentences too short in one language for the other's cues")
    translations = subtitles.translations or ()
    if wrong := flagged(translations):
        talk.say(f"  to look at: {len(wrong)} of {len(translations)} translations hold something not surely right")
    for number, translation in enumerate(translations):
        for note in translation.notes:
            talk.detail(f"  sentence {number}: {note}")
