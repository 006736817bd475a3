"""Whether what one language denies the other denies too."""

import re
from collections.abc import Iterator, Mapping, Sequence

from subtitler.check.passages import Passage, plain
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.language import Language

NEGATION = Rule(
    name="negation",
    severity=Severity.WARNING,
    demand="What one language denies the other denies too.",
    source="our own; the words that stand for a negation come from 15,000 translated news sentences",
    bad="정부는 합의안을 승인하지 않았습니다. | The government approved the agreement.",
    good="정부는 합의안을 승인하지 않았습니다. | The government did not approve the agreement.",
)
RULES: tuple[Rule, ...] = (NEGATION,)


def _any(lines: str) -> re.Pattern[str]:
    return re.compile("|".join(filter(None, map(str.strip, lines.split("\n")))), re.IGNORECASE)


# A negation in form that the other language says without one: 쉴 새 없이 is endlessly, 적지 않은 is quite a few; or
# so weak in a question (의향은 없으십니까) or a wish (편해지지 않을까) that it may go.
_IN_FORM_ONLY: Mapping[Language, re.Pattern[str]] = {
    Language.KO: _any(
        r"""
        (?:지 ?않|안 [가-힣]{1,4})(?:을|ㄹ|할) 수[가는도]? ?없|없지(?:는|도)? ?않|없는 (?:것은|건) 아[니닙]
        없느냐|[은는이던]지 아닌지
        밖에 ?(?:안|못|없|모르|몰)|밖에 [가-힣]{1,5}(?: 수|지) ?(?:않|못|없)
        (?:틀림|상관|관계|어김|빠짐|변함|다름|쉴 ?새|끊임|흔들림|거침|숨김|아낌|나위|말할 것도|유례|전례)[이은도가]? ?없
        (?:소리|여념|이상|정신|하나도|턱|형편|어이|터무니|틈|걷잡을 수|뗄 수|의심할 바|서슴|하염|여지)[이은도가]? ?없
        (?:적|만만치|녹록지|끊이|걷히|꺾이|쉬|가리|아무렇|뜻하|변하|뒤지|멀|머|면치|오래되|지나)지? ?(?:않|못)
        (?<![가-힣])말없|뿐(?:만)?(?:이|은)? 아니|만(?:이|은)? 아니(?=[라고])|[것거게] 아니[냐겠]
        지 ?않(?:을까|나[ 요?]|느냐|겠느냐|겠습니까|겠나|겠는가|으면 안)
        아닐까|아닌가|아니겠|아니면|아니나|지(?:도|는|를)? 모[르른를릅]|줄 몰랐
        없[애앴앨앤앱]|없어[지졌질집진져]|없던|없는지|않은지|않았는지|얼마 (?:안|지나지 않)|못지않|나 할지
        [\d한두세네섯곱덟홉열쯤천만억달해년월주일간분초명살개곳건배트원러터튼톤번회반의량치][도이가]? ?안 [되돼됐된될됩]
        도 (?:채 )?되지 않|못 (?:미[치쳤칠친]|박|돼|되|가)|(?:미치|이르)지 못
        없(?:으십|으세|나요|습니)(?:니까|요|까)
        """
    ),
    Language.EN: _any(
        r"""
        \bnot (?:only|just|merely|simply|least|guilty|so much)\b|\bnone other\b
        \bno (?:matter|(?:more|other|later|earlier) than|sooner|doubt|wonder|one under)\b|\bno-\w+|\bin no time\b
        \bnever fail(?:s|ed)? to\b|\bnothing (?:but|short of)\b
        \bwithout (?:fail|doubt|a doubt|permission|warning|delay)\b
        \bwhy (?:not|don't|doesn't)\b|\b(?:or|if|believe it or|may or may) not\b|n't (?:it|he|she|they|we|you|there|i)\b
        \b(?:not|n't|never)\b[^.]{1,60}\b(?:until|otherwise)\b|\b(?:cannot|can't) (?:help|but|wait)\b
        \bno(?= ?\. ?\d)|(?-i:(?<=[a-z] )No(?= [A-Z]))
        """
    ),
}
# A negation that nobody translates without one, or without one of the words below.
_SURE: Mapping[Language, re.Pattern[str]] = {
    Language.KO: _any(
        r"""
        지(?:는|도|를|조차)? ?(?:않|못)|(?<![가-힣])(?:안|못) (?=[가-힣])|못[하한할했해합함]|없
        (?<![가-힣])아니|아닙|아닌
        지(?:는|도)? (?:마[세시십라]|말[라고아았자]|말 것)|(?<![가-힣])(?:모르|모릅|모른|모를|몰라|몰랐)
        """
    ),
    Language.EN: _any(
        r"""
        \bneither\b.{1,80}\bnor\b|\bno\b[^,.]{1,40}\b(?:and|or) no\b
        \b(?:not|no|none|never|nothing|nobody|nowhere|neither|nor|without|cannot|unable|unless)\b|n't\b
        \bfail(?:s|ed|ing|ure)? to\b|\b(?:has|have|had) yet to\b|\bimpossible\b
        \b(?:fewer|less) than\b|\binstead of\b|\b(?:fall|falls|fell|falling) (?:far )?short\b
        \black(?:s|ed|ing)?\b|\b(?:unknown|unclear|unlikely|unchanged|unnecessary|unresolved)\b
        """
    ),
}
# What may stand for a negation.
_STAND_IN: Mapping[Language, re.Pattern[str]] = {
    Language.KO: _any(
        r"""
        않|(?<![가-힣])안 |못|없|아니|아닌|아닙|아닐|지(?:는|도)? 마|말[고자라아]|말 것|모[르릅른를]|몰[라랐]|만치
        (?<![가-힣])불(?:참|출|사|합|구속|가[능피결]|법|안정|허|발)
        (?<![가-힣])무(?:단|죄|관|산|효|료|조건|정차|사고|면허|박|소식|명|인|시|심)
        (?<![가-힣])(?:미(?:달|만|비|확인|지급|지정|완|수)|비(?:공개|공식|현실|정상)|부(?:족|재|결|당|정|인))
        미만|이하|처음|모자[라랐란]|싫|물거품|낯선|낯설|그치|그쳤|그만|금지|막[아았는을힌혀혔]|거부|거절|실패|포기|불복|반대|다릅|다르다
        어렵|어려[워웠]|힘들|잃[었은고을]|끊[겼어]|감[추췄춘]|숨기|커녕|대신|라기보다|떼일|별로|제외|면제
        빼[면고놓]|헌법불합치|불신임|불과[하한했합]|동결|체불
        부덕|결여|결핍|무소불위
        """
    ),
    Language.EN: _any(
        r"""
        \b(?:not|no|none|never|nothing|nobody|nowhere|neither|nor|without|cannot|unless|less|few|fewer)\b|n't\b|\btoo\b.{1,40}\bto\b
        \b(?:hardly|barely|scarcely|rarely|seldom|rather than|instead|yet to|short of|far from|free|below|beyond)\b
        \b(?:fail|refus|reject|den[iy]|lack|forbid|forbad|prohibit|prevent|declin|suspend|waiv|avoid|abolish|eliminat)\w*
        \b(?:bar|bars|barred|barring|ban|bans|banned|absence|absent|impossible|invalid|difficult|hard|little|wonder)\b
        \b(?:inevitabl|insepar|indispens|irrespons|irrever|illegal|inadequa|incap|ineligib|insuffic|invisib|disagre|disallow|disregard|inalien|exempt|irreplac|depriv)\w*
        \bun(?!der|til|ion|it|iv|iq|il|if|veil|cover|load|esco|fortun)[a-z]{3,}
        \bnon-?[a-z]{3,}|\b\w{2,}less(?:ly|ness)?\b|\b(?:kept|keep|keeping|keeps)\b.{1,60}\bfrom\b
        \banything but\b|\bstay(?:ed|s|ing)? (?:away|out)|\bsilent\b
        \b(?:stop|stops|stopped|stopping) \w+ing\b|\bstopped short\b|\b(?:disappear|stranger|mere|blind)\w*
        """
    ),
}

