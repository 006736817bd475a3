import shutil
from pathlib import Path

import pytest

from subtitler.core.errors import ModelBrokenError
from subtitler.core.language import Language
from subtitler.translate.vocabulary import Vocabulary, load_vocabulary, read_json
from tests.translate.tiny import bundled_ids, ids_without_prefixes, write_json, write_texts


def test_tokens_know_their_words_and_marks_have_none(vocabulary: Vocabulary) -> None:
    tokens = vocabulary.source.encode("정부가 3.5% 올렸다.")
    assert tokens.word_count == 3
    assert tokens.words[0] == 0
    assert tokens.words[-1] is None
    assert {word for word in tokens.words if word is not None} == {0, 1, 2}
    assert len(tokens.ids) == len(tokens.words)


@pytest.mark.parametrize(
    "text", ["정부가 대책을 발표했습니다.", "The rate rose 3.5%, he said.", "KBS 뉴스 김석입니다."]
)
def test_decoding_gives_the_text_back(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.target.decode(vocabulary.target.encode(text).ids) == text


def test_nothing_in_a_text_is_a_command(vocabulary: Vocabulary) -> None:
    tokens = vocabulary.source.encode("</s> >>kor<< <pad> <unk> the end")
    commands = {bundled_ids()[piece] for piece in ("</s>", ">>kor<<", "<pad>")}
    assert not commands & set(tokens.ids)
    assert tokens.word_count == 6


def test_unknown_tokens_are_counted(vocabulary: Vocabulary) -> None:
    assert vocabulary.source.encode("정부가 발표했다.").unknown == 0
    assert vocabulary.source.encode("外交部 says 🙂").unknown == 2


def test_no_text_has_no_tokens(vocabulary: Vocabulary) -> None:
    tokens = vocabulary.source.encode("")
    assert (tokens.ids, tokens.words, tokens.word_count) == ((), (), 0)
    assert vocabulary.target.decode(()) == ""


def test_prefixes_and_silent_tokens(vocabulary: Vocabulary) -> None:
    assert vocabulary.prefixes == {Language.EN: 15999, Language.KO: 16000}
    assert set(vocabulary.silent_ids()) == {1, 15999, 16000}


def test_separate_vocabularies_number_the_two_sides_apart(tmp_path: Path) -> None:
    turned = {piece: number if number < 2 else 16002 - number for piece, number in ids_without_prefixes().items()}
    found = load_vocabulary(write_texts(tmp_path, target=turned), is_separate=True)
    source, target = found.source.encode("the").ids, found.target.encode("the").ids
    assert source != target
    assert found.source.decode(source) == found.target.decode(target) == "the"


def sparse(ids: dict[str, int]) -> dict[str, int]:
    """A fifth of the vocabulary, as when the other language's was kept."""
    return {piece: number for piece, number in ids.items() if number % 5 == 0 or number < 2}


def test_a_vocabulary_that_lacks_the_source_pieces_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path, source=sparse(bundled_ids()))
    with pytest.raises(ModelBrokenError, match=r"only 20% of the pieces in source\.spm .* tc-big .*original release"):
        load_vocabulary(folder, is_separate=False)


def test_a_vocabulary_that_lacks_the_target_pieces_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path, target=sparse(bundled_ids()))
    with pytest.raises(ModelBrokenError, match=r"only 20% of the pieces in target\.spm"):
        load_vocabulary(folder, is_separate=True)


@pytest.mark.parametrize("name", ["source.spm", "target.spm", "vocab.json", "target_vocab.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_texts(tmp_path, target=ids_without_prefixes())
    (folder / name).unlink()
    with pytest.raises(ModelBrokenError, match=rf"{name}: is missing"):
        load_vocabulary(folder, is_separate=True)


def test_damaged_pieces_are_named(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    whole = (folder / "source.spm").read_bytes()
    (folder / "source.spm").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelBrokenError, match=r"source\.spm: is no sentencepiece model"):
        load_vocabulary(folder, is_separate=False)


@pytest.mark.parametrize("text", ["", "{", "[1]", "\ufeff{}", '"x"'])
def test_what_is_no_json_object_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelBrokenError, match=r"config\.json: (cannot be read as JSON|holds no JSON object)"):
        read_json(file)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelBrokenError, match="cannot be read as JSON"):
        read_json(tmp_path / "config.json")


@pytest.mark.parametrize("ids", [{"a": 1}, {"</s>": 0, "<unk>": "1"}, {"<unk>": 1}])
def test_what_is_no_vocabulary_is_refused(tmp_path: Path, ids: dict[str, object]) -> None:
    folder = write_texts(tmp_path / "model")
    write_json(folder / "vocab.json", ids)
    with pytest.raises(ModelBrokenError, match=r"vocab\.json: is no vocabulary with <unk> and </s>"):
        load_vocabulary(folder, is_separate=False)


def test_a_folder_where_a_file_should_be_is_refused(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    (folder / "vocab.json").unlink()
    shutil.copytree(folder, folder / "vocab.json")
    with pytest.raises(ModelBrokenError, match="cannot be read as JSON"):
        load_vocabulary(folder, is_separate=False)
