"""`review` as text: what needs the manager, then people by name, and what is worth asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.cli.output import quoted
from cmcheckin.cli.text_layout import WIDTH, in_columns, wrapped
from cmcheckin.domain.escalation import SEVERE
from cmcheckin.domain.text import shorten
from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing.attention import Attention, HelpRequest, Recognition, TeamResponse
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import day_made
from cmcheckin.sharing.summary import leave_line
from cmcheckin.sharing.team import Person, PersonRow, Team, TeamItem, leave_ahead
from cmcheckin.sharing.team_leave import is_leave_week, leave_note
from cmcheckin.wording import formats, needs_you
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import dated, sentence_case, short_date
from cmcheckin.wording.range_marks import CANNOT_TELL, WEEK_BEFORE, mark_text
from cmcheckin.wording.reply import answered_reply
from cmcheckin.wording.review_facts import as_of, week_number
from cmcheckin.wording.text_cells import cells, fit, pad
from cmcheckin.wording.week import minutes_cell

NAME: Final = 24
"""Cells of the column of names."""
MIN_TEXT: Final = 20
"""Least cells for the words of a win, however long its id is."""
WIDTHS: Final = (5, 7, 7, 13, 10, 8)
"""Cells of the columns after the name."""
COLUMNS: Final = tuple(name for name in words.COLUMNS[1:8] if name != words.COLUMNS[4])


def team_lines(
    folder: SharedFolder, team: Team, people: Sequence[Person], needs: Attention, today: date
) -> Iterator[str]:
    """Yield what `needs` the manager, a table of `people`, other open escalations, and questions.

    What `folder` couldn't read comes first, and its superseded files come last.
    """
    yield words.titles(len(team.rows), team.weeks)[0]
    if missing := words.unread_notice(folder.failed, folder.left_out, "."):
        yield from wrapped("", missing)
    if not team.rows:
        yield from ("", f"  {words.EMPTY}")
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    severities = [held.item.severity for held in needs.escalations]
    parts = needs_you.summary(
        len(needs.help), len(needs.asks), severities, len(needs.responses), len(needs.recognition)
    )
    yield from wrapped("", " · ".join(text for text, _ in parts) or needs_you.NOTHING_WAITS)
    if not team.includes_field("escalations"):
        yield words.ESCALATIONS_NOT_SHARED
    sections = (
        ("help", (_help_lines(one, today) for one in needs.help)),
        ("asks", (_item_lines(one, today) for one in needs.asks)),
        ("escalations", (_item_lines(one, today) for one in needs.escalations)),
        ("responses", (_response_lines(one, today) for one in needs.responses)),
        ("recognition", (_recognition_lines(one) for one in needs.recognition)),
    )
    for section, entries in sections:
        yield from _section(needs_you.SECTIONS[section], entries)
    yield from _people_lines(team, people, needs.people, today)
    rest = [item for item in team.open if (item.item.severity or 0) < SEVERE]
    yield from _section(needs_you.OTHERS_OPEN, (_item_lines(one, today) for one in rest))
    yield from _question_lines(people)
    if folder.superseded:
        yield from ("", words.SUPERSEDED)
        yield from (f"  {quoted(file.path, 76)}" for file in folder.superseded)


def _section(title: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    """Yield `title` with the number of `entries`, and their lines; nothing if there are none."""
    listed = list(entries)
    if listed:
        yield from ("", f"{title}  {len(listed):,}")
        for lines in listed:
            yield from lines


def _help_lines(one: HelpRequest, today: date) -> Iterator[str]:
    replied = needs_you.replied_on(day_made(one.reply.made), today) if one.reply else ""
    facts = _facts(
        words.person_name(one.name, one.person), as_of(one.stale_since, today), _mark(one.mark, today), replied
    )
    yield from wrapped("  ", f"{formats.quoted(one.text)} ({facts})", "    ")


def _item_lines(held: TeamItem, today: date) -> Iterator[str]:
    item = held.item
    is_ask = item.kind == "ask"
    lead = words.age(held.days) if is_ask else words.severity_or_kind(item.severity, item.kind)
    facts = _facts(
        words.person_name(held.name, held.person),
        "" if is_ask else words.age(held.days),
        words.status_text(item.status, item.handed_to),
        as_of(held.stale_since, today),
        _mark(held.mark, today),
    )
    ending = f" [{item.id}]" if is_ask else ""
    yield from wrapped(f"  {pad(lead, 10)}", f"{item.title} ({facts}){ending}")


def _response_lines(one: TeamResponse, today: date) -> Iterator[str]:
    about = one.reply.text or one.reply.about_text if one.reply else ""
    what = answered_reply(one.response.kind, shorten(about, 60))
    facts = _facts(
        words.person_name(one.name, one.person), dated(one.response.made, today), what, _mark(one.mark, today)
    )
    yield from wrapped("  ", f"{formats.quoted(one.response.text)} ({facts})", "    ")


def _recognition_lines(one: Recognition) -> Iterator[str]:
    """Yield one line with the latest win, cut if it is long, how many more there are, and its id for `reply`."""
    win = one.wins[0]
    more = f" ({len(one.wins) - 1} more)" if len(one.wins) > 1 else ""
    start = f"  {_name(one.name, one.person)}{short_date(win.day):>6}  "
    ending = f"{more} [{win.id}]"
    yield f"{start}{fit(win.text, max(WIDTH - cells(start + ending), MIN_TEXT))}{ending}"


def _name(name: str, person: str) -> str:
    """Return the name for a column. A long one is cut before the id after it."""
    shorter = (words.person_name_within(name, person, room) for room in range(NAME - 1, 1, -1))
    label = next((label for label in shorter if cells(label) < NAME), "")
    return pad(fit(label or words.person_name(name, person), NAME - 1), NAME)


def _mark(mark: Mark | None, today: date) -> str:
    return needs_you.mark_text(*mark, today) if mark else ""


def _facts(*facts: str) -> str:
    return ", ".join(fact for fact in facts if fact)


# People by name


def _people_lines(team: Team, people: Sequence[Person], rows: Sequence[PersonRow], today: date) -> Iterator[str]:
    """Yield a row for each person of `rows` with figures outside their normal range, and what numbers can't show."""
    by_id = {person.row.person: person for person in people}
    marked = [
        (words.person_name(row.name, row.person), [mark.figure for mark in by_id[row.person].marks])
        for row in rows
        if row.person in by_id and by_id[row.person].marks
    ]
    yield from ("", needs_you.section_title("people", len(rows)))
    if marked:
        yield from wrapped("  ", needs_you.outside_range(marked))
    yield f"  {pad(words.COLUMNS[0], NAME)}{in_columns(COLUMNS, WIDTHS)}"
    for row in rows:
        yield from _person_lines(team, row, by_id.get(row.person), today)
    yield from wrapped("  ", CANNOT_TELL)


