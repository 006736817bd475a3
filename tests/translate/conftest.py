from collections.abc import Iterator
from pathlib import Path

import pytest

from subtitler.translate import ctranslate
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.ctranslate import CTranslateBackend
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.network import Backend, TransformersBackend
from subtitler.translate.vocabulary import Vocabulary, load_vocabulary
from tests.translate.tiny import write_model


@pytest.fixture(scope="session", autouse=True)
def kept_conversions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Conversions go into a folder of the tests."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ctranslate, "_cache", lambda: cache)
        yield


@pytest.fixture(scope="session", params=["transformers", "ctranslate2"])
def backend(request: pytest.FixtureRequest) -> Backend:
    return TransformersBackend() if request.param == "transformers" else CTranslateBackend()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(bundled_folder(), is_separate=False)


@pytest.fixture(scope="session")
def bundled(backend: Backend) -> MarianTranslator:
    return MarianTranslator(bundled_folder(), name="ko-en-compact", backend=backend)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "tiny-ko-en")


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path, backend: Backend) -> MarianTranslator:
    return MarianTranslator(tiny_folder, name="tiny-ko-en", backend=backend)
