"""Different answers from devices: how commands show them, settle them, and export and import them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from cmcheckin.domain.conflicts import FieldConflict, FieldValue, encode_with_conflicts
from tests.cli.cli_runs import TODAY, Cli
from tests.domain.test_conflicts import CHECKIN, fields_in_conflict
from tests.two_devices import apart

LINE = "Your devices disagree about Fri 20 Nov. Run `cmcheckin settle`.\n"


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on a home with a check-in whose mood and note are in conflict."""
    cli = Cli(tmp_path / "home", device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    cli("log", "--win", "Meetup filled", "--escalation", "Spam wave")
    with apart(cli.home, "laptop-3f9a") as home:
        laptop = Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")
        laptop("log", "--mood", "2", "--note", "from the laptop")
        cli("log", "--mood", "4", "--note", "from the phone")
    return cli


def fields(cli: Cli) -> list[str]:
    """Return the names of the fields in conflict."""
    return [line.split()[5] for line in cli("settle").lines if "To settle" in line]


def test_show_marks_what_is_used_and_lists_every_answer(cli: Cli) -> None:
    assert cli("show").lines == [
        "Friday 20 November 2026",
        "",
        "  Mood *  4, good",
        "",
        "  Wins",
        "  · Meetup filled",
        "",
        "  Escalation: Spam wave",
        "    Came in: 2026-11-20 07:12",
        "    Status: open",
        "",
        "  Note *",
        "    from the phone",
        "",
        "  * Your devices gave different answers. The first is used until you settle it.",
        "",
        "  Mood on Fri 20 Nov",
        "    1  phone-77aa, Fri 20 Nov 07:12   4, good",
        "    2  laptop-3f9a, Fri 20 Nov 06:50  2, low",
        "    To settle: cmcheckin settle 2026-11-20 mood --keep 1",
        "",
        "  Note on Fri 20 Nov",
        "    1  phone-77aa, Fri 20 Nov 07:12   from the phone",
        "    2  laptop-3f9a, Fri 20 Nov 06:50  from the laptop",
        "    To settle: cmcheckin settle 2026-11-20 note --keep 1, or --keep both",
    ]


def test_another_day_shows_none_of_it(cli: Cli) -> None:
    assert "*" not in cli("show", "yesterday").out


def test_json_has_the_answers_of_each_field_as_an_export_has(cli: Cli) -> None:
    exported, _ = cli.records()
    assert cli("show", "--json").document["checkin"] == exported
    assert cli("list", "--json").document["checkin"] == exported
    assert exported["conflicts"][:2] == [
        {"field": "mood", "value": 4, "device": "phone-77aa", "time": "2026-11-20T06:12:00+00:00"},
        {"field": "mood", "value": 2, "device": "laptop-3f9a", "time": "2026-11-20T05:50:00+00:00"},
    ]
    assert list(exported)[-1] == "conflicts"
    (friday,) = (day for day in cli("week", "--json").document["days"] if day["date"] == TODAY)
    assert friday["checkin"] == exported


def test_status_list_and_week_mention_them_in_one_line(cli: Cli) -> None:
    assert cli("list").err == LINE
    assert cli("week").err == LINE
    for _ in range(2):  # the second answer comes from the cache
        assert cli("status").lines[1:] == ["Different answers from your devices for 1 day. Run `cmcheckin settle`."]
        assert cli("status", "--json").document["conflicts"] == [TODAY]
        assert cli("status", "--short").out == "done 1\n"
    cli("settle", TODAY, "mood", "--keep", "1")
    cli("settle", TODAY, "note", "--keep", "1")
    assert cli("list").err == cli("week").err == ""
    assert len(cli("status").lines) == 1
    assert "conflicts" not in cli("status", "--json").document


def test_settle_lists_them_with_the_commands_and_stops_when_there_are_none(cli: Cli, tmp_path: Path) -> None:
    listed = cli("settle")
    assert [line for line in listed.lines if "To settle" in line] == [
        "    To settle: cmcheckin settle 2026-11-20 mood --keep 1",
        "    To settle: cmcheckin settle 2026-11-20 note --keep 1, or --keep both",
    ]
    assert "note" not in cli("settle", TODAY, "mood").out
    assert cli("settle", "yesterday").err == "There are no different answers to settle.\n"
    none = Cli(tmp_path / "none")("settle")
    assert (none.code, none.out) == (0, "")


def test_settle_lists_them_as_json(cli: Cli, tmp_path: Path) -> None:
    mood, note = cli("settle", "--json").document["conflicts"]
    assert mood == {
        "date": TODAY,
        "field": "mood",
        "can_keep_both": False,
        "answers": [
            {"value": 4, "device": "phone-77aa", "time": "2026-11-20T06:12:00+00:00"},
            {"value": 2, "device": "laptop-3f9a", "time": "2026-11-20T05:50:00+00:00"},
        ],
    }
    assert (note["field"], note["can_keep_both"]) == ("note", True)
    assert cli("settle", TODAY, "note", "--json").document == {"conflicts": [note]}
    none = Cli(tmp_path / "none")("settle", "--json")
    assert (none.code, none.document, none.err) == (0, {"conflicts": []}, "")
    both = cli("settle", TODAY, "mood", "--keep", "1", "--json")
    assert (both.code, both.out) == (2, "")
    assert fields(cli) == ["mood", "note"]


@pytest.mark.parametrize("keep", ["2", "laptop-3f9a"])
def test_settle_keeps_the_answer_of_a_number_or_a_device(cli: Cli, keep: str) -> None:
    done = cli("settle", "today", "Mood", f"--keep={keep}")
    assert (done.code, done.err) == (0, "Settled. Mood on Fri 20 Nov: 2, low\n")
    assert cli.records()[0]["mood"] == 2
    assert fields(cli) == ["note"]
    assert cli("undo").code == 0
    assert cli.records()[0]["mood"] == 4
    assert fields(cli) == ["mood", "note"]


def test_settle_keeps_the_answer_that_is_used(cli: Cli) -> None:
    assert cli("settle", TODAY, "mood", "--keep", "1").code == 0
    assert cli.records()[0]["mood"] == 4
    assert fields(cli) == ["note"]
    assert cli("undo").err.splitlines()[1:] == [f"  check-in {TODAY}: shown as before"]


def test_settle_keeps_both_notes_in_the_order_of_their_times(cli: Cli) -> None:
    assert cli("settle", TODAY, "note", "--keep", "both").code == 0
    assert cli.records()[0]["note"] == "from the laptop\nfrom the phone"
    assert fields(cli) == ["mood"]


def test_a_new_answer_settles_it(cli: Cli) -> None:
    cli("log", "--mood", "5")
    assert fields(cli) == ["note"]
    assert cli.records()[0]["mood"] == 5


def test_a_field_with_a_long_name_is_found_by_its_end_too(cli: Cli) -> None:
    checkin, spam = cli.records()
    (win,) = checkin["wins"]
    del checkin["conflicts"]
    with apart(cli.home, "laptop-3f9a") as home:
        laptop = Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")
        metrics = {"first answer": 3}
        laptop.import_records([checkin | {"wins": [{**win, "kind": "team"}], "metrics": metrics}], "--replace")
        laptop.import_records([spam | {"status": "resolved"}], "--replace")
        cli.import_records(
            [checkin | {"wins": [{**win, "kind": "event"}], "metrics": {"first answer": 4}}], "--replace"
        )
        cli.import_records([spam | {"status": "watching"}], "--replace")
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
    assert checkin["metrics"] == {"first answer": 4}


def test_different_answers_to_own_questions_are_both_kept_until_one_is_chosen(tmp_path: Path) -> None:
    config = '[[questions]]\nname = "lunch break"\n[[questions]]\nname = "one word"\nkind = "text"\n'
    cli = Cli(tmp_path / "home", device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(config)
    cli("log", "--mood", "3")
    with apart(cli.home, "laptop-3f9a") as home:
        (home / "config.toml").write_text(config)
        laptop = Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")
        assert laptop("log", "--answer", "lunch break=yes", "--answer", "one word=calm").code == 0
        assert cli("log", "--answer", "lunch break=no", "--answer", "one word=busy").code == 0
    assert cli.records()[0]["answers"] == {"lunch break": False, "one word": "busy"}
    shown = cli("show").out
    assert "  lunch break *  no" in shown
    assert "2  laptop-3f9a, Fri 20 Nov 06:50  yes" in shown
    assert cli("settle", TODAY, "answers.lunch break", "--keep", "2").code == 0
    assert cli("settle", TODAY, "answers.one word", "--keep", "both").code == 0
    (record,) = cli.records()
    assert record["answers"] == {"lunch break": True, "one word": "calm; busy"}
    assert "conflicts" not in record


@pytest.mark.parametrize(("keep", "left"), [("1", [8.5]), ("2", [])])
def test_a_record_deleted_on_one_device_is_kept_or_deleted(tmp_path: Path, keep: str, left: list[float]) -> None:
    cli = Cli(tmp_path / "home", device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    cli("log", "--date", "2026-11-19", "--hours", "8")
    with apart(cli.home, "laptop-3f9a") as home:
        laptop = Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")
        assert laptop("delete", "2026-11-19", "--yes").code == 0
        cli("log", "--date", "2026-11-19", "--hours", "8.5")
    assert cli("list").err == (
        "One device deleted the workday for Thu 19 Nov, and another changed it. Run `cmcheckin settle`.\n"
    )
    shown = cli("show", "yesterday").lines
    assert "    1  phone-77aa, Fri 20 Nov 07:12   keep it: 8.5 h" in shown
    assert "    2  laptop-3f9a, Fri 20 Nov 06:50  delete it" in shown
    assert cli("settle", "yesterday", "workday", "--keep", keep).code == 0
    assert [record["hours"] for record in cli.records()] == left
    assert fields(cli) == []


def test_a_record_that_is_kept_leaves_its_other_fields_open(cli: Cli) -> None:
    with apart(cli.home, "laptop-3f9a") as home:
        Cli(home, device="laptop-3f9a", now="2026-11-20T07:30:00+01:00")("delete", TODAY, "--yes")
        cli("log", "--workload", "3")
    assert fields(cli) == ["checkin", "mood", "note"]
    before = cli("settle", TODAY, "note").out
    cli("settle", TODAY, "checkin", "--keep", "phone-77aa")
    assert fields(cli) == ["mood", "note"]
    assert cli("settle", TODAY, "note").out == before


@pytest.mark.parametrize(
    ("argv", "code", "names"),
    [
        ((TODAY, "energy", "--keep", "1"), 3, "mood or note"),
        ((TODAY, "mood", "--keep", "3"), 3, "1, 2, phone-77aa or laptop-3f9a"),
        ((TODAY, "mood", "--keep", "both"), 3, "only for texts"),
        ((TODAY, "note", "--keep", "tv"), 3, "laptop-3f9a or both"),
        (("yesterday", "mood", "--keep", "1"), 3, "agree about that day"),
        ((TODAY, "--keep", "1"), 2, "a DATE and a FIELD"),
        (("--keep", "1"), 2, "a DATE and a FIELD"),
    ],
)
def test_what_names_no_answer_changes_nothing(cli: Cli, argv: tuple[str, ...], code: int, names: str) -> None:
    before = cli("export").out
    done = cli("settle", *argv)
    assert (done.code, names in done.err) == (code, True), done.err
    assert cli("export").out == before
    assert fields(cli) == ["mood", "note"]


def test_export_and_import_keep_them_open(cli: Cli, tmp_path: Path) -> None:
    exported = cli("export").out
    as_array = cli("export", "--format", "json").out
    assert json.loads(as_array) == cli.records()
    for n, text in enumerate((exported, as_array)):
        other = Cli(tmp_path / f"other-{n}", device="other-0001")
        dry = other("import", "-", "--dry-run", stdin=text)
        assert "Two fields would have different answers to settle." in dry.err
        assert fields(other) == []
        done = other("import", "-", stdin=text)
        assert done.code == 0
        assert "Two fields have different answers. Run `cmcheckin settle`." in done.err
        assert other("export").out == exported
        assert other("settle").out == cli("settle").out
        again = other("import", "-", stdin=text)
        assert "different answers" not in again.err
        assert other("settle", TODAY, "mood", "--keep", "laptop-3f9a").code == 0
        assert other.records()[0]["mood"] == 2
        assert fields(other) == ["note"]


def test_import_adds_the_other_answers_to_a_record_that_is_saved_already(cli: Cli, tmp_path: Path) -> None:
    records = cli.records()
    other = Cli(tmp_path / "other", device="other-0001")
    plain = [{name: value for name, value in record.items() if name != "conflicts"} for record in records]
    other.import_records(plain)
    assert fields(other) == []
    other.import_records(records)
    assert other.records() == records


def test_a_share_has_none_of_it(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "shared"
    argv = ("share", "2026-W47", "--fields", "hours,wins,mood,energy", "--yes", "--name", "Ada", "--out", str(out))
    assert cli(*argv).code == 0
    for path in out.iterdir():
        assert "laptop" not in path.read_text()
        assert "conflict" not in path.read_text()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields_in_conflict)
def test_export_import_export_of_any_conflicts_gives_the_same_bytes(
    found: dict[tuple[str, ...], tuple[FieldValue, ...]],
) -> None:
    conflicts = [FieldConflict(CHECKIN.key, field, values) for field, values in found.items()]
    raw = json.dumps(encode_with_conflicts(CHECKIN, conflicts))
    with tempfile.TemporaryDirectory() as folder:
        one, two = Cli(Path(folder) / "one"), Cli(Path(folder) / "two", device="other-0001")
        assert one("import", "-", stdin=raw).code == 0
        first = one("export").out
        assert two("import", "-", stdin=first).code == 0
        assert two("export").out == first
        typed = {str(value.value) for values in found.values() for value in values if isinstance(value.value, str)}
        assert [text for text in typed if text not in first] == []


def test_forget_erases_imported_answers_too(cli: Cli, tmp_path: Path) -> None:
    other = Cli(tmp_path / "other", device="other-0001")
    other("import", "-", stdin=cli("export").out)
    other("log", "--mood", "3")
    asked = other("forget", TODAY).err
    assert "from the laptop" in asked
    assert other("forget", TODAY, "--yes").code == 0
    found = b"".join(path.read_bytes() for path in other.home.rglob("*") if path.is_file())
    assert b"from the" not in found
    assert b"Meetup" not in found
