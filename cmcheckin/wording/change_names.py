"""Names of changes to undo or redo, such as `Mood 4 on Fri 20 Nov`, and the messages of the screens about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import empty
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Record, same
from cmcheckin.domain.reply_state import KEPT, READ, ReplyState
from cmcheckin.domain.text import shorten
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import formats
from cmcheckin.wording.formats import joined, sentence_case
from cmcheckin.wording.record_words import answer_text, one_line, reply_name
from cmcheckin.wording.spoken import spoken

Pair: TypeAlias = tuple[Record | None, Record | None]
"""A record before and after a change; None where there is none."""
MANY: Final = 20
"""How many records a change may have before undo and redo ask first (our choice)."""
MAX_NAMED: Final = 2
"""How many records are named; more are counted."""
MAX_PARTS: Final = 2
"""How many parts of a check-in or a workday are named. With more, a check-in is named as a whole, and a workday by its
first part."""
TITLE: Final = 40
"""The limit in characters for the user's own words."""
WITH_REPLIES: Final = ("inbox", "leave", "check-in")
"""Reasons of changes that act on replies. Their names have the reply in brackets."""
LAST_CHANGE: Final = "This device's last change"
NOT_DONE: Final = {"undo": "Nothing was undone.", "redo": "Nothing was redone."}
ANOTHER_CHANGE: Final = "Something else was changed meanwhile, so nothing was done. Press the key again to see what."
_KINDS: Final[Mapping[str, str]] = {
    "import": "an import", "restore": "a restore", "leave": "a change of leave", "delete": "a deletion",
    "settle": "a choice of answers", "check-in": "a check-in", "inbox": "a change in the inbox", "demo": "an import",
}  # fmt: skip
"""What a change is called, by its reason in the journal."""


def change_name(why: str, pairs: Sequence[Pair], today: date) -> str:
    """Return the name of the change of `pairs` with the reason `why`, as on `today`: `Mood 4 on Fri 20 Nov`, `Deleted:
    check-in for Fri 20 Nov`, `Import of 412 records, 2 March – 20 November 2026`."""
    replies = [pair for pair in pairs if isinstance(pair[1] or pair[0], ReplyState)]
    if len(replies) > MAX_NAMED and len(replies) == len(pairs) and why in WITH_REPLIES:
        return sentence_case(_several_replies(replies))
    if len(replies) == 1 and len(pairs) > 1 and why in WITH_REPLIES:
        others = change_name(why, [pair for pair in pairs if pair not in replies], today)
        return f"{others} ({_noun(replies[0][1] or replies[0][0], today)})"
    pairs = sorted(pairs, key=lambda pair: not isinstance(pair[1] or pair[0], CheckIn))
    names = [_settled(pair, today) if why == "settle" else _name(*pair, today) for pair in pairs[:MAX_NAMED]]
    if len(pairs) == MAX_NAMED and all(after is None for _, after in pairs):
        return sentence_case(f"deleted: {_nouns([before for before, _ in pairs if before], today)}")
    if len(pairs) <= MAX_NAMED:
        return sentence_case(joined(names)) or LAST_CHANGE
    kinds = {_plain_kind(after or before) for before, after in pairs}
    if len(kinds) == 1 and (kind := kinds.pop()):
        is_deleted = all(after is None for _, after in pairs)
        return sentence_case(f"{'deleted: ' * is_deleted}{kind} on {len(pairs)} days, {_days(pairs)}")
    checkin = next((after for _, after in pairs if isinstance(after, CheckIn)), None)
    if why == "check-in" and checkin is not None:
        return sentence_case(f"{_noun(checkin, today)} and {len(pairs) - 1} more records")
    return f"{sentence_case(kind_of_change(why).partition(' ')[2])} of {len(pairs):,} records, {_days(pairs)}"


def spoken_name(why: str, pairs: Sequence[Pair], today: date) -> str:
    """Return the name of a change, as `change_name`, with whole words in all but what the user or others wrote."""
    return spoken(change_name(why, pairs, today), (_own(text) for pair in pairs for text in _users_words(pair)))


