from pathlib import Path

import pytest

from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.loading import load_translator
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.vocabulary import Vocabulary, load_vocabulary
from tests.translate.tiny import write_model


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(bundled_folder(), is_separate=False)


@pytest.fixture(scope="session")
def bundled() -> MarianTranslator:
    translator = load_translator(None)
    assert isinstance(translator, MarianTranslator)
    return translator


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "tiny-ko-en")


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> MarianTranslator:
    return MarianTranslator(tiny_folder, name="tiny-ko-en")
