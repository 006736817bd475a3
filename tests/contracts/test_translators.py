"""What every translator promises (`subtitler.translate.protocol`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from subtitler.core.errors import ModelError, SentenceTooLongError
from subtitler.core.language import Language, Pair
from subtitler.terms.files import default_glossary
from subtitler.translate import ctranslate
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.ctranslate import CTranslateBackend
from subtitler.translate.fake import FakeTranslator
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.network import Backend, TransformersBackend
from subtitler.translate.protocol import Translation, Translator
from subtitler.translate.stack import dressed

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)

BACKENDS: dict[str, Backend] = {"transformers": TransformersBackend(), "ctranslate2": CTranslateBackend()}

NEWS = {
    KO_EN: ["정부가 대책을 발표했습니다.", "네.", "경찰은 두 명을 구조했습니다.", "KBS 뉴스 김석입니다."],
    EN_KO: ["The government announced measures.", "Yes.", "Police rescued two people.", "Kim Seok, KBS News."],
}
ODD = ["🙂🙂 ♪", "外交部 發言人 表示", "12,000", "…", '"', "A\u0000B", "\ud800", "</s>", ">>kor<< >>eng<<", "ㅋㅋㅋㅋ"]
LONG = {
    KO_EN: " ".join(["정부는 대책을 내놓았지만,"] * 1000),
    EN_KO: " ".join(["the mayor said so, but"] * 600),
}


@pytest.fixture(
    scope="module", params=["fake", *(pytest.param(n, marks=pytest.mark.model) for n in (*BACKENDS, "dressed"))]
)
def translator(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Translator]:
    if request.param == "fake":
        yield FakeTranslator()
        return
    cache: Path = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ctranslate, "_cache", lambda: cache)
        if request.param == "dressed":
            engine = MarianTranslator(bundled_folder(), name="bundled", backend=BACKENDS["ctranslate2"])
            yield dressed(engine, glossary=default_glossary(), cache=cache / "results.sqlite", tell=pytest.fail)
            return
        yield MarianTranslator(bundled_folder(), name="bundled", backend=BACKENDS[request.param])


def assert_sound(translation: Translation, sentence: str) -> None:
    assert translation.text == translation.text.strip()
    assert "\n" not in translation.text
    if translation.links is not None:
        assert list(translation.links) == sorted(set(translation.links))
        for link in translation.links:
            assert 0 <= link.source < len(sentence.split())
            assert 0 <= link.target < len(translation.text.split())
            assert 0 < link.weight <= 1


@pytest.mark.parametrize("pair", [KO_EN, EN_KO])
def test_as_many_translations_in_the_same_order_whatever_the_batch(translator: Translator, pair: Pair) -> None:
    sentences = NEWS[pair]
    together = translator.translate(sentences, pair)
    assert len(together) == len(sentences)
    for sentence, translation in zip(sentences, together, strict=True):
        assert_sound(translation, sentence)
        assert translation.text == translator.translate([sentence], pair)[0].text
    assert [found.text for found in translator.translate(sentences[::-1], pair)] == [
        found.text for found in together[::-1]
    ]


def test_none_in_none_out(translator: Translator) -> None:
    assert translator.translate([], KO_EN) == []


def test_blank_stays_blank_in_its_place(translator: Translator) -> None:
    found = translator.translate(["", NEWS[KO_EN][0], "  \t", "\u200b"], KO_EN)
    assert [bool(translation.text) for translation in found] == [False, True, False, False]
    assert all(not translation.links for translation in found if not translation.text)


@pytest.mark.parametrize("pair", [KO_EN, EN_KO])
def test_odd_sentences_are_translated_or_copied_each(translator: Translator, pair: Pair) -> None:
    found = translator.translate(ODD, pair)
    assert len(found) == len(ODD)
    for sentence, translation in zip(ODD, found, strict=True):
        assert_sound(translation, sentence)


def test_progress_counts_every_sentence_once(translator: Translator) -> None:
    steps: list[int] = []
    translator.translate([*NEWS[EN_KO], "", "…"], EN_KO, steps.append)
    assert sum(steps) == len(NEWS[EN_KO]) + 2
    assert all(step > 0 for step in steps)


def test_a_pair_it_does_not_translate_is_refused(translator: Translator) -> None:
    with pytest.raises(ModelError, match="translates en-ko and ko-en, not ko-ko"):
        translator.translate(["네."], Pair(Language.KO, Language.KO))


@pytest.mark.parametrize("pair", [KO_EN, EN_KO])
def test_a_sentence_of_three_thousand_words_is_whole_or_refused(
    translator: Translator, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bundled model rambles on such a sentence, up to the limit and for a minute.
    for module in ("marian", "batches"):
        monkeypatch.setattr(f"subtitler.translate.{module}.output_limit", lambda _: 24)
    sentence = LONG[pair]
    assert len(sentence.split()) == 3000
    try:
        (translation,) = translator.translate([sentence], pair)
    except SentenceTooLongError:
        return
    assert_sound(translation, sentence)
    assert translation.links
    # The end was read too, and the beginning.
    assert max(link.source for link in translation.links) > 2800
    assert min(link.source for link in translation.links) < 200


def test_signatures_tell_translators_apart() -> None:
    marian = [MarianTranslator(bundled_folder(), name="bundled", backend=backend) for backend in BACKENDS.values()]
    single = MarianTranslator(bundled_folder(), name="bundled", backend=CTranslateBackend(compute="float32"))
    translators: list[Translator] = [FakeTranslator(), FakeTranslator(), *marian, single]
    signatures = [translator.signature for translator in translators]
    assert signatures[0] == signatures[1]
    assert len(set(signatures)) == 4
