"""The preview of an import as lines of text, for the command and the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.text import LINE, clean, printable, shorten
from cmcheckin.interchange.importing.joining import Difference
from cmcheckin.interchange.importing.questions import ACTIVITY, FEELING, NOTHING, UNNAMED, WIN, Question
from cmcheckin.services.import_session import BadLine, ImportPreview, ImportSession
from cmcheckin.wording import import_preview as words
from cmcheckin.wording.plain_history import day_line as spoken_day
from cmcheckin.wording.record_words import day_facts, day_line
from cmcheckin.wording.spoken import spoken

MOST_DAYS: Final = 5
"""How many days are shown as examples, the newest."""
MOST_LISTED: Final = 20
"""How many bad lines, differences or questions are listed; the rest are counted."""


def summary_lines(session: ImportSession, preview: ImportPreview) -> Iterator[str]:
    """Yield the lines of `preview`: what will be imported, with some days as examples, the answers used, and what won't
    be imported and why."""
    records = preview.records
    yield words.title(session.name, session.title, [record.day for record in records])
    for number, section in enumerate(_sections(session, preview)):
        lines = list(section)
        if lines:
            yield ""
            yield from (f"{'  ' if number < 2 else ''}{shorten(printable(line), 400)}" for line in lines)


def spoken_lines(session: ImportSession, preview: ImportPreview, today: date) -> Iterator[str]:
    """Yield the lines of `preview` as they are read aloud on the day `today`: those of `summary_lines`, with days and
    units in whole words, and without empty lines."""
    records = preview.records
    yield f"{spoken(words.title(session.name, session.title, [record.day for record in records]), [session.name])}."
    yield from words.amounts(preview.new, preview.changed, preview.equal)
    for day, found in _by_day(records, MOST_DAYS):
        yield spoken_day(day, spoken(day_facts(Records.of(found))), today)
    for section in _later_sections(session, preview):
        yield from (shorten(printable(line), 400) for line in section)


def _sections(session: ImportSession, preview: ImportPreview) -> Iterator[Iterable[str]]:
    yield words.amounts(preview.new, preview.changed, preview.equal)
    yield day_lines(preview.records, MOST_DAYS)
    yield from _later_sections(session, preview)


def _later_sections(session: ImportSession, preview: ImportPreview) -> Iterator[Iterable[str]]:
    yield answer_lines(session)
    yield unused_lines(session)
    yield left_out_lines(session, preview)
    yield bad_lines(preview.bad_lines) if preview.skips_bad_lines else ()
    yield difference_lines(session, preview.differences) if preview.choice else ()


def day_lines(records: Iterable[Record], most: int | None = None) -> Iterator[str]:
    """Yield a line for each day of `records`, or for the newest `most` of them, oldest first."""
    return (day_line(day, Records.of(found)) for day, found in _by_day(records, most))


def example_days(records: Iterable[Record], most: int) -> Iterator[tuple[str, str]]:
    """Yield the newest `most` days of `records`, oldest first: a line like those of `day_lines`, and the first win or
    line of the note."""
    for day, found in _by_day(records, most):
        checkins = [record for record in found if isinstance(record, CheckIn)]
        texts = [text for checkin in checkins for text in (*(win.text for win in checkin.wins), checkin.note or "")]
        text = next(filter(None, texts), "")
        yield day_line(day, Records.of(found)), clean(text.partition("\n")[0][:LINE])


def _by_day(records: Iterable[Record], most: int | None) -> list[tuple[date, list[Record]]]:
    by_day: dict[date, list[Record]] = defaultdict(list)
    for record in records:
        by_day[record.day].append(record)
    days = sorted(by_day)
    return [(day, by_day[day]) for day in (days[-most:] if most else days)]


def answer_lines(session: ImportSession) -> Iterator[str]:
    """Yield a line for each kind of answer that the import uses."""
    return (words.answered(kind, answers) for kind, answers in answers_by_kind(session).items())


def answers_by_kind(session: ImportSession) -> dict[str, list[tuple[str, str]]]:
    """Return the answers that the import uses, by kind: pairs of a name and an answer."""
    used: dict[str, list[tuple[str, str]]] = {}
    for question in session.questions:
        if (answer := session.answers.to(question)) not in ("", NOTHING):
            name = "" if question.kind in UNNAMED else question.name
            used.setdefault(question.kind, []).append((name, answer))
    return used


def unused_lines(session: ImportSession) -> Iterator[str]:
    """Yield a line with the tags and activities that no answer gives a meaning."""
    found: dict[str, bool] = {}
    for question in session.questions:
        if question.kind in (FEELING, WIN, ACTIVITY):
            is_used = session.answers.to(question) not in ("", NOTHING)
            found[question.name] = found.get(question.name, False) or is_used
    if names := [name for name, is_used in found.items() if not is_used]:
        yield words.unused(names)


def left_out_lines(session: ImportSession, preview: ImportPreview) -> Iterator[str]:
    """Yield a line for each reason why something isn't imported."""
    for reason, number, file, line in preview.left_out:
        yield words.left_out(reason, number, file if session.is_container else "", line)
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, reason in session.skipped:
        by_reason[reason].append(name)
    for reason, names in by_reason.items():
        yield words.skipped_files(len(names), names[0], reason)


def bad_lines(found: Iterable[BadLine], *, has_names: bool = True) -> Iterator[str]:
    """Yield a line for each of the lines in `found`, which can't be read, as far as MOST_LISTED; with the name of its
    file if `has_names`."""
    return _limited(words.bad_line(one.file if has_names else "", one.line, one.reason) for one in found)


def difference_lines(session: ImportSession, found: Iterable[Difference]) -> Iterator[str]:
    """Yield a line for each difference in `found` of `session`, as far as MOST_LISTED."""
    return _limited(
        words.difference(file if session.is_container else "", line, words.record_name(*key), field, saved, incoming)
        for line, key, field, saved, incoming, file in found
    )


def question_lines(questions: Iterable[Question]) -> Iterator[str]:
    """Yield a line for each of `questions`, as far as MOST_LISTED."""
    return _limited(words.question(one.kind, one.name, one.options) for one in questions)


def _limited(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines`, each cleaned, as far as MOST_LISTED, and then how many more there are."""
    more = 0
    for number, line in enumerate(lines):
        if number < MOST_LISTED:
            yield shorten(clean(line), 400)
        else:
            more += 1
    if more:
        yield words.more(more)
