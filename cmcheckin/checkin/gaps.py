"""Step 1 after a long gap: ranges of days, each answered at once or in parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta, tzinfo
from typing import Final

from cmcheckin.checkin.form import CheckinForm, GapRange, replaced
from cmcheckin.checkin.workload import MAX_ROWS, row_for, usual_day
from cmcheckin.domain.dates import DAY_AND_MONTH, quoted, read_day
from cmcheckin.domain.days import each_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.leave import is_workday, leave_ranges
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import gaps as words

ANSWERS: Final = {"u": "usual", "o": "off", "l": "leave", "s": "sick"}
"""The answers to a range, by key."""
SEPARATE_RUNS: Final = 3
"""The limit on ranges of days that were logged before. Shorter ones become part of the ranges around them."""
LOOK_AHEAD: Final = timedelta(7)
"""How far after a check-in to look for leave that continues leave before it."""
LEAVE_REACH: Final = timedelta(14)
"""The limit for mentioning leave after it ended."""
_ONE_DAY: Final = timedelta(1)
_NAMES: Final = {"as usual": "usual", **{answer: answer for answer in ANSWERS.values()}}
_KIND: Final = r"(as usual|[a-z]+)(?: (.+))?"
_UNTIL: Final = r"(?:until|till|to|up to) (.+)"
_BETWEEN: Final = r"(?:from |since )?(.+?) (?:until|till|to|-) (.+)"
_FROM: Final = r"(?:from|since) (.+)"
_DASH: Final = r" ?– ?|(?<=[a-z])-(?=[0-9])|(?<=^[0-9])-(?=[0-9])|(?<=^[0-9]{2})-(?=[0-9])"
"""The dash between two days, but not those in 2026-08-03."""


class RangeAnswer(NamedTuple):
    """An answer of the given `kind` for the days from `first` to `last`. Answers to ranges after `kept_after` are kept;
    if it is None, all in the range are replaced."""

    first: date
    last: date
    kind: str
    kept_after: date | None = None


# The ranges


def ranges_of(first: date, last: date, logged: Workdays, schedule: Schedule) -> tuple[GapRange, ...]:
    """Return the days from `first` to `last` as ranges of days that are and aren't in `logged`.

    Empty if at most MAX_ROWS days aren't logged, because these are asked about one by one. Usual days off between days
    of leave belong to the leave.
    """
    workdays = logged.between(first, last)
    kinds = {day.date: day.kind for day in workdays}
    if (last - first).days + 1 - len(kinds) <= MAX_ROWS:
        return ()
    known = frozenset(kinds)
    for leave in leave_ranges(workdays, schedule):
        kinds |= dict.fromkeys(dates(GapRange(leave.first, leave.last)), "leave")
    runs: list[GapRange] = []
    for day in dates(GapRange(first, last)):
        kind = kinds.get(day, "")
        if runs and runs[-1].logged == kind:
            runs[-1] = runs[-1]._replace(last=day)
        else:
            runs.append(GapRange(day, day, logged=kind))
    longest = sorted((run for run in runs if run.logged), key=lambda run: (run.first - run.last, run.first))
    separate = set(longest[:SEPARATE_RUNS])
    merged = _merged(run if run in separate else run._replace(logged="") for run in runs)
    return tuple(
        run if run.logged or not known.issuperset(dates(run)) else run._replace(logged="work") for run in merged
    )


def _merged(ranges: Iterable[GapRange]) -> tuple[GapRange, ...]:
    """Return `ranges`, joining adjacent ones with the same answer, but not those that were logged before."""
    found: list[GapRange] = []
    for days in ranges:
        last = found[-1] if found else None
        is_same = last and not last.logged and last[2:] == days[2:] and days.first - last.last == _ONE_DAY
        if last and is_same:
            found[-1] = last._replace(last=days.last)
        else:
            found.append(days)
    return tuple(found)


def dates(days: GapRange) -> Iterator[date]:
    """Yield each day of `days`."""
    return each_day(days.first, days.last)


def counts(form: CheckinForm, days: GapRange) -> tuple[int, int, int]:
    """Return how many of `days` are asked about, how many of these are usual workdays, and how many were logged
    before. All days of a range that was logged before count as asked about."""
    asked = [day for day in dates(days) if days.logged or not is_logged(form, day)]
    total = (days.last - days.first).days + 1
    return len(asked), sum(is_workday(day, form.schedule) for day in asked), total - len(asked)


def proposed_days(form: CheckinForm, days: GapRange) -> int:
    """Return how many of the `days` that aren't logged have a proposal from the user's files."""
    return sum(days.first <= day <= days.last and not is_logged(form, day) for day in form.proposals.by_day)


def label(form: CheckinForm, days: GapRange) -> str:
    """Return the name of the holiday that `days` are; empty if they are more than one day, or no holiday."""
    logged = form.base.get(Key("workday", days.first.isoformat())) if days.first == days.last else None
    return (logged.label or "") if isinstance(logged, Workday) else ""


def is_open(form: CheckinForm, days: GapRange) -> bool:
    """Return whether `days` still need an answer: they have none, and at least one of them isn't logged."""
    return not days.answer and not all(is_logged(form, day) for day in dates(days))


