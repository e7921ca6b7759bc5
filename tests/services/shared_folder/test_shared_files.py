"""What a shared folder answers about its files: how many are checked and parsed, and whose entries and replies."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.shared_folder.found import Limits
from cmcheckin.sharing.codec import read_share, share_bytes, share_to_json
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply, ShareFile
from tests.sharing.team_examples import share, write_team

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file into the folder."""
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(("limit", "rest"), [(4, 1), (5, 0), (6, 0)])
def test_files_are_checked_up_to_a_limit_at_a_time(tmp_path: Path, limit: int, rest: int) -> None:
    write_team(tmp_path, people=5, weeks=1)
    raw = share_to_json(share(0))
    for n in range(5):
        put(tmp_path, f"bad-{n}.json", json.dumps(raw | {"person": f"x-{n}", "weeks": [{"hours": 1}]}).encode() + b"\n")
    found = read_folder([str(tmp_path)])
    assert len(found.people) == 10
    found.newest_files()
    assert (len(found.people), len(found.unread)) == (5, 5)
    checked = read_folder([str(tmp_path / f"bad-{n}.json") for n in range(5)])
    assert checked.check_files(limit) is (rest == 0)
    assert (len(checked.people), len(checked.unread)) == (rest, 5 - rest)
    assert checked.check_files(limit)
    assert (checked.people, checked.failed) == ((), 5)


def test_parsed_files_are_not_parsed_again_until_they_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_team(tmp_path, people=3, weeks=1)
    parsed: list[bytes] = []

    def counted(data: bytes) -> ShareFile:
        parsed.append(data)
        return read_share(data)

    monkeypatch.setattr("cmcheckin.services.shared_folder.bodies.read_share", counted)
    size = max(path.stat().st_size for path in tmp_path.iterdir())
    for most, number in ((3 * size, 3), (size, 6)):
        monkeypatch.setattr("cmcheckin.services.shared_folder.bodies.MAX_REMEMBERED", most)
        found = read_folder([str(tmp_path)])
        del parsed[:]
        for _ in range(2):
            found.shares  # noqa: B018  parses every file
        assert len(parsed) == number
        assert found.check_files(0)


def test_a_file_and_the_titles_in_it_are_found(tmp_path: Path) -> None:
    newest, older = share(3), share(3, 1)
    paths = [put(tmp_path, f"{n}.json", share_bytes(one)) for n, one in enumerate((newest, older))]
    found = read_folder([str(tmp_path)])
    assert [found.path_of(one) for one in (newest, older)] == [str(path) for path in paths]
    for other in (
        replace(newest, person="p-0"),
        replace(newest, made=NOW),
        replace(newest, first=newest.first + timedelta(1)),
        replace(newest, last=newest.last + timedelta(1)),
    ):
        assert found.path_of(other) == ""
    items = {item.id: item.title for one in (newest, older) for item in (*one.escalations, *one.asks)}
    titles = items | {win.id: win.text for one in (newest, older) for win in one.wins}
    assert titles
    assert {about: found.title_of(newest.person, about) for about in titles} == titles
    assert [found.title_of(newest.person, about) for about in ("", "w-none", newest.name)] == [""] * 3
    assert found.title_of("nobody", next(iter(titles))) == ""


def test_answers_are_those_to_the_asks_of_a_person_and_the_latest_counts(tmp_path: Path) -> None:
    replies = [
        Reply("r-1", "p-1", "answer", "Yes", NOW, "a-1", "Captions", "Kim"),
        Reply("r-2", "p-1", "answer", "No", NOW + timedelta(1), "a-1", "Captions", "Lou"),
        Reply("r-3", "p-1", "thanks", "Thanks", NOW, "a-2", "Captions", "Kim"),
        Reply("r-4", "p-2", "answer", "Yes", NOW, "a-3", "Captions", "Kim"),
    ]
    for reply in reversed(replies):
        put(tmp_path, f"reply-{reply.id}.json", reply_bytes(reply))
    found = read_folder([str(tmp_path)])
    assert [one.id for one in found.replies] == ["r-1", "r-3", "r-4", "r-2"]
    assert found.answers("p-1") == {"a-1": "Lou"}
    new = replace(replies[0], id="r-5", about="a-9")
    found.add_reply(new)
    assert found.replies[-1] == new
    assert found.answers("p-1") == {"a-1": "Lou", "a-9": "Kim"}


def test_failures_are_counted_without_folders_read_in_part(tmp_path: Path) -> None:
    write_team(tmp_path, people=2, weeks=2)
    (tmp_path / "link.json").symlink_to("nowhere")
    found = read_folder([str(tmp_path)], limits=Limits(files=3))
    assert (found.failed, found.left_out, len(found.unread)) == (1, 1, 2)


@pytest.mark.parametrize("was_enabled", [True, False])
def test_reading_a_folder_leaves_the_garbage_collection_as_it_was(tmp_path: Path, was_enabled: bool) -> None:
    if not was_enabled:
        gc.disable()
    try:
        read_folder([str(tmp_path)])
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()
