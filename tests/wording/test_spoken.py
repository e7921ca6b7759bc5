"""Our own texts as they are read aloud: whole words in place of marks and abbreviations, the users' words unchanged."""

from __future__ import annotations

import pytest

from cmcheckin.wording.spoken import key_name, spoken, spoken_dates, spoken_days


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("9.5 h, 09:00–18:45, 45 min after hours", "9.5 hours, 9:00 to 18:45, 45 minutes after hours"),
        ("1 h 1 min · 1,115 h 5 m", "1 hour 1 minute, 1,115 hours 5 minutes"),
        ("00:30–08:05", "0:30 to 8:05"),
        ("Fri 13 – Thu 19 Nov", "Friday 13 to Thursday 19 November"),
        ("nights: Mon, Wed and Thu. (from 12 weeks, Mon to Thu)",
         "nights: Monday, Wednesday and Thursday. (from 12 weeks, Monday to Thursday)"),
        ("May 2026 to Nov 2026", "May 2026 to November 2026"),
        ("load: 3.9, load too much", "workload: 3.9, workload too much"),
        ("16–22 November", "16 to 22 November"),
        ("Share · Week 48, 60 min break", "Share, week 48, 60-minute break"),
        ("open → resolved ▌ 3", "open resolved 3"),
    ],
)  # fmt: skip
def test_marks_and_abbreviations_become_words(text: str, heard: str) -> None:
    assert spoken(text) == heard


@pytest.mark.parametrize("text", ["8.5.2 h", "Sun run", "Mar team", "12:05:09", "v1 m", "hours: 8"])
def test_other_texts_stay(text: str) -> None:
    assert spoken(text) == text


def test_words_of_the_user_stay_in_quotes_or_where_they_are_named() -> None:
    assert spoken("“8 h – Mon 3 Nov”, 8 h") == "“8 h – Mon 3 Nov”, 8 hours"
    assert spoken("with Sam · 5 m, 5 m spent", ["Sam · 5 m", None, ""]) == "with Sam · 5 m, 5 minutes spent"


def test_dates_alone_become_whole_words() -> None:
    assert spoken_dates("19 Nov, 8 h") == "19 November, 8 h"
    assert spoken_days("Leave on Thu 24 Dec: Sun 8 h, 19 Nov") == "Leave on Thursday 24 December: Sun 8 h, 19 Nov"


def test_a_sign_has_its_name_and_a_letter_none() -> None:
    assert [key_name(key) for key in ("[", "-", "x", "wins")] == ["[ (left bracket)", "- (minus)", "x", "wins"]
