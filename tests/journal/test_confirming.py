"""What a change is based on is read from the files again, as the index may be wrong."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.journal import Change, Journal
from cmcheckin.journal.log import searching
from cmcheckin.journal.log.lines import change_line, checked, dumps, header_line, read_change
from cmcheckin.journal.log.reader import Reader
from cmcheckin.journal.log.searching import lines_with
from tests.journal.journal_home import DAY, DEVICE, Home, checkin

NEW_YEAR = date(2026, 1, 1)
OTHER = "desk-77aa"


pytestmark = pytest.mark.usefixtures("always_indexed")


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Reader]:
    """The readers that read everything, each time they did so."""
    found: list[Reader] = []
    load = Reader.load

    def counted(self: Reader) -> Any:
        found.append(self)
        return load(self)

    monkeypatch.setattr(Reader, "load", counted)
    return found


def _leave_out_of_index(home: Home, day: date) -> None:
    """Remove the check-in of `day` from the index, with valid checksums."""
    path, at = home.paths.cache / f"index.{DEVICE}.json", day.strftime("%Y%m%d")
    values = [json.loads(line) for line in path.read_bytes().splitlines()]
    for value in values:
        for part in (value["tables"], value["heads"]):
            part.get("checkins", {}).pop(at, None)
        value.pop("crc")
    first, *older = values
    lines = [checked(dumps(value)) for value in older]
    first["older"] = [
        [floor, len(line), json.loads(line)["crc"]] for (floor, *_), line in zip(first["older"], lines, strict=True)
    ]
    path.write_bytes(b"\n".join([checked(dumps(first)), *lines]))


def _rate(journal: Journal, day: date, mood: int) -> CheckIn | None:
    """Change the mood of `day`, and return the check-in that was saved before."""
    before: list[CheckIn | None] = []

    def change(within: Journal) -> Change:
        before.append(within.checkin(day))
        return Change(((before[0] or checkin(day))._replace(mood=mood),))

    journal.change(change, "log")
    return before[0]


@pytest.mark.parametrize("day", [NEW_YEAR, NEW_YEAR - timedelta(1)])
def test_a_record_that_the_index_lacks_is_not_replaced(home: Home, day: date) -> None:
    home.clock.at -= DAY - NEW_YEAR
    saved = [checkin(each, mood=3, note=str(each)) for each in (NEW_YEAR - timedelta(1), NEW_YEAR)]
    home.open().save(saved, why="import")  # one line, in the file of the later year
    home.open().checkin(NEW_YEAR)
    _leave_out_of_index(home, day)
    journal = home.open()
    assert journal.checkin(day) is None  # its checksums are right
    assert _rate(journal, day, 5) == checkin(day, mood=3, note=str(day))
    assert home.open().checkin(day) == checkin(day, mood=5, note=str(day))


@pytest.mark.parametrize("name", [b'"20261120"', b'"20261121"', b'"20261122"', b'"20261123"'])
@pytest.mark.parametrize("size", [16, 33, 1 << 16])
def test_all_lines_that_name_a_document_are_found_wherever_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes, size: int
) -> None:
    monkeypatch.setattr(searching, "CHUNK", size)
    monkeypatch.setattr(searching, "_PIECE", size)
    put: dict[str, Any] = {"put": {"checkins": {"20261121": {"note": "x" * 300}, "20261120": {}}}}
    delete: dict[str, Any] = {"del": {"checkins": ["20261122"]}}
    lines = [
        change_line((n, "2026-11-20T07:31:04.123456Z", f"2026.{DEVICE}", n), "log", parts)
        for n, parts in enumerate((put, delete, put, put), start=1)
    ]
    path = tmp_path / "file"
    for before in range(40):
        for content in (lines, [*lines, b"\n"], [*lines[:-1], lines[-1].rstrip()]):
            path.write_bytes(header_line(2026, "d" * before) + b"".join(content))
            expected = [read_change(line.rstrip()) for line in reversed(content) if name in line]
            assert list(lines_with(str(path), name.strip(b'"').decode())) == expected


def test_lines_before_the_last_whole_version_are_not_read(
    home: Home, monkeypatch: pytest.MonkeyPatch, loads: list[Reader]
) -> None:
    home.open().save([checkin(mood=1), checkin(DAY - timedelta(1))], why="import")
    home.open().save([], delete=[checkin().key], why="delete")
    home.open().save([checkin(mood=2)], why="check-in")
    home.open().save([checkin(mood=3)], why="check-in")
    home.open().checkin(DAY)
    loads.clear()
    parsed: list[int] = []

    def counted(raw: bytes) -> Any:
        change = read_change(raw)
        parsed.append(change[0][3])
        return change

    monkeypatch.setattr(searching, "read_change", counted)
    assert _rate(home.open(), DAY, 4) == checkin(mood=3)
    assert parsed == [4, 3]
    assert not loads


def test_everything_is_read_if_several_devices_changed_a_record(home: Home, loads: list[Reader]) -> None:
    home.open().save([checkin(mood=1)], why="check-in")
    home.open(OTHER).save([checkin(mood=2)], why="check-in")
    home.open().checkin(DAY)
    loads.clear()
    assert _rate(home.open(), DAY, 4) == checkin(mood=2)
    assert loads


def test_everything_is_read_if_a_line_since_the_last_whole_version_is_damaged(home: Home, loads: list[Reader]) -> None:
    for mood in (1, 2, 3):
        home.open().save([checkin(mood=mood)], why="check-in")
    os.utime(home.file(), ns=(0, 0))
    home.open().checkin(DAY)
    loads.clear()
    lines = home.file().read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"mood":2', b'"mood":5')
    with home.file().open("r+b") as file:
        file.write(b"".join(lines))
    os.utime(home.file(), ns=(0, 0))
    journal = home.open()
    assert journal.checkin(DAY) == checkin(mood=3)
    assert not loads
    assert _rate(journal, DAY, 4) == checkin(mood=3)
    assert loads
    assert len(journal.problems) == 1
