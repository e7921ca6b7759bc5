"""The way to a share file: what to show, which entries in which words, and all of it before it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin import share_desk
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.sharing.choices import proposed
from cmcheckin.sharing.choosing import STEPS, Choosing
from cmcheckin.sharing.making import missing_days
from cmcheckin.sharing.markdown import render
from cmcheckin.sharing.share_file import FIELDS, ShareFile
from cmcheckin.ui.screens.asking import path_of
from cmcheckin.ui.screens.handing_over import FOLDER, HandingOver
from cmcheckin.ui.widgets.footer import KeyLine
from cmcheckin.ui.widgets.heading import Heading
from cmcheckin.ui.widgets.share_rows import HELP_LINE, Row, ShareRows, entry_rows, field_rows
from cmcheckin.ui.widgets.writing import Line as Field
from cmcheckin.wording import share as words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.trends import stretch as when

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

MOST_WEEKS: Final = 53
"""Weeks of the longest range on the screen: a year. The command takes more."""
RESTING: Final = (
    "move",
    "page",
    "longer",
    "tick",
    "turn",
    "change",
    "forward",
    "write",
    "fill_in",
    "close",
    "app.quit",
)


class ShareScreen(HandingOver):
    """Three steps. Nothing is written before all of it was seen; a half-made choice is kept."""

    TITLE = "sharing"
    HELP = """
What you tick is shown to whoever reads the file. Nothing else has a place in it: notes, feelings, gentle notes and \
the mood of a day stay with you, whatever you tick.

