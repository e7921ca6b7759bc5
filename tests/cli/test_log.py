"""`log`: add records in one change, without a screen."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from cmcheckin.checkin.values import read_hours, read_minutes
from tests.cli.cli_runs import TODAY, Cli

ALL = (
    "log", "--mood", "4", "--energy", "3", "--workload", "5", "--hours", "9.5", "--after-hours", "45", "--win", "One",
    "--win", "Two", "--escalation", "Spam wave", "--severity", "3", "--note", "first",
)  # fmt: skip


def test_everything_at_once_is_one_change(cli: Cli) -> None:
    done = cli(*ALL)
    assert done.code == 0
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    checkin, escalation, workday = cli.records()
    assert checkin == {
        "type": "checkin", "date": TODAY, "logged_at": "2026-11-20T08:30:00+01:00", "workload": 5, "mood": 4,
        "energy": 3, "note": "first",
        "wins": [{"id": f"w-{TODAY}-1-3f9a", "text": "One"}, {"id": f"w-{TODAY}-2-3f9a", "text": "Two"}],
    }  # fmt: skip
    assert escalation == {
        "type": "escalation", "id": f"e-{TODAY}-1-3f9a", "title": "Spam wave", "severity": 3,
        "opened": "2026-11-20T08:30:00+01:00", "status": "open",
    }  # fmt: skip
    assert workday == {"type": "workday", "date": TODAY, "kind": "work", "hours": 9.5, "after_hours_minutes": 45}
    assert cli("undo").code == 0
    assert cli.records() == []


def test_a_second_log_adds_to_the_first(cli: Cli) -> None:
    cli(*ALL)
    cli.now = "2026-11-20T17:00:00+01:00"
    assert cli("log", "--mood", "2", "--note", "second\nline", "--win", "Three", "--escalation", "Another").code == 0
    checkin, one, two, workday = cli.records()
    assert checkin["mood"] == 2
    assert checkin["energy"] == 3
    assert checkin["logged_at"] == "2026-11-20T08:30:00+01:00"
    assert checkin["note"] == "first\nsecond\nline"
    assert [win["text"] for win in checkin["wins"]] == ["One", "Two", "Three"]
    assert len({win["id"] for win in checkin["wins"]}) == 3
    assert one["id"] != two["id"]
    assert workday["hours"] == 9.5


def test_the_kind_of_a_day_is_kept(cli: Cli) -> None:
    cli.import_records([{"type": "workday", "date": "2026-11-19", "kind": "off", "theirs": 1}])
    cli("log", "--date", "2026-11-19", "--after-hours", "20")
    assert cli.records() == [
        {"type": "workday", "date": "2026-11-19", "kind": "off", "after_hours_minutes": 20, "theirs": 1}
    ]


def test_an_earlier_day_can_be_logged(cli: Cli) -> None:
    cli("log", "--date", "yesterday", "--escalation", "Thread", "--mood", "3")
    checkin, escalation = cli.records()
    assert checkin["date"] == "2026-11-19"
    assert escalation["opened"] == "2026-11-19T09:00:00+01:00"
    assert escalation["id"] == "e-2026-11-19-1-3f9a"


def test_an_escalation_of_a_day_whose_start_the_clocks_skipped(cli: Cli) -> None:
    cli.home.mkdir()
    night = '[schedule]\nstart = "02:30"\nend = "10:00"\n'
    (cli.home / "config.toml").write_text(f'timezone = "Europe/Berlin"\nday_starts_at = "01:00"\n{night}')
    cli("log", "--date", "2026-03-29", "--escalation", "Night")
    assert cli.records()[0]["opened"] == "2026-03-29T03:00:00+02:00"
    cli("log", "--date", "2026-10-25", "--escalation", "Night")
    assert cli.records()[1]["opened"] == "2026-10-25T02:30:00+02:00"


def test_the_night_belongs_to_the_day_before(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('timezone = "Europe/Berlin"\nday_starts_at = "05:00"\n')
    cli.now = "2026-11-20T03:59:00+00:00"  # 04:59 in Berlin
    cli("log", "--mood", "2")
    assert cli.records()[0]["date"] == "2026-11-19"
    cli.now = "2026-11-20T04:00:00+00:00"
    cli("log", "--mood", "3")
    assert [record["date"] for record in cli.records()] == ["2026-11-19", "2026-11-20"]


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--mood", "9"], "--mood"), (["--mood", "0"], "--mood"), (["--mood", "3.5"], "--mood"),
        (["--energy", "6"], "--energy"), (["--workload", "-1"], "--workload"), (["--hours", "25"], "--hours"),
        (["--hours", "nan"], "--hours"), (["--hours", "inf"], "--hours"), (["--hours", "-1"], "--hours"),
        (["--after-hours", "1441"], "--after-hours"), (["--after-hours", "1.5"], "--after-hours"),
        (["--win", ""], "--win"), (["--win", "\x1b[31m\u200b"], "--win"), (["--win", "x" * 501], "--win"),
        (["--note", "x" * 20_001], "--note"), (["--note", "\u202e"], "--note"), (["--escalation", " "], "--escalation"),
        (["--escalation", "x", "--severity", "6"], "--severity"), (["--date", "2026-11-21", "--mood", "3"], "--date"),
        (["--date", "9999-12-31", "--hours", "3"], "--date"),
    ],
)  # fmt: skip
def test_an_invalid_value_refuses_everything(cli: Cli, argv: list[str], named: str) -> None:
    done = cli("log", "--mood", "3", *argv) if named != "--mood" else cli("log", *argv)
    assert done.code == 3
    assert named in done.err
    assert "Nothing was changed" in done.err
    assert not cli.home.exists()


HOURS = {"9,5": 9.5, "9.5": 9.5, "9:30": 9.5, "9h30": 9.5, "8 h": 8, "9 h 30 min": 9.5, "8 hours": 8, ".5": 0.5}
MINUTES = {"1h15": 75, "45 min": 45, "0:45": 45, "45": 45, "1,5 h": 90, "2 h": 120}


@pytest.mark.parametrize(("typed", "hours"), HOURS.items())
def test_hours_are_read_as_on_the_screen(cli: Cli, typed: str, hours: float) -> None:
    assert cli("log", "--hours", typed).code == 0
    assert cli.records()[0]["hours"] == hours == read_hours(typed)


@pytest.mark.parametrize(("typed", "minutes"), MINUTES.items())
def test_minutes_are_read_as_on_the_screen(cli: Cli, typed: str, minutes: int) -> None:
    assert cli("log", "--after-hours", typed).code == 0
    assert cli.records()[0]["after_hours_minutes"] == minutes == read_minutes(typed)


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--hours", "abc"], 2, "--hours can't be “abc”. Try 8, 9.5 or 9:30. Nothing was changed."),
        (["--after-hours", "soon"], 2, "--after-hours can't be “soon”. Try 45 or 1h15. Nothing was changed."),
        (["--start", "noon"], 2, "--start can't be “noon”. Try 9:00 or 18:45. Nothing was changed."),
        (["--mood", "9"], 3, "--mood can't be “9”. Use a digit from 1 to 5. Nothing was changed."),
        (["--hours", "25"], 3, "--hours is 25, but must be from 0 to 24. Nothing was changed."),
        (["--hours", ""], 3, "--hours can't be blank. Nothing was changed."),
        (["--win", " "], 3, "--win can't be blank. Nothing was changed."),
        (["--date", "2026-W60", "--mood", "3"], 2, "“2026-W60” isn't a day. Try 2026-11-20, yesterday, monday or -1."),
    ],
)
def test_the_error_for_a_value_names_what_can_be_typed(cli: Cli, argv: list[str], code: int, said: str) -> None:
    done = cli("log", *argv)
    assert (done.code, done.err.strip()) == (code, said)
    assert not cli.home.exists()


@pytest.mark.parametrize("text", ["-50%", "->done", "-", "--", "-1", "-x", "--really?", "-5 points", "- [ ] x"])
def test_text_may_begin_with_a_hyphen(cli: Cli, text: str) -> None:
    for option in ("--win", "--escalation", "--note"):
        assert cli("log", option, text).code == 0
    assert cli("log", f"--win={text}").code == 0
    checkin, escalation = cli.records()
    assert [win["text"] for win in checkin["wins"]] == [text] * 2
    assert escalation["title"] == checkin["note"] == text


@pytest.mark.parametrize("text", ["--mood", "--mood=4", "-h", "--help", "--home"])
def test_an_option_name_is_text_only_when_joined_by_an_equals_sign(cli: Cli, text: str) -> None:
    done = cli("log", "--win", text, "3")
    assert done.code == 2
    assert "needs a value" in done.err
    assert cli("log", f"--win={text}").code == 0
    assert cli.records()[0]["wins"][0]["text"] == text


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("-1", "2026-11-19"),
        ("yesterday", "2026-11-19"),
        ("monday", "2026-11-16"),
        ("friday", TODAY),
        ("last friday", "2026-11-13"),
        ("3 aug", "2026-08-03"),
        ("0", TODAY),
    ],
)
def test_days_are_named_as_people_do(cli: Cli, named: str, day: str) -> None:
    assert cli("log", "--date", *named.split(), "--mood", "3").code == 0
    assert cli("log", f"--date={named}", "--mood", "4").code == 0
    assert [(record["date"], record["mood"]) for record in cli.records()] == [(day, 4)]


def test_times_set_the_hours(cli: Cli) -> None:
    assert cli("log", "--date", "monday", "--start", "9", "--end", "18:45").code == 0
    assert cli("log", "--date", "saturday", "--off", "--start", "10am", "--end", "2pm").code == 0
    assert cli("log", "--date", "yesterday", "--start", "9:00").code == 0
    assert cli("log", "--date", "yesterday", "--end", "17:00", "--hours", "7").code == 0
    assert cli("log", "--date", "yesterday", "--end", "18:00").code == 0
    rows = [(day["date"], day["kind"], day["hours"], day["start"], day["end"]) for day in cli.records()]
    assert rows == [
        ("2026-11-14", "off", 4, "10:00", "14:00"),
        ("2026-11-16", "work", 8.75, "09:00", "18:45"),
        ("2026-11-19", "work", 8, "09:00", "18:00"),
    ]


def test_a_day_is_logged_as_off_leave_or_sick(cli: Cli) -> None:
    cli("log", "--date", "monday", "--hours", "9.5", "--after-hours", "45")
    assert cli("log", "--date", "monday", "--sick").code == 0
    assert cli("log", "--date", "tuesday", "--leave", "--hours", "4").code == 0
    assert cli("log", "--date", "tuesday", "--leave", "--after-hours", "20").code == 0
    assert cli("log", "--date", "wednesday", "--off").code == 0
    assert cli("log", "--off", "--sick").code == 2
    monday, tuesday, wednesday = cli.records()
    assert monday == {"type": "workday", "date": "2026-11-16", "kind": "sick"}
    assert (tuesday["kind"], tuesday["hours"], tuesday["after_hours_minutes"]) == ("leave", 4, 20)
    assert wednesday["kind"] == "off"


def test_the_hours_that_times_set_are_printed(cli: Cli) -> None:
    assert cli("log", "--start", "9", "--end", "18").err == f"{TODAY}: logged 8 h, start 09:00, end 18:00\n"
    assert cli("log", "--start", "9", "--end", "5").err == f"{TODAY}: logged 7 h, start 09:00, end 17:00\n"
    assert cli("log", "--end", "19").err == f"{TODAY}: logged 9 h, end 19:00\n"


def test_an_ask_is_logged_without_a_severity(cli: Cli) -> None:
    done = cli("log", "--escalation", "A dark theme", "--severity", "ask")
    assert done.err == f"{TODAY}: logged escalation “A dark theme” (an ask)\n"
    (record,) = cli.records()
    assert (record["kind"], "severity" in record) == ("ask", False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[red]x[/x]", "[red]x[/x]"),
        ("done [/] x [@click=app.quit]", "done [/] x [@click=app.quit]"),
        ("a\x1b]52;c;ZXZpbA==\x07b\x1b[2Jc\x00d\x9b31me", "abcde"),
        ("left \u202eright\u2066 zero\u200bwidth", "left right zerowidth"),
        ("👩‍💻 手紙 عربي ñ", "👩‍💻 手紙 عربي ñ"),
        ("two\nlines", "two lines"),
        ('quotes " and \\ and \u2028', 'quotes " and \\ and'),
    ],
)
def test_text_is_kept_as_text(cli: Cli, text: str, kept: str) -> None:
    assert cli("log", "--win", text, "--escalation", text).code == 0
    checkin, escalation = cli.records()
    assert checkin["wins"][0]["text"] == escalation["title"] == kept
    for argv in (["show"], ["week"], ["list"], ["export", "--format", "md"], ["export", "--format", "csv"]):
        done = cli(*argv)
        assert done.code == 0
        assert not set(done.out) & set("\x1b\x9b\x00\u202e\u200b\u2066")


def test_zero_is_a_value(cli: Cli) -> None:
    cli("log", "--hours", "0", "--after-hours", "0")
    assert cli.records() == [{"type": "workday", "date": TODAY, "kind": "work", "hours": 0, "after_hours_minutes": 0}]


def test_the_same_again_changes_nothing(cli: Cli) -> None:
    cli("log", "--mood", "4")
    before = _bytes(cli)
    done = cli("log", "--mood", "4")
    assert done.code == 0
    assert "Nothing was changed" in done.err
    assert _bytes(cli) == before


def test_many_at_once_lose_nothing(cli: Cli) -> None:
    cli("log", "--mood", "3")
    running = [
        subprocess.Popen([sys.executable, "-m", "cmcheckin", "log", "--win", f"win {n}"], env=cli.environment,
                         stdout=subprocess.DEVNULL)
        for n in range(12)
    ]  # fmt: skip
    assert [program.wait() for program in running] == [0] * 12
    wins: list[dict[str, Any]] = cli.records()[0]["wins"]
    assert {win["text"] for win in wins} == {f"win {n}" for n in range(12)}
    assert len({win["id"] for win in wins}) == 12


def _bytes(cli: Cli) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (cli.home / "journal").glob("*.jsonl")}


@pytest.mark.parametrize("day", ["1969-12-31", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_calendar_is_refused(cli: Cli, day: str) -> None:
    for command in (["log", "--mood", "4", "--date", day], ["edit", day], ["checkin", "--plain", "--date", day]):
        done = cli(*command)
        assert done.code in (2, 3) and "nobody foresaw" not in done.err
    assert cli("log", "--mood", "4", "--date", day).code == 3
    assert cli("export").out == ""
    assert not (cli.home / "journal").exists()


def test_an_escalation_after_midnight_belongs_to_the_day_of_its_check_in(cli: Cli) -> None:
    night = Cli(cli.home, now="2026-11-20T02:10:00+01:00")
    done = night("log", "--escalation", "Spam wave", "--severity", "3")
    assert done.err == "2026-11-19: logged escalation “Spam wave” (severity 3)\n"
    done = night("log", "--mood", "2", "--escalation", "Another")
    assert done.err == "2026-11-19: logged mood 2, escalation “Another”\n"
    shown = night("show", "2026-11-19").out
    assert "Spam wave" in shown
    assert "Another" in shown
    assert "Mood" in shown
    assert "Nothing is logged" in night("show", "2026-11-20").out


def test_an_escalation_of_another_day_is_never_opened_before_that_day_starts(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[schedule]\nstart = "02:00"\nend = "10:00"\n')
    cli("log", "--date", "2026-11-18", "--escalation", "Early")
    assert cli.records()[0]["opened"] == "2026-11-18T04:00:00+01:00"
    assert "Early" in cli("show", "2026-11-18").out


def test_wins_after_midnight_go_to_the_day_before(cli: Cli) -> None:
    night = Cli(cli.home, now="2026-11-20T02:10:00+01:00")
    assert night("log", "--win", "Calm again").err.startswith("2026-11-19: logged win")


def test_hours_that_look_wrong_are_kept_and_questioned(cli: Cli) -> None:
    done = cli("log", "--hours", "75")
    assert done.code == 3
    done = cli("log", "--hours", "20")
    assert (done.code, "20 h in one day looks wrong and isn't counted. Did you mean 2 h?" in done.err) == (0, True)
    assert "looks wrong" not in cli("log", "--date", "yesterday", "--hours", "18").err


@pytest.mark.parametrize("command", ["log", "checkin"])
@pytest.mark.parametrize("day", ["yesterday", "-2", "2026-11-16"])
def test_a_day_without_its_option_is_refused_with_the_option(cli: Cli, command: str, day: str) -> None:
    done = cli(command, day)
    assert (done.code, f"Did you mean --date {day}?" in done.err) == (2, True)
