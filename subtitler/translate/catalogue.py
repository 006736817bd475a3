"""The models this version knows, and the one that comes with it."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language, Pair
from subtitler.translate.attention import Head


class ModelKind(StrEnum):
    BUNDLED = "bundled"  # a folder beside the catalogue
    HUB = "hub"  # a repository of the Hugging Face Hub
    ZIP = "zip"  # an OPUS-MT release, to be imported


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownModel:
    """`where` is a folder beside the catalogue, a Hub repository or an address, by `kind`.

    `sha256` is that of the weights; `attention` is the head that links words; `refused` says why it is not used.
    """

    id: str
    name: str
    kind: ModelKind
    pairs: tuple[Pair, ...]
    revision: str
    licence: str
    where: str
    sha256: str | None = None
    attention: Head | None = None
    refused: str | None = None
    note: str


BUNDLED = "ko-en-compact"
"""The id of the bundled model."""

WEIGHTS = "model.safetensors"


def models_folder() -> Path:
    """The folder of the catalogue and what comes with it: in the package, or in a checkout beside it."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "models"
    return installed if installed.is_dir() else package.parent / "models"


def bundled_folder() -> Path:
    """The folder of the bundled model."""
    return models_folder() / BUNDLED


def _known(entry: Mapping[str, Any]) -> KnownModel:
    fields = dict(entry)
    fields["kind"] = ModelKind(entry["kind"])
    fields["pairs"] = tuple(Pair(*map(Language, pair.split("-"))) for pair in entry["pairs"])
    if "attention" in entry:
        fields["attention"] = Head(*entry["attention"])
    return KnownModel(**fields)


@cache
def load_catalogue() -> tuple[KnownModel, ...]:
    """The known models, the bundled one first."""
    text = (models_folder() / "catalogue.toml").read_text(encoding="utf-8")
    return tuple(map(_known, tomllib.loads(text)["model"]))


def known_model(name: str) -> KnownModel | None:
    """The known model with this id or Hub repository."""
    return next((model for model in load_catalogue() if name in (model.id, model.where)), None)


def file_sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_weights(folder: Path, model: KnownModel) -> None:
    """Nothing, when the weights in `folder` are those the catalogue names. Raises ModelBrokenError."""
    file = folder / WEIGHTS
    if not file.is_file():
        raise ModelBrokenError(place=str(file), finding="is missing", way_out="install subtitler again")
    if (found := file_sha256(file)) != model.sha256:
        raise ModelBrokenError(
            place=str(file),
            finding=f"is not the file that {model.id} came with (SHA-256 {found[:12]}…)",
            way_out="install subtitler again",
        )
