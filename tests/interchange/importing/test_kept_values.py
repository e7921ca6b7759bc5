"""What has no place in a check-in is kept under the name of its program, and habits are left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from cmcheckin.interchange.importing.answers import NUMBER, Answers
from cmcheckin.interchange.importing.checkins import checkins_of
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.parsing import Entry as RecordEntry
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.wording import foreign_files as words

DAY = date(2026, 3, 9)
CONTEXT = ImportContext(UTC, time(4), datetime(2026, 3, 10, 9, tzinfo=UTC), date(2026, 3, 10), metrics=("coffee",))


def test_lists_of_several_entries_are_joined() -> None:
    entries = [
        Entry(2, DAY, mood="3", unmapped={"daylio_scales": ["Sky: grey", "Mud: deep"], "place": "A"}),
        Entry(3, DAY, mood="3", unmapped={"daylio_scales": ["Sky: grey", "Sky: blue"], "place": "B"}),
    ]
    (found,) = checkins_of(entries, Answers(), CONTEXT, "daylio")
    assert isinstance(found, RecordEntry)
    assert found.record.extra == {"daylio_scales": ["Sky: grey", "Mud: deep", "Sky: blue"], "place": "B"}


@pytest.mark.parametrize("program", ["bearable", "harsh"])
def test_only_habits_are_left_out_where_no_answer_maps_them(program: str) -> None:
    entries = [Entry(2, DAY, numbers={"Sleep": 7.5, "Cups": 2.0}), Entry(3, DAY, mood="3")]
    found, *left_out = checkins_of(entries, Answers({(NUMBER, "Cups"): "coffee"}), CONTEXT, program)
    assert isinstance(found, RecordEntry)
    is_kept = program == "bearable"
    assert found.record.extra == ({"bearable_numbers": {"Sleep": 7.5}} if is_kept else {})
    assert left_out == ([] if is_kept else [LeftOut(2, words.UNMAPPED_HABIT.format(name="Sleep"))])
