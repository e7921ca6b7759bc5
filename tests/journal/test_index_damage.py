"""What the index has of damaged files and of conflicts. Nothing is ever saved from a wrong one."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Change, Journal
from cmcheckin.journal.log import index, reader
from cmcheckin.journal.log.files import JournalFile, read_new
from cmcheckin.journal.log.index import fields, file_from
from cmcheckin.journal.log.lines import Header, checked, dumps, header_line
from cmcheckin.journal.log.merge import Fields, Origin, Value
from cmcheckin.journal.vault import HomeVault
from tests.journal.journal_home import DAY, DEVICE, Home, checkin

OTHER = "2025.other-77aa.jsonl"


pytestmark = pytest.mark.usefixtures("always_indexed")


def _save_ten_months(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(DAY - timedelta(n), mood=3) for n in range(301)], why="import")


def test_an_unchanged_damaged_file_is_reported_and_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_ten_months(home)
    damaged = home.paths.journal / OTHER
    damaged.write_bytes(header_line(2025, "other-77aa") + b"{]\n")
    (home.paths.journal / "2023.zeros.jsonl").write_bytes(b"\0" * 90)
    link = home.paths.journal / "2024.link-0001.jsonl"
    link.symlink_to(damaged)
    for path in home.paths.journal.iterdir():
        os.utime(path, ns=(0, 0), follow_symlinks=False)
    before = home.open()
    assert before.checkin(DAY) == checkin(DAY, mood=3)
    assert (home.paths.cache / f"index.{DEVICE}.json").exists()
    reads: list[str] = []

    def counted(file: JournalFile, *vault: HomeVault | None) -> object:
        reads.append(file.name)
        return read_new(file, *vault)

    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_new", counted)
        again = home.open()
        assert again.checkin(DAY) == checkin(DAY, mood=3)
        assert reads == []
        assert again.store.floor
    assert again.problems == before.problems
    assert len(again.problems) == 3
    assert again.save([checkin(DAY, mood=5)], why="edit")
    damaged.write_bytes(header_line(2025, "other-77aa"))
    repaired = home.open()
    assert repaired.checkin(DAY) == checkin(DAY, mood=5)
    assert [problem.file for problem in repaired.problems] == [str(home.paths.journal / "2023.zeros.jsonl"), str(link)]


def test_a_path_that_may_become_readable_is_tried_each_time(home: Home) -> None:
    _save_ten_months(home)
    (home.paths.journal / OTHER).mkdir()
    assert home.open().checkin(DAY) == checkin(DAY, mood=3)
    assert not (home.paths.cache / f"index.{DEVICE}.json").exists()


LINES = st.lists(
    st.tuples(
        st.sampled_from(["2026.laptop-3f9a", "2026.phone-77aa"]),
        st.sampled_from(["put", "edit", "delete", "conflict"]),
        st.integers(0, 9),  # how many lines of the other source were read
        st.sampled_from([("mood",), ("wins", "list", "w-1"), ("metrics", "map", "members"), ()]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_the_fields_of_a_joined_record_are_the_same_after_the_index(
    home: Home,
    lines: list[tuple[str, str, int, tuple[str, ...]]],
) -> None:
    found = Fields("checkins")
    for n, (source, what, read, path) in enumerate(lines, start=1):
        key = (n, f"2026-11-20T07:31:{n:02d}.000000Z", source, n)
        seen = {name: read for name, *_ in lines if name != source}
        doc = {"mood": n, "wins": [{"id": "w-1", "text": str(n)}], "metrics": {"members": n}}
        if what == "put":
            found.put(key, seen, doc)
        elif what == "edit":
            found.edit(key, seen, {"set": {"mood": n}, "add": {"wins": doc["wins"]}, "unset": ["note"]})
        elif what == "delete":
            found.delete(key, seen)
        else:
            origin = Origin("2026-11-01T07:31:00.000000Z", "desk-1234")
            value = True if not path else n
            found.conflict(key, seen, path, [Value(key, value), Value(key, None, removed=True, origin=origin)])
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    place = ("checkins", DAY.strftime("%Y%m%d"))
    journal.store.memory.joined = {place: found}
    assert index.write(journal.store.index_path, journal.store)
    known = index.read(journal.store.index_path, journal.store.folder)
    assert known is not None
    assert vars(known.memory.joined[place]) == vars(found)


def test_nothing_is_written_from_a_wrong_index(home: Home) -> None:
    _save_ten_months(home)
    assert home.open().checkin(DAY) == checkin(DAY, mood=3)
    path = home.paths.cache / f"index.{DEVICE}.json"
    first, *older = path.read_bytes().splitlines()
    value = json.loads(first)
    value.pop("crc")
    value["tables"]["checkins"][DAY.strftime("%Y%m%d")] |= {"mood": 5, "note": "never written"}
    path.write_bytes(b"\n".join([checked(dumps(value)), *older, b""]))
    journal = home.open()
    assert journal.checkin(DAY) == checkin(DAY, mood=5, note="never written")  # its checksum is right

    def changed(within: Journal) -> Change:
        found = within.checkin(DAY)
        assert found == checkin(DAY, mood=3)
        return Change((found._replace(mood=5),))

    journal.change(changed, "log")
    assert home.changes()[-1]["edit"] == {"checkins": {"20261120": {"set": {"mood": 5}}}}
    path.unlink()
    assert home.open().checkin(DAY) == checkin(DAY, mood=5)


def test_the_index_is_not_written_after_lines_were_lost(home: Home) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    before = (home.paths.cache / f"index.{DEVICE}.json").read_bytes()
    home.file().write_bytes(b"".join(home.file().read_bytes().splitlines(keepends=True)[:-1]))
    for _ in range(2):
        window = home.open()
        window.checkin(DAY)
        assert len(window.store.problems) == 1
        window.close()
    assert (home.paths.cache / f"index.{DEVICE}.json").read_bytes() == before


HEADER = Header(1, 2026, "laptop")


@pytest.mark.parametrize(
    ("fault", "header", "is_link", "is_damaged"),
    [
        ("", HEADER, False, False), ("broken", HEADER, False, True), ("a link", HEADER, True, False),
        ("broken", None, False, True), ("a link", None, True, False),
    ],
)  # fmt: skip
def test_the_state_of_a_file_is_restored(fault: str, header: Header | None, is_link: bool, is_damaged: bool) -> None:
    file = JournalFile("folder/name", "name", header)
    file.inode, file.size, file.mtime_ns, file.offset, file.lines, file.mark = (1, 2), 3, 4, 5, 6, (7, 8)
    file.unended, file.torn = True, False
    file.fault, file.fault_line, file.link, file.damaged = fault, 9 if fault else None, is_link, is_damaged
    again = file_from("folder/name", "name", json.loads(json.dumps(fields(file))))
    assert vars(again) == vars(file)
    file.fault, file.damaged, file.link = "no permission", False, False
    assert fields(file)[-1] is None
