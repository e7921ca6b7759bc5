"""`forget`: erase the words of a day for good. It can't be undone, so it shows them first and asks."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import DONE, FAILED, REFUSED, is_confirmed, print_message, quoted
from cmcheckin.cli.show import day_lines
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.services.forgotten_words import MatchingFiles, find_files
from cmcheckin.wording import changes as words
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.record_words import one_line, reply_name

if TYPE_CHECKING:
    from cmcheckin.journal import Journal


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE")
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    journal = program.journal
    if not journal.forgettable(day):
        print_message(words.NOTHING_TO_FORGET.format(day=day))
        _list_copies(find_files(program.paths, program.settings, day), day)
        return REFUSED
    if not args.yes:
        program.report_missing()  # what is shown may not be all
        print_message("\n".join(day_lines(day, journal.between(day, day), journal.conflicts(), program.clock.now())))
        for line in (*_earlier_escalations(day, journal), *_replies(day, journal)):
            print_message(line)
        print_message(f"\n{words.IRREVERSIBLE}")
        if not is_confirmed(words.confirm_forget(day)):
            return FAILED
    forgotten = journal.forget(day)
    if forgotten.files:
        print_message(words.forgotten(day, len(forgotten.files)))
    if forgotten.other_devices:
        print_message(words.on_other_devices(day, [quoted(device) for device in forgotten.other_devices]))
    copies = find_files(program.paths, program.settings, day, forgotten)
    _list_copies(copies, day)
    if exported := _count_exports(program, copies):
        print_message(words.exports_left(quoted(program.paths.exports, 300), exported))
    for path in forgotten.links:
        print_message(words.LINK_LEFT.format(path=quoted(path, 300)))
    for path in forgotten.linked:
        print_message(words.HARD_LINK_LEFT.format(path=quoted(path, 300)))
    journal.close()
    return DONE


def _list_copies(copies: MatchingFiles, day: date) -> None:
    """List shared and exported files, which only the user may delete."""
    for paths, certain in ((copies.certain, True), (copies.possible, False)):
        if paths:
            print_message(words.copies_left(day, certain=certain))
            for path in paths:
                print_message(f"  {quoted(path, 300)}")


def _earlier_escalations(day: date, journal: Journal) -> Iterator[str]:
    """Yield what was written on `day` about escalations of earlier days."""
    for item in journal.everything().escalations:
        if item.day == day:
            continue
        texts = [update.text for update in item.updates if update.at is not None and item.day_at(update.at) == day]
        if item.outcome and item.resolved_day == day:
            texts.append(item.outcome)
        if texts:
            yield ""
            yield from wrapped(f"  {words.EARLIER_ESCALATION}", item.title, "    ")
            for text in texts:
                yield from wrapped("    · ", one_line(text), "      ")


def _replies(day: date, journal: Journal) -> Iterator[str]:
    """Yield the replies that were read on `day`, and the answers that were given on it."""
    for state in journal.reply_states():
        is_answer = state.answered_at is not None and journal.clock.day_of(state.answered_at) == day
        texts = [state.text, state.answer] if state.day == day else [state.answer] if is_answer else []
        if any(texts):
            yield from ("", f"  {sentence_case(reply_name(state))}")
        for text in filter(None, texts):
            yield from wrapped("    · ", one_line(text), "      ")


def _count_exports(program: Program, copies: MatchingFiles) -> int:
    """Return how many files the exports folder has besides those in `copies`."""
    listed = {*copies.certain, *copies.possible}
    try:
        with os.scandir(program.paths.exports) as entries:
            return sum(not entry.name.startswith(".") and entry.path not in listed for entry in entries)
    except OSError:
        return 0
