"""`import`: add what a file contains, all or nothing, as one change to the journal, after a preview."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    REFUSED,
    USAGE,
    CommandError,
    can_draw,
    confirm,
    is_terminal,
    print_fitted,
    print_message,
    quoted,
)
from cmcheckin.cli.plain.dialogue import Back, Dialogue, Quit, home_path
from cmcheckin.domain.errors import Refused
from cmcheckin.interchange.importing.joining import KEEP, REPLACE
from cmcheckin.interchange.importing.questions import KINDS, NOTHING, UNNAMED, WIN, YES, Question, answer_key
from cmcheckin.services.import_files import read_file
from cmcheckin.services.import_opening import open_import, remember_answers
from cmcheckin.services.import_session import ImportBlocked, ImportPreview, ImportSession
from cmcheckin.services.import_summary import bad_lines, difference_lines, question_lines, spoken_lines, summary_lines
from cmcheckin.wording import import_preview as words
from cmcheckin.wording import imports as file_words
from cmcheckin.wording.command_messages import NOTHING_CHANGED, nothing_changed
from cmcheckin.wording.formats import sentence_case


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--answer", metavar="ANSWER", action="append", default=[])
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--plain", action="store_true")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--replace", action="store_true")
    either.add_argument("--keep", action="store_true")
    parser.add_argument("--skip-bad-lines", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    try:
        session = open_import(args.file, program.paths, program.settings, program.clock)
    except Refused as error:
        raise CommandError(REFUSED, nothing_changed(quoted(error, 600))) from None
    if session.own is None and _wants_screen(args, program):
        return program.run_ui("week", file=args.file)
    try:
        return _import(session, args, program, Dialogue())
    except (Back, Quit):
        raise CommandError(FAILED, NOTHING_CHANGED) from None


def import_plain(file: str, program: Program, terminal: Dialogue) -> None:
    """Import `file` after questions in `terminal` and a preview as text. Raises CommandError, Back or Quit."""
    parser = argparse.ArgumentParser()
    arguments(parser)
    args = parser.parse_args(["--plain", "--", file])
    try:
        session = open_import(home_path(file), program.paths, program.settings, program.clock)
    except Refused as error:
        raise CommandError(REFUSED, nothing_changed(quoted(error, 600))) from None
    _import(session, args, program, terminal, saved=words.SAVED_PLAIN)


def _import(
    session: ImportSession, args: argparse.Namespace, program: Program, terminal: Dialogue, saved: str = words.SAVED
) -> int:
    """Import the files of `session` with the options in `args`, and return the exit code. `saved`: the message once it
    is saved."""
    can_ask = is_terminal() and not args.yes
    _use_answers(session, args.answer)
    _ask(session, terminal, None if args.dry_run else program, can_ask=can_ask)
    preview = _preview(session, args, program)
    while args.plain and can_ask and preview.is_blocked:
        _unblock(session, preview, args, terminal)
        preview = _preview(session, args, program)
    if session.own is None and args.plain:
        lines = spoken_lines(session, preview, program.clock.today())
        terminal.show_all(quoted(line, 4000) for line in lines)
    elif session.own is None:
        print_fitted(summary_lines(session, preview))
    if preview.is_blocked:
        raise _blocked(session, preview)
    if session.own is None and not preview.records:
        print_message(words.NOTHING_NEW if preview.equal else words.NOTHING_FOUND)
    elif not args.dry_run:
        if session.own is None and not args.yes and not _is_confirmed(args, terminal):
            print_message(NOTHING_CHANGED)
            return FAILED
        try:
            preview = session.save(program.journal, _choice(args), skip_bad_lines=args.skip_bad_lines)
        except ImportBlocked as blocked:  # another window has saved something meanwhile
            raise _blocked(session, blocked.preview) from None
        status_summary.after_change(program)
        if session.own is None:
            print_message(saved if preview.records else words.NOTHING_NEW)
        _remember(session, program)
    elif session.own is None:
        print_message(NOTHING_CHANGED)
    _report(session, preview, dry_run=args.dry_run)
    return DONE


def _preview(session: ImportSession, args: argparse.Namespace, program: Program) -> ImportPreview:
    return session.preview(program.journal, _choice(args), skip_bad_lines=args.skip_bad_lines)


def _choice(args: argparse.Namespace) -> str:
    return REPLACE if args.replace else KEEP if args.keep else ""


def _is_confirmed(args: argparse.Namespace, terminal: Dialogue) -> bool:
    return terminal.confirm(words.CONFIRM, default=True) if args.plain and is_terminal() else confirm(words.CONFIRM)


def _unblock(session: ImportSession, preview: ImportPreview, args: argparse.Namespace, terminal: Dialogue) -> None:
    """Ask what to do about the bad lines in `preview`, or else about its differences, and note it in `args`. Raises
    CommandError if nothing is to be imported then."""
    if preview.bad_lines and not preview.skips_bad_lines:
        terminal.show_all(quoted(sentence_case(line), 600) for line in bad_lines(preview.bad_lines))
        args.skip_bad_lines = terminal.confirm(words.SKIP_THEM)
    else:
        terminal.show_all(quoted(sentence_case(line), 600) for line in difference_lines(session, preview.differences))
        choice = terminal.ask(words.WHICH_TO_USE, _file_or_log)[1]
        args.replace, args.keep = choice == REPLACE, choice == KEEP
    if not (args.skip_bad_lines or _choice(args)):
        raise CommandError(FAILED, NOTHING_CHANGED)


def _file_or_log(text: str) -> str:
    choices = {"f": REPLACE, "l": KEEP}
    if text.lower() not in choices:
        raise Refused("", words.FILE_OR_LOG)
    return choices[text.lower()]


def _wants_screen(args: argparse.Namespace, program: Program) -> bool:
    """Return whether to import on the screen: at a terminal, unless an option already makes a decision."""
    decided = (
        program.settings.plain
        or args.answer
        or args.dry_run
        or args.yes
        or args.replace
        or args.keep
        or args.skip_bad_lines
        or args.plain
    )
    return not decided and args.file != "-" and is_terminal() and can_draw(program.environ)


def read_import(file: str, name: str, limit: int) -> bytes:
    """Return the bytes of `file`, or of standard input if it is `-`. Raises CommandError, which calls the file `name`,
    if it can't be read or has more than `limit` bytes."""
    try:
        return read_file(file, limit)
    except Refused as error:
        raise CommandError(REFUSED, nothing_changed(f"{name} {error.reason}")) from None