Other words and what you leave out are for this file alone. Your journal stays as it is. Nothing is sent: the files \
lie in a folder, and handing them over is up to you.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="the row before, further up", id="share.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="the next row, further down", id="share.next"),
        Binding("space", "tick", "tick", tooltip="show this in the file, or not", id="share.tick"),
        Binding("x", "turn", "out", tooltip="leave the marked entry out, or take it in again", id="share.turn"),
        Binding("e", "change", "edit", tooltip="other words, for this file alone", id="share.change"),
        Binding("enter", "forward", "next", tooltip="the next step", id="share.forward"),
        Binding("w", "write", "write", tooltip="write the files", id="share.write"),
        Binding("f", "fill_in", "fill in", tooltip="the first day that is not told of", id="share.fill_in"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="the week before", id="share.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="the week after", id="share.week.next"),
        Binding("plus", "longer(1)", show=False, tooltip="a week more, before it", id="share.longer"),
        Binding("minus", "longer(-1)", show=False, tooltip="a week less", id="share.shorter"),
        Binding("escape", "close", "back", tooltip="the step before, or back to the week", id="share.close"),
        Binding("q", "app.quit", "leave", id="share.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.first, self.last = week.monday, week.sunday
        self._chosen = Choosing()
        self._records = Records()
        self._at = FIELDS[0]
        self._as_last_time = False

    def compose(self) -> ComposeResult:
        yield Heading()
        yield ShareRows()
        yield KeyLine()

    def on_mount(self) -> None:
        """Propose, or go on with what was half made."""
        self._read()
        if self._chosen.typing is not None:
            self._at, text = self._chosen.typing
            self._show()
            self.ask(self._at, words.WOULD_HELP if self._at == HELP_LINE else words.IN_WORDS, text, words.WORDS_HINT)

    def on_screen_resume(self) -> None:
        """A day may have been filled in meanwhile."""
        if self.is_mounted and not self.asking:
            self._read()

    def _read(self) -> None:
        first, last = self.first, self.last
        self._records = share_desk.records(self.journal, first, last, self.clock.today())
        kept = share_desk.remembered(self.journal)
        self._as_last_time = bool(kept.fields)
        self._chosen = share_desk.load(self.journal, first, last, proposed(kept, self.settings.share_fields))
        self._show()

    def made(self) -> ShareFile:
        found, chosen = self._records, self._chosen
        return share_desk.share(self.journal, self.settings, self.clock, found, chosen, self.first, self.last)

    # What is shown

    def _show(self) -> None:
        step = self._chosen.step
        week = Week.of(self.last)
        one = self.first == week.monday
        title = words.screen_title(week_words.title(week, self.clock.today()) if one else when(self.first, self.last))
        self.query_one(Heading).say(title, words.step_of(step, STEPS.index(step) + 1, len(STEPS)))
        show: dict[str, Callable[[], None]] = {
            "fields": self._show_fields, "entries": self._show_entries, "content": self._show_content,
        }  # fmt: skip
        show[step]()
        self.refresh_bindings()

    def _show_fields(self) -> None:
        chosen = self._chosen
        how = words.CHOSEN_SHOWN
        if not chosen.touched:
            how = words.LAST_TIME_SHOWN if self._as_last_time else words.PROPOSED_SHOWN
        lead = [f"{words.FIRST_STEP} ({how})"]
        if days := self._missing():
            lead.append(f"{words.missing(days)} {words.FILL_IN}")
        rows = field_rows(chosen, self.house.glyphs.check)
        self._at = self._at if self._at in FIELDS else FIELDS[0]
        self.query_one(ShareRows).show(lead, rows, self._at, words.REVEALS[self._at])

    def _show_entries(self) -> None:
        rows = self._entries()
        keys = [row.key for row in rows]
        self._at = self._at if self._at in keys else keys[0] if keys else ""
        lead = [words.SECOND_STEP if rows else words.NO_ENTRIES]
        self.query_one(ShareRows).show(lead, rows, self._at)

    def _entries(self) -> list[Row]:
        """The line on what would help, then wins, escalations and asks, with those that are left out."""
        chosen = replace(self._chosen, dropped=frozenset())
        found = self._records
        share = share_desk.share(self.journal, self.settings, self.clock, found, chosen, self.first, self.last)
        return entry_rows(self._chosen, share, self.house.glyphs.check)

    def _show_content(self) -> None:
        lead = [words.THIRD_STEP, words.PRIVATE]
        self.query_one(ShareRows).read(lead, render(self.made()).splitlines())

    def _missing(self) -> tuple[date, ...]:
        return missing_days(self._records, self.first, self.last, self.clock.today())

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each step has its own keys, and none but the field's while something is written."""
        if self.asking and action in RESTING:
            return False
        step = self._chosen.step
        if action == "tick":
            return step == "fields"
        if action in ("page", "longer"):
            return step == "fields"
        if action == "fill_in":
            return step == "fields" and bool(self._missing())
        if action in ("turn", "change"):
            return step == "entries" and bool(self._at)
        if action == "write":
            return step == "content"
        return step != "content" if action == "forward" else True

    def action_move(self, steps: int) -> None:
        """Another row, or further down the text."""
        if self._chosen.step == "content":
            self.query_one(ShareRows).scroll(steps)
            return
        keys = list(FIELDS) if self._chosen.step == "fields" else [row.key for row in self._entries()]
        if self._at in keys:
            self._at = keys[min(max(keys.index(self._at) + steps, 0), len(keys) - 1)]
            self._show()

    def action_page(self, weeks: int) -> None:
        """Another week."""
        if weeks > 0 and self.clock.today() <= self.last:
            self.say(week_words.LAST_WEEK_THERE_IS)
            return
        self.first, self.last = self.first + timedelta(weeks=weeks), self.last + timedelta(weeks=weeks)
        self._read()

    def action_longer(self, weeks: int) -> None:
        """A range that begins a week earlier, or later again."""
        first = self.first - timedelta(weeks=weeks)
        if (self.last - first).days // 7 in range(MOST_WEEKS):
            self.first = first
            self._read()

    def action_tick(self) -> None:
        """Show this in the file, or not."""
        self._change(self._chosen.ticked(self._at))

    def action_turn(self) -> None:
        """Leave the marked entry out, or take it in again."""
        if self._at == HELP_LINE:
            self._change(self._chosen.saying(HELP_LINE, ""))
        else:
            self._change(self._chosen.turned(self._at))

    def action_forward(self) -> None:
        """The next step; what was proposed is chosen with it."""
        if not self._chosen.fields:
            self.say(words.NOTHING_TICKED)
            return
        step = STEPS[min(STEPS.index(self._chosen.step) + 1, len(STEPS) - 1)]
        self._change(replace(self._chosen, step=step, touched=True))

    def action_fill_in(self) -> None:
        """The first day that is not told of, in its week; escape comes back from there."""
        if days := self._missing():
            self.house.open_week(days[0])

    def action_close(self) -> None:
        """The step before, or back to the week."""
        at = STEPS.index(self._chosen.step)
        if at:
            self._change(replace(self._chosen, step=STEPS[at - 1]))
        else:
            self.app.pop_screen()

    def action_change(self) -> None:
        """Other words for the marked entry, or the line on what would help."""
        if self._at == HELP_LINE:
            self.ask(HELP_LINE, words.WOULD_HELP, self._chosen.help, words.WORDS_HINT)
            return
        text = next((row.text for row in self._entries() if row.key == self._at), "")
        self.ask(self._at, words.IN_WORDS, text.removesuffix(f" {words.LEFT_OUT}"), words.WORDS_HINT)

    # Writing in a line at the foot

    def on_line_written(self, event: Field.Written) -> None:
        """Keep the words while they are typed."""
        if self.asking and self.asking != FOLDER:
            self._keep(replace(self._chosen, typing=(self.asking, event.text)))

    def done(self, what: str, text: str) -> None:
        """What was written is done."""
        if what != FOLDER:
            self._change(self._chosen.saying(what, text))
        elif text:
            self.hand_over(path_of(text), over=False)

    def left(self, what: str) -> None:
        """Leave it as it was."""
        if self._chosen.typing is not None:
            self._change(replace(self._chosen, typing=None))

    def _change(self, chosen: Choosing) -> None:
        self._keep(chosen)
        self._show()

    def _keep(self, chosen: Choosing) -> None:
        from cmcheckin.journal import JournalError

        self._chosen = chosen
        try:
            share_desk.keep(self.journal, self.first, self.last, chosen)
        except JournalError as no:
            self.say(str(no))
