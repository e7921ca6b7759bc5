"""Every number of the report, calculated again from the JSON lines of the records."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.records import Records, decode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.report.draft import draft_report
from cmcheckin.report.model import Report

FROM, TO, NOW = "2026-11-16", "2026-11-22", "2026-11-20"
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Raw = dict[str, Any]


def made(random: Random) -> list[Raw]:
    """Return five weeks of JSON records with gaps."""
    found: list[Raw] = []
    for n in range(-21, 14):
        day = (date(2026, 11, 16) + timedelta(n)).isoformat()
        kinds = ("thanks", "event", "self", None)
        names = [f"w-{n}-{k}" for k in range(random.randrange(3))]
        wins = [
            {"id": name, "text": name, "kind": random.choice(kinds), "from": random.choice(("Ada", None))}
            for name in names
        ]
        if random.random() < 0.7:
            mood = random.choice((None, 2, 3, 4))
            found.append({"type": "checkin", "date": day, "community": {"mood": mood}, "wins": wins, "mood": 1})
        if random.random() < 0.7:
            late, hours = random.choice((None, 0, 15, 75)), random.choice((None, 8, 20))
            found.append({"type": "workday", "date": day, "kind": "work", "hours": hours, "after_hours_minutes": late})
        for k in range(random.choice((0, 0, 1, 2))):
            at = f"{day}T{random.randrange(24):02}:30:00+01:00"
            one: Raw = {"type": "escalation", "id": f"e-{n}-{k}", "title": f"title {n} {k}", "opened": at}
            one["kind"] = random.choice((None, "conduct", "support", "support", "ask"))
            one["minutes"] = random.choice((None, 0, 10, 90))
            one["cause"] = random.choice((None, "mails", "prices"))
            one["severity"] = random.choice((None, 1, 4, 5))
            one["status"] = random.choice(("open", "watching", "resolved"))
            later = datetime.fromisoformat(at) + timedelta(days=random.randrange(9))
            if one["status"] == "resolved" and later.date() <= date.fromisoformat(NOW):
                one["resolved"] = later.isoformat()
            found.append(one)
    return found


def number(word: str) -> int:
    """Read `three` or `1,200`."""
    low = word.lower()
    return WORDS.index(low) if low in WORDS else int(low.replace(",", ""))


def minutes(text: str) -> int:
    """Read the first duration in a line, such as `1 h 5 min`, in minutes."""
    hours, rest = re.findall(r"(?:(\d+) h)?(?: ?(\d+) min)?", text[re.search(r"\d+ (?:h|min)", text).start() :])[0]  # type: ignore[union-attr]
    return 60 * int(hours or 0) + int(rest or 0)


def said(report: Report, id_: str) -> str | None:
    """Return the line with this id."""
    return next((line.text for line in report.lines if line.id == id_), None)


def day(one: Raw, moment: str = "opened") -> str:
    """Return the user's day of a moment, which starts at four."""
    return str((datetime.fromisoformat(one[moment]) - timedelta(hours=4)).date())


def night(one: Raw) -> str | None:
    """Return the date on which the night of a ping began, for working hours of 9 to 18."""
    at = datetime.fromisoformat(one["opened"])
    return str((at - timedelta(hours=6)).date()) if at.hour >= 22 or at.hour < 6 else None


def usual(one: Raw) -> bool:
    at = datetime.fromisoformat(one["opened"])
    return at.weekday() < 5 and 9 <= at.hour < 18


def still(one: Raw) -> bool:
    return bool(day(one) <= NOW and one["status"] != "resolved")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_each_number_is_there_again(seed: int) -> None:
    raw = [json.loads(json.dumps(one)) for one in made(Random(seed))]
    report = draft_report(
        Records.of([decode(one) for one in raw]),
        date.fromisoformat(FROM),
        date.fromisoformat(TO),
        date.fromisoformat(NOW),
        Schedule(),
    )
    kept = [one for one in raw if one["type"] == "escalation"]
    came = [one for one in kept if FROM <= day(one) <= TO and one["kind"] != "ask"]
    numbers_of_what_came(report, came)
    numbers_of_time(report, came)
    left = [one for one in kept if still(one) and one["kind"] != "ask"]
    line = said(report, "still-open")
    assert (number(line.split()[0]) if line else 0) == len(left)
    grave, earlier = (sum((one["severity"] or 0) > 3 for one in left), sum(day(one) < FROM for one in left))
    if line and len(left) > 3:
        told = re.search(r", (\S+) of them (?:high|a crisis)", line)
        assert (len(left) if told and told[1] == "all" else number(told[1]) if told else 0) == grave
        told = re.search(r"\. (\S+) came in earlier", line)
        assert (len(left) if told and told[1] == "All" else number(told[1]) if told else 0) == earlier
    broken = [one for one in kept if night(one) and FROM <= day(one) <= TO]
    line = said(report, "nights")
    assert (number(line.split()[0]) if line else 0) == len(broken)
    if line and len(broken) > 1:
        assert number(line.split()[-2]) == len({night(one) for one in broken})
    numbers_of_days(report, raw)
    asks = [one for one in kept if one["kind"] == "ask" and (still(one) or closed(one))]
    told_asks = {line.id for line in report.lines if line.id.startswith("ask-")}
    assert told_asks == {f"ask-{one['id']}" for one in asks}


