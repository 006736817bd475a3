"""The stages in order: read, sentences, translate, cut, check, write."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, field, replace

import subtitler
from subtitler.check import check_form, check_track
from subtitler.check.fix import Fixed, fix
from subtitler.check.result import Checked
from subtitler.check.rules import RULES
from subtitler.check.script import mark
from subtitler.check.sides import Sides, have_partners
from subtitler.check.similarity import Embedding
from subtitler.check.translation import check_translation
from subtitler.core.errors import InputError, ModelError, TranscriptSyntaxError, TranslationCountError
from subtitler.core.issue import Issue, Rule
from subtitler.core.language import Language, Pair
from subtitler.core.profile import Profiles, built_in
from subtitler.core.track import Track, stack
from subtitler.core.transcript import Notice, NoticeKind, Sentence, Transcript
from subtitler.core.translation import Translation
from subtitler.cut import Cut, Lexicon, cut
from subtitler.cut.lexicon import EMPTY
from subtitler.cut.tracks import Timing
from subtitler.formats import by_name
from subtitler.read import read
from subtitler.terms.glossary import Glossary
from subtitler.text.sentences import sentences
from subtitler.translate.protocol import Progress, Translator

MAX_CHARACTERS = 1_000_000
"""A whole day of bulletins; more is a mistake, and would keep the machine busy for an hour before saying so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a transcript becomes subtitles. `language` and `style` None: found out from the page."""

    language: Language | None = None
    style: str | None = None
    lenient: bool = False
    profiles: Profiles = field(default_factory=lambda: built_in("netflix"))
    timing: Timing = field(default_factory=Timing)
    lexicon: Lexicon = EMPTY
    upper: Language = Language.KO
    """The language on top of a stack."""
    speaker_labels: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A transcript and its sentences."""

    transcript: Transcript
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtitles:
    """What a transcript became. `translations` and `translator` are None where only its own language was cut.

    `translator` is its signature; `model_note`, where the caller knows one, says what the model is worth.
    """

    script: Script
    translations: tuple[Translation, ...] | None
    translator: str | None
    model_note: str | None
    cut: Cut
    issues: tuple[Issue, ...]


