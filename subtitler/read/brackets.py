"""Square brackets that no tag of the style explains: a tag of another kind, or an editor's word inside a sentence."""

import re

from subtitler.read.marks import Unknown
from subtitler.read.page import Page, is_after_sentence, shown

BRACKETS = r"(?P<brackets>\[[^\[\]\n]{0,200}\])"


def unknown_tag(page: Page, start: int, end: int, tags: str) -> tuple[Unknown, ...]:
    """The tag at `start`, or nothing where it stands inside a sentence: `"[We] will", the [North's] test`.

    `tags` are those of the style, for the way out.
    """
    inside, after = page.text[start + 1 : end - 1].strip(), page.text[end : end + 2]
    is_word_in_sentence = bool(re.match(r" ?[a-z,]", after)) or inside[:1].islower()
    if is_word_in_sentence or not is_after_sentence(page.text, start):
        return ()
    finding = f"no rule explains the tag {shown(page.text[start:end])}"
    way_out = f"write one of {tags}, take it out, or read the page leniently with --lenient"
    return (Unknown(start=start, end=end, finding=finding, way_out=way_out),)
