"""The check-in in plain lines, answered by a script and by a person at a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from cmcheckin.checkin.steps import STEPS
from cmcheckin.cli.plain.dialogue import MAX_ANSWER, Dialogue
from cmcheckin.cli.plain.session import PlainSession
from tests.cli.cli_runs import TODAY, Cli

# One answer a line, in the order of the questions on a fresh home.
FULL = [
    "4",  # workload
    "9.5 9:00-18:45 +45",  # Thursday
    "3", "2", "tired, proud", "4", "excited about the meetup", "a private note",
    "First-time poster answered three others", "2",
    "You were so patient", "thanks+", "a new member",
    "",  # no more wins
    "Spam wave in #help", "4+", "conduct", "02:10", "1h30", "n", "price change", "trust & safety", "",
    "",  # no more escalations
    "y",  # save
]  # fmt: skip


def answers(*lines: str) -> str:
    return "".join(line + "\n" for line in lines)


def test_every_question_can_be_answered(cli: Cli) -> None:
    done = cli("checkin", "--plain", stdin=answers(*FULL))
    assert done.code == 0, done.err
    assert f"Step {len(STEPS)} of {len(STEPS)}: {STEPS[-1].title}" in done.out
    assert "Saved. A thank-you this week, from a new member." in done.out
    assert "16 to 22 November" in done.out  # the week follows
    checkin, escalation, workday = cli.records()
    assert checkin["note"] == "a private note"
    assert [checkin[name] for name in ("workload", "mood", "energy", "feelings")] == [4, 3, 2, ["tired", "proud"]]
    assert checkin["community"] == {"mood": 4, "feels": "excited about the meetup"}
    assert [(win["kind"], win.get("from"), win["long_term"]) for win in checkin["wins"]] == [
        ("member", None, False), ("thanks", "a new member", True),
    ]  # fmt: skip
    assert escalation["opened"] == "2026-11-20T02:10:00+01:00"
    assert escalation["minutes"] == 90
    assert escalation["could_wait"] is False
    assert workday == {
        "type": "workday", "date": "2026-11-19", "kind": "work", "hours": 9.5, "start": "09:00", "end": "18:45",
        "after_hours_minutes": 45,
    }  # fmt: skip
    assert not list((cli.home / "drafts").iterdir())


def test_input_that_ends_after_the_mood_is_saved(cli: Cli) -> None:
    assert cli("checkin", "--plain", stdin=answers("", "-", "4")).code == 0
    assert cli.records() == [{"type": "checkin", "date": TODAY, "logged_at": "2026-11-20T08:30:00+01:00", "mood": 4}]


@pytest.mark.parametrize(("day", "is_shown"), [("2026-11-21", False), ("2026-11-22", True), ("2036-05-01", True)])
def test_a_check_in_well_after_today_is_mentioned_as_the_clock_may_be_wrong(cli: Cli, day: str, is_shown: bool) -> None:
    Cli(cli.home, now=f"{day}T08:30:00+01:00")("log", "--mood", "3")
    shown = " ".join(cli("checkin", "--plain").out.split())
    assert ("but this device's date is 20 November 2026" in shown) is is_shown
    assert (f"run cmcheckin show {day} to see" in shown) is is_shown


@pytest.mark.parametrize("stdin", ["", "\n", "\n-" + "\n" * 40])
def test_nothing_answered_saves_nothing(cli: Cli, stdin: str) -> None:
    done = cli("checkin", "--plain", stdin=stdin)
    assert done.code == 0
    assert "nothing was saved" in done.out
    assert not (cli.home / "journal").exists()


@pytest.mark.parametrize("wrong", ["9", "four", "\x1b[31m", "x" * 200_000])
def test_a_wrong_answer_in_a_script_refuses_everything(cli: Cli, wrong: str) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", "", wrong))
    assert done.code == 3
    assert "Nothing was saved" in done.err
    assert "\x1b" not in done.err
    assert not (cli.home / "journal").exists()
    assert not list((cli.home / "drafts").iterdir())


@pytest.mark.parametrize("typed", ["3", "tired 3", "tired, 3", "?"])
def test_a_feeling_without_a_letter_is_refused_with_a_hint(cli: Cli, typed: str) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", "", "4", "3", typed))
    assert done.code == 3
    assert "Feelings are words, such as calm or tired." in done.err
    assert "Nothing was saved" in done.err
    assert not (cli.home / "journal").exists()


def test_a_saved_feeling_without_a_letter_stays(cli: Cli) -> None:
    cli.import_records([{"type": "checkin", "date": TODAY, "mood": 2, "feelings": ["3", "tired"]}])
    assert cli("checkin", "--plain", stdin=answers("", "", "", "", "3, calm")).code == 0
    assert [record["feelings"] for record in cli.records() if record["type"] == "checkin"] == [["3", "calm"]]


def test_kinds_of_days_and_carried_escalations(cli: Cli) -> None:
    cli.import_records([
        {"type": "checkin", "date": "2026-11-16", "mood": 3},
        {"type": "escalation", "id": "e-1", "title": "Thread", "opened": "2026-11-16T10:00:00+01:00"},
        {"type": "escalation", "id": "e-2", "title": "Ask", "kind": "ask", "opened": "2026-11-16T11:00:00+01:00"},
    ])  # fmt: skip
    done = cli("checkin", "--plain", stdin=answers(
        "3", "y", "L", "4", "", "", "", "", "", "", "r all is well again", "w", "", "",
    ))  # fmt: skip
    assert done.code == 0, done.err
    kept = {record.get("id", record.get("date", "")): record for record in cli.records()}
    assert kept["2026-11-16"]["kind"] == "work"
    assert [kept[f"2026-11-{n}"]["kind"] for n in (17, 18, 19)] == ["leave"] * 3
    assert kept["e-1"]["status"] == "resolved"
    assert kept["e-1"]["updates"][0]["text"] == "all is well again"
    assert kept["e-2"]["status"] == "watching"


@pytest.mark.parametrize(
    ("answer", "name"), [("h", None), ("h Sam", "Sam"), ("h to Sam", "Sam"), ("H  TO legal team", "legal team")]
)
def test_a_name_after_handed_off_is_to_whom(cli: Cli, answer: str, name: str | None) -> None:
    cli.import_records([
        {"type": "escalation", "id": "e-1", "title": "Thread", "severity": 4, "opened": "2026-11-16T10:00:00+01:00"},
    ])  # fmt: skip
    keys = ["3", "-", *[""] * 7, answer, "", ""]
    assert cli("checkin", "--plain", stdin=answers(*keys)).code == 0
    [kept] = [record for record in cli.records() if record["type"] == "escalation"]
    assert (kept["status"], kept.get("handed_to"), kept.get("updates")) == ("handed-off", name, None)


def test_an_earlier_day_is_edited_and_answers_are_cleared(cli: Cli) -> None:
    cli.import_records([{"type": "checkin", "date": "2026-11-18", "mood": 2, "energy": 1, "note": "old", "mystery": 7}])
    assert cli("checkin", "--plain", "--date", "2026-11-18", stdin=answers("4", "-", "-", "", "-")).code == 0
    assert cli.records() == [
        {"type": "checkin", "date": "2026-11-18", "logged_at": "2026-11-20T08:30:00+01:00", "workload": 4, "mood": 2,
         "note": "old", "mystery": 7}
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [b"Gr\xfc\xdfe", b"caf\xe9", b"\xff", b"a \xc3"])
def test_undecodable_input_is_refused(cli: Cli, typed: bytes) -> None:
    for before in (b"3\n\n\n\n\n\n\n", b"3\n\n\n\n", b"3\n\n\n\n\n\n\n\n"):  # a note, feelings, a win
        done = cli.process("checkin", "--plain", stdin=before + typed + b"\n")
        assert done.code == 3
        assert "aren't valid UTF-8" in done.err
        assert "Nothing was saved" in done.err
    assert not (cli.home / "journal").exists()


LONG_GAP = [{"type": "checkin", "date": "2026-11-17", "mood": 3}]


def workdays(cli: Cli) -> list[dict[str, Any]]:
    return [record for record in cli.records() if record["type"] == "workday"]


def test_enter_confirms_a_day_as_shown(cli: Cli) -> None:
    cli.import_records(LONG_GAP)
    done = cli("checkin", "--plain", stdin=answers("3", "", "-", "", "4"))
    assert done.code == 0, done.err
    assert "Tuesday 17 November. Enter for 8 hours, 9:00 to 18:00: " in done.out
    assert "Press Enter to accept a day as it is offered" in done.out
    usual = {"type": "workday", "kind": "work", "hours": 8, "start": "09:00", "end": "18:00", "after_hours_minutes": 0}
    assert workdays(cli) == [{**usual, "date": "2026-11-17"}, {**usual, "date": "2026-11-19"}]


@pytest.mark.parametrize("end", ["", " ", "\t"])
def test_input_that_ends_confirms_no_day(cli: Cli, end: str) -> None:
    cli.import_records(LONG_GAP)
    done = cli("checkin", "--plain", stdin=answers("3", "") + end)
    assert done.code == 0, done.err
    assert [day["date"] for day in workdays(cli)] == ["2026-11-17"]


def test_a_hyphen_leaves_a_logged_day_unchanged(cli: Cli) -> None:
    kept = {"type": "workday", "date": "2026-11-19", "kind": "work", "hours": 6}
    cli.import_records([kept])
    assert cli("checkin", "--plain", stdin=answers("3", "-", "4")).code == 0
    assert workdays(cli) == [kept]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7 h", {"hours": 7}),
        ("9h30", {"hours": 9.5}),
        ("9 h 30 min", {"hours": 9.5}),
        ("9,5 +1h15", {"hours": 9.5, "after_hours_minutes": 75}),
        ("9:00 - 18:45", {"hours": 8.75, "start": "09:00", "end": "18:45", "after_hours_minutes": 0}),
        ("9-17", {"hours": 7, "start": "09:00", "end": "17:00", "after_hours_minutes": 0}),
        ("9-5", {"hours": 7, "start": "09:00", "end": "17:00", "after_hours_minutes": 0}),
        ("8 h 9 am – 6 pm", {"hours": 8, "start": "09:00", "end": "18:00", "after_hours_minutes": 0}),
        ("10 0900-1945 +45 min", {"hours": 10, "start": "09:00", "end": "19:45", "after_hours_minutes": 45}),
        ("9h-18h", {"hours": 8, "start": "09:00", "end": "18:00", "after_hours_minutes": 0}),
        ("+20", {"hours": 8, "start": "09:00", "end": "18:00", "after_hours_minutes": 20}),
        ("l 4", {"kind": "leave", "hours": 4}),
        ("off +30", {"kind": "off", "after_hours_minutes": 30}),
        ("o 9:00-18:00", {"kind": "off", "hours": 9, "start": "09:00", "end": "18:00"}),
        ("s 3,5 +20", {"kind": "sick", "hours": 3.5, "after_hours_minutes": 20}),
    ],
)
def test_a_day_accepts_what_the_fields_of_the_screen_accept(cli: Cli, typed: str, day: dict[str, Any]) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", typed, "4"))
    assert done.code == 0, done.err
    assert workdays(cli) == [{"type": "workday", "date": "2026-11-19", "kind": "work", **day}]


@pytest.mark.parametrize(("today", "hours"), [("2026-03-29", 8), ("2026-10-25", 10), ("2026-06-14", 9)])
def test_hours_across_a_clock_change_are_elapsed_hours(cli: Cli, today: str, hours: float) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(NIGHTS)
    cli.now = f"{today}T12:00:00+01:00"
    assert cli("checkin", "--plain", stdin=answers("3", "21:00-06:00", "4")).code == 0
    assert workdays(cli)[0]["hours"] == hours


NIGHTS = """\
timezone = "Europe/Berlin"
[schedule]
contract_hours = 56
start = "22:00"
end = "06:00"
workdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""


