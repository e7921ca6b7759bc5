"""Export, import and export again give the same bytes, whatever the records."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import stat
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.text import clean
from cmcheckin.domain.workday import DAY_KINDS
from tests.cli.cli_runs import Cli

texts = st.text(max_size=40)
days = st.dates(date(1990, 1, 1), date(2026, 11, 19)).map(str)
zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 18), timezones=zones).map(datetime.isoformat)  # noqa: DTZ001
ratings = st.none() | st.integers(1, 5)
names = st.text(st.characters(codec="ascii", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
said_ids = st.lists(st.text("aé手ß#/:=' ", min_size=1, max_size=9), min_size=1).map(" ".join)
ids = names | said_ids.map(lambda text: text.strip()[:128].strip()).filter(bool)
plain = (
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | texts
)
unknown = st.dictionaries(
    st.text("abcXYZ_é手", min_size=1, max_size=8).map(lambda name: "x_" + name),
    plain | st.lists(plain, max_size=3),
    max_size=2,
)


def some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects with the `required` fields, some `optional` ones, and unknown ones."""
    known = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(known, unknown).map(lambda both: {**both[1], **both[0]})


metric_names = st.text("abc xyz", min_size=1, max_size=9).map(str.strip).filter(bool)
said = texts.filter(lambda text: any(each.isalnum() for each in clean(text)))
checks = some({"on": days}, {"after_days": st.sampled_from([30, 90]), "holds": st.none() | st.booleans()})
wins = some(
    {"text": said},
    {
        "id": st.none() | ids,
        "kind": st.sampled_from(WIN_KINDS),
        "from": st.none() | texts,
        "long_term": st.booleans(),
        "checks": st.lists(checks, max_size=2, unique_by=lambda check: check["on"]),
    },
)
checkins = some(
    {"type": st.just("checkin"), "date": days},
    {
        "logged_at": moments, "workload": ratings, "mood": ratings, "energy": ratings, "note": st.none() | texts,
        "feelings": st.lists(texts, max_size=3),
        "wins": st.lists(wins, max_size=3, unique_by=lambda win: win.get("id") or object()),
        "community": some({}, {"mood": ratings, "feels": st.none() | texts}),
        "metrics": st.dictionaries(metric_names, st.floats(-1e6, 1e6) | st.integers(-9, 9), max_size=2),
        "answers": st.dictionaries(metric_names, st.booleans() | texts, max_size=2),
    },
)  # fmt: skip
activities = some({"kind": names}, {"hours": st.none() | st.floats(0, 24) | st.integers(0, 24)})
workdays = some(
    {"type": st.just("workday"), "date": days, "kind": st.sampled_from(DAY_KINDS)},
    {
        "hours": st.none() | st.floats(0, 24) | st.integers(0, 24),
        "start": st.sampled_from(["09:00", "23:59", "00:00"]),
        "end": st.sampled_from(["17:30", "00:00"]),
        "after_hours_minutes": st.none() | st.integers(0, 1440),
        "activities": st.lists(activities, max_size=3, unique_by=lambda raw: raw["kind"].strip()),
        "peer_minutes": st.none() | st.integers(0, 1440),
        "label": st.none() | texts,
    },
)  # fmt: skip
escalations = some(
    {"type": st.just("escalation"), "id": ids, "title": said, "opened": moments},
    {
        "kind": st.sampled_from(ESCALATION_KINDS), "severity": ratings, "minutes": st.none() | st.integers(0, 9999),
        "could_wait": st.none() | st.booleans(), "status": st.sampled_from(STATUSES), "resolved": st.none() | moments,
        "updates": st.lists(some({"text": said}, {"at": moments}), max_size=2), "outcome": st.none() | texts,
        "cause": st.none() | texts, "handed_to": st.none() | texts,
    },
)  # fmt: skip
states = some({"type": st.just("nudge_state"), "kind": names, "at": moments}, {"action": names, "until": days})
records = st.lists(checkins | workdays | escalations | states, max_size=6, unique_by=lambda raw: _key(raw))


