"""The next key acts when all that the one before set going is done."""

from __future__ import annotations

from cmcheckin.ui.textual_compat.driver import until_idle
from tests.ui.app_made import MakeApp


async def test_what_waits_for_the_screen_to_be_drawn_is_done_before_the_next_key(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)):
        done: list[int] = []
        for n in range(5):
            app.screen.refresh(layout=True)
            app.screen.call_after_refresh(done.append, n)
            await until_idle(app)
            assert done[-1:] == [n]
