"""Every export format can be written, is described, and has every text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.conflicts import FieldConflict, FieldValue
from cmcheckin.domain.records import Record
from cmcheckin.interchange.parsing import parse
from cmcheckin.interchange.writers import FORMATS, format_named
from cmcheckin.interchange.writers.export_options import ExportOptions, by_key
from cmcheckin.wording.imports import FORMAT_HELP
from cmcheckin.wording.topics import read_topic
from tests.checkin.form_examples import checkins, escalations, workdays

OPTIONS = ExportOptions(date(2026, 11, 20))


@given(st.lists(checkins | workdays | escalations, max_size=4, unique_by=lambda record: record.key))
def test_every_format_can_be_written_for_any_records(records: list[Record]) -> None:
    last = max((record.day for record in records), default=OPTIONS.today)
    for form in FORMATS:
        text = "".join(form.write(records, OPTIONS._replace(today=last, first=last - timedelta(30))))
        assert text.encode() or form.name in ("jsonl", "obsidian")


def test_every_format_is_described() -> None:
    assert [form.name for form in FORMATS] == list(FORMAT_HELP)
    topic = read_topic("formats")
    assert [form.name for form in FORMATS if f"`{form.name}`" not in topic] == []


def test_every_format_has_every_text_of_a_check_in() -> None:
    texts = {name: f"the {name} text" for name, kind in get_type_hints(CheckIn).items() if kind == str | None}
    checkin = CheckIn.read({"date": "2026-11-20", **texts})
    missing = {
        (form.name, name)
        for form in FORMATS
        for name, text in texts.items()
        if text not in "".join(form.write([checkin], OPTIONS._replace(has_texts=True)))
    }
    assert "note" in texts
    assert missing == {("ics", name) for name in texts}
    assert not any(text in "".join(format_named("days").write([checkin], OPTIONS)) for text in texts.values())


def test_what_can_be_imported_has_open_conflicts_and_the_others_are_the_same_without() -> None:
    checkin = CheckIn(date(2026, 11, 20), mood=4)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    conflict = FieldConflict(checkin.key, ("mood",), (FieldValue(at, "phone-77aa", 4), FieldValue(at, "laptop", 2)))
    for form in FORMATS:
        text = "".join(form.write([checkin], OPTIONS._replace(conflicts=by_key([conflict]))))
        if form.importable and not form.is_table:
            (entry,) = parse(text.encode(), checkin.date).entries
            assert (entry.record, entry.conflicts) == (checkin, (conflict,))
        else:
            assert text == "".join(form.write([checkin], OPTIONS))
    text = "".join(FORMATS[0].write([checkin], OPTIONS._replace(conflicts=by_key([conflict]))))
    early = parse(text.encode(), checkin.date, at - timedelta(days=2))
    assert "conflicts.time" in str(early.refusals)
