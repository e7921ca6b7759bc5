"""Different answers from devices: how commands show them, settle them, and export and import them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cmcheckin.domain.fields import Key
from tests.cli.cli_runs import TODAY, Cli
from tests.conflicts_made import Conflicts, conflict, open_in_journals

CHECKIN, WORKDAY = Key("checkin", TODAY), Key("workday", "2026-11-19")
LINE = "Your devices gave different answers for Fri 20 Nov. Run `cmcheckin settle`.\n"


@pytest.fixture
def conflicts(monkeypatch: pytest.MonkeyPatch) -> Conflicts:
    return open_in_journals(monkeypatch)


@pytest.fixture
def cli(cli: Cli, conflicts: Conflicts) -> Cli:
    """The command line on a home with a check-in whose mood and note are in conflict."""
    cli("log", "--mood", "4", "--note", "from the phone", "--win", "Meetup filled")
    conflicts += [
        conflict(CHECKIN, ("mood",), 4, 2),
        conflict(CHECKIN, ("note",), "from the phone", "from the laptop"),
    ]
    return cli


def test_show_marks_what_is_used_and_lists_every_answer(cli: Cli) -> None:
    assert cli("show").lines == [
        "Friday 20 November 2026",
        "",
        "  Mood *  4, good",
        "",
        "  Wins",
        "  · Meetup filled",
        "",
        "  Note *",
        "    from the phone",
        "",
        "  * Your devices gave different answers. The first is used until you settle it.",
        "  Mood on Fri 20 Nov",
        "    1  phone-77aa, Fri 20 Nov 07:12   4, good",
        "    2  laptop-3f9a, Fri 20 Nov 06:12  2, low",
        "    To settle: cmcheckin settle 2026-11-20 mood --keep 1",
        "  Note on Fri 20 Nov",
        "    1  phone-77aa, Fri 20 Nov 07:12   from the phone",
        "    2  laptop-3f9a, Fri 20 Nov 06:12  from the laptop",
        "    To settle: cmcheckin settle 2026-11-20 note --keep 1, or --keep both",
    ]


def test_another_day_shows_none_of_it(cli: Cli) -> None:
    assert "*" not in cli("show", "yesterday").out


def test_json_has_the_answers_of_each_field_as_an_export_has(cli: Cli) -> None:
    (exported,) = cli.records()
    assert cli("show", "--json").document["checkin"] == exported
    assert cli("list", "--json").document["checkin"] == exported
    assert exported["conflicts"][:2] == [
        {"field": "mood", "value": 4, "device": "phone-77aa", "time": "2026-11-20T06:12:04.123456+00:00"},
        {"field": "mood", "value": 2, "device": "laptop-3f9a", "time": "2026-11-20T05:12:04.123456+00:00"},
    ]
    assert list(exported)[-1] == "conflicts"
    (friday,) = (day for day in cli("week", "--json").document["days"] if day["date"] == TODAY)
    assert friday["checkin"] == exported


def test_status_list_and_week_mention_them_in_one_line(cli: Cli, conflicts: Conflicts) -> None:
    assert cli("list").err == LINE
    assert cli("week").err == LINE
    (cli.home / "cache" / "status.json").unlink()
    for _ in range(2):  # the second answer comes from the cache
        assert cli("status").lines[1:] == ["Different answers from your devices for 1 day. Run `cmcheckin settle`."]
        assert cli("status", "--json").document["conflicts"] == [TODAY]
        assert cli("status", "--short").out == "done\n"
    conflicts.clear()
    assert cli("list").err == cli("week").err == ""
    cli("log", "--mood", "3")
    assert len(cli("status").lines) == 1
    assert "conflicts" not in cli("status", "--json").document


def test_settle_lists_them_with_the_commands_and_stops_when_there_are_none(cli: Cli, conflicts: Conflicts) -> None:
    listed = cli("settle")
    assert [line for line in listed.lines if "To settle" in line] == [
        "    To settle: cmcheckin settle 2026-11-20 mood --keep 1",
        "    To settle: cmcheckin settle 2026-11-20 note --keep 1, or --keep both",
    ]
    assert "note" not in cli("settle", TODAY, "mood").out
    assert cli("settle", "yesterday").err == "Your devices gave no different answers. There's nothing to settle.\n"
    conflicts.clear()
    assert (cli("settle").code, cli("settle").out) == (0, "")


@pytest.mark.parametrize("keep", ["2", "laptop-3f9a"])
def test_settle_keeps_the_answer_of_a_number_or_a_device(cli: Cli, conflicts: Conflicts, keep: str) -> None:
    done = cli("settle", "today", "Mood", f"--keep={keep}")
    assert (done.code, done.err) == (0, "Settled. Mood on Fri 20 Nov: 2, low.\n")
    assert cli.records()[0]["mood"] == 2
    assert [one.field for one in conflicts] == [("note",)]
    assert cli("undo").code == 0
    assert cli.records()[0]["mood"] == 4


def test_settle_keeps_both_notes_in_the_order_of_their_times(cli: Cli, conflicts: Conflicts) -> None:
    assert cli("settle", TODAY, "note", "--keep", "both").code == 0
    assert cli.records()[0]["note"] == "from the laptop\nfrom the phone"
    assert [one.field for one in conflicts] == [("mood",)]


def test_a_field_with_a_long_name_is_found_by_its_end_too(cli: Cli, conflicts: Conflicts) -> None:
    cli("log", "--escalation", "Spam wave")
    (spam,) = (record for record in cli.records() if record["type"] == "escalation")
    (win,) = cli.records()[0]["wins"]
    conflicts[:] = [
        conflict(Key("escalation", spam["id"]), ("status",), "open", "resolved"),
        conflict(CHECKIN, ("wins", win["id"]), win, {**win, "kind": "team"}),
        conflict(CHECKIN, ("metrics", "first answer"), 3, None),
    ]
    shown = cli("show").out
    assert "Escalation *: Spam wave" in shown
    assert "  Wins *\n" in shown
    assert "Status of “Spam wave”" in shown
    assert "Meetup filled (team)" in shown
    assert f"settle {TODAY} 'metrics.first answer' --keep 1" in shown
    assert cli("settle", TODAY, "status", "--keep", "2").code == 0
    assert cli("settle", TODAY, win["id"], "--keep", "2").code == 0
    assert cli("settle", TODAY, "metrics.first answer", "--keep", "1").code == 0
    checkin, escalation = cli.records()
    assert escalation["status"] == "resolved"
    assert checkin["wins"] == [{**win, "kind": "team"}]
    assert checkin["metrics"] == {"first answer": 3}
    assert conflicts == []


@pytest.mark.parametrize(("keep", "left"), [("1", ["checkin", "workday"]), ("2", ["checkin"])])
def test_a_record_deleted_on_one_device_is_kept_or_deleted(
    cli: Cli, conflicts: Conflicts, keep: str, left: list[str]
) -> None:
    cli("log", "--date", "2026-11-19", "--hours", "8")
    conflicts[:] = [conflict(WORKDAY, (), True, None)]
    assert cli("list").err == (
        "One device deleted the workday for Thu 19 Nov, another changed it. Run `cmcheckin settle`.\n"
    )
    shown = cli("show", "yesterday").lines
    assert "    1  phone-77aa, Fri 20 Nov 07:12   keep it: 8 h" in shown
    assert "    2  laptop-3f9a, Fri 20 Nov 06:12  delete it" in shown
    assert cli("settle", "yesterday", "workday", "--keep", keep).code == 0
    assert [record["type"] for record in cli.records()] == left
    assert conflicts == []


@pytest.mark.parametrize(
    ("argv", "code", "names"),
    [
        ((TODAY, "energy", "--keep", "1"), 3, "mood or note"),
        ((TODAY, "mood", "--keep", "3"), 3, "1, 2, phone-77aa or laptop-3f9a"),
        ((TODAY, "mood", "--keep", "both"), 3, "only for texts"),
        ((TODAY, "note", "--keep", "tv"), 3, "laptop-3f9a or both"),
        (("yesterday", "mood", "--keep", "1"), 3, "no different answers for that day"),
        ((TODAY, "--keep", "1"), 2, "a DATE and a FIELD"),
        (("--keep", "1"), 2, "a DATE and a FIELD"),
    ],
)
def test_what_names_no_answer_changes_nothing(
    cli: Cli, conflicts: Conflicts, argv: tuple[str, ...], code: int, names: str
) -> None:
    before = cli("export").out
    done = cli("settle", *argv)
    assert (done.code, names in done.err) == (code, True), done.err
    assert cli("export").out == before
    assert len(conflicts) == 2


def test_export_and_import_keep_them_open(cli: Cli, conflicts: Conflicts, tmp_path: Path) -> None:
    exported = cli("export").out
    as_array = cli("export", "--format", "json").out
    assert json.loads(as_array) == cli.records()
    for text in (exported, as_array):
        conflicts.clear()
        other = Cli(tmp_path / f"other-{len(text)}", device="other-0001")
        dry = other("import", "-", "--dry-run", stdin=text)
        assert "Two fields would have different answers to settle." in dry.err
        assert conflicts == []
        done = other("import", "-", stdin=text)
        assert done.code == 0
        assert "Two fields have different answers. Run `cmcheckin settle`." in done.err
        assert other("export").out == exported
        assert "different answers" not in other("import", "-", stdin=text).err


def test_a_share_has_none_of_it(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "shared"
    argv = ("share", "2026-W47", "--fields", "hours,wins,mood,energy", "--yes", "--name", "Ada", "--out", str(out))
    assert cli(*argv).code == 0
    for path in out.iterdir():
        assert "laptop" not in path.read_text()
        assert "conflict" not in path.read_text()
