"""Sharing in plain lines: choose the fields, leave entries out or reword them, read everything, write the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.dialogue import CLEAR, Dialogue, home_path
from cmcheckin.cli.plain.files import confirm_replacing, may_write
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.week import Week
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_draft import ShareDraft
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.choice_rows import EntryRow
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import FORMATS, file_names
from cmcheckin.sharing.selection import STEPS, ShareSelection, text_limit
from cmcheckin.sharing.spoken_document import spoken_facts, spoken_lines, spoken_sections
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_share as own_words
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import FIELD_NAMES
from cmcheckin.wording.spoken import spoken


class SharePart(Part):
    """The three steps of the share screen. The selection is saved after each change."""

    NAME = "share"

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program, week)
        session = ShareSession(program.journal, self.settings, self.clock)
        self.draft = ShareDraft(session, self.week)
        self.draft.open(self.draft.first, self.draft.last)

    @property
    def _step(self) -> str:
        return self.draft.selection.step

    def show(self) -> None:
        """Print the current step."""
        self.at = None
        step = self._step
        title = words.SCREEN_TITLE.format(week=self.draft.title)
        self.terminal.show(
            f"{spoken(title)}. {own_words.step(words.STEP_TITLES[step], STEPS.index(step) + 1, len(STEPS))}"
        )
        if trouble := self.draft.session.preferences_error:
            self.say(words.NOT_WRITTEN.format(reason=str(trouble)))
        steps = {"fields": self._show_fields, "entries": self._show_entries, "content": self._show_content}
        steps[step]()
        self.hint(own_words.NEXT[step])

    def meanings(self) -> Mapping[str, str]:
        """Return what each key of the current step does."""
        return own_words.KEYS | own_words.STEP_KEYS[self._step]

    def actions(self) -> dict[str, Action]:
        """Return the keys of the current step, and those that choose the days."""
        steps: dict[str, dict[str, Action]] = {
            "fields": {"": self._forward, "x": self._turn_field},
            "entries": {"": self._forward, "x": self._turn_entry, "e": self._reword},
            "content": {
                "": lambda _: self.terminal.show(own_words.NEXT["content"]),
                "w": self._write,
                "v": self._view,
                **{str(number): partial(self._format, form) for number, form in enumerate(FORMATS, 1)},
            },
        }
        first, last, week = self.draft.first, self.draft.last, timedelta(weeks=1)
        return {
            **steps[self._step],
            "[": lambda _: self._go_to(first - week, last - week),
            "]": lambda _: self._go_to(first + week, last + week),
            "+": lambda _: self._go_to(first - week, last),
            "-": lambda _: self._go_to(first + week, last),
            "g": self._days,
            **({"f": self._fill_in} if self.draft.days_to_check() else {}),
        }

    def _change(self, selection: ShareSelection) -> None:
        self.draft.written = None
        self.say(self.draft.change(selection))

    # Steps

    def _show_fields(self) -> None:
        draft = self.draft
        for text in draft.warnings():
            if text == words.NOTHING_LOGGED:
                self.terminal.show(own_words.NOTHING_LOGGED)
                self.hint(own_words.NOTHING_LOGGED_HINT)
            else:
                self.say_keys(spoken(text))
        self.terminal.show(words.FIRST_STEP)
        origin = "chosen" if draft.selection.is_changed else draft.session.proposal_source
        self.hint(words.FIELDS_HINTS[origin])
        self.list_groups([("", map(self._field_line, draft.fields))])

    def _field_line(self, name: str) -> str:
        return own_words.choice(FIELD_NAMES[name], is_included=name in self.draft.selection.fields)

    def read(self, text: str) -> None:
        """Explain the field, or read the entry, whose number is `text`."""
        if self._step == "fields":
            name, _ = self.pick(self.draft.fields, text)
            self.say_entry(self._field_line(name))
            self.terminal.show(words.FIELD_EXPLANATIONS[name])
            lines = list(spoken_sections(self.draft.document_of(name)))
            self.terminal.page(lines or [words.NOTHING_SHARED])
        elif self._step == "entries":
            row, _ = self.pick(self._rows(), text)
            if row.is_group:
                self._turn_group(row.key)
            else:
                self.say_entry(self._row_line(row))
                self.say(words.ALSO_INCLUDED.format(facts=spoken_facts(row.facts)) if row.facts else row.hint)

    def _turn_group(self, key: str) -> None:
        """Open or close the week `key`, and print its numbers and lines, which are numbered like all entries."""
        self.draft.toggle_group(key)
        rows = self._rows()
        first = next(n for n, row in enumerate(rows) if row.key == key)
        shown = [rows[first], *(row for row in rows[first + 1 :] if row.group == key)]
        self.list_groups([("", map(self._row_line, shown))], before=first)

    def _turn_field(self, text: str) -> None:
        """Include the fields that `text` numbers, or leave them out."""
        numbers = text.replace(",", " ").split() or [""]
        for number in numbers:
            name, _ = self.pick(self.draft.fields, number, "x")
            self._change(self.draft.selection.toggle_field(name))
            self.say_entry(self._field_line(name))

    def _rows(self) -> Sequence[EntryRow]:
        return [row for row in self.draft.entries() if row.key]

    def _show_entries(self) -> None:
        self.terminal.show(words.SECOND_STEP)
        self._show_rows()

    def _show_rows(self) -> None:
        self.list_groups(("", [self._row_line(row)]) if row.key else (row.text, ()) for row in self.draft.entries())

    def _row_line(self, row: EntryRow) -> str:
        if row.is_group:
            return own_words.group(row.label, row.text, is_open=row.is_open)
        if not row.is_written:
            return f"{row.label}: {plain_words.typed_keys(row.text)}"
        text = spoken(row.text) if row.group and not row.can_reword else row.text
        if row.label:
            return own_words.labelled_choice(row.label, text, is_included=row.included)
        return own_words.choice(text, is_included=row.included)

    def _turn_entry(self, text: str) -> None:
        row, _ = self.pick(self._rows(), text, "x")
        if row.is_group or not row.is_written:
            raise Refused("", own_words.NOT_A_CHOICE)
        self._change(self.draft.selection.toggle_entry(row.key))
        self._repeat()

    def _repeat(self) -> None:
        self.say_entry(self._row_line(self._rows()[self.at or 0]))

    def _reword(self, text: str) -> None:
        row, typed = self.pick(self._rows(), text, "e")
        if not row.can_reword:
            raise Refused("", own_words.NO_WORDS)
        if not typed:
            before = self.draft.text_of(row.key) if row.is_written else ""
            self.say(before)
            answered, given = self.terminal.ask(own_words.NEW_TEXT, str)
            if not answered:
                self.terminal.show(plain_words.UNCHANGED)
                return
            typed = given or ""
        typed = "" if typed == CLEAR else typed
        if len(typed) > (limit := text_limit(row.key)):
            raise Refused("", words.TEXT_TOO_LONG.format(length=len(typed), limit=limit))
        self._change(self.draft.selection.with_text(row.key, typed))
        self._repeat()

    def _show_content(self) -> None:
        preview = self.draft.preview()
        self.terminal.page(list(spoken_lines(share_document(preview))), 40)
        self.list_groups([("", map(self._format_line, FORMATS))])
        self.terminal.show(words.PRIVATE)

    def _format_line(self, form: str) -> str:
        name = file_names(self.draft.preview())[form]
        return own_words.choice(name, is_included=form in self.draft.selection.formats)

    def _view(self, text: str) -> None:
        """Print exactly what the file of a format holds: the format in `text`, or else Markdown."""
        form = text.strip(". ").lower() or "md"
        if form.isdecimal() and 1 <= int(form) <= len(FORMATS):
            form = FORMATS[int(form) - 1]
        if form not in FORMATS:
            raise Refused("", own_words.VIEW_WHICH)
        self.draft.preview()
        self.terminal.page([line for line in self.draft.shown_text(form).split("\n") if line.strip()], 40)

    def _format(self, form: str, _: str) -> None:
        selection = self.draft.selection.toggle_format(form)
        if selection == self.draft.selection:
            raise Refused("", words.AT_LEAST_ONE_FILE)
        self._change(selection)
        self.at = FORMATS.index(form)
        self.say_entry(self._format_line(form))

    def _forward(self, _: str) -> None:
        selection = self.draft.selection
        if not {*selection.fields} & {*self.draft.fields}:
            raise Refused("", own_words.NOTHING_INCLUDED)
        self._change(replace(selection, step=STEPS[STEPS.index(selection.step) + 1], is_changed=True))
        self.show()

    def go_back(self) -> None:
        """Go back to the step before, and from the first step to the part before this one."""
        at = STEPS.index(self._step)
        if not at:
            super().go_back()
            return
        self._change(replace(self.draft.selection, step=STEPS[at - 1]))
        self.show()

    # Days

    def _go_to(self, first: date, last: date) -> None:
        if first > last:
            return
        if refusal := self.draft.refusal(first, last):
            raise Refused("", refusal)
        self.draft.open(first, last)
        self.show()

    def _days(self, text: str) -> None:
        def read(typed: str) -> tuple[date, date]:
            if refusal := self.draft.days_refusal(typed):
                raise Refused("", refusal)
            return self.draft.parse_days(typed)

        if days := self.parsed(text, f"{words.DAYS.rstrip('?')} ({words.DAYS_HINT})", read):
            self._go_to(*days)

    def _fill_in(self, _: str) -> None:
        from cmcheckin.cli.plain.checkin import ask_checkin

        ask_checkin(self.program, self.draft.days_to_check()[0])
        self.draft.read()
        self.show()

    # Files

    def _write(self, text: str) -> None:
        """Write the files to the folder `text`, or ask for it."""
        folder = self.draft.session.folder
        text = text or self.ask_line(own_words.folder_question(folder)) or folder
        if not text or not may_write(self):
            return
        target = Path(home_path(text))
        self.draft.preview()
        try:
            try:
                written = self.draft.write(target, replace_existing=False)
            except FilesExist as error:
                if not confirm_replacing(self, [path.name for path in error.paths]):
                    return
                written = self.draft.write(target, replace_existing=True)
        except Refused as error:
            self.say(words.NOT_WRITTEN.format(reason=str(error)))
            return
        except (OSError, ValueError) as error:
            self.say(words.not_written_to(str(target), str(target.parent), error))
            return
        if written is None:
            return
        self.terminal.show(words.WRITTEN)
        for path in written.paths:
            self.say(f"{path.name}: {words.FORMATS[path.suffix.removeprefix('.')]}")
        self.say(own_words.IN_FOLDER.format(folder=str(written.paths[0].parent.absolute())))
        self.terminal.show(f"{words.HAND_ON} {words.REPLIES_HINT}")
        if written.answers_error:
            self.say(words.ANSWERS_NOT_MARKED.format(reason=written.answers_error))
        if written.preferences_error:
            self.say(words.PREFERENCES_NOT_SAVED.format(reason=written.preferences_error))
        self.is_left = True
