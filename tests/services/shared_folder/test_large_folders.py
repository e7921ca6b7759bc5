"""Folders with more files than are read: everybody's newest are read, and the rest is reported."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.services.shared_folder import bodies
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.services.shared_folder.found import FoundFiles, Limits
from cmcheckin.services.shared_folder.reading import FolderPass
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.codec import share_bytes
from tests.sharing.team_examples import LAST, NAMES, person, share, write_team


def opened() -> int:
    """Return the lowest free file descriptor, which rises with every file left open."""
    number = os.open(os.devnull, os.O_RDONLY)
    os.close(number)
    return number


def newest(found: SharedFolder) -> set[str]:
    """Return each person's newest week."""
    return {str(files[0].weeks[0].week) for files in found.newest_files()}


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
@pytest.mark.parametrize(
    "layout", ["one folder", "a folder a person", "a folder a week", "no week in the name", "copied"]
)
def test_everybodys_newest_week_is_read_whatever_the_order_of_names(tmp_path: Path, layout: str, part: float) -> None:
    people, weeks = 20, 10
    places = [(n, back) for n in range(people) for back in range(weeks)]
    random.Random(4).shuffle(places)
    for n, back in places:
        made = share(n, back)
        week = str(made.weeks[0].week)
        name = {
            "one folder": f"{n}-{week}.json",
            "a folder a person": f"{n}/{week}.json",
            "a folder a week": f"{week}/{n}.json",
            "copied": f"{random.Random(n * 100 + back).random()}.json",
            "no week in the name": f"{n}-{random.Random(n * 100 + back).random()}.json",
        }[layout]
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(share_bytes(made))
        os.utime(path, (1_700_000_000 if layout == "copied" else made.made.timestamp(),) * 2)
    found = read_folder([str(tmp_path)], limits=Limits(files=int(people * weeks * part)))
    assert len(found.people) == people
    assert newest(found) == {str(LAST)}
    assert found.left_out > 0
    assert found.left_out + len(found.shares) == people * weeks
    [unread] = found.unread
    assert unread.path == str(tmp_path)
    assert f"{found.left_out:,} older files were left out" in unread.reason
    assert found.failed == 0


def test_somebody_whose_newest_is_old_is_not_left_out_for_the_older_weeks_of_others(tmp_path: Path) -> None:
    write_team(tmp_path, people=3, weeks=20)
    (tmp_path / "long-away-2025-W03.json").write_bytes(share_bytes(share(7, 97)))
    found = read_folder([str(tmp_path)], limits=Limits(files=12))
    assert person(7) in found.people
    assert found.left_out == 49


def test_other_programs_files_do_not_count(tmp_path: Path) -> None:
    write_team(tmp_path, people=1, weeks=3)
    for n in range(50):
        (tmp_path / f"{n}.cfg").write_bytes(b"something else")
    found = read_folder([str(tmp_path)], limits=Limits(files=3))
    assert (len(found.shares), found.left_out, found.unread) == (3, 0, [])


def test_many_files_that_are_named_are_read_newest_first_too(tmp_path: Path) -> None:
    write_team(tmp_path, people=4, weeks=6)
    named = sorted(map(str, tmp_path.iterdir()))
    found = read_folder(named, limits=Limits(files=4))
    assert (len(found.people), newest(found), found.left_out) == (4, {str(LAST)}, 20)


def test_a_folder_at_the_limit_is_read_completely(tmp_path: Path) -> None:
    write_team(tmp_path, people=4, weeks=6)
    found = read_folder([str(tmp_path)], limits=Limits(files=24))
    assert (found.left_out, found.unread, len(found.shares)) == (0, [], 24)


def test_an_endless_folder_is_abandoned_and_reported(tmp_path: Path) -> None:
    write_team(tmp_path, people=4, weeks=6)
    found = read_folder([str(tmp_path)], limits=Limits(names=10))
    assert len(found.shares) == 10
    assert ["more than 10 files and folders" in one.reason for one in found.unread] == [True]


def test_links_and_pipes_without_number_are_counted(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"{n}.json").symlink_to(tmp_path)
    found = read_folder([str(tmp_path)], limits=Limits(faults=10))
    assert (found.failed, found.left_out) == (10, 20)


def test_no_folder_stays_open(tmp_path: Path) -> None:
    for n in range(80):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "a.json").write_bytes(share_bytes(share(n)))
    before = opened()
    found = read_folder([str(tmp_path)])
    assert len(found.people) == len(found.shares) == 80
    assert opened() == before


def test_a_folder_that_became_a_link_is_not_followed(tmp_path: Path) -> None:
    (inside := tmp_path / "team" / "ada").mkdir(parents=True)
    (inside / "a.json").write_bytes(share_bytes(share(0)))
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / "a.json").write_bytes(share_bytes(share(0)))
    (tmp_path / "team" / "b.json").write_bytes(share_bytes(share(2)))
    found = read_folder([str(tmp_path / "team")])
    inside.rename(tmp_path / "moved")
    inside.symlink_to(elsewhere)
    assert [one.person for one in found.shares] == [person(2)]
    assert [one.reason for one in found.unread] == ["couldn't be read (not a directory)"]


def test_only_the_beginning_of_each_file_is_read(tmp_path: Path) -> None:
    for n in range(3):
        data = share_bytes(share(n))
        (tmp_path / f"{n}.json").write_bytes(data[:-2] + b" " * 100_000 + b"}\n")
    read: list[int] = []
    pread = os.pread

    def counted(fd: int, size: int, at: int) -> bytes:
        read.append(size)
        return pread(fd, size, at)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "pread", counted)
        patch.setattr(os, "read", lambda fd, size: pytest.fail("read all of it"))
        found = FoundFiles((str(tmp_path),))
        FolderPass(found).run()
    assert read == [2_048] * 3
    assert len(found.table) == 3


def test_a_person_whose_files_are_removed_meanwhile_keeps_their_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "MAX_REMEMBERED", 0)  # as in a folder that is too large to remember
    write_team(tmp_path, 3, 2)
    reading = TeamReader(read_folder([str(tmp_path)]), date(2026, 11, 23))
    assert len(reading.team.rows) == 3
    for file in tmp_path.glob("*-1-2026-*.json"):
        file.unlink()
    assert len(reading.folder.files_of(person(1))) == 0
    assert reading.recent(person(1)).row.name == NAMES[1]
    assert reading.recent(person(1)).weeks == ()
    assert reading.history(person(1)) is None
    assert reading.recent(person(0)).questions
