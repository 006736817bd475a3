"""All rules by name, and those that a check is asked to keep to."""

from collections.abc import Collection
from difflib import get_close_matches

from subtitler.check import (
    amount,
    consistency,
    continuation,
    figures,
    korean,
    layout,
    negation,
    order,
    punctuation,
    questions,
    quotes,
    register,
    script,
    terms,
    timing,
    together,
    troubles,
    writing,
)
from subtitler.core.errors import ConfigError
from subtitler.core.issue import Rule

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Timing", timing.RULES),
    ("Lines and breaks", (*layout.RULES, *continuation.RULES)),
    ("Writing", (*writing.RULES, *quotes.RULES)),
    ("Both tracks", together.RULES),
    ("What both languages say", (*order.RULES, *amount.RULES, *troubles.RULES, *negation.RULES, *questions.RULES)),
    ("Numbers", figures.RULES),
    ("Names and terms", (*terms.RULES, *consistency.RULES)),
    ("Language", (*korean.RULES, *register.RULES, *punctuation.RULES)),
    ("Against the transcript", script.RULES),
)
"""As docs/checks.md has them."""

RULES = tuple(rule for _, rules in GROUPS for rule in rules)


def select(only: Collection[str], ignore: Collection[str]) -> tuple[Rule, ...]:
    """The rules named in `only`, or all where it names none, without those in `ignore`. Raises ConfigError."""
    for option, names in (("--only", only), ("--ignore", ignore)):
        for name in names:
            _refuse_unknown(name, option)
    chosen = tuple(rule for rule in RULES if (not only or rule.name in only) and rule.name not in ignore)
    if not chosen:
        raise ConfigError(
            place="--only, --ignore", finding="leave no rule to check", way_out="ignore less, or drop --only"
        )
    return chosen


def _refuse_unknown(name: str, option: str) -> None:
    names = [rule.name for rule in RULES]
    if name not in names:
        near = get_close_matches(name, names, n=1)
        raise ConfigError(
            place=option,
            finding=f"no rule is called {name!r}",
            way_out=f"did you mean {near[0]}?" if near else "`subtitler check --rules` lists them",
        )
