"""A Marian network on CTranslate2: several times as fast as transformers, in a quarter of the memory.

A checkpoint is converted once, in a second or a few, and the result kept in the user's cache folder, under a name made
of all that it was made from. Where nothing can be kept there, it is converted at every start.
"""

import glob
import hashlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from subtitler.core.errors import ConfigError, OutputError
from subtitler.translate import convert
from subtitler.translate.attention import Head
from subtitler.translate.catalogue import file_sha256
from subtitler.translate.folder import MarianFolder
from subtitler.translate.network import Attention, Ids, Output
from subtitler.translate.protocol import COMPLETING, Decoding

# Each computes on one processor; more of them need more memory, and batches to feed them.
MAX_WORKERS = 8

_CHECKSUM = "checksum"
_KEY_DIGITS = 16
_MAKING = ".making-"
_STALE_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class CTranslateBackend:
    """CTranslate2 on the processor; `compute` is the type of numbers it computes with: int8, float32 and others.

    In int8 a sentence may come out otherwise in other company, about one in 400 does: sums are made in an order that
    depends on the batch, and what differs in the last bit may round to another of 256 steps. In float32 none did.
    """

    compute: str = "int8"

    def check(self) -> None:
        """Nothing, when this processor can compute so. Raises ConfigError."""
        import ctranslate2  # noqa: PLC0415 - heavy

        able = ctranslate2.get_supported_compute_types("cpu")
        if self.compute not in able:
            raise ConfigError(
                place=f"--compute {self.compute}",
                finding="this processor does not compute so",
                way_out=f"choose one of {', '.join(sorted(able))}",
            )

    @property
    def signature(self) -> str:
        return f"ctranslate2 {version('ctranslate2')} {self.compute}"

    def load(self, folder: MarianFolder, head: Head | None) -> "CTranslateNetwork":
        """The network in `folder`, converted now if it was not before.

        Raises ModelBrokenError, and OutputError where no folder has room for the conversion.
        """
        place = _cache() / f"{_file_name(folder.name)}-{self._key(folder, head)}"
        translator = self._kept(place) or self._made(place, folder, head)
        return CTranslateNetwork(translator, end=folder.vocabulary.target.end, has_attention=head is not None)

    def _key(self, folder: MarianFolder, head: Head | None) -> str:
        made_from = (
            convert.VERSION,
            folder.weights_sha256(),
            file_sha256(folder.path / "config.json"),
            folder.vocabulary.target.end,
            folder.vocabulary.silent_ids(),
            head,
            self.compute,
        )
        return hashlib.sha256(repr(made_from).encode()).hexdigest()[:_KEY_DIGITS]

    def _open(self, folder: Path) -> Any:
        import ctranslate2  # noqa: PLC0415 - heavy

        return ctranslate2.Translator(str(folder), compute_type=self.compute, inter_threads=_workers(), intra_threads=1)

    def _kept(self, place: Path) -> Any:
        """The translator of an earlier conversion, None where there is none or it is damaged."""
        try:
            return self._open(place) if _is_whole(place) else None
        except RuntimeError:  # another process just moved it away
            return None

    def _made(self, place: Path, folder: MarianFolder, head: Head | None) -> Any:
        spec = convert.convert(folder, head=head, compute=self.compute)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _remove_stale(place.parent)
            return self._saved(spec, place.parent, keep_as=place)
        except OSError as error:
            logging.getLogger(__name__).warning(
                "the converted model cannot be kept in %s (%s), so it is converted at every start",
                place.parent,
                error.strerror,
            )
        try:
            return self._saved(spec, Path(tempfile.gettempdir()), keep_as=None)
        except OSError as error:
            raise OutputError(
                place=tempfile.gettempdir(),
                finding=f"the model cannot be converted there ({error.strerror})",
                way_out="make room there, or name another folder in TMPDIR",
            ) from error

    def _saved(self, spec: Any, parent: Path, *, keep_as: Path | None) -> Any:
        """The translator of `spec`. Nothing is seen under its final name before it is whole."""
        with tempfile.TemporaryDirectory(prefix=_MAKING, dir=parent, ignore_cleanup_errors=True) as making:
            model = Path(making, "model")
            model.mkdir()
            spec.save(str(model))
            (model / _CHECKSUM).write_text(_checksum(model), encoding="ascii")
            translator = self._open(model)
            if keep_as is not None:
                _move(model, keep_as, Path(making, "damaged"))
        return translator


def _checksum(model: Path) -> str:
    """Of all files but the one it is written in."""
    files = sorted(file for file in model.iterdir() if file.name != _CHECKSUM)
    return hashlib.sha256(" ".join(f"{file.name} {file_sha256(file)}" for file in files).encode()).hexdigest()


def _is_whole(model: Path) -> bool:
    try:
        return (model / _CHECKSUM).read_text(encoding="ascii") == _checksum(model)
    except (OSError, UnicodeError):
        return False


def _move(model: Path, place: Path, aside: Path) -> None:
    """Moves `model` to `place` unless another process just did. What is there and damaged goes `aside`."""
    try:
        model.rename(place)
    except OSError:
        if not _is_whole(place):
            place.rename(aside)
            model.rename(place)


