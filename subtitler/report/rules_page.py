"""The rules -> docs/checks.md."""

from subtitler.check.rules import GROUPS
from subtitler.core.issue import Rule
from subtitler.report.shown import shown

_HEAD = """# What `subtitler check` checks

Every rule, with an example that breaks it and one that keeps it. `--only RULE` checks one rule, `--ignore RULE` leaves
one out; both may be repeated. An error makes the command end with 1; a warning wants a look. `--fix` corrects the
rules marked so. Names like `max_cps` are limits of the profile in use. `subtitler check --rules` prints this page.
"""


def rules_page() -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *(part for title, rules in GROUPS for part in (f"## {title}\n", *map(_entry, rules)))])


def _entry(rule: Rule) -> str:
    fixed = ", corrected by `--fix`" if rule.is_fixable else ""
    return (
        f"### {rule.name}\n\n"
        f"*{rule.severity}{fixed}*: {rule.demand}\n\n"
        f"- wrong: {_example(rule.bad)}\n"
        f"- right: {_example(rule.good)}\n"
        f"- source: {rule.source}\n"
    )


def _example(text: str) -> str:
    """`text` as Markdown shows it unchanged."""
    return " / ".join(f"`{shown(line)}`" for line in text.split("\n"))
