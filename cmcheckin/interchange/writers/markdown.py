"""Write records as a diary in Markdown, day by day. User text is escaped, so that any renderer shows it as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.wording import formats
from cmcheckin.wording.markdown import escaped
from cmcheckin.wording.record_words import checkin_facts, escalation_facts, escalation_label, win_line, workday_line


def write(records: Iterable[Record], _options: ExportOptions) -> Iterator[str]:
    """Yield a title, then a section for each day, oldest first: the workday, the check-in, the escalations."""
    days: dict[date, list[str]] = defaultdict(list)
    by_type = Records.of(records)
    for workday in by_type.workdays:
        days[workday.day] += _workday(workday)
    for checkin in by_type.checkins:
        days[checkin.day] += _checkin(checkin)
    for escalation in by_type.escalations:
        days[escalation.day] += _escalation(escalation)
    yield "# Check-ins\n"
    year = None
    for day in sorted(days):
        if day.year != year:
            year = day.year
            yield f"\n## {year}\n"
        yield f"\n### {formats.long_day(day)} {day.year}\n\n{''.join(days[day])}"


def _workday(workday: Workday) -> Iterator[str]:
    yield f"- Work: {escaped(workday_line(workday))}\n"


def _checkin(checkin: CheckIn) -> Iterator[str]:
    for label, text in checkin_facts(checkin):
        yield f"- {escaped(label)}: {escaped(text)}\n"
    if checkin.wins:
        yield "- Wins:\n"
        yield from (f"  - {escaped(win_line(win))}\n" for win in checkin.wins)
    if checkin.note:
        yield "\n"
        yield from (f"> {escaped(line)}".rstrip() + "\n" for line in checkin.note.split("\n"))
        yield "\n"


def _escalation(item: Escalation) -> Iterator[str]:
    yield f"- {escalation_label(item)}: **{escaped(item.title)}**\n"
    yield from (f"  - {label}: {escaped(text)}\n" for label, text in escalation_facts(item))
