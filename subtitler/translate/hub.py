"""Checkpoints of the Hugging Face Hub: fetched when the user asks, kept in the Hub's own cache, and given up again."""

from pathlib import Path

from subtitler.core.errors import ModelMissingError

# What a Marian checkpoint needs; repositories hold the same weights for other frameworks too.
_SETTINGS = ("*.json", "*.spm", "*.model")
_WEIGHTS, _OLD_WEIGHTS = "model.safetensors", "pytorch_model.bin"


def fetch(repository: str) -> Path:
    """The folder of `repository`, downloaded as far as it is not here; goes on where an earlier download stopped.

    The Hub's client checks each file's size and hash, and shows its progress. Raises ModelMissingError.
    """
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - heavy
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415 - heavy

    try:
        folder = Path(snapshot_download(repository, allow_patterns=[*_SETTINGS, _WEIGHTS]))
        if not (folder / _WEIGHTS).exists():
            folder = Path(snapshot_download(repository, allow_patterns=[*_SETTINGS, _OLD_WEIGHTS]))
    except LocalEntryNotFoundError as error:
        raise ModelMissingError(
            place=repository,
            finding="cannot be fetched: this machine does not reach the Hub",
            way_out="fetch it on another machine and give its folder with --model",
        ) from error
    except (HfHubHTTPError, HFValidationError) as error:
        raise ModelMissingError(
            place=repository, finding=f"the Hub does not give it ({type(error).__name__})", way_out="check its name"
        ) from error
    return folder


def forget(repository: str) -> int:
    """Removes `repository` from the Hub's cache; the bytes freed, 0 when it was not there."""
    from huggingface_hub import scan_cache_dir  # noqa: PLC0415 - heavy
    from huggingface_hub.errors import CacheNotFound  # noqa: PLC0415 - heavy

    try:
        cache = scan_cache_dir()
    except CacheNotFound:
        return 0
    revisions = [
        revision.commit_hash for kept in cache.repos if kept.repo_id == repository for revision in kept.revisions
    ]
    if not revisions:
        return 0
    strategy = cache.delete_revisions(*revisions)
    strategy.execute()
    return strategy.expected_freed_size
