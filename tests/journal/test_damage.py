"""Cut-off, damaged and foreign files: whatever can be read is read, and nothing is deleted."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal import JournalError
from cmcheckin.journal.log.lines import checked, dumps
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, fresh_home, rewritten, workday

OTHER = "phone-77aa"
DAYS = [date(2026, 11, n) for n in range(1, 9)]


@cache
def _saved_days() -> dict[Path, bytes]:
    """Return the files of a home with DAYS and a day of the year before, made once to save time."""
    with fresh_home() as home:
        journal = home.open()
        for n, day in enumerate(DAYS):
            journal.save([checkin(day, mood=1 + n % 5, note="läuft · 好 " * n)], why="check-in")
        journal.save([checkin("2025-05-05", mood=2)], why="check-in")
        return {path.relative_to(home.folder): path.read_bytes() for path in home.folder.rglob("*") if path.is_file()}


def _save_days(home: Home) -> None:
    for name, content in _saved_days().items():
        (home.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (home.folder / name).write_bytes(content)


def _ends(home: Home) -> Path:
    return home.paths.cache / f"ends.{DEVICE}.json"


def _torn(home: Home) -> list[bytes]:
    return [path.read_bytes() for path in home.paths.journal.iterdir() if ".torn-2026-11-20" in path.name]


@pytest.mark.parametrize("is_acknowledged", [False, True])
def test_a_line_that_was_cut_off_is_quarantined_and_missing_if_it_was_acknowledged(
    home: Home, is_acknowledged: bool
) -> None:
    _save_days(home)
    whole, acknowledged = home.file().read_bytes(), _ends(home).read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    number = len(DAYS)
    if not is_acknowledged:  # as if the program was killed during its last write
        acknowledged = checked(dumps({"ends": {home.file().stem: number - 1}}))
    for cut in (*range(start, start + 20), *range(start + 20, len(whole) - 3, 7), len(whole) - 2, len(whole) - 1):
        home.file().write_bytes(whole[:cut])
        _ends(home).write_bytes(acknowledged)
        journal = home.open()
        is_whole = cut == len(whole) - 1  # only the newline is missing
        is_missing = is_acknowledged and not is_whole
        days = [record.day for record in journal.everything().checkins if record.day.year == 2026]
        assert days == (DAYS if is_whole else DAYS[:-1]), cut
        journal.save([workday(hours=8)], why="log")
        again = home.open()
        for window in (journal, again):
            assert [f"no. {number}" in problem.what for problem in window.problems] == [True] * is_missing
        assert again.workday(DAY) == workday(hours=8)
        assert len(again.everything().checkins) == len(days) + 1
        second = home.file().with_suffix(".2.jsonl")
        assert second.exists() == is_missing  # a whole copy may be put in place of the first file
        if is_missing:
            assert home.file().read_bytes() == whole[:cut]
            second.unlink()
        else:
            assert home.changes()[-1]["id"][1] == (number + 1 if is_whole else number)
        assert _torn(home) == ([] if is_whole or is_missing or cut == start else [whole[start:cut]])
        for path in home.paths.journal.glob("*.torn-*"):
            assert path.stat().st_mode & 0o777 == 0o600
            path.unlink()


@given(data=st.data())
def test_only_what_was_hit_is_missing_and_a_damaged_file_is_never_changed(data: st.DataObject) -> None:
    with fresh_home() as home:
        _save_days(home)
        whole = home.file().read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(1, 300))
        junk = data.draw(st.sampled_from([b"\0" * length, b"\xff\xfe" * length, b"}{", b"\n\n{]\n", b"", b"\x1b[2J"]))
        broken = whole[:at] + junk + whole[at + length :]
        home.file().write_bytes(broken)
        starts = [n + 1 for n, byte in enumerate(whole) if byte == 10]
        untouched = {day for day, (n, end) in zip(DAYS, pairwise(starts), strict=True) if end <= at or n >= at + length}
        journal = home.open()
        days = {record.day for record in journal.everything().checkins if record.day.year == 2026}
        assert days >= untouched
        assert journal.checkin(date(2025, 5, 5)) == checkin("2025-05-05", mood=2)
        assert journal.missing() or days == set(DAYS)
        journal.save([checkin(mood=5)], why="check-in")
        again = home.open()
        assert again.checkin(DAY) == checkin(mood=5)
        assert {record.day for record in again.everything().checkins} >= days
        for problem in journal.problems:
            assert str(home.file()) in str(problem)
            if problem.line:  # else lines are missing at its end, or all of it is
                assert home.file().read_bytes() == broken
                assert home.file().with_name(f"2026.{DEVICE}.2.jsonl").exists()
            if problem.kept is not None:
                assert problem.kept.endswith(f"2026.{DEVICE}.jsonl.damaged-2026-11-20")
                assert all(part in broken for part in Path(problem.kept).read_bytes().splitlines())


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        (b"", None, "empty"),
        (b"\0" * 4096, None, "zeros"),
        (b"\xff" * 10, 1, "text"),
        (b"{}\n", 1, ""),
        (b"[" * 100_000, 1, ""),
        (b'{"cmcheckin":"journal"}\n', 1, ""),
    ],
)
def test_an_empty_or_zeroed_file_counts_as_damaged(home: Home, content: bytes, line: int | None, word: str) -> None:
    _save_days(home)
    home.file().write_bytes(content)
    journal = home.open()
    (problem,) = journal.problems
    assert (problem.file, problem.line) == (str(home.file()), line)
    assert word in problem.what
    if line is None:
        assert problem.kept is None  # there's nothing to keep
    else:
        assert Path(problem.kept or "").read_bytes() == content.removesuffix(b"\n") + b"\n"
    assert journal.checkin(date(2025, 5, 5)) is not None
    journal.save([checkin(mood=5)], why="check-in")
    assert home.file().read_bytes() == content
    assert home.open().checkin(DAY) == checkin(mood=5)
    assert len(home.open().problems) == 1
    assert len([name for name in home.files() if "damaged" in name]) == (line is not None)


def test_the_message_for_damage_says_what_where_and_what_to_do(home: Home) -> None:
    _save_days(home)
    lines = home.file().read_bytes().split(b"\n")
    lines[4] = b'{"crc":"2026'
    home.file().write_bytes(b"\n".join(lines))
    (problem,) = home.open().problems
    assert problem.line == 5
    message = str(problem)
    for part in (
        str(home.file()),
        "line 5",
        "Every other change in the file was read",
        "A copy is in",
        "It wasn't changed",
        "backup",
    ):
        assert part in message


def test_a_repaired_file_is_read_again(home: Home) -> None:
    _save_days(home)
    whole = home.file().read_bytes()
    lines = whole.split(b"\n")
    home.file().write_bytes(b"\n".join([*lines[:3], b"?", *lines[4:]]))
    journal = home.open()
    [problem] = journal.problems
    assert (len(journal.everything().checkins), problem.line) == (len(DAYS), 4)
    assert Path(problem.kept or "").read_bytes() == b"?\n"
    home.file().write_bytes(whole)
    assert journal.checkin(DAYS[-1]) is not None
    assert journal.problems == ()


def test_pipes_folders_and_broken_links_are_reported_and_the_rest_is_read(home: Home) -> None:
    _save_days(home)
    folder = home.paths.journal
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.jsonl").mkdir()
    (folder / "loop.jsonl").symlink_to(folder / "loop.jsonl")
    (folder / "gone.jsonl").symlink_to(folder / "nowhere")
    (folder / "zero.jsonl").symlink_to("/dev/zero")
    journal = home.open()
    assert {Path(problem.file).name for problem in journal.problems} == {
        "pipe.jsonl", "folder.jsonl", "loop.jsonl", "gone.jsonl", "zero.jsonl",
    }  # fmt: skip
    assert len(journal.everything().checkins) == len(DAYS) + 1
    journal.save([checkin(mood=5)], why="check-in")
    assert journal.checkin(DAY) is not None
    assert len(journal.problems) == 5


def test_a_folder_in_place_of_the_years_file_moves_saves_to_a_second_file(home: Home) -> None:
    home.file().mkdir(parents=True)
    journal = home.open()
    journal.save([checkin(mood=5)], why="check-in")
    journal.save([checkin(mood=4)], why="check-in")
    assert home.open().checkin(DAY) == checkin(mood=4)


def test_a_file_of_another_device_under_our_name_is_only_read(home: Home) -> None:
    home.open("desk-77aa").save([checkin(mood=2)], why="check-in")
    home.file(device="desk-77aa").rename(home.file())
    before = home.file().read_bytes()
    journal = home.open()
    assert journal.checkin(DAY) == checkin(mood=2)
    journal.save([checkin(mood=5)], why="check-in")
    assert home.file().read_bytes() == before
    assert home.open().checkin(DAY) == checkin(mood=5)


def test_an_invalid_record_is_a_problem_and_the_rest_is_read(home: Home) -> None:
    journal = home.open()
    journal.save([escalation(), workday(hours=8)], why="log")
    text = home.file().read_bytes()
    home.file().write_bytes(rewritten(text, (b'"hours":8', b'"hours":80'), (b'"title":"Spam wave"', b'"title":7')))
    records = journal.everything()
    assert list(records) == [workday()]
    assert len(journal.problems) == 2
    assert any("hours" in problem.what for problem in journal.problems)
    journal.save([workday(hours=8)], why="log")
    assert journal.workday(DAY) == workday(hours=8)
    assert len(journal.problems) == 1


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":["2026.d",9],"tick":9,"at":"","put":{}}',
        checked(b'{"id":["2026.d",9],"tick":9,"at":"","put":{"checkins":{"x":{}}}}'),
        b"[]",
        b"1" * 6000,
        b"[" * 50_000,
        b"<<<<<<< HEAD",
    ],
)
def test_a_line_of_the_wrong_shape_is_damage(home: Home, line: bytes) -> None:
    _save_days(home)
    with home.file().open("ab") as file:
        file.write(line + b"\n")
    journal = home.open()
    assert len(journal.everything().checkins) == len(DAYS) + 1
    (problem,) = journal.problems
    assert problem.line == len(DAYS) + 2
    assert Path(problem.kept or "").read_bytes() == line + b"\n"


@pytest.mark.parametrize("tail", [b"\0" * 600, b'{"crc":"1a2b' + b"\0" * 40, b"\xff", b" "])
def test_an_incomplete_tail_is_not_damage(home: Home, tail: bytes) -> None:
    _save_days(home)
    with home.file().open("ab") as file:
        file.write(tail)
    journal = home.open()
    assert journal.problems == ()
    journal.save([checkin(mood=5)], why="check-in")
    assert tail not in home.file().read_bytes()[-len(tail) :]
    assert home.file().with_name(f"{home.file().name}.torn-2026-11-20").read_bytes() == tail
    assert len(home.open().everything().checkins) == len(DAYS) + 2


def test_a_file_in_place_of_the_folder_is_reported(home: Home) -> None:
    home.folder.mkdir()
    home.paths.journal.write_text("no folder")
    journal = home.open()
    with pytest.raises(JournalError, match=r"couldn't be read: it's a file, but a folder is needed"):
        journal.checkin(DAY)
    with pytest.raises(JournalError, match=r"Nothing was changed"):
        journal.save([checkin(mood=3)], why="check-in")
    assert home.paths.journal.read_text() == "no folder"


def test_a_day_deleted_while_a_part_of_it_cannot_be_read_comes_back_as_a_conflict(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="log")
    home.open().save([checkin(mood=3, note="later")], why="log")
    whole = home.file().read_bytes()
    home.file().write_bytes(whole.replace(b'"mood":3', b'"mood":4'))
    with home.open() as journal:
        assert journal.checkin(DAY) == checkin(note="later")
        journal.save([], delete=[checkin().key], why="delete")
        assert journal.checkin(DAY) is None
    home.file().write_bytes(whole)
    journal = home.open()
    assert [conflict.field for conflict in journal.conflicts()] == [()]
    assert journal.checkin(DAY) == checkin(mood=3, note="later")


def mixed_changes(home: Home) -> None:
    """Save 40 changes of all kinds on two devices."""
    for n in range(40):
        journal = home.open((OTHER, DEVICE)[n % 2])
        day = f"2026-11-{1 + n % 12:02}"
        if n % 5 == 4:
            journal.save([escalation(f"e-{day}-{n}-3f9a", f"{day}T09:00:00+01:00", severity=1 + n % 4)], why="log")
        elif n % 7 == 6:
            journal.save([], delete=[checkin(day).key], why="delete")
        elif n % 3:
            journal.save([checkin(day, mood=1 + n % 5, note=f"Zwei · 二 {n}", feelings=[f"f{n}"])], why="edit")
        else:
            journal.save([workday(day, hours=n % 9)], why="log")


def touched(raw: bytes) -> set[str]:
    """Return the document ids that the line `raw` touches."""
    with suppress(ValueError):
        line = json.loads(raw)
        tables = [line.get("put", {}), line.get("edit", {}), line.get("del", {})]
        return {doc_id for table in tables for ids in table.values() for doc_id in ids}
    return set()


def documents(home: Home) -> dict[str, object]:
    """Return the documents by id and table, as the files give them."""
    memory = home.open().store.reach()
    return {f"{doc_id} {table}": doc for table, docs in memory.tables.items() for doc_id, doc in docs.items()}


def check_damage(home: Home, path: Path, whole: bytes, damaged: bytes, before: dict[str, object]) -> None:
    """Check that the damage is noticed, and that documents which no hit line touches are the same."""
    path.write_bytes(damaged)
    left = {*damaged.split(b"\n")}
    hit = {doc_id for raw in whole.split(b"\n") if raw not in left for doc_id in touched(raw)}
    [problem] = home.open().problems
    assert problem.file == str(path)
    now = documents(home)
    apart = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    assert {name.split()[0] for name in apart} <= hit
    path.write_bytes(whole)


def damages(whole: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield `whole` with one bit flipped, 100 times, and some with zeroed blocks."""
    for _ in range(100):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        yield whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]
    for _ in range(10):
        at, length = chance.randrange(len(whole)), chance.choice([1, 64, 512])
        yield whole[:at] + bytes(len(whole[at : at + length])) + whole[at + length :]


