"""How fast news is read, and where it pauses: what times a script that has no audio."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from subtitler.core.language import Language
from subtitler.core.transcript import BlockKind
from subtitler.text.speech import spoken_syllables, spoken_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Articulation rates (pauses not counted) and pauses.

    English in words a minute, Korean in syllables a second. The English rate with these pauses gives 165-175 words a
    minute overall, inside the BBC's 160-180 and Rodero (2012, Text & Talk 32(3)); no figure for Korean announcers is
    published, 6.0 lies between telemarketing (5.3 overall) and Hebrew newsreaders (6.4 articulation, Finkelstein & Amir
    2013). Pauses grow with the boundary (Campione & Veronis 2002).
    """

    english_wpm: float = 190.0
    english_bite_wpm: float = 175.0
    korean_sps: float = 6.0
    korean_bite_sps: float = 5.6
    comma_ms: int = 150
    sentence_ms: int = 450
    # Between two short sentences of one speaker, at most ten syllables each (Zvonik & Cummins 2003).
    short_turn_ms: int = 280
    speaker_ms: int = 800
    bite_ms: int = 1000
    story_ms: int = 1500
    # A sentence whose subtitle needs longer to read is taken to be read slower, by at most this factor:
    # 140 of 190 words a minute, the slow end of radio news (Broadcast Journalism, ch. 15: 140 to 220).
    slowest: float = 1.35

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0 or (value == 0 and not field.name.endswith("_ms")):
                raise ValueError(f"{field.name} is above 0")
        if self.slowest < 1:
            raise ValueError("slowest is a factor of at least 1")

    def word_ms(self, words: Sequence[str], language: Language, kind: BlockKind) -> list[float]:
        """The time each of `words` takes to say, the pause at a comma after it included."""
        if language is Language.KO:
            unit = 1000 / (self.korean_bite_sps if kind is BlockKind.BITE else self.korean_sps)
            count = spoken_syllables
        else:
            unit = 60_000 / (self.english_bite_wpm if kind is BlockKind.BITE else self.english_wpm)
            count = spoken_words
        return [count(word) * unit + (self.comma_ms if word.endswith((",", ";", ":", '",')) else 0) for word in words]
