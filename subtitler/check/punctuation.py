"""Whether marks are set as each language sets them, and the same way throughout a track."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from subtitler.check.passages import Passage
from subtitler.check.shown import untagged
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language

FOREIGN = Rule(
    name="foreign-mark",
    severity=Severity.WARNING,
    demand="No mark stands that the language does not have: 。 and 、 of Japanese and Chinese, a semicolon in Korean, "
    "Korean brackets for titles and the middle dot in English.",
    source="한글 맞춤법, 부록 문장 부호 (2014); The Chicago Manual of Style, chapter 6",
    bad="정부는 대책을 발표했습니다。",
    good="정부는 대책을 발표했습니다.",
)
SPACED = Rule(
    name="mark-spacing",
    severity=Severity.WARNING,
    demand="No space stands before a full stop, comma, question mark or percent sign, and one stands after it.",
    source="한글 맞춤법, 부록 문장 부호 (2014); The Chicago Manual of Style, chapters 6 and 9",
    bad="Prices rose 3 %.It is the third month , officials said.",
    good="Prices rose 3%. It is the third month, officials said.",
)
DOUBLED = Rule(
    name="doubled-mark",
    severity=Severity.WARNING,
    demand="A mark stands once; a question mark and an exclamation mark may stand together.",
    source="common practice",
    bad="Really??",
    good="Really?",
)
MIXED = Rule(
    name="mixed-style",
    severity=Severity.WARNING,
    demand="A track writes the same thing in one way: a.m., percent, U.S., units. The usual way of the track counts.",
    source="our own: consistency, whichever style the house has",
    bad="It opens at 9 a.m. / It closes at 5 PM.",
    good="It opens at 9 a.m. / It closes at 5 p.m.",
)
RULES: tuple[Rule, ...] = (FOREIGN, SPACED, DOUBLED, MIXED)

# Full-width forms of ASCII marks are the matter of `letter-forms`, kinds of quotation marks that of `quote-style`.
_FOREIGN: Mapping[Language, re.Pattern[str]] = {
    Language.KO: re.compile("[。、｡､;¿¡]|--"),
    Language.EN: re.compile("[。、｡､「」『』《》〈〉·]"),
}
# ` .5` and ` ...` begin something.
_SPACE_BEFORE = re.compile(r"(?<=[\w\"')%]) [,?!;:](?![\w)])|(?<=[\w\"')%]) \.(?![\w.])|(?<=\d) %")
# years.It, abroad,but; not U.S.A, 3.5, KBS.co.kr. The Korean of it is proved by `korean-spacing`.
_NO_SPACE_AFTER = re.compile(r"(?<![.@/\w])[A-Za-z]*[a-z]{2}(?:[.?!](?=[A-Z][a-z]*[ ,.])|[,;](?=[A-Za-z]))")
_DOUBLED = re.compile(r"(?<!\.)\.\.(?![.\w])|,,+|\?\?+|!!+|(?:\?!){2,}|(?:!\?){2,}|::+|;;+|,\.")

_STYLES: Mapping[Language, Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    Language.EN: {
        "time of day": {
            "a.m., p.m.": re.compile(r"\d ?[ap]\.m\b"),
            "am, pm": re.compile(r"\d ?[ap]m\b"),
            "AM, PM": re.compile(r"\d ?[AP]M\b"),
            "A.M., P.M.": re.compile(r"\d ?[AP]\.M\b"),
        },
        "percent": {"percent": re.compile(r"\bpercent\b"), "per cent": re.compile(r"\bper cent\b")},
        "abbreviation": {"U.S.": re.compile(r"\bU\.S\b"), "US": re.compile(r"\bUS\b(?!\$)")},
        "unit": {"5 km": re.compile(r"\d [kcm]?[mgl]\b(?!\.)"), "5km": re.compile(r"\d[kcm]?[mgl]\b")},
    },
    Language.KO: {
        "percent": {
            "%": re.compile(r"\d%"),
            "퍼센트": re.compile(r"\d ?퍼센트"),
            "프로": re.compile(r"\d ?프로(?![가-힣])"),
        },
        "unit": {"5 km": re.compile(r"\d [kcm][mgl]\b"), "5km": re.compile(r"\d[kcm][mgl]\b")},
    },
}


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rules `foreign-mark`, `mark-spacing`, `doubled-mark` in each passage, `mixed-style` over the track."""
    for passage in passages:
        for language, text in passage.texts.items():
            yield from _marks(passage, language, untagged(text))
    for language, styles in _STYLES.items():
        for what, ways in styles.items():
            yield from _mixed(passages, language, what, ways)


def _marks(passage: Passage, language: Language, text: str) -> Iterator[Issue]:
    patterns = [
        (FOREIGN, _FOREIGN[language], "a mark of the language", "put the language's own mark"),
        (SPACED, _SPACE_BEFORE, "no space before the mark", "take the space away"),
        (DOUBLED, _DOUBLED, "one mark", "take the second mark away"),
    ]
    if language is Language.EN:
        patterns.append((SPACED, _NO_SPACE_AFTER, "a space after the mark", "put a space behind the mark"))
    for rule, pattern, limit, hint in patterns:
        for found in pattern.finditer(text):
            yield rule.broken(
                cue=passage.first,
                last_cue=passage.last,
                language=language,
                found=f"'{text[max(0, found.start() - 8) : found.end() + 4].strip()}'",
                limit=limit,
                hint=hint,
            )


def _mixed(
    passages: Sequence[Passage], language: Language, what: str, ways: Mapping[str, re.Pattern[str]]
) -> Iterator[Issue]:
    """One issue for each way that is not the track's usual one, where it first stands."""
    counts: Counter[str] = Counter()
    first: dict[str, Passage] = {}
    for passage in passages:
        for way, pattern in ways.items():
            if found := len(pattern.findall(untagged(passage.texts.get(language, "")))):
                counts[way] += found
                first.setdefault(way, passage)
    for way, count in counts.most_common()[1:]:
        (usual, most), *_ = counts.most_common(1)
        yield MIXED.broken(
            cue=first[way].first,
            last_cue=first[way].last,
            language=language,
            found=f"{what} written {way}: {count} of {counts.total()}, here first",
            limit=f"{usual}: {most} of {counts.total()}",
            hint=f"write {usual} throughout",
        )
