"""What the week, the trends, the escalations and a manager's pages read aloud."""

from __future__ import annotations

from pathlib import Path

from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed
from tests.two_devices import apart

PING = {
    "type": "escalation",
    "id": "e-2026-11-19-1-3f9a",
    "title": "Spam wave",
    "severity": 4,
    "opened": "2026-11-19T02:10:00+01:00",
    "minutes": 70,
    "handed_to": "Sun, ops 2 h",
    "status": "handed-off",
    "cause": "price change",
    "outcome": "filter holds",
}


def test_a_week_names_a_night_ping_and_the_days_before_the_first_entry_once(cli: Cli) -> None:
    cli.import_records([PING])
    assert cli("log", "--date", "2026-11-18", "--hours", "8").code == 0
    heard = joined(typed(cli, "week", "--plain", lines="q").out)
    assert "1 and 2. Monday 16 November to Tuesday 17 November: before your first entry. 3. Wednesday" in heard
    assert heard.lower().count("night ping") == 1


def test_a_day_names_how_the_community_felt(cli: Cli) -> None:
    day = {"type": "checkin", "date": "2026-11-19", "community": {"mood": 4, "feels": "calm · 2 h"}}
    cli.import_records([day | {"logged_at": "2026-11-19T08:30:00+01:00", "mood": 3}])
    assert "Community: good, calm · 2 h\n" in typed(cli, "week", "--plain", lines="4|q").out


def test_the_outcome_and_the_cause_of_an_escalation_have_a_label(cli: Cli) -> None:
    cli.import_records([PING])
    heard = joined(typed(cli, "escalations", "--plain", lines="o|o|q").out)
    assert "with Sun, ops 2 h, 1 hour 10 minutes spent, outcome: filter holds, cause: price change" in heard


def test_thanks_name_their_sender(lived: Cli) -> None:
    assert "Thanks: “You were so patient with us”, from a new member\n" in typed(lived, "week", "--plain").out


def test_the_trends_are_read_in_whole_words(lived: Cli, cli: Cli) -> None:
    heard = joined(typed(lived, "trends", "--plain", lines="p|d||||q").out)
    assert " Workload: 3.9, was 3.3" in heard
    assert "worked on 12 of 12 days" in heard
    assert "Time with peers in 2026: 12 hours (3 hours in Q2, 5 hours in Q3, 4 hours in Q4)." in heard
    assert " Community: 3.6" in heard


def test_trends_of_one_month_and_of_weeks_without_entries_say_so(cli: Cli) -> None:
    assert cli("log", "--date", "2026-11-19", "--hours", "8").code == 0
    heard = joined(typed(cli, "trends", "--plain", lines="m|p|r|[|q").out)
    assert "Trends: November 2026. 1. November 2026" in heard
    assert "Thursday: 8.0 hours, worked on 1 of 1 day." in heard
    assert "nothing owed" in heard
    assert heard.endswith("Trends: Nothing logged in this period. Trends:")


def test_no_wins_are_named_by_a_period_as_it_is_spoken(cli: Cli) -> None:
    assert cli("log", "--win", "One", "--date", "2026-11-19").code == 0
    heard = joined(typed(cli, "wins", "--plain", lines="p|[|q").out)
    assert "No wins logged for the first half of 2026." in heard


def test_an_undo_names_its_change_in_whole_words_and_leaves_the_users_own(cli: Cli) -> None:
    lines = "half 7 dec|u|redo|e 5|4|-|||||||||Waited 3 h · long|||||u|q"
    heard = joined(typed(cli, "week", "--plain", lines=lines).out)
    assert "Undone: “Leave with 4 hours on Monday 7 December”." in heard
    assert "Waited 3 hours" not in heard


def test_leave_is_planned_by_the_number_of_one_day(lived: Cli) -> None:
    heard = joined(typed(lived, "week", "--plain", lines="]|[|l 5|q").out)
    assert "isn't a day" not in heard
    ahead = joined(typed(lived, "search", "--plain", lines="]|h 4|q").out)
    assert "Planned half a day of leave: Tuesday 1 December 2026." in ahead


