import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from subtitler.core.errors import ConfigError, ModelBrokenError, ModelError, SentenceTooLongError
from subtitler.core.language import Language, Pair
from subtitler.translate import batches
from subtitler.translate.batches import output_limit
from subtitler.translate.catalogue import bundled_folder
from subtitler.translate.marian import MarianTranslator
from subtitler.translate.network import Backend, Ids, Output
from subtitler.translate.protocol import Beginning, Decoding, Link
from subtitler.translate.vocabulary import read_json
from tests.translate.tiny import ids_without_prefixes, write_json, write_model, write_texts

KO_EN = Pair(Language.KO, Language.EN)
EN_KO = Pair(Language.EN, Language.KO)

NEWS = [
    "정부가 대책을 발표했습니다.",
    "경찰은 현장에서 두 명을 구조했습니다.",
    "국회는 내년도 예산안을 오늘 오후 본회의에서 통과시켰습니다.",
    "KBS 뉴스 김석입니다.",
    "기상청은 내일까지 전국에 최고 80mm의 비가 내리겠다고 예보했습니다.",
    "한국은행은 기준금리를 3.5%로 유지하기로 했으며, 물가가 안정될 때까지 긴축 기조를 이어 가겠다고 밝혔습니다.",
    "네.",
    "시민들은 불편을 호소하고 있습니다.",
]


@pytest.mark.parametrize(("tokens", "limit"), [(1, 48), (16, 48), (17, 80), (202, 432)])
def test_the_output_may_be_twice_as_long(tokens: int, limit: int) -> None:
    assert output_limit(tokens) == limit


@pytest.mark.model
def test_the_bundled_model_translates_plain_news_both_ways(bundled: MarianTranslator) -> None:
    (there,) = bundled.translate(["정부가 대책을 발표했습니다."], KO_EN)
    (back,) = bundled.translate(["The government has announced measures."], EN_KO)
    assert "government" in there.text
    assert "정부" in back.text
    assert there.score is not None
    assert -2 < there.score < 0
    assert there.notes == back.notes == ()


@pytest.mark.model
def test_a_sentence_is_translated_alike_alone_and_among_others(bundled: MarianTranslator) -> None:
    together = bundled.translate(NEWS, KO_EN)
    turned = bundled.translate(NEWS[::-1], KO_EN)[::-1]
    for sentence, one, other in zip(NEWS, together, turned, strict=True):
        (alone,) = bundled.translate([sentence], KO_EN)
        assert alone.text == one.text == other.text
        assert alone.notes == one.notes
        assert alone.score == pytest.approx(one.score, abs=1e-4)


@pytest.mark.model
def test_links_join_names_and_numbers_and_not_the_words_before_full_stops(bundled: MarianTranslator) -> None:
    korean = "김석 기자가 2024년 부산에서 KBS 뉴스를 전했습니다."
    english = "Reporter Kim Seok reported KBS news from Busan in 2024."
    (links,) = bundled.link([korean], [english], KO_EN)
    assert links is not None
    pairs = {(korean.split()[link.source], english.split()[link.target]) for link in links}
    assert {("2024년", "2024."), ("부산에서", "Busan")} <= pairs
    assert ("전했습니다.", "2024.") not in pairs


@pytest.mark.model
def test_links_go_both_ways_and_in_a_batch(bundled: MarianTranslator) -> None:
    korean, english = ["2024년 부산", "서울 3명"], ["Busan 2024", "three in Seoul 3"]
    there, other = bundled.link(korean, english, KO_EN)
    (back,) = bundled.link(english[:1], korean[:1], EN_KO)
    assert there is not None
    assert other is not None
    assert back is not None
    assert (0, 1) in {(link.source, link.target) for link in there}
    assert (1, 0) in {(link.source, link.target) for link in back}


@pytest.mark.model
def test_text_that_the_model_does_not_know_is_noted(bundled: MarianTranslator) -> None:
    (translation,) = bundled.translate(["外交部 發言人"], KO_EN)
    assert any(note.endswith("tokens are unknown to the model") for note in translation.notes)


@pytest.mark.model
def test_commands_in_a_sentence_are_text(bundled: MarianTranslator) -> None:
    (translation,) = bundled.translate([">>kor<< 정부가 대책을 발표했습니다.</s>"], KO_EN)
    assert ">>kor<<" not in translation.text
    assert "government has announced measures" in translation.text


@pytest.mark.model
def test_nothing_is_said_while_loading_and_translating(backend: Backend, capfd: pytest.CaptureFixture[str]) -> None:
    translator = MarianTranslator(bundled_folder(), name="bundled", backend=backend)
    translator.translate(["네."], KO_EN)
    assert capfd.readouterr() == ("", "")


def test_output_is_not_cut_after_twenty_tokens_for_want_of_settings(tiny: MarianTranslator) -> None:
    (translation,) = tiny.translate(["네."], KO_EN)
    (links,) = tiny.link([translation.text], [translation.text], KO_EN)
    assert links is not None
    assert len(translation.text) > 60
    assert translation.notes == ("the translation ran into its length limit and may be cut short",)


