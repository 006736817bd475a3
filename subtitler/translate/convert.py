"""A Marian checkpoint of Hugging Face -> a folder that CTranslate2 reads. Needs neither torch nor transformers.

CTranslate2's own converter builds the transformers model first, which costs seconds and a gigabyte.
"""

import math
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from subtitler.core.errors import ModelBrokenError
from subtitler.translate.attention import Head
from subtitler.translate.folder import MarianFolder
from subtitler.translate.vocabulary import read_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

VERSION = 1
"""Of the conversion. Grows when its result changes, so that kept results of an older one are not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Config:
    """What the network's settings say, with the defaults of transformers where they say nothing."""

    vocab_size: int = 58101
    decoder_vocab_size: int | None = None
    d_model: int = 1024
    encoder_layers: int = 12
    decoder_layers: int = 12
    encoder_attention_heads: int = 16
    decoder_attention_heads: int = 16
    encoder_ffn_dim: int = 4096
    decoder_ffn_dim: int = 4096
    max_position_embeddings: int = 1024
    activation_function: str = "gelu"
    scale_embedding: bool = False
    share_encoder_decoder_embeddings: bool = True
    tie_word_embeddings: bool = True
    decoder_start_token_id: int = 58100

    @property
    def target_size(self) -> int:
        is_one = self.share_encoder_decoder_embeddings or self.decoder_vocab_size is None
        return self.vocab_size if is_one else self.decoder_vocab_size or 0


def convert(folder: MarianFolder, *, head: Head | None, compute: str) -> Any:
    """CTranslate2's specification of the network, its weights stored as `compute` wants them; `save` writes it.

    Its tokens are the ids as decimal numbers. `head` is the attention head that it will report.
    Raises ModelBrokenError when settings and weights do not fit together.
    """
    place = str(folder.path)
    config = _read_config(folder.path)
    weights = _Weights(_read_tensors(folder.weights), place)
    spec = _build(config, weights, head, place)
    if weights.missing:
        finding = f"its weights lack {len(weights.missing)} of the network's parts, such as {min(weights.missing)}"
        raise ModelBrokenError(place=place, finding=finding, way_out="copy the model's folder again, whole")
    spec.register_source_vocabulary([str(number) for number in range(config.vocab_size)])
    spec.register_target_vocabulary([str(number) for number in range(config.target_size)])
    spec.config.eos_token = str(folder.vocabulary.target.end)
    spec.config.unk_token = str(folder.vocabulary.target.unknown)
    # It is `<pad>`, whose embedding is zero in Marian, and whatever the checkpoint says here.
    spec.config.decoder_start_token = str(config.decoder_start_token_id)
    # Never written, whatever the search; and so low in every sum over the vocabulary that it counts for nothing.
    spec.decoder.projection.bias[[*folder.vocabulary.silent_ids(), config.decoder_start_token_id]] = -1e4
    spec.validate()
    spec.optimize(quantization=compute)
    return spec


def _read_config(folder: Path) -> _Config:
    found = read_json(folder / "config.json")
    defaults = _Config()
    known = {field.name: getattr(defaults, field.name) for field in fields(_Config)}
    given = {name: value for name, value in found.items() if name in known and value is not None}
    for name, value in given.items():
        kind = type(known[name]) if known[name] is not None else int
        if type(value) is not kind or (kind is int and value < 0):
            raise _unreadable(str(folder), f"{name} is {value!r}")
    config = _Config(**given)
    for name in ("encoder_attention_heads", "decoder_attention_heads"):
        heads = getattr(config, name)
        if heads == 0 or config.d_model % heads:
            raise _unreadable(str(folder), f"d_model {config.d_model} is not shared by {heads} {name}")
    if config.decoder_start_token_id >= config.target_size:
        raise _unreadable(str(folder), f"decoder_start_token_id is not below {config.target_size}")
    return config


def _read_tensors(file: Path) -> Mapping[str, Any]:
    if file.suffix == ".bin":
        return _unpickled(file)
    from safetensors import SafetensorError  # noqa: PLC0415 - heavy
    from safetensors.numpy import load_file  # noqa: PLC0415 - heavy

    try:
        tensors: dict[str, Any] = load_file(file)
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(str(file.parent), str(error)) from error
    return tensors


