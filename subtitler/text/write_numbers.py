"""A number -> how a newsroom writes it: 1조 2천억 원, 1.2 trillion won."""

from subtitler.core.language import Language
from subtitler.text.number_parts import NumberMention
from subtitler.text.write_numbers_en import english_number
from subtitler.text.write_numbers_ko import korean_number


def write_number(mention: NumberMention, language: Language, *, instead_of: str = "") -> str:
    """The value of `mention` with its unit; of a count the numeral alone.

    `instead_of` is the text of a number of the same kind, whose place it takes: the counter of that stays, and its
    manner: % or percent, 세 or 3, Nov. or November. The month and the day of a date are numbers of their own.

    >>> from subtitler.text.numbers import find_numbers
    >>> (cost,) = find_numbers("1조 2천억 원", Language.KO)
    >>> write_number(cost, Language.EN), write_number(cost, Language.KO, instead_of="5천여 원")
    ('1.2 trillion won', '1조 2천억여 원')
    """
    write = korean_number if language is Language.KO else english_number
    return write(mention, instead_of)
