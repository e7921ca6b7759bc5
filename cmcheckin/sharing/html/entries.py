"""The wins, escalations and asks on the page of a share file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cmcheckin.sharing.html import charts
from cmcheckin.sharing.html.page import facts, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWin, day_made
from cmcheckin.sharing.summary import ShareSummary, asks_of, days_open, escalations_of, group_by_severity
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words
from cmcheckin.wording.review_facts import as_of
from cmcheckin.wording.week import QUOTES


def wins(wins_with_owners: Sequence[tuple[ShareWin, Html | None]], today: date, footer: Html | None = None) -> Html:
    """Return wins as on `today`: praise first, quoted with its sender. Each win has its owner where the page doesn't
    name one. `footer` is placed below them."""
    praise = [_praise(win, owner, today) for win, owner in wins_with_owners if win.kind == "thanks"]
    others = [
        tag("li", tag("p", user(win.text)), facts(owner, day_element(win.day, today), user(win.kind), sender(win)))
        for win, owner in wins_with_owners
        if win.kind != "thanks"
    ]
    return joined(
        tag("div", *praise, class_="praise") if praise else None,
        tag("ul", *others, class_="wins") if others else None,
        footer,
    )


def _praise(win: ShareWin, owner: Html | None, today: date) -> Html:
    quote = tag("blockquote", tag("p", "“", user(win.text.strip(QUOTES)), "”"))
    recipient = joined(words.TO, " ", owner) if owner else None
    caption = joined(sender(win), recipient, day_element(win.day, today), between=", ")
    return tag("figure", quote, tag("figcaption", caption))


def sender(win: ShareWin) -> Html | None:
    """Return who gave the praise; None if the win has no sender."""
    return joined(words.FROM, " ", user(win.sender)) if win.sender else None


def escalations_section(share: ShareFile, summary: ShareSummary) -> Html:
    """Return the escalations of `share`, the most severe first, with their totals."""
    if summary.opened is None:
        return Html()
    if not summary.listed:
        text = words.escalation_total(summary.opened) if summary.opened else words.NOTHING_CAME_IN
        return section("escalations", words.ESCALATIONS, tag("p", text))
    today = day_made(share.made)
    lines = [
        (severity, entry_line(escalation, days_open(escalation, today), today))
        for severity, members in group_by_severity(escalations_of(share))
        for escalation in members
    ]
    sums = facts(*words.escalation_counts(summary.opened, summary.resolved, summary.minutes, summary.could_have_waited))
    return section("escalations", words.ESCALATIONS, sums, severity_groups(lines))


def severity_groups(lines: Iterable[tuple[int | None, Html]]) -> Html:
    """Return `lines` below headings of their severity, in the given order."""
    by_severity: dict[int | None, list[Html]] = {}
    for severity, line in lines:
        by_severity.setdefault(severity, []).append(line)
    groups = []
    for severity, group in by_severity.items():
        dots = charts.severity_dots(severity) if severity else None
        heading = tag("h3", dots, words.severity_heading(severity))
        groups.append(tag("div", heading, tag("ul", *group), class_="group"))
    return tag("div", *groups, class_="groups") if by_severity else Html()


def asks_section(share: ShareFile) -> Html:
    """Return the asks of `share`: what the community wants, who has it, and how long it has waited."""
    today = day_made(share.made)
    lines = [entry_line(ask, days_open(ask, today), today, is_ask=True) for ask in asks_of(share)]
    return section("asks", words.ASKS, tag("ul", *lines, class_="asks") if lines else None)


def entry_line(
    entry: ShareEscalation,
    days: int,
    today: date,
    owner: Html | None = None,
    shared_on: date | None = None,
    *,
    is_ask: bool = False,
    marked: str | None = None,
) -> Html:
    """Return a line about the escalation or ask `entry`, which has been, or was, open for `days` on `today`.

    `owner`: whose it is, where the page doesn't show it. `shared_on`: the day it was shared, if long ago. `is_ask`:
    whether it is listed as an ask, which shows no kind. `marked`: what the manager marked it as.
    """
    if is_ask:
        state = words.ask_status(days, entry.status)
    else:
        state = words.status_text(entry.status, days, dated=entry.resolved is not None)
    wait = None if entry.could_wait is None else words.COULD_WAIT if entry.could_wait else words.COULD_NOT_WAIT
    line = facts(
        owner,
        state if entry.status == "resolved" else tag("strong", state),
        as_of(shared_on, today) or None,
        joined(words.WITH, " ", user(entry.handed_to)) if entry.handed_to else None,
        formats.minutes(entry.minutes) if entry.minutes else None,
        wait,
        words.OUT_OF_HOURS if entry.out_of_hours else None,
        None if is_ask else user(entry.kind),
        day_element(entry.opened, today),
        marked,
    )
    return tag("li", tag("p", user(entry.title), class_="what"), line, _details(entry))


def _details(entry: ShareEscalation) -> Html:
    """Return the cause and the outcome, in the words they were shared in."""
    texts = ((words.CAUSE, entry.cause), (words.OUTCOME, entry.outcome))
    lines = [tag("div", tag("dt", name), tag("dd", user(text))) for name, text in texts if text]
    return tag("dl", *lines, class_="more") if lines else Html()


def day_element(day: date, today: date) -> Html:
    """Return `day` as text with its ISO date."""
    return tag("time", words.day_text(day, today), datetime=day.isoformat())