def is_logged(form: CheckinForm, day: date) -> bool:
    """Return whether `day` was logged before this check-in."""
    return form.base.get(Key("workday", day.isoformat())) is not None


def leave_ended(workdays: Workdays, previous: date, day: date, schedule: Schedule) -> date | None:
    """Return the last day of the leave in `workdays` that ended since the check-in on `previous`, before `day`; None if
    there was none, it continues, or it ended more than LEAVE_REACH before."""
    ranges = [leave for leave in leave_ranges(workdays, schedule) if not leave.is_half and leave.first <= day]
    if not ranges or not max(previous, day - LEAVE_REACH) <= ranges[-1].last < day:
        return None
    return ranges[-1].last


def is_return(form: CheckinForm) -> bool:
    """Return whether the user of `form` is back from leave or from a gap of more than MAX_ROWS days."""
    is_long = form.previous_date is not None and (form.date - form.previous_date).days > MAX_ROWS
    return is_long or form.previous_answers.leave_ended is not None


# Answering


def answer(form: CheckinForm, given: RangeAnswer) -> CheckinForm:
    """Return `form` with the answer `given`, or without one for its days if its kind is empty.

    Days that were logged before stay as they are.
    """
    found: list[GapRange] = []
    for days in form.gap:
        first, last = max(days.first, given.first), min(days.last, given.last)
        is_kept = bool(days.answer and given.kept_after and days.first > given.kept_after)
        if first > last or is_kept:
            found.append(days)
        elif days.logged:
            found.append(days._replace(answer=given.kind and days.logged))
        else:
            parts = (
                days._replace(last=first - _ONE_DAY),
                GapRange(first, last, given.kind),
                days._replace(first=last + _ONE_DAY),
            )
            found += [part for part in parts if part.first <= part.last]
    return form._replace(gap=_merged(found))


def open_rows(form: CheckinForm, days: GapRange, zone: tzinfo | None) -> CheckinForm:
    """Return `form` with the last days of the range `days`, at most MAX_ROWS, as rows of their own."""
    first = max(days.first, days.last - timedelta(MAX_ROWS - 1))
    rows = [*form.days, *(row_for(form, day, zone) for day in each_day(first, days.last))]
    rest = [days._replace(last=first - _ONE_DAY)] if days.first < first else []
    gap = replaced(form.gap, form.gap.index(days), *rest)
    base = {row.workday.key: None for row in rows} | dict(form.base)
    return form._replace(gap=gap, days=tuple(sorted(rows, key=lambda row: row.workday.date)), base=base)


def with_answers_of(form: CheckinForm, restored: CheckinForm, zone: tzinfo | None) -> CheckinForm:
    """Return `form`, whose gap is new, with the answers to the gap in `restored`, a form from a draft."""
    if not form.gap:
        return form._replace(gap=tuple(days for days in restored.gap if days.answer))
    shown = {row.workday.date for row in form.days}
    for row in restored.days:
        day = row.workday.date
        index = next((n for n, days in enumerate(form.gap) if days.first <= day <= days.last), None)
        if day not in shown and index is not None:
            days = form.gap[index]
            alone = GapRange(day, day)
            parts = (days._replace(last=day - _ONE_DAY), alone, days._replace(first=day + _ONE_DAY))
            gap = replaced(form.gap, index, *(part for part in parts if part.first <= part.last))
            form = open_rows(form._replace(gap=gap), alone, zone)
    for days in restored.gap:
        if days.answer:
            form = answer(form, RangeAnswer(days.first, days.last, days.answer))
    return form


