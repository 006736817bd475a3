"""How fast, and in how much memory? python -m benchmarks.engine [--threads 1 2] [--random]

Sentences a second and peak memory of each way to translate the same text, all sentences of the samples into the other
language, each in a process of its own:
  a naive       transformers, one sentence at a time, beam 4, as one would write it first
  b batched     transformers, 32 sentences of about one length at a time
  c cold        subtitler, from the start of the process to the last sentence, the conversion kept from before
  c warm        subtitler, the same text once more (another translator object, the network loaded)
  c first       subtitler, from the start of the process, the conversion included
  d raw         CTranslate2 with the converted network on the same sentences as tokens, sorted by length, and nothing
                else: no words, no scores, no attention; the upper bound
`--random` does the same with a network of opus-mt-ko-en's size and random weights, on a few sentences of one length
that are translated up to the length limit, since such a network does not end by itself.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from subtitler.core.language import Language, Pair
from subtitler.pipeline import Settings, read_script
from subtitler.text.normalise import normalise
from subtitler.translate.attention import GUIDED_HEAD
from subtitler.translate.batches import BATCH_TOKENS, output_limit
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.folder import MarianFolder, read_folder
from subtitler.translate.marian import MarianTranslator

Text = list[tuple[str, Pair]]

VARIANTS = ("naive", "batched", "cold", "warm", "first", "raw")
RANDOM_SENTENCES = 24
BEAMS = 4
ROUNDS = 3
"""Of the fast ones, whose median is taken."""


def sample_text() -> Text:
    """Every sentence of the samples, and the direction it is translated in."""
    text: Text = []
    for path in sorted(Path("samples").glob("*.txt")):
        script = read_script(path.read_text(encoding="utf-8"), origin=path.name, settings=Settings())
        for sentence in script.sentences:
            language = script.transcript.blocks[sentence.block].language
            text.append((normalise(sentence.text).strip(), Pair(language, language.other)))
    return [(sentence, pair) for sentence, pair in text if any(map(str.isalnum, sentence))]


def ids_of(folder: MarianFolder, text: Text) -> list[list[int]]:
    vocabulary = folder.vocabulary
    return [
        [vocabulary.prefixes[pair.target], *vocabulary.source.encode(sentence).ids, vocabulary.source.end]
        for sentence, pair in text
    ]


def chosen_text(folder: MarianFolder, *, is_random: bool) -> Text:
    text = sample_text()
    if not is_random:
        return text
    limits = [output_limit(len(ids)) for ids in ids_of(folder, text)]
    return [entry for entry, limit in zip(text, limits, strict=True) if limit == output_limit(40)][:RANDOM_SENTENCES]


def write_random(folder: Path) -> None:
    """A network of the size of opus-mt-ko-en with the bundled model's tokens."""
    import torch  # noqa: PLC0415 - heavy
    from transformers import MarianConfig, MarianMTModel  # noqa: PLC0415 - heavy
    from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - heavy

    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=65001,
        d_model=512,
        encoder_layers=6,
        decoder_layers=6,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=2048,
        decoder_ffn_dim=2048,
        activation_function="swish",
        scale_embedding=True,
        max_position_embeddings=512,
        pad_token_id=65000,
        decoder_start_token_id=65000,
        eos_token_id=0,
        forced_eos_token_id=None,
    )
    disable_progress_bar()
    MarianMTModel(config).save_pretrained(folder)
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copy(bundled_folder() / name, folder)
    ids = json.loads((bundled_folder() / "vocab.json").read_text(encoding="utf-8"))
    ids |= {f"▁{number}": number for number in range(len(ids), config.vocab_size)}
    (folder / "vocab.json").write_text(json.dumps(ids), encoding="utf-8")


