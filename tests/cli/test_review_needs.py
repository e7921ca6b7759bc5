"""`review` as text and JSON for the manager of thirty: what needs them first, then people by name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.follow_up import PersonFollowUp, item_key
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import (
    FIELDS,
    Reply,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareResponse,
    ShareWeek,
    ShareWin,
)
from cmcheckin.wording import needs_you
from cmcheckin.wording.range_marks import CANNOT_TELL
from cmcheckin.wording.text_cells import cells
from tests.cli.cli_runs import Cli

LAST = Week(2026, 47)
TODAY = date(2026, 11, 23)
NAMES = (
    "Ada Okafor", "Ada Okafor", "李小龍と長い名前の人", "نور الهدى", "נועה כהן", "Zoë de Vries", "",
    "Maximiliane von Hohenstein-Falkenberg zu Neuburg", "Ben Castillo", "Kim Lee", "Sam Roe", "Hana Sato",
)  # fmt: skip
"""Names that repeat, are wide, are written from right to left, are missing or too long for a column."""


def share(n: int, back: int, hours: float, **fields: object) -> ShareFile:
    """Return the file of person `n` for the week `back` weeks before LAST."""
    week = LAST.shifted(-back)
    figures = ShareWeek(week, hours=hours, usual_hours=40.0, days_worked=5, after_hours_minutes=30, night_pings=0)
    made = datetime.combine(week.sunday, time(18), UTC)
    name = NAMES[n % len(NAMES)]
    shared = ShareFile(f"p-{n:02}-made-up", name, made, week.monday, week.sunday, FIELDS, (figures,))
    return replace(shared, **fields)  # type: ignore[arg-type]


def newest(n: int) -> ShareFile:
    """Return what person `n` shared last: a few with something to see, the others with a usual week."""
    day = LAST.monday
    ask = ShareEscalation(f"a-{n}", "Budget for a second moderator", day - timedelta(20), "ask", handed_to="finance")
    crisis = ShareEscalation(f"e-{n}", "Doxxing in a direct message", day + timedelta(3), "safety", 5)
    match n:
        case 0:
            return share(n, 0, 51.0)
        case 1:
            return share(n, 0, 40.0, help="Someone to cover Sunday nights until the launch is over")
        case 2:
            return share(n, 0, 40.0, asks=(ask,), escalations=(crisis, replace(crisis, id="e-low", severity=2)))
        case 3:
            answer = ShareResponse("r-1", "question", "Thursday would help, thank you", LAST.sunday)
            return share(n, 0, 40.0, responses=(answer,))
        case 4:
            win = ShareWin("w-4", LAST.sunday, "You were so patient with us", "thanks", "a member")
            return share(n, 0, 40.0, wins=(win,))
        case 5:
            return share(n, 0, 4.0, leave=(ShareLeave(day, day + timedelta(18), 14),))
        case 8:
            return share(n, 3, 40.0, help="A word from product before prices change", asks=(ask,))
        case 9:
            part = share(n, 0, 20.0)
            return replace(part, weeks=(replace(part.weeks[0], days_not_said=2),))
    return share(n, 0, 40.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of thirty people over half a year, and a question of the manager to one of them."""
    random = Random(2)
    (team := tmp_path / "team").mkdir()
    for n in range(30):
        for back in range(4 if n == 8 else 1, 26):
            made = share(n, back, 38 + random.randrange(17) / 4)
            (team / f"{n}-{made.weeks[0].week}.json").write_bytes(share_bytes(made))
        (team / f"{n}.json").write_bytes(share_bytes(newest(n)))
    asked = Reply(
        "r-1", "p-03-made-up", "question", "Would cover on Thursday help?", datetime(2026, 11, 20, 9, tzinfo=UTC)
    )
    (team / "reply-1.json").write_bytes(reply_bytes(asked))
    return team


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on the Monday after the last shared week."""
    return Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00")


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines below each heading of `text`."""
    found: dict[str, list[str]] = {"": []}
    for line in text.splitlines():
        if line and not line.startswith(" "):
            found[line.partition("  ")[0]] = []
        elif line:
            found[next(reversed(found))].append(line)
    return found


