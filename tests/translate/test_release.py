import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from subtitler.core.errors import FileExistsHereError, ModelBrokenError, ModelMissingError, OutputError
from subtitler.core.language import Language, Pair
from subtitler.translate.attention import GUIDED_HEAD
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.ctranslate import CTranslateBackend
from subtitler.translate.folder import read_folder
from subtitler.translate.loading import import_marian, load_translator
from subtitler.translate.network import TransformersBackend
from subtitler.translate.protocol import Decoding
from subtitler.translate.vocabulary import read_json
from tests.translate.tiny import ids_without_prefixes

KO_EN = Pair(Language.KO, Language.EN)
WIDTH, INNER = 16, 24

OPTIONS = {
    "type": "transformer",
    "dim-emb": WIDTH,
    "enc-depth": 2,
    "dec-depth": 1,
    "transformer-heads": 2,
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-ffn-activation": "relu",
    "transformer-guided-alignment-layer": "last",
}


def write_release(
    folder: Path, options: dict[str, str] | None = None, *, is_separate: bool = False, target_tokens: int | None = None
) -> Path:
    """Files as OPUS-MT's zips hold them, with random weights."""
    import numpy as np  # noqa: PLC0415 - heavy
    import yaml  # noqa: PLC0415 - heavy

    folder.mkdir()
    random = np.random.default_rng(1)
    ids = {piece: number for piece, number in ids_without_prefixes().items() if piece != "<pad>"}
    source = sorted(ids, key=ids.__getitem__)
    target = [*source[:2], *source[:1:-1]][:target_tokens] if is_separate else source

    def some(*shape: int) -> Any:
        return (random.standard_normal(shape) * 0.3).astype(np.float32)

    arrays: dict[str, Any] = {"decoder_ff_logit_out_b": some(1, len(target))}
    if is_separate:
        arrays |= {"encoder_Wemb": some(len(source), WIDTH), "decoder_Wemb": some(len(target), WIDTH)}
    else:
        arrays["Wemb"] = some(len(source), WIDTH)
    for layer in ("encoder_l1", "encoder_l2", "decoder_l1"):
        for part in ("self", "context") if layer == "decoder_l1" else ("self",):
            arrays |= {f"{layer}_{part}_W{part_of}": some(WIDTH, WIDTH) for part_of in "qkvo"}
            arrays |= {f"{layer}_{part}_b{part_of}": some(1, WIDTH) for part_of in "qkvo"}
            arrays |= {f"{layer}_{part}_Wo_ln_{name}": some(1, WIDTH) + 1 for name in ("scale", "bias")}
        arrays |= {f"{layer}_ffn_W1": some(WIDTH, INNER), f"{layer}_ffn_b1": some(1, INNER)}
        arrays |= {f"{layer}_ffn_W2": some(INNER, WIDTH), f"{layer}_ffn_b2": some(1, WIDTH)}
        arrays |= {f"{layer}_ffn_ffn_ln_{name}": some(1, WIDTH) + 1 for name in ("scale", "bias")}
    written = yaml.safe_dump({**OPTIONS, **(options or {})}).encode() + b"\0"
    arrays["special:model.yml"] = np.frombuffer(written, np.int8)
    np.savez(folder / "opus.transformer-align.npz", **arrays)
    if is_separate:
        for name, tokens in (("opus.src.vocab", source), ("opus.trg.vocab", target)):
            (folder / name).write_text("\n".join(tokens) + "\n", encoding="utf-8")
    else:
        (folder / "opus.vocab.yml").write_text(as_yaml(source), encoding="utf-8")
    (folder / "README.md").write_text("# x\n* source language(s): kor\n* target language(s): eng\n", encoding="utf-8")
    for name in ("source.spm", "target.spm"):
        shutil.copy(bundled_folder() / name, folder)
    return folder


def as_yaml(tokens: list[str]) -> str:
    def quoted(token: str) -> str:
        escaped = token.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    return "".join(f"{quoted(token)}: {number}\n" for number, token in enumerate(tokens))


@pytest.mark.parametrize("is_separate", [False, True])
def test_an_imported_release_computes_what_ctranslate2_makes_of_the_original(tmp_path: Path, is_separate: bool) -> None:
    import ctranslate2  # noqa: PLC0415 - heavy
    from ctranslate2.converters import MarianConverter  # noqa: PLC0415 - heavy

    release = write_release(tmp_path / "release", is_separate=is_separate)
    import_marian(release, tmp_path / "imported")
    folder = read_folder(tmp_path / "imported", "imported")
    assert folder.pairs == {KO_EN}

    names = ("opus.src.vocab", "opus.trg.vocab") if is_separate else ("opus.vocab.yml", "opus.vocab.yml")
    vocabularies = []
    for name in names:
        file = release / name
        if is_separate:
            tokens = file.read_text(encoding="utf-8").splitlines()
            file = tmp_path / f"{name}.yml"
            file.write_text(as_yaml(tokens), encoding="utf-8")
        vocabularies.append(str(file))
    MarianConverter(str(release / "opus.transformer-align.npz"), vocabularies).convert(str(tmp_path / "theirs"))
    theirs = ctranslate2.Translator(str(tmp_path / "theirs"), compute_type="float32")
    texts = ["정부가 대책을 발표했습니다.", "네.", "경찰은 두 명을 구조했습니다."]
    encoded = [folder.vocabulary.source.encode(text).ids for text in texts]
    source_pieces = list(read_json(folder.path / "vocab.json"))
    target_pieces = list(read_json(folder.path / ("target_vocab.json" if is_separate else "vocab.json")))
    expected = theirs.translate_batch(
        [[source_pieces[number] for number in ids] for ids in encoded],
        beam_size=4,
        max_decoding_length=20,
        suppress_sequences=[["<unk>"]],
        return_scores=True,
        return_attention=True,
    )
    assert read_json(folder.path / "config.json")["attention_head"] == [-1, 0]
    batch = [(*ids, folder.vocabulary.source.end) for ids in encoded]
    written = [[target_pieces.index(piece) for piece in result.hypotheses[0]] for result in expected]
    single = CTranslateBackend(compute="float32")
    outputs = single.load(folder, GUIDED_HEAD).generate(batch, 20, Decoding())
    assert [list(output.ids) for output in outputs] == written
    for backend in (single, TransformersBackend()):
        attentions = backend.load(folder, GUIDED_HEAD).attend(batch, written)
        for result, attention, source in zip(expected, attentions, batch, strict=True):
            # Theirs leaves out the end of the source, and the first is wrong (`CTranslateNetwork`).
            for theirs_row, ours_row in list(zip(result.attention[0], attention, strict=True))[1:]:
                assert ours_row[:-1] == pytest.approx(theirs_row[: len(source) - 1], abs=1e-4)


