"""Every version of Daylio's export is read: dates and times of any language, scales, and notes in HTML."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.questions import DATES, DAY_FIRST, MONTH_FIRST, Answers, Question
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import foreign_files as words
from tests.interchange.readers.reading import at, entries, items, recognised_by, refusals, sample

NINE = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
SEVEN = "full_date,date,weekday,time,mood,activities,note\n"
OLDEST = "year,date,weekday,time,mood,activities,note\n"


def entry(row: str, header: str = SEVEN) -> Entry:
    """Return the only entry of `row`."""
    (found,) = entries("daylio", f"{header}{row}\n")
    return found


def test_the_newest_version_has_scales_and_titles() -> None:
    evening, morning, night = entries("daylio", sample("daylio_9_columns.csv"))
    assert evening == Entry(
        2,
        at("2026-03-10 22:40"),
        mood="good",
        tags=("mods", "meetup", "tired"),
        text="Meetup day\nNine people came.\nNoor ran the quiz & won 🎉\n\nNext:\n- photos\n- thanks",
        numbers={"Sleep": 7.5, "Focus": 6.0, "Coffee": 2.5},
        unmapped={"daylio_scales": ["Weather: grey"]},
    )
    assert morning == Entry(3, at("2026-03-10 08:05"), mood="meh")
    assert (night.when, night.mood, night.tags) == (at("2026-03-09 00:15"), "on fire", ("writing", '"deep work"'))
    assert night.text == 'She said "again, please". I <3 that.'


def test_the_version_with_titles_in_german() -> None:
    evening, morning, before = entries("daylio", sample("daylio_8_columns.csv"))
    assert (evening.line, evening.mood, evening.text) == (2, "Super", "Ruhiger Abend ä la carte")
    assert evening.tags == ("Familie", "Kochen")
    assert (morning.when, morning.mood, morning.text) == (at("2024-11-03 09:30"), "Geht so", "Kurze Nacht")
    assert before.when == at("2024-11-02 18:00")


def test_earlier_versions() -> None:
    found = entries("daylio", sample("daylio_7_columns.csv"))
    assert [one.mood for one in found] == ["bien", "ok, ça va"]
    found = entries("daylio", sample("daylio_oldest.csv"))
    assert [one.when for one in found] == [
        at("2018-05-18 23:54"),
        at("2018-05-17 22:21"),
        at("2018-05-16 23:41"),
    ]
    assert found[0].tags == ("clean", "cook")
    found = entries("daylio", sample("daylio_oldest_german.csv"))
    assert [one.when for one in found] == [at("2018-03-09 22:05"), at("2018-03-08 09:00")]


@pytest.mark.parametrize(
    "header", [NINE, SEVEN, OLDEST, NINE.replace(",", ";"), f'"{NINE.replace(",", chr(34) + "," + chr(34)).strip()}"\n']
)
def test_a_file_without_rows_is_recognised_and_empty(header: str) -> None:
    file = SourceFile("file", header)
    assert recognised_by(file) == ["daylio"]
    assert items("daylio", file) == []


def test_other_tables_arent_taken_for_daylio() -> None:
    for header in ("full_date,mood\n", "date,weekday,time,mood,activities,note\n", "year,date,mood,note\n"):
        assert "daylio" not in recognised_by(SourceFile("file", header))


def test_files_rewritten_by_a_spreadsheet_are_read() -> None:
    """Spreadsheets use semicolons, and dates that start with the day or the month, which is asked once."""
    text = SEVEN.replace(",", ";") + "09/03/2026;9 March;Monday;22:00;good;;\n10/03/2026;10 March;Tuesday;22:00;meh;;\n"
    (question,) = items("daylio", text)
    assert isinstance(question, Question)
    assert (question.kind, question.name, question.occurs) == (DATES, "09/03/2026", 2)
    for answer, day in ((DAY_FIRST, date(2026, 3, 9)), (MONTH_FIRST, date(2026, 9, 3))):
        found = items("daylio", text, Answers({(DATES, question.name): answer}))
        assert isinstance(found[0], Entry)
        assert found[0].when == at(f"{day} 22:00")
    assert refusals("daylio", SEVEN + "13/03/2026,,,22:00,good,,\n03/14/2026,,,22:00,good,,\n").keys() == {3}


def test_nothing_is_guessed_that_a_row_doesnt_have() -> None:
    assert entry("2026-03-09,9 March,Monday,,good,,").when == date(2026, 3, 9)
    assert entry("2026-03-09,9 March,Monday,9:00 foo,good,,").when == date(2026, 3, 9)  # before or after noon?
    assert entry("2026-03-09,9 March,Monday,21:00,good").mood == "good"
    assert entry("2026-03-09,9 March,Monday,21:00,,,only a note").mood == ""
    assert entry('2026-03-09,,,21:00,a,"x | X |  | x",').tags == ("x", "X")
    assert len(entry(f"2026-03-09,,,21:00,a,{'|'.join(map(str, range(200)))},").tags) == 200
    (left_out,) = items("daylio", SEVEN + "2026-03-09,9 March,Monday,21:00,,,\n")
    assert left_out == LeftOut(2, words.EMPTY_ROW)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-02-30,,,22:00,good,,", words.NOT_A_DAY.format(text="2026-02-30")),
        (",,,22:00,good,,", words.NOT_A_DAY.format(text="")),
        ("1969-12-31,,,22:00,good,,", words.OUT_OF_RANGE.format(text="1969-12-31")),
        ("2026-03-09,,,25:99,good,,", words.NOT_A_TIME.format(text="25:99")),
        ("2026-03-09,,,abends,good,,", words.NOT_A_TIME.format(text="abends")),
        ("2026-03-09,,,22:00,ok, fine,,", words.TOO_MANY_CELLS.format(found=8, expected=7)),
        (f"2026-03-09,,,22:00,good,,{'x' * (NOTE + 1)}", "the limit is 20,000"),
        (f"2026-03-09,,,22:00,{'x' * 501},,", "the limit is 500"),
        (f"2026-03-09,,,22:00,good,{' | '.join(map(str, range(201)))},", words.TOO_MANY_WORDS.format(limit=200)),
        ('2026-03-09,,,22:00,"good" x,,', "Nothing after it was read"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_read(row: str, reason: str) -> None:
    found = items("daylio", f"{SEVEN}2026-03-08,,,22:00,meh,,\n{row}\n")
    assert isinstance(found[0], Entry)
    (refused,) = refusals("daylio", f"{SEVEN}2026-03-08,,,22:00,meh,,\n{row}\n").items()
    assert refused[0] == 3
    assert reason in refused[1]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2018,9,Friday,22:00,good,,", words.NOT_A_DAY.format(text="9 2018")),
        ("2018,30 February,Friday,22:00,good,,", words.NOT_A_DAY.format(text="30 February 2018")),
        ("2018,9 Foomonth,Friday,22:00,good,,", words.NOT_A_DAY.format(text="9 Foomonth 2018")),
        (",9 March,Friday,22:00,good,,", words.NOT_A_DAY.format(text="9 March")),
        ("1018,9 March,Friday,22:00,good,,", words.OUT_OF_RANGE.format(text="1018-03-09")),
    ],
)
def test_a_bad_date_of_the_oldest_version_is_named(row: str, reason: str) -> None:
    assert refusals("daylio", f"{OLDEST}{row}\n") == {2: reason}


def test_a_file_that_was_cut_off_is_noticed() -> None:
    whole = SEVEN + '2026-03-09,9 March,Monday,22:00,good,mods,"A note"\n2026-03-08,8 March,Sunday,22:00,meh,,"Another"'
    assert len(entries("daylio", whole)) == 2
    assert refusals("daylio", whole[:-1]) == {
        3: words.NOTHING_AFTER.format(reason=words.BROKEN_TABLE.format(reason="unexpected end of data"))
    }
    assert refusals("daylio", whole[: whole.rindex(",,")]) == {3: words.CUT_OFF.format(found=5, expected=7)}
    assert refusals("daylio", whole[: whole.rindex("8 March") + 3]) == {3: words.CUT_OFF.format(found=2, expected=7)}


@pytest.mark.parametrize(
    ("scales", "numbers", "kept"),
    [
        ("Energy: 4 | Stress: 2", {"Energy": 4.0, "Stress": 2.0}, []),
        ("Energy:\u00a07,5", {"Energy": 7.5}, []),
        ("Energy:4", {"Energy": 4.0}, []),
        ("Sleep:8:00", {"Sleep": 8.0}, []),
        ("a: b: -3", {"a: b": -3.0}, []),
        ("Weight: 70.5 kg | Pain: 30 %", {"Weight": 70.5, "Pain": 30.0}, []),
        ("Steps: 10.000 | Steps too: 1,250", {}, ["Steps: 10.000", "Steps too: 1,250"]),  # thousands, or decimals?
        ("Energy: high | Energy | : 4", {}, ["Energy: high", "Energy", ": 4"]),
        ("Huge: 1e400 | Big: 9999999999999999 | NaN: nan", {}, ["Huge: 1e400", "Big: 9999999999999999", "NaN: nan"]),
    ],
)  # fmt: skip
def test_scales_become_numbers_where_they_can(scales: str, numbers: dict[str, float], kept: list[str]) -> None:
    found = entry(f'2026-03-09,,,22:00,good,,"{scales}",,', NINE)
    assert found.numbers == numbers
    assert found.unmapped == ({"daylio_scales": kept} if kept else {})
