"""Chunks become outcomes: together where it is costly, alone where it goes wrong."""

import pickle
from collections.abc import Iterator
from dataclasses import replace

import pytest

from subtitler.batch.crew import Alone
from subtitler.batch.work import EXIT_DEFECT, Chunk, ModelChoice, Recipe, Task, Workshop
from subtitler.core.errors import ModelMissingError
from subtitler.core.language import Language
from subtitler.pipeline import Settings, cut_script, read_script, translate_script
from subtitler.report.made import outputs
from subtitler.translate.protocol import Translator
from tests.batch.fakes import DEFECT, TOO_LONG, Company, Tools
from tests.conftest import SAMPLES

RECIPE = Recipe(settings=Settings())


def task(number: int, text: str, *, recipe: Recipe = RECIPE, is_wanted: bool = True) -> Task:
    return Task(number=number, origin=f"{number}.txt", text=text, recipe=recipe, is_wanted=is_wanted)


def news(*sentences: str) -> str:
    return f"Anchor: {' '.join(sentences)}\n"


def chunk(*tasks: Task) -> Chunk:
    return Chunk(number=1, tasks=tasks)


GOOD = (
    task(1, news("The harbour opened again this morning.", "Ships left at noon.")),
    task(2, news("Ships left at noon.", "The talks went on until midnight.")),
    task(3, "[앵커]\n항구가 오늘 아침 다시 열렸습니다.\n"),
)


def test_the_sentences_of_a_chunk_go_through_the_translator_together_and_once() -> None:
    tools = Tools()
    Workshop(lambda: tools).make(chunk(*GOOD))
    assert sorted((str(pair), len(sentences)) for pair, sentences in tools.calls) == [("en-ko", 3), ("ko-en", 1)]


def test_outcomes_are_what_the_pipeline_makes() -> None:
    sample = next(path for path in SAMPLES if path.stem == "heatwave-kbs")
    text = sample.read_text(encoding="utf-8")
    recipe = Recipe(settings=Settings(upper=Language.EN), model=ModelChoice(model="mine"))
    given = Task(number=7, origin="page.txt", text=text, encoding="read as CP949", recipe=recipe)
    (outcome,) = Workshop(Tools).make(chunk(given))
    script = read_script(text, origin="page.txt", settings=recipe.settings, encoding="read as CP949")
    translator = Company()
    made = cut_script(
        script,
        translate_script(script, translator),
        settings=recipe.settings,
        translator="fake 1",
        model_note="is called mine",
    )
    assert outcome.outputs == outputs(made, recipe.settings)
    assert list(outcome.outputs) == [".en.srt", ".ko.srt", ".en-ko.srt", ".report.json"]
    assert (outcome.number, outcome.failure, outcome.flagged) == (7, None, 1)
    assert outcome.sentences == len(script.sentences)
    assert outcome.cues == len(made.cut.tracks[Language.KO].cues)
    assert outcome.errors + outcome.warnings == len(made.issues)


def test_terms_and_names_are_those_of_the_transcript_alone() -> None:
    tools = Tools()
    Workshop(lambda: tools).make(chunk(*GOOD))
    assert tools.fitted_for == ["1.txt", "2.txt", "3.txt"]


@pytest.mark.parametrize(
    ("text", "kind", "exit_code"),
    [
        ("", "TranscriptSyntaxError", 3),
        ('Anchor: Hello there.\n\n[Sound bite: ] "Hm."\n', "TranscriptSyntaxError", 3),
        (news("Good.", TOO_LONG), "SentenceTooLongError", 5),
        (news("Good.", DEFECT), "defect", EXIT_DEFECT),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_a_bad_transcript_fails_alone(text: str, kind: str, exit_code: int, place: int) -> None:
    tasks = [*GOOD]
    tasks.insert(place, task(9, text))
    outcomes = {outcome.number: outcome for outcome in Workshop(Tools).make(chunk(*tasks))}
    failure = outcomes.pop(9).failure
    assert failure is not None
    assert (failure.kind, failure.exit_code) == (kind, exit_code)
    assert (failure.traceback is not None) == (kind == "defect")
    assert len(outcomes) == 3
    assert all(outcome.outputs and outcome.failure is None for outcome in outcomes.values())


def test_a_defect_in_the_cut_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Tools, translator: Translator, terms: object, script: object) -> Translator:
        if self.fitted_for:
            raise RuntimeError("a defect")
        self.fitted_for.append("one")
        return translator

    monkeypatch.setattr(Tools, "fitted", broken)
    first, second, third = Workshop(Tools).make(chunk(*GOOD))
    assert first.outputs
    for outcome in (second, third):
        assert outcome.outputs is None
        assert outcome.failure is not None
        assert "RuntimeError: a defect" in (outcome.failure.traceback or "")


def test_mates_that_are_not_wanted_are_translated_along() -> None:
    whole = Workshop(Tools).make(chunk(*GOOD))
    rest = Workshop(Tools).make(chunk(replace(GOOD[0], is_wanted=False), GOOD[1], replace(GOOD[2], is_wanted=False)))
    assert [outcome.number for outcome in rest] == [2]
    assert rest[0].outputs == whole[1].outputs
    alone = Workshop(Tools).make(chunk(GOOD[1]))
    assert alone[0].outputs != whole[1].outputs, "the fake must tell company apart, or this test shows nothing"


def test_each_model_has_its_own_translator_and_keeps_it() -> None:
    tools = Tools()
    shop = Workshop(lambda: tools)
    other = replace(RECIPE, model=ModelChoice(model="other"))
    for _ in range(2):
        shop.make(chunk(GOOD[0], task(2, news("Hello there."), recipe=other)))
    assert [len(translator.calls) for translator in tools.translators.values()] == [2, 2]


def test_a_translator_that_cannot_be_loaded_stops_all() -> None:
    class Bare(Tools):
        def translator(self, model: ModelChoice) -> Translator:
            raise ModelMissingError(place="model", finding="is not here", way_out="fetch it")

    with pytest.raises(ModelMissingError):
        Workshop(Bare).make(chunk(*GOOD))
    with pytest.raises(ModelMissingError):
        list(Alone(Bare).work([chunk(*GOOD)]))


def test_chunks_and_outcomes_can_be_sent() -> None:
    given = chunk(*(replace(each, recipe=Recipe(settings=Settings(profiles={**Settings().profiles}))) for each in GOOD))
    sent = pickle.loads(pickle.dumps(given))
    assert sent == given
    made = Workshop(Tools).make(sent)
    assert pickle.loads(pickle.dumps(made)) == made


def test_one_alone_takes_one_chunk_ahead_and_no_more() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[Chunk]:
        for number in range(5):
            taken.append(number)
            yield Chunk(number=number, tasks=(task(number, news("Hello there.")),))

    crew = Alone(Tools)
    given = []
    for done, outcomes in crew.work(chunks()):
        given.append(done.number)
        assert [outcome.number for outcome in outcomes] == [done.number]
        assert len(taken) == min(len(given) + 1, 5)
    assert given == taken
    crew.close()
