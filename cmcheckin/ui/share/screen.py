"""The share screen: what to share, which entries in which words, and a preview of the files before they are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import FORMATS, file_names
from cmcheckin.sharing.selection import LINE_KEYS, NAME_KEY, STEPS, ShareSelection
from cmcheckin.sharing.share_file import FIELDS
from cmcheckin.ui.base_screen import BaseScreen, WriteAnyway
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import Content, PagedView
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.ui.share.draft import ShareDraft
from cmcheckin.ui.share.entries import EntriesView
from cmcheckin.ui.share.fields import FieldsView
from cmcheckin.ui.share.preview import PreviewView, WrittenView
from cmcheckin.wording import share as words
from cmcheckin.wording.app import PARTIAL

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

ENDS: Final = 9999
"""Rows to the end of any page."""
BOX_END: Final = 6
"""Columns up to the end of a row's box."""
MAX_PATH: Final = 90
"""Longest path in a message, in characters."""
ON_STEP: Final = {
    "tick": "fields", "page": "fields", "longer": "fields", "days": "fields", "fill_in": "fields",
    "exclude": "entries", "include": "entries", "change": "entries", "write": "content", "format": "content",
}  # fmt: skip
"""Actions that belong to one step."""


def _shown(path: Path) -> str:
    return shorten(clean(str(path)), MAX_PATH)


class ShareScreen(BaseScreen):
    """Three steps to a share file. It is previewed before it is written; an unfinished selection is saved."""

    TITLE = "share"
    WANTS_DAYS = True
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "scroll", tooltip="scroll up", id="share.scroll.up"),
        Binding("down", "scroll(1)", "scroll", tooltip="scroll down", id="share.scroll.down"),
        Binding("up,k", "move(-1)", show=False, tooltip="previous row, or scroll up", id="share.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="next row, or scroll down", id="share.next"),
        Binding("pageup", "turn_page(-1)", show=False, tooltip="page up", id="share.page.up"),
        Binding("pagedown", "turn_page(1)", show=False, tooltip="page down", id="share.page.down"),
        Binding("home", f"move(-{ENDS})", show=False, tooltip="to the top", id="share.begin"),
        Binding("end", f"move({ENDS})", show=False, tooltip="to the bottom", id="share.end"),
        Binding("space", "tick", "include", tooltip="include the selected field, or leave it out", id="share.tick"),
        *(
            Binding(
                "x,space", action, label, key_display="x", tooltip=f"{label} the selected entry", id=f"share.{name}"
            )
            for action, label, name in (("exclude", "omit", "turn"), ("include", "include", "include"))
        ),
        Binding("e", "change", "edit", tooltip="edit the text for this file only", id="share.change"),
        Binding("enter", "forward", "next", tooltip="go to the next step", id="share.forward"),
        Binding("enter", "done_here", "done", tooltip="back to the week", id="share.done"),
        Binding("w", "write", "write", tooltip="write the files", id="share.write"),
        *(
            Binding(
                str(n),
                f"format('{form}')",
                "files",
                tooltip=f"include the .{form} file, or leave it out",
                id=f"share.format.{form}",
            )
            for n, form in enumerate(FORMATS, 1)
        ),
        Binding(
            "f",
            "fill_in",
            "fill in",
            tooltip="fill in the first day that isn't logged or looks wrong",
            id="share.fill_in",
        ),
        Binding("escape", "close", "back", tooltip="previous step, or back to the week", id="share.close"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="previous week", id="share.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="next week", id="share.week.next"),
        Binding(
            "slash,g", "days", "days", key_display="/", tooltip="choose a week or a range of dates", id="share.days"
        ),
        Binding("plus", "longer(1)", show=False, tooltip="start a week earlier", id="share.longer"),
        Binding("minus", "longer(-1)", show=False, tooltip="start a week later", id="share.shorter"),
        Binding("q", "app.quit", "quit", id="share.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.draft = ShareDraft(ShareSession(journal, settings, clock), week)
        self._selected = FIELDS[0]
        """The field or entry that the keys act on."""
        self._shown_page = ""

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
        page = f"{step} {written}"
        self.query_one(PagedView).show(pages[step](), from_top=page != self._shown_page)
        self._shown_page = page
        self.refresh_bindings()

    def _fields_view(self) -> FieldsView:
        draft = self.draft
        self._selected = self._selected if self._selected in FIELDS else FIELDS[0]
        origin = words.FIELDS_HINTS["chosen" if draft.selection.is_changed else draft.session.proposal_source]
        preview = draft.document_of(self._selected)
        return FieldsView(draft.warnings(), origin, draft.selection.fields, self._selected, preview)

    def _entries_view(self) -> EntriesView:
        keys = self._entry_keys()
        self._selected = self._selected if self._selected in keys else keys[0]
        return EntriesView(self.draft.entries(), self._selected, only_lines=not set(keys) - {*LINE_KEYS})

    def _entry_keys(self) -> list[str]:
        return [entry.key for entry in self.draft.entries() if entry.key]

    def _content_view(self) -> PreviewView | WrittenView:
        if (written := self.draft.written) is not None:
            return WrittenView([path.name for path in written.paths], str(written.paths[0].parent.absolute()))
        preview = self.draft.preview()
        return PreviewView(share_document(preview), self.draft.selection.formats, file_names(preview))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the actions of the current step."""
        selection, written = self.draft.selection, self.draft.written is not None
        if action in ON_STEP and (selection.step != ON_STEP[action] or written):
            return False
        match action:
            case "scroll":
                return selection.step == "content" and self.is_mounted and self.query_one(PagedView).overflows
            case "fill_in":
                return bool(self.draft.days_to_check())
            case "exclude" | "include":
                is_written = self._selected not in LINE_KEYS or bool(selection.line(self._selected))
                return is_written and selection.is_included(self._selected) == (action == "exclude")
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
        keys = list(FIELDS) if step == "fields" else self._entry_keys()
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
        if event.column < BOX_END:
            if self.draft.selection.step == "fields":
                self.action_tick()
            elif any(self.check_action(action, ()) for action in ("exclude", "include")):
                self.action_exclude()

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
        if not selection.fields:
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
            self._ask_words(key, next(entry.text for entry in self.draft.entries() if entry.key == key))

    def _ask_words(self, key: str, text: str) -> None:
        def typed(text: str) -> str:
            return self.draft.save(replace(self.draft.selection, unsaved_text=(key, text)))

        def entered(text: str | None) -> None:
            if text is not None:
                self._change(self.draft.selection.with_text(key, text))
            elif self.draft.selection.unsaved_text is not None:
                self._change(replace(self.draft.selection, unsaved_text=None))

        def check(text: str) -> str:
            is_long = key == NAME_KEY and len(text) > NAME_LENGTH
            return words.NAME_TOO_LONG.format(length=len(text), limit=NAME_LENGTH) if is_long else ""

        label = words.LINE_LABELS.get(key, words.REWORD)
        hint = words.LINE_HINT if key in LINE_KEYS else words.REWORD_HINT
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
            if written is not None and written.preferences_error:
                self.show_message(words.PREFERENCES_NOT_SAVED.format(reason=written.preferences_error))