def test_a_sentence_too_long_is_split_and_links_count_on(tiny: MarianTranslator) -> None:
    sentence = " ".join(["정부는 대책을 내놓았지만,"] * 60)
    (translation,) = tiny.translate([sentence], KO_EN)
    assert translation.notes[0] == "too long for the model: translated in 4 parts, split at clauses"
    assert translation.links is not None
    assert all(link.source < 180 for link in translation.links)
    assert all(link.target < len(translation.text.split()) for link in translation.links)


def test_a_model_with_few_positions_splits_sooner(tmp_path: Path, backend: Backend) -> None:
    translator = MarianTranslator(write_model(tmp_path / "ko-en", positions=64), name="ko-en", backend=backend)
    (translation,) = translator.translate([" ".join(["정부는 대책을 내놓았지만,"] * 4)], KO_EN)
    assert "translated in 4 parts" in translation.notes[0]


def test_an_endless_word_is_refused(tiny: MarianTranslator) -> None:
    with pytest.raises(SentenceTooLongError, match="where the model reads 200"):
        tiny.translate(["가나다라마바사" * 200], KO_EN)


def test_a_sentence_without_words_is_copied(tiny: MarianTranslator) -> None:
    (translation,) = tiny.translate(["♪ — 🙂 ♪"], KO_EN)
    assert translation.text == "♪ — 🙂 ♪"
    assert translation.links == tuple(Link(at, at, 1.0) for at in range(4))
    assert translation.notes == ("no words in it: copied",)


def test_blank_sentences_load_no_weights(tmp_path: Path) -> None:
    translator = MarianTranslator(write_texts(tmp_path), name="ko-en")  # its weights are an empty file
    assert [found.text for found in translator.translate(["", " \n", "\u200b"], KO_EN)] == ["", "", ""]


def test_words_that_normalising_joins_are_not_linked(tiny: MarianTranslator) -> None:
    assert tiny.translate(["그는 . . . 말했다"], KO_EN)[0].links is None
    assert tiny.translate(["♪ . . . ♪"], KO_EN)[0].links is None
    assert tiny.link(["그는 . . . 말했다"], ["he said"], KO_EN) == [None]


def test_a_text_longer_than_the_positions_is_not_linked(tiny: MarianTranslator) -> None:
    assert tiny.link(["가 " * 511], ["he said"], KO_EN) == [None]
    assert tiny.link(["가 "], ["it " * 511], KO_EN) == [None]
    assert tiny.link(["가"], [""], KO_EN) == [None]


def test_a_model_without_a_head_for_links_gives_none(tiny_folder: Path, backend: Backend) -> None:
    translator = MarianTranslator(tiny_folder, name="ko-en", attention=None, backend=backend)
    assert translator.translate(["네."], KO_EN)[0].links is None
    assert translator.link(["네."], ["yes"], KO_EN) == [None]
    assert translator.signature.endswith("attention none")


def test_separate_vocabularies_are_honoured(tmp_path: Path, backend: Backend) -> None:
    turned = {piece: number if number < 2 or number > 15998 else 16000 - number
              for piece, number in ids_without_prefixes().items()}  # fmt: skip
    folder = write_model(
        tmp_path / "x", is_separate=True, target=turned, settings={"source_lang": "ko", "target_lang": "en"}
    )
    translator = MarianTranslator(folder, name="x", backend=backend)
    assert translator.pairs == {KO_EN}
    (separate,) = translator.translate(["네."], KO_EN)
    write_json(folder / "target_vocab.json", ids_without_prefixes())
    (shared,) = MarianTranslator(folder, name="x", backend=backend).translate(["네."], KO_EN)
    assert separate.text != shared.text  # the same ids, other words


