import shutil
from pathlib import Path

import pytest

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language, Pair
from subtitler.translate.catalogue import (
    BUNDLED,
    ModelKind,
    bundled_folder,
    check_weights,
    known_model,
    load_catalogue,
)

MODEL = load_catalogue()[0]


def test_the_bundled_model_comes_first_and_translates_both_ways() -> None:
    assert (MODEL.id, MODEL.kind) == (BUNDLED, ModelKind.BUNDLED)
    assert set(MODEL.pairs) == {Pair(Language.KO, Language.EN), Pair(Language.EN, Language.KO)}


def test_ids_and_places_are_unique() -> None:
    names = [name for model in load_catalogue() for name in {model.id, model.where}]
    assert len(names) == len(set(names))


def test_a_refused_model_names_a_sound_one() -> None:
    refused = [model for model in load_catalogue() if model.refused]
    assert refused
    for model in refused:
        assert any(other.id in model.note.split() and not other.refused for other in load_catalogue())


def test_models_are_found_by_id_and_by_repository() -> None:
    assert known_model("opus-mt-ko-en") is known_model("Helsinki-NLP/opus-mt-ko-en")
    assert known_model("opus-mt-ko-de") is None


def test_the_bundled_weights_are_the_catalogues() -> None:
    check_weights(bundled_folder(), MODEL)


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    shutil.copy(bundled_folder() / "model.safetensors", tmp_path)
    with (tmp_path / "model.safetensors").open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"\x7f")
    with pytest.raises(
        ModelBrokenError, match=r"is not the file that ko-en-compact came with .* install subtitler again"
    ):
        check_weights(tmp_path, MODEL)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelBrokenError, match=r"model\.safetensors: is missing; install subtitler again"):
        check_weights(tmp_path, MODEL)
