import shutil
import socket
from pathlib import Path

import pytest

from subtitler.core.errors import ConfigError, ModelBrokenError, ModelError, ModelMissingError
from subtitler.core.language import Language, Pair
from subtitler.translate import ctranslate, loading
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.loading import ENGINES, forget_converted, load_translator
from tests.translate.tiny import write_json, write_texts

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of fetched models, and no network."""

    def refuse(*_: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tmp_path / "hub"


def fetched(hub: Path, repository: str) -> Path:
    """A folder for `repository` as the Hub's client lays it out."""
    store = hub / f"models--{repository.replace('/', '--')}"
    (store / "refs").mkdir(parents=True)
    (store / "refs" / "main").write_text("a" * 40)
    return write_texts(store / "snapshots" / ("a" * 40))


@pytest.mark.parametrize("model", [None, "ko-en-compact"])
@pytest.mark.parametrize("pair", [None, KO_EN, EN_KO])
def test_the_bundled_model_needs_no_name(model: str | None, pair: Pair | None) -> None:
    translator = load_translator(model, pair=pair)
    assert translator.pairs == {KO_EN, EN_KO}
    assert translator.signature.startswith("ko-en-compact@618ca510ddb5 ")


def test_a_bundled_model_that_was_changed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(bundled_folder(), tmp_path / "ko-en-compact")
    (folder / "model.safetensors").write_bytes(b"other")
    monkeypatch.setattr(loading, "bundled_folder", lambda: folder)
    with pytest.raises(ModelBrokenError, match="is not the file that ko-en-compact came with"):
        load_translator(None)


def test_a_folder_goes_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_texts(tmp_path / "opus-en-ko")
    assert load_translator(str(folder)).pairs == {EN_KO}
    monkeypatch.chdir(folder)
    assert load_translator(".").pairs == {EN_KO}


def test_a_folder_that_does_not_tell_its_direction_takes_the_one_asked_for(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "mine")
    assert load_translator(str(folder), pair=KO_EN).pairs == {KO_EN}
    with pytest.raises(ConfigError, match="--pair"):
        load_translator(str(folder))


def test_a_model_for_the_other_direction_is_refused_with_a_better_one(tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "opus-ko-en")
    with pytest.raises(ModelError, match="translates ko-en, not en-ko; choose another, such as ko-en-compact"):
        load_translator(str(folder), pair=EN_KO)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"holds no model \(no config\.json\)"):
        load_translator(str(tmp_path))


def test_a_folder_with_another_model_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    write_json(folder / "config.json", {"model_type": "nllb"})
    with pytest.raises(ModelBrokenError, match="is a model of type 'nllb'"):
        load_translator(str(folder))


@pytest.mark.parametrize("name", ["no such model", "./none", "../none", "none/", "a/b/c", "-a/b", "a..b/c"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    with pytest.raises(
        ModelMissingError,
        match="is neither a folder nor the name of a known model; choose one of ko-en-compact, opus-mt-ko-en, or",
    ):
        load_translator(name)


@pytest.mark.parametrize("name", ["opus-mt-tc-big-en-ko", "Helsinki-NLP/opus-mt-tc-big-en-ko"])
def test_a_model_known_to_be_broken_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(ModelBrokenError, match=r"is not used: its tokenizer has one vocabulary for two.*-zip"):
        load_translator(name)


def test_an_original_release_is_not_read() -> None:
    with pytest.raises(ModelMissingError, match="is an original Marian release"):
        load_translator("opus-mt-eng-kor-bt-zip")


@pytest.mark.parametrize("name", ["opus-mt-ko-en", "Helsinki-NLP/opus-mt-ko-en", "somebody/ko-en"])
def test_a_hub_model_that_was_not_fetched_is_missing_and_no_network_is_asked(hub: Path, name: str) -> None:
    with pytest.raises(ModelMissingError, match="is not on this machine, and nothing is downloaded unasked; fetch it"):
        load_translator(name)
    assert not hub.exists()


def test_a_hub_model_that_was_fetched_is_used(hub: Path) -> None:
    fetched(hub, "Helsinki-NLP/opus-mt-ko-en")
    fetched(hub, "somebody/kor-eng")
    assert load_translator("opus-mt-ko-en").signature.startswith("opus-mt-ko-en@")
    assert load_translator("somebody/kor-eng").pairs == {KO_EN}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_is_chosen_by_name(engine: str) -> None:
    assert f" {engine} " in load_translator(None, engine=engine).signature


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ConfigError, match="--engine marian: is unknown; choose one of ctranslate2, transformers"):
        load_translator(None, engine="marian")


def test_numbers_that_cannot_be_computed_are_refused_before_anything_is_read() -> None:
    with pytest.raises(ConfigError, match="--compute int3: this processor does not compute so"):
        load_translator("no such model", compute="int3")


def test_what_was_converted_is_forgotten_by_name_or_folder(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctranslate, "_cache", lambda: tmp_path)
    load_translator(str(tiny_folder)).translate(["네."], KO_EN)
    assert forget_converted("ko-en-compact") == 0
    assert forget_converted(str(tiny_folder)) > 0
    assert forget_converted(str(tiny_folder)) == 0
