"""The preview of an import, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.interchange.importing.joining import KEEP, REPLACE
from cmcheckin.interchange.importing.questions import ACTIVITY, ENERGY, MOOD
from cmcheckin.services.import_overview import import_overview
from cmcheckin.services.import_session import ImportPreview, ImportSession
from cmcheckin.services.import_summary import answers_by_kind, bad_lines, example_days, left_out_lines
from cmcheckin.ui.importing.preview_view import PreviewView
from cmcheckin.wording import import_preview as preview_words
from cmcheckin.wording import import_screen as words
from cmcheckin.wording.formats import plural

MOST_DAYS: Final = 20
"""The maximum number of days shown as examples."""
IN_TABLES: Final = (MOOD, ENERGY, ACTIVITY)
"""Kinds of answers that are shown in the tables of the overview."""


def preview_view(session: ImportSession, preview: ImportPreview, *, is_saved: bool = False) -> PreviewView:
    """Return the view of `preview`, which shows what `session` would import or, with `is_saved`, has imported."""
    overview = import_overview(session, preview.records)
    headline = preview_words.span(session.title, overview.first, overview.last)
    notices = list(_notices(preview, has_questions=bool(session.questions)))
    if is_saved:
        headline = words.SAVED.format(records=plural(len(preview.records), "record"))
        notices = [words.NEXT_STEPS] if preview.records else []
    unread = list(bad_lines(preview.bad_lines, has_names=session.is_container))
    left_out = list(left_out_lines(session, preview))
    names = {
        preview_words.LABELS[kind]: [preview_words.names(answers)]
        for kind, answers in answers_by_kind(session).items()
        if kind not in IN_TABLES
    }
    return PreviewView(
        headline,
        notices,
        overview,
        preview.is_blocked,
        [] if preview.skips_bad_lines else unread,
        [
            preview_words.difference_cells(key.id, field, saved, incoming)
            for _, key, field, saved, incoming, _ in preview.differences
        ],
        [*preview_words.counted(preview.changed, preview.equal)],
        names,
        [*example_days(preview.records, MOST_DAYS)],
        [*left_out, *(unread if preview.skips_bad_lines else [])],
    )


def _notices(preview: ImportPreview, *, has_questions: bool) -> Iterator[str]:
    """Yield what the user must decide, has decided, or can do now. `has_questions`: whether answers can be changed."""
    if preview.bad_lines:
        lines = plural(len(preview.bad_lines), "line")
        yield (words.SKIPPING if preview.skips_bad_lines else words.BAD_LINES).format(lines=lines)
    if preview.differences:
        sentence = {KEEP: words.KEEPING, REPLACE: words.REPLACING}.get(preview.choice, words.DIFFER)
        yield sentence.format(values=plural(len(preview.differences), "value differs", "values differ"))
    if not preview.is_blocked:
        empty = words.NOTHING_ANSWERED if has_questions else preview_words.NOTHING_FOUND
        nothing = preview_words.NOTHING_NEW if preview.equal else empty
        yield words.READY if preview.records or preview.conflicts else nothing
