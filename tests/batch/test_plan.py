"""What is asked for becomes jobs, each with a name of its own inside the folder of outputs, or is refused."""

import json
import os
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.batch.manifest import manifest_jobs
from subtitler.batch.plan import Job, Overrides, find_jobs, listed_job, plan
from subtitler.core.errors import ConfigError, InputError, OutputError, SubtitlerError
from subtitler.files import MAX_BYTES

OUT = Path("out")
SETTINGS = ("duration", "speaker-labels", "glossary")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def accept(overrides: Overrides) -> None:
    if ("duration", "soon") in overrides:
        raise ConfigError(place="--duration", finding="'soon' is no time", way_out="write seconds")


def touch(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()


def planned(found: Iterable[Job | InputError]) -> dict[str, str]:
    return {job.stem: job.path for job in plan(found, OUT, accept)}


def inputs(*names: str, pattern: str = "*.txt") -> dict[str, str]:
    return planned(find_jobs(names, pattern=pattern))


def test_a_folder_is_mirrored_with_all_below_it() -> None:
    touch("in/b.txt", "in/a.1.txt", "in/2026/05/c.txt", "in/notes.md", "in/.hidden.txt", "in/._b.txt", "in/.git/d.txt")
    assert list(inputs("in").items()) == [
        ("a.1", "in/a.1.txt"),
        ("b", "in/b.txt"),
        ("2026/05/c", "in/2026/05/c.txt"),
    ]
    assert inputs("in", pattern="*.md") == {"notes": "in/notes.md"}


def test_files_and_globs() -> None:
    touch("in/a.txt", "in/2026/b.txt", "in/2026/05/c.txt", "d[1].txt")
    assert inputs("in/2026/b.txt", "d[1].txt") == {"b": "in/2026/b.txt", "d[1]": "d[1].txt"}
    assert inputs("in/**/*.txt") == {"a": "in/a.txt", "2026/b": "in/2026/b.txt", "2026/05/c": "in/2026/05/c.txt"}
    assert inputs("in/*/b.txt") == {"2026/b": "in/2026/b.txt"}


def test_a_folder_called_like_a_file_is_a_folder() -> None:
    touch("in/a.txt/b.txt")
    assert inputs("in") == {"a.txt/b": "in/a.txt/b.txt"}


def test_links_are_followed_and_loops_end() -> None:
    touch("in/a.txt", "elsewhere/b.txt")
    os.symlink("..", "in/up")
    os.symlink("../elsewhere", "in/more")
    os.symlink("../elsewhere", "in/again")
    os.symlink("a.txt", "in/alias.txt")
    os.symlink("nowhere", "in/broken.txt")
    found = inputs("in")
    assert [stem for stem in found if stem.endswith("b")] == ["again/b"], "a folder is entered once"
    assert {"a", "alias", "broken"} <= set(found)


@pytest.mark.parametrize("name", ["nothing", "no*.txt", "empty"])
def test_a_name_that_means_nothing_is_refused(name: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(InputError, match=name.replace("*", r"\*")):
        inputs(name)


def test_no_transcript_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="no transcript"):
        planned([])


def test_two_inputs_of_one_name_are_refused_and_both_named() -> None:
    touch("in/a.txt", "in/a.text", "other/a.txt")
    with pytest.raises(ConfigError, match=r"out/a: in/a\.text and in/a\.txt would both be written there"):
        inputs("in", pattern="*.t*xt")
    with pytest.raises(ConfigError, match=r"in/a\.txt and other/a\.txt"):
        inputs("in", "other")


def test_the_same_input_twice_is_one_job_unless_it_differs() -> None:
    touch("in/a.txt")
    assert inputs("in", "in", "in/a.txt") == {"a": "in/a.txt"}
    twice = [listed_job("in/a.txt", place="1", output="a", overrides=(("duration", number),)) for number in "12"]
    with pytest.raises(ConfigError, match="in two ways"):
        planned(twice)


@pytest.mark.parametrize(
    "output",
    ["/etc/news", "../news", "a/../../news", "", ".", ".subtitler/journal", "a\0b"],
)
def test_names_that_leave_the_folder_are_refused(output: str) -> None:
    with pytest.raises(OutputError, match="no name for outputs"):
        planned([listed_job("a.txt", place="list", output=output)])


@given(st.lists(st.sampled_from(["a", "b", "..", ".", "", "/"]), min_size=1, max_size=5).map("/".join))
@example("a//./b")
def test_what_is_planned_lies_inside(output: str) -> None:
    try:
        (job,) = plan([listed_job("a.txt", place="list", output=output)], OUT, accept)
    except OutputError:
        return
    assert Path(os.path.abspath(OUT / job.stem)).is_relative_to(Path(os.path.abspath(OUT)))
    assert "//" not in job.stem


def test_a_link_that_leads_out_is_refused() -> None:
    touch("in/a/b.txt", "elsewhere/x", "out/x")
    os.symlink("../elsewhere", "out/a")
    with pytest.raises(OutputError, match="a link leads out"):
        inputs("in")


def test_a_name_in_no_encoding_gets_outputs_that_can_be_written() -> None:
    Path("in").mkdir()
    with open(b"in/news\xb4.txt", "wb"):
        pass
    ((stem, path),) = inputs("in").items()
    assert stem == r"news\udcb4"
    assert Path(path).exists()


def test_paths_of_a_list_are_mirrored_where_they_lead_downwards() -> None:
    names = ["a/b.txt", "./c.txt", "../d.txt", "/srv/e.txt"]
    assert planned(listed_job(name, place=name) for name in names) == {
        "a/b": "a/b.txt", "c": "./c.txt", "d": "../d.txt", "e": "/srv/e.txt",
    }  # fmt: skip


def manifest(text: str, name: str = "jobs.csv", encoding: str = "utf-8") -> list[Job | InputError]:
    Path(name).write_text(text, encoding=encoding)
    return list(manifest_jobs(Path(name), settings=SETTINGS))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_manifest_as_table(encoding: str) -> None:
    text = 'Path,output,Duration,speaker_labels\r\n뉴스.txt,아침/뉴스,1:30,\r\n\r\n"a, b.txt",,,true\r\n'
    assert manifest(text, encoding=encoding) == [
        Job(path="뉴스.txt", stem="아침/뉴스", place="jobs.csv:2", overrides=(("duration", "1:30"),)),
        Job(path="a, b.txt", stem="a, b", place="jobs.csv:4", overrides=(("speaker-labels", "true"),)),
    ]


def test_a_manifest_as_json_lines() -> None:
    rows = [{"path": "a.txt", "duration": 90, "speaker_labels": True}, {"path": "b.txt", "glossary": None}]
    assert manifest("\n\n".join(map(json.dumps, rows)), "jobs.jsonl") == [
        Job(path="a.txt", stem="a", place="jobs.jsonl:1", overrides=(("duration", "90"), ("speaker-labels", "true"))),
        Job(path="b.txt", stem="b", place="jobs.jsonl:3"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("jobs.csv", "path,colour\na.txt,red\n", ":2: no column is called colour"),
        ("jobs.csv", "output\na\n", ":2: has no path"),
        ("jobs.csv", "path,path\na,b\n", ":1: two columns"),
        ("jobs.csv", "path\na,b\n", ":2: has 2 fields"),
        ("jobs.csv", 'path\n"a\n', ":2: is no line of a table"),
        ("jobs.jsonl", '{"path": "a"\n', ":1: is not JSON"),
        ("jobs.jsonl", '["a"]\n', ":1: is no object"),
        ("jobs.jsonl", '{"path": ["a"]}\n', ":1: is no object of plain values"),
        ("jobs.jsonl", '{"path": "a\\u0000b"}\n', "no name for outputs"),
        ("jobs.csv", "path,duration\na.txt,soon\n", ":2: --duration: 'soon' is no time; write seconds"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(name: str, text: str, words: str) -> None:
    with pytest.raises(SubtitlerError) as caught:
        planned(manifest(text, name))
    assert words in str(caught.value)


def test_all_wrong_rows_are_told_together() -> None:
    rows = "path,duration\n" + "".join(f"{number}.txt,{'soon' if number % 2 else '90'}\n" for number in range(30))
    with pytest.raises(InputError) as caught:
        planned(manifest(rows))
    message = str(caught.value)
    assert "15 jobs" in message
    assert all(f"jobs.csv:{line}: " in message for line in (3, 5, 21))
    assert "and 5 more" in message


def test_a_manifest_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match=r"\.csv or \.jsonl"):
        manifest("a", "jobs.txt")


def test_a_long_manifest_takes_bounded_memory() -> None:
    count = 5_000
    Path("jobs.csv").write_text(
        "path,duration\n" + "".join(f"news/{number:06}.txt,{number}\n" for number in range(count)), encoding="utf-8"
    )
    tracemalloc.start()
    jobs = plan(manifest_jobs(Path("jobs.csv"), settings=SETTINGS), OUT, accept)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(jobs) == count
    assert kept < count * 1000
    assert peak < MAX_BYTES * 1.1, "the reader's buffer and little more"
