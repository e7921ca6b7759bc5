"""The index of a large folder: a start with it shows what one without it shows, whatever happened in between."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.paths import CACHE_PREFIXES
from cmcheckin.services.shared_folder import bodies, index
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from tests.sharing.team_examples import person, share, write_team

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = 3 * 10**18
"""A time after that of all files, so that they can be trusted."""


@pytest.fixture(autouse=True)
def _every_folder_has_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW_FILES", -1)


def shown(found: SharedFolder) -> list[Any]:
    """Return everything that the folder answers."""
    files = [found.files_of(person) for person in found.people]
    newest, wins = found.newest_files(), [found.files_of(person, 4, only_wins=True) for person in found.people]
    return [
        found.people, newest, files, wins, found.superseded, found.unread, found.left_out, found.failed, found.replies,
        [[found.path_of(one) for one in shares] for shares in files],
    ]  # fmt: skip


def cold(*paths: Path) -> SharedFolder:
    return read_folder(map(str, paths), NOW)


def warm(cache: Path, *paths: Path, trusting: bool = True, time: int = LATER) -> SharedFolder:
    return read_folder(map(str, paths), NOW, cache=str(cache), trusting=trusting, time=lambda: time)


def checked(found: SharedFolder) -> SharedFolder:
    """Return the folder after all checks, as between keys."""
    while not found.check_files(3):
        pass
    return found


class Disk:
    """A shared folder whose files change, each change with a later time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tick = folder, 10**18
        write_team(folder, people=3, weeks=3)
        for path in folder.iterdir():
            self.date(path)
        self.date(folder)

    def date(self, path: Path) -> None:
        self.tick += 1_000_000_000
        os.utime(path, ns=(self.tick, self.tick))

    def change(self, kind: str, n: int) -> None:
        files = sorted(path for path in self.folder.rglob("*.json") if path.is_file() and not path.is_symlink())
        path = files[n % len(files)] if files else self.folder / "new.json"
        made = replace(share(n % 5, n % 4), help=f"change {self.tick}")
        match kind:
            case "add":
                path = self.folder / f"added-{self.tick}.json"
                path.write_bytes(share_bytes(made))
            case "add below":
                path = self.folder / f"inner-{n % 2}" / f"added-{self.tick}.json"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(share_bytes(made))
                self.date(path.parent)
            case "remove":
                path.unlink(missing_ok=True)
            case "write over":
                path.write_bytes(share_bytes(made))
            case "replace":
                (new := path.with_name(".new")).write_bytes(share_bytes(made))
                new.replace(path)
            case "break":
                path.write_bytes(b'{"cmcheckin": "share", ' + bytes(n % 7))
            case "break inside":
                path.write_bytes(share_bytes(made).replace(b'"hours": ', b'"hours": 9'))
            case "touch":
                path.touch()
            case "rename":
                path.replace(self.folder / f"renamed-{self.tick}.json") if path.exists() else None
            case "link":
                (self.folder / f"link-{self.tick}.json").symlink_to(path)
            case "hard link" if path.exists():
                os.link(path, self.folder / f"second-{self.tick}.json")
            case "reply":
                path = self.folder / f"reply-{self.tick}.json"
                path.write_bytes(reply_bytes(Reply(f"r-{self.tick}", person(0), "thanks", "x", NOW, sender="Kim")))
            case "other":
                (self.folder / f"other-{self.tick}.cfg").write_bytes(b"not ours")
        if path.exists():
            self.date(path)
        if path.parent.exists():
            self.date(path.parent)
        self.date(self.folder)


KINDS = (
    "add", "add below", "remove", "write over", "replace", "break", "break inside", "touch", "rename", "link",
    "hard link", "reply", "other", "damage", "nothing",
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([0, bodies.SHORT]),  # files are read in part, or in full
    st.lists(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), max_size=3), min_size=1, max_size=5),
)
def test_a_start_with_an_index_shows_what_one_without_it_shows(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    short: int,
    changes: list[list[tuple[str, int]]],
) -> None:
    monkeypatch.setattr(bodies, "SHORT", short)
    home = tmp_path_factory.mktemp("index")
    disk, cache = Disk(home / "team"), home / "cache"
    checked(warm(cache, disk.folder))
    for n, some in enumerate(changes):
        for kind, number in some:
            if kind == "damage":
                for path in cache.iterdir():
                    data = bytearray(path.read_bytes())
                    data[number * 997 % len(data)] ^= 1 + number
                    path.write_bytes(data)
            else:
                disk.change(kind, number)
        right = shown(checked(cold(disk.folder)))
        assert shown(checked(warm(cache, disk.folder, trusting=False))) == right
        if n % 2:
            assert shown(checked(warm(cache, disk.folder))) == right
    assert shown(checked(warm(cache, disk.folder))) == shown(checked(cold(disk.folder)))


def test_an_unchanged_folder_is_shown_without_opening_what_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(tmp_path / "team")
    checked(warm(tmp_path / "cache", disk.folder))
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("listed the folder"))
    opened: list[object] = []
    opening = os.open

    def counted(path: str, *args: Any, **names: Any) -> int:
        opened.append(path)
        return opening(path, *args, **names)

    monkeypatch.setattr(os, "open", counted)
    found = warm(tmp_path / "cache", disk.folder)
    assert len(found.people) == 3
    assert len(opened) == 1  # the index
    assert len(found.newest_files()) == 3
    assert len(opened) == 4