# What both languages say with a word of refusal, end or want, so that it stands for no negation.
_SAID_ALIKE: Sequence[tuple[re.Pattern[str], re.Pattern[str]]] = [
    (re.compile(korean), re.compile(rf"\b(?:{english})\b", re.IGNORECASE))
    for korean, english in (
        ("거부|거절|불응|퇴짜", r"refus\w*|reject\w*|declin\w*|turn\w* down"),
        ("부인[하했한할합]", "deny|denies|denied|denying|denial"),
        ("금지|금하|못 하게", r"ban|bans|banned|banning|bar|bars|barred|barring|prohibit\w*|forbid\w*|forbade"),
        ("막[아았는을힌혀혔기고]", r"prevent\w*|block\w*|stop\w*|keep\w*|kept|avoid\w*|bar\w*|clog\w*"),
        ("피하|피해[야서]|피[할한했]", r"avoid\w*"),
        ("실패", r"fail\w*"),
        ("포기", r"giv\w* up|gave up|abandon\w*|waiv\w*|dropp?\w*"),
        ("중단|정지|멈[추췄춘춰출]", r"suspen\w*|halt\w*|stop\w*|paus\w*"),
        ("끊[겼어기은긴]", r"cut\w*|stop\w*|sever\w*|disconnect\w*|lost|lose"),
        ("폐지|없[애앴앨앤앱]|철폐", r"abolish\w*|scrap\w*|eliminat\w*|remov\w*"),
        ("반대", r"oppos\w*|object\w*|against"),
        ("어렵|어려|힘들|힘든", r"hard|difficult\w*|tough"),
        ("사라[지졌진질집]|없어[졌진지질집]", r"disappear\w*|vanish\w*|gone"),
        ("잃[었은고을어]|상실", r"los[et]\w*|loss\w*"),
        ("불법|위법", r"illegal\w*|unlawful\w*"),
        ("불가능", "impossible|unable"),
        ("불가피", r"inevitabl\w*|unavoidabl\w*"),
        ("불[만안편신]", r"un(?:happ|eas|comfort)\w*|discomfort|anxi\w*|discontent|dissatisf\w*|distrust\w*"),
        ("무료|공짜|무상", "free"),
        ("무인", r"unmanned|unstaffed|drones?"),
        ("무소속", "independents?"),
        ("비정규|비상임|비공식|비핵|비영리|비회원", r"non-?\w+|unofficial\w*|informal\w*|irregular\w*|denucleari\w*"),
        ("미만|이하", "(?:fewer|less) than|or (?:less|fewer|below)|under|up to|no more than|below"),
        ("덜[^ 가-힣]|덜 |적은|적게|줄", "less|fewer"),
        ("대신", "instead|in place of|on behalf|behalf|rather than|in (?:his|her|its|their|my|our) stead"),
        ("제외|빼[고면놓]|빠[지졌진]", r"except\w*|exclud\w*|apart from|left out|leaving out"),
        ("부족|모자[라랐란랄]", r"lack\w*|short\w*|insufficien\w*"),
        ("침묵|말없", r"silen\w*|without (?:a|another) word"),
        ("처음", "first|never"),
        ("예외", r"exception\w*"),
        ("정의 없", "without justice"),
        ("실종", "missing"),
        ("[도이]적 없", "never"),
    )
]


