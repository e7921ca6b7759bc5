"""Files from any source are imported completely or refused with a reason, and never block."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.cli_runs import Cli

GOOD = '{"type":"workday","date":"2026-11-19","kind":"work"}'


def checkin(**fields: Any) -> str:
    return json.dumps({"type": "checkin", "date": "2026-11-19", **fields})


def escalation(**fields: Any) -> str:
    return json.dumps(
        {"type": "escalation", "id": "e-1", "title": "t", "opened": "2026-11-19T09:00:00+01:00", **fields}
    )


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ("hello", "plain text"),
    "cut off": ('{"type":"workday","date":"2026-', "JSON"),
    "a bare word": ("null", "plain text"),
    "a number": ("5", "plain text"),
    "two on a line": (GOOD + GOOD, "text after the record"),
    "no type": ('{"date":"2026-11-19"}', "type"),
    "a type nobody knows": ('{"type":"mood","date":"2026-11-19"}', "type"),
    "a type that is no text": ('{"type":["checkin"],"date":"2026-11-19"}', "type"),
    "no date": ('{"type":"checkin","mood":3}', "date is missing"),
    "no such day": (checkin(date="2026-02-30"), "date"),
    "a date with a time": (checkin(date="2026-11-19T08:00"), "date"),
    "a day in the future": (checkin(date="2026-11-21"), "is in the future"),
    "resolved in the future": (
        escalation(opened="2026-11-19T09:00:00+01:00", status="resolved", resolved="2030-01-01T09:00:00+01:00"),
        "resolved",
    ),
    "logged in the future": (checkin(logged_at="2030-01-01T09:00:00+01:00"), "logged_at"),
    "an update of the future": (
        escalation(opened="2026-11-19T09:00:00+01:00", updates=[{"at": "2030-01-01T09:00:00+01:00", "text": "t"}]),
        "updates.at",
    ),
    "a look back of the future": (
        checkin(wins=[{"text": "t", "checks": [{"on": "2030-01-01", "holds": True}]}]),
        "wins.checks.on",
    ),
    "an escalation in the future": (escalation(opened="2027-01-01T09:00:00+01:00"), "is in the future"),
    "a time without offset": (escalation(opened="2026-11-19T09:00:00"), "offset"),
    "mood 6": (checkin(mood=6), "mood"),
    "mood true": (checkin(mood=True), "mood"),
    "mood as text": (checkin(mood="3"), "mood"),
    "mood 3.5": (checkin(mood=3.5), "mood"),
    "hours 25": ('{"type":"workday","date":"2026-11-19","kind":"work","hours":25}', "hours"),
    "hours NaN": ('{"type":"workday","date":"2026-11-19","kind":"work","hours":NaN}', "NaN"),
    "hours Infinity": ('{"type":"workday","date":"2026-11-19","kind":"work","hours":-Infinity}', "Infinity"),
    "hours 1e999": ('{"type":"workday","date":"2026-11-19","kind":"work","hours":1e999}', "hours"),
    "infinite unknown": ('{"type":"workday","date":"2026-11-19","kind":"work","x":1e999}', "x"),
    "a kind nobody knows": ('{"type":"workday","date":"2026-11-19","kind":"party"}', "kind"),
    "wins that are no list": (checkin(wins="many"), "wins"),
    "a win without text": (checkin(wins=[{"kind": "member"}]), "wins[1].text"),
    "a win of nothing but escapes": (checkin(wins=[{"text": "\x1b[31m"}]), "wins[1].text"),
    "severity 9": (escalation(severity=9), "severity"),
    "an empty id": (escalation(id=""), "id must"),
    "an id of spaces": (escalation(id=" \u3000"), "id must"),
    "an id of 129 characters": (escalation(id="x" * 129), "id must"),
    "an id with a hidden character": (escalation(id="a\u200bb"), "id must"),
    "an id turned around": (escalation(id="a\u202eb"), "id must"),
    "an empty win id": (checkin(wins=[{"text": "t", "id": ""}]), "wins[1].id must"),
    "a win id twice": (
        checkin(wins=[{"text": "t", "id": "w"}, {"text": "u", "id": "w"}]),
        "line 1: wins[2].id is the same",
    ),
    "an id with escapes": (escalation(id="a\x1b[2Jb"), "id"),
    "a title too long": (escalation(title="x" * 501), "title"),
    "a note too long": (checkin(note="x" * 20_001), "note"),
    "a key twice": ('{"type":"checkin","date":"2026-11-19","mood":2,"mood":4}', "twice"),
    "a key twice, deep": ('{"type":"checkin","date":"2026-11-19","x":[{"a":1,"a":2}]}', "twice"),
    "a thousand deep": ('{"type":"checkin","date":"2026-11-19","x":' + "[" * 1000 + "]" * 1000 + "}", "nested"),
    "a hundred thousand deep": ("[" * 100_000, "nested"),
    "nine deep": (checkin(x=[[[[[[[[[1]]]]]]]]]), "nested"),
    "a number of 10,000 digits": ('{"type":"checkin","date":"2026-11-19","mood":' + "9" * 10_000 + "}", "JSON"),
    "not UTF-8": (b'{"type":"checkin","date":"2026-11-19","note":"caf\xe9"}', "UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-8"),
    "zeros": (b"\0" * 100, "binary data"),
    "two that differ in one file": (checkin(mood=2) + "\n" + checkin(mood=3), "is also on line 1"),
    "an escalation id twice": (escalation() + "\n" + escalation(title="u"), "is also on line 1"),
    "an array not closed": (f"[{GOOD}", "list"),
    "an array without a comma": (f"[{GOOD} {GOOD}]", "comma"),
    "something after the array": (f"[{GOOD}] x", "after the end"),
    "a comma too many": (f"[{GOOD},]", "JSON"),
    "a list in the list": (f"[[{GOOD}]]", "JSON object"),
    "lone surrogate in a key": ('{"type":"checkin","date":"2026-11-19","\\ud800":NaN}', "NaN"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_completely_with_the_reason(cli: Cli, name: str) -> None:
    body, reason = REFUSED[name]
    cli.import_records([{"type": "workday", "date": "2026-11-01", "kind": "work"}])
    before = _files(cli)
    raw = body if isinstance(body, bytes) else body.encode()
    for argv in ([], ["--replace"], ["--dry-run"]):
        done = cli("import", "-", *argv, stdin=raw)
        assert done.code == 3, done
        assert reason in done.err
        assert "Nothing was changed" in done.err
        assert "Traceback" not in done.err
        assert not set(done.err) & set("\x1b\x9b\x00")
        assert max(map(len, done.err.splitlines())) < 400
    assert _files(cli) == before


def test_one_bad_line_refuses_the_file_and_every_bad_line_is_named(cli: Cli) -> None:
    done = cli("import", "-", stdin="\n".join([GOOD, "bad", "", checkin(mood=9), checkin(mood=3)]))
    assert done.code == 3
    assert "line 2" in done.err
    assert "line 4: mood" in done.err
    assert not cli.home.exists()


def test_the_list_of_refused_lines_ends(cli: Cli) -> None:
    done = cli("import", "-", stdin="{x\n" * 25)
    assert len(done.err.splitlines()) == 22
    assert "5 more" in done.err
    done = cli("import", "-", stdin="{x\n" * 1_000_000)
    assert "980 more" in done.err
    assert "wasn't checked" in done.err


TAKEN: dict[str, str | bytes] = {
    "nothing": "",
    "empty lines": "\n\n \n",
    "a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "Windows line ends": GOOD + "\r\n" + checkin(mood=3) + "\r\n",
    "no line end": GOOD,
    "an array": f"[{GOOD},\n{checkin(mood=3)}]",
    "an array over many lines": json.dumps([json.loads(GOOD)], indent=2),
    "an empty array": "[]",
    "the same twice": GOOD + "\n" + GOOD,
    "markup": checkin(note="[red]x[/x] done [/] [@click=app.quit]"),
    "escapes": checkin(note="\x1b]52;c;eA==\x07a\x1b[2Jb\x00"),
    "bidi and zero-width": checkin(note="\u202eabc\u200b"),
    "emoji and CJK": checkin(note="👩‍💻 手紙", feelings=["嬉しい"]),
    "line separators in text": json.dumps(
        {"type": "checkin", "date": "2026-11-19", "note": "a\u2028b"}, ensure_ascii=False
    ),
    "a lone surrogate": '{"type":"checkin","date":"2026-11-19","note":"a\\ud800b"}',
    "null and empty": checkin(mood=None, wins=[], note="", community={}, x=None),
    "later today": escalation(opened="2026-11-20T23:00:00+01:00"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_value_is_imported_as_it_is_and_a_second_import_changes_nothing(cli: Cli, name: str) -> None:
    body = TAKEN[name]
    raw = body if isinstance(body, bytes) else body.encode()
    assert cli("import", "-", stdin=raw).code == 0
    before = _files(cli)
    done = cli("import", "-", stdin=raw)
    assert done.code == 0
    assert "0 added" in done.err
    assert _files(cli) == before
    exported = cli("export").out
    assert not set(exported) & set("\x1b\x00\u202e\u200b")


def test_a_differing_record_is_refused_and_named_without_replace(cli: Cli) -> None:
    cli("import", "-", stdin=checkin(mood=2, note="mine") + "\n" + escalation())
    before = _files(cli)
    body = checkin(mood=4, note="mine") + "\n" + GOOD + "\n" + escalation(severity=5)
    for argv in ([], ["--dry-run"]):
        done = cli("import", "-", *argv, stdin=body)
        assert done.code == 3
        assert "line 1: check-in 2026-11-19: mood is “2, low” in your log and “4, good” in the file" in done.err
        assert "line 3" in done.err
        assert _files(cli) == before
    assert "1 would be added, 2 would be replaced" in cli("import", "-", "--replace", "--dry-run", stdin=body).err
    assert _files(cli) == before
    done = cli("import", "-", "--replace", stdin=body)
    assert done.code == 0
    assert "1 added, 2 replaced" in done.err
    assert cli.records()[0]["mood"] == 4
    assert cli("undo").code == 0
    assert cli.records()[0]["mood"] == 2
    assert len(cli.records()) == 2


def test_wins_without_ids_get_one_only_once(cli: Cli) -> None:
    body = checkin(wins=[{"text": "a"}, {"text": "b"}, {"text": "a"}])
    cli("import", "-", stdin=body)
    ids = [win["id"] for win in cli.records()[0]["wins"]]
    assert ids == [f"w-2026-11-19-{n}-3f9a" for n in (1, 2, 3)]
    assert "1 already saved" in cli("import", "-", stdin=body).err
    assert cli("import", "-", stdin=checkin(wins=[{"text": "a"}])).code == 3
    other = checkin(date="2026-11-18", wins=[{"text": "x", "id": "w-2026-11-18-1-3f9a"}, {"text": "y"}])
    cli("import", "-", stdin=other)
    assert [win["id"] for win in cli.records()[0]["wins"]] == ["w-2026-11-18-1-3f9a", "w-2026-11-18-2-3f9a"]


@pytest.fixture
def bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record the lengths of everything that is read from files."""
    lengths: list[int] = []
    read = os.read

    def counted(fd: int, most: int) -> bytes:
        data = read(fd, most)
        lengths.append(len(data))
        return data

    monkeypatch.setattr(os, "read", counted)
    return lengths


