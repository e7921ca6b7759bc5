"""Recognise the files to import, and start a session for them."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import Final

from cmcheckin.clock import Clock
from cmcheckin.domain.errors import Refused
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.own_csv import parse_table, separator_of
from cmcheckin.interchange.parsing import begins_with_record, parse
from cmcheckin.interchange.readers import HINT_READERS, Reader, reader_of
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.paths import Paths
from cmcheckin.services.import_answers import load_answers, own_names, save_answers
from cmcheckin.services.import_files import LoadedFiles, SkippedFile, load_files, program_titles
from cmcheckin.services.import_session import ImportSession
from cmcheckin.settings import Settings
from cmcheckin.wording import imports as words

MOST_NAMED: Final = 5
"""How many formats or files a message names."""


def import_context(settings: Settings, clock: Clock) -> ImportContext:
    """Return what an import must know about the user's `settings` and the time."""
    return ImportContext(
        clock.zone,
        clock.day_starts_at,
        clock.now(),
        clock.today(),
        settings.schedule,
        settings.activities,
        tuple(metric.name for metric in settings.metrics),
        tuple(question.name for question in settings.questions if question.is_yes_no),
    )


def open_import(path: str, paths: Paths, settings: Settings, clock: Clock) -> ImportSession:
    """Return a session for the file, folder or archive at `path`, or standard input for `-`, with the answers of
    earlier imports.

    Raises Refused, whose text is a sentence without its full stop, if it can't be read or isn't recognised.
    """
    session = recognise(load_files(path), import_context(settings, clock))
    if session.reader is not None:
        with suppress(Refused, OSError):  # then everything is asked again
            remembered = load_answers(paths, _scope(session.reader, session.loaded.files))
            session.remember(remembered, own_names(paths))
    return session


def recognise(loaded: LoadedFiles, context: ImportContext) -> ImportSession:
    """Return a session for the `loaded` files. Raises Refused if they aren't recognised, or are from several
    programs."""
    if len(loaded.files) == 1 and begins_with_record(loaded.files[0].head):  # other formats needn't be tried
        return _own_session(loaded, list(loaded.files), context)
    by_reader: dict[Reader, list[SourceFile]] = defaultdict(list)
    unknown: list[SourceFile] = []
    for file in loaded.files:
        if reader := reader_of(file):
            by_reader[reader].append(file)
        else:
            unknown.append(file)
    if len(by_reader) > 1:  # tables count only if no program is recognised
        unknown += [file for reader in list(by_reader) if reader.reads_any_table for file in by_reader.pop(reader)]
    if len(by_reader) > 1:
        titles = [reader.title for reader in by_reader]
        raise Refused(loaded.name, words.several_programs(titles[:MOST_NAMED], len(titles) - MOST_NAMED))
    if not by_reader:
        return _own_session(loaded, unknown, context)
    ((reader, files),) = by_reader.items()
    others = [file.name for file in unknown if file.name.rpartition("/")[2] not in reader.own_files]
    skipped = (*loaded.skipped, *(SkippedFile(name, words.NOT_RECOGNISED) for name in others))
    return ImportSession(LoadedFiles(loaded.name, tuple(files), skipped), context, reader)


def remember_answers(session: ImportSession, paths: Paths) -> None:
    """Save the answers of `session`, so that they aren't asked again. Raises Refused or OSError if that fails."""
    if session.reader is not None and session.given:
        save_answers(paths, _scope(session.reader, session.loaded.files), session.given)


def _own_session(loaded: LoadedFiles, files: list[SourceFile], context: ImportContext) -> ImportSession:
    """Return a session for the one file in `files`, an export of our own. Raises Refused if it isn't one."""
    if len(files) != 1:
        raise Refused(loaded.name, words.nothing_recognised(len(files) + len(loaded.skipped), program_titles()))
    raw = files[0].text.encode()
    if separator_of(files[0].text):
        own = parse_table(files[0].text, context.today, context.now, context.zone)
    else:
        own = parse(raw, context.today, context.now)
    if own.refusals and not own.entries and (other := _kind(files[0], raw)):
        raise Refused(loaded.name, words.looks_like(other, program_titles()))
    return ImportSession(loaded, context, own=own)


def _kind(file: SourceFile, raw: bytes) -> str:
    """Return a phrase for what `file`, with the bytes `raw`, looks like; empty if it may be an export of our own."""
    found = next((reader for reader in HINT_READERS if reader.matches(file)), None)
    return describe_content(raw) if found is None or found.counted == "meetings" else words.for_hints(found.title)


def _scope(reader: Reader, files: list[SourceFile] | tuple[SourceFile, ...]) -> str:
    """Return what the answers of the kinds in SCOPED apply to: a program, or tables with the same columns."""
    return "\t".join(files[0].columns) if reader.reads_any_table else reader.name
