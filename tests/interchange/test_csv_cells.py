"""No cell of the CSV export is a formula, however a spreadsheet splits the line."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.interchange.writers.record_table import (
    BOM,
    COLUMNS,
    escape_formula,
    local_time,
    rows,
    unescape_formula,
    write,
)

STARTS = "=+-@＝＋－＠"
TEXTS = st.text(alphabet="=+-@＝ ;,|\t\r\n\"'a1") | st.text()
OPTIONS = ExportOptions(date(2026, 11, 20))
BERLIN = timezone(timedelta(hours=1))


def table_of(record: Record) -> str:
    """The table of one record, without the mark of UTF-8."""
    return "".join(write([record], OPTIONS)).removeprefix(BOM)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\n", "\r\n"])
@given(TEXTS)
def test_no_piece_of_a_cell_begins_as_a_formula(separator: str, text: str) -> None:
    for piece in str(escape_formula(text)).split(separator):
        assert not piece.lstrip().startswith(tuple(STARTS))


@given(TEXTS)
def test_nothing_is_lost_and_only_apostrophes_are_added(text: str) -> None:
    escaped = str(escape_formula(text))
    assert escaped.replace("'", "") == text.replace("'", "")
    assert len(escaped) - len(text) == escaped.count("'") - text.count("'")


@given(TEXTS | st.text(alphabet="'=; \n"))
def test_the_apostrophes_can_be_removed_again(text: str) -> None:
    assert unescape_formula(str(escape_formula(text))) == text


@given(TEXTS)
def test_quotes_newlines_and_semicolons_stay_in_their_cell(text: str) -> None:
    escalation = Escalation(id="e", title=text or "x", opened=datetime(2026, 11, 18, 9, tzinfo=BERLIN), cause=text)
    table = list(csv.DictReader(io.StringIO(table_of(escalation), newline="")))
    assert len(table) == 1
    assert table[0]["cause"] == escape_formula(text)
    assert table[0]["opened"] == "2026-11-18T09:00:00"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("calm; =cmd|' /C calc'!A0", "calm;' =cmd|' /C calc'!A0"),
        ("a line\n-2+3", "a line\n'-2+3"),
        ("well-known, a + b", "well-known, a + b"),
        ("10 % more", "10 % more"),
        ("", ""),
    ],
)
def test_an_apostrophe_precedes_every_possible_formula_and_nothing_else(text: str, cell: str) -> None:
    assert escape_formula(text) == cell


def test_numbers_and_booleans_stay_what_they_are() -> None:
    assert escape_formula(-3.5) == -3.5
    assert [escape_formula(value) for value in (True, False)] == ["true", "false"]
    assert escape_formula(None) is None


@given(st.datetimes(timezones=st.sampled_from([BERLIN, timezone(-timedelta(hours=9, minutes=30)), timezone.utc])))  # noqa: UP017
def test_a_time_is_written_as_local_time(at: datetime) -> None:
    assert local_time(at.isoformat(), BERLIN) == at.replace(tzinfo=None).isoformat(timespec="seconds")


def test_dates_are_iso_dates_in_every_row() -> None:
    at = datetime(2026, 11, 20, 8, 31, 4, tzinfo=BERLIN)
    checkin = CheckIn(date=date(2026, 11, 20), logged_at=at, mood=3, wins=(Win(id="w", text="A win"),))
    for row in csv.DictReader(io.StringIO(table_of(checkin))):
        assert row["date"] == "2026-11-20"
        assert re.fullmatch(r"(2026-11-20T08:31:04)?", row["logged_at"])


def test_an_escalation_has_a_row_for_itself_and_for_each_update() -> None:
    at = datetime(2026, 11, 20, 3, 30, tzinfo=BERLIN)
    updates = (Update("Still open", at), Update("No time known"))
    opened = at - timedelta(days=1)
    found = list(rows(Escalation("e-1", "Thread", opened, could_wait=False, updates=updates)))
    names = ("type", "date", "id", "text", "at")
    assert [tuple(row.get(name) for name in names) for row in found] == [
        ("escalation", "2026-11-18", "e-1", "Thread", None),  # the day of the user lasts until 04:00
        ("update", "2026-11-19", "e-1", "Still open", at.isoformat()),
        ("update", None, "e-1", "No time known", None),
    ]


def test_a_workday_and_the_wins_of_a_check_in_have_their_dates() -> None:
    day = date(2026, 11, 20)
    checkin = CheckIn(day, note="a note", feelings=("calm", "proud"), wins=(Win("A win"), Win("Other")))
    assert [(row["type"], row["date"], row["text"]) for row in rows(checkin)] == [
        ("checkin", "2026-11-20", "a note"),
        ("win", "2026-11-20", "A win"),
        ("win", "2026-11-20", "Other"),
    ]
    assert next(rows(checkin))["feelings"] == "calm; proud"
    assert [(row["date"], row["hours"]) for row in rows(Workday(day, "work", 7.5))] == [("2026-11-20", 7.5)]


def test_metrics_and_answers_have_a_column_each_in_order() -> None:
    records = [
        CheckIn(date(2026, 11, day), metrics={name: day}, answers={name: answer})
        for day, name, answer in ((1, "b", False), (2, "a", "calm"))
    ]
    header, *lines = csv.reader(io.StringIO("".join(write(records, OPTIONS)).removeprefix(BOM)))
    assert header == [*COLUMNS, "metric a", "metric b", "answer a", "answer b"]
    assert [line[-4:] for line in lines] == [["", "1", "", "false"], ["2", "", "calm", ""]]
