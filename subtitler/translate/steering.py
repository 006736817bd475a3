"""A translation with wrong numbers -> the places from which to write it anew, and the numbers to write there."""

from collections.abc import Iterator

from subtitler.core.language import Pair
from subtitler.text.number_agreement import compare_numbers
from subtitler.text.numbers import NumberMention
from subtitler.text.write_numbers import write_number
from subtitler.translate.figures import words_of
from subtitler.translate.protocol import Beginning, Translation

# Where a number may go that is missing: the places that the links favour.
_PLACES = 4


PLACED = " is placed by a guess"
"""How a note ends on a number that was missing, and was put in where it seems to belong: somebody should look."""


def before_surplus(sentence: str, translation: Translation, pair: Pair) -> Iterator[tuple[Beginning, str]]:
    """The translation up to the first number that the sentence has not, and a note on it."""
    _, surplus = compare_numbers(sentence, translation.text, pair)
    for mention in surplus[:1]:
        begun = _begun(translation, words_of(translation.text, mention).start)
        yield Beginning(sentence, begun), "begun anew before a number that was made up"


def with_missing(sentence: str, translation: Translation, pair: Pair) -> Iterator[tuple[Beginning, str]]:
    """The translation up to each place where the first number that it lacks may go, and that number; and a note."""
    missing, surplus = compare_numbers(sentence, translation.text, pair)
    for mention in missing[:1]:
        number = write_number(mention, pair.target)
        instead = [words_of(translation.text, other).start for other in surplus]
        places = dict.fromkeys([*instead, *_places(sentence, translation, mention)])
        for place in [*places][:_PLACES]:
            begun = f"{_begun(translation, place)} {number}".lstrip()
            said = sentence[mention.start : mention.end]
            yield Beginning(sentence, begun[0].upper() + begun[1:]), f"number {said}{PLACED}"


def _begun(translation: Translation, place: int) -> str:
    return " ".join(translation.text.split()[:place])


def _places(sentence: str, translation: Translation, mention: NumberMention) -> list[int]:
    """The places among the translation's words, best first: at and behind words whose sources are near to `mention`.

    Without links, some places spread evenly.
    """
    if not translation.links:
        count = len(translation.text.split())
        return [round(count * part / (_PLACES - 1)) for part in range(_PLACES)]
    words = words_of(sentence, mention)
    middle = (words.start + words.stop - 1) / 2
    distances: dict[int, float] = {}
    for link in translation.links:
        distance = abs(link.source - middle)
        for place, more in ((link.target, 0.0), (link.target + 1, 0.5)):
            distances[place] = min(distance + more, distances.get(place, distance + more))
    return sorted(distances, key=lambda place: (distances[place], place))
