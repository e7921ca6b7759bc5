"""The nudges that are active in a week, and the user's answers to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.nudge import Nudge
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, ON, PEAK, USEFUL, NudgeState, new_answer
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.domain.week import Week
    from cmcheckin.domain.workday import Workday
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

ACTIVE_DAYS: Final = 7
"""Days a nudge stays in the present week, the day it was shown included."""
MAX_PEAK_DAYS: Final = 366
"""Most days ahead that a planned busy time may end."""
CHANGE_LABEL: Final = "answer to a nudge"
"""What the journal calls the change that saves an answer."""


class ActiveNudge(NamedTuple):
    """A nudge that was shown, and the user's last answer to its kind since."""

    nudge: Nudge
    answer: NudgeState | None = None

    @property
    def interrupts(self) -> bool:
        """Whether it is more serious than a note in the weekly view, and not answered yet."""
        return self.nudge.level != "note" and self.answer is None


def active_nudges(journal: Journal, nudges: Iterable[Nudge], week: Week, today: date) -> tuple[ActiveNudge, ...]:
    """Return the newest of each kind among `nudges` (newest first) that was shown in `week`.

    In the present week, those of the seven days up to `today` count as well. Unanswered ones come first, and of these
    the more serious. Raises JournalError.
    """
    shown = [one for one in nudges if _is_active(one.on, week, today)]
    if not shown:
        return ()
    states = sorted(journal.nudge_states(), key=lambda state: state.at)
    newest: dict[str, ActiveNudge] = {}
    for nudge in shown:
        if nudge.finding.kind not in newest:
            newest[nudge.finding.kind] = ActiveNudge(nudge, _answer_since(nudge, states, journal))
    return tuple(sorted(newest.values(), key=lambda one: (one.answer is not None, not one.interrupts)))


def week_nudges(journal: Journal, settings: Settings, week: Week, today: date) -> tuple[ActiveNudge, ...]:
    """Return the nudges of `week`, the most important first. Only this week and the one before have any. Raises
    JournalError."""
    from cmcheckin.services.nudge_history import first_recent_day, recent_nudges

    recent = week.sunday >= first_recent_day(today)
    return active_nudges(journal, recent_nudges(journal, settings, today) if recent else (), week, today)


def read_peak_end(text: str, today: date) -> date:
    """Return the last day of a busy time that `text` names: a date, or a number of weeks from `today`.

    Raises ValueError with a message for the user.
    """
    try:
        weeks = int(text) if text.isdecimal() and len(text) < 3 else 0
        until = today + timedelta(weeks=weeks) if weeks else read_day(text, today, ahead=True)
    except ValueError:
        raise ValueError(words.INVALID_DAY.format(text=text)) from None
    if not 0 <= (until - today).days <= MAX_PEAK_DAYS:
        raise ValueError(words.PEAK_OUT_OF_RANGE.format(text=text))
    return until


def _is_active(on: date, week: Week, today: date) -> bool:
    return on in week or (today in week and today - timedelta(ACTIVE_DAYS - 1) <= on <= today)


def _answer_since(nudge: Nudge, states: Iterable[NudgeState], journal: Journal) -> NudgeState | None:
    """Return the last answer since the check-in that showed `nudge`: to its kind, or a peak or leave that holds it."""
    checkin = journal.checkin(nudge.on)
    at = checkin.logged_at if checkin else None
    found = None
    for state in states:
        applies = state.kind in (nudge.finding.kind, LEAVE) or (state.kind == PEAK and nudge.finding.held_by_peak)
        if applies and (state.at >= at if at else state.day >= nudge.on):
            found = None if state.action == ON else state
    return found


def save_answer(
    journal: Journal,
    clock: Clock,
    action: str,
    kind: str = "",
    until: date | None = None,
    also: Callable[[Journal], tuple[Workday, ...]] = lambda _: (),
) -> NudgeState:
    """Save the answer `action` to nudges of `kind` and return it, with the days that `also` returns in one change.

    Raises JournalError, with nothing changed.
    """
    from cmcheckin.journal.changes import Change

    saved: list[NudgeState] = []

    def build(now: Journal) -> Change:
        saved[:] = [new_answer(action, clock.now(), kind, until, is_taken=lambda key: now.get(key) is not None)]
        return Change(put=(*saved, *also(now)))

    journal.change(build, CHANGE_LABEL)
    return saved[0]


def twice_not_useful(states: Iterable[NudgeState], kind: str) -> bool:
    """Whether the last two ratings of `kind` were both "not useful", so that it is time to offer switching it off."""
    rated = [state for state in states if state.kind == kind and state.action in (USEFUL, NOT_USEFUL)]
    return [state.action for state in sorted(rated, key=lambda state: state.at)][-2:] == [NOT_USEFUL, NOT_USEFUL]
