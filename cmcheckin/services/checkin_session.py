"""Begin a check-in from the journal, restore its draft, and save it. Used by the screen and by the plain check-in.

Modules that only saving needs are imported when it saves, so that the first frame is fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.checkin import gaps, wins, workload
from cmcheckin.checkin.form import (
    NO_PROPOSALS,
    READING,
    CarriedEscalation,
    CheckinForm,
    FormPosition,
    PreviousAnswers,
)
from cmcheckin.clock import Clock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import by_severity
from cmcheckin.domain.fields import EARLIEST, LATEST, Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import CheckIns, Record, decode, encode, same
from cmcheckin.domain.workday import Workday
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.checkin.conflict import Difference
    from cmcheckin.journal import Change, Journal, Saved
    from cmcheckin.journal.drafts import Drafts, DraftSlot
    from cmcheckin.settings import Settings


CLOCKS_DIFFER: Final = timedelta(2)
"""How far ahead a check-in must be, so that not just the time zones of two devices differ."""


class SaveConflict(Exception):  # noqa: N818  the name says what happened
    """Another window changed a record of this check-in; nothing was saved. `differences`: what to choose from. `saved`:
    the records as they are in the journal now."""

    def __init__(self, differences: tuple[Difference, ...], saved: Mapping[Key, Record | None]) -> None:
        super().__init__(words.CHANGED_ELSEWHERE)
        self.differences = differences
        self.saved = saved


class UnavailableDraft:
    """Stands in for a draft of `day` that couldn't be created (full disk, no permission). The answers stay in memory
    until it can be, and the check-in can still be saved."""

    restored = None

    def __init__(self, drafts: Drafts, day: date) -> None:
        self._drafts, self._day = drafts, day
        self._slot: DraftSlot | None = None

    def keep(self, data: dict[str, Any], *, final: bool = False) -> None:
        """Try to create the draft again, and save `data` in it. Raises JournalError."""
        if self._slot is None:
            self._slot = self._drafts.claim_new(self._day)
        self._slot.keep(data, final=final)

    def discard(self) -> None:
        """Delete the draft, if it was created."""
        if self._slot is not None:
            self._slot.discard()

    def release(self) -> None:
        """Release the draft, if it was created. It stays for the next window."""
        if self._slot is not None:
            self._slot.release()


class CheckinSession(NamedTuple):
    """An open check-in: its form, the position in it, and its draft. `restored`: whether it continues an earlier
    draft."""

    form: CheckinForm
    position: FormPosition
    draft: DraftSlot | UnavailableDraft
    restored: bool = False


def recent_checkins(journal: Journal, day: date) -> CheckIns:
    """Return the check-ins before `day` with wins that can still be asked about on it."""
    return journal.between(day - wins.FOLLOW_UP_REACH, day - timedelta(1), ("checkins",)).checkins


def new_form(journal: Journal, settings: Settings, clock: Clock, day: date | None = None) -> CheckinForm:
    """Return a form for `day` (default: today), filled from the journal and without new answers.

    Raises Refused for a day in the future.
    """
    today = clock.today()
    day = day or today
    if day > today:
        raise Refused("date", words.NOT_YET.format(day=day, today=today))
    earlier = recent_checkins(journal, day)
    saved = journal.checkin(day)
    # A win or note logged with `log` isn't a check-in, as that doesn't ask about the days before.
    last_done = _last_done(earlier) or _last_done(
        journal.between(EARLIEST, day - wins.FOLLOW_UP_REACH, ("checkins",)).checkins
    )
    previous_date = last_done.date if last_done else None
    now, schedule = clock.now() if day == today else None, settings.schedule
    first = day - timedelta(workload.MAX_ROWS)
    if now and previous_date:
        first = min(first, previous_date)
    near = journal.between(first, day + gaps.LOOK_AHEAD)
    workdays = near.workdays
    gap = gaps.ranges_of(previous_date, day - timedelta(1), workdays, schedule) if now and previous_date else ()
    # Rows then come only for today, if it is almost over.
    rows = workload.rows_for(day, day if gap else previous_date, workdays, schedule, now, clock.zone)
    follow_ups = wins.due_follow_ups(earlier, day)
    unresolved = journal.unresolved().where(lambda item: item.day <= day + timedelta(1))
    base: dict[Key, Record | None] = {Key("checkin", day.isoformat()): saved}
    base |= {row.workday.key: workdays.on(row.workday.date) for row in rows}
    base |= {workday.key: workday for workday in workdays if gap and workday.date < day}
    base |= {item.key: item for item in unresolved}
    base |= {checkin.key: checkin for follow_up in follow_ups if (checkin := earlier.on(follow_up.day))}
    carried = tuple(CarriedEscalation(item, item) for item in sorted(unresolved, key=by_severity))
    last_worked = workload.last_worked(workdays, rows)
    leave_ended = gaps.leave_ended(workdays, previous_date, day, schedule) if now and previous_date else None
    recent = tuple(near.escalations)
    previous_answers = PreviousAnswers(
        last_done, last_worked, tuple(workdays), leave_ended, recent, are_locked=journal.is_locked
    )
    checkin = saved or CheckIn(day)
    proposals = READING if settings.hint_files and not journal.is_locked else NO_PROPOSALS
    return CheckinForm(
        day, checkin, rows, carried, (), follow_ups, previous_date, base, previous_answers, gap, schedule, proposals
    )


def _last_done(checkins: CheckIns) -> CheckIn | None:
    return checkins.where(lambda checkin: checkin.done).latest


def open_session(journal: Journal, settings: Settings, clock: Clock, day: date | None = None) -> CheckinSession:
    """Open the check-in of `day` (default: today), restoring its draft if there is one. A draft that can't be read is
    set aside.

    Raises Refused for a day in the future.
    """
    fresh = new_form(journal, settings, clock, day)
    try:
        draft_slot = journal.drafts.claim(fresh.date)
    except JournalError:  # raised again when there is something to keep
        return CheckinSession(fresh, FormPosition(), UnavailableDraft(journal.drafts, fresh.date))
    if draft_slot.restored is not None:
        from cmcheckin.checkin import draft

        try:
            form, position = draft.read(draft_slot.restored)
            if form.date == fresh.date:
                return CheckinSession(merge_draft(form, fresh, clock), position, draft_slot, restored=True)
        except Refused:
            draft_slot.set_aside(clock.today())
    return CheckinSession(fresh, FormPosition(), draft_slot)


def opening_messages(session: CheckinSession, journal: Journal, today: date) -> Iterator[str]:
    """Yield what to say before the first question of `session`: that `journal` has a check-in of a day well after
    `today`, so that this device's clock may be wrong, and that a draft was restored."""
    # Another device may be a time zone ahead, and nothing can be read while the diary is locked.
    if session.form.date == today < LATEST - CLOCKS_DIFFER and not journal.is_locked:
        later = journal.between(today + CLOCKS_DIFFER, LATEST).checkins.latest
        if later is not None:
            yield words.later_checkin(later.date, today)
    if session.restored:
        yield words.RESTORED