def zipped(release: Path, folder: str = "") -> Path:
    file = release.parent / "opus-2020.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for member in release.iterdir():
            archive.write(member, f"{folder}{member.name}")
    return file


@pytest.mark.parametrize("inner", ["", "opus-2020/"])
def test_a_zip_is_imported_and_loaded_by_both_engines(tmp_path: Path, inner: str) -> None:
    import_marian(zipped(write_release(tmp_path / "release"), inner), tmp_path / "new" / "mine")
    for engine in ("ctranslate2", "transformers"):
        translator = load_translator(str(tmp_path / "new" / "mine"), engine=engine)
        assert translator.pairs == {KO_EN}
        assert translator.signature.endswith("attention -1:0")
        assert translator.translate(["네."], KO_EN)[0].text
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == ["mine"]


def test_vocabularies_of_different_lengths_share_a_padding(tmp_path: Path) -> None:
    import_marian(write_release(tmp_path / "release", is_separate=True, target_tokens=15_900), tmp_path / "ko-en")
    for engine in ("ctranslate2", "transformers"):
        assert load_translator(str(tmp_path / "ko-en"), engine=engine).translate(["네."], KO_EN)[0].text


def test_a_network_without_trained_alignments_gives_no_links(tmp_path: Path) -> None:
    release = write_release(tmp_path / "release")
    (release / "opus.transformer-align.npz").rename(release / "opus.transformer-big.npz")
    import_marian(release, tmp_path / "ko-en")
    translator = load_translator(str(tmp_path / "ko-en"))
    assert translator.signature.endswith("attention none")


def without(name: str) -> Callable[[Path], None]:
    return lambda release: (release / name).unlink()


def emptied(name: str) -> Callable[[Path], None]:
    return lambda release: open(release / name, "wb").close()


def shortened(release: Path) -> None:
    lines = (release / "opus.vocab.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    (release / "opus.vocab.yml").write_text("".join(lines[:-3]), encoding="utf-8")


def without_array(release: Path) -> None:
    import numpy as np  # noqa: PLC0415 - heavy

    file = release / "opus.transformer-align.npz"
    with np.load(file) as stored:
        arrays = {name: array for name, array in stored.items() if name != "decoder_l1_context_Wq"}
    np.savez(file, **arrays)


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (without("opus.transformer-align.npz"), r"holds 0 networks \(\*\.npz\), not one"),
        (emptied("opus.transformer-align.npz"), "cannot be read as a Marian network"),
        (without("opus.vocab.yml"), "has no vocabulary"),
        (emptied("opus.vocab.yml"), "is no vocabulary with <unk> and </s>"),
        (shortened, r"has .15999, 15999. tokens, but vocabularies of .15996, 15996."),
        (without("target.spm"), "has no target.spm"),
        (emptied("source.spm"), "is no sentencepiece model"),
        (without_array, "lacks 'decoder_l1_context_Wq'"),
    ],
)
def test_a_damaged_release_is_refused_and_leaves_nothing(
    tmp_path: Path, damage: Callable[[Path], None], finding: str
) -> None:
    release = write_release(tmp_path / "release")
    damage(release)
    with pytest.raises(ModelBrokenError, match=finding):
        import_marian(release, tmp_path / "new" / "ko-en")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    "option",
    [
        {"type": "s2s"},
        {"transformer-decoder-autoreg": "rnn"},
        {"transformer-preprocess": "n"},
        {"transformer-ffn-activation": "gelu"},
    ],
)
def test_another_kind_of_network_is_refused(tmp_path: Path, option: dict[str, str]) -> None:
    release = write_release(tmp_path / "release", option)
    ((name, value),) = option.items()
    with pytest.raises(ModelBrokenError, match=f"is not supported: {name} is '{value}'"):
        import_marian(release, tmp_path / "ko-en")


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FileExistsHereError):
        import_marian(tmp_path, tmp_path)


def test_what_is_not_there_or_no_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="is not there"):
        import_marian(tmp_path / "none.zip", tmp_path / "new")
    (tmp_path / "some.zip").write_bytes(b"PK\3\4")
    with pytest.raises(ModelBrokenError, match="cannot be unpacked"):
        import_marian(tmp_path / "some.zip", tmp_path / "new")


def test_a_destination_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot be written \(.*\); make room, or name another folder"):
        import_marian(write_release(tmp_path / "release"), tmp_path / "file" / "new")
