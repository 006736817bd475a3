"""An original Marian release, as OPUS-MT publishes them in zips -> a model folder as Hugging Face keeps them.

Both engines then read it. The Hub's own ports of models with two vocabularies kept one of them and are useless.
"""

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from subtitler.core.errors import FileExistsHereError, ModelBrokenError, ModelMissingError, OutputError
from subtitler.translate.folder import read_folder
from subtitler.translate.vocabulary import END, UNKNOWN

PAD = "<pad>"

ATTENTION = "attention_head"
"""In config.json, which transformers lets say more than it knows: the layer and the head that link words, or null."""

# What Marian's position table has room for is not written down; OPUS-MT trains on up to 500 tokens.
POSITIONS = 512


def import_marian(source: Path, destination: Path) -> None:
    """Makes the new folder `destination` of a release in the zip or folder `source`.

    It holds one network (*.npz), its vocabularies (*.yml, or one token a line) and source.spm and target.spm. Raises
    ModelMissingError or ModelBrokenError when it does not or cannot be converted, FileExistsHereError, OutputError.
    """
    if destination.exists():
        raise FileExistsHereError(place=str(destination), finding="is there already", way_out="name a new folder")
    with _opened(source) as release:
        try:
            destination.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=destination.parent, ignore_cleanup_errors=True) as making:
                # By its final name, which may tell the direction.
                folder = Path(making, destination.name)
                folder.mkdir()
                _write(release, folder, source)
                read_folder(folder, destination.name)
                folder.rename(destination)
        except OSError as error:
            raise OutputError(
                place=str(destination),
                finding=f"cannot be written ({error.strerror})",
                way_out="make room, or name another folder",
            ) from error


@contextmanager
def _opened(source: Path) -> Iterator[Path]:
    """The folder of the release, unpacked if need be."""
    if source.is_dir():
        yield source
        return
    if not source.is_file():
        raise ModelMissingError(place=str(source), finding="is not there", way_out="give a zip or a folder")
    try:
        with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory() as unpacked:
            archive.extractall(unpacked)
            yield next((file.parent for file in Path(unpacked).rglob("*.npz")), Path(unpacked))
    except (zipfile.BadZipFile, EOFError) as error:
        raise ModelBrokenError(
            place=str(source), finding=f"cannot be unpacked ({error})", way_out="download it again"
        ) from error


def _write(release: Path, folder: Path, source: Path) -> None:
    from safetensors.numpy import save_file  # noqa: PLC0415 - heavy

    network = _only_network(release)
    arrays, options = _read_network(network)
    source_file, target_file = _vocabulary_files(release)
    vocabularies = [_read_vocabulary(source_file), _read_vocabulary(target_file)]
    embeddings = [arrays.get(f"{side}_Wemb", arrays.get("Wemb")) for side in ("encoder", "decoder")]
    rows = [0 if embedding is None else len(embedding) for embedding in embeddings]
    if rows != [len(vocabulary) for vocabulary in vocabularies]:
        raise _broken(network, f"has {rows} tokens, but vocabularies of {[len(found) for found in vocabularies]}")
    # transformers has one `<pad>` for both sides, behind the longer vocabulary.
    pad = max(rows)
    try:
        tensors = {name: _contiguous(array) for name, array in _tensors(arrays, options, pad).items()}
    except KeyError as error:
        raise _broken(network, f"lacks {error}") from error
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    is_separate = "Wemb" not in arrays
    end = vocabularies[1].index(END)
    _write_json(folder / "config.json", {
        **_config(arrays, options),
        "vocab_size": pad + 1,
        "decoder_vocab_size": pad + 1,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "eos_token_id": end,
        "forced_eos_token_id": end,
        "share_encoder_decoder_embeddings": not is_separate,
        "tie_word_embeddings": "lm_head.weight" not in tensors,
        ATTENTION: _head(network, options),
    })  # fmt: skip
    for name, vocabulary in zip(("vocab.json", "target_vocab.json"), vocabularies[: 1 + is_separate], strict=False):
        _write_json(folder / name, {**{token: number for number, token in enumerate(vocabulary)}, PAD: pad})
    _write_json(folder / "tokenizer_config.json", {"separate_vocabs": is_separate, **_languages(release)})
    for name in ("source.spm", "target.spm"):
        if not (release / name).is_file():
            raise ModelBrokenError(
                place=str(source), finding=f"has no {name}", way_out="choose a release with SentencePiece models"
            )
        shutil.copy(release / name, folder)


