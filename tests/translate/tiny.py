"""Marian folders small enough to make in a test: one layer, random weights, the bundled model's pieces."""

import json
import shutil
from pathlib import Path
from typing import Any

from subtitler.translate.catalogue import bundled_folder


def bundled_ids() -> dict[str, int]:
    ids: dict[str, int] = json.loads((bundled_folder() / "vocab.json").read_text(encoding="utf-8"))
    return ids


def ids_without_prefixes() -> dict[str, int]:
    return {piece: number for piece, number in bundled_ids().items() if not piece.startswith(">>")}


def write_json(file: Path, value: dict[str, Any]) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def write_texts(
    folder: Path,
    *,
    source: dict[str, int] | None = None,
    target: dict[str, int] | None = None,
    settings: dict[str, Any] | None = None,
) -> Path:
    """What a folder holds besides weights. A `target` vocabulary makes two separate ones. No weights to load."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("source.spm", "target.spm"):
        shutil.copy(bundled_folder() / name, folder)
    write_json(folder / "vocab.json", source or ids_without_prefixes())
    if target:
        write_json(folder / "target_vocab.json", target)
    write_json(folder / "tokenizer_config.json", {"separate_vocabs": target is not None, **(settings or {})})
    write_json(folder / "config.json", {"model_type": "marian", "vocab_size": 16002, "max_position_embeddings": 512})
    (folder / "model.safetensors").touch()
    return folder


def write_model(folder: Path, *, positions: int = 512, is_separate: bool = False, **texts: Any) -> Path:
    """A folder with weights and without generation_config.json. Its output never ends by itself."""
    import torch  # noqa: PLC0415 - heavy
    from transformers import MarianConfig, MarianMTModel  # noqa: PLC0415 - heavy

    write_texts(folder, **texts)
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=16002,
        decoder_vocab_size=16002,
        share_encoder_decoder_embeddings=not is_separate,
        tie_word_embeddings=not is_separate,
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=16,
        decoder_ffn_dim=16,
        max_position_embeddings=positions,
        pad_token_id=16001,
        decoder_start_token_id=16001,
        eos_token_id=0,
        forced_eos_token_id=None,
    )
    MarianMTModel(config).save_pretrained(folder)
    (folder / "generation_config.json").unlink()
    return folder