def _remove_stale(cache: Path) -> None:
    """Removes what a process that was killed while converting left behind."""
    for folder in cache.glob(f"{_MAKING}*"):
        try:
            age_s = time.time() - folder.stat().st_mtime
        except FileNotFoundError:  # another process ended its own
            continue
        if age_s > _STALE_S:
            shutil.rmtree(folder, ignore_errors=True)


def forget(name: str) -> int:
    """Removes the kept conversions of the model called `name`; the bytes that this frees."""
    freed = 0
    for kept in _cache().glob(f"{glob.escape(_file_name(name))}-{'[0-9a-f]' * _KEY_DIGITS}"):
        freed += sum(file.stat().st_size for file in kept.iterdir())
        shutil.rmtree(kept)
    return freed


def _file_name(name: str) -> str:
    return name.replace("/", "--").replace("\\", "--")


def _cache() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - asked only when a network is loaded

    return user_cache_path("subtitler") / "ctranslate2"


def _workers() -> int:
    """As many as OMP_NUM_THREADS says, as for other libraries that compute; else one for each processor we may use."""
    told = os.environ.get("OMP_NUM_THREADS", "")
    if told.isdecimal() and int(told):
        return min(int(told), MAX_WORKERS)
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MAX_WORKERS)


class CTranslateNetwork:
    """The network on CTranslate2. Safe to call from several threads, which then share its workers."""

    def __init__(self, translator: Any, *, end: int, has_attention: bool) -> None:
        self._translator = translator
        self._end = end
        self._has_attention = has_attention

    @property
    def workers(self) -> int:
        return int(self._translator.num_translators)

    def generate(self, batch: Sequence[Ids], limit: int, decoding: Decoding) -> list[Output]:
        results = self._translator.translate_batch(
            [_words(row) for row in batch],
            beam_size=decoding.beams,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            repetition_penalty=decoding.repetition_penalty,
            max_decoding_length=limit,
            max_input_length=0,  # shorten nothing
            return_end_token=True,
            return_scores=True,
            return_attention=self._has_attention,
        )
        outputs = [self._output(result, source, decoding) for result, source in zip(results, batch, strict=True)]
        is_plain = not decoding.no_repeat_ngram and decoding.repetition_penalty == 1
        return outputs if is_plain else self._scored(batch, outputs)

    def complete(
        self, batch: Sequence[Ids], beginnings: Sequence[Ids], limit: int, alternatives: int
    ) -> list[list[Output]]:
        results = self._translator.translate_batch(
            [_words(row) for row in batch],
            target_prefix=[_words(row) for row in beginnings],
            num_hypotheses=alternatives,
            return_alternatives=alternatives > 1,
            beam_size=COMPLETING.beams,
            no_repeat_ngram_size=COMPLETING.no_repeat_ngram,
            max_decoding_length=limit,
            max_input_length=0,
            return_end_token=True,
            return_scores=True,
            return_attention=self._has_attention,
        )
        sources = [source for source in batch for _ in range(alternatives)]
        outputs = [
            self._output(result, source, COMPLETING, number)
            for result, source in zip(results, batch, strict=True)
            for number in range(alternatives)
        ]
        scored = iter(self._scored(sources, outputs))
        return [[next(scored) for _ in range(alternatives)] for _ in batch]

    def _output(self, result: Any, source: Ids, decoding: Decoding, number: int = 0) -> Output:
        ids = [int(word) for word in result.hypotheses[number]]
        is_finished = bool(ids) and ids[-1] == self._end
        written = tuple(ids[:-1] if is_finished else ids)
        attention = _attention(result, written, source, number) if self._has_attention else []
        if attention and decoding.beams > 1:
            # With several beams, CTranslate2 4.8.5 gives the first token the attention of another sentence of the
            # batch. To ask for the right one costs an eighth of the time; without it few links are missed.
            attention[0] = [0.0] * len(source)
        return Output(written, is_finished, result.scores[number], attention)

    def _scored(self, batch: Sequence[Ids], outputs: Sequence[Output]) -> list[Output]:
        """With the scores that they have without the bans and punishments of the search."""
        results = self._translator.score_batch(
            [_words(row) for row in batch],
            [_words(output.ids) for output in outputs],
            max_input_length=0,
            max_batch_size=4,  # each of them takes the vocabulary's size for every token
        )
        chances = [result.log_probs[: None if output.is_finished else -1] for result, output in
                   zip(results, outputs, strict=True)]  # fmt: skip
        return [output._replace(score=sum(found) / len(found)) for output, found in zip(outputs, chances, strict=True)]

    def attend(self, sources: Sequence[Ids], targets: Sequence[Ids]) -> list[Attention]:
        results = self._translator.translate_batch(
            [_words(row) for row in sources],
            target_prefix=[_words(row) for row in targets],
            beam_size=1,
            max_decoding_length=max(map(len, targets)),
            max_input_length=0,
            return_attention=True,
        )
        return [
            _attention(result, target, source) for result, target, source in zip(results, targets, sources, strict=True)
        ]


def _words(ids: Ids) -> list[str]:
    return [str(number) for number in ids]


def _attention(result: Any, target: Ids, source: Ids, number: int = 0) -> Attention:
    """That of a hypothesis, without the padding and without what follows `target`."""
    return [row[: len(source)] for row in result.attention[number][: len(target)]]
