"""A made-up team and its share files, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareActivity, ShareEscalation, ShareFile, ShareWeek, ShareWin

LAST = Week(2026, 47)
NAMES = (
    "Ada Okafor", "Ben Castillo", "Chiara Lindqvist", "Dmitri Haddad", "Esra Yılmaz", "Farah Nguyen",
    "Goran Petrović", "Hana Sato", "Ines Moreau", "Jonas Weber", "Kofi Mensah", "Lena Fischer",
)  # fmt: skip
WINS = (
    ("First-time poster answered three others", "member", ""),
    ("Meetup filled in a day", "event", ""),
    ("You were so patient with us", "thanks", "a new member"),
    ("Guide to pull requests read by 400", "content", ""),
    ("Two regulars offered to moderate on Sundays", "team", ""),
    ("The roadmap call had no angry question", "product", ""),
)
CAME_IN = (
    ("Spam wave in #help", "conduct", 4, "trust & safety", "open"),
    ("Angry thread on the price change", "product", 3, "", "open"),
    ("Login was down for two hours", "outage", 5, "on-call", "resolved"),
    ("Doxxing attempt in a direct message", "safety", 5, "", "open"),
    ("Journalist asks about the layoffs", "press", 3, "comms", "watching"),
    ("Refund questions in the feature channel", "support", 2, "", "open"),
)
ASKED = (
    ("A public date for single sign-on", "product"),
    ("Captions for the recorded calls", ""),
    ("A moderator guide in Portuguese", ""),
)
HELP = ("Someone to take the night of the launch", "A word from product before prices change", "")


def person(n: int) -> str:
    """Return the id of the n-th person."""
    return f"p-{n:04d}-made-up"


def name(n: int) -> str:
    """Return the name of the n-th person."""
    return NAMES[n % len(NAMES)] + (f" {n // len(NAMES) + 1}" if n >= len(NAMES) else "")


def week_of(n: int, back: int) -> ShareWeek:
    """Return a person's figures for the week `back` weeks before the last."""
    at = (n * 7 + back * 5) % 11
    hours = 37.0 + at * 0.5 + (n % 4 == 0 and back < 3) * 7
    return ShareWeek(
        LAST.shifted(-back),
        days_not_said=int(at == 3),
        hours=hours,
        usual_hours=40.0 - n % 3,
        days_worked=5 + (at == 7),
        after_hours_minutes=(at * 25) % 200,
        days_off_worked=int(at == 7),
        night_pings=int(at > 8) + (n % 5 == 0 and back == 0),
        workload=2.8 + at * 0.15,
        escalations_opened=at % 4,
        escalations_resolved=at % 3,
        escalations_open=at % 3,
        minutes_on_escalations=at * 20,
        could_have_waited=at % 2,
        support_minutes=at * 12 if n % 3 == 1 else None,
        activities=(ShareActivity("moderation", 6 + at, 3, 1), ShareActivity("events", None, 1, 1)) if n == 0 else (),
        peer_minutes=90 if n == 0 else None,
        community=3.0 + at * 0.1 if n % 2 else None,
        community_feels=("excited about the meetup",) if n % 2 and back == 0 else (),
        energy="well below" if n == 5 and back == 0 else None,
    )


def share(n: int, back: int = 0) -> ShareFile:
    """Return a person's file of one week, made on its Sunday evening."""
    week = LAST.shifted(-back)
    monday = week.monday
    wins = tuple(
        ShareWin(f"w-{n}-{back}-{k}", monday + timedelta(k), *WINS[(n + back + k) % len(WINS)])
        for k in range(1 + (n + back) % 3)
    )
    held = tuple(
        _escalation(f"e-{n}-{k}", monday - timedelta(3 * k + n % 9), *CAME_IN[(n + k) % len(CAME_IN)], n)
        for k in range((n * 5 + back) % 3)
    )
    asks = tuple(
        ShareEscalation(f"a-{n}", ASKED[n % 3][0], monday - timedelta(5 * (n % 7)), "ask", handed_to=ASKED[n % 3][1])
        for _ in range(n % 3 == 0)
    )
    return ShareFile(
        person(n), name(n), datetime.combine(week.sunday, time(18), UTC), monday, week.sunday,
        ("hours", "workload", "wins", "escalations", "help", "after_hours", "nights", "asks"),
        (week_of(n, back),), wins, held, asks, HELP[n % 3] if n % 4 == 1 else "",
    )  # fmt: skip


def _escalation(
    id_: str, opened: date, title: str, kind: str, severity: int, handed_to: str, status: str, n: int
) -> ShareEscalation:
    resolved = opened + timedelta(1) if status == "resolved" else None
    return ShareEscalation(
        id_, title, opened, kind, severity, status, resolved, 30 + 10 * (n % 7), n % 5 == 0,
        "price change" if n % 2 else "", handed_to, "", n % 4 == 0,
    )  # fmt: skip


def team_files(people: int = 12, weeks: int = 12) -> Iterator[tuple[str, bytes]]:
    """Return the names and bytes of a file a person and week."""
    for n in range(people):
        for back in range(weeks):
            made = share(n, back)
            yield f"{name(n).split()[0].lower()}-{n}-{made.weeks[0].week}.json", share_bytes(made)


def write_team(folder: Path, people: int = 12, weeks: int = 12) -> int:
    """Write the files of a team, and return their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for file, data in team_files(people, weeks):
        (folder / file).write_bytes(data)
        total += len(data)
    return total