def test_an_empty_translation_is_noted(tiny: MarianTranslator, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Output((), is_finished=True, score=-1.0, attention=[])
    monkeypatch.setattr(tiny._network, "generate", lambda batch, limit, decoding: [nothing] * len(batch))
    (translation,) = tiny.translate(["네."], KO_EN)
    assert (translation.text, translation.score) == ("", -1.0)
    assert translation.notes == ("the model wrote nothing",)


def test_a_search_can_forbid_repetition(tiny: MarianTranslator) -> None:
    (plain,) = tiny.translate(["네."], KO_EN)
    for decoding in (Decoding(no_repeat_ngram=2), Decoding(repetition_penalty=3.0)):
        (other,) = tiny.translate(["네."], KO_EN, decoding=decoding)
        assert repeated(other.text) < repeated(plain.text)
        assert plain.score is not None
        assert other.score is not None
        assert other.score < plain.score  # by the same measure: what the network itself finds likely


def repeated(text: str) -> int:
    return len(text) - len({text[at : at + 6] for at in range(len(text) - 5)})


def test_a_narrower_search_finds_a_less_likely_translation(tiny: MarianTranslator) -> None:
    (narrow,) = tiny.translate(["네."], KO_EN, decoding=Decoding(beams=1))
    (wide,) = tiny.translate(["네."], KO_EN, decoding=Decoding(beams=8))
    assert narrow.score is not None
    assert wide.score is not None
    assert narrow.score <= wide.score


def test_a_translation_can_be_begun_by_others(tiny: MarianTranslator) -> None:
    sentences = ["네, 그렇습니다.", "가 나 다 라 마 바 사", "네."]
    beginnings = [
        Beginning(sentence, text) for sentence, text in zip(sentences, ["Yes, the man", "", "No"], strict=True)
    ]
    found = tiny.complete(beginnings, KO_EN, alternatives=3)
    assert [len(several) for several in found] == [3, 3, 3]
    for beginning, several in zip(beginnings, found, strict=True):
        assert len({made.text for made in several}) == 3
        for made in several:
            assert made.text.startswith(beginning.text)
            assert made.score is not None
            assert made.links is not None
    assert tiny.complete([], KO_EN) == []
    ((alone,),) = tiny.complete(beginnings[:1], KO_EN)
    assert alone == found[0][0]


def test_what_is_translated_in_parts_or_begun_with_too_much_is_not_gone_on_with(tiny: MarianTranslator) -> None:
    long = Beginning(" ".join(["가나"] * 300), "Yes")
    much = Beginning("네.", " ".join(["yes"] * 100))
    assert tiny.complete([long, much], KO_EN) == [[], []]


def test_a_problem_stops_the_work_that_has_not_begun(tiny: MarianTranslator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_TOKENS", 8)
    asked: list[int] = []
    network = tiny._network
    generate = network.generate

    def counted(batch: Sequence[Ids], limit: int, decoding: Decoding) -> list[Output]:
        asked.append(len(batch))
        return generate(batch, limit, decoding)

    monkeypatch.setattr(network, "generate", counted)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tiny.translate(["네, 그렇습니다."] * 100, KO_EN, interrupt)
    assert 0 < sum(asked) < 50


def test_sentences_of_many_lengths_come_back_in_their_order(tiny: MarianTranslator) -> None:
    sentences = [" ".join(["가나"] * (7 * at % 20 + 1)) for at in range(24)]
    steps: list[int] = []
    found = tiny.translate(sentences, KO_EN, steps.append)
    assert sum(steps) == 24
    of_length = {sentence: translation.text for sentence, translation in zip(sentences, found, strict=True)}
    assert [translation.text for translation in found] == [of_length[sentence] for sentence in sentences]
    assert [len(translation.text) for translation in found] != sorted(len(translation.text) for translation in found)


def test_a_folder_that_does_not_tell_its_direction_is_asked_for_it(tmp_path: Path) -> None:
    folder = write_texts(tmp_path)
    with pytest.raises(ConfigError, match="does not tell its direction; say it: --pair ko-en or --pair en-ko"):
        MarianTranslator(folder, name="model")
    assert MarianTranslator(folder, name="model", pair=EN_KO).pairs == {EN_KO}


def test_the_wrong_direction_is_refused(tiny: MarianTranslator) -> None:
    with pytest.raises(ModelError, match="tiny-ko-en: translates ko-en, not en-ko"):
        tiny.translate([], EN_KO)
    with pytest.raises(ModelError, match="not en-ko"):
        tiny.link([], [], EN_KO)


def test_the_signature_names_the_weights_and_needs_no_network(
    tiny: MarianTranslator, tmp_path: Path, backend: Backend
) -> None:
    assert tiny.signature.startswith("tiny-ko-en@")
    other = MarianTranslator(write_texts(tmp_path), name="tiny-ko-en", backend=backend).signature
    assert other.startswith(f"tiny-ko-en@e3b0c44298fc {backend.signature} ")  # the SHA-256 of nothing
    assert other != tiny.signature


def cut_short(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[:-1000])


def emptied(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"")


def pickled_rubbish(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(b"abc" * 100)


def with_setting(**settings: object) -> Callable[[Path], None]:
    return lambda folder: write_json(folder / "config.json", {**read_json(folder / "config.json"), **settings})


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (cut_short, "cannot be read together"),
        (emptied, "cannot be read together"),
        (pickled_rubbish, "cannot be read together"),
        (with_setting(d_model=32), "cannot be read together"),
        (with_setting(d_model="wide"), "cannot be read together"),
        (with_setting(activation_function="none such"), "cannot be read together"),
        (with_setting(decoder_layers=2), "its weights lack 26 of the network's parts, such as model.decoder.layers.1"),
    ],
)
def test_damaged_weights_and_settings_are_refused_in_silence(  # noqa: PLR0917 - fixtures
    tmp_path: Path,
    tiny_folder: Path,
    damage: Callable[[Path], None],
    finding: str,
    backend: Backend,
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "ko-en")
    damage(folder)
    translator = MarianTranslator(folder, name="ko-en", backend=backend)
    capfd.readouterr()
    with pytest.raises(ModelBrokenError, match=finding):
        translator.translate(["네."], KO_EN)
    assert capfd.readouterr() == ("", "")
