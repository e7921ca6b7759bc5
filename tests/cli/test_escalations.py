"""`escalations`: the list, what each cause cost, and updates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.cli_runs import Cli
from tests.journal.journal_home import rewritten
from tests.two_devices import apart


@pytest.fixture
def home(cli: Cli) -> Cli:
    """A home with two open escalations and two resolved ones."""
    lines = (
        '{"type":"escalation","id":"e-1","title":"Spam wave in #help","opened":"2026-11-17T02:10:00+01:00",'
        '"severity":4,"minutes":90,"could_wait":false,"cause":"Price change","handed_to":"legal","status":"handed-off",'
        '"updates":[{"at":"2026-11-18T09:00:00+01:00","text":"slower"}]}',
        '{"type":"escalation","id":"e-2","title":"Angry thread","opened":"2026-11-19T13:20:00+01:00","severity":3}',
        '{"type":"escalation","id":"e-3","title":"Refund thread","opened":"2026-11-10T10:00:00+01:00","severity":2,'
        '"minutes":30,"could_wait":true,"cause":"PRICE change","status":"resolved",'
        '"resolved":"2026-11-12T10:00:00+01:00","outcome":"refunded"}',
        '{"type":"escalation","id":"e-4","title":"Old","opened":"2026-10-01T10:00:00+02:00","status":"resolved"}',
        '{"type":"checkin","date":"2026-11-10","mood":3,"community":{"mood":1}}',
    )
    file = cli.home.parent / "in.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    assert cli("import", str(file)).code == 0
    return cli


def ids(cli: Cli, *argv: str) -> list[str]:
    """Return the ids that `escalations` lists with these arguments."""
    return [one["id"] for one in cli("escalations", *argv, "--json").document["escalations"]]


def one(cli: Cli, wanted: str) -> dict[str, Any]:
    """Return the escalation `wanted` as the JSON document has it."""
    found = cli("escalations", "--status", "all", "--json").document["escalations"]
    return next(item for item in found if item["id"] == wanted)


def test_the_list(home: Cli) -> None:
    done = home("escalations")
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "Escalations by age, oldest first",
        "",
        "  Spam wave in #help",
        "    high, handed off, open for 3 days, with legal, 1 h 30 min",
        "    Wed 18 Nov: slower",
        "    e-1",
        "",
        "  Angry thread",
        "    moderate, open for 19 hours",
        "    e-2",
    ]


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        ([], ["e-1", "e-2"]),
        (["--status", "open"], ["e-2"]),
        (["--status", "handed-off"], ["e-1"]),
        (["--status", "watching"], []),
        (["--status", "resolved"], ["e-4", "e-3"]),
        (["--status", "all"], ["e-4", "e-3", "e-1", "e-2"]),
        (["--status", "all", "--by", "severity"], ["e-1", "e-2", "e-3", "e-4"]),
        (["--by", "cause"], ["e-3", "e-1", "e-4", "e-2"]),
        (["--by", "cause", "--status", "open"], ["e-2"]),
        (["--cause", " PRICE change"], ["e-1"]),
        (["--cause", "price", "--status", "all"], ["e-3", "e-1"]),
        (["--status", "all", "--from", "2026-11-10", "--to", "2026-11-16"], ["e-3", "e-1"]),
        (["--from", "W47"], ["e-1", "e-2"]),
    ],
)
def test_what_is_listed(home: Cli, argv: list[str], wanted: list[str]) -> None:
    assert ids(home, *argv) == wanted


def test_the_document(home: Cli) -> None:
    found = home("escalations", "--by", "cause", "--json").document
    assert found.keys() == {"escalations", "causes"}
    assert found["escalations"][0] == {
        "id": "e-3", "title": "Refund thread", "kind": None, "severity": 2, "opened": "2026-11-10T10:00:00+01:00",
        "minutes": 30, "could_wait": True, "cause": "PRICE change", "handed_to": None, "status": "resolved",
        "resolved": "2026-11-12T10:00:00+01:00", "outcome": "refunded", "updates": [], "day": "2026-11-10",
        "age_days": 2, "night_ping": False,
    }  # fmt: skip
    assert one(home, "e-4")["age_days"] is None
    assert one(home, "e-1")["age_days"] == 3
    assert one(home, "e-2")["status"] == "open"
    assert found["causes"][0] == {
        "cause": "Price change", "escalations": 2, "open": 1, "minutes": 120, "without_minutes": 0, "night_pings": 1,
        "could_have_waited": 1, "first": "2026-11-10", "last": "2026-11-16", "days": 7, "community_rated_days": 1,
        "community_low_days": 1, "ids": ["e-3", "e-1"],
    }  # fmt: skip
    assert [cause["cause"] for cause in found["causes"]] == ["Price change", None]


def test_what_each_cause_cost(home: Cli) -> None:
    text = " ".join(home("escalations", "--by", "cause").out.split())
    for words in (
        "What each cause cost, by time spent, most first Four escalations, 2 h spent, one night ping.",
        "Price change Two escalations, 2 h spent, one night ping, one could have waited, one still open",
        "Tue 10 Nov to Mon 16 Nov, 7 days",
        "On that day, you rated the community as low or rough.",
        "· Refund thread (low, resolved after 2 days, 30 min)",
        "No cause given Two escalations, one still open",
    ):
        assert words in text


def test_nothing_to_list(cli: Cli, home: Cli) -> None:
    assert "No escalations match. Add --status all" in home("escalations", "--cause", "weather").out
    assert home("escalations", "--cause", "weather", "--status", "all").lines == ["No escalations match."]
    assert home("escalations", "--status", "watching", "--json").document == {"escalations": [], "causes": []}


def test_an_empty_journal(cli: Cli) -> None:
    assert cli("escalations").out.startswith("No open escalations. Add new ones")
    assert cli("escalations", "--status", "all").code == 0


def test_an_update_by_id_or_title_is_one_change(home: Cli) -> None:
    done = home("escalations", "update", "e-2", "--status", "watching", "--text", " quieter\nnow ")
    assert (done.code, done.out, done.err) == (0, "", "Now watching: Angry thread.\n")
    found = one(home, "e-2")
    assert (found["status"], found["updates"]) == ("watching", [{"at": home.now, "text": "quieter now"}])
    assert home("undo").code == 0
    assert (one(home, "e-2")["status"], one(home, "e-2")["updates"]) == ("open", [])
    assert home("escalations", "update", "SPAM  wave", "--text", "again").err == "Update saved: Spam wave in #help.\n"
    assert home("escalations", "update", "e-4", "--status", "open").err == "Now open: Old.\n"
    assert home("escalations", "update", "e-4", "--status", "open").err == "Nothing to save. “Old” is already open.\n"


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["update"], 2, "Name an escalation"),
        (["update", "e-1"], 2, "Name an escalation"),
        (["update", "e-1", "--status", "all"], 2, "--status all only works without"),
        (["update", "e-1", "--text", "x", "--json"], 2, "--json only works without"),
        (["update", "e-1", "--text", "x", "--by", "age"], 2, "--by only works without"),
        (["update", "e-9", "--text", "x"], 3, "No escalation has the id “e-9”"),
        (["update", "", "--text", "x"], 3, "No escalation has the id"),
        (["update", "a", "--text", "x"], 3, "Two open escalations have “a” in the title. Use an id: e-1: Spam"),
        (["update", "e-1", "--text", " "], 3, "--text"),
        (["update", "e-1", "--text", "x" * 501], 3, "--text"),
        (["--text", "x"], 2, "--text only works with `update`"),
        (["resolve", "e-1"], 2, "update"),
        (["--status", "closed"], 2, "handed-off"),
        (["--from", "2026-11-20", "--to", "2026-11-01"], 2, "2026-11-01"),
    ],
)
def test_what_is_refused(home: Cli, argv: list[str], code: int, words: str) -> None:
    before = home("export").out
    done = home("escalations", *argv)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert home("export").out == before


def test_what_cannot_be_read_is_named_and_not_changed(home: Cli) -> None:
    [file] = (home.home / "journal").glob("*.jsonl")
    file.write_bytes(rewritten(file.read_bytes(), (b'"2026-11-19T13:20:00+01:00"', b'"2026-11-99T13:20:00+01:00"')))
    done = home("escalations")
    assert done.code == 1
    assert "escalation e-2 can't be read" in done.err
    assert "Spam wave" in done.out
    before = file.read_bytes()
    refused = home("escalations", "update", "e-2", "--status", "watching")
    assert refused.code == 3
    assert "escalation e-2 can't be read" in refused.err.split("\n")[-2]
    assert file.read_bytes() == before


def test_two_devices_update_the_same_one(home: Cli) -> None:
    with apart(home.home, "desk-0001") as folder:
        desk = Cli(folder, device="desk-0001")
        assert desk("escalations", "update", "e-2", "--text", "from the desk").code == 0
        assert home("escalations", "update", "e-2", "--status", "watching", "--text", "from here").code == 0
    found = one(home, "e-2")
    assert found["status"] == "watching"
    assert {update["text"] for update in found["updates"]} == {"from the desk", "from here"}


def test_an_unknown_action_names_the_only_one(home: Cli) -> None:
    done = home("escalations", "resolve")
    assert done.code == 2
    assert "It can be update." in done.err
