"""Draw a row for each range of days in a long gap, to answer with one key, or in parts by typing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from cmcheckin.checkin import gaps
from cmcheckin.checkin.form import CheckinForm, GapRange
from cmcheckin.checkin.gaps import RangeAnswer
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.ui.kit.line_widget import CARET, AutoHeightWidget, Line, Run, line_width, sides
from cmcheckin.ui.kit.text_block import key_runs
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.ui.messages import Notified, TextTyped
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import gaps as words
from cmcheckin.wording import proposed_days as hint_words

MAX_SHOWN: Final = 7
"""The limit on visible ranges. With more, the list follows the selected one."""
MAX_ENTRY: Final = 40
"""The limit in characters for a typed answer."""
DAY_BY_DAY: Final = "d"
"""The key that shows the last days of a range one by one."""


class GapRows(AutoHeightWidget, can_focus=True):
    """The ranges of `form.gap`, which count only once they are answered.

    A letter answers the selected range. A longer text, such as `off until 3 nov`, answers a part. Each answer is
    posted. The rows don't change until `show` is called with a new form.
    """

    DEFAULT_CSS = """
    GapRows { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    class Answered(Message):
        """Posted when days are answered, with an empty kind when an answer is cleared. `entered`: with Enter."""

        def __init__(self, given: RangeAnswer, *, entered: bool = False) -> None:
            super().__init__()
            self.given, self.entered = given, entered

    class RowsWanted(Message):
        """Posted to show the last days of the range `days` one by one."""

        def __init__(self, days: GapRange) -> None:
            super().__init__()
            self.days = days

    class GapFinished(Message):
        """Posted when the user leaves the last range for the next field."""

    def __init__(self, title: str, form: CheckinForm, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title, self.form, self.today = title, form, today
        self.at = next((days.first for days in form.gap if gaps.is_open(form, days)), form.date)
        """A day of the selected range."""
        self.entry = self.note = ""
        self.display = bool(form.gap)

    @property
    def selected(self) -> int:
        """Return the index of the selected range."""
        return next((n for n, days in enumerate(self.form.gap) if days.last >= self.at), len(self.form.gap) - 1)

    @property
    def days(self) -> GapRange:
        """Return the selected range."""
        return self.form.gap[self.selected]

    def show(self, form: CheckinForm, note: str) -> None:
        """Show the gap of `form`, and the line `note` about the user's files."""
        self.form, self.note = form, note
        self.display = bool(form.gap)
        self.redraw()

    # Drawing

    def lines(self, width: int) -> Sequence[Line]:
        ranges = self.form.gap
        if not ranges:
            return []
        head = [(self.title, self.ink.strong if self.has_focus else self.ink.quiet)]
        place = [(f"{self.selected + 1} of {len(ranges)}", self.ink.quiet)] if len(ranges) > MAX_SHOWN else []
        shown = ranges[self._top : self._top + MAX_SHOWN]
        texts = [self._texts(days) for days in shown]
        widths = [max(len(text[column]) for text in texts) for column in (0, 1, 2)]
        if sum(widths) + 8 > width:
            texts = [(text[0], text[1].partition(", ")[0], text[2]) for text in texts]
            widths[1] = max(len(text[1]) for text in texts)
        rows = [self._row(days, text, widths) for days, text in zip(shown, texts, strict=True)]
        return [sides(head, place, width), self._about(width), *rows, *self._below(width)]

    def _about(self, width: int) -> Line:
        """Return how many days of the selected range are in the user's files, or the note about the files."""
        known = gaps.proposed_days(self.form, self.days)
        text = hint_words.in_range(known) if known and self.has_focus else self.note
        return [("  ", self.ink.quiet), (fit(text, width - 2, self.glyphs), self.ink.quiet)]

    @property
    def _top(self) -> int:
        """Return the index of the first range shown."""
        return max(min(self.selected - MAX_SHOWN // 2, len(self.form.gap) - MAX_SHOWN), 0)

    def _texts(self, days: GapRange) -> tuple[str, str, str]:
        """Return the cells of the row of `days`: the dates, how many they are, and the answer."""
        number, workdays, kept = gaps.counts(self.form, days)
        state = words.state(days.answer, days.logged, kept, gaps.label(self.form, days), self.glyphs.middle)
        return self._range_text(days), words.days_text(number, workdays), state

    def _range_text(self, days: GapRange | RangeAnswer) -> str:
        return words.range_text(days.first, days.last, self.today, self.glyphs.dash)

    def _row(self, days: GapRange, texts: tuple[str, str, str], widths: Sequence[int]) -> Line:
        is_selected = self.has_focus and days == self.days
        ink = self.ink.plain if days.answer or days.logged else self.ink.quiet
        marker = f"{self.glyphs.marker} " if is_selected else "  "
        state = (texts[2], self.ink.chosen if is_selected and days.answer else ink)
        given = self._understood() if is_selected else None
        if given and not days.logged and (given.first, given.last) == (days.first, days.last):
            state = (words.ANSWERS[given.kind], self.ink.chosen)
        return [
            (marker, self.ink.accent),
            (texts[0].ljust(widths[0] + 3), self.ink.strong if is_selected else ink),
            (texts[1].ljust(widths[1] + 3), ink),
            state,
        ]

    def _below(self, width: int) -> list[Line]:
        """Return the keys, and below them examples of answers, or the typed text and how it is understood."""
        if not self.has_focus:
            return [[], []]
        keys: Line = [("  ", self.ink.quiet), *key_runs(words.KEYS, self.glyphs, self.ink, width - 2)]
        if not self.entry:
            examples = words.KEEP if self.days.logged else words.examples(*self.days[:2], width - 2)
            return [keys, [("  ", self.ink.quiet), (examples, self.ink.quiet)]]
        typed: list[Run] = [("  ", self.ink.quiet), (self.entry, self.ink.accent), (" ", CARET), ("  ", self.ink.quiet)]
        given = self._understood()
        hint = words.understood(given.kind, self._range_text(given)) if given else words.TRY
        return [keys, [*typed, (fit(hint, max(width - line_width(typed), 0), self.glyphs), self.ink.quiet)]]

    def _understood(self) -> RangeAnswer | None:
        """Return the typed text as an answer; None if it isn't one yet."""
        try:
            return self._read() if self.entry else None
        except Refused:
            return None

    def _read(self) -> RangeAnswer:
        return gaps.read_answer(self.entry, self.days, self.form.gap, self.today)

    # Keys

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys that answer."""
        return tuple(key for key, _ in words.KEYS)

    def on_key(self, event: events.Key) -> None:
        """Answer the selected range, or edit the entry."""
        char = (event.character or "").lower()
        if self.entry and char.isprintable() and char:
            self._continue(char)
        elif char in gaps.ANSWERS or char == "a":
            self._type(char)
        elif char == DAY_BY_DAY:
            self.post_message(self.RowsWanted(self.days))
        elif event.key == "backspace":
            self._clear(self.entry[:-1])
        elif event.key == "escape" and (self.entry or self.days.answer):
            self._clear("")
        elif event.key == "enter":
            self._enter()
        elif event.key not in ("tab", "shift+tab") or self.commit():
            return
        event.stop()

    def _continue(self, char: str) -> None:
        """Add `char` to the entry. If that can't be an answer, `char` starts the answer to the next range."""
        given = self._understood()
        if gaps.is_beginning(self.entry + char):
            self._type(self.entry + char)
        elif given and (given.first, given.last) == (self.days.first, self.days.last) and gaps.is_beginning(char):
            self.post_message(self.Answered(given))
            self._type(char)
        else:
            self.post_message(Notified(words.NO_ANSWER))

    def on_paste(self, event: events.Paste) -> None:
        """Type the pasted text."""
        event.stop()
        text = self.entry + clean(event.text[:MAX_ENTRY])
        if gaps.is_beginning(text):
            self._type(text)
        else:
            self.post_message(Notified(words.NO_ANSWER))

    def _type(self, entry: str) -> None:
        self.entry = entry[:MAX_ENTRY]
        self.redraw()
        self.post_message(TextTyped())

    def _clear(self, entry: str) -> None:
        """Replace the entry with `entry`. If there is none, clear the answer to the selected range."""
        if self.entry:
            self._type(entry)
        elif self.days.answer:
            self.post_message(self.Answered(RangeAnswer(self.days.first, self.days.last, "")))

    def _enter(self) -> None:
        """Answer with the entry, or leave the range as it is, and select the next one."""
        days = self.days
        if self.entry:
            self.commit(entered=True)
        elif days.logged and not days.answer and gaps.is_open(self.form, days):
            self.post_message(self.Answered(RangeAnswer(days.first, days.last, days.logged), entered=True))
        else:
            if gaps.is_open(self.form, days):
                text = words.left_blank(self._range_text(days), is_one=days.first == days.last)
                self.post_message(Notified(text))
            if not self.select_open(days.last + timedelta(1)):
                self.post_message(self.GapFinished())

    def select_open(self, first: date) -> bool:
        """Select the first range since `first` that still needs an answer. Return False if there is none."""
        for days in self.form.gap:
            if days.first >= first and gaps.is_open(self.form, days):
                self.at = days.first
                self.redraw()
                return True
        return False

    def commit(self, *, entered: bool = False) -> bool:
        """Post the typed answer, if there is one. If it isn't valid, post why and return False."""
        try:
            given = self.take()
        except Refused as error:
            self.post_message(Notified(checkin_words.refusal(error)))
            return False
        if given:
            self.post_message(self.Answered(given, entered=entered))
        return True

    def take(self) -> RangeAnswer | None:
        """Remove the entry and return it as an answer; None if there is none. An invalid entry stays, and raises
        Refused."""
        if not self.entry:
            return None
        given = self._read()
        self.entry = ""
        return given

    def action_move(self, by: int) -> None:
        """Select the range `by` below, or above if negative. Beyond the ends, the page moves to the next field."""
        if self.entry:
            self.commit()
            return
        selected = self.selected + by
        if not 0 <= selected < len(self.form.gap):
            raise SkipAction
        self.at = self.form.gap[selected].first
        self.redraw()
        self.post_message(TextTyped())

    def on_click(self, event: events.Click) -> None:
        """Select the range that was clicked, or press the key."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        lines = self.lines(self.size.width)
        if 2 <= offset.y < len(lines) - 2:
            if self.commit():
                self.at = self.form.gap[self._top + offset.y - 2].first
                self.redraw()
                self.post_message(TextTyped())
        elif offset.y == len(lines) - 2:
            self.press_hint(words.KEYS, lines[offset.y], 1, offset.x)

    # The position of the user

    def position(self) -> str:
        """Return a day of the selected range and the entry, for a draft: `2026-11-02` or `2026-11-02::off until`."""
        return f"{self.at}::{self.entry}" if self.entry else str(self.at)

    def restore(self, position: str) -> None:
        """Restore the result of `position`."""
        day, _, entry = position.partition("::")
        with suppress(ValueError):
            self.at = date.fromisoformat(day)
        self.entry = entry if gaps.is_beginning(entry) else ""
        self.redraw()
