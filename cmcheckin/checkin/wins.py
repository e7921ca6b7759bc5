"""Step 3: wins, and long-term ones looked back at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from cmcheckin.checkin.form import CheckinForm, FollowUp, Step
from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Win, WinCheck
from cmcheckin.domain.text import LINE, clean

STEP: Final = Step("wins", "wins")
FOLLOW_UP_DAYS: Final = (30, 90)
"""Days after which a long-term win comes back (product contract)."""
FOLLOW_UP_WINDOW: Final = 14
"""Days it goes on being offered when nobody answers; then the question lapses."""
FOLLOW_UP_REACH: Final = timedelta(days=FOLLOW_UP_DAYS[-1] + FOLLOW_UP_WINDOW)
"""How far back a long-term win can still be asked about."""


def due_follow_ups(checkins: Iterable[CheckIn], today: date) -> tuple[FollowUp, ...]:
    """The long-term wins to ask about today: 30 or 90 days old, not asked about at that age, the oldest first."""
    found = []
    for checkin in checkins:
        age = (today - checkin.date).days
        for win in checkin.wins:
            if not win.long_term or win.id is None:
                continue
            for after in FOLLOW_UP_DAYS:
                asked = any(check.after_days == after for check in win.checks)
                if after <= age < after + FOLLOW_UP_WINDOW and not asked:
                    found.append(FollowUp(checkin.date, win, after))
    return tuple(sorted(found, key=lambda follow_up: (follow_up.day, follow_up.win.text)))


def add(morning: CheckinForm, text: str) -> CheckinForm:
    """With one more win; unchanged when the text says nothing."""
    kept = clean(text)[:LINE]
    return morning.with_answers(wins=(*morning.checkin.wins, Win(kept, long_term=False))) if kept else morning


def change(morning: CheckinForm, index: int, **changes: Any) -> CheckinForm:
    """With a win changed; one whose text is emptied is dropped. A sender stays only with praise received."""
    wins = list(morning.checkin.wins)
    win = wins[index]._replace(**changes)
    if not win.text:
        return remove(morning, index)
    wins[index] = win if win.kind == "thanks" else win._replace(sender=None)
    return morning.with_answers(wins=tuple(wins))


def remove(morning: CheckinForm, index: int) -> CheckinForm:
    """Without a win."""
    return morning.with_answers(wins=tuple(win for n, win in enumerate(morning.checkin.wins) if n != index))


def kind_of(digit: str) -> str | None:
    """The kind a digit stands for, 1 to 8."""
    return WIN_KINDS[int(digit) - 1] if digit.isdecimal() and 1 <= int(digit) <= len(WIN_KINDS) else None


def answer_follow_up(morning: CheckinForm, index: int, holds: bool | None) -> CheckinForm:
    """With a look back answered."""
    looks = list(morning.follow_ups)
    looks[index] = looks[index]._replace(holds=holds)
    return replace(morning, follow_ups=tuple(looks))


def with_follow_ups(checkin: CheckIn, looks: Iterable[FollowUp], today: date) -> CheckIn:
    """The earlier check-in with the answers of today's looks back written to its wins."""
    answered = {
        answer_follow_up.win.id: answer_follow_up
        for answer_follow_up in looks
        if answer_follow_up.holds is not None and answer_follow_up.day == checkin.date
    }
    return checkin._replace(
        wins=tuple(
            win._replace(checks=(*win.checks, WinCheck(today, answered[win.id].after_days, answered[win.id].holds)))
            if win.id in answered
            else win
            for win in checkin.wins
        ),
    )
