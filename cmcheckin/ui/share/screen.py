"""The way to a share file: what to show, which entries in which words, and all of it before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.document import Document, share_document
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.selection import LINE_KEYS, STEPS, ShareSelection
from cmcheckin.sharing.share_file import FIELDS
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.kit.text_field import Line as Field
from cmcheckin.ui.share.days import DAYS, ShareDays
from cmcheckin.ui.share.entries import EntriesView, Entry, entries
from cmcheckin.ui.share.fields import FieldsView
from cmcheckin.ui.share.page import SharePage
from cmcheckin.ui.share.preview import ReadingView, WrittenView
from cmcheckin.ui.share.writing import FOLDER, HandingOver
from cmcheckin.wording import share as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

ENDS: Final = 9999
"""Rows to the end of any page."""
ON_STEP: Final = {
    "tick": "fields", "page": "fields", "longer": "fields", "days": "fields", "fill_in": "fields",
    "turn": "entries", "change": "entries", "write": "content", "format": "content",
}  # fmt: skip
"""Keys that are there on one step."""
RESTING: Final = (*ON_STEP, "move", "turn_page", "forward", "done_here", "close", "app.quit")
"""Keys that rest while something is being written."""


class ShareScreen(ShareDays, HandingOver):
    """Three steps. Nothing is written before all of it was seen; a half-made choice is kept."""

    TITLE = "sharing"
    WANTS_DAYS = True
    HELP = """
What you tick is shown to whoever reads the file. Nothing else has a place in it: notes, feelings, gentle notes and \
the mood of a day stay with you, whatever you tick.

