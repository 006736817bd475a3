"""Errors: what they say, that they pickle, which exit code they end in."""

import copy
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from subtitler.core import errors
from subtitler.core.errors import ConfigError, InputError, ModelError, OutputError, SubtitlerError, SubtitleSyntaxError


def kinds(base: type[SubtitlerError] = SubtitlerError) -> Iterator[type[SubtitlerError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


every_kind = pytest.mark.parametrize("kind", [*kinds()], ids=lambda kind: kind.__name__)


@every_kind
def test_an_error_says_place_finding_and_way_out(kind: type[SubtitlerError]) -> None:
    error = kind(place="뉴스.txt", finding="무엇이 잘못됐는지", way_out="write it so")
    assert str(error) == "뉴스.txt: 무엇이 잘못됐는지; write it so"


@every_kind
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling(kind: type[SubtitlerError], protocol: int) -> None:
    error = kind(place="a", finding="b", way_out="c")
    back = pickle.loads(pickle.dumps(error, protocol))
    assert (type(back), vars(back), str(back)) == (kind, vars(error), str(error))


@every_kind
def test_an_error_survives_copying(kind: type[SubtitlerError]) -> None:
    error = kind(place="a", finding="b", way_out="c")
    for back in (copy.copy(error), copy.deepcopy(error)):
        assert (type(back), vars(back)) == (kind, vars(error))


@pytest.mark.parametrize(
    ("line", "column", "where"), [(None, None, "a"), (14, None, "a:14"), (14, 3, "a:14:3"), (0, 0, "a:0:0")]
)
def test_an_input_error_names_line_and_column_where_it_has_them(
    line: int | None, column: int | None, where: str
) -> None:
    error = InputError(place="a", finding="b", way_out="c", line=line, column=column)
    assert (error.where, str(error)) == (where, f"{where}: b; c")
    back = pickle.loads(pickle.dumps(error))
    assert (back.line, back.column, str(back)) == (line, column, str(error))


def _fail() -> None:
    raise SubtitleSyntaxError(place="a.srt", line=5, finding="b", way_out="c")


def test_an_error_comes_back_from_another_process() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(SubtitleSyntaxError) as caught:
        pool.submit(_fail).result(timeout=120)
    assert str(caught.value) == "a.srt:5: b; c"


@every_kind
def test_the_exit_code_is_that_of_the_branch(kind: type[SubtitlerError]) -> None:
    codes = {InputError: 3, ConfigError: 4, ModelError: 5, OutputError: 6}
    assert [code for branch, code in codes.items() if issubclass(kind, branch)] == [kind.exit_code]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    tree = (errors.__doc__ or "").split("\n\n")[1]
    branches = {
        words[0]: set(words[2:]) for words in (line.replace(",", " ").split() for line in tree.splitlines()[1:])
    }
    assert branches == {
        branch.__name__: {kind.__name__ for kind in kinds(branch)} for branch in SubtitlerError.__subclasses__()
    }


def test_errors_are_equal_only_to_themselves_and_can_be_kept_in_a_set() -> None:
    one, other = (ConfigError(place="a", finding="b", way_out="c") for _ in range(2))
    assert one != other
    assert len({one, other, one}) == 2
