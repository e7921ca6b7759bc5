"""Files of other programs are refused by `import` with one sentence: what they look like and what it reads."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.unsupported import describe_content
from tests.cli.cli_runs import Cli

RECORD = '{"type":"checkin","date":"2026-11-19","mood":3}'


def zipped(*names: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "x")
    return into.getvalue()


def database() -> bytes:
    with sqlite3.connect(":memory:") as made:
        made.execute("create table entries (id)")
        return made.serialize()


FOREIGN: dict[str, tuple[str | bytes, str]] = {
    "JSON Lines": ('{"when":"2026","score":3}\n{"when":"2027","score":4}', "the fields when, score"),
    "a workbook": (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet"),
    "an open spreadsheet": (zipped("mimetype", "content.xml"), "a spreadsheet"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "an old Excel or Word file"),
    "a database": (database(), "an SQLite database"),
    "compressed": (gzip.compress(RECORD.encode()), "a gzip archive"),
    "UTF-16": (RECORD.encode("utf-16"), "text in UTF-16"),
    "Latin-1": ("Datum;Gefühl\n1;müde".encode("latin-1"), "text that isn't UTF-8"),
    "a calendar": ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a calendar file"),
    "a web page": ("<!DOCTYPE html>\n<html><p>Hello</p>\n</html>", "a web page"),
    "a diary": ("2026-03-09 Busy Monday.\nThe meetup filled in a day.\n", "plain text"),
    "a page in Markdown": ("# Notes\n\nsome text\n", "plain text"),
    "YAML": ("key: value\n- item\n", "plain text"),
    "a word": ("hello", "plain text"),
    "lines of another program": ('{"level": "info"}\n' * 2, "JSON Lines whose entries have the fields level"),
    "settings": ('[schedule]\nstart = "09:00"\n', "a TOML or INI file"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_in_one_sentence(cli: Cli, name: str) -> None:
    body, looks = FOREIGN[name]
    done = cli("import", "-", stdin=body)
    assert done.code == 3
    [line] = done.err.splitlines()
    assert line.startswith("Standard input looks like ")
    assert looks in line
    assert "Import reads any table with a column of dates, and files from cmcheckin" in line
    assert line.endswith(". Nothing was changed.")
    assert not set(line) & set("\x1b\u202e\0")
    assert not cli.home.exists()


def test_our_own_files_that_are_no_export_are_named_with_their_purpose(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "3", "--win", "Meetup filled")
    cli("share", "2026-W47", "--fields", "wins", "--name", "Ada", "--yes", "--out", str(tmp_path))
    cli("export", "--out", str(tmp_path / "all.md"))
    for path, looks in (
        (next((cli.home / "journal").glob("*.jsonl")), "a cmcheckin journal file"),
        (tmp_path / "ada-2026-W47.json", "a cmcheckin share file, which `cmcheckin review` opens"),
        (tmp_path / "all.md", "a Markdown export from cmcheckin"),
    ):
        done = cli("import", str(path))
        assert done.code == 3
        assert looks in done.err
        assert len(done.err.splitlines()) == 1


def test_a_mistake_in_an_export_is_named_with_its_line(cli: Cli) -> None:
    done = cli("import", "-", stdin=f'{RECORD}\n{{"type":"checkin","date":"2026-11-18","mood":9}}\nhello there you')
    assert "line 2: mood" in done.err
    assert "line 3" in done.err
    assert "looks like" not in done.err
    for body in (
        json.dumps([{"type": "checkin", "mood": 3}, {"type": "checkin"}]),
        RECORD[:-9],
        '{"date":"2026-11-19"}',
    ):
        assert "looks like" not in cli("import", "-", stdin=body).err


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode) | st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
).map(json.dumps).map(str.encode))  # fmt: skip
def test_no_content_crashes_the_recognition(raw: bytes) -> None:
    assert isinstance(describe_content(raw), str)


def test_one_line_is_a_table_with_three_columns_and_not_with_two() -> None:
    assert describe_content(b"hello, world\n") == "plain text"
    assert describe_content(b"a,b,c\n") == "a CSV table with the columns a, b, c"
