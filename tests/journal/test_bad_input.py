"""What other programs do to journal files: each is read, or named once in plain words, and nothing is written over."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import back_up
from cmcheckin.journal.log.lines import VERSION, checked, dumps
from cmcheckin.journal.repairing import repairs
from tests.journal.journal_home import DEVICE, Home, checkin, workday

OTHER = "phone-77aa"
Edit: TypeAlias = Callable[[bytes], bytes]


def filled(home: Home) -> dict[Key, Record]:
    """Save changes of two devices in two years, and return the records."""
    home.open().save([checkin("2025-05-05", mood=2)], why="log")
    for n in range(1, 6):
        home.open().save([checkin(f"2026-11-0{n}", mood=1 + n % 5, note=f"läuft · 好 {n}")], why="log")
        home.open(OTHER).save([workday(f"2026-11-0{n}", hours=8)], why="log")
    home.open().save([checkin("2026-11-01", mood=2, energy=3, note="läuft · 好 1")], why="edit")
    return records(home)


def records(home: Home) -> dict[Key, Record]:
    return {record.key: record for record in home.open().everything()}


def lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def with_header(data: bytes, version: int, seal: Edit = checked) -> bytes:
    header = {"cmcheckin": "journal", "version": version, "year": 2026, "device": DEVICE}
    return seal(dumps(header)) + b"\n" + b"".join(lines(data)[1:])


def marked(data: bytes) -> bytes:
    """Return `data` as git leaves a file that it couldn't merge."""
    header, first, second, *rest = lines(data)
    mine = [b"<<<<<<< HEAD\n", first, b"||||||| 1a2b3c4\n", second]
    return b"".join([header, *mine, b"=======\n", *rest, b">>>>>>> laptop\n"])