def test_anything_but_a_regular_file_is_refused_unread(cli: Cli, tmp_path: Path, bytes_read: list[int]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (
        str(tmp_path / "pipe"),
        "/dev/zero",
        str(tmp_path),
        str(tmp_path / "none"),
        "/dev/null",
        "a\0b",
        "x" * 5000,
    ):
        done = cli("import", name)
        assert done.code == 3, (name, done)
        assert sum(bytes_read) == 0, name
    (tmp_path / "link").symlink_to(tmp_path / "link")
    assert cli("import", str(tmp_path / "link")).code == 3


def test_two_gigabytes_are_refused_unread(cli: Cli, tmp_path: Path, bytes_read: list[int]) -> None:
    with (tmp_path / "big").open("wb") as big:
        big.truncate(2 * 1024**3)
    done = cli("import", str(tmp_path / "big"))
    assert done.code == 3
    assert "2,147,483,648 bytes" in done.err
    assert sum(bytes_read) == 0


def test_an_endless_pipe_is_refused(cli: Cli) -> None:
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "cmcheckin", "import", "-"], env=cli.environment, stdin=zeros, capture_output=True
        )
    assert done.returncode == 3
    assert b"larger than the limit" in done.stderr


def test_a_link_the_user_names_is_followed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "real").write_text(GOOD)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert cli("import", str(tmp_path / "link")).code == 0