def _person_lines(team: Team, row: PersonRow, person: Person | None, today: date) -> Iterator[str]:
    week = row.week
    leave = leave_note(row.leave, week.week if week else None, today)
    is_leave = bool(leave) and week is not None and is_leave_week(row.leave, week.week)
    name = f"  {_name(row.name, row.person)}"
    number = week_number(week.week.number, row.coverage) if week else ""
    shown = as_of(team.shown_as_of(row), today)
    if week is None or is_leave:
        yield f"{name}{in_columns((number,), WIDTHS[:1])}   {_facts(leave, shown)}".rstrip()
    else:
        values = (
            number,
            words.number_cell(week.hours),
            words.number_cell(week.usual_hours),
            minutes_cell(week.after_hours_minutes),
            words.number_cell(week.days_off_worked),
            words.number_cell(week.night_pings),
        )
        yield f"{name}{in_columns(values, WIDTHS)}".rstrip()
        if note := _facts(shown, leave):
            yield from wrapped("    ", sentence_case(note))
    for mark in person.marks if person else ():
        text = mark_text(mark.figure, mark.value, mark.low, mark.high, mark.weeks)
        before = "" if week is None or mark.week == week.week else WEEK_BEFORE.format(number=mark.week.number)
        yield from wrapped("    ", sentence_case(before + text))


def _question_lines(people: Sequence[Person]) -> Iterator[str]:
    """Yield the leave ahead and the questions of each person who has either, and how many people have no question."""
    yield from ("", words.QUESTIONS)
    for person in people:
        leave = leave_ahead(person.row)
        if person.questions or leave:
            yield f"  {words.person_name(person.row.name, person.row.person)}"
        yield from (f"    {leave_line(one)}" for one in leave)
        for question in person.questions:
            yield from wrapped("    ", question.text)
            if question.kind != "help":
                yield from wrapped("      ", question.evidence)
    if without := sum(not person.questions for person in people):
        yield from wrapped("  ", words.no_questions(without, len(people)))
