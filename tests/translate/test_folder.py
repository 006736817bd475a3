from pathlib import Path
from typing import Any

import pytest

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language, Pair
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.folder import read_folder
from tests.translate.tiny import ids_without_prefixes, write_json, write_texts

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)


def test_the_bundled_folder() -> None:
    folder = read_folder(bundled_folder(), "ko-en-compact")
    assert folder.pairs == {KO_EN, EN_KO}
    assert folder.positions == 512
    assert folder.weights == bundled_folder() / "model.safetensors"


def test_one_prefix_is_one_direction(tmp_path: Path) -> None:
    folder = write_texts(tmp_path, source={**ids_without_prefixes(), ">>kor<<": 16000})
    assert read_folder(folder, "opus-mt-en-mul").pairs == {EN_KO}


@pytest.mark.parametrize(
    ("settings", "name", "pairs"),
    [
        ({"source_lang": "kor", "target_lang": "eng"}, "x", {KO_EN}),
        ({"source_lang": "en", "target_lang": "ko"}, "my-ko-en", {EN_KO}),
        ({"source_lang": "mul", "target_lang": "mul"}, "opus-mt-ko-en", {KO_EN}),
        ({"source_lang": "ko", "target_lang": "ko"}, "x", set()),
        ({}, "Helsinki-NLP/opus-mt-tc-big-en-ko", {EN_KO}),
        ({}, "kor_eng.2024", {KO_EN}),
        ({}, "token-environment", set()),
        ({}, "opus-mt-de-en", set()),
        ({}, "en-en", set()),
    ],
)
def test_direction_of_a_folder_without_prefixes(
    tmp_path: Path, settings: dict[str, Any], name: str, pairs: set[Pair]
) -> None:
    assert read_folder(write_texts(tmp_path, settings=settings), name).pairs == pairs


def test_a_folder_without_tokenizer_settings_has_one_vocabulary(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    (folder / "tokenizer_config.json").unlink()
    assert read_folder(folder, "ko-en").pairs == {KO_EN}


def test_another_kind_of_model_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    write_json(folder / "config.json", {"model_type": "m2m_100"})
    with pytest.raises(ModelBrokenError, match="is a model of type 'm2m_100', not 'marian'; choose a MarianMT model"):
        read_folder(folder, "ko-en")


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelBrokenError, match="has no weights"):
        read_folder(folder, "ko-en")
    (folder / "pytorch_model.bin").touch()
    assert read_folder(folder, "ko-en").weights == folder / "pytorch_model.bin"


@pytest.mark.parametrize(
    ("sizes", "finding"),
    [
        ({"vocab_size": 16000}, "the source vocabulary has the id 16001, but the network only 16000 tokens"),
        (
            {"vocab_size": 16002, "decoder_vocab_size": 9},
            "the target vocabulary has the id 16001, but the network only 9",
        ),
    ],
)
def test_a_vocabulary_larger_than_the_network_is_refused(tmp_path: Path, sizes: dict[str, int], finding: str) -> None:
    folder = write_texts(tmp_path)
    write_json(folder / "config.json", {"model_type": "marian", **sizes})
    with pytest.raises(ModelBrokenError, match=finding):
        read_folder(folder, "ko-en")
