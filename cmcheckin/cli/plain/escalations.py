"""Escalations in plain lines: the list, the story of one, updates, new ones, and what each cause cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from cmcheckin.checkin.escalations import STATUS_KEYS, opened_on, status_changes
from cmcheckin.checkin.typed_answers import one_line, read_severity
from cmcheckin.cli.plain.dialogue import Back
from cmcheckin.cli.plain.escalation_details import REQUIRED, changes_in, changes_of, details
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain import fields as f
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.text import LINE
from cmcheckin.insight.escalations import ORDERS, events_of, in_order
from cmcheckin.insight.spoken_week import spoken_state
from cmcheckin.journal import Change, Journal
from cmcheckin.services import escalation_drafts as drafts
from cmcheckin.services.escalations import read_causes, read_list, save_update
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import escalations as words
from cmcheckin.wording import plain_checkin as plain_words
from cmcheckin.wording import plain_parts as part_words
from cmcheckin.wording import plain_wins as own_words
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.spoken import spoken


class EscalationsPart(Part):
    """The escalations, numbered, in one of three orders."""

    NAME = "escalations"
    MEANINGS = own_words.ESCALATION_KEYS
    CAN_UNDO = True
    order, with_resolved = ORDERS[0], False
    _items: Sequence[Escalation] = ()

    def _read(self) -> None:
        self._items = in_order(read_list(self.program.journal, with_resolved=self.with_resolved), self.order)

    def show(self) -> None:
        """Print the list. If an update was typed and not saved, ask what to do with it."""
        self._read()
        self.at = None
        if not self._items:
            nothing, _ = words.nothing(shows_causes=False, with_resolved=self.with_resolved)
            self.terminal.show(nothing)
            self.hint(own_words.NO_ESCALATIONS_HINT)
        else:
            summary = words.summary(self._items, with_resolved=self.with_resolved)
            self.terminal.show(f"{words.TITLE}, {words.ORDERS[self.order]}. {summary}")
            self.list_groups([("", map(self._line, self._items))])
        if (draft := drafts.latest(self.program.journal)) is not None and self.terminal.interactive:
            self._resume(*draft)

    def _line(self, item: Escalation) -> str:
        cause = f", {own_words.CAUSE.format(text=item.cause)}" if self.order == "cause" and item.cause else ""
        return f"{item.title}: {spoken_state(item, self.clock.now())}{cause}"

    def actions(self) -> dict[str, Action]:
        """Return the keys of the list of escalations."""
        statuses = {key: partial(self._answer, key) for key in STATUS_KEYS}
        return statuses | {
            "e": self._edit, "l": self._log, "o": self._next_order, "a": self._all, "c": self._causes,
        }  # fmt: skip

    def read(self, text: str) -> None:
        """Read the escalation whose number is `text`: its state, details and story."""
        item, _ = self.pick(self._items, text)
        self.terminal.show_all(self._about(item))

    def _about(self, item: Escalation) -> Iterator[str]:
        now, schedule = self.clock.now(), self.settings.schedule
        yield f"{item.title}: {spoken_state(item, now)}."
        yield from (f"{name}: {text}" for name, text in words.details(item))
        for one in events_of(item):
            when, what = words.event(one, item, now, self.today, schedule)
            yield f"{sentence_case(spoken(when))}: {what}" if when else sentence_case(what)

    def _next_order(self, _: str) -> None:
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.show()

    def _all(self, _: str) -> None:
        self.with_resolved = not self.with_resolved
        self.show()

    def _causes(self, _: str) -> None:
        """Print what each cause cost."""
        journal = self.program.journal
        costs = read_causes(journal, read_list(journal, with_resolved=True), self.settings.schedule)
        if not costs:
            self.terminal.show(words.nothing(shows_causes=True, with_resolved=True)[0])
            return
        self.terminal.show(f"{words.CAUSES_TITLE}, {words.CAUSES_ORDER}. {spoken(words.total(costs))}")
        for one in costs:
            texts = (spoken(text) for text in (words.cost(one), words.span(one, self.today), words.community(one)))
            self.terminal.show(f"{words.cause_name(one)}: {'. '.join(text.rstrip('.') for text in texts if text)}.")

    # Changing

    def _answer(self, key: str, text: str) -> None:
        """Save the status of `key` for the escalation that `text` names, with the update or name after the number."""
        item, rest = self.pick(self._items, text, key)
        status = STATUS_KEYS[key]
        changes = status_changes(status, self.clock.now())
        if status == "handed-off":
            name = rest.removeprefix("to ")
            if not name and not item.handed_to:
                name = self._ask_name(item, changes)
            changes |= {"handed_to": f.line("name", name)} if name else {}
            rest = ""
        self._save(item, changes, f.line("update", rest, LINE) or "")

    def _ask_name(self, item: Escalation, changes: Mapping[str, Any]) -> str:
        """Ask to whom `item` was handed off. The answer is kept as a draft with `changes` until it is saved."""
        name = self.terminal.ask(own_words.WHOM, one_line("handed_to"))[1] or ""
        if name:
            self.say(drafts.keep_text(self.program.journal, item, changes, drafts.NAME, name))
        return name

    def _save(self, item: Escalation, changes: Mapping[str, Any], line: str) -> None:
        journal = self.program.journal
        saved = save_update(journal, item, changes, line, self.clock.now())
        drafts.discard(journal, item)
        self.changed()
        after = next((record for record in saved.records if isinstance(record, Escalation)), None)
        self.say(own_words.saved_update(item, after, line))
        self.read_again()

    def read_again(self) -> None:
        """Read the listed escalations again. They keep their numbers, even if they are resolved now."""
        current = {one.id: one for one in read_list(self.program.journal, with_resolved=True)}
        self._items = [current.get(one.id, one) for one in self._items]

    def _resume(self, item: Escalation, draft: drafts.EscalationDraft) -> None:
        """Ask whether to save the unsaved text about `item`."""
        when = words.typed_at(draft.typed, self.clock.now(), self.today)
        line, name = draft.texts.get(drafts.LINE, ""), draft.texts.get(drafts.NAME, "")
        changes = {**draft.changes, **({"handed_to": name} if name else {})}
        if line or name:
            self.say(own_words.UNSAVED.format(when=when, title=item.title, text=line or name))
        else:
            typed, invalid = changes_in(draft.texts, item, self.clock)
            changes, line = {**changes, **typed}, draft.texts.get(drafts.UPDATE, "").strip()
            answers = (detail for detail in details(item._replace(**changes), self.clock) if detail.field in changes)
            texts = [own_words.unsaved_change(detail.field, detail.current) for detail in answers]
            texts += [own_words.unsaved_change(field, text, is_valid=False) for field, text in invalid.items()]
            texts += [own_words.unsaved_change("update", line)] if line else []
            self.say(own_words.UNSAVED_CHANGES.format(when=when, title=item.title, changes="; ".join(texts)))
            if not changes and not line:  # it stays as it is, for the form
                self.say(own_words.CHANGE_INVALID)
                return
        if self.terminal.confirm(own_words.SAVE_UNSAVED, default=True):
            self._save(item, changes, line)
        else:
            drafts.discard(self.program.journal, item)

    def _edit(self, text: str) -> None:
        """Ask for each detail of an escalation, and save what was changed."""
        item, _ = self.pick(self._items, text, "e")
        self.terminal.show(plain_words.HELP)
        self._ask_details(item)

    def _ask_details(self, item: Escalation) -> None:
        """Ask for each detail of `item`, keeping a draft after each answer, and save what was changed."""
        changes: dict[str, Any] = {}
        update: str | None = None
        try:
            for field, question, read, current in details(item, self.clock):
                answered, value = self.terminal.ask(question, read, current)
                if not answered:
                    continue
                if value is None and field in REQUIRED:
                    self.terminal.show(f"{sentence_case(field)} {checkin_words.CANNOT_BE_EMPTY}.")
                    continue
                changes |= changes_of(field, value, self.clock)
                drafts.keep(self.program.journal, item, changes, {}, "")
            update = self.terminal.ask(own_words.NEW_UPDATE, one_line("update"))[1]
        except Back:
            if changes and not self.terminal.confirm(own_words.SAVE_CHANGES, default=True):
                changes = {}
        if changes or update:
            self._save(item, changes, update or "")
        else:
            drafts.discard(self.program.journal, item)
            self.terminal.show(part_words.UNCHANGED)

    def _log(self, text: str) -> None:
        """Save a new escalation with the title `text`, or ask for it, then ask for its severity."""
        title = f.line("title", text, LINE) or self.terminal.ask(plain_words.TITLE, one_line("title"))[1]
        if not title:
            return
        severity, wants_more = self.terminal.ask(plain_words.SEVERITY, read_severity)[1] or (None, False)
        opened = opened_on(self.today, self.clock, self.settings.schedule)
        kind = {} if severity is None else changes_of("severity", severity, self.clock)

        def build(journal: Journal) -> Change:
            id_ = journal.next_escalation_ids(opened)[0]
            return Change(put=(Escalation(id_, title, opened, status="open", **kind),))

        saved = self.program.journal.change(build, why="escalation")
        self.changed()
        self.say(own_words.LOGGED.format(title=title))
        self._read()
        if wants_more:
            self._ask_details(next(record for record in saved.records if isinstance(record, Escalation)))
