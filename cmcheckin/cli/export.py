"""`export`: write all records, or those of some days, in one of the formats."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import add_range, read_range
from cmcheckin.cli.files import report_missing, write_private, write_private_set
from cmcheckin.cli.output import DONE, USAGE, CommandError, print_data, print_message, quoted
from cmcheckin.domain.records import Record
from cmcheckin.interchange.writers import FORMATS, Format, format_named
from cmcheckin.interchange.writers.export_options import DECIMALS, SEPARATORS, Dialect, ExportOptions, by_key
from cmcheckin.wording import command_messages as messages

DICTIONARY: Final = "{stem}-dictionary{suffix}"
"""The name of the file that explains the columns of a table, from the parts of the table's own name."""


def details() -> str:
    """Return the help below the arguments."""
    from cmcheckin.wording.command_help.writing import export_details

    return export_details((form.name, form.help) for form in FORMATS)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=[form.name for form in FORMATS])
    add_range(parser)
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--separator", choices=list(SEPARATORS), type=lambda text: _named(text, SEPARATORS))
    parser.add_argument("--decimal", choices=list(DECIMALS), type=lambda text: _named(text, DECIMALS))
    parser.add_argument("--notes", action="store_true")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--partial", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    form = format_named(args.format or _format_of(args.out or ""))
    options = _options(args, program, form)
    if form.by_day or not (args.first or args.last):
        records: Sequence[Record] = list(program.journal.everything())
    else:
        records = list(program.journal.between(options.first, options.last))
    if not args.out:
        print_data(form.write(records, options))
        return report_missing(program, partial=args.partial)
    report_missing(program, partial=args.partial, target=args.out)
    out = Path(args.out)
    shown = quoted(out, 200)
    if form.is_folder:
        files = {name: text.encode() for name, text in form.files(records, options)}
        if not files:
            print_message(messages.NO_DAYS_TO_WRITE)
            return DONE
        write_private_set(out, files, replace=args.replace, create=True)
        print_message(messages.files_written(len(files), shown))
    elif form.is_table:
        name = DICTIONARY.format(stem=out.stem, suffix=out.suffix or f".{form.extension}")
        tables = {out.name: _bytes(form.write(records, options)), name: _bytes(form.dictionary(records, options))}
        write_private_set(out.parent, tables, replace=args.replace)
        print_message(messages.table_written(shown, quoted(out.with_name(name), 200)))
    else:
        text = "".join(form.write(records, options))
        write_private(out, [text], replace=args.replace)
        events = text.count("\r\nBEGIN:VEVENT\r\n") if form.name == "ics" else None
        print_message(messages.records_written(len(records), shown, events))
    return DONE


def _options(args: argparse.Namespace, program: Program, form: Format) -> ExportOptions:
    """Return the options in `args` and the settings. Raises CommandError for options that `form` doesn't have."""
    if not form.is_table and (args.separator or args.decimal):
        raise CommandError(USAGE, messages.ONLY_FOR_TABLES)
    if args.notes and form.name != "days":
        raise CommandError(USAGE, messages.NOTES_ONLY_FOR_DAYS)
    if form.is_folder and not args.out:
        raise CommandError(USAGE, messages.NEEDS_FOLDER)
    has_comma = args.decimal == "comma"
    if has_comma and args.separator == "comma":
        raise CommandError(USAGE, messages.TWO_COMMAS)
    separator = args.separator or ("semicolon" if has_comma else "comma")
    today, settings = program.clock.today(), program.settings
    first, last = read_range(args.first, args.last, today)
    return ExportOptions(
        today,
        first,
        last,
        settings.schedule,
        Dialect(SEPARATORS[separator], DECIMALS[args.decimal or "point"]),
        args.notes,
        settings.metrics,
        settings.questions,
        settings.name,
        by_key(program.journal.conflicts()),
        program.clock.zone,
    )


def _named(text: str, signs: dict[str, str]) -> str:
    """Return the name of the sign `text`, or `text` itself if it isn't one, as it may already be a name."""
    return next((name for name, sign in signs.items() if text in (sign, sign.encode("unicode_escape").decode())), text)


def _bytes(parts: Iterable[str]) -> bytes:
    return "".join(parts).encode()


def _format_of(target: str) -> str:
    """Return the format named by the extension of `target`, or jsonl, which loses nothing."""
    extension = Path(target).suffix[1:].lower()
    return next((form.name for form in FORMATS if form.extension == extension), FORMATS[0].name)