def test_times_typed_on_a_day_off_count_as_work_on_a_day_off(cli: Cli) -> None:
    cli.now = "2026-06-14T12:00:00+02:00"
    assert cli("checkin", "--plain", stdin=answers("3", "22:00-06:00", "4")).code == 0
    assert workdays(cli) == [
        {"type": "workday", "date": "2026-06-13", "kind": "off", "hours": 8, "start": "22:00", "end": "06:00"}
    ]
    shown = next(line for line in cli("week").lines if "Sat 13" in line).split()
    assert (shown[2], shown[-1]) == ("8", "off")
    assert cli("week", "--json").document["hours"] == 8


def test_metrics_are_asked(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[[metrics]]\nname = "first_response_min"\nunit = "min"\n')
    assert cli("checkin", "--plain", stdin=answers("3", "", "22,5")).code == 0
    assert cli.records()[0]["metrics"] == {"first_response_min": 22.5}


def test_own_questions_are_asked_after_the_note(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(
        '[[questions]]\nname = "lunch break"\ntext = "Lunch away from the desk?"\n[[questions]]\nname = "one word"\n'
        'kind = "text"\n'
    )
    quiet = ["3", "", "4", "3", "", "", "", ""]
    done = cli("checkin", "--plain", stdin=answers(*quiet, "y", "[b]calm[/b]"))
    assert done.code == 0, done.err
    assert "Lunch away from the desk? y or n: " in done.out
    assert cli.records()[0]["answers"] == {"lunch break": True, "one word": "[b]calm[/b]"}
    again = cli("checkin", "--plain", stdin=answers("", "", "", "", "", "", "", "", "-", ""))
    assert "Lunch away from the desk? y or n. Enter for yes: " in again.out
    assert cli.records()[0]["answers"] == {"one word": "[b]calm[/b]"}
    wrong = cli("checkin", "--plain", stdin=answers(*[""] * 8, "perhaps"))
    assert (wrong.code, "lunch break can't be “perhaps”. Answer yes or no" in wrong.err) == (3, True), wrong.err


def test_markup_and_escape_sequences_are_text(cli: Cli) -> None:
    lines = ["3", "", "", "", "", "", "", "[red]x[/x] \x1b[2J", "a [/] b", "", "", "[@click=app.quit]", ""]
    done = cli("checkin", "--plain", stdin=answers(*lines))
    assert done.code == 0
    assert "\x1b" not in done.out
    assert cli.records()[0]["note"] == "[red]x[/x]"


def test_only_the_beginning_of_a_ten_megabyte_answer_is_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    read_line = Dialogue.read_line

    def counted(self: PlainSession, prompt: str) -> str:
        text = read_line(self, prompt)
        taken.append(len(text))
        return text

    monkeypatch.setattr(Dialogue, "read_line", counted)
    assert cli("checkin", "--plain", stdin=b"3\n\n\n\n\n\n\n" + b"x" * 10_000_000 + b"\n").code == 3
    assert max(taken) == MAX_ANSWER


def test_answers_survive_as_a_draft_and_are_restored(cli: Cli) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "checkin", "--plain"],
        env=cli.environment, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.write(ours, b"4\n\n2\n")
    _read_until(ours, lambda: _draft(cli).get("mood") == 2)
    program.kill()
    program.wait()
    os.close(ours)
    os.close(theirs)
    done = cli("checkin", "--plain", stdin=answers("", "", "", "5"))
    assert done.code == 0
    assert "Picked up" in done.out
    assert [cli.records()[0][name] for name in ("workload", "mood", "energy")] == [4, 2, 5]


def test_a_wrong_answer_at_a_terminal_is_asked_again_and_ctrl_d_ends(cli: Cli) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "checkin"],
        env={**cli.environment, "TERM": "dumb"}, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.write(ours, b"9\n5\n")
    seen = _read_until(ours, lambda: _draft(cli).get("workload") == 5)
    os.write(ours, b"\x04")
    _, err = program.communicate(timeout=20)
    seen += os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert "Use a digit from 1 to 5" in seen
    assert "\x1b" not in seen
    assert program.returncode == 1
    assert b"kept as a draft" in err
    assert _draft(cli)["workload"] == 5


