"""A share file as Markdown, the content of the page. What people wrote is text in it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from cmcheckin.domain.text import clean
from cmcheckin.sharing.html.share import headline
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareMetric, ShareWeek, ShareWin
from cmcheckin.sharing.story import Story, by_severity, days_open
from cmcheckin.wording import share_page as words
from cmcheckin.wording.entries import MOOD, WORKLOAD
from cmcheckin.wording.share import IN_NUMBERS

# Reference characters are taken for text by every renderer, those of old that know no `\<` too.
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS: Final = re.compile(r"[\\`*_\[\]|~$]")
_BEGIN: Final = re.compile(r"[-+#=:]|\d{1,9}(?=[.)])")
# What renderers turn into links without being asked. A code span in the middle parts it whatever a renderer joins.
_LINKED: Final = re.compile(r"(?i)(?<=\w)://|(?<=\bwww)\.|(?<=\S)@(?=\S)|(?<=\bmailto):|(?<=\bxmpp):")
Column = tuple[str, Callable[[ShareWeek], str]]
COLUMNS: Final[tuple[Column, ...]] = (
    (words.HOURS_COLUMNS[0], lambda week: words.hours_cell(week.hours)),
    (words.HOURS_COLUMNS[1], lambda week: words.hours_cell(week.usual_hours)),
    (words.HOURS_COLUMNS[2], lambda week: words.count_cell(week.days_worked)),
    (words.HOURS_COLUMNS[3], lambda week: words.count_cell(week.days_not_said or None)),
    (words.WORKLOAD_TITLE, lambda week: words.rating_cell(week.workload, WORKLOAD)),
    (words.WEEKLY_COLUMNS[0], lambda week: words.time_cell(week.after_hours_minutes)),
    (words.WEEKLY_COLUMNS[1], lambda week: words.count_cell(week.night_pings)),
    (words.WEEKLY_COLUMNS[2], lambda week: words.count_cell(week.escalations_opened)),
    (words.WEEKLY_COLUMNS[3], lambda week: words.count_cell(week.escalations_resolved)),
    (words.WEEKLY_COLUMNS[4], lambda week: words.count_cell(week.escalations_open)),
    (words.WEEKLY_COLUMNS[5], lambda week: words.time_cell(week.minutes_on_escalations)),
    (words.WEEKLY_COLUMNS[6], lambda week: words.count_cell(week.could_have_waited)),
    (words.WEEKLY_COLUMNS[7], lambda week: words.time_cell(week.support_minutes)),
    (words.COMMUNITY, lambda week: words.rating_cell(week.community, MOOD)),
    (words.WEEKLY_COLUMNS[9], lambda week: words.against(week.mood, "") if week.mood else words.EMPTY),
    (words.WEEKLY_COLUMNS[10], lambda week: words.against(week.energy, "") if week.energy else words.EMPTY),
)
"""What a week says in numbers and single words: a line each, or for several weeks a column."""


def user(text: str) -> str:
    """What somebody wrote, on one line, so that no renderer takes it for markup, HTML or a link."""
    kept = clean(text)
    parts: list[str] = []
    at = 0
    for found in _LINKED.finditer(kept):
        parts += [_escaped(kept[at : found.start()], first=not at), f"`{found.group()}`"]
        at = found.end()
    return "".join([*parts, _escaped(kept[at:], first=not at)])


def _escaped(text: str, *, first: bool) -> str:
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", text).translate(_ENTITIES)
    if first and (begin := _BEGIN.match(marked)):
        sign = begin.group()
        marked = f"{sign}\\{marked[len(sign) :]}" if sign.isdigit() else f"\\{marked}"
    return marked


def render(share: ShareFile) -> str:
    """The whole document, with a newline at its end. Never raises for anything that a ShareFile can hold."""
    return "\n".join(_lines(share)) + "\n"


def _lines(share: ShareFile) -> Iterator[str]:
    story = Story.of(share)
    when = words.when(share.first, share.last)
    yield f"# {user(share.name)} · {when}" if share.name else f"# {when}"
    yield from ("", f"**{headline(story)}.**", "")
    yield words.shared_on(share.made.date(), unfinished=story.unfinished, days_not_said=story.days_not_said)
    if share.help:
        yield from ("", f"## {words.HELP}", "", user(share.help))
    yield from _numbers(share.weeks)
    yield from _section(words.WINS, (_win(win) for win in share.wins))
    today = share.made.date()
    kept = [one for one in share.escalations if one.kind != "ask"]
    if kept:
        yield from ("", f"## {words.CAME_IN}")
        for severity, members in by_severity(kept):
            yield from ("", f"### {words.severity(severity)}", "")
            yield from (
                _escalation(one, words.state(one.status, days_open(one, today), dated=bool(one.resolved)))
                for one in members
            )
    elif story.opened is not None:
        said = words.came_in_unlisted(story.opened) if story.opened else words.NOTHING_CAME_IN
        yield from ("", f"## {words.CAME_IN}", "", said)
    asks = [*share.asks, *(one for one in share.escalations if one.kind == "ask")]
    yield from _section(
        words.ASKS, (_escalation(one, words.asked(days_open(one, today), one.status)) for one in _ordered(asks))
    )
    several = len(share.weeks) > 1
    yield from _section(
        words.COMMUNITY,
        (_joined(user(line), _label(week) if several else "") for week in share.weeks for line in week.community_feels),
    )
    yield from _section(
        words.OWN_NUMBERS,
        (_joined(_metric(one), _label(week) if several else "") for week in share.weeks for one in week.metrics),
    )
    if any(week.mood or week.energy for week in share.weeks):
        yield from ("", words.SELF_MEANING)
    yield from ("", words.FOOTER)
    if share.fields:
        yield words.ticked(share.fields)


def _numbers(weeks: tuple[ShareWeek, ...]) -> Iterator[str]:
    """A week as a list, several as a table; what nothing is said in is left out."""
    rows = [[cell(week) for _, cell in COLUMNS] for week in weeks]
    kept = [n for n in range(len(COLUMNS)) if any(row[n] != words.EMPTY for row in rows)]
    if not kept:
        return
    if len(weeks) == 1:
        yield from ("", f"## {IN_NUMBERS}", "")
        yield from (f"- {COLUMNS[n][0]}: {rows[0][n]}" for n in kept)
        return
    yield from ("", f"## {words.WEEK_BY_WEEK}", "")
    yield _row([words.WEEK.capitalize(), *(COLUMNS[n][0] for n in kept)])
    yield _row(["---"] * (len(kept) + 1))
    yield from (_row([_label(week), *(row[n] for n in kept)]) for week, row in zip(weeks, rows, strict=True))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", f"## {title}", "", *(f"- {line}" if not line.startswith("- ") else line for line in told))


def _label(week: ShareWeek) -> str:
    return words.week_label(week.week, year=True)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _win(win: ShareWin) -> str:
    sender = f"{words.FROM} {user(win.sender)}" if win.sender else ""
    return _joined(user(win.text), " ".join(words.on(win.day).split()), user(win.kind), sender)


def _escalation(one: ShareEscalation, state: str) -> str:
    wait = "" if one.could_wait is None else words.COULD_WAIT if one.could_wait else words.COULD_NOT_WAIT
    said = _joined(
        user(one.title),
        state,
        f"{words.WITH} {user(one.handed_to)}" if one.handed_to else "",
        words.time(one.minutes) if one.minutes else "",
        wait,
        words.OUT_OF_HOURS if one.out_of_hours else "",
        user(one.kind) if one.kind != "ask" else "",
        " ".join(words.on(one.opened).split()),
    )
    more = ((words.CAUSE, one.cause), (words.OUTCOME, one.outcome))
    return "\n".join((f"- {said}", *(f"  - {name}: {user(text)}" for name, text in more if text)))


def _ordered(asks: Iterable[ShareEscalation]) -> list[ShareEscalation]:
    return sorted(asks, key=lambda one: (one.status == "resolved", one.opened, one.id))


def _metric(one: ShareMetric) -> str:
    unit = f" {user(one.unit)}" if one.unit else ""
    return f"{user(one.name)}: {words.number_of_own(one.mean)}{unit}"
