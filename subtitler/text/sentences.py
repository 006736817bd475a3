"""Block text -> sentences, as offsets."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from subtitler.core.language import Language, is_hangul
from subtitler.core.transcript import Sentence, Transcript

_REACH = 80  # characters around a stop that are looked at


class _Stop(NamedTuple):
    """A mark that may end a sentence, with what stands around it."""

    head: str  # the sentence so far, without the mark (of a long one, the end)
    mark: str  # full stops, question marks and so on; empty between two Korean sentences that have none
    closers: str  # the quotes and brackets that close after the mark
    is_spaced: bool
    rest: str  # what follows, from its first visible character


# English


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "Mr Mrs Ms Dr Prof Rev Fr Hon Gen Gens Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt Brig Rep Reps Sen Sens Gov Pres "
    "Amb Sec Supt Insp Det Messrs Msgr Mt Ft v vs e.g i.e cf ca viz approx"
)
_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
_BEFORE_A_NUMBER = _MONTHS | _words("No Nos Art Vol Fig pp")
_MAY_END = _MONTHS | _words("Inc Co Ltd Corp Bros Jr Sr St Ave Blvd Rd Dept Univ Assn etc Ph.D")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]")  # U.S, a.m, the J of J. Kim
_AFTER_A_CLOCK = _MONTHS | _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December KST EST EDT ET GMT UTC JST Korea Korean Seoul Pyongyang Tokyo Japan Beijing "
    "Moscow London Washington Paris Eastern Pacific Central Greenwich Local"
)
# After `Gen.`, `U.S.` or `Co.` a capital goes on with the name, or may; these words as good as never do.
_PRONOUNS = _words("The It He She They We I You This That These Those Its His Her Their Our My Your")
_OPENERS = _PRONOUNS | _words(
    "A An There Here In On At By From With But And So Yet However Meanwhile While When After Before As If Since "
    "Although Though Because Despite During According Also Still Then Now Today Yesterday Tomorrow What Who Why How "
    "Where Which Both Some Many Most Several Another Nearly About Earlier Later Only Even Amid Among Until Once To For "
    "Of Not Critics Observers It's He's She's They're We're I'm I've That's There's Let's Don't"
)
_REPORTING = re.compile(
    r"(?:(?:[A-Z][\w'.-]*|the|a|an|of) ){1,5}(?:asked|asks|said|says|told|tells|shouted|cried|wondered|added|replied)\b"
)
_WORD = re.compile(r"[\w.&'-]+$")
_OPENING_MARKS = "\"'([{『「《〈<–—- "
_FIRST_WORD = re.compile(r"[\w']+")
_GLUED = re.compile(
    r"[\"'(\[]?[A-Z](?:[a-z]|[A-Z]*[ '])"
)  # what follows a stop that lost its space: not the co of KBS.co


def _ends_english(stop: _Stop) -> bool:
    start = stop.rest.lstrip(_OPENING_MARKS)
    first_word = found[0] if (found := _FIRST_WORD.match(start)) else ""
    if start[:1].islower():
        return False
    glued = not stop.is_spaced and not stop.closers
    if glued and not (_GLUED.match(stop.rest) or is_hangul(stop.rest[0])):
        return False
    if _is_trailing(stop.mark):
        return first_word != "I"  # a capital that tells nothing
    if stop.mark != ".":
        return not (_is_quoted(stop) and _REPORTING.match(start) and first_word not in _OPENERS)
    return _full_stop_ends(stop, first_word)


def _full_stop_ends(stop: _Stop, first_word: str) -> bool:
    found = _WORD.search(stop.head)
    word = found[0].strip("'-") if found else ""
    if "." in word:
        word = word.rpartition("-")[2]  # anti-U.S
    if word.isdigit():
        return not _is_list_number(stop.head)
    if word in _TITLES:
        return first_word in _PRONOUNS
    if word in _BEFORE_A_NUMBER and first_word[:1].isdigit():
        return False
    if word in ("a.m", "p.m"):
        # `At around 5 p.m. Kim left` goes on.
        return first_word not in _AFTER_A_CLOCK and (first_word in _OPENERS or len(stop.head.split()) > 4)
    if word in _MAY_END or _DOTTED.fullmatch(word):
        return first_word in _OPENERS
    return True


def _is_quoted(stop: _Stop) -> bool:
    return '"' in stop.closers or "'" in stop.closers


# Korean

# What ties a quotation to the verb after it: as a word of its own, and right behind the closing quote.
_QUOTING = re.compile(r"[\"']?이?라(?:고|며|면서|는|던|니)|(?:하고|하며|하(?:시)?는(?:데)?|고|며)(?=\s)")
_REPORTED = re.compile(r"(?:[^\s.?!…]+ ){1,3}(?:(?:말|답|전|강조|설명|주장|호소|반문)했|밝혔|물었|답변했|덧붙였|외쳤)")
_PARTICLE = re.compile(
    r"이?라|이?란|하고|하며|하면서|하는|고|며|이었|였|입니|인|임|까지|부터|처럼|보다|같은|조차|마저|만"
    r"|(?:는|은|가|을|를|에|의|도|와|과|로|으로)(?=[\s,.?!…]|$)"
)
# Endings that close a sentence with no space after the full stop (`한.미 회담` does not).
_FINAL = re.compile("[가-힣](?:다|요|죠|까|시오)$")
# Letter by letter: these close a sentence with no mark at all. -니까 without ㅂ gives a reason and goes on.
_FORMAL = tuple(unicodedata.normalize("NFD", ending) for ending in ("ᆸ니다", "ᆸ니까", "ᆸ시다", "ᆸ시오"))
# So do these; 저는요, 그런데요 go on.
_POLITE = re.compile("(?:[어아여해에예세네군까와워봐줘돼]|거든|더라고)요$|[가-힣]죠$")
_PAST = unicodedata.normalize("NFD", "ᆻ다")  # closes before an ellipsis; with no mark, 갔다 왔다 goes on
_NEW_WORD = re.compile(r"[\"'「『]?\w")
_CALLED = re.compile(r"(?:\S+ ){0,2}여러분")  # 안녕하십니까 시청자 여러분
_DATE = re.compile(r"\d\.(?: |\d+\.)\d+$")  # 11. 24, 2026.11.24


def _ends_korean(stop: _Stop) -> bool:
    glued_quote = bool(stop.closers) and not stop.is_spaced
    if (_PARTICLE if glued_quote else _QUOTING).match(stop.rest) or (_is_quoted(stop) and _REPORTED.match(stop.rest)):
        return False
    last, first = stop.head[-1], stop.rest[0]
    if last.isascii() and last.isalpha() and (first.isascii() or stop.mark == "."):
        return _ends_english(stop)
    letters = unicodedata.normalize("NFD", stop.head[-4:])
    is_final = letters.endswith(_FORMAL) or bool(_POLITE.search(stop.head))
    if not stop.mark:
        return is_final and bool(_NEW_WORD.match(stop.rest)) and not _CALLED.match(stop.rest)
    if _is_trailing(stop.mark):
        return is_final or letters.endswith(_PAST)
    if stop.mark != "." or stop.closers:
        return True
    if last.isdigit():
        is_number = first.isdigit() or _is_list_number(stop.head) or _DATE.search(stop.head)
        return stop.is_spaced and not is_number
    return stop.is_spaced or bool(_FINAL.search(stop.head))


# Both


def _is_trailing(mark: str) -> bool:
    return mark.endswith(("…", ".."))


def _is_list_number(head: str) -> bool:
    return len(head) <= 3 and head.isdigit()


_ENDS: dict[Language, Callable[[_Stop], bool]] = {Language.EN: _ends_english, Language.KO: _ends_korean}
_MARKS = {Language.EN: re.compile(r"[.?!…]+"), Language.KO: re.compile(r"[.?!…]+|(?<=[다까오요죠])(?= )")}
_GOES_ON = ".,;:?!…)"  # no sentence starts with these
_CLOSERS = ")]}』」》〉"
_ASIDE = re.compile(r"\([^()]*\)")


def _closing_quotes(line: str) -> frozenset[int]:
    """Where a straight quote closes: by the space on one side of it, else by whether one is open."""
    closing = set()
    for quote in "\"'":
        is_open = False
        for at in (found.start() for found in re.finditer(quote, line)):
            before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
            if quote == "'" and before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
                continue  # an apostrophe
            opens, closes = before in " ([『「\"'", after in " ,.?!…)]』」\"'"
            is_closing = closes if opens != closes else is_open
            if is_closing:
                closing.add(at)
            is_open = not is_closing
    return frozenset(closing)


def _stops(line: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """(start, end, end with what closes after it) of every mark that might end a sentence."""
    quotes = _closing_quotes(line)
    for found in _MARKS[language].finditer(line):
        end = found.end()
        while end < len(line) and (line[end] in _CLOSERS or end in quotes):
            end += 1
        yield found.start(), found.end(), end


def _ends(line: str, language: Language) -> Iterator[int]:
    """The offset in `line` where each sentence but the last ends."""
    aside_from = {at: found.start() for found in _ASIDE.finditer(line) for at in range(*found.span())}
    start, first_word = 0, _word_in(line, range(len(line)))
    last_word = _word_in(line, range(len(line) - 1, -1, -1))
    for mark, mark_end, end in _stops(line, language):
        stop = _Stop(
            head=line[max(start, mark - _REACH) : mark].strip(),
            mark=line[mark:mark_end],
            closers=line[mark_end:end],
            is_spaced=line[end : end + 1].isspace(),
            rest=line[end : end + _REACH].lstrip(),
        )
        if not first_word < mark <= end <= last_word or not stop.rest or stop.rest[0] in _GOES_ON:
            continue
        if aside_from.get(mark, 0) > first_word:
            continue  # in brackets within a sentence
        if _ENDS[language](stop):
            yield end
            start, first_word = end, _word_in(line, range(end, len(line)))


def _word_in(line: str, places: range) -> int:
    """The first of `places` with a letter or digit; -1 if none has one."""
    return next((at for at in places if line[at].isalnum()), -1)


def split_block(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """(start, end) of each sentence of a normalised block text, in order.

    A slice has no space at its ends, and every visible character is in exactly one. A line break always divides. The
    sentences within a quotation are divided too, but a quotation is not divided from the words that report it.
    """
    spans = []
    line_start = 0
    for line in text.split("\n"):
        start = 0
        for end in (*_ends(line, language), len(line)):
            sentence = line[start:end]
            if visible := sentence.strip():
                first = line_start + start + sentence.index(visible)
                spans.append((first, first + len(visible)))
            start = end
        line_start += len(line) + 1
    return tuple(spans)


def sentences(transcript: Transcript) -> tuple[Sentence, ...]:
    """The sentences of every block that is spoken, numbered through."""
    places = [
        (block, start, end)
        for block in transcript.blocks
        if block.is_speech
        for start, end in split_block(block.text, block.language)
    ]
    return tuple(
        Sentence(number=number, block=block.number, start=start, end=end, text=block.text[start:end])
        for number, (block, start, end) in enumerate(places)
    )
