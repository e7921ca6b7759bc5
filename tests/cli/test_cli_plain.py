"""The check-in in plain lines, as a script and as a person at a terminal would answer it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from typing import Any

import pytest
from cli_runs import TODAY, Cli

# One answer a line, in the order of the questions on a fresh home.
FULL = [
    "4",  # workload
    "9.5 9:00-18:45 +45",  # Thursday
    "3", "2", "tired, proud", "4", "excited about the meetup", "a private note",
    "First-time poster answered three others", "2", "",
    "You were so patient", "thanks", "a new member", "y",
    "",  # no more wins
    "Spam wave in #help", "4", "y", "conduct", "02:10", "1h30", "n", "price change", "trust & safety", "",
    "",  # no more escalations
    "y",  # save
]  # fmt: skip


def answers(*lines: str) -> str:
    return "".join(line + "\n" for line in lines)


def test_all_of_it(cli: Cli) -> None:
    done = cli("checkin", "--plain", stdin=answers(*FULL))
    assert done.code == 0, done.err
    assert "Step 4 of 4: escalations" in done.out
    assert "Saved." in done.out
    assert "16–22 November" in done.out  # straight to the week
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


def test_only_mood_and_the_rest_of_the_input_is_missing(cli: Cli) -> None:
    assert cli("checkin", "--plain", stdin=answers("", "", "4")).code == 0
    assert cli.records() == [{"type": "checkin", "date": TODAY, "logged_at": "2026-11-20T08:30:00+01:00", "mood": 4}]


@pytest.mark.parametrize("stdin", ["", "\n" * 40])
def test_nothing_answered_saves_nothing(cli: Cli, stdin: str) -> None:
    done = cli("checkin", "--plain", stdin=stdin)
    assert done.code == 0
    assert "nothing was saved" in done.out
    assert not (cli.home / "journal").exists()


@pytest.mark.parametrize("wrong", ["9", "four", "\x1b[31m", "x" * 200_000])
def test_a_script_that_is_wrong_is_refused_whole(cli: Cli, wrong: str) -> None:
    done = cli("checkin", "--plain", stdin=answers("3", "", wrong))
    assert done.code == 3
    assert "Nothing was saved" in done.err
    assert "\x1b" not in done.err
    assert not (cli.home / "journal").exists()
    assert not list((cli.home / "drafts").iterdir())


def test_days_marks_and_carried_escalations(cli: Cli) -> None:
    cli.take([
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


def test_an_earlier_day_is_edited_and_answers_taken_away(cli: Cli) -> None:
    cli.take([{"type": "checkin", "date": "2026-11-18", "mood": 2, "energy": 1, "note": "old", "mystery": 7}])
    assert cli("checkin", "--plain", "--date", "2026-11-18", stdin=answers("4", "", "", "", "-")).code == 0
    assert cli.records() == [
        {"type": "checkin", "date": "2026-11-18", "logged_at": "2026-11-20T08:30:00+01:00", "workload": 4, "mood": 2,
         "note": "old", "mystery": 7}
    ]  # fmt: skip


def test_a_broken_byte_is_no_end(cli: Cli) -> None:
    assert cli.process("checkin", "--plain", stdin=b"3\n\n\n\n\n\n\ncaf\xe9\n").code == 0
    assert cli.records()[0]["note"] == "caf\ufffd"


def test_own_numbers_are_asked(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[[metrics]]\nname = "first_response_min"\nunit = "min"\n')
    assert cli("checkin", "--plain", stdin=answers("3", "", "22,5")).code == 0
    assert cli.records()[0]["metrics"] == {"first_response_min": 22.5}


def test_markup_and_escapes_are_text(cli: Cli) -> None:
    lines = ["3", "", "", "", "", "", "", "[red]x[/x] \x1b[2J", "a [/] b", "", "", "", "[@click=app.quit]", ""]
    done = cli("checkin", "--plain", stdin=answers(*lines))
    assert done.code == 0
    assert "\x1b" not in done.out
    assert cli.records()[0]["note"] == "[red]x[/x]"


def test_an_input_of_ten_megabytes_is_no_stall(cli: Cli) -> None:
    begun = time.monotonic()
    assert cli("checkin", "--plain", stdin=b"3\n\n\n\n\n\n\n" + b"x" * 10_000_000 + b"\n").code == 3
    assert time.monotonic() - begun < 2


def test_what_was_answered_survives_and_is_picked_up(cli: Cli) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "checkin", "--plain"],
        env=cli.environment, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.write(ours, b"4\n\n2\n")
    _until(lambda: _draft(cli).get("mood") == 2)
    program.kill()
    program.wait()
    os.close(ours)
    os.close(theirs)
    done = cli("checkin", "--plain", stdin=answers("", "", "", "5"))
    assert done.code == 0
    assert "Picked up" in done.out
    assert [cli.records()[0][name] for name in ("workload", "mood", "energy")] == [4, 2, 5]


def test_a_slip_at_a_terminal_is_asked_again_and_ctrl_d_leaves(cli: Cli) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "cmcheckin", "checkin"],
        env={**cli.environment, "TERM": "dumb"}, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.write(ours, b"9\n5\n")
    _until(lambda: _draft(cli).get("workload") == 5)
    os.write(ours, b"\x04")
    _, err = program.communicate(timeout=20)
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert "write a digit from 1 to 5" in seen
    assert "\x1b" not in seen
    assert program.returncode == 1
    assert b"kept as a draft" in err
    assert _draft(cli)["workload"] == 5


def _draft(cli: Cli) -> dict[str, Any]:
    for path in (cli.home / "drafts").glob("*.json"):
        found: dict[str, Any] = json.loads(path.read_text())["checkin"]
        return found
    return {}


def _until(true: Any) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen within ten seconds")
