"""The rules: each has its own name and an example, and a wrong name is answered with the nearest."""

import pytest

from subtitler.check.rules import GROUPS, RULES, select
from subtitler.core.errors import ConfigError


def test_names_are_unique_and_fit_the_command_line() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len({*names})
    assert all(name == name.lower() and name.replace("-", "").isalpha() for name in names)
    assert sum(len(rules) for _, rules in GROUPS) == len(RULES)


def test_every_rule_says_what_it_asks_why_and_shows_both_sides() -> None:
    for rule in RULES:
        assert all((rule.demand, rule.source, rule.bad, rule.good)), rule.name
        assert rule.bad != rule.good, rule.name
        assert "`" not in rule.bad + rule.good, rule.name


def test_select() -> None:
    assert select((), ()) == RULES
    assert [rule.name for rule in select(["overlap", "reading-speed"], [])] == ["reading-speed", "overlap"]
    assert [*select([], ["reading-speed"])] == [rule for rule in RULES if rule.name != "reading-speed"]
    assert [rule.name for rule in select(["overlap", "reading-speed"], ["overlap"])] == ["reading-speed"]


@pytest.mark.parametrize(
    ("only", "ignore", "complaint"),
    [
        (["reading-sped"], [], "--only: no rule is called 'reading-sped'; did you mean reading-speed?"),
        ([], ["Overlap"], "--ignore: no rule is called 'Overlap'; did you mean overlap?"),
        (["qqqq"], [], "--only: no rule is called 'qqqq'; `subtitler check --rules` lists them"),
        (["overlap"], ["overlap"], "--only, --ignore: leave no rule to check; ignore less, or drop --only"),
    ],
)
def test_what_is_refused(only: list[str], ignore: list[str], complaint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        select(only, ignore)
    assert str(caught.value) == complaint
