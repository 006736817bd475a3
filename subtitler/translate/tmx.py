"""TMX 1.4b <-> units of a translation memory, one after the other, however large the file."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Never
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import subtitler
from subtitler.core.errors import EncodingError, InputError
from subtitler.core.language import Language
from subtitler.translate.unit import Unit, make_unit, one_line

_CHUNK = 1 << 16
_LANGUAGES = {"ko": Language.KO, "kor": Language.KO, "en": Language.EN, "eng": Language.EN}
_CODES = {"bpt", "ept", "it", "ph", "ut"}  # what they hold is markup of another format; `hi` holds text
_DATE = "%Y%m%dT%H%M%SZ"


class TmxReader:
    """The units in a TMX file, read once. A unit with several variants of a language gives each pair of them.

    `created` and `origin` go to units that state none. Inline tags are dropped, the text they mark is kept. Nothing
    outside the file is read. Raises InputError with the line, for declared entities too: they can blow up or reach out.
    """

    def __init__(self, stream: BinaryIO, *, place: str, created: datetime) -> None:
        self.tags = 0
        """Inline tags that were dropped so far."""
        self.left_out = 0
        """Units so far that have no text in one of the two languages."""
        self._stream = stream
        self._place = place
        self._created = created
        self._units: list[Unit] = []
        self._has_root = False
        self._texts: dict[Language, list[str]] = {}
        self._origins: list[str] = []
        self._dates: list[datetime] = []
        self._language: Language | None = None
        self._segment: list[str] | None = None
        self._code_depth = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse_declaration
        self._parser.SkippedEntityHandler = self._refuse_reference

    def __iter__(self) -> Iterator[Unit]:
        while chunk := self._read():
            self._parse(chunk, is_last=False)
            yield from self._units
            self._units.clear()
        self._parse(b"", is_last=True)
        yield from self._units

    def _read(self) -> bytes:
        try:
            return self._stream.read(_CHUNK)
        except OSError as error:
            raise InputError(
                place=self._place, finding=f"cannot be read ({error.strerror})", way_out="give the path of a TMX file"
            ) from error

    def _parse(self, chunk: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise InputError(
                place=self._place,
                line=error.lineno,
                column=error.offset + 1,
                finding=f"broken XML ({expat.errors.messages[error.code]})",
                way_out="export the file again, or mend this place",
            ) from error
        except (ValueError, LookupError) as error:  # an encoding that the parser does not know
            raise EncodingError(
                place=self._place, line=1, finding=f"cannot be decoded ({error})", way_out="save it in UTF-8 or UTF-16"
            ) from error

    def _fail(self, finding: str, way_out: str) -> Never:
        raise InputError(
            place=self._place,
            line=self._parser.CurrentLineNumber,
            column=self._parser.CurrentColumnNumber + 1,
            finding=finding,
            way_out=way_out,
        )

    def _refuse_declaration(self, name: str, *_: object) -> None:
        self._fail(f"declares the entity {name!r}, and TMX needs none", "take the declaration out and write the text")

    def _refuse_reference(self, name: str, _: bool) -> None:
        self._fail(f"uses &{name};, which XML does not know", "write the character itself")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._has_root and name != "tmx":
            self._fail(f"is no TMX: it begins with <{name}>", "give a TMX file")
        self._has_root = True
        if self._segment is not None:
            self.tags += 1
            self._code_depth += bool(self._code_depth) or name in _CODES
        elif name == "tu":
            self._texts = {language: [] for language in Language}
            self._origins, self._dates = [], []
            self._note_source(attributes)
        elif name == "tuv":
            self._language = _language(attributes.get("xml:lang", attributes.get("lang", "")))
            if self._language:
                self._note_source(attributes)
        elif name == "seg":
            self._segment = []

    def _text(self, text: str) -> None:
        if self._segment is not None and not self._code_depth:
            self._segment.append(text)

    def _end(self, name: str) -> None:
        if self._code_depth:
            self._code_depth -= 1
        elif name == "seg" and self._segment is not None:
            if self._language and self._texts:
                self._texts[self._language].append("".join(self._segment))
            self._segment = None
        elif name == "tuv":
            self._language = None
        elif name == "tu":
            self._close_unit()

    def _note_source(self, attributes: dict[str, str]) -> None:
        self._origins += [attributes[name] for name in ("changeid", "creationid") if name in attributes]
        self._dates += [date for name in ("changedate", "creationdate") if (date := _date(attributes.get(name)))]

    def _close_unit(self) -> None:
        origin = next(filter(None, map(one_line, self._origins)), self._place)
        created = max(self._dates, default=self._created)
        made = [
            make_unit(ko=ko, en=en, origin=origin, created=created)
            for ko in self._texts[Language.KO]
            for en in self._texts[Language.EN]
        ]
        units = [unit for unit in made if unit is not None]
        self._units += units
        self.left_out += not units


def _language(code: str) -> Language | None:
    return _LANGUAGES.get(code.lower().replace("_", "-").split("-")[0])


def _date(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.strptime(text, _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None


def tmx_lines(units: Iterable[Unit]) -> Iterator[str]:
    """A TMX file of `units`, in UTF-8, a line a time. Reading it gives the same units."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="subtitler" creationtoolversion="{subtitler.__version__}" segtype="sentence" '
        'o-tmf="subtitler" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    for unit in units:
        date = unit.created.replace(tzinfo=None).isoformat().replace("-", "").replace(":", "") + "Z"
        yield (
            f'<tu creationdate="{date}" creationid={quoteattr(unit.origin)}>'
            f'<tuv xml:lang="ko"><seg>{escape(unit.ko)}</seg></tuv>'
            f'<tuv xml:lang="en"><seg>{escape(unit.en)}</seg></tuv></tu>\n'
        )
    yield "</body>\n</tmx>\n"
