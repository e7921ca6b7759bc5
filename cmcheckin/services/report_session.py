"""Build the weekly report from the journal, save the edits to it, and write it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.leave import AHEAD
from cmcheckin.domain.records import Record
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.report.draft import draft_report
from cmcheckin.report.edits import ReportEdits
from cmcheckin.report.model import Report, ReportLine
from cmcheckin.wording.report import DRAFT_NOT_SAVED, unknown_extension

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


LONGEST_LEAVE: Final = timedelta(92)
"""The limit for the dates of leave in a report; longer leave is cut."""


def build_report(journal: Journal, settings: Settings, first: date, last: date, today: date) -> Report:
    """Return the report of `journal` for the days from `first` to `last`, as on `today`."""
    begin = max(first, EARLIEST + LONGEST_LEAVE) - LONGEST_LEAVE
    end = min(max(last, today), LATEST - AHEAD - LONGEST_LEAVE) + AHEAD + LONGEST_LEAVE
    near = journal.between(begin, end)
    return draft_report(with_open_escalations(near, journal.open_since(first)), first, last, today, settings.schedule)


def entries_of(journal: Journal, line: ReportLine) -> tuple[Record, ...]:
    """Return the records that `line` is based on, as they are now."""
    records = (journal.get(key) for key in line.keys)
    return tuple(record for record in records if record is not None)


def load_edits(journal: Journal, first: date, last: date) -> ReportEdits:
    """Return the saved edits for the days from `first` to `last`; empty edits if there are none or they can't be
    read."""
    from cmcheckin.journal import work_files

    return ReportEdits.read(work_files.load(_path(journal, first, last), journal.paths))


def save_edits(journal: Journal, first: date, last: date, edits: ReportEdits) -> None:
    """Save `edits` for the days from `first` to `last`, or delete the file if they are empty. Raises JournalError if it
    can't be written."""
    from cmcheckin.journal import work_files

    raw = edits.raw() if edits else None
    work_files.keep(_path(journal, first, last), raw, DRAFT_NOT_SAVED, journal.paths)


def write_report(report: Report, target: Path, *, replace_existing: bool) -> None:
    """Write `report` to `target`, as `write_document` does."""
    from cmcheckin.report.rendering import render_report

    write_document(lambda form: render_report(report, form), target, replace_existing=replace_existing)


def write_document(render: Callable[[str], str], target: Path, *, replace_existing: bool) -> None:
    """Write `render(format)` to `target`, completely or not at all, with the format of its extension.

    Raises FileExistsError if the file exists, unless `replace_existing`; ValueError for another extension; OSError.
    """
    from cmcheckin.files import write_file
    from cmcheckin.report.rendering import FORMATS

    form = target.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise ValueError(unknown_extension(target.suffix))
    data = render(form).encode()
    with suppress(FileExistsError):
        target.parent.mkdir(mode=0o700)
    write_file(target, data, replace=replace_existing)


def _path(journal: Journal, first: date, last: date) -> str:
    return f"{journal.paths.drafts}/report-{first}-{last}.json"
