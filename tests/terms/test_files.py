import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitler.core.errors import ConfigError
from subtitler.core.language import Language
from subtitler.terms.files import default_glossary, parse_glossary, render_glossary
from subtitler.terms.glossary import Entry, Glossary
from subtitler.text.morphemes import analyse
from tests.translate.terminology import GLOSSARY

ENTRY = Entry(ko="국회", en="National Assembly", type="ORG", note="여의도", forbidden=("의회당", "Congress"))


def test_a_tsv_with_all_columns() -> None:
    text = "ko\ten\ttype\tnote\tforbidden\n국회\tNational Assembly\tORG\t여의도\t의회당 | Congress\n"
    assert parse_glossary(text, "g.tsv").entries == (ENTRY,)


def test_a_csv_with_quotes_in_any_order_with_bom_free_text_and_blank_lines() -> None:
    text = (
        'en,ko,note\r\n"Ministry of Land, Infrastructure and Transport",국토교통부,\r\n\r\n,,\r\n'
        'KBS,KBS,"한국 ""방송"""\r\n'
    )
    assert parse_glossary(text, "g.CSV").entries == (
        Entry(ko="국토교통부", en="Ministry of Land, Infrastructure and Transport"),
        Entry(ko="KBS", en="KBS", note='한국 "방송"'),
    )


def test_the_same_line_twice_is_one_entry() -> None:
    assert len(parse_glossary("ko,en\n국회,National Assembly\n국회,National Assembly\n", "g.csv").entries) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "g.csv: is empty"),
        ("국회,National Assembly\n", "g.csv:1: is no header of a glossary: '국회 National Assembly'"),
        ("ko;en\n", "g.csv:1: is no header"),
        ("ko,en,colour\n", "g.csv:1: is no header"),
        ("ko,en,ko\n", "g.csv:1: is no header"),
        ("ko,en\n국회\n", "g.csv:2: has no en term"),
        ("ko,en\n,National Assembly\n", "g.csv:2: has no ko term"),
        ("ko,en\n국회,…\n", "g.csv:2: has no en term"),
        ("ko,en\n국회,A,B\n", "g.csv:2: has 3 fields, and the header 2; quote a field"),
        ('ko,en\n국회,A\n"부산,B\n', "g.csv:3: is no line of a table"),
        ('ko,en\n국회,"A"x\n', "g.csv:2: is no line of a table"),
        ("ko,en\nNational Assembly,국회\n", "g.csv:2: has National Assembly for Korean and 국회 for English; swap"),
        ("ko,en\n국회,A\n부산,B\n국회,C\n", "g.csv:4: renders 국회 as C, and line 2 as A; keep one of the lines"),
        ("ko,en,forbidden\n국회,A,A\n", "g.csv:2: forbids its own term"),
        ("ko,en,forbidden\n청와대,Blue House,house\n", "g.csv:2: forbids its own term or a part of it"),
        ("ko,en\nWHO,World Health\nWorld Health,WHO\n", "g.csv:3: goes round in a circle with line 2: "),
        (
            "ko,en,forbidden\n국회,Assembly,Parliament\n의회,Parliament,Assembly\n",
            "g.csv:3: goes round in a circle with line 2: ",
        ),
        ("ko,en\nA,B\nB,C\nC,A\n", "g.csv:4: goes round in a circle with line 2, 3: "),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line_and_the_way_out(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_glossary(text, "g.csv")
    assert str(caught.value).startswith(message)
    assert caught.value.way_out
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("name", ["g.txt", "g", "g.xlsx"])
def test_other_suffixes_are_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=r"has no suffix of a glossary; name it with \.tsv, \.csv, \.tbx, \.xml"):
        parse_glossary("ko,en\n", name)
    with pytest.raises(ConfigError):
        render_glossary(GLOSSARY, name)


@pytest.mark.parametrize("name", ["g.tsv", "g.csv", "g.tbx"])
def test_what_is_written_is_read_again(name: str) -> None:
    glossary = Glossary((ENTRY, *GLOSSARY.entries[1:], Entry(ko="A&B <주>", en='"A" & <B>', note="a, b")))
    assert parse_glossary(render_glossary(glossary, name), name).entries == glossary.entries


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Co", "Cn")))


@given(st.text(alphabet="가나다라국회", min_size=1, max_size=6), st.from_regex("[A-Za-z]{1,8}", fullmatch=True), _TEXT)
def test_any_entry_survives_every_format(ko: str, en: str, note: str) -> None:
    once = parse_glossary(render_glossary(Glossary([Entry(ko=ko, en=en, note=note)]), "g.csv"), "g.csv")
    for name in ("g.tsv", "g.csv", "g.tbx"):
        assert parse_glossary(render_glossary(once, name), name).entries == once.entries


TBX_2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>
</martifHeader><text><body>
<termEntry id="1"><descrip type="subjectField">ORG</descrip>
<langSet xml:lang="en-US">
<tig><term>Congress</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
<tig><term>Assembly</term><note>of this term</note></tig>
<tig><term>National
  Assembly</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="ko"><ntig><termGrp><term>국회</term></termGrp></ntig><tig><term>의회</term></tig></langSet>
<langSet xml:lang="ja"><tig><term>国会</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_an_older_tbx_with_several_terms_a_concept() -> None:
    assert parse_glossary(TBX_2, "g.tbx").entries == (
        Entry(ko="국회", en="National Assembly", type="ORG", forbidden=("Congress",)),
        Entry(ko="의회", en="National Assembly", type="ORG", forbidden=("Congress",)),
    )


BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><tbx>&b;</tbx>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "g.tbx:1: brings a DTD with it, which is not read; export it again"),
        ('<!DOCTYPE tbx SYSTEM "x.dtd"><tbx>\n&boom;</tbx>', "g.tbx:2: uses the entity boom, which is not read"),
        ("<tbx>&boom;</tbx>", "g.tbx:1: is no XML (undefined entity)"),
        ("<tbx>\n<text></tbx>", "g.tbx:2: is no XML (mismatched tag)"),
        ("ko,en\n", "g.tbx:1: is no XML"),
        ("", "g.tbx:1: is no XML (no element found)"),
    ],
)
def test_a_harmful_or_broken_tbx_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_glossary(text, "g.tbx")
    assert str(caught.value).startswith(message)


def test_a_duplicate_in_a_tbx_names_the_lines_of_both_concepts() -> None:
    glossary = Glossary([Entry(ko="국회", en="Assembly"), Entry(ko="국회", en="Parliament")])
    with pytest.raises(ConfigError, match=r"g.tbx:16: renders 국회 as Parliament, and line 8 as Assembly"):
        parse_glossary(render_glossary(glossary, "g.tbx"), "g.tbx")


def test_the_default_glossary_is_large_and_sound() -> None:
    entries = default_glossary().entries
    assert len(entries) >= 3000
    assert {entry.type for entry in entries} == set("PERSON ORG PLACE COUNTRY TITLE EVENT LAW THING".split())
    assert not [entry for entry in entries if len(entry.ko) < 2 or entry.en.lower().startswith(("the ", "a "))]


@pytest.mark.parametrize(
    "word", ["사과", "대표", "기술", "환경", "사람", "경제", "오늘", "방기", "수단", "가나", "기니"]
)
def test_plain_words_are_no_default_terms(word: str) -> None:
    assert analyse(word)
    assert not [
        match for match in default_glossary().find(f"{word}를 봤습니다.", Language.KO) if match.entry.ko == word
    ]


def test_the_default_glossary_lies_in_the_package() -> None:
    assert (Path(__file__).parents[2] / "subtitler" / "data" / "glossary.tsv").is_file()
