"""Escalations in plain lines: the list, the story of one, updates, new ones, and what each cause cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from cmcheckin.checkin import values
from cmcheckin.checkin.escalations import STATUS_KEYS, opened_on, status_changes
from cmcheckin.cli.plain.dialogue import Back, yes_or_no
from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, SEVERITIES, STATUSES, Escalation
from cmcheckin.domain.text import LINE, NOTE
from cmcheckin.insight.escalations import ORDERS, in_order, story
from cmcheckin.services import escalation_drafts as drafts
from cmcheckin.services.escalations import read_causes, read_list, save_update
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import escalations as words
from cmcheckin.wording import formats
from cmcheckin.wording import plain_checkin as plain_words
from cmcheckin.wording import plain_parts as part_words
from cmcheckin.wording import plain_wins as own_words

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue

MAX_MINUTES = 100_000


class EscalationsPart(Part):
    """The escalations, numbered, in one of three orders."""

    NAME = "escalations"
    NUMBERS = own_words.ESCALATION_KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program) -> None:
        super().__init__(terminal, program)
        self.order, self.with_resolved = ORDERS[0], False
        self._items: Sequence[Escalation] = ()

    def _read(self) -> None:
        self._items = in_order(read_list(self.program.journal, with_resolved=self.with_resolved), self.order)

    def show(self) -> None:
        """Print the list. If an update was typed and not saved, ask what to do with it."""
        self._read()
        self.at = None
        if not self._items:
            self.terminal.show_all(words.nothing(shows_causes=False, with_resolved=self.with_resolved))
        else:
            summary = words.summary(self._items, with_resolved=self.with_resolved)
            self.terminal.show(f"{words.TITLE}, {words.ORDERS[self.order]}. {summary}")
            self.terminal.page([self._line(n, item) for n, item in enumerate(self._items, 1)])
        if (draft := drafts.latest(self.program.journal)) is not None and self.terminal.interactive:
            self._resume(*draft)

    def _line(self, number: int, item: Escalation) -> str:
        cause = f", {item.cause}" if self.order == "cause" and item.cause else ""
        return part_words.numbered(number, f"{item.title}: {words.state(item, self.clock.now())}{cause}")

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the list of escalations."""
        meanings = own_words.ESCALATION_KEYS
        return (
            *(Key(key, meanings[key], partial(self._answer, key)) for key in STATUS_KEYS),
            Key("e", meanings["e"], self._edit),
            Key("l", meanings["l"], self._log),
            Key("o", meanings["o"], self._next_order),
            Key("a", meanings["a"], self._all),
            Key("c", meanings["c"], self._causes),
            Key("u", part_words.UNDO_MEANING, self.undo),
            Key("redo", part_words.REDO_MEANING, self.redo),
        )

    def read(self, text: str) -> None:
        """Read the escalation whose number is `text`: its state, details and story."""
        item, _ = self.pick(self._items, text)
        self.terminal.show_all(self._about(item))

    def _about(self, item: Escalation) -> Iterator[str]:
        now, schedule = self.clock.now(), self.settings.schedule
        yield f"{item.title}: {words.state(item, now)}."
        yield from (f"{name}: {text}" for name, text in words.details(item))
        for one in story(item):
            when, what = words.event(one, item, now, self.today, schedule)
            yield f"{formats.sentence_case(when)}: {what}" if when else formats.sentence_case(what)

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
            self.terminal.show_all(words.nothing(shows_causes=True, with_resolved=True))
            return
        self.terminal.show(f"{words.CAUSES_TITLE}, {words.CAUSES_ORDER}. {words.total(costs)}")
        for one in costs:
            texts = (words.cost(one), words.span(one, self.today), words.community(one))
            self.terminal.show(f"{words.cause_name(one)}: {'. '.join(text.rstrip('.') for text in texts if text)}.")

    # Changing

    def _answer(self, key: str, text: str) -> None:
        """Save the status of `key` for the escalation that `text` names, with the line or name after the number."""
        item, rest = self.pick(self._items, text, key)
        status = STATUS_KEYS[key]
        changes = status_changes(status, self.clock.now())
        line = rest
        if status == "handed-off":
            rest = rest.removeprefix("to ")
            if not rest and not item.handed_to:
                rest = self._ask_line(item, changes, drafts.NAME, own_words.WHOM)
            changes |= {"handed_to": f.line("name", rest)} if rest else {}
            line = ""
        if not line:
            line = self._ask_line(item, changes, drafts.LINE, own_words.UPDATE_LINE)
        self._save(item, changes, line)

    def _ask_line(self, item: Escalation, changes: Mapping[str, Any], name: str, question: str) -> str:
        """Ask for a text about `item`, which is kept as a draft called `name` with its `changes` until it is saved."""
        answered, text = self.terminal.ask(question, lambda typed: f.line("text", typed, LINE) or "")
        if answered and text:
            self.say(drafts.keep_text(self.program.journal, item, changes, name, text))
        return text or ""

    def _save(self, item: Escalation, changes: Mapping[str, Any], line: str) -> None:
        journal = self.program.journal
        saved = save_update(journal, item, changes, line, self.clock.now())
        drafts.discard(journal, item)
        self.changed()
        after = next((record for record in saved.records if isinstance(record, Escalation)), None)
        self.say(words.saved(item, after))
        resolved = {one.id for one in self._items}
        current = {one.id: one for one in read_list(journal, with_resolved=True)}
        self._items = [current.get(one.id, one) for one in self._items if one.id in resolved]

    def _resume(self, item: Escalation, draft: drafts.EscalationDraft) -> None:
        """Ask whether to save the unsaved text about `item`."""
        when = words.typed_at(draft.typed, self.clock.now(), self.today)
        line, name = draft.texts.get(drafts.LINE, ""), draft.texts.get(drafts.NAME, "")
        changes = {**draft.changes, **({"handed_to": name} if name else {})}
        self.say(own_words.UNSAVED.format(when=when, title=item.title, text=line or name))
        if self.terminal.confirm(own_words.SAVE_UNSAVED, default=True):
            self._save(item, changes, line)
        else:
            drafts.discard(self.program.journal, item)

    def _edit(self, text: str) -> None:
        """Ask for each detail of an escalation, and save what was changed."""
        item, _ = self.pick(self._items, text, "e")
        self.terminal.show(plain_words.HELP)
        self.ask_details(item, item)

    def ask_details(self, item: Escalation, shown: Escalation) -> None:
        """Ask for each detail of `item`, keeping a draft after each answer, and save what was changed of `shown`."""
        changes: dict[str, Any] = {}
        update: str | None = None
        try:
            for field, question, read, current in self._questions(shown):
                answered, value = self.terminal.ask(question, read, current)
                if not answered:
                    continue
                if value is None and field in ("title", "opened"):
                    self.terminal.show(f"{formats.sentence_case(field)} {checkin_words.CANNOT_BE_EMPTY}.")
                    continue
                changes |= self._change(field, value)
                drafts.keep(self.program.journal, item, changes, {}, "")
            _, update = self.terminal.ask(own_words.NEW_UPDATE, lambda typed: f.line("update", typed, LINE) or "")
        except Back:
            if changes and not self.terminal.confirm(own_words.SAVE_CHANGES, default=True):
                changes = {}
        if changes or update:
            self._save(item, changes, update or "")
        else:
            drafts.discard(self.program.journal, item)

    def _change(self, field: str, value: Any) -> dict[str, Any]:
        """Return the fields that `value` as the answer about `field` changes."""
        if field == "severity" and value == 0:
            return {"kind": "ask", "severity": None}
        if field == "kind" and value == "ask":
            return {"kind": "ask", "severity": None}
        if field == "status":
            return status_changes(value or "open", self.clock.now())
        return {field: value}

    def _questions(self, item: Escalation) -> Iterator[tuple[str, str, Callable[[str], object], str]]:
        """Yield the field, the question, the reader and the present answer of each detail of `item`."""
        now, today = self.clock.now(), self.today
        numbered = plain_words.numbered
        labels = [checkin_words.STATUS_LABELS[one] for one in STATUSES]

        def line(field: str, limit: int = LINE) -> Callable[[str], object]:
            return lambda text: f.required(field, f.line(field, text, limit))

        yield "title", own_words.NEW_TITLE, line("title"), item.title
        severity = item.severity_name or ""
        question = plain_words.SEVERITY.format(numbered=numbered(SEVERITIES)).strip()
        yield "severity", question, values.read_severity, severity
        question = own_words.KIND.format(numbered=numbered(ESCALATION_KINDS))
        yield "kind", question, lambda text: _choice(text, ESCALATION_KINDS), item.kind or ""
        opened = plain_words.OPENED.format(examples=checkin_words.OPENED_PLACEHOLDER).strip()
        came_in = checkin_words.moment(item.opened, now, today)
        yield "opened", opened, lambda text: values.read_moment(text, now, today), came_in
        minutes = "" if item.minutes is None else formats.minutes(item.minutes)
        question = checkin_words.MINUTES_PLACEHOLDER.capitalize()
        yield "minutes", question, lambda text: values.read_minutes(text, MAX_MINUTES), minutes
        waited = "" if item.could_wait is None else "y" if item.could_wait else "n"
        yield "could_wait", plain_words.COULD_WAIT.strip(), yes_or_no, waited
        yield "cause", checkin_words.CAUSE_PLACEHOLDER.capitalize(), line("cause"), item.cause or ""
        handed = plain_words.HANDED_TO.format(example=checkin_words.HANDED_TO_PLACEHOLDER).strip()
        yield "handed_to", handed, line("name"), item.handed_to or ""
        question = own_words.STATUS.format(numbered=numbered(labels))
        status = checkin_words.STATUS_LABELS[item.status or "open"]
        yield "status", question, lambda text: STATUSES[labels.index(_choice(text, labels))], status
        yield "outcome", checkin_words.OUTCOME_PLACEHOLDER.capitalize(), line("outcome", NOTE), item.outcome or ""

    def _log(self, text: str) -> None:
        """Save a new escalation with the title `text`, or ask for it, then ask for its severity."""
        title = (
            f.line("title", text, LINE)
            or self.terminal.ask(own_words.NEW_TITLE, lambda typed: f.line("title", typed, LINE) or "")[1]
        )
        if not title:
            return
        question = plain_words.SEVERITY.format(numbered=plain_words.numbered(SEVERITIES)).strip()
        _, severity = self.terminal.ask(question, values.read_severity)
        opened = opened_on(self.today, self.clock, self.settings.schedule)
        kind = {"kind": "ask"} if severity == 0 else {"severity": severity or None}
        from cmcheckin.journal import Change, Journal

        def build(journal: Journal) -> Change:
            id_ = journal.next_escalation_ids(opened)[0]
            return Change(put=(Escalation(id_, title, opened, status="open", **kind),))

        self.program.journal.change(build, why="escalation")
        self.changed()
        self.say(own_words.LOGGED.format(title=title))
        self._read()
        if self.terminal.confirm(plain_words.MORE.strip()):
            item = next(one for one in self._items if one.title == title)
            self.ask_details(item, item)


def _choice(text: str, options: Sequence[str]) -> str:
    """Return the one of `options` that `text` names, by its number or in letters. Raises Refused."""
    if text.isdecimal() and 1 <= int(text[:3]) <= len(options):
        return options[int(text[:3]) - 1]
    if text.lower() in options:
        return text.lower()
    raise Refused("", plain_words.ONE_OF.format(options=", ".join(options)))
