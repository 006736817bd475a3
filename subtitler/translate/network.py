"""A Marian network on transformers and torch: token ids -> token ids, and the attention between them."""

import contextlib
import os
import pickle
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from subtitler.core.errors import ModelBrokenError
from subtitler.translate.attention import Head

Ids = Sequence[int]


class Output(NamedTuple):
    """`is_finished` is False when the output ran into its limit."""

    ids: tuple[int, ...]
    is_finished: bool


class Reading(NamedTuple):
    """What the network thinks of a translation: `score` is the mean log-probability of its tokens and its end.

    `attention[i][j]` is what target token i gives to source token j when it is about to be written; the source's prefix
    and end are among the j. Empty when no head was asked for.
    """

    score: float
    attention: list[list[float]]


class Network:
    """The loaded network. A batch is a sequence of source ids, each with its prefix and end."""

    def __init__(self, model: Any, *, silent_ids: Ids, beams: int) -> None:
        from transformers import GenerationConfig  # noqa: PLC0415 - heavy

        config = model.config
        self._model = model
        self._pad: int = config.pad_token_id
        self._start: int = config.decoder_start_token_id
        self._end: int = config.eos_token_id
        # Instead of the model's own, without which the fallback is to stop after 20 tokens. `<pad>` is the start token
        # and would be generated. The scores of the steps are not asked for: they take gigabytes.
        model.generation_config = GenerationConfig(
            num_beams=beams,
            do_sample=False,
            length_penalty=1.0,
            early_stopping=False,
            bad_words_ids=[[number] for number in sorted({self._pad, *silent_ids})],
            renormalize_logits=True,
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=self._start,
        )

    def generate(self, batch: Sequence[Ids], limit: int) -> list[Output]:
        """The best output of each, of at most `limit` tokens."""
        import torch  # noqa: PLC0415 - heavy

        ids, mask = self._padded(batch)
        with torch.inference_mode():
            rows = self._model.generate(input_ids=ids, attention_mask=mask, max_new_tokens=limit)
        return [self._output(row[1:]) for row in rows.tolist()]

    def _output(self, row: list[int]) -> Output:
        is_finished = self._end in row
        ids = row[: row.index(self._end)] if is_finished else [number for number in row if number != self._pad]
        return Output(tuple(ids), is_finished)

    def read(self, sources: Sequence[Ids], targets: Sequence[Ids], head: Head | None) -> list[Reading]:
        """The reading of each translation, in one pass. Targets come without their end."""
        import torch  # noqa: PLC0415 - heavy

        ids, mask = self._padded(sources)
        before, _ = self._padded([(self._start, *target) for target in targets])
        after, is_token = self._padded([(*target, self._end) for target in targets])
        with torch.inference_mode():
            passed = self._model(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=before,
                output_attentions=head is not None,
                use_cache=False,
            )
            passed.logits[..., self._pad] = -torch.inf
            chosen = passed.logits.log_softmax(-1).gather(-1, after[..., None])[..., 0]
            scores = chosen.masked_fill(is_token == 0, 0.0).sum(-1) / is_token.sum(-1)
        attention = passed.cross_attentions[head.layer][:, head.head] if head else None
        return [
            Reading(
                scores[row].item(),
                [] if attention is None else attention[row, : len(target), : len(source)].tolist(),
            )
            for row, (source, target) in enumerate(zip(sources, targets, strict=True))
        ]

    def _padded(self, batch: Sequence[Ids]) -> tuple[Any, Any]:
        import torch  # noqa: PLC0415 - heavy

        width = max(map(len, batch))
        ids = torch.tensor([[*row, *[self._pad] * (width - len(row))] for row in batch])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in batch])
        return ids, mask


def load_network(folder: Path, *, silent_ids: Ids, beams: int) -> Network:
    """The network in `folder`, in single precision. Raises ModelBrokenError."""
    # Spinning, OpenMP's default way to wait, slows decoding down fifteenfold when other work holds a core. The setting
    # is read once, when torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch  # noqa: PLC0415 - heavy
    from huggingface_hub.errors import StrictDataclassError  # noqa: PLC0415 - heavy
    from safetensors import SafetensorError  # noqa: PLC0415 - heavy
    from transformers import MarianMTModel  # noqa: PLC0415 - heavy

    way_out = "copy the model's folder again, whole"
    damage = (OSError, ValueError, TypeError, LookupError, RuntimeError, EOFError, pickle.UnpicklingError,
              SafetensorError, StrictDataclassError)  # fmt: skip
    try:
        with _quiet():
            model, report = MarianMTModel.from_pretrained(
                str(folder),
                local_files_only=True,
                dtype=torch.float32,
                attn_implementation="eager",  # the default gives no attention weights
                output_loading_info=True,
            )
    except damage as error:
        detail = str(error).partition("\n")[0] or type(error).__name__
        finding = f"its settings and weights cannot be read together ({detail})"
        raise ModelBrokenError(place=str(folder), finding=finding, way_out=way_out) from error
    if missing := sorted(report["missing_keys"]):
        finding = f"its weights lack {len(missing)} of the network's parts, such as {missing[0]}"
        raise ModelBrokenError(place=str(folder), finding=finding, way_out=way_out)
    return Network(model.eval(), silent_ids=silent_ids, beams=beams)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps transformers' progress bars and advice off the screen."""
    from transformers.utils import logging  # noqa: PLC0415 - heavy

    level, had_bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.set_verbosity(level)
        if had_bars:
            logging.enable_progress_bar()