def _unpickled(file: Path) -> Mapping[str, Any]:
    import torch  # noqa: PLC0415 - heavy, and only for this old format

    try:
        state = torch.load(file, map_location="cpu", weights_only=True)
        return {name: tensor.float().numpy() for name, tensor in state.items()}
    except (OSError, RuntimeError, ValueError, EOFError, AttributeError, LookupError, pickle.UnpicklingError) as error:
        raise _unreadable(str(file.parent), str(error)) from error


def _unreadable(place: str, detail: str) -> ModelBrokenError:
    return ModelBrokenError(
        place=place,
        finding=f"its settings and weights cannot be read together ({detail.partition(chr(10))[0]})",
        way_out="copy the model's folder again, whole",
    )


class _Weights:
    """Takes parts of the network in single precision, and notes which are missing."""

    def __init__(self, tensors: Mapping[str, Any], place: str) -> None:
        self._tensors = tensors
        self._place = place
        self.missing: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._tensors

    def take(self, name: str, *shape: int) -> "Array":
        import numpy as np  # noqa: PLC0415 - heavy

        if name not in self._tensors:
            self.missing.add(name)
            return np.zeros(shape, np.float32)
        found = self._tensors[name]
        if found.shape != shape:
            raise _unreadable(self._place, f"{name} has the shape {found.shape}, not {shape}")
        # A checkpoint in half precision, too, is computed in single or stored in integers.
        taken: Array = found.astype(np.float32)
        return taken

    def linear(self, name: str, outputs: int, inputs: int) -> tuple["Array", "Array"]:
        return self.take(f"{name}.weight", outputs, inputs), self.take(f"{name}.bias", outputs)

    def first_of(self, names: tuple[str, ...], *shape: int) -> "Array":
        """The part under whichever of its names the checkpoint keeps it, where several share one."""
        return self.take(next((name for name in names if name in self), names[0]), *shape)


def _build(config: _Config, weights: _Weights, head: Head | None, place: str) -> Any:
    specs = _specs()
    activations = {
        "relu": specs.Activation.RELU,
        "swish": specs.Activation.SWISH,
        "silu": specs.Activation.SWISH,
        "gelu": specs.Activation.GELU,
        "gelu_new": specs.Activation.GELUTanh,
    }
    if config.activation_function not in activations:
        raise _unreadable(place, f"activation_function {config.activation_function!r} is unknown")
    layer = 0
    if head is not None:
        layer = head.layer + (config.decoder_layers if head.layer < 0 else 0)
        if not (0 <= layer < config.decoder_layers and -config.decoder_attention_heads <= head.head
                < config.decoder_attention_heads):  # fmt: skip
            raise _unreadable(place, f"there is no attention head {head.head} in a layer {head.layer}")
    common = {"pre_norm": False, "activation": activations[config.activation_function]}
    spec = specs.TransformerSpec(
        specs.TransformerEncoderSpec(config.encoder_layers, config.encoder_attention_heads, **common),
        specs.TransformerDecoderSpec(
            config.decoder_layers, config.decoder_attention_heads, alignment_layer=layer, alignment_heads=1, **common
        ),
    )
    _embeddings(spec, config, weights)
    for number, built in enumerate(spec.encoder.layer):
        name = f"model.encoder.layers.{number}"
        _attention(built.self_attention, weights, f"{name}.self_attn", config.d_model)
        _feed_forward(built.ffn, weights, name, config.d_model, config.encoder_ffn_dim)
    for number, built in enumerate(spec.decoder.layer):
        name = f"model.decoder.layers.{number}"
        _attention(built.self_attention, weights, f"{name}.self_attn", config.d_model)
        _attention(built.attention, weights, f"{name}.encoder_attn", config.d_model)
        _feed_forward(built.ffn, weights, name, config.d_model, config.decoder_ffn_dim)
    if head is not None:
        _put_first(spec.decoder.layer[layer].attention, head.head, config.decoder_attention_heads)
    return spec


