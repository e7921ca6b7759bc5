"""What each kind of nudge claims, sentence by sentence: the kinds about hours and rest here, the others beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from statistics import NormalDist, mean, median
from typing import Final

from claims import COUNT, DAY, Case, Check, N, number, short_day
from claims_about_people import PEOPLE
from recounting import binomial, late_up

WORK_ONLY: Final = "From the hours you logged. Days that aren't logged add nothing."


def hours_ceiling(c: Case) -> None:
    weeks = int(c.numbers["weeks"])
    days = c.recount.span(7 * weeks, 1)
    total = c.recount.total(days)
    worked = {day: hours for day in days if (hours := c.recount.hours(day))}
    c.lists(worked, "h")
    found = c.read(
        "facts",
        rf"(?P<span>.+): (?P<hours>{N}) h logged, on (?P<days>{COUNT}) days?\.",
        rf"(?P<weeks>{COUNT}) weeks at about (?P<each>{N}) h a week: (?P<hours>{N}) h logged on (?P<days>{COUNT}) "
        rf"days? since (?P<since>{DAY})\.",
    )
    c.hours(found["hours"], total, "hours")
    assert number(found["days"]) == len(worked)
    assert (c.finding.first, c.finding.last) == (days[0], days[-1])
    line = {1: 55, 2: 58 if c.finding.level == "care" else 51, 4: 50}[weeks]
    assert c.numbers["line"] == line <= total / weeks + 1e-9
    each = total / weeks
    c.near(c.numbers["hours_per_week"], each)
    if weeks > 1:
        assert number(found["weeks"]) == weeks
        assert found["since"] == short_day(days[0])
        c.hours(found["each"], each, "hours_per_week", about=True)
        assert c.recount.week() >= 48
    many = {1: "one week", 2: "two weeks", 4: "four weeks"}[weeks]
    over = "in seven days" if weeks == 1 else f"a week over {many}"
    if weeks == 1:
        c.same("reason", "WHO and ILO looked at people who usually work 55 h or more; this is one week.")
        assert total >= 55
    elif c.finding.employed:
        c.same("reason", "For employees, EU rules limit the weekly average over some months to 48 h.")
    else:
        c.same("reason", f"This log's own line is {line} h a week over {many}.")
    if c.finding.level == "care":
        c.same("question", "Is there somebody who could take part of it, or say what can stop?")
    else:
        left = c.read("question", rf"What would a (?P<less>{N}) h version of next week leave out\?")
        assert 40 <= float(left["less"]) <= 45
    c.read("threshold", rf"Mentioned after at least {line} h {over}\. .+")
    c.same("comparison", WORK_ONLY)
    c.same("stops", "It ends with a week under 48 h.")


def hours_jump(c: Case) -> None:
    r = c.recount
    this, last, weeks, contract = r.week(), r.week(7), r.usual_weeks, r.schedule.contract_hours
    usual, spread, most = median(weeks), r.usual_spread, max(weeks)
    unlogged = r.unlogged(r.span(14, 1))
    c.lists({day: hours for day in r.span(14, 1) if (hours := r.hours(day))}, "h")
    more = f" (?P<unlogged>{COUNT}) workdays? (?:is|are)n't logged\\." if unlogged else ""
    found = c.read(
        "facts",
        rf"Last 7 days: (?P<this>{N}) h logged, (?P<last>{N}) h in the 7 before\. Your usual week is (?P<usual>{N}) h\."
        + more,
    )
    c.hours(found["this"], this, "hours")
    c.hours(found["last"], last, "hours_week_before")
    c.hours(found["usual"], usual, "usual_hours")
    assert c.numbers["days_not_said"] == unlogged == number(found.get("unlogged", "no"))
    least = max(3 * spread, 0.15 * usual, 6)
    floor = max(usual + least, most, 1.1 * contract)
    line = floor
    if c.numbers["weeks"] == 2:
        c.same("reason", "Both weeks were well outside your usual range.")
        assert min(this, last) > usual + 2 * spread
        before = c.read(
            "threshold",
            rf"Mentioned after at least (?P<line>{N}) h logged in seven days, and (?P<before>{N}) h or more in the "
            rf"seven "
            r"before: three times .+ It interrupts .+",
        )
        c.hours(before["before"], usual + 0.8 * least, "line_week_before")
        assert last >= usual + 0.8 * least
    else:
        c.same("reason", "One week so far, and far outside your usual range.")
        line = max(floor, usual + max(5 * spread, 0.3 * usual, 10))
        before = c.read("threshold", rf"Mentioned for a single week of at least (?P<line>{N}) h: five times .+")
        worked = sum(r.worked(day) for day in r.span(7, 1))
        assert this >= 1.2 * r.usual_day * worked or this >= 1.6 * usual
    c.hours(before["line"], line, "line")
    assert this >= line
    if c.finding.level == "nudge" and this < 1.25 * usual:
        assert late_up(r) or _ratings_down(c)
    c.same("question", "Was it planned? If not, what could wait, or go to someone else?")
    known = c.read(
        "comparison",
        rf"Your usual is the median of (?P<weeks>{COUNT}) weeks that ended two to ten weeks ago, the longest with "
        rf"(?P<most>{N}) h\. In those, a workday that isn't logged counts as a usual one\.",
    )
    assert number(known["weeks"]) == len(weeks) == c.numbers["usual_weeks"] >= 4
    c.hours(known["most"], most, "usual_most")
    c.hours(c.read("stops", rf"It ends with a week under (?P<ends>{N}) h\.")["ends"], floor, "ends_under")


def _ratings_down(c: Case) -> bool:
    for name in ("mood", "energy"):
        recent, usual = c.recount.ratings(name, 9, 0), c.recount.usual_rating(name)
        if len(recent) >= 6 and usual is not None and usual[0] - mean(recent) >= 0.4:
            return True
    return False


def hours_creep(c: Case) -> None:
    r = c.recount
    weeks, values = [], {}
    for back in range(77, -1, -7):
        days = [day for day in r.span(back + 7, back + 1) if r.usual_workday(day) and r.hours(day) is not None]
        days = [day for day in days if r.rows[day].kind == "work"]
        if r.ordinary(back) and days:
            weeks.append((back, mean([r.hours(day) or 0.0 for day in days])))
            values.update({day: r.hours(day) or 0.0 for day in days})
    means = [value for _, value in weeks]
    assert {one.day: one.value for one in c.finding.values} == values
    shown = {text: float(value.removesuffix(" h a workday")) for text, value in c.listed()}
    assert list(shown) == [f"week to {short_day(r.day(back + 1))}" for back, _ in weeks]
    for value, (_, true) in zip(shown.values(), weeks, strict=True):
        c.near(value, true)
    first, last = mean(means[:4]), mean(means[-4:])
    found = c.read(
        "facts",
        rf"Your workdays have grown from (?P<first>{N}) h to (?P<last>{N}) h since (?P<month>\w+), by about "
        rf"(?P<slope>\d+) min a week\.",
    )
    c.near(found["first"], first)
    c.near(found["last"], last)
    c.near(c.numbers["hours_first"], first)
    c.near(c.numbers["hours_last"], last)
    assert c.finding.first == r.day(weeks[0][0] + 7)
    assert found["month"] == f"{c.finding.first:%B}"
    slopes = [7 * (v - u) / (a - b) for n, (a, u) in enumerate(weeks) for b, v in weeks[n + 1 :]]
    c.near(found["slope"], 60 * median(slopes), 0.51)
    c.near(c.numbers["minutes_a_week"], 60 * median(slopes))
    assert last - first >= 4.5 / len(r.schedule.workdays) - 1e-9
    assert last >= 1.1 * r.schedule.usual_hours
    assert _chance_of_order(means) < 0.003
    c.same("reason", "Slow changes are easy to miss.")
    c.same("question", "Is it the work that grew, or the hours it is given?")
    c.read(
        "threshold", r"Mentioned when workdays are longer in the last four of these weeks than in the first four, .+"
    )
    known = c.read(
        "comparison",
        rf"From the logged workdays of (?P<weeks>{COUNT}) weeks out of twelve; weeks with few of them are left out\.",
    )
    assert number(known["weeks"]) == len(weeks) == c.numbers["weeks"] >= 9
    line = float(c.read("stops", rf"It ends with a week under (?P<line>{N}) h a workday\.")["line"])
    c.near(line, first + 4.5 / len(r.schedule.workdays))
    assert means[-1] >= c.numbers["line"] - 0.01


def _chance_of_order(values: list[float]) -> float:
    """How probable so steady a rise is by chance (Mann and Kendall, one-sided)."""
    n, ties = len(values), [values.count(value) for value in set(values)]
    score = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return 1 - NormalDist().cdf((score - 1) / variance**0.5)


def long_days(c: Case) -> None:
    r = c.recount
    line = max(11.0, r.schedule.usual_hours + 2)
    values = {day: hours for day in r.span(14, 1) if (hours := r.hours(day) or 0.0) >= line}
    c.lists(values, "h")
    found = c.read(
        "facts",
        rf"(?P<many>{COUNT}) days of (?P<line>{N}) h or more in the last two weeks, the latest on (?P<latest>{DAY})\.",
    )
    assert number(found["many"]) == len(values) == c.numbers["long_days"]
    c.hours(found["line"], line, "hours_from")
    assert found["latest"] == short_day(max(values))
    assert max(values) >= r.day(4)
    c.near(c.numbers["hours"], sum(values.values()))
    assert c.finding.level == ("nudge" if len(values) >= 5 else "note")
    left = c.read("reason", rf"A day of (?P<line>{N}) h leaves (?P<left>{N}) h for sleep and everything else\.")
    assert left["line"] == found["line"]
    c.near(left["left"], 24 - line)
    c.same("question", "Which of these days could have ended earlier, and who would agree to that?")
    rule = c.read("threshold", rf"Mentioned after at least (?P<least>{COUNT}) such days of fourteen\. .+")
    assert number(rule["least"]) == c.numbers["line"] <= len(values)
    c.same("comparison", WORK_ONLY)
    c.same("stops", "It ends after four days without one.")


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
    less = "all under 2 h" if short == len(run) else rf"(?P<short>{COUNT}) days? under 2 h"
    less = f", {less}" if short else ""
    since = rf"since (?P<since>{DAY})"
    found = c.read(
        "facts",
        rf"Work on (?P<worked>\d+) days in a row {since}{less}\.",
        rf"Work on (?P<worked>\d+) of the (?P<run>\d+) days {since}{less}\. (?P<who>.+) (?:is|are)n't logged\.",
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
        c.same("question", "Was it a day off?" if len(unlogged) == 1 else "Was one of them a day off?")
    else:
        loud = "care" if len(run) >= 13 else "nudge" if len(run) >= 8 or off_hours >= 3 else "note"
        assert level == loud
        c.same("question", "Is there cover you could ask for?" if level == "care" else "Which day could be yours next?")
    if not c.finding.employed:
        c.same("reason", "Effort tends to add up when there is no rest in between.")
    elif level == "care":
        c.same("reason", "EU rules usually leave employees at most 12 days between two days off.")
        assert len(run) > 12
    else:
        c.same("reason", "EU rules usually give employees a day of rest in every seven-day period.")
        assert len(run) >= 7
    rule = c.read(
        "threshold",
        rf"Mentioned after at least (?P<line>{COUNT}) days logged as worked(?:; it interrupts .+?)?\. .+",
    )
    assert number(rule["line"]) == c.numbers["line"] <= len(run)
    c.same(
        "comparison",
        "A day counts as worked with half an hour of work or more. Days that aren't logged never count as worked. "
        "They may be asked about, but never raise the level.",
    )
    c.same("stops", "It ends with a day off, or one logged as off after all.")


def short_rest(c: Case) -> None:
    r = c.recount
    rests = {one.day: r.rest_before(one.day) for one in c.finding.values}
    assert all(0 <= rest < 11 for rest in rests.values())
    assert set(rests) <= set(r.span(7, 1))
    found = c.read("facts", rf"(?P<many>{COUNT}) gaps shorter than 11 h between the days of a week: (?P<each>.+)\.")
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
        else "In a study of 90 nurses, such gaps went with an hour less sleep.",
    )
    c.same("question", "Could one morning start later?")
    rule = c.read(
        "threshold",
        rf"Mentioned after at least (?P<line>{COUNT}) such gaps in seven days\. The line is 11 h.+",
    )
    assert number(rule["line"]) == c.numbers["line"] <= len(rests)
    c.same("comparison", "From the start and end times you logged. Nights in which the clock changed are left out.")
    ends = c.read("stops", rf"It ends with a week of fewer than (?P<line>{COUNT}) such gaps\.")
    assert number(ends["line"]) == c.numbers["line"]


def after_hours(c: Case) -> None:
    r, window = c.recount, int(c.numbers["window_days"])
    days = r.span(window, 1)
    late = {day: r.late(day) for day in days if r.late(day) >= 30}
    c.lists({day: float(minutes) for day, minutes in late.items()}, "min")
    known = [day for day in r.span(91, 15) if day in r.rows]
    found = c.read(
        "facts",
        r"Half an hour or more after hours on (?P<late>\d+) of the last (?P<window>\d+) days, (?P<time>[\dhmin ]+) in "
        rf"all(?:; your usual is (?P<usual>{N}))?\.",
    )
    assert (int(found["late"]), int(found["window"])) == (len(late), window)
    assert c.numbers["after_hours_days"] == len(late) >= c.numbers["line"]
    minutes = sum(late.values())
    assert c.numbers["after_hours_minutes"] == minutes == _minutes(found["time"])
    line = int(c.numbers["line"])
    if len(known) >= 20:
        rate = sum(r.late(day) >= 30 for day in known) / len(known)
        c.near(found["usual"], rate * window, 0.051)
        c.near(c.numbers["usual_days"], rate * window)
        rule = c.read(
            "threshold",
            rf"Mentioned after at least (?P<line>{COUNT}) days of (?P<window>\d+) with half an hour or more, when your "
            rf"own usual "
            r"makes that many very unlikely \(binomial, p < (?P<chance>\.\d+)\)\. On switching off: .+",
        )
        chance = float(rule["chance"])
        assert (window, line, chance) in {(14, 6, 0.002), (7, 4, 0.001)}
        assert binomial(len(late), window, max(rate, 0.1)) < chance
        usual = c.read(
            "comparison",
            r"Your usual is from (?P<known>\d+) logged days, 15 to 91 days ago\. The test treats it as at least one "
            r"day "
            r"in ten\.",
        )
        assert int(usual["known"]) == len(known) == c.numbers["usual_known_days"]
        c.read("stops", rf"It ends with fewer than {COUNT} such days in {window}, or when they are less unusual\.")
        assert c.finding.level == "nudge"
    else:
        assert "usual" not in found
        rule = c.read(
            "threshold",
            rf"Mentioned after at least (?P<line>{COUNT}) days of (?P<window>7) with half an hour or more, while your "
            rf"usual "
            r"isn't known yet\. On switching off: .+",
        )
        c.same("comparison", "Your usual needs 20 logged days, 15 to 91 days ago.")
        c.read("stops", rf"It ends with fewer than {COUNT} such days in 7\.")
        assert c.finding.level == "note"
    assert (number(rule["line"]), int(rule["window"])) == (line, window)
    c.same("reason", "Across many studies, switching off after work went with better sleep.")
    c.same("question", "Is there an evening this week that somebody else could cover?")


def _minutes(text: str) -> int:
    parts = text.split()
    return sum(int(n) * (60 if unit == "h" else 1) for n, unit in zip(parts[::2], parts[1::2], strict=True))


def hours_back(c: Case) -> None:
    r, contract = c.recount, c.recount.schedule.contract_hours
    c.lists({day: hours for day in r.span(14, 1) if (hours := r.hours(day))}, "h")
    found = c.read(
        "facts",
        rf"Your last two weeks came to (?P<last>{N}) h and (?P<this>{N}) h, after a fortnight of about (?P<then>{N}) h "
        r"a week\.",
    )
    c.hours(found["this"], r.week(), "hours")
    c.hours(found["last"], r.week(7), "hours_week_before")
    then = max(r.total(r.span(back + 14, back + 1)) / 2 for back in (14, 21, 28))
    c.hours(found["then"], then, "hours_then", about=True)
    rule = c.read(
        "threshold",
        rf"Mentioned when two weeks come to (?P<line>{N}) h or less each, after a fortnight of (?P<then>{N}) h a week "
        r"or more that ended two to four weeks ago\.",
    )
    c.hours(rule["line"], 1.08 * contract, "line")
    c.hours(rule["then"], 1.2 * contract, "line_then")
    assert max(r.week(), r.week(7)) <= 1.08 * contract + 1e-9 < 1.2 * contract <= then + 1e-9
    unlogged = r.unlogged(r.span(14, 1))
    assert c.numbers["days_not_said"] == unlogged <= 1
    if unlogged:
        c.same("comparison", "One workday isn't logged. It counts as a usual one here.")
    c.same("question", "What made the difference, and can it stay?")
    c.same("stops", "It is shown once.")


def gap_after_heavy(c: Case) -> None:
    r = c.recount
    last = max(day for day in r.mornings if day < r.on)
    back = (r.on - last).days
    week = r.span(back + 7, back + 1)
    c.lists({day: hours for day in week if (hours := r.hours(day))}, "h")
    found = c.read("facts", rf"Good to see you\. The week before your last check-in came to (?P<hours>{N}) h\.")
    c.hours(found["hours"], r.total(week), "hours")
    line = float(
        c.read(
            "threshold",
            r"Mentioned on the first morning back after four workdays or more that aren't logged, when the week before "
            rf"came to (?P<line>{N}) h or more: 50 h, or the end of your usual range where that is lower\.",
        )["line"]
    )
    c.near(line, c.numbers["line"])
    assert c.numbers["line"] <= 50
    assert r.total(week) >= c.numbers["line"] - 0.06
    between = [last + timedelta(n) for n in range(back)]
    assert c.numbers["days_not_said"] == r.unlogged(between) >= 4
    known = c.read("comparison", rf"(?P<days>{COUNT}) workdays in between aren't logged\.")
    assert number(known["days"]) == r.unlogged(between)
    c.same("reason", "No need to fill in the days between.")
    c.same("question", "Would a shorter first day back help?")
    c.same("stops", "It is shown once.")


CLAIMS: Final[Mapping[str, Check]] = {
    "hours_ceiling": hours_ceiling,
    "hours_jump": hours_jump,
    "hours_creep": hours_creep,
    "long_days": long_days,
    "no_day_off": no_day_off,
    "short_rest": short_rest,
    "after_hours": after_hours,
    "hours_back": hours_back,
    "gap_after_heavy": gap_after_heavy,
    **PEOPLE,
}
