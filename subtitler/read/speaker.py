"""The label of a speaker -> name, role, language on air and notes."""

import re
from dataclasses import dataclass

from subtitler.core.transcript import Speaker
from subtitler.read.spoken import UNDETERMINED, spoken_code

MAX_LABEL_CHARS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """`notes` are remarks on picture or voice, neither name nor role; `unknown` is a language not in our table."""

    speaker: Speaker | None = None
    spoken: str | None = None
    unknown: str | None = None
    notes: tuple[str, ...] = ()


NO_LABEL = Label()

_GROUP = re.compile(r"\(([^()]*)\)")

# (음성변조) voice altered, (영상 제공 ...) footage credit, (2024년 10월) when it was said, (가명) not the real name.
_NOTE = re.compile(
    r"""(?xi)
    음성[ ]?(?:변조|대역) | 대역 | 가명 | 전화(?:[ ]?(?:연결|인터뷰))? | (?:지난|어제|오늘|작년|올해|당시)\b.*
  | (?:영상|화면|사진|자료|출처)[ ]?(?:제공|출처)?\b.* | .*(?:제공|캡처|캡쳐|자막)
  | \d{4}년.* | \d{1,2}월.* | \d{1,2}일.* | .*\d{4}
  | voice[ ](?:altered|modified|disguised|distorted) | (?:on|by)[ ](?:the[ ])?(?:tele)?phone | file | archive
  | alias | pseudonym | no[ ]name[ ]given | name[ ]withheld
    """
)

_ROLE_WORD = re.compile(
    r"""(?xi)\b(?:president|minister|secretary|spokes(?:man|woman|person)|chair(?:man|woman|person)?|director|head|chief
    |professor|doctor|mayor|governor|ambassador|lawmaker|senator|researcher|analyst|expert|manager|owner|resident|student
    |worker|official|officer|leader|commander|general|coach|farmer|driver|tourist|citizen|voter|passenger|reporter|lawyer
    |judge|engineer|economist|activist|victim|witness|actor|singer|deputy|representative|envoy)s?\b"""
)
_PERSONAL_NAME = re.compile(r"(?:[A-Z][\w.'-]*)(?: [A-Z][\w.'-]*){1,3}")


def _name_and_role(text: str) -> tuple[str, str | None]:
    """The two sides of `Name/Role` or `Name, Role`; turned round where the first side is plainly the role."""
    name, *rest = (part.strip() for part in re.split("[/,]", text, maxsplit=1))
    role = rest[0] if rest else ""
    if not (name and role):
        return name or role, None
    if _ROLE_WORD.search(name) and _PERSONAL_NAME.fullmatch(role) and not _ROLE_WORD.search(role):
        return role, name
    return name, role


def read_label(text: str, *, language: str | None = None) -> Label:
    """The parts of a speaker's label.

    Name and role come as `Name(Role)`, `Name (Role)`, `(Role) Name`, `Name, Role` or `Name/Role`; either may be
    missing, and a role alone names the speaker. `language` is the note on language of a style that sets it apart.

    >>> read_label("Kim Young-ho, Professor (Korean-English)").speaker
    Speaker(name='Kim Young-ho', role='Professor')
    >>> read_label("구청 관계자 (음성변조)").notes
    ('음성변조',)
    """
    spoken, unknown, roles, notes = None, None, [], []
    if language is not None:
        spoken = spoken_code(language)
        if spoken is None:
            spoken, unknown = UNDETERMINED, language
    for group in (" ".join(found.split()) for found in _GROUP.findall(text)):
        code = spoken_code(group)
        if code is not None:
            spoken = code
            if code == UNDETERMINED:
                unknown = group
        elif _NOTE.fullmatch(group):
            notes.append(group)
        elif group:
            roles.append(group)
    name, role = _name_and_role(" ".join(_GROUP.sub(" ", text).split()))
    if role:
        roles.insert(0, role)
    if not name and roles:
        name = roles.pop(0)
    speaker = Speaker(name=name, role=", ".join(roles) or None) if name else None
    return Label(speaker=speaker, spoken=spoken, unknown=unknown, notes=tuple(notes))