def _specs() -> Any:
    """`ctranslate2.specs`, which imports torch where it finds it, and needs it for nothing that is done here."""
    is_hidden = "torch" not in sys.modules
    if is_hidden:
        sys.modules["torch"] = None  # type: ignore[assignment] # the documented way to have an import fail
    try:
        from ctranslate2 import specs  # noqa: PLC0415 - heavy
    finally:
        if is_hidden:
            del sys.modules["torch"]
    return specs


def _embeddings(spec: Any, config: _Config, weights: _Weights) -> None:
    import numpy as np  # noqa: PLC0415 - heavy

    width = config.d_model
    encoder, decoder, shared, last = (
        "model.encoder.embed_tokens.weight",
        "model.decoder.embed_tokens.weight",
        "model.shared.weight",
        "lm_head.weight",
    )
    tied = (last,) if config.tie_word_embeddings else ()
    if config.share_encoder_decoder_embeddings:
        source = target = weights.first_of((shared, encoder, decoder, *tied), config.vocab_size, width)
    else:
        source = weights.first_of((encoder,), config.vocab_size, width)
        target = weights.first_of((decoder, *tied), config.target_size, width)
    spec.encoder.embeddings[0].weight = source
    spec.decoder.embeddings.weight = target
    is_tied = config.tie_word_embeddings
    spec.decoder.projection.weight = target if is_tied else weights.take(last, config.target_size, width)
    has_bias = "final_logits_bias" in weights
    spec.decoder.projection.bias = (
        weights.take("final_logits_bias", 1, config.target_size)[0]
        if has_bias
        else np.zeros(config.target_size, np.float32)
    )
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = math.sqrt(width) if config.scale_embedding else 1.0
        side.position_encodings.encodings = _positions(config.max_position_embeddings, width)


def _positions(count: int, width: int) -> "Array":
    """Marian's fixed position embeddings: the sines in the first half, the cosines in the second."""
    import numpy as np  # noqa: PLC0415 - heavy

    angles = np.arange(count)[:, None] / np.power(10000, 2 * (np.arange(width) // 2) / width)[None]
    table: Array = np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1).astype(np.float32)
    return table


def _attention(spec: Any, weights: _Weights, name: str, width: int) -> None:
    import numpy as np  # noqa: PLC0415 - heavy

    parts = [weights.linear(f"{name}.{part}_proj", width, width) for part in "qkv"]
    # Multiplied together: all three from one input, or the query from the decoder and the others from the encoder.
    groups = [parts] if len(spec.linear) == 2 else [parts[:1], parts[1:]]
    for linear, group in zip(spec.linear, groups, strict=False):
        linear.weight = np.concatenate([weight for weight, _ in group])
        linear.bias = np.concatenate([bias for _, bias in group])
    spec.linear[-1].weight, spec.linear[-1].bias = weights.linear(f"{name}.out_proj", width, width)
    _layer_norm(spec.layer_norm, weights, f"{name}_layer_norm", width)


def _put_first(spec: Any, head: int, heads: int) -> None:
    """Reorders the heads, which changes nothing in what they compute: CTranslate2 reports only the first."""
    import numpy as np  # noqa: PLC0415 - heavy

    order = sorted(range(heads), key=lambda number: number != head % heads)
    width = spec.linear[-1].weight.shape[0]
    columns = np.arange(width).reshape(heads, -1)[order].reshape(-1)
    rows = np.arange(2 * width).reshape(2, heads, -1)[:, order].reshape(-1)
    for linear, chosen in zip(spec.linear, (columns, rows), strict=False):
        linear.weight, linear.bias = linear.weight[chosen], linear.bias[chosen]
    spec.linear[-1].weight = np.ascontiguousarray(spec.linear[-1].weight[:, columns])


def _feed_forward(spec: Any, weights: _Weights, name: str, width: int, inner: int) -> None:
    spec.linear_0.weight, spec.linear_0.bias = weights.linear(f"{name}.fc1", inner, width)
    spec.linear_1.weight, spec.linear_1.bias = weights.linear(f"{name}.fc2", width, inner)
    _layer_norm(spec.layer_norm, weights, f"{name}.final_layer_norm", width)


def _layer_norm(spec: Any, weights: _Weights, name: str, width: int) -> None:
    spec.gamma = weights.take(f"{name}.weight", width)
    spec.beta = weights.take(f"{name}.bias", width)