READ: dict[str, Edit] = {
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "a byte order mark on each line": lambda data: b"".join(b"\xef\xbb\xbf" + line for line in lines(data)),
    "line breaks of Windows": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "spaces around lines": lambda data: b"".join(b"\t " + line[:-1] + b" \n" for line in lines(data)),
    "empty lines": lambda data: b"\n \n" + data.replace(b"\n", b"\n\n\r\n"),
    "no last line break": lambda data: data[:-1],
    "repeated lines": lambda data: b"".join(line + line for line in lines(data)),
    "the file twice": lambda data: data + data,
    "sorted lines": lambda data: b"".join(sorted(lines(data))),
    "reversed lines": lambda data: b"".join(reversed(lines(data))),
    "no header": lambda data: b"".join(lines(data)[1:]),
}
NAMED: dict[str, tuple[Edit, str]] = {
    "merge markers": (marked, "git left merge markers in it"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "it was saved as UTF-16"),
    "UTF-16 without a mark": (lambda data: data.decode().encode("utf-16-le"), "it was saved as UTF-16"),
    "UTF-16 of another order": (lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be"), "it was saved as UTF-16"),
    "line breaks of an old Mac": (lambda data: data.replace(b"\n", b"\r"), "a line break in it is damaged"),
    "joined files": (lambda data: data[:-1] + data, "a line break in it is damaged"),
    "a damaged header": (lambda data: b"x" + data[1:], "its header can't be read"),
}


def is_kept_apart(home: Home, before: dict[str, bytes], expected: dict[Key, Record]) -> None:
    """Check that a save leaves the files in `before` as they are, and that all records are there after it."""
    home.open().save([checkin(mood=5)], why="log")
    assert {name: home.files()[name] for name in before} == before
    assert records(home) == {**expected, checkin().key: checkin(mood=5)}


@pytest.mark.parametrize("edit", READ.values(), ids=READ)
def test_what_loses_nothing_is_read_without_a_word(home: Home, edit: Edit) -> None:
    expected = filled(home)
    for file in (home.file(), home.file(2025), home.file(device=OTHER)):
        file.write_bytes(edit(file.read_bytes()))
    for _ in range(2):
        assert records(home) == expected
        assert home.open().missing() == ()
        home.open().save([checkin("2026-11-01", mood=2, energy=3, note="läuft · 好 1")], why="same")
    home.open().save([checkin(mood=5)], why="log")
    assert records(home) == {**expected, checkin().key: checkin(mood=5)}


@pytest.mark.parametrize(("edit", "what"), NAMED.values(), ids=NAMED)
def test_what_a_repair_undoes_is_named_and_everything_is_read(home: Home, edit: Edit, what: str) -> None:
    expected = filled(home)
    home.file().write_bytes(edit(home.file().read_bytes()))
    journal = home.open()
    [problem] = journal.problems
    assert problem.what.startswith(what)
    assert "Every change in the file was read" in problem.advice
    assert journal.missing() == ()
    assert "cmcheckin doctor" in problem.advice
    assert records(home) == expected
    is_kept_apart(home, home.files(), expected)


def test_lines_of_other_files_are_read_wherever_they_are(home: Home) -> None:
    expected = filled(home)
    last, other = home.file(2025), home.file(device=OTHER)
    mixed = [*lines(home.file().read_bytes()), *lines(last.read_bytes()), *lines(other.read_bytes())]
    random.Random(7).shuffle(mixed)
    home.file().write_bytes(b"".join(mixed))
    last.unlink()
    other.unlink()
    assert records(home) == expected
    assert home.open().problems == ()
    home.open().save([checkin(mood=5)], why="log")
    assert records(home) == {**expected, checkin().key: checkin(mood=5)}


@pytest.mark.parametrize(
    "name",
    [
        "2026.laptop-3f9a.sync-conflict-20261120-101010-ABCDEFG.jsonl",
        "2026.laptop-3f9a (laptop's conflicted copy 2026-11-20).jsonl",
        "2026.laptop-3f9a (conflicted copy 2026-11-20 101010).jsonl",
        "2026.laptop-3f9a-DESKTOP.jsonl", "2026.laptop-3f9a 2.jsonl", "2026.laptop-3f9a (1).jsonl",
    ],
)  # fmt: skip
def test_a_conflict_copy_is_read_and_never_written_to(home: Home, name: str) -> None:
    expected = filled(home)
    whole = home.file().read_bytes()
    copy = home.file().with_name(name)
    copy.write_bytes(whole)
    home.file().write_bytes(b"".join(lines(whole)[:3]))
    assert records(home) == expected
    assert home.open().problems == ()
    home.open().save([checkin(mood=5)], why="log")
    assert copy.read_bytes() == whole
    assert records(home) == {**expected, checkin().key: checkin(mood=5)}
    assert home.open().problems == ()


@pytest.mark.parametrize("name", [".syncthing.{}.tmp", "~syncthing~{}.tmp", "._{}", "{}.swp", "{}~"])
def test_what_a_sync_tool_is_still_writing_is_left_out(home: Home, name: str) -> None:
    expected = filled(home)
    home.file().with_name(name.format(home.file().name)).write_bytes(home.file().read_bytes()[:200])
    assert records(home) == expected
    assert home.open().problems == ()


@pytest.mark.parametrize("has_cache", [True, False])
def test_a_file_that_icloud_has_not_downloaded_is_named_and_comes_back(home: Home, has_cache: bool) -> None:
    expected = filled(home)
    assert back_up(home.paths, str(home.paths.backups), date(2026, 11, 19))
    placeholder = home.file().with_name(f".{home.file().name}.icloud")
    home.file().rename(placeholder)
    if not has_cache:
        for path in home.paths.cache.iterdir():
            path.unlink()
    for _ in range(2):
        [problem] = home.open().problems
        assert (problem.file, problem.what) == (str(home.file()), "iCloud hasn't downloaded this file")
    home.open().save([checkin("2026-11-02", energy=1)], why="log")
    assert not repairs(home.open().store, home.paths)
    assert not home.file().exists()
    placeholder.rename(home.file())
    assert home.open().problems == ()
    changed = checkin("2026-11-02", mood=3, energy=1, note="läuft · 好 2")
    assert records(home) == {**expected, changed.key: changed}
    placeholder.write_bytes(b"left behind")
    assert home.open().problems == ()


@pytest.mark.parametrize("seal", [bytes, checked])
def test_a_file_of_this_device_in_a_newer_format_is_neither_read_nor_written(home: Home, seal: Edit) -> None:
    expected = filled(home)
    home.file().write_bytes(with_header(home.file().read_bytes(), VERSION + 1, seal))
    before = home.files()
    [problem] = home.open().problems
    assert "newer version of cmcheckin" in problem.what
    assert "Update cmcheckin" in problem.advice
    with pytest.raises(JournalError, match=r"newer version of cmcheckin. Nothing was changed. Update cmcheckin"):
        home.open().save([checkin(mood=5)], why="log")
    assert home.files() == before
    assert records(home) == {key: record for key, record in expected.items() if not key.id.startswith("2026")} | {
        key: record for key, record in expected.items() if key.type == "workday"
    }
    assert home.open().save([checkin("2025-05-06", mood=5)], why="log")


def test_a_newer_file_of_another_device_is_named_and_saving_still_works(home: Home) -> None:
    expected = filled(home)
    other = home.file(device=OTHER)
    other.write_bytes(with_header(other.read_bytes(), VERSION + 1))
    home.open().save([workday("2026-11-01", hours=4), checkin(mood=5)], why="log")
    [problem] = home.open().problems
    assert problem.file == str(other)
    other.write_bytes(with_header(other.read_bytes(), VERSION))
    assert home.open().problems == ()
    assert records(home).keys() == {*expected, checkin().key}
    [conflict] = home.open().conflicts()
    assert (conflict.field, sorted(value.value for value in conflict.values)) == (("hours",), [4, 8])


def test_a_sealed_line_is_named_as_newer_and_never_quarantined(home: Home) -> None:
    expected = filled(home)
    with home.file(device=OTHER).open("ab") as file:
        file.write(checked(dumps({"sealed": "age", "data": "AAAA"})) + b"\n")
    [problem] = home.open().problems
    assert "encrypted" in problem.what
    assert "Every other change in the file was read" in problem.advice
    assert not [name for name in home.files() if ".damaged-" in name]
    is_kept_apart(home, {home.file(device=OTHER).name: home.file(device=OTHER).read_bytes()}, expected)


def test_nothing_is_written_to_a_file_of_this_device_with_sealed_lines(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    sealed = checked(dumps({"id": [home.file().stem, 2], "tick": 2, "at": "", "sealed": "age", "content": "eW9sbw"}))
    with home.file().open("ab") as file:
        file.write(sealed + b"\n")
    before = home.files()
    for window in (journal, home.open()):
        [problem] = window.problems
        assert "encrypted" in problem.what
        assert problem.kept is None
        assert window.checkin(checkin().date) == checkin(mood=3)
        with pytest.raises(JournalError, match="Update cmcheckin"):
            window.save([workday(hours=8)], why="log")
    assert home.files() == before


def test_version_1_lines_of_several_files_in_one_are_read_and_kept(home: Home) -> None:
    old: list[dict[str, object]] = []
    for device, day in ((DEVICE, "2026-11-01"), ("old-0001", "2026-11-02")):
        doc = {day.replace("-", ""): {"date": day, "mood": 3}}
        old.append({"cmcheckin": "journal", "version": 1, "year": 2026, "device": device})
        old.append({"stamp": [f"{day}T07:00:00.000000Z", 0, device], "put": {"checkins": doc}})
    home.file().parent.mkdir(parents=True)
    home.file().write_bytes(b"".join(dumps(line) + b"\n" for line in old))
    expected: dict[Key, Record] = {
        record.key: record for record in (checkin("2026-11-01", mood=3), checkin("2026-11-02", mood=3))
    }
    assert records(home) == expected
    is_kept_apart(home, home.files(), expected)
