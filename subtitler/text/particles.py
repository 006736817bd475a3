"""Korean particles, which change with the last sound of the word before them: 국회는, 정부는, 대통령은.

The rules are those of the Hangul orthography; how a figure or a Latin word ends is how a newsreader says it.
"""

import re
from enum import Enum
from typing import NamedTuple

from subtitler.core.language import is_hangul
from subtitler.text.speech import sino_korean


class Sound(Enum):
    """How a word ends when it is said."""

    VOWEL = "vowel"
    RIEUL = "rieul"  # ㄹ, a vowel to 로 alone
    CONSONANT = "consonant"


class _Family(NamedTuple):
    """A particle's two forms and what may stand behind it in the word.

    `is_fixed`: the longer form is wrong after a vowel (학교라고); else both are right there (학교이며, 학교며).
    """

    after_consonant: str
    after_vowel: str
    tail: str
    is_fixed: bool = True


_END = "(?![가-힣])"
_ANY = ""
_FAMILIES = (
    _Family("으로", "로", rf"(?:서|써|부터|까지|만|밖에)?(?:는|도|의|만|요|나마|라도|이?나)?{_END}"),
    _Family("이라", "라", rf"(?:고|는|며|면|도|서|든|던|기보다|지만|네|더군|야|크게)|(?:이라|라){_END}|{_END}"),
    _Family("이란", "란", _END),
    _Family("이랑", "랑", rf"(?:은|도|만)?{_END}"),
    _Family("이나", "나", rf"(?:마)?{_END}"),
    _Family("이든", "든", rf"(?:지|가)?{_END}"),
    _Family("이야말로", "야말로", _END),
    _Family("이에요", "예요", _END),
    _Family("이었", "였", _ANY),
    _Family("이어서", "여서", _END),
    _Family("이며", "며", _END, is_fixed=False),
    _Family("이고", "고", rf"(?:요|는)?{_END}", is_fixed=False),
    _Family("이지만", "지만", _END, is_fixed=False),
    _Family("이면", "면", rf"(?:서|서도)?{_END}", is_fixed=False),
    _Family("이던", "던", _END, is_fixed=False),
    _Family("이므로", "므로", _END, is_fixed=False),
    _Family("이다", "다", _END, is_fixed=False),
    _Family("은", "는", rf"요?{_END}"),
    _Family("을", "를", _END),
    _Family("과", "와", rf"(?:는|도|의|만|까지)?{_END}"),
    _Family("이", "가", _END),
    _Family("아", "야", _END),
)
_OF_FORM = {form: family for family in reversed(_FAMILIES) for form in (family.after_consonant, family.after_vowel)}
_FITTING = tuple(
    (re.compile(form + f"(?:{family.tail})"), form, family)
    for form, family in sorted(_OF_FORM.items(), key=lambda item: -len(item[0]))
)

# What may follow a noun in its word: the plural, case and topic particles, the copula in its newsroom forms.
_TAIL = re.compile(
    r"""(?:(?:들|측|쪽|님|씨)(?=.))?
    (?:에서|서|에게서|에게|에|께서|께|한테서|한테|으로부터|로부터|으로서|로서|으로써|로써|으로|로|의|과|와|이랑|랑|하고|까지|부터|마저|조차|
       처럼|같이|만큼|대로|보다|밖에|마다|이나마|나마|이나|나|이라도|라도|이야말로|야말로|뿐|만|도)?
    (?:는|은|도|만|의|까지|부터|이|가|을|를|조차|마저|요|이든지|든지|이든|든|이란|란|아|야
      |(?:이라|라)(?:고|는|며|면|서|던|도)?(?:도|는|요)?
      |(?:이었|였)(?:다|다고|다는|다며|습니다|습니까|고|으며|으나|는데|던|을|지만|지|죠)
      |(?:이|입|인|일|임)(?:니다|니까|다|며|고|지만|면|면서|던|므로|데|데요|지|에요|을|다고|다는|다며)?
      |예요|며|고|지만|면|면서|던|다|다는|다고|다며
    )?요?""",
    re.VERBOSE,
)

