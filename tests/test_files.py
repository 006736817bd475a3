"""Reading and writing: encodings told apart, files written whole or not at all."""

import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from subtitler import files
from subtitler.core.errors import EncodingError, FileExistsHereError, InputError, OutputError
from subtitler.files import check_free, read_text, write_all, write_text

KOREAN = "정부가 대책을 발표했습니다.\r\n둘째 줄\n"


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "뉴스.txt"
        path.write_bytes(data)
        return path

    return write


Write = Callable[[bytes], Path]


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".tmp" in path.name]


@pytest.mark.parametrize(
    ("encoding", "notice"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("cp949", "read as CP949 (Korean Windows), as it is not UTF-8"),
        ("utf-16", "read as UTF-16"),
    ],
)
def test_encodings_read_to_the_same_text(file: Write, encoding: str, notice: str | None) -> None:
    assert read_text(file(KOREAN.encode(encoding))) == (KOREAN, notice)


def test_utf_16_of_either_order_is_read(file: Write) -> None:
    assert read_text(file(b"\xfe\xff" + KOREAN.encode("utf-16-be")))[0] == KOREAN
    assert read_text(file(b"\xff\xfe" + KOREAN.encode("utf-16-le")))[0] == KOREAN


def test_an_empty_file_is_an_empty_text(file: Write) -> None:
    assert read_text(file(b"")) == ("", None)
    assert read_text(file(b"\xef\xbb\xbf")) == ("", None)


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        ("뉴스 ".encode() + b"\xff\xff", r"byte 7 \(0xff\) fits no UTF-8 or CP949 text"),
        ("뉴스 ".encode("cp949") + b"\x80", r"byte 5 \(0x80\) fits no UTF-8 or CP949 text"),
        ("정부가 대책을 발표".encode()[:-1], r"byte 23 \(0xed\) fits no UTF-8 or CP949 text"),
        ("café ".encode("latin-1"), r"byte 3 \(0xe9\) fits no UTF-8 or CP949 text"),
        (b"\xef\xbb\xbf" + "뉴스".encode("cp949"), r"byte 3 \(0xb4\) fits no UTF-8 text"),
        (b"\xff\xfe" + "가".encode("utf-16-le") + b"\x00", r"byte 4 \(0x00\) fits no UTF-16 text"),
    ],
    ids=["neither", "damaged-cp949", "cut-utf-8", "latin-1", "bom-and-cp949", "cut-utf-16"],
)
def test_a_byte_that_fits_no_encoding_is_named(file: Write, data: bytes, finding: str) -> None:
    with pytest.raises(EncodingError, match=finding) as caught:
        read_text(file(data))
    assert caught.value.place.endswith("뉴스.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive, as DOCX and HWPX files are"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an HWP or old Office document"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"news\x00", "zero bytes"),
        ("news".encode("utf-16-le"), "UTF-16 without a BOM"),
        ("news".encode("utf-32"), "zero bytes"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(file: Write, data: bytes, kind: str) -> None:
    with pytest.raises(EncodingError, match=kind):
        read_text(file(data))


def test_a_file_that_is_not_there_and_a_folder_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt: cannot be read \(No such file or directory\)"):
        read_text(tmp_path / "nothing.txt")
    with pytest.raises(InputError, match=r"cannot be read \(Is a directory\)"):
        read_text(tmp_path)


def test_a_file_that_may_not_be_read_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"cannot be read \(Permission denied\)"):
        read_text(tmp_path / "news.txt")


def test_a_file_too_big_for_a_text_is_refused(file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    assert read_text(file(b"1234"))[0] == "1234"
    with pytest.raises(InputError, match="has more than 4 bytes"):
        read_text(file(b"12345"))


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.BytesIO(KOREAN.encode("cp949"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stdin))
    assert read_text(Path("-"))[0] == KOREAN
    assert not stdin.closed


def test_a_dash_writes_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_text(Path("-"), "뉴스\n", force=False, crlf=True)
    assert capfdbinary.readouterr().out == "뉴스\r\n".encode()


def test_a_reader_that_went_away_is_an_output_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    class Stdout:
        buffer = Closed()

    monkeypatch.setattr("sys.stdout", Stdout())
    with pytest.raises(OutputError, match=r"-: cannot be written \(Broken pipe\)"):
        write_text(Path("-"), "뉴스\n", force=False)


@pytest.mark.parametrize(
    ("bom", "crlf", "data"),
    [
        (False, False, "뉴스\n끝\n".encode()),
        (True, False, b"\xef\xbb\xbf" + "뉴스\n끝\n".encode()),
        (False, True, "뉴스\r\n끝\r\n".encode()),
        (True, True, b"\xef\xbb\xbf" + "뉴스\r\n끝\r\n".encode()),
    ],
)
def test_text_is_written_as_utf_8(tmp_path: Path, bom: bool, crlf: bool, data: bytes) -> None:
    path = tmp_path / "새 폴더" / "안" / "뉴스.ko.srt"
    write_text(path, "뉴스\n끝\n", force=False, bom=bom, crlf=crlf)
    assert path.read_bytes() == data
    assert leftovers(tmp_path) == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50), st.booleans())
