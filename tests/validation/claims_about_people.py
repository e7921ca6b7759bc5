"""Check the claims of the nudges about nights, ratings, wins, escalations and coming back, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from statistics import fmean, mean, median, stdev
from typing import Final

from cmcheckin.wording.nudges.phrases import span
from tests.validation.claims import COUNT, DAY, Case, Check, N, about, number, short_day
from tests.validation.recounting import Recount, binomial, drought_line, late_up, off, weekends


def night_pings(c: Case) -> None:
    nights = c.recount.nights(7, 1)
    c.lists({night: float(pings) for night, pings in nights.items()}, "ping")
    found = c.read(
        "facts",
        rf"Pings between 22:00 and 06:00 on (?P<nights>{COUNT}) of the last seven nights: (?P<names>[A-Za-z, ]+?)"
        rf"(?: \((?P<pings>{COUNT}) pings\))?\.",
    )
    assert number(found["nights"]) == len(nights) == c.numbers["nights"] <= c.numbers["window_days"] == 7
    assert found["names"].replace(" and ", ", ").split(", ") == [f"{night:%a}" for night in sorted(nights)]
    assert number(found.get("pings", str(len(nights)))) == sum(nights.values()) == c.numbers["night_pings"]
    assert c.finding.level == ("care" if len(nights) >= 5 else "nudge" if len(nights) >= 3 else "note")
    if c.finding.level == "care":
        c.same("reason", "That's a lot for one person. It's a matter for the rota, not for you alone.")
        c.same("question", "Could someone share the nights with you?")
    else:
        c.same("reason", "Interrupted nights can add up, even if each interruption is short.")
        c.same("question", "Who else could take the pager on one of the next nights?")
    rule = c.read(
        "threshold",
        rf"Shown after pings on at least (?P<line>{COUNT}) nights out of seven, outside your working hours\. .+",
    )
    ends = c.read("ends", rf"This nudge stops once there are fewer than (?P<line>{COUNT}) such nights in seven\.")
    assert number(rule["line"]) == number(ends["line"]) == c.numbers["line"] <= len(nights)
    c.same("comparison", "Based on when escalations came in. A night is named after the day on which it began.")


def _averaged(c: Case, least: float) -> str:
    """Check the drop of a rating in `facts` and in its numbers. Return the rest of `facts`."""
    name = "energy" if "energy" in c.numbers else "mood"
    found = c.read(
        "facts",
        rf"Your (?P<name>mood|energy) has averaged (?P<recent>{N}) over the last ten days\. "
        rf"Your usual is (?P<usual>{N})\.(?: (?P<load>.+))?",
    )
    ratings, usual = c.recount.ratings(name, 9, 0), c.recount.usual_rating(name)
    assert usual is not None
    assert found["name"].lower() == name
    days = [day for day in c.recount.span(9, 0) if day in c.recount.mornings]
    values = {day: float(v) for day in days if (v := getattr(c.recount.mornings[day], name)) is not None}
    c.lists(values, "")
    c.near(found["recent"], mean(ratings), 0.051)
    c.near(found["usual"], usual[0], 0.051)
    c.near(c.numbers[name], mean(ratings))
    c.near(c.numbers[f"usual_{name}"], usual[0])
    assert c.numbers["line"] == least <= usual[0] - mean(ratings) + 1e-9
    rule = c.read(
        "threshold",
        rf"Shown when the mean of ten days is at least (?P<line>{N}) points below your usual, (?:well|far) "
        r"outside your usual range \((?P<errors>[\d.]+) standard errors\).*\.",
    )
    assert float(rule["line"]) == least
    assert float(rule["errors"]) == {0.55: 2.6, 0.75: 3.2}[least]
    assert (usual[0] - mean(ratings)) * len(ratings) ** 0.5 / 0.5 >= float(rule["errors"]) or len(ratings) < 6
    known = c.read(
        "comparison",
        rf"Based on (?P<mornings>{COUNT}) mornings\. Your usual (?P<name>mood|energy) is the mean of (?P<known>\d+) "
        r"mornings between two and thirteen weeks ago, "
        r"without the lowest and highest tenth \(trimmed mean\)\.",
    )
    assert known["name"] == name
    assert number(known["mornings"]) == len(ratings) == c.numbers["mornings"] >= 6
    assert int(known["known"]) == usual[1] == c.numbers["usual_mornings"]
    c.same(
        "ends", "This nudge stops when the mean of ten days is near your usual again, or once your usual has changed."
    )
    return found.get("load", "")


def _usual_nights(r: Recount) -> float:
    """Return the nights with a ping in ten of those 11 to 91 days ago, or since the first log if that is later."""
    begun = max(back for back in range(1, 92) if r.day(back) in r.rows or r.day(back) in r.mornings)
    return len(r.nights(begun, 11)) / (begun - 10) * 10


def strain(c: Case) -> None:
    load = _averaged(c, 0.55)
    r = c.recount
    patterns = {
        "hours": rf"You logged (?P<now>{N}) h in seven days\. Your usual is (?P<usual>{N}) h\.",
        "nights": rf"There were pings on (?P<now>{COUNT}) nights in ten days\. Your usual is (?P<usual>.+)\.",
        "after_hours_days": rf"You worked after hours on (?P<now>{COUNT}) days in two weeks\. Your usual is "
        r"(?P<usual>.+)\.",
        "severity": rf"Escalations in two weeks have a total severity of (?P<now>{N})\. Your usual is "
        rf"(?P<usual>{N})\.",
    }
    [(name, match)] = [(name, found) for name, one in patterns.items() if (found := re.fullmatch(one, load))]
    now, usual = match["now"], match["usual"]
    if name == "hours":
        c.hours(now, r.week(), "hours")
        c.hours(match["usual"], median(r.usual_weeks), "usual_hours")
        assert r.week() >= median(r.usual_weeks) + max(2 * r.usual_spread, 0.1 * median(r.usual_weeks)) - 1e-9
    elif name == "nights":
        true = _usual_nights(r)
        assert number(now) == len(r.nights(10, 1)) == c.numbers["nights"] >= max(2, 3 * true)
        about(usual, true)
    elif name == "after_hours_days":
        known = [day for day in r.span(91, 15) if day in r.rows]
        assert number(now) == r.late_days(14, 1) == c.numbers["after_hours_days"]
        true = sum(r.late(day) >= 30 for day in known) / len(known) * 14
        about(usual, true)
        assert number(now) > true
    else:
        assert float(now) == r.severity(14, 1) == c.numbers["severity"] >= 1.4 * mean(r.usual_fortnights)
        c.near(usual, mean(r.usual_fortnights), 0.051)
    name = "energy" if "energy" in c.numbers else "mood"
    rated = r.usual_rating(name)
    if c.finding.level == "nudge" and rated is not None:
        assert rated[0] - mean(sorted(r.ratings(name, 9, 0))[1:]) >= 0.55 - 1e-9
        if load.startswith("You logged"):
            assert r.week() >= median(r.usual_weeks) + 3 * r.usual_spread - 1e-9
    c.same("reason", "Both stand out in the same two weeks. The log can't show which came first.")
    c.same("question", "Does that match how those weeks felt?")


def rating_shift(c: Case) -> None:
    assert _averaged(c, 0.75) == ""
    r = c.recount
    c.same("reason", "Hours, after-hours work, night pings and escalations show no clear rise.")
    if len(r.usual_weeks) >= 4:
        usual = median(r.usual_weeks)
        assert r.week() < usual + max(2 * r.usual_spread, 0.1 * usual) + 1e-9
    assert not late_up(r)
    assert len(r.nights(10, 1)) < max(2.0, 3 * _usual_nights(r) + 1e-9)
    c.same("question", "Do things feel different, or do you rate them differently now?")
    assert c.finding.level == "note"


def low_mood(c: Case) -> None:
    r, count = c.recount, int(c.numbers["mornings"])
    window = r.last_ratings("mood", count)
    c.lists({day: float(value) for day, value in window}, "")
    low, average, usual = sum(value <= 2 for _, value in window), mean(v for _, v in window), r.usual_rating("mood")
    found = c.read(
        "facts",
        r"You rated your mood 1 or 2 on (?P<low>\d+) of your last (?P<of>\d+) rated mornings"
        rf"(?:\. Your usual mood is (?P<usual>{N}))?\.",
    )
    assert (int(found["low"]), int(found["of"])) == (low, count)
    assert c.numbers["low_mornings"] == low
    c.near(c.numbers["mood"], average)
    assert ("usual" in found) == (usual is not None) == ("usual_mood" in c.numbers)
    if usual is not None:
        c.near(found["usual"], usual[0], 0.051)
        c.near(c.numbers["usual_mood"], usual[0])
        before = r.ratings("mood", 91, 14)
        if c.numbers["line"] >= 2:
            assert binomial(low, count, mean(value <= 2 for value in before)) < 0.02
    energies = [one.energy for day, one in r.mornings.items() if day >= window[0][0] and one.energy is not None]
    rule = c.read(
        "threshold",
        rf"Shown when your mood on (?P<of>\d+) rated mornings averages (?P<mean>1\.5) or less \(here (?P<here>{N})\)"
        r"(?P<beside>, which isn't above your usual)?\.",
        rf"Shown when at least (?P<line>\d+) of (?P<of>\d+) moods are rated 1 or 2, with an average of 1\.9 or "
        rf"less \(here (?P<here>{N})\) that is at least 0\.8 below your usual, if that is rare for you "
        rf"\(p < \.02\)\. Your energy averages 2\.7 or less "
        rf"\(here (?P<energy>{N})\)\.",
        rf"Shown when at least (?P<line>\d+) of (?P<of>\d+) moods are rated 1 or 2, with an average of 1\.9 or "
        rf"less \(here (?P<here>{N})\) that is at least 0\.8 below your usual, if that is rare for you "
        rf"\(p < \.02\)\. (?P<unrated>Any energy ratings) "
        rf"average "
        r"2\.7 or less\.",
    )
    assert int(rule["of"]) == count
    c.near(rule["here"], average)
    if "mean" in rule:
        assert count == 10
        assert average <= c.numbers["line"] == 1.5
        assert ("beside" in rule) == (usual is not None)
        assert usual is None or average <= usual[0]
    else:
        assert usual is not None
        assert int(rule["line"]) == c.numbers["line"] <= low
        assert average <= 1.9
        assert usual[0] - average >= 0.8 - 1e-9
        assert ("unrated" in rule) == (not energies)
        if energies:
            c.near(rule["energy"], mean(energies))
            c.near(c.numbers["energy"], mean(energies))
            assert mean(energies) <= 2.7
    c.same("reason", "That sounds like a hard time.")
    c.same("question", "Would it help to talk to someone? There's no need to answer.")
    c.same("comparison", "This nudge doesn't explain or predict anything. Nobody else sees it.")
    c.same("ends", "This nudge stops after a few better mornings.")


def recovery(c: Case) -> None:
    breaks = c.recount.breaks()
    recent, before = breaks[-3:], breaks[:-3]
    assert [tuple(one) for one in c.finding.values] == recent
    usual, now = mean(value for _, value in before), mean(value for _, value in recent)
    found = c.read(
        "facts",
        rf"After days without logged work, your energy was (?P<values>{N}, {N} and {N}) on (?P<days>{DAY}, {DAY} and "
        rf"{DAY})\. Your usual after a break is (?P<usual>{N})\.",
    )
    assert found["days"].replace(" and ", ", ").split(", ") == [short_day(day) for day, _ in recent]
    for shown, (_, value) in zip(found["values"].replace(" and ", ", ").split(", "), recent, strict=True):
        c.near(shown, value, 0.051)
        assert value <= usual - 0.4 + 1e-9
    c.near(found["usual"], usual, 0.051)
    c.near(c.numbers["usual_energy"], usual)
    c.near(c.numbers["energy"], now)
    assert c.numbers["breaks"] == 3
    rule = c.read(
        "threshold",
        r"Shown when your energy after three breaks in a row is below your usual after a break: by at least 0\.4 "
        rf"points each time and (?P<line>{N}) on average\. Your energy in general is lower than usual, too\.",
    )
    assert float(rule["line"]) == c.numbers["line"] == 0.8
    assert usual - now >= 0.8 - 1e-9
    general, ten = c.recount.usual_rating("energy"), c.recount.ratings("energy", 9, 0)
    assert general is not None
    assert general[0] - mean(ten) >= 0.4 - 1e-9
    known = c.read(
        "comparison",
        rf"Your usual is the mean energy after (?P<known>{COUNT}) earlier breaks\. A break is two to five days without "
        rf"logged "
        r"work, including usual days off that aren't logged\. Each break counts with the mean of your first two "
        r"mornings back\.",
    )
    assert number(known["known"]) == len(before) == c.numbers["usual_breaks"] >= 5
    c.same("reason", "If those were days off, they may not be recharging you at the moment.")
    c.same("question", "What would a restful weekend look like?")
    c.same("ends", "This nudge stops once your energy after a break is near your usual again.")


def wins_drought(c: Case) -> None:
    empty, known, won = c.recount.wins()
    c.lists(dict.fromkeys(empty, 0.0), "none")
    found = c.read(
        "facts",
        rf"You logged no wins in your last (?P<days>{COUNT}) check-ins after a day of work\. Usually, (?P<usual>{N}) % "
        rf"of "
        r"such check-ins have one\.",
    )
    assert number(found["days"]) == len(empty) == c.numbers["days_without"]
    c.near(found["usual"], 100 * won / known, 0.501)
    c.near(c.numbers["usual_share"], won / known)
    rule = c.read(
        "threshold",
        rf"Shown after at least (?P<line>{COUNT}) check-ins without a win, if .+ \(p < \.001\)\. .+",
    )
    assert number(rule["line"]) == c.numbers["line"] == drought_line(known, won) <= len(empty)
    assert won / known >= 0.4
    usual = c.read(
        "comparison",
        rf"Your usual is based on (?P<known>{COUNT}) earlier check-ins after a day of work\. Days without a check-in, "
        r"and check-ins after a day off, aren't counted\.",
    )
    assert number(usual["known"]) == known == c.numbers["known_days"] >= 20
    c.same("reason", "Sometimes there are none, and sometimes they seem too small to write down.")
    c.same("question", "Was there a win this week, however small?")
    c.same("ends", "This nudge stops as soon as you log a win.")


def escalation_load(c: Case) -> None:
    r = c.recount
    days = r.severities(14, 1)
    c.lists({day: float(sum(found)) for day, found in days.items()}, "")
    usual, total, many = mean(r.usual_fortnights), r.severity(14, 1), sum(map(len, days.values()))
    found = c.read(
        "facts",
        rf"(?P<many>{COUNT}) escalations in two weeks, with a total severity of (?P<total>{N})\. Your usual "
        rf"total for two weeks is (?P<usual>{N})\.",
    )
    assert number(found["many"]) == many == c.numbers["escalations"] >= 8
    assert float(found["total"]) == total == c.numbers["severity"]
    c.near(found["usual"], usual, 0.051)
    c.near(c.numbers["usual_severity"], usual)
    c.near(c.numbers["line"], 1.7 * usual)
    assert total >= 1.7 * usual
    rule = c.read(
        "threshold",
        r"Shown after at least eight escalations with a total severity of at least 1\.7 times your usual, well outside "
        r"your usual range "
        rf"\(2 standard errors; here (?P<errors>{N})\), and above your usual without the most severe day too\. The "
        r"nudge appears as a card from 4\.8 standard errors, or from 3\.2 if mood or energy is down\. "
        r"An escalation without a severity counts as 2\. Asks aren't counted\.",
    )
    errors = c.numbers["standard_errors"]
    c.near(rule["errors"], errors, 0.051)
    spread = max(stdev(r.usual_fortnights) ** 2, 1.8 * 2.6 * (usual + 2), 4.0)
    assert total - max(map(sum, days.values())) > usual
    c.near(errors, (total - usual) / (spread * (1 + 1 / len(r.usual_fortnights))) ** 0.5)
    assert errors >= {"note": 2.0, "nudge": 3.2, "care": 9e9}[c.finding.level] - 0.01
    known = c.read(
        "comparison", rf"Your usual is the mean of the (?P<known>{COUNT}) fortnights before these two weeks\."
    )
    assert number(known["known"]) == len(r.usual_fortnights) == c.numbers["usual_blocks"] >= 4
    c.same("reason", "Dealing with other people's anger is work too.")
    c.same("question", "Could you debrief with someone, or could someone else take the next one?")
    c.same("ends", "This nudge stops once a two-week total is near your usual again.")


def weekend_off(c: Case) -> None:
    r = c.recount
    *before, newest = weekends(r)
    c.lists({day: r.hours(day) or 0.0 for day in newest}, "h")
    assert all(off(r.rows.get(day)) for day in newest)
    worked = 0
    for weekend in reversed(before):
        if not any(r.worked(day) for day in weekend):
            break
        worked += 1
    if {day.weekday() for day in newest} == {5, 6}:
        found = c.read("facts", rf"A full weekend off, after you worked (?P<many>{COUNT}) weekends in a row\.")
        rule = c.read(
            "threshold",
            rf"Shown when both days of a weekend are logged as off, after you worked at least (?P<line>{COUNT}) "
            r"weekends in a row\.",
        )
    else:
        found = c.read(
            "facts",
            rf"No work on your days off, .+, after you worked on days off (?P<many>{COUNT}) times in a row\.",
        )
        assert span(newest[0], newest[-1]).replace("\xa0", " ") in c.part("facts")
        rule = c.read(
            "threshold",
            r"Shown when two or more usual days off in a row are all logged as off, after you worked on such days "
            rf"at least (?P<line>{COUNT}) times in a row\.",
        )
    assert number(found["many"]) == worked == c.numbers["weekends_with_work"]
    assert number(rule["line"]) == c.numbers["line"] == 4 <= worked
    c.same("question", "What made that possible?")
    c.same("ends", "This is shown just once.")


def mornings_back(c: Case) -> None:
    r = c.recount
    ten, usual = r.ratings("energy", 9, 0), r.usual_rating("energy", 42, 119)
    assert usual is not None
    values = {day: one.energy for day, one in r.mornings.items() if day in set(r.span(9, 0))}
    c.lists({day: float(value) for day, value in sorted(values.items()) if value is not None}, "")
    then = [ratings for back in (14, 21, 28, 35) if len(ratings := r.ratings("energy", back + 9, back)) >= 6]
    lowest = min(map(fmean, then))
    found = c.read(
        "facts",
        rf"Your energy has averaged (?P<now>{N}) over the last ten days, up from (?P<then>{N}) a few weeks ago\. Your "
        rf"usual is (?P<usual>{N})\.",
    )
    for name, shown, true in (
        ("energy", found["now"], mean(ten)),
        ("energy_then", found["then"], lowest),
        ("usual_energy", found["usual"], usual[0]),
    ):
        c.near(shown, true, 0.051)
        c.near(c.numbers[name], true)
    c.same(
        "threshold",
        "Shown when your average energy over ten days is within 0.2 of your usual again, after being at least 0.75 "
        "below it.",
    )
    c.near(c.numbers["line"], usual[0] - 0.2)
    assert mean(ten) >= usual[0] - 0.2 - 1e-9
    assert usual[0] - lowest >= 0.75 - 1e-9
    known = c.read(
        "comparison",
        rf"Based on (?P<known>{COUNT}) mornings\. Your usual is based on mornings between 6 and 17 weeks "
        r"ago\.",
    )
    assert number(known["known"]) == len(ten) == c.numbers["mornings"]
    c.same("question", "What do you think helped?")
    c.same("ends", "This is shown just once.")


PEOPLE: Final[Mapping[str, Check]] = {
    "night_pings": night_pings,
    "strain": strain,
    "rating_shift": rating_shift,
    "low_mood": low_mood,
    "recovery": recovery,
    "wins_drought": wins_drought,
    "escalation_load": escalation_load,
    "weekend_off": weekend_off,
    "mornings_back": mornings_back,
}
