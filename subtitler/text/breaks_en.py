"""Breaks in English: the "never split" list of the Netflix guide and the clause rules of the BBC's.

Tags are those of the British National Corpus (C5), as HanTa gives them.
"""

import re
from collections.abc import Sequence

from subtitler.text.marks import COMMA, FORBIDDEN, is_closed, mark_penalty
from subtitler.text.tagging import tag_english

ARTICLES = frozenset("a an the".split())
DETERMINERS = ARTICLES | frozenset(
    "my your his her its our their this these those every each no some any another such both either neither".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto about against between through during before after above below under "
    "over among within without toward towards upon across behind beside besides beyond near since until till per via "
    "amid despite along around inside outside throughout alongside concerning regarding following including than as "
    "like".split()
)
CONJUNCTIONS = frozenset(
    "and or but nor that because if while when where whether although though unless so which who whom whose what "
    "how why".split()
)
AUXILIARIES = frozenset(
    "am is are was were be been being have has had do does did will would shall should can could may might must "
    "cannot won't wouldn't can't couldn't shouldn't mustn't isn't aren't wasn't weren't don't doesn't didn't haven't "
    "hasn't hadn't i'm you're we're they're he's she's it's i've you've we've they've i'll you'll we'll they'll he'll "
    "she'll it'll i'd you'd we'd they'd".split()
)
SUBJECTS = frozenset("i you he she it we they".split())
NEGATIONS = frozenset("not never n't".split())
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves yourselves themselves".split())
MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december".split()
)
# Abbreviated titles and the like: their full stop ends no sentence.
TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr rep sen gov pres st jr rev hon no vs u.s u.n".split()
)
MAGNITUDES = frozenset("hundred thousand million billion trillion percent percentage".split())
# Adverbs that lean on the word after them.
_DEGREE = frozenset("very too so more most less least as quite rather almost nearly about some around even only just "
                    "also not both far well".split())  # fmt: skip
# What makes a phrasal verb of the verb before it.
_PARTICLES = frozenset("off up out down away back".split())
# A verb and the preposition that belongs to it (its lemma, the preposition).
_PREPOSITIONAL = {
    "on": "agree rely depend focus insist base embark touch draw".split(),
    "to": "agree refer respond lead belong contribute amount adhere object react stick adjust".split(),
    "for": "call look account ask wait apply brace vie push search prepare aim opt".split(),
    "of": "consist dispose accuse complain speak think".split(),
    "with": "deal cope comply meet agree cooperate coincide".split(),
    "at": "look aim arrive point laugh".split(),
    "in": "result engage participate invest succeed believe specialize".split(),
    "from": "suffer benefit result stem refrain recover".split(),
    "into": "look turn divide enter".split(),
    "over": "take preside hand".split(),
    "against": "guard protest retaliate discriminate".split(),
}
# Words that work as one.
_FIXED_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "up to,out of,because of,according to,due to,prior to,ahead of,instead of,such as,more than,less than,"
        "fewer than,as well,well as,as much,much as,as many,as soon,soon as,at least,at most,each other,one another,"
        "per cent,so far,no longer,in order,order to,based on,next to,along with,together with,rather than,"
        "other than,even if,even though,as if,thanks to,regardless of,in terms,terms of,on behalf,behalf of,"
        "half of,part of"
    ).split(",")
)
_WRITTEN_NUMBER = re.compile(r"[$€£¥₩]?\d[\d.,:]*(?:st|nd|rd|th)?%?")
_STRIP = "\"'()[]{}.,;:!?…–—"


def english_penalties(words: Sequence[str]) -> tuple[int, ...]:
    """See `breaks.break_penalties`."""
    tags = tag_english(tuple(words))
    return tuple(_penalty(words, tags, index) for index in range(len(words) - 1))


def _bare(word: str) -> str:
    return word.strip(_STRIP).lower()


def _is_name(word: str) -> bool:
    bare = word.strip(_STRIP)
    return bare[:1].isupper() and bare not in {"I", "The", "A", "An"}


def _is_number(word: str, tag: str) -> bool:
    return bool(_WRITTEN_NUMBER.fullmatch(word.strip("\"'(),"))) or tag in {"CRD", "ORD"}


def _penalty(words: Sequence[str], tags: Sequence[tuple[str, str]], at: int) -> int:
    word, following = words[at], words[at + 1]
    bare, next_bare = _bare(word), _bare(following)
    (lemma, tag), (_, next_tag) = tags[at], tags[at + 1]

    if bare.rstrip(".") in TITLES and word.endswith(".") and _is_name(following):
        return FORBIDDEN
    if bare in MONTHS and following[:1].isdigit() and _is_name(word):
        return FORBIDDEN
    if re.fullmatch(r"(?:[A-Z]\.)+", word.lstrip("\"'(")) and _is_name(following):
        return FORBIDDEN  # an initial, or U.S. before a name
    marked = mark_penalty(word)
    if marked == COMMA and _WRITTEN_NUMBER.fullmatch(word.strip(_STRIP)) and re.match(r"(?:19|20)\d\d\b", following):
        return 60  # Nov. 24, 2026
    if marked == COMMA and _is_inside_list(words, tags, at):
        return 28
    if marked is not None:
        return marked
    if (bare, next_bare) in _FIXED_PAIRS:
        return FORBIDDEN
    bound = _bound_before(bare, lemma, tag, next_bare, next_tag)
    if bound is not None and not is_closed(word):
        return bound
    if _is_number(word, tag) and (next_bare in MAGNITUDES or next_bare in {"p.m", "a.m", "pm", "am", "won"}):
        return FORBIDDEN
    if _is_number(word, tag) and next_tag.startswith(("NN", "AJ", "CRD")) and not is_closed(word):
        return FORBIDDEN  # a number and what it counts
    if _is_number(word, tag) and next_bare == "more":
        return FORBIDDEN
    if is_closed(word):
        return 15
    names = _within_name(words, at)
    if names is not None:
        return names
    return _before_next(words, tags, at)


