"""Korean personal names in Hangul and as newsrooms write them in English: family name first, Kim Bum-soo.

The spellings are those that newspapers use and families choose, rarely those of the Revised Romanisation, which stands
in where the tables give none.
"""

from collections.abc import Iterator
from itertools import chain

# A family name or syllable, the spelling to write, then others to be read.
_FAMILY_TABLE = """
김 Kim Gim|이 Lee Yi Rhee Yee|박 Park Pak Bak|최 Choi Choe|정 Jung Jeong Chung Joung Chong|강 Kang Gang|조 Cho Jo
윤 Yoon Yun Youn|장 Jang Chang|임 Lim Im Rim Yim|한 Han|오 Oh O|서 Seo Suh Su|신 Shin Sin|권 Kwon Gwon|황 Hwang
안 Ahn An|송 Song|류 Ryu|유 Yoo Yu You Ryu|홍 Hong|전 Jeon Jun Chun|고 Ko Koh Go|문 Moon Mun|양 Yang|손 Son Sohn
배 Bae Pae|백 Baek Paik Back|허 Heo Hur Huh|남 Nam|심 Shim Sim|노 Noh Roh No|하 Ha|곽 Kwak Gwak|성 Sung Seong|차 Cha
주 Joo Ju|우 Woo|구 Koo Gu Ku Goo|민 Min|나 Na Nah|진 Jin Chin|지 Ji Jee|엄 Um Eom Uhm|원 Won|채 Chae|천 Cheon Chun
방 Bang Pang|공 Kong Gong|현 Hyun Hyeon Hyon|함 Ham|변 Byun Byeon|염 Yum Yeom|여 Yeo|추 Choo Chu|도 Do|석 Seok Suk
선 Sun Seon|설 Seol Sul|마 Ma|길 Gil Kil|표 Pyo|명 Myung Myeong|기 Ki Gi|반 Ban|위 Wi|라 Ra|왕 Wang|금 Keum Geum
옥 Ok|육 Yook Yuk|인 In|맹 Maeng|제 Je|모 Mo|탁 Tak|국 Kook Guk|어 Eo|은 Eun|편 Pyun Pyeon|용 Yong|예 Ye|봉 Bong
경 Kyung|사 Sa|부 Boo Bu|복 Bok|태 Tae Thae|목 Mok|피 Pi|두 Doo|빈 Bin|리 Ri|림 Rim|남궁 Namgung Namkung
황보 Hwangbo|제갈 Jegal|선우 Sunwoo Seonu|사공 Sagong|서문 Seomun|독고 Dokgo
"""
_GIVEN_TABLE = """
가|각|간|갈|갑|강 kang gang|거|건 gun geon keon kun|걸 geol gul|겸 kyum gyeom|경 kyung gyeong kyoung kyong kyeong
계 kye gye|고 go ko|곤 gon kon|공 kong gong|관 kwan gwan|광 kwang gwang|교 kyo gyo|구 koo gu goo ku|국 kook guk kuk
군 kun goon|권 kwon gwon|귀 kwi gui gwi|규 kyu gyu kyoo|균 kyun gyun gyoon|근 geun keun kun|금 geum keum kum
기 ki gi kee|길 gil kil|나|낙|난|남|내|노 no noh|녹|녀 nyeo|누|늘 neul|니|다|단|달|담|당|대|덕 duk deok duck dok tok
도|돈|돌|동|두 doo du|득 deuk|라|락|란|람|랑|래|량|려|련 ryun ryeon|령 ryung ryeong|로|록|롬|롱|룡|루 ru loo|류|륜 ryun
률|르|름 reum|릉|리|린 rin lin|림 rim lim|마|만|말|매|맹|명 myung myeong myoung myong|모|목|무 moo mu|묵 mook muk
문 moon mun|미 mi mee|민|반|방|배|백 baek paek|범 bum beom bom|법|벽|별 byul byeol byol
병 byung byeong byoung pyong|보|복|본|봄|봉 bong pong|부 boo bu|비|빈|빛 bit|사|산|삼|상|새|샘|생|서 seo suh so
석 seok suk sok seog|선 sun seon son|설 seol sul|섬|섭 sup seop sub|성 sung seong song|세|소|솔|솜|송|수 soo su
숙 sook suk|순 soon sun|술|숭 soong|슬 seul|승 seung|시 si shi|식 sik shik|신 shin sin|실 sil shil|심 shim sim
아 ah a|안 an ahn|알|애|양|억 eok uk|언 eon un on|얼|업 up eop|여|연 yeon youn yon yun|열 yeol yul yeul
엽 yup yeop|영 young yeong yong|예 ye yea|오 oh o|옥 ok|온|완|왕|요 yo|용 yong|우 woo u wu|욱 wook uk ook|운 woon un
울|웅 woong ung|원 won weon|월|위|유 yoo yu you|육 yook yuk|윤 yoon yun|율 yul yool|융 yoong yung|은 eun un
을 eul ul|음 eum|의 eui ui|이 yi i lee|익 ik|인|일|임 im lim|잎 ip|자|작|장 jang chang|재 jae jai chae|전 jeon jun
정 jung jeong joung chung jong|제 je jae|조 jo cho|종 jong chong|좌|주 ju joo chu|준 jun joon june|중 joong jung
지 ji jee chi jie|직|진 jin chin|집|차|찬|창|채|처|천 cheon chun chon|철 chul cheol chol|청 chung cheong chong|초|총
추 choo chu|춘 chun choon|출 chool|충 choong chung|치|칠|탁|탄|태 tae thae|택 taek thaek taick|통|판|팔
평 pyung pyeong|포|표|풍 poong pung|필 pil phil|하|학|한|함|합|해|행|향|헌 hun heon hon|혁 hyuk hyeok hyok
현 hyun hyeon hyon|협 hyup hyeop|형 hyung hyeong hyong|혜 hye hae|호|홍|화|환|활|황|회 hoe hoi|효|후 hoo hu
훈 hoon hun|훤|휘 hwi whee|휴|흔|흠|흥|희 hee hui heui|결 gyul gyeol|겨 gyeo|레 re|론 ron|릴 ril|베 be
샛 saet
"""
# As the first syllable of a given name: Su-jin, but Chul-soo.
_FIRST = {"수": "su", "유": "yu", "윤": "yun", "구": "gu", "이": "i", "의": "ui", "규": "gyu", "아": "ah"}
# Names so common that they have a spelling of their own.
_WHOLE = {"민수": "Min-su", "아름": "A-reum", "준호": "Jun-ho", "은지": "Eun-ji", "문수": "Moon-soo", "윤아": "Yoon-ah"}
# What a spelling means that several syllables share.
_PREFERRED = dict(
    pair.split(":")
    for pair in (
        "hun:훈 sun:선 jung:정 un:은 yun:윤 gun:건 jong:종 yong:용 chun:춘 chung:정 sung:성 su:수 kun:근 yul:율 "
        "jae:재 bom:범 on:온 chong:종 so:소 uk:욱 song:성 hae:해 chae:채 jun:준 chu:추"
    ).split()
)

