"""subtitler models."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from subtitler.cli import models
from subtitler.cli.app import app
from subtitler.translate.catalogue import BUNDLED
from subtitler.translate.fake import FakeTranslator


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, ["models", *map(str, arguments)], input=typed)


def test_the_list_is_what_the_command_alone_prints() -> None:
    rows = {row["id"]: row for row in json.loads(run("--json").stdout)}
    assert rows[BUNDLED]["place"].endswith(BUNDLED)
    assert rows["opus-mt-tc-big-en-ko"]["place"] == "refused"
    assert all(row["licence"] for row in rows.values())
    assert json.loads(run("list", "--json").stdout) == list(rows.values())
    assert run().stdout == run("list").stdout
    assert "CC-BY-SA-4.0" in run().stdout


def test_show_one_and_refuse_an_unknown() -> None:
    result = run("show", BUNDLED)
    assert result.exit_code == 0, result.output
    assert "README.md" in result.stdout
    assert json.loads(run("show", "Helsinki-NLP/opus-mt-ko-en", "--json").stdout)["id"] == "opus-mt-ko-en"
    result = run("show", "moses")
    assert result.exit_code == 5
    assert "models list" in result.stderr


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("opus-mt-tc-big-en-ko", 5, "vocabulary"),
        ("opus-mt-eng-kor-bt-zip", 5, "import"),
        (BUNDLED, 4, "comes with subtitler"),
        ("no such name", 5, "check its name"),
    ],
)
def test_pull_says_what_cannot_be_fetched(name: str, code: int, words: str) -> None:
    result = run("pull", name)
    assert result.exit_code == code, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_pull_without_a_network_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    result = run("pull", "opus-mt-ko-en")
    assert result.exit_code == 5
    assert "does not reach the Hub" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.model
def test_convert_verify_and_remove_the_bundled_model(cache: Path) -> None:
    result = run("convert", BUNDLED)
    assert result.exit_code == 0, result.output
    assert any(cache.rglob("model.bin"))
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert f"{BUNDLED}: sound" in result.stdout
    result = run("remove", BUNDLED, typed="n\n")
    assert result.exit_code == 1
    assert any(cache.rglob("model.bin"))
    result = run("remove", BUNDLED, "--yes")
    assert result.exit_code == 0, result.output
    assert not any(cache.rglob("model.bin"))


def test_verify_finds_a_model_that_says_other_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "load_translator", lambda *_, **__: FakeTranslator())
    result = run("verify")
    assert result.exit_code == 5
    assert "other things" in result.stderr


@pytest.mark.model
def test_bench_prints_both_directions() -> None:
    result = run("bench")
    assert result.exit_code == 0, result.output
    assert "ko-en: " in result.stdout
    assert "en-ko: " in result.stdout


def test_import_of_what_is_no_release(tmp_path: Path) -> None:
    result = run("import", tmp_path, "-o", tmp_path / "model")
    assert result.exit_code in {3, 5}, result.output
    assert "Traceback" not in result.output
