"""`status` and the plain check-in name an unfinished check-in of another day."""

from __future__ import annotations

from datetime import date

from cmcheckin.checkin import draft
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.journal.drafts import Drafts
from tests.cli.cli_runs import Cli

SAID = "Unfinished check-in for Tue 17 Nov. Run cmcheckin edit 2026-11-17 to open it."


def leave(cli: Cli, day: str) -> None:
    slot = Drafts(cli.home / "drafts").claim(date.fromisoformat(day))
    slot.keep({"version": 1})
    slot.release()


def test_status_names_an_unfinished_check_in_and_the_command_that_opens_it(cli: Cli) -> None:
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


def test_the_plain_check_in_names_an_unfinished_one(cli: Cli) -> None:
    leave(cli, "2026-11-17")
    done = cli("checkin", "--plain", stdin="3\n" + "\n" * 30)
    said = " ".join(done.out.split())
    assert (
        "Unfinished check-in for Tuesday 17 November. Run cmcheckin checkin --plain --date 2026-11-17 to open it."
        in said
    )


def test_input_that_ends_saves_no_restored_draft(cli: Cli) -> None:
    slot = Drafts(cli.home / "drafts").claim(date.fromisoformat("2026-11-20"))
    morning = CheckinForm(date(2026, 11, 20), CheckIn(date(2026, 11, 20), workload=4))
    slot.keep(draft.write(morning, FormPosition("mood")))
    slot.release()
    done = cli("checkin", "--plain", stdin="")
    assert done.code == 0, done.err
    assert "Picked up where you left off." in done.out
    assert "Nothing was answered, so nothing was saved." in done.out
    assert not (cli.home / "journal").exists()
    assert cli("checkin", "--plain", stdin="\n-\n\n3\n").code == 0
    assert [(record["workload"], record["energy"]) for record in cli.records()] == [(4, 3)]
