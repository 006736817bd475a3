"""JSON and CSV: every field is documented, and holds what it should."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from subtitler.core.language import Language
from subtitler.report.data import VERSION, to_data
from subtitler.report.spreadsheet import COLUMNS, to_csv
from tests.report.examples import FAST, HOSTILE, ISSUES, REPAIRS, checked, issue, track

DOCUMENT = (Path(__file__).parents[2] / "docs" / "check-report.md").read_text(encoding="utf-8")

NULLABLE = {"bites", "bites.scores[].reference"}
"""Objects that may be null instead: documented, and no field of their own where they are there."""


def paths(value: object, path: str = "") -> Iterator[str]:
    """The path of every field, as the document writes it."""
    if isinstance(value, dict) and path != "made_by" and not path.endswith(".signatures"):
        for key, inner in value.items():
            name = "LANGUAGE" if key in {*Language} else key
            yield from paths(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from paths(inner, f"{path}[]")
    else:
        yield path


def test_the_document_has_exactly_the_fields_that_come_out() -> None:
    documented = re.findall(r"^\| `([^`]+)` \|", DOCUMENT, re.MULTILINE)
    data = json.loads(json.dumps(to_data(checked(*ISSUES))))
    assert {*documented} - NULLABLE == {*paths(data)} - NULLABLE
    assert json.loads(json.dumps(to_data(checked())))["bites"] is None
    assert f"version {VERSION}" in DOCUMENT
    assert all(f"`{column}`" in DOCUMENT for column in COLUMNS)


def test_what_the_fields_hold() -> None:
    data = to_data(replace(checked(*ISSUES), unseen=3))
    assert data["counts"] == {"error": 2, "warning": 2, "unseen": 3, "cues_with_issues": 3}
    assert data["rules"] == [
        {"rule": "reading-speed", "severity": "error", "count": 2},
        {"rule": "number", "severity": "warning", "count": 2},
    ]
    issues = data["issues"]
    assert isinstance(issues, list)
    assert [(found["rule"], found["cue"], found["last_cue"], found["language"]) for found in issues] == [
        ("reading-speed", 1, 1, "en"), ("number", 2, 3, None), ("reading-speed", 2, 2, "ko"), ("number", 5, 5, None),
    ]  # fmt: skip
    assert (issues[1]["speaker"], issues[1]["kind"], issues[1]["start_ms"]) == ('Han "Mi" <sook>', "bite", 2500)
    assert issues[0]["lines"] == {"ko": [HOSTILE[0]], "en": [HOSTILE[-1]]}
    assert data["fixes"] == [
        {"rule": "spaces", "language": "ko", "cue": 1, "before": "<b>  a\u202eb", "after": "<b> ab"},
        {"rule": "gap", "language": None, "cue": 2, "before": REPAIRS[1].before, "after": REPAIRS[1].after},
    ]  # fmt: skip


def test_bites_stand_the_worst_first_with_what_they_were_compared_with() -> None:
    bites = to_data(checked(*ISSUES))["bites"]
    assert isinstance(bites, dict)
    assert [(score["number"], score["basis"], score["chrf"]) for score in bites["scores"]] == [
        (2, "reference", 21.0), (1, "reference", 43.2), (3, "back-translation", 10.0),
    ]  # fmt: skip
    assert bites["scores"][0]["reference"] == {"line": 3, "text": f"말 {HOSTILE[2]}"}
    assert (bites["scores"][2]["reference"], bites["scores"][2]["back_translation"]) == (None, HOSTILE[1])
    assert bites["corpus"][0]["signatures"] == {"chrF++": "nrefs:1|case:mixed"}


def test_the_spreadsheet_has_a_line_an_issue_and_computes_nothing() -> None:
    formula = track(Language.EN, "=1+1", "- Yes.\n- No.", "@a\u200b")
    found = [issue(FAST, cue, Language.EN) for cue in (1, 2, 3)]
    header, *lines = csv.reader(io.StringIO(to_csv(checked(*found, tracks=(formula,)))))
    assert tuple(header) == COLUMNS
    assert [line[-1] for line in lines] == ["'=1+1", "'- Yes. / - No.", "'@a[U+200B]"]
    assert {len(line) for line in lines} == {len(COLUMNS)}
    assert dict(zip(header, lines[1], strict=True)) | {"en": ""} == {
        "severity": "error", "rule": "reading-speed", "language": "en", "cue": "2", "last_cue": "2",
        "start": "00:00:02.500", "end": "00:00:04.500", "speaker": 'Han "Mi" <sook>', "found": "5 <b>",
        "limit": "4 & 4", "hint": "shorten it", "ko": "", "en": "",
    }  # fmt: skip
