"""`leave`: planning, listing and removing leave, and the days it is read from."""

from __future__ import annotations

import pytest

from tests.cli.cli_runs import Cli


def days(cli: Cli) -> list[str]:
    return [one["date"] for one in cli.records() if one["type"] == "workday" and one["kind"] == "leave"]


def test_a_range_is_planned_listed_and_undone(cli: Cli) -> None:
    done = cli("leave", "3", "aug", "14", "aug")
    assert done.code == 0
    assert done.err == "Planned 9 days of leave: 3–13 August 2027. Run `cmcheckin undo` to undo it.\n"
    assert cli("leave", "list").lines == [
        "9 days planned in 2027",
        "",
        "  3–13 August                 9 days                planned",
    ]
    assert cli("leave", "2027-08-03", "2027-08-13").err.startswith("Already planned: 9 days of leave, 3–13 August 2027")
    assert "Undone: Leave on " in cli("undo").err
    assert not cli.records()


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (("monday", "friday"), "2026-11-23", "2026-11-27"),
        (("28 dec", "4 jan"), "2026-12-28", "2027-01-04"),
        (("20 nov",), "2026-11-20", "2026-11-20"),
        (("today", "monday"), "2026-11-20", "2026-11-23"),
        (("23", "nov", "to", "25", "nov"), "2026-11-23", "2026-11-25"),
        (("monday", "-", "tuesday"), "2026-11-23", "2026-11-24"),
        (("2027-02-01", "5 feb"), "2027-02-01", "2027-02-05"),
        (("wednesday", "monday"), "2026-11-25", "2026-11-30"),
        (("9 nov 2026", "2026-11-10"), "2026-11-09", "2026-11-10"),
    ],
)
def test_days_look_ahead(cli: Cli, words: tuple[str, ...], first: str, last: str) -> None:
    assert cli("leave", *words).code == 0
    assert (days(cli)[0], days(cli)[-1]) == (first, last)


def test_a_last_day_that_is_earlier_is_not_taken_for_a_year_of_leave(cli: Cli) -> None:
    refused = cli("leave", "3 aug", "14 jul")
    assert refused.code == 3
    assert "leave until 14 July 2028. If you mean that, add the year: 2027-08-03 to 2028-07-14" in refused.err
    assert not cli.records()
    assert cli("leave", "2027-08-03", "2028-07-14").code == 0


def test_a_logged_day_stays_and_is_named(cli: Cli) -> None:
    cli("log", "--date", "2026-11-18", "--hours", "6")
    cli("log", "--date", "2026-11-19", "--off")
    done = cli("leave", "2026-11-17", "2026-11-19")
    assert done.code == 0
    assert done.err.splitlines() == [
        "Logged 1 day of leave: Tuesday 17 November 2026. Run `cmcheckin undo` to undo it.",
        "Wed 18 Nov has 6 h logged, so it wasn't changed.",
        "Thu 19 Nov is logged as off, so it wasn't changed.",
        "To log leave instead, run `cmcheckin log --date 2026-11-18 --leave`.",
    ]
    only = cli("leave", "2026-11-18")
    assert only.code == 3
    assert only.err.endswith("Nothing was changed.\n")


def test_planned_leave_is_removed_and_hours_never(cli: Cli) -> None:
    cli("leave", "2026-11-17", "2026-11-20")
    cli("log", "--date", "2026-11-18", "--after-hours", "30")
    done = cli("leave", "remove", "2026-11-17", "2026-11-20")
    assert (done.code, days(cli)) == (0, ["2026-11-18"])
    assert done.err.startswith("Removed the leave planned on 3 days: 17–20 November 2026.")
    assert "Wed 18 Nov is logged as leave with 0.5 h, so it wasn't changed." in done.err
    again = cli("leave", "remove", "2026-11-19")
    assert (again.code, again.err) == (
        3,
        "No leave is planned for Thursday 19 November 2026.\nNothing was changed.\n",
    )


def test_without_days_leave_is_listed(cli: Cli) -> None:
    empty = cli("leave")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err.startswith("No leave is planned or logged.")
    cli("leave", "monday")
    assert cli("leave").out == cli("leave", "list").out
    assert cli("leave", "--json").document == cli("leave", "list", "--json").document


def test_half_days_count_half(cli: Cli) -> None:
    cli("leave", "23 nov", "24 nov", "--half")
    cli("leave", "2026-11-16", "2026-11-17")
    assert cli("leave", "list").lines[0] == "1 day planned, 2 taken in 2026"
    assert cli("leave", "list", "--json").document == {
        "years": [
            {
                "year": 2026,
                "planned": 1.0,
                "taken": 2.0,
                "ranges": [
                    {"from": "2026-11-16", "to": "2026-11-17", "days": 2.0, "half": False},
                    {"from": "2026-11-23", "to": "2026-11-24", "days": 1.0, "half": True},
                ],
                "holidays": [],
            }
        ]
    }


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--half",), 2, "needs a first and a last day"),
        (("remove",), 2, "cmcheckin leave remove needs"),
        (("lits",), 2, "Did you mean `cmcheckin leave list`?"),
        (("soon",), 2, "“soon” isn't a day"),
        (("1 jan", "2 jan", "3 jan"), 2, "“3 jan” isn't expected here"),
        (("list", "monday"), 2, "“monday” isn't expected here"),
        (("monday", "--json"), 2, "--json doesn't work with `cmcheckin leave"),
        (("list", "--half"), 2, "--half doesn't work with `cmcheckin leave list"),
        (("2027-08-14", "2027-08-03"), 3, "Leave can't start on 14 August 2027 and end on 3 August 2027."),
        (("saturday",), 3, "you have no working days then. Nothing was changed."),
        (("2027-01-01", "2029-01-01"), 3, "covers more than 366 days"),
    ],
)
def test_what_cannot_be_planned_is_refused(cli: Cli, words: tuple[str, ...], code: int, message: str) -> None:
    done = cli("leave", *words)
    assert done.code == code
    assert message in done.err
    assert not cli.records()


def test_no_check_in_is_due_on_planned_days(cli: Cli) -> None:
    cli("leave", "today", "--half")
    assert cli("status", "--short").out == "leave\n"


def test_pausing_nudges_for_leave_plans_it_too_in_one_change(cli: Cli) -> None:
    done = cli("nudges", "leave", "--until", "2026-11-25")
    assert "On leave until 25 November. Most nudges are paused." in done.err
    assert "Three working days are planned as leave. Run `cmcheckin leave list` to see your leave." in done.err
    assert days(cli) == ["2026-11-23", "2026-11-24", "2026-11-25"]
    cli("undo")
    assert not cli.records()
