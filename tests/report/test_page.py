"""The page: complete, harmless, and at work in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from subtitler.core.language import Language
from subtitler.report.page import page
from subtitler.report.shown import shown
from tests.report.browser import CHROMEDRIVER, CHROMIUM, Browser, browser
from tests.report.examples import FAST, HOSTILE, ISSUES, checked, issue, track
from tests.strategies import lines

needs_chromium = pytest.mark.skipif(CHROMIUM is None or CHROMEDRIVER is None, reason="no chromium with chromedriver")

VISIBLE_CUES = "return [...document.querySelectorAll('.cue')].filter(cue => cue.offsetParent).map(cue => cue.id)"
VISIBLE_ISSUES = (
    "return [...document.querySelectorAll('.issues li')].filter(issue => issue.offsetParent)"
    ".map(issue => issue.dataset.rule)"
)
SET = (
    "const control = document.querySelector('#filters').elements[{name!r}]; control.{field} = {value};"
    "control.dispatchEvent(new Event({event!r}))"
)


@settings(deadline=None)  # the first page reads its template
@given(st.lists(lines(), min_size=1, max_size=3))
@example(["<script>", "</script>", "a\u202eb"])
@example(["{{ x }}", "{% raw %}", "\u3164"])
def test_every_line_stands_on_the_page_as_it_is(texts: list[str]) -> None:
    found = html.fromstring(page(checked(tracks=(track(Language.KO, "\n".join(texts)),))))
    assert found.xpath("//p[@lang='ko']")[0].text == "\n".join(map(shown, texts))


def test_nothing_comes_from_elsewhere_and_ids_are_unique() -> None:
    found = html.fromstring(page(checked(*ISSUES)))
    assert all(link.startswith(("#", "data:")) for link in found.xpath("//@href | //@src"))
    ids = found.xpath("//@id")
    assert len(ids) == len({*ids})
    assert all(link == "#" or link[1:] in ids for link in found.xpath("//a/@href"))
    for mark in ("aria-labelledby", "for"):
        assert {name for value in found.xpath(f"//@{mark}") for name in value.split()} <= {*ids}


def test_every_control_has_a_label_and_every_part_a_heading() -> None:
    found = html.fromstring(page(checked(*ISSUES)))
    for control in found.xpath("//form//input | //form//select"):
        assert control.xpath("ancestor::label")
    assert all(section.get("aria-labelledby") for section in found.xpath("//section"))
    assert [len(found.xpath(f"//{landmark}")) for landmark in ("main", "nav", "h1")] == [1, 1, 1]
    assert found.xpath("//svg[@role='img'][@aria-labelledby]")


def test_issues_stand_in_place_with_severity_rule_and_what_to_do() -> None:
    found = html.fromstring(page(checked(*ISSUES)))
    (both,) = found.xpath("//article[@id='cue-2']//li[contains(@class, 'warning')]")
    text = " ".join(both.text_content().split())
    assert text == f"warning number cues 2-3: {HOSTILE[0]} (limit 4 & 4) shorten it"
    assert [len(cue.xpath(".//li")) for cue in found.xpath("//article[starts-with(@id, 'cue-')]")] == [1, 2, 0, 0, 1, 0]
    assert found.xpath("//p[contains(@class, 'verdict')]")[0].text == "2 errors and 2 warnings in 6 cues"


def test_fixes_show_what_changed() -> None:
    found = html.fromstring(page(checked(*ISSUES)))
    spaces, gap = ([cell.text_content() for cell in row] for row in found.xpath("//section[h2/@id='fixes']//tbody/tr"))
    assert spaces == ["1", "Korean", "spaces", "<b>  a[U+202E]b", "<b> ab"]
    assert gap[:3] == ["2", "both", "gap"]
    assert found.xpath("//section[h2/@id='fixes']//ins/text()") == [" ab", "083"]


def test_bites_stand_the_worst_first() -> None:
    found = html.fromstring(page(checked(*ISSUES)))
    scores = found.xpath("//article[@class='score']")
    assert [score.xpath("h3")[0].text.split(",")[0] for score in scores] == ["Bite 2", "Bite 1", "Bite 3"]
    terms = [[term.text for term in score.xpath("dl/dt")] for score in scores]
    assert terms[0] == ["Transcript, line 7", "Translation", "Wording given", "Missing words", "Findings"]
    assert "Translated back" in terms[2]
    assert "belongs to no bite: <spare>" in found.text_content()


def test_a_track_alone_has_one_side_and_one_chart() -> None:
    found = html.fromstring(page(checked(issue(FAST, 1, Language.EN), tracks=(track(Language.EN, "One.", "Two."),))))
    assert [len(found.xpath(path)) for path in ("//figure", "//article[@id='cue-1']//p[@lang]")] == [1, 1]


def test_cues_without_a_partner_stand_alone() -> None:
    late = track(Language.EN, "Two.", "Three.", start_ms=2500)
    found = html.fromstring(page(checked(tracks=(track(Language.KO, "하나", "둘"), late))))
    assert [heading.text for heading in found.xpath("//article//h3")] == ["1", "ko 2, en 1", "2"]
    assert [text for text in found.xpath("//article//p/text()") if text.startswith("no ")] == [
        "no English cue", "no Korean cue",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def hostile_page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(page(checked(*ISSUES)), encoding="utf-8")
    return path


@needs_chromium
def test_hostile_text_is_text_and_the_console_stays_silent(chromium: Browser, hostile_page: Path) -> None:
    chromium.open(hostile_page)
    assert chromium.complaints() == []
    assert chromium.run("return document.title").startswith("2 errors and 2 warnings in 6 cues")
    assert chromium.run("return document.scripts.length") == 1
    assert chromium.run("return document.querySelectorAll('img, .cue i, .cue b').length") == 0
    texts = chromium.run("return [...document.querySelectorAll('p[lang=ko]')].map(line => line.innerText)")
    assert texts == [*map(shown, HOSTILE)]
    assert texts[3].startswith("a[U+202E]b")


@needs_chromium
def test_the_policy_stops_a_script_that_is_not_the_page_s_own(chromium: Browser, hostile_page: Path) -> None:
    text = hostile_page.read_text(encoding="utf-8")
    hostile_page.write_text(text.replace("<main>", "<main><script>document.title = 'taken'</script>"), "utf-8")
    chromium.open(hostile_page)
    assert chromium.run("return document.title") != "taken"
    assert any("Content Security Policy" in line for line in chromium.complaints())


@needs_chromium
def test_filters(chromium: Browser, hostile_page: Path) -> None:
    def choose(name: str, value: str) -> list[str]:
        field, event = ("value", "input") if name == "text" else ("value", "change")
        chromium.run(SET.format(name=name, field=field, value=f"{value!r}", event=event))
        visible: list[str] = chromium.run(VISIBLE_CUES)
        return visible

    chromium.open(hostile_page)
    assert len(chromium.run(VISIBLE_CUES)) == 6
    assert choose("severity", "error") == ["cue-1", "cue-2"]
    assert chromium.run(VISIBLE_ISSUES) == ["reading-speed", "reading-speed"]
    assert choose("rule", "number") == []
    assert choose("severity", "") == ["cue-2", "cue-5"]
    assert choose("text", "기울임") == []
    assert chromium.run("return document.querySelector('#filters output').value") == "0 of 6 cues shown"
    chromium.run("document.querySelector('#filters button').click()")
    chromium.run("return new Promise(resolve => setTimeout(resolve))")
    assert len(chromium.run(VISIBLE_CUES)) == 6
    assert choose("text", 'HAN "MI"') == ["cue-2"]
    assert choose("text", "") == [f"cue-{number}" for number in range(1, 7)]
    chromium.run(SET.format(name="troubled", field="checked", value="true", event="change"))
    assert chromium.run(VISIBLE_CUES) == ["cue-1", "cue-2", "cue-5"]
    chromium.run("document.querySelector('a[data-rule=number]').click()")
    assert chromium.run(VISIBLE_CUES) == ["cue-2", "cue-5"]
    chromium.run("location.hash = '#cue-4'; return new Promise(resolve => setTimeout(resolve, 100))")
    assert len(chromium.run(VISIBLE_CUES)) == 6
    assert chromium.complaints() == []


@needs_chromium
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_out_of_the_window(chromium: Browser, hostile_page: Path, width: int) -> None:
    chromium.open(hostile_page, width=width)
    chromium.run("document.querySelector('details').open = true")
    assert chromium.run("return document.documentElement.scrollWidth") <= width
    sides = chromium.run("return [...document.querySelectorAll('#cue-1 .side')].map(side => side.offsetTop)")
    assert (len({*sides}) == 2) == (width == 360)


@needs_chromium
def test_dark_where_the_reader_has_it_dark_and_light_on_paper(chromium: Browser, hostile_page: Path) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    chromium.open(hostile_page, scheme="dark")
    assert chromium.run(paper) == "rgb(20, 23, 27)"
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    chromium.devtools("Emulation.setEmulatedMedia", media="print", features=dark)
    assert chromium.run(paper) == "rgb(255, 255, 255)"
    assert chromium.run("return getComputedStyle(document.querySelector('#filters')).display") == "none"
    assert len(chromium.run(VISIBLE_CUES)) == 6
    chromium.devtools("Emulation.setEmulatedMedia", media="")
