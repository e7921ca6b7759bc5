"""Backups thin out to the last of 7 days, 4 weeks and 12 months, whatever days they were made on."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal.backups import PERIODS, Backup, keep
from tests.journal.journal_home import DAY

DAYS = st.integers(-900, 0).map(lambda n: DAY + timedelta(n))
BACKUPS = st.sets(st.builds(lambda day, number: Backup(day, number, f"{day}.{number}"), DAYS, st.integers(0, 2)))
AHEAD = st.sets(st.integers(1, 900).map(lambda n: Backup(DAY + timedelta(n), 0, "")), max_size=40)
DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = (most for most, _ in PERIODS)


def each_day(count: int) -> set[Backup]:
    return {Backup(DAY - timedelta(n), 1, "") for n in range(count)}


def test_daily_backups_of_two_years_leave_7_days_4_weeks_and_12_months() -> None:
    assert (DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT) == (7, 4, 12)
    kept = sorted(backup.day for backup in keep(each_day(730), DAY))
    days = [DAY - timedelta(n) for n in range(6, -1, -1)]
    weeks = [date(2026, 11, 1), date(2026, 11, 8)]  # the other two are among the days
    months = [date(2025, 12, 31), *(date(2026, month, 1) - timedelta(1) for month in range(2, 12))]
    assert kept == sorted({*days, *weeks, *months})


@given(BACKUPS)
def test_the_last_backup_of_each_of_the_last_days_weeks_and_months_is_kept(backups: set[Backup]) -> None:
    kept = keep(backups, DAY)
    assert kept <= backups
    assert len({backup for backup in kept if backup.day < DAY}) <= DAYS_KEPT + WEEKS_KEPT + MONTHS_KEPT
    for most, period in PERIODS:
        for wanted in sorted({period(backup.day) for backup in backups}, reverse=True)[:most]:  # type: ignore[type-var]
            assert max(backup for backup in backups if period(backup.day) == wanted) in kept


@given(BACKUPS)
def test_thinning_each_day_keeps_what_thinning_once_would(backups: set[Backup]) -> None:
    there: set[Backup] = set()
    for backup in sorted(backups):
        there = keep({*there, backup}, backup.day)
    assert keep(there, DAY + timedelta(1)) == keep(backups, DAY + timedelta(1))


@given(BACKUPS, AHEAD)
def test_backups_dated_ahead_push_no_other_out(backups: set[Backup], ahead: set[Backup]) -> None:
    kept = keep(backups | ahead, DAY)
    assert kept - ahead == keep(backups, DAY)
    assert bool(kept & ahead) == bool(ahead)


@given(BACKUPS, st.integers(-900, 0))
def test_a_clock_that_ran_behind_pushes_out_no_good_backup(backups: set[Backup], behind: int) -> None:
    good = keep(backups, DAY + timedelta(1))
    now = DAY + timedelta(behind)
    kept = keep({*good, Backup(now, 9, "")}, now)
    assert {backup for backup in good if backup.day > now} <= kept