def workdays(form: CheckinForm, is_logged: Callable[[date], bool], zone: tzinfo | None) -> Iterator[Workday]:
    """Yield a workday for each day of the gap that was answered, unless it `is_logged`.

    “As usual” is work on workdays and off on others. Leave and sick days are workdays, with days off between them.
    """
    schedule = form.schedule
    for days in form.gap:
        for day in dates(days) if days.answer else ():
            if is_logged(day):
                continue
            if days.answer == "usual":
                yield usual_day(day, schedule, zone)
            elif days.answer != "off" and is_workday(day, schedule):
                yield Workday(day, days.answer)
            else:
                yield Workday(day, "off")


# Reading what is typed


def is_beginning(text: str) -> bool:
    """Return whether `text` may be the start of an answer such as `off until 3 nov`."""
    text = text.lower()
    kind, space, _ = text.partition(" ")
    is_kind = bool(text) and any(name.startswith(text) for name in _NAMES)
    return is_kind or text.startswith("as usual ") or bool(space and kind != "as" and _kind(kind))


def _kind(name: str) -> str | None:
    """Return the answer that `name` is or abbreviates; None if there is none."""
    return next((kind for full, kind in _NAMES.items() if name and full.startswith(name)), None)


def read_answer(text: str, within: GapRange, gap: Sequence[GapRange], today: date) -> RangeAnswer:
    """Read the answer `text` to the range `within` of `gap`: `off`, `leave 3 aug - 14 aug`, `as usual until today`,
    `sick from monday`, `off 3 nov`. A kind may be shortened, such as `l`.

    Without a first day, the answer starts with `within`, and other ranges keep their answers. Without a last day, it
    ends with `within`. Dates are relative to `today`. Raises Refused.
    """
    word = " ".join(text.lower().split())
    found = re.fullmatch(_KIND, word)
    kind = _kind(found[1]) if found else None
    if found is None or kind is None:
        raise Refused("", words.cannot_be(quoted(text)))
    first, last = within.first, within.last
    try:
        if rest := found[2]:
            first, last = _span(rest, within, today)
    except (ValueError, OverflowError) as error:
        raise Refused("", str(error)) from None
    if first > last:
        raise Refused("", words.ends_before_start(first, last))
    first, last = max(first, gap[0].first), min(last, gap[-1].last)
    if first > last:
        raise Refused("", words.outside(gap[0].first, gap[-1].last))
    is_until = bool(found[2] and re.fullmatch(_UNTIL, found[2]))
    return RangeAnswer(first, last, kind, within.last if is_until else None)


def _span(text: str, within: GapRange, today: date) -> tuple[date, date]:
    """Read the days after the kind of an answer. Raises ValueError with a sentence for the user."""
    text = re.sub(_DASH, " - ", text)
    if found := re.fullmatch(_UNTIL, text):
        return within.first, _day(found[1], within.first, within.last, today)
    if found := re.fullmatch(_BETWEEN, text):
        start, end = found[1], found[2]
        if re.fullmatch(r"[0-9]{1,2}\.?", start) and (month := re.fullmatch(r"[0-9]{1,2}\.?( [a-z]+.*)", end)):
            start += month[1]  # 3 - 14 aug
        first = _day(start, within.first, within.last, today)
        return first, _day(end, first, max(within.last, first), today)
    if found := re.fullmatch(_FROM, text):
        return _day(found[1], within.first, within.last, today), within.last
    day = _day(text.removeprefix("on "), within.first, within.last, today)
    return day, day


def _day(text: str, first: date, last: date, today: date) -> date:
    """Read the day in `text`. A day and month without a year means the first one since `first`, unless that is after
    `last`."""
    if re.fullmatch(DAY_AND_MONTH, text):
        day = read_day(text, first - _ONE_DAY, ahead=True)
        if day <= last:
            return day
    return read_day(text, today)
