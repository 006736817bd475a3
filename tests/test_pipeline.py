"""The stages together, where something does not fit."""

from collections.abc import Sequence

import pytest

from subtitler.core.errors import InputError, ModelError, TranslationCountError
from subtitler.core.language import Language, Pair
from subtitler.core.translation import Translation
from subtitler.pipeline import MAX_CHARACTERS, Settings, cut_script, pairs_needed, read_script, render, translate_script
from subtitler.report.made import report
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.protocol import Progress

KO_EN, EN_KO = Pair(Language.KO, Language.EN), Pair(Language.EN, Language.KO)
SETTINGS = Settings()
BOTH = "Title: Harbour\n\nThe harbour opened this morning.\n\n배들이 정오에 떠났습니다.\n\nAll is well in the bay."


class Forgetful(FakeTranslator):
    """Loses a sentence."""

    def translate(self, sentences: Sequence[str], pair: Pair, progress: Progress | None = None) -> list[Translation]:
        return super().translate(sentences, pair, progress)[:-1]


def test_a_page_in_both_languages_is_translated_both_ways_in_place() -> None:
    script = read_script(BOTH, origin="page.txt", settings=SETTINGS)
    assert pairs_needed(script) == (KO_EN, EN_KO)
    done = translate_script(script, FakeTranslator())
    texts = [sentence.text for sentence in script.sentences]
    assert done[texts.index("배들이 정오에 떠났습니다.")].text.isascii()
    assert not done[0].text.isascii()


def test_a_model_of_one_direction_is_refused_for_a_page_that_needs_the_other() -> None:
    script = read_script(BOTH, origin="page.txt", settings=SETTINGS)
    with pytest.raises(ModelError, match=r"ko-en.*page\.txt"):
        translate_script(script, FakeTranslator(frozenset({EN_KO})))


def test_a_translator_that_loses_a_sentence_is_found_out() -> None:
    script = read_script("The harbour opened again. Ships left.", origin="page.txt", settings=SETTINGS)
    with pytest.raises(TranslationCountError, match="2 sentences gave 1"):
        translate_script(script, Forgetful())


def test_more_than_a_transcript_can_be_is_refused() -> None:
    with pytest.raises(InputError, match="characters"):
        read_script("x" * (MAX_CHARACTERS + 1), origin="page.txt", settings=SETTINGS)


def test_the_report_tells_what_is_said_back_and_what_was_filled() -> None:
    text = 'Anchor: The harbour opened.\n\n[Sound bite: Han Mi-sook (Korean-English)] "We are glad to be back home."\n'
    script = read_script(text, origin="page.txt", settings=SETTINGS)
    made = cut_script(script, translate_script(script, FakeTranslator()), settings=SETTINGS, translator="fake 1")
    described = report(made, SETTINGS)
    assert described["back_translated"] == [
        {"block": 1, "line": 3, "speaker": "Han Mi-sook", "spoken": "ko", "written": "en"}
    ]
    alone = cut_script(script, None, settings=SETTINGS)
    assert report(alone, SETTINGS)["back_translated"] == []
    assert list(render(alone, SETTINGS)) == [".en.srt"]
    silent = cut_script(script, [Translation(text="")] * len(script.sentences), settings=SETTINGS)
    assert report(silent, SETTINGS)["filled"] == [0, 1]
