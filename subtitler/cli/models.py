"""subtitler models: what models are known, where they are, and whether they work."""

import json
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from subtitler.cli.options import Compute, Engine, Json, Quiet
from subtitler.cli.talk import Talk
from subtitler.core.errors import ConfigError, ModelBrokenError, ModelMissingError
from subtitler.core.language import Language, Pair
from subtitler.translate.catalogue import BUNDLED, KnownModel, ModelKind, bundled_folder, known_model
from subtitler.translate.hub import fetch, forget
from subtitler.translate.loading import Found, find_models, forget_converted, import_marian, load_translator
from subtitler.translate.protocol import Translator

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name from `models list`, a folder, or a Hub repository.")]

# Sentences that every Korean-English model should make something of.
SENTENCES = {
    Pair(Language.KO, Language.EN): (
        "정부는 오늘 새로운 대책을 발표했습니다.",
        "대통령은 지난 3일 서울에서 기자회견을 열었습니다.",
        "올해 수출은 지난해보다 5퍼센트 늘었습니다.",
    ),
    Pair(Language.EN, Language.KO): (
        "The government announced new measures today.",
        "The president held a news conference in Seoul on the third.",
        "Exports rose five percent from last year.",
    ),
}
# Outputs may differ in a word between processors, which round in their own ways; a damaged model differs in all.
_ALIKE = 0.6

app = typer.Typer(
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    help="The translation models: list, fetch, check.",
)


@app.callback()
def models(ctx: typer.Context, as_json: Json = False) -> None:
    """List the known models: directions, licence, and whether they are on this machine."""
    if ctx.invoked_subcommand is None:
        list_models(as_json)


@app.command("list")
def list_models(as_json: Json = False) -> None:
    """List the known models: directions, licence, and whether they are on this machine."""
    found = find_models()
    if as_json:
        typer.echo(json.dumps([_row(model) for model in found], ensure_ascii=False, indent=2))
        return
    table = Table(box=None, pad_edge=False)
    for title in ("model", "directions", "licence", "where"):
        table.add_column(title, overflow="fold")
    for model in found:
        known = model.model
        table.add_row(known.id, ", ".join(map(str, known.pairs)), known.licence, _place(model))
    console = Console(highlight=False)
    console.print(table)
    console.print()
    for model in found:
        console.print(f"{model.model.id}: {model.model.refused or model.model.note}", markup=False)


