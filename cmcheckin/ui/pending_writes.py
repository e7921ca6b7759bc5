"""Make changes to the journal without blocking the screens while another window holds the lock."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from cmcheckin.domain.named import NamedTuple
from cmcheckin.journal.errors import JournalError, LockBusy
from cmcheckin.wording import app as words

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer
    from textual.widget import Widget

    from cmcheckin.journal.journal import Journal

T = TypeVar("T")
RETRY_SECONDS: Final = 0.1
"""Seconds between two attempts."""
LONG_WAIT: Final = 10.0
"""Seconds of waiting after which the other window is probably suspended. A save takes milliseconds."""


class Write(NamedTuple, Generic[T]):
    """A change to the journal. `act` makes it, and is called once, with the lock held. `then` gets its result, `failed`
    the error if nothing was changed. `verb` and `cancelled` are texts for the user."""

    verb: str
    act: Callable[[], T]
    then: Callable[[T], None]
    failed: Callable[[JournalError], None]
    cancelled: str


class PendingWrites:
    """Make the changes that the screens of `app` request, at once or as soon as no other process holds the lock."""

    def __init__(
        self, app: App[None], journal: Journal, show: Callable[[str], None], cancelled: Callable[[str], None]
    ) -> None:
        """`show` displays a message while a change waits, and removes it when given an empty text. `cancelled` displays
        that the change was cancelled."""
        self._app, self._journal, self._show, self._cancelled = app, journal, show, cancelled
        self._screen: Widget | None = None
        self.write: Write[Any] | None = None
        """The waiting change, if any."""
        self._since = 0.0
        self._timer: Timer | None = None

    def start(self, screen: Widget, write: Write[T]) -> bool:
        """Make the change `write` for `screen`, or start to wait. Return whether nothing is waiting.

        While a change waits, no other is started, so pressing a key twice doesn't make a change twice.
        """
        if self.write is None and not self._try(write):
            self._screen, self.write, self._since = screen, write, monotonic()
            self._show(words.WAITING_FOR_LOCK.format(verb=write.verb))
            self._timer = self._app.set_interval(RETRY_SECONDS, self._retry)
        return self.write is None

    def cancel(self) -> None:
        """Cancel the waiting change. Nothing was changed."""
        if self.write is not None:
            text = self.write.cancelled
            self._end()
            self._cancelled(text)

    def _retry(self) -> None:
        write = self.write
        if write is None:
            return
        if self._screen not in self._app.screen_stack:  # the screen that asked for it is gone
            self.cancel()
        elif not self._try(write) and monotonic() - self._since > LONG_WAIT:
            self._show(words.STILL_WAITING_FOR_LOCK.format(verb=write.verb))

    def _try(self, write: Write[T]) -> bool:
        """Make the change unless another process holds the lock. Return whether it is done, or has failed."""
        try:
            with self._journal.changing_now():
                found = write.act()
        except LockBusy:
            return False
        except JournalError as error:
            self._end()
            write.failed(error)
        else:
            self._end()
            write.then(found)
        return True

    def _end(self) -> None:
        self._screen = self.write = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show("")
