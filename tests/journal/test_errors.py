"""Errors name the cause, the path and what to do next."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cmcheckin.journal.errors import Problem, trouble


def message(error: OSError, path: str = "/nowhere/file", *, reading: bool = False) -> str:
    return str(trouble("It failed", path, error, reading=reading))


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "space"), (errno.EDQUOT, "space"), (errno.EFBIG, "space"), (errno.ENOSYS, "locks"),
        (errno.ENOTSUP, "locks"), (errno.ENOLCK, "locks"), (errno.EROFS, "read-only"),
        (errno.EACCES, "write there"), (errno.EPERM, "write there"), (errno.EIO, os.strerror(errno.EIO)),
        (errno.ENOTDIR, os.strerror(errno.ENOTDIR)),
    ],
)  # fmt: skip
def test_a_known_error_has_its_cause(number: int, word: str) -> None:
    said = message(OSError(number, os.strerror(number)))
    assert word in said
    assert said.startswith("It failed: ")
    assert "(/nowhere/file)" in said


def test_an_error_without_a_number_has_its_text() -> None:
    assert "odd" in message(OSError("odd"))


def test_reading_is_not_called_writing() -> None:
    error = OSError(errno.EACCES, "Permission denied")
    assert ["write" in message(error, reading=reading) for reading in (False, True)] == [True, False]


def test_what_was_kept_is_left_out_if_it_is_empty() -> None:
    error = OSError(errno.EIO, "x")
    assert "Nothing was changed." in str(trouble("It failed", "p", error))
    assert "  " not in str(trouble("It failed", "p", error, kept=""))
    assert "Reader." in str(trouble("It failed", "p", error, kept="Reader."))


@pytest.mark.parametrize("number", [errno.ENOTDIR, errno.EEXIST])
@pytest.mark.parametrize("below", ["", "/a", "/a/b"])
def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path, number: int, below: str) -> None:
    (tmp_path / "file").touch()
    said = message(OSError(number, "x"), f"{tmp_path}/file{below}")
    assert f"({tmp_path}/file)" in said


def test_the_outermost_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    closed = {str(tmp_path / "a"), str(inner)}
    monkeypatch.setattr(os, "access", lambda path, mode: mode == os.X_OK and path not in closed)
    said = message(OSError(errno.EACCES, "x"), str(inner / "file"))
    assert f"folder {tmp_path / 'a'} " in said
    assert "written" not in said


@pytest.mark.parametrize(("line", "place"), [(7, "f, line 7: "), (None, "f: ")])
@pytest.mark.parametrize("kept", ["copy", None])
def test_a_problem_names_its_line_and_copy(line: int | None, place: str, kept: str | None) -> None:
    said = str(Problem("f", line, "broken", kept, "Repair it."))
    assert said.startswith(place + "broken.")
    assert ("copy" in said) is (kept is not None)
    assert said.endswith(" Repair it.")
