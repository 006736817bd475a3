"""Which language stands on top."""

from enum import StrEnum

from subtitler.core.language import Language


class Order(StrEnum):
    KO_EN = "ko-en"
    EN_KO = "en-ko"

    @property
    def on_top(self) -> Language:
        return Language(self.value[:2])
