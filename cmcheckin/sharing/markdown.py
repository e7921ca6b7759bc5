"""A share file as Markdown: the same content as the page, to be read in a mail, a wiki or a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cmcheckin.sharing.html.share import headline
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin
from cmcheckin.sharing.story import Story, by_severity, days_open
from cmcheckin.wording import share_page as words
from cmcheckin.wording.markdown import escaped
from cmcheckin.wording.week import QUOTES


def render(share: ShareFile) -> str:
    """The whole of it. What was not ticked has no part in it."""
    return "\n".join(_lines(share)).rstrip() + "\n"


def _lines(share: ShareFile) -> Iterator[str]:
    story = Story.of(share)
    yield f"# {escaped(words.title(share.name, share.first, share.last))}"
    yield from ("", headline(story), "")
    yield words.shared_on(share.made.date(), unfinished=story.unfinished, days_not_said=story.days_not_said)
    if share.help.strip():
        yield from ("", f"## {words.HELP}", "", escaped(share.help))
    for week in share.weeks:
        yield from _week(week, several=len(share.weeks) > 1)
    yield from _wins(share.wins)
    yield from _came_in(share, story)
    yield from _asks(share)
    yield from ("", "---", "", words.FOOTER)
    if share.fields:
        yield words.ticked(share.fields)


def _week(week: ShareWeek, *, several: bool) -> Iterator[str]:
    facts = list(_facts(week))
    if not facts:
        return
    yield from ("", f"## {words.week_label(week.week, year=True) if several else words.WORK}", "")
    yield from (f"- {fact}" for fact in facts)


def _facts(week: ShareWeek) -> Iterator[str]:
    if week.hours is not None:
        beside = words.hours_beside(week.hours, week.usual_hours, week.days_worked, week.days_not_said)
        yield f"{words.HOURS}: {', '.join((words.hours_cell(week.hours), *beside))}"
    if week.workload is not None:
        yield f"{words.WORKLOAD_TITLE}: {words.workload(week.workload)}"
    outside = words.out_of_hours(week.after_hours_minutes, week.night_pings)
    if outside:
        yield f"{words.AFTER}: {', '.join(outside)}"
    if week.support_minutes is not None:
        yield f"{words.SUPPORT}: {words.time(week.support_minutes)}"
    if week.community is not None:
        yield f"{words.COMMUNITY}: {words.mood(week.community)}"
    yield from (f"{words.COMMUNITY}: {escaped(line)}" for line in week.community_feels)
    for metric in week.metrics:
        unit = f" {escaped(metric.unit)}" if metric.unit else ""
        yield f"{escaped(metric.name)}: {words.number_of_own(metric.mean)}{unit}"
    for name, word in zip(words.SELF_COLUMNS, (week.mood, week.energy), strict=True):
        if word is not None:
            yield f"{name}: {words.against(word, '')}"


def _wins(wins: tuple[ShareWin, ...]) -> Iterator[str]:
    if not wins:
        return
    yield from ("", f"## {words.WINS}", "")
    for win in sorted(wins, key=lambda win: win.kind != "thanks"):
        text = f"“{escaped(win.text.strip(QUOTES))}”" if win.kind == "thanks" else escaped(win.text)
        sender = f"{words.FROM} {escaped(win.sender)}" if win.sender else ""
        yield f"- {', '.join(filter(None, (text, sender, words.on(win.day))))}"


def _came_in(share: ShareFile, story: Story) -> Iterator[str]:
    if story.opened is None:
        return
    yield from ("", f"## {words.CAME_IN}", "")
    if not story.listed:
        yield words.came_in_unlisted(story.opened) if story.opened else words.NOTHING_CAME_IN
        return
    yield ", ".join(words.came_in(story.opened, story.resolved, story.minutes, story.could_wait))
    yield ""
    for severity, members in by_severity(one for one in share.escalations if one.kind != "ask"):
        for one in members:
            yield f"- **{words.severity(severity)}**: {escaped(one.title)} ({', '.join(_told(one, share.made.date()))})"
            yield from _more(one)


def _told(one: ShareEscalation, today: date) -> Iterator[str]:
    yield words.state(one.status, days_open(one, today), dated=one.resolved is not None)
    if one.handed_to:
        yield f"{words.WITH} {escaped(one.handed_to)}"
    if one.minutes:
        yield words.time(one.minutes)
    if one.could_wait is not None:
        yield words.COULD_WAIT if one.could_wait else words.COULD_NOT_WAIT
    if one.out_of_hours:
        yield words.OUT_OF_HOURS


def _asks(share: ShareFile) -> Iterator[str]:
    kept: Iterable[ShareEscalation] = [*share.asks, *(one for one in share.escalations if one.kind == "ask")]
    lines = sorted(kept, key=lambda one: (one.status == "resolved", one.opened, one.id))
    if not lines:
        return
    yield from ("", f"## {words.ASKS}", "")
    for one in lines:
        told = [words.asked(days_open(one, share.made.date()), one.status)]
        told += [f"{words.WITH} {escaped(one.handed_to)}"] if one.handed_to else []
        yield f"- {escaped(one.title)} ({', '.join(told)})"
        yield from _more(one)


def _more(one: ShareEscalation) -> Iterator[str]:
    for name, text in ((words.CAUSE, one.cause), (words.OUTCOME, one.outcome)):
        if text:
            yield f"  {name}: {escaped(' '.join(text.split()))}"
