"""`share`: show exactly what a share file for the manager would contain, and write it after a yes."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_range, nearest, read_range_to_today, read_week
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, confirm, print_message, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import LINE, clean
from cmcheckin.files import NotRegularFile, check_replaceable
from cmcheckin.services.file_sets import FilesExist
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.builder import fits_one_file
from cmcheckin.sharing.choices import COUNTED_KINDS, saved_key
from cmcheckin.sharing.codec import MAX_WEEKS, NAME_LENGTH, share_bytes
from cmcheckin.sharing.markdown import render_markdown
from cmcheckin.sharing.rendering import FORMATS, file_names, shown_text
from cmcheckin.sharing.selection import ShareSelection, text_limit
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile
from cmcheckin.sharing.summary import is_empty
from cmcheckin.wording import share as words
from cmcheckin.wording.command_messages import WEEK_OR_RANGE, unknown_choice

MAX_LISTED: Final = 20
"""Most keys that are listed for an unknown one; more are counted."""


def details() -> str:
    """Return the help below the arguments."""
    from cmcheckin.wording.command_help.sharing import share_details

    return share_details(FIELDS)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?")
    add_range(parser)
    parser.add_argument("--fields", metavar="LIST")
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("--name")
    parser.add_argument("--help-line", metavar="TEXT", default="")
    parser.add_argument("--drop", metavar="KEY", action="append", default=[])
    parser.add_argument("--text", "--reword", metavar="KEY=WORDS", dest="text", action="append", default=[])
    parser.add_argument("--formats", metavar="LIST", default="")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--partial", action="store_true")
    parser.add_argument("--yes", action="store_true")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--reveals", action="store_true")
    one.add_argument("--list", action="store_true")
    one.add_argument("--show", metavar="FORMAT", choices=FORMATS)
    one.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args, "week")
        return run_part(program, "share", read_week(args.week, program.clock.today()))
    if args.reveals:
        _print(_field_lines(output.text_width(sys.stdout)))
        return DONE
    first, last = read_days(args, program.clock.today())
    session = ShareSession(program.journal, program.settings, program.clock)
    if session.preferences_error:
        path = quoted(program.paths.share, 300)
        raise CommandError(FAILED, words.preferences_damaged(path, session.preferences_error.reason))
    selection, proposals = _select(args, program, session, first)
    _check_texts(args, selection)
    consent = Consent(
        first,
        last,
        selection.fields,
        selection.name,
        clean(args.help_line),
        frozenset(map(saved_key, args.drop)),
        read_texts(args.text),
    )
    records = session.records(first, last)
    if args.list:
        output.print_text(output.fitted(_key_lines(session.choices(records, consent)), sys.stdout))
        return DONE
    if args.drop or args.text:
        every = replace(consent, fields=FIELDS, excluded=frozenset(), texts={})
        check_keys(args, session.choices(records, every))
    folder = read_folder(args, program)
    share = session.build(records, consent)
    names = [file_names(share)[form] for form in selection.formats]
    existing = existing_files(folder, names, replace=args.replace) if folder else []
    code = report_missing(program, partial=args.partial, target=str(folder or ""))
    for line in [*proposals, ""] if proposals else ():
        print_message(line)
    _report_unlogged(session, records, share)
    if args.json:
        output.print_data([share_bytes(share).decode()])
    elif args.show:
        output.print_data([shown_text(share, args.show).rstrip("\n") + "\n"])
    else:
        _print([render_markdown(share).rstrip("\n")])
    if folder is None:
        return code
    shown = quoted(folder, 300)
    print_message(f"\n{words.will_write(names, shown)}\n{words.PRIVATE}")
    if not args.yes and not confirm(words.confirm_write(len(names), replacing=bool(existing))):
        print_message(words.NOTHING_WRITTEN)
        return FAILED
    return _write(session, share, folder, selection.formats, replace_existing=args.replace)


def _select(
    args: argparse.Namespace, program: Program, session: ShareSession, first: date
) -> tuple[ShareSelection, list[str]]:
    """Return the fields, name and formats to share for days that start at `first`, and the lines that list what is
    suggested.

    What `args` leave out is suggested from the last choice, for the user to confirm at the end. With `--yes`, which
    skips that, an earlier choice isn't used: fields must be given, and the rest has its usual value.
    """
    proposal, source = session.proposal, words.SOURCES[session.proposal_source]
    fields, formats, name = proposal.fields, proposal.formats, proposal.name
    lines: list[str] = []
    if args.fields is not None:
        fields = read_names(args.fields, FIELDS, "--fields")
    elif args.yes:
        raise CommandError(USAGE, words.needs_fields(_asked(fields, session, first), source))
    else:
        lines.append(words.proposed(_asked(fields, session, first), source))
    if args.formats:
        formats = read_names(args.formats, FORMATS, "--formats")
    elif args.yes:
        formats = FORMATS
    elif formats != FORMATS and writes_files(args):
        lines.append(words.proposed_formats(formats))
    if args.name is not None:
        name = clean(args.name)
    elif args.yes:
        name = program.settings.name
    elif name != program.settings.name:
        lines.append(words.proposed_name(quoted(name, NAME_LENGTH)))
    return ShareSelection(fields, name=name, formats=formats), lines


def _asked(fields: tuple[str, ...], session: ShareSession, first: date) -> tuple[str, ...]:
    return tuple(name for name in fields if name in session.fields(first))


def _check_texts(args: argparse.Namespace, selection: ShareSelection) -> None:
    if args.help_line and "help" not in selection.fields:
        raise CommandError(USAGE, words.HELP_NOT_INCLUDED)
    if len(clean(args.help_line)) > LINE:
        raise CommandError(USAGE, words.HELP_TOO_LONG.format(limit=LINE))
    if len(selection.name) > NAME_LENGTH:
        raise CommandError(USAGE, words.TOO_LONG.format(flag="--name", length=len(selection.name), limit=NAME_LENGTH))


def _report_unlogged(session: ShareSession, records: Records, share: ShareFile) -> None:
    """Print which days aren't logged or have implausible hours, and whether the share contains no data."""
    unlogged = session.unlogged_days(records, share.first, share.last)
    if unlogged:
        print_message(f"{words.missing_days(unlogged)}\n{words.FILL_IN_COMMAND}")
    implausible = session.implausible_days(records, share.first, share.last)
    if implausible:
        print_message(words.implausible_days(implausible))
    empty = is_empty(share)
    if empty:
        print_message(words.no_data(share.fields, is_logged=bool(records.between(share.first, share.last))))
    if unlogged or implausible or empty:
        print_message("")


