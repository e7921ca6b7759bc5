"""The keys and clicks that answer an import's questions, and long lists of questions."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import COLUMN, NOTHING, Question
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.services.import_files import LoadedFiles
from cmcheckin.services.import_session import ImportSession
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.glyphs import UNICODE
from cmcheckin.ui.importing.questions import QuestionList
from cmcheckin.ui.importing.questions_view import QuestionsView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.theme import house_styles
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import painted, press, shown

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
TAGS = " | ".join(f"tag {number:02}" for number in range(40))
ROWS = (
    f'2026-03-09,March 9,Monday,10:00 pm,Zen,"{TAGS}","","Released the guide"\n'
    '2026-03-08,March 8,Sunday,9:00 am,meh,"","",""\n'
    '2026-03-07,March 7,Saturday,9:00 am,Flow,"tag 07","",""\n'
)
FORTY = tuple(f"column {number}" for number in range(40))


@pytest.fixture
def diary(tmp_path: Path) -> str:
    (tmp_path / "d.csv").write_text(HEAD + ROWS)
    return str(tmp_path / "d.csv")


async def click(pilot: Pilot[None], app: CheckinApp, text: str) -> str:
    """Click the first place on the screen that shows `text`; return the screen after that."""
    y, line = next((y, line) for y, line in enumerate(shown(app).split("\n")) if text in line)
    await pilot.click(offset=(line.index(text) + 1, y))
    await painted(app)
    return shown(app)


async def test_a_mood_is_answered_by_a_click_and_the_next_open_one_is_selected(make_app: MakeApp, diary: str) -> None:
    app = make_app(start=Start("week", file=diary))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert "“Zen”" in await press(pilot)
        seen = await click(pilot, app, "5 great")
        assert "How would you rate the mood “Flow”?" in seen
        seen = await click(pilot, app, "meh")
        assert "How would you rate the mood “meh”?" in seen
        assert "▐3 okay▌" in seen
        seen = await click(pilot, app, "- not used")
        assert "How would you rate the mood “meh”?" not in seen


async def test_answers_are_kept_if_the_program_ends_before_the_import(make_app: MakeApp, diary: str) -> None:
    app = make_app(start=Start("week", file=diary))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert "“Flow”" in await press(pilot, "5")
        await press(pilot, "]", "t", *"Calm", "enter", "]")
    again = make_app(start=Start("week", file=diary))
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        seen = await press(pilot)
        assert "5 great" in seen and "feeling: Calm" in seen


async def test_a_tag_is_a_feeling_or_a_win_by_a_click(make_app: MakeApp, diary: str) -> None:
    app = make_app(start=Start("week", file=diary))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        await press(pilot, "]")
        assert "What does the tag “tag 07” mean?" in shown(app)  # it occurs twice
        assert "feeling: tag 07▌" in await click(pilot, app, "f feeling")
        assert "▐feeling: tag 07, marks a win▌" in await click(pilot, app, "w marks a win")
        seen = await press(pilot, "minus")
        assert "tag 07" in seen
        assert "feeling: tag 07" not in seen
        assert "“tag 00”" in seen
        await press(pilot, "up", "f", "w")
        seen = await click(pilot, app, "- not used")
        assert "feeling: tag 07" not in seen and "“tag 00”" in seen


async def test_names_in_a_long_list_are_found(make_app: MakeApp, diary: str) -> None:
    app = make_app(start=Start("week", file=diary))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert "“tag 38”" in await press(pilot, "/", *"AG 38", "enter")
        assert "There's no “xyz” in this list." in await press(pilot, "/", *"xyz", "enter")
        assert "“tag 39”" in await press(pilot, "end")
        assert "“tag 07”" in await press(pilot, "[")
        assert "“Zen”" not in await press(pilot, "pagedown")
        assert "How would you rate the mood" in await press(pilot, "home")


def view_of(*questions: Question) -> tuple[QuestionList, QuestionsView]:
    """Return the list of `questions` about a table, and its view."""
    text = "Datum,Laune\n2026-03-09,gut\n2026-03-10,gut\n2026-03-11,so lala\n"
    reader = next(reader for reader in READERS if reader.name == "daylio")
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    context = ImportContext(UTC, time(4), now, now.date())
    session = ImportSession(LoadedFiles("t.csv", (SourceFile("t.csv", text),)), context, reader)
    session.__dict__["questions"] = questions
    listed = QuestionList(session)
    return listed, QuestionsView(listed)


def test_a_column_shows_its_first_values() -> None:
    columns = ("Datum", "Laune", NOTHING)
    _, view = view_of(Question(COLUMN, "date", columns, "Datum"), Question(COLUMN, "mood", columns, "Laune"))
    painter = Painter(house_styles("dark").ink, UNICODE)
    page = view.page(painter, 78, 20)
    lines = ["".join(text for text, _ in line) for line in (*page.head, *(page.rows[n] for n in range(3)))]
    assert lines[0].strip().startswith("Which column has the date?")
    assert "▐1 Datum▌" in lines[1]
    assert "- not used" in lines[1]
    assert lines[4].endswith("2026-03-09 · 2026-03-10")
    assert "gut · so lala" in lines[5]


@pytest.mark.parametrize("width", [68, 78, 118])
@pytest.mark.parametrize("chosen", [0, 20, 39])
def test_many_options_are_shown_around_the_chosen_one(width: int, chosen: int) -> None:
    _, view = view_of(Question(COLUMN, "date", FORTY, FORTY[chosen]))
    painter = Painter(house_styles("dark").ink, UNICODE)
    line = "".join(text for text, _ in view.page(painter, width, 20).head[1])
    assert len(line) <= width
    assert f"{FORTY[chosen]}▌" in line
    assert ("‹" in line) == (chosen > 0)
    assert ("›" in line) == (chosen < 39)
    option = view.option_at(painter, width, line.index(FORTY[chosen]))
    assert option is not None
    assert option.answer == FORTY[chosen]
    assert view.option_at(painter, width, width + 20) is None
