"""The questions about all details of an escalation, in the check-in and in the list of escalations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from cmcheckin.checkin import values
from cmcheckin.checkin.escalations import status_changes
from cmcheckin.checkin.typed_answers import one_line, one_of
from cmcheckin.cli.plain.dialogue import yes_or_no
from cmcheckin.clock import Clock
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation
from cmcheckin.domain.text import NOTE
from cmcheckin.services.escalation_drafts import FORM
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording import plain_checkin as plain_words
from cmcheckin.wording.spoken import spoken

MAX_MINUTES: Final = 100_000
REQUIRED: Final = ("title", "opened")
"""The fields that can't be empty."""


class Detail(NamedTuple):
    """A `question` about the `field` of an escalation, the reader of an answer, and the answer so far."""

    field: str
    question: str
    read: Callable[[str], Any]
    current: str


def details(item: Escalation, clock: Clock) -> Iterator[Detail]:
    """Yield the questions about all details of `item`."""
    now, today = clock.now(), clock.today()
    labels = [words.STATUS_LABELS[one] for one in STATUSES]
    minutes = "" if item.minutes is None else spoken(formats.minutes(item.minutes))
    waited = "" if item.could_wait is None else "yes" if item.could_wait else "no"
    found: tuple[tuple[str, str, Callable[[str], Any], str | None], ...] = (
        ("title", plain_words.TITLE, one_line("title"), item.title),
        ("severity", plain_words.SEVERITY, values.read_severity, item.severity_name),
        ("kind", plain_words.numbered_question("Kind", ESCALATION_KINDS), one_of(ESCALATION_KINDS), item.kind),
        (
            "opened",
            plain_words.OPENED,
            lambda text: values.read_moment(text, now, today),
            spoken(words.moment(item.opened, now, today)),
        ),
        (
            "minutes",
            words.MINUTES_PLACEHOLDER.capitalize(),
            lambda text: values.read_minutes(text, MAX_MINUTES),
            minutes,
        ),
        ("could_wait", plain_words.COULD_WAIT, yes_or_no, waited),
        ("cause", words.CAUSE_PLACEHOLDER.capitalize(), one_line("cause"), item.cause),
        (
            "handed_to",
            plain_words.HANDED_TO.format(example=words.HANDED_TO_PLACEHOLDER),
            one_line("handed_to"),
            item.handed_to,
        ),
        (
            "status",
            plain_words.numbered_question("Status", labels),
            lambda text: STATUSES[labels.index(one_of(labels)(text))],
            words.STATUS_LABELS[item.status or "open"],
        ),
        ("outcome", words.OUTCOME_PLACEHOLDER.capitalize(), one_line("outcome", NOTE), item.outcome),
    )
    return (Detail(field, question, read, current or "") for field, question, read, current in found)


def changes_in(texts: Mapping[str, str], item: Escalation, clock: Clock) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the `texts`, typed in the form of `item` by field id, change, and those that aren't valid by field
    name."""
    typed = {FORM[name]: text for name, text in texts.items() if name in FORM}
    changes: dict[str, Any] = {}
    invalid: dict[str, str] = {}
    for detail in details(item, clock):
        if (text := typed.get(detail.field)) is None or (not text.strip() and detail.field in REQUIRED):
            continue
        try:
            changes |= changes_of(detail.field, detail.read(text) if text.strip() else None, clock)
        except ValueError:
            invalid[detail.field] = text
    return changes, invalid


def changes_of(field: str, value: Any, clock: Clock) -> dict[str, Any]:
    """Return the fields of an escalation that `value` as the answer about `field` changes."""
    if (field, value) in (("severity", 0), ("kind", "ask")):
        return {"kind": "ask", "severity": None}
    return status_changes(value or "open", clock.now()) if field == "status" else {field: value}
