"""Check the claims of the nudges about hours, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import NormalDist, mean, median
from typing import Final

from tests.validation.claims import COUNT, DAY, Case, Check, N, number, short_day
from tests.validation.recounting import late_up

WORK_ONLY: Final = "Based on the hours you logged. Days that aren't logged count as zero."


def hours_ceiling(c: Case) -> None:
    weeks = int(c.numbers["weeks"])
    days = c.recount.span(7 * weeks, 1)
    total = c.recount.total(days)
    worked = {day: hours for day in days if (hours := c.recount.hours(day))}
    c.lists(worked, "h")
    found = c.read(
        "facts",
        rf"(?P<span>.+): (?P<hours>{N}) h logged on (?P<days>{COUNT}) days?\.",
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
        c.same("reason", "The WHO and ILO studied people who usually work 55 h or more. This nudge is about one week.")
        assert total >= 55
    elif c.finding.employed:
        c.same("reason", "EU rules limit employees to an average of 48 h a week over some months.")
    else:
        c.same("reason", f"Our own threshold is {line} h a week over {many}.")
    if c.finding.level == "note":
        _line_and_no_card(c, days, total, line * weeks)
    elif c.finding.level == "care":
        c.same("question", "Could someone take over part of it, or help decide what can stop?")
    else:
        left = c.read("question", rf"What could you leave out to bring next week down to (?P<less>{N}) h\?")
        assert 40 <= float(left["less"]) <= 45
    c.read("threshold", rf"Shown after at least {line} h {over}\. .+")
    c.same("comparison", WORK_ONLY)
    c.same("ends", "This nudge stops after a week under 48 h.")


def _line_and_no_card(c: Case, days: list[date], total: float, line: float) -> None:
    """Check why `days` with `total` hours, at least `line`, are a line and no card."""
    within = c.recount.total_within_times(days)
    single = r" With a usual day in place of the longest, it's under 48 h\." if within >= line else ""
    beyond = rf" Some hours don't fit .+\. Without them, it's (?P<within>{N}) h in all\." if within < total else ""
    assert single or beyond
    c.same("question", "Are these hours right?")
    found = c.read(
        "threshold", rf"Shown after at least {line / len(days) * 7:g} h [^.]+\.{beyond}{single} So this is .+"
    )
    if beyond:
        c.hours(found["within"], within, "hours_within_times")
    if single:
        longest = max(c.recount.hours_within_times(day) for day in days)
        assert within - max(longest - c.recount.usual_day, 0) < 48


def hours_jump(c: Case) -> None:
    r = c.recount
    this, last, weeks, contract = r.week(), r.week(7), r.usual_weeks, r.schedule.contract_hours
    usual, spread, most = median(weeks), r.usual_spread, max(weeks)
    unlogged = r.unlogged(r.span(14, 1))
    c.lists({day: hours for day in r.span(14, 1) if (hours := r.hours(day))}, "h")
    more = f" (?P<unlogged>{COUNT}) workdays? (?:is|are)n't logged\\." if unlogged else ""
    found = c.read(
        "facts",
        rf"Last 7 days: (?P<this>{N}) h logged, (?P<last>{N}) h in the 7 days before\. Your usual week is "
        rf"(?P<usual>{N}) h\." + more,
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
            rf"Shown after at least (?P<line>{N}) h in seven days, and (?P<before>{N}) h or more in the seven before\. "
            r"That is well above your usual: by at least three times .+ The nudge appears as a card .+",
        )
        c.hours(before["before"], usual + 0.8 * least, "line_week_before")
        assert last >= usual + 0.8 * least
    else:
        c.same("reason", "This is one week so far, and it's far outside your usual range.")
        line = max(floor, usual + max(5 * spread, 0.3 * usual, 10))
        before = c.read(
            "threshold", rf"Shown after a single week of at least (?P<line>{N}) h\. That .+ by at least five times .+"
        )
        worked = sum(r.worked(day) for day in r.span(7, 1))
        assert this >= 1.2 * r.usual_day * worked or this >= 1.6 * usual
    c.hours(before["line"], line, "line")
    assert this >= line
    longest = max(r.hours_within_times(day) for day in r.span(7, 1))
    within = r.total_within_times(r.span(7, 1))
    assert within >= floor
    assert within - max(longest - r.usual_day, 0) >= usual + 0.5 * 3 * spread - 1e-9
    if c.finding.level == "nudge" and this < 1.25 * usual:
        assert late_up(r) or _ratings_down(c)
    c.same("question", "Was this planned? If not, what could wait or go to someone else?")
    known = c.read(
        "comparison",
        rf"Your usual is the median of (?P<weeks>{COUNT}) weeks that ended two to ten weeks ago\. The longest had "
        rf"(?P<most>{N}) h\. Workdays that aren't logged count as usual days\.",
    )
    assert number(known["weeks"]) == len(weeks) == c.numbers["usual_weeks"] >= 4
    c.hours(known["most"], most, "usual_most")
    c.hours(c.read("ends", rf"This nudge stops after a week under (?P<ends>{N}) h\.")["ends"], floor, "ends_under")


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
    c.same("question", "Is there more work, or does the same work take longer?")
    c.read("threshold", r"Shown when your workdays get steadily longer: .+ at least 4\.5 h longer in the last four .+")
    known = c.read(
        "comparison",
        rf"Based on the logged workdays of (?P<weeks>{COUNT}) weeks out of 12\. Weeks with few logged workdays are "
        r"left out\.",
    )
    assert number(known["weeks"]) == len(weeks) == c.numbers["weeks"] >= 9
    line = float(c.read("ends", rf"This nudge stops after a week under (?P<line>{N}) h a workday\.")["line"])
    c.near(line, first + 4.5 / len(r.schedule.workdays))
    assert means[-1] >= c.numbers["line"] - 0.01


def _chance_of_order(values: list[float]) -> float:
    """Return the p-value of the rise of `values` by chance (Mann-Kendall test, one-sided)."""
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
    c.same("question", "Which of these days could have ended earlier, and who could help with that?")
    rule = c.read(
        "threshold", rf"Shown after at least (?P<least>{COUNT}) days of (?P<hours>{N}) h or more in two weeks\. .+"
    )
    assert number(rule["least"]) == c.numbers["line"] <= len(values)
    assert rule["hours"] == found["line"]
    c.same("comparison", WORK_ONLY)
    c.same("ends", "This nudge stops after four days without such a long day.")


def hours_back(c: Case) -> None:
    r, contract = c.recount, c.recount.schedule.contract_hours
    c.lists({day: hours for day in r.span(14, 1) if (hours := r.hours(day))}, "h")
    found = c.read(
        "facts",
        rf"You logged (?P<last>{N}) h and (?P<this>{N}) h in the last two weeks, after two weeks of about "
        rf"(?P<then>{N}) h "
        r"a week\.",
    )
    c.hours(found["this"], r.week(), "hours")
    c.hours(found["last"], r.week(7), "hours_week_before")
    then = max(r.total(r.span(back + 14, back + 1)) / 2 for back in (14, 21, 28))
    c.hours(found["then"], then, "hours_then", about=True)
    rule = c.read(
        "threshold",
        rf"Shown after two weeks of (?P<line>{N}) h or less each, if you averaged (?P<then>{N}) h a week or more "
        r"in a fortnight that ended two to four weeks ago\.",
    )
    c.hours(rule["line"], 1.08 * contract, "line")
    c.hours(rule["then"], 1.2 * contract, "line_then")
    assert max(r.week(), r.week(7)) <= 1.08 * contract + 1e-9 < 1.2 * contract <= then + 1e-9
    unlogged = r.unlogged(r.span(14, 1))
    assert c.numbers["days_not_said"] == unlogged <= 1
    if unlogged:
        c.same("comparison", "One workday isn't logged. It's treated here as one of your usual workdays.")
    c.same("question", "What made the difference?")
    c.same("ends", "This is shown just once.")


HOURS: Final[Mapping[str, Check]] = {
    "hours_ceiling": hours_ceiling,
    "hours_jump": hours_jump,
    "hours_creep": hours_creep,
    "long_days": long_days,
    "hours_back": hours_back,
}
