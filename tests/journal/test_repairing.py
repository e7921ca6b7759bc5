"""Lines that are damaged or missing come back from copies, byte for byte, and nothing that could be more is dropped."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Journal
from cmcheckin.journal.backups import daily
from cmcheckin.journal.log.content import read_content
from cmcheckin.journal.repairing import accept_losses, apply, repairs
from tests.journal.journal_home import DAY, Home, checkin, fresh_home


def filled(home: Home, days: int = 5) -> bytes:
    """Save check-ins of `days` days, make a backup, and return the content of the file."""
    for n in range(days):
        home.open().save([checkin(DAY - timedelta(n), mood=3, note=f"note {n}")], why="check-in")
    assert daily(home.paths, DAY)
    return home.file().read_bytes()


def repaired(home: Home) -> int:
    """Repair the journal, and return how many lines were put back."""
    journal = home.open()
    return sum(repair.put_back for repair in apply(journal.store, home.paths))


def is_sound(home: Home) -> bool:
    journal: Journal = home.open()
    journal.everything()
    return not journal.missing() and not repairs(journal.store, home.paths)


def test_a_whole_journal_needs_no_repair(home: Home) -> None:
    filled(home)
    home.open().save([checkin(mood=4)], why="edit")
    assert is_sound(home)
    home.file().write_bytes(home.file().read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert is_sound(home)
    lines = home.file().read_bytes().splitlines(keepends=True)
    home.file().write_bytes(b"".join(sorted(line for line in lines if line.strip())))
    assert is_sound(home)
    home.file().write_bytes(b"\n" + b"".join(lines))
    assert repaired(home) == 0
    assert is_sound(home)


@given(st.integers(0, 10**9), st.integers(0, 7))
def test_any_flipped_bit_is_repaired(place: int, bit: int) -> None:
    with fresh_home() as home:
        data = filled(home)
        home.open().save([checkin(mood=5)], why="edit")
        now = home.file().read_bytes()
        damaged = bytearray(now)
        damaged[place % (len(data) - 1)] ^= 1 << bit
        home.file().write_bytes(damaged)
        assert repaired(home) <= 1
        assert home.file().read_bytes() == now
        assert is_sound(home)


@settings(max_examples=25)
@given(st.sets(st.integers(0, 5)), st.integers(0, 3))
def test_any_missing_lines_come_back_in_their_order(lost: set[int], later: int) -> None:
    with fresh_home() as home:
        filled(home)
        for mood in range(1, later + 1):
            home.open().save([checkin(mood=mood)], why="edit")
        now = home.file().read_bytes()
        lines = now.splitlines(keepends=True)
        home.file().write_bytes(b"".join(line for n, line in enumerate(lines) if n not in lost))
        assert repaired(home) == len(lost - {0})
        assert home.file().read_bytes() == now
        assert is_sound(home)


@pytest.mark.parametrize("left", [0, 1, 7, 200, 400])
def test_a_file_cut_short_or_deleted_comes_back(home: Home, left: int) -> None:
    data = filled(home)
    home.file().write_bytes(data[:left])
    if not left:
        home.file().unlink()
    assert repaired(home)
    assert home.file().read_bytes() == data
    assert is_sound(home)


@pytest.mark.parametrize("junk", [b"\0" * 512, b"<<<<<<< HEAD\n=======\n", b"\xff\xfe\n\xff"])
def test_a_file_overwritten_with_something_else_comes_back(home: Home, junk: bytes) -> None:
    data = filled(home)
    home.file().write_bytes(junk)
    assert repaired(home) == 5
    assert home.file().read_bytes() == data


def test_a_bad_line_that_no_copy_has_stays_and_keeps_its_place(home: Home) -> None:
    data = filled(home)
    home.open().save([checkin(mood=1)], why="edit")
    home.open().save([checkin(mood=2)], why="edit")
    lines = home.file().read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"mood", b"mooo")
    lines[6] = lines[6].replace(b"mood", b"mooo")
    home.file().write_bytes(b"".join(lines))
    [repair] = apply(home.open().store, home.paths)
    assert (repair.put_back, repair.left) == (1, 1)
    assert home.file().read_bytes() == data + lines[6] + lines[7]
    assert home.open().problems


def test_what_was_bad_stays_in_quarantine_once(home: Home) -> None:
    data = filled(home)
    home.file().write_bytes(data.replace(b"note 2", b"n\xffte 2"))
    home.open().everything()
    repaired(home)
    home.open().everything()
    [copy] = home.paths.journal.glob("*.damaged-*")
    assert b"n\xffte 2" in copy.read_bytes()


def test_lines_come_back_from_a_quarantined_copy_and_older_backups(home: Home) -> None:
    data = filled(home)
    first = home.paths.backups / DAY.isoformat() / home.file().name
    lines = data.splitlines(keepends=True)
    home.file().write_bytes(b"".join(lines[:-1]))
    assert daily(home.paths, DAY + timedelta(1))
    [repair] = repairs(home.open().store, home.paths)
    assert repair.copy == str(first)
    first.rename(home.paths.journal / f"{first.name}.damaged-2026-11-20")
    assert repaired(home) == 1
    assert home.file().read_bytes() == data


def test_the_newest_backup_with_a_line_is_named(home: Home) -> None:
    filled(home)
    home.open().save([checkin("2025-05-05", mood=3)], why="import")
    newest = daily(home.paths, DAY + timedelta(1))
    home.file().unlink()
    [repair] = repairs(home.open().store, home.paths)
    assert repair.copy == f"{newest}/{home.file().name}"


@pytest.mark.parametrize("accepts", [False, True])
def test_a_fragment_at_the_end_is_quarantined_when_a_file_is_repaired(home: Home, accepts: bool) -> None:
    data = filled(home)
    if accepts:
        shutil.rmtree(home.paths.backups)
    home.file().write_bytes(data.replace(b"note 2", b"note 9") + b'{"crc":"fragm')
    store = home.open().store
    if accepts:
        accept_losses(store)
    else:
        apply(store, home.paths)
    assert is_sound(home)
    kept = b"".join(path.read_bytes() for path in home.paths.journal.glob("*-2026-11-20*"))
    assert b"note 9" in kept
    assert b'{"crc":"fragm' in kept


def test_a_repaired_backup_has_the_lines_that_it_had(home: Home) -> None:
    data = filled(home)
    home.open().save([checkin(mood=1)], why="edit")
    copy = home.paths.backups / DAY.isoformat() / home.file().name
    copy.write_bytes(data.replace(b"note 2", b"note 9"))
    apply(home.open().store, home.paths)
    assert copy.read_bytes() == data


def test_a_damaged_line_in_a_copy_is_not_used(home: Home) -> None:
    data = filled(home)
    bad = data.replace(b"note 2", b"note 9")
    (home.paths.backups / DAY.isoformat() / home.file().name).write_bytes(bad)
    home.file().write_bytes(bad)
    assert repairs(home.open().store, home.paths) == []


def test_links_and_files_of_a_newer_version_are_left_alone(home: Home, tmp_path: Path) -> None:
    data = filled(home)
    home.file().unlink()
    home.file().symlink_to(tmp_path / "elsewhere")
    assert repairs(home.open().store, home.paths) == []
    home.file().unlink()
    home.file().write_bytes(b'{"cmcheckin":"journal","version":9}\n' + data)
    assert repairs(home.open().store, home.paths) == []


def test_a_line_of_the_first_version_comes_back_and_a_converted_file_needs_none(home: Home) -> None:
    header = b'{"cmcheckin":"journal","version":1,"year":2026,"device":"%s"}\n'
    stamp, put = b'["2026-11-1%d%s",0,"%s"]', b'{"checkins":{"2026111%d":{"date":"2026-11-1%d","mood":3}}}'
    line = b'{"stamp":' + stamp + b',"why":"log","put":' + put + b"}\n"
    content = {}
    for device in (b"phone-77aa", b"laptop-3f9a"):
        lines = [line % (n, b"T08:00:00.000000Z", device, n, n) for n in range(1, 5)]
        path = home.file(device=device.decode())
        path.parent.mkdir(parents=True, exist_ok=True)
        content[device] = header % device + b"".join(lines)
        path.write_bytes(content[device])
    assert daily(home.paths, DAY)
    theirs = home.file(device="phone-77aa")
    theirs.write_bytes(b"".join(theirs.read_bytes().splitlines(keepends=True)[:3]) + b"{broken\n")
    assert repaired(home) == 2
    assert theirs.read_bytes() == content[b"phone-77aa"]
    home.open().save([checkin(mood=4)], why="check-in")
    assert b'"version":2' in home.file().read_bytes()
    assert repairs(home.open().store, home.paths) == []


def test_marks_that_git_left_are_removed_and_every_line_stays(home: Home) -> None:
    data = filled(home)
    lines = data.splitlines(keepends=True)
    marked = [*lines[:3], b"<<<<<<< HEAD\n", *lines[3:], b"=======\n", lines[4], b">>>>>>> theirs\n"]
    home.file().write_bytes(b"".join(marked))
    assert home.open().problems
    assert repaired(home) == 0
    assert home.file().read_bytes() == data + lines[4]
    assert is_sound(home)


def test_a_file_that_was_saved_as_utf_16_is_written_as_utf_8_again(home: Home) -> None:
    data = filled(home)
    home.file().write_bytes(data.decode().encode("utf-16"))
    assert repaired(home) == 0
    assert home.file().read_bytes() == data
    assert is_sound(home)


DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["flip", "zero", "cut", "drop", "repeat", "swap", "junk", "delete", "backup"]),
        st.sampled_from(["laptop-3f9a", "phone-77aa"]),
        st.integers(0, 10**6),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=5,
)
"""What happens to a file, whose it is, where, and to how many bytes or lines."""


def harmed(data: bytes, how: str, place: int, count: int) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at, line = place % max(1, len(data)), place % len(lines)
    if how == "flip":
        return bytes(byte ^ (1 << count % 8) if n == at else byte for n, byte in enumerate(data))
    if how == "zero":
        return data[:at] + b"\0" * len(data[at : at + count]) + data[at + count :]
    if how == "cut":
        return data[:at]
    if how == "junk":
        return data[:at] + b"\xff{junk\n" * (count % 3 + 1) + data[at:]
    if how == "swap":
        return b"".join([*lines[line:], *lines[:line]])
    kept = lines[:line] + lines[line + 1 :] if how == "drop" else [*lines, lines[line]]
    return b"".join(kept)


def whole_lines(home: Home) -> set[bytes]:
    """Return every whole line of a change that the journal or a copy of it has."""
    files = [*home.paths.journal.glob("*.jsonl*"), *home.paths.backups.rglob("*.jsonl")]
    contents = [read_content(path.read_bytes()) for path in files]
    return {piece.raw for content in contents for piece in content.pieces if piece.key}


@settings(max_examples=25)
@given(DAMAGE)
def test_after_a_repair_the_journal_has_every_line_that_is_whole_anywhere(
    damage: list[tuple[str, str, int, int]],
) -> None:
    with fresh_home() as home:
        for n in range(4):
            for device in ("laptop-3f9a", "phone-77aa"):
                home.open(device).save([checkin(DAY - timedelta(n), mood=1 + n, note=device)], why="check-in")
            if n == 1:
                daily(home.paths, DAY)
        days = iter(range(1, 9))
        for how, device, place, count in damage:
            path = home.file(device=device)
            if how == "backup":
                daily(home.paths, DAY + timedelta(next(days)))
            elif how == "delete":
                path.unlink(missing_ok=True)
            elif path.exists():
                path.write_bytes(harmed(path.read_bytes(), how, place, count))
        home.open().everything()
        lines = whole_lines(home)
        shown = home.open().everything()
        repaired(home)
        journal = {
            piece.raw for path in home.paths.journal.glob("*.jsonl") for piece in read_content(path.read_bytes()).pieces
        }
        assert lines <= journal
        assert {record.key for record in shown} <= {record.key for record in home.open().everything()}
        assert repairs(home.open().store, home.paths) == []
