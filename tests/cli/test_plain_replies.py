"""Replies in the plain check-in: shown once, before the wins, with a question only at a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.share_file import Reply
from tests.cli.cli_runs import Cli

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)


def prepared(cli: Cli, tmp_path: Path) -> None:
    """A home whose user shared a file, and a reply beside it."""
    folder = tmp_path / "shared"
    folder.mkdir()
    write_reply(Reply("r-1", "p-me", "thanks", "So \x1b[31mpatient", MADE, "w-1", "First-time poster", "Kim"), folder)
    share_preferences.save(cli.home / "share.json", share_preferences.SharePreferences("p-me", folder=str(folder)))


def test_a_reply_is_shown_until_it_is_marked_as_read_and_a_script_is_asked_nothing(cli: Cli, tmp_path: Path) -> None:
    prepared(cli, tmp_path)
    answers = "3\n" + "\n" * 40
    first = cli("checkin", "--plain", stdin=answers)
    assert first.code == 0
    assert "One new reply" in first.out
    assert "Thanks from Kim, about what the file calls “First-time poster” (19 Nov, new)" in " ".join(first.out.split())
    assert "“So patient”" in first.out
    assert "praise received" not in first.out
    assert "One new reply" in cli("checkin", "--plain", stdin=answers).out  # a script can't say that it was read
    assert cli("inbox", "--read").code == 0
    assert "to what you shared" not in cli("checkin", "--plain", stdin=answers).out


def test_a_reply_names_the_win_in_the_users_own_words(cli: Cli, tmp_path: Path) -> None:
    cli.import_records([{
        "type": "checkin", "date": "2026-11-18", "logged_at": "2026-11-18T08:30:00+01:00", "mood": 3,
        "wins": [{"id": "w-1", "text": "Somebody new helped three others"}],
    }])  # fmt: skip
    prepared(cli, tmp_path)
    out = cli("checkin", "--plain", stdin="3\n" + "\n" * 40).out
    assert "Thanks from Kim: Somebody new helped three others (19 Nov, new)" in out
    assert "First-time poster" not in out


def test_replies_stay_unread_when_the_check_in_is_not_saved(cli: Cli, tmp_path: Path) -> None:
    prepared(cli, tmp_path)
    assert "One new reply" in cli("checkin", "--plain", stdin="\n-\n" + "\n" * 40).out  # nothing logged
    assert [one["state"] for one in cli("inbox", "--json").document["replies"]] == ["unread"]
