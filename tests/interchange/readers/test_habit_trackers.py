"""Loop and harsh: what was done, what wasn't, and amounts."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.interchange.importing.questions import DATES, Question
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from tests.interchange.readers.reading import entries, items, recognised_by, refusals, sample

NOT_ANSWERED = "a day with no habit done or marked as not done"
OTHER_TABLE = "a Loop table other than the Checkmarks.csv for all habits"


def loop(*rows: str, header: str = "Date,Lunch,Steps,") -> str:
    return "\n".join((header, *rows, ""))


@pytest.mark.parametrize("name", ["loop_checkmarks.csv", "loop_checkmarks_in_words.csv"])
def test_numbers_and_words_of_loop_mean_the_same(name: str) -> None:
    assert items("loop", sample(name)) == [
        Entry(2, date(2026, 3, 10), numbers={"Lunch away from the desk": False, "Steps": 0}),
        Entry(3, date(2026, 3, 9), numbers={"Lunch away from the desk": True, "Steps": 8500}),
        LeftOut(4, NOT_ANSWERED),
        Entry(5, date(2026, 3, 7), numbers={"Steps": 2.5}),
    ]


@pytest.mark.parametrize(
    ("value", "numbers"),
    [("2", {"Lunch": True}), ("0", {"Lunch": False}), ("1", {}), ("3", {}), ("-1", {}), ("-3", {})],
)
def test_a_habit_is_done_not_done_or_not_answered(value: str, numbers: dict[str, bool]) -> None:
    (entry,) = entries("loop", loop(f"2026-03-09,{value},5000,"))
    assert entry.numbers == {**numbers, "Steps": 5}


def test_a_numeric_habit_is_numeric_on_each_day() -> None:
    text = loop("2026-03-09,2,2000,", "2026-03-10,2,2,", "2026-03-11,2,3,", "2026-03-12,2,-1,")
    assert [entry.numbers.get("Steps") for entry in entries("loop", text)] == [2, 0.002, None, None]


def test_bad_rows_of_loop_are_named() -> None:
    text = loop(
        "2026-03-09,2,0,",
        "2026-02-30,2,0,",
        "2026-03-10,maybe,0,",
        "2026-03-11,2,NaN,",
        "2026-03-12,2",
        "2026-03-13,2,0,,9",
    )
    found = refusals("loop", text)
    assert list(found) == [3, 4, 5, 6, 7]
    assert found[3] == "has no date that can be read: “2026-02-30”"
    assert found[4] == "has a value for the habit “Lunch” that Loop never writes: “maybe”"
    assert found[6] == "has 2 values for 4 columns. A comma in a habit's name may have split a column"
    assert refusals("loop", loop("2026-03-09,99999999999,0,")).keys() == {2}


def test_a_comma_in_the_name_of_a_habit_doesnt_shift_values() -> None:
    text = loop("2026-03-09,2,0,", header="Date,Read, write,Steps,")
    assert "for 5 columns" in refusals("loop", text)[2]


def test_two_habits_with_the_same_name_are_refused() -> None:
    text = loop("2026-03-09,2,0,", header="Date,Lunch,Lunch,")
    reason = "has two habits named “Lunch”. Rename one in Loop, and export again"
    assert items("loop", text) == [Refusal(1, reason)]


@pytest.mark.parametrize("name", ["habits", "habits_of_version_1", "one_habit", "scores", "scores_of_one_habit"])
def test_other_tables_of_loop_are_left_out(name: str) -> None:
    assert items("loop", sample(f"loop_{name}.csv")) == [LeftOut(1, OTHER_TABLE)]


def test_a_table_of_loop_without_days_is_recognised() -> None:
    assert recognised_by(SourceFile("file", loop())) == ["loop"]
    assert items("loop", loop()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Date,Coffee\n2026-03-09,2\n",
        "Date,Steps,Sleep\n2026-03-09,8000,7\n",
        "Date,Steps,Sleep,\n2026-03-09,8123.5,7.25,\n",
        "Date,Notes,\n2026-03-09,Busy,\n",
        "Date,\n2026-03-09,\n",
        "Date,Value,Notes\n2026-03-09,7,fine\n",
        "Date,Score\n2026-03-09,7\n",
        "Position,Name\n1,Lunch\n",
    ],
)
def test_other_tables_with_dates_are_not_from_loop(text: str) -> None:
    assert "loop" not in recognised_by(SourceFile("file", text))


def test_dates_of_loop_that_a_spreadsheet_rewrote_are_asked_once() -> None:
    (question,) = items("loop", "Date,Lunch\n3/4/2026,-1\n4/5/2026,2\n")
    assert isinstance(question, Question)
    assert (question.kind, question.name, question.occurs) == (DATES, "3/4/2026", 2)


def test_harsh_has_a_line_for_each_habit() -> None:
    walked, wet, inbox, skipped, zero = items("harsh", sample("harsh_log.txt"))
    assert walked == Entry(2, date(2026, 3, 8), numbers={"Walked": True})
    assert wet == Entry(
        3, date(2026, 3, 9), text="Walked: in the rain", numbers={"Walked": True, "Walked (amount)": 2.5}
    )
    assert inbox == Entry(4, date(2026, 3, 9), text="Inbox zero: 3:1 for the inbox", numbers={"Inbox zero": False})
    assert skipped == LeftOut(6, "a habit that was skipped")
    assert zero == Entry(7, date(2026, 3, 10), numbers={"Inbox zero": True})


@pytest.mark.parametrize(
    ("line", "text", "amount"),
    [
        ("y", "", None),
        ("y : ", "", None),
        ("y :  : ", "", None),
        ("y :  :", "", None),
        ("y : leg day", "Gym: leg day", None),
        ("y : leg day : ", "Gym: leg day", None),
        ("y : leg day : 0", "Gym: leg day", None),
        ("y : leg : day : 2", "Gym: leg : day", 2),
        ("y :  : -1.5", "", -1.5),
    ],
)
def test_comment_and_amount_of_harsh_may_be_missing(line: str, text: str, amount: float | None) -> None:
    found = entries("harsh", f"2026-03-08 : Gym : n\n2026-03-09 : Gym : {line}\n")[1]
    assert (found.text, found.numbers["Gym"], found.numbers.get("Gym (amount)")) == (text, True, amount)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-03-09 : Gym", "must have a day, a habit, and y, n or s, separated by “ : ”"),
        ("2026-03-09 : Gym : maybe", "must have a day, a habit, and y, n or s, separated by “ : ”"),
        ("2026-03-09 :  : y", "must have a day, a habit, and y, n or s, separated by “ : ”"),
        (f"2026-03-09 : {'x' * 201} : y", "must have a day, a habit, and y, n or s, separated by “ : ”"),
        ("words", "must have a day, a habit, and y, n or s, separated by “ : ”"),
        ("2026-02-30 : Gym : y", "has no date that can be read: “2026-02-30”"),
        ("2026-03-09 : Gym : y : x : much", "has an amount that isn't a number: “much”"),
        ("2026-03-09 : Gym : y : x : NaN", "has an amount that isn't a number: “NaN”"),
        ("2026-03-09 : Gym : y : x : 1e999", "has an amount that isn't a number: “1e999”"),
        ("2026-03-09 : Gym : y : x : 9e99", "has an amount that isn't a number: “9e99”"),
    ],
)
def test_a_bad_line_of_harsh_is_named(line: str, reason: str) -> None:
    fine = "2026-03-08 : Gym : y\r\n# a comment\r\n\r\n2026-03-08 : Walk : y\r\n"
    assert refusals("harsh", f"{fine}{line}\r\n") == {5: reason}


@pytest.mark.parametrize("text", ["# only a comment\n", "2026-03-09 : notes\n", "2026-03-09\tGym\ty\n", "Gym : y\n"])
def test_other_texts_are_not_the_log_of_harsh(text: str) -> None:
    assert recognised_by(SourceFile("file", text)) == []