def _without_said_alike(texts: Mapping[Language, str]) -> dict[Language, str]:
    """Both texts without what `_SAID_ALIKE` finds in both, as often as in both."""
    korean, english = texts[Language.KO], texts[Language.EN]
    for korean_word, english_word in _SAID_ALIKE:
        if both := min(len(korean_word.findall(korean)), len(english_word.findall(english))):
            korean, english = korean_word.sub(" ", korean, both), english_word.sub(" ", english, both)
    return {Language.KO: korean, Language.EN: english}


def check(passages: Sequence[Passage]) -> Iterator[Issue]:
    """Rule `negation`: one language denies more often than the other has words that could stand for it."""
    for passage in passages:
        if set(passage.texts) != set(Language):
            continue
        texts = {language: plain(text) for language, text in passage.texts.items()}
        if not any(_SURE[language].search(text) for language, text in texts.items()):
            continue  # spares the rest
        texts = _without_said_alike(texts)
        for language in Language:
            denied = _SURE[language].findall(_IN_FORM_ONLY[language].sub(" ", texts[language]))
            stand_ins = _STAND_IN[language.other].findall(texts[language.other])
            if len(denied) > len(stand_ins):
                yield NEGATION.broken(
                    cue=passage.first,
                    last_cue=passage.last,
                    language=language.other,
                    found=f"{len(stand_ins) or 'no'} negation",
                    limit=f"{len(denied)}, as in the other track: {', '.join(word.strip() for word in denied)}",
                    hint="see whether a negation was lost or made up",
                )