_AROUND = "\"'”’」』》〉>)]}…·.,!?;:~-"
_NO_SOUND = re.compile(r"[\s\W_]")
_IN_BRACKETS = re.compile(r"(?<=[^\s(\[])\s?(?:\([^()]*\)|\[[^\[\]]*\])$")
_FIGURE = re.compile(
    r"(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?(?P<unit>\s?[A-Za-z]{1,3}|%p?|[℃℉°㎞㎜㎝㎡㎢㎏㎎ℓ])?$"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z.&'-]*$")
_CLOSED_UNITS = ("g", "kg", "mg", "㎏", "㎎", "t")  # 그램, 톤

# The letters whose Korean names end in a consonant: 엘, 알; 엠, 엔.
_LETTER_SOUNDS = {"L": Sound.RIEUL, "R": Sound.RIEUL, "M": Sound.CONSONANT, "N": Sound.CONSONANT}
_LONGEST_SPELLED = 3

# How a Latin word ends when it is written in Hangul (the National Institute's rules for English loan words); the first
# ending that fits counts. A silent e leaves the sound of the consonant before it; final t, k, p, b and c close the
# syllable after one short vowel (인터넷, 블랙, 컵, 웹) and get a vowel of their own elsewhere (보트, 파크, 트럼프).
_ENDINGS = tuple(
    (re.compile(f"(?:{pattern})$"), sound)
    for pattern, sound in (
        (r"l|le", Sound.RIEUL),
        (r"[aeiouy](?:ne|me)", Sound.CONSONANT),
        (r"n|m|mb|ng", Sound.CONSONANT),
        (r"(?:^|[^aeiou])[aeiouy](?:t|p|b|ck|c|k)", Sound.CONSONANT),
        (r"(?:oo|ou|eo|eu)[kp]|eep", Sound.CONSONANT),  # 북, 그룹; 혁, 섭 as newsrooms spell names
        (r"", Sound.VOWEL),
    )
)


def last_sound(word: str) -> Sound:
    """How `word` ends when it is said. Closing marks are silent, and a bracket's content is passed over.

    A word without any sound ends in a vowel.

    >>> [last_sound(word).value for word in ("국회", "KBS", "세계무역기구(WTO)", "10", "'서울'")]
    ['vowel', 'vowel', 'vowel', 'consonant', 'rieul']
    """
    said = _said(word)
    if not said:
        return Sound.VOWEL
    if figure := _FIGURE.search(said):
        return _of_figure(figure)
    if latin := _LATIN.search(said):
        return _of_latin(latin[0])
    return _of_hangul(said[-1])


def with_particle(word: str, particle: str) -> str:
    """`word` with `particle`, which may be given in either of its forms.

    >>> with_particle("KBS", "은"), with_particle("서울", "으로"), with_particle("2030", "가")
    ('KBS는', '서울로', '2030이')
    """
    return word + fit_particle(word, particle)


def fit_particle(before: str, after: str) -> str:
    """`after`, the text right behind `before`, with the particle that it begins with in the form `before` asks for.

    >>> fit_particle("대통령", "는 말했다"), fit_particle("서울", "으로부터"), fit_particle("정부", "에서")
    ('은 말했다', '로부터', '에서')
    """
    for pattern, form, family in _FITTING:
        if pattern.match(after):
            return _fitting(last_sound(before), form, family) + after[len(form) :]
    return after


def particle_length(after: str) -> int | None:
    """How many Hangul letters at the start of `after` are particles of a noun right before it.

    0 where no Hangul stands there, None where what stands there is no particle.

    >>> particle_length("에서는 모두"), particle_length(" 의원"), particle_length("의원은")
    (3, 0, None)
    """
    length = next((at for at, char in enumerate(after) if not is_hangul(char)), len(after))
    return length if length == 0 or _TAIL.fullmatch(after[:length]) else None


def _fitting(sound: Sound, form: str, family: _Family) -> str:
    is_open = sound is Sound.VOWEL or (sound is Sound.RIEUL and family.after_vowel == "로")
    if is_open and form == family.after_consonant and not family.is_fixed:
        return form
    return family.after_vowel if is_open else family.after_consonant


def _said(word: str) -> str:
    """`word` up to its last sound."""
    word = word.rstrip()
    while word and (_NO_SOUND.match(word[-1]) and word[-1] not in "%℃℉°"):
        outside = _IN_BRACKETS.sub("", word)
        word = (outside if outside != word else word[:-1]).rstrip()
    return word


def _of_hangul(char: str) -> Sound:
    index = ord(char) - ord("가")
    if not 0 <= index < 11172:
        return Sound.VOWEL
    return {0: Sound.VOWEL, 8: Sound.RIEUL}.get(index % 28, Sound.CONSONANT)


def _of_figure(figure: re.Match[str]) -> Sound:
    if unit := figure["unit"]:
        bare = unit.strip()
        if bare.isupper() and bare != "L":  # litres
            return _of_latin(bare)
        return Sound.CONSONANT if bare in _CLOSED_UNITS else Sound.VOWEL
    digits = figure["decimals"] or figure["whole"].replace(",", "")
    read = sino_korean(int(digits[-1] if figure["decimals"] else digits[-16:]))
    return _of_hangul(read[-1])


def _of_latin(word: str) -> Sound:
    part = re.split(r"[.&'-]+", word.rstrip(".'&-"))[-1] or word[0]
    if part.isupper() and not _is_said_as_word(part):
        return _LETTER_SOUNDS.get(part[-1], Sound.VOWEL)
    low = part.lower()
    return next(sound for pattern, sound in _ENDINGS if pattern.search(low))


def _is_said_as_word(capitals: str) -> bool:
    """NATO and KAIST are words, KBS, UNHCR and IAEA are spelled."""
    if len(capitals) <= _LONGEST_SPELLED:
        return False
    return bool(re.search("[AEIOU]", capitals)) and not re.search("[^AEIOU]{3}|[AEIOU]{3}", capitals)
