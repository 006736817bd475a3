"""What is wrong with a translation, as far as the two texts tell."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from subtitler.core.language import Language, Pair, is_hangul
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.width import halves


class TroubleKind(StrEnum):
    EMPTY = "empty"
    LOOP = "loop"
    LENGTH = "length"
    UNTRANSLATED = "untranslated"
    SCRIPT = "script"
    UNKNOWN = "unknown"
    NUMBER = "number"


class Trouble(NamedTuple):
    """`finding` says in plain words what is wrong: the translation `is empty`."""

    kind: TroubleKind
    finding: str

    @property
    def is_severe(self) -> bool:
        """True for what makes a translation worthless as it stands."""
        return self.kind is not TroubleKind.NUMBER


class _Range(NamedTuple):
    low: float
    high: float


# Of (half-columns of the translation + 10) to (those of the sentence + 10); the 10 makes short sentences no exception.
# Of 21,000 news sentences with translations by hand, 99.7 % lie within, each way.
_LENGTHS = {
    Pair(Language.KO, Language.EN): _Range(0.75, 2.05),
    Pair(Language.EN, Language.KO): _Range(0.49, 1.33),
}
_SMOOTHING = 10

_STRETCH = 5  # words of the source's script in a row that make an untranslated stretch
_LONGEST_LOOP = 8  # words that repeat as a whole
# Words that stand twice in a row in good English: the talks it was in in May, ha ha, win-win.
_SAID_TWICE = frozenset("in on it is was had that very ha no win so fifty".split())
_WORD = re.compile(r"[^\W_]+(?:[.,'’]\w+)*%?")
# Within a word: 습니다습니다습니다, winnerernerner, and a single letter five times.
_STUTTER = re.compile(r"([^\W\d_]{2,12}?)\1\1|([^\W\d_])\2{4}")
_LATIN_WORD = re.compile(r"[A-Za-z][a-z]+")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_UNKNOWN = re.compile(r"<unk>|⁇|\ufffd")


def troubles(
    sentence: str, translation: str, pair: Pair, kinds: Collection[TroubleKind] = frozenset(TroubleKind)
) -> tuple[Trouble, ...]:
    """What of `kinds` is wrong with `translation`, as far as the texts tell; nothing for a sentence without words."""
    if not any(map(str.isalnum, sentence)):
        return ()
    if not any(map(str.isalnum, translation)):
        return (Trouble(TroubleKind.EMPTY, "is empty"),)
    return tuple(
        trouble for kind, check in _CHECKS.items() if kind in kinds for trouble in check(sentence, translation, pair)
    )


def _loop(sentence: str, translation: str, _pair: Pair) -> Iterator[Trouble]:
    if (loop := _repeated(translation)) and not _repeated(sentence):
        yield Trouble(TroubleKind.LOOP, f"repeats '{loop}'")


def _repeated(text: str) -> str | None:
    """What is said over and over: a phrase or a word twice in a row, three words three times, letters within a word."""
    if stutter := _STUTTER.search(text):
        return stutter[1] or stutter[2]
    words = _WORD.findall(text.lower())
    for size in range(1, min(_LONGEST_LOOP, len(words) // 2) + 1):
        same = 0  # how many words in a row are those of `size` words before
        for at in range(size, len(words)):
            same = same + 1 if words[at] == words[at - size] else 0
            if same == size and not _is_natural(phrase := words[at - size + 1 : at + 1]):
                return " ".join(phrase)
    threes = Counter(zip(words, words[1:], words[2:], strict=False))
    return next((" ".join(three) for three, count in threes.items() if count >= 3), None)


def _is_natural(phrase: Sequence[str]) -> bool:
    """True for what good writing says twice: 2+2, 한 명 한 명 "one by one"."""
    if len(phrase) == 1:
        return phrase[0] in _SAID_TWICE or phrase[0].isdecimal()
    return phrase[0] == "한"


def _length(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    allowed = _LENGTHS.get(pair)
    ratio = (halves(translation) + _SMOOTHING) / (halves(sentence) + _SMOOTHING)
    if allowed and ratio < allowed.low:
        yield Trouble(TroubleKind.LENGTH, "is much shorter than the sentence")
    if allowed and ratio > allowed.high:
        yield Trouble(TroubleKind.LENGTH, "is much longer than the sentence")


def _untranslated(_sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    stretch: list[str] = []
    for word in translation.split():
        if not _is_in(word, pair.source):
            stretch = []
            continue
        stretch.append(word)
        if len(stretch) == _STRETCH:
            yield Trouble(TroubleKind.UNTRANSLATED, f"leaves '{' '.join(stretch)}' untranslated")
            return


def _is_in(word: str, language: Language) -> bool:
    """True for a word in the script of `language`, and of no other; KBS is of none."""
    if language is Language.KO:
        return any(map(is_hangul, word))
    return bool(_LATIN_WORD.search(word)) and not any(map(is_hangul, word))


def _script(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    if foreign := set(_HAN_OR_KANA.findall(translation)):
        yield Trouble(TroubleKind.SCRIPT, f"has Chinese or Japanese characters: {''.join(sorted(foreign))}")
    if pair.target is Language.EN and any(map(is_hangul, translation)):
        yield Trouble(TroubleKind.SCRIPT, "has Hangul in it")
    if pair.target is Language.KO and not any(map(is_hangul, translation)) and _is_prose(sentence):
        yield Trouble(TroubleKind.SCRIPT, "has no Hangul in it")


def _is_prose(sentence: str) -> bool:
    """True where English words stand that are no names."""
    return any(word.isalpha() and word.islower() for word in sentence.split())


def _unknown(_sentence: str, translation: str, _pair: Pair) -> Iterator[Trouble]:
    if count := len(_UNKNOWN.findall(translation)):
        share = count / len(translation.split())
        yield Trouble(TroubleKind.UNKNOWN, f"has unknown signs for {share:.0%} of its words")


def _numbers(sentence: str, translation: str, pair: Pair) -> Iterator[Trouble]:
    missing, surplus = compare_numbers(sentence, translation, pair)
    for mention in missing:
        yield Trouble(TroubleKind.NUMBER, f"lacks number {sentence[mention.start : mention.end]}")
    for mention in surplus:
        yield Trouble(TroubleKind.NUMBER, f"makes up number {translation[mention.start : mention.end]}")


_CHECKS = {
    TroubleKind.LOOP: _loop,
    TroubleKind.LENGTH: _length,
    TroubleKind.UNTRANSLATED: _untranslated,
    TroubleKind.SCRIPT: _script,
    TroubleKind.UNKNOWN: _unknown,
    TroubleKind.NUMBER: _numbers,
}