def test_each_of_200_flipped_bits_is_noticed_and_costs_one_change_at_most(home: Home) -> None:
    mixed_changes(home)
    before, chance = documents(home), random.Random(20261120)
    for device in (DEVICE, OTHER):
        path = home.file(device=device)
        whole = path.read_bytes()
        for damaged in damages(whole, chance):
            check_damage(home, path, whole, damaged, before)
    assert documents(home) == before
    assert home.open().problems == ()


def test_each_flipped_bit_of_a_line_break_and_a_header_costs_nothing(home: Home) -> None:
    _save_days(home)
    expected = list(home.open().everything())
    whole = home.file().read_bytes()
    breaks = [at for at, byte in enumerate(whole) if byte == 10]
    for at in (*breaks[:-1], *range(0, breaks[0], 5)):
        for bit in range(8):
            home.file().write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            journal = home.open()
            assert list(journal.everything()) == expected
            assert journal.problems


def test_a_cut_anywhere_is_noticed_unless_only_the_last_line_break_is_gone(home: Home) -> None:
    mixed_changes(home)
    path = home.file()
    before, whole = documents(home), path.read_bytes()
    for at in (*range(0, len(whole) - 1, 41), *range(len(whole) - 30, len(whole) - 1)):
        check_damage(home, path, whole, whole[:at], before)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True), st.integers(0, 3))
def test_each_bad_line_is_quarantined_once_however_often_it_is_read(bad: list[int], repaired: int) -> None:
    with fresh_home() as home:
        _save_days(home)
        whole = home.file().read_bytes().splitlines(keepends=True)
        for count in (*range(1, len(bad) + 1), repaired, 0, len(bad)):
            damaged = [line.replace(b"why", b"wry") if n in bad[:count] else line for n, line in enumerate(whole)]
            home.file().write_bytes(b"".join(damaged))
            for _ in range(2):
                assert len(home.open().problems) == bool(count)
        copies = [path for path in home.paths.journal.iterdir() if ".damaged-" in path.name]
        kept = [line for path in copies for line in path.read_bytes().splitlines(keepends=True)]
        assert sorted(kept) == sorted(whole[n].replace(b"why", b"wry") for n in bad)
        assert {path.stat().st_mode & 0o777 for path in copies} == {0o600}