def _write_json(file: Path, value: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _config(arrays: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    heads = options["transformer-heads"]
    return {
        "model_type": "marian",
        "architectures": ["MarianMTModel"],
        "d_model": options["dim-emb"],
        "encoder_layers": options["enc-depth"],
        "decoder_layers": options["dec-depth"],
        "encoder_attention_heads": heads,
        "decoder_attention_heads": heads,
        "encoder_ffn_dim": arrays["encoder_l1_ffn_b1"].size,
        "decoder_ffn_dim": arrays["decoder_l1_ffn_b1"].size,
        "activation_function": options["transformer-ffn-activation"],
        "max_position_embeddings": POSITIONS,
        "scale_embedding": True,
        "static_position_embeddings": True,
        "is_encoder_decoder": True,
        "num_beams": 4,
    }


def _head(network: Path, options: Mapping[str, Any]) -> list[int] | None:
    """The head that was trained on word alignments. Only the name tells whether it was."""
    if "align" not in network.name:
        return None
    layer = options.get("transformer-guided-alignment-layer", "last")
    return [-1 if layer == "last" else int(layer) - 1, 0]


_TOLD = re.compile(r"^\W*(source|target) language(?:\(s\)|s)?\W+([a-z]+)", re.MULTILINE)


def _languages(release: Path) -> dict[str, str]:
    readme = release / "README.md"
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    return {f"{side}_lang": code for side, code in reversed(_TOLD.findall(text))}


def _only_network(release: Path) -> Path:
    found = sorted(release.glob("*.npz"))
    if len(found) != 1:
        raise _broken(release, f"holds {len(found)} networks (*.npz), not one")
    return found[0]


def _broken(place: Path, finding: str) -> ModelBrokenError:
    return ModelBrokenError(
        place=place.name, finding=finding, way_out="give an OPUS-MT release of a standard transformer, whole"
    )


def _vocabulary_files(release: Path) -> tuple[Path, Path]:
    """The source's and the target's, which may be one."""
    pairs = [("*.src.vocab*", "*.trg.vocab*"), ("*.vocab.yml",) * 2, ("*vocab*.yml",) * 2]
    for patterns in pairs:
        found = [sorted(release.glob(pattern)) for pattern in patterns]
        if all(found):
            # A list of tokens may lie beside the same as YAML.
            return found[0][-1], found[1][-1]
    raise _broken(release, "has no vocabulary (*.vocab.yml, or *.src.vocab and *.trg.vocab)")


def _read_vocabulary(file: Path) -> list[str]:
    """The tokens, by their number."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".yml":
        tokens = text.removesuffix("\n").split("\n")
    else:
        # Not with a YAML library, which reads some tokens as other things than text, and drops some.
        from ctranslate2.converters.marian import load_vocab  # noqa: PLC0415 - heavy

        try:
            tokens = load_vocab(str(file))
        except ValueError as error:
            raise _broken(file, f"cannot be read ({error})") from error
    if len(set(tokens)) != len(tokens) or not {UNKNOWN, END} <= set(tokens):
        raise _broken(file, f"is no vocabulary with {UNKNOWN} and {END}")
    return tokens


def _read_network(file: Path) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The arrays, and Marian's options. Raises ModelBrokenError for a network of another make."""
    import numpy as np  # noqa: PLC0415 - heavy
    import yaml  # noqa: PLC0415 - heavy

    try:
        with np.load(file) as stored:
            arrays = dict(stored)
        options = dict(yaml.safe_load(arrays["special:model.yml"].tobytes().rstrip(b"\0")))
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, yaml.YAMLError) as error:
        raise _broken(file, f"cannot be read as a Marian network ({error})") from error
    wanted = {
        "type": ("transformer",),
        "transformer-decoder-autoreg": ("self-attention",),
        "transformer-preprocess": ("",),
        "transformer-postprocess": ("dan",),
        "transformer-postprocess-emb": ("d", ""),
        "transformer-ffn-activation": ("swish", "relu"),
    }
    for name, values in wanted.items():
        if (found := options.get(name)) not in values:
            raise _broken(file, f"is a network that is not supported: {name} is {found!r}, not {values[0]!r}")
    return arrays, options


def _tensors(arrays: Mapping[str, Any], options: Mapping[str, Any], pad: int) -> dict[str, Any]:
    """The arrays by their names in transformers, with rows for `<pad>` and whatever is missing up to it."""
    import numpy as np  # noqa: PLC0415 - heavy

    def filled(array: Any, value: float = 0.0) -> Any:
        rest = np.full((pad + 1 - len(array), *array.shape[1:]), value, array.dtype)
        return np.concatenate([array, rest])

    tensors: dict[str, Any] = {}
    if "Wemb" in arrays:
        tensors["model.shared.weight"] = filled(arrays["Wemb"])
    else:
        for side in ("encoder", "decoder"):
            tensors[f"model.{side}.embed_tokens.weight"] = filled(arrays[f"{side}_Wemb"])
    if "decoder_ff_logit_out_W" in arrays:
        tensors["lm_head.weight"] = filled(arrays["decoder_ff_logit_out_W"].T)
    elif "decoder_ff_logit_out_Wt" in arrays:
        tensors["lm_head.weight"] = filled(arrays["decoder_ff_logit_out_Wt"])
    # So low that what was filled in is never written.
    tensors["final_logits_bias"] = filled(arrays["decoder_ff_logit_out_b"].reshape(-1), -1e9)[None]
    blocks = {"encoder": {"self": "self_attn"}, "decoder": {"self": "self_attn", "context": "encoder_attn"}}
    for side, attentions in blocks.items():
        for layer in range(options["enc-depth" if side == "encoder" else "dec-depth"]):
            before, after = f"{side}_l{layer + 1}", f"model.{side}.layers.{layer}"
            for theirs, ours in attentions.items():
                for part in "qkvo":
                    name = f"{after}.{ours}.{'out' if part == 'o' else part}_proj"
                    tensors[f"{name}.weight"] = arrays[f"{before}_{theirs}_W{part}"].T
                    tensors[f"{name}.bias"] = arrays[f"{before}_{theirs}_b{part}"].reshape(-1)
                _norm(tensors, f"{after}.{ours}_layer_norm", arrays, f"{before}_{theirs}_Wo")
            for number in "12":
                tensors[f"{after}.fc{number}.weight"] = arrays[f"{before}_ffn_W{number}"].T
                tensors[f"{after}.fc{number}.bias"] = arrays[f"{before}_ffn_b{number}"].reshape(-1)
            _norm(tensors, f"{after}.final_layer_norm", arrays, f"{before}_ffn_ffn")
    return tensors


def _norm(tensors: dict[str, Any], name: str, arrays: Mapping[str, Any], theirs: str) -> None:
    tensors[f"{name}.weight"] = arrays[f"{theirs}_ln_scale"].reshape(-1)
    tensors[f"{name}.bias"] = arrays[f"{theirs}_ln_bias"].reshape(-1)


def _contiguous(array: Any) -> Any:
    import numpy as np  # noqa: PLC0415 - heavy

    return np.ascontiguousarray(array, dtype=np.float32)
