"""Build a share file from records. Fields that are not selected are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS
from cmcheckin.domain.days import each_day
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.leave import AHEAD, leave_around
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import open_after
from cmcheckin.insight.usual import LOOK_BACK_WEEKS
from cmcheckin.sharing.choices import entry_key
from cmcheckin.sharing.codec import MAX_LEAVE, MAX_RESPONSES, MAX_WEEKS, NAME_LENGTH, OUTCOME_LENGTH, RESPONSE_LENGTH
from cmcheckin.sharing.share_file import (
    FIELDS,
    Consent,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareResponse,
    ShareWin,
)
from cmcheckin.sharing.shared_ids import win_id, with_shared_ids
from cmcheckin.sharing.week_builder import WeekBuilder

OWN_IDS: Final = ""
"""Instead of a secret: the file keeps the ids of records."""
LONGEST_LEAVE: Final = timedelta(366)
"""The limit for the dates of leave in a share file; longer leave is cut."""


def fits_one_file(first: date, last: date) -> bool:
    """Return whether one file can contain the days from `first` to `last`: at most MAX_WEEKS weeks, the first late
    enough to have a usual."""
    return (last - first).days <= 7 * (MAX_WEEKS - 1) and first >= EARLIEST + timedelta(weeks=LOOK_BACK_WEEKS + 1)


def first_record_day(first: date) -> date:
    """Return the first day whose records `build_share` needs for a range beginning on `first`, including those of the
    usual before its first week. Add the escalations open on `first` or later."""
    return Week.of(first).monday - timedelta(weeks=LOOK_BACK_WEEKS)


def last_record_day(last: date, today: date) -> date:
    """Return the last day whose records `build_share` needs for a range ending on `last`, with planned leave."""
    return max(last, today + AHEAD) + LONGEST_LEAVE


def unlogged_days(records: Records, first: date, last: date, today: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` before `today` that aren't logged, except those before the first record in
    `records`."""
    logged = {record.date for record in records.workdays}
    first_logged = min((*logged, *(record.date for record in records.checkins)), default=None)
    if first_logged is None:
        return ()
    start = max(first, first_logged)
    return tuple(day for day in each_day(start, min(last, today - timedelta(1))) if day not in logged)