def _print(lines: Iterable[str]) -> None:
    """Print `lines` on stdout, wrapped to its width if it is a terminal."""
    output.print_text(output.fitted("\n".join(lines), sys.stdout))


def _write(
    session: ShareSession, share: ShareFile, folder: Path, formats: tuple[str, ...], *, replace_existing: bool
) -> int:
    """Write the files of `share` and return the exit code. Raises CommandError when that fails."""
    shown = quoted(folder, 300)
    try:
        result = session.write(share, folder, formats, replace_existing=replace_existing)
    except FilesExist as error:
        raise CommandError(REFUSED, words.files_exist([path.name for path in error.paths], shown)) from None
    except Refused as error:
        raise CommandError(REFUSED, words.nothing_written(quoted(error, 300))) from None
    except OSError as error:
        reason = (error.strerror or words.UNKNOWN_REASON).lower()
        raise CommandError(FAILED, words.nothing_written(f"{shown}: {reason}")) from None
    if result.preferences_error:
        print_message(words.PREFERENCES_NOT_SAVED.format(reason=result.preferences_error))
    if result.answers_error:
        print_message(words.ANSWERS_NOT_MARKED.format(reason=result.answers_error))
    print_message(words.written_to([path.name for path in result.paths], shown))
    return DONE


def _field_lines(width: int) -> Iterator[str]:
    """Yield what each field reveals, wrapped to `width`, or on one line each if it is 0."""
    for name in FIELDS:
        label, text = f"{name:12} ", words.FIELD_EXPLANATIONS[name]
        yield from wrapped(label, text, width=width) if width else (label + text,)
    yield from ("", words.PRIVATE)


# Checks of the arguments, before anything is shown


