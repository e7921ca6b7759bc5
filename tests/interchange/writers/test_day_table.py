"""The table with a row for each day, and the data dictionaries of both tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.insight.figures import figures
from cmcheckin.interchange.writers import FORMATS, format_named
from cmcheckin.interchange.writers.day_table import columns, day_rows
from cmcheckin.interchange.writers.export_options import Dialect, ExportOptions
from cmcheckin.interchange.writers.record_table import BOM
from cmcheckin.wording.data_dictionary import DAY_COLUMNS, HEADER
from tests.checkin.form_examples import checkins, escalations, workdays
from tests.insight.weeks_made import records as any_records

FRIDAY = date(2026, 11, 20)
OPTIONS = ExportOptions(FRIDAY)
AT = datetime(2026, 11, 18, 3, 30, tzinfo=UTC)  # before 04:00, so on the 17th
TABLES = [form.name for form in FORMATS if form.is_table]
LIFE: tuple[Record, ...] = (
    Workday(
        date(2026, 11, 16), "work", 9.25, time(9), time(18, 45), 45, (Activity("events", 3), Activity("admin")), 30
    ),
    Workday(date(2026, 11, 18), "work", 19, after_hours_minutes=60),
    Workday(date(2026, 11, 19), "off", label="Founders' Day"),
    Workday(date(2026, 11, 23), "leave", 4),
    CheckIn(
        FRIDAY, datetime(2026, 11, 20, 8, 31, 4, tzinfo=UTC), 4, 3, 2, ("tired", "proud"), Community(4, "=excited"),
        (Win("One"), Win("Two", kind="thanks")), {"first response": 22.5}, {"lunch": True, "one word": "calm"},
        "A note",
    ),
    Escalation("e-1", "Spam", AT, "conduct", 3, 90, could_wait=True, status="resolved", resolved=AT + timedelta(2)),
    Escalation("e-2", "Outage", AT + timedelta(1), "outage", 5),
    Escalation("e-3", "Ask", AT, "ask", 5, status="resolved"),
)  # fmt: skip


def table(records: Sequence[Record], options: ExportOptions = OPTIONS, form: str = "days") -> list[dict[str, str]]:
    """Return the rows of the table, read again."""
    return _read("".join(format_named(form).write(records, options)), options)


def dictionary(records: Sequence[Record], options: ExportOptions = OPTIONS, form: str = "days") -> list[dict[str, str]]:
    """Return the rows of the table's dictionary, read again."""
    return _read("".join(format_named(form).dictionary(records, options)), options)


def _read(text: str, options: ExportOptions) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=options.dialect.separator))


def test_each_day_has_a_row_with_its_figures() -> None:
    found = {row["date"]: {name: text for name, text in row.items() if text} for row in table(LIFE)}
    assert list(found) == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]
    counts = dict.fromkeys(("escalations_opened", "night_pings", "could_have_waited", "escalations_resolved"), "0")
    assert found["2026-11-16"] == counts | {
        "date": "2026-11-16", "week": "2026-W47", "weekday": "Monday", "is_workday": "true", "kind": "work",
        "hours": "9.25", "hours_look_wrong": "false", "start": "09:00", "end": "18:45", "after_hours_minutes": "45",
        "activities": "events 3 h; admin", "activity events": "3", "peer_minutes": "30", "checked_in": "false",
        "escalations_open": "0",
    }  # fmt: skip
    assert found["2026-11-17"] == counts | {
        "date": "2026-11-17", "week": "2026-W47", "weekday": "Tuesday", "is_workday": "true", "checked_in": "false",
        "escalations_opened": "2", "highest_severity": "3", "night_pings": "2", "minutes_on_escalations": "90",
        "could_have_waited": "1", "escalations_open": "1",
    }  # fmt: skip
    assert {"hours", "after_hours_minutes"}.isdisjoint(found["2026-11-18"])
    assert found["2026-11-18"]["hours_look_wrong"] == "true"
    assert (found["2026-11-19"]["kind"], found["2026-11-19"]["label"]) == ("off", "Founders' Day")
    assert [row["escalations_open"] for row in found.values()] == ["0", "1", "2", "1", "1"]
    friday = {name: text for name, text in found["2026-11-20"].items() if name not in found["2026-11-17"]}
    assert friday == {
        "logged_at": "2026-11-20T08:31:04", "workload": "4", "mood": "3", "energy": "2", "feelings": "tired; proud",
        "community_mood": "4", "wins": "2", "thanks": "1", "metric first response": "22.5", "answer lunch": "true",
    }  # fmt: skip


