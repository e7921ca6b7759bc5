"""The share screen: a selection is proposed, changed and previewed before it is written."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.workday import Workday
from cmcheckin.sharing.codec import MAX_WEEKS
from cmcheckin.sharing.share_file import FIELDS
from cmcheckin.ui.app import CheckinApp
from cmcheckin.ui.glyphs import ASCII
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, resize
from tests.ui.share.share_made import records


async def test_the_usual_fields_are_proposed_and_each_says_what_it_shows(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = " ".join((await press(pilot, "s")).split())
        assert "Share · Week 47 · 16–22 November" in seen
        assert "A suggestion to start with." in seen
        assert "[✓] hours" in seen
        assert "[ ] leave" in seen
        assert "Wed 18 Nov and Thu 19 Nov aren't logged. Press f to fill in the first." in seen
        assert "Your weekly hours, your usual" in seen
        assert "Hours 9 h" in seen
        for key in ("space include", "⏎ next", "f fill in", "[ ] week", "/ days", "esc back", "? help", "q quit"):
            assert key in seen
        seen = " ".join((await press(pilot, *["down"] * FIELDS.index("mood"))).split())
        assert "Never a number" in seen
        seen = await press(pilot, "space")
        assert "This is your selection." in seen
        assert "[✓] mood in a word" in seen


async def test_an_entry_is_left_out_or_said_in_other_words_and_the_journal_stays(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "down", "down", "x")
        assert "Meetup filled in a day (left out)" in seen
        seen = await press(pilot, "down", "e", "ctrl+u", *"Spam", "enter")
        assert "[✓] Spam" in seen
        seen = await press(pilot, "enter")
        assert "preview  3 of 3" in seen
        assert "Meetup" not in await press(pilot, *["down"] * 30)
        kept = app.journal.escalation("e-1")
        assert kept is not None
        assert kept.title == "Spam wave in #help"


async def test_the_next_time_the_last_choice_is_proposed_and_not_applied_silently(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    await run(make_app(records()), "s", "space", "enter", "enter", "w", "enter")
    seen = " ".join((await run(make_app(), "s")).split())
    assert "Included as last time." in seen
    assert "[ ] hours" in seen


async def test_a_half_made_choice_comes_back_after_a_sudden_end(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    await run(make_app(records()), "s", "enter", "down", "e", *"a rota for")
    seen = await run(make_app(), "s")
    assert "entries  2 of 3" in seen
    assert "a rota for" in seen


async def test_nothing_ticked_goes_no_further(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", *["space", "down"] * 5, "enter")
        assert "Nothing is included yet." in seen
        assert "1 of 3" in seen


async def test_a_range_of_weeks_and_another_week(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "9 November – 22 November" in (await press(pilot, "s", "plus")).replace("9–22", "9 November – 22")
        assert "Week 47" in await press(pilot, "minus")
        assert "Week 46" in await press(pilot, "left_square_bracket")
        assert "Week 47 · 16–22 November" in await press(pilot, "escape")


async def test_the_first_day_that_is_not_logged_is_filled_in_and_the_choices_stay(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "space", "f")
        assert "Wednesday 18 November" in seen
        assert "How was your workload" in seen
        seen = await press(pilot, "3", "down", "w", "ctrl+s")
        assert "Thu 19 Nov isn't logged. Press f to fill it in." in seen
        assert "[ ] hours" in seen


async def test_leaving_the_day_comes_back_too(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Share · Week 47" in await press(pilot, "s", "f", "escape")


async def test_hostile_words_stay_words(make_app: MakeApp) -> None:
    async with make_app(records("[/bold] <script> \u202eevil")).run_test(size=(80, 24)) as pilot:
        assert "[/bold] <script>" in await press(pilot, "s", "enter")


async def test_the_home_of_an_unknown_user_is_no_crash(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s", "enter", "enter", "w", "ctrl+u")
        seen = await press(pilot, *"~nobodyhere/x", "enter")
        assert "there's no folder ~nobodyhere. Nothing was written" in " ".join(seen.split())


async def test_what_was_ticked_goes_along_to_other_days(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "space", "plus")
        assert "[ ] hours" in seen
        assert "[ ] hours" in await press(pilot, "left_square_bracket")


@pytest.mark.parametrize("size", [(80, 24), (70, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_hours_that_look_wrong_are_named_before_anything_is_chosen_and_f_goes_to_the_day(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    workdays = [
        Workday(date(2026, 11, 16), "work", 19.0),
        *(Workday(date(2026, 11, n), "work", 5.0) for n in (17, 18, 19)),
    ]
    async with make_app(workdays[:-1]).run_test(size=size) as pilot:
        seen = " ".join((await press(pilot, "s")).split())
        assert "Thu 19 Nov isn't logged. Press f to fill it in." in seen
        assert "Mon 16 Nov has over 18 h" in seen
        assert re.search("Editing Thu(rsday)? 19 Nov", await press(pilot, "f"))
    async with make_app(workdays).run_test(size=size) as pilot:
        seen = " ".join((await press(pilot, "s")).split())
        assert "Mon 16 Nov has over 18 h. That looks wrong, so those hours aren't counted." in seen
        assert "f fill in" in seen
        assert re.search("Editing Mon(day)? 16 Nov", await press(pilot, "f"))


async def test_any_days_can_be_written(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        assert "Week 40" in await press(pilot, "s", "slash", *"2026-W40", "enter")
        seen = await press(pilot, "slash", *"2026-11-03 2026-11-12", "enter")
        assert "Share · 3–12 November 2026" in seen
        seen = await press(pilot, "slash", *"soon", "enter")
        assert "“soon” isn't a week or a range of days." in seen
        assert "Which days" in seen
        seen = await press(pilot, "ctrl+u", *"2026-11-20 2026-11-10", "enter")
        assert "2026-11-20 is after 2026-11-10. Put the earlier date first." in seen
        assert "3–12 November" in await press(pilot, "escape")
        assert "Those days are in the future." in await press(pilot, "slash", *"2027-W01", "enter")
        seen = await press(pilot, "ctrl+u", *"2000-01-01 2026-11-12", "enter")
        assert f"up to {MAX_WEEKS} weeks" in seen


async def test_a_line_that_is_left_out_is_kept(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "down", "e", *"a rota", "enter", "x")
        assert "a rota (left out)" in seen
        assert "a rota" not in await press(pilot, "enter")
        assert "[✓] What would help  a rota" in await press(pilot, "escape", "x")


async def test_the_content_is_read_by_pages_and_to_its_end(make_app: MakeApp) -> None:
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    many = [Escalation(f"e-{n}", f"Thing {n}", at, "conduct", 3, 5) for n in range(40)]
    async with make_app([*records(), *many]).run_test(size=(80, 24)) as pilot:
        first = await press(pilot, "s", "enter", "enter")
        assert "Week 47 · 16–22 November 2026" in first
        assert await press(pilot, "pagedown") != first
        assert await press(pilot, "pageup") == first
        assert "Chosen and shared with cmcheckin" in await press(pilot, "end")
        assert await press(pilot, "home") == first


async def test_an_entry_with_the_id_of_a_line_is_its_own(make_app: MakeApp) -> None:
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    odd = Escalation("help", "Odd one", at, "conduct", 2, 5, status="open")
    async with make_app([*records(), odd]).run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "end", "up", "x")
        assert "Odd one (left out)" in seen
        assert "What would help  nothing yet" in seen


async def test_days_that_are_not_logged_are_named_with_what_to_do(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s")
        assert "Nothing is logged for these days." in seen
        assert "nothing to share from these days" in seen
        seen = " ".join((await press(pilot, "enter")).split())
        assert "This file has no wins" in seen
        seen = await press(pilot, "enter")
        assert "Nothing came in" not in seen
        assert "Came in" not in seen


async def test_a_terminal_with_ascii_alone_reads_it_too(make_app: MakeApp) -> None:
    app = make_app(records())
    app.glyphs = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        seen = await press(pilot, "s", "enter", "down", "down", "e")
        assert "enter done" in seen
        assert "[x] Meetup" in seen
        assert not set("✓▌⏎•…") & set(seen)


async def test_a_terminal_that_is_too_small_says_what_room_is_needed(make_app: MakeApp) -> None:
    async with make_app(records()).run_test(size=(80, 24)) as pilot:
        await press(pilot, "s")
        await resize(pilot, 40, 10)
        assert "70" in await press(pilot)
        await resize(pilot, 80, 24)
        assert "Choose what to share" in await press(pilot, "s")
        await resize(pilot, 40, 10)
        assert "70" in await press(pilot, "down")
