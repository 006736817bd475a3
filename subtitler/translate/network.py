"""A Marian network: token ids -> token ids, and the attention between them. Here on transformers, the reference."""

import contextlib
import os
import pickle
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from subtitler.core.errors import ModelBrokenError
from subtitler.translate.attention import Head
from subtitler.translate.folder import MarianFolder
from subtitler.translate.protocol import COMPLETING, Decoding

Ids = Sequence[int]


Attention = list[list[float]]
"""`attention[i][j]` is what target token i gives to source token j when it is about to be written.

The source's prefix and end are among the j.
"""


class Output(NamedTuple):
    """`is_finished` is False when the output ran into its limit, and has no end.

    `score` is the mean log-probability of its tokens and its end, whatever the search forbade. `attention` is empty
    when the network has no head for that; a row of zeros says that nothing is known of a token.
    """

    ids: tuple[int, ...]
    is_finished: bool
    score: float
    attention: Attention


class Network(Protocol):
    """A loaded network. A batch is a sequence of source ids, each with its prefix and end; targets have none."""

    @property
    def workers(self) -> int:
        """How many batches it computes at once, one in each thread that calls it."""
        ...

    def generate(self, batch: Sequence[Ids], limit: int, decoding: Decoding) -> list[Output]:
        """The best output of each, of at most `limit` tokens."""
        ...

    def complete(
        self, batch: Sequence[Ids], beginnings: Sequence[Ids], limit: int, alternatives: int
    ) -> list[list[Output]]:
        """Outputs of each that begin with its beginning, of at most `limit` tokens with that, searched as COMPLETING.

        As many as `alternatives`, which go on with the likeliest tokens, one each.
        """
        ...

    def attend(self, sources: Sequence[Ids], targets: Sequence[Ids]) -> list[Attention]:
        """The attention in each translation, by whomever it is. Only for a network with a head for that."""
        ...


class Backend(Protocol):
    """What computes networks, and how."""

    @property
    def signature(self) -> str:
        """Names the libraries and settings on which the results depend."""
        ...

    def load(self, folder: MarianFolder, head: Head | None) -> Network:
        """The network in `folder`; `head` is the attention head to read. Raises ModelError."""
        ...


class TransformersBackend:
    """Transformers and torch, in single precision: slower and larger than CTranslate2, and what that is measured by."""

    @property
    def signature(self) -> str:
        return f"transformers {version('transformers')} torch {version('torch')}"

    def load(self, folder: MarianFolder, head: Head | None) -> "TransformersNetwork":
        return TransformersNetwork(_load_model(folder.path), silent_ids=folder.vocabulary.silent_ids(), head=head)


class TransformersNetwork:
    """The network on torch, which computes one batch at a time on all processors."""

    workers = 1

    def __init__(self, model: Any, *, silent_ids: Ids, head: Head | None) -> None:
        config = model.config
        self._model = model
        self._head = head
        self._pad: int = config.pad_token_id
        self._start: int = config.decoder_start_token_id
        self._end: int = config.eos_token_id
        # `<pad>` is the start token and would be generated.
        self._silent = sorted({self._pad, *silent_ids})

    def generate(self, batch: Sequence[Ids], limit: int, decoding: Decoding) -> list[Output]:
        import torch  # noqa: PLC0415 - heavy

        ids, mask = self._padded(batch)
        # The scores of the steps are not asked for: they take gigabytes.
        with _quiet(), torch.inference_mode():
            rows = self._model.generate(
                input_ids=ids, attention_mask=mask, generation_config=self._generation(limit, decoding)
            )
        return self._outputs(batch, rows.tolist())

    def complete(
        self, batch: Sequence[Ids], beginnings: Sequence[Ids], limit: int, alternatives: int
    ) -> list[list[Output]]:
        return [
            self._completed(source, beginning, limit, alternatives)
            for source, beginning in zip(batch, beginnings, strict=True)
        ]

    def _completed(self, source: Ids, beginning: Ids, limit: int, alternatives: int) -> list[Output]:
        import torch  # noqa: PLC0415 - heavy

        ids, mask = self._padded([source] * alternatives)
        begun = torch.tensor([[self._start, *beginning]] * alternatives)
        with _quiet(), torch.inference_mode():
            logits = self._model(input_ids=ids[:1], attention_mask=mask[:1], decoder_input_ids=begun[:1]).logits[0, -1]
            logits[self._silent] = -torch.inf
            begun = torch.cat([begun, logits.topk(alternatives).indices[:, None]], dim=1)
            rows = self._model.generate(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=begun,
                generation_config=self._generation(max(1, limit - len(beginning) - 1), COMPLETING),
            )
        return self._outputs([source] * alternatives, rows.tolist())

    def _outputs(self, batch: Sequence[Ids], rows: Sequence[list[int]]) -> list[Output]:
        """What stands in `rows`, which begin with the start token."""
        cut = [self._cut(row[1:]) for row in rows]
        readings = self._read(batch, [ids for ids, _ in cut], [is_finished for _, is_finished in cut])
        return [Output(*written, *reading) for written, reading in zip(cut, readings, strict=True)]

    def _generation(self, limit: int, decoding: Decoding) -> Any:
        from transformers import GenerationConfig  # noqa: PLC0415 - heavy

        # Instead of the model's own, without which the fallback is to stop after 20 tokens.
        return GenerationConfig(
            max_new_tokens=limit,
            num_beams=decoding.beams,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            repetition_penalty=decoding.repetition_penalty,
            do_sample=False,
            length_penalty=1.0,
            early_stopping=False,
            bad_words_ids=[[number] for number in self._silent],
            renormalize_logits=True,
            pad_token_id=self._pad,
            eos_token_id=self._end,
            decoder_start_token_id=self._start,
        )

    def _cut(self, row: list[int]) -> tuple[tuple[int, ...], bool]:
        is_finished = self._end in row
        ids = row[: row.index(self._end)] if is_finished else [number for number in row if number != self._pad]
        return tuple(ids), is_finished

    def attend(self, sources: Sequence[Ids], targets: Sequence[Ids]) -> list[Attention]:
        return [attention for _, attention in self._read(sources, targets, [True] * len(targets))]

    def _read(
        self, sources: Sequence[Ids], targets: Sequence[Ids], are_finished: Sequence[bool]
    ) -> list[tuple[float, Attention]]:
        """Score and attention of each translation, in one pass."""
        import torch  # noqa: PLC0415 - heavy

        ids, mask = self._padded(sources)
        before, _ = self._padded([(self._start, *target) for target in targets])
        after, is_token = self._padded([(*target, self._end) for target in targets])
        for row, (target, is_finished) in enumerate(zip(targets, are_finished, strict=True)):
            is_token[row, len(target)] = is_finished
        with torch.inference_mode():
            passed = self._model(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=before,
                output_attentions=self._head is not None,
                use_cache=False,
            )
            passed.logits[..., self._silent] = -torch.inf
            chosen = passed.logits.log_softmax(-1).gather(-1, after[..., None])[..., 0]
            scores = chosen.masked_fill(is_token == 0, 0.0).sum(-1) / is_token.sum(-1)
        attention = passed.cross_attentions[self._head.layer][:, self._head.head] if self._head else None
        return [
            (
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


def _load_model(folder: Path) -> Any:
    """Transformers' model in `folder`, in single precision. Raises ModelBrokenError."""
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
    return model.eval()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps transformers' progress bars and advice (on lengths that we set ourselves) off the screen."""
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
