"""The weekly report in plain lines: read it, edit, leave out and add lines, and write it to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cmcheckin.cli.plain.dialogue import CLEAR
from cmcheckin.cli.plain.files import write_document
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.week import Week
from cmcheckin.report.edits import LINE_LENGTH, ReportEdits, override_text
from cmcheckin.report.model import OWN_PREFIX, Report, ReportLine
from cmcheckin.report.rest_on import line_facts, users_words
from cmcheckin.services import report_session
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_wins as own_words
from cmcheckin.wording import report as words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.spoken import spoken


class ReportPart(Part):
    """The report of a week, line by line, numbered."""

    NAME = "report"
    MEANINGS = own_words.REPORT_KEYS
    _report: Report
    _edits = ReportEdits()

    def _read(self) -> None:
        first, last = self.week.monday, self.week.sunday
        self._report = report_session.build_report(self.program.journal, self.settings, first, last, self.today)
        self._edits = report_session.load_edits(self.program.journal, first, last)

    @property
    def _lines(self) -> list[ReportLine]:
        return self._edits.preview(self._report).lines

    def show(self) -> None:
        """Print the parts of the report and their lines."""
        self._read()
        self.at = None
        title = words.SCREEN_TITLE.format(week=plain_words.week_title(self.week, self.today))
        self.terminal.show(spoken(title))
        parts = self._edits.preview(self._report).parts
        self.list_groups((part.title, map(self._text, part.items)) for part in parts)
        if not parts:
            self.terminal.show(words.EMPTY)
            self.hint(words.EMPTY_KEYS)

    def _text(self, line: ReportLine) -> str:
        """Return `line` as it is read aloud: with whole words, except in what the user wrote."""
        text = line.text
        if line.id not in self._edits.texts and not line.id.startswith(OWN_PREFIX):
            entries = report_session.entries_of(self.program.journal, line)
            text = spoken(text, (word for entry in entries for word in users_words(entry)))
        return f"{text} {words.LEFT_OUT}" if line.id in self._edits.left_out else text

    def actions(self) -> dict[str, Action]:
        """Return the keys of the report's screen."""
        keys: dict[str, Action] = {"e": self._edit, "x": self._turn, "a": self._add, "w": self._write}
        return keys | self.paging(self._page)

    def read(self, text: str) -> None:
        """Print what the line whose number is `text` is based on."""
        line, _ = self.pick(self._lines, text)
        self.say_entry(self._text(line))
        if line.id.startswith(OWN_PREFIX):
            self.terminal.show(words.BY_HAND)
        for record in report_session.entries_of(self.program.journal, line):
            facts = spoken(", ".join(line_facts(record, line.id)), users_words(record))
            self.terminal.show(f"{words.RESTS_ON}: {facts}")

    def _change(self, change: Callable[[ReportEdits], ReportEdits]) -> None:
        """Apply `change` to the saved edits, and save them."""
        first, last = self.week.monday, self.week.sunday
        self._edits = change(report_session.load_edits(self.program.journal, first, last))
        report_session.save_edits(self.program.journal, first, last, self._edits)

    def _edit(self, text: str) -> None:
        line, typed = self.pick(self._lines, text, "e")
        is_own = line.id.startswith(OWN_PREFIX)
        if not typed:
            self.terminal.show(self._text(line))
            question = own_words.EDIT_OWN if is_own else own_words.EDIT_LINE
            answered, given = self.terminal.ask(question, lambda new: new[:LINE_LENGTH])
            if not answered:
                self.terminal.show(plain_words.UNCHANGED)
                return
            typed = given or CLEAR
        typed = "" if typed == CLEAR else typed
        override = typed if is_own else override_text(self._report, line.id, typed)
        self._change(lambda edits: edits.with_text(line.id, override))
        if is_own and not typed:
            self.at = None
            self.say(own_words.LINE_DELETED.format(text=line.text))
        else:
            self._repeat()

    def _turn(self, text: str) -> None:
        line, _ = self.pick(self._lines, text, "x")
        self._change(lambda edits: edits.toggle_line(line.id))
        self._repeat()

    def _add(self, text: str) -> None:
        lines = self._lines
        selected = lines[self.at].id if self.at is not None and self.at < len(lines) else ""
        parts = self._edits.preview(self._report).parts
        part = next((one.name for one in parts if selected in [line.id for line in one.items]), "suggest")
        hint = words.ADDED_LINE_HINT.format(part=words.PARTS[part])
        typed = text or self.terminal.ask(own_words.ADD_TO.format(hint=hint), lambda new: new[:LINE_LENGTH])[1]
        if typed:
            self._change(lambda edits: edits.with_line(part, typed))
            self.at = [line.id for line in self._lines].index(f"{OWN_PREFIX}{part}-{len(self._edits.added[part]) - 1}")
            self._repeat()

    def _repeat(self) -> None:
        """Print the selected line as it is now."""
        lines = self._lines
        if self.at is not None and self.at < len(lines):
            self.say_entry(self._text(lines[self.at]))

    def _page(self, weeks: int) -> None:
        if weeks > 0 and self.week >= Week.of(self.today):
            raise Refused("", week_words.NO_LATER_WEEK)
        self.week = self.week.shifted(weeks)
        self.show()

    def _write(self, text: str) -> None:
        report = self._edits.apply(self._report)
        if not report.parts:
            raise Refused("", words.NOTHING_TO_WRITE)

        def write(target: Path, *, replace_existing: bool) -> None:
            report_session.write_report(report, target, replace_existing=replace_existing)

        write_document(self, words.FILE_NAME.format(week=str(self.week)), text, write)