@example("%PD", False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_what_is_written_reads_back(tmp_path: Path, text: str, bom: bool) -> None:
    path = tmp_path / "text"
    write_text(path, text, force=True, bom=bom)
    read, notice = read_text(path)
    assert (read, notice) == (text if bom else text.removeprefix("\ufeff"), None)


def test_a_file_with_a_name_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("가" * 83 + ".srt")
    write_text(path, "글", force=False)
    assert path.read_text("utf-8") == "글"


def test_an_existing_file_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text("old")
    with pytest.raises(FileExistsHereError, match="give --force") as caught:
        write_text(path, "new", force=False)
    assert caught.value.place == str(path)
    assert path.read_text() == "old"
    write_text(path, "new", force=True)
    assert path.read_text() == "new"


def test_nothing_is_written_when_one_of_the_targets_is_there(tmp_path: Path) -> None:
    taken = [tmp_path / "b.srt", tmp_path / "c.srt"]
    for path in taken:
        path.write_text("old")
    with pytest.raises(FileExistsHereError) as caught:
        write_all({tmp_path / "sub" / "a.srt": "new", taken[0]: "new", taken[1]: "new"}, force=False)
    assert caught.value.place == f"{taken[0]}, {taken[1]}"
    assert sorted(tmp_path.rglob("*")) == taken
    assert [path.read_text() for path in taken] == ["old", "old"]


def test_targets_can_be_checked_before_the_work(tmp_path: Path) -> None:
    free, taken = tmp_path / "sub" / "a.srt", tmp_path / "b.srt"
    taken.write_text("old")
    check_free([free])
    with pytest.raises(FileExistsHereError) as caught:
        check_free([free, taken])
    assert caught.value.place == str(taken)
    assert list(tmp_path.iterdir()) == [taken]
    with pytest.raises(OutputError, match="name too long"):
        check_free([tmp_path / ("x" * 300)])


def test_all_are_written_together(tmp_path: Path) -> None:
    outputs = {tmp_path / name: name for name in ("a.ko.srt", "a.en.srt", "a.ko-en.srt")}
    write_all(outputs, force=False)
    assert {path: path.read_text() for path in tmp_path.iterdir()} == outputs


def test_two_outputs_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(OutputError, match="two outputs go to one file"):
        write_all({tmp_path / "a.srt": "1", tmp_path / "link" / "a.srt": "2"}, force=True)
    assert not (tmp_path / "a.srt").exists()


def test_a_folder_and_a_pipe_are_refused_even_with_force(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        with pytest.raises(OutputError, match="is not a file"):
            write_text(path, "new", force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("file/a.srt", "Not a directory|File exists"),
        ("loop/a.srt", "File exists|Too many levels"),
        ("x" * 300, "name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OutputError, match=reason) as caught:
        write_text(tmp_path / name, "new", force=False)
    assert caught.value.place == str(tmp_path / name)
    assert leftovers(tmp_path) == []


def test_a_kernel_file_system_that_takes_no_files_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(Path("/proc/a.srt"), "new", force=False)


@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), OutputError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (MemoryError(), MemoryError),
    ],
)
def test_a_job_that_stops_while_writing_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, raised: type[BaseException]
) -> None:
    real = os.fsync
    calls = []

    def fail_at_the_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise failure
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail_at_the_second)
    old = tmp_path / "a.srt"
    old.write_text("old")
    with pytest.raises(raised):
        write_all({old: "new", tmp_path / "b.srt": "new", tmp_path / "c.srt": "new"}, force=True)
    assert list(tmp_path.iterdir()) == [old]
    assert old.read_text() == "old"


def test_a_full_disk_is_an_output_error_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"a\.srt: cannot be written \(No space left on device\); give a path in"):
        write_text(tmp_path / "a.srt", "new", force=False)


def test_a_name_that_is_refused_at_last_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.EROFS, f"Read-only file system: {self} to {target}")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="Read-only file system"):
        write_text(tmp_path / "a.srt", "new", force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_written_through(tmp_path: Path) -> None:
    link, target = tmp_path / "link.srt", tmp_path / "target.srt"
    link.symlink_to(target)
    write_text(link, "글", force=False)
    assert link.is_symlink()
    assert target.read_text("utf-8") == "글"


def test_permissions_are_those_of_a_new_file_or_of_the_one_replaced(tmp_path: Path) -> None:
    path, plain = tmp_path / "a.srt", tmp_path / "plain"
    plain.touch()
    write_text(path, "new", force=False)
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    write_text(path, "newer", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_character_that_utf_8_has_not_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"UTF-8 has no character '\\udcff'"):
        write_text(tmp_path / "a.txt", "줄\n\udcff", force=False, crlf=True)
    assert list(tmp_path.iterdir()) == []
