"""Read the fact for the line after a check-in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Closing
from cmcheckin.domain.records import Record
from cmcheckin.insight.closing import closing, reach
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import closing as words

if TYPE_CHECKING:
    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.journal import Journal


def saved_line(journal: Journal, form: CheckinForm, today: date) -> str:
    """Return the line to show after the check-in of `form` was saved on `today`."""
    return words.saved_line(_fact(journal, form.date, today, form.base.get(form.checkin.key)))


def _fact(journal: Journal, day: date, today: date, before: Record | None) -> Closing | None:
    """Return what to mention after the check-in of `day` was saved.

    None for any other day than `today`, if part of the journal can't be read, and if the check-in `before` was already
    done, so that saving it again repeats nothing.
    """
    if day != today or (isinstance(before, CheckIn) and before.done):
        return None
    if journal.missing():  # a number would be too small
        return None
    try:
        near = with_open_escalations(journal.between(*reach(today)), journal.open_since(today))
        is_leap_day = (today.month, today.day) == (2, 29)
        return closing(near, today, None if is_leap_day else journal.checkin(today.replace(year=today.year - 1)))
    except JournalError:
        return None
