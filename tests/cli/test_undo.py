"""`undo` and `redo`: what they change, what they call it, and when they ask."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cmcheckin.cli import output
from tests.cli.cli_runs import TODAY, Cli


def test_undo_continues_with_earlier_changes_in_later_runs(cli: Cli) -> None:
    states = []
    for mood in ("1", "2", "3"):
        states.append(cli("export").out)
        cli("log", "--mood", mood, "--note", f"note {mood}")
    for state in reversed(states):
        done = cli.process("undo")
        assert done.code == 0
        assert "on Fri 20 Nov (log, 2026-11-20 08:30)" in done.err
        assert cli("export").out == state
    done = cli("undo")
    assert done.code == 3
    assert "nothing left to undo" in done.err


def test_redo_names_the_change_it_makes_again(cli: Cli) -> None:
    cli("log", "--mood", "4")
    cli("log", "--mood", "2")
    nothing = cli("redo")
    assert (nothing.code, nothing.err) == (3, "There's nothing to redo on this device. Nothing was changed.\n")
    cli("undo")
    cli("undo")
    assert cli("export").out == ""
    first = cli("redo")
    assert first.code == 0
    assert first.err == "Redone: Mood 4 on Fri 20 Nov (log, 2026-11-20 08:30)\n  check-in 2026-11-20: added\n"
    again = "Redone: Mood 2 on Fri 20 Nov (log, 2026-11-20 08:30)\n  check-in 2026-11-20: mood changed\n"
    assert cli("redo").err == again
    assert cli.records()[0]["mood"] == 2
    assert cli("redo").code == 3
    assert cli("undo").code == 0
    assert cli.records()[0]["mood"] == 4


def test_undo_refuses_a_record_that_another_device_changed_since(cli: Cli) -> None:
    cli("log", "--mood", "2")
    other = Cli(cli.home, device="desk-0001", now="2026-11-20T09:00:00+01:00")
    other("log", "--mood", "5")
    before = cli("export").out
    done = cli("undo")
    assert done.code == 3
    assert "The last change: Mood 2 on Fri 20 Nov (log, 2026-11-20 08:30)" in done.err
    assert "A later change: Mood 5 on Fri 20 Nov (log, 2026-11-20 09:00)" in done.err
    assert cli("export").out == before


def many(count: int) -> list[dict[str, Any]]:
    return [{"type": "workday", "date": f"2026-0{n // 28 + 1}-{n % 28 + 1:02}", "kind": "off"} for n in range(count)]


def test_a_change_of_more_than_twenty_records_needs_yes_without_a_terminal(cli: Cli) -> None:
    cli.import_records(many(21))
    before = cli("export").out
    cli.now = "2026-11-21T08:30:00+01:00"
    done = cli("undo")
    assert done.code == 2
    assert "This undoes an import of 21 records from Fri 20 Nov." in done.err
    assert "--yes" in done.err
    assert cli("export").out == before
    undone = cli("undo", "--yes")
    assert undone.err.startswith("Undone: Off on 21 days, 1–21 January 2026 (import, 2026-11-20 08:30)\n")
    assert cli("export").out == ""
    redone = cli("redo", stdin="y\n")
    assert (redone.code, "This redoes an import of 21 records" in redone.err) == (2, True)
    assert cli("export").out == ""
    assert cli("redo", "--yes").code == 0
    assert cli("export").out == before


def test_twenty_records_are_undone_without_a_question(cli: Cli) -> None:
    cli.import_records(many(20))
    assert cli("undo").code == 0
    assert cli("redo").code == 0
    assert len(cli.records()) == 20


@pytest.mark.parametrize(("answer", "left"), [(True, 0), (False, 30)])
def test_a_large_undo_asks_at_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch, answer: bool, left: int) -> None:
    cli.import_records(many(30))
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(output, "confirm", confirm)
    done = cli("undo")
    assert asked == ["Undo it?"]
    assert done.code == (0 if answer else 1)
    assert len(cli.records()) == left


def test_a_change_made_while_the_question_is_open_is_asked_about_again(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.import_records(many(30))
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        if len(asked) == 1:
            text = "".join(json.dumps(each | {"kind": "sick"}) + "\n" for each in many(25))
            print(cli.process("import", "-", "--replace", stdin=text.encode()))
        return len(asked) == 1

    monkeypatch.setattr(output, "confirm", confirm)
    assert cli("undo").code == 1
    assert len(asked) == 2
    assert len(cli.records()) == 30


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (["log", "--leave", "--from", "next week"], "Leave on 5 days, 23–27 November 2026"),
        (["leave", "2026-11-23", "2026-11-24"], "Leave on Mon 23 Nov and leave on Tue 24 Nov"),
        (["delete", "2026-11-19", "--yes"], "Deleted: check-in and hours for Thu 19 Nov"),
        (["log", "--escalation", "Spam wave"], "Escalation: Spam wave"),
        (["log", "--win", "Meetup sold out"], "Win: Meetup sold out on Fri 20 Nov"),
        (["log", "--sick"], "Sick on Fri 20 Nov"),
        (["nudges", "off", "strain"], ""),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_named(cli: Cli, made: list[str], name: str) -> None:
    cli("log", "--date", "yesterday", "--mood", "3", "--hours", "8")
    if cli(*made).code == 0 and name:
        assert cli("undo").err.startswith(f"Undone: {name} (")
        assert cli("redo").err.startswith(f"Redone: {name} (")


def test_a_restored_version_is_named(cli: Cli) -> None:
    cli("log", "--mood", "3")
    cli("log", "--mood", "5")
    assert cli("history", TODAY, "--restore", "1").code == 0
    assert cli("undo").err.startswith("Undone: Mood 3 on Fri 20 Nov (restore, ")
