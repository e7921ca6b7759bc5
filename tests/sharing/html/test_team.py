"""The page of a team: people by name, what would help first, and no ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cmcheckin.domain.week import Week
from cmcheckin.sharing.html.team import MAX_LISTED, render_team_page
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareFile, ShareWeek
from cmcheckin.sharing.team import build_person, build_team
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
        "What would help", "Who carries what", "Wins to celebrate", "Open across the team",
        "Asks that wait for an answer", "One by one",
    ]  # fmt: skip
    for file in page_examples.people():
        assert file.help in said(made)
        assert file.name in said(made)


def test_the_headline_counts_across_the_team() -> None:
    heading = re.findall("<h1>(.*?)</h1>", page(page_examples.people()))
    assert heading == [
        "Five people, eight wins, three asks that wait, and three escalations still open, one of them high"
    ]
    assert "<h1>There is no share file here yet.</h1>" in page([])


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
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", made) == ["Who carries what", "One by one"]


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
    assert "and 40 more, in the files" in said(made)
    assert made.count("First-time poster answered three others") <= MAX_LISTED + 2


def test_files_that_could_not_be_read_are_named_with_their_reason() -> None:
    unread = [UnreadFile("team/<b>ada</b>.json", "it is 9 MB, and 5 MB are read at most")]
    text = said(page([], unread))
    assert "team/<b>ada</b>.json" in text
    assert "it is 9 MB, and 5 MB are read at most" in text
