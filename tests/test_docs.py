"""The README shows what the program does today."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from subtitler.cli.app import COMMANDS
from subtitler.core.language import Language
from subtitler.core.track import stack
from subtitler.formats import by_name
from subtitler.read import STYLES
from tests.conftest import SAMPLES
from tests.test_samples import Subtitled

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n```\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no block marked {mark!r}"
    return found[1]


def test_every_command_and_option_is_in_the_readme() -> None:
    for name, lazy in COMMANDS.items():
        assert f"subtitler {name}" in README
        command = lazy.load(name)
        for inner, part in getattr(command, "commands", {"": command}).items():
            assert f"{name} {inner}".strip() in README
            for parameter in part.params:
                for option in parameter.opts:
                    if option.startswith("--") and option not in {
                        "--output",
                        "--quiet",
                        "--verbose",
                        "--help",
                        "--yes",
                    }:
                        assert option in README, f"{name} {inner} {option}"


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    for name, lazy in COMMANDS.items():
        assert (lazy.load(name).help or "").startswith(lazy.help)


@pytest.mark.model
def test_the_demo_output_is_todays(subtitled: Subtitled) -> None:
    festival = next(path for path in SAMPLES if path.stem == "harbour-festival")
    tracks = subtitled(festival, "bundled").cut.tracks
    text = by_name("srt").render(stack(tracks[Language.KO], tracks[Language.EN]))
    readme = shown("demo")
    assert len(readme) > 200
    # Processors round in their own ways, and a word of the model's may differ.
    assert SequenceMatcher(None, readme, text[: len(readme)], autojunk=False).ratio() > 0.9


def test_the_cut_output_is_todays() -> None:
    text = (ROOT / "tests" / "golden" / "cut" / "heatwave-kbs.ko.srt").read_text(encoding="utf-8")
    assert len(shown("cut")) > 100
    assert text.startswith(shown("cut"))


def test_the_samples_are_all_described() -> None:
    described = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    assert all(path.name in described for path in SAMPLES)


def test_the_house_styles_are_all_described() -> None:
    assert all(f"`{style}`" in README for style in STYLES)
