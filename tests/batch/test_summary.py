"""The page about a whole batch: what stands first, what it links to, and that nothing in it is taken for markup."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from subtitler.batch import summary
from subtitler.batch.journal import Journal, Start
from subtitler.batch.summary import summary_page
from subtitler.batch.work import Failure, Outcome
from subtitler.pipeline import Settings, Subtitles
from subtitler.report.made import REPORT_VERSION, outputs
from subtitler.translate.stack import flagged
from tests.conftest import SAMPLES

NASTY = '<script>document.title="taken"</script>"onload=\'x\' & \u202egnp'
SCORES = (-0.5, -3.25, None)


class _Page(HTMLParser):
    """The texts, links and tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def report(*sentences: tuple[str, float | None, tuple[str, ...]], issues: tuple[Mapping[str, Any], ...] = ()) -> str:
    """The report of a job whose sentences have these translations, scores and notes."""
    rows = [
        {"cues": [number], "language": "en", "text": f"source {text}", "translation": text, "score": score,
         "notes": list(notes)}
        for number, (text, score, notes) in enumerate(sentences, 1)
    ]  # fmt: skip
    return json.dumps({"report": REPORT_VERSION, "sentences": rows, "issues": list(issues)})


def issue(rule: str, found: str, limit: str, severity: str = "error") -> dict[str, Any]:
    return {
        "rule": rule,
        "severity": severity,
        "cue": 7,
        "language": "ko",
        "found": found,
        "limit": limit,
        "hint": "do",
    }


class Folder:
    """A folder of outputs in the making."""

    def __init__(self, path: Path, journal: Journal) -> None:
        self.path = path
        self.journal = journal

    def done(self, stem: str, files: Mapping[str, str], **numbers: Any) -> None:
        for suffix, text in files.items():
            file = self.path / (stem + suffix)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        number = self._begun(stem)
        self.journal.done(Outcome(number=number, seconds=1.25, **numbers), dict.fromkeys(files, "hash"))

    def failed(self, stem: str, message: str) -> None:
        failure = Failure(kind="InputError", message=message, exit_code=3)
        self.journal.failed(self._begun(stem), failure, seconds=0.0)

    def waiting(self, *stems: str) -> None:
        self.journal.begin((stem, f"{stem}.txt") for stem in stems)

    def _begun(self, stem: str) -> int:
        self.waiting(stem)
        number = self.journal.job(stem).number
        self.journal.start([Start(number, "signature", "hash")], chunk=None)
        return number

    def page(self) -> _Page:
        return _Page(self.html())

    def html(self) -> str:
        return summary_page(self.path, self.journal, flagged=flagged)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    with Journal.open(tmp_path / "out") as journal:
        yield Folder(tmp_path / "out", journal)


def test_a_real_batch_is_counted_and_linked(folder: Folder, subtitled: Callable[[Path, str], Subtitles]) -> None:
    files: dict[str, dict[str, str]] = {}
    for sample in SAMPLES[:2]:
        made = subtitled(sample, "fake")
        files[f"evening news/{sample.stem}#1"] = outputs(made, Settings())
    for stem, texts in files.items():
        folder.done(stem, texts, sentences=10, cues=1200, flagged=1, errors=2, warnings=3)
    folder.failed("late/여름", "여름.txt:3: no speaker in the tag")
    folder.waiting("never")
    page = folder.page()
    assert page.texts[0] == "Batch: out"
    for what, value in (
        ("failed", "1"), ("done", "2"), ("working", "0"), ("waiting", "1"), ("sentences", "20"), ("cues", "2,400"),
        ("flagged translations", "2"), ("form errors", "4"), ("form warnings", "6"),
    ):  # fmt: skip
        assert f"\n{what}\n{value}\n" in page.text
    linked = {folder.path / unquote(link) for link in page.links}
    assert linked == {folder.path / (stem + suffix) for stem, texts in files.items() for suffix in texts}
    assert all(path.is_file() for path in linked)
    assert page.text.index("no speaker in the tag") < page.text.index("Worst translations")


def test_the_worst_translations_of_all_jobs_come_first(folder: Folder) -> None:
    folder.done("a", {".report.json": report(("fair", -0.5, ()), ("bad", -3.25, ("memory 80 %: similar",)))})
    folder.done("b", {".report.json": report(("no score", None, ()), ("flagged", -0.1, ("guard: repeats itself",)))})
    folder.done("c", {".report.json": report(("worse", -3.5, ()))})
    text = folder.page().text
    places = [text.index(f"\nsource {name}\n") for name in ("flagged", "worse", "bad", "fair", "no score")]
    assert places == sorted(places)
    assert "\n-3.25\n" in text
    assert "\nguard: repeats itself\n" in text


