"""The preview on the screen: what it shows, large files, and what can be done after saving."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.services.import_opening import open_import
from cmcheckin.ui.app import Start
from cmcheckin.ui.importing import background, screen
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, resize, shown, until

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"


@pytest.fixture
def years(tmp_path: Path) -> str:
    rows = [f'{year}-03-0{day},x,Monday,10:00 pm,good,"","",""\n' for year in (2024, 2026) for day in range(1, 7)]
    (tmp_path / "y.csv").write_text(HEAD + "".join(rows))
    return str(tmp_path / "y.csv")


async def test_each_year_is_a_row_of_months(make_app: MakeApp, years: str) -> None:
    app = make_app(start=Start("week", file=years))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        lines = (await press(pilot)).split("\n")
        row = {line.split()[0]: line for line in lines if line.strip()[:3] == "202"}
        months = next(line for line in lines if "Jan Feb Mar" in line)
        for year in ("2024", "2026"):
            assert row[year][months.index("Mar") :].startswith("▇▇▇")
            assert row[year].endswith(" 6")
        assert row["2024"].count("·") == 9  # April to December
        assert "2025" not in row


async def test_differences_are_a_table_until_the_user_decides(make_app: MakeApp, years: str) -> None:
    app = make_app([CheckIn.read({"date": "2026-03-01", "mood": 1})], start=Start("week", file=years))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        seen = " ".join((await press(pilot)).split())
        assert "1 value differs. Press l to keep your log, or f to use the file." in seen
        assert "2026-03-01 Mood 1, rough 4, good" in seen
        seen = await press(pilot, "f")
        assert seen.index("Jan Feb Mar") < seen.index("Differences")


async def test_after_saving_the_week_and_the_trends_are_a_key_away(make_app: MakeApp, years: str) -> None:
    app = make_app(start=Start("week", file=years))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        seen = await press(pilot, "enter")
        assert "Imported 12 records." in seen
        assert "Press t for the trends, w for its last week, or u to undo it all." in seen
        assert "Week 10 · 2–8 March" in await press(pilot, "w")
        assert "Imported 12 records." in await press(pilot, "escape")
        assert "March 2026" in await press(pilot, "t", "m")
        await press(pilot, "escape")
        assert "Undone" in await press(pilot, "u", "u")
        assert "Press Enter to import this." in shown(app)
        await press(pilot, "ctrl+r", "ctrl+r")
        assert "Everything in it is already in your log." in await press(pilot, "down")


async def test_a_large_file_is_read_in_a_thread_while_keys_act(
    make_app: MakeApp, years: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = Event()

    def slow(*args: object) -> object:
        may_read.wait(60)
        return open_import(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(background, "LARGE", 10)
    monkeypatch.setattr(screen, "open_import", slow)
    app = make_app(start=Start("week", file=years))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert "Reading y.csv …" in await press(pilot)
        assert "Help" in await press(pilot, "?")
        assert "Reading y.csv …" in await press(pilot, "escape")
        await resize(pilot, 60, 15)
        await resize(pilot, 80, 24)
        may_read.set()
        await until(pilot, lambda: "Press Enter to import this." in shown(app), "the preview")


async def test_escape_cancels_the_reading(make_app: MakeApp, years: str, monkeypatch: pytest.MonkeyPatch) -> None:
    may_read, has_read = Event(), Event()

    def slow(*args: object) -> object:
        may_read.wait(60)
        try:
            return open_import(*args)  # type: ignore[arg-type]
        finally:
            has_read.set()

    monkeypatch.setattr(background, "LARGE", 10)
    monkeypatch.setattr(screen, "open_import", slow)
    app = make_app(start=Start("week", file=years))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert "Bring the records you already keep." in await press(pilot, "escape")
        may_read.set()
        await until(pilot, has_read.is_set, "the thread")
        assert "Bring the records you already keep." in await press(pilot, "down")


async def test_a_file_that_vanished_is_named(make_app: MakeApp, years: str) -> None:
    app = make_app(start=Start("week", file=years))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        Path(years).unlink()
        seen = await press(pilot, "o", "enter")
        assert "no such file" in seen
        assert "Nothing was imported." in seen


@pytest.mark.parametrize("size", [(70, 20), (120, 40)])
async def test_the_footer_fits_on_every_step(make_app: MakeApp, years: str, size: tuple[int, int]) -> None:
    with Path(years).open("a") as file:
        file.write('2026-03-10,x,Monday,10:00 pm,Zen,"run","",""\n2026-13-45,x,Monday,10:00 pm,good,"","",""\n')
    app = make_app([CheckIn.read({"date": "2026-03-01", "mood": 1})], start=Start("week", file=years))
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        for keys in ([], ["5"], ["enter"], ["s"], ["l"], ["enter"]):
            footer = (await press(pilot, *keys)).split("\n")[-1]
            assert footer.endswith("q quit"), footer
            assert "? help" in footer


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Return a table with dates and many columns of numbers with long names, of which none is an own number."""
    names = [f"{n} hours that went into this project" for n in range(10, 48)]
    rows = [",".join([f"2026-09-0{day}", *["1"] * 38]) for day in range(1, 9)]
    (tmp_path / "t.csv").write_text("\n".join([",".join(["Day of the time sheet", *names]), *rows, ""]))
    return str(tmp_path / "t.csv")


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 40), (160, 50)])
async def test_a_preview_without_figures_has_no_gap_and_names_the_next_key(
    make_app: MakeApp, table: str, size: tuple[int, int]
) -> None:
    app = make_app(start=Start("week", file=table))
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        lines = (await press(pilot)).split("\n")
        assert all(not line.strip() or len(line) - len(line.lstrip()) == 3 for line in lines[2:-1])
        seen = " ".join(" ".join(lines).split())
        assert "There's nothing to import with these answers. Press a to change them." in seen
        assert seen.count("aren't your own numbers or questions (line 2 and 7 more)") == 1, "one reason for all columns"


@pytest.mark.parametrize("size", [(70, 20), (80, 24), (120, 40)])
async def test_the_selected_question_keeps_its_marks_and_nothing_moves(
    make_app: MakeApp, table: str, size: tuple[int, int]
) -> None:
    app = make_app(start=Start("week", file=table))
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        date = [line for line in (await press(pilot, "a")).split("\n") if line.startswith(" ▌ date ")]
        assert date[0].count("▐") == date[0].count("▌ 2026-09-01") == 1
        after = next(line for line in (await press(pilot, "down")).split("\n") if line.startswith("   date "))
        assert date[0].index("2026-09-01") == after.index("2026-09-01")
        asked = (await press(pilot, "end")).split("\n")[2]
        assert "”?" in asked, "the name is cut, not the question"
