"""What `subtitler check --bites` asks for: a transcript, and the bites' wording if there is one -> the scores."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from subtitler.check.bite_cues import references_in
from subtitler.check.bites import Bite, Reference, bites_of, parse_references, references_of
from subtitler.check.pairing import Paired, Pairing, Witness, align_bites, by_facts, by_meaning
from subtitler.check.sides import NAMES
from subtitler.check.similarity import Embedding
from subtitler.check.soundbites import BiteReport, pairs_for, score_bites
from subtitler.cli.jobs import Job, load
from subtitler.cli.talk import Talk
from subtitler.cli.tracks import read_sides
from subtitler.cli.translating import Wanted, load_translator, read_glossary
from subtitler.core.errors import InputError, ModelError
from subtitler.core.language import Pair
from subtitler.files import read_text
from subtitler.formats import FORMATS
from subtitler.pipeline import Settings

_TABLE = ".tsv"


def score(
    transcript: Path,
    reference: Path | None,
    *,
    settings: Settings,
    wanted: Wanted,
    embedding: Embedding | None,
    talk: Talk,
) -> BiteReport:
    """The bites of `transcript`, translated and scored against their wording in the other language.

    The suffix of `reference` tells what it is: a table (.tsv), a track, or else a second transcript. Without one each
    bite is translated back and compared with itself. Raises InputError, ModelError, ConfigError.
    """
    script = load(Job(path=transcript, stem=transcript), settings, talk)
    bites = bites_of(script.transcript, script.sentences)
    glossary = read_glossary(wanted.glossaries, default=wanted.default_glossary, scripts=[script])
    if reference is None:
        pairing = Pairing(bites=tuple(Paired(bite=bite) for bite in bites))
    else:
        witness = by_facts(glossary) if embedding is None else by_meaning(embedding)
        pairing = align_bites(bites, _references(reference, bites, witness, talk), witness)
    with ExitStack() as stack:
        translator = load_translator(wanted, [script], stack, talk)
        for pair in sorted(pairs_for(pairing) - translator.pairs):
            raise ModelError(
                place=translator.signature,
                finding=f"does not translate {pair}, which bites without a reference need to be translated back",
                way_out="give their wording in the other language, or choose another --model",
            )
        with talk.stage("translating the bites", None) as stage:

            def translate(sentences: Sequence[str], pair: Pair) -> list[str]:
                return [made.text for made in translator.translate(sentences, pair, stage.advance)]

            return score_bites(pairing, translate, glossary)


def _references(path: Path, bites: Sequence[Bite], witness: Witness, talk: Talk) -> tuple[Reference, ...]:
    """Raises InputError."""
    suffix = path.suffix.lower()
    if suffix != _TABLE and not any(suffix in known.suffixes for known in FORMATS):
        return references_of(load(Job(path=path, stem=path), Settings(), talk).transcript, bites)
    if suffix == _TABLE:
        text, notice = read_text(path)
        if notice is not None:
            talk.say(f"{path}: {notice}")
        return parse_references(text, str(path), bites)
    tracks = read_sides([path], talk).tracks
    translatable = [bite for bite in bites if bite.pair.target in tracks]
    if not translatable:
        target = NAMES[bites[0].pair.target]
        raise InputError(
            place=str(path),
            finding=f"is not in {target}, the other language of the bites",
            way_out=f"give the {target} track",
        )
    return references_in(tracks[translatable[0].pair.target], translatable, witness)
