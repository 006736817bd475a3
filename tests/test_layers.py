"""Who may import whom, and what the pure parts keep away from (docs/architecture.md)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "subtitler"

MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "text": {"core"},
    "terms": {"core", "text"},
    "read": {"core", "text"},
    "check": {"core", "text", "terms"},
    "cut": {"core", "text"},
    "formats": {"core"},
    "translate": {"core", "text", "terms"},
    "report": {"core", "text", "check", "cut", "pipeline"},
    "files": {"core"},
    "config": {"core", "files"},
    "similarity": {"core", "check"},
    "pipeline": {"core", "text", "terms", "read", "cut", "check", "formats", "translate.protocol"},
    "batch": {"core", "text", "formats", "check", "pipeline", "files", "translate.protocol", "report", "terms"},
}
PURE = {"core", "text", "read", "cut", "formats", "check", "pipeline"}
IMPURE_MODULES = {"os", "sys", "io", "pathlib", "logging", "random", "time", "datetime", "subprocess", "typer"}
BACKENDS = {"torch", "transformers", "ctranslate2"}
LOADING = "translate.loading"


def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = (
            ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")
        )
        found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "absolute imports only"
            yield node.module


def ours(name: str) -> str | None:
    return name.removeprefix("subtitler.") if name.startswith("subtitler.") else None


MODULES = modules()
IDS = [name or "subtitler" for name, _ in MODULES]


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=IDS)
def test_layer(name: str, tree: ast.Module) -> None:
    part = name.split(".")[0]
    if part not in MAY_IMPORT or name == LOADING:
        return
    for imported in filter(None, map(ours, imports(tree))):
        assert imported.split(".")[0] == part or any(
            imported == layer or imported.startswith(layer + ".") for layer in MAY_IMPORT[part]
        ), f"{name} may not import {imported}"


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=IDS)
def test_only_loading_imports_the_backends(name: str, tree: ast.Module) -> None:
    backends = {"translate.marian"}
    for imported in filter(None, map(ours, imports(tree))):
        assert imported not in backends or name == LOADING


@pytest.mark.parametrize(("name", "tree"), MODULES, ids=IDS)
def test_pure_parts_do_no_input_or_output(name: str, tree: ast.Module) -> None:
    if name.split(".")[0] not in PURE:
        return
    assert not IMPURE_MODULES & {imported.split(".")[0] for imported in imports(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}


def test_every_part_has_a_rule() -> None:
    parts = {name.split(".")[0] for name, _ in MODULES} - {"", "__main__", "cli"}
    assert parts == set(MAY_IMPORT)


def test_help_loads_no_backend() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from subtitler.cli.app import app;"
        "result = CliRunner().invoke(app, ['--help']); assert result.exit_code == 0, result.output;"
        f"loaded = {BACKENDS | {'kiwipiepy', 'HanTa', 'numpy'}!r} & set(sys.modules); assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
