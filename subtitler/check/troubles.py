"""Whether each track is in its own language and script, and says nothing over and over."""

from collections.abc import Iterator, Sequence

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language, Pair, language_of
from subtitler.text.troubles import Trouble, TroubleKind, troubles

UNTRANSLATED = Rule(
    name="untranslated",
    severity=Severity.ERROR,
    demand="Each track is in its own language.",
    source="ours: a viewer of one language cannot read the other",
    bad="국회는 오늘 예산안을 처리했습니다. | 국회는 오늘 예산안을 처리했습니다.",
    good="국회는 오늘 예산안을 처리했습니다. | The Assembly passed the budget today.",
)
FOREIGN_SCRIPT = Rule(
    name="foreign-script",
    severity=Severity.WARNING,
    demand="Neither track has Chinese characters or kana.",
    source="ours: few viewers read them",
    bad="美 국무장관이 방한합니다. | The US secretary of state will visit.",
    good="미국 국무장관이 방한합니다. | The US secretary of state will visit.",
)
REPETITION = Rule(
    name="repetition",
    severity=Severity.WARNING,
    demand="What one language says once the other does not repeat.",
    source="ours: translation models get caught in loops",
    bad="합의문에 서명했습니다. | They signed the agreement the agreement.",
    good="합의문에 서명했습니다. | They signed the agreement.",
)
UNKNOWN_SIGN = Rule(
    name="unknown-sign",
    severity=Severity.ERROR,
    demand="No sign stands for a letter that was lost.",
    source="ours: a model or a conversion could not write it",
    bad="뷁 씨가 말했습니다. | ⁇ said so.",
    good="뷁 씨가 말했습니다. | Bwelk said so.",
)
RULES = (UNTRANSLATED, FOREIGN_SCRIPT, REPETITION, UNKNOWN_SIGN)

_RULE_OF = {
    TroubleKind.UNTRANSLATED: UNTRANSLATED,
    TroubleKind.LOOP: REPETITION,
    TroubleKind.UNKNOWN: UNKNOWN_SIGN,
}
_KINDS = frozenset({*_RULE_OF, TroubleKind.SCRIPT})
_HINT = {
    UNTRANSLATED: "translate it",
    FOREIGN_SCRIPT: "write it in the script of the track",
    REPETITION: "say it once",
    UNKNOWN_SIGN: "write what belongs there",
}


def check_troubles(passages: Sequence[Passage]) -> Iterator[Issue]:
    """What breaks RULES."""
    for passage in passages:
        for language in Language:
            text, other = plain(passage.texts[language]), plain(passage.texts[language.other])
            for rule, found in _findings(text, other, language):
                yield rule.broken(
                    cue=passage.first,
                    last_cue=passage.last,
                    language=language,
                    found=found,
                    limit=rule.demand,
                    hint=_HINT[rule],
                )


def _findings(text: str, other: str, language: Language) -> Iterator[tuple[Rule, str]]:
    """What is wrong with `text`, in `language`, as far as it and the other language's text tell."""
    if language_of(text) is language.other is language_of(other):
        yield UNTRANSLATED, f"is in the other language: {text[:40]!r}"
        return
    seen = set()
    for trouble in troubles(other, text, Pair(language.other, language), _KINDS):
        rule = _rule(trouble)
        if rule not in seen and trouble.kind is not TroubleKind.EMPTY:
            seen.add(rule)
            yield rule, trouble.finding


def _rule(trouble: Trouble) -> Rule:
    if trouble.kind is TroubleKind.SCRIPT:
        return FOREIGN_SCRIPT if "Chinese" in trouble.finding else UNTRANSLATED
    return _RULE_OF.get(trouble.kind, UNTRANSLATED)