def implausible_days(records: Records, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` in `records` with more hours than a day plausibly has. They are not
    counted, and are shared as not logged."""
    return tuple(row.date for row in records.workdays.between(first, last) if row.doubtful)


def build_share(
    records: Records,
    consent: Consent,
    person: str,
    made: datetime,
    schedule: Schedule,
    today: date,
    metrics: Iterable[Metric] = (),
    questions: Iterable[Question] = (),
    responses: Iterable[ShareResponse] = (),
    *,
    secret: str,
) -> ShareFile:
    """Return the share file of `records` with what the user selected in `consent`, as on `today`.

    `records`: those from `first_record_day` to `last_record_day`, and all escalations open on the first day or later.
    `person`: the id of the home. `made`: the time with its UTC offset. `metrics`: the settings of the user's own
    metrics, for their units. `questions`: the user's own, of which only those with `share` are included. `responses`:
    the user's answers to replies. The file has the escalations and asks opened in the range or unresolved at its end.
    Excluded ones are not counted either; `sharing.choices` describes what else can be left out.

    `secret`: that of the home, for the ids in the file. With OWN_IDS they are those of the records, to select from, and
    the file is never written. The order of entries depends on days and words alone, not on their ids.
    """
    selected = frozenset(name for name in FIELDS if name in consent.fields)
    first, last = consent.first, consent.last
    escalations = records.escalations.where(lambda item: item.id not in consent.excluded)
    included = Records(records.checkins, records.workdays, escalations)
    listed = (item for item in escalations if item.day <= last and (first <= item.day or open_after(item, last)))
    shift = schedule if "after_hours" in selected else None
    titled = [item for one in listed if (item := _escalation(one, consent, shift)).title]
    titled.sort(key=lambda item: (item.kind == "ask", -(item.severity or 0), item.opened, item.title))
    uncounted = (*unlogged_days(records, first, last, today), *implausible_days(records, first, last))
    settings = {metric.name: metric for metric in metrics}
    asked = [question for question in questions if question.share and "questions" in selected]
    answered = tuple(_responses(responses, consent))[-MAX_RESPONSES:] if "responses" in selected else ()
    share = ShareFile(
        person=person,
        name=shorten(clean(consent.name), NAME_LENGTH),
        made=made,
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in selected and (name != "responses" or answered)),
        weeks=tuple(WeekBuilder(included, consent, today, schedule, settings, asked, uncounted).weeks()),
        wins=tuple(sorted(_wins(records, consent), key=lambda win: (win.day, win.text))) if "wins" in selected else (),
        escalations=tuple(item for item in titled if item.kind != "ask") if "escalations" in selected else (),
        asks=tuple(item for item in titled if item.kind == "ask") if "asks" in selected else (),
        help=shorten(clean(consent.help), LINE) if "help" in selected else "",
        leave=tuple(_leave(records, consent, today, schedule)) if "leave" in selected else (),
        responses=answered,
    )
    return with_shared_ids(share, secret) if secret else share


def _responses(responses: Iterable[ShareResponse], consent: Consent) -> Iterator[ShareResponse]:
    for response in sorted(responses, key=lambda one: (one.made, one.text)):
        key = entry_key("response", response.reply)
        text = shorten(clean(consent.texts.get(key, response.text), lines=True), RESPONSE_LENGTH)
        if text and key not in consent.excluded:
            yield replace(response, text=text)


def _leave(records: Records, consent: Consent, today: date, schedule: Schedule) -> Iterator[ShareLeave]:
    for one in leave_around(records.workdays, schedule, consent.first, consent.last, today)[-MAX_LEAVE:]:
        yield ShareLeave(one.first, one.last, one.days, one.is_half or None, one.is_holiday or None)


def _wins(records: Records, consent: Consent) -> Iterator[ShareWin]:
    for checkin in records.checkins.between(consent.first, consent.last):
        for n, win in enumerate(checkin.wins, 1):
            id_ = win_id(checkin.date, n, win)
            text = _shared_words(win.text, id_, consent)
            sender = "" if _is_reworded(win.text, id_, consent) else clean(win.sender or "")
            if text and id_ not in consent.excluded and win.kind not in PRIVATE_WIN_KINDS:
                yield ShareWin(id_, checkin.date, text, win.kind or "", sender)


def _shared_words(text: str, id_: str, consent: Consent) -> str:
    """Return the words to share for the entry `id_`: the user's own for this file, else `text`. Empty if they were
    cleared."""
    return shorten(clean(consent.texts.get(id_, text)), LINE)


def _is_reworded(text: str, id_: str, consent: Consent) -> bool:
    """Return whether the user reworded the entry `id_`, with the original `text`, for this file. Then none of its old
    words are shared: who gave praise, its cause, who it was handed to, its outcome.
    """
    return clean(consent.texts.get(id_, text)) != clean(text)


def _escalation(escalation: Escalation, consent: Consent, schedule: Schedule | None) -> ShareEscalation:
    """Return `escalation` as it is shared. `schedule`: to tell whether it was out of hours; None if that isn't
    shared."""
    is_ask = escalation.kind == "ask"
    keeps_words = not _is_reworded(escalation.title, escalation.id, consent)
    return ShareEscalation(
        id=escalation.id,
        title=_shared_words(escalation.title, escalation.id, consent),
        opened=escalation.day,
        kind=escalation.kind or "",
        severity=None if is_ask else escalation.severity,
        status=escalation.status or "open",
        resolved=escalation.resolved_day,
        minutes=escalation.minutes,
        could_wait=escalation.could_wait,
        cause=clean(escalation.cause or "") if keeps_words else "",
        handed_to=clean(escalation.handed_to or "") if keeps_words else "",
        outcome=shorten(clean(escalation.outcome or ""), OUTCOME_LENGTH) if keeps_words else "",
        out_of_hours=None if schedule is None else not schedule.on_shift(escalation.opened),
    )