def _key(raw: dict[str, Any]) -> tuple[Any, ...]:
    return raw["type"], raw.get("id") or raw.get("date") or (raw["kind"], raw["at"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records)
def test_export_import_export_gives_the_same_bytes(found: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one = Cli(Path(folder) / "one")
        assert one.import_records(found).code == 0, one.import_records(found).err
        lines, array = one("export").out, one("export", "--format", "json").out
        assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)
        for form, text in (("jsonl", lines), ("json", array)):
            two = Cli(Path(folder) / form, device="other-0001")
            assert two("import", "-", stdin=text).code == 0
            assert two("export", "--format", form).out == text
        again = two("import", "-", stdin=lines)
        assert again.code == 0
        assert f"{len(found)} record" in again.err
        assert " 0 added" in again.err
        assert two.import_records(found).code == 0  # as before: wins without ids match the saved ones
        for n, argv in enumerate(([], ["--decimal", "comma"])):
            three, table = Cli(Path(folder) / f"table-{n}"), one("export", "--format", "csv", *argv).out
            done = three("import", "-", stdin=table)
            assert done.code == 0, done.err
            assert three("export", "--format", "csv", *argv).out == table


def test_the_documented_example_survives_a_round_trip(cli: Cli) -> None:
    lines = [
        '{"type":"checkin","date":"2026-11-20","logged_at":"2026-11-20T08:31:04+01:00","workload":4,"mood":3,"energy":2,"feelings":["tired","proud"],"community":{"mood":4,"feels":"excited about the meetup"},"wins":[{"id":"w-2026-11-20-1-3f9a","text":"First-time poster answered three others","kind":"member","from":null,"long_term":false,"checks":[]}],"metrics":{"first_response_min":22},"note":"private"}',  # noqa: E501  the contract's own line
        '{"type":"escalation","id":"e-2026-11-19-1-3f9a","title":"Spam wave in #help","kind":"conduct","severity":3,"opened":"2026-11-19T02:10:00+01:00","minutes":90,"could_wait":false,"cause":"price change","handed_to":"trust & safety","status":"open","resolved":null,"outcome":null,"updates":[{"at":"2026-11-20T08:30:00+01:00","text":"still coming in"}]}',  # noqa: E501
        '{"type":"nudge_state","kind":"wins_drought","at":"2026-11-20T08:32:00+01:00","action":"snooze","until":"2026-12-04"}',
        '{"type":"workday","date":"2026-11-19","kind":"work","hours":9.5,"start":"09:00","end":"18:45","after_hours_minutes":45}',
    ]  # fmt: skip
    assert cli("import", "-", stdin="\n".join(lines)).code == 0
    wanted = [line.replace(',"from":null', "").replace(',"checks":[]', "") for line in lines]
    wanted = [line.replace(',"resolved":null,"outcome":null', "") for line in wanted]
    assert cli("export").lines == wanted


def test_from_and_to(cli: Cli) -> None:
    cli.import_records({"type": "workday", "date": f"2026-11-{n:02}", "kind": "work"} for n in range(1, 11))
    found = cli.records("--from", "2026-11-03", "--to", "2026-11-05")
    assert [record["date"] for record in found] == ["2026-11-03", "2026-11-04", "2026-11-05"]


def test_out_writes_a_private_file_and_replaces_only_when_told(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "4")
    out = tmp_path / "out.jsonl"
    assert cli("export", "--out", str(out)).code == 0
    assert out.read_text() == cli("export").out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    cli("log", "--mood", "5")
    refused = cli("export", "--out", str(out))
    assert refused.code == 3
    assert "--replace" in refused.err
    assert out.read_text() != cli("export").out
    assert cli("export", "--out", str(out), "--replace").code == 0
    assert out.read_text() == cli("export").out
    assert cli("export", "--out", str(tmp_path / "no" / "out")).code == 1
    assert cli("export", "--out", str(tmp_path)).code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.jsonl"]


@pytest.mark.parametrize("command", [("export",), ("report",), ("demo",), ("review", "{shared}")])
@pytest.mark.parametrize("kind", ["a link", "a pipe", "a folder", "a socket", "a device"])
def test_only_a_regular_file_is_ever_replaced(cli: Cli, tmp_path: Path, command: tuple[str, ...], kind: str) -> None:
    cli("log", "--mood", "4", "--win", "Meetup filled")
    assert cli("share", "-1", "--fields", "hours,wins", "--out", str(tmp_path / "shared"), "--yes").code == 0
    other, target = tmp_path / "other", tmp_path / "out.md"
    other.write_text("theirs")
    if kind == "a link":
        target.symlink_to(other)
    elif kind == "a pipe":
        os.mkfifo(target)
    elif kind == "a folder":
        target.mkdir()
    elif kind == "a socket":
        socket.socket(socket.AF_UNIX).bind(str(target))
    else:
        target = Path("/dev/null")
    before = target.lstat()
    flag = "--html" if command[0] == "review" else "--out"
    argv = [part.format(shared=tmp_path / "shared") for part in command]
    for replacing in ([], ["--replace"]):
        done = cli(*argv, flag, str(target), *replacing)
        assert done.code == 3
        assert f"{kind} already has that name" in done.err
        assert "Nothing was written" in done.err
        assert (target.lstat().st_mode, target.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert other.read_text() == "theirs"
    assert not [path for path in tmp_path.iterdir() if "unfinished" in path.name]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        '=HYPERLINK("http://x")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_csv_has_no_formula_and_keeps_numbers(cli: Cli, text: str) -> None:
    cli.import_records([
        {"type": "checkin", "date": "2026-11-18", "mood": 2, "note": text, "wins": [{"text": text, "from": text}],
         "feelings": [text[:20]], "metrics": {text[:20]: -3.5}},
        {"type": "escalation", "id": "=1+1", "title": text, "opened": "2026-11-18T09:00:00+01:00", "cause": text},
        {"type": "workday", "date": "2026-11-18", "kind": "work", "hours": 7.5},
    ])  # fmt: skip
    raw = cli("export", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"))))
    assert [row["type"] for row in rows] == ["checkin", "win", "escalation", "workday"]
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(tuple("=+@＝＋－＠")), cell
    assert rows[0]["text"].startswith("'")
    assert rows[0]["text"].lstrip("' ") == text.strip()
    metric = next(name for name in rows[0] if name.startswith("metric "))
    assert rows[0][metric] == "-3.5"
    assert rows[3]["hours"] == "7.5"


def test_markdown_shows_text_as_it_is(cli: Cli) -> None:
    nasty = "<script>x</script> [a](javascript:b) **bold** `code` # head | cell & &lt; _i_ ~s~ $x$ ![i](u)"
    cli.import_records([
        {"type": "checkin", "date": "2026-11-18", "mood": 2, "note": f"# {nasty}\n- item\n1. one\n===\n> q\n    code",
         "wins": [{"text": nasty, "kind": "thanks", "from": nasty}], "feelings": ["*x*"]},
        {"type": "escalation", "id": "e", "title": nasty, "opened": "2026-11-18T09:00:00+01:00", "outcome": nasty},
    ])  # fmt: skip
    text = cli("export", "--format", "md").out
    markdown_it = pytest.importorskip("markdown_it")
    html = markdown_it.MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html
    assert "<code" not in html
    assert html.count("<h1>") == 1
    assert "<em>" not in html
    assert "**bold** `code` # head | cell &amp; &amp;lt; _i_ ~s~ $x$" in html


@pytest.mark.parametrize(
    ("name", "argv", "form"),
    [("all.csv", (), "csv"), ("all.JSON", (), "json"), ("all.txt", (), "jsonl"), ("all.csv", ("--format", "md"), "md")],
)
def test_the_ending_decides_the_export_format_unless_one_is_given(
    cli: Cli, tmp_path: Path, name: str, argv: tuple[str, ...], form: str
) -> None:
    cli("log", "--mood", "4")
    assert cli("export", "--out", str(tmp_path / name), *argv).code == 0
    assert (tmp_path / name).read_bytes().decode() == cli("export", "--format", form).out
