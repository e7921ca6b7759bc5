"""Write a Markdown file for each day, like Obsidian's daily notes: properties first, then what was written.

The properties are the figures of the day's row in the format `days`, under the same names, so that its data dictionary
explains them too. The user's text is only in the body, where it is escaped: a property with `[[Ada]]` or an address
would become a link. Feelings are properties if they are plain words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.text import to_json
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.writers.day_table import day_rows
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.wording import escalations, formats, markdown, wins
from cmcheckin.wording.data_dictionary import DAY_COLUMNS
from cmcheckin.wording.record_words import (
    NOTE,
    WORK,
    checkin_facts,
    escalation_facts,
    escalation_label,
    win_line,
    workday_line,
)

TAG: Final = "cmcheckin"
"""The tag of each file."""
PROPERTIES: Final = frozenset(DAY_COLUMNS) - {
    "label",
    "activities",
    "feelings",
    "is_workday",
    "checked_in",
    "hours_look_wrong",
}
"""Columns that become properties: all except the user's texts, and those that mean nothing outside a table."""
OWN: Final = ("activity ", "metric ", "answer ")
"""How the names of the user's own properties begin."""
_PLAIN: Final = re.compile(r"[^\W\d_][\w '’-]*")
# A backslash with the character that it escapes, or a character that only Obsidian reads as markup: `#` of a tag, and
# `%%` and `==`, of which one is enough to escape.
_OBSIDIAN: Final = re.compile(r"\\.|#|%(?=%)|=(?==)")


def write(records: Sequence[Record], options: ExportOptions) -> Iterator[str]:
    """Yield the texts of all files."""
    return (text for _, text in files(records, options))


def files(records: Sequence[Record], options: ExportOptions) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the file of each day with a check-in, a workday or an escalation."""
    by_type = Records.of(records)
    workdays = {one.date: one for one in by_type.workdays}
    checkins = {one.date: one for one in by_type.checkins}
    opened: dict[date, list[Escalation]] = defaultdict(list)
    for one in by_type.escalations:
        opened[one.day].append(one)
    logged = {*workdays, *checkins, *opened}
    for row in day_rows(records, options):
        day = date.fromisoformat(str(row["date"]))
        if day in logged:
            checkin = checkins.get(day)
            lines = [
                *_properties(row, checkin),
                f"# {formats.long_day(day)} {day.year}",
                "",
                *_facts(workdays.get(day), checkin),
                *_sections(checkin, opened[day]),
            ]
            yield f"{day}.md", "\n".join(lines).rstrip("\n") + "\n"


def _properties(row: Mapping[str, object], checkin: CheckIn | None) -> Iterator[str]:
    """Yield the lines of the YAML that Obsidian shows as properties. Every value is the same in YAML 1.1 and 1.2."""
    yield "---"
    for name, value in row.items():
        if value is not None and (name in PROPERTIES or name.startswith(OWN)):
            yield f"{name if name in PROPERTIES else to_json(name)}: {_scalar(name, value)}"
    feelings = [to_json(word) for word in checkin.feelings if _PLAIN.fullmatch(word)] if checkin else []
    if feelings:
        yield f"feelings: [{', '.join(feelings)}]"
    yield from (f"tags: [{TAG}]", "---", "")


def _scalar(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and "." not in str(value):  # 1e-07, which needs a point in YAML 1.1
        return str(value).replace("e", ".0e")
    return to_json(value) if isinstance(value, str) and name not in ("date", "logged_at") else str(value)


def _facts(workday: Workday | None, checkin: CheckIn | None) -> Iterator[str]:
    if workday:
        yield f"- {_escaped(f'{WORK}: {workday_line(workday)}')}"
    if checkin:
        yield from (f"- {_escaped(f'{label}: {text}')}" for label, text in checkin_facts(checkin))
    if workday or checkin:
        yield ""


def _sections(checkin: CheckIn | None, opened: Sequence[Escalation]) -> Iterator[str]:
    if checkin and checkin.wins:
        yield from (f"## {wins.TITLE}", "", *(f"- {_escaped(win_line(win))}" for win in checkin.wins), "")
    if opened:
        yield from (f"## {escalations.TITLE}", "")
        for one in opened:
            yield f"- {escalation_label(one)}: **{_escaped(one.title)}**"
            yield from (f"  - {_escaped(f'{label}: {text}')}" for label, text in escalation_facts(one))
        yield ""
    if checkin and checkin.note:
        yield from (f"## {NOTE}", "", *(_escaped(line) for line in checkin.note.split("\n")))


def _escaped(text: str) -> str:
    """Return `text` on one line, escaped so that Obsidian finds no markup, link, tag or comment in it."""
    return _OBSIDIAN.sub(lambda found: found[0] if len(found[0]) == 2 else f"\\{found[0]}", markdown.escaped(text))
