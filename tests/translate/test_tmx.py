"""TMX in and out: nothing lost, nothing from outside, and a line number for what is broken."""

import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from subtitler.core.errors import EncodingError, InputError
from subtitler.translate.tmx import TmxReader, tmx_lines
from subtitler.translate.unit import Unit, make_unit
from tests.translate.test_memory import HOSTILE

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)

# The elements and attributes of TMX 1.4 as far as they can stand in what we write.
STRUCTURE = etree.DTD(
    io.StringIO("""
    <!ELEMENT tmx (header, body)>
    <!ATTLIST tmx version CDATA #FIXED "1.4">
    <!ELEMENT header (note | prop | ude)*>
    <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
      segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
      srclang CDATA #REQUIRED datatype CDATA #REQUIRED o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED
      creationid CDATA #IMPLIED changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
    <!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ELEMENT ude (#PCDATA)>
    <!ELEMENT body (tu)*>
    <!ELEMENT tu ((note | prop)*, tuv+)>
    <!ATTLIST tu tuid CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED
      changeid CDATA #IMPLIED srclang CDATA #IMPLIED>
    <!ELEMENT tuv ((note | prop)*, seg)>
    <!ATTLIST tuv xml:lang CDATA #REQUIRED>
    <!ELEMENT seg (#PCDATA)>
    """)
)


def written(units: Iterable[Unit]) -> bytes:
    return "".join(tmx_lines(units)).encode()


def reader(text: str | bytes, encoding: str = "utf-8") -> TmxReader:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return TmxReader(io.BytesIO(data), place="old.tmx", created=NOW)


def tmx(*units: str, before: str = "") -> str:
    lines = "\n".join(units)
    return f'{before}<tmx version="1.4">\n<header srclang="en"/>\n<body>\n{lines}\n</body>\n</tmx>'


def tu(ko: str, en: str, *, attributes: str = "", ko_code: str = "ko", en_code: str = "en", more: str = "") -> str:
    return (
        f'<tu{attributes}><tuv xml:lang="{ko_code}"><seg>{ko}</seg></tuv>'
        f'<tuv xml:lang="{en_code}"><seg>{en}</seg></tuv>{more}</tu>'
    )


def texts(text: str | bytes, encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(unit.ko, unit.en) for unit in reader(text, encoding)]


units = st.builds(
    make_unit,
    ko=HOSTILE,
    en=HOSTILE,
    origin=st.sampled_from(["desk", 'a "b" & <c>', "가'나]]>"]),
    created=st.datetimes(timezones=st.just(UTC)).map(lambda date: date.replace(microsecond=0)),
)


@given(st.lists(units))
@example([make_unit(ko="]]> &amp; <seg>", en="\x00 a\x0b b \ud800", origin="x", created=NOW)])
@example(
    [make_unit(ko="𠮷 👩‍🚒 \u202b", en="\x80\x9f &#0; --> <!--", origin="'\"", created=datetime(1, 1, 1, tzinfo=UTC))]
)
def test_what_is_written_is_read_again_and_valid(made: list[Unit | None]) -> None:
    kept = [unit for unit in made if unit is not None]
    data = written(kept)
    again = reader(data)
    assert list(again) == kept
    assert (again.tags, again.left_out) == (0, 0)
    STRUCTURE.assertValid(etree.fromstring(data))


@pytest.mark.parametrize("ko_code", ["ko", "ko-KR", "KO_kr", "kor"])
@pytest.mark.parametrize("en_code", ["en", "EN-US", "en_GB", "eng"])
def test_codes_of_the_languages(ko_code: str, en_code: str) -> None:
    assert texts(tmx(tu("네.", "Yes.", ko_code=ko_code, en_code=en_code))) == [("네.", "Yes.")]


def test_old_files_say_lang_without_prefix_and_order_is_free() -> None:
    swapped = '<tu><tuv lang="EN"><seg>Yes.</seg></tuv><tuv lang="KO"><seg>네.</seg></tuv></tu>'
    assert texts(tmx(swapped)) == [("네.", "Yes.")]


def test_every_pair_of_variants_is_a_unit_and_other_languages_are_none() -> None:
    variants = (
        '<tuv xml:lang="en-GB"><seg>Colour.</seg></tuv><tuv xml:lang="ja"><seg>色</seg></tuv>'
        '<tuv xml:lang="kok"><seg>rong</seg></tuv>'
    )
    assert texts(tmx(tu("색.", "Color.", more=variants))) == [("색.", "Color."), ("색.", "Colour.")]


def test_units_without_one_of_the_languages_are_counted() -> None:
    one = '<tu><tuv xml:lang="ko"><seg>네.</seg></tuv><tuv xml:lang="de"><seg>Ja.</seg></tuv></tu>'
    found = reader(tmx(one, tu(" ", "Yes."), "<tu/>", tu("예.", "Yes.")))
    assert [unit.ko for unit in found] == ["예."]
    assert found.left_out == 3


def test_inline_tags_go_and_the_text_they_mark_stays() -> None:
    ko = (
        '<bpt i="1" type="bold">&lt;b&gt;</bpt>오늘<ept i="1">&lt;/b&gt;</ept> <hi type="name">부산<hi>항</hi></hi>이 '
        '열렸<ph>{1}<sub>각주<hi>!</hi></sub></ph>습니다<it pos="end">x</it><ut>y</ut>.'
    )
    found = reader(tmx(tu(ko, "Busan <![CDATA[<port> & harbour]]> opened.")))
    assert [(unit.ko, unit.en) for unit in found] == [("오늘 부산항이 열렸습니다.", "Busan <port> & harbour opened.")]
    assert found.tags == 9


