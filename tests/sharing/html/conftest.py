"""One browser for all tests of pages. Without one, these tests are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sharing.html.chromium import Chromium, found


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Start a browser."""
    program = found()
    if program is None:
        pytest.skip("no Chromium on this machine, so no page is looked at (Debian: apt-get install chromium)")
    running = Chromium(program, tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def shown(browser: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Chromium]:
    """Return a function that opens a page: `shown(html, scheme="dark", width=360)`."""
    folder = tmp_path_factory.mktemp("pages")

    def show(html: str, **how: object) -> Chromium:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        browser.show(file, **how)  # type: ignore[arg-type]
        return browser

    return show
