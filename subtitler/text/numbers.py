"""Text -> the numbers in it, with values that compare across the two languages."""

from functools import lru_cache

from subtitler.core.language import Language
from subtitler.text.number_parts import NumberKind, NumberMention
from subtitler.text.numbers_en import english_numbers
from subtitler.text.numbers_ko import korean_numbers

__all__ = ["NumberKind", "NumberMention", "find_numbers"]


@lru_cache(maxsize=32768)
def find_numbers(text: str, language: Language) -> tuple[NumberMention, ...]:
    """The numbers in `text`, in order and never overlapping.

    Numbers inside names (F-35, G20, 5G, 코로나19) and inexact ones (수십만, dozens) are not among them.

    >>> [mention.value for mention in find_numbers("1조 2천억 원", Language.KO)]
    [Fraction(1200000000000, 1)]
    >>> [mention.value for mention in find_numbers("1.2 trillion won", Language.EN)]
    [Fraction(1200000000000, 1)]
    """
    return tuple(korean_numbers(text) if language is Language.KO else english_numbers(text))
