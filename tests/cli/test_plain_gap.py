"""A long gap in the plain check-in."""

from __future__ import annotations

from tests.cli.cli_runs import Cli

BEFORE = {"type": "checkin", "date": "2026-10-30", "mood": 4, "logged_at": "2026-10-30T08:30:00+01:00"}
"""Three weeks before today, which is Friday 20 November."""
END = "\n" * 12


def days(cli: Cli) -> dict[str, str]:
    return {record["date"]: record["kind"] for record in cli.records() if record["type"] == "workday"}


def test_a_gap_is_answered_in_ranges(cli: Cli) -> None:
    cli.import_records([BEFORE])
    done = cli("checkin", "--plain", stdin="3\noff until 3 nov\nleave 9 nov - 13 nov\nu\ns\n4\n" + END)
    assert done.code == 0, done.err
    assert "Welcome back." in done.out
    assert "Friday 30 October to Thursday 19 November (21 days, 15 working days):" in done.out
    assert "\nMonday 9 November to Friday 13 November: leave" in done.out
    found = days(cli)
    assert len(found) == 21
    assert [found[f"2026-11-{n:02}"] for n in (3, 4, 8, 9, 14, 16, 19)] == [
        "off", "work", "off", "leave", "off", "sick", "sick",
    ]  # fmt: skip


def test_enter_leaves_a_gap_not_logged_and_keeps_what_was_planned(cli: Cli) -> None:
    leave = [{"type": "workday", "date": f"2026-11-{n:02}", "kind": "leave"} for n in (5, 6, 9, 10, 11)]
    cli.import_records([BEFORE, *leave])
    done = cli("checkin", "--plain", stdin="3\n\n\n\n4\n" + END)
    assert "Welcome back. Your leave ended on Wednesday 11 November." in done.out
    assert "Enter for leave, as planned:" in " ".join(done.out.split())
    assert "not logged (6 days, 4 working days)" in done.out
    assert days(cli) == {str(day["date"]): "leave" for day in leave} | {"2026-11-07": "off", "2026-11-08": "off"}


def test_the_last_days_can_be_asked_one_by_one(cli: Cli) -> None:
    cli.import_records([BEFORE])
    done = cli("checkin", "--plain", stdin="3\nleave until 17 nov\nd\n9.5\n\n4\n" + END)
    assert "Day by day." in done.out
    hours = {record["date"]: record.get("hours") for record in cli.records() if record["type"] == "workday"}
    assert (hours["2026-11-18"], hours["2026-11-19"], len(hours)) == (9.5, 8, 21)


def test_a_wrong_answer_in_a_script_refuses_everything(cli: Cli) -> None:
    cli.import_records([BEFORE])
    done = cli("checkin", "--plain", stdin="3\noff until 31 nov\n4\n" + END)
    assert done.code == 3
    assert "isn't a day" in done.err
    assert len(cli.records()) == 1
