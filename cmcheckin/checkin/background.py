"""What helps to answer a check-in: the last one, this week so far and the open escalations."""

from __future__ import annotations

from typing import Final, NamedTuple

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.week import Week
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import checkin_facts

MAX_WINS: Final = 3
"""Most wins of the last check-in that are shown."""
MAX_OPEN: Final = 6
"""Most open escalations that are shown."""


class Section(NamedTuple):
    """A title, and rows of a label and a text."""

    title: str
    rows: tuple[tuple[str, str], ...]


def background(form: CheckinForm, step: str) -> tuple[Section, ...]:
    """Return the sections to show beside the `step` of `form`, without those that would be empty or that the step shows
    itself."""
    sections = [_last_time(form), _this_week(form)]
    if step != "escalations":
        sections.append(_open(form))
    return tuple(section for section in sections if section.rows)


def _last_time(form: CheckinForm) -> Section:
    last = form.previous_answers.checkin
    if last is None:
        return Section("", ())
    wins = [("Win", win.text) for win in last.wins[:MAX_WINS]]
    return Section(words.last_time(formats.long_day(last.date, form.date)), (*checkin_facts(last), *wins))


def _this_week(form: CheckinForm) -> Section:
    """Return the days of the week of `form` before its day, as logged or as confirmed in it."""
    monday = Week.of(form.date).monday
    days = {day.date: day for day in form.previous_answers.workdays}
    days |= {row.workday.date: row.workday for row in form.days if row.confirmed}
    shown = [day for _, day in sorted(days.items()) if monday <= day.date <= form.date]
    rows = [(formats.short_day(day.date)[:6], words.day_in_short(day)) for day in shown]
    worked = [day.counted_hours for day in shown if day.counted_hours]
    if len(worked) > 1:
        rows.append((words.SO_FAR, formats.hours(sum(worked))))
    return Section(words.THIS_WEEK, tuple(rows))


def _open(form: CheckinForm) -> Section:
    items = [item.now for item in form.carried if item.now.unresolved]
    rows = [(item.severity_name, item.title) for item in items[:MAX_OPEN]]
    if len(items) > MAX_OPEN:
        rows.append(("", words.more_open(len(items) - MAX_OPEN)))
    return Section(words.STILL_OPEN, tuple(rows))
