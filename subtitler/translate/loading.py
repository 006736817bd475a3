"""The name of a model -> a translator. Looks on this machine only."""

import lzma
import re
from dataclasses import dataclass
from pathlib import Path

from subtitler.core.errors import ConfigError, ModelBrokenError, ModelError, ModelMissingError
from subtitler.core.language import Pair
from subtitler.cut.lexicon import Lexicon, parse_lexicon
from subtitler.translate.attention import GUIDED_HEAD, Head
from subtitler.translate.catalogue import (
    BUNDLED,
    KnownModel,
    ModelKind,
    bundled_folder,
    check_weights,
    known_model,
    load_catalogue,
    models_folder,
)
from subtitler.translate.ctranslate import CTranslateBackend, forget
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.network import Backend, TransformersBackend
from subtitler.translate.protocol import Engine
from subtitler.translate.release import ATTENTION, import_marian
from subtitler.translate.vocabulary import read_json

__all__ = [
    "ENGINES",
    "Found",
    "find_models",
    "forget_converted",
    "import_marian",
    "load_lexicon",
    "load_translator",
]

ENGINES = ("ctranslate2", "transformers")
"""What computes a model; the first unless another is asked for."""

_HUB_ID = re.compile(r"\w+(?:[.-]\w+)*/\w+(?:[.-]\w+)*", re.ASCII)


def load_translator(
    model: str | None,
    *,
    pair: Pair | None = None,
    engine: str = ENGINES[0],
    compute: str = "int8",
) -> Engine:
    """The translator for `model`: an id of the catalogue, a folder or a Hub repository; None is the bundled model.

    `pair` is the direction it must have, and that of a folder which does not tell. `compute` is the type of numbers
    that CTranslate2 computes with. The weights are read at the first sentence; damage to those of the bundled model
    shows at once. Raises ModelMissingError, ModelBrokenError, ModelError for a pair it does not translate, and
    ConfigError for a folder without direction, an unknown engine, or a type that cannot be computed here.
    """
    translator = _translator(model or BUNDLED, pair, _backend(engine, compute))
    if pair is not None and pair not in translator.pairs:
        able = [known.id for known in _usable() if pair in known.pairs]
        raise ModelError(
            place=model or BUNDLED,
            finding=f"translates {' and '.join(sorted(map(str, translator.pairs)))}, not {pair}",
            way_out=f"choose another, such as {able[0]}",
        )
    return translator


def _backend(engine: str, compute: str) -> Backend:
    if engine == "ctranslate2":
        backend = CTranslateBackend(compute=compute)
        backend.check()
        return backend
    if engine == "transformers":
        return TransformersBackend()
    raise ConfigError(place=f"--engine {engine}", finding="is unknown", way_out=f"choose one of {', '.join(ENGINES)}")


def _translator(model: str, pair: Pair | None, backend: Backend) -> MarianTranslator:
    if known := known_model(model):
        return _known_translator(known, backend)
    if (folder := Path(model)).is_dir():
        return _folder_translator(folder, pair, backend)
    if _HUB_ID.fullmatch(model):
        return MarianTranslator(_cached(model), name=model, pair=pair, backend=backend)
    raise ModelMissingError(
        place=model,
        finding="is neither a folder nor the name of a known model",
        way_out=f"choose one of {', '.join(known.id for known in _usable())}, or give a folder",
    )


def _usable() -> list[KnownModel]:
    return [known for known in load_catalogue() if known.kind is not ModelKind.ZIP and not known.refused]


def _known_translator(known: KnownModel, backend: Backend) -> MarianTranslator:
    if known.refused:
        raise ModelBrokenError(place=known.id, finding=f"is not used: {known.refused}", way_out=known.note)
    if known.kind is ModelKind.ZIP:
        raise ModelMissingError(
            place=known.id,
            finding="is an original Marian release",
            way_out=f"download {known.where}, import it with `subtitler models import`, and give the folder it makes",
        )
    if known.kind is ModelKind.BUNDLED:
        folder = bundled_folder()
        check_weights(folder, known)
    else:
        folder = _cached(known.where)
    return MarianTranslator(folder, name=known.id, attention=known.attention, backend=backend)


def _folder_translator(folder: Path, pair: Pair | None, backend: Backend) -> MarianTranslator:
    if not (folder / "config.json").is_file():
        raise ModelMissingError(
            place=str(folder),
            finding="holds no model (no config.json)",
            way_out="give the folder with config.json in it",
        )
    name = folder.resolve().name
    return MarianTranslator(folder, name=name, pair=pair, attention=_head(folder), backend=backend)


def _head(folder: Path) -> Head | None:
    """As an imported release tells; else the head that Marian trains by default."""
    head = read_json(folder / "config.json").get(ATTENTION, GUIDED_HEAD)
    return None if head is None else Head(*head)


def forget_converted(model: str) -> int:
    """Removes what was made of `model` for CTranslate2 and kept; the bytes that this frees."""
    known = known_model(model)
    if known is not None:
        return forget(known.id)
    return forget(Path(model).resolve().name if Path(model).is_dir() else model)


def _cached(repository: str) -> Path:
    """The folder of a Hub repository that was fetched before."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - heavy
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415 - heavy

    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except LocalEntryNotFoundError:
        raise ModelMissingError(
            place=repository,
            finding="is not on this machine, and nothing is downloaded unasked",
            way_out=f"fetch it with `subtitler models pull {repository}`, or give a folder",
        ) from None


def load_lexicon() -> Lexicon:
    """The word table that comes with subtitler. Raises ModelMissingError, and ModelBrokenError for a damaged one."""
    file = models_folder() / "lexicon" / "ko-en.tsv.xz"
    try:
        with lzma.open(file, "rt", encoding="utf-8") as stream:
            return parse_lexicon(stream.read())
    except FileNotFoundError as error:
        raise ModelMissingError(place=str(file), finding="is missing", way_out="install subtitler again") from error
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise ModelBrokenError(
            place=str(file), finding=f"cannot be read ({error})", way_out="install subtitler again"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A known model and the folder on this machine that holds it; None where it is not here."""

    model: KnownModel
    folder: Path | None


def find_models() -> tuple[Found, ...]:
    """The known models, and where they are."""
    return tuple(Found(model=model, folder=_folder_of(model)) for model in load_catalogue())


def _folder_of(model: KnownModel) -> Path | None:
    if model.kind is ModelKind.BUNDLED:
        return bundled_folder()
    if model.kind is ModelKind.ZIP or model.refused:
        return None
    try:
        return _cached(model.where)
    except ModelMissingError:
        return None
