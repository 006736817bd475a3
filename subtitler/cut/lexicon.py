"""The word table, which stands in `text` since checking uses it too."""

from subtitler.text.lexicon import EMPTY, Keys, Lexicon, keys, parse_lexicon

__all__ = ["EMPTY", "Keys", "Lexicon", "keys", "parse_lexicon"]
