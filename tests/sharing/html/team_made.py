"""Made-up teams of any size for the team's page: leave, stale files, equal names, other scripts, partial weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.attention import Attention, TeamResponse, attention
from cmcheckin.sharing.follow_up import FollowUp
from cmcheckin.sharing.html.team import render_team_page
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareLeave, ShareWeek, ShareWin
from cmcheckin.sharing.team import Team, build_person, build_team, with_team_names
from tests.sharing import team_examples
from tests.sharing.team_examples import LAST

TODAY = LAST.sunday + timedelta(1)
NAMES: Final = (
    "Ada Okafor", "Ben Castillo", "Chiara Lindqvist", "王小明", "נועה לוי", "Farah Nguyen", "Sam Lee", "Sam Lee",
    "عمر حداد", "Jonas Weber", "Kofi Mensah", "María José de la Cruz y Fernández-Villaverde",
)  # fmt: skip
HELP: Final = (
    "Someone to take the evening watch on Thursdays until the price change has settled.",
    "A word from product before prices change.",
    "我需要有人周末值班。",
)
WINS: Final = (
    ("Your calm answers kept the launch thread friendly. Thank you for staying.", "thanks", "Priya, support"),
    ("First-time poster answered three others", "member", ""),
    ("Meetup in Leipzig filled in a day", "event", ""),
    ("The onboarding guide is read by 400 people a week", "content", ""),
)
SEVERE: Final = (
    (5, "Doxxing attempt in a direct message", 5, ""),
    (7, "Spam wave in #help", 4, "trust & safety"),
    (10, "Threats against a moderator", 4, ""),
)
FIELDS: Final = ("hours", "workload", "wins", "escalations", "help", "leave", "after_hours", "nights", "asks")


def hours_of(n: int, back: int) -> float:
    """Return the hours of a person in the week `back` weeks before the last. The third person's last week is far
    outside their range, the sixth's below it."""
    if back == 0 and n % 12 in (2, 5):
        return 64.0 if n % 12 == 2 else 22.5
    return 38.0 + (n * 3 + back * 5) % 7 + (0.5 if (n + back) % 3 == 0 else 0.0)


def person(n: int, weeks: int = 12) -> ShareFile:
    """Return the file of the n-th person of a team, with their last `weeks` weeks."""
    last = LAST.shifted(-3) if n % 12 == 9 else LAST
    shown = tuple(_week(n, last.shifted(-back), back) for back in range(weeks - 1, -1, -1))
    made = datetime.combine(last.sunday, time(18), UTC)
    one = team_examples.share(n, 0)
    leave: tuple[ShareLeave, ...] = ()
    if n % 12 == 4:
        leave = (ShareLeave(LAST.monday + timedelta(3), LAST.sunday + timedelta(12), 10),)
    if n % 12 == 7:
        leave = (ShareLeave(TODAY + timedelta(14), TODAY + timedelta(18), 5),)
    wins = tuple(
        ShareWin(f"w-{n}-{k}", last.monday + timedelta(k), *WINS[(n + k) % len(WINS)]) for k in range(n % 3 + n % 2)
    )
    severe = tuple(
        ShareEscalation(
            f"s-{n}", title, last.monday - timedelta(n % 5), "conduct", severity, "open", handed_to=whose, minutes=90
        )
        for at, title, severity, whose in SEVERE
        if n % 12 == at
    )
    return replace(
        one,
        name=NAMES[n % 12] if n < 12 else f"{team_examples.name(n)}",
        made=made,
        first=shown[0].week.monday,
        last=last.sunday,
        fields=FIELDS,
        weeks=shown,
        wins=wins,
        escalations=(*severe, *one.escalations),
        help=HELP[n % 3] if n % 12 in (1, 3, 6) else "",
        leave=leave,
    )


def _week(n: int, week: Week, back: int) -> ShareWeek:
    made = team_examples.week_of(n, back)
    is_partial = n % 12 == 8 and back == 0
    is_leave = n % 12 == 4 and back == 0
    hours = 24.0 if is_partial or is_leave else hours_of(n, back)
    return replace(
        made, week=week, hours=hours, usual_hours=40.0, days_not_said=2 if is_partial else 0,
        days_worked=3 if is_partial or is_leave else 5,
    )  # fmt: skip


def team(people: int, weeks: int = 12) -> list[ShareFile]:
    """Return the files of a team, one for each of `people`."""
    return [person(n, weeks) for n in range(people)]


def needs(
    team: Team, today: date, follow_up: FollowUp | None = None, responses: Iterable[TeamResponse] = ()
) -> Attention:
    """Return what `team` needs of its manager."""
    return attention(team, team.wins, follow_up or FollowUp(), (), responses, today)


def page(
    files: Sequence[ShareFile],
    today: date = TODAY,
    unread: Sequence[UnreadFile] = (),
    missing: str = "",
    responses: Iterable[TeamResponse] = (),
) -> str:
    """Return the page of people with a file each."""
    whole = build_team([[one] for one in files], today)
    people = with_team_names([build_person([one], today) for one in files], whole)
    by_name = sorted(people, key=lambda one: [row.person for row in whole.rows].index(one.row.person))
    return render_team_page(whole, by_name, needs(whole, today, responses=responses), today, unread, missing)
