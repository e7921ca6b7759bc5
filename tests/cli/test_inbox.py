"""`inbox`: every reply, from every folder shared to, as text and as one JSON document."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

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


def listed(cli: Cli) -> list[dict[str, Any]]:
    """Return the replies of the document."""
    found: list[dict[str, Any]] = cli("inbox", "--json").document["replies"]
    return found


def joined(text: str) -> str:
    return " ".join(text.split())


def states(cli: Cli) -> list[str]:
    return [one["state"] for one in listed(cli)]


def test_every_reply_is_listed_newest_first_each_time(cli: Cli, folders: list[Path]) -> None:
    for _ in range(2):
        done = cli("inbox")
        assert (done.code, done.err) == (0, "")
        assert done.lines[0] == "Inbox · two replies, two new"
        assert done.out.index("“So patient 1”") < done.out.index("“So patient 0”")
        assert "Thanks from Kim, about what the file calls “First-time poster” (19 Nov, new)" in " ".join(
            done.out.split()
        )
        assert "Senders' names come from the reply files" in done.out
        assert max(map(len, done.lines)) <= 80


def test_listing_marks_nothing_as_read_not_even_on_a_terminal(cli: Cli, folders: list[Path]) -> None:
    assert "(19 Nov, new)" in " ".join(cli.on_terminal("inbox", columns=80).out.split())
    assert cli("inbox").lines[0] == "Inbox · two replies, two new"
    assert states(cli) == ["unread", "unread"]


def test_replies_are_marked_as_read_one_by_one_or_all(cli: Cli, folders: list[Path]) -> None:
    newest, oldest = listed(cli)
    done = cli("inbox", oldest["short_id"], "--read")
    assert (done.code, done.err) == (0, "Marked one reply as read. Run `cmcheckin undo` to undo it.\n")
    assert [(one["id"], one["state"]) for one in listed(cli)] == [("r-1", "unread"), ("r-0", "read")]
    assert cli("inbox", "--read", newest["short_id"][:3]).code == 0  # the option may stand before the reply
    assert states(cli) == ["read", "read"]
    assert cli("inbox", "--read").err == "Already marked as read. Nothing was changed.\n"
    assert "Undone: Thanks from Kim marked as read" in cli("undo").err
    assert states(cli) == ["unread", "read"]


def test_thanks_are_kept_once_as_a_win_of_today_with_their_sender(cli: Cli, folders: list[Path]) -> None:
    [newest, _] = listed(cli)
    assert cli("inbox", newest["short_id"], "--keep").code == 0
    assert cli("inbox", newest["short_id"], "--keep").err == "Already among your wins. Nothing was changed.\n"
    [checkin] = [one for one in cli.records() if one["type"] == "checkin"]
    [win] = checkin["wins"]
    assert (win["text"], win["kind"], win["from"]) == ("So patient 1", "thanks", "Kim")
    [kept] = [one for one in listed(cli) if one["id"] == "r-1"]
    assert (kept["state"], kept["win"]) == ("kept", win["id"])
    assert "Kept as praise on 20 Nov." in cli("inbox", "r-1").out
    assert "Win: So patient 1 on Fri 20 Nov (thanks from Kim)" in cli("undo").err
    assert states(cli) == ["unread", "unread"]


OFFER = replace(REPLY, id="r-2", kind="time", text="Take both", first=date(2026, 12, 3), last=date(2026, 12, 4))


def test_leave_is_planned_from_the_days_of_an_offer_or_from_others(cli: Cli, folders: list[Path]) -> None:
    write_reply(OFFER, folders[0])
    assert "Days offered: Thu 3 to Fri 4 Dec." in cli("inbox", "r-2").out
    done = cli("inbox", "r-2", "--leave")
    assert (done.code, done.err) == (
        0, "Planned 2 days of leave: 3–4 December 2026. Run `cmcheckin undo` to undo it.\n"
    )  # fmt: skip
    assert "(reply from Kim)" in cli("undo").err
    assert [one for one in cli.records() if one["type"] == "workday"] == []
    assert cli("inbox", "r-2", "--leave", "3", "dec", "--half").code == 0
    [day] = [one for one in cli.records() if one["type"] == "workday"]
    assert (day["date"], day["kind"], day["hours"]) == ("2026-12-03", "leave", 4)
    [state] = [one for one in cli.records() if one["type"] == "reply_state"]
    assert (state["state"], state["leave_from"], state["leave_to"]) == ("acted", "2026-12-03", "2026-12-03")
    assert "Leave planned: Thu 3 Dec." in cli("inbox", "r-2").out


def test_leave_is_never_planned_over_logged_work_or_in_the_past(cli: Cli, folders: list[Path]) -> None:
    write_reply(replace(OFFER, first=date(2026, 11, 20), last=date(2026, 11, 20)), folders[0])
    cli("log", "--hours", "6")
    done = cli("inbox", "r-2", "--leave")
    assert done.code == 3
    assert "Fri 20 Nov has 6 h logged, so it wasn't changed." in done.err
    assert not [one for one in cli.records() if one["type"] == "reply_state"]
    assert cli("inbox", "r-2", "--leave", "2026-11-02", "2026-11-03").code == 3
    done = cli("inbox", "r-1", "--leave")
    assert (done.code, "names no days" in done.err) == (2, True)


def test_a_question_shows_how_to_answer_until_it_is_answered(cli: Cli, folders: list[Path]) -> None:
    write_reply(Reply("r-2", "p-me", "question", "Would Thursday help?", MADE, sender="Kim"), folders[0])
    asked = cli("inbox", "r-2").out
    [one] = [one for one in listed(cli) if one["id"] == "r-2"]
    assert f'cmcheckin inbox {one["short_id"]} --answer "TEXT"' in asked
    assert cli("inbox", "r-2", "--answer", " ").err == "Your answer is empty. Nothing was changed.\n"
    assert cli("inbox", "r-2", "--answer", "x" * 2001).code == 3
    assert cli("inbox", "r-2", "--answer", "-yes, \x1b[31mplease").code == 0
    answered = cli("inbox", "r-2").out
    assert "Your answer, 20 Nov, for your next share: “-yes, please”" in answered
    assert "--answer" not in answered
    assert "Answer to question from Kim: -yes, please" in cli("undo").err


def test_an_unknown_or_ambiguous_id_is_refused(cli: Cli, folders: list[Path]) -> None:
    write_reply(replace(REPLY, id="r-0", text="other"), folders[0].parent / "second")
    done = cli("inbox", "r-0", "--read")
    assert done.code == 3
    for one in listed(cli):
        assert (one["short_id"] in done.err) == (one["id"] == "r-0")
    assert cli("inbox", "nothing", "--keep").code == 3
    assert cli("inbox", "", "--read").code == 3
    assert states(cli) == ["unread"] * 3
    for wrong in ("--keep", "r-1 --half", "r-1 monday", "r-1 --read --keep", "r-1 --drop x"):
        assert cli("inbox", *wrong.split()).code == 2


def test_a_folder_can_be_added_and_files_still_go_where_they_went(
    cli: Cli, folders: list[Path], tmp_path: Path
) -> None:
    (other := tmp_path / "other").mkdir()
    write_reply(OFFER, other)
    assert cli("inbox", "--add-folder", str(other)).code == 0
    assert [one["id"] for one in listed(cli)] == ["r-2", "r-1", "r-0"]
    assert share_preferences.load(cli.home / "share.json").folder == str(folders[1])
    assert cli("inbox", "--add-folder", str(tmp_path / "missing")).code == 3
    assert cli("inbox", "--add-folder", "").code == 3
    assert cli("inbox", "--drop", str(other)).code == 0
    assert len(listed(cli)) == 2


def test_a_reply_can_be_read_and_answered_when_its_folder_is_gone(cli: Cli, folders: list[Path]) -> None:
    cli("inbox", "--read")
    for folder in folders:
        shutil.rmtree(folder)
    done = cli("inbox")
    assert (done.code, done.lines[0]) == (1, "Inbox · two replies")  # the folders are missing
    assert "“So patient 0”" in done.out
    assert {one["path"] for one in listed(cli)} == {None}
    assert cli("inbox", "r-0", "--answer", "Thank you").code == 0


def test_the_document_has_the_title_from_the_journal_and_from_the_file(cli: Cli, folders: list[Path]) -> None:
    done = cli("inbox", "--json")
    assert done.code == 0
    assert list(done.document) == ["replies", "folders", "unread"]
    assert done.document["replies"][0] == {
        "id": "r-1", "short_id": done.document["replies"][0]["short_id"], "kind": "thanks", "from": "Kim",
        "made": "2026-11-19T11:00:00+00:00", "text": "So patient 1", "about": "w-1", "title": "",
        "about_text": "First-time poster", "first": None, "last": None, "state": "unread", "win": None,
        "leave_from": None, "leave_to": None, "answer": None, "answered_at": None, "shared": None, "shares_id": False,
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
    assert done.out.startswith("No replies yet, because you haven't shared anything from this device. To share a week,")
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


def test_forgetting_a_day_shows_and_erases_the_replies_read_and_the_answers_given_on_it(
    cli: Cli, folders: list[Path]
) -> None:
    cli("inbox", "r-0", "--answer", "Thank you all")
    shown = cli("forget", "2026-11-20").err
    assert "Thanks from Kim" in shown
    assert "So patient 0" in shown
    assert "Thank you all" in shown
    done = cli("forget", "2026-11-20", "--yes")
    assert done.code == 0
    assert str(folders[0] / "reply-r-0.json") in done.err  # the file in the folder is named, and stays
    assert "Thank you all" not in cli("export").out
    [kept] = [one for one in listed(cli) if one["id"] == "r-0"]
    assert (kept["state"], kept["answer"], kept["text"]) == ("acted", None, "So patient 0")


def test_an_export_brings_what_was_done_to_another_device(cli: Cli, folders: list[Path], tmp_path: Path) -> None:
    cli("inbox", "r-0", "--answer", "Thank you all")
    cli("inbox", "r-1", "--keep")
    (file := tmp_path / "all.jsonl").write_text(cli("export").out)
    other = replace(cli, home=tmp_path / "other")
    assert other("import", str(file)).code == 0
    assert other("export").out == cli("export").out
    assert [(one["text"], one["state"], one["path"]) for one in listed(other)] == [
        ("So patient 1", "kept", None), ("So patient 0", "acted", None),
    ]  # fmt: skip


def test_an_imported_state_without_its_reply_is_listed_too(cli: Cli) -> None:
    cli.import_records([{"type": "reply_state", "reply": "odd", "at": "2026-11-19T09:00:00+01:00"}])
    done = cli("inbox")
    assert (done.code, done.lines[2]) == (0, "  odd A reply (19 Nov)")
    assert cli("inbox", "odd", "--answer", "yes").code == 0