def merge_draft(restored: CheckinForm, fresh: CheckinForm, clock: Clock) -> CheckinForm:
    """Return `fresh`, the form as the journal has it now, with the answers of `restored`, a form from a draft.

    Answered records keep the base they were answered on, so that a change made elsewhere is detected when they are
    saved.
    """
    fresh = gaps.with_answers_of(fresh, restored, clock.zone)
    changed = {item.before.key for item in restored.carried if item.now != item.before}
    answered_items = {item.before.key: item for item in restored.carried if item.before.key in changed or item.answered}
    carried = [answered_items.pop(item.before.key, item) for item in fresh.carried]
    carried += [item for key, item in answered_items.items() if key in changed]
    rows = {row.workday.date: row for row in restored.days if row.confirmed}
    days = tuple(rows.get(row.workday.date, row) for row in fresh.days)
    answered = {row.workday.key for row in rows.values()} | changed | {restored.checkin.key}
    base = dict(fresh.base) | {key: record for key, record in restored.base.items() if key in answered}
    is_unanswered = same(restored.checkin, restored.base.get(restored.checkin.key) or CheckIn(restored.date))
    if is_unanswered:
        base[fresh.checkin.key] = fresh.base.get(fresh.checkin.key)
    answers = {(answer.win.id, answer.after_days): answer for answer in restored.follow_ups if answer.holds is not None}
    return fresh._replace(
        checkin=fresh.checkin if is_unanswered else restored.checkin,
        days=days,
        carried=tuple(carried),
        new_escalations=restored.new_escalations,
        follow_ups=tuple(answers.get((asked.win.id, asked.after_days), asked) for asked in fresh.follow_ups),
        base=base,
    )


