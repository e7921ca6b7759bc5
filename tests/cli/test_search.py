"""`search`: its text, its JSON, its arguments, and what it refuses."""

from __future__ import annotations

import json

import pytest

from tests.cli.cli_runs import Cli


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """A home with a few days in it."""
    cli.import_records([
        {"type": "checkin", "date": "2026-11-18", "mood": 2, "feelings": ["tired"], "note": "First.\nThe Café meetup.",
         "answers": {"walked": True},
         "wins": [{"text": "So patient with us", "kind": "thanks", "from": "Ana"},
                  {"text": "Meetup went well", "kind": "event"}]},
        {"type": "checkin", "date": "2026-10-02", "mood": 4, "note": "A meetup, quiet otherwise."},
        {"type": "workday", "date": "2026-08-03", "kind": "leave"},
        {"type": "escalation", "id": "e-1", "title": "Spam wave in #help", "severity": 4, "kind": "conduct",
         "opened": "2026-11-17T02:10:00+01:00", "status": "open", "cause": "price change"},
    ])  # fmt: skip
    return cli


def test_each_match_is_a_line_with_its_day_and_field_the_newest_first(logged: Cli) -> None:
    assert logged("search", "meetup").lines == [
        "2026-11-18 Wed  win   *Meetup* went well",
        "2026-11-18 Wed  note  The Café *meetup*.",
        "2026-10-02 Fri  note  A *meetup*, quiet otherwise.",
    ]
    assert logged("search", "cafe").lines == ["2026-11-18 Wed  note  The *Café* meetup."]
    assert logged("search", "price").lines == ["2026-11-16 Mon  cause  *price* change (Spam wave in #help)"]
    assert logged("search", "on:2026-10").lines == ["2026-10-02 Fri  mood 4 good · a note"]
    assert logged("search", "kind:leave").lines == ["2026-08-03 Mon  day  leave"]
    assert logged("search", "thanks").lines == ["2026-11-18 Wed  thanks  So patient with us"]
    assert logged("search", "conduct").lines == ["2026-11-16 Mon  conduct  Spam wave in #help"]
    assert logged("search", "leave").lines == ["2026-08-03 Mon  day  *leave*"]
    assert logged("search", "walked:yes").lines == ["2026-11-18 Wed  walked  *yes*"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["kind:thanks", "-meetup"], 1),
        (["-meetup", "has:checkin"], 0),
        (["kind:thanks", "--", "-patient"], 0),
        (["--limit", "2", "meetup"], 2),
        (["meetup", "--limit=1", "-patient"], 1),
        (["meetup", "--from", "2026-11"], 2),
        (["meetup", "--to", "last", "month"], 1),
        (["went well"], 1),
        (["well went"], 0),
        (["well", "went"], 1),
        (["cause:price change"], 1),
        (["mood<=2 meetup"], 3),
        (["-1"], 4),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_arguments(logged: Cli, arguments: list[str], count: int) -> None:
    done = logged("search", *arguments)
    assert done.code == 0, done.err
    assert len(done.lines) == count, done.out


def test_json_is_one_object_a_match(logged: Cli) -> None:
    found = [json.loads(line) for line in logged("search", "meetup", "--json", "--limit", "1").lines]
    assert found == [
        {"date": "2026-11-18", "type": "checkin", "key": "2026-11-18", "field": "win", "text": "Meetup went well",
         "matches": [[0, 6]]}
    ]  # fmt: skip
    assert logged("search", "cause:price", "--json").document == {
        "date": "2026-11-16", "type": "escalation", "key": "e-1", "field": "cause", "text": "price change",
        "matches": [[0, 5]], "entry": "Spam wave in #help",
    }  # fmt: skip
    assert logged("search", "thanks", "--json").document == {
        "date": "2026-11-18", "type": "checkin", "key": "2026-11-18", "field": "win", "text": "So patient with us",
        "matches": [],
    }  # fmt: skip
    day = {"date": "2026-10-02", "field": "day", "text": "mood 4 good · a note"}
    assert logged("search", "on:2026-10", "--json").document == day


def test_nothing_found_is_no_failure_and_says_so(logged: Cli) -> None:
    done = logged("search", "zebra")
    assert (done.code, done.out) == (0, "")
    assert done.err == "Nothing found for “zebra”. Try fewer words.\n"
    limited = logged("search", "meetup", "--limit", "1")
    assert limited.err == "Showing 1 of 3 matches. Without --limit, all are shown.\n"


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (["mood<"], "“mood<” needs a number, such as mood<=2."),
        (["kind:tha"], "“tha” isn't complete. Did you mean thanks?"),
        (["kind:thanks,c"], "“c” isn't complete. Did you mean community, content or conduct?"),
        (["kind:tank"], "kind: can't be “tank”. Use one of these: community"),
        (["from:20"], "“from:20” isn't a date. Try from:2026-10"),
        (["from:2026-1"], "“from:2026-1” isn't a date."),
        (["!"], "“!” has no letters or digits"),
        ([], "WORDS is missing."),
        ([""], "WORDS is empty."),
        (["x", "--limit", "0"], "--limit: must be a whole number, 1 or more."),
        (["x", "--lim"], "“--lim” isn't an option of cmcheckin search. Did you mean --limit?"),
    ],
)
def test_what_is_half_typed_is_refused_with_what_to_write(logged: Cli, arguments: list[str], instead: str) -> None:
    done = logged("search", *arguments)
    assert (done.code, done.out) == (2, "")
    assert instead in done.err
    assert "\nFor help, run `cmcheckin search --help`." in done.err or "`cmcheckin help search`." in done.err


def test_on_a_terminal_matches_are_bold(logged: Cli) -> None:
    shown = logged.on_terminal("search", "cafe", columns=80).out
    assert shown == "2026-11-18 Wed  note  The \x1b[1mCafé\x1b[22m meetup.\n"
    logged.environ = {"TERM": "dumb"}
    assert "The *Café* meetup." in logged.on_terminal("search", "cafe", columns=80).out


def test_text_cannot_act_on_the_terminal(cli: Cli) -> None:
    cli("log", "--note", "a meetup \ue000with\ue001 private marks")
    shown = cli.on_terminal("search", "meetup \x1b[31m", columns=80).out
    assert "\ue000" not in shown
    assert "\x1b[31m" not in shown
    assert shown.count("\x1b[1m") == shown.count("\x1b[22m")


def test_a_partial_journal_is_named_and_exits_with_1(logged: Cli) -> None:
    [journal] = (logged.home / "journal").glob("*.jsonl")
    journal.unlink()
    done = logged("search", "meetup")
    assert done.code == 1
    assert "Nothing found" not in done.err
    assert f"{journal.name}: it's missing" in done.err
