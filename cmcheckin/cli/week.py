"""`week`: Monday to Sunday as text, the same summary as on the screen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output, week_figures
from cmcheckin.cli.argument_types import add_json, read_week
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.show import document
from cmcheckin.cli.text_layout import WIDTH, cells, pad, wrapped
from cmcheckin.domain.numbers import whole as to_whole
from cmcheckin.domain.records import Records, encode
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.week import Day, WeekSummary, reach, week_summary, with_open_escalations
from cmcheckin.wording import week as words
from cmcheckin.wording.record_words import win_words
from cmcheckin.wording.trends import ledger_line

DETAILS = """\
WEEK is 2026-W47, W47, last week, -1 or a day in it; this week by default.
Bars run from 0 to 12 hours in every week. A day that nobody told of is "not
said", which is not the same as a day off.

--json prints one document: week, from, to and the week's figures (null where
nothing was said), "days" with each day's records as `cmcheckin show --json`,
"known" for each (work, off, leave, sick, unknown, before, today or ahead, where
before is a day before your first entry), and "open", the escalations still open
when the week ended."""
SCALE: Final = 12
"""Hours a full bar stands for, in every week, so that bars can be compared."""
BAR: Final = 24
"""Cells of a full bar."""
TOTAL: Final = "total"
USUAL: Final = "usual"
EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?", help="2026-W47, W47, last week, -1 or a day in it")
    add_json(parser, "one JSON document")


def run(args: argparse.Namespace, program: Program) -> int:
    week = read_week(args.week, program.clock.today())
    if args.json:
        records, summary = _summary(program, week)
        output.print_data([output.json_line(as_document(records, summary))])
        return report_missing(program)
    return show(program, week)


def show(program: Program, week: Week | None) -> int:
    """Prints a week, this one unless said."""
    _, summary = _summary(program, week or Week.of(program.clock.today()))
    output.print_text(line.rstrip() for line in lines(summary))
    return report_missing(program)


def _summary(program: Program, week: Week) -> tuple[Records, WeekSummary]:
    near = program.journal.between(*reach(week))
    records = with_open_escalations(near, program.journal.open_since(week.monday))
    today, now = program.clock.today(), program.clock.now()
    logged_from = first_day(near, week.monday, program.journal.between)
    return near, week_summary(records, week, today, now, program.settings.schedule, logged_from)


def as_document(records: Records, found: WeekSummary) -> dict[str, Any]:
    """The week as JSON: figures as `trends` names them, then its days and what was open."""
    return {
        **week_figures.document(found.week, found.figures, found.usual.hours),
        "days": [document(day.date, records.between(day.date, day.date)) | {"known": day.kind} for day in found.days],
        "open": [encode(item) for item in found.open],
    }


def lines(found: WeekSummary) -> Iterator[str]:
    """The week at 80 columns."""
    yield sides(words.title(found.week, found.today), words.place(found.week, found.today))
    yield ""
    if found.empty and not found.open:
        yield f"  {words.EMPTY_WEEK}"
        return
    heads = "".join(f"{name:>9}" for name in words.COLUMNS[1:])
    yield f"  {'':8}{words.COLUMNS[0]:>6}  {'':{BAR}}{heads}"
    for day in found.days:
        yield _row(day)
    figures, usual = found.figures, found.usual
    told = words.days_told(figures.days_worked, figures.days_off, figures.days_unknown, figures.doubtful)
    yield "" if len(told) <= BAR else f"  {'':16}{told}"
    yield _totals(
        TOTAL,
        figures.hours,
        told if len(told) <= BAR else "",
        (
            words.minutes(figures.after_hours_minutes),
            *map(words.mean, (figures.mood, figures.energy, figures.workload)),
        ),
    )
    yield _totals(
        USUAL,
        usual.hours,
        words.usual_from(usual.weeks, usual.through, known=usual.known),
        (words.minutes(usual.after_hours_minutes), *map(words.mean, (usual.mood, usual.energy, usual.workload))),
    )
    yield from _told(found)


def _row(day: Day) -> str:
    hours = words.hours_cell(day.hours, doubtful=day.doubtful)
    drawn = bar(day.hours) if day.hours is not None else words.KINDS.get(day.kind, words.WORKED)
    if day.hours is not None and day.kind != "work":
        drawn = f"{drawn} {words.KINDS.get(day.kind, '')}".strip()
    cellsof = (words.minutes(day.after_hours_minutes), *map(words.number, (day.mood, day.energy, day.workload)))
    return f"  {words.day_label(day.date):8}{hours:>6}  {pad(drawn, BAR)}{_cells(cellsof)}"


def bar(hours: float, full: float = SCALE, width: int = BAR) -> str:
    """Hours on one scale, `full` of them filling `width` cells; what goes beyond it ends in an arrow."""
    eighths = to_whole(min(hours, full) / full * width * 8)
    whole, rest = divmod(eighths, 8)
    if hours > full:
        return "█" * (width - 1) + "▶"
    return ("█" * whole + (EIGHTHS[rest] if rest else "")) or "▏"


def _cells(values: tuple[str, ...]) -> str:
    return "".join(f"{value:>9}" for value in values)


def _totals(name: str, hours: float | None, told: str, values: tuple[str, ...]) -> str:
    return f"  {name:8.8}{words.number(hours):>6}  {pad(told[:BAR], BAR)}{_cells(values)}"


def _told(found: WeekSummary) -> Iterator[str]:
    figures = found.figures
    if moved := words.moved(
        figures.escalations_opened, figures.escalations_resolved, figures.minutes_on_escalations, figures.night_pings
    ):
        yield from ("", *wrapped("  ", f"Escalations: {moved}"))
    if found.rest is not None and (rest := ledger_line(*found.rest.amounts)):
        yield from ("", *wrapped("  ", rest))
    if found.wins:
        yield from ("", f"  {words.WINS}")
        for told in found.wins:
            yield from wrapped("  · ", win_words(told.win))
    if found.thanks:
        yield from ("", f"  {words.THANKS}")
        for told in found.thanks:
            text, sender = words.thanks(told.win, "“", "”")
            yield from wrapped("  · ", f"{text}, {sender}" if sender else text)
    if found.open:
        yield from ("", f"  {words.OPEN}")
        for item in found.open:
            title = f"{item.title} ({words.escalation_state(item, found.now)})"
            yield from wrapped("  · ", title)
    if found.community:
        yield from ("", f"  {words.COMMUNITY}")
        for text in found.community:
            yield from wrapped("  · ", text)


def sides(left: str, right: str) -> str:
    """Two texts on one line, at its two ends."""
    return left + " " * max(WIDTH - cells(left) - cells(right), 1) + right