def test_notes_and_props_are_no_text_and_lines_are_joined() -> None:
    noted = (
        '<tu><note>검토</note><prop type="x">ko</prop><tuv xml:lang="ko"><note>n</note><seg>\n  두\n  줄\n</seg></tuv>'
        '<tuv xml:lang="en"><seg>Two&#10;lines</seg></tuv></tu>'
    )
    assert texts(tmx(noted)) == [("두 줄", "Two lines")]


def test_origin_and_the_latest_date_are_taken_or_those_of_the_import() -> None:
    dated = tu("가", "a", attributes=' creationdate="20200102T030405Z" creationid="kim" changedate="20210102T030405Z"')
    inside = '<tuv xml:lang="en" changeid="lee" changedate="20220102T030405Z"><seg>b</seg></tuv></tu>'
    by_variant = f'<tu><tuv xml:lang="ko" creationdate="yesterday"><seg>나</seg></tuv>{inside}'
    first, second, third = reader(tmx(dated, by_variant, tu("다", "c", attributes=' creationid=" "')))
    assert (first.origin, first.created) == ("kim", datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert (second.origin, second.created) == ("lee", datetime(2022, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert (third.origin, third.created) == ("old.tmx", NOW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert texts(tmx(tu("네.", "Yes.")), encoding) == [("네.", "Yes.")]


def test_a_document_type_is_no_reason_to_look_outside() -> None:
    assert texts(tmx(tu("네.", "Yes."), before='<!DOCTYPE tmx SYSTEM "http://localhost:1/tmx14.dtd">')) == [
        ("네.", "Yes.")
    ]


BOMB = "<!DOCTYPE tmx [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20)) + "]>"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE tmx [<!ENTITY e20 "네">]>',
        '<!DOCTYPE tmx [<!ENTITY e20 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY % e SYSTEM "http://localhost:1/x">%e;]>',
        BOMB,
    ],
)
def test_declared_entities_are_refused(before: str) -> None:
    with pytest.raises(InputError, match=r"old.tmx:1:\d+: declares the entity 'e\d*', .*; take the declaration out"):
        texts(tmx(tu("&e20;", "Yes."), before=before))


@pytest.mark.parametrize("before", ["", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "<!DOCTYPE tmx [%e;]>"])
def test_an_unknown_reference_is_refused_and_not_left_out(before: str) -> None:
    with pytest.raises(InputError, match=r"old.tmx:4:\d+: (uses &nbsp;|broken XML \(undefined entity\))"):
        texts(tmx(tu("네&nbsp;네", "Yes."), before=before))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (tmx(tu("네.", "Yes."), tu("네", "a < b")), "old.tmx:5:69: broken XML (not well-formed (invalid token))"),
        (tmx(tu("네.", "Yes."), "</tu>"), "old.tmx:5:3: broken XML (mismatched tag)"),
        (tmx(tu("네.", "Yes."), tu("A &#1;", "b")), "old.tmx:5:31: broken XML (reference to invalid character number)"),
        (tmx(tu("네.", "Yes."))[:-7], "old.tmx:5:8: broken XML (no element found)"),
        ("", "old.tmx:1:1: broken XML (no element found)"),
        ("ko\ten\n네.\tYes.", "old.tmx:1:1: broken XML (syntax error)"),
        ("<!-- x -->\n<xliff/>", "old.tmx:2:1: is no TMX: it begins with <xliff>"),
    ],
)
def test_broken_files_are_named_with_their_line(text: str, finding: str) -> None:
    with pytest.raises(InputError, match=re.escape(finding)) as caught:
        texts(text)
    assert caught.value.way_out


@pytest.mark.parametrize("name", ["euc-kr", "no-such-encoding"])
def test_an_encoding_that_is_not_read_is_named(name: str) -> None:
    with pytest.raises(EncodingError, match=r"old.tmx:1: cannot be decoded .*; save it in UTF-8"):
        texts(tmx(tu("네.", "Yes."), before=f'<?xml version="1.0" encoding="{name}"?>'), "cp949")


def test_bytes_that_are_no_utf8_are_named_with_their_line() -> None:
    with pytest.raises(InputError, match=r"old.tmx:4:\d+: broken XML"):
        texts(tmx(tu("네.", "Yes.")), "cp949")


def test_elements_in_odd_places_do_no_harm() -> None:
    assert texts('<tmx><seg>a</seg><tuv xml:lang="ko"><seg>b</seg></tuv></tmx>') == []


def test_a_disk_that_fails_is_named() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match=r"old.tmx: cannot be read \(Input/output error\)"):
        list(TmxReader(Failing(), place="old.tmx", created=NOW))


def test_units_come_while_the_file_is_read() -> None:
    stream = io.BytesIO(tmx(*(tu(f"{n}번째 소식", f"News {n}") for n in range(20_000))).encode())
    found = iter(TmxReader(stream, place="old.tmx", created=NOW))
    next(found)
    assert stream.tell() < len(stream.getvalue()) / 10
    assert sum(1 for _ in found) == 19_999


def test_units_are_written_one_by_one() -> None:
    def endless() -> Iterable[Unit]:
        while True:
            yield Unit(ko="네.", en="Yes.", origin="desk", created=NOW)

    lines = tmx_lines(endless())
    assert [next(lines).count("<tu ") for _ in range(5)] == [0, 0, 1, 1, 1]
