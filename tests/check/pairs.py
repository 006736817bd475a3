"""Passages and tracks of both languages, in few words."""

from subtitler.check.passages import Passage
from subtitler.core.issue import Issue, Rule
from subtitler.core.language import Language
from subtitler.core.track import Cue, Track
from subtitler.terms.glossary import Entry, Glossary

GLOSSARY = Glossary(
    Entry(ko=ko, en=en, type=kind, forbidden=forbidden)
    for ko, en, kind, forbidden in (
        ("이집트", "Egypt", "COUNTRY", ()),
        ("이란", "Iran", "COUNTRY", ()),
        ("네덜란드", "Netherlands", "COUNTRY", ()),
        ("우크라이나", "Ukraine", "COUNTRY", ()),
        ("일본", "Japan", "COUNTRY", ()),
        ("부산", "Busan", "PLACE", ()),
        ("강남구", "Gangnam District", "PLACE", ()),
        ("동해", "East Sea", "PLACE", ("Sea of Japan", "일본해")),
        ("헌법재판소", "Constitutional Court", "ORG", ()),
        ("국가정보원", "National Intelligence Service", "ORG", ()),
        ("국제원자력기구", "International Atomic Energy Agency", "ORG", ()),
        ("더불어민주당", "Democratic Party", "ORG", ()),
        ("국방부", "Defense Ministry", "ORG", ()),
        ("정부", "government", "ORG", ()),
        ("이재명", "Lee Jae-myung", "PERSON", ()),
        ("도널드 트럼프", "Donald Trump", "PERSON", ()),
        ("노동조합법", "Trade Union Act", "LAW", ()),
    )
)


def passage(korean: str, english: str) -> Passage:
    return Passage(first=1, last=1, texts={Language.KO: korean, Language.EN: english})


def tracks(korean: str, english: str) -> dict[Language, Track]:
    """Tracks of the cues that ` / ` divides, three seconds each."""
    return {
        language: Track(
            language=language,
            cues=tuple(
                Cue(start_ms=at * 3000, end_ms=at * 3000 + 2900, lines=(line,))
                for at, line in enumerate(text.split(" / "))
            ),
        )
        for language, text in ((Language.KO, korean), (Language.EN, english))
    }


def names(issues: list[Issue]) -> list[str]:
    return [issue.rule for issue in issues]


def examples(rule: Rule) -> tuple[tuple[str, str], tuple[str, str]]:
    """The Korean and the English of a rule's bad example, and of its good one."""
    (bad_korean, bad_english), (good_korean, good_english) = (side.split(" | ") for side in (rule.bad, rule.good))
    return (bad_korean, bad_english), (good_korean, good_english)
