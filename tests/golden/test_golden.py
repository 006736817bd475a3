"""Outputs as they were last reviewed; `make golden` rewrites them."""

from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.golden.rewrite import GOLDEN, expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_outputs_are_the_reviewed_ones(sample: Path) -> None:
    for path, text in expected(sample).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} has changed; see `make golden`"


def test_nothing_stale_lies_about() -> None:
    wanted = {path for sample in SAMPLES for path in expected(sample)}
    assert {path for folder in ("cut", "make") for path in (GOLDEN / folder).iterdir()} == wanted
