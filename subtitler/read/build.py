"""Marks + the text between them -> Transcript. Every word of the page ends in a block, the meta or a notice."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from subtitler.core.language import Language, language_of
from subtitler.core.transcript import Block, BlockKind, Notice, NoticeKind, Transcript, main_language
from subtitler.read.header import header_parts, numbered_title
from subtitler.read.marks import Dropped, Heading, Mark, Meta, Resume, Runs, SignOff, Style, Turn, Unknown
from subtitler.read.page import Page, is_title, shown
from subtitler.read.quotes import bite_end, unquoted
from subtitler.read.speaker import Label
from subtitler.read.spoken import UNDETERMINED
from subtitler.text.normalise import space_quotes

_WAY_OUT = "take it out, put a tag before it, or read the page leniently with --lenient"


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A block in the making. `story` counts the stories of the page."""

    turn: Turn
    story: int
    start: int
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        lines = (" ".join(line.split()) for line in " ".join(self.pieces).split("\n"))
        text = "\n".join(line for line in lines if line)
        return unquoted(text) if self.turn.kind is BlockKind.BITE else text


class Builder:
    """Takes the marks of a page in order (`take`), then gives its transcript (`finish`)."""

    def __init__(self, page: Page, style: Style, *, lenient: bool) -> None:
        self._page, self._style, self._lenient = page, style, lenient
        self._drafts: list[_Draft] = []
        self._meta: list[tuple[int, str, str]] = []  # with the offset on the page
        self._notices: list[Notice] = []
        self._base = style.opening  # the newsroom's turn, which goes on after a sound bite
        self._turn = style.opening
        self._draft: _Draft | None = None  # where the next words of `_turn` go; None begins a block
        self._is_silent = False  # a tag has come, no words yet
        self._open_quotes = 0
        self._is_between_stories = style.opening is None
        self._titles: list[tuple[int, int]] = []  # lines that are titles if a turn follows
        self._story = 0
        self._at = 0

    def take(self, mark: Mark) -> None:
        self._between(self._at, mark.start)
        self._at = mark.end
        match mark:
            case Turn():
                self._begin(mark)
            case Resume():
                self._resume()
            case SignOff():
                self._sign_off(mark)
            case Heading():
                self._heading(mark)
            case Meta():
                self._meta.append((mark.start, mark.key, mark.value))
            case Dropped():
                self._notice(NoticeKind.DROPPED, mark.start, self._page.text[mark.start : mark.end])
                self._story += mark.ends_story
            case Unknown():
                self._not_understood(mark)

    def finish(self, language: Language | None) -> Transcript:
        """A block with no letters to tell by is in `language`, or in that of most of the page."""
        self._between(self._at, len(self._page.text))
        self._resume()
        if any(draft.turn.kind is not BlockKind.HEADING for draft in self._drafts):
            self._titles_are_no_titles()
        drafts = [draft for draft in self._drafts if self._has_words(draft)]
        self._name_reporters(drafts)
        blocks = tuple(self._block(number, draft, language) for number, draft in enumerate(drafts))
        return Transcript(
            blocks=blocks,
            language=language or main_language(blocks),
            meta=tuple((key, value) for _, key, value in sorted(self._meta)),
            notices=tuple(sorted(self._notices, key=lambda notice: (notice.line, notice.column))),
            style=self._style.name,
            origin=self._page.origin,
        )

    # The marks

    def _begin(self, turn: Turn) -> None:
        self._resume()
        self._settle_titles()
        if turn.kind is not BlockKind.BITE and turn.runs is not Runs.TO_BRACKET:
            if turn.kind is BlockKind.ANCHOR and not (self._base and self._base.is_dialogue):
                self._story += 1
            if turn.runs is Runs.TO_NEXT_MARK:
                self._base = turn
        self._turn, self._is_silent, self._is_between_stories = turn, True, False
        for note in turn.label.notes:
            self._notice(NoticeKind.DROPPED, turn.start, note)
        if turn.label.unknown:
            finding = f"{turn.label.unknown}: the language on air is not known from this and is marked '{UNDETERMINED}'"
            self._notice(NoticeKind.LANGUAGE, turn.start, finding)

    def _resume(self) -> None:
        """Back to the newsroom. A speaker who says nothing on the page is noted."""
        turn = self._turn
        if turn and self._is_silent and (turn.kind is BlockKind.BITE or turn.label.speaker):
            self._notice(NoticeKind.DROPPED, turn.start, self._page.text[turn.start : turn.end])
        self._turn, self._draft, self._is_silent, self._open_quotes = self._base, None, False, 0

    def _sign_off(self, mark: SignOff) -> None:
        self._resume()
        self._settle_titles()
        turn = Turn(kind=BlockKind.SIGN_OFF, label=Label(speaker=mark.speaker), start=mark.start, end=mark.end)
        self._add_block(turn, self._page.text[mark.start : mark.end])
        self._story += 1
        self._is_between_stories = self._style.opening is None

    def _heading(self, mark: Heading) -> None:
        self._resume()
        self._settle_titles()
        self._story += 1
        self._add_block(Turn(kind=BlockKind.HEADING, start=mark.start, end=mark.end), mark.text)
        self._base = self._turn = self._style.opening
        self._is_between_stories = self._style.opening is None

    def _not_understood(self, mark: Unknown) -> None:
        if not self._lenient:
            raise self._page.error(mark.start, mark.finding, mark.way_out)
        self._notice(NoticeKind.NOT_UNDERSTOOD, mark.start, self._page.text[mark.start : mark.end])
        self._settle_titles()
        self._is_between_stories = False
        self._say(mark.start, mark.end)

    # The text between them

    def _between(self, start: int, end: int) -> None:
        text = self._page.text[start:end]
        if not text.strip():
            if self._draft:
                self._draft.pieces.append(text)
        elif not self._is_between_stories:
            self._say(start, end)
        elif self._base:
            self._after_sign_off(start, end)
        else:
            self._before_first_tag(start, end)

    def _before_first_tag(self, start: int, end: int) -> None:
        meta, lines = header_parts(self._page, start, end)
        self._meta.extend((part.start, part.key, part.value) for part in meta)
        for line_start, line_end in lines:
            if not self._is_between_stories:
                self._say(line_start, line_end)
            elif is_title(self._page.text[line_start:line_end]):
                self._titles.append((line_start, line_end))
            else:
                text = shown(self._page.text[line_start:line_end])
                finding, way_out = f"no tag says who speaks {text}", _WAY_OUT
                self._not_understood(Unknown(start=line_start, end=line_end, finding=finding, way_out=way_out))

    def _after_sign_off(self, start: int, end: int) -> None:
        """Titles of the next story, if nothing else stands here; or else the newsroom speaks on."""
        lines = [line.span() for line in re.compile(r"[^\n]+").finditer(self._page.text, start, end)]
        if all(is_title(self._page.text[line_start:line_end]) for line_start, line_end in lines):
            self._titles.extend(lines)
        else:
            self._is_between_stories = False
            self._say(start, end)

    def _settle_titles(self) -> None:
        """A turn follows: the lines before it are titles."""
        for start, end in self._titles:
            title = numbered_title(self._page, start, end)
            if self._base or self._style.has_titles:
                self._story += 1
                self._add_block(Turn(kind=BlockKind.HEADING, start=start, end=end), title.text)
            else:
                self._meta.append((start, "headline", title.text))
        self._titles.clear()

    def _titles_are_no_titles(self) -> None:
        lines, self._titles = self._titles, []
        for start, end in lines:
            finding = f"no rule of the style '{self._style.name}' explains {shown(self._page.text[start:end])}"
            self._not_understood(Unknown(start=start, end=end, finding=finding, way_out=_WAY_OUT))

    def _say(self, start: int, stop: int) -> None:
        """Gives the text to who is speaking, and the newsroom what comes after the end of a bite or paragraph."""
        text, at = self._page.speech(start, stop), 0
        while at < len(text):
            turn = self._turn or self._base or Turn(kind=BlockKind.REPORT, start=start, end=start)
            if turn.kind is BlockKind.BITE and turn.runs is not Runs.TO_BRACKET:
                end, still_open = bite_end(text, at, turn.runs, self._open_quotes)
            elif turn.runs is Runs.TO_PARAGRAPH_END:
                end, still_open = _paragraph_end(text, at)
            else:
                end, still_open = len(text), 0
            self._add(turn, start + at, text[at:end])
            at = end
            if still_open is None:
                self._resume()
            else:
                self._open_quotes = still_open

    def _add(self, turn: Turn, start: int, text: str) -> None:
        if text.strip() and self._draft is None:
            lead = len(text) - len(text.lstrip())
            self._draft = _Draft(turn=turn, story=self._story, start=start + lead)
            self._drafts.append(self._draft)
            self._turn, self._is_silent = turn, False
        if self._draft:
            self._draft.pieces.append(text)

    def _add_block(self, turn: Turn, text: str) -> None:
        self._drafts.append(_Draft(turn=turn, story=self._story, start=turn.start, pieces=[text]))

    # The transcript

    def _has_words(self, draft: _Draft) -> bool:
        text = draft.text()
        if re.search(r"\w", text):
            return True
        tag = self._page.text[draft.turn.start : draft.turn.end] if draft.turn.label.speaker else ""
        self._notice(NoticeKind.DROPPED, draft.start, f"{tag} {text}")
        return False

    def _name_reporters(self, drafts: list[_Draft]) -> None:
        """The sign-off tells who gave the report of its story."""
        reporters = {draft.story: draft.turn.label for draft in drafts if draft.turn.kind is BlockKind.SIGN_OFF}
        for draft in drafts:
            label = reporters.get(draft.story)
            if label and draft.turn.kind is BlockKind.REPORT and draft.turn.label.speaker is None:
                draft.turn = replace(draft.turn, label=label)

    def _block(self, number: int, draft: _Draft, default: Language | None) -> Block:
        turn, text = draft.turn, space_quotes(draft.text())
        language = language_of(text) or default or self._page_language
        untold = UNDETERMINED if turn.kind is BlockKind.BITE and language is Language.EN else str(language)
        return Block(
            number=number,
            kind=turn.kind,
            speaker=turn.label.speaker,
            text=text,
            language=language,
            spoken=turn.label.spoken or untold,
            line=self._page.line(draft.start),
        )

    @cached_property
    def _page_language(self) -> Language:
        return language_of(self._page.text) or Language.EN

    def _notice(self, kind: NoticeKind, offset: int, text: str) -> None:
        line, column = self._page.line(offset), self._page.column(offset)
        self._notices.append(Notice(kind=kind, line=line, column=column, text=" ".join(text.split())))


def _paragraph_end(text: str, at: int) -> tuple[int, int | None]:
    """The end of the first paragraph from `at` on and None; or the text's length and 0 when it may go on."""
    match = re.compile(r"\s*[^\n]+").match(text, at)
    return (match.end(), None) if match and match.end() < len(text) else (len(text), 0)
