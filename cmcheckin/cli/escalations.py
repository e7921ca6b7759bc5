"""`escalations`: list escalations, or what each cause cost, and update one of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin.escalations import status_changes
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import add_range, read_range
from cmcheckin.cli.files import report_missing, report_open_conflicts
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_json, print_message, print_text, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain import fields
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import STATUSES, Escalation
from cmcheckin.domain.figures import CauseCost
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.escalations import ORDERS, fold, in_order, time_open, with_cause
from cmcheckin.services.escalations import read_causes, read_list, save_update, unreadable
from cmcheckin.wording import escalations as words
from cmcheckin.wording.command_messages import nothing_changed
from cmcheckin.wording.week import escalation_state

ALL: Final = "all"
MOST_NAMED: Final = 5
"""How many escalations are named when a title matches several."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", nargs="?", choices=("update",))
    parser.add_argument("which", metavar="ESCALATION", nargs="?")
    parser.add_argument("--status", choices=(*STATUSES, ALL))
    parser.add_argument("--by", choices=ORDERS)
    parser.add_argument("--cause", metavar="TEXT")
    add_range(parser)
    parser.add_argument("--text", metavar="TEXT")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args)
        return run_part(program, "escalations")
    if args.action is not None:
        return _update(args, program)
    if args.text is not None:
        raise CommandError(USAGE, words.TEXT_WITHOUT_UPDATE)
    first, last = read_range(args.first, args.last, program.clock.today())
    # The cost of a cause includes its resolved escalations.
    status = args.status or (ALL if args.by == "cause" else None)
    found = read_list(program.journal, with_resolved=status in (ALL, "resolved"))
    items = [one for one in found if first <= one.day <= last and status in (None, ALL, one.status or "open")]
    items = in_order(with_cause(items, args.cause or ""), args.by or ORDERS[0])
    now, today, schedule = program.clock.now(), program.clock.today(), program.settings.schedule
    if args.json:
        costs = read_causes(program.journal, items, schedule)
        print_json([escalations_document(items, costs, now, schedule)])
    elif not items:
        is_part = bool(args.status or args.cause or args.first or args.last)
        print_text(words.none_listed(is_part=is_part, has_all=status == ALL))
    elif args.by == "cause":
        print_text(cause_lines(read_causes(program.journal, items, schedule), now, today))
    else:
        print_text(escalation_lines(items, words.ORDERS[args.by or ORDERS[0]], now))
    report_open_conflicts(program)
    return report_missing(program)


def escalation_lines(items: Sequence[Escalation], order: str, now: datetime) -> Iterator[str]:
    """Yield the lines of `items` at 80 columns, each with its state, update and id. `order` names their order."""
    yield f"{words.TITLE} {order}"
    for item in items:
        yield ""
        yield from wrapped("  ", item.title)
        yield from wrapped("    ", escalation_state(item, now))
        if item.updates:
            yield from wrapped("    ", words.latest_update(item))
        yield f"    {item.id}"


def cause_lines(costs: Sequence[CauseCost], now: datetime, today: date) -> Iterator[str]:
    """Yield the lines of `costs`, each cause with its escalations, at 80 columns."""
    yield from wrapped("", f"{words.CAUSES_TITLE}, {words.CAUSES_ORDER}")
    yield from wrapped("", words.total(costs))
    for one in costs:
        yield ""
        yield from wrapped("  ", words.cause_name(one))
        for text in filter(None, (words.cost(one), words.span(one, today), words.community(one))):
            yield from wrapped("    ", text)
        for item in one.items:
            yield from wrapped("    · ", f"{item.title} ({words.state(item, now)})")


def escalations_document(
    items: Sequence[Escalation], costs: Sequence[CauseCost], now: datetime, schedule: Schedule
) -> dict[str, object]:
    """Return `items` and their `costs` as a JSON document."""
    return {
        "escalations": [_item(one, now, schedule) for one in items],
        "causes": [_cause(one) for one in costs],
    }


def _item(item: Escalation, now: datetime, schedule: Schedule) -> dict[str, object]:
    """Return `item` with all fields of an export, even null and empty ones, and the values derived from them."""
    open_for = time_open(item, now)
    return {
        **item.raw(),
        "status": item.status or "open",
        "day": item.day.isoformat(),
        "age_days": None if open_for is None else open_for.days,
        "night_ping": schedule.at_night(item.opened),
    }


def _cause(one: CauseCost) -> dict[str, object]:
    return {
        "cause": one.cause or None,
        "escalations": len(one.items),
        "open": one.open,
        "minutes": one.minutes,
        "without_minutes": one.untimed,
        "night_pings": one.night_pings,
        "could_have_waited": one.could_have_waited,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "days": one.days,
        "community_rated_days": one.rated_days,
        "community_low_days": one.low_days,
        "ids": [item.id for item in one.items],
    }


def _update(args: argparse.Namespace, program: Program) -> int:
    """Save a status and a line of text for one escalation, as one change."""
    listing = {"--by": args.by, "--cause": args.cause, "--from": args.first, "--to": args.last, "--json": args.json}
    if flag := next((flag for flag, value in listing.items() if value), None):
        raise CommandError(USAGE, words.NOT_WITH_UPDATE.format(flag=flag))
    if args.which is None or not (args.status or args.text is not None):
        raise CommandError(USAGE, words.UPDATE_WHAT)
    if args.status == ALL:
        raise CommandError(USAGE, words.ALL_IS_NO_STATUS)
    now = program.clock.now()
    try:
        text = "" if args.text is None else fields.required("--text", fields.line("--text", args.text))
    except Refused as error:
        raise CommandError(REFUSED, nothing_changed(quoted(error, 200))) from None
    item = _named(args.which, program)
    changes = status_changes(args.status, now) if args.status else {}
    saved = save_update(program.journal, item, changes, text, now)
    status_summary.after_change(program)
    after = next((record for record in saved.records if isinstance(record, Escalation)), None)
    print_message(quoted(words.saved(item, after), 300))
    return DONE


def _named(which: str, program: Program) -> Escalation:
    """Return the escalation with the id `which`, or the open one whose title contains `which`.

    Raises CommandError if there is none, or more than one.
    """
    if (item := program.journal.escalation(which)) is not None:
        return item
    open_ones = in_order(read_list(program.journal, with_resolved=False), "age")
    words_in_title = fold(which)
    found = [one for one in open_ones if fold(one.title) == words_in_title]
    if words_in_title and not found:
        found = [one for one in open_ones if words_in_title in fold(one.title)]
    if len(found) == 1:
        return found[0]
    if not found and (problem := unreadable(program.journal, which)):
        raise CommandError(REFUSED, quoted(problem, 4000))
    names = [f"{one.id}: {quoted(one.title)}" for one in found[:MOST_NAMED]]
    raise CommandError(REFUSED, nothing_changed(words.not_one(quoted(which), len(found), names)))