def test_the_worst_issues_of_all_jobs_come_first(folder: Folder) -> None:
    first = (issue("gap", "80 ms", "83 ms"), issue("quotes", "opens", "a closing mark", "warning"))
    second = (issue("reading-speed", "24.0 characters a second", "12"), issue("min-duration", "200 ms", "833 ms"))
    folder.done("a", {".report.json": report(issues=first)})
    folder.done("b", {".report.json": report(issues=second)})
    folder.done("c", {".report.json": report(issues=(issue("gap", "81 ms", "83 ms"),))})
    text = folder.page().text
    assert "In all jobs: gap 2, quotes 1, reading-speed 1, min-duration 1" in text
    places = [text.index(f"\n{found}\n") for found in ("200 ms", "24.0 characters a second", "80 ms", "81 ms", "opens")]
    assert places == sorted(places)


def test_only_the_worst_and_the_first_are_shown_and_the_rest_is_counted(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "WORST", 3)
    monkeypatch.setattr(summary, "SHOWN", 2)
    for number in range(5):
        issues = tuple(issue("gap", f"{10 * number + part} ms", "83 ms") for part in range(2))
        sentences = tuple((f"text {number}{part}", -number - part / 10, ()) for part in range(2))
        folder.done(f"done {number}", {".report.json": report(*sentences, issues=issues)})
        folder.failed(f"failed {number}", f"error {number}")
    page = folder.page()
    assert re.findall(r"source text (\d+)", page.text) == ["41", "40", "31"]
    assert re.findall(r"^(\d+) ms\n83 ms$", page.text, re.MULTILINE) == ["0", "1", "10"]
    assert re.findall(r"^error (\d)$", page.text, re.MULTILINE) == ["0", "1"]
    assert re.findall(r"and (\d+) more", page.text) == ["3", "8"]
    assert "In all jobs: gap 10" in page.text


def test_hostile_names_and_texts_are_text(folder: Folder) -> None:
    hostile = {**issue(NASTY, NASTY, NASTY), "hint": NASTY}
    folder.done(f"javascript:{NASTY}", {".report.json": report((NASTY, -1.0, (f"guard: {NASTY}",)), issues=(hostile,))})
    folder.failed(f"{NASTY}2", NASTY)
    html = folder.html()
    page = _Page(html)
    assert "script" not in page.tags
    assert "onload" not in page.attributes
    assert "\u202e" not in html
    assert page.text.count(NASTY.replace("\u202e", "[U+202E]")) >= 8
    assert all(link.startswith("./javascript%3A") for link in page.links)
    assert {unquote(link) for link in page.links} == {f"./javascript:{NASTY}.report.json"}


def test_the_page_needs_nothing_from_elsewhere(folder: Folder) -> None:
    folder.done("a", {".report.json": report(("text", -1.0, ()))})
    html = folder.html()
    assert not re.search(r"https?:|@import|url\(|<script|<link|<img", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '"text"',
        "{}",
        '{"report": 0, "sentences": [], "issues": []}',
        f'{{"report": {REPORT_VERSION}, "sentences": [5], "issues": []}}',
        f'{{"report": {REPORT_VERSION}, "sentences": [{{"translation": "x"}}], "issues": []}}',
        f'{{"report": {REPORT_VERSION}, "sentences": [], "issues": [{{"rule": "gap"}}]}}',
        report(("x", -1.0, ())).replace('"en"', '"jp"'),
        report(("x", -1.0, ())).replace("-1.0", '"low"'),
        report(issues=(issue("gap", "1", "2"),)).replace('"error"', '"fatal"'),
        report(issues=(issue("gap", "1", "2"),)).replace('"1"', "1"),
        "[" * 100_000,
    ],
)
def test_a_report_that_somebody_broke_is_named_at_its_job(folder: Folder, broken: str) -> None:
    folder.done("good", {".report.json": report(("good text", -1.0, ()))})
    folder.done("broken", {".report.json": broken})
    folder.done("gone", {})
    page = folder.page()
    assert page.text.count("the report cannot be read") == 2
    assert "source good text" in page.text


def test_an_empty_journal_has_a_page(folder: Folder) -> None:
    page = folder.page()
    assert "No job has translations yet." in page.text
    assert "\nfailed\n0\n" in page.text


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no browser here")
def test_a_browser_shows_it_and_runs_nothing_of_it(folder: Folder) -> None:
    folder.done("a", {".report.json": report((NASTY, -1.0, (NASTY,)))})
    file = folder.path / "summary.html"
    file.write_text(folder.html(), encoding="utf-8")
    command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder.path}/.browser",
               "--enable-logging=stderr", "--dump-dom", file.as_uri()]  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert "<title>Batch: out</title>" in shown.stdout
    assert "CONSOLE" not in shown.stderr
