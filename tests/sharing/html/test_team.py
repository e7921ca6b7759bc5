"""The page of a team: people by name, what would help first, and no ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.attention import Attention, HelpRequest, Recognition, TeamResponse
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.html.team import MAX_DETAILED, render_team_page
from cmcheckin.sharing.html.team_attention import MAX_LISTED, RECOGNISED_WINS
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareFile, ShareResponse, ShareWeek
from cmcheckin.sharing.team import TeamItem, build_person, build_team
from cmcheckin.wording import range_marks, team_page
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD
from tests.sharing.html import page_examples, team_made
from tests.sharing.html.parsing import Parsed

TODAY = date(2026, 11, 23)


def page(files: Sequence[ShareFile], unread: Sequence[UnreadFile] = (), today: date = TODAY) -> str:
    """Return the page of people with a file each."""
    return team_made.page(files, today, unread)


def needing(needs: Attention, file: ShareFile = page_examples.FULL) -> str:
    """Return the page of one person, with what needs the manager."""
    return render_team_page(build_team([[file]], TODAY), [build_person([file], TODAY)], needs, TODAY)


def said(html: str) -> str:
    """Return all its texts, without its style."""
    return " ".join(Parsed(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)).texts)


def test_what_needs_the_manager_comes_first_and_files_that_were_not_read_last() -> None:
    made = page(page_examples.people(), [UnreadFile("a.json", "it is empty")])
    parts = [re.sub("<.*?>", "", part) for part in re.findall(r"<h2[^>]*>(.*?)</h2>", made)]
    expected = ["Help asked for 3", "Asks awaiting an answer 3", "High and crisis escalations 1"]
    assert parts[:3] == expected
    rest = [re.sub(r" \d+$", "", part) for part in parts[3:]]
    order = ["Not thanked yet", "People", "More wins to celebrate", "Other open escalations", "Person by person"]
    assert [part for part in rest if part in order] == [part for part in order if part in rest]
    assert unescape(rest[-1]) == "Couldn't be read"
    for file in page_examples.people():
        assert file.help in said(made)
        assert file.name in said(made)


def test_the_contents_link_to_each_section_with_its_number() -> None:
    made = page(page_examples.people())
    nav = re.search('<nav aria-label="On this page">.*?</nav>', made)
    assert nav
    links = re.findall('<a href="#(.*?)">(.*?) <span class="count">(.*?)</span></a>', nav[0])
    headings = re.findall('<h2 id="(.*?)">.*? <span class="count">(.*?)</span></h2>', made)
    assert [(key, number) for key, _, number in links] == headings
    assert links[0] == ("help", "Help", "3")
    assert "<nav" not in page([])


def test_the_headline_names_what_needs_the_manager() -> None:
    heading = re.findall("<h1>(.*?)</h1>", page(page_examples.people()))
    assert heading == [
        "Three people asked for help, three asks are awaiting an answer, and one high escalation is open"
    ]
    assert "<h1>There are no share files here yet.</h1>" in page([])
    assert "<h1>Nothing needs you right now</h1>" in page([page_examples.QUIET])


def test_answers_and_recognition_make_the_headline_only_when_nothing_is_more_urgent() -> None:
    answer = TeamResponse("p-8c1f", "Ada", ShareResponse("r-1", "cover", "Thursday works", date(2026, 11, 20)))
    due = Recognition("p-8c1f", "Ada", page_examples.WINS)
    quiet = replace(page_examples.FULL, escalations=(), asks=(), help="")
    made = needing(Attention(responses=(answer,), recognition=(due,)), quiet)
    assert "<h1>One answer to your replies came back and one person has wins to be thanked for</h1>" in made
    asked = HelpRequest("p-8c1f", "Ada", "A day off", date(2026, 11, 22), None)
    assert "<h1>One person asked for help</h1>" in needing(Attention(help=(asked,), responses=(answer,)), quiet)


def test_an_answer_has_its_words_and_what_it_answers() -> None:
    answer = TeamResponse("p-8c1f", "Ada", ShareResponse("r-1", "cover", "Thursday works", date(2026, 11, 20)))
    text = said(needing(Attention(responses=(answer,))))
    for words_shown in ("Thursday works", "to your offer of cover", "Fri 20 Nov"):
        assert words_shown in text


def test_recognition_lists_three_wins_and_the_others_below() -> None:
    due = Recognition("p-8c1f", "Ada", page_examples.WINS)
    made = needing(Attention(recognition=(due,)))
    assert section(made, "due").count("<time") == 3
    assert "and 2 more" in section(made, "due")
    assert section(made, "wins").count("<time") == 2
    listed = section(made, "due") + section(made, "wins")
    for win in page_examples.WINS:
        assert listed.count(win.text) == 1


def test_stale_and_marked_entries_say_their_date() -> None:
    day = date(2026, 11, 3)
    asked = HelpRequest("p-8c1f", "Ada", "A day off", day, day, Mark("done", date(2026, 11, 2)))
    ask = TeamItem("p-8c1f", "Ada", page_examples.ASKS[0], 56, day, Mark("talk", date(2026, 11, 4)))
    made = needing(Attention(help=(asked,), asks=(ask,)))
    assert "as of 3 Nov" in section(made, "help")
    assert "marked done 2 Nov" in section(made, "help")
    assert "as of 3 Nov" in section(made, "asks")
    assert "to talk about" in section(made, "asks")


def test_severe_escalations_are_not_listed_twice() -> None:
    crisis = replace(page_examples.ESCALATIONS[0], id="e-9", severity=5, title="Threats")
    made = page([replace(page_examples.FULL, escalations=(crisis, *page_examples.ESCALATIONS))])
    assert [title in section(made, "severe") for title in ("Threats", "Spam wave in #help", "Angry thread")] == [
        True, True, False,
    ]  # fmt: skip
    assert [title in section(made, "open") for title in ("Threats", "Spam wave in #help", "Angry thread")] == [
        False, False, True,
    ]  # fmt: skip


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
    assert cells == ["", "Workloadabout right", "", "", "", "", ""]


def test_columns_nobody_shared_are_not_there() -> None:
    made = page([page_examples.QUIET])
    assert re.findall('<th scope="col">(.*?)</th>', made) == ["Name", "Workload"]


def test_a_row_names_its_week_when_it_is_not_the_latest_of_all() -> None:
    earlier = replace(page_examples.QUIET, person="p-9", weeks=(ShareWeek(Week(2026, 45), workload=2),))
    made = page([page_examples.QUIET, earlier])
    assert re.findall('<th scope="col">(.*?)</th>', made) == ["Name", "Workload"]
    assert re.findall('<span class="state">(.*?)</span>', section(made, "team")) == ["week 45"]


def test_nobody_is_ranked_or_scored() -> None:
    text = said(page(page_examples.people())).lower().replace("normal range", "")
    assert not re.search(r"\b(normal|must|should|failed|missed|score|rank|top|best|worst|burnout|why did)\b|!", text)


def test_very_many_wins_are_counted_rather_than_all_written_out() -> None:
    wins = tuple(replace(page_examples.WINS[1], id=f"w-{n}") for n in range(RECOGNISED_WINS + MAX_LISTED + 40))
    made = page([replace(page_examples.FULL, wins=wins)])
    assert "and 40 more in the files" in said(made)
    assert made.count("First-time poster answered three others") <= MAX_LISTED + RECOGNISED_WINS + 2


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
        wins=tuple(replace(page_examples.WINS[1], id=f"w-{n}") for n in range(RECOGNISED_WINS + number)),
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


def cells(html: str) -> list[list[str]]:
    """Return the cells of each row of the table of people, without the names of their columns."""
    rows = section(html, "team").split("<tr>")[2:]
    found = [
        [re.sub('<span class="label">.*?</span>', "", cell) for cell in re.findall("<td>(.*?)</td>", row)]
        for row in rows
    ]
    return [[re.sub("<.*?>", "", cell) for cell in row] for row in found]


def test_a_row_has_a_cell_for_each_figure_even_zero() -> None:
    week = replace(
        page_examples.WEEK, hours=30.0, days_not_said=0, after_hours_minutes=0, days_off_worked=0, night_pings=0
    )
    other = replace(page_examples.QUIET, person="p-9", weeks=(ShareWeek(Week(2026, 45)),), fields=("wins", "asks"))
    made = page([replace(page_examples.FULL, weeks=(week,)), other])
    assert re.findall('<th scope="col">(.*?)</th>', section(made, "team")) == list(team_page.TEAM_COLUMNS)
    zero = words.count_cell(0)
    assert sorted(cells(made)) == [
        [*[""] * 6, zero, zero],
        ["30 husually 39.5 h", words.rating_cell(4.2, WORKLOAD), words.time_cell(0), zero, zero, "2", "2", "5"],
    ]
    assert section(made, "team").count('class="zero"') == 5


@pytest.mark.parametrize(("not_said", "hours", "is_explained"), [(0, 30.0, False), (1, 30.0, True), (1, None, False)])
def test_a_partial_week_is_explained_above_the_table(not_said: int, hours: float | None, is_explained: bool) -> None:
    week = replace(page_examples.WEEK, hours=hours, days_not_said=not_said)
    made = section(page([replace(page_examples.FULL, weeks=(week,))]), "team")
    assert (team_page.TEAM_PART in made) is is_explained
    assert ('class="now part"' in made) is is_explained
    assert ("in part of the week" in made) is is_explained
    assert (team_page.team_note(12, 50) in made) is (hours is not None)
    assert range_marks.CANNOT_TELL in made


def test_figures_outside_a_persons_normal_range_are_marked_in_the_row_and_below() -> None:
    made = page(team_made.team(8), today=team_made.TODAY)
    [row] = [row for row in section(made, "team").split("<tr>") if "Chiara" in row]
    assert re.search('<strong class="away">64 h</strong><span class="note away">outside [0-9.]+ to [0-9.]+ h<', row)
    assert 'class="now over"' in row
    [other] = [row for row in section(made, "team").split("<tr>") if "Ada" in row]
    assert "away" not in re.sub("after.hours.*", "", other.partition("usually")[0])
    people = {
        name: part for part in section(made, "people").split("<article") for name in ("Chiara", "Farah") if name in part
    }
    mark = '<ul class="outside"><li>22.5 h, outside their normal range of [0-9.]+ to [0-9.]+ h'
    assert re.search(mark, people["Farah"])
    assert people["Chiara"].count("64 h, outside their normal range of") == 1  # in the evidence of a question
    person = people["Chiara"]
    assert 'class="bar now over"' in person


def test_a_mark_of_an_earlier_week_names_that_week() -> None:
    file = team_made.person(2)
    current = ShareWeek(Week(2026, 48), hours=8.0, usual_hours=8.0)
    made = page([replace(file, weeks=(*file.weeks, current), last=current.week.sunday)], today=current.week.monday)
    assert "week 47: 64 h, outside" in section(made, "team")
    assert "Week 47: 64 h, outside" in section(made, "people")


def test_leave_is_shown_as_leave_and_a_stale_row_says_its_date() -> None:
    made = page(team_made.team(10), today=team_made.TODAY)
    rows = section(made, "team").split("<tr>")
    assert [row.count("on leave until 4 Dec") for row in rows if "נועה" in row] == [1]
    assert [row.count("as of 1 Nov") for row in rows if "Jonas" in row] == [1]
    assert sum("on leave" in row for row in rows) == sum("as of" in row for row in rows) == 1
    assert team_page.TEAM_LEAVE in made


def test_a_trend_has_the_same_weeks_for_everybody() -> None:
    made = page(team_made.team(10, weeks=26), today=team_made.TODAY)
    trends = re.findall('<svg [^>]*class="weeks">(.*?)</svg>', section(made, "team"))
    counts = [
        len([one for one in re.findall("<rect [^>]*>", trend) if not re.search("band|leave", one)]) for trend in trends
    ]
    assert counts == [12] * 10
    [stale] = [row for row in section(made, "team").split("<tr>") if "Jonas" in row]
    assert [float(x) for x in re.findall('<rect x="([0-9.]+)" y="38" width="2"', stale)] == [74, 82, 90]


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
    assert "<title" in made
    assert "<svg" not in section(page([replace(file, weeks=(ShareWeek(Week(2026, 47), workload=3),))]), "people")


def test_details_beyond_a_number_are_left_to_their_own_files() -> None:
    files = [replace(page_examples.QUIET, person=f"p-{n:03}", name=f"Person {n:03}") for n in range(MAX_DETAILED + 5)]
    files[-1] = replace(files[-1], fields=("help",), help="A day off")
    made = page(files)
    assert section(made, "team").count("<tr>") == MAX_DETAILED + 6
    assert section(made, "people").count('<details class="person">') == MAX_DETAILED
    assert f"This page has the details of {MAX_DETAILED} people." in section(made, "people")
    assert [f"Person {n:03}" in section(made, "people") for n in (0, 58, 59, 63, 64)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    links = set(re.findall('href="#(person-[0-9]+)"', made))
    assert links == set(re.findall('id="(person-[0-9]+)"', made))
    assert len(links) == MAX_DETAILED
    assert "This page has" not in page(files[:MAX_DETAILED])


def test_a_page_of_a_thousand_people_stays_below_two_and_a_half_megabytes() -> None:
    files = [team_made.person(n) for n in range(50)]
    files = [replace(files[n % 50], person=f"p-{n}", name=f"Person {n}") for n in range(1_000)]
    assert len(page(files, today=team_made.TODAY).encode()) < 2_500_000


def test_what_is_missing_is_summed_up_at_the_top() -> None:
    made = team_made.page([page_examples.FULL], TODAY, (), "Two files")
    assert made.partition("</header>")[0].endswith("<p>Two files</p>")
    assert page([page_examples.FULL]).partition("</header>")[0].endswith("</h1>")