def test_texts_are_included_only_if_asked_for() -> None:
    private = ["community_feels", "note", "answer one word"]
    assert not set(private) & {*table(LIFE)[0]}
    friday = table(LIFE, OPTIONS._replace(has_texts=True))[-1]
    assert [friday[name] for name in private] == ["'=excited", "A note", "calm"]


def test_planned_days_are_included_up_to_the_last_day_without_their_hours() -> None:
    planned = table(LIFE, OPTIONS._replace(first=date(2026, 11, 22), last=date(2026, 12, 31)))
    assert [(row["date"], row["kind"], row["hours"]) for row in planned] == [
        ("2026-11-22", "", ""),
        ("2026-11-23", "leave", ""),
    ]


def test_no_records_and_no_days_in_the_range_give_only_a_header() -> None:
    assert table([]) == table(LIFE, OPTIONS._replace(first=date(2027, 1, 1))) == []
    assert [row["date"] for row in table(LIFE, OPTIONS._replace(last=date(2026, 11, 16)))] == ["2026-11-16"]
    assert len(table(LIFE[3:4])) == 1  # nothing but a planned day


@given(any_records())
def test_the_days_add_up_to_the_figures_of_the_trends(records: Records) -> None:
    rows = list(day_rows(list(records), OPTIONS))
    if not rows:
        return
    first, last = (date.fromisoformat(str(rows[at]["date"])) for at in (0, -1))
    found = figures(records, first, last, FRIDAY, Schedule())

    def total(name: str) -> float:
        return sum(value for row in rows if isinstance(value := row.get(name), int | float))

    assert total("hours") == pytest.approx(found.hours or 0, abs=0.01 * len(rows))
    assert total("wins") == found.wins
    assert total("thanks") == found.thanks
    assert total("night_pings") == found.night_pings
    assert total("escalations_opened") == found.escalations_opened
    assert total("could_have_waited") == found.could_have_waited
    assert total("minutes_on_escalations") == (found.minutes_on_escalations or 0)
    assert total("after_hours_minutes") == (found.after_hours_minutes or 0)
    assert rows[-1]["escalations_open"] == found.escalations_open


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("has_texts", [False, True])
def test_the_dictionary_has_each_column_once_in_order(form: str, has_texts: bool) -> None:
    options = OPTIONS._replace(has_texts=has_texts)
    explained = dictionary(LIFE, options, form)
    assert [row["column"] for row in explained] == list(table(LIFE, options, form)[0])
    assert tuple(explained[0]) == HEADER
    assert [row["column"] for row in explained if not (row["meaning"] and row["type"] and row["source"])] == []


def test_the_dictionary_has_units_and_questions_of_the_settings() -> None:
    options = OPTIONS._replace(
        metrics=(Metric("first response", "minutes"),), questions=(Question("lunch", "Did you have lunch?"),)
    )
    explained = {row["column"]: row for row in dictionary(LIFE, options)}
    assert explained["metric first response"]["unit"] == "minutes"
    assert explained["answer lunch"]["meaning"] == "your answer to “Did you have lunch?”"
    assert explained["activity events"]["meaning"] == "time spent on events"


def test_no_row_has_a_value_without_a_column() -> None:
    known = {*columns(LIFE, OPTIONS._replace(has_texts=True))}
    assert {name for row in day_rows(LIFE, OPTIONS._replace(has_texts=True)) for name in row} <= known
    assert {*DAY_COLUMNS} <= {name for row in day_rows(LIFE, OPTIONS) for name in row}


PATTERNS = {
    "date": r"\d{4}-\d\d-\d\d", "time": r"\d\d:\d\d", "date and time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "number": r"-?\d+([.,]\d+)?(e[+-]\d+)?", "whole number": r"\d+", "true or false": "true|false",
}  # fmt: skip


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("dialect", [Dialect(), Dialect(";", ","), Dialect("\t", ",")])
@given(st.lists(checkins | workdays | escalations, max_size=3, unique_by=lambda record: record.key))
def test_every_value_has_the_type_and_range_of_the_dictionary(
    form: str, dialect: Dialect, records: list[Record]
) -> None:
    day = max((record.day for record in records), default=FRIDAY)
    options = OPTIONS._replace(today=day, first=day - timedelta(400), last=day + timedelta(400), dialect=dialect)
    explained = {row["column"]: row for row in dictionary(records, options, form)}
    for row in table(records, options, form):
        for name, text in row.items():
            kind, allowed = explained[name]["type"], explained[name]["range"]
            if kind in PATTERNS and text:
                assert re.fullmatch(PATTERNS[kind], text), (name, text)
            if text and (span := re.fullmatch(r"(\d+) to (\d+)", allowed)):
                assert int(span[1]) <= float(text.replace(",", ".")) <= int(span[2]), (name, text)
            elif text and allowed:
                assert text in allowed.split(", "), (name, text)
