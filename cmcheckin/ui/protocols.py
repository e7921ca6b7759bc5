"""What screens and widgets ask of the app that shows them, so that none of them has to import its class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable
from weakref import WeakSet

from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.clock import Clock
    from cmcheckin.domain.week import Week
    from cmcheckin.journal.journal import Journal
    from cmcheckin.services.search import SearchSession
    from cmcheckin.services.team_reader import TeamReader
    from cmcheckin.ui.glyphs import Glyphs
    from cmcheckin.ui.pending_writes import PendingWrites
    from cmcheckin.ui.review.notes import Notes
    from cmcheckin.ui.theme import Ink


class StyledApp(Protocol):
    """An app as every widget sees it: the marks and styles to draw with."""

    glyphs: Glyphs
    badge: str
    """A word in front of the title of every screen, such as DEMO; empty for none."""
    waiting_message: str
    """The message while a change waits for another window; empty while none does."""

    @property
    def ink(self) -> Ink:
        """Return the styles of the current theme."""

    def action_support(self) -> None:
        """Show the support page over the current screen."""

    def leave(self, code: int = 0) -> None:
        """Save drafts and exit with `code`."""


@runtime_checkable
class JournalApp(StyledApp, Protocol):
    """The app of the person who keeps a journal, as its screens see it: the way from one screen to another."""

    journal: Journal
    clock: Clock
    writes: PendingWrites
    postponed_nudges: set[str]
    """Ids of nudges that were read and put aside for this session."""
    search: SearchSession | None
    """The search of the history; None before its first use."""

    def show_message(self, text: str, *, above: bool = False) -> None:
        """Show `text` on the last line of the current screen, or `above` it, until the next key."""

    def show_problems(self) -> None:
        """Show what can't be read of the journal, unless it was shown before. Raises JournalError."""

    def after_checkin(self, day: date, saved: CheckinForm | None = None) -> None:
        """Go back to the screen that asked for `day` to be filled in, or to the week of `day`, with a line about the
        form that was `saved`, if any."""

    def fill_in(self, day: date) -> None:
        """Show the check-in of `day` over the current screen."""

    def open_week(self, day: date) -> None:
        """Show the week of `day` over the current screen, with that day selected."""

    def show_week(self, week: Week | None = None, day: date | None = None) -> None:
        """Replace the current screen by the week screen of `week`, of the week of `day`, or of this week."""

    def show_checkin(self, day: date | None = None) -> None:
        """Replace the current screen by the check-in of `day`, or of today."""

    def show_trends(self, week: Week | None = None, days: frozenset[date] = frozenset()) -> None:
        """Show the trends with `week` and `days` selected, or go back to the trends below the current screen."""


class TeamApp(StyledApp, Protocol):
    """The manager's app, as its screens see it: the folder it read, and the replies written in it."""

    paths: tuple[str, ...]
    """The files and folders that are shown."""
    reading: TeamReader
    notes: Notes
    """The manager's own notes and marks, and what is typed."""
    sender: str
    name_asked: bool
    """Whether the user was asked who replies. It is asked once, and only if no name is known."""

    @property
    def is_name_known(self) -> bool:
        """Whether the user's name is known, or was asked for and left blank."""

    def show_message(self, text: str) -> None:
        """Show `text` on the last line of the current screen until the next key."""

    def reload(self) -> None:
        """Read the same files and folders again."""

    def clear_summaries(self) -> None:
        """Drop the summaries of the folder, as a file proved to be damaged or a reply was added."""

    def reply(
        self,
        kind: str,
        person: str,
        text: str,
        about: str = "",
        about_text: str = "",
        days: tuple[date | None, date | None] = (None, None),
    ) -> str:
        """Write a reply of `kind` with `text` beside the newest file of `person`, and note it in the follow-up. Return
        why that couldn't be saved; empty if it was.

        `about` and `about_text` are the id and text of the win or ask it is about. `days`: the first and last day of an
        offer. Raises Refused or OSError.
        """


class ThemedApp(Protocol):
    """An app whose theme can be chosen."""

    theme_name: str
    """The name of the theme that is shown."""

    def show_theme(self, name: str) -> None:
        """Draw in the theme `name`."""

    def commands(self, screen: Screen[Any]) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield commands for the palette that have no key on `screen`: a name, and what does it."""

    def keep_theme(self, name: str) -> None:
        """Draw in the theme `name`, and remember it for later starts."""


_JOURNAL_APPS: WeakSet[object] = WeakSet()
"""Apps that are known to be a `JournalApp`, since each check takes longer than painting a line, and every key asks."""


def themed_app(node: DOMNode) -> ThemedApp:
    """Return the app of `node`, with what a list of themes may use of it."""
    return cast("ThemedApp", node.app)


def styled_app(node: DOMNode) -> StyledApp:
    """Return the app of `node`. Not checked at run time, as every widget asks for it each time it is drawn."""
    return cast("StyledApp", node.app)


def journal_app(node: DOMNode) -> JournalApp:
    """Return the app of `node`, a screen or widget of `CheckinApp`. Raises TypeError if another app shows it."""
    app = node.app
    if app not in _JOURNAL_APPS:
        if not isinstance(app, JournalApp):
            raise TypeError(f"{type(app).__name__} keeps no journal")
        _JOURNAL_APPS.add(app)
    return cast("JournalApp", app)