def test_the_text_opens_on_what_needs_the_manager(cli: Cli, folder: Path) -> None:
    done = cli("review", str(folder), "--plain")
    assert done.code == 0
    assert max(map(cells, done.lines)) <= 80
    assert done.lines[1] == "2 asked for help · 2 asks · 1 crisis · 1 answer · 1 to thank"
    found = sections(done.out)
    titles = list(needs_you.SECTIONS.values())
    assert [title for title in found if title in titles] == titles
    assert [" ".join(line.split()) for line in found[titles[0]]] == [
        "“A word from product before prices change” (Ben Castillo (p-08-m), as of 1",
        "Nov)",
        "“Someone to cover Sunday nights until the launch is over” (Ada Okafor",
        "(p-01-m))",
    ]
    assert found[titles[1]][0].startswith("  3 weeks   Budget for a second moderator (Ben Castillo (p-08-m),")
    assert "as of 1 Nov) [a-8]" in " ".join(found[titles[1]])
    assert found[titles[2]][0].startswith("  crisis    Doxxing in a direct message (")
    assert "to your question “Would cover on Thursday help?”" in " ".join(" ".join(found[titles[3]]).split())
    assert [line.split("  ", 2)[2].lstrip() for line in found[titles[4]]] == [
        "22 Nov  You were so patient with us [w-4]"
    ]
    assert needs_you.OTHERS_OPEN in found
    assert done.out.count("suggests a question") == 1, "those without a question are counted"


def test_people_are_listed_by_name_with_marks_leave_and_dates(cli: Cli, folder: Path) -> None:
    people = sections(cli("review", str(folder)).out)[needs_you.SECTIONS["people"]]
    assert people[0] == "  Outside their normal range: Ada Okafor (p-00-m) (hours)."
    rows = people[2:-2]
    by_name = [line for line in rows if line.startswith("  ") and line[2] != " "]
    assert len(by_name) == 30
    assert [line.split("  ")[1] for line in by_name[:2]] == ["unnamed p-06-m", "unnamed p-18-m"]
    ada = next(n for n, line in enumerate(rows) if "Ada Okafor (p-00-m)" in line)
    assert rows[ada].split()[-5:] == ["47", "51", "40", "30", "m"] or "51" in rows[ada]
    assert rows[ada + 1].startswith("    51 h, outside their normal range of 3")
    assert rows[ada + 1].endswith(" h (12 weeks)")
    [away] = [line for line in rows if "on leave" in line]
    assert away.endswith("47    on leave until 4 Dec")
    ben = next(n for n, line in enumerate(rows) if "Ben Castillo" in line and " 44 " in line)
    assert rows[ben + 1] == "    As of 1 Nov"
    [part] = [line for line in rows if "47~" in line]
    assert "Kim Lee" in part
    assert " ".join(" ".join(people[-2:]).split()) == CANNOT_TELL


def test_marked_entries_no_longer_need_the_manager(cli: Cli, folder: Path) -> None:
    store = FollowUpStore(cli.home / "follow-up.json", None)
    keys = (
        item_key("help", "p-01-made-up", newest(1).help), item_key("item", "p-02-made-up", "e-2"),
        item_key("win", "p-04-made-up", "w-4"), item_key("response", "p-03-made-up", "r-1"),
    )  # fmt: skip
    for key in keys:
        store.apply(lambda follow_up, key=key: follow_up.mark(key, "done", TODAY))  # type: ignore[misc]
    store.apply(lambda follow_up: follow_up.mark(item_key("item", "p-08-made-up", "a-8"), "talk", date(2026, 11, 20)))
    done = cli("review", str(folder))
    assert done.lines[1] == "1 asked for help · 2 asks"
    assert "to talk about) [a-8]" in " ".join(done.out.split())
    needs = cli("review", str(folder), "--json").document["needs"]
    assert {name: len(entries) for name, entries in needs.items()} == {
        "help": 1, "asks": 2, "escalations": 0, "responses": 0, "recognition": 0,
    }  # fmt: skip
    assert [(one["id"], one["marked"], one["marked_on"]) for one in needs["asks"]] == [
        ("a-8", "talk", "2026-11-20"), ("a-2", None, None),
    ]  # fmt: skip


