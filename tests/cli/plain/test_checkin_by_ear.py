"""The plain check-in for somebody who hears each line: where they are, what is kept, and how to take it back."""

from __future__ import annotations

import pytest

from cmcheckin.cli.plain.session import PlainSession
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed

MOOD_SKIPPED = ["", "", "", "", "", ""]


def test_going_back_at_the_first_question_says_that_it_is_the_first(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines="b|q")
    assert joined(done.out).count("This is the first step. To stop, type q; your answers are kept as a draft.") == 1


def test_an_unfinished_check_in_continues_at_its_step(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines="3||4|2")
    done = typed(cli, "checkin", "--plain", lines="b|q")
    assert "Your answers to step 1 are kept. Type b to go back to them." in done.out
    assert done.out.index("Step 2 of 4: mood") < done.out.index("Step 1 of 4: workload")
    assert "5 great. Enter for 4:" in joined(done.out)


def test_an_unfinished_check_in_continues_at_a_step_that_was_opened_but_not_answered(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines="3|.|b|.")
    done = typed(cli, "checkin", "--plain", lines="b|.|q")
    assert "Your answers to step 1 are kept." in done.out
    assert done.out.index("Step 2 of 4: mood") < done.out.index("Step 1 of 4: workload")
    done = typed(cli, "checkin", "--plain", lines=".|q")
    assert "Your answers to step 1 are kept." in done.out, "also after going back and forth"
    assert "Your answers to steps 1 to 2 are kept." in typed(cli, "checkin", "--plain", lines="q").out


def test_a_check_in_without_an_answer_is_not_kept(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines=["", "-", "", "q"])
    assert "Picked up where you left off." not in typed(cli, "checkin", "--plain", lines="q").out


def test_an_unfinished_check_in_that_was_about_to_be_saved_continues_there(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines=["3", "", *MOOD_SKIPPED, "", "", "n"])
    done = typed(cli, "checkin", "--plain", lines=["", "q"])
    assert "Step " not in done.out
    assert "Saved." in done.out


def test_wins_and_escalations_are_numbered_when_one_comes_back_and_removed_by_their_number(cli: Cli) -> None:
    first = ["3", "", *MOOD_SKIPPED, "A win", "2", "Another", "", "", "Login is down", "4", "q"]
    typed(cli, "checkin", "--plain", lines=first)
    done = typed(cli, "checkin", "--plain", lines=["-1", "", "b", "b", "-2", "-9", "-1", "A win", "2", "", "", ""])
    assert "New escalation 1: Login is down, high" in done.out
    assert "Removed: Login is down." in done.out
    assert "Win 1: A win (member)\nWin 2: Another\n" in done.out
    assert "Removed: Another." in done.out
    assert "There's no number 9 to remove." in done.out
    checkin, *others = cli.records()
    assert [win["text"] for win in checkin["wins"]] == ["A win"]
    assert [one["type"] for one in others] == ["workday"]


def test_hours_that_look_wrong_are_asked_again(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines=["3", "19", "9", *MOOD_SKIPPED, "", "", ""])
    assert "19 hours in one day looks wrong and isn't counted. Did you mean 1.9 hours?" in joined(done.out)
    assert "Press Enter if that's right, or type it again." in done.out
    assert cli.records()[1]["hours"] == 9


def test_a_script_is_not_asked_for_hours_twice(cli: Cli) -> None:
    done = cli("checkin", "--plain", stdin="3\n19\n4\n")
    assert done.code == 0
    assert cli.records()[0]["mood"] == 4


@pytest.mark.parametrize("answer", ["9.5 09:00-18:45 +45", "9.5 9:00 to 18:45 plus 45", "9.5, 9:00 to 18:45, + 45"])
def test_a_day_is_typed_with_signs_or_with_words(answer: str, cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines=["3", answer, "q"])
    assert "Thursday 19 November: 9.5 hours, 9:00 to 18:45, 45 minutes after hours" in done.out


def test_nothing_explains_the_days_if_the_rest_of_their_step_is_kept(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines=".|q")
    first, _, _ = joined(done.out).partition("Step 2 of 4")
    assert "Log yesterday" not in first
    assert "accept a day" not in first


def test_a_long_hint_is_heard_once(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines=["3", "", *MOOD_SKIPPED, "A win", "", "One more", "", "q"])
    assert joined(done.out).count("Add + (plus) for a long-term win") == 1


def test_the_lines_before_saving_say_what_is_saved(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines=["3", "9.5 9-18:45", *MOOD_SKIPPED, "", "Spam wave", "4", "", ""])
    cli.now = "2026-11-21T08:30:00+01:00"
    lines = ["3", ".", ".", ".", "h Sam", "", "n"]
    done = typed(cli, "checkin", "--plain", lines=lines)
    assert "Spam wave (high, open for a day, with you):" in joined(done.out)
    assert "Updated: Spam wave: handed off, with Sam\n" in done.out
    typed(cli, "checkin", "--plain", lines=["b", "s slower since noon", "", "n"])
    done = typed(cli, "checkin", "--plain", lines=["n"])
    assert "Updated: Spam wave: still open, with Sam, slower since noon\n" in done.out
    assert "–" not in done.out


def test_the_lines_before_saving_repeat_the_users_words_as_they_were_typed(cli: Cli) -> None:
    feels, note, win, title = "calm · 8 h a day", "Mon 3 Nov 9 h · load", "resume · -1", "b · load: 3 – 30 m"
    lines = ["3", ".", "4", "3", "", "4", feels, note, win, "", "", title, "4", "", "n"]
    done = typed(cli, "checkin", "--plain", lines=lines)
    said = done.out[done.out.index("This is what will be saved") :]
    for line in (f"4 good, {feels}", note, f"{win}", f"{title}, high"):
        assert line in said, said


def test_ctrl_c_says_that_the_answers_are_kept(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(cli, "checkin", "--plain", lines="3")

    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(PlainSession, "read_line", interrupt)
    done = typed(cli, "checkin", "--plain", lines="")
    assert done.code == 130
    assert "Not saved yet. Your answers are kept as a draft." in done.err


def test_help_is_given_where_it_cannot_be_an_answer(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines="help|3|q")
    assert "Type . (full stop) to keep the rest of a step" in joined(done.out)
    assert "can't be" not in done.out


def test_the_hint_about_details_ends_with_the_severity(cli: Cli) -> None:
    lines = ["3", "", *MOOD_SKIPPED, "", "Spam wave", "?", "3+", "?", "q"]
    done = typed(cli, "checkin", "--plain", lines=lines)
    before, _, after = joined(done.out).partition("Kind: 1 conduct")
    assert before.count("Add + (plus) to give more details") == 2
    assert "to give more details" not in after
