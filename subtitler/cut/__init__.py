"""Sentences + Translations -> timed Tracks."""

from subtitler.cut.lexicon import Lexicon, parse_lexicon
from subtitler.cut.pace import Pace
from subtitler.cut.tracks import Cut, cut

__all__ = ["Cut", "Lexicon", "Pace", "cut", "parse_lexicon"]
