"""Pages of KBS, SBS, MBC, YTN and Yonhap News TV."""

import pytest

from subtitler.core.errors import TranscriptSyntaxError
from subtitler.core.transcript import NoticeKind
from tests.read.pages import ANCHOR, BITE, HEADING, REPORT, SIGN_OFF, bites, noted, page, said, who


def test_kbs() -> None:
    transcript = page(
        "[앵커]\n밤사이 많은 비가 내렸습니다.\n김석진 기자입니다.\n[리포트]\n하천이 넘쳤습니다.\n"
        '[녹취] 송수민(현장소장) : “길이 잠겼어요. 다들 "살려달라"고 했죠.”\n물은 아침에 빠졌습니다.\n'
        '[인터뷰]\n이민호/주민: "집이 다 젖었어요."\n복구가 시작됐습니다.\nKBS 뉴스 김석진입니다.\n'
        "촬영기자:김종호/영상편집:여동수\n"
    )

    assert transcript.style == "korean-news"
    assert said(transcript) == [
        (ANCHOR, "밤사이 많은 비가 내렸습니다.\n김석진 기자입니다."),
        (REPORT, "하천이 넘쳤습니다."),
        (BITE, '길이 잠겼어요. 다들 "살려달라"고 했죠.'),
        (REPORT, "물은 아침에 빠졌습니다."),
        (BITE, "집이 다 젖었어요."),
        (REPORT, "복구가 시작됐습니다."),
        (SIGN_OFF, "KBS 뉴스 김석진입니다."),
    ]
    assert [who(block) for block in transcript.blocks] == [
        None,
        ("김석진", None),
        ("송수민", "현장소장"),
        ("김석진", None),
        ("이민호", "주민"),
        ("김석진", None),
        ("김석진", None),
    ]
    assert {block.spoken for block in transcript.blocks} == {"ko"}
    assert noted(transcript, NoticeKind.DROPPED) == ["촬영기자:김종호/영상편집:여동수"]


def test_kbs_until_2015() -> None:
    transcript = page(
        "<앵커 멘트>\n\n날씨 소식입니다.\n\n<리포트>\n\n눈이 옵니다.\n\n<인터뷰> 송수민( 현장소장) : “많이 와요.”\n\n"
        '<녹취> "어이쿠!"\n\n영화 <눈사람>도 개봉했습니다.\n\nKBS 뉴스 서영수입니다.\n'
    )

    assert said(transcript) == [
        (ANCHOR, "날씨 소식입니다."),
        (REPORT, "눈이 옵니다."),
        (BITE, "많이 와요."),
        (BITE, "어이쿠!"),
        (REPORT, "영화 <눈사람>도 개봉했습니다."),
        (SIGN_OFF, "KBS 뉴스 서영수입니다."),
    ]
    assert [who(bite) for bite in bites(transcript)] == [("송수민", "현장소장"), None]


def test_sbs() -> None:
    transcript = page(
        "<8뉴스>\n\n<앵커>\n\n하천의 물고기가 떼죽음을 당했습니다.\n\n<기자>\n\n수백 마리가 떠올랐습니다.\n\n"
        "[유지훈/한강대 생물학과 교수 : 산소가 부족해진 [여름철] 물에서는 흔한 일입니다.]\n\n"
        "시는 원인을 찾고 있습니다.\n\n"
        "(영상취재 : 김균수, 영상편집 : 김경호, CG : 이하나(미술팀))\n"
    )

    assert transcript.meta == (("programme", "8뉴스"),)
    assert said(transcript) == [
        (ANCHOR, "하천의 물고기가 떼죽음을 당했습니다."),
        (REPORT, "수백 마리가 떠올랐습니다."),
        (BITE, "산소가 부족해진 [여름철] 물에서는 흔한 일입니다."),
        (REPORT, "시는 원인을 찾고 있습니다."),
    ]
    assert who(bites(transcript)[0]) == ("유지훈", "한강대 생물학과 교수")
    assert noted(transcript, NoticeKind.DROPPED) == ["(영상취재 : 김균수, 영상편집 : 김경호, CG : 이하나(미술팀))"]


def test_mbc_now() -> None:
    transcript = page(
        "[뉴스데스크]\n◀ 앵커 ▶ 폭설입니다. ◀리포트▶ 길이 막혔습니다.\n[구청 관계자 (음성변조)]\n"
        '"제설제를 다 썼어요.\n더는 없습니다."\n시민들은 걸었습니다.\nMBC뉴스 이주희입니다.\n영상취재: 강민수/전주\n'
        "MBC 뉴스는 24시간 여러분의 제보를 기다립니다.\n▷ 전화 02-000-0000\n▷ 이메일 jebo@example.com\n"
    )

    assert transcript.meta == (("programme", "뉴스데스크"),)
    assert said(transcript) == [
        (ANCHOR, "폭설입니다."),
        (REPORT, "길이 막혔습니다."),
        (BITE, "제설제를 다 썼어요.\n더는 없습니다."),
        (REPORT, "시민들은 걸었습니다."),
        (SIGN_OFF, "MBC뉴스 이주희입니다."),
    ]
    assert who(bites(transcript)[0]) == ("구청 관계자", None)
    assert noted(transcript, NoticeKind.DROPPED) == [
        "음성변조",
        "영상취재: 강민수/전주",
        "MBC 뉴스는 24시간 여러분의 제보를 기다립니다.",
        "▷ 전화 02-000-0000",
        "▷ 이메일 jebo@example.com",
    ]


