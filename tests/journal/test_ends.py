"""The record of the lines that were acknowledged is checked, and never in the way of a save."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal.log import ends
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, fresh_home

ENDS = st.dictionaries(st.text("2026.abc-"), st.integers(1))


@given(st.lists(ENDS, min_size=1, max_size=3), st.data())
def test_what_was_written_last_is_read_unless_it_is_damaged(written: list[dict[str, int]], data: st.DataObject) -> None:
    with fresh_home() as home:
        path = home.folder / "cache" / "ends.json"
        for each in written:
            ends.write(str(path), each)
        assert ends.read(str(path)) == written[-1]
        raw = bytearray(path.read_bytes())
        assert path.stat().st_mode & 0o777 == 0o600
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(raw)
        assert ends.read(str(path)) == {}


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"ends":{"a":1}}', b"[" * 100_000, b"\xff"])
def test_anything_else_is_as_if_it_was_missing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ends"
    assert ends.read(str(path)) == {}
    path.write_bytes(content)
    assert ends.read(str(path)) == {}


def test_a_record_that_cannot_be_written_does_not_stop_a_save(home: Home) -> None:
    home.paths.cache.mkdir(parents=True)
    (home.paths.cache / f"ends.{DEVICE}.json").mkdir()
    assert home.open().save([checkin(mood=3)], why="check-in")
    assert home.open().checkin(DAY) == checkin(mood=3)


def test_each_device_records_the_last_line_of_its_own_files(home: Home) -> None:
    home.open("phone-77aa").save([checkin(mood=2)], why="check-in")
    with home.open() as journal:
        journal.save([checkin(mood=3)], why="edit")
        journal.save([checkin(mood=4)], why="edit")
        journal.save([checkin("2025-01-01", mood=4)], why="edit")
    found = ends.read(str(home.paths.cache / f"ends.{DEVICE}.json"))
    assert found == {f"2026.{DEVICE}": 2, f"2025.{DEVICE}": 1}
