"""`log` over ranges of days, for days off, leave and sick days, planned ones too; and own numbers and answers."""

from __future__ import annotations

import pytest

from tests.cli.cli_runs import TODAY, Cli


def test_a_range_is_its_working_days_in_one_change(cli: Cli) -> None:
    done = cli("log", "--leave", "--from", "2026-11-12", "--to", "tuesday")
    assert done.err == "2026-11-12 to 2026-11-17, 4 working days: logged leave\n"
    assert [(day["date"][-2:], day["kind"]) for day in cli.records()] == [
        ("12", "leave"), ("13", "leave"), ("16", "leave"), ("17", "leave"),
    ]  # fmt: skip
    cli("undo")
    assert cli.records() == []
    assert cli("log", "--hours", "8", "--from", "last", "week", "--to", "last week").code == 0
    assert len(cli.records()) == 5


def test_a_range_that_would_replace_what_is_logged_names_it_and_changes_nothing(cli: Cli) -> None:
    cli("log", "--date", "tuesday", "--hours", "9.5", "--after-hours", "45")
    cli("log", "--date", "wednesday", "--off")
    cli("log", "--date", "thursday", "--sick")
    before = cli("export").out
    done = cli("log", "--sick", "--from", "monday", "--to", "today")
    assert (done.code, done.err) == (3, (
        "Already logged: 2026-11-17 9.5 h, 45 min after hours; 2026-11-18 off. Nothing was changed. Add --replace to "
        "replace what is logged.\n"
    ))  # fmt: skip
    assert cli("export").out == before
    assert cli("log", "--sick", "--from", "monday", "--to", "today", "--replace").code == 0
    assert [day["kind"] for day in cli.records()] == ["sick"] * 5
    assert all("hours" not in day for day in cli.records())
    cli("undo")
    assert [day["kind"] for day in cli.records()] == ["work", "off", "sick"]


def test_a_range_that_only_adds_is_logged(cli: Cli) -> None:
    cli("log", "--date", "monday", "--hours", "8", "--activity", "events")
    assert cli("log", "--from", "monday", "--to", "today", "--activity", "support", "--after-hours", "20").code == 0
    monday, *others = cli.records()
    assert [each["kind"] for each in monday["activities"]] == ["events", "support"]
    assert (monday["hours"], len(others)) == (8, 4)
    assert cli("log", "--from", "monday", "--to", "monday", "--after-hours", "30").code == 3
    many = cli("log", "--from", "2026-11-02", "--to", "today", "--hours", "7")
    assert "2026-11-16 8 h" in many.err, many.err


def test_many_replaced_days_are_counted(cli: Cli) -> None:
    cli("log", "--hours", "8", "--from", "last week", "--to", "today")
    done = cli("log", "--off", "--from", "last week", "--to", "today")
    assert (done.code, "2026-11-13 8 h; and 5 more. Nothing was changed." in done.err) == (3, True), done.err


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--sick", "--to", "yesterday"], 2, "Use either --date, or --from with --to"),
        (["--sick", "--from", "monday", "--date", "monday"], 2, "Use either --date, or --from with --to"),
        (["--mood", "3", "--from", "monday"], 2, "--mood is for one day"),
        (["--sick", "--from", "friday", "--to", "monday"], 2, "later than"),
        (["--sick", "--from", "monday", "--to", "2026-12-01"], 3, "in the future"),
        (["--sick", "--from", "2020-01-01"], 3, "more than 366 days"),
        (["--sick", "--from", "2026-11-14", "--to", "2026-11-15"], 3, "You have no working days"),
    ],
)
def test_a_range_that_cannot_be_logged_changes_nothing(cli: Cli, argv: list[str], code: int, said: str) -> None:
    done = cli("log", *argv)
    assert (done.code, said in done.err) == (code, True), done.err
    assert not cli.home.exists()


@pytest.mark.parametrize("kind", ["leave", "off"])
def test_leave_and_days_off_may_be_planned(cli: Cli, kind: str) -> None:
    assert cli("log", f"--{kind}", "--date", "2026-12-24").code == 0
    assert cli("log", f"--{kind}", "--from", "tomorrow", "--to", "2026-11-24").code == 0
    assert [(day["date"], day["kind"]) for day in cli.records()] == [
        ("2026-11-23", kind), ("2026-11-24", kind), ("2026-12-24", kind),
    ]  # fmt: skip
    exported = cli("export").out
    assert cli("import", "-", stdin=exported).code == 0
    assert cli("import", "-", stdin=exported.replace(f'"{kind}"', '"work"')).code == 3
    assert "in the future" in cli("log", f"--{kind}", "--date", "2026-12-25", "--after-hours", "4").err
    assert "is too late" in cli("log", f"--{kind}", "--date", "9999-12-24").err


