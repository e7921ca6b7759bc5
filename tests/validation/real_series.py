"""Replay real records: how often they are interrupted, and whether their longest weeks are in the weekly view.

A series is an interchange file, or the hours that the commits of one author imply. Beside it, its own weeks are
shuffled: what nudges find in those is habit and chance.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from statistics import fmean
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge import Nudge
from cmcheckin.domain.records import Record, Records, decode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.validation.null_years import shuffled
from tests.validation.simulated_life import Person
from tests.validation.validating import nudges_of

SHUFFLES: Final = 5
LONG_WEEK: Final = 55.0
AFTER_LAST: Final = 0.5
"""Hours added to the time from the first to the last commit of a day."""
MOST_HOURS: Final = 14.0
MINUTES_A_COMMIT: Final = 15
OFFICE: Final = range(9, 18)
NIGHT: Final = (22, 6)
YEAR: Final = 365.25


def replay_lines(files: Sequence[Path], folder: Path | None, author: str) -> list[str]:
    """Return the report on the interchange `files`, and on the commits of `author` in the repository `folder`.

    Raises SystemExit with a message if one can't be read or has no records.
    """
    series = [(file.name, _records(file)) for file in files]
    if folder is not None:
        series.append((f"commits in {folder.name}", records_of_commits(_commit_times(folder, author))))
    return [line for name, records in series for line in _report(name, records)]


def _report(name: str, records: Records) -> list[str]:
    if not len(records):
        raise SystemExit(f"{name}: no records to replay.")
    one = real_person(name, records)
    nudges = list(nudges_of(one))
    interruptions = [nudge for nudge in nudges if nudge.level != "note"]
    years = one.days / YEAR
    (chattiest, most), *_ = Counter(nudge.on.year for nudge in interruptions).most_common(1) or [(one.first.year, 0)]
    long_weeks = weeks_of_long_hours(records)
    hidden = [monday for monday in long_weeks if not is_in_weekly_view(monday, nudges)]
    own = [
        sum(nudge.level != "note" for nudge in nudges_of(shuffled(one, seed))) / years
        for seed in range(1, SHUFFLES + 1)
    ]
    kinds = Counter(nudge.finding.kind for nudge in interruptions)
    return [
        f"{name}: {years:.1f} years from {one.first}",
        f"  {len(interruptions) / years:.2f} interruptions a year; {most} in {chattiest}, the most of any year",
        f"  {fmean(own):.2f} a year with its own weeks shuffled ({min(own):.2f} to {max(own):.2f}, {SHUFFLES} orders)",
        f"  {len(long_weeks)} weeks of {LONG_WEEK:g} h or more; {len(long_weeks) - len(hidden)} are in the weekly view",
        *(f"    not in the weekly view: week of {monday}" for monday in hidden),
        *(f"    {count / years:5.2f} a year {kind}" for kind, count in kinds.most_common()),
        "",
    ]


def real_person(name: str, records: Records) -> Person:
    """Return the person whose `records` these are, with the default schedule.

    Nudges come with a check-in. If there are none, the person checks in on the morning after each day logged.
    """
    days = sorted({record.day for record in records})
    if not len(records.checkins):
        mornings = [CheckIn(day + timedelta(1), workload=3) for day in days]
        records = Records.of([*records, *mornings])
    return Person(name, 0, Schedule(), days[0], (days[-1] - days[0]).days + 1, records)


def weeks_of_long_hours(records: Records) -> list[date]:
    """Return the Monday of each week with 55 h or more."""
    hours: dict[date, float] = defaultdict(float)
    for day in records.workdays:
        hours[day.date - timedelta(day.date.weekday())] += day.counted_hours or 0.0
    return [monday for monday, total in sorted(hours.items()) if total >= LONG_WEEK]


def is_in_weekly_view(monday: date, nudges: Iterable[Nudge]) -> bool:
    """Return whether a nudge about hours was shown on a morning that saw part of the week: Tuesday to next Monday."""
    return any(
        nudge.finding.family == "hours" and 1 <= (nudge.on - monday).days <= 7 and not nudge.finding.good_news
        for nudge in nudges
    )


def _records(file: Path) -> Records:
    found: list[Record] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise SystemExit(f"{file}: {error}") from None
    for number, line in enumerate(lines, 1):
        try:
            found += [decode(json.loads(line))] if line.strip() else []
        except (ValueError, Refused) as error:
            raise SystemExit(f"{file}, line {number}: {error}") from None
    return Records.of(found)


def _commit_times(folder: Path, author: str) -> list[datetime]:
    """Return when `author` made commits, by default the author of most of them. Times keep their own offset."""
    done = subprocess.run(
        ["git", "-C", str(folder), "log", "--format=%ae %aI"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{folder}: {done.stderr.strip()}")
    commits = [tuple(line.rsplit(" ", 1)) for line in done.stdout.splitlines()]
    author = author or Counter(mail for mail, _ in commits).most_common(1)[0][0] if commits else author
    return sorted(datetime.fromisoformat(at) for mail, at in commits if mail == author)


def records_of_commits(times: Iterable[datetime]) -> Records:
    """Return the workdays that commits at `times` imply, and an escalation for each day with some at night.

    A day lasts from its first to its last commit and half an hour more, at most 14 hours. Each commit outside 9 to 18
    or at a weekend is 15 minutes of after-hours work. Days without a commit aren't logged.
    """
    by_day: dict[date, list[datetime]] = defaultdict(list)
    for at in times:
        by_day[at.date()].append(at)
    found: list[Record] = []
    for day, commits in by_day.items():
        commits.sort(key=datetime.time)
        first, last = _minute(commits[0].time()), _minute(commits[-1].time())
        hours = round(min((last - first) / 60 + AFTER_LAST, MOST_HOURS) * 4) / 4
        late = sum(at.hour not in OFFICE or day.weekday() >= 5 for at in commits)
        minutes = min(late * MINUTES_A_COMMIT, int(hours * 60))
        has_span = last > first
        start, end = (commits[0].time(), commits[-1].time()) if has_span else (None, None)
        found.append(Workday(day, "work", hours, _to_minute(start), _to_minute(end), minutes))
        night = [at for at in commits if at.hour >= NIGHT[0] or at.hour < NIGHT[1]]
        if night:
            minutes = MINUTES_A_COMMIT * len(night)
            found.append(Escalation(f"e-{day}-1", "Work at night", night[0], "other", 2, minutes))
    return Records.of(found)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _to_minute(at: time | None) -> time | None:
    return at.replace(second=0, microsecond=0) if at else None
