import pytest
from rich.console import Console

from subtitler.cli.talk import Talk


def test_bars_on_a_terminal_and_silence_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk(quiet=False, verbose=False)
    with talk.stage("translating", 3) as stage:
        stage.advance(3)
    assert capsys.readouterr().err == ""
    talk.console = Console(stderr=True, force_terminal=True)
    with talk.stage("translating", 3) as stage:
        stage.advance(3)
    assert "translating" in capsys.readouterr().err


@pytest.mark.parametrize(("quiet", "verbose", "said"), [(False, False, "a"), (False, True, "ab"), (True, True, "")])
def test_quiet_and_verbose(quiet: bool, verbose: bool, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk(quiet=quiet, verbose=verbose)
    talk.say("a")
    talk.detail("b")
    assert capsys.readouterr().err.replace("\n", "") == said
