"""The filter of the history screen: its field, a line about mistakes in it, and its matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from cmcheckin.services.search import SearchSession
from cmcheckin.ui.history.matches import Matches
from cmcheckin.ui.kit.line_widget import Line, LineWidget
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.protocols import journal_app
from cmcheckin.wording import history as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

COUNTED_AT_ONCE: Final = 20
"""How many days to count matches in between two keys."""
PAUSE_SECONDS: Final = 0.002
"""Seconds between two steps."""
TYPING_SECONDS: Final = 0.1
"""Seconds to wait after a letter, because another one may follow."""


class FilterField(TextField):
    """The field of the filter. Keys that a text field doesn't need move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to the list"),
        Binding("tab", "screen.area('list')", show=False),
    ]


class FilterBar(Vertical):
    """The filter and its matches. `matches` is None while the filter is empty.

    The whole journal is read and the matches are counted in steps, between two keys, because both take long.
    """

    DEFAULT_CSS = """
    FilterBar { height: 2; }
    FilterBar LabelledField { padding: 0 3 0 1; }
    FilterBar TextField:blur { background: $background; }
    """

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, changed: Callable[[], None]) -> None:
        """Create the filter. `changed` is called when more matches are found or all of them are counted."""
        super().__init__()
        self._journal, self._settings, self._clock, self._changed = journal, settings, clock, changed
        self.field = FilterField(placeholder=words.FILTER_HINT)
        self._note = _Note()
        self.matches: Matches | None = None
        self._steps: Iterator[None] = iter(())

    def compose(self) -> ComposeResult:
        yield LabelledField(words.FILTER, self.field, width=len(words.FILTER) + 1)
        yield self._note

    def clear(self) -> None:
        """Empty the filter."""
        self.field.write("")
        self.find()

    @property
    def _session(self) -> SearchSession:
        """Return the search, which stays open with the app because reading everything takes long."""
        app, today = journal_app(self), self._clock.today()
        if app.search is None or app.search.today != today:
            app.search = SearchSession(self._journal, self._settings, today)
        return app.search

    def find(self) -> None:
        """Find the matches of the text in the days read so far, and start to read the others. Raises JournalError."""
        self._session.refresh()
        if self.field.value.strip():
            self._session.read_more()  # so that the first letter finds something recent
        self._find()
        self._steps = self._read_and_count()
        self._take(self._steps, TYPING_SECONDS)

    def _find(self) -> None:
        text = self.field.value.strip()
        results = self._session.find(text)
        self.matches = Matches(results, is_all=self._session.is_complete) if text else None
        self._note.show(next((note.text for note in results.query.notes if not note.is_last), ""))

    def _read_and_count(self) -> Iterator[None]:
        """Read all days, then find all matches in them."""
        yield
        while self._session.read_more():
            yield
        matches = self._all_matches()
        if matches is not None:
            while matches.make(COUNTED_AT_ONCE):
                yield
            self._changed()

    def _all_matches(self) -> Matches | None:
        """Return the matches in the whole journal, once it is read, with the same one selected as before."""
        if self.matches is not None and not self.matches.is_all:
            at = self.matches.at
            self._find()
            self.matches.select(at)
            self._changed()
        return self.matches

    def _take(self, steps: Iterator[None], pause: float = PAUSE_SECONDS) -> None:
        """Take the next of `steps`, and the others after `pause` seconds, in which keys are handled. Stop if other
        steps were started since.
        """
        # `call_later` would make keys wait until nothing is left to call.
        if steps is self._steps and next(steps, steps) is None:
            self.screen.set_timer(pause, partial(self._take, steps))


class _Note(LineWidget):
    """A line about a part of the filter that couldn't be used."""

    DEFAULT_CSS = """
    _Note { height: 1; padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, text: str) -> None:
        """Show `text`, which may be empty."""
        self._text = text
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return [[(fit(self._text, width, self.glyphs), self.ink.quiet)]]