def _users_words(records: Iterable[Record | None]) -> Iterator[str]:
    """Yield the texts in `records` that the name of a change may have."""
    for record in records:
        if isinstance(record, CheckIn):
            yield from (win.text for win in record.wins)
            yield from (answer_text(answer) for answer in record.answers.values())
        elif isinstance(record, Escalation):
            yield record.title
        elif isinstance(record, ReplyState):
            yield from filter(None, (record.answer, reply_name(record)))
        elif isinstance(record, Workday) and record.label:
            yield record.label


def kind_of_change(why: str) -> str:
    """Return what a change with the reason `why` is: `an import`."""
    return _KINDS.get(why, "a change")


def _days(pairs: Sequence[Pair]) -> str:
    days = [record.day for pair in pairs if (record := pair[1] or pair[0])]
    return formats.date_range(min(days), max(days))


def _plain_kind(record: Record | None) -> str:
    """Return the kind of a day off, a day of leave or a sick day without hours; empty for any other record."""
    if isinstance(record, Workday) and record.kind != "work" and record.hours is None:
        return record.kind
    return ""


def _settled(pair: Pair, today: date) -> str:
    record = pair[1] or pair[0]
    return f"settled: {_noun(record, today)}" if record else ""


def _name(before: Record | None, after: Record | None, today: date) -> str:
    if after is None:
        return f"deleted: {_noun(before, today)}" if before else ""
    if isinstance(after, ReplyState):
        return _reply(before if isinstance(before, ReplyState) else None, after)
    if isinstance(after, Escalation):
        return _escalation(before if isinstance(before, Escalation) else None, after, today)
    parts: list[str] = []
    if isinstance(after, CheckIn):
        parts = list(_checkin_parts(before if isinstance(before, CheckIn) else CheckIn(after.date), after))
    elif isinstance(after, Workday):
        parts = list(_workday_parts(before if isinstance(before, Workday) else None, after))
        parts = parts[:1] if len(parts) > MAX_PARTS else parts
    if not 0 < len(parts) <= MAX_PARTS:
        return _noun(after, today)
    return f"{joined(parts)} on {_day(after.day, today)}"


def _day(day: date, today: date) -> str:
    return formats.day_in_text(day) + formats.other_year(day, today)


def _reply(before: ReplyState | None, after: ReplyState) -> str:
    """Return what was done with a reply, such as `reply from Kim marked as read`."""
    name = reply_name(after)
    if after.answer and after.answer != (before.answer if before else None):
        return f"answer to {name}: {_own(after.answer)}"
    if after.shared and after.shared != (before.shared if before else None):
        return f"answer to {name} shared"
    if after.state == KEPT:
        return f"{name} kept as praise"
    return f"{name} marked as read" if after.state == READ else name


def _several_replies(pairs: Sequence[Pair]) -> str:
    is_read = all(isinstance(after, ReplyState) and after.state == READ for _, after in pairs)
    return f"{formats.count(len(pairs), 'reply', 'replies')}{' marked as read' if is_read else ''}"


def _noun(record: Record | None, today: date) -> str:
    if record is None:
        return ""
    if isinstance(record, ReplyState):
        return reply_name(record)
    if isinstance(record, Escalation):
        return f"{'ask' if record.kind == 'ask' else 'escalation'}: {_own(record.title)}"
    if record.type == "nudge_state":
        action = record.action if isinstance(record, NudgeState) else None
        return f"answer to a nudge{f': {action}' if action else ''}".replace("-", " ")
    if isinstance(record, Workday) and (kind := _plain_kind(record)):
        return f"{kind} on {_day(record.day, today)}"
    return f"{'check-in' if isinstance(record, CheckIn) else 'hours'} for {_day(record.day, today)}"


def _nouns(records: Sequence[Record], today: date) -> str:
    """Return the nouns of `records`, with the day once if it is the same: `check-in and hours for Fri 20 Nov`."""
    nouns = [_noun(record, today) for record in records]
    day = f" for {_day(records[0].day, today)}"
    if all(noun.endswith(day) for noun in nouns):
        return joined([noun.removesuffix(day) for noun in nouns]) + day
    return joined(nouns)


