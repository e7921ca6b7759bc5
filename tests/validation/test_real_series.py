"""Replay series made by hand: interchange files and commits."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.records import Records, encode
from cmcheckin.domain.workday import Workday
from tests.validation.__main__ import main
from tests.validation.real_series import real_person, records_of_commits, weeks_of_long_hours
from tests.validation.validating import person

MONDAY = date(2026, 3, 2)


def commits(*texts: str) -> Records:
    return records_of_commits(map(datetime.fromisoformat, texts))


def test_a_day_lasts_from_its_first_commit_to_its_last_and_half_an_hour() -> None:
    [day] = commits("2026-03-02T16:40:00+01:00", "2026-03-02T09:10:00+01:00", "2026-03-02T12:00:00+01:00").workdays
    assert day == Workday(MONDAY, "work", 8.0, time(9, 10), time(16, 40), 0)


def test_commits_in_the_evening_and_at_weekends_are_after_hours() -> None:
    evening, sunday = commits(
        "2026-03-06T10:00:00+01:00", "2026-03-06T18:30:00+01:00", "2026-03-08T10:00:00+01:00"
    ).workdays
    assert (evening.hours, evening.after_hours_minutes) == (9.0, 15)
    assert (sunday.hours, sunday.start, sunday.after_hours_minutes) == (0.5, None, 15)


def test_commits_at_night_are_one_escalation_and_a_day_has_at_most_fourteen_hours() -> None:
    found = commits("2026-03-02T00:20:00-05:00", "2026-03-02T05:59:00-05:00", "2026-03-02T23:00:00-05:00")
    [night], [day] = found.escalations, found.workdays
    assert (night.minutes, night.severity, night.opened) == (45, 2, datetime.fromisoformat("2026-03-02T00:20-05:00"))
    assert day.hours == 14
    assert day.after_hours_minutes == 45


def test_days_without_a_commit_are_not_logged_and_check_ins_follow_days_that_are() -> None:
    found = commits("2026-03-02T10:00:00+00:00", "2026-03-05T10:00:00+00:00")
    one = real_person("somebody", found)
    assert [day.date for day in one.records.workdays] == [MONDAY, MONDAY + timedelta(3)]
    assert [morning.date for morning in one.records.checkins] == [MONDAY + timedelta(1), MONDAY + timedelta(4)]


def test_long_weeks_are_those_of_55_hours() -> None:
    days = [Workday(MONDAY + timedelta(n), "work", 11 if n < 5 else 10.9) for n in (*range(5), *range(7, 12))]
    assert weeks_of_long_hours(Records.of(days)) == [MONDAY]


def test_a_replayed_file_shows_its_interruptions_its_long_weeks_and_its_own_chance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "somebody.jsonl"
    records = person("release crunch", 0, 7).records
    file.write_text("".join(json.dumps(encode(record)) + "\n" for record in records))
    assert main(["--replay", str(file)]) == 0
    first, a_year, own, long_weeks, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("somebody.jsonl: 0.5 years")
    assert float(a_year.split()[0]) > 2
    assert "shuffled" in own
    assert re.fullmatch(r"  ([1-9]) weeks of 55 h or more; \1 are in the weekly view", long_weeks)


def test_a_repository_is_replayed_for_the_author_of_most_commits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Ada"]
    subprocess.run([*git, "init", "-q"], check=True)
    for n, mail in enumerate(["often@example.org"] * 3 + ["once@example.org"]):
        at = f"2026-03-{2 + n:02d}T10:00:00+00:00"
        command = [*git, "-c", f"user.email={mail}", "commit", "-q", "--allow-empty", "-m", "Work", f"--date={at}"]
        subprocess.run(command, check=True)
    assert main(["--git", str(tmp_path)]) == 0
    assert "from 2026-03-02" in capsys.readouterr().out
    assert main(["--git", str(tmp_path), "--author", "once@example.org"]) == 0
    assert "from 2026-03-05" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "no records to replay"), ("{}\n", "line 1: type"), ('{"type": "workday"}\nnothing\n', "line 1")],
    ids=["empty", "not a record", "no date"],
)
def test_a_file_that_cannot_be_replayed_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text(text)
    with pytest.raises(SystemExit, match=f"broken.jsonl.*{message}"):
        main(["--replay", str(file)])


def test_a_folder_that_is_no_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="not a git repository"):
        main(["--git", str(tmp_path)])
