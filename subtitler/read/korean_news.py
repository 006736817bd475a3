"""Korean television news: KBS (now and until 2015), SBS, MBC (now, 2000s, 1990s), YTN, Yonhap News TV.

The houses share their marks: `[앵커]` `<앵커 멘트>` `◀ 앵커 ▶` `◀ANC▶` `● 앵커:` all say the same.
"""

import re
from collections.abc import Iterator

from subtitler.core.language import is_hangul
from subtitler.core.transcript import BlockKind
from subtitler.read.lines import COMMON, common
from subtitler.read.marks import Dropped, Heading, Mark, Meta, Resume, Runs, Style, Turn, Unknown, marks_pattern, scan
from subtitler.read.page import Page, is_after_sentence, is_alone_on_line, is_at_line_start, shown
from subtitler.read.signoff import SIGN_OFF, sign_off
from subtitler.read.speaker import MAX_LABEL_CHARS, NO_LABEL, Label, read_label

_ANCHOR = r"(?:(?:남|여|경제|스포츠)?앵커(?:[ ]?(?:멘트|리포트))?|아나운서|진행자?|ANC|질문(?:[ ]?\d{1,2})?)"
_REPORT = r"(?:리포트|리포터|기자[ ]?(?:멘트|리포트)|VCR|REP|패키지)"
_DIALOGUE = r"(?:(?:취재[ ]?)?기자|특파원|(?:기상[ ]?)?캐스터|중계|현장[ ]?연결)"
_BITE = (
    r"(?:(?:전화[ ]?)?녹취|녹취[ ]?변조|(?:전화[ ]?|현장[ ]?)?인터뷰|현장음|이펙트|싱크|답변(?:[ ]?\d{1,2})?"
    r"|INT|SYN[CK]?)"
)
_KINDS = (
    (re.compile(_ANCHOR), BlockKind.ANCHOR, False),
    (re.compile(_REPORT), BlockKind.REPORT, False),
    (re.compile(_DIALOGUE), BlockKind.REPORT, True),
    (re.compile(_BITE), BlockKind.BITE, False),
)
_PROGRAMME = re.compile(
    r"(?:(?:KBS|MBC|SBS|YTN|연합뉴스TV)[ ]?)?"
    r"(?:뉴스(?:데스크|투데이|와이드|광장|라인|룸|센터|타임|특보|큐|나이트|퍼레이드)|뉴스[ ]?\d{1,2}"
    r"|(?:\d{1,3}|\d{1,2}시|아침|정오|저녁)[ ]?뉴스|모닝와이드|나이트라인)(?:[ ]?\d부)?"
)
# Bracketed words of the picture, not of a person.
_NO_PERSON = re.compile(r".*(?:그래픽|자막|화면|영상|효과음|타이틀|브릿지|예고|광고|음악|사진|지도)")
_PERSON = re.compile(
    r"""(?x)
    [가-힣]{2,4}                                            # [김경진]
  | [^/:]{1,60}[ ]?/[ ]?[^:]{1,80}                          # [유홍식/중앙대 교수]
  | [^()]{1,60}\([^()]{1,60}\)(?:[ ]?\([^()]{1,40}\))?      # [구청 관계자 (음성변조)]
  | .*(?:관계자|시민|주민|교수|변호사|의원|위원|대변인|장관|대통령|총리|대표|소장|원장|상인|업주|학생)
  | .*(?:기자|앵커|특파원|씨)
    """
)

