"""Wins, escalations and asks, for the page of a share file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cmcheckin.sharing.html import charts
from cmcheckin.sharing.html.page import facts, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWin, day_made
from cmcheckin.sharing.summary import ShareSummary, asks_of, by_severity, days_open, escalations_of
from cmcheckin.wording import share_page as words
from cmcheckin.wording.review_facts import as_told
from cmcheckin.wording.week import QUOTES


def wins(share: ShareFile) -> Html:
    """Praise first, quoted with who gave it; then all else that went well."""
    return wins_of(((win, None) for win in share.wins), day_made(share.made))


def wins_of(told: Iterable[tuple[ShareWin, Html | None]], today: date, after: Html | None = None) -> Html:
    """Wins, each with whose it is where that is not said by the page. `after` stands below them."""
    kept = list(told)
    praise = [_praise(win, whose, today) for win, whose in kept if win.kind == "thanks"]
    others = [_win(win, whose, today) for win, whose in kept if win.kind != "thanks"]
    return section(
        "wins",
        words.WINS,
        tag("div", *praise, class_="praise") if praise else None,
        tag("ul", *others, class_="wins") if others else None,
        after,
    )


def _praise(win: ShareWin, whose: Html | None, today: date) -> Html:
    quote = tag("blockquote", tag("p", "“", user(win.text.strip(QUOTES)), "”"))
    to = joined((words.TO, " ", whose)) if whose else None
    who = joined((words.FROM, " ", user(win.sender))) if win.sender else None
    return tag("figure", quote, tag("figcaption", joined((who, to, day_element(win.day, today)), ", ")))


def _win(win: ShareWin, whose: Html | None, today: date) -> Html:
    who = joined((words.FROM, " ", user(win.sender))) if win.sender else None
    return tag("li", tag("p", user(win.text)), facts(whose, day_element(win.day, today), user(win.kind), who))


def escalations(share: ShareFile, story: ShareSummary) -> Html:
    """What came in, the most severe first, each with its time and whether it could have waited."""
    if story.opened is None:
        return Html()
    if not story.listed:
        said = words.came_in_unlisted(story.opened) if story.opened else words.NOTHING_CAME_IN
        return section("escalations", words.CAME_IN, tag("p", said))
    today = day_made(share.made)
    kept = [
        (severity, escalation(one, days_open(one, today), today))
        for severity, members in by_severity(escalations_of(share))
        for one in members
    ]
    summed = facts(*words.came_in(story.opened, story.resolved, story.minutes, story.could_have_waited))
    return section("escalations", words.CAME_IN, summed, groups(kept))


def groups(kept: Iterable[tuple[int | None, Html]]) -> Html:
    """Lines under the names of their severities, in the order they come in."""
    named: dict[int | None, list[Html]] = {}
    for severity, line in kept:
        named.setdefault(severity, []).append(line)
    made = (
        tag(
            "div",
            tag("h3", charts.steps(severity) if severity else None, words.severity(severity)),
            tag("ul", *lines),
            class_="group",
        )
        for severity, lines in named.items()
    )
    return tag("div", *made, class_="groups") if named else Html()


def escalation(
    one: ShareEscalation, days: int, today: date, whose: Html | None = None, told: date | None = None
) -> Html:
    """A line on an escalation that stands, or stood, so many days. What is still open stands out. `told`: when it was,
    where that is a while ago."""
    state = words.state(one.status, days, dated=one.resolved is not None)
    return _line(one, state, user(one.kind), today, whose, told)


def asks(share: ShareFile) -> Html:
    """What the community wants, who it was carried to and how long it waits; the oldest that waits first."""
    today = day_made(share.made)
    lines = [ask(one, days_open(one, today), today) for one in asks_of(share)]
    return section("asks", words.ASKS, tag("ul", *lines, class_="asks") if lines else None)


def ask(one: ShareEscalation, days: int, today: date, whose: Html | None = None, told: date | None = None) -> Html:
    """A line on an ask that waits, or waited, so many days; `told` as above."""
    return _line(one, words.asked(days, one.status), None, today, whose, told)


def _line(
    one: ShareEscalation, state: str, kind: Html | None, today: date, whose: Html | None, told: date | None
) -> Html:
    wait = None if one.could_wait is None else words.COULD_WAIT if one.could_wait else words.COULD_NOT_WAIT
    said = facts(
        whose,
        state if one.status == "resolved" else tag("strong", state),
        as_told(told) or None,
        joined((words.WITH, " ", user(one.handed_to))) if one.handed_to else None,
        words.time(one.minutes) if one.minutes else None,
        wait,
        words.OUT_OF_HOURS if one.out_of_hours else None,
        kind,
        day_element(one.opened, today),
    )
    return tag("li", tag("p", user(one.title), class_="what"), said, _more(one))


def _more(one: ShareEscalation) -> Html:
    """Where it came from and what came of it, in the words they were shared in."""
    said = ((words.CAUSE, one.cause), (words.OUTCOME, one.outcome))
    lines = [tag("div", tag("dt", name), tag("dd", user(text))) for name, text in said if text]
    return tag("dl", *lines, class_="more") if lines else Html()


def day_element(on: date, today: date) -> Html:
    """A day, as a reader and as a program reads it."""
    return tag("time", words.on(on, today), datetime=on.isoformat())
