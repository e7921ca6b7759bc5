"""`status` and the plain check-in mention a check-in of another day that was left unfinished."""

from __future__ import annotations

from datetime import date

from cli_runs import Cli

from cmcheckin.journal.drafts import Drafts

SAID = "Unfinished check-in for Tue 17 Nov. Run cmcheckin edit 2026-11-17 to open it."


def leave(cli: Cli, day: str) -> None:
    slot = Drafts(cli.home / "drafts").claim(date.fromisoformat(day))
    slot.keep({"version": 1})
    slot.release()


def test_status_names_it_with_the_command_that_opens_it(cli: Cli) -> None:
    cli("log", "--mood", "3")
    assert "Unfinished" not in cli("status").out
    leave(cli, "2026-11-20")
    assert "Unfinished" not in cli("status").out, "today's own is no other"
    leave(cli, "2026-11-17")
    assert cli("status").lines[1:] == [SAID]
    assert cli("status").lines[1:] == [SAID], "from what is kept of the last answer too"
    assert cli("status", "--short").lines == ["done"]
    assert cli("status", "--json").document["unfinished"] == ["2026-11-17"]
    leave(cli, "2026-11-16")
    assert "Unfinished check-in for Tue 17 Nov and 1 more. Run" in cli("status").out


def test_the_plain_check_in_names_it(cli: Cli) -> None:
    leave(cli, "2026-11-17")
    done = cli("checkin", "--plain", stdin="3\n" + "\n" * 30)
    said = " ".join(done.out.split())
    assert "Unfinished check-in for Tue 17 Nov. Run cmcheckin checkin --plain --date 2026-11-17 to open it." in said