def read_script(text: str, *, origin: str, settings: Settings, encoding: str | None = None) -> Script:
    """The transcript in `text` and its sentences. Raises InputError.

    `encoding` is the notice that came with the text of a file that is not in UTF-8.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            place=origin,
            finding=f"has {len(text):,} characters, which no transcript has",
            way_out=f"divide it into files of at most {MAX_CHARACTERS:,}",
        )
    transcript = read(text, origin=origin, style=settings.style, language=settings.language, lenient=settings.lenient)
    found = sentences(transcript)
    if not found:
        raise TranscriptSyntaxError(
            place=origin, finding="there is no speech in it", way_out="give a transcript with spoken text"
        )
    if encoding is not None:
        notice = Notice(kind=NoticeKind.ENCODING, line=1, text=encoding)
        transcript = replace(transcript, notices=(notice, *transcript.notices))
    return Script(transcript=transcript, sentences=found)


def pairs_needed(script: Script) -> tuple[Pair, ...]:
    """The directions in which `script` must be translated: one, or two where it holds both languages."""
    languages = {script.transcript.blocks[sentence.block].language for sentence in script.sentences}
    return tuple(Pair(language, language.other) for language in Language if language in languages)


def check_pairs(script: Script, translator: Translator) -> None:
    """Nothing, when `translator` has the directions that `script` needs. Raises ModelError."""
    for pair in pairs_needed(script):
        if pair not in translator.pairs:
            raise ModelError(
                place=translator.signature,
                finding=f"this model does not translate {pair}, which {script.transcript.origin} needs",
                way_out="choose another with --model",
            )


def translate_scripts(
    scripts: Sequence[Script], translator: Translator, *, progress: Progress | None = None
) -> tuple[tuple[Translation, ...], ...]:
    """For each script a translation of each sentence, from the language of its block into the other.

    The sentences of all scripts go to the translator together, so that it can fill its batches. Raises ModelError.
    """
    for script in scripts:
        check_pairs(script, translator)
    done: list[dict[int, Translation]] = [{} for _ in scripts]
    for pair in sorted({pair for script in scripts for pair in pairs_needed(script)}):
        batch = [
            (number, sentence)
            for number, script in enumerate(scripts)
            for sentence in script.sentences
            if script.transcript.blocks[sentence.block].language is pair.source
        ]
        found = translator.translate([sentence.text for _, sentence in batch], pair, progress)
        if len(found) != len(batch):
            raise TranslationCountError(
                place=translator.signature,
                finding=f"{len(batch)} sentences gave {len(found)} translations",
                way_out="this is a defect of the translator; choose another with --model",
            )
        for (number, sentence), translation in zip(batch, found, strict=True):
            done[number][sentence.number] = translation
    return tuple(
        tuple(found[sentence.number] for sentence in script.sentences)
        for script, found in zip(scripts, done, strict=True)
    )


def translate_script(
    script: Script, translator: Translator, *, progress: Progress | None = None
) -> tuple[Translation, ...]:
    """`translate_scripts` for one."""
    return translate_scripts([script], translator, progress=progress)[0]


def cut_script(
    script: Script,
    translations: Sequence[Translation] | None,
    *,
    settings: Settings,
    translator: str | None = None,
    model_note: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Subtitles:
    """The subtitles of `script`, and what in them breaks the profiles."""
    made = cut(
        script.transcript,
        script.sentences,
        translations,
        profiles=settings.profiles,
        timing=settings.timing,
        lexicon=settings.lexicon,
        speaker_labels=settings.speaker_labels,
        progress=progress,
    )
    issues = tuple(
        issue for language, track in made.tracks.items() for issue in check_track(track, settings.profiles[language])
    )
    return Subtitles(
        script=script,
        translations=None if translations is None else tuple(translations),
        translator=translator,
        model_note=model_note,
        cut=made,
        issues=issues,
    )


def render(subtitles: Subtitles, settings: Settings) -> dict[str, str]:
    """The text of each output by its suffix: `.ko.srt`, `.en.srt`, and `.ko-en.srt` (or `.en-ko.srt`) stacked."""
    srt = by_name("srt")
    tracks = subtitles.cut.tracks
    outputs = {f".{language}.srt": srt.render(track) for language, track in sorted(tracks.items())}
    if len(tracks) == 2:
        upper, lower = settings.upper, settings.upper.other
        outputs[f".{upper}-{lower}.srt"] = srt.render(stack(tracks[upper], tracks[lower]))
    return outputs


def check_tracks(
    given: Sides,
    *,
    profiles: Profiles,
    rules: Sequence[Rule],
    glossary: Glossary,
    lexicon: Lexicon,
    embedding: Embedding | None = None,
    script: Script | None = None,
    fixing: bool = False,
    beside: Executor | None = None,
) -> Checked:
    """What `rules` find in the tracks: in each alone, between both, and against the transcript.

    `beside` looks at the form of the tracks while they are compared. With `fixing`, after what has one right answer was
    mended. Raises InputError for the transcript of other languages.
    """
    tracks, issues = given.tracks, list[Issue]()
    source = script.transcript.language if script else None
    if script is not None:
        marked = mark(tracks, script.transcript, script.sentences)
        tracks = marked.tracks
        issues += marked.issues
    fixed = fix(tracks, profiles, rules) if fixing else Fixed(tracks=tracks, repairs=())
    tracks = fixed.tracks
    form = beside.submit(check_form, dict(tracks), dict(profiles)) if beside else None
    is_compared = have_partners(tracks)
    compared: Sequence[Issue] = ()
    if is_compared or len(tracks) == 1:
        compared = check_translation(tracks, glossary=glossary, lexicon=lexicon, embedding=embedding, source=source)
    try:
        issues += form.result() if form else check_form(tracks, profiles)
    except BrokenExecutor:  # killed, be it for want of memory
        issues += check_form(tracks, profiles)
    issues += compared
    names = {rule.name for rule in rules}
    return Checked(
        tracks=tracks,
        names=given.names,
        profiles=profiles,
        rules=tuple(rules),
        issues=tuple(sorted((issue for issue in issues if issue.rule in names), key=_place)),
        repairs=fixed.repairs,
        made_by=(
            ("subtitler", subtitler.__version__),
            *((f"limits {language}", f"{profiles[language].name}: {profiles[language].source}") for language in tracks),
            ("rules", f"{len(rules)} of {len(RULES)}"),
            ("rules left out", ", ".join(rule.name for rule in RULES if rule not in rules) or "none"),
            ("both languages compared", _compared(tracks, is_compared)),
            ("glossary", f"{len(glossary.entries)} entries, {glossary.digest}"),
            ("sentence embedding", "with" if embedding else "without: omissions are found less surely"),
            ("transcript", script.transcript.origin if script else "none"),
        ),
    )


def _compared(tracks: Mapping[Language, Track], is_compared: bool) -> str:
    if is_compared:
        return "yes"
    return "no: there is one track" if len(tracks) == 1 else "no: the tracks have not the same cues"


def _place(issue: Issue) -> tuple[int, str]:
    return issue.cue, issue.language or ""
