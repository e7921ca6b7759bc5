"""The share screen: what to share, which entries in which words, and a preview of the files before they are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_draft import ShareDraft
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.choice_rows import EntryRow
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import file_names
from cmcheckin.sharing.selection import LINE_KEYS, STEPS, ShareSelection, text_limit
from cmcheckin.sharing.share_file import FIELDS
from cmcheckin.ui.base_screen import BaseScreen, WriteAnyway
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import BOX_END, Content, PagedView
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.ui.kit.text_prompt import TextPrompt
from cmcheckin.ui.share.entries import INDENT, EntriesView
from cmcheckin.ui.share.fields import FieldsView
from cmcheckin.ui.share.keys import BINDINGS, ON_STEP
from cmcheckin.ui.share.preview import VIEWS, PreviewView, WrittenView, view_at
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import share as words
from cmcheckin.wording.app import PARTIAL

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

MAX_PATH: Final = 90
"""Longest path in a message, in characters."""


def _shown(path: Path) -> str:
    return shorten(clean(str(path)), MAX_PATH)


class ShareScreen(BaseScreen):
    """Three steps to a share file. It is previewed before it is written; an unfinished selection is saved."""

    TITLE = "share"
    WANTS_DAYS = True
    HELP = words.HELP
    WHY_DISABLED = disabled_keys.SHARE
    BINDINGS = BINDINGS

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.draft = ShareDraft(ShareSession(journal, settings, clock), week)
        self._selected = FIELDS[0]
        """The field or entry that the keys act on."""
        self._shown_page = ""
        self._view = VIEWS[0]

    def compose(self) -> ComposeResult:
        yield Heading()
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Propose a selection, or go on with the saved one."""
        self._open(self.draft.first, self.draft.last)
        if trouble := self.draft.session.preferences_error:
            self.show_message(words.NOT_WRITTEN.format(reason=str(trouble)))
        if self.draft.selection.unsaved_text is not None:
            key, text = self.draft.selection.unsaved_text
            if any(entry.key == key for entry in self.draft.entries()):
                self._selected = key
                self.show()
                self.call_after_refresh(self._ask_words, key, text)

    def reload(self) -> None:
        """Read the days again, as one may have been filled in."""
        self.draft.read()
        self.show()

    def _open(self, first: date, last: date) -> None:
        self.draft.open(first, last)
        self.show()

    def _change(self, selection: ShareSelection) -> None:
        """Save `selection` and show it."""
        error = self.draft.change(selection)
        self.show()
        if error:
            self.show_message(error)

    # Pages

    def show(self) -> None:
        """Show the page of the current step."""
        step, written = self.draft.selection.step, self.draft.written is not None
        number = words.step_title(step, STEPS.index(step) + 1, len(STEPS))
        title = words.SCREEN_TITLE.format(week=self.draft.title)
        self.query_one(Heading).show(title, words.WRITTEN_TITLE if written else number)
        pages: dict[str, Callable[[], Content]] = {
            "fields": self._fields_view, "entries": self._entries_view, "content": self._content_view,
        }  # fmt: skip
        page = f"{step} {written} {self._view}"
        self.query_one(PagedView).show(pages[step](), from_top=page != self._shown_page)
        self._shown_page = page
        self.refresh_bindings()

    def _fields_view(self) -> FieldsView:
        draft = self.draft
        self._selected = self._selected if self._selected in draft.fields else FIELDS[0]
        origin = words.FIELDS_HINTS["chosen" if draft.selection.is_changed else draft.session.proposal_source]
        preview = draft.document_of(self._selected)
        return FieldsView(draft.warnings(), origin, draft.fields, draft.selection.fields, self._selected, preview)

    def _entries_view(self) -> EntriesView:
        keys = self._entry_keys()
        self._selected = self._selected if self._selected in keys else keys[0]
        return EntriesView(self.draft.entries(), self._selected, only_lines=not {*keys} - {*LINE_KEYS})

    def _entry_keys(self) -> list[str]:
        return [entry.key for entry in self.draft.entries() if entry.key]

    @property
    def _row(self) -> EntryRow | None:
        """The selected row of the second step."""
        return next((row for row in self.draft.entries() if row.key == self._selected), None)

    def _content_view(self) -> PreviewView | WrittenView:
        if (written := self.draft.written) is not None:
            return WrittenView([path.name for path in written.paths], str(written.paths[0].parent.absolute()))
        preview = self.draft.preview()
        text = "" if self._view == VIEWS[0] else self.draft.shown_text(self._view)
        document, formats = share_document(preview), self.draft.selection.formats
        return PreviewView(document, formats, file_names(preview), self._view, text)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the actions of the current step."""
        selection, written = self.draft.selection, self.draft.written is not None
        if action in ON_STEP and (selection.step != ON_STEP[action] or written):
            return False
        row = self._row if selection.step == "entries" else None
        match action:
            case "scroll":
                return selection.step == "content" and self.is_mounted and self.query_one(PagedView).overflows
            case "fill_in":
                return bool(self.draft.days_to_check())
            case "exclude" | "include":
                is_choice = row is not None and row.is_written and not row.is_group
                return is_choice and selection.is_included(self._selected) == (action == "exclude")
            case "change":
                return row is not None and row.can_reword
            case "group":
                return row is not None and row.is_group and not row.is_open
            case "close_group":
                return row is not None and (row.is_open or bool(row.group))
            case "forward":
                return selection.step != "content"
            case "done_here":
                return written
        return True

    def action_move(self, steps: int) -> None:
        """Select another row, or scroll the preview."""
        step = self.draft.selection.step
        if step == "content":
            self.query_one(PagedView).scroll(steps)
            return
        keys = list(self.draft.fields) if step == "fields" else self._entry_keys()
        if self._selected in keys:
            self._selected = keys[min(max(keys.index(self._selected) + steps, 0), len(keys) - 1)]
            self.show()

    def action_scroll(self, rows: int) -> None:
        """Scroll the preview by `rows`."""
        self.action_move(rows)

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the clicked row, and include or exclude it at a click on its box."""
        if not event.row_id:
            return
        self._selected = event.row_id
        self.show()
        row = self._row if self.draft.selection.step == "entries" else None
        if row is not None and row.is_group:
            self._toggle(row.key)
        elif event.column < BOX_END + (INDENT if row is not None and row.group else 0):
            if self.draft.selection.step == "fields":
                self.action_tick()
            elif any(self.check_action(action, ()) for action in ("exclude", "include")):
                self.action_exclude()

    def on_paged_view_head_clicked(self, event: PagedView.HeadClicked) -> None:
        """Show the clicked view of the preview."""
        painter = self.query_one(PagedView).painter
        if self.check_action("view", ()) and event.index == 0 and (view := view_at(event.column, painter)):
            self._view = view
            self.show()

    def on_paged_view_foot_clicked(self, event: PagedView.FootClicked) -> None:
        """Add or remove the format whose file was clicked."""
        view = self.query_one(PagedView)
        content = self._content_view() if self.draft.selection.step == "content" else None
        if not isinstance(content, PreviewView):
            return
        if form := content.format_at(view.painter, view.size, event.index, event.column):
            self.action_format(form)

    def action_view(self) -> None:
        """Show the next view of the preview."""
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        self.show()

    def action_group(self) -> None:
        """Show the numbers and lines of the selected week."""
        self._toggle(self._selected)

    def action_close_group(self) -> None:
        """Hide the numbers and lines of the week that the selected row belongs to."""
        if (row := self._row) is not None:
            self._toggle(row.group or row.key)

    def _toggle(self, group: str) -> None:
        self._selected = group
        self.draft.toggle_group(group)
        self.show()

    def action_turn_page(self, pages: int) -> None:
        """Move by `pages` screens of rows."""
        self.action_move(pages * self.query_one(PagedView).page_size)

    def action_tick(self) -> None:
        """Include or exclude the selected field."""
        self._change(self.draft.selection.toggle_field(self._selected))

    def action_exclude(self) -> None:
        """Exclude or include the selected entry."""
        self._change(self.draft.selection.toggle_entry(self._selected))

    def action_include(self) -> None:
        """Include the selected entry again."""
        self.action_exclude()

    def action_format(self, form: str) -> None:
        """Add or remove the format `form`."""
        selection = self.draft.selection.toggle_format(form)
        if selection == self.draft.selection:
            self.show_message(words.AT_LEAST_ONE_FILE)
        else:
            self._change(selection)

    def action_forward(self) -> None:
        """Go to the next step, which accepts a proposed selection."""
        selection = self.draft.selection
        if not {*selection.fields} & {*self.draft.fields}:
            self.show_message(words.NOTHING_INCLUDED)
            return
        step = STEPS[min(STEPS.index(selection.step) + 1, len(STEPS) - 1)]
        self._change(replace(selection, step=step, is_changed=True))

    def action_fill_in(self) -> None:
        """Open the check-in of the first day that isn't logged or looks wrong."""
        if days := self.draft.days_to_check():
            self.journal_app.fill_in(days[0])

    def action_close(self) -> None:
        """Go back to the step before, or to the week."""
        selection = self.draft.selection
        at = STEPS.index(selection.step)
        if self.draft.written is not None:
            self.draft.written = None
            self.show()
        elif at:
            self._change(replace(selection, step=STEPS[at - 1]))
        else:
            self.app.pop_screen()

    def action_done_here(self) -> None:
        """Go back to the week."""
        self.app.pop_screen()

    # Days

    def action_page(self, weeks: int) -> None:
        """Move the range by `weeks`."""
        self._go_to(self.draft.first + timedelta(weeks=weeks), self.draft.last + timedelta(weeks=weeks))

    def action_longer(self, weeks: int) -> None:
        """Start the range `weeks` earlier."""
        first = self.draft.first - timedelta(weeks=weeks)
        if first <= self.draft.last:
            self._go_to(first, self.draft.last)

    def _go_to(self, first: date, last: date) -> None:
        if refusal := self.draft.refusal(first, last):
            self.show_message(refusal)
        else:
            self._open(first, last)

    def action_days(self) -> None:
        """Ask for a week or two dates."""

        def entered(text: str | None) -> None:
            if text:
                self._open(*self.draft.parse_days(text))

        prompt = Prompt(words.DAYS, hint=words.DAYS_HINT, enter="show", check=self.draft.days_refusal)
        self.app.push_screen(prompt, entered)

    # Texts of entries

    def action_change(self) -> None:
        """Ask for the text of the selected entry or line."""
        key = self._selected
        if key in LINE_KEYS:
            self._ask_words(key, self.draft.selection.line(key))
        else:
            self._ask_words(key, self.draft.text_of(key))

    def _ask_words(self, key: str, text: str) -> None:
        def typed(text: str) -> str:
            return self.draft.save(replace(self.draft.selection, unsaved_text=(key, text)))

        def entered(text: str | None) -> None:
            if text is not None:
                self._change(self.draft.selection.with_text(key, text))
            elif self.draft.selection.unsaved_text is not None:
                self._change(replace(self.draft.selection, unsaved_text=None))

        def check(text: str) -> str:
            limit = text_limit(key)
            return words.TEXT_TOO_LONG.format(length=len(text), limit=limit) if len(text) > limit else ""

        if key.startswith("response:"):
            self.app.push_screen(
                TextPrompt(words.REWORD, text, limit=text_limit(key), hint=words.REWORD_LINE_HINT, typed=typed), entered
            )
            return
        label = words.LINE_LABELS.get(key, words.REWORD)
        hides_facts = key.partition(":")[0] in ("escalation", "ask")
        hint = words.LINE_HINT if key in LINE_KEYS else words.REWORD_HINT if hides_facts else words.REWORD_LINE_HINT
        self.app.push_screen(Prompt(label, text, hint=hint, check=check, typed=typed), entered)

    # Files

    def action_write(self) -> None:
        """Ask for the folder, or write after all if this key confirms it."""
        if isinstance(again := self.confirmation.confirmed, WriteAnyway):
            self._write(again.target, replace_existing=again.replace, partial=True)
            return

        def entered(text: str | None) -> None:
            if text:
                self._write(path_of(text), replace_existing=False)

        folder, hint = self.draft.session.folder, words.FOLDER_HINT
        prompt = Prompt(words.FOLDER, folder, hint=hint, enter="write", is_suggestion=True, is_path=True)
        self.app.push_screen(prompt, entered)

    def _write(self, folder: Path, *, replace_existing: bool, partial: bool = False) -> None:
        """Write the files to `folder`, completely or not at all.

        `replace_existing`: even if files exist. `partial`: even if part of the journal can't be read.
        """
        if not partial and self.draft.session.journal.missing():
            self.confirm(WriteAnyway(folder, replace=False), PARTIAL)
            return
        try:
            written = self.draft.write(folder, replace_existing=replace_existing)
        except FilesExist:
            self.confirm(WriteAnyway(folder, replace=True), words.REPLACE)
        except Refused as error:
            self.show_message(words.NOT_WRITTEN.format(reason=str(error)))
        except (OSError, ValueError) as error:
            self.show_message(words.not_written_to(_shown(folder), _shown(folder.parent), error))
        else:
            self.show()
            if written is not None and written.answers_error:
                self.show_message(words.ANSWERS_NOT_MARKED.format(reason=written.answers_error))
            elif written is not None and written.preferences_error:
                self.show_message(words.PREFERENCES_NOT_SAVED.format(reason=written.preferences_error))