def test_a_change_inside_a_file_is_found_by_the_checks(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "team")
    checked(warm(tmp_path / "cache", disk.folder))
    path = next(disk.folder.glob("*-1-2026-W45.json"))
    path.write_bytes(share_bytes(replace(share(1, 2), name="Renamed", made=NOW)))
    found = warm(tmp_path / "cache", disk.folder)
    before = found.version
    assert "Renamed" not in {one.name for one in found.files_of(person(0))}
    checked(found)
    assert found.version > before
    assert "Renamed" in {one.name for one in found.files_of(person(1))}


def test_a_file_changed_between_its_beginning_and_the_rest_is_read_again(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "team")
    found = cold(disk.folder)
    path = next(disk.folder.glob("*-0-2026-W47.json"))
    path.write_bytes(share_bytes(replace(share(0), help="changed meanwhile")))
    assert found.files_of(person(0), 1)[0].help == "changed meanwhile"
    assert found.unread == []


def test_a_file_that_vanished_meanwhile_is_reported_and_an_older_copy_takes_its_place(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "team")
    (disk.folder / "copy.json").write_bytes(share_bytes(replace(share(0), made=NOW - timedelta(9), help="older")))
    found = cold(disk.folder)
    next(disk.folder.glob("*-0-2026-W47.json")).unlink()
    assert found.files_of(person(0), 1)[0].help == "older"
    assert [(Path(one.path).name[-13:], one.reason) for one in found.unread] == [("2026-W47.json", "no longer exists")]


def test_files_and_folders_changed_just_now_are_not_trusted(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "team")
    just_now = disk.tick + 1_000_000_000
    checked(warm(tmp_path / "cache", disk.folder, time=just_now))
    path = max(disk.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    times = path.stat(), disk.folder.stat()
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"name": "', b'"name": "X')[: len(data)])
    (disk.folder / "new.json").write_bytes(share_bytes(share(4)))
    for changed, status in zip((path, disk.folder), times, strict=True):
        os.utime(changed, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert shown(warm(tmp_path / "cache", disk.folder, time=just_now)) == shown(cold(disk.folder))


def test_the_index_has_no_text_that_was_shared_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder, cache = tmp_path / "team", tmp_path / "cache"
    write_team(folder, people=4, weeks=2)
    checked(warm(cache, folder))
    [path] = cache.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700
    assert path.name.startswith(CACHE_PREFIXES)
    data = path.read_bytes()
    for files in cold(folder).newest_files():
        for one in files:
            assert one.name.encode() in data
            words = [one.help, *(win.text for win in one.wins), *(item.title for item in (*one.escalations, *one.asks))]
            assert [word for word in words if word and word.encode() in data] == []


def test_small_folders_and_what_was_read_in_part_have_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "team", tmp_path / "cache"
    write_team(folder, people=3, weeks=2)
    monkeypatch.setattr(index, "FEW_FILES", 6)
    checked(warm(cache, folder))
    assert not cache.exists()
    monkeypatch.setattr(index, "FEW_FILES", 5)
    os.link(next(folder.iterdir()), folder / "second.json")
    checked(warm(cache, folder))
    assert not cache.exists()
    (folder / "second.json").unlink()
    checked(warm(cache, folder))
    assert len(list(cache.iterdir())) == 1


def test_few_indexes_are_kept(tmp_path: Path) -> None:
    for n in range(index.MAX_INDEXES + 3):
        write_team(tmp_path / str(n), people=1, weeks=1)
        checked(warm(tmp_path / "cache", tmp_path / str(n)))
    assert len(list((tmp_path / "cache").iterdir())) == index.MAX_INDEXES


def test_no_bytes_in_an_index_crash_the_review(tmp_path: Path) -> None:
    folder, cache = tmp_path / "team", tmp_path / "cache"
    write_team(folder, people=2, weeks=2)
    right = shown(checked(warm(cache, folder)))
    [path] = cache.iterdir()
    data = path.read_bytes()
    chance = random.Random(1)
    for _ in range(60):
        damaged = bytearray(data[: chance.choice([len(data), chance.randrange(len(data))])])
        for _ in range(chance.randrange(3)):
            damaged[chance.randrange(len(damaged) or 1) : chance.randrange(len(data))] = chance.randbytes(3)
        path.write_bytes(damaged)
        assert shown(warm(cache, folder)) == right


def test_a_clock_that_was_ahead_is_noticed(tmp_path: Path) -> None:
    folder, cache = tmp_path / "team", tmp_path / "cache"
    folder.mkdir()
    (folder / "a.json").write_bytes(share_bytes(share(0)))
    (folder / "b.json").write_bytes(share_bytes(replace(share(1), made=NOW + timedelta(9))))
    ahead = read_folder([str(folder)], NOW + timedelta(10), cache=str(cache), time=lambda: LATER)
    assert len(ahead.people) == 2
    assert shown(warm(cache, folder)) == shown(cold(folder))
    assert len(warm(cache, folder).people) == 1


def test_the_index_is_written_once_after_the_first_page_and_once_after_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr("cmcheckin.services.shared_folder.folder.save", lambda path, known: written.append(path))
    write_team(tmp_path / "team", people=5, weeks=4)
    found = warm(tmp_path / "cache", tmp_path / "team")
    assert written == []
    found.check_files(3)
    assert len(written) == 1
    checked(found)
    checked(found)
    assert len(written) == 2
