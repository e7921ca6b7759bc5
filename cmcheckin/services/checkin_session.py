"""Between the morning and the journal: begin one from what is kept, pick up a draft, keep what it became.

The one module of this room that knows the journal; screen and plain lines both go through it. What only saving needs is
imported when something is saved: the first frame waits for everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.checkin import wins, workload
from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, FormPosition, PreviousAnswers
from cmcheckin.clock import Clock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import by_severity
from cmcheckin.domain.fields import EARLIEST, Key
from cmcheckin.domain.records import CheckIns, Record, same
from cmcheckin.journal.errors import JournalError

if TYPE_CHECKING:
    from cmcheckin.checkin.conflict import Difference
    from cmcheckin.journal import Change, Journal, Saved
    from cmcheckin.journal.drafts import DraftSlot
    from cmcheckin.settings import Settings


class SaveConflict(Exception):  # noqa: N818  it reads as what it says
    """A record of this morning was changed by another window; nothing was kept. Holds what there is to choose from."""

    def __init__(self, found: tuple[Difference, ...], theirs: Mapping[Key, Record | None]) -> None:
        super().__init__("This morning was changed in another window. Nothing has been saved yet.")
        self.differences = found
        self.saved = theirs


class UnavailableDraft:
    """In place of a draft that could not be begun (a full disk, a folder that is not ours): says so when it is to be
    kept. The answers stay in memory, and the morning can be saved all the same."""

    restored = None

    def __init__(self, why: JournalError) -> None:
        self.error = why

    def keep(self, data: Mapping[str, object], *, final: bool = False) -> None:
        """Raises the JournalError there was."""
        raise self.error

    def discard(self) -> None:
        """There is nothing."""

    release = discard


class CheckinSession(NamedTuple):
    """A morning on the table: where it stands, and the draft it is written to. `restored`: it was picked up again."""

    form: CheckinForm
    position: FormPosition
    draft: DraftSlot | UnavailableDraft
    restored: bool = False


def recent_checkins(journal: Journal, day: date) -> CheckIns:
    """The check-ins before `day` that its morning can ask about again."""
    return journal.between(day - wins.FOLLOW_UP_REACH, day - timedelta(1)).checkins


def new_form(journal: Journal, settings: Settings, clock: Clock, day: date | None = None) -> CheckinForm:
    """The morning of `day` (today unless said) as the journal has it, with nothing new answered.

    Raises Refused for a day that has not come yet.
    """
    today = clock.today()
    day = day or today
    if day > today:
        raise Refused("date", f"is {day}, which has not come yet (today is {today})")
    earlier = recent_checkins(journal, day)
    kept = journal.checkin(day)
    # A win or a note logged in between was no check-in: nobody was asked about the days before it.
    done = _last_done(earlier) or _last_done(journal.between(EARLIEST, day - wins.FOLLOW_UP_REACH).checkins)
    previous = done.date if done else None
    workdays = journal.between(day - timedelta(workload.MAX_ROWS), day).workdays
    now = clock.now() if day == today else None
    rows = workload.rows_for(day, previous, workdays, settings.schedule, now, clock.zone)
    looks = wins.due_follow_ups(earlier, day)
    unresolved = journal.unresolved().where(lambda item: item.day <= day + timedelta(1))
    base: dict[Key, Record | None] = {Key("checkin", day.isoformat()): kept}
    base |= {row.workday.key: workdays.on(row.workday.date) for row in rows}
    base |= {item.key: item for item in unresolved}
    base |= {found.key: found for look in looks if (found := earlier.on(look.day))}
    carried = tuple(CarriedEscalation(item, item) for item in sorted(unresolved, key=by_severity))
    last = PreviousAnswers(done.workload if done else None, workload.last_worked(workdays, rows))
    return CheckinForm(day, kept or CheckIn(day), rows, carried, (), looks, previous, base, last)


def _last_done(checkins: CheckIns) -> CheckIn | None:
    return checkins.where(lambda checkin: checkin.done).latest


def open_session(journal: Journal, settings: Settings, clock: Clock, day: date | None = None) -> CheckinSession:
    """The morning of `day` with a draft of its own: the one left behind when there is one, else a new one.

    Raises Refused for a day that has not come yet.
    """
    fresh = new_form(journal, settings, clock, day)
    try:
        slot = journal.drafts.claim(fresh.date)
    except JournalError as no:
        return CheckinSession(fresh, FormPosition(), UnavailableDraft(no))
    if slot.restored is not None:
        from cmcheckin.checkin import draft

        try:
            morning, place = draft.read(slot.restored)
            if morning.date == fresh.date:
                return CheckinSession(merge_draft(morning, fresh), place, slot, restored=True)
        except Refused:
            slot.set_aside(clock.today())
    return CheckinSession(fresh, FormPosition(), slot)


def merge_draft(morning: CheckinForm, fresh: CheckinForm) -> CheckinForm:
    """A draft brought up to what is kept now: escalations that came since join it; untouched ones follow the journal.

    What was answered stays, with the base it was answered on: a change made elsewhere meets it when it is kept.
    """
    touched = {item.before.key for item in morning.carried if item.now != item.before}
    ours = {item.before.key: item for item in morning.carried if item.before.key in touched or item.answered}
    carried = [ours.pop(item.before.key, item) for item in fresh.carried]
    carried += [item for key, item in ours.items() if key in touched]
    rows = {row.workday.date: row for row in morning.days if row.confirmed}
    days = tuple(rows.get(row.workday.date, row) for row in fresh.days)
    answered = {row.workday.key for row in rows.values()} | touched | {morning.checkin.key}
    base = dict(fresh.base) | {key: kept for key, kept in morning.base.items() if key in answered}
    untouched = same(morning.checkin, morning.base.get(morning.checkin.key) or CheckIn(morning.date))
    if untouched:
        base[fresh.checkin.key] = fresh.base.get(fresh.checkin.key)
    looks = {(look.win.id, look.after_days): look for look in morning.follow_ups if look.holds is not None}
    return replace(
        fresh,
        checkin=fresh.checkin if untouched else morning.checkin,
        days=days,
        carried=tuple(carried),
        new_escalations=morning.new_escalations,
        follow_ups=tuple(looks.get((look.win.id, look.after_days), look) for look in fresh.follow_ups),
        base=base,
    )


def feeling_suggestions(journal: Journal, day: date) -> tuple[str, ...]:
    """Feelings to complete from on the morning of `day`."""
    from cmcheckin.checkin.mood import known_feelings

    return known_feelings(recent_checkins(journal, day))


def save(journal: Journal, morning: CheckinForm, clock: Clock) -> Saved:
    """Keeps the morning as one change. Raises ChangedElsewhere, with nothing kept, when another window was first."""

    from cmcheckin.checkin.conflict import differences
    from cmcheckin.journal import Change

    def build(kept: Journal) -> Change:
        records = _records(kept, morning, clock)
        theirs = {record.key: kept.get(record.key) for record in records if record.key in morning.base}
        if found := differences(morning.base, records, theirs):
            raise SaveConflict(found, theirs)
        return Change(put=records)

    return journal.change(build, why="check-in")


def save_resolved(
    journal: Journal,
    morning: CheckinForm,
    clock: Clock,
    chosen: tuple[Difference, ...],
    theirs: Mapping[Key, Record | None],
) -> Saved:
    """Keeps the morning as chosen from its differences. Raises ChangedElsewhere when it changed once more meanwhile."""

    from cmcheckin.checkin.conflict import differences, resolved_records
    from cmcheckin.journal import Change

    def build(kept: Journal) -> Change:
        records = _records(kept, morning, clock)
        now = {key: kept.get(key) for key in theirs}
        if any(not same(now[key], theirs[key]) for key in theirs):
            raise SaveConflict(differences(morning.base, records, now), now)
        return Change(put=resolved_records(records, theirs, chosen))

    return journal.change(build, why="check-in")


def back_up_daily(journal: Journal, clock: Clock) -> None:
    """Today's backup, unless there is one. A disk that has no room for it is told about when something is saved."""
    from cmcheckin.journal import backups

    with suppress(JournalError):
        backups.daily(journal.places, clock.today())


def _records(kept: Journal, morning: CheckinForm, clock: Clock) -> tuple[Record, ...]:
    from cmcheckin.checkin.saving import IdAllocator, records_to_save

    return records_to_save(morning, clock.now(), IdAllocator(kept.next_win_ids, kept.next_escalation_ids))
