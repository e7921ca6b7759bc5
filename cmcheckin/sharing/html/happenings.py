"""Wins, escalations and asks, for the page of a share file."""

from __future__ import annotations

from datetime import date

from cmcheckin.sharing.html import charts
from cmcheckin.sharing.html.page import facts, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWin
from cmcheckin.sharing.story import Story, by_severity, days_open
from cmcheckin.wording import share_page as words
from cmcheckin.wording.week import QUOTES


def wins(share: ShareFile) -> Html:
    """Praise first, quoted with who gave it; then all else that went well."""
    praise = [_praise(win) for win in share.wins if win.kind == "thanks"]
    others = [_win(win) for win in share.wins if win.kind != "thanks"]
    return section(
        "wins",
        words.WINS,
        tag("div", *praise, class_="praise") if praise else None,
        tag("ul", *others, class_="wins") if others else None,
    )


def _praise(win: ShareWin) -> Html:
    quote = tag("blockquote", tag("p", "“", user(win.text.strip(QUOTES)), "”"))
    who = joined((user(win.sender), ", ")) if win.sender else None
    return tag("figure", quote, tag("figcaption", who, _day(win.day)))


def _win(win: ShareWin) -> Html:
    who = joined((words.FROM, " ", user(win.sender))) if win.sender else None
    return tag("li", tag("p", user(win.text)), facts(_day(win.day), user(win.kind), who))


def escalations(share: ShareFile, story: Story) -> Html:
    """What came in, the most severe first, each with its time and whether it could have waited."""
    gone = [one for one in share.escalations if one.kind != "ask"]
    if story.opened is None:
        return Html()
    if not story.opened and not gone:
        return section("escalations", words.CAME_IN, tag("p", words.NOTHING_CAME_IN))
    today = share.made.date()
    groups = []
    for severity, members in by_severity(gone):
        name = tag("h3", charts.steps(severity or 0) if severity else None, words.severity(severity))
        groups.append(tag("div", name, tag("ul", *(_escalation(one, today) for one in members)), class_="group"))
    summed = facts(*words.came_in(story.opened, story.resolved, story.minutes, story.could_wait)) if gone else None
    return section("escalations", words.CAME_IN, summed, tag("div", *groups, class_="groups") if groups else None)


def _escalation(one: ShareEscalation, today: date) -> Html:
    wait = None if one.could_wait is None else words.COULD_WAIT if one.could_wait else words.COULD_NOT_WAIT
    said = facts(
        words.state(one.status, days_open(one, today), dated=one.resolved is not None),
        joined((words.WITH, " ", user(one.handed_to))) if one.handed_to else None,
        words.time(one.minutes) if one.minutes else None,
        tag("strong", wait) if one.could_wait else wait,
        words.OUT_OF_HOURS if one.out_of_hours else None,
        user(one.kind),
        _day(one.opened),
    )
    return tag("li", tag("p", user(one.title), class_="what"), said, _more(one))


def asks(share: ShareFile) -> Html:
    """What the community wants, who it was carried to and how long it waits; the oldest that waits first."""
    kept = [*share.asks, *(one for one in share.escalations if one.kind == "ask")]
    today = share.made.date()
    ordered = sorted(kept, key=lambda one: (one.status == "resolved", one.opened, one.id))
    lines = [
        tag(
            "li",
            tag("p", user(one.title), class_="what"),
            facts(
                tag("strong", words.asked(days_open(one, today), one.status)),
                joined((words.WITH, " ", user(one.handed_to))) if one.handed_to else None,
                words.time(one.minutes) if one.minutes else None,
                _day(one.opened),
            ),
            _more(one),
        )
        for one in ordered
    ]
    return section("asks", words.ASKS, tag("ul", *lines, class_="asks") if lines else None)


def _more(one: ShareEscalation) -> Html:
    """Where it came from and what came of it, in the words they were shared in."""
    said = ((words.CAUSE, one.cause), (words.OUTCOME, one.outcome))
    lines = [tag("div", tag("dt", name), tag("dd", user(text))) for name, text in said if text]
    return tag("dl", *lines, class_="more") if lines else Html()


def _day(day: date) -> Html:
    return tag("time", words.on(day), datetime=day.isoformat())