def test_the_document_has_what_needs_the_manager_and_the_marks_of_each_person(cli: Cli, folder: Path) -> None:
    found = cli("review", str(folder), "--json").document
    assert found["needs"]["help"][0] == {
        "person": "p-08-made-up", "name": "Ben Castillo (p-08-m)", "text": "A word from product before prices change",
        "shared": "2026-11-01", "marked": None, "marked_on": None,
    }  # fmt: skip
    assert found["needs"]["recognition"][0]["id"] == "w-4"
    assert found["needs"]["responses"][0]["text"] == "Thursday would help, thank you"
    marks = {one["person"]: one["marks"] for one in found["people"]}
    [mark] = marks.pop("p-00-made-up")
    assert (mark["figure"], mark["value"], mark["weeks"], mark["week"]) == ("hours", 51, 12, "2026-W47")
    assert not any(marks.values())


def test_a_person_is_asked_the_same_on_the_screen_in_the_one_to_one_and_in_the_document(
    cli: Cli, tmp_path: Path
) -> None:
    for n in range(8):  # everybody shares the same
        shared = share(n, 0, 60.0)
        busy = replace(shared.weeks[0], days_off_worked=2, night_pings=3, after_hours_minutes=200)
        (tmp_path / f"{n}.json").write_bytes(share_bytes(replace(shared, weeks=(busy,))))
    people = json.loads(cli("review", str(tmp_path), "--json").out)["people"]
    asked = {each["person"]: [one["text"] for one in each["questions"]] for each in people}
    reading = TeamReader(read_folder([str(tmp_path)]), TODAY)
    reading.read_weeks()
    for person in asked:
        pages = reading.one_to_one(person, PersonFollowUp()), reading.history(person), reading.recent(person)
        assert [[one.text for one in page.questions] for page in pages if page] == [asked[person]] * 3
        page = cli("review", str(tmp_path), "--one-to-one", person).out
        assert all(text in page for text in asked[person])
    assert len(set(map(tuple, asked.values()))) == 8


def test_a_quiet_team_says_so(cli: Cli, tmp_path: Path) -> None:
    (quiet := tmp_path / "quiet").mkdir()
    (quiet / "ada.json").write_bytes(share_bytes(share(0, 0, 40.0)))
    assert cli("review", str(quiet)).lines[1] == needs_you.NOTHING_WAITS


def test_the_page_leaves_out_what_is_done_and_keeps_the_order(cli: Cli, folder: Path) -> None:
    page = cli("review", str(folder), "--html", "-").out
    titles = re.findall('<h2 id="[a-z]+">(.*?) <span', page)
    assert titles[: len(needs_you.SECTIONS)] == list(needs_you.SECTIONS.values())
    assert page.count(newest(1).help) > 1
    FollowUpStore(cli.home / "follow-up.json", None).apply(
        lambda follow_up: follow_up.mark(item_key("help", "p-01-made-up", newest(1).help), "done", TODAY)
    )
    after = cli("review", str(folder), "--html", "-").out
    assert '<h2 id="help">Help asked for <span class="count">1</span>' in after
    assert newest(1).help not in after.partition('<h2 id="people">')[0]


def test_a_folder_without_escalations_says_so_on_a_line_of_its_own(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "ada.json").write_bytes(share_bytes(replace(newest(5), fields=("wins",), escalations=())))
    lines = cli("review", str(tmp_path), "--plain").lines
    assert lines[1:3] == [needs_you.NOTHING_WAITS, "Nobody has shared escalations."]
