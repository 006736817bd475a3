"""Lines that stand on the pages of every house: stamps, credits, contact details, datelines.

`COMMON` is a part of each style's pattern (verbose, multiline); `common` says what a match of it is.
"""

import re

from subtitler.read.header import AGENCY_DATELINE, DATE, KOREAN_DATELINE, PLACE_AND_DATE
from subtitler.read.marks import Dropped, Mark, Meta

_JOBS = (
    r"(?:영상[ ]?(?:취재|편집|촬영|디자인|그래픽|제공)|촬영(?:[ ]?기자)?|편집|(?:문자|컴퓨터)?[ ]?그래픽|디자인"
    r"|CG|VJ|화면[ ]?제공|자료[ ]?조사|리서처|오디오|취재[ ]?(?:지원|구성)?|구성|연출)"
)
_IN_BRACKETS = rf"\({_JOBS}[ ]?[:ㅣ|=/][^()\n]{{0,200}}(?:\([^()\n]{{0,60}}\)[^()\n]{{0,100}}){{0,4}}\)"
# Names and jobs only: a turn of somebody whose job is editing is speech.
_CREDIT_LINE = (
    rf"^{_JOBS}[ ]?[:ㅣ|=][ ]?[가-힣A-Za-z]{{2,10}}"
    r"(?:(?:[ ]?[,/·:ㅣ|=(-][ ]?|[ ])[가-힣A-Za-z]{2,10}\)?){0,16}$"
)

_STAMPED = r"(?:기사[ ]?)?(?:입력|수정|송고(?:[ ]?시간)?|등록|승인|최종[ ]?수정)[ ]?[:|]?"
_STAMPED_EN = r"(?:Last[ ])?(?:Written|Write|Updated?|Published|Posted|Modified)(?:[ ](?:on|at))?[ ]?:?"

_FURNITURE = r"""^(?:
    기사[ ]본문[ ]영역|상세페이지|자동재생|동영상영역[ ](?:시작|끝)
  | 읽어주기[ ]기능은[ ]크롬기반의|브라우저에서만[ ]사용하실[ ]수[ ]있습니다\.
  | 동영상[ ]고정[ ]취소|글자크기[ ]?설정|인쇄하기|공유하기|다시보기|댓글(?:[ ]?\d{1,6})?|AD|\(끝\)
  | Your[ ]browser[ ]doesn't[ ]support[ ]HTML5[ ]video\.
  )$"""

_CONTACT = r"""^(?:
    [▷☞※*][^\n]*
  | ■[ ]?제보[^\n]*
  | MBC[ ]?뉴스는[ ]24시간[ ]여러분의[ ]제보를[ ]기다립니다\.?
  | [^\n]{0,20}기사[ ]?문의[ ]및[ ]제보[^\n]{0,80}
  | \[(?:카카오톡|전화|메일|이메일)\][^\n]{0,120}
  | \[저작권자[^\]\n]{0,60}\]
  | ▶[^\n]{0,30}(?:원문|제보|구독|바로가기|https?:)[^\n]{0,160}
  | (?:저작권자|무단[ ]?전재|Copyright|ⓒ|©|\(c\))[^\n]{0,200}
  | https?://\S+
  | [\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}
  | (?:\#[^\s\#]{1,40}[ ]?)+
  )$"""

_BYLINE_KO = (
    r"(?:(?:YTN|연합뉴스TV)[ ][가-힣]{2,4}[ ]?(?:기자[ ]?)?|[가-힣]{2,4}[ ]기자[ ]?)"
    r"[(\[]?[\w.+-]{1,40}@[\w.-]{1,40}[)\]]?|[가-힣]{2,4}[ ]기자"
)

COMMON = rf"""
    (?P<stamp>^\(?(?:{_STAMPED}|{_STAMPED_EN})[ ]?{DATE}[^\n]{{0,100}}$)
  | (?P<furniture>{_FURNITURE})
  | (?P<contact>{_CONTACT})
  | (?P<credits>{_IN_BRACKETS}|{_CREDIT_LINE})
  | (?P<date_line>^(?:(?i:date)[ ]?:?[ ]?)?(?P<date>{DATE})(?:[ ]동영상[ ]고정[ ]취소)?$)
  | (?P<dateline_line>^(?:(?i:dateline)[ ]?:[ ]?(?P<named_dateline>[^\n]{{1,120}})
        |(?P<place_and_date>{PLACE_AND_DATE}))$)
  | (?P<dateline_start>^(?P<dateline>{AGENCY_DATELINE}|{KOREAN_DATELINE}))
  | (?P<photo_line>^[(\[]?(?i:photo|사진)(?:[ ](?i:by|courtesy[ ]of)|[ ]?(?:출처|제공))?[ ]?[:=][ ]?
        (?P<photo>[^\n()\[\]]{{1,80}})[)\]]?$)
  | (?P<programme_line>^(?i:programme|program|프로그램)[ ]?:[ ]?(?P<programme>[^\n]{{1,80}})$)
  | (?P<outlet_line>^(?:KBS[ ]World[ ]Radio(?:[ ]News)?|KBS[ ]News(?:[ ]Today)?|News[ ]Today|Arirang[ ]News)$)
  | (?P<byline_line>^(?:By[ ](?P<byline>[A-Z][\w.' -]{{1,60}})|(?P<byline_ko>{_BYLINE_KO}))$)
  | (?P<ruled>^(?=[^\n]{{1,200}}$)[^\w\n"]*[^\w\s"(\[][^\w\n"]*$)
"""
"""Groups are named; `common` knows them."""

_META_KEYS = {
    "date_line": ("date", "date"),
    "dateline_start": ("dateline", "dateline"),
    "photo_line": ("photo", "photo"),
    "programme_line": ("programme", "programme"),
    "outlet_line": ("programme", "outlet_line"),
}


def common(match: re.Match[str]) -> tuple[Mark, ...] | None:
    """The mark of a common line; None when `match` is of another kind."""
    kind, place = match.lastgroup, {"start": match.start(), "end": match.end()}
    if kind in ("stamp", "furniture", "contact", "credits", "ruled"):
        return (Dropped(ends_story=kind == "credits", **place),)
    if kind in _META_KEYS:
        key, group = _META_KEYS[kind]
        return (Meta(key=key, value=match[group].strip(), **place),)
    if kind == "dateline_line":
        return (Meta(key="dateline", value=match["named_dateline"] or match["place_and_date"], **place),)
    if kind == "byline_line":
        return (Meta(key="byline", value=match["byline"] or match["byline_ko"], **place),)
    return None