def _is_inside_list(words: Sequence[str], tags: Sequence[tuple[str, str]], at: int) -> bool:
    """True after a comma that divides members of a list or opens a few words set between commas."""
    for distance in (1, 2, 3):
        if at + distance >= len(words):
            return False
        bare = _bare(words[at + distance])
        if tags[at + distance][1][:1] == "V" or bare in CONJUNCTIONS - {"and", "or"} or bare in AUXILIARIES:
            return False
        if words[at + distance].endswith(",") or (distance > 1 and bare in {"and", "or"}):
            return True
    return False


def _bound_before(bare: str, lemma: str, tag: str, next_bare: str, next_tag: str) -> int | None:
    """The penalty where `bare` leans on what follows it; None where it does not."""
    if bare in DETERMINERS or tag in {"AT0", "DPS"}:
        return FORBIDDEN
    if bare in PREPOSITIONS and tag[:2] in {"PR", "TO", "CJ", "AV", "UN", "NN"}:
        return FORBIDDEN
    if bare in CONJUNCTIONS:
        return FORBIDDEN
    if bare in AUXILIARIES:
        return FORBIDDEN if next_tag[:1] in {"V", "X"} or next_tag == "AV0" or next_bare in NEGATIONS else 70
    if bare in NEGATIONS or next_bare in REFLEXIVES:
        return FORBIDDEN
    if bare in SUBJECTS and next_tag[:1] in {"V", "A", "X"}:
        return FORBIDDEN
    if bare.endswith(("'s", "s'")) and next_tag[:2] in {"NN", "AJ", "NP", "UN", "OR", "CR"}:
        return FORBIDDEN
    if tag[:2] == "AJ" and next_tag[:2] in {"NN", "AJ", "NP"}:
        return FORBIDDEN
    if tag[:2] == "VV" and (next_tag == "AVP" or next_bare in _PARTICLES):
        return FORBIDDEN
    if bare in _DEGREE and next_tag[:2] in {"AJ", "AV", "CR", "DT"}:
        return FORBIDDEN
    if tag[:2] == "VV" and lemma.lower() in _PREPOSITIONAL.get(next_bare, ()):
        return FORBIDDEN
    return None


def _within_name(words: Sequence[str], at: int) -> int | None:
    """The penalty inside a capitalised name or between it and its title; None elsewhere."""
    word, following = words[at], words[at + 1]
    if _is_name(word) and _is_name(following) and not (at == 0 and _bare(word) in PREPOSITIONS | CONJUNCTIONS):
        return FORBIDDEN
    joins_name = following in {"of", "for", "and", "de", "al"} and at + 2 < len(words) and _is_name(words[at + 2])
    if _is_name(word) and joins_name and at > 0:
        return 75  # Bank | of Korea
    return None


def _before_next(words: Sequence[str], tags: Sequence[tuple[str, str]], at: int) -> int:
    """The penalty by what the next word opens."""
    following, next_bare = words[at + 1], _bare(words[at + 1])
    tag, next_tag = tags[at][1], tags[at + 1][1]
    if next_tag == "AV0" and next_bare.endswith("ago"):
        return FORBIDDEN
    if next_bare in {"who", "which", "whose", "whom", "where", "when", "while", "because", "although", "whether"}:
        return 15
    if next_bare in {"and", "or", "but"}:
        return 15 if next_bare == "but" or _opens_clause(tags, at + 2) else 32
    if next_bare in {"that", "if", "so", "amid", "despite"} or next_tag == "CJS":
        return 18
    if next_bare == "of":
        return 60
    if next_tag == "TO0" or (next_bare == "to" and at + 2 < len(tags) and tags[at + 2][1].startswith("V")):
        return 44 if tag.startswith("VV") else 30
    if next_bare in PREPOSITIONS:
        return 25 if not tag.startswith("VV") else 32
    if next_tag in {"VVG", "VVN"} and tag.startswith("NN"):
        return 30  # a participle clause after its noun
    if next_bare in AUXILIARIES or next_tag.startswith("V"):
        return 60 if tag == "AV0" else 38
    if tag.startswith("NN") and next_tag.startswith(("NN", "NP")):
        return 85  # a compound noun, or a title before its name
    if next_tag == "AV0" or next_bare in {"last", "next", "this"}:
        return 35
    if next_bare in SUBJECTS or next_bare in DETERMINERS:
        return 50 if tag.startswith("VV") else 30
    if following[:1] in "\"'(" and len(following) > 1:
        return 15
    return 50


def _opens_clause(tags: Sequence[tuple[str, str]], start: int) -> bool:
    """True when a finite verb stands within the four words from `start`: a clause, not a list member."""
    return any(
        tag[:3] in {"VVD", "VVZ", "VM0", "VBD", "VBZ", "VHZ", "VHD", "VBB"} for _, tag in tags[start : start + 4]
    )
