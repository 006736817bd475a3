"""Tags of English words: one a word, whatever the words."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from subtitler.text.tagging import _tagger, tag_english


def tags(sentence: str) -> list[str]:
    return [tag for _, tag in tag_english(tuple(sentence.split()))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The government says prices fell.", ["AT0", "NN1", "VVZ", "NN2", "VVD"]),
        ("It won't rise, but experts don't agree.", ["PNP", "VM0", "VVI", "CJC", "NN2", "VDB", "VVI"]),
        ("South Korea's president met with them.", ["NP0", "NP0", "NN1", "VVD", "PRP", "PNP"]),
        ('"(Prices rose)," officials said.', ["NN2", "VVD", "NN2", "VVD"]),
    ],
)
def test_words_get_the_tags_of_their_sentence(sentence: str, expected: list[str]) -> None:
    assert tags(sentence) == expected


def test_lemmas_are_in_lower_case_and_without_marks() -> None:
    lemmas = [lemma for lemma, _ in tag_english(("Officials", "said,", '"North', "Korea's", "troops", "can't.", '"'))]
    assert lemmas[:6] == ["official", "say", "north", "korea", "troop", "can"]


@settings(deadline=None)  # the first example loads the model
@given(st.lists(st.text(max_size=8) | st.sampled_from(["said", "the", "n't", "'s", "Kim's,"]), max_size=8).map(tuple))
@example(())
@example(("",))
@example(("🙂", "3.5", "%", "김정은이", "said", "…", "--", "'", "''", "\n", "\ud800", "İ", "ﬁ"))
@example(("a" * 300,))
def test_there_is_one_tag_a_word(words: tuple[str, ...]) -> None:
    found = tag_english(words)
    assert len(found) == len(words)
    assert all(tag and lemma == lemma.lower() for lemma, tag in found)


def test_a_file_of_that_name_in_the_working_folder_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "morphmodel_en.pgz").write_bytes(b"not a model")
    monkeypatch.chdir(tmp_path)
    _tagger.cache_clear()
    assert tags("They left.")[0] == "PNP"