_MARKS = marks_pattern(
    rf"""{COMMON}
  | {SIGN_OFF}
  | (?P<arrow>◀[ ]?(?P<arrow_word>[^◀▶\n]{{1,30}}?)[ ]?▶)
  | (?P<bullet>^[●○][ ]?(?P<bullet_label>[^:\n]{{1,80}}?)[ ]?:)
  | (?P<host>■[ ]?(?P<host_key>진행|출연|대담|전화[ ]?연결)[ ]?:[ ]?(?P<host_names>[^■\n]{{1,160}}))
  | (?P<guest><[ ]?(?P<guest_key>출연|진행)[ ]?:[ ]?(?P<guest_names>[^<>\n]{{1,160}})>)
  | (?P<said>\[(?P<said_label>[^\[\]:\n]{{1,100}}?)[ ]?:[ ]?
        (?=(?P<said_words>(?:[^\[\]]|\[[^\[\]\n]{{0,80}}\]){{1,3000}})\]))
  | (?P<tag>[\[<][ ]?(?P<word>[^\[\]<>\n]{{0,160}}?)[ ]?[\]>])
  | (?P<closing>\])
  | (?P<presenters>^[가-힣]{{2,3}}앵커[ ]?:[ ]?(?P<presenter_names>[가-힣]{{2,4}}(?:,[ ]?[가-힣]{{2,4}}){{0,3}})$)
  | (?P<plain_turn>^(?P<plain_label>(?:[가-힣]{{2,4}}[ ])?(?:앵커|기자|리포터|아나운서))[ ]?:)
  | (?P<square>^■[^\n]{{0,200}})""",
    starts=r"\[\]<(◀■",
)
_TAGS = "'[앵커]', '[리포트]', '[기자]', '[인터뷰] 이름(직책) : \"...\"', '[이름/직책 : \"...\"]'"
_CAN_BE_LABEL = re.compile(r'[^".?!…\n]{1,60}')
_ANCHOR_FOLLOWS = re.compile(rf"\s*(?:[●○]|[\[<◀][ ]?{_ANCHOR}[ ]?[\]>▶])")


def _marks(page: Page) -> Iterator[Mark]:
    return scan(page, _MARKS, _Reader().understand)


class _Reader:
    """Understands the marks of one page; knows where the bracket ends that holds a bite."""

    def __init__(self) -> None:
        self._closing = -1

    def understand(self, page: Page, match: re.Match[str], is_open: bool) -> tuple[Mark, ...]:
        start, end = match.span()
        known = common(match) or sign_off(match)
        if known:
            return known
        match match.lastgroup:
            case "closing":
                return (Resume(start=start, end=end),) if start == self._closing else ()
            case "said" | "tag" if start < self._closing:
                return ()
            case "said":
                return self._said(page, match)
            case "bullet" | "plain_turn":
                return (_named_turn(start, end, match["bullet_label"] or match["plain_label"]),)
            case "host" | "guest":
                names = match["host_names"] or match["guest_names"]
                key = "presenter" if (match["host_key"] or match["guest_key"]) == "진행" else "guest"
                return (Meta(start=start, end=end, key=key, value=names.strip()),)
            case "presenters":
                return (Meta(start=start, end=end, key="presenter", value=match["presenter_names"]),)
            case "square":
                return (_unknown(page, start, end),)
            case _:
                return _tag(page, match, match["arrow_word"] or match["word"], is_open)

    def _said(self, page: Page, match: re.Match[str]) -> tuple[Mark, ...]:
        """`[이름/직책 : "..."]`, `[기자 : ...]`; or a tag with its speaker, `[인터뷰: 이름/직책]`, or with both."""
        start, end, label = match.start(), match.end(), match["said_label"]
        if not any(char.isalpha() for char in label):  # [10:30]
            return ()
        kind, is_dialogue, who = _kind_and_label(label)
        name, _, words = match["said_words"].partition(":")
        if who != NO_LABEL:
            kind = BlockKind.BITE
        elif _CAN_BE_LABEL.fullmatch(name):
            if not words.strip():
                closing = match.end("said_words") + 1
                return (Turn(start=start, end=closing, kind=kind, label=read_label(name), is_dialogue=is_dialogue),)
            who, end = read_label(name), end + len(name) + 1
        self._closing = match.end("said_words")
        return (Turn(start=start, end=end, kind=kind, label=who, runs=Runs.TO_BRACKET),)


def _tag(page: Page, match: re.Match[str], word: str, is_open: bool) -> tuple[Mark, ...]:
    start, end = match.span()
    kind, is_dialogue, label = _kind_and_label(word)
    if label == NO_LABEL and word:
        if kind is BlockKind.BITE:
            return (_bite(page, start, end),)
        return (Turn(start=start, end=end, kind=kind, is_dialogue=is_dialogue),)
    if match.lastgroup == "arrow":
        if word in ("END", "끝"):
            return (Dropped(start=start, end=end, ends_story=True),)
        return (_named_turn(start, end, word) if kind is not BlockKind.BITE else _unknown(page, start, end),)
    is_alone = is_alone_on_line(page.text, start, end)
    if _PROGRAMME.fullmatch(word) and (is_alone or not is_open):
        return (Meta(start=start, end=end, key="programme", value=word),)
    if match[0].startswith("<"):
        # <기생충> in a sentence is the title of a work.
        return (_unknown(page, start, end),) if is_alone else ()
    if is_alone and word and _ANCHOR_FOLLOWS.match(page.text, end):
        return (Heading(start=start, end=end, text=word),)
    if not is_alone and not is_open:
        return ()  # [단독] in a headline
    if _is_person(word, page, end) and is_after_sentence(page.text, start):
        return (_named_bite(page, start, end, word),)
    return (_unknown(page, start, end),) if is_at_line_start(page.text, start) else ()