def _draft(cli: Cli) -> dict[str, Any]:
    for path in (cli.home / "drafts").glob("*.json"):
        found: dict[str, Any] = json.loads(path.read_text())["checkin"]
        return found
    return {}


def _read_until(terminal: int, happened: Callable[[], bool]) -> str:
    """Return what the program writes until `happened()` is true. It writes its next question after each answer."""
    seen = b""
    while not happened():
        assert select.select([terminal], [], [], 60)[0], f"nothing more was written after {seen!r}"
        seen += os.read(terminal, 65536)
    return seen.decode()


def test_no_line_of_a_question_is_wider_than_a_terminal_and_words_stay_whole(cli: Cli) -> None:
    cli.import_records([{"type": "checkin", "date": "2026-11-18", "mood": 3}])
    out = cli("checkin", "--plain", stdin=answers("3", *[""] * 8, "A win", "2", "", "", "", "")).out
    assert max(map(len, out.split("\n"))) <= 80
    assert all(word in out.split() for word in ("about", "right,", "great:", "product,"))


@pytest.mark.parametrize(("before", "name"), [(0, "Workload"), (2, "Mood"), (3, "Energy"), (5, "Community")])
def test_a_refused_rating_is_named(cli: Cli, before: int, name: str) -> None:
    done = cli("checkin", "--plain", stdin=answers(*["", "", "", "", "", ""][:before], "9"))
    assert done.code == 3
    assert f"{name} can't be “9”".lower() in " ".join(done.err.split()).lower()


