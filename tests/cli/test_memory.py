"""subtitler memory as a user meets it."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from subtitler.cli.app import app

TSV = (
    "ko\ten\torigin\tcreated\n"
    "항구가 오늘 아침 다시 열렸습니다.\tThe harbour opened again this morning.\tkim\t2026-01-31T09:30:00+00:00\n"
    "여객선은 정오에 바다로 나갔습니다.\tThe ferry left at noon.\tlee\t2026-02-01T00:00:00+00:00\n"
)
TMX = (
    '<tmx version="1.4"><header/><body><tu><tuv xml:lang="ko"><seg>네<ph/>.</seg></tuv>'
    '<tuv xml:lang="en"><seg>Yes.</seg></tuv></tu><tu><tuv xml:lang="ko"><seg>예.</seg></tuv></tu></body></tmx>'
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["memory", *map(str, arguments)])


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "news.sqlite"
    assert run("import", path, written(tmp_path, "news.tsv", TSV)).exit_code == 0
    return path


def test_import_says_what_came_in_and_what_not(tmp_path: Path, memory: Path) -> None:
    result = run("import", memory, written(tmp_path, "old.TMX", TMX))
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    file = tmp_path / "old.TMX"
    assert result.stderr.splitlines() == [
        f"{memory}: 1 new units, 0 newer, 0 there already",
        f"{file}: 1 units without a text in Korean or English, left out",
        f"{file}: 1 inline tags dropped, the text between them kept",
    ]
    again = run("import", memory, file, "--quiet")
    assert (again.exit_code, again.output) == (0, "")


@pytest.mark.parametrize("suffix", ["tsv", "tmx"])
def test_export_gives_what_was_imported(tmp_path: Path, memory: Path, suffix: str) -> None:
    out = tmp_path / "out" / f"all.{suffix}"
    result = run("export", memory, out)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"{out}: 2 units\n"
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    other = tmp_path / "other.sqlite"
    assert run("import", other, out).exit_code == 0
    assert run("export", other, tmp_path / "back.tsv").exit_code == 0
    assert (tmp_path / "back.tsv").read_bytes().decode() == TSV


def test_an_existing_file_is_kept_without_force(tmp_path: Path, memory: Path) -> None:
    out = written(tmp_path, "all.tmx", "mine")
    result = run("export", memory, out)
    assert result.exit_code == 6
    assert "--force" in result.stderr
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("export", memory, out, "--force").exit_code == 0
    assert "<tmx" in out.read_text(encoding="utf-8")


def test_a_failed_export_leaves_the_old_file_and_no_other(tmp_path: Path, memory: Path) -> None:
    out = written(tmp_path, "all.tmx", "mine")
    data = memory.read_bytes()
    memory.write_bytes(data.replace(b"2026-02-01T", b"2026-99-01T"))
    before = sorted(os.listdir(tmp_path))
    result = run("export", memory, out, "--force")
    assert result.exit_code == 4
    assert "is damaged" in result.stderr
    assert out.read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(tmp_path)) == before


def test_find_prints_the_same_and_the_similar(memory: Path) -> None:
    result = run("find", memory, "항구가 오늘 저녁 다시 열렸습니다.")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        " 89 %  항구가 오늘 아침 다시 열렸습니다.\n"
        "       The harbour opened again this morning.\n"
        "       kim, 2026-01-31\n"
    )
    found = json.loads(run("find", memory, "The ferry left at  noon.", "--json").stdout)
    assert found == [
        {
            "percent": 100,
            "language": "en",
            "ko": "여객선은 정오에 바다로 나갔습니다.",
            "en": "The ferry left at noon.",
            "origin": "lee",
            "created": "2026-02-01T00:00:00+00:00",
        }
    ]
    nothing = run("find", memory, "날씨가 맑겠습니다.")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing similar\n")


def test_show_counts(memory: Path) -> None:
    result = run("show", memory)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1:] == [
        "2 Korean and 2 English sentences",
        "from 2026-01-31 to 2026-02-01",
        "        1  kim",
        "        1  lee",
    ]
    described = json.loads(run("show", memory, "--json").stdout)
    assert described["units"] == 2
    assert described["sentences"] == {"ko": 2, "en": 2}
    assert described["newest"] == "2026-02-01T00:00:00+00:00"
    assert f"2 units, version {described['version']}" == result.stdout.splitlines()[0]


def test_tsv_without_heading_origin_or_date(tmp_path: Path) -> None:
    file = written(tmp_path, "a.tsv", "\ufeff네.\tYes.\r\n\r\n \tBlank.\r\n그는\u2028말했습니다.\tHe said so.\tkim\r\n")
    result = run("import", tmp_path / "m.sqlite", file)
    assert result.exit_code == 0, result.output
    assert f"{file}: 1 lines without a text in Korean or English, left out" in result.stderr
    (found,) = json.loads(run("find", tmp_path / "m.sqlite", "네.", "--json").stdout)
    assert found["origin"] == str(file)
    (found,) = json.loads(run("find", tmp_path / "m.sqlite", "그는 말했습니다.", "--json").stdout)
    assert (found["en"], found["origin"]) == ("He said so.", "kim")


def test_tsv_in_korean_windows_encoding_is_read_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_bytes("네.\tYes.\n".encode("cp949"))
    result = run("import", tmp_path / "m.sqlite", file)
    assert result.exit_code == 0, result.output
    assert "CP949" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "네.\tYes.\n두 번째 줄", "a.tsv:2: has 1 columns; write Korean, English"),
        ("a.tsv", "네.\tYes.\tkim\tyesterday", "a.tsv:1: 'yesterday' is no date; write it as 2026-"),
        ("a.tsv", "1\t2\t3\t2026-01-01\t5", "a.tsv:1: has 5 columns"),
        ("a.tmx", TMX.replace("</tu>", "", 1), "a.tmx:1:"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]>' + TMX, "declares the entity 'a'"),
        ("a.csv", "네.,Yes.", "a.csv: is neither .tmx nor .tsv; give a name"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_taken_in(
    tmp_path: Path, memory: Path, name: str, text: str, message: str
) -> None:
    result = run("import", memory, written(tmp_path, name, text))
    assert result.exit_code == 3
    assert message in result.stderr
    assert json.loads(run("show", memory, "--json").stdout)["units"] == 2


def test_a_file_that_is_not_there_makes_no_memory(tmp_path: Path) -> None:
    for name in ("a.tmx", "a.tsv"):
        result = run("import", tmp_path / "m.sqlite", tmp_path / name)
        assert result.exit_code == 3
        assert "cannot be read" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_memory_that_is_not_there_or_none(tmp_path: Path) -> None:
    more: dict[str, list[object]] = {"show": [], "find": ["네."], "export": [tmp_path / "a.tmx"]}
    for command, others in more.items():
        result = run(command, tmp_path / "m.sqlite", *others)
        assert result.exit_code == 4
        assert "there is no such file" in result.stderr
        result = run(command, written(tmp_path, "text.txt", "메모" * 999), *others)
        assert result.exit_code == 4
        assert "is no translation memory" in result.stderr


def test_an_export_into_no_folder(tmp_path: Path, memory: Path) -> None:
    result = run("export", memory, tmp_path / "news.tsv" / "a.tmx", "--force")
    assert result.exit_code == 6
    assert "cannot be written" in result.stderr


def test_an_empty_file_makes_an_empty_memory(tmp_path: Path) -> None:
    assert run("import", tmp_path / "m.sqlite", written(tmp_path, "a.tsv", "")).exit_code == 0
    assert run("show", tmp_path / "m.sqlite").stdout == "0 units, version empty\n0 Korean and 0 English sentences\n"