def with_saved_fields(form: CheckinForm, saved: CheckIn | None) -> CheckinForm:
    """Return `form` with the check-in as it is `saved` now, except for the fields that the user changed in it.

    Returns it unchanged if one of these was changed elsewhere too, so that saving it shows both answers.
    """
    key = form.checkin.key
    base = form.base.get(key)
    if saved is None or base is None:
        return form
    mine, before, now = encode(form.checkin), encode(base), encode(saved)
    changed = {name for name in {**mine, **before} if mine.get(name) != before.get(name)}
    if any(before.get(name) != now.get(name) for name in changed):
        return form
    checkin = decode(now | {name: mine.get(name) for name in changed})
    return form._replace(checkin=checkin, base={**form.base, key: saved}) if isinstance(checkin, CheckIn) else form


def has_hints(journal: Journal, settings: Settings) -> bool:
    """Return whether there may be files about days that aren't logged. None is read while the diary is locked."""
    if journal.is_locked:
        return False
    return bool(settings.hint_files) or journal.drafts.has_hints


def feeling_suggestions(journal: Journal, day: date) -> tuple[str, ...]:
    """Return feelings to suggest in the check-in of `day`."""
    from cmcheckin.checkin.mood import known_feelings

    return known_feelings(recent_checkins(journal, day))


def save(
    journal: Journal,
    form: CheckinForm,
    clock: Clock,
    chosen: tuple[Difference, ...] = (),
    compared: Mapping[Key, Record | None] | None = None,
    also: Callable[[Journal, CheckIn], Iterable[Record]] | None = None,
) -> Saved:
    """Save `form` as one change. `also`: returns what to save with the check-in, once its ids are set.

    After a conflict, pass the differences with the `chosen` sides, and the records they were `compared` with. Raises
    SaveConflict, with nothing saved, if another window changed one of the records, or changed it again.
    """
    from cmcheckin.checkin.conflict import differences, resolved_records
    from cmcheckin.checkin.saving import IdAllocator, records_to_save
    from cmcheckin.journal import Change

    def build(saved: Journal) -> Change:
        records = records_to_save(form, clock.now(), IdAllocator(saved.next_win_ids, saved.next_escalation_ids))
        keys = compared or [record.key for record in records if record.key in form.base]
        theirs = {key: saved.get(key) for key in keys}
        conflicts = differences(form.base, records, theirs)
        is_changed = not all(same(theirs[key], compared[key]) for key in compared) if compared else conflicts
        if is_changed:
            raise SaveConflict(conflicts, theirs)
        records += gap_records(saved, records)
        put = resolved_records(records, compared or theirs, chosen)
        checkin = next((record for record in put if record.key == form.checkin.key), form.checkin)
        return Change(put=(*put, *also(saved, checkin)) if also and isinstance(checkin, CheckIn) else put)

    def gap_records(saved: Journal, records: tuple[Record, ...]) -> tuple[Record, ...]:
        if not any(days.answer for days in form.gap):
            return ()
        workdays = saved.between(form.gap[0].first, form.gap[-1].last).workdays
        logged = {workday.date for workday in workdays} | {day.date for day in records if isinstance(day, Workday)}
        return tuple(gaps.workdays(form, logged.__contains__, clock.zone))

    saved = journal.change(build, why="check-in")
    if journal.drafts.has_hints and not journal.is_locked:
        from cmcheckin.services import hints

        with suppress(JournalError):
            hints.delete_proposals(journal.paths, lambda day: journal.workday(day) is not None)
    return saved


def back_up_daily(journal: Journal, clock: Clock) -> None:
    """Make today's backup unless there is one. Ignores errors: a full disk is reported when something is saved."""
    from cmcheckin.journal import backups

    with suppress(JournalError):
        backups.daily(journal.paths, clock.today())
