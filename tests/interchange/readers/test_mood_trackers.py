"""How We Feel, Bearable and Year in Pixels are read in every shape, whatever the version."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import foreign_files as words
from tests.interchange.readers.reading import at, entries, items, recognised_by, refusals, sample

FEEL = "Date,Mood,Tags (People),Sleep,Steps,Notes,Reflections,Takeaways\n"
BEARABLE = "date,weekday,time of day,category,rating/amount,detail,notes\n"


def test_how_we_feel_has_feelings_tags_measurements_and_texts() -> None:
    evening, morning, hopeful = entries("howwefeel", sample("howwefeel.csv"))
    assert evening == Entry(
        2,
        at("2026-02-08 16:04"),
        mood="Mellow",
        feelings=("mellow",),
        tags=("By Myself", "Home", "Resting", "Reading"),
        text="Slow, good day\n\nReflections: What helped was the walk\n\nTakeaways: More walks",
        numbers={
            "Exercise": 30.0, "Sleep": 7.5, "Steps": 4210.0, "Meditation": 10.0, "Temperature (F)": 51.88,
            "Water (cups)": 6.0, "Caffeine (mg)": 120.0, "Alcoholic Drinks": 0.0,
        },
        unmapped={"howwefeel_details": ["Weather: Clouds"]},
    )  # fmt: skip
    assert morning.feelings == ("at ease", "hopeful")
    assert morning.numbers == {"Exercise": 0.0, "Steps": 12.0}  # sleep wasn't measured
    assert hopeful == Entry(3, at("2026-02-08 09:10"), mood="Hopeful", feelings=("hopeful",))


def test_how_we_feel_with_keys_beside_the_words() -> None:
    determined, grateful, burned_out = entries("howwefeel", sample("howwefeel_keys.csv"))
    assert (determined.mood, grateful.mood, burned_out.mood) == ("Determined", "Grateful", "burned out")
    assert determined.tags == ("Team", "Office", "Work")
    assert burned_out.tags == ("boss",)
    late, early = entries("howwefeel", sample("howwefeel_short.csv"))
    assert late.text == "A long thread, and nobody wins\n\nTakeaways: Close it sooner"
    assert (early.when, early.text) == (at("2026-07-22 08:15"), "")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("[]", ""),
        ("", ""),
        ('["one", " ", 2, null, {"text": "two"}, {"role": "x"}, ["three"]]', "one\ntwo"),
        ("[not JSON", "[not JSON"),
        ("[" * 100_000, "[" * 100_000),
        ("a<br>b", "a\nb"),
        ("12", "12"),
        ('{"text": "x"}', '{"text": "x"}'),
    ],
)  # fmt: skip
def test_reflections_are_plain_or_a_json_list(cell: str, text: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    (found,) = items("howwefeel", f"{FEEL}2026 Sun Feb 8 4:04\u202fPM,calm,,,,note,{quoted},\n")
    if len(text) > 20_000:
        assert isinstance(found, Refusal)
    else:
        assert isinstance(found, Entry)
        assert found.text == (f"note\n\nReflections: {text}" if text else "note")


def test_takeaways_without_a_note() -> None:
    (found,) = entries("howwefeel", FEEL + "2026 Sun Feb 8 4:04 PM,calm,,,,,,Walk more\n")
    assert found.text == "Takeaways: Walk more"


def test_bad_rows_of_how_we_feel_are_named() -> None:
    rows = "2026 Sun Feb 30 4:04 PM,calm,,,,,,\n8 Feb,calm,,,,,,\n2026 Sun Feb 8 14:99,calm,,,,,,\n"
    assert list(refusals("howwefeel", FEEL + rows)) == [2, 3, 4]
    assert items("howwefeel", FEEL + "2026 Sun Feb 8 4:04 PM,,,,,,[],\n") == [LeftOut(2, words.EMPTY_ROW)]
    (found,) = entries("howwefeel", FEEL + "2026 Sun Feb 8 4:04 PM,calm,,many,nan,,,\n")
    assert found.unmapped == {"howwefeel_details": ["Sleep: many", "Steps: nan"]}
    (found,) = entries("howwefeel", FEEL + "2026 Sun Feb 8 16:04,at_ease,My_Tag;by_myself,,,,,\n")
    assert (found.when, found.mood, found.tags) == (at("2026-02-08 16:04"), "at ease", ("My_Tag", "by myself"))
    assert "howwefeel" not in recognised_by(SourceFile("file", "Date,Mood,Notes\n2026-02-08,calm,\n"))


def test_bearable_has_a_reading_in_each_row() -> None:
    found = entries("bearable", sample("bearable_7_columns.csv"))
    eighth, seventh = date(2021, 12, 8), date(2021, 12, 7)
    assert found == [
        Entry(2, eighth, tags=("Neck pain",), numbers={"Neck pain": 2.0}),
        Entry(3, at("2021-12-08 22:15"), mood="7", feelings=("happy", "calm"), text="The raid thread, handled"),
        Entry(4, eighth, energy="4"),
        Entry(5, seventh, tags=("Walk", "Sunlight")),
        Entry(
            6, seventh, numbers={"Sleep": 7.5},
            unmapped={"bearable_readings": ["Sleep: 7:30, Asleep 23:00. In bed 22:45"]},
        ),
        Entry(7, seventh, numbers={"Sleep quality": 3.0}),
        Entry(
            8, date(2021, 12, 3), tags=("Ibuprofen",),
            unmapped={"bearable_readings": ["Meds/Supplements: 200mg, Ibuprofen"]},
        ),
        Entry(9, date(2021, 12, 1), numbers={"Weight (kg)": 70.5}),
    ]  # fmt: skip


def test_bearable_with_two_dates() -> None:
    mood, rating = entries("bearable", sample("bearable_8_columns.csv"))
    assert (mood.when, mood.mood, mood.feelings) == (at("2024-01-22 09:30"), "3", ("tired",))
    assert (rating.when, rating.numbers, rating.text) == (
        date(2024, 1, 22),
        {"Productivity": 8.0},
        "Two guides written",
    )


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('"1st March 2024",,,Mood,7/10,,', Entry(2, date(2024, 3, 1), mood="7")),
        ('"1st March 2024",,,Mood,"3,5",,', Entry(2, date(2024, 3, 1), mood="3.5")),
        ('"1st March 2024",,,Mood,Great,,', Entry(2, date(2024, 3, 1), mood="Great")),
        ('"1st March 2024",,all day,Symptom,,Headache,', Entry(2, date(2024, 3, 1), tags=("Headache",))),
        (
            '"1st March 2024",,,Symptom,2,"Cough (Mild) | Fever (Severe)",',
            Entry(2, date(2024, 3, 1), tags=("Cough", "Fever"), numbers={"Cough": 2.0}),
        ),
        (
            '"1st March 2024",,,Factors,2,Tea | Sun,',
            Entry(2, date(2024, 3, 1), tags=("Tea", "Sun"), unmapped={"bearable_readings": ["Factors: 2, Tea | Sun"]}),
        ),
        (
            '"1st March 2024",,,Sleep,long,,',
            Entry(2, date(2024, 3, 1), unmapped={"bearable_readings": ["Sleep: long"]}),
        ),
        ('"31st February 2024",,,Mood,3,,', Refusal(2, words.NOT_A_DAY.format(text="31st February 2024"))),
        ('"1st March 2024",,25:00,Mood,3,,', Refusal(2, words.NOT_A_TIME.format(text="25:00"))),
        ('"1st March 2024",,am,Mood,,,', LeftOut(2, words.EMPTY_ROW)),
    ],
)  # fmt: skip
def test_a_row_of_bearable(row: str, found: object) -> None:
    assert items("bearable", f"{BEARABLE}{row}\n") == [found]


def test_year_in_pixels_with_several_scores() -> None:
    first, second, last = entries("yearinpixels", sample("yearinpixels_scores.json"))
    assert first == Entry(
        2, date(2025, 1, 1), mood="2", feelings=("happy", "calm"), tags=("walk",), text="New year.\nGood walk."
    )
    assert second == Entry(2, date(2025, 1, 1), mood="5")
    assert last == Entry(4, date(2025, 1, 2), mood="3")


def test_year_in_pixels_with_entries() -> None:
    found = items("yearinpixels", sample("yearinpixels_entries.json"))
    assert found == [
        Entry(1, date(2021, 3, 1), mood="4", feelings=("excitement",), tags=("highlight",), text="First mod call"),
        Entry(2, date(2021, 3, 2), mood="1"),
        LeftOut(2, words.NOT_A_RATING.format(kind="Period")),
    ]


def test_the_first_version_of_year_in_pixels() -> None:
    first, second = entries("yearinpixels", sample("yearinpixels_first.json"))
    assert (first.mood, first.when) == ("5", date(2019, 1, 1))
    assert (second.feelings, second.text) == (("joy",), "Snow")


DEEP = json.loads("[" * 400 + "]" * 400)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"date": None}, words.NOT_A_DAY.format(text="None")),
        ({"date": DEEP}, words.NOT_A_DAY.format(text="…")),
        ({"date": "2025-13-01"}, words.NOT_A_DAY.format(text="2025-13-01")),
        ({"date": 20250101}, None),
        ({"scores": [0]}, words.NO_RATING.format(kind="mood", value="0")),
        ({"scores": [6]}, words.NO_RATING.format(kind="mood", value="6")),
        ({"scores": [True]}, words.NO_RATING.format(kind="mood", value="True")),
        ({"scores": ["3"]}, words.NO_RATING.format(kind="mood", value="3")),
        ({"scores": [None]}, words.NO_RATING.format(kind="mood", value="None")),
        ({"scores": [10**400]}, words.NO_RATING.format(kind="mood", value="…")),
        ({"scores": [DEEP]}, words.NO_RATING.format(kind="mood", value="…")),
        ({"scores": {}}, words.NO_RATING.format(kind="mood", value="…")),
        ({"scores": None}, None),
        ({"scores": []}, None),
        ({"notes": None}, None),
        ({"notes": DEEP}, None),
        ({"tags": DEEP}, None),
        ({"tags": [{"type": None, "entries": [None, 1, DEEP, " x "]}, "y", 3]}, None),
        ({"entries": [3]}, words.NOT_AN_OBJECT),
    ],
)  # fmt: skip
def test_any_value_is_read_or_refused(changed: dict[str, object], reason: str | None) -> None:
    good: dict[str, object] = {"date": "2025-01-01", "type": "Mood", "scores": [3], "notes": "", "tags": []}
    text = json.dumps([good, good | changed, 3])
    assert recognised_by(SourceFile("file", text)) == ["yearinpixels"]
    _, found, last = items("yearinpixels", text)
    assert last == Refusal(1, words.NOT_AN_OBJECT)
    assert found == Refusal(1, reason) if reason else isinstance(found, Entry)


@pytest.mark.parametrize(
    "day",
    [
        {"date": "2025-01-01"},
        {"date": 1, "mood": 3, "emotions": [], "notes": ""},
        {"date": "2025-01-01", "entries": []},
        {"date": "2025-01-01", "entries": [{"title": "A diary", "text": "of another program"}]},
        {"date": "2025-01-01", "entries": [1]},
        {"date": "2025-01-01", "scores": [3]},
        {"date": "2025-01-01", "scores": 3, "type": "Mood", "notes": "", "tags": []},
        {"date": "2025-01-01", "mood": 3, "notes": ""},
    ],
)
def test_other_json_isnt_taken_for_year_in_pixels(day: object) -> None:
    assert recognised_by(SourceFile("file", json.dumps([day]))) == []


def test_a_year_in_pixels_file_that_was_cut_off_is_refused() -> None:
    whole = sample("yearinpixels_scores.json").text
    found = items("yearinpixels", whole[: whole.rindex('"scores"')])
    assert [type(item) for item in found] == [Entry, Entry, Refusal]
    assert items("yearinpixels", SourceFile("file", "{}"), Answers()) == []
