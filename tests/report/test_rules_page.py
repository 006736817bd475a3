"""docs/checks.md lists every rule as the code has it."""

from pathlib import Path

from subtitler.report.rules_page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run `make docs`"
