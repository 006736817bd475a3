import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from subtitler.cli.app import app


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["glossary", *map(str, arguments)])


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text("ko,en,type\n국회,Parliament,ORG\n한도시,Hando City,PLACE\n", encoding="utf-8")
    return path


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.tsv"
    path.write_text("ko\ten\n국회\tNational Assembly\n", encoding="utf-8")
    return path


def test_check_counts_and_says_what_changes(ours: Path, theirs: Path) -> None:
    result = run("check", ours, theirs)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"{ours}: 2 entries",
        f"{theirs}: 1 entries",
        "  ORG: 1",
        "  PLACE: 1",
        "  no type: 1",
        "국회: National Assembly in place of Parliament",
    ]


def test_check_as_json(ours: Path, theirs: Path) -> None:
    found = json.loads(run("check", ours, theirs, "--json").stdout)
    assert found == {
        "entries": 2,
        "types": {"ORG": 1, "PLACE": 1, "no type": 1},
        "changed": [{"ko": "국회", "from": "Parliament", "to": "National Assembly"}],
    }


def test_a_broken_glossary_ends_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text("ko,en\n국회,A\n국회,B\n", encoding="utf-8")
    result = run("check", path)
    assert result.exit_code == 4
    assert f"{path}:3: renders 국회 as B" in result.stderr


def test_convert_to_tbx_and_back(ours: Path, tmp_path: Path) -> None:
    tbx, back = tmp_path / "g.tbx", tmp_path / "g.tsv"
    assert run("convert", ours, tbx).exit_code == 0
    assert run("convert", tbx, back).exit_code == 0
    assert back.read_text(encoding="utf-8").splitlines()[1] == "국회\tParliament\tORG\t\t"
    assert run("convert", ours, tbx).exit_code == 6
    assert run("convert", ours, tbx, "--force").exit_code == 0


def test_find_looks_in_the_default_glossary_and_in_files(ours: Path) -> None:
    result = run("find", "국회는 한도시에서 열렸습니다.", "--glossary", ours)
    assert result.stdout.splitlines() == ["국회\tParliament\tORG", "한도시\tHando City\tPLACE"]
    assert run("find", "The National Assembly met.").stdout.startswith("국회\tNational Assembly")


def test_find_as_json() -> None:
    (entry,) = json.loads(run("find", "국회는 쉽니다.", "--json").stdout)
    assert entry == {"ko": "국회", "en": "National Assembly", "type": "ORG", "note": "", "forbidden": []}
