"""Formats by name and by suffix."""

import pytest

from subtitler.core.errors import UnknownFormatError
from subtitler.formats import FORMATS, by_name, by_suffix


def test_each_format_is_found_by_its_name_and_by_each_suffix() -> None:
    for known in FORMATS:
        assert by_name(known.name) is known
        assert by_name(known.name.upper()) is known
        for suffix in known.suffixes:
            assert by_suffix(f"2026-11-24 뉴스.ko{suffix}") is known
            assert by_suffix(f"NEWS{suffix.upper()}") is known


def test_names_and_suffixes_belong_to_one_format_each() -> None:
    names = [known.name for known in FORMATS]
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize("name", ["", "sr", "srt ", ".srt", "docx"])
def test_an_unknown_name_is_refused_and_the_known_ones_are_told(name: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"no subtitle format is called .*choose srt"):
        by_name(name)


@pytest.mark.parametrize("path", ["", "srt", "news.txt", "news.srt.bak", "news.srt/"])
def test_an_unknown_suffix_is_refused_by_the_name_of_the_file(path: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        by_suffix(path)
    assert caught.value.place == path
    assert ".srt" in caught.value.way_out
