"""What an import contains, in numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from cmcheckin.domain.records import Record
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import MOOD
from cmcheckin.interchange.parsing import RecordEntry
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.services.import_files import LoadedFiles
from cmcheckin.services.import_overview import ImportOverview, Month, NamedAmount, import_overview
from cmcheckin.services.import_session import ImportSession

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
ROWS = (
    '2025-12-31,December 31,Wednesday,10:00 pm,Zen,"win","",""\n'
    '2025-12-30,December 30,Tuesday,10:00 pm,bad,"run | sad","","tired"\n'
    '2024-02-01,February 1,Thursday,10:00 pm,Flow,"","",""\n'
)
WATSON = '[[1600000000, 1600007200, "web", "a", ["moderation"], 1600007200]]'


def session_of(name: str, text: str) -> ImportSession:
    now = datetime(2026, 11, 19, 9, tzinfo=UTC)
    context = ImportContext(UTC, time(4), now, now.date(), activities=("moderation",))
    reader = next(reader for reader in READERS if reader.name == name)
    return ImportSession(LoadedFiles(name, (SourceFile(name, text),)), context, reader)


def records_of(session: ImportSession) -> list[Record]:
    return [item.record for item in session.records() if isinstance(item, RecordEntry)]


def test_days_are_counted_by_month_and_moods_by_rating_with_the_names_in_the_file() -> None:
    session = session_of("daylio", HEAD + ROWS)
    session.answer_all({(MOOD, "Zen"): "5", (MOOD, "Flow"): "5"})
    found = import_overview(session, records_of(session))
    assert (found.first, found.last) == (date(2024, 2, 1), date(2025, 12, 31))
    assert found.years is not None
    assert list(found.years) == [2024, 2025]
    assert found.years[2024][1] == Month(1, 5)
    assert found.years[2025][11] == Month(2, 3.5)
    assert found.years[2025][0] == Month()
    assert found.moods[0] == NamedAmount("5", 2, ("Zen", "Flow"))
    assert found.moods[3] == NamedAmount("2", 1, ("bad",))
    assert dict(found.amounts) == {"checkins": 3, "moods": 3, "notes": 1, "wins": 1}


def test_hours_are_counted_by_activity() -> None:
    session = session_of("watson", WATSON)
    found = import_overview(session, records_of(session))
    assert dict(found.amounts) == {"workdays": 1, "hours": 2}
    assert found.activities == (NamedAmount("moderation", 2),)
    assert found.moods == ()


def test_an_empty_import_has_no_numbers() -> None:
    assert import_overview(session_of("daylio", HEAD), []) == ImportOverview()
