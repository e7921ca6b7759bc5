"""Rows that the user's files propose, and what to show if the files were read too late for a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cmcheckin.checkin import gaps, workload
from cmcheckin.checkin.form import CheckinForm, DayRow, Proposal, Proposals
from cmcheckin.wording import proposed_days as words


def propose(form: CheckinForm, proposals: Proposals, *, besides: date | None = None) -> CheckinForm:
    """Return `form` with `proposals`, and with its unconfirmed rows prefilled from them, except that of the day
    `besides`, which the user is editing. That one and rows confirmed as usual keep their values, with what files show
    instead beside them."""
    days = tuple(
        _proposed(row, proposal, is_selected=row.workday.date == besides)
        if (proposal := proposals.by_day.get(row.workday.date))
        else row
        for row in form.days
    )
    return form._replace(days=days, proposals=proposals)


def _proposed(row: DayRow, proposal: Proposal, *, is_selected: bool) -> DayRow:
    if not row.confirmed and not is_selected:
        return DayRow(proposal.workday, proposal=proposal)
    is_typed = row.confirmed and not row.as_usual
    return row if is_typed or proposal.workday == row.workday else row._replace(late_proposal=proposal)


def use(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` with the files' values confirmed in the row at `index`, if they were read late."""
    late = form.days[index].late_proposal
    return workload.with_row(form, index, DayRow(late.workday, confirmed=True)) if late else form


def use_all(form: CheckinForm) -> CheckinForm:
    """Return `form` with the files' values in all rows that were confirmed as usual."""
    for index, row in enumerate(form.days):
        if row.confirmed:
            form = use(form, index)
    return form


def late_rows(form: CheckinForm) -> tuple[DayRow, ...]:
    """Return the rows that were confirmed as usual before files showed something else."""
    return tuple(row for row in form.days if row.confirmed and row.late_proposal)


def late_text(form: CheckinForm) -> str:
    """Return what files show about the days of `late_rows`; empty without any."""
    rows = late_rows(form)
    if len(rows) == 1 and (late := rows[0].late_proposal):
        return words.suggested(rows[0].workday.date, late.sources, late.workday)
    return words.differ(len(rows)) if rows else ""


def review_text(form: CheckinForm) -> str:
    """Return what the review says about files: what they show about days that are as usual, or which days are as usual
    because files weren't read in time. Empty if there is nothing to say."""
    covered = [day for day in _days_of_ranges(form) if day in form.proposals.by_day]
    return late_text(form) or (words.covered(len(covered)) if covered else unread_text(form))


def unread_text(form: CheckinForm) -> str:
    """Return which days are as usual because files weren't read in time; empty if there are none."""
    rows = (row.workday.date for row in form.days if row.as_usual)
    days = sorted(day for day in (*rows, *_days_of_ranges(form)) if day not in form.proposals.by_day)
    if days and form.proposals.is_reading:
        return words.not_yet_read(days)
    return words.unread(form.proposals.unread, days) if days and form.proposals.unread else ""


def _days_of_ranges(form: CheckinForm) -> Iterator[date]:
    """Yield the days in ranges of a long gap that were answered as usual."""
    for days in form.gap:
        if days.answer == "usual":
            yield from (day for day in gaps.dates(days) if not gaps.is_logged(form, day))
