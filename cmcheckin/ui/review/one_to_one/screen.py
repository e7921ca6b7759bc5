"""The one-to-one of a person: the manager's notes and action items beside what was shared since the last talk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.text import LINE, NOTE, clean, shorten
from cmcheckin.files import write_file
from cmcheckin.services.follow_up import is_shared
from cmcheckin.sharing import note_changes
from cmcheckin.sharing.follow_up import ActionItem, FollowUp, PersonFollowUp, Talk
from cmcheckin.sharing.note_changes import Change, NoteChange
from cmcheckin.sharing.one_to_one_page import page_file_name, render_one_to_one
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.document_writer import why_not_written
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import PagedView
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.ui.kit.text_prompt import TextPrompt
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.one_to_one.view import OneToOneView
from cmcheckin.wording import disabled_keys, report, review
from cmcheckin.wording import one_to_one as words

if TYPE_CHECKING:
    from cmcheckin.sharing.one_to_one import OneToOne


class OneToOneScreen(BaseScreen):
    """The one-to-one of the person with the id `person`. Each change is saved at once."""

    TITLE = words.TITLE.lower()
    HELP = words.HELP
    WHY_DISABLED = disabled_keys.ONE_TO_ONE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "notes", tooltip="write notes for this talk", id="talk.note"),
        Binding("plus,a", "add", "add", key_display="+", tooltip="add an action item", id="talk.add"),
        Binding(
            "x", "finish", "done", tooltip="mark the selected action item as done, or open it again", id="talk.done"
        ),
        Binding(
            "space",
            "finish",
            show=False,
            tooltip="mark the selected action item as done, or open it again",
            id="talk.done.too",
        ),
        Binding("e", "edit", "edit", tooltip="edit the selected action item", id="talk.edit"),
        Binding("d", "delete", "delete", tooltip="delete the selected action item", id="talk.delete"),
        Binding("u", "undo", "undo", tooltip="undo the last change on this page", id="talk.undo"),
        Binding("enter", "read", "read", tooltip="read the selected entry in full", id="talk.read"),
        Binding("f", "talked", "talked", tooltip="you talked today: start the next page", id="talk.talked"),
        Binding("escape", "app.pop_screen", "back", tooltip="back to the previous page", id="talk.back"),
        Binding("w", "write", "write", tooltip="write this page as Markdown", id="talk.write"),
        Binding("r", "again", show=False, tooltip="read the folder again", id="talk.again"),
        Binding("up,k", "move(-1)", show=False, tooltip="previous entry", id="talk.up"),
        Binding("down,j", "move(1)", show=False, tooltip="next entry", id="talk.down"),
        Binding("pageup", "turn(-1)", show=False, tooltip="page up", id="talk.up.page"),
        Binding("pagedown", "turn(1)", show=False, tooltip="page down", id="talk.down.page"),
        Binding("home", "move(-999999)", show=False),
        Binding("end", "move(999999)", show=False),
        Binding("q", "app.quit", "quit", id="talk.leave"),
    ]

    def __init__(self, review: TeamApp, person: str) -> None:
        super().__init__()
        self.review, self.person = review, person
        self._notes = PersonFollowUp()
        self._talk: OneToOne | None = None
        self._at = 0
        self._undo: Change | None = None
        """Undoes the last change."""

    def compose(self) -> ComposeResult:
        yield Heading()
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the page."""
        self.reload()

    def day_changed(self) -> None:
        """Read the folder again, and count ages from the new day."""
        self.review.reload()
        self.reload()

    # What is shown

    def reload(self) -> None:
        """Read the notes again, and show them beside what was shared."""
        self.review.notes.read()
        if self.review.notes.problem:
            self.show_message(self.review.notes.problem)
        else:
            self._notes = self.review.notes.saved.person(self.person)
        self._build()

    def _build(self, selected: object | None = None) -> None:
        """Show the page, with the entry of `selected` selected if there is one."""
        self._talk = self.review.reading.one_to_one(self.person, self._notes)
        if self._talk is None:  # their last file was removed
            if self.is_current:
                self.app.pop_screen()
                self.review.show_message(words.GONE)
            return
        rows = OneToOneView(self._talk).rows
        ids = [_id_of(entry.subject) for _, entry in rows]
        key = _id_of(selected)
        self._select(ids.index(key) if key and key in ids else self._at)

    def _select(self, at: int) -> None:
        if self._talk is None:
            return
        talk = self._talk
        view = OneToOneView(talk)
        self._at = min(max(at, 0), max(len(view.rows) - 1, 0))
        name = review.person_name(talk.name, talk.person)
        place = words.place(talk.last_talk, talk.made, self.review.reading.today)
        self.query_one(Heading).show(words.title(name), place)
        self.query_one(PagedView).show(OneToOneView(talk, self._at))
        self.refresh_bindings()

    @property
    def _selected(self) -> object | None:
        """Return the selected action item, past talk, or text that can be read."""
        selected = OneToOneView(self._talk, self._at).selected if self._talk else None
        return selected and (selected[1].subject or selected[1])

    @property
    def _action(self) -> ActionItem | None:
        selected = self._selected
        return selected if isinstance(selected, ActionItem) else None

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the actions of the selected entry."""
        if action in ("finish", "edit", "delete"):
            return self._action is not None
        if action == "read":
            return self._selected is not None and self._action is None
        return action != "undo" or self._undo is not None

    def action_move(self, by: int) -> None:
        """Select the entry `by` further down."""
        self._select(self._at + by)

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the clicked entry."""
        body = self.query_one(PagedView)
        if self._talk is not None:
            view = OneToOneView(self._talk, self._at)
            at = view.entry_at(body.painter, body.content_size.width, event.index, event.column)
            if at is not None:
                self._select(at)

    def action_turn(self, pages: int) -> None:
        """Select an entry about a page further down."""
        self._select(self._at + pages * max(self.query_one(PagedView).page_size // 2, 1))

    def action_again(self) -> None:
        """Read the folder again."""
        self.day_changed()
        self.show_message(review.READ_AGAIN)

    def action_read(self) -> None:
        """Show all of the selected entry."""
        from cmcheckin.ui.help import HelpScreen

        selected = OneToOneView(self._talk, self._at).selected if self._talk else None
        if selected is None or self._talk is None:
            return
        key, entry = selected
        title = words.SECTIONS[key]
        text = entry.text
        if isinstance(entry.subject, Talk):
            title = words.note_from(entry.subject.on) or words.NO_NOTES
        self.app.push_screen(HelpScreen(title, "\n\n".join([*text.split("\n"), *entry.facts]), []))

    # Changes

    def _change(self, change: Change, message: str, undo: Change | None = None) -> bool:
        """Save `change`, show the page and `message`, and return whether it was saved."""
        selected = self._selected
        reason = self.review.notes.flush() or self.review.notes.change(change)
        if reason:
            self.show_message(reason)
            return False
        self._notes, self._undo = self.review.notes.saved.person(self.person), undo
        self._build(selected)
        self.show_message(message)
        return True

    def _save(self, change: NoteChange) -> bool:
        return self._change(change.do, change.message, change.undo)

    def action_note(self) -> None:
        """Write the notes for this talk. They are saved while they are typed."""
        if self._talk is None:
            return
        before, person, now = {self._notes.note}, self.person, [self._notes.note]

        def typed(text: str) -> str:
            now[0] = text

            def change(follow_up: FollowUp) -> FollowUp:
                notes = follow_up.person(person).changed_note(clean(text, lines=True), before)
                before.add(notes.note)
                return follow_up.with_person(person, notes)

            self.review.notes.later(f"note:{person}", change, clean(text, lines=True))
            return ""

        def entered(text: str | None) -> None:
            if reason := self.review.notes.flush():
                self._notes = self._notes.with_note(now[0])  # it isn't saved, but still there
                self._build()
                self.show_message(reason)
            else:
                self.reload()

        name = review.person_name(self._talk.name, self._talk.person)
        prompt = TextPrompt(
            words.NOTE.format(name=name), self._notes.note, limit=NOTE, hint=words.NOTE_HINT, enter="done", typed=typed
        )
        self.app.push_screen(prompt, entered)

    def action_add(self) -> None:
        """Ask for an action item. Its text is kept while it is typed."""

        def add(text: str) -> bool:
            id_ = os.urandom(6).hex()
            today = self.review.reading.today
            if not self._save(note_changes.add_action(self.person, id_, text, today)):
                return False
            self._build(ActionItem(id_, text, today))
            return True

        self._ask(words.ACTION, "add", f"{self.person}:action:", "", add)

    def action_edit(self) -> None:
        """Edit the selected action item."""
        if (action := self._action) is not None:

            def edit(text: str) -> bool:
                return self._save(note_changes.edit_action(self.person, action, text))

            self._ask(words.EDIT_ACTION, "save", f"{self.person}:action:{action.id}", action.text, edit)

    def _ask(self, label: str, enter: str, draft: str, value: str, then: Callable[[str], bool]) -> None:
        """Ask for the text of an action item, and call `then` with it, which returns whether it was saved. What is
        typed is kept as the draft `draft` until then."""

        def typed(text: str) -> str:
            self.review.notes.keep_unsent(draft, text.strip())
            return ""

        def entered(text: str | None) -> None:
            if text is None:
                return
            line = shorten(clean(text), LINE)
            if not line:
                self.show_message(words.NOTHING_TYPED)
            if not line or then(line):
                self.review.notes.keep_unsent(draft, "")

        value = self.review.notes.unsent.get(draft, value)
        self.app.push_screen(Prompt(label, value, hint=words.ACTION_HINT, enter=enter, typed=typed), entered)

    def action_finish(self) -> None:
        """Mark the selected action item as done, or as open again."""
        if (action := self._action) is not None:
            self._save(note_changes.finish_action(self.person, action, self.review.reading.today))

    def action_delete(self) -> None:
        """Delete the selected action item. It can be undone."""
        if (action := self._action) is not None:
            self._save(note_changes.delete_action(self.person, action, self.review.notes.saved))

    def action_talked(self) -> None:
        """Note that the talk took place, once the key was pressed twice."""
        if self._talk is not None and self.confirm("talked", words.TALKED_ASK):
            self._at = 0
            self._save(note_changes.note_talk(self._talk, self.review.notes.saved))

    def action_undo(self) -> None:
        """Undo the last change on this page."""
        if self._undo is not None:
            self._change(self._undo, words.UNDONE)

    # File

    def action_write(self) -> None:
        """Ask where to write the page as Markdown."""
        if self._talk is None:
            return
        if isinstance(again := self.confirmation.confirmed, Path):
            self._write(again, replace=True)
            return
        self._ask_file(str(Path.home() / page_file_name(self._talk)))

    def _ask_file(self, file: str, refusal: str = "") -> None:
        def entered(text: str | None) -> None:
            if text:
                self._write(path_of(text), replace=False)

        prompt = Prompt(
            report.FILE, file, hint=words.FILE_HINT, enter="write", refusal=refusal, is_suggestion=not refusal,
            is_path=True,
        )  # fmt: skip
        self.app.push_screen(prompt, entered)

    def _write(self, target: Path, *, replace: bool) -> None:
        """Write the page to `target`, with the notes; never over another file unless `replace`."""
        if self._talk is None:
            return
        name = review.person_name(self._talk.name, self._talk.person)
        try:
            if is_shared(target, self.review.paths):
                self._ask_file(str(target), words.IN_SHARED)
                return
            write_file(target, render_one_to_one(self._talk, name).encode(), replace=replace)
        except FileExistsError:
            self.confirm(target, report.REPLACE)
        except (OSError, ValueError, RuntimeError) as error:
            self._ask_file(str(target), why_not_written(target, error))
        else:
            self.show_message(words.WRITTEN.format(path=target.absolute()))


def _id_of(subject: object | None) -> object | None:
    """Return the key that finds an entry again after a change."""
    if isinstance(subject, ActionItem):
        return subject.id
    return subject.on if isinstance(subject, Talk) else None
