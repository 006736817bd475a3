"""Whether each cue fits the screen, and breaks where the language lets it."""

from collections.abc import Iterator
from itertools import pairwise

from subtitler.check.flow import CueWords, cue_words
from subtitler.check.shown import width
from subtitler.core.issue import Issue, Rule, Severity
from subtitler.core.profile import StyleProfile
from subtitler.core.track import Cue, Track
from subtitler.text.breaks import FORBIDDEN
from subtitler.text.marks import mark_penalty

LINES = Rule(
    name="lines",
    severity=Severity.ERROR,
    demand="A cue has at most `max_lines` lines.",
    source="Netflix, General Requirements; BBC Subtitle Guidelines 1.2.3",
    bad="The port / opened again / on Monday.",
    good="The port opened again on Monday.",
    is_fixable=True,
)
LINE_LENGTH = Rule(
    name="line-length",
    severity=Severity.ERROR,
    demand="A line is at most `max_line_halves` half-columns wide: a Hangul syllable is 2, a Latin letter, digit, "
    "space or mark 1.",
    source="Netflix: 42 characters in English, 16 in Korean; BBC Subtitle Guidelines 1.2.3: 37",
    bad="정부가 내년도 예산안을 698조 4천억 원으로 확정했습니다.",
    good="정부가 내년도 예산안을 / 698조 4천억 원으로 확정했습니다.",
    is_fixable=True,
)
LINE_BREAK = Rule(
    name="line-break",
    severity=Severity.WARNING,
    demand="A line does not end between words that belong together: article and noun, preposition and phrase, first "
    "and last name, auxiliary and verb; in Korean before a dependent noun, a counter or an auxiliary, and after a "
    "determiner.",
    source="Netflix, General Requirements; BBC Subtitle Guidelines 1.2.3",
    bad="The minister spoke to the / families of the victims.",
    good="The minister spoke / to the families of the victims.",
    is_fixable=True,
)
CUE_BREAK = Rule(
    name="cue-break",
    severity=Severity.WARNING,
    demand="A sentence that runs over several cues is not divided between words that belong together (see line-break).",
    source="Netflix, General Requirements; BBC Subtitle Guidelines 1.2.3",
    bad="회의에는 열두 나라에서 온 세 / 명의 장관이 참석했습니다. (two cues)",
    good="회의에는 열두 나라에서 온 / 세 명의 장관이 참석했습니다. (two cues)",
)
ONE_LINE = Rule(
    name="one-line",
    severity=Severity.WARNING,
    demand="A text that fits on one line stands on one.",
    source="Netflix, General Requirements",
    bad="It rained / all day.",
    good="It rained all day.",
    is_fixable=True,
)
BALANCE = Rule(
    name="balance",
    severity=Severity.WARNING,
    demand="Of two lines the narrower has at least `balance_percent` of the wider one's width, where a break that the "
    "grammar likes as well makes it so.",
    source="ours; no guide has a figure",
    bad="We all / waited on the roof until the boat came.",
    good="We all waited on the roof / until the boat came.",
    is_fixable=True,
)
RULES = (LINES, LINE_LENGTH, LINE_BREAK, CUE_BREAK, ONE_LINE, BALANCE)


def check_layout(track: Track, profile: StyleProfile) -> tuple[Issue, ...]:
    """What breaks RULES, in the order of the cues."""
    issues: list[Issue] = []
    laid = cue_words(track, profile)
    for number, (cue, words) in enumerate(zip(track.cues, laid, strict=True), 1):
        issues += layout_issues(cue, words, number, profile)
        if words.penalties and words.penalties[-1] >= FORBIDDEN:
            following = next(after.words[0] for after in laid[number:] if after.words)
            issues.append(
                CUE_BREAK.broken(
                    cue=number,
                    last_cue=number + 1,
                    language=profile.language,
                    found=f"{words.words[-1]} / {following}",
                    limit="words that belong together in one cue",
                    hint="move the last words into the next cue, or the first of the next here",
                )
            )
    return tuple(issues)


def layout_issues(cue: Cue, words: CueWords, number: int, profile: StyleProfile) -> Iterator[Issue]:
    """What breaks RULES within cue `number`."""
    if len(cue.lines) > profile.max_lines:
        yield LINES.broken(
            cue=number,
            language=profile.language,
            found=f"{len(cue.lines)} lines",
            limit=f"{profile.max_lines} lines",
            hint="divide the cue",
        )
    for line in cue.lines:
        if width(line) > profile.max_line_halves:
            yield LINE_LENGTH.broken(
                cue=number,
                language=profile.language,
                found=f"{width(line)} half-columns in {line!r}",
                limit=f"{profile.max_line_halves} half-columns",
                hint="break the line elsewhere or divide the cue",
            )
    if words.is_dialogue:
        return
    breaks = words.line_ends[:-1]
    for at in breaks:
        if 0 < at < len(words.words) and words.penalties[at - 1] >= FORBIDDEN:
            yield LINE_BREAK.broken(
                cue=number,
                language=profile.language,
                found=f"{words.words[at - 1]} / {words.words[at]}",
                limit="words that belong together on one line",
                hint=_better(words, profile),
            )
    if breaks and words.width(0, len(words.words)) <= profile.max_line_halves and not _ends_sentence(words):
        yield ONE_LINE.broken(
            cue=number,
            language=profile.language,
            found=f"{len(words.line_ends)} lines",
            limit="1 line",
            hint="put it on one line",
        )
    elif _is_unbalanced(words, profile):
        upper, lower = (words.width(start, end) for start, end in pairwise((0, *words.line_ends)))
        yield BALANCE.broken(
            cue=number,
            language=profile.language,
            found=f"lines of {upper} and {lower} half-columns",
            limit=f"{profile.balance_percent} percent",
            hint=_better(words, profile),
        )


def _ends_sentence(words: CueWords) -> bool:
    """True where a line but the last ends a sentence: the next may be another speaker's, or a thought of its own."""
    return any(mark_penalty(words.words[at - 1]) == 0 for at in words.line_ends[:-1] if at)


def _is_unbalanced(words: CueWords, profile: StyleProfile) -> bool:
    if len(words.line_ends) != 2 or not 0 < words.line_ends[0] < len(words.words):
        return False
    now = words.line_ends[0]
    if _share(words, now) * 100 >= profile.balance_percent:
        return False
    best = words.best_line_ends(profile)
    if best is None or len(best) != 2 or best[0] == now:
        return False
    return words.penalties[best[0] - 1] <= words.penalties[now - 1] and _share(words, best[0]) > _share(words, now)


def _share(words: CueWords, at: int) -> float:
    """The width of the narrower of two lines, by that of the wider, with `at` words in the upper one."""
    upper, lower = words.width(0, at), words.width(at, len(words.words))
    return min(upper, lower) / max(upper, lower)


def _better(words: CueWords, profile: StyleProfile) -> str:
    ends = words.best_line_ends(profile)
    if ends is None or ends == words.line_ends or any(words.penalties[at - 1] >= FORBIDDEN for at in ends[:-1]):
        return "break elsewhere, or divide the cue otherwise"
    lines = (" ".join(words.words[start:end]) for start, end in pairwise((0, *ends)))
    return f"break: {' / '.join(lines)}"