def _is_person(word: str, page: Page, end: int) -> bool:
    if _NO_PERSON.fullmatch(word):
        return False
    is_quoted = page.text[end : end + 3].lstrip(" \n").startswith('"')
    has_name = any(map(is_hangul, word)) or " " in word or "/" in word
    return (is_quoted and has_name) or bool(_PERSON.fullmatch(word))


def _unknown(page: Page, start: int, end: int) -> Unknown:
    finding = f"no rule explains the tag {shown(page.text[start:end])}"
    way_out = f"write one of {_TAGS}, take it out, or read the page leniently with --lenient"
    return Unknown(start=start, end=end, finding=finding, way_out=way_out)


def _kind_and_label(text: str) -> tuple[BlockKind, bool, Label]:
    """Whose turn a label opens: `앵커`, `기자`, `엄기영(뉴스데스크 앵커)`; or somebody outside the newsroom."""
    for pattern, kind, is_dialogue in _KINDS:
        if pattern.fullmatch(text):
            return kind, is_dialogue, NO_LABEL
    label = read_label(text)
    job = (label.speaker.role or label.speaker.name) if label.speaker else ""
    if job.endswith(("앵커", "아나운서")):
        return BlockKind.ANCHOR, False, label
    if job.endswith(("기자", "특파원", "캐스터")):
        return BlockKind.REPORT, True, label
    return BlockKind.BITE, False, label


def _named_turn(start: int, end: int, text: str) -> Turn:
    kind, is_dialogue, label = _kind_and_label(text)
    return Turn(start=start, end=end, kind=kind, label=label, is_dialogue=is_dialogue)


def _named_bite(page: Page, start: int, end: int, word: str) -> Turn:
    is_same_line = page.text[end : end + 1] not in ("", "\n")
    runs = Runs.TO_PARAGRAPH_END if is_same_line else Runs.TO_NEXT_MARK
    return Turn(start=start, end=end, kind=BlockKind.BITE, label=read_label(word), runs=runs)


# <인터뷰> 송수진( 현장기자) : "...", the speaker on the tag's line or on the next
_LABEL = re.compile(r'\s*(?P<label>[^\s:"\[\]<>.?!](?:[^:"\[\]<>\n.?!]|\.(?=\S)){0,120}?)[ ]?(?::|(?=[ ]?"))')
_LABEL_ONLY = re.compile(r'[ ]*(?P<label>[^:"\[\]<>\n.?!]{1,60}\([^()\n]{1,60}\))(?=\s*"|\n)')


def _bite(page: Page, start: int, end: int) -> Turn:
    ahead = page.text[end : end + 2 * MAX_LABEL_CHARS]
    named = _LABEL.match(ahead) or _LABEL_ONLY.match(ahead)
    label, runs = NO_LABEL, Runs.TO_NEXT_MARK
    if named:
        label, runs = read_label(named["label"]), Runs.TO_PARAGRAPH_END
        end += named.end()
    elif page.text[end : end + 1] not in ("", "\n"):
        runs = Runs.TO_PARAGRAPH_END
    return Turn(start=start, end=end, kind=BlockKind.BITE, label=label, runs=runs)


_WORD = rf"(?:{_ANCHOR}|{_REPORT}|{_DIALOGUE})"
KOREAN_NEWS = Style(
    name="korean-news",
    signs=(
        re.compile(rf"\[ ?{_WORD} ?\]"),
        re.compile(rf"< ?{_WORD} ?>"),
        re.compile(r"◀ ?[가-힣A-Z ]{2,12} ?▶"),
        re.compile(r"(?m)^● ?[^:\n]{1,80}:"),
        re.compile(r"[\[<] ?(?:전화 ?)?(?:인터뷰|녹취) ?[\]>]"),
        re.compile(r"(?:KBS|MBC|SBS) ?뉴스 [가-힣]{2,4}입니다"),
    ),
    marks=_marks,
)
