"""Step 3 of the check-in: wins, and whether long-term ones still hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from cmcheckin.checkin.form import CheckinForm, FollowUp, Step, replaced
from cmcheckin.domain.checkin import FOLLOW_UP_DAYS, WIN_KINDS, CheckIn, Win, WinCheck
from cmcheckin.domain.text import LINE, clean

STEP: Final = Step("wins", "wins")
FOLLOW_UP_WINDOW: Final = 14
"""Days for which an unanswered follow-up is asked again."""
FOLLOW_UP_REACH: Final = timedelta(days=FOLLOW_UP_DAYS[-1] + FOLLOW_UP_WINDOW)
"""Oldest age of a win that can still be asked about."""


def due_follow_ups(checkins: Iterable[CheckIn], today: date) -> tuple[FollowUp, ...]:
    """Return a follow-up for each long-term win in `checkins` that reached an age in FOLLOW_UP_DAYS within the last
    FOLLOW_UP_WINDOW days before `today` and was not asked about at that age; the oldest first."""
    follow_ups = (
        FollowUp(checkin.date, win, after_days)
        for checkin in checkins
        for win in checkin.wins
        for after_days in FOLLOW_UP_DAYS
        if win.long_term and win.id is not None
        if after_days <= (today - checkin.date).days < after_days + FOLLOW_UP_WINDOW
        if all(check.after_days != after_days for check in win.checks)
    )
    return tuple(sorted(follow_ups, key=lambda follow_up: (follow_up.day, follow_up.win.text)))


def add(form: CheckinForm, text: str) -> CheckinForm:
    """Return `form` with `text` added as a win; unchanged if `text` is blank."""
    cleaned = clean(text)[:LINE]
    return form.with_answers(wins=(*form.checkin.wins, Win(cleaned, long_term=False))) if cleaned else form


def change(form: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """Return `form` with `changes` to the win at `index`; without it if its text is then empty. Only praise received
    keeps a sender."""
    win = form.checkin.wins[index]._replace(**changes)
    if not win.text:
        return remove(form, index)
    changed = win if win.kind == "thanks" else win._replace(sender=None)
    return form.with_answers(wins=replaced(form.checkin.wins, index, changed))


def remove(form: CheckinForm, index: int) -> CheckinForm:
    """Return `form` without the win at `index`."""
    return form.with_answers(wins=replaced(form.checkin.wins, index))


def kind_of(digit: str) -> str | None:
    """Return the kind of win for `digit`, 1 to 8; None for anything else."""
    return WIN_KINDS[int(digit) - 1] if digit.isdecimal() and 1 <= int(digit) <= len(WIN_KINDS) else None


def answer_follow_up(form: CheckinForm, index: int, holds: bool | None) -> CheckinForm:
    """Return `form` with the follow-up at `index` answered with `holds`; None takes the answer back."""
    return form._replace(follow_ups=replaced(form.follow_ups, index, form.follow_ups[index]._replace(holds=holds)))


def with_follow_ups(checkin: CheckIn, follow_ups: Iterable[FollowUp], today: date) -> CheckIn:
    """Return `checkin` with the answers in `follow_ups` added to its wins, as given on `today`."""
    answers = {
        answer.win.id: answer for answer in follow_ups if answer.holds is not None and answer.day == checkin.date
    }
    wins = list(checkin.wins)
    for n, win in enumerate(wins):
        if answer := answers.get(win.id):
            wins[n] = win._replace(checks=(*win.checks, WinCheck(today, answer.after_days, answer.holds)))
    return checkin._replace(wins=tuple(wins))
