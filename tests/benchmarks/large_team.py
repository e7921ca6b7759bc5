"""Share files of very many people, made from templates, since building each would take longer than reading them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin

LAST = Week(2026, 47)
PERSON, NAME = "p-00000000", "Person 00000000"
"""The id and the name in the templates."""


@lru_cache(maxsize=1024)
def template(last_back: int, weeks: int, variant: int) -> bytes:
    """Return a file of `weeks` weeks that ends `last_back` weeks before the last one."""
    covered = [LAST.shifted(-back) for back in range(last_back + weeks - 1, last_back - 1, -1)]
    first, last = covered[0].monday, covered[-1].sunday
    wins = [win for week in covered for win in _wins(week, variant)]
    came_in = [item for week in covered for item in _escalations(week, variant, covered[-1])]
    asks = (ShareEscalation("a-1", "A public date for single sign-on", first, "ask"),) if variant % 3 == 0 else ()
    fields = ("hours", "workload", "wins", "escalations", "help", "after_hours", "nights", "asks")
    made = datetime.combine(last, time(18, 30), UTC)
    figures = tuple(_figures(week, variant) for week in covered)
    help_line = "Someone to take the night of the launch" if variant % 4 == 0 else ""
    return share_bytes(
        ShareFile(PERSON, NAME, made, first, last, fields, figures, tuple(wins), tuple(came_in), asks, help_line)
    )


def _figures(week: Week, variant: int) -> ShareWeek:
    at = (week.monday.toordinal() // 7 * 5 + variant * 7) % 11
    return ShareWeek(
        week, int(at == 3), 37 + at / 2, 40, 5, at * 25, int(at == 7), int(at > 8), 2.8 + at / 8, at % 4, at % 3,
        at % 3, at * 20, at % 2,
    )  # fmt: skip


def _wins(week: Week, variant: int) -> list[ShareWin]:
    day = week.monday
    return [
        ShareWin(f"w-{day}-{n}", day + timedelta(n), "First-time poster answered three others", "member")
        for n in range(1 + (day.toordinal() // 7 + variant) % 3)
    ]


def _escalations(week: Week, variant: int, last: Week) -> list[ShareEscalation]:
    """Return one of the week, which is still open if that is the last week of its file."""
    opened = week.monday + timedelta(variant % 5)
    resolved = None if week == last else opened + timedelta(1)
    status = "open" if resolved is None else "resolved"
    return [ShareEscalation(f"e-{opened}", "Spam wave in #help", opened, "conduct", 3, status, resolved, 45)]


def write_large_team(folder: Path, people: int, weeks: int, weeks_a_file: int) -> int:
    """Write the files of `people`, each with `weeks_a_file` of their `weeks` weeks, and return their size in bytes."""
    total = 0
    folder.mkdir(parents=True, exist_ok=True)
    old = 1_700_000_000
    for n in range(people):
        for back in range(0, weeks, weeks_a_file):
            data = template(back, min(weeks_a_file, weeks - back), n % 3)
            data = data.replace(b"00000000", b"%08d" % n, 2)
            path = f"{folder}/person-{n:04d}-{LAST.shifted(-back)}.json"
            with open(path, "wb", buffering=0) as file:  # noqa: PTH123
                file.write(data)
            os.utime(path, (old, old))
            total += len(data)
    os.utime(folder, (old, old))
    return total