def closed(one: Raw) -> bool:
    """Return whether it was resolved in the week, or opened in it and resolved on an unknown day."""
    on = day(one, "resolved" if one.get("resolved") else "opened")
    return bool(one["status"] == "resolved" and FROM <= on <= TO)


def numbers_of_what_came(report: Report, came: list[Raw]) -> None:
    line = said(report, "came-in")
    assert (number(line.split()[0]) if line else 0) == len(came)
    if line and ":" in line:
        kinds = {"conduct": "about conduct", "support": "about support", None: "without a kind"}
        for kind, words in kinds.items():
            told = re.search(rf"(\S+) {words}", line)
            assert (number(told[1]) if told else 0) == sum(one["kind"] == kind for one in came)
    if line and len(came) > 1:
        for severity, name in ((4, "high"), (5, r"(?:a crisis|crises)")):
            told = re.search(rf"(\w+) (?:was|were) {name}", line)
            assert (number(told[1]) if told else 0) == sum(one["severity"] == severity for one in came)
    outside = [one for one in came if not usual(one)]
    line = said(report, "outside")
    assert bool(line) == bool(outside)
    if line and len(outside) < len(came):
        assert (number(line.split()[0]), number(line.split()[2])) == (len(outside), len(came))


def numbers_of_time(report: Report, came: list[Raw]) -> None:
    total = sum(one["minutes"] or 0 for one in came)
    line = said(report, "minutes")
    assert (minutes(line) if line else 0) == total
    if line and (told := re.search(r"for (\S+) of (\S+)\.", line)):
        assert (number(told[1]), number(told[2])) == (sum(bool(one["minutes"]) for one in came), len(came))
    elif line:
        assert all(one["minutes"] for one in came)
    parts = {cause: said(report, f"minutes-{cause}") for cause in ("mails", "prices", "")}
    for cause, text in parts.items():
        of = [one for one in came if (one["cause"] or "") == cause and one["minutes"]]
        if text:
            assert minutes(text) == sum(one["minutes"] for one in of)
            assert number(re.findall(r"\((\S+) ", text)[0]) == len(of)
    if any(parts.values()):
        assert sum(minutes(text) for text in parts.values() if text) == total
    support = [one for one in came if one["kind"] == "support"]
    line = said(report, "support")
    assert (number(line.split()[0]) if line else 0) == len(support)
    spent = sum(one["minutes"] or 0 for one in support)
    assert (minutes(line) if line and " took " in line else 0) == spent


def numbers_of_days(report: Report, raw: list[Raw]) -> None:
    days = [one for one in raw if FROM <= one.get("date", "") <= TO]
    late = [one for one in days if one["type"] == "workday" and one["after_hours_minutes"] and one["hours"] != 20]
    line = said(report, "after-hours")
    assert (minutes(line) if line else 0) == sum(one["after_hours_minutes"] for one in late)
    if line:
        assert number(line.split()[-2]) == len(late)
    mornings = [one for one in days if one["type"] == "checkin"]
    wins = [win for one in mornings for win in one["wins"] if win["kind"] != "self"]
    told_wins = [line.id for line in report.lines if line.id.startswith("win-")]
    assert told_wins == [f"win-{win['id']}" for win in wins]
    thanks = sum(win["kind"] == "thanks" for win in wins)
    line = said(report, "praise")
    often = {"once": 1, "twice": 2}
    word = line.split()[3].rstrip(".,") if line else ""
    assert (often.get(word) or number(word) if line else 0) == thanks
    moods = [one["community"]["mood"] for one in mornings if one["community"]["mood"]]
    line = said(report, "felt")
    assert bool(line) == bool(moods)
    for value, name in ((2, "low"), (3, "okay"), (4, "good")):
        told = re.search(rf"{name} on (\S+?)[ ,.]", line or "", re.IGNORECASE)
        assert (number(told[1]) if told else 0) == moods.count(value)
    if line and " of " in line:
        assert number(re.findall(r" of (\S+) ", line)[0]) == len(moods)
