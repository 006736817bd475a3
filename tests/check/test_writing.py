"""Each rule of writing with what keeps it and what breaks it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subtitler.check.writing import RULES, check_writing, mended
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from subtitler.core.profile import StyleProfile, built_in
from tests.check.forms import BBC, EN, KO, broken_by_example, cue, issues, rules_of
from tests.strategies import NASTY_LINES


def rules(profile: StyleProfile, *texts: str) -> list[str]:
    return rules_of(check_writing, profile, *texts)


@pytest.mark.parametrize(
    "char",
    ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069",
     "\u2060", "\u0080", "\u115f", "\u1160", "\u034f", "\u061c", "\u180e"],
)  # fmt: skip
def test_invisible_characters(char: str) -> None:
    assert rules(KO, f"오늘 서{char}울은 맑습니다.") == ["invisible"]
    assert mended(f"오늘 서{char}울은 맑습니다.", KO) == "오늘 서울은 맑습니다."
    assert rules(EN, f"{char}Rain") == ["invisible"]


def test_the_finding_shows_what_cannot_be_seen() -> None:
    (issue,) = issues(check_writing, EN, cue("He said \u202eno"))
    assert "[U+202E]" in issue.found


def test_a_hangul_filler_stands_for_a_space() -> None:
    assert mended("오늘\u3164서울은", KO) == "오늘 서울은"
    assert mended("\uffa0오늘 서울은\u3164", KO) == "오늘 서울은"


def test_an_emoji_of_several_signs_is_left_whole() -> None:
    assert rules(EN, "👩\u200d🚒 on duty", "🏳\ufe0f\u200d🌈") == []


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("ＫＢＳ ９시 뉴스", "KBS 9시 뉴스"),
        ("정말！", "정말!"),
        ("3～5도", "3~5도"),
        ("￦500", "₩500"),
        ("한\u2011미", "한-미"),
    ],
)
def test_full_width_letters(bad: str, good: str) -> None:
    assert rules(KO, bad) == ["letter-forms"]
    assert rules(KO, good) == []
    assert mended(bad, KO) == good


def test_full_width_brackets_stay_for_they_would_make_a_tag_of_text() -> None:
    assert rules(KO, "＜i＞ ｛＼i1｝ ＜앵커＞") == []


@pytest.mark.parametrize(
    "bad", ["<i>기생충</i>", "<I>기생충</I>", "{\\i1}기생충{\\i0}", "{\\i1}기생충{\\i}", "<i.title>기생충</i>"]
)
def test_italics(bad: str) -> None:
    assert rules(KO, bad) == ["italics"]
    assert rules(EN, bad) == rules(BBC, bad) == []
    assert mended(bad, KO) == "기생충"


def test_other_tags_stay_where_italics_go() -> None:
    assert mended("{\\an8\\i1}<b>기생충</b>", KO) == "{\\an8}<b>기생충</b>"
    assert rules(KO, "{\\an8}<b>기생충</b>") == []


def test_composition() -> None:
    assert rules(KO, "\u1112\u1161\u11ab국") == rules(EN, "cafe\u0301") == ["composition"]
    assert rules(KO, "한국") == rules(EN, "café") == []
    assert mended("\u1112\u1161\u11ab국", KO) == "한국"


@pytest.mark.parametrize(
    "bad", ["글쎄요...", "글쎄요....", "글쎄요……", "글쎄요. . .", "글쎄요‥", "글쎄요···", "글쎄요⋯", "글쎄요…."]
)
def test_ellipsis(bad: str) -> None:
    assert rules(KO, bad) == ["ellipsis"]
    assert rules(KO, "글쎄요…") == []
    assert mended(bad, KO) == "글쎄요…"


@pytest.mark.parametrize("char", ["  ", "\u00a0", "\u3000", "\t", "\u2009", "\u202f", " \u00a0 "])
def test_spaces(char: str) -> None:
    assert rules(EN, f"Rain{char}is near.") == ["spaces"]
    assert mended(f"Rain{char}is near.", EN) == "Rain is near."


@pytest.mark.parametrize("bad", [" Rain", "Rain ", "<b> Rain</b>", "<b>Rain </b>", " <b> Rain </b> ", "{\\an8} Rain"])
def test_spaces_at_the_ends_of_a_line(bad: str) -> None:
    assert rules(EN, bad) == ["spaces"]
    assert mended(bad, EN) == bad.replace(" ", "")


def test_the_inside_of_a_tag_is_not_text() -> None:
    assert rules(EN, '<font  color="＃ff...">Rain</font>') == []


def test_acronyms() -> None:
    assert rules(KO, "U.N. 총회") == rules(KO, "주한 U.S. 대사") == ["acronym"]
    assert rules(KO, "UN 총회", "John F. 케네디", "3.5퍼센트") == []
    assert rules(EN, "The U.N. met.") == []


@pytest.mark.parametrize(
    ("profile", "bad", "good"),
    [
        (EN, "- Are you hurt? / - No.", "-Are you hurt? / -No."),
        (EN, "–Are you hurt? / —No.", "-Are you hurt? / -No."),
        (BBC, "- Are you hurt? / -No.", "-Are you hurt? / -No."),
        (KO, "-다쳤어요? / -아뇨.", "- 다쳤어요? / - 아뇨."),
        (KO, "<b>-다쳤어요?</b> / - 아뇨.", "<b>- 다쳤어요?</b> / - 아뇨."),
        (EN, "Are you hurt? / -No.", "-Are you hurt? / -No."),
        (EN, "-Are you hurt? / No.", "-Are you hurt? / -No."),
        (EN, "-Are you hurt? -No.", "-Are you hurt? / -No."),
        (KO, "- 다쳤어요? - 아뇨.", "- 다쳤어요? / - 아뇨."),
    ],
)
def test_dialogue(profile: StyleProfile, bad: str, good: str) -> None:
    assert rules(profile, bad) == ["dialogue-dash"]
    assert rules(profile, good) == []


def test_what_is_no_dash_of_a_speaker() -> None:
    assert rules(EN, "It fell to / -5 degrees.", "The plan / – which failed –", "He said / --and left.") == []
    assert rules(KO, "오늘 아침 / -5도까지", "-네.") == []


def test_plain_news_breaks_nothing() -> None:
    assert (
        rules(
            KO, "정부가 내년도 예산안을 / 698조 4천억 원으로 확정했습니다.", "위성 '하늘지기 1호'는 / \"정상\"입니다."
        )
        == []
    )
    assert rules(EN, "It's 3.5 percent, or $4 (about ₩5,000);", "<i>Parasite</i> won: “why not?”") == []


PIECES = (
    *NASTY_LINES, "<i>", "</i>", "{\\i1\\b1}", "<b>", "＜", "i>", ".", " .", "…", " ", "-", "Ａ", "e", "한", "👩",
    "\u3000", "\u200b", "\u200d", "\u0301", "\u1112", "\u1161",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.sampled_from(Language))
@example("<<i>i>", Language.KO)
@example(". .\u3000.", Language.EN)
@example("e<i>\u0301", Language.KO)
@example("a <b> </b>", Language.EN)
def test_a_mended_line_needs_no_mending(line: str, language: Language) -> None:
    profile = built_in("netflix")[language]
    once = mended(line, profile)
    assert mended(once, profile) == once
    if once.strip():
        found = [
            issue
            for issue in issues(check_writing, profile, cue(once))
            if issue.rule not in {"acronym", "dialogue-dash"}
        ]
        assert found == []
    if line.strip():
        assert (once == line) == (rules_but_dashes(line, profile) == [])


def rules_but_dashes(line: str, profile: StyleProfile) -> list[str]:
    return [rule for rule in rules(profile, line) if rule not in {"acronym", "dialogue-dash"}]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_the_documentation(rule: Rule) -> None:
    assert rule.name in broken_by_example(check_writing, rule.bad)
    assert broken_by_example(check_writing, rule.good) == []
