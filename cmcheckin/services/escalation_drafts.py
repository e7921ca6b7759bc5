"""Keep what is typed on the screen of escalations until it is saved, in one draft for each escalation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cmcheckin.checkin.escalations import changed
from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.journal import work_files
from cmcheckin.journal.erasing import ESCALATION_DRAFT
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.keys import place_of
from cmcheckin.wording.escalations import DRAFT_NOT_SAVED

if TYPE_CHECKING:
    from datetime import datetime

    from cmcheckin.journal import Journal

LINE: Final = "line"
"""The name of the text of an update typed in the list."""
NAME: Final = "name"
"""The name of the text that says to whom an escalation was handed off."""

UPDATE: Final = "form-update"
"""The name of the text of an update typed in the form."""
FORM: Final = {
    "form-title": "title", "form-opened": "opened", "form-minutes": "minutes", "form-cause": "cause",
    "form-handed": "handed_to", "form-outcome": "outcome",
}  # fmt: skip
"""The fields of an escalation whose texts are typed in the form, by their ids there."""


class EscalationDraft(NamedTuple):
    """What was typed until `typed`: fields of the escalation that changed, and texts. These are LINE, NAME, or, in the
    form, its fields by their ids, of which `field` had the focus."""

    typed: datetime
    changes: Mapping[str, Any]
    texts: Mapping[str, str]
    field: str = ""


def keep(
    journal: Journal, item: Escalation, changes: Mapping[str, Any], texts: Mapping[str, str], field: str = ""
) -> None:
    """Save `changes` to `item`, `texts` and the focused `field` as its draft. It survives the end of the process.
    Raises JournalError if it can't be saved."""
    fields = changed(item, changes).raw()
    raw = {
        "typed": journal.clock.now().isoformat(),
        "escalation": item.id,
        "changes": {name: fields[name] for name in changes},
        "texts": dict(texts),
        "field": field,
    }
    work_files.keep(_path(journal, item), raw, DRAFT_NOT_SAVED, journal.paths)


def keep_text(journal: Journal, item: Escalation, changes: Mapping[str, Any], name: str, text: str) -> str:
    """Save `changes` and the `text` called `name` as the draft of `item`, or delete it if nothing is typed. Return an
    error message, or an empty text."""
    if not text.strip() and not changes.get("handed_to"):
        discard(journal, item)
        return ""
    try:
        keep(journal, item, changes, {name: text})
    except JournalError as error:
        return str(error)
    return ""


def discard(journal: Journal, item: Escalation) -> None:
    """Delete the draft of `item`, if there is one and it can be deleted."""
    with suppress(JournalError):
        work_files.keep(_path(journal, item), None, DRAFT_NOT_SAVED, journal.paths)


def load(journal: Journal, item: Escalation) -> EscalationDraft | None:
    """Return the draft of `item`; None if there isn't one or it can't be read."""
    return _read(work_files.load(_path(journal, item), journal.paths), item)


def latest(journal: Journal) -> tuple[Escalation, EscalationDraft] | None:
    """Return the draft that was saved last, with its escalation as it is now; None if there isn't one."""
    found: list[tuple[Escalation, EscalationDraft]] = []
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(journal.paths.drafts)  # noqa: PTH208
    for name in names:
        if name.startswith(ESCALATION_DRAFT) and name.endswith(".json"):
            raw = work_files.load(f"{journal.paths.drafts}/{name}", journal.paths)
            item = journal.escalation(str(raw.get("escalation"))) if isinstance(raw, dict) else None
            if item is not None and (draft := _read(raw, item)) is not None:
                found.append((item, draft))
    return max(found, key=lambda one: one[1].typed, default=None)


def _read(raw: object, item: Escalation) -> EscalationDraft | None:
    if not isinstance(raw, dict):
        return None
    changes, texts = raw.get("changes"), raw.get("texts")
    try:
        typed = f.moment("typed", raw.get("typed"))
        if typed is None or not isinstance(changes, dict) or not isinstance(texts, dict):
            return None
        changed = Escalation.read({**item.raw(), **changes})
        found = {name: getattr(changed, name) for name in changes if name in Escalation._fields}
    except Refused:
        return None
    texts = {str(name): text for name, text in texts.items() if isinstance(text, str)}
    return EscalationDraft(typed, found, texts, str(raw.get("field")))


def _path(journal: Journal, item: Escalation) -> str:
    doc_id = place_of(item.key)[1]  # the id itself may have characters that file names can't have
    return f"{journal.paths.drafts}/{ESCALATION_DRAFT}{doc_id}.json"