def _answers_in(text: str) -> list[tuple[str, str, str]]:
    """Return what the value of --answer, such as `mood Super = 5`, can mean: a kind, name and answer each time.

    Names and answers may contain =, so each = may be the one between them; the last comes first. Raises CommandError
    if there is no answer in it.
    """
    kind, _, rest = text.strip().partition(" ")
    kind, rest, parts = kind.rstrip("=").lower(), rest.strip(), rest.split("=")
    splits = [("=".join(parts[:at]), "=".join(parts[at:])) for at in range(len(parts) - 1, 0, -1)]
    if kind in UNNAMED:
        splits = [("", rest.removeprefix("="))]
    elif kind == WIN:
        splits.insert(0, (rest, YES))
    elif not splits:
        splits = [(rest, rest)]
    found = [(kind, name.strip(), answer.strip()) for name, answer in splits if answer.strip()]
    if kind not in KINDS or not found:
        raise CommandError(USAGE, words.NOT_AN_ANSWER.format(text=quoted(text), kinds=", ".join(KINDS)))
    return found


def _use_answers(session: ImportSession, given: list[str]) -> None:
    """Answer the questions of `session` with the values of --answer that are `given`. Answers may lead to more
    questions.

    Raises CommandError for an answer that isn't possible or wasn't asked for."""
    left = list(map(_answers_in, given))
    while True:
        asked = {answer_key(question.kind, question.name): question for question in session.questions}
        used = [
            (found, one)
            for found in left
            if (one := next((one for one in found if answer_key(*one[:2]) in asked), None))
        ]
        if not used:
            break
        for found, (kind, name, answer) in used:
            left.remove(found)
            try:
                session.answer(asked[answer_key(kind, name)], answer)
            except Refused as error:
                raise CommandError(USAGE, nothing_changed(f"--answer: {quoted(error.reason, 300)}")) from None
    for kind, name, _ in (found[0] for found in left):
        if kind not in UNNAMED and session.own is None:
            text = quoted(f"{kind} {name}")
            raise CommandError(
                USAGE, nothing_changed(words.NOT_ASKED.format(text=text, name=quoted(session.name, 200)))
            )


def _ask(session: ImportSession, terminal: Dialogue, program: Program | None, *, can_ask: bool) -> None:
    """Ask in `terminal` for what the import of `session` needs, if `can_ask`, and save each answer in the home of
    `program`, if any. Raises CommandError for questions that are left, and Back or Quit if the user leaves."""
    while unanswered := session.unanswered:
        if not can_ask:
            raise _unanswered(session, unanswered)
        question = unanswered[0]
        answer = terminal.read_line(words.question(question.kind, quoted(question.name), question.options))
        terminal.leave_by(answer)
        try:
            session.answer(question, answer)
        except Refused as error:
            print_message(quoted(f"{error.reason}.", 300) if answer else words.NO_ANSWER)
        else:
            if program is not None:
                _remember(session, program)


def _unanswered(session: ImportSession, questions: tuple[Question, ...]) -> CommandError:
    first = questions[0]
    name = "" if first.kind in UNNAMED else f" {first.name}"
    example = quoted(f"{first.kind}{name} = {first.options[0] if first.options else NOTHING}", 100)
    heading = words.NEEDS_ANSWERS.format(name=quoted(session.name, 200))
    lines = [heading, *question_lines(questions)]
    return CommandError(REFUSED, words.refused(lines, words.ANSWER_WITH.format(example=example)))


def _blocked(session: ImportSession, preview: ImportPreview) -> CommandError:
    """Return the error that lists the bad lines, or else the differences, that the user must decide about."""
    if preview.bad_lines and not preview.skips_bad_lines:
        unread = [] if preview.complete else [words.NOT_CHECKED]
        return CommandError(REFUSED, words.refused([*bad_lines(preview.bad_lines), *unread], words.SKIP))
    return CommandError(
        REFUSED, words.refused(list(difference_lines(session, preview.differences)), words.REPLACE_OR_KEEP)
    )


def _remember(session: ImportSession, program: Program) -> None:
    try:
        remember_answers(session, program.paths)
    except (Refused, OSError) as error:
        print_message(words.NOT_REMEMBERED.format(reason=quoted(error, 200)))


def _report(session: ImportSession, preview: ImportPreview, *, dry_run: bool) -> None:
    """Print what was done with one of our own files, and which words were left out."""
    if session.own is not None:
        name, changed = quoted(session.name, 200), len(preview.changed)
        print_message(file_words.imported(name, len(preview.new), changed, preview.equal, dry_run=dry_run))
    if preview.forgotten:
        print_message(file_words.forgotten(preview.forgotten))
    if preview.conflicts:
        from cmcheckin.wording.open_conflicts import imported

        print_message(imported(len(preview.conflicts), dry_run=dry_run))