def test_half_days_of_leave_may_be_planned_but_no_other_hours(cli: Cli) -> None:
    assert cli("log", "--leave", "--hours", "4", "--from", "tomorrow", "--to", "2026-11-24").code == 0
    assert [(day["date"][-2:], day["kind"], day["hours"]) for day in cli.records()] == [
        ("23", "leave", 4), ("24", "leave", 4),
    ]  # fmt: skip
    for argv in (["--off", "--hours", "4"], ["--hours", "4"], ["--sick"], ["--leave", "--start", "9"]):
        done = cli("log", *argv, "--date", "2026-12-01")
        assert (done.code, "in the future" in done.err) == (3, True), argv
    assert len(cli.records()) == 2


@pytest.mark.parametrize(
    ("argv", "days"),
    [
        (["--leave", "--date", "24", "dec"], ["2026-12-24"]),
        (["--leave", "--date", "3 aug"], ["2026-08-03"]),
        (["--sick", "--date", "24 dec"], ["2025-12-24"]),
        (["--off", "--from", "24 dec", "--to", "28 dec"], ["2026-12-24", "2026-12-25", "2026-12-28"]),
        (["--leave", "--from", "30 dec", "--to", "4 jan"], [
            "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-04",
        ]),
        (["--leave", "--from", "next", "thursday"], ["2026-11-26"]),
        (["--leave", "--from", "next week"], [f"2026-11-{day}" for day in (23, 24, 25, 26, 27)]),
        (["--leave", "--from", "monday", "--to", "today"], [f"2026-11-{day}" for day in (16, 17, 18, 19, 20)]),
        (["--sick", "--from", "last friday", "--to", "-4"], ["2026-11-13", "2026-11-16"]),
        (["--leave", "--from", "3 aug 2026", "--to", "4 August"], ["2026-08-03", "2026-08-04"]),
        (["--off", "--date", "saturday"], ["2026-11-14"]),
    ],
)  # fmt: skip
def test_a_kind_of_day_is_logged_for_days_as_people_say_them(cli: Cli, argv: list[str], days: list[str]) -> None:
    done = cli("log", *argv)
    assert done.code == 0, done.err
    assert [(day["date"], day["kind"]) for day in cli.records()] == [(day, argv[0][2:]) for day in days]


OWN = """
[[metrics]]
name = "first response"
[[questions]]
name = "lunch break"
text = "Lunch away from the desk?"
[[questions]]
name = "one word"
kind = "text"
"""


def test_own_numbers_and_answers_are_logged_by_name(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(OWN)
    cli.import_records([{"type": "checkin", "date": TODAY, "answers": {"old": "kept"}}])
    done = cli(
        "log", "--metric", "first response=22,5", "--answer", "Lunch break=y", "--answer", "one word=calm = good"
    )
    assert done.err == f"{TODAY}: logged first response 22.5, lunch break yes, one word calm = good\n"
    (checkin,) = cli.records()
    assert checkin["metrics"] == {"first response": 22.5}
    assert checkin["answers"] == {"lunch break": True, "old": "kept", "one word": "calm = good"}
    assert cli("log", "--answer", "lunch break=no").code == 0
    assert cli.records()[0]["answers"]["lunch break"] is False
    shown = cli("show").lines
    assert "  lunch break     no" in shown
    assert "  first response  22.5" in shown


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--answer", "lunch break=maybe"], 3, "--answer can't be “maybe”. Answer yes or no. Nothing was changed."),
        (["--answer", "one word="], 3, "--answer can't be blank. Nothing was changed."),
        (["--answer", "one word=" + "x" * 501], 3, "the limit is 500. Nothing was changed."),
        (["--answer", "peer=yes"], 2, "Try “lunch break=yes”. Your questions: lunch break, one word."),
        (["--answer", "lunch break"], 2, "--answer can't be “lunch break”."),
        (["--metric", "first response=soon"], 2, "--metric can't be “soon”. Enter a number such as 22 or 0.5."),
        (["--metric", "posts=3"], 2, "can't be “posts=3”. Try “first response=22”. Your numbers: first response."),
        (["--answer", "lunch break=yes", "--from", "monday"], 2, "--answer is for one day only"),
    ],
)  # fmt: skip
def test_an_own_number_or_answer_that_cannot_be_logged_changes_nothing(
    cli: Cli, argv: list[str], code: int, said: str
) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(OWN)
    done = cli("log", *argv)
    assert (done.code, said in done.err) == (code, True), done.err
    assert not (cli.home / "journal").exists()


def test_without_own_questions_the_message_says_how_to_add_one(cli: Cli) -> None:
    assert "help settings" in cli("log", "--answer", "lunch=yes").err


def test_without_working_days_a_range_is_every_day(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text("[schedule]\nworkdays = []\n")
    assert (
        "2026-11-14 to 2026-11-16, 3 working days: logged leave"
        in cli("log", "--leave", "--from", "2026-11-14", "--to", "2026-11-16").err
    )
