"""A long gap in the plain check-in: a greeting, and a question for each range of days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import gaps, workload
from cmcheckin.checkin.form import CheckinForm, GapRange
from cmcheckin.checkin.gaps import RangeAnswer
from cmcheckin.cli.plain.session import PlainSession
from cmcheckin.services import inbox
from cmcheckin.wording import gaps as words
from cmcheckin.wording import proposed_days as hint_words
from cmcheckin.wording.spoken import spoken

DAY_BY_DAY: Final = "d"
"""The answer that opens the last days of a range one by one."""


def show_greeting(session: PlainSession, program: Program) -> None:
    """Greet the user in `session` after an absence."""
    form = session.form
    if form.date == program.clock.today() and gaps.is_return(form):
        unread = inbox.read_inbox(program.journal, program.settings, program.clock.now(), only_unread=True).unread
        session.show(words.greeting(form.previous_answers.leave_ended, form.date, len(unread)))


def ask_gap(session: PlainSession, program: Program) -> None:
    """Ask in `session` about each range of the gap without an answer, if there is a gap."""
    form, today = session.form, program.clock.today()
    if not form.gap or form.previous_date is None:
        return
    session.show()
    session.show(f"{words.title(form.previous_date, today)}.")
    session.help = words.PLAIN_HELP
    session.show_all(session.help)
    _show_answers(session, [days for days in form.gap if not gaps.is_open(form, days)], today)
    first = form.gap[0].first
    while (days := _next_open(session.form, first)) is not None:
        number, workdays, _ = gaps.counts(session.form, days)
        question = f"{spoken(words.range_text(days.first, days.last, today))} ({words.days_text(number, workdays)})"
        if known := gaps.proposed_days(session.form, days):
            session.show(hint_words.in_range(known, is_typed=True))
        current = spoken(words.state("", days.logged, 0, gaps.label(session.form, days))) if days.logged else ""
        _, given = session.ask(question, _reader(days, session.form, today), current)
        if isinstance(given, RangeAnswer):
            session.update(gaps.answer(session.form, given))
            first = days.first
            _show_answers(session, [part for part in session.form.gap if _overlaps(part, given)], today)
        elif given == DAY_BY_DAY:
            session.update(gaps.open_rows(session.form, days, program.clock.zone))
        else:
            if days.logged and not session.input_ended:
                session.update(gaps.answer(session.form, RangeAnswer(days.first, days.last, days.logged)))
            first = days.last + timedelta(1)


def _next_open(form: CheckinForm, first: date) -> GapRange | None:
    return next((days for days in form.gap if days.first >= first and gaps.is_open(form, days)), None)


def _reader(days: GapRange, form: CheckinForm, today: date) -> Callable[[str], RangeAnswer | str]:
    """Return a reader of an answer to `days`: a RangeAnswer, or DAY_BY_DAY."""

    def read(text: str) -> RangeAnswer | str:
        is_key = text.lower() == DAY_BY_DAY and len(form.days) < workload.MAX_ROWS
        return DAY_BY_DAY if is_key else gaps.read_answer(text, days, form.gap, today)

    return read


def _overlaps(days: GapRange, given: RangeAnswer) -> bool:
    return days.first <= given.last and days.last >= given.first


def _show_answers(session: PlainSession, ranges: list[GapRange], today: date) -> None:
    for days in ranges:
        kept = gaps.counts(session.form, days)[2]
        state = words.state(days.answer, days.logged, kept, gaps.label(session.form, days))
        session.show(f"{spoken(words.range_text(days.first, days.last, today))}: {spoken(state)}")