def test_mbc_of_the_1990s() -> None:
    transcript = page(
        "경제앵커: 정길수,최율희\n\n새 뉴스 소개[권재호]\n\n입력 | 1993-04-11   수정 | 1993-04-11\n\n[새 뉴스 소개]\n\n"
        "● 앵커: 내일부터 뉴스가 달라집니다.\n\n권재호 기자가 소개합니다.\n\n● 기자: 가장 빠른 뉴스입니다.\n\n"
        "● 엄기수(뉴스데스크 앵커): 네, 열심히 하겠습니다.\n\n● 시민: 기대됩니다.\n"
    )

    assert transcript.meta == (("presenter", "정길수,최율희"), ("headline", "새 뉴스 소개[권재호]"))
    assert [(block.kind, who(block), block.text) for block in transcript.blocks] == [
        (HEADING, None, "새 뉴스 소개"),
        (ANCHOR, None, "내일부터 뉴스가 달라집니다.\n권재호 기자가 소개합니다."),
        (REPORT, None, "가장 빠른 뉴스입니다."),
        (ANCHOR, ("엄기수", "뉴스데스크 앵커"), "네, 열심히 하겠습니다."),
        (BITE, ("시민", None), "기대됩니다."),
    ]


def test_mbc_of_the_2000s() -> None:
    transcript = page('◀ANC▶\n뉴스입니다.\n◀VCR▶\n길입니다.\n◀INT▶ 김영수(주민)\n"힘들어요."\n돌아왔습니다.\n◀END▶\n')

    assert said(transcript) == [
        (ANCHOR, "뉴스입니다."),
        (REPORT, "길입니다."),
        (BITE, "힘들어요."),
        (REPORT, "돌아왔습니다."),
    ]


YTN = """[뉴스큐] 검찰 내부 동요...차기 총장 누구?

2021.03.05. 오후 3:35
댓글
글자크기설정
인쇄하기
AD
■ 진행 : 김영호 앵커, 강려진 앵커
■ 출연 : 김경수 / 전 의원

* 아래 텍스트는 실제 방송 내용과 차이가 있을 수 있으니 방송으로 확인하시기 바랍니다.

[앵커]
언제까지 하셨죠?

[김경수]
"오래"라고 할 수 있죠.

그렇습니다.

[기자]
네.
[울프 블랙 / CNN 앵커 (2024년 10월) : 놀랍습니다.]
지금까지 국회에서 YTN 김석호입니다.

YTN 김석호 (kim@example.com)
"""


def test_ytn() -> None:
    transcript = page(YTN)

    assert said(transcript) == [
        (ANCHOR, "언제까지 하셨죠?"),
        (BITE, '"오래"라고 할 수 있죠.\n그렇습니다.'),
        (REPORT, "네."),
        (BITE, "놀랍습니다."),
        (SIGN_OFF, "지금까지 국회에서 YTN 김석호입니다."),
    ]
    assert [who(bite) for bite in bites(transcript)] == [("김경수", None), ("울프 블랙", "CNN 앵커")]
    assert transcript.meta == (
        ("programme", "뉴스큐"),
        ("headline", "검찰 내부 동요…차기 총장 누구?"),
        ("date", "2021.03.05. 오후 3:35"),
        ("presenter", "김영호 앵커, 강려진 앵커"),
        ("guest", "김경수 / 전 의원"),
        ("byline", "YTN 김석호 (kim@example.com)"),
    )
    assert "2024년 10월" in noted(transcript, NoticeKind.DROPPED)


def test_hosts_may_share_a_line() -> None:
    transcript = page("■ 진행 : 김영호 앵커 ■ 출연 : 김경수 / 전 의원\n[앵커]\n어서 오십시오.")

    assert transcript.meta == (("presenter", "김영호 앵커"), ("guest", "김경수 / 전 의원"))


def test_yonhap_news_tv() -> None:
    transcript = page(
        "[앵커]\n코로나19 소식입니다.\n<출연 : 신선우 기자>\n<질문 1> 확진자가 늘었죠?\n[기자]\n네, 그렇습니다.\n"
        "연합뉴스TV 기사문의 및 제보 : 카톡/라인 jebo23\n(끝)\n송고시간 2020-02-25 10:11\n"
    )

    assert said(transcript) == [
        (ANCHOR, "코로나19 소식입니다."),
        (ANCHOR, "확진자가 늘었죠?"),
        (REPORT, "네, 그렇습니다."),
    ]
    assert transcript.meta == (("guest", "신선우 기자"),)
    assert noted(transcript, NoticeKind.DROPPED) == [
        "연합뉴스TV 기사문의 및 제보 : 카톡/라인 jebo23",
        "(끝)",
        "송고시간 2020-02-25 10:11",
    ]