def read_days(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """Return the first and the last day that `args` name. A week may end after `today`, a range may not.

    Raises CommandError for a mistake in them.
    """
    if args.first is None:
        if args.week is None or args.last is not None:
            raise CommandError(USAGE, words.NO_DAYS)
        week = read_week(args.week, today)
        first, last = week.monday, week.sunday
    else:
        if args.week is not None:
            raise CommandError(USAGE, WEEK_OR_RANGE)
        first, last = read_range_to_today(args.first, args.last, today)
        if last > today:
            raise CommandError(REFUSED, words.TO_IN_FUTURE.format(last=last, today=today))
    if first > today:
        raise CommandError(REFUSED, words.IN_FUTURE.format(first=first, today=today))
    if not fits_one_file(first, last):
        raise CommandError(REFUSED, words.RANGE_TOO_LONG.format(weeks=MAX_WEEKS))
    return first, last


def read_names(text: str, known: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Return the names that `text` lists, such as `hours,wins`, in the order of `known`. Errors name the `flag`."""
    names = [word.strip().lower().replace("-", "_") for word in text.split(",") if word.strip()]
    if unknown := [name for name in names if name not in known]:
        raise CommandError(USAGE, unknown_choice(flag, quoted(unknown[0]), nearest(unknown[0], known), known))
    if not names:
        raise CommandError(USAGE, words.EMPTY_LIST.format(flag=flag, known=", ".join(known)))
    return tuple(name for name in known if name in names)


def writes_files(args: argparse.Namespace) -> bool:
    """Return whether `args` ask for files. `--json` and `--show` by themselves just show what they would contain."""
    return not (args.json or args.show or args.list) or args.out is not None or args.yes


def read_folder(args: argparse.Namespace, program: Program) -> Path | None:
    """Return the folder to write to, from `args` or the settings of `program`; None when nothing is to be written.

    Raises CommandError when none is set, or for a flag that needs one.
    """
    if not writes_files(args):
        if args.replace or args.formats:
            raise CommandError(USAGE, words.NEEDS_OUT.format(flag="--replace" if args.replace else "--formats"))
        return None
    folder = args.out if args.out is not None else program.settings.share_folder
    if not folder:
        raise CommandError(USAGE, words.NO_FOLDER)
    if "\0" in folder:
        raise CommandError(USAGE, words.NOT_A_FOLDER_NAME)
    return Path(os.path.expanduser(folder))  # noqa: PTH111  Path.expanduser raises for the home of an unknown user


def existing_files(folder: Path, names: Sequence[str], *, replace: bool) -> list[str]:
    """Return the `names` of files that exist in `folder` and would be replaced.

    Raises CommandError if there are any without `replace`, one can't be replaced, or `folder` can't be written to.
    """
    shown = quoted(folder, 300)
    try:
        is_folder = folder.is_dir()
        if not is_folder:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                folder.lstat()  # raises for a name that's too long; since Python 3.14, is_dir() is only false then
                raise CommandError(REFUSED, words.NOT_A_FOLDER.format(shown=shown))
        if not is_folder and not folder.parent.is_dir():
            raise CommandError(REFUSED, words.NO_PARENT.format(shown=shown, parent=quoted(folder.parent, 300)))
        if not os.access(folder if is_folder else folder.parent, os.W_OK | os.X_OK):
            raise CommandError(REFUSED, words.NOT_WRITABLE.format(shown=shown))
    except OSError as error:
        raise CommandError(REFUSED, words.nothing_written(f"{shown}: {(error.strerror or '').lower()}")) from None
    existing = [name for name in names if os.path.lexists(folder / name)]
    for name in existing:
        try:
            check_replaceable(folder / name)
        except NotRegularFile as error:
            problem = f"{quoted(folder / name, 300)}: {error.strerror}"
            raise CommandError(REFUSED, words.nothing_written(problem)) from None
    if existing and not replace:
        raise CommandError(REFUSED, words.files_exist(existing, shown))
    return existing


def read_texts(arguments: Sequence[str]) -> dict[str, str]:
    """Return the words of each of `arguments`, which have the form `KEY=WORDS`, by the key they are saved under."""
    found: dict[str, str] = {}
    for argument in arguments:
        key, sign, words_ = argument.partition("=")
        text = clean(words_)
        if not sign or not key or not text:
            raise CommandError(USAGE, words.NO_KEY_AND_WORDS)
        if len(text) > (limit := text_limit(key)):
            raise CommandError(USAGE, words.TOO_LONG.format(flag="--reword", length=len(text), limit=limit))
        if key.partition(":")[0] in COUNTED_KINDS:
            raise CommandError(USAGE, words.CANNOT_REWORD.format(key=quoted(key)))
        found[saved_key(key)] = text
    return found


def _key_lines(choices: Iterable[tuple[str, str]]) -> str:
    """Return a line for each key, with its text."""
    lines = [f"{quoted(key, 130)}  {quoted(text)}" for key, text in choices]
    return "\n".join(lines or [words.NOTHING_TO_LIST])


def check_keys(args: argparse.Namespace, choices: Iterable[tuple[str, str]]) -> None:
    """Raise CommandError for a key in `args` that isn't among `choices`, everything that could be shared: a typing
    mistake must not include something that was to be left out. The id of an entry alone is a key too."""
    entries = dict(choices)
    known = {*entries, *map(saved_key, entries)}
    for key in (*args.drop, *(argument.partition("=")[0] for argument in args.text)):
        if key not in known:
            listed = [(quoted(other, 130), quoted(text)) for other, text in [*entries.items()][:MAX_LISTED]]
            raise CommandError(REFUSED, words.unknown_id(quoted(key), listed, len(entries) - MAX_LISTED))