def test_a_large_file_is_imported_as_one_change(cli: Cli) -> None:
    lines = [
        json.dumps({"type": "workday", "date": f"{y}-{m:02}-{d:02}", "kind": "work", "hours": 8})
        for y in range(1990, 2026) for m in range(1, 13) for d in range(1, 29)
    ]  # fmt: skip
    assert cli("import", "-", stdin="\n".join(lines)).code == 0
    assert len(cli.records()) == len(lines)
    assert cli("undo", "--yes").code == 0
    assert cli.records() == []


KNOWN = [*(body for body, _ in REFUSED.values()), *TAKEN.values()]
PIECES = st.sampled_from([body if isinstance(body, bytes) else body.encode() for body in KNOWN if len(body) < 3000])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=40), max_size=4), st.integers(0, 3000), st.binary(max_size=4))
def test_any_bytes_are_imported_or_refused(pieces: list[bytes], at: int, patch: bytes) -> None:
    raw = b"\n".join(pieces)
    raw = raw[:at] + patch + raw[at + len(patch) :]
    with tempfile.TemporaryDirectory() as folder:
        cli = Cli(Path(folder) / "home")
        done = cli("import", "-", stdin=raw)
        assert done.code in (0, 3)
        assert "nobody foresaw" not in done.err
        if done.code == 3:
            assert not cli.home.exists()


def _files(cli: Cli) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (cli.home / "journal").glob("*.jsonl")}