@app.command()
def show(name: Name, as_json: Json = False) -> None:
    """Show one model: all that the catalogue says, and its card."""
    found = next((model for model in find_models() if name in (model.model.id, model.model.where)), None)
    if found is None:
        raise _unknown(name)
    if as_json:
        typer.echo(json.dumps(_row(found), ensure_ascii=False, indent=2))
        return
    for key, value in _row(found).items():
        if value:
            typer.echo(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
    if found.model.kind is ModelKind.BUNDLED:
        typer.echo(f"card: {bundled_folder() / 'README.md'}")


@app.command()
def pull(name: Name, quiet: Quiet = False) -> None:
    """Fetch a model from the Hub; the one command that uses the network. Goes on where an earlier one stopped."""
    known = known_model(name)
    if known is not None and known.refused:
        raise ModelBrokenError(place=known.id, finding=f"is not fetched: {known.refused}", way_out=known.note)
    if known is not None and known.kind is ModelKind.ZIP:
        raise ModelMissingError(
            place=known.id,
            finding="is an archive, not a Hub repository",
            way_out=f"fetch {known.where}, then `subtitler models import`",
        )
    if known is not None and known.kind is ModelKind.BUNDLED:
        raise ConfigError(place=known.id, finding="comes with subtitler", way_out="use it, there is nothing to fetch")
    folder = fetch(known.where if known is not None else name)
    load_translator(str(folder) if known is None else known.id)
    Talk(quiet=quiet, verbose=False).say(f"{name}: {folder}")


@app.command("import")
def import_model(
    source: Annotated[Path, typer.Argument(help="An OPUS-MT zip, or a folder with the files of one.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="New folder for the model.")],
) -> None:
    """Make a model folder of raw Marian files (*.npz, vocabularies, SentencePiece models)."""
    import_marian(source, output)
    typer.echo(f"{output}: use it with --model {output}", err=True)


@app.command()
def convert(name: Name, compute: Compute = "int8", quiet: Quiet = False) -> None:
    """Convert a model for the fast engine now, not at its first use."""
    translator = load_translator(name, compute=compute)
    pair = min(translator.pairs)
    translator.translate(SENTENCES[pair][:1], pair)
    Talk(quiet=quiet, verbose=False).say(f"{name}: ready ({translator.signature})")


@app.command()
def verify(name: Name = BUNDLED, engine: Engine = "ctranslate2", compute: Compute = "int8") -> None:
    """Load a model, check its files, translate fixed sentences, and compare with what it is known to say."""
    translator = load_translator(name, engine=engine, compute=compute)
    known = known_model(name)
    expected = _expected(known)
    worst = 1.0
    for pair in sorted(translator.pairs):
        for sentence, translation in zip(SENTENCES[pair], translator.translate(SENTENCES[pair], pair), strict=True):
            wanted = expected.get(sentence)
            alike = 1.0 if wanted is None else SequenceMatcher(None, wanted, translation.text).ratio()
            worst = min(worst, alike)
            mark = "?" if wanted is None else "=" if wanted == translation.text else f"{alike:.2f}"
            typer.echo(f"{pair} {mark:>4}  {sentence}\n           {translation.text}")
    if worst < _ALIKE:
        raise ModelBrokenError(
            place=name, finding="says other things than it did when it was made", way_out="copy its files again, whole"
        )
    typer.echo(f"{name}: sound" if expected else f"{name}: loads and translates; nothing is known to compare it with")


def _expected(known: KnownModel | None) -> dict[str, str]:
    if known is None or known.kind is not ModelKind.BUNDLED:
        return {}
    text = (bundled_folder() / "verify.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


@app.command()
def bench(name: Name = BUNDLED, engine: Engine = "ctranslate2", compute: Compute = "int8") -> None:
    """Time a model on this machine: sentences a second, loading counted apart."""
    began = time.perf_counter()
    translator = load_translator(name, engine=engine, compute=compute)
    pairs = sorted(translator.pairs)
    for pair in pairs:
        translator.translate(SENTENCES[pair][:1], pair)
    typer.echo(f"{translator.signature}\nloading: {time.perf_counter() - began:.1f} s")
    for pair in pairs:
        typer.echo(f"{pair}: {_speed(translator, pair):.1f} sentences a second")


def _speed(translator: Translator, pair: Pair) -> float:
    # Numbers make them differ, so that no cache can know them.
    sentences = [f"{sentence} {number}." for number in range(20) for sentence in SENTENCES[pair]]
    began = time.perf_counter()
    translator.translate(sentences, pair)
    return len(sentences) / (time.perf_counter() - began)


@app.command()
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a fetched model and what was converted from it. The bundled model stays, its conversions go."""
    known = known_model(name)
    if not yes:
        typer.confirm(f"Remove the files of {name} that were fetched or converted?", abort=True)
    freed = forget_converted(name)
    if known is None or known.kind is ModelKind.HUB:
        freed += forget(known.where if known is not None else name)
    typer.echo(f"{name}: {freed / 1e6:.1f} MB freed")


def _unknown(name: str) -> ModelMissingError:
    return ModelMissingError(place=name, finding="is no known model", way_out="see `subtitler models list`")


def _place(found: Found) -> str:
    if found.model.refused:
        return "refused"
    return "not on this machine" if found.folder is None else str(found.folder)


def _row(found: Found) -> dict[str, object]:
    model = found.model
    return {
        "id": model.id,
        "name": model.name,
        "kind": model.kind,
        "pairs": [str(pair) for pair in model.pairs],
        "revision": model.revision,
        "licence": model.licence,
        "place": _place(found),
        "refused": model.refused,
        "note": model.note,
    }
