"""`history`: every version of a day's records, and bringing one back."""

from __future__ import annotations

from cmcheckin.journal.log.lines import checked, verified
from tests.cli.cli_runs import TODAY, Cli

LATER = "2026-11-20T09:15:00+01:00"


def three_versions(cli: Cli) -> None:
    """Save three versions of a check-in and one of a workday."""
    cli("log", "--mood", "3", "--win", "Meetup filled in a day", "--hours", "8")
    cli.now = LATER
    cli("log", "--mood", "4", "--note", "quiet")
    cli.device = "phone-77aa"
    cli("log", "--energy", "2", "--win", "Thanks from Ada")


def test_versions_are_shown_newest_last_with_what_changed_why_and_where(cli: Cli) -> None:
    three_versions(cli)
    done = cli("history", TODAY)
    assert done.code == 0
    assert (
        done.out
        == """\
Friday 20 November 2026

 1  2026-11-20 08:30  check-in added (log, test-3f9a)
    Mood: 3, okay
    Win: Meetup filled in a day

 2  2026-11-20 08:30  workday added (log, test-3f9a)
    Kind: work
    Hours: 8 h

 3  2026-11-20 09:15  check-in changed (log, test-3f9a)
    Mood: 3, okay → 4, good
    Note: quiet

 4  2026-11-20 09:15  check-in changed (log, phone-77aa)
    Energy: 2, low
    Win: Thanks from Ada
"""
    )
    assert "cmcheckin history 2026-11-20 --restore 1" in done.err


def test_a_version_is_brought_back_as_a_change_that_undo_undoes(cli: Cli) -> None:
    three_versions(cli)
    now = cli.records()
    done = cli("history", "today", "--restore", "1")
    assert (done.code, done.out) == (0, "")
    [checkin, _] = cli.records()
    assert (checkin["mood"], "note" in checkin, len(checkin["wins"])) == (3, False, 1)
    assert "Nothing was changed" in cli("history", "today", "--restore", "1").err
    assert cli("history", "today", "--json").document["versions"][-1]["why"] == "restore"
    assert cli("undo").code == 0
    assert cli.records() == now


def test_a_deleted_record_is_shown_and_brought_back_and_a_deletion_too(cli: Cli) -> None:
    three_versions(cli)
    now = cli.records()
    cli("delete", "today", "--yes")
    [*_, gone, _] = cli("history", "today", "--json").document["versions"]
    assert (gone["type"], gone["record"], gone["deleted"], gone["why"]) == ("checkin", None, True, "delete")
    assert cli("history", "today", "--restore", "4").code == 0
    assert cli("history", "today", "--restore", "2").code == 0
    assert cli.records() == now
    assert cli("history", "today", "--restore", str(gone["number"])).code == 0
    assert cli.records() == now[1:]


def test_a_version_that_cannot_be_read_is_no_deletion_and_is_not_brought_back(cli: Cli) -> None:
    cli("log", "--hours", "7")
    cli("log", "--off")
    now = cli.records()
    [path] = (cli.home / "journal").glob("*.jsonl")
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    first = checked(verified(first.strip()).replace(b'"work"', b'"holiday"')) + b"\n"
    path.write_bytes(b"".join([header, first, *rest]))
    done = cli("history", "today")
    assert "workday added (log, test-3f9a)\n    This version can't be read." in done.out
    assert "2  2026-11-20 08:30  workday changed" in done.out
    [unread, _] = cli("history", "today", "--json").document["versions"]
    assert (unread["record"], unread["deleted"]) == (None, False)
    refused = cli("history", "today", "--restore", "1")
    assert (refused.code, "Nothing was changed" in refused.err) == (3, True)
    assert cli.records() == now


def test_an_escalation_is_found_by_its_day_and_its_id(cli: Cli) -> None:
    cli("log", "--escalation", "Spam wave", "--severity", "3")
    [record] = cli.records()
    cli.import_records([{**record, "status": "resolved", "outcome": "banned"}], "--replace")
    by_id = cli("history", record["id"])
    assert "    Severity: 3, moderate\n    Came in: 2026-11-20" in by_id.out
    assert by_id.out.endswith("    Status: open → resolved\n    Outcome: banned\n")
    assert by_id.out.splitlines()[2:] == cli("history", "today").out.splitlines()[2:]
    cli("undo")
    cli("undo")
    versions = cli("history", record["id"], "--json").document["versions"]
    assert [version["why"] for version in versions] == ["log", "import", "undo", "undo"]
    assert versions[0]["record"] == record
    assert cli.records() == []
    assert cli("history", "today", "--json").document["versions"] == versions  # also of a deleted one
    assert cli("history", "today", "--restore", "1").code == 0
    assert cli.records() == [record]


def test_what_names_no_version_is_refused(cli: Cli) -> None:
    three_versions(cli)
    for argv, code, words in (
        (("today", "--restore", "5"), 3, "The last one is 4"),
        (("today", "--restore", "0"), 2, "number of a version"),
        (("2020-01-01", "--restore", "1"), 3, "Nothing was ever logged"),
        (("e-2026-11-20-1",), 2, "no escalation has that id"),
        (("2020-01-01",), 0, "Nothing was ever logged for Wednesday 1 January 2020."),
    ):
        done = cli("history", *argv)
        assert (done.code, words in done.err) == (code, True), done


def test_numbers_of_another_program_are_shown_by_their_names(cli: Cli) -> None:
    record = {"type": "checkin", "date": TODAY, "mood": 3, "daylio_numbers": {"Sleep": 2}, "daylio_tags": ["run"]}
    cli.import_records([record])
    out = cli("history", TODAY).out
    assert "    Sleep: 2\n" in out
    assert "    Daylio tags: run\n" in out
