"""What is said after a change in plain lines: what was saved, in words, and which entry it belongs to."""

from __future__ import annotations

from pathlib import Path

from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed


def test_an_update_of_an_escalation_repeats_its_text_and_its_holder(lived: Cli) -> None:
    lines = "s 3 slower since noon|w 3 filter on|h 3 Sam|r 3 filter holds|r 3|b"
    done = typed(lived, "escalations", "--plain", lines=lines)
    title = "Angry thread on the renewal mails"
    for line in (
        f"Update saved. {title}: slower since noon",
        f"Now watching: {title}. Update: filter on",
        f"Now handed off to Sam: {title}.",
        f"Resolved: {title}. Update: filter holds",
        f"Nothing to save. “{title}” is already resolved.",
    ):
        assert line in joined(done.out)


def test_a_line_of_the_report_is_restored_or_deleted_in_one_line(lived: Cli) -> None:
    done = typed(lived, "report", "--plain", lines="e 1 Other words|e 1 -|a One more|e 7 -|b")
    assert "1. First-time poster answered three others" in joined(done.out).partition("1. Other words")[2]
    assert "Deleted: One more." in done.out
    assert "7. One more" not in typed(lived, "report", "--plain", lines="b").out


def test_a_text_of_a_share_is_restored_in_one_line(lived: Cli) -> None:
    done = typed(lived, "share", "--plain", lines="|e 3 Other words|e 3 -|q")
    after = joined(done.out).partition("3. Other words: included")[2]
    assert "3. First-time poster answered three others: included" in after


def test_a_reply_that_is_marked_as_read_is_named(lived: Cli) -> None:
    assert "Reply 1 is marked as read." in typed(lived, "inbox", "--plain", lines="a 1|b").out


def test_a_mark_of_the_review_names_its_entry(lived: Cli, shared: Path) -> None:
    done = typed(lived, "review", "--plain", str(shared), lines="x 1|u|q")
    assert "Spam wave in #help: marked as done. Type u to undo." in joined(done.out)


def test_an_undone_answer_to_a_nudge_is_named(lived: Cli) -> None:
    done = typed(lived, "nudges", "--plain", lines="help|not|u|talk|q")
    assert "Undone: “Answer to a nudge: not useful”." in joined(done.out)
    assert joined(done.out).count("omeone to talk to.") == 2  # once in the list of keys, once as the title
    assert "\nh:" not in done.out


def test_days_in_a_row_that_are_not_logged_take_one_line(lived: Cli) -> None:
    done = typed(lived, "search", "--plain", lines="]|14|b")
    assert "1 to 14. Friday 4 December back to Saturday 21 November: not logged." in joined(done.out)
    assert "Saturday 21 November.\n" in done.out


def test_several_days_of_leave_are_removed_and_named_in_words(lived: Cli) -> None:
    done = typed(lived, "search", "--plain", lines="]|l 1 to 2|d 1 to 2|y|b")
    assert "Planned 2 days of leave: 3 to 4 December 2026." in joined(done.out)
    assert "Removed the leave planned on 2 days: 3 to 4 December 2026." in joined(done.out)


def test_days_of_leave_are_removed_by_their_dates(lived: Cli) -> None:
    done = typed(lived, "search", "--plain", lines="l 3 dec to 4 dec|d 3 dec to 4 dec|y|d 3 dex|b")
    assert "Removed the leave planned on 2 days: 3 to 4 December 2026." in joined(done.out)
    assert "Delete" not in done.out.rpartition("Removed the leave")[2]  # number 3 with more after it is no day


def test_a_day_with_a_check_in_alone_says_that_its_hours_are_not_logged(cli: Cli) -> None:
    cli("log", "--mood", "4", "--date", "2026-11-18")
    lines = typed(cli, "week", "--plain", lines="b").out
    assert "3. Wednesday 18 November: hours not logged, mood good.\n" in lines
    assert "4. Thursday 19 November: not logged.\n" in lines


def test_what_was_open_in_an_earlier_week_is_told_from_what_is_open_now(lived: Cli) -> None:
    lines = typed(lived, "week", "2026-W40", "--plain", lines="b").out.splitlines()
    assert any(line.startswith("Open then: Moderators on strike") for line in lines)


def test_the_preview_of_a_share_is_read_in_words_and_its_file_as_it_is(lived: Cli) -> None:
    done = typed(lived, "share", "--plain", lines="|||v md|q")
    preview, _, file = done.out.partition("# Ada")
    assert "Hours: 35.5 hours" in preview
    assert "Monday 16 November, member" in joined(preview)
    assert "Mon 16 Nov" not in preview
    assert "- Hours: 35.5 h\n" in file


def test_a_day_that_is_opened_and_left_as_it_was_says_so_and_leaves_nothing_to_undo_without_a_question(
    cli: Cli,
) -> None:
    assert cli("log", "--date", "2026-11-19", "--hours", "8").code == 0
    assert cli("log", "--mood", "4").code == 0
    heard = joined(typed(cli, "week", "--plain", lines="e 5|.|.|.|.|u|n|q").out)
    after = heard.partition("Step 4 of 4")[2]
    assert "Nothing was changed. Week: Undo “" in after
    assert "Nothing was answered" not in heard


def test_a_script_without_answers_says_that_an_earlier_draft_is_kept(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines="4|q")
    heard = joined(cli("checkin", "--plain", stdin="").out)
    assert "Nothing was answered, so nothing was saved. Your earlier answers are still kept as a draft." in heard
    assert "Enter for 4" in joined(typed(cli, "checkin", "--plain", lines="q").out)


def test_sick_days_and_leave_are_told_from_days_off(cli: Cli) -> None:
    for day, kind in (("2026-11-17", "--sick"), ("2026-11-18", "--leave"), ("2026-11-19", "--off")):
        assert cli("log", "--date", day, kind).code == 0
    heard = joined(cli("week", "--plain").out)
    assert "Total: one day off, one day of leave, one sick day" in heard
    assert "one day off, one day of leave, one sick day" in joined(cli("trends", "--plain").out)
