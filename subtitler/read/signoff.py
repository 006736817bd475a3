"""The line with which a reporter ends a story. `SIGN_OFF` is a part of a style's pattern (verbose, multiline)."""

import re

from subtitler.core.transcript import Speaker
from subtitler.read.marks import SignOff

_NAME = r"[A-Z][\w'-]{0,24}(?:[ ](?:[A-Z]\.|[A-Z][\w'-]{0,24})){1,3}"
_PLACE = r"[A-Z][\w'-]{1,24}(?:[ ][A-Z][\w'-]{1,24}){0,2}"
_OUTLET = (
    r"(?:KBS[ ]World[ ]Radio(?:[ ]News)?|(?:KBS[ ]World|KBS|Arirang|NPR|VOA|MBC|SBS|YTN|AP)[ ]News|Yonhap[ ]News[ ]TV)"
)
_OUTLET_KO = r"(?:(?:KBS|MBC|SBS|JTBC|MBN|OBS|EBS|채널A)[ ]?뉴스|SBS|YTN|연합뉴스TV|TV조선|JTBC|MBN)"
# KBS 뉴스광장입니다: the programme says its own name.
_NO_NAME = r"(?!뉴스|데스크|투데이|광장|특보|라인|룸|센터|타임|현장|나이트)"

_START = r"""(?:^|(?<=[.?!"')\]])[ ]?)"""
_STOP = r"(?:\.|(?=\n|\Z))"

SIGN_OFF = rf"""
    (?P<sign_off>{_START}(?:(?:This[ ]is|I'm)[ ])?(?P<reporter>{_NAME})(?:[ ]reporting)?(?:,[ ]|[ ]for[ ])
        {_OUTLET}(?:,[ ]{_PLACE})?{_STOP})
  | (?P<sign_off_for>{_START}For[ ]{_OUTLET},[ ](?:I'm|this[ ]is)[ ](?P<reporter_for>{_NAME})
        (?:[ ]in[ ]{_PLACE})?{_STOP})
  | (?P<sign_off_ko>{_START}(?:(?:지금까지|이상)[ ])?(?:[^\n.?!":]{{1,40}}에서,?[ ]?)?
        {_OUTLET_KO}[ ]?{_NO_NAME}(?P<reporter_ko>[가-힣]{{2,4}})(?:[ ]?기자)?
        (?:입니다|였습니다|이었습니다)(?:\.|(?=\s|\Z)))
"""


def sign_off(match: re.Match[str]) -> tuple[SignOff] | None:
    """The mark of a sign-off; None when `match` is of another kind."""
    if match.lastgroup not in ("sign_off", "sign_off_for", "sign_off_ko"):
        return None
    name = match["reporter"] or match["reporter_for"] or match["reporter_ko"]
    return (SignOff(start=match.start(), end=match.end(), speaker=Speaker(name=name)),)
