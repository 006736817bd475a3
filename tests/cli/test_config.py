"""A station's settings: what subtitler.toml sets, what it may not, and what `subtitler config` shows of it."""

import json
import shutil
import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from subtitler.cli.app import COMMANDS, app
from subtitler.cli.station import defaults, find_station, inner_of
from subtitler.core.errors import ConfigError
from tests.conftest import SAMPLES

HEATWAVE = next(path for path in SAMPLES if path.stem == "heatwave-kbs").resolve()
DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def station(text: str, name: str = "subtitler.toml") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def cut(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--force", "-o", "out", "--json")
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def shown(*arguments: object) -> dict[str, dict[str, dict[str, object]]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    commands: dict[str, dict[str, dict[str, object]]] = json.loads(result.stdout)["commands"]
    return commands


def test_a_flag_wins_over_the_file_and_the_file_over_what_is_built_in() -> None:
    assert cut("cut", HEATWAVE)["profile"]["ko"]["name"] == "netflix"
    station('[cut]\nprofile = "bbc"\nstart = 90\n')
    report = cut("cut", HEATWAVE)
    assert (report["profile"]["ko"]["name"], report["timing"]["start_ms"]) == ("bbc", 90_000)
    assert cut("cut", HEATWAVE, "--profile", "netflix")["profile"]["ko"]["name"] == "netflix"


def test_a_commands_table_wins_over_all_wherever_it_stands() -> None:
    station('[cut]\nprofile = "bbc"\n[all]\nprofile = "netflix"\nfps = 25\n')
    report = cut("cut", HEATWAVE)
    assert (report["profile"]["ko"]["name"], report["timing"]["frame_rate"]) == ("bbc", "25")
    assert shown("config", "make")["make"]["profile"] == {"value": "netflix", "from": "subtitler.toml:4"}


def test_a_named_file_is_taken_in_place_of_the_one_in_this_folder() -> None:
    station('[cut]\nprofile = "bbc"\n')
    station('[cut]\nprofile = "netflix"\nfps = 29.97\n', "other.toml")
    report = cut("--config", "other.toml", "cut", HEATWAVE)
    assert (report["profile"]["ko"]["name"], report["timing"]["frame_rate"]) == ("netflix", "30000/1001")


def test_relative_paths_count_from_the_folder_of_the_file() -> None:
    station('[all]\nprofile = "house.toml"\nglossary = ["terms.tsv", "/terms.tsv"]\nmodel = "./own"\n', "etc/s.toml")
    station("[ko]\nmax_cps = 9\n", "etc/house.toml")
    station('[all]\nengine = "ctranslate2"\nmodel = "own"\nmemory = "~/units"\n')
    assert cut("--config", "etc/s.toml", "cut", HEATWAVE)["profile"]["ko"]["name"] == "house"
    made = shown("--config", "etc/s.toml", "config", "make")["make"]
    assert made["glossary"]["value"] == ["etc/terms.tsv", "/terms.tsv"]
    assert made["model"]["value"] == "etc/own"
    made = shown("config", "make")["make"]
    assert (made["model"]["value"], made["memory"]["value"]) == ("own", str(Path.home() / "units"))


def test_the_settings_are_said_unless_silence_is_wanted() -> None:
    station('[all]\nprofile = "bbc"\njson = false\n[cut]\nlenient = true\n[glossary.check]\njson = true\n')
    assert "settings from subtitler.toml: profile, lenient, json\n" in run("cut", HEATWAVE, "-o", "out").stderr
    for quiet in ("-q", "--quiet", "-vq", "-qv"):
        assert run("cut", HEATWAVE, "-o", "out", "--force", quiet).stderr == ""
    station("ko\ten\n항구\tport\n", "terms.tsv")
    result = run("glossary", "check", "terms.tsv")
    assert json.loads(result.stdout)["entries"] == 1
    assert result.stderr == "settings from subtitler.toml: json\n"
    assert run("memory", "import", "m", "none.tsv").stderr.count("settings") == 0
    station("[cut]\nquiet = true\n")
    assert run("cut", HEATWAVE, "-o", "out", "--force").stderr == ""


def test_a_table_of_a_command_is_for_the_commands_in_it() -> None:
    station("[all]\nworkers = 4\n[batch]\nworkers = 3\nprofile = 'bbc'\n[batch.run]\nprofile = 'netflix'\n")
    made = shown("config", "batch", "run")["batch run"]
    assert made["workers"] == {"value": 3, "from": "subtitler.toml:4"}
    assert made["profile"] == {"value": "netflix", "from": "subtitler.toml:7"}
    for arguments in (("batch", "none.txt"), ("batch", "run", "none.txt")):
        result = run(*arguments, "-o", "out")
        assert (result.exit_code, result.stderr.splitlines()[0]) == (
            3,
            "settings from subtitler.toml: profile, workers",
        )
    assert "settings" not in run("batch", "status", "out").stderr


def test_help_shows_what_the_station_has_set() -> None:
    station('[make]\nprofile = "bbc"\n')
    assert "[default: bbc]" in run("make", "--help").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profile = "bbc"', "subtitler.toml profile: stands in no table; write [all] or [COMMAND] above it"),
        ("[glosary]\n", "subtitler.toml [glosary]: no command is called so; did you mean glossary?"),
        ('[cut]\nprofil = "bbc"', "subtitler.toml:2 [cut] profil: cut has no such option; did you mean profile?"),
        ("[cut]\nspeaker_labels = true", "speaker_labels: cut has no such option; did you mean speaker-labels?"),
        ("[cut]\nengine = 'ray'", "subtitler.toml:2 [cut] engine: cut has no such option; did you mean "),
        ("[cut]\nhelp = true", "[cut] help: cut has no such option"),
        ("[all]\n\nqqq = 1", "subtitler.toml:3 [all] qqq: no command has such an option; use "),
        ("[all]\nprofil = 1", "subtitler.toml:2 [all] profil: no command has such an option; did you mean profile?"),
        ('[cut]\nlenient = "yes"', "subtitler.toml:2 [cut] lenient: 'yes' does not fit; give true or false"),
        ("[cut]\nlenient = 1", "lenient: 1 does not fit; give true or false"),
        ("[cut]\nprofile = true", "profile: True does not fit; give a text in quotes"),
        ("[cut]\nprofile = ['bbc']", "profile: ['bbc'] does not fit; give a text in quotes"),
        ("[cut]\nprofile = {name = 'bbc'}", "does not fit; give a text in quotes"),
        ("[cut]\nstart = 2026-01-01", "start: datetime.date(2026, 1, 1) does not fit"),
        ('[cut]\noutput = "a\\u0000b"', "output: 'a\\x00b' does not fit; give a text in quotes"),
        ("[cut]\nfrom = 'jp'", "subtitler.toml:2 [cut] from: "),
        ("[cut]\nfrom = 5", "from: 5 does not fit; give a text in quotes"),
        ("[all]\nglossary = ['a.tsv', 5]", "subtitler.toml:2 [all] glossary: 5 does not fit; give a text in quotes"),
        ("all = 5", "subtitler.toml all: stands in no table"),
        ("[[cut]]\nlenient = true", "subtitler.toml cut: stands in no table"),
        ("[cut]\nlenient = true\nlenient = false", "subtitler.toml: is not TOML ("),
        ("[cut", "subtitler.toml: is not TOML ("),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(text: str, message: str) -> None:
    station(text)
    result = run("config")
    assert (result.exit_code, result.stdout) == (4, "")
    assert f" {message}" in result.stderr


def test_a_command_finds_the_mistakes_that_concern_it_before_it_works() -> None:
    for text, is_good in (
        ("[make]\nprofil = 'bbc'", True),
        ("[cut]\nprofil = 'bbc'", False),
        ("[all]\nprofil = 'bbc'", False),
        ("[all]\nglossary = 5", True),  # cut has none
    ):
        station(text)
        result = run("cut", HEATWAVE, "-o", "out", "--force")
        assert result.exit_code == (0 if is_good else 4), (text, result.output)
        assert Path("out").exists() is is_good
        shutil.rmtree("out", ignore_errors=True)


def test_a_mistake_in_the_table_of_a_command_of_a_command_is_found() -> None:
    for text, message in (
        (
            "[glossary.check]\nforce = true",
            "subtitler.toml:2 [glossary.check] force: glossary.check has no such option",
        ),
        ("[glossary.chek]\n", "[glossary] chek: glossary has no such option; did you mean check?"),
        ("[glossary]\ncheck = true", "subtitler.toml glossary.check: is no table; write [glossary.check]"),
    ):
        station(text)
        result = run("glossary", "find", "항구")
        assert (result.exit_code, message in result.stderr) == (4, True), result.output


def test_a_choice_that_is_none_is_told_with_the_choices() -> None:
    station("[make]\norder = 'ko'\n")
    result = run("make", HEATWAVE, "-o", "out")
    assert result.exit_code == 4
    assert result.stderr.startswith("subtitler: subtitler.toml:2 [make] order: ")
    assert "ko-en" in result.stderr
    assert "en-ko" in result.stderr


def test_a_file_that_is_none_is_told(folder: Path) -> None:
    result = run("--config", "none.toml", "config")
    assert (result.exit_code, result.stderr) == (
        4,
        "subtitler: none.toml: cannot be read (No such file or directory); give the path of a TOML file\n",
    )
    (folder / "bytes.toml").write_bytes(b"[all]\nprofile = '\xff\xff\xff'")
    assert "fits no UTF-8" in run("--config", "bytes.toml", "config").stderr
    (folder / "subtitler.toml").mkdir()
    result = run("cut", HEATWAVE, "-o", "out")
    assert (result.exit_code, "subtitler.toml: cannot be read (Is a directory)" in result.stderr) == (4, True)
    with (folder / "huge.toml").open("wb") as file:
        file.truncate(2**40)
    assert "has more than" in run("--config", "huge.toml", "config").stderr


def test_an_empty_file_sets_nothing() -> None:
    built_in = shown("config")
    station("# nothing yet\n")
    assert shown("config") == built_in
    assert {setting["from"] for settings in built_in.values() for setting in settings.values()} == {"built-in"}
    assert shown("--config", "/dev/null", "config") == built_in


def _sample(hint: Any, default: Any) -> Any:
    """A value that an option of this type takes."""
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not NoneType]
    kind = hint if get_origin(hint) is list else kinds[0]
    if get_origin(kind) is list:
        return [_sample(get_args(kind)[0], None)]
    if default is not None:
        return (
            default.value
            if isinstance(default, Enum)
            else default
            if isinstance(default, (int, float))
            else str(default)
        )
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    return {bool: True, int: 1, float: 1.0}.get(kind, "90")


def _parts(command: Any, name: str) -> list[tuple[str, Any]]:
    return [
        (name, command),
        *(part for inner in inner_of(command) for part in _parts(inner_of(command)[inner], f"{name}.{inner}")),
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_can_be_set(name: str) -> None:
    command = COMMANDS[name].load(name)
    lines, names = [], {}
    for table, part in _parts(command, name):
        lines.append(f"[{table}]")
        hints = get_type_hints(part.callback) if part.callback else {}
        for parameter in part.params:
            if parameter.param_type_name == "option":
                option = next(option for option in parameter.opts if option.startswith("--"))
                lines.append(f"{option[2:]} = {json.dumps(_sample(hints[parameter.name], parameter.default))}")
                names[(table, parameter.name)] = option
    station("\n".join(lines))
    found = find_station(None, COMMANDS)
    assert found is not None
    values = defaults(command, name, found)
    for table, parameter in names:
        inner = values
        for part in table.split(".")[1:]:
            inner = inner[part]
        assert parameter in inner


def test_config_shows_values_and_where_they_are_from() -> None:
    station('[all]\nprofile = "bbc"\n\n[make]\n"no-cache" = true\nglossary = [\n  "a.tsv",\n]\ncompute= "float32"\n')
    result = run("config", "make")
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["settings", "file", "subtitler.toml"]
    for line in (
        ["make", "profile", '"bbc"', "subtitler.toml:2"],
        ["make", "no-cache", "true", "subtitler.toml:5"],
        ["make", "glossary", '["a.tsv"]', "subtitler.toml:6"],
        ["make", "compute", '"float32"', "subtitler.toml:9"],
        ["make", "engine", '"ctranslate2"', "built-in"],
        ["make", "order", '"ko-en"', "built-in"],
        ["make", "model", "-", "built-in"],
    ):
        assert line in lines
    assert not any(line[:1] == ["cut"] for line in lines)
    assert any(line[:3] == ["glossary", "check", "json"] for line in map(str.split, run("config").stdout.splitlines()))


def test_a_value_whose_line_is_not_plain_is_from_the_file() -> None:
    station("make = {profile = 'bbc'}\ncut.profile = 'bbc'\n")
    commands = shown("config")
    assert commands["make"]["profile"] == commands["cut"]["profile"] == {"value": "bbc", "from": "subtitler.toml"}


def test_config_of_a_command_of_a_command_and_of_none() -> None:
    assert list(shown("config", "glossary", "check")) == ["glossary check"]
    assert len(shown("config", "glossary")) == 3
    assert "no settings file" in run("config", "cut").stdout
    result = run("config", "mak")
    assert (result.exit_code, "mak: no command with options is called so" in result.stderr) == (4, True)


def test_only_the_module_of_the_command_is_loaded() -> None:
    station("[glossary.check]\njson = true\n[all]\nforce = true\n[make]\nprofil = 1\n")
    code = (
        "import sys; from typer.testing import CliRunner; from subtitler.cli.app import app;"
        "result = CliRunner().invoke(app, ['glossary', 'check', '--help']); assert not result.exit_code, result.output;"
        "assert 'subtitler.cli.make' not in sys.modules; assert 'subtitler.pipeline' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("a = " + "[" * 5_000)
@example("[cut]\nstart = " + "9" * 5_000)
@example("[cut]\nstart = nan")
@example("[cut.profile]\nx = 1")
@example("[cut]\noutput = '~nobody/x'")
@given(
    st.text()
    | st.lists(
        st.tuples(
            st.sampled_from(["[all]", "[cut]", "profile", "start", "output", "lenient", "'from'", "glossary.x", "cut"]),
            st.sampled_from(["", "= 1", "= 'x'", "= true", "= [1, 'x']", "= {x = 1}", "= 1.5", "= ''", "= 07:00:00"]),
        )
    ).map(lambda pairs: "\n".join(f"{left} {right}" for left, right in pairs))
)
def test_any_text_is_settings_or_a_mistake_that_is_told(text: str) -> None:
    Path("subtitler.toml").write_text(text, encoding="utf-8", errors="replace", newline="")
    place = "subtitler.toml"
    try:
        found = find_station(None, COMMANDS)
        assert found is not None
        values = defaults(COMMANDS["cut"].load("cut"), "cut", found)
    except ConfigError as error:
        values, place = {}, error.place
    assert place.startswith("subtitler.toml")
    assert values.keys() <= {"profile", "start", "output", "lenient", "source"}


def test_the_file_in_the_documentation_is_good(folder: Path) -> None:
    text = DOCS.read_text(encoding="utf-8")
    station(text.split("```toml\n")[1].split("```")[0])
    result = run("config", "--json")
    assert result.exit_code == 0, result.output
    assert '"subtitler.toml:' in result.stdout