Other words and what you leave out are for this file alone. Your journal stays as it is. Nothing is sent: the files \
lie in a folder, and handing them over is up to you.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="the row before, further up", id="share.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="the next row, further down", id="share.next"),
        Binding("pageup", "turn_page(-1)", show=False, tooltip="a page up", id="share.page.up"),
        Binding("pagedown", "turn_page(1)", show=False, tooltip="a page down", id="share.page.down"),
        Binding("home", f"move(-{ENDS})", show=False, tooltip="the beginning", id="share.begin"),
        Binding("end", f"move({ENDS})", show=False, tooltip="the end", id="share.end"),
        Binding("space", "tick", "tick", tooltip="show this in the file, or not", id="share.tick"),
        Binding(
            "x,space", "turn", "out", key_display="x", tooltip="leave it out, or take it in again", id="share.turn"
        ),
        Binding("e", "change", "edit", tooltip="other words, for this file alone", id="share.change"),
        Binding("enter", "forward", "next", tooltip="the next step", id="share.forward"),
        Binding("enter", "done_here", "to the week", tooltip="back to the week", id="share.done"),
        Binding("w", "write", "write", tooltip="write the files", id="share.write"),
        *(
            Binding(str(n), f"format('{form}')", "files", tooltip=f"a .{form} file, or none", id=f"share.format.{form}")
            for n, form in enumerate(FORMATS, 1)
        ),
        Binding("f", "fill_in", "fill in", tooltip="the first day not told of, or in doubt", id="share.fill_in"),
        Binding("escape", "close", "back", tooltip="the step before, or back to the week", id="share.close"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="the week before", id="share.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="the week after", id="share.week.next"),
        Binding("slash,g", "days", "days", key_display="/", tooltip="any week, any two dates", id="share.days"),
        Binding("plus", "longer(1)", show=False, tooltip="a week more, before it", id="share.longer"),
        Binding("minus", "longer(-1)", show=False, tooltip="a week less", id="share.shorter"),
        Binding("q", "app.quit", "leave", id="share.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.clock = clock
        self.desk = ShareSession(journal, settings, clock)
        self.first, self.last = week.monday, week.sunday
        self.chosen = self.desk.proposal
        self._records = Records()
        self._shows: dict[str, Document] = {}
        self._entries: tuple[Entry, ...] = ()
        self._at = FIELDS[0]
        self._fresh = False
        self._shown = ""

    def compose(self) -> ComposeResult:
        yield Heading()
        yield SharePage()
        yield KeyLine()

    def on_mount(self) -> None:
        """Propose, or go on with what was half made."""
        self.came_to()
        self._fresh = True
        if self.desk.preferences_error:
            self.show_message(words.not_written(str(self.desk.preferences_error)))
        if self.chosen.unsaved_text is not None:
            key, text = self.chosen.unsaved_text
            if any(entry.key == key for entry in self.entries()):
                self._at = key
                self.show()
                self._ask(key, text)

    def on_screen_resume(self) -> None:
        """A day may have been filled in meanwhile."""
        if not self._fresh and not self.asking:
            self.read()
        self._fresh = False

    def read(self) -> None:
        """Look at the days."""
        self._records = self.desk.records(self.first, self.last)
        self._forget()
        self.show()

    def change(self, chosen: ShareSelection) -> None:
        """Keep this choice, and show it."""
        self._forget()
        super().change(chosen)

    def _forget(self) -> None:
        self._shows, self._entries = {}, ()

    # What is shown

    def show(self) -> None:
        """Show the present step."""
        step = self.chosen.step
        number = words.step_of(step, STEPS.index(step) + 1, len(STEPS))
        self.query_one(Heading).say(words.screen_title(self.days), words.WRITTEN_TITLE if self.handed else number)
        view: dict[str, Callable[[], FieldsView | EntriesView | ReadingView | WrittenView]] = {
            "fields": self._fields_view, "entries": self._entries_view, "content": self._last_view,
        }  # fmt: skip
        shown = f"{step} {self.handed is not None}"
        self.query_one(SharePage).show(view[step](), anew=shown != self._shown)
        self._shown = shown
        self.refresh_bindings()

    def _fields_view(self) -> FieldsView:
        chosen = self.chosen
        self._at = self._at if self._at in FIELDS else FIELDS[0]
        if self._at not in self._shows:
            alone = replace(chosen.consent(self.first, self.last), fields=(self._at,), help=chosen.help)
            self._shows[self._at] = share_document(self.desk.build(self._records, alone))
        said = words.SAID_OF_FIELDS["chosen" if chosen.is_changed else self.desk.proposal_source]
        return FieldsView(self.lead(self._records), said, chosen.fields, self._at, self._shows[self._at])

    def _entries_view(self) -> EntriesView:
        found = self.entries()
        keys = [entry.key for entry in found if entry.key]
        self._at = self._at if self._at in keys else keys[0]
        return EntriesView(found, self._at, only_lines=not set(keys) - {*LINE_KEYS})

    def entries(self) -> tuple[Entry, ...]:
        """Every row, those that are left out among them."""
        if self._entries:
            return self._entries
        all_in = replace(self.chosen, excluded=frozenset())
        made = self.desk.build(self._records, all_in.consent(self.first, self.last))
        self._entries = entries(self.chosen, made)
        return self._entries

    def _last_view(self) -> ReadingView | WrittenView:
        return self.last_page(self.desk.build(self._records, self.chosen.consent(self.first, self.last)))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each step has its own keys, and none but the field's while something is written."""
        if self.asking and action in RESTING:
            return False
        step = self.chosen.step
        if action in ON_STEP and (step != ON_STEP[action] or self.handed is not None):
            return False
        match action:
            case "fill_in":
                return bool(self.worth_a_look(self._records))
            case "turn":
                return self._at not in LINE_KEYS or bool(self.chosen.line(self._at))
            case "forward":
                return step != "content"
            case "done_here":
                return self.handed is not None
        return True

    def action_move(self, steps: int) -> None:
        """Another row, or further down the text."""
        if self.chosen.step == "content":
            self.query_one(SharePage).scroll(steps)
            return
        keys = list(FIELDS) if self.chosen.step == "fields" else [row.key for row in self.entries() if row.key]
        if self._at in keys:
            self._at = keys[min(max(keys.index(self._at) + steps, 0), len(keys) - 1)]
            self.show()

    def action_turn_page(self, pages: int) -> None:
        """So many rows further as stand on a page."""
        self.action_move(pages * self.query_one(SharePage).turn)

    def action_tick(self) -> None:
        """Show this in the file, or not."""
        self.change(self.chosen.toggle_field(self._at))

    def action_turn(self) -> None:
        """Leave the marked entry out, or take it in again."""
        self.change(self.chosen.toggle_entry(self._at))

    def action_format(self, form: str) -> None:
        """A file of this kind too, or not."""
        chosen = self.chosen.toggle_format(form)
        if chosen == self.chosen:
            self.show_message(words.ONE_FILE)
        else:
            self.change(chosen)

    def action_forward(self) -> None:
        """The next step; what was proposed is chosen with it."""
        if not self.chosen.fields:
            self.show_message(words.NOTHING_TICKED)
            return
        step = STEPS[min(STEPS.index(self.chosen.step) + 1, len(STEPS) - 1)]
        self.change(replace(self.chosen, step=step, is_changed=True))

    def action_fill_in(self) -> None:
        """The first day that is not told of; leaving it comes back here."""
        if days := self.worth_a_look(self._records):
            self.journal_app.fill_in(days[0])

    def action_close(self) -> None:
        """The step before, or back to the week."""
        at = STEPS.index(self.chosen.step)
        if self.handed is not None:
            self.handed = None
            self.show()
        elif at:
            self.change(replace(self.chosen, step=STEPS[at - 1]))
        else:
            self.app.pop_screen()

    def action_change(self) -> None:
        """Other words for the marked entry, or a line of one's own."""
        if self._at in LINE_KEYS:
            self._ask(self._at, self.chosen.line(self._at))
        else:
            self._ask(self._at, next(entry.text for entry in self.entries() if entry.key == self._at))

    def _ask(self, key: str, text: str) -> None:
        label = words.LINE_LABELS.get(key, words.IN_WORDS)
        self.ask(key, label, text, words.LINE_HINT if key in LINE_KEYS else words.WORDS_HINT)

    # Writing in a line at the foot

    def on_line_written(self, event: Field.Written) -> None:
        """Keep the words while they are typed."""
        if self.asking and self.asking not in (FOLDER, DAYS):
            self.keep(replace(self.chosen, unsaved_text=(self.asking, event.text)))

    def done(self, what: str, text: str) -> None:
        """What was written is done."""
        if what == FOLDER:
            self.folder_said(text)
        elif what == DAYS:
            self.days_said(text)
        else:
            self.change(self.chosen.with_text(what, text))

    def left(self, what: str) -> None:
        """Leave it as it was."""
        if self.chosen.unsaved_text is not None:
            self.change(replace(self.chosen, unsaved_text=None))

    @property
    def formats(self) -> tuple[str, ...]:
        """Which files are wanted."""
        return self.chosen.formats

    def written(self) -> None:
        """Say what stands where now. It is no half-made choice any more, until something of it is changed."""
        self.given = self.chosen
        self.show()