def test_the_sign_off_names_the_reporter_through_a_dialogue() -> None:
    transcript = page(
        "[앵커]\n상황 어떻습니까?\n[기자]\n차분합니다.\n[앵커]\n내일은요?\n"
        "[기자]\n맑겠습니다.\n지금까지 부산에서 KBS 뉴스 김석진입니다.\n"
    )

    assert [who(block) for block in transcript.blocks if block.kind is REPORT] == [("김석진", None)] * 2


def test_the_credits_end_the_story_of_a_reporter() -> None:
    transcript = page(
        "[앵커]\n하나.\n[기자]\n둘.\n영상취재: 강민수\n[앵커]\n셋.\n[기자]\n넷.\nSBS 박하늘입니다.\n영상취재: 강민수\n"
    )

    assert [who(block) for block in transcript.blocks if block.kind is REPORT] == [None, ("박하늘", None)]


@pytest.mark.parametrize("line", ["KBS 뉴스광장입니다.", "MBC 뉴스데스크입니다.", "KBS 뉴스입니다."])
def test_a_programme_that_says_its_name_is_no_sign_off(line: str) -> None:
    assert said(page(f"[앵커]\n안녕하십니까.\n{line}"))[-1] == (ANCHOR, f"안녕하십니까.\n{line}")


@pytest.mark.parametrize(
    ("tag", "speaker"),
    [
        ('[인터뷰: 김철수, 교수]\n"놀랍습니다."', ("김철수", "교수")),
        ('[인터뷰 : 김철수 / 교수 : "놀랍습니다."]', ("김철수", "교수")),
        ("[전화 인터뷰] 김철수(교수) : 놀랍습니다.", ("김철수", "교수")),
        ('[김철수/교수]\n"놀랍습니다."', ("김철수", "교수")),
        ("[김철수] 놀랍습니다.", ("김철수", None)),
        ('[녹취] "놀랍습니다."', None),
        ("[녹취]\n김철수/교수:\n놀랍습니다.", ("김철수", "교수")),
        ("[김철수 교수 : 놀랍습니다.]", ("김철수 교수", None)),
    ],
)
def test_the_forms_of_a_sound_bite(tag: str, speaker: tuple[str, str | None] | None) -> None:
    transcript = page(f"[앵커]\n보시죠.\n[리포트]\n봤습니다.\n{tag}\n[리포트]\n끝났습니다.")

    assert [(who(bite), bite.text) for bite in bites(transcript)] == [(speaker, "놀랍습니다.")]


@pytest.mark.parametrize("tag", ["[그래픽]", "[CG]", "<화면>", "◀ 그래픽 ▶", "■ 소제목", "[자막]"])
def test_an_unknown_tag_is_an_error_and_kept_when_lenient(tag: str) -> None:
    text = f"[앵커]\n보시죠.\n{tag}\n끝났습니다."

    with pytest.raises(TranscriptSyntaxError, match=r"news\.txt:3:1: no rule explains the tag"):
        page(text)
    transcript = page(text, lenient=True)
    assert said(transcript) == [(ANCHOR, f"보시죠.\n{tag}\n끝났습니다.")]
    assert noted(transcript, NoticeKind.NOT_UNDERSTOOD) == [tag]


def test_stories_with_titles_of_their_own() -> None:
    transcript = page(
        "첫째 소식\n[앵커]\n하나.\n[기자]\n둘.\nSBS 박하늘입니다.\n\n둘째 소식\n[앵커]\n셋.\n[기자]\n넷.\n"
    )

    assert transcript.meta == (("headline", "첫째 소식"),)
    assert (HEADING, "둘째 소식") in said(transcript)


def test_a_named_reporter_and_a_forecaster() -> None:
    transcript = page(
        "◀ 앵커 ▶\n이기준 기자, 어떻습니까?\n◀ 이기준 기자 ▶\n맑습니다.\n"
        "◀ 기상캐스터 ▶\n춥겠습니다.\n[사진출처 = 기상청]"
    )

    assert [(block.kind, who(block)) for block in transcript.blocks] == [
        (ANCHOR, None),
        (REPORT, ("이기준 기자", None)),
        (REPORT, None),
    ]
    assert transcript.meta == (("photo", "기상청"),)


def test_a_question_in_brackets_is_the_reporters() -> None:
    transcript = page(
        "[앵커]\n보시죠.\n[기자]\n찾아갔습니다.\n[기자 : 언제 오셨어요?]\n[주민 : 어제요.]\n말을 아꼈습니다."
    )

    assert said(transcript)[1:] == [
        (REPORT, "찾아갔습니다."),
        (REPORT, "언제 오셨어요?"),
        (BITE, "어제요."),
        (REPORT, "말을 아꼈습니다."),
    ]


def test_a_time_in_brackets_is_speech() -> None:
    assert said(page("[앵커]\n사고는 [10:30] 뒤였습니다.")) == [(ANCHOR, "사고는 [10:30] 뒤였습니다.")]
