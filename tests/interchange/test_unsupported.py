"""What a file that can't be imported looks like: every kind, and where one kind ends and the next begins."""

from __future__ import annotations

import json

import pytest

from cmcheckin.interchange.unsupported import MAX_ROWS, describe_content
from cmcheckin.wording.imports import KINDS, OTHER_PROGRAM, OWN_KINDS, OWN_UNKNOWN, json_object, json_objects, table

SHEET = b"opendocument.spreadsheet"
ZIP = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"SQLite format 3\0...", "sqlite"),
        (b"%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf%PDF-1.7", "pdf"),
        (b" %PDF-1.7", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"\x1f\x8b", "gzip"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"\x89PNG", "picture"),
        (b"\xff\xd8\xff", "picture"),
        (b"age-encryption.org/v1", "encrypted"),
        (b"-----BEGIN PGP MESSAGE-----", "key"),
        (b"\xff\xfea\0", "utf-16"),
        (b"\xfe\xff\0a", "utf-16"),
        (b"x" * 4095 + b"\0", "binary"),
        (b"x" * 4096 + b"\0", "text"),
        (ZIP, "zip"),
        (ZIP + b"x" * 5000 + b"xl/workbook.xml", "spreadsheet"),
        (ZIP + b"x" * 5000 + b"xl/", "zip"),
        (ZIP + SHEET.rjust(4092), "spreadsheet"),
        (ZIP + SHEET.rjust(4093), "zip"),
        (b"m\xfcde", "not utf-8"),
        (b'{"note": "m\xfcde"}', ""),
        (b"[" + b"a" * 198 + b"]\nb = 1", "toml"),
        (b"[" + b"a" * 199 + b"]\nb = 1", ""),
        (b"\n\t[Sam]", "toml"),
        (b"[1]x", ""),
        (b"BEGIN:VCALENDAR", "calendar"),
        (b"<?xml ?>", "xml"),
        (b"<SVG>", "xml"),
        (b"# Check-ins\n", "our markdown"),
        (b"\xef\xbb\xbfdate;week;weekday;is_workday;kind;label\r\n2026-11-20;2026-W47;Friday;true;;\r\n", "our table"),
        (b"column,meaning,type,unit,range,source\r\ndate,the day,date,,,calendar\r\n", "our table"),
        (b"# Check-ins, 1, 2", "table"),
    ],
)
def test_a_file_is_described_by_how_it_begins(raw: bytes, kind: str) -> None:
    said = describe_content(raw)
    assert said.startswith(KINDS[kind]) if kind else said == ""


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("", True),
        ("hello", True),
        ("three words here\n{", False),
        ("three words here\n\n\n{", False),
        ("three words here\nx\n{", True),
        ("two words\nx\n{", False),
        ("two\n" * (MAX_ROWS - 1) + "{", False),
        ("two\n" * MAX_ROWS + "{", True),
    ],
)
def test_text_is_prose_unless_half_of_it_are_records(text: str, is_prose: bool) -> None:
    assert describe_content(text.encode()) == (KINDS["text"] if is_prose else "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2", table("table", "ab")),
        ("a\n1", KINDS["text"]),
        ("a,b\n1,2\n3\n4,5\n6,7", table("table", "ab")),
        ("a,b\n1,2\n3\n4\n6,7", KINDS["text"]),
        ("a,b\n\n1,2\n\n3,4", table("table", "ab")),
        ("a,b\n" * MAX_ROWS + "x\n" * MAX_ROWS, table("table", "ab")),
        ("a\tb\n1\t2", table("table with tabs", "ab")),
        ("type, date, id, kind, text, mood\n,,,,,3", ""),
        ("type,date,id,kind,note\n,,,,", table("table", ["type", "date", "id", "kind", "note"])),
        ("full_date,mood,feelings", table("table", ["full_date", "mood", "feelings"])),
    ],
)
def test_a_table_has_two_columns_in_most_of_its_rows(text: str, said: str) -> None:
    assert describe_content(text.encode()) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"cmcheckin": "share"}, OWN_KINDS["share"]),
        ({"cmcheckin": 7}, OWN_UNKNOWN),
        ({"mood": 3}, ""),
        ({"x": []}, json_object("x")),
        ({"x": {}}, json_object("x")),
        ({"x": [], "type": 1}, ""),
        ({"tags": {}, "notes": []}, json_object(["tags", "notes"])),
        ([], ""),
        ([{"a": 1}], ""),
        ([{}, {"a": 1}], OTHER_PROGRAM.format(kind=KINDS["list"])),
        ([{"a": 1}, {"b": 1}], json_objects("list", "a")),
        ([{"a": 1}, {"type": "checkin"}], ""),
        ([{"a": 1}, {"type": "meal"}], json_objects("list", "a")),
        ([{"id": 1, "start": 2}, {"id": 1}], json_objects("list", ["id", "start"])),
        ([{"a": 1}, 2], OTHER_PROGRAM.format(kind=KINDS["list"])),
        ([[1, "x", 3, 4, 5], 1], OTHER_PROGRAM.format(kind=KINDS["list"])),
    ],
)
def test_json_is_described_by_its_fields(value: object, said: str) -> None:
    assert describe_content(json.dumps(value).encode()) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":1}\n\n{"b":1}', json_objects("lines", "a")),
        ('{"a":1}\n' * MAX_ROWS + "x", json_objects("lines", "a")),
        ('{"a":1}\n' * (MAX_ROWS - 1) + "x", ""),
        ('{"cmcheckin":"journal"}\n{"a":1}', OWN_KINDS["journal"]),
        ('{"a":1}\n{"cmcheckin":"journal"}', json_objects("lines", "a")),
        ("[1]\n[2]", OTHER_PROGRAM.format(kind=KINDS["lines"])),
    ],
)
def test_json_lines_are_described_by_their_first(text: str, said: str) -> None:
    assert describe_content(text.encode()) == said
