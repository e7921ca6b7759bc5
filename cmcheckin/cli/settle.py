"""`settle`: list different answers from the user's devices, or choose the one to keep."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.open_conflicts import conflict_lines
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_json, print_message, print_text, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.conflicts import FieldConflict, OpenConflict
from cmcheckin.domain.fields import JSON
from cmcheckin.services.open_conflicts import open_conflicts, settle
from cmcheckin.wording import open_conflicts as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", nargs="?")
    parser.add_argument("field", metavar="FIELD", nargs="?")
    parser.add_argument("--keep", metavar="ANSWER")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.date:
        day = read_day(args.date, program.clock.today())
        found = open_conflicts(program.journal, day, day)
    else:
        found = open_conflicts(program.journal)
    if args.field:
        found = (_named(found, args.field),)
    if args.keep is None:
        return _print(program, found, as_json=args.json)
    if args.json:
        raise CommandError(USAGE, words.JSON_ONLY_LISTS)
    if not args.field:
        raise CommandError(USAGE, words.FIELD_NEEDED)
    one = found[0]
    value = _answer(one.conflict, args.keep)
    settle(program.journal, [(one.conflict, value)])
    status_summary.after_change(program)
    title = words.conflict_title(one, program.clock.today())
    print_message(words.settled_answer(quoted(title), quoted(words.answer_text(one, value), 200)))
    return DONE


def _print(program: Program, found: Sequence[OpenConflict], *, as_json: bool) -> int:
    if as_json:
        print_json([{"conflicts": [*map(_document, found)]}])
    elif found:
        print_text([*list(conflict_lines(found, program.clock.now()))[1:], "", *wrapped("", words.FIRST_IS_USED)])
    elif not program.report_missing():
        print_message(words.NOTHING_OPEN)
    return report_missing(program)


def _document(one: OpenConflict) -> dict[str, object]:
    """Return `one` as a JSON object, with the names that `settle` takes and the answers as in an export."""
    return {
        "date": one.record.day.isoformat(),
        "field": one.name,
        "can_keep_both": one.conflict.joined is not None,
        "answers": [
            {"value": answer.value, "device": answer.device, "time": answer.at.astimezone(UTC).isoformat()}
            for answer in one.conflict.values
        ],
    }


def _named(found: Sequence[OpenConflict], name: str) -> OpenConflict:
    """Return the one of `found` called `name`, or whose name ends with it. Raises CommandError for none or several."""
    wanted = name.lower()
    exact = [one for one in found if one.name.lower() == wanted]
    named = exact or [one for one in found if one.name.lower().endswith(f".{wanted}")]
    if len(named) != 1:
        raise CommandError(REFUSED, words.no_field(quoted(name), [quoted(one.name, 200) for one in named or found]))
    return named[0]


def _answer(conflict: FieldConflict, keep: str) -> JSON:
    """Return the value of `conflict` that `keep` names: by its number, its device, or both. Raises CommandError."""
    if keep == words.BOTH and conflict.joined:
        return conflict.joined
    values = conflict.values
    devices = [value.device for value in values]
    if keep.isascii() and keep.isdigit() and 1 <= int(keep[:4]) <= len(values):
        return values[int(keep[:4]) - 1].value
    named = [value for value in values if value.device == keep]
    if len(named) != 1:
        raise CommandError(REFUSED, words.no_answer(quoted(keep), devices, joinable=bool(conflict.joined)))
    return named[0].value