def test_each_day_is_shown_as_it_was_understood(cli: Cli) -> None:
    cli.import_records([{"type": "checkin", "date": "2026-11-16", "mood": 3}])
    out = cli("checkin", "--plain", stdin=answers("3", "9.5 9-18:45 +45", "-", "S", *[""] * 9)).out
    shown = [line for line in out.split("\n") if " November: " in line and line[0] in "MTW"]
    assert shown[:4] == [
        "Monday 16 November: 9.5 hours, 9:00 to 18:45, 45 minutes after hours",
        "Tuesday 17 November: not logged",
        "Wednesday 18 November: sick",
        "Thursday 19 November: sick",
    ]


def test_where_the_time_went_follows_an_a(cli: Cli) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", "9.5 +45 a moderation 3, s; peers 30", "4"))
    assert done.code == 0, done.err
    assert "moderation 3 hours, support, 30 minutes with peers" in " ".join(done.out.split())
    (workday,) = (record for record in cli.records() if record["type"] == "workday")
    assert (workday["hours"], workday["after_hours_minutes"], workday["peer_minutes"]) == (9.5, 45, 30)
    assert workday["activities"] == [{"kind": "moderation", "hours": 3}, {"kind": "support"}]


def test_an_activity_that_is_none_is_refused(cli: Cli) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", "9 a juggling 3", "4"))
    assert done.code == 3
    assert "juggling" in done.err