def naive(folder: MarianFolder, text: Text, size: int, threads: int) -> float:
    """Transformers on `size` sentences at a time; the seconds."""
    import torch  # noqa: PLC0415 - heavy
    from transformers import MarianMTModel, MarianTokenizer  # noqa: PLC0415 - heavy

    torch.set_num_threads(threads)
    tokenizer = MarianTokenizer.from_pretrained(folder.path)
    model = MarianMTModel.from_pretrained(folder.path, dtype=torch.float32).eval()
    model.generation_config.max_length = None  # in favour of max_new_tokens
    codes = {Language.EN: ">>eng<<", Language.KO: ">>kor<<"}
    lines = [f"{codes[pair.target]} {sentence}" for sentence, pair in text]
    if size > 1:
        lines.sort(key=lambda line: len(tokenizer.tokenize(line)))
    began = time.perf_counter()
    for at in range(0, len(lines), size):
        batch = tokenizer(lines[at : at + size], return_tensors="pt", padding=True)
        limit = output_limit(batch["input_ids"].shape[1])
        with torch.inference_mode():
            rows = model.generate(**batch, num_beams=BEAMS, max_new_tokens=limit)
        tokenizer.batch_decode(rows, skip_special_tokens=True)
    return time.perf_counter() - began


def ours(folder: MarianFolder, text: Text, started: float, *, is_warm: bool) -> float:
    translator = MarianTranslator(folder.path, name="benchmark", pair=text[0][1])

    def run() -> None:
        for pair in sorted({pair for _, pair in text}):
            translator.translate([sentence for sentence, direction in text if direction == pair], pair)

    run()
    return median(run) if is_warm else time.perf_counter() - started


def raw(folder: MarianFolder, text: Text, threads: int) -> float:
    import ctranslate2  # noqa: PLC0415 - heavy

    from subtitler.translate.convert import convert  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as converted:
        convert(folder, head=GUIDED_HEAD, compute="int8").save(converted)
        translator = ctranslate2.Translator(converted, compute_type="int8", inter_threads=threads, intra_threads=1)
    lines = sorted(([str(number) for number in ids] for ids in ids_of(folder, text)), key=len, reverse=True)
    limit = output_limit(max(map(len, lines)))

    def run() -> None:
        translator.translate_batch(
            lines, beam_size=BEAMS, max_batch_size=BATCH_TOKENS, batch_type="tokens", max_decoding_length=limit
        )

    run()
    return median(run)


def median(run: Callable[[], None]) -> float:
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return sorted(found)[ROUNDS // 2]


def measure(variant: str, path: Path, threads: int, *, is_random: bool) -> dict[str, float]:
    """In this process, which does nothing else."""
    folder = read_folder(path, "benchmark")
    text = chosen_text(folder, is_random=is_random)
    started = time.perf_counter()
    if variant in ("naive", "batched"):
        seconds = naive(folder, text, 1 if variant == "naive" else 32, threads)
    elif variant == "raw":
        seconds = raw(folder, text, threads)
    else:
        seconds = ours(folder, text, started, is_warm=variant == "warm")
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"sentences": len(text), "seconds": seconds, "memory_mb": memory_mb}


def measured(variant: str, path: Path, threads: int, cache: Path, *, is_random: bool) -> dict[str, float]:
    """In a process of its own, on as many processors as threads."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.engine",
        "--one",
        variant,
        "--model",
        str(path),
        "--threads",
        str(threads),
    ]
    processors = sorted(os.sched_getaffinity(0))[:threads]
    found = subprocess.run(
        [*command, *(["--random"] if is_random else [])],
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, processors),
        env={**os.environ, "XDG_CACHE_HOME": str(cache / "new" if variant == "first" else cache)},
    )
    result: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return result


def table(path: Path, threads: int, *, is_random: bool) -> None:
    naive_rate = 0.0
    with tempfile.TemporaryDirectory() as cache:
        for variant in VARIANTS:
            if variant == "cold":
                measured(variant, path, threads, Path(cache), is_random=is_random)  # leaves the conversion
            found = measured(variant, path, threads, Path(cache), is_random=is_random)
            rate = found["sentences"] / found["seconds"]
            naive_rate = naive_rate or rate
            print(
                f"{threads} threads  {variant:8} {rate:8.1f} sentences/s {rate / naive_rate:6.1f} x naive "
                f"{found['memory_mb']:6.0f} MB  ({found['sentences']:.0f} sentences)",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--random", action="store_true", help="a network of opus-mt-ko-en's size, not the bundled one")
    parser.add_argument("--one", choices=VARIANTS, help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.model, options.threads[0], is_random=options.random)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path: Any = bundled_folder()
        if options.random:
            path = Path(folder)
            write_random(path)
        for threads in options.threads:
            table(path, threads, is_random=options.random)


if __name__ == "__main__":
    main()
