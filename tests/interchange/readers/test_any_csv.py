"""Any table is read by its columns, which are guessed from names and values, or asked. Nothing else is guessed."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.importing.questions import COLUMN, DATES, MONTH_FIRST, NOTHING, Answers, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import ANY_TABLE, reader_of
from cmcheckin.interchange.readers.any_csv import matches, read_hours
from cmcheckin.interchange.readers.column_names import FIELDS
from cmcheckin.interchange.readers.items import Entry, Hours, Item, LeftOut, Span
from cmcheckin.interchange.readers.source import SourceFile
from tests.interchange.readers.reading import at, items, sample

DAY = date(2026, 3, 9)


def given_columns(**columns: str) -> Answers:
    """Return the answers that name the column of each field."""
    return Answers({(COLUMN, field): name for field, name in columns.items()})


def columns_of(text: str, answers: Answers | None = None) -> dict[str, str]:
    """Return the default column of each field that has one."""
    found = [item for item in items(ANY_TABLE, text, answers) if isinstance(item, Question) and item.kind == COLUMN]
    assert [question.name for question in found] == list(FIELDS)
    return {question.name: question.default for question in found if question.default not in ("", NOTHING)}


def rows_of(text: str | SourceFile, answers: Answers | None = None) -> list[Item]:
    """Return the items of the rows, without the questions and what is left out of all rows."""
    found = items(ANY_TABLE, text, answers)
    return [
        item for item in found if not isinstance(item, Question) and not (isinstance(item, LeftOut) and item.line == 1)
    ]


def test_a_diary_in_german() -> None:
    found = rows_of(sample("any_csv_diary_german.csv"))
    assert found == [
        Entry(2, DAY, "7", "3,5", ("ruhig", "stolz"), (), "Ein guter Tag, mit\nSonne ☀", {"Liegestütze": 20}),
        Entry(4, date(2026, 3, 10), "4,5", "4"),
        Entry(5, date(2026, 3, 13), "8", "2", ("müde",), (), "=Kaffee", {"Liegestütze": 12.5}),
    ]
    left = [item for item in items(ANY_TABLE, sample("any_csv_diary_german.csv")) if isinstance(item, LeftOut)]
    assert [item.line for item in left] == [1]
    assert "“Wetter”" in left[0].reason


def test_a_timesheet_with_hours() -> None:
    found = rows_of(sample("any_csv_timesheet.csv"))
    assert [item for item in found if isinstance(item, Hours)] == [
        Hours(2, DAY, 7.5, tags=("Moderation",)),
        Hours(3, date(2026, 3, 10), 1.5, tags=("Events", "Moderation")),
        Hours(4, date(2026, 3, 11), 1.5),
    ]
    assert [item.text for item in found if isinstance(item, Entry)] == ['He said "fine"', "day off"]
    assert not any(item.numbers for item in found if isinstance(item, Entry))
    assert [item.line for item in found if isinstance(item, LeftOut)] == [5]


def test_a_timesheet_with_times() -> None:
    assert rows_of(sample("any_csv_clock_german.tsv")) == [
        Span(2, at("2026-03-09 08:00"), at("2026-03-09 16:30")),
        Span(3, at("2026-03-10 22:00"), at("2026-03-11 06:00")),
        LeftOut(4, "a row with only a date"),
    ]


def test_habits_with_numbers_and_yes_or_no() -> None:
    first, second = rows_of(sample("any_csv_habits.csv"))
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.when == at("2026-03-13 22:15")
    assert first.numbers == {"push-ups": 20, "lunch break": True, "meds": True, "slept": 7.5}
    assert second.numbers == {"push-ups": 25, "lunch break": False, "slept": 8}


def test_dates_and_times_in_the_same_row() -> None:
    text = "Start,End,Hours,What\n2026-03-09 22:00,2026-03-10 02:00,3.5,Night\n2026-03-11 09:00,2026-03-11 10:15,,\n"
    assert columns_of(text) == {"date": "Start", "start": "Start", "end": "End", "hours": "Hours", "tags": "What"}
    assert rows_of(text) == [
        Hours(2, at("2026-03-09 22:00"), 3.5, time(22), time(2), ("Night",)),
        Hours(3, at("2026-03-11 09:00"), 1.25, time(9), time(10, 15)),
    ]
    start_alone = rows_of("Date,From\n2026-03-09,8:30:20\n")
    assert start_alone == [Hours(2, DAY, start=time(8, 30))]
    aware = rows_of("Start,End,Hours\n2026-03-09T22:00:00Z,2026-03-09T23:00:00Z,1\n")
    assert isinstance(aware[0], Span)


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("Stimmung", "mood", "7"), ("Mood (1-10)", "mood", "7/10"), ("estado de ánimo", "mood", "7"),
        ("Humeur", "mood", "7"),
        ("настроение", "mood", "7"), ("Nastrój", "mood", "7"), ("気分", "mood", "7"), ("ENERGY_LEVEL", "energy", "7"),
        ("Dauer (min)", "hours", "90"), ("Heures", "hours", "1,5 h"), ("Time spent", "hours", "1:30"),
        ("Uhrzeit", "time", "22.15"), ("Hora", "time", "10:15 pm"), ("Notizen", "note", "x"),
        ("Gefühle", "feelings", "x"), ("Etiquetas", "tags", "x"),
    ],
)  # fmt: skip
def test_columns_are_recognised_by_their_names(header: str, field: str, value: str) -> None:
    text = f"Datum\t{header}\tpoem\n2026-03-09\t{value}\tword\n"
    assert columns_of(text) == {"date": "Datum", field: header}
    if field != "time":
        (item,) = rows_of(text)
        assert isinstance(item, Hours | Entry)
        assert getattr(item, "hours", 1.5) == 1.5
        assert getattr(item, "mood", "") in ("", "7")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tag,tag\n9.3.2026,x\n", None),  # the same name twice
        ("Tag,Schlagworte\n9.3.2026,x\n", {"date": "Tag", "tags": "Schlagworte"}),
        ("Date,Tag\n9.3.2026,x\n", {"date": "Date", "tags": "Tag"}),
        ("foo,Zeit\n9.3.2026,x\n", {"date": "foo"}),
        ("Start,Date,End\n08:00,2026-03-09,16:00\n", {"date": "Date", "start": "Start", "end": "End"}),
        ("Day,Hours\n2026-03-09,30\n2026-03-10,7\n", {"date": "Day", "hours": "Hours"}),
        ("Created,Mood\n2026-03-09,good\n", {"date": "Created", "mood": "Mood"}),
    ],
)
def test_columns_are_recognised_by_their_values_too(text: str, wanted: dict[str, str] | None) -> None:
    if wanted is None:
        assert "two columns named “tag”" in str(items(ANY_TABLE, text))
    else:
        assert columns_of(text) == wanted


def test_the_date_must_be_named_if_two_columns_have_days() -> None:
    text = "a,b,c\n2026-03-09,2026-04-09,good\n"
    date_question = next(item for item in items(ANY_TABLE, text) if isinstance(item, Question) and item.must)
    assert date_question == Question(COLUMN, "date", ("a", "b", "c"))
    assert rows_of(text) == []
    assert rows_of(text, given_columns(date="B", mood="C")) == [Entry(2, date(2026, 4, 9), "good")]


def test_a_value_must_be_named_if_none_is_recognised() -> None:
    text = "when,poem\n2026-03-09,word\n"
    must = [item.name for item in items(ANY_TABLE, text) if isinstance(item, Question) and item.must]
    assert must == list(FIELDS[2:])
    assert rows_of(text) == []
    assert rows_of(text, given_columns(note="poem")) == [Entry(2, DAY, text="word")]
    nothing = given_columns(**dict.fromkeys(FIELDS[2:], NOTHING))
    assert rows_of(text, nothing) == [Refusal(1, "has no column with values to import")]


def test_an_answer_replaces_what_was_recognised() -> None:
    text = "date,mood,feeling\n2026-03-09,4,7\n"
    assert columns_of(text, given_columns(mood="feeling")) == {"date": "date", "mood": "feeling"}
    assert rows_of(text, given_columns(mood="feeling")) == [Entry(2, DAY, "7", numbers={"mood": 4})]
    assert rows_of(text, given_columns(mood=NOTHING)) == [Entry(2, DAY, feelings=("7",), numbers={"mood": 4})]
    assert rows_of(text, given_columns(mood="a column of another file")) == [Entry(2, DAY, "4", feelings=("7",))]


def test_the_order_of_dates_is_asked_before_anything_is_read() -> None:
    text = "date,start,end\n3/4/2026,3/4/2026 08:00,3/4/2026 09:00\n"
    found = items(ANY_TABLE, text)
    assert isinstance(found[-1], Question)
    assert (found[-1].kind, found[-1].name) == (DATES, "3/4/2026")
    assert rows_of(text, Answers({(DATES, ""): MONTH_FIRST})) == [
        Span(2, at("2026-03-04 08:00"), at("2026-03-04 09:00"))
    ]
    other = "date,mood\n31/12/2026,4\n12/31/2026,4\n"
    assert [item.line for item in rows_of(other) if isinstance(item, Refusal)] == [3]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("3.4.26,4,,,", "two-digit year"),
        (",4,,,", "has no date"),
        ("31.2.2026,4,,,", "has no date that can be read"),
        ("13.3.2026,,soon,,", "has no amount of time"),
        ("13.3.2026,,30,,", "lasts 30 hours"),
        ("13.3.2026,,1500 min,,", "lasts 25 hours"),
        ("13.3.2026,,,8:00,", "has no end"),
        ("13.3.2026,,,,9:00", "has no start"),
        ("13.3.2026,,,late,9:00", "has no time of day"),
        ("13.3.2026,,,13.3.2026 9:00,13.3.2026 8:00", "ends at 2026-03-13 08:00:00, before"),
        ("13.3.2026,4,,,,,", "has 7 cells"),
        ('13.3.2026,"4,,,', "can't be read as a row"),
    ],
)
def test_a_bad_line_is_named(row: str, reason: str) -> None:
    text = f"date,mood,hours,start,end\n9.3.2026,4,7,8:00,15:00\n10.3.2026,4,7,8:00,15:00\n{row}\n"
    (found,) = [item for item in rows_of(text) if isinstance(item, Refusal)]
    assert found.line == 4
    assert reason in found.reason


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7.5", 7.5), ("7,5", 7.5), ("1,5 h", 1.5), ("90 min", 1.5), ("1:30", 1.5), ("1:30:00", 1.5), ("1h30", 1.5),
        ("1 h 30 min", 1.5), ("8 Std.", 8), ("2 heures", 2), ("45m", 0.75), ("24", 24), ("0", 0), ("1:30 h", 1.5),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, hours: float) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize("text", ["", "-1", "24.5", "1:75", "h", "1e3", "nan", "7 cats", "1.2.3", "9" * 400, "٣"])
def test_other_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(has no amount of time|lasts)"):
        read_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear diary, today\nwas a fine day, or so.\n",
        "2026-03-09,4\n2026-03-10,5\n",
        "date\n2026-03-09\n",
        "date,mood\n",
        "date,mood\ntoday,4\n",
        "name,age\nAda,36\n",
        "type,date,id,kind,text,mood\ncheckin,2026-03-09,,,,4\n",
        "date,week,weekday,is_workday,kind,mood\n2026-03-09,2026-W11,Monday,true,,4\n",
        '{"date": "2026-03-09",\n"mood": 4}',
        "ID,Timestamp,Contents,Attachments\n1,2026-03-09 10:00:00,hello,\n",
    ],
)
def test_other_tables_arent_taken_for_tables_of_days(text: str) -> None:
    assert not matches(SourceFile("file", text))


@pytest.mark.parametrize("text", ["date,mood,note\n", "date,mood\n3.4.26,4\n", "when,x\n2026-03-09,4\n"])
def test_a_table_of_days_is_recognised_last(text: str) -> None:
    reader = reader_of(SourceFile("file", text))
    assert reader is not None
    assert reader.reads_any_table


def test_an_entry_that_ends_as_it_starts_is_not_a_whole_day() -> None:
    (left_out,) = rows_of("date,start,end\n2026-03-09,22:00,22:00\n")
    assert left_out == LeftOut(2, "an entry that ends as soon as it starts")
    (hours,) = rows_of("date,start,end,hours\n2026-03-09,22:00,22:00,24\n")
    assert hours == Hours(2, DAY, 24, time(22), time(22))


CELLS = st.sampled_from(
    ["2026-03-09", "3/4/2026", "7,5", "1:30", "yes", "x", "", "<b>", '"', "\n", "=1+1", "-"]
) | st.text(max_size=5)


@given(
    st.lists(st.lists(CELLS | st.text(max_size=5), min_size=2, max_size=4), max_size=4),
    st.sampled_from(",;\t|"),
    st.data(),
)
def test_nothing_escapes_from_any_table(table: list[list[str]], sign: str, data: st.DataObject) -> None:
    header = ["date", "hours", "mood", "start"]
    text = "\n".join(sign.join(row) for row in [header, *table])
    fields = data.draw(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from([*header, NOTHING]), max_size=4))
    file = SourceFile("file", text)
    matches(file)
    for item in items(ANY_TABLE, file, given_columns(**fields).with_answers({(DATES, ""): MONTH_FIRST})):
        if isinstance(item, Hours):
            assert isinstance(item.when, date | datetime)
            assert item.hours is None or 0 < item.hours <= 24
