"""Replies to what was shared in the plain check-in: told before the wins, once, and asked about only at a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cli_runs import Cli

from cmcheckin.sharing import choices
from cmcheckin.sharing.replies import write
from cmcheckin.sharing.share_file import Reply

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)


def prepared(cli: Cli, tmp_path: Path) -> None:
    """A home that shared, and a reply in its folder."""
    folder = tmp_path / "shared"
    folder.mkdir()
    write(Reply("r-1", "p-me", "thanks", "So \x1b[31mpatient", MADE, "w-1", "First-time poster", "Kim"), folder)
    choices.write(cli.home / "share.json", choices.Choices("p-me", folder=str(folder)))


def test_a_reply_is_told_once_and_a_script_is_asked_nothing_more(cli: Cli, tmp_path: Path) -> None:
    prepared(cli, tmp_path)
    answers = "3\n" + "\n" * 40
    first = cli("checkin", "--plain", stdin=answers)
    assert first.code == 0
    assert "One reply came in" in first.out
    assert "Thanks from Kim: First-time poster" in first.out
    assert "“So patient”" in first.out
    assert "praise received" not in first.out
    assert "came in to what" not in cli("checkin", "--plain", stdin=answers).out
