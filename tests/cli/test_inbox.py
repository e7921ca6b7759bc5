"""`inbox`: every reply, from every folder shared to, as text and as one JSON document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from tests.cli.cli_runs import Cli

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)
REPLY = Reply("r-1", "p-me", "thanks", "So patient", MADE, "w-1", "First-time poster", "Kim")


@pytest.fixture
def folders(cli: Cli, tmp_path: Path) -> list[Path]:
    """Two folders the user shared to, with a reply in each."""
    kept = share_preferences.SharePreferences("p-me")
    found = [tmp_path / "first", tmp_path / "second"]
    for n, folder in enumerate(found):
        folder.mkdir()
        write_reply(replace(REPLY, id=f"r-{n}", text=f"So patient {n}", made=MADE.replace(hour=10 + n)), folder)
        kept = kept.with_folder(str(folder))
    share_preferences.save(cli.home / "share.json", kept)
    return found


def test_every_reply_is_listed_newest_first_each_time(cli: Cli, folders: list[Path]) -> None:
    for _ in range(2):
        done = cli("inbox")
        assert (done.code, done.err) == (0, "")
        assert done.lines[0] == "Inbox · two replies, two new"
        assert done.out.index("“So patient 1”") < done.out.index("“So patient 0”")
        assert "Thanks from Kim, about what the file calls “First-time poster” (19 Nov, new)" in done.out
        assert "Senders' names come from the reply files" in done.out
        assert max(map(len, done.lines)) <= 80


def test_a_reply_shown_on_a_terminal_counts_as_read_and_stays_listed(cli: Cli, folders: list[Path]) -> None:
    assert "(19 Nov, new)" in " ".join(cli.on_terminal("inbox", columns=80).out.split())
    later = cli("inbox")
    assert later.lines[0] == "Inbox · two replies"
    assert "“So patient 0”" in later.out
    assert [one["state"] for one in cli("inbox", "--json").document["replies"]] == ["read", "read"]


def test_the_document_has_the_title_from_the_journal_and_from_the_file(cli: Cli, folders: list[Path]) -> None:
    done = cli("inbox", "--json")
    assert done.code == 0
    assert list(done.document) == ["replies", "folders", "unread"]
    assert done.document["replies"][0] == {
        "id": "r-1", "kind": "thanks", "from": "Kim", "made": "2026-11-19T11:00:00+00:00", "text": "So patient 1",
        "about": "w-1", "title": "", "about_text": "First-time poster", "state": "unread", "shares_id": False,
        "in_future": False, "path": str(folders[1] / "reply-r-1.json"),
    }  # fmt: skip
    assert done.document["folders"] == [str(folders[1]), str(folders[0])]
    assert [one["state"] for one in cli("inbox", "--json").document["replies"]] == ["unread", "unread"]


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_unreadable_files_are_named_and_the_exit_code_is_1(cli: Cli, folders: list[Path], how: tuple[str, ...]) -> None:
    (folders[0] / "reply-bad.json").write_text("{")
    for file in folders[1].iterdir():
        file.unlink()
    folders[1].rmdir()
    done = cli("inbox", *how)
    assert done.code == 1
    assert "So patient 0" in done.out
    assert "reply-bad.json" in done.err
    assert f"{folders[1]}: doesn't exist" in done.err


def test_a_folder_can_be_dropped_and_sharing_to_it_brings_it_back(cli: Cli, folders: list[Path]) -> None:
    for file in folders[1].iterdir():
        file.unlink()
    folders[1].rmdir()
    assert cli("inbox").code == 1
    assert cli("inbox", "--drop", str(folders[1])).code == 0
    done = cli("inbox", "--json")
    assert (done.code, done.document["folders"]) == (0, [str(folders[0])])
    assert cli("inbox", "--drop", "nowhere").code == 3
    assert (cli.home / "share.json").is_file()
    cli("log", "--mood", "3", "--hours", "8")
    folders[1].mkdir()
    assert cli("share", "2026-W47", "--fields", "hours", "--out", str(folders[1]), "--yes").code == 0
    assert cli("inbox", "--json").document["folders"] == [str(folders[1]), str(folders[0])]


def test_every_folder_that_share_writes_to_is_searched(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "3", "--win", "Meetup filled in a day")
    for n in range(3):
        (folder := tmp_path / f"to{n}\udcff\x1b[2J").mkdir()
        assert cli("share", "2026-W47", "--fields", "wins", "--out", str(folder), "--yes").code == 0
        [file] = folder.glob("*.json")
        done = cli("reply", str(file), "--cover", "--text", f"Sam takes week {n}", "--from", "Kim")
        assert done.code == 0
    assert sorted(one["text"] for one in cli("inbox", "--json").document["replies"]) == [
        f"Sam takes week {n}" for n in range(3)
    ]


def test_an_empty_inbox_says_so(cli: Cli, tmp_path: Path) -> None:
    done = cli("inbox")
    assert done.code == 0
    assert done.out == "No replies yet, because you haven't shared anything. To share a week, open it and press s.\n"
    share_preferences.save(cli.home / "share.json", share_preferences.SharePreferences("p-me", folder=str(tmp_path)))
    assert cli("inbox").out == "No replies yet. When one arrives, your next check-in shows it.\n"
    (cli.home / "share.json").write_text("{")
    done = cli("inbox")
    assert (done.code, done.out) == (1, "")
    assert "share.json: can't be read" in done.err


def test_two_replies_with_one_id_are_both_shown(cli: Cli, folders: list[Path]) -> None:
    (folders[1] / "reply-zz.json").write_bytes(reply_bytes(replace(REPLY, id="r-0", text="Something else")))
    done = cli("inbox")
    assert "“So patient 0”" in done.out
    assert "“Something else”" in done.out
    assert done.out.count("Another reply has the same id") == 2
