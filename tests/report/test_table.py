"""The table on the terminal."""

import io
from dataclasses import replace

from rich.console import Console

from subtitler.core.issue import Issue
from subtitler.core.language import Language
from subtitler.report.table import MOST, print_table, verdict
from tests.report.examples import FAST, ISSUES, checked, issue


def printed(*issues: Issue, width: int = 120) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_table(checked(*issues), console)
    assert isinstance(console.file, io.StringIO)
    return [" ".join(line.split()) for line in console.file.getvalue().splitlines()]


def test_issues_then_counts_then_the_verdict() -> None:
    lines = printed(*ISSUES)[4:]
    assert lines[1] == "1 00:00.0 en error reading-speed 5 <b> (limit 4 & 4); shorten it"
    assert lines[2].startswith("2-3 00:02.5 both warning number <script>")
    assert lines[5:7] == ["2 error reading-speed", "2 warning number"]
    assert lines[-1] == "2 errors and 2 warnings in 6 cues"


def test_fixes_stand_before_the_issues_and_bites_behind() -> None:
    lines = printed(*ISSUES, width=200)
    assert lines[1:4] == [
        "1 ko spaces <b> a[U+202E]b <b> ab",
        "2 both gap 00:00:01,000 --> 00:00:02,000 00:00:01,000 --> 00:00:02,083",
        "2 fixed",
    ]
    assert lines[-5:-1] == [
        "2 21.0 12.3 88.9 reference a[U+202E]b {{ 7 * 7 }} ${x}; missing: 축제, <b>; number </dl>",
        "1 43.2 12.3 88.9 reference a[U+202E]b {{ 7 * 7 }} ${x}; missing: 축제, <b>; number </dl>",
        "3 10.0 12.3 88.9 back-translation a[U+202E]b {{ 7 * 7 }} ${x}; missing: 축제, <b>; number </dl>",
        "2 bites compared with the wording given (Korean): chrF++ 32.1, BLEU 12.3, TER 88.9",
    ]


def test_nothing_wrong_is_one_line() -> None:
    assert printed() == ["0 errors and 0 warnings in 6 cues"]


def test_warnings_that_are_not_shown_are_counted() -> None:
    errors = replace(checked(issue(FAST, 1, Language.KO)), unseen=3)
    assert verdict(errors) == "1 error and 3 warnings in 6 cues; warnings are not shown"


def test_markup_and_what_turns_text_around_is_shown_as_it_is() -> None:
    lines = printed(issue(FAST, 1, Language.KO, found="[red]a[/red] [/] \u202eb"))
    assert "[red]a[/red] [/] [U+202E]b" in lines[5]


def test_a_narrow_terminal_loses_nothing() -> None:
    text = "".join(printed(issue(FAST, 1, Language.KO, found="ㅋ" * 200), width=60))
    assert text.count("ㅋ") == 200


def test_a_flood_is_cut_off_and_says_so() -> None:
    lines = printed(*[issue(FAST, 1, Language.KO)] * (MOST + 2))
    assert sum("shorten it" in line for line in lines) == MOST
    assert lines[-8:-6] == [
        "... and 2 more; --html, --csv and --json have all", "1002 error reading-speed",
    ]  # fmt: skip
