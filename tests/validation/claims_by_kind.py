"""List the check of the claims of each kind of nudge. Those about rest are here, the others in modules beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from tests.validation.claims import COUNT, DAY, Case, Check, N, about, number, short_day
from tests.validation.claims_about_hours import HOURS
from tests.validation.claims_about_people import PEOPLE
from tests.validation.recounting import binomial


def no_day_off(c: Case) -> None:
    r, level = c.recount, c.finding.level
    run = [day for day in r.span((r.on - c.finding.first).days, 1) if r.busy(day)]
    days = r.span((r.on - c.finding.first).days, 1)
    unlogged = [day for day in days if day not in run]
    c.lists({day: r.hours(day) or 0.0 for day in run}, "h")
    assert all(day not in r.rows and r.usual_workday(day) for day in unlogged), "a day between that was logged"
    assert c.finding.last == r.day(1)
    short = sum((r.hours(day) or 0.0) < 2 for day in run)
    off_hours = sum(r.hours(day) or 0.0 for day in run if not r.usual_workday(day))
    assert any(not r.usual_workday(day) for day in run)
    less = "each for under 2 h" if short == len(run) else rf"(?P<short>{COUNT}) of them for under 2 h"
    less = f", {less}" if short else ""
    since = rf"since (?P<since>{DAY})"
    found = c.read(
        "facts",
        rf"You've worked (?P<worked>\d+) days in a row {since}{less}\.",
        rf"You've worked on (?P<worked>\d+) of the (?P<run>\d+) days {since}{less}\. (?P<who>.+) (?:is|are)n't "
        r"logged\.",
    )
    assert found["since"] == short_day(run[0])
    assert int(found["worked"]) == len(run) == c.numbers["worked_days"]
    assert c.numbers["short_days"] == short == number(found.get("short", "no" if short < len(run) else str(short)))
    assert c.numbers["days_not_said"] == len(unlogged)
    assert c.numbers["run_days"] == len(days) == int(found.get("run", len(run)))
    c.near(c.numbers["off_day_hours"], off_hours)
    if unlogged:
        assert level == "note"
        named = " and ".join(map(short_day, unlogged)) if len(unlogged) < 3 else None
        assert found["who"] == named or number(found["who"].removesuffix(" days")) == len(unlogged)
        c.same("question", "Was that a day off?" if len(unlogged) == 1 else "Was one of those a day off?")
    else:
        days_off = [day for day in r.span(14, 1) if not r.usual_workday(day)]
        often = 2 * sum(map(r.busy, days_off)) > len(days_off)
        long = off_hours >= 3 and min(r.hours(day) or 0.0 for day in run if not r.usual_workday(day)) >= 1.5
        assert level == ("care" if len(run) >= 13 else "nudge" if often or long else "note")
        c.same(
            "question",
            "Could you ask someone to cover for you?" if level == "care" else "Which day could be your next day off?",
        )
    if not c.finding.employed:
        c.same("reason", "Effort tends to add up when there is no rest in between.")
    elif level == "care":
        c.same("reason", "EU rules usually allow employees at most 12 days between two days off.")
        assert len(run) > 12
    else:
        c.same("reason", "EU rules usually give employees a day of rest in every seven-day period.")
        assert len(run) >= 7
    rule = c.read(
        "threshold",
        rf"Shown after at least (?P<line>{COUNT}) days logged as worked\. .+",
    )
    assert number(rule["line"]) == c.numbers["line"] <= len(run)
    c.same(
        "comparison",
        "A day counts as worked if half an hour or more is logged. Days that aren't logged never count as worked, "
        "though this nudge may ask about them.",
    )
    c.same("ends", "This nudge stops once you log a day off.")


def short_rest(c: Case) -> None:
    r = c.recount
    rests = {one.day: r.rest_before(one.day) for one in c.finding.values}
    assert all(0 <= rest < 11 for rest in rests.values())
    assert set(rests) <= set(r.span(7, 1))
    found = c.read(
        "facts",
        rf"You had less than 11 h between workdays (?P<many>{COUNT}) times in the last seven days: "
        r"(?P<each>.+)\.",
    )
    assert number(found["many"]) == len(rests) == c.numbers["short_rests"]
    shown = [one.split(" ") for one in found["each"].replace(" and ", ", ").split(", ")]
    for (day, rest), (name, amount, unit), one in zip(rests.items(), shown, c.finding.values, strict=True):
        assert (name, unit) == (f"{day:%a}", "h")
        c.near(amount, rest)
        assert float(amount) < 11
        c.near(one.value, rest)
    c.near(c.numbers["shortest"], min(rests.values()))
    assert c.numbers["rest_hours"] == 11
    assert c.finding.level == ("nudge" if len(rests) >= 3 else "note")
    c.same(
        "reason",
        "EU rules usually give employees 11 h of rest between two days."
        if c.finding.employed
        else "In a study of 90 nurses, rests under 11 h came with an hour less sleep.",
    )
    c.same("question", "Could you start later one morning?")
    rule = c.read(
        "threshold",
        rf"Shown after at least (?P<line>{COUNT}) rests of less than 11 h between workdays in seven days\. .+",
    )
    assert number(rule["line"]) == c.numbers["line"] <= len(rests)
    c.same("comparison", "Based on the start and end times you logged. Nights when the clocks changed are left out.")
    ends = c.read("ends", rf"This nudge stops after a week with fewer than (?P<line>{COUNT}) short rests\.")
    assert number(ends["line"]) == c.numbers["line"]


def after_hours(c: Case) -> None:
    r, window = c.recount, int(c.numbers["window_days"])
    days = r.span(window, 1)
    late = {day: r.late(day) for day in days if r.late(day) >= 30}
    c.lists({day: float(minutes) for day, minutes in late.items()}, "min")
    known = [day for day in r.span(91, 15) if day in r.rows]
    found = c.read(
        "facts",
        r"You worked half an hour or more after hours on (?P<late>\d+) of the last (?P<window>\d+) days, "
        r"(?P<time>[\dhmin ]+) in total\.(?: You usually do so on (?P<usual>.+) in (?P<of>\d+)\.)?",
    )
    assert (int(found["late"]), int(found["window"])) == (len(late), window)
    assert c.numbers["after_hours_days"] == len(late) >= c.numbers["line"]
    minutes = sum(late.values())
    assert c.numbers["after_hours_minutes"] == minutes == _minutes(found["time"])
    line = int(c.numbers["line"])
    if len(known) >= 20:
        rate = sum(r.late(day) >= 30 for day in known) / len(known)
        assert int(found["of"]) == window
        about(found["usual"], rate * window)
        c.near(c.numbers["usual_days"], rate * window)
        rule = c.read(
            "threshold",
            rf"Shown after half an hour or more of after-hours work on at least (?P<line>{COUNT}) days out of "
            rf"(?P<window>\d+), if that "
            r"is far more often than your usual \(binomial test, p < (?P<chance>\.\d+)\)\. The finding .+",
        )
        chance = float(rule["chance"])
        assert (window, line, chance) in {(14, 6, 0.002), (7, 5, 0.001)}
        assert binomial(len(late), window, max(rate, 0.1)) < chance
        usual = c.read(
            "comparison",
            r"Your usual is based on (?P<known>\d+) days logged between 15 and 91 days ago\. The test treats it as at "
            r"least one day in ten\.",
        )
        assert int(usual["known"]) == len(known) == c.numbers["usual_known_days"]
        c.read(
            "ends",
            rf"This nudge stops once there are fewer than {COUNT} such days in {window}, or once they are "
            "closer to your "
            r"usual\.",
        )
        assert c.finding.level == "nudge"
    else:
        assert "usual" not in found
        rule = c.read(
            "threshold",
            rf"Shown after half an hour or more of after-hours work on at least (?P<line>{COUNT}) days out of "
            rf"(?P<window>7), until your "
            r"usual is known\. The finding .+",
        )
        c.same("comparison", "Your usual will be known once you have logged 20 of the days between 15 and 91 days ago.")
        c.read("ends", rf"This nudge stops once there are fewer than {COUNT} such days in 7\.")
        assert c.finding.level == "note"
    assert (number(rule["line"]), int(rule["window"])) == (line, window)
    c.same("reason", "In many studies, people who switched off after work slept better.")
    c.same("question", "Could someone else cover one evening this week?")


def _minutes(text: str) -> int:
    parts = text.split()
    return sum(int(n) * (60 if unit == "h" else 1) for n, unit in zip(parts[::2], parts[1::2], strict=True))


def gap_after_heavy(c: Case) -> None:
    r = c.recount
    last = max(day for day in r.mornings if day < r.on)
    back = (r.on - last).days
    week = r.span(back + 7, back + 1)
    c.lists({day: hours for day in week if (hours := r.hours(day))}, "h")
    found = c.read("facts", rf"Good to see you\. You logged (?P<hours>{N}) h in the week before your last check-in\.")
    c.hours(found["hours"], r.total(week), "hours")
    line = float(
        c.read(
            "threshold",
            "Shown on the first morning back after four or more workdays that aren't logged, if you logged at "
            rf"least (?P<line>{N}) h in the week before\. The threshold is 50 h, or the top of your usual range if "
            rf"that is lower\.",
        )["line"]
    )
    c.near(line, c.numbers["line"])
    assert c.numbers["line"] <= 50
    assert r.total(week) >= c.numbers["line"] - 0.06
    between = [last + timedelta(n) for n in range(back)]
    assert c.numbers["days_not_said"] == r.unlogged(between) >= 4
    known = c.read("comparison", rf"(?P<days>{COUNT}) workdays in between aren't logged\.")
    assert number(known["days"]) == r.unlogged(between)
    c.same("reason", "There's no need to fill in the days in between.")
    c.same("question", "Would a shorter first day back help?")
    c.same("ends", "This is shown just once.")


CLAIMS: Final[Mapping[str, Check]] = {
    "no_day_off": no_day_off,
    "short_rest": short_rest,
    "after_hours": after_hours,
    "gap_after_heavy": gap_after_heavy,
    **HOURS,
    **PEOPLE,
}
