"""`share --list`, `--drop`, `--reword` and `--show`: what is left out by its key, and what each file will hold."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from cmcheckin.cli import share as command
from cmcheckin.sharing.html.plain_text import page_text
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import FIELDS
from tests.cli.cli_runs import Cli
from tests.cli.test_share import ALL, RECORDS, read


@pytest.fixture
def home(cli: Cli) -> Cli:
    assert cli.import_records(RECORDS).code == 0
    return cli


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "shared"


REPLY = {
    "type": "reply_state", "reply": "20261118-abc.0011223344556677", "at": "2026-11-18T09:00:00+01:00",
    "state": "acted", "kind": "question", "from": "Canary sender", "made": "2026-11-17T09:00:00+01:00",
    "text": "Canary question",
    "about": "w-1", "about_text": "Canary title", "answer": "Thursday would help",
    "answered_at": "2026-11-18T09:05:00+01:00",
}  # fmt: skip


def test_an_answer_is_shared_once_and_with_the_same_days_again(home: Cli, out: Path) -> None:
    assert home.import_records([REPLY]).code == 0
    with patch.object(command, "confirm", return_value=True):
        done = home("share", "0", "--out", str(out))
        assert "what would help and answers to replies" in done.err
        assert [(one.reply, one.text) for one in read(out).responses] == [("20261118-abc", "Thursday would help")]
        again = home("share", "0", "--json").document
        assert [one["text"] for one in again["responses"]] == ["Thursday would help"]
    found = [json.loads(line) for line in home("export").out.splitlines()]
    assert [one["shared"] for one in found if one["type"] == "reply_state"] == [again["made"][:10]]


def test_neither_replies_nor_ids_of_records_nor_the_secret_are_in_any_of_the_files(home: Cli, out: Path) -> None:
    other = {**REPLY, "reply": "20261118-def.0011223344556677", "answer": "Canary answer"}
    assert home.import_records([REPLY, other]).code == 0
    fields = ",".join(FIELDS)
    done = home("share", "0", "--fields", fields, "--drop", "response:20261118-def", "--out", str(out), "--yes")
    assert done.code == 0
    secret = json.loads((home.home / "share.json").read_text())["secret"]
    assert len(secret) == 32
    for path in out.iterdir():
        text = path.read_text()
        assert "Thursday would help" in text
        private = ("Canary", "canary", "w-1", "w-2", "e-1", "20261118-def", secret, "for nobody", "hollow")
        assert [word for word in private if word in text.replace(read(out).made.isoformat(), "")] == []


def test_numbers_lines_and_answers_are_left_out_and_reworded_by_their_keys(home: Cli, out: Path) -> None:
    assert home.import_records([REPLY]).code == 0
    listed = home("share", "0", "--fields", ",".join(FIELDS), "--list").out
    for line in (
        "number:2026-W47:hours  Hours: 17 h",
        "community:2026-11-17  The community: excited",
        "win:w-1  Meetup",
    ):
        assert line in listed
    changes = [
        "--drop", "number:2026-W47:hours", "--drop", "win:w-2", "--drop", "e-1",
        "--reword", "community:2026-11-17=Looking forward", "--reword", "response:20261118-abc=Friday",
    ]  # fmt: skip
    assert home("share", "0", "--fields", ",".join(FIELDS), *changes, "--out", str(out), "--yes").code == 0
    share = read(out)
    [week] = share.weeks
    assert (week.hours, week.days_worked, week.community_feels) == (None, None, ("Looking forward",))
    assert ([win.text for win in share.wins], share.escalations) == (["Meetup filled"], ())
    assert [one.text for one in share.responses] == ["Friday"]
    assert not any("17 h" in path.read_text() for path in out.iterdir())


@pytest.mark.parametrize("form", FORMATS)
def test_show_prints_what_each_file_holds(home: Cli, out: Path, form: str) -> None:
    assert home("share", "0", "--fields", ALL, "--out", str(out), "--yes").code == 0
    shown = home("share", "0", "--fields", ALL, "--show", form)
    assert shown.code == 0
    text = next(out.glob(f"*.{form}")).read_text()
    assert shown.out == (page_text(text) + "\n" if form == "html" else text)


@pytest.mark.parametrize("key", ["number:2026-W47:hours", "activity:2026-W47:events"])
def test_a_number_cannot_be_reworded(home: Cli, key: str) -> None:
    done = home("share", "0", "--fields", ALL, "--reword", f"{key}=40", "--json")
    assert (done.code, "can't be reworded" in done.err) == (2, True)
