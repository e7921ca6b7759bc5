"""The pages of a check-in, and a sidebar beside them in a wide window."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container

from cmcheckin.ui.checkin.page import Page

if TYPE_CHECKING:
    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.ui.checkin.sidebar import Sidebar

WIDE: Final = 110
"""Columns of a window from which the sidebar is shown. A narrower one neither loads nor fills it."""
WIDER: Final = 150
"""Columns from which the sidebar has longer lines."""
PAGE_CLASSES: Final = {
    "workload": ("workload_page", "WorkloadPage"),
    "mood": ("mood_page", "MoodPage"),
    "wins": ("wins_page", "WinsPage"),
    "escalations": ("escalations_page", "EscalationsPage"),
    "review": ("review_page", "ReviewPage"),
}
"""The module and the class of each page, by the name of its step."""


class PageArea(Container):
    """Shows a page, and what helps to answer it."""

    DEFAULT_CSS = """
    PageArea { height: 1fr; max-width: 80; }
    PageArea.-wide { max-width: 118; }
    PageArea.-wider { max-width: 144; }
    PageArea.-wider Sidebar { width: 64; }
    """

    def __init__(self, page: Page, form: CheckinForm) -> None:
        super().__init__(id="pages")
        self._page, self._form, self._step = page, form, page.NAME
        self._sidebar: Sidebar | None = None

    def compose(self) -> ComposeResult:
        yield self._page
        if self._is_wide:
            self.add_class("-wide")
            self.set_class(self.app.size.width >= WIDER, "-wider")
            yield self._make_sidebar()

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    def _make_sidebar(self) -> Sidebar:
        from cmcheckin.ui.checkin.sidebar import Sidebar

        self._sidebar = Sidebar(self._form, self._step)
        return self._sidebar

    def show(self, form: CheckinForm, step: str) -> None:
        """Show in the sidebar what helps with the `step` of `form`."""
        self._form, self._step = form, step
        if self._sidebar is not None:
            self._sidebar.show(form, step)

    def fit(self) -> None:
        """Add or remove the sidebar after the window was resized."""
        self.set_class(self.app.size.width >= WIDER, "-wider")
        if not self.is_mounted or self._is_wide == self.has_class("-wide"):
            return
        self.set_class(self._is_wide, "-wide")
        if self._sidebar is not None:
            self._sidebar.remove()
            self._sidebar = None
        if self._is_wide:
            self.mount(self._make_sidebar())
        for page in self.query(Page):
            page.on_resize()


def page_class(name: str) -> type[Page]:
    """Return the page of the step called `name`. It is imported here: the first frame needs the workload page alone."""
    module, class_name = PAGE_CLASSES[name]
    found: type[Page] = getattr(import_module(f"cmcheckin.ui.checkin.{module}"), class_name)
    return found
