"""The language of a sound bite as its tag names it -> BCP 47 code."""

import re

_NAMES = {
    "ko": "korean 한국어 한국말 우리말",
    "en": "english 영어",
    "ja": "japanese 일본어 일어",
    "zh": "chinese 중국어",
    "cmn": "mandarin 만다린어 베이징어",
    "yue": "cantonese 광둥어 광동어",
    "ru": "russian 러시아어 노어",
    "uk": "ukrainian 우크라이나어",
    "fr": "french 프랑스어 불어",
    "de": "german 독일어 독어",
    "es": "spanish 스페인어 에스파냐어",
    "pt": "portuguese 포르투갈어",
    "it": "italian 이탈리아어",
    "nl": "dutch 네덜란드어",
    "pl": "polish 폴란드어",
    "cs": "czech 체코어",
    "hu": "hungarian 헝가리어",
    "ro": "romanian 루마니아어",
    "el": "greek 그리스어",
    "tr": "turkish 튀르키예어 터키어",
    "sv": "swedish 스웨덴어",
    "no": "norwegian 노르웨이어",
    "da": "danish 덴마크어",
    "fi": "finnish 핀란드어",
    "ar": "arabic 아랍어",
    "he": "hebrew 히브리어",
    "fa": "persian farsi 페르시아어 이란어",
    "ps": "pashto 파슈토어",
    "ur": "urdu 우르두어",
    "hi": "hindi 힌디어",
    "bn": "bengali bangla 벵골어",
    "ne": "nepali 네팔어",
    "my": "burmese 미얀마어 버마어",
    "th": "thai 태국어 타이어",
    "km": "khmer cambodian 크메르어 캄보디아어",
    "lo": "lao laotian 라오스어",
    "vi": "vietnamese 베트남어",
    "id": "indonesian 인도네시아어",
    "ms": "malay 말레이어 말레이시아어",
    "fil": "filipino tagalog 필리핀어 타갈로그어",
    "mn": "mongolian 몽골어",
    "kk": "kazakh 카자흐어",
    "uz": "uzbek 우즈베크어 우즈베키스탄어",
    "sw": "swahili 스와힐리어",
    "am": "amharic 암하라어",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}

UNDETERMINED = "und"

_INTERPRETED = re.compile(r"(?i)(?:through |via )?(?:an? )?interpret(?:er|ed)|(?:in )?translat(?:ion|ed)|통역")
_NAMED = re.compile(
    r"""(?xi)
    (?:(?:fe)?male[ ]in[ ]|(?:speaking|in|spoken[ ]in)[ ])?
    (?P<name>[a-z]+|[가-힣]+)
    (?:[ ]?[-/–][ ]?(?P<printed>english|korean|영어|한국어))?
    """
)
_CAPITALISED_PAIR = re.compile(r"[A-Z][a-z]+ ?[-/–] ?(?:English|Korean)")


def spoken_code(note: str) -> str | None:
    """The code of the language on air that a note in a tag names; None when the note is no note on language.

    >>> spoken_code("Korean-English"), spoken_code("female in Korean"), spoken_code("러시아어"), spoken_code("Baker")
    ('ko', 'ko', 'ru', None)

    "und" stands for an interpreter's voice-over, and for `X-English` with a language that the table lacks.
    """
    if _INTERPRETED.fullmatch(note):
        return UNDETERMINED
    named = _NAMED.fullmatch(note)
    code = _CODES.get(named["name"].lower()) if named else None
    if code is None and _CAPITALISED_PAIR.fullmatch(note):
        return UNDETERMINED
    return code
