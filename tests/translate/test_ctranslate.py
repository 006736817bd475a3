import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from subtitler.core.errors import ConfigError, ModelBrokenError
from subtitler.core.language import Language, Pair
from subtitler.translate import convert, ctranslate
from subtitler.translate.attention import GUIDED_HEAD, Head
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.ctranslate import CTranslateBackend, forget
from subtitler.translate.folder import read_folder
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.network import TransformersBackend
from subtitler.translate.protocol import Decoding
from subtitler.translate.vocabulary import read_json
from tests.translate.tiny import ids_without_prefixes, write_json, write_model

KO_EN = Pair(Language.KO, Language.EN)
INT8, SINGLE = CTranslateBackend(), CTranslateBackend(compute="float32")

# Sources of the tiny network with their end, and translations.
SOURCES = [(5, 900, 31, 7, 0), (44, 0), (8000, 12, 12, 0)]
TARGETS = [(100, 200, 300), (9, 8, 7, 6, 5), (15000,)]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ctranslate, "_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def translated(folder: Path, backend: CTranslateBackend = INT8) -> str:
    return MarianTranslator(folder, name="tiny/ko-en", backend=backend).translate(["네."], KO_EN)[0].text


@pytest.mark.parametrize("head", [Head(-1, 0), Head(0, 1), Head(0, -1), None])
@pytest.mark.parametrize("is_separate", [False, True])
def test_the_converted_network_computes_what_the_checkpoint_says(
    tmp_path: Path, head: Head | None, is_separate: bool
) -> None:
    target = ids_without_prefixes() if is_separate else None
    folder = read_folder(write_model(tmp_path / "ko-en", is_separate=is_separate, target=target), "ko-en")
    theirs, ours = TransformersBackend().load(folder, head), SINGLE.load(folder, head)
    for one, other in zip(
        theirs.generate(SOURCES, 24, Decoding()), ours.generate(SOURCES, 24, Decoding()), strict=True
    ):
        assert one.ids == other.ids
        assert one.is_finished == other.is_finished
        assert one.score == pytest.approx(other.score, abs=1e-4)
        assert len(one.attention) == len(other.attention) == (0 if head is None else len(one.ids))
        assert [pytest.approx(row, abs=1e-4) for row in one.attention[1:]] == other.attention[1:]
    if head is not None:
        for expected, found in zip(theirs.attend(SOURCES, TARGETS), ours.attend(SOURCES, TARGETS), strict=True):
            assert [pytest.approx(row, abs=1e-4) for row in expected] == found


@pytest.mark.parametrize("alternatives", [1, 3])
@pytest.mark.parametrize("head", [GUIDED_HEAD, None])
def test_both_networks_go_on_alike_from_a_beginning(tiny_folder: Path, head: Head | None, alternatives: int) -> None:
    folder = read_folder(tiny_folder, "ko-en")
    theirs, ours = TransformersBackend().load(folder, head), SINGLE.load(folder, head)
    beginnings = [(100, 200), (), (9, 8, 7, 6, 5)]
    expected = theirs.complete(SOURCES, beginnings, 24, alternatives)
    found = ours.complete(SOURCES, beginnings, 24, alternatives)
    assert [len(several) for several in found] == [alternatives] * 3
    for beginning, one, other in zip(beginnings, expected, found, strict=True):
        assert [output.ids for output in one] == [output.ids for output in other]
        assert len({output.ids[: len(beginning) + 1] for output in one}) == alternatives
        for output, same in zip(one, other, strict=True):
            assert output.ids[: len(beginning)] == beginning
            assert len(output.ids) <= 24
            assert output.score == pytest.approx(same.score, abs=1e-4)
            assert [pytest.approx(row, abs=1e-4) for row in output.attention] == same.attention
            assert len(output.attention) == (0 if head is None else len(output.ids))


def test_no_token_has_the_attention_of_another_sentence(tiny_folder: Path) -> None:
    network = SINGLE.load(read_folder(tiny_folder, "ko-en"), GUIDED_HEAD)
    for beams in (1, 4):
        outputs = network.generate(SOURCES, 24, Decoding(beams=beams))
        attentions = network.attend(SOURCES, [output.ids for output in outputs])
        for output, attention in zip(outputs, attentions, strict=True):
            for row, expected in zip(output.attention, attention, strict=True):
                assert not any(row) or row == pytest.approx(expected, abs=1e-4)
            assert all(map(any, output.attention[1:]))


@pytest.mark.model
def test_neither_torch_nor_transformers_is_loaded_not_even_to_convert(tmp_path: Path) -> None:
    code = (
        "import sys; from subtitler.translate.loading import load_translator;"
        "t = load_translator(None); pair = min(t.pairs); print(t.translate(['The government said so.'], pair)[0].text);"
        "assert not {'torch', 'transformers'} & set(sys.modules); import torch"
    )
    run(code, tmp_path)


def run(code: str, cache: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )


