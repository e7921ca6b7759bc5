"""The page of a team: people by name, what would help first, and no ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.html.team import MAX_LISTED, render_team_page
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareFile, ShareWeek
from cmcheckin.sharing.team import build_person, build_team
from cmcheckin.wording import share_page as words
from cmcheckin.wording import team_page
from cmcheckin.wording.record_words import WORKLOAD
from tests.sharing.html import page_examples
from tests.sharing.html.parsing import Parsed

TODAY = date(2026, 11, 23)


def page(files: Sequence[ShareFile], unread: Sequence[UnreadFile] = ()) -> str:
    """Return the page of people with a file each."""
    return render_team_page(
        build_team([[one] for one in files], TODAY), [build_person([file], TODAY) for file in files], TODAY, unread
    )


def said(html: str) -> str:
    """Return all its texts, without its style."""
    return " ".join(Parsed(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)).texts)


def test_the_help_wanted_comes_before_everything_else() -> None:
    made = page(page_examples.people())
    parts = re.findall(r"<h2[^>]*>(.*?)</h2>", made)
    assert parts == [
        "What would help", "Leave", "Workload by person", "Wins to celebrate", "Open across the team",
        "Asks awaiting an answer", "Person by person",
    ]  # fmt: skip
    for file in page_examples.people():
        assert file.help in said(made)
        assert file.name in said(made)


def test_the_headline_counts_across_the_team() -> None:
    heading = re.findall("<h1>(.*?)</h1>", page(page_examples.people()))
    assert heading == [
        "Five people, eight wins, three asks awaiting an answer, and three escalations still open, one of them high"
    ]
    assert "<h1>There are no share files here yet.</h1>" in page([])


def test_rows_are_sorted_by_name_and_unshared_cells_are_empty() -> None:
    made = page(page_examples.people())
    table = re.search("<tbody>(.*?)</tbody>", made, re.DOTALL)
    assert table
    names = re.findall(r'<th scope="row">(.*?)</th>', table[1])
    assert [re.sub("<.*?>", "", name) for name in names] == [
        "unnamed p-4", "Ada Lindqvist", "Björn", "Chidi Okafor",
        "María José de la Cruz y Fernández-Villaverde",
    ]  # fmt: skip
    nobody = next(row for row in table[1].split("<tr>") if "unnamed" in row)
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall("<td>(.*?)</td>", nobody)]
    assert cells == ["", "", "about right", "", "", "", "", ""]


def test_columns_nobody_shared_are_not_there() -> None:
    made = page([page_examples.QUIET])
    assert re.findall('<th scope="col">(.*?)</th>', made) == ["Name", "Workload"]
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", made) == ["Workload by person", "Person by person"]


def test_weeks_are_shown_when_they_differ() -> None:
    earlier = replace(page_examples.QUIET, person="p-9", weeks=(ShareWeek(Week(2026, 45), workload=2),))
    made = page([page_examples.QUIET, earlier])
    assert re.findall('<th scope="col">(.*?)</th>', made) == ["Name", "Week", "Workload"]
    assert set(re.findall(r"<td>(W\d+)</td>", made)) == {"W47", "W45"}


def test_nobody_is_ranked_or_scored() -> None:
    text = said(page(page_examples.people())).lower()
    assert not re.search(r"\b(normal|must|should|failed|missed|score|rank|top|best|worst|burnout|why did)\b|!", text)


def test_very_many_wins_are_counted_rather_than_all_written_out() -> None:
    wins = tuple(replace(page_examples.WINS[1], id=f"w-{n}") for n in range(MAX_LISTED + 40))
    made = page([replace(page_examples.FULL, wins=wins)])
    assert "and 40 more in the files" in said(made)
    assert made.count("First-time poster answered three others") <= MAX_LISTED + 2


def test_files_that_could_not_be_read_are_named_with_their_reason() -> None:
    unread = [UnreadFile("team/<b>ada</b>.json", "it is 9 MB, and 5 MB are read at most")]
    text = said(page([], unread))
    assert "team/<b>ada</b>.json" in text
    assert "it is 9 MB, and 5 MB are read at most" in text


def section(html: str, key: str) -> str:
    """Return the part of a page with the id `key`; empty without it."""
    found = re.search(f'<section aria-labelledby="{key}".*?</section>', html, re.DOTALL)
    return unescape(found[0]) if found else ""


@pytest.mark.parametrize(("number", "more"), [(MAX_LISTED, 0), (MAX_LISTED + 1, 1)])
def test_a_section_lists_a_hundred_entries(number: int, more: int) -> None:
    file = replace(
        page_examples.FULL,
        wins=tuple(replace(page_examples.WINS[1], id=f"w-{n}") for n in range(number)),
        escalations=tuple(replace(page_examples.ESCALATIONS[1], id=f"e-{n}") for n in range(number)),
        asks=tuple(replace(page_examples.ASKS[0], id=f"a-{n}") for n in range(number)),
    )
    made = page([file], [UnreadFile(f"{n}.json", "x") for n in range(number)])
    rest = team_page.MORE_IN_FILES.format(number=more)
    for key, mark in (("wins", "<time"), ("open", "<time"), ("asks", "<time"), ("unread", ".json")):
        part = section(made, key)
        assert part.count(mark) == MAX_LISTED == 100
        assert (rest in part) is bool(more)


@pytest.mark.parametrize(("number", "is_folded"), [(8, False), (9, True)])
def test_nine_people_are_folded(number: int, is_folded: bool) -> None:
    made = section(page([replace(page_examples.QUIET, person=f"p-{n}") for n in range(number)]), "people")
    assert made.count('<details class="person">') == (number if is_folded else 0)
    assert made.count('<article class="person">') == (0 if is_folded else number)


def test_a_row_has_a_cell_for_each_figure_even_zero() -> None:
    week = replace(
        page_examples.WEEK, hours=30.0, days_not_said=0, after_hours_minutes=0, days_off_worked=0, night_pings=0
    )
    other = replace(page_examples.QUIET, person="p-9", weeks=(ShareWeek(Week(2026, 45)),), fields=("wins", "asks"))
    made = section(page([replace(page_examples.FULL, weeks=(week,)), other]), "carried")
    assert re.findall('<th scope="col">(.*?)</th>', made) == list(team_page.CARRIED_COLUMNS)
    rows = [[re.sub("<.*?>", "", cell) for cell in re.findall("<td>(.*?)</td>", row)] for row in made.split("<tr>")[2:]]
    zero = words.count_cell(0)
    assert sorted(rows) == [
        ["W45", *[""] * 7, zero, zero],
        ["W47", "30 h", "39.5 h", words.rating_cell(4.2, WORKLOAD), words.time_cell(0), zero, zero, "2", "2", "5"],
    ]


@pytest.mark.parametrize(("not_said", "hours", "is_explained"), [(0, 30.0, False), (1, 30.0, True), (1, None, False)])
def test_a_partial_week_is_explained_below_the_table(not_said: int, hours: float | None, is_explained: bool) -> None:
    week = replace(page_examples.WEEK, hours=hours, days_not_said=not_said)
    made = section(page([replace(page_examples.FULL, weeks=(week,))]), "carried")
    assert (team_page.CARRIED_PART in unescape(made)) is is_explained
    assert team_page.CARRIED_NOTE in unescape(made)
    assert ('class="bar part"' in made) is is_explained


def test_blank_help_is_not_quoted() -> None:
    made = page([replace(page_examples.FULL, help=" "), replace(page_examples.FULL, person="p-2", help="A word")])
    assert section(made, "help").count("<figure>") == 1
    assert section(page([replace(page_examples.FULL, help=" ")]), "help") == ""


@pytest.mark.parametrize(("number", "has_table"), [(1, False), (2, True)])
def test_two_weeks_of_a_person_have_a_table(number: int, has_table: bool) -> None:
    weeks = tuple(replace(page_examples.WEEK, week=Week(2026, 48 - number + n)) for n in range(number))
    file = replace(page_examples.FULL, weeks=weeks, first=weeks[0].week.monday)
    made = section(page([file]), "people")
    assert ("<table" in made) is has_table
    assert 'class="trend"' in made
    assert "<table" not in section(page([replace(file, weeks=(ShareWeek(Week(2026, 47), workload=3),))]), "people")


def test_what_is_missing_is_summed_up_at_the_top() -> None:
    team = build_team([[page_examples.FULL]], TODAY)
    assert "<header>" in render_team_page(team, [], TODAY, (), "Two files")
    header = render_team_page(team, [], TODAY, (), "Two files").partition("</header>")[0]
    assert header.endswith("<p>Two files</p>")
    assert render_team_page(team, [], TODAY).partition("</header>")[0].endswith("</h1>")