def _own(text: str) -> str:
    return shorten(one_line(text), TITLE)


def _checkin_parts(before: CheckIn, after: CheckIn) -> Iterator[str]:
    """Yield what differs between `before` and `after`, each as a few words."""
    for field in ("workload", "mood", "energy"):
        value = getattr(after, field)
        if value != getattr(before, field):
            yield f"{field} {value}" if value else f"no {field}"
    if after.feelings != before.feelings:
        yield "feelings"
    if after.community != before.community:
        yield "the community"
    known = {win.id: win for win in before.wins}
    yield from (f"win: {_own(win.text)}" for win in after.wins if known.pop(win.id, None) != win)
    yield from (f"no win: {_own(win.text)}" for win in known.values())
    for name in sorted({*before.metrics, *after.metrics}):
        if before.metrics.get(name) != (amount := after.metrics.get(name)):
            yield f"{name} {formats.plain_number(amount)}" if amount is not None else f"no {name}"
    for name in sorted({*before.answers, *after.answers}):
        if before.answers.get(name) != (answer := after.answers.get(name)):
            yield f"{name} {_own(answer_text(answer))}" if answer is not None else f"no {name}"
    if after.note != before.note:
        yield "a note" if after.note else "no note"


def _workday_parts(before: Workday | None, after: Workday) -> Iterator[str]:
    """Yield what differs between `before` and `after`, each as a few words."""
    old = before or Workday(after.date, "work")
    if after.kind == "leave" and after.hours is not None and (after.kind, after.hours) != (old.kind, old.hours):
        yield f"leave with {formats.hours(after.hours)}"
        old = old._replace(kind=after.kind, hours=after.hours)
    if after.kind != old.kind:
        yield after.kind
    if after.hours != old.hours:
        yield formats.hours(after.hours) if after.hours is not None else "no hours"
    if (after.start, after.end) != (old.start, old.end):
        yield formats.time_range(after.start, after.end) or "no times"
    if after.after_hours_minutes != old.after_hours_minutes:
        minutes = after.after_hours_minutes or 0
        yield f"{formats.minutes(minutes)} after hours"
    if after.activities != old.activities:
        yield "activities"
    if after.peer_minutes != old.peer_minutes:
        yield "time with peers"
    if after.label != old.label:
        yield _own(after.label) if after.label else "no name"


def _escalation(before: Escalation | None, after: Escalation, today: date) -> str:
    if before is None or same(before, after):
        return _noun(after, today)
    title = _own(after.title)
    if before.status != after.status and after.status:
        return f"{title}: {after.status.replace('-', ' ')}"
    if len(after.updates) > len(before.updates):
        return f"{title}: an update"
    names = [
        name.replace("_", " ")
        for name in after._fields
        if getattr(before, name) != getattr(after, name) and not empty(getattr(after, name))
    ]
    return f"{title}: {joined(names[:MAX_PARTS]) if names else 'changed'}"


def large_change(verb: str, why: str, count: int, day: date, today: date) -> str:
    """Return what a large undo or redo does: `This undoes an import of 412 records from Tue 3 Nov.`

    `verb` is `undo` or `redo`, `why` and `day` the reason and the day of the change of `count` records.
    """
    return f"This {verb}es {kind_of_change(why)} of {count:,} records from {_day(day, today)}."


def confirm_change(verb: str, key: str, name: str) -> str:
    """Return the question before `key` undoes or redoes the change called `name`: `Press u again to undo “…”.`"""
    return f"Press {key} again to {verb} “{name}”. Any other key cancels."


def confirm_large_change(verb: str, key: str, sentence: str) -> str:
    """Return the question before `key` undoes or redoes a change of many records, which `sentence` describes."""
    return f"{sentence} Press {key} again to {verb} it. Any other key cancels."


def change_done(verb: str, name: str) -> str:
    """Return the message after the change called `name` was undone or redone."""
    return f"Undone: {name}. Press Ctrl+R to redo." if verb == "undo" else f"Redone: {name}."
