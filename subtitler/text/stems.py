"""English words -> the dictionary forms they may have, without an analysis."""

from collections.abc import Iterator

_IRREGULAR = {
    form: lemma
    for lemma, *forms in map(
        str.split,
        "say said|make made|go went gone|take took taken|see saw seen|come came|know knew known|get got|"
        "give gave given|find found|think thought|tell told|become became|show shown|leave left|feel felt|"
        "bring brought|begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|"
        "mean meant|meet met|run ran|pay paid|sit sat|speak spoke spoken|lie lay lain|lead led|"
        "grow grew grown|lose lost|fall fell fallen|send sent|build built|spend spent|win won|buy bought|"
        "rise rose risen|drive drove driven|break broke broken|strike struck|fly flew flown|sell sold|"
        "seek sought|choose chose chosen|fight fought|throw threw thrown|wear wore worn|teach taught|"
        "draw drew drawn|catch caught|shoot shot|sink sank sunk|steal stole stolen|child children|man men|"
        "woman women|people person|good better best|bad worse worst|die dying|eat ate eaten|"
        "freeze froze frozen|hide hid hidden|shake shook shaken|sing sang sung|swim swam|wake woke|"
        "forget forgot forgotten|understand understood|withdraw withdrew withdrawn|undergo underwent|"
        "overcome overcame|feed fed|sweep swept|stick stuck|lend lent|sleep slept|ring rang|shrink shrank|"
        "tear tore torn|bite bit bitten|ride rode ridden|foot feet|tooth teeth|half halves|life lives|"
        "wife wives".split("|"),
    )
    for form in forms
}
_ENDINGS = (
    ("ies", ("y",)), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ing", ("", "e")), ("ed", ("", "e")),
    ("er", ("", "e")), ("est", ("", "e")), ("ly", ("",)),
)  # fmt: skip


def stems(word: str) -> Iterator[str]:
    """`word`, in lower case, and what it may be a form of: more than there are, to be looked up in a word list.

    >>> [*stems("planned")]
    ['planned', 'plann', 'planne', 'plan']
    """
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word.removesuffix(ending)
            for replacement in replacements:
                yield stem + replacement
            if len(ending) > 1 and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]  # planned