def test_a_conversion_is_kept_for_the_next_time(
    tiny_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = translated(tiny_folder)
    (kept,) = cache.iterdir()
    assert kept.name.startswith("tiny--ko-en-")
    monkeypatch.setattr(convert, "convert", None)
    assert translated(tiny_folder) == first


def test_other_numbers_weights_and_settings_are_converted_apart(tmp_path: Path, cache: Path) -> None:
    folder = write_model(tmp_path / "ko-en")
    translated(folder)
    translated(folder, SINGLE)
    write_json(folder / "config.json", {**read_json(folder / "config.json"), "max_position_embeddings": 256})
    translated(folder)
    assert len(list(cache.iterdir())) == 3


@pytest.mark.parametrize("file", ["model.bin", "checksum", "config.json", "shared_vocabulary.json"])
@pytest.mark.parametrize("content", [None, b"", b"{\n"])
def test_a_damaged_conversion_is_made_anew(tiny_folder: Path, cache: Path, file: str, content: bytes | None) -> None:
    first = translated(tiny_folder)
    (kept,) = cache.iterdir()
    whole = {found.name: found.read_bytes() for found in kept.iterdir()}
    if content is None:
        (kept / file).unlink()
    else:
        (kept / file).write_bytes(content)
    assert translated(tiny_folder) == first
    assert {found.name: found.read_bytes() for found in kept.iterdir()} == whole
    assert [found.name for found in cache.iterdir()] == [kept.name]


SLOWLY = """
import sys, time
from pathlib import Path
from subtitler.core.language import Language, Pair
from subtitler.translate import convert
from subtitler.translate.marian import MarianTranslator
convert_now = convert.convert
def convert_slowly(*arguments, **settings):
    spec = convert_now(*arguments, **settings)
    save = type(spec).save
    def save_slowly(self, folder):
        save(self, folder)
        print("saved", flush=True)
        time.sleep(float(sys.argv[2]))
    type(spec).save = save_slowly
    return spec
convert.convert = convert_slowly
translator = MarianTranslator(Path(sys.argv[1]), name="tiny-ko-en")
print(translator.translate(["네."], Pair(Language.KO, Language.EN))[0].text)
"""


def slow_process(folder: Path, cache: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SLOWLY, str(folder), str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )


def test_two_processes_may_convert_at_once(tiny_folder: Path, tmp_path: Path) -> None:
    both = [slow_process(tiny_folder, tmp_path, 1.0) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    texts = [out.splitlines() for out, _ in said]
    assert texts[0] == texts[1]
    assert texts[0][0] == "saved"
    assert len(list((tmp_path / "subtitler" / "ctranslate2").iterdir())) == 1


def test_a_process_killed_while_converting_leaves_nothing_that_is_used(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = slow_process(tiny_folder, tmp_path, 60.0)
    assert process.stdout is not None
    assert process.stdout.readline() == "saved\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    cache = tmp_path / "subtitler" / "ctranslate2"
    (left,) = cache.iterdir()
    monkeypatch.setattr(ctranslate, "_cache", lambda: cache)
    # Young enough to be another process's, which is at work: left alone.
    assert translated(tiny_folder)
    assert left.is_dir()
    # The next conversion clears it away.
    two_hours_ago = time.time() - 7200
    os.utime(left, (two_hours_ago, two_hours_ago))
    assert translated(tiny_folder, SINGLE)
    assert not left.exists()


def test_where_nothing_can_be_kept_it_is_converted_at_every_start(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(ctranslate, "_cache", lambda: tmp_path / "file" / "cache")
    with caplog.at_level(logging.WARNING):
        assert translated(tiny_folder)
    assert "cannot be kept in" in caplog.text
    assert "Not a directory" in caplog.text


NO_ROOM = """
import resource, sys
from pathlib import Path
from subtitler.core.errors import OutputError
from subtitler.core.language import Language, Pair
from subtitler.translate.marian import MarianTranslator
translator = MarianTranslator(Path(sys.argv[1]), name="tiny-ko-en")
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    translator.translate(["네."], Pair(Language.KO, Language.EN))
except OutputError as error:
    print(error)
"""


def test_no_room_anywhere_is_said(tiny_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    found = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tiny_folder)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path / "tmp")},
    )
    assert "the model cannot be converted there (File too large); make room there" in found.stdout
    assert list((tmp_path / "subtitler" / "ctranslate2").iterdir()) == list((tmp_path / "tmp").iterdir()) == []


def test_conversions_are_forgotten_by_the_name_of_the_model(tiny_folder: Path, cache: Path) -> None:
    translated(tiny_folder)
    translated(tiny_folder, SINGLE)
    assert forget("ko-en") == forget("tiny") == 0
    assert forget("tiny/ko-en") > 1_000_000
    assert list(cache.iterdir()) == []


def test_a_type_of_numbers_that_cannot_be_computed_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"--compute int3: this processor does not compute so; choose one of .*int8"):
        CTranslateBackend(compute="int3").check()
    INT8.check()


def test_a_head_that_the_network_lacks_is_refused(tiny_folder: Path) -> None:
    folder = read_folder(tiny_folder, "ko-en")
    for head in (Head(1, 0), Head(-2, 0), Head(0, 2)):
        with pytest.raises(ModelBrokenError, match="there is no attention head"):
            convert.convert(folder, head=head, compute="int8")


@pytest.mark.model
def test_eight_bits_translate_nearly_as_single_precision() -> None:
    sentences = ["The government has announced measures.", "Police rescued two people in Busan.", "Kim Seok, KBS News."]
    pair = Pair(Language.EN, Language.KO)
    eight, single = (
        MarianTranslator(bundled_folder(), name="bundled", attention=GUIDED_HEAD, backend=backend).translate(
            sentences, pair
        )
        for backend in (INT8, SINGLE)
    )
    for one, other in zip(eight, single, strict=True):
        assert one.score == pytest.approx(other.score, abs=0.1)


def test_an_old_checkpoint_is_read_too(tmp_path: Path, tiny_folder: Path) -> None:
    import torch  # noqa: PLC0415 - heavy
    from safetensors.torch import load_file  # noqa: PLC0415 - heavy

    folder = shutil.copytree(tiny_folder, tmp_path / "old")
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    assert translated(folder) == translated(tiny_folder)
