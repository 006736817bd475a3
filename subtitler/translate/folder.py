"""The folder of a Marian model, as Hugging Face keeps them: read and checked, all but the weights."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language, Pair
from subtitler.translate.catalogue import file_sha256
from subtitler.translate.vocabulary import Vocabulary, load_vocabulary, read_json


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianFolder:
    """`positions` is how many tokens the network can number; `pairs` is empty when the folder does not tell."""

    name: str
    path: Path
    weights: Path
    vocabulary: Vocabulary
    positions: int
    pairs: frozenset[Pair]

    def weights_sha256(self) -> str:
        status = self.weights.stat()
        return _sha256_of_version(self.weights, status.st_size, status.st_mtime_ns)


@lru_cache
def _sha256_of_version(file: Path, size: int, mtime_ns: int) -> str:
    """As `file_sha256`, computed once for a gigabyte that signature and conversion both ask about."""
    return file_sha256(file)


def read_folder(path: Path, name: str) -> MarianFolder:
    """The model in `path`, called `name`. Raises ModelBrokenError."""
    config = read_json(path / "config.json")
    if (kind := config.get("model_type")) != "marian":
        finding = f"is a model of type {kind!r}, not 'marian'"
        raise ModelBrokenError(place=str(path), finding=finding, way_out="choose a MarianMT model")
    file = path / "tokenizer_config.json"
    settings = read_json(file) if file.is_file() else {}
    vocabulary = load_vocabulary(path, is_separate=bool(settings.get("separate_vocabs", False)))
    _check_sizes(path, config, vocabulary)
    return MarianFolder(
        name=name,
        path=path,
        weights=_weights(path),
        vocabulary=vocabulary,
        positions=config.get("max_position_embeddings", 1024),  # 1024: the default of transformers
        pairs=_directions(name, settings, vocabulary),
    )


def _weights(path: Path) -> Path:
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (path / name).is_file():
            return path / name
    raise ModelBrokenError(
        place=str(path),
        finding="has no weights (model.safetensors or pytorch_model.bin)",
        way_out="copy the model's folder again, whole",
    )


def _check_sizes(path: Path, config: Mapping[str, Any], vocabulary: Vocabulary) -> None:
    source_size = config.get("vocab_size", 0)
    target_size = config.get("decoder_vocab_size") or source_size
    for side, size, name in ((vocabulary.source, source_size, "source"), (vocabulary.target, target_size, "target")):
        if side.highest_id >= size:
            raise ModelBrokenError(
                place=str(path),
                finding=f"the {name} vocabulary has the id {side.highest_id}, but the network only {size} tokens",
                way_out="take the vocabulary and the weights from one release",
            )


_LANGUAGES = {"ko": Language.KO, "kor": Language.KO, "en": Language.EN, "eng": Language.EN}
_IN_NAME = re.compile(r"(?<![a-z])(kor?|eng?)[-_](kor?|eng?)(?![a-z])")


def _directions(name: str, settings: Mapping[str, Any], vocabulary: Vocabulary) -> frozenset[Pair]:
    """By the prefixes in the vocabulary, else the tokenizer's settings, else the name."""
    if vocabulary.prefixes:
        return frozenset(Pair(target.other, target) for target in vocabulary.prefixes)
    told = [(settings.get("source_lang"), settings.get("target_lang")), *_IN_NAME.findall(name.lower())]
    for source, target in told:
        if source in _LANGUAGES and target in _LANGUAGES and _LANGUAGES[source] is not _LANGUAGES[target]:
            return frozenset({Pair(_LANGUAGES[source], _LANGUAGES[target])})
    return frozenset()
