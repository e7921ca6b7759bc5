"""From one home to another and back: share, review, replies, inbox, next share."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli

FIELDS = "hours,wins,asks,help,leave,responses"
ASK = "Please move the meetup to Thursday"
WIN = "First-time poster answered three others"
HELP = "A second moderator on weekends"


@pytest.fixture
def ada(tmp_path: Path) -> Cli:
    """A community manager with a logged week, on the Monday after it."""
    cli = Cli(tmp_path / "ada", now="2026-11-23T09:00:00+01:00")
    for day in range(16, 21):
        assert cli("log", "--date", f"2026-11-{day}", "--hours", "9").code == 0
    entries = "--mood", "3", "--win", WIN, "--escalation", ASK, "--severity", "ask"
    assert cli("log", "--date", "2026-11-20", *entries).code == 0
    return cli


@pytest.fixture
def kim(tmp_path: Path) -> Cli:
    """Their manager, on the same Monday, with a home of their own."""
    return Cli(tmp_path / "kim", now="2026-11-23T10:00:00+01:00")


def share(cli: Cli, folder: Path) -> dict[str, object]:
    """Share the last week of `cli` into `folder`, and return the file."""
    folder.mkdir(exist_ok=True)
    out = "--out", str(folder), "--formats", "json", "--yes", "--name", "Ada", "--help-line", HELP
    assert cli("share", "last week", "--fields", FIELDS, *out).code == 0
    newest = max(folder.glob("*-W*.json"))
    document: dict[str, object] = json.loads(newest.read_text())
    return document


def first_id(document: dict[str, object], name: str) -> str:
    entries = document[name]
    assert isinstance(entries, list)
    return str(entries[0]["id"])


def test_replies_arrive_are_acted_on_and_answered(ada: Cli, kim: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    shared = share(ada, folder)
    file = str(next(folder.glob("*-W47.json")))
    replies = (
        ("--thanks", first_id(shared, "wins"), "--text", "Lovely work"),
        ("--answer", first_id(shared, "asks"), "--text", "Thursday works"),
        ("--time", "--days", "3 dec to 4 dec", "--text", "Both days are yours"),
        ("--question", "--text", "Would cover on Thursday help?"),
    )
    for reply in replies:
        assert kim("reply", file, *reply, "--from", "Kim").code == 0

    listed = ada("inbox", "--json").document["replies"]
    assert {one["kind"]: one["state"] for one in listed} == dict.fromkeys(
        ("thanks", "answer", "time", "question"), "unread"
    )
    assert {one["kind"]: one["title"] for one in listed} == {"thanks": WIN, "answer": ASK, "time": "", "question": ""}
    assert {one["state"] for one in ada("inbox", "--json").document["replies"]} == {"unread"}  # looking reads nothing
    ids = {one["kind"]: one["key"] if "key" in one else one["id"] for one in listed}
    assert ada("inbox", ids["thanks"], "--keep").code == 0
    assert ada("inbox", ids["time"], "--leave").code == 0
    assert ada("inbox", ids["question"], "--answer", "Yes, very much").code == 0
    assert ada("inbox", ids["answer"], "--read").code == 0
    assert "unread" not in {one["state"] for one in ada("inbox", "--json").document["replies"]}
    assert "3–4 December" in ada("leave", "list").out
    assert "Lovely work" in ada("show", "today").out

    for reply_file in folder.glob("reply-*.json"):  # the manager tidies up
        reply_file.unlink()
    assert "Both days are yours" in ada("inbox").out

    later, monday = (replace(cli, now="2026-11-30T09:00:00+01:00") for cli in (ada, kim))
    again = share(later, folder)
    responses = again["responses"]
    assert isinstance(responses, list)
    assert [one["text"] for one in responses] == ["Yes, very much"]
    assert first_id(again, "asks") == first_id(shared, "asks")
    text = monday("review", str(folder), "--plain").out
    assert "Yes, very much" in text
    assert "On leave" in text
    assert HELP in text


def test_what_the_manager_notes_never_reaches_the_shared_folder(ada: Cli, kim: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    shared = share(ada, folder)
    file = str(next(folder.glob("*-W47.json")))
    assert kim("reply", file, "--answer", first_id(shared, "asks"), "--text", "Thursday works").code == 0
    assert (kim.home / "follow-up.json").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["ada", "reply"]
    assert '"marks"' not in "".join(path.read_text() for path in folder.iterdir())
