"""Sharing in plain lines: choose the fields, leave entries out or reword them, read everything, write the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.cli.plain.dialogue import home_path
from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.week import Week
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_draft import ShareDraft
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.choice_rows import EntryRow
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import FORMATS, file_names
from cmcheckin.sharing.selection import STEPS, ShareSelection, text_limit
from cmcheckin.sharing.spoken_document import spoken_lines, spoken_sections
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_share as own_words
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import FIELD_NAMES

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue


class SharePart(Part):
    """The three steps of the share screen. The selection is saved after each change."""

    NAME = "share"
    NUMBERS = own_words.KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program)
        session = ShareSession(program.journal, self.settings, self.clock)
        self.draft = ShareDraft(session, week or Week.of(self.today))
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
            f"{plain_words.spoken(title)}. {own_words.step(words.STEP_TITLES[step], STEPS.index(step) + 1, len(STEPS))}"
        )
        if trouble := self.draft.session.preferences_error:
            self.say(words.NOT_WRITTEN.format(reason=str(trouble)))
        steps = {"fields": self._show_fields, "entries": self._show_entries, "content": self._show_content}
        steps[step]()
        self.terminal.show(own_words.NEXT[step])

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the current step."""
        return (*self._step_keys(), *self._day_keys())

    def _step_keys(self) -> Iterator[Key]:
        meanings = own_words.KEYS
        match self._step:
            case "fields":
                yield Key("x", meanings["x"], self._turn_field)
                yield Key("", meanings["next"], self._forward)
            case "entries":
                yield Key("x", meanings["x"], self._turn_entry)
                yield Key("e", meanings["e"], self._reword)
                yield Key("", meanings["next"], self._forward)
            case _:
                yield Key("w", meanings["w"], self._write)
                yield Key("v", meanings["v"], self._view)
                for number, form in enumerate(FORMATS, 1):
                    yield Key(str(number), own_words.format_key(form), partial(self._format, form))
                is_written = self.draft.written is not None
                yield Key("", meanings["done" if is_written else "again"], self._finish)

    def _day_keys(self) -> Iterator[Key]:
        meanings = own_words.KEYS
        yield Key("[", meanings["["], lambda _: self._move(-1))
        yield Key("]", meanings["]"], lambda _: self._move(1))
        yield Key("+", meanings["+"], lambda _: self._go_to(self.draft.first - timedelta(7), self.draft.last))
        yield Key("-", meanings["-"], lambda _: self._go_to(self.draft.first + timedelta(7), self.draft.last))
        yield Key("g", meanings["g"], self._days)
        if self.draft.days_to_check():
            yield Key("f", meanings["f"], self._fill_in)

    def _change(self, selection: ShareSelection) -> None:
        self.draft.written = None
        self.say(self.draft.change(selection))

    # Steps

    def _show_fields(self) -> None:
        draft = self.draft
        for text in draft.warnings():
            self.say(text)
        self.terminal.show(words.FIRST_STEP)
        origin = "chosen" if draft.selection.is_changed else draft.session.proposal_source
        self.terminal.show(words.FIELDS_HINTS[origin])
        self.terminal.show_all(self._field_line(n) for n in range(1, len(draft.fields) + 1))

    def _field_line(self, number: int) -> str:
        name = self.draft.fields[number - 1]
        return own_words.choice(number, FIELD_NAMES[name], is_included=name in self.draft.selection.fields)

    def read(self, text: str) -> None:
        """Explain the field, or read the entry, whose number is `text`."""
        if self._step == "fields":
            name, _ = self.pick(self.draft.fields, text)
            self.terminal.show(self._field_line((self.at or 0) + 1))
            self.terminal.show(words.FIELD_EXPLANATIONS[name])
            lines = list(spoken_sections(self.draft.document_of(name)))
            self.terminal.page(lines or [words.NOTHING_SHARED])
        elif self._step == "entries":
            row, _ = self.pick(self._rows(), text)
            if row.is_group:
                self.draft.toggle_group(row.key)
                self._show_rows()
            else:
                self.say(self._row_line((self.at or 0) + 1, row))
                self.say(row.beside)

    def _turn_field(self, text: str) -> None:
        """Include the fields that `text` numbers, or leave them out."""
        numbers = text.replace(",", " ").split() or [""]
        for number in numbers:
            name, _ = self.pick(self.draft.fields, number, "x")
            self._change(self.draft.selection.toggle_field(name))
            self.terminal.show(self._field_line((self.at or 0) + 1))

    def _rows(self) -> Sequence[EntryRow]:
        return [row for row in self.draft.entries() if row.key]

    def _show_entries(self) -> None:
        self.terminal.show(words.SECOND_STEP)
        self._show_rows()

    def _show_rows(self) -> None:
        lines, number = list[str](), 0
        for row in self.draft.entries():
            if row.key:
                number += 1
                lines.append(self._row_line(number, row))
            else:
                lines.append(f"{row.text}:")
        self.terminal.page(lines)

    def _row_line(self, number: int, row: EntryRow) -> str:
        text = f"{row.label}: {row.text}" if row.label else row.text
        if row.is_group:
            return plain_words.numbered(number, f"{text} {own_words.GROUP}")
        return own_words.choice(number, text, is_included=row.included and row.is_written)

    def _turn_entry(self, text: str) -> None:
        row, _ = self.pick(self._rows(), text, "x")
        if row.is_group or not row.is_written:
            raise Refused("", own_words.NOT_A_CHOICE)
        self._change(self.draft.selection.toggle_entry(row.key))
        self._repeat()

    def _repeat(self) -> None:
        number = (self.at or 0) + 1
        self.say(self._row_line(number, self._rows()[number - 1]))

    def _reword(self, text: str) -> None:
        row, typed = self.pick(self._rows(), text, "e")
        if not row.can_reword:
            raise Refused("", own_words.NO_WORDS)
        if not typed:
            before = self.draft.text_of(row.key) if row.is_written else ""
            self.say(before)
            answered, given = self.terminal.ask(own_words.NEW_TEXT, str)
            if not answered:
                return
            typed = given or ""
        if len(typed) > (limit := text_limit(row.key)):
            raise Refused("", words.TEXT_TOO_LONG.format(length=len(typed), limit=limit))
        self._change(self.draft.selection.with_text(row.key, typed))
        self._repeat()

    def _show_content(self) -> None:
        preview = self.draft.preview()
        self.terminal.page(list(spoken_lines(share_document(preview))), 40)
        names = file_names(preview)
        for number, form in enumerate(FORMATS, 1):
            is_on = form in self.draft.selection.formats
            self.say(own_words.choice(number, names[form], is_included=is_on))
        self.terminal.show(words.PRIVATE)

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
        number = FORMATS.index(form) + 1
        name = file_names(self.draft.preview())[form]
        self.say(own_words.choice(number, name, is_included=form in selection.formats))

    def _finish(self, _: str) -> None:
        """Go back to the week once the files are written; show the preview again before that."""
        self.is_left = self.draft.written is not None
        if not self.is_left:
            self.show()

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

    def _move(self, weeks: int) -> None:
        self._go_to(self.draft.first + timedelta(weeks=weeks), self.draft.last + timedelta(weeks=weeks))

    def _go_to(self, first: date, last: date) -> None:
        if first > last:
            return
        if refusal := self.draft.refusal(first, last):
            raise Refused("", refusal)
        self.draft.open(first, last)
        self.show()

    def _days(self, text: str) -> None:
        if not text or self.draft.days_refusal(text):
            if text:
                self.say(self.draft.days_refusal(text))
            question = f"{words.DAYS.rstrip('?')} ({words.DAYS_HINT})"
            text = self.terminal.ask_checked(question, self.draft.days_refusal) or ""
        if text:
            self._go_to(*self.draft.parse_days(text))

    def _fill_in(self, _: str) -> None:
        from cmcheckin.cli.plain.checkin import run_checkin

        run_checkin(self.program, self.draft.days_to_check()[0], shows_week=False)
        self.draft.read()
        self.show()

    # Files

    def _write(self, text: str) -> None:
        """Write the files to the folder `text`, or ask for it."""
        folder = self.draft.session.folder
        text = text or self.ask_line(own_words.folder_question(folder)) or folder
        if not text:
            return
        if self.program.journal.missing() and not self.terminal.confirm(plain_words.WRITE_PARTIAL):
            self.terminal.show(plain_words.CANCELLED)
            return
        target = Path(home_path(text))
        self.draft.preview()
        try:
            try:
                written = self.draft.write(target, replace_existing=False)
            except FilesExist as error:
                names = ", ".join(path.name for path in error.paths)
                if not self.terminal.confirm(own_words.REPLACE_FILES.format(names=names)):
                    self.terminal.show(plain_words.CANCELLED)
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
        self.say(words.IN_FOLDER.format(folder=str(written.paths[0].parent.absolute())))
        self.terminal.show(f"{words.HAND_ON} {words.REPLIES_HINT}")
        if written.answers_error:
            self.say(words.ANSWERS_NOT_MARKED.format(reason=written.answers_error))
        if written.preferences_error:
            self.say(words.PREFERENCES_NOT_SAVED.format(reason=written.preferences_error))
        self.terminal.show(own_words.AFTER_WRITING)
