"""Whether what one language asks the other asks too."""

import re
from collections.abc import Iterator, Mapping, Sequence

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language

QUESTION = Rule(
    name="question",
    severity=Severity.WARNING,
    demand="A question in one language is a question in the other; an indirect or rhetorical one may be told.",
    source="our own",
    bad="정부는 합의안을 승인했습니까? | The government approved the agreement.",
    good="정부는 합의안을 승인했습니까? | Did the government approve the agreement?",
)
RULES: tuple[Rule, ...] = (QUESTION,)

# A mark, or an ending that only asks: -ㅂ니까 (not the -니까 of 하니까, "because").
_ASKS: Mapping[Language, re.Pattern[str]] = {
    Language.KO: re.compile(r"\?|(?:습|(?<!아)입|합|됩|갑|옵|봅|십|랍|납|립|줍|집|킵|칩|뜁)니까(?![가-힣])"),
    Language.EN: re.compile(r"\?"),
}
_GREETING = re.compile(r"안녕하(?:십니까|세요)\?? ?")
# What may stand for a question: in Korean every ending that can ask, words that ask, and -지, -잖아 (isn't it?).
_STAND_IN: Mapping[Language, re.Pattern[str]] = {
    Language.KO: re.compile(
        r"\?|니까|냐|까[.요 ,]|까$|[는은인던]가[.요 ]|나요|[겠을]어요|지[요.]|지$|죠|잖|래요|대요"
        r"|는지|[은을]지|라니|어때요|지 뭐"
    ),
    Language.EN: re.compile(
        r"(?i)\?|\b(?:wonder\w*|whether|hear|bet|guess|please|tell me|understand|suppose|if you)\b"
    ),
}


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rule `question`: one language asks, and the other has neither a question nor the words of an indirect one."""
    for passage in passages:
        if set(passage.texts) != set(Language):
            continue
        texts = {language: _GREETING.sub("", plain(text)) for language, text in passage.texts.items()}
        for language in Language:
            asked = _ASKS[language].search(texts[language])
            if asked and not _STAND_IN[language.other].search(texts[language.other]):
                yield QUESTION.broken(
                    cue=passage.first,
                    last_cue=passage.last,
                    language=language.other,
                    found="a statement",
                    limit="a question, as in the other track",
                    hint="make it a question, or see whether the other track should be a statement",
                )