_INITIALS = "g kk n d tt r m b pp s ss . j jj ch k t p h".replace(".", "-").split()
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()


def _parse(table: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in table.replace("\n", "|").split("|") if row.strip())
    return {hangul: tuple(spellings) or (revised(hangul),) for hangul, *spellings in rows}


def revised(hangul: str) -> str:
    """Syllables in the Revised Romanisation, each for itself.

    >>> revised("한솔")
    'hansol'
    """
    found = ""
    for char in hangul:
        index = ord(char) - ord("가")
        found += _INITIALS[index // 588] + _VOWELS[index % 588 // 28] + _FINALS[index % 28]
    return found.replace("-", "")


_FAMILY = _parse(_FAMILY_TABLE)
_GIVEN = _parse(_GIVEN_TABLE)


def _readings() -> Iterator[tuple[str, str]]:
    """(spelling, syllable), so that the last of a spelling is the likeliest."""
    for place in (2, 1, 0):
        for syllable, spellings in reversed(_GIVEN.items()):
            if place == 2:
                yield from ((spelling, syllable) for spelling in spellings[2:])
                yield revised(syllable), syllable
            elif place < len(spellings):
                yield spellings[place], syllable
    yield from _PREFERRED.items()


_SYLLABLE_OF = dict(_readings())
_FAMILY_OF = dict(
    chain(
        ((spelling, hangul) for hangul, spellings in reversed(_FAMILY.items()) for spelling in spellings[1:]),
        ((spellings[0], hangul) for hangul, spellings in _FAMILY.items()),
    )
)


def split_name(name: str) -> tuple[str, str] | None:
    """Family and given name of a Korean name in Hangul; None for what is none.

    >>> split_name("김범수"), split_name("남궁민"), split_name("뉴욕")
    (('김', '범수'), ('남궁', '민'), None)
    """
    for length in (1, 2) if len(name) == 3 else (2, 1):  # 황 보라 rather than 황보 라; 선우 은숙
        family, given = name[:length], name[length:]
        if family in _FAMILY and 1 <= len(given) <= 3 and all(syllable in _GIVEN for syllable in given):
            return family, given
    return None


def romanise_name(name: str) -> str | None:
    """A Korean name in English as newsrooms spell it; None for what is none.

    >>> romanise_name("김범수"), romanise_name("이서연"), romanise_name("허준")
    ('Kim Bum-soo', 'Lee Seo-yeon', 'Heo Jun')
    """
    parts = split_name(name)
    if parts is None:
        return None
    family, given = parts
    return f"{_FAMILY[family][0]} {_WHOLE.get(given) or _spelt(given)}"


def _spelt(given: str) -> str:
    spelling = _FIRST.get(given[0], _GIVEN[given[0]][0])
    return "-".join((spelling.capitalize(), *(_GIVEN[syllable][0] for syllable in given[1:])))


def hangul_name(name: str) -> str | None:
    """The likeliest Hangul of a Korean name in English, family name first or last; None for what is none.

    >>> hangul_name("Kim Bum-soo"), hangul_name("Seo-yeon Lee"), hangul_name("Lee Jae Myung"), hangul_name("John Smith")
    ('김범수', '이서연', '이재명', None)
    """
    parts = _parts(name)
    if parts is None:
        return None
    family, syllables = parts
    return _FAMILY_OF[family] + "".join(_read(syllable, at) for at, syllable in enumerate(syllables))


def is_spelling(name: str, hangul: str) -> bool:
    """True where an English name may be that of a Korean name in Hangul.

    >>> is_spelling("Jeong Su-jin", "정수진"), is_spelling("Jang Su-jin", "정수진")
    (True, False)
    """
    english, korean = _parts(name), split_name(hangul)
    if english is None or korean is None or len(english[1]) != len(korean[1]):
        return False
    return english[0] in (*_FAMILY[korean[0]], revised(korean[0]).capitalize()) and all(
        spelling in (*_GIVEN[syllable], revised(syllable))
        for spelling, syllable in zip(english[1], korean[1], strict=True)
    )


def _parts(name: str) -> tuple[str, list[str]] | None:
    """Family name, and the syllables of the given name in lower case."""
    words = name.split()
    if len(words) not in (2, 3):
        return None
    orders = [(words[0], words[1:])] if len(words) == 3 else [(words[0], words[1:]), (words[1], words[:1])]
    for family, given in orders:
        if family in _FAMILY_OF and (syllables := _syllables(given)):
            return family, syllables
    return None


def _syllables(given: list[str]) -> list[str] | None:
    """`["Bum-soo"]`, `["Jae", "Myung"]` or `["Sedol"]` as syllables; None where they are not Korean ones."""
    if not all(word[:1].isupper() for word in given):
        return None
    written = [part.lower() for word in given for part in word.split("-")]
    if all(part in _SYLLABLE_OF for part in written):
        return written
    if len(written) == 1:
        word = written[0]
        for at in range(len(word) - 2, 1, -1):
            if word[:at] in _SYLLABLE_OF and word[at:] in _SYLLABLE_OF:
                return [word[:at], word[at:]]
    return None


def _read(spelling: str, place: int) -> str:
    if spelling == "suk":  # Suk-yeol, but Mi-suk
        return "숙" if place else "석"
    return _SYLLABLE_OF[spelling]
