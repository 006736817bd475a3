"""TBX (ISO 30042), the exchange format of terminology: TBX-Basic and TBX-Core, versions 2 and 3.

A concept gives an entry for each Korean term that may be used. Its English rendering is the preferred term, else the
first; terms marked as deprecated or superseded are forbidden. Definitions and other data of a concept are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from subtitler.core.errors import ConfigError
from subtitler.core.language import Language
from subtitler.terms.glossary import Entry
from subtitler.text.normalise import normalise

_CONCEPT = ("conceptEntry", "termEntry")
_LANGUAGE = ("langSec", "langSet")
_TERM = ("termSec", "tig", "ntig")
_FORBIDDEN = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")
_PREFERRED = ("preferredTerm-admn-sts", "preferredTerm")
_WAY_OUT = "export it again as TBX-Basic, without a DTD of its own"


@dataclass(slots=True)
class _Term:
    text: str = ""
    status: str = ""


@dataclass(slots=True)
class _Concept:
    line: int
    subject: str = ""
    note: str = ""
    terms: dict[Language, list[_Term]] = field(default_factory=lambda: {language: [] for language in Language})


class _Reader:
    """Collects concepts as the parser goes through the file."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._path: list[str] = []
        self._text: list[str] = []
        self._language: Language | None = None
        self._type = ""
        self.concepts: list[_Concept] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append
        # Entities can make a few lines of file into gigabytes, or read other files.
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity

    def read(self, text: str) -> None:
        try:
            self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            raise self._broken(f"is no XML ({expat.ErrorString(error.code)})") from error

    def _broken(self, finding: str) -> ConfigError:
        line = self._parser.CurrentLineNumber
        return ConfigError(place=f"{self._place}:{line}", finding=finding, way_out=_WAY_OUT)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_internal_subset: bool) -> None:
        if has_internal_subset:
            raise self._broken("brings a DTD with it, which is not read")

    def _entity(self, name: str, *_: Any) -> None:
        raise self._broken(f"uses the entity {name}, which is not read")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._path.append(name)
        self._text.clear()
        if name in _CONCEPT:
            self.concepts.append(_Concept(line=self._parser.CurrentLineNumber))
        elif name in _LANGUAGE:
            code = attributes.get("http://www.w3.org/XML/1998/namespace lang", "").lower().split("-")[0]
            self._language = next((language for language in Language if language == code), None)
        elif name in _TERM and self.concepts and self._language:
            self.concepts[-1].terms[self._language].append(_Term())
        self._type = attributes.get("type", "")

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if not self.concepts:
            return
        concept, text = self.concepts[-1], " ".join(normalise("".join(self._text)).split())
        terms = concept.terms[self._language] if self._language else []
        is_in_term = any(part in _TERM for part in self._path)
        if name == "term" and terms:
            terms[-1].text = text
        elif (name, self._type) == ("termNote", "administrativeStatus") and terms:
            terms[-1].status = text
        elif (name, self._type) == ("descrip", "subjectField") and not is_in_term:
            concept.subject = text
        elif name == "note" and not is_in_term and self._language is None:
            concept.note = text
        elif name in _LANGUAGE:
            self._language = None


def parse_tbx(text: str, place: str) -> Iterator[tuple[int, Entry]]:
    """The entries of a TBX file, and the line of each concept. Raises ConfigError.

    A concept without terms of both languages is left out.
    """
    reader = _Reader(place)
    reader.read(text)
    for concept in reader.concepts:
        forbidden = tuple(
            term.text for terms in concept.terms.values() for term in terms if term.status in _FORBIDDEN and term.text
        )
        ko, en = (
            sorted(
                (term for term in concept.terms[language] if term.text and term.status not in _FORBIDDEN),
                key=lambda term: term.status not in _PREFERRED,
            )
            for language in Language
        )
        for term in ko if en else ():
            yield (
                concept.line,
                Entry(ko=term.text, en=en[0].text, type=concept.subject, note=concept.note, forbidden=forbidden),
            )


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc><sourceDesc><p>Korean and English terms of a subtitler glossary.</p></sourceDesc></fileDesc>
  </tbxHeader>
  <text>
    <body>
"""
_FOOT = """    </body>
  </text>
</tbx>
"""


def render_tbx(entries: Iterable[Entry]) -> str:
    """TBX-Basic in version 3; each entry is a concept."""
    return _HEAD + "".join(_concept(number, entry) for number, entry in enumerate(entries, 1)) + _FOOT


def _concept(number: int, entry: Entry) -> str:
    lines = [f'<conceptEntry id="c{number}">']
    if entry.type:
        lines.append(f'  <descrip type="subjectField">{escape(entry.type)}</descrip>')
    if entry.note:
        lines.append(f"  <note>{escape(entry.note)}</note>")
    for language in Language:
        lines.append(f'  <langSec xml:lang="{language}">')
        lines.append(_term(entry.term(language), "preferredTerm-admn-sts"))
        lines += [_term(term, "deprecatedTerm-admn-sts") for term in entry.forbidden_in(language)]
        lines.append("  </langSec>")
    lines.append("</conceptEntry>")
    return "".join(f"      {line}\n" for line in lines)


def _term(term: str, status: str) -> str:
    return (
        f"    <termSec><term>{escape(term)}</term>"
        f'<termNote type="administrativeStatus">{status}</termNote></termSec>'
    )  # fmt: skip
