"""What is mended, what is left, and that mending breaks nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from subtitler.check import check_together, check_track, continuation, layout, quotes, timing, together, writing
from subtitler.check.fix import Repair, fix
from subtitler.check.shown import untagged
from subtitler.core.issue import Rule
from subtitler.core.language import Language
from subtitler.core.profile import built_in
from subtitler.core.track import Cue, Track
from tests.check.forms import in_a_row
from tests.strategies import NASTY_LINES, korean_text

EN, KO = Language.EN, Language.KO
NETFLIX, BBC = built_in("netflix"), built_in("bbc")
RULES = tuple(
    rule for part in (timing, layout, writing, quotes, continuation, together) for rule in part.RULES if rule.is_fixable
)

Span = tuple[int, int, tuple[str, ...]]


def track(language: Language, *cues: Span) -> Track:
    return Track(
        language=language, cues=tuple(Cue(start_ms=start, end_ms=end, lines=lines) for start, end, lines in cues)
    )


def fixed_lines(language: Language, *texts: str) -> list[str]:
    """What becomes of cues of six seconds, one right after the other."""
    made = Track(language=language, cues=in_a_row(*texts))
    fixed = fix({language: made}, NETFLIX, RULES)
    return [" / ".join(cue.lines) for cue in fixed.tracks[language].cues]


def fixed_spans(profile: str, *cues: Span) -> list[tuple[int, int]]:
    """What becomes of the times of English cues."""
    fixed = fix({EN: track(EN, *cues)}, built_in(profile), RULES)
    return [(cue.start_ms, cue.end_ms) for cue in fixed.tracks[EN].cues]


# What is written


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (KO, "오늘\u200b 서울은  맑습니다. ", "오늘 서울은 맑습니다."),
        (KO, "ＫＢＳ　９시 뉴스", "KBS 9시 뉴스"),
        (KO, "\u1112\u1161\u11ab국", "한국"),
        (KO, "<i>기생충</i>이 상을 받았습니다...", "기생충이 상을 받았습니다…"),
        (EN, "<i>Parasite</i> won...", "<i>Parasite</i> won…"),
        (KO, "-다쳤어요? / -아뇨.", "- 다쳤어요? / - 아뇨."),
        (EN, "- Are you hurt? / - No.", "-Are you hurt? / -No."),
        (EN, "\ufeff / It rained all day.", "It rained all day."),
    ],
)
def test_writing(language: Language, before: str, after: str) -> None:
    assert fixed_lines(language, before) == [after]


def test_quotes_become_straight_where_both_forms_stand_in_a_track() -> None:
    assert fixed_lines(EN, "“Yes,” she said.", '"No," said he. Don’t.') == ['"Yes," she said.', '"No," said he. Don’t.']
    assert fixed_lines(EN, "“Yes,” she said. “Don't.”") == ["“Yes,” she said. “Don't.”"]


def test_marks_that_merely_join_two_cues_go_and_those_of_a_voice_that_trails_off_stay() -> None:
    assert fixed_lines(KO, "정부는 내년도 예산을…", "…늘리기로 했습니다.") == [
        "정부는 내년도 예산을",
        "늘리기로 했습니다.",
    ]
    assert fixed_lines(EN, "The budget will…", "grow.") == ["The budget will…", "grow."]


def test_a_dash_that_does_not_fit_stays_out() -> None:
    full = "-" + "가" * 15 + "1"  # 32 half-columns
    assert fixed_lines(KO, f"{full} / -네.") == [f"{full} / -네."]
    assert fixed_lines(KO, f"{full[:-1]} / -네.") == [f"- {full[1:-1]} / - 네."]


def test_a_cue_of_which_nothing_would_be_left_stays() -> None:
    assert fixed_lines(EN, "\u200b") == ["\u200b"]


# Lines


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            EN,
            "The minister spoke to the / families of the victims.",
            "The minister spoke / to the families of the victims.",
        ),
        (EN, "It rained / all day.", "It rained all day."),
        (EN, "We all / waited on the roof until the boat came.", "We all waited on the roof / until the boat came."),
        (
            EN,
            "The port opened again / on Monday, and the / first ships went out.",
            "The port opened again on Monday, / and the first ships went out.",
        ),
        (
            EN,
            "The port opened again on Monday, and the first ships went out.",
            "The port opened again on Monday, / and the first ships went out.",
        ),
        (
            KO,
            "항구는 월요일에 다시 열렸고 첫 배들이 / 바다로 나갔습니다.",
            "항구는 월요일에 다시 열렸고 / 첫 배들이 바다로 나갔습니다.",
        ),
        (EN, "<i>It rained</i> / <i>all day.</i>", "<i>It rained</i> <i>all day.</i>"),
    ],
)
def test_lines(language: Language, before: str, after: str) -> None:
    assert fixed_lines(language, before) == [after]
    assert fixed_lines(language, after) == [after]


@pytest.mark.parametrize(
    "text",
    [
        "-The minister spoke to the / -Families of the victims",  # two speakers
        "The minister spoke to the / -families of victims",  # or perhaps
        "-" + "xx " * 14 + "xx / -No.",
        '<font color="red">It rained / all day.</font>',  # a tag of two words
        "x" * 43,
        "The port opened again on Monday, and the first ships went out with cars and steel for Osaka.",
        "♪ / all day",
    ],
)
def test_lines_that_nobody_can_lay_for_certain_stay(text: str) -> None:
    assert fixed_lines(EN, text) == [text]


# Times


@pytest.mark.parametrize(
    ("end_ms", "next_ms", "fixed_ms"),
    [
        (2000, 2082, 1999),  # the least gap
        (2000, 2083, 2000),
        (2000, 2124, 2000),
        (2000, 2125, 2042),  # chained
        (2000, 2499, 2416),
        (2000, 2500, 2000),
        (6950, 7140, 6950),  # chained it would stand for more than seven seconds
        (500, 5000, 833),  # a flash stands as long as it must
        (500, 916, 833),
        (500, 915, 832),  # chained, if not long enough
        (500, 583, 500),  # no room
        (500, 1200, 1117),  # long enough, it would leave a gap to chain
    ],
)
def test_the_end_of_a_cue(end_ms: int, next_ms: int, fixed_ms: int) -> None:
    spans = fixed_spans("netflix", (0, end_ms, ("a",)), (next_ms, next_ms + 1000, ("b",)))
    assert spans == [(0, fixed_ms), (next_ms, next_ms + 1000)]


def test_what_cannot_be_read_in_time_stands_on_into_silence() -> None:
    assert fixed_spans("netflix", (0, 1000, ("x" * 40,))) == [(0, 2000)]
    assert fixed_spans("netflix", (0, 1000, ("x" * 40,)), (2083, 3000, ("b",)))[0] == (0, 2000)
    assert fixed_spans("netflix", (0, 1000, ("x" * 40,)), (2082, 3000, ("b",)))[0] == (0, 1000)
    assert fixed_spans("bbc", (0, 1000, ("a b c d",))) == [(0, 1200)]


def test_a_cue_stands_on_into_a_long_pause_but_not_over_one_that_tells_that_the_sentence_is_over() -> None:
    full = "x" * 39 + "."
    assert fixed_spans("netflix", (0, 1000, (full,)), (3100, 5000, ("B",)))[0] == (0, 2000)
    assert fixed_spans("netflix", (0, 1000, (full[:-1] + "x",)), (3100, 5000, ("B",)))[0] == (0, 1000)
    assert fixed_spans("netflix", (0, 1000, (full[:-1] + "x",)), (4000, 5000, ("B",)))[0] == (0, 2000)


def test_a_cue_lingers_no_longer_than_the_profile_lets_it() -> None:
    long = {language: replace(profile, chain_gap_ms=800) for language, profile in NETFLIX.items()}
    for next_ms, end_ms in ((2583, 2500), (2584, 2000)):
        made = track(EN, (0, 2000, ("a",)), (next_ms, 5000, ("b",)))
        assert fix({EN: made}, long, RULES).tracks[EN].cues[0].end_ms == end_ms


def test_a_cue_that_ends_early_for_the_gap_must_still_be_readable() -> None:
    assert fixed_spans("netflix", (0, 2000, ("x" * 40,)), (2050, 4000, ("b",)))[0] == (0, 2000)


def test_the_languages_keep_the_same_times() -> None:
    tracks = {KO: track(KO, (0, 1000, ("네.",))), EN: track(EN, (0, 1000, ("x" * 40,)))}
    fixed = fix(tracks, NETFLIX, RULES)
    assert [fixed.tracks[language].cues[0].end_ms for language in Language] == [2000, 2000]
    assert fixed.repairs == (
        Repair(
            cue=1,
            language=None,
            rule="reading-speed",
            before="00:00:00,000 --> 00:00:01,000",
            after="00:00:00,000 --> 00:00:02,000",
        ),
    )


def test_times_that_differ_or_run_backwards_are_left() -> None:
    short = {KO: track(KO, (0, 500, ("네.",))), EN: track(EN, (0, 501, ("Yes.",)))}
    assert fix(short, NETFLIX, RULES).tracks == short
    backwards = {EN: track(EN, (5000, 5500, ("a",)), (1000, 1500, ("b",)))}
    assert fix(backwards, NETFLIX, RULES).tracks == backwards


# All


def test_only_the_rules_asked_for() -> None:
    made = {EN: track(EN, (0, 500, ("It  rained...",)))}
    fixed = fix(made, NETFLIX, [writing.ELLIPSIS])
    assert fixed.tracks[EN].cues[0].lines == ("It  rained…",)
    assert [(repair.rule, repair.before, repair.after) for repair in fixed.repairs] == [
        ("ellipsis", "It  rained...", "It  rained…")
    ]


def test_each_repair_builds_on_the_one_before() -> None:
    made = {EN: track(EN, (0, 500, ("It rained... ", "all  day.")))}
    repairs = fix(made, NETFLIX, RULES).repairs
    assert [(repair.rule, repair.after) for repair in repairs] == [
        ("ellipsis", "It rained…  / all  day."),
        ("spaces", "It rained… / all day."),
        ("min-duration", "00:00:00,000 --> 00:00:00,950"),
        ("reading-speed", "00:00:00,000 --> 00:00:00,950"),
    ]


PIECES = (
    *NASTY_LINES, ".", "..", "...", "…", " ", "  ", "-", "- ", "–", '"', "“", "”", "'", "’", ",", "?", "U.N.",
    "\u200b", "\u3164", "\u00ad", "\u3000", "\u00a0", "\u200d", "\u0301", "\u1112", "\u1161", "\u11ab", "e", "👩",
    "<i>", "</i>", "＜i＞", "{\\i1}", "{\\i1\\an8}", "<b>", "Ａ", "３", "the", "of", "minister", "and then", "a", "5",
    "수", "있습니다", "정부는", "예산을", "늘렸습니다.", "세 명의",
)  # fmt: skip
WORDS = (
    "the of and then minister said that Seoul Mr. Kim 5 percent rain, again. "
    "정부는 예산을 세 명이 할 수 있다고 했습니다. 그"
).split()


@st.composite
def tracks_to_fix(draw: st.DrawFn) -> dict[Language, Track]:
    """One track or two, mostly with the same times, of words and of rubble."""
    line = (
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
        | st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
        | korean_text()
    ).filter(str.strip)
    text = st.lists(line, min_size=1, max_size=3).map(tuple)
    spans, at = [], 0
    for _ in range(draw(st.integers(0, 5))):
        at = max(
            0, at + draw(st.sampled_from([0, 1, 40, 82, 83, 84, 125, 300, 499, 500, 1000, 2000, 3000, -100, -5000]))
        )
        end = at + draw(st.sampled_from([1, 500, 832, 833, 1500, 3000, 6900, 7000, 7001, 20_000]))
        spans.append((at, end))
        at = end
    languages = draw(st.sampled_from([(KO,), (EN,), (KO, EN)]))
    made = {language: track(language, *((start, end, draw(text)) for start, end in spans)) for language in languages}
    if len(made) == 2 and spans and draw(st.integers(0, 3)) == 0:
        made[EN] = track(EN, *((cue.start_ms, cue.end_ms + 1, cue.lines) for cue in made[EN].cues))
    return made


def counts(tracks: Mapping[Language, Track], profile: str) -> Counter[tuple[Language | None, str]]:
    issues = [issue for language in tracks for issue in check_track(tracks[language], built_in(profile)[language])]
    return Counter((issue.language, issue.rule) for issue in (*issues, *check_together(tracks)))


INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u00ad\u115f\u1160\u3164\uffa0\ufeff]")


def words_of(tracks: Mapping[Language, Track]) -> list[list[str]]:
    """The letters and digits of each cue, full-width ones in their usual form."""
    found = []
    for made in tracks.values():
        for cue in made.cues:
            text = " ".join(untagged(INVISIBLE.sub("", line)) for line in cue.lines)
            found.append([char for char in unicodedata.normalize("NFKC", text) if char.isalnum()])
    return found


@given(tracks_to_fix(), st.sampled_from(["netflix", "bbc"]), st.sets(st.sampled_from(RULES)) | st.just(set(RULES)))
@example({EN: track(EN, (0, 6900, ("A <b 5 --> 7", "1111")), (7200, 7201, ("b",)))}, "netflix", RULES)
@example({EN: track(EN, (0, 1, ("The tenth of",)), (2001, 2100, ("May",)))}, "netflix", RULES)
@example({EN: track(EN, (0, 1, ("It said…",)), (2001, 2100, ("…the",)))}, "netflix", RULES)
@example({EN: track(EN, (0, 2, ("7", "1", "...")), (1, 3, ("e",)))}, "netflix", RULES)
@example({KO: track(KO, (0, 1, ("\u3164",))), EN: track(EN, (0, 1, ("…",)))}, "netflix", RULES)
@settings(max_examples=80, deadline=None)
def test_fixing_breaks_nothing_changes_no_word_and_is_done_at_once(
    tracks: Mapping[Language, Track], profile: str, rules: Collection[Rule]
) -> None:
    fixed = fix(tracks, built_in(profile), rules)
    more = counts(fixed.tracks, profile) - counts(tracks, profile)
    assert not more
    again = fix(fixed.tracks, built_in(profile), rules)
    assert again.tracks == fixed.tracks
    assert again.repairs == ()
    assert (fixed.tracks == tracks) == (not fixed.repairs)
    assert words_of(fixed.tracks) == words_of(tracks)
