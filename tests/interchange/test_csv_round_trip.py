"""The CSV can be imported again: exported, imported and exported, it is the same file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import (
    CHECK_FIELDS,
    CHECKIN_FIELDS,
    COMMUNITY_FIELDS,
    WIN_FIELDS,
    WIN_KINDS,
    CheckIn,
    Community,
    Win,
    WinCheck,
)  # fmt: skip
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_FIELDS, ESCALATION_KINDS, STATUSES, UPDATE_FIELDS, Escalation, Update
from cmcheckin.domain.nudge_state import NUDGE_STATE_FIELDS, NudgeState
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.domain.reply_state import REPLY_STATE_FIELDS, STATES, ReplyState
from cmcheckin.domain.text import clean
from cmcheckin.domain.workday import ACTIVITY_FIELDS, DAY_KINDS, WORKDAY_FIELDS, Activity, Workday
from cmcheckin.interchange import csv_cells
from cmcheckin.interchange.own_csv import parse_table
from cmcheckin.interchange.parsing import ParsedFile
from cmcheckin.interchange.writers.export_options import Dialect, ExportOptions
from cmcheckin.interchange.writers.record_table import COLUMNS, write

DIALECTS = [Dialect(), Dialect(";", ","), Dialect(";"), Dialect("\t", ",")]
BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 20)
HOSTILE = "=+-@＝'\"; \\\n\t,|h1.5:äß🎉truefalse"
TEXTS = (
    st.text(HOSTILE, max_size=12) | st.text(max_size=6) | st.sampled_from(["true", "'FALSE", "x 3 h", "x 3 h\\", "a\\"])
)
LINES = TEXTS.map(clean).filter(bool)
WORDS = LINES.map(lambda text: clean(text[:40])).filter(bool)
NOTES = TEXTS.map(lambda text: clean(text, lines=True)).filter(bool)
DAYS = st.dates(date(2026, 1, 1), TODAY)
RATINGS = st.none() | st.integers(1, 5)
FLAGS = st.none() | st.booleans()
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e12, 1e12)
HOURS = st.none() | st.integers(0, 24) | st.floats(0, 24)


def extra(*known: str) -> st.SearchStrategy[dict[str, str]]:
    """Return unknown fields, some of which are columns, but none of the `known` fields."""
    return st.dictionaries(st.sampled_from(sorted({*COLUMNS, "other"} - {*known})), st.just("in jsonl"), max_size=2)


ZONES: list[tzinfo] = [BERLIN, UTC, timezone(-timedelta(hours=9, minutes=30))]
TIMES = st.builds(
    lambda at, zone: at.astimezone(zone).replace(tzinfo=timezone(at.astimezone(zone).utcoffset() or timedelta())),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 19), timezones=st.just(UTC))  # noqa: DTZ001
    | st.integers(0, 7200).map(lambda seconds: datetime(2026, 10, 25, tzinfo=UTC) + timedelta(seconds=seconds)),
    st.sampled_from(ZONES),
)

CHECKS = st.builds(WinCheck, DAYS, st.none() | st.integers(0, 90), FLAGS, extra(*CHECK_FIELDS))
WINS = st.builds(
    Win, LINES, LINES, st.none() | st.sampled_from(WIN_KINDS), st.none() | LINES, FLAGS,
    st.lists(CHECKS, max_size=2).map(tuple), extra(*WIN_FIELDS),
)  # fmt: skip
CHECKINS = st.builds(
    CheckIn, DAYS, st.none() | TIMES, RATINGS, RATINGS, RATINGS, st.lists(WORDS, unique=True, max_size=3).map(tuple),
    st.builds(Community, RATINGS, st.none() | LINES, extra(*COMMUNITY_FIELDS)),
    st.lists(WINS, max_size=3, unique_by=lambda win: win.id).map(tuple),
    st.dictionaries(WORDS, NUMBERS, max_size=2), st.dictionaries(WORDS, st.booleans() | LINES, max_size=2),
    st.none() | NOTES, extra(*CHECKIN_FIELDS),
)  # fmt: skip
ACTIVITIES = st.builds(Activity, WORDS, HOURS, extra(*ACTIVITY_FIELDS))
WORKDAYS = st.builds(
    Workday, DAYS, st.sampled_from(DAY_KINDS), HOURS, st.none() | st.times().map(lambda at: at.replace(second=0)),
    st.none(), RATINGS, st.lists(ACTIVITIES, max_size=3, unique_by=lambda one: one.kind).map(tuple), RATINGS,
    st.none() | LINES, extra(*WORKDAY_FIELDS),
)  # fmt: skip
UPDATES = st.builds(Update, NOTES, st.none() | TIMES, extra(*UPDATE_FIELDS))
ESCALATIONS = st.builds(
    Escalation, LINES, LINES, TIMES, st.none() | st.sampled_from(ESCALATION_KINDS), RATINGS, RATINGS, FLAGS,
    st.none() | LINES, st.none() | LINES, st.none() | st.sampled_from(STATUSES), st.none() | TIMES, st.none() | NOTES,
    st.lists(UPDATES, max_size=3).map(tuple), extra(*ESCALATION_FIELDS),
)  # fmt: skip
NUDGES = st.builds(
    NudgeState,
    st.sampled_from(["=hours", "peak"]),
    TIMES,
    st.just("snooze"),
    st.none() | DAYS,
    extra(*NUDGE_STATE_FIELDS),
)
REPLIES = st.builds(
    ReplyState, st.sampled_from(["=r.0a", "r.1"]), TIMES, st.none() | st.sampled_from(STATES), st.just("thanks"),
    st.none() | LINES, st.none() | TIMES, st.none() | NOTES, st.none() | LINES, st.none() | LINES, st.none() | DAYS,
    st.none() | DAYS, st.just("w-1"), st.none() | DAYS, st.none() | DAYS, st.none() | NOTES, st.none() | TIMES,
    st.none() | DAYS, extra(*REPLY_STATE_FIELDS),
)  # fmt: skip
ANY: st.SearchStrategy[Record] = CHECKINS | WORKDAYS | ESCALATIONS | NUDGES | REPLIES
RECORDS = st.lists(ANY, unique_by=lambda one: one.key, max_size=5)


def table_of(records: list[Record], zone: tzinfo = BERLIN, dialect: Dialect = DIALECTS[0]) -> str:
    return "".join(write(sorted(records, key=lambda one: one.key), ExportOptions(TODAY, dialect=dialect, zone=zone)))


def parsed(text: str, zone: tzinfo = BERLIN) -> ParsedFile:
    return parse_table(text, TODAY, datetime(2026, 11, 20, 12, tzinfo=UTC), zone)


def imported(text: str, zone: tzinfo = BERLIN) -> list[Record]:
    """Return the records of a file, of which no line may be refused."""
    found = parsed(text, zone)
    assert found.refusals == ()
    return [entry.record for entry in found.entries]


def valid(records: list[Record]) -> list[Record]:
    """Return those `records` that can be saved, as they are saved."""
    found = []
    for record in records:
        try:
            found.append(decode(encode(record)))
        except Refused:
            continue
    return found


@given(RECORDS.map(valid), st.sampled_from(ZONES), st.sampled_from(DIALECTS))
def test_an_imported_table_is_exported_as_the_same_bytes(records: list[Record], zone: tzinfo, dialect: Dialect) -> None:
    text = table_of(records, zone, dialect)
    assert table_of(imported(text, zone), zone, dialect) == text


@given(RECORDS.map(valid))
def test_everything_but_offsets_and_unknown_fields_comes_back(records: list[Record]) -> None:
    assert imported(table_of(records)) == [known(record) for record in sorted(records, key=lambda one: one.key)]


def known(value: Any, zone: tzinfo = BERLIN) -> Any:
    """Return `value` without unknown fields and fractions of seconds, and its times as wall times in `zone`, as the CSV
    has them."""
    if isinstance(value, NudgeState | ReplyState):
        return value._replace(extra={})
    if isinstance(value, datetime):
        wall = value.replace(tzinfo=None, microsecond=0)
        ahead = {csv_cells.in_zone(wall.replace(fold=fold), zone) for fold in (0, 1)}
        return value if len(ahead) == 2 else ahead.pop()
    if hasattr(value, "_fields"):
        fields = {name: known(getattr(value, name), zone) for name in value._fields}
        return value._replace(**fields | ({"extra": {}} if "extra" in fields else {}))
    return tuple(known(item, zone) for item in value) if isinstance(value, tuple) else value


HEADER = ",".join(COLUMNS)


def refused(*rows: dict[str, str], header: str = HEADER) -> list[str]:
    """Return what is refused in a file with `header` and `rows`, which have values by column."""
    lines = (",".join(row.get(name, "") for name in header.split(",")) for row in rows)
    return [str(one) for one in parsed("\n".join((header, *lines))).refusals]


CHECKIN = {"type": "checkin", "date": "2026-11-02"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"type": "check-in", "date": "2026-11-02"}, "type must be one of these: checkin, win, workday"),
        ({"type": "checkin", "date": "3/4/2026"}, "could start with the day or the month"),
        ({"type": "checkin", "date": "2.11.26"}, "two-digit year"),
        ({"type": "checkin"}, "date is missing"),
        ({**CHECKIN, "mood": "good"}, "mood must be a number"),
        ({**CHECKIN, "mood": "9"}, "mood is 9"),
        ({**CHECKIN, "hours": "8"}, "hours must be empty in a row of type checkin"),
        ({**CHECKIN, "logged_at": "2026-11-02"}, "logged_at must be a date and time"),
        ({**CHECKIN, "logged_at": "0001-01-01T00:00:00"}, "logged_at must be a date and time"),
        ({"type": "win", "date": "2026-11-01", "text": "A win"}, "date 2026-11-01 has no check-in in this file"),
        ({"type": "win", "date": "2026-11-02"}, "text is missing"),
        ({"type": "win", "date": "2026-11-02", "text": "x", "checks": "yes"}, "checks must be like 2026-12-20 after"),
        ({"type": "update", "id": "e-9", "text": "x"}, "id e-9 has no escalation in this file"),
        ({"type": "workday", "date": "2026-11-03", "kind": "work", "start": "25:00"}, "has no time of day"),
        ({"type": "workday", "date": "2026-11-03", "kind": "work", "hours": "nan"}, "hours must be a number"),
        ({"type": "escalation", "id": "e", "text": "x", "opened": "2026-11-03T09:00:00", "could_wait": "maybe"},
         "could_wait must be true or false"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named(row: dict[str, str], reason: str) -> None:
    (found,) = refused(CHECKIN | {"mood": "3"}, row)
    assert found.startswith("line 3: ")
    assert reason in found


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (f"{HEADER},mood", "line 1: column “mood” appears twice"),
        (f"{HEADER},colour", "line 1: column “colour” isn't in an export"),
        (f"{HEADER},metric ", "line 1: column “metric” isn't in an export"),
    ],
)
def test_a_column_that_is_wrong_is_named(header: str, reason: str) -> None:
    (found,) = refused(CHECKIN, header=header)
    assert found.startswith(reason)


def test_a_broken_quote_and_too_many_cells_are_named() -> None:
    text = f'{HEADER}\ncheckin,2026-11-02{"," * 50}x\n\ncheckin,2026-11-03,"open'
    first, second = parsed(text).refusals
    assert (first.line, second.line) == (2, 4)
    assert "more cells than the header" in first.reason
    assert "can't be read as a row" in second.reason


def test_a_file_saved_by_a_spreadsheet_is_read() -> None:
    rows = (
        "\ufefftype;date;id;kind;text;mood;hours;start;long_term;metric posts;answer lunch;opened;",
        "checkin;20.11.2026;;;A note;4;;;;1,5;TRUE;;",
        "win;20.11.2026;w;;A win;;;;FALSE;;;;",
        "workday;19.11.2026;;work;;;7,25;9:00;;;;;",
        "escalation;;e;;Spam;;;;;;;19.11.2026 02:10;",
        ";;;;;;;;;;;;",
    )
    checkin, workday, escalation = imported("\r\n".join(rows))
    assert checkin == CheckIn(
        TODAY, mood=4, note="A note", wins=(Win("A win", "w", long_term=False),), metrics={"posts": 1.5},
        answers={"lunch": True},
    )  # fmt: skip
    assert workday == Workday(date(2026, 11, 19), "work", 7.25, time(9))
    assert isinstance(escalation, Escalation)
    assert escalation.opened.isoformat() == "2026-11-19T02:10:00+01:00"


def test_the_second_of_two_hours_with_the_same_name_comes_back() -> None:
    first = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    records: list[Record] = [
        Escalation("e-1", "First", first),
        Escalation("e-2", "Second", first + timedelta(hours=1)),
        Escalation("e-3", "Elsewhere", datetime.fromisoformat("2026-07-01T02:30:00+09:00")),
    ]
    records[1] = decode({**encode(records[1]), "opened": "2026-10-25T02:30:00+01:00"})
    times = [str(encode(record)["opened"]) for record in imported(table_of(records))]
    assert times == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-07-01T02:30:00+02:00"]


@given(st.lists(WORDS))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert csv_cells.split(csv_cells.join(items)) == items


@given(st.text() | st.text(HOSTILE) | RECORDS.map(lambda records: table_of(valid(records))), st.data())
def test_nothing_escapes_from_a_damaged_file(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 9))
    changed = text[:start] + data.draw(st.text(HOSTILE, max_size=4)) + text[start + cut :]
    for body in (changed, f"{HEADER}\n{changed}", HEADER + changed):
        parsed(body)