def test_an_edit_without_an_answer_says_that_nothing_was_changed(lived: Cli) -> None:
    unchanged = "Nothing was changed."
    assert unchanged in typed(lived, "report", "--plain", lines="e 1||q").out
    assert unchanged in typed(lived, "share", "--plain", lines="|e 3||q").out
    assert unchanged in typed(lived, "escalations", "--plain", lines="e 1||||||||||||q").out


def test_ratings_typed_at_once_are_repeated_with_their_questions(cli: Cli) -> None:
    heard = typed(cli, "checkin", "--plain", lines="3||43.|q").out
    assert "4 good, 5 full: 3\n" in heard
    assert "Feelings" not in heard


def test_there_is_nothing_to_remove_before_the_first_win(cli: Cli) -> None:
    heard = joined(typed(cli, "checkin", "--plain", lines="3||.|-1|q").out)
    assert "There's nothing to remove here." in heard


def test_a_new_reply_is_read_in_whole_words_in_the_check_in(lived: Cli) -> None:
    heard = joined(typed(lived, "checkin", "--plain", lines=".|.||q").out)
    assert "as the groups wrote them (19 November, new) “I read this" in heard


def test_what_others_wrote_stays_as_it_is_on_the_managers_pages(cli: Cli, tmp_path: Path) -> None:
    ahead = [{"type": "workday", "date": f"2026-12-0{day}", "kind": "leave"} for day in (1, 2)]
    cli.import_records([PING, *ahead])
    folder = tmp_path / "team"
    folder.mkdir()
    typed(cli, "share", "--plain", lines=f"x 1,2,3,5,6|||w {folder}|q")
    heard = joined(typed(cli, "review", "--plain", str(folder), lines="1|c 1 Sam · 2 h|||1|o 1|q").out)
    assert heard.count("with Sun, ops 2 h") == 4
    assert "Week 47, from 16 November: no figures shared" in heard
    assert "On leave 1 to 2 December 2026" in heard


def test_an_import_is_read_in_whole_words_before_it_is_saved(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a 2 h - b.csv"
    file.write_text("date,hours,mood\n2026-10-01,8,4\n2026-10-05,7.5,3\n", encoding="utf-8")
    heard = typed(cli, "import", "--plain", str(file), lines="n").out
    assert "a 2 h - b.csv: Table, 1 to 5 October 2026." in joined(heard)
    assert "Thursday 1 October: 8 hours, mood 4 good.\n" in heard
    assert "\n\n" not in heard


def test_after_a_check_in_that_was_not_saved_the_week_is_read(cli: Cli) -> None:
    heard = joined(typed(cli, "--plain", lines="|-|||||||||q").out)
    assert "Nothing was answered, so nothing was saved." in heard
    assert "Week 47, 16 to 22 November 2026, this week." in heard


def test_a_slip_in_days_of_leave_is_not_a_year_of_leave(cli: Cli) -> None:
    heard = joined(typed(cli, "week", "--plain", lines="l 3 dec to 2 dec|q").out)
    assert "leave until 2 December 2027. If you mean that, add the year" in heard
    assert "Planned" not in heard


def test_different_answers_are_read_in_whole_words_and_the_users_own_as_typed(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "home", device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    cli("log", "--hours", "7")
    with apart(cli.home, "laptop-3f9a") as home:
        other = Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")
        other("log", "--after-hours", "90", "--note", "one · 2 h")
        cli("log", "--after-hours", "60", "--note", "two")
    heard = joined(typed(cli, "week", "--plain", lines="settle|q").out)
    assert "2. one · 2 h (laptop-3f9a, Friday 20 November 6:50)" in heard
    heard = joined(typed(cli, "week", "--plain", lines="settle|||q").out)
    assert "After hours on Friday 20 November: 1. 1 hour (phone-77aa, Friday 20 November 7:12) 2. 1 hour 30" in heard


def test_a_filter_is_named_only_where_it_applies(lived: Cli, shared: Path) -> None:
    heard = typed(lived, "review", "--plain", str(shared), lines="/ zzz|files|q").out
    assert heard.count("Filtered by “zzz”") == 1
