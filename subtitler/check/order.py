"""Whether the passages of the two languages belong together, or are those of neighbours."""

from collections.abc import Iterator, Sequence

from subtitler.check.evidence import Weighed, WordTable
from subtitler.check.lengths import LengthModel
from subtitler.check.passages import Passage
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language

SWAPPED = Rule(
    name="swapped",
    severity=Severity.ERROR,
    demand="Neighbours stand in the same order in both languages.",
    source="ours: what is said in a cue in one language stands in the same cue in the other",
    bad="눈이 내렸습니다. / 국회가 문을 열었습니다. | The Assembly opened. / Snow fell.",
    good="눈이 내렸습니다. / 국회가 문을 열었습니다. | Snow fell. / The Assembly opened.",
)
UNRELATED = Rule(
    name="unrelated",
    severity=Severity.ERROR,
    demand="What stands in a cue in one language is the translation of what stands there in the other.",
    source="ours",
    bad="태풍이 제주에 상륙했습니다. | The central bank kept its key rate unchanged.",
    good="태풍이 제주에 상륙했습니다. | The typhoon made landfall on Jeju.",
)
OUT_OF_STEP = Rule(
    name="out-of-step",
    severity=Severity.WARNING,
    demand="A sentence does not end a cue earlier in one language than in the other.",
    source="ours: cues of one sentence that changed places look so",
    bad="국회가 오늘 / 문을 열었습니다. | opened today. / The Assembly",
    good="국회가 오늘 / 문을 열었습니다. | The Assembly / opened today.",
)
RULES = (SWAPPED, UNRELATED, OUT_OF_STEP)

# By how much the likelihood must be greater the other way round; and how strange a passage must be that is no pair: two
# good ones in a thousand are (benchmarks/fit_checks.py), and 93 of 100 that are strangers.
_SURE = 3.0
_HOPELESS = 8.9


def strangeness(weighed: Weighed, lengths: LengthModel) -> float:
    """How little the two sides look like each other's translation; below 0 where they do."""
    doubts = sum(map(sum, weighed.doubts.values()))
    excess = lengths.excess(weighed.sides[Language.KO].size(), weighed.sides[Language.EN].size())
    return doubts - lengths.surprise(excess)


def is_swapped(one: Weighed, other: Weighed, table: WordTable, lengths: LengthModel) -> bool:
    """Whether two neighbours fit better when the sides of one language change places."""
    as_is = strangeness(one, lengths) + strangeness(other, lengths)
    if as_is < 0:
        return False
    crossed = (
        table.weigh(one.passage, {Language.KO: one.sides[Language.KO], Language.EN: other.sides[Language.EN]}),
        table.weigh(other.passage, {Language.KO: other.sides[Language.KO], Language.EN: one.sides[Language.EN]}),
    )
    return as_is - sum(strangeness(each, lengths) for each in crossed) > _SURE


def is_unrelated(weighed: Weighed, lengths: LengthModel) -> bool:
    return strangeness(weighed, lengths) > _HOPELESS


def out_of_step(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Where a sentence ends in one language and, in the next cue, in the other, each alone."""
    for passage in passages:
        for language, ends in passage.ends.items():
            others = passage.ends.get(language.other, frozenset())
            for cue in sorted(ends - others):
                if cue + 1 in others - ends:
                    yield OUT_OF_STEP.broken(
                        cue=cue,
                        last_cue=cue + 1,
                        language=language,
                        found=f"a sentence ends with cue {cue}, and in the other language with cue {cue + 1}",
                        limit="the same cue",
                        hint="see whether cues changed places, or move the words to where the other language has them",
                    )


def swapped_issue(one: Weighed, other: Weighed, target: Language | None) -> Issue:
    return SWAPPED.broken(
        cue=one.passage.first,
        last_cue=other.passage.last,
        language=target,
        found=f"{_excerpt(one, Language.KO)} beside {_excerpt(one, Language.EN)}, and {_excerpt(other, Language.KO)} "
        f"beside {_excerpt(other, Language.EN)}",
        limit="the same order in both languages",
        hint="let them change places in one of the languages",
    )


def unrelated_issue(weighed: Weighed, target: Language | None) -> Issue:
    return UNRELATED.broken(
        cue=weighed.passage.first,
        last_cue=weighed.passage.last,
        language=target,
        found=f"{_excerpt(weighed, Language.KO)} beside {_excerpt(weighed, Language.EN)}",
        limit="each other's translation",
        hint="translate it anew, or see whether cues were moved",
    )


def _excerpt(weighed: Weighed, language: Language) -> str:
    text = weighed.passage.texts[language]
    return repr(text if len(text) <= 30 else text[:29] + "…")
