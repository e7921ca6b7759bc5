"""The rows of the review, and all that is known about one, as lines that can be read aloud one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cmcheckin.sharing.attention import HelpRequest, Recognition, TeamResponse, mark_keys
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import Reply, ShareWeek, day_made
from cmcheckin.sharing.shared_facts import (
    activities_of,
    answers_of,
    facts_of_entry,
    figures_of,
    metrics_of,
    replies_to_entry,
)
from cmcheckin.sharing.summary import leave_line, stale_since
from cmcheckin.sharing.team import Person, PersonRow, TeamItem, TeamWin, leave_ahead
from cmcheckin.sharing.team_leave import is_leave_week, leave_note
from cmcheckin.wording import needs_you
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import dated, quoted, sentence_case, short_date
from cmcheckin.wording.one_to_one import week_of
from cmcheckin.wording.plain_parts import open_for
from cmcheckin.wording.range_marks import CANNOT_TELL, brief_mark, mark_text
from cmcheckin.wording.reply import answered_reply
from cmcheckin.wording.review_facts import Coverage, as_of, hours_with_usual
from cmcheckin.wording.spoken import spoken


def row_line(row: object, person: Person | None, marks: Mapping[str, Mark], today: date, *, is_named: bool) -> str:
    """Return the line of `row`. `person`: whom a row of people is about. `is_named`: whether it begins with the name
    of the person."""
    text, facts = _row(row, person, today)
    found = (marks.get(key) for key in mark_keys(row)[:1])
    facts += [needs_you.mark_text(*mark, today) for mark in found if mark is not None]
    kept = _others_words(row)
    shown = f" ({shown})" if (shown := ", ".join(spoken(fact, kept) for fact in facts if fact)) else ""
    name = getattr(row, "name", None)
    lead = f"{words.person_name(str(name), str(getattr(row, 'person', '')))}: " if is_named and name is not None else ""
    return f"{lead}{text}{shown}".removesuffix(": ")


def _others_words(row: object) -> list[str | None]:
    """Return what the person or the manager wrote in the facts of `row`."""
    match row:
        case TeamItem(item=item):
            return [item.title, item.handed_to, item.cause, item.outcome]
        case TeamWin(win=win):
            return [win.text, win.sender]
        case TeamResponse(reply=reply) if reply:
            return [reply.text, reply.about_text]
        case ShareWeek():
            kinds, metrics = [one.kind for one in row.activities], [one.name for one in row.metrics]
            return [*kinds, *metrics, *(text for one in row.questions for text in (one.name, *one.texts))]
    return []


def spoken_reply(reply: Reply) -> str:
    """Return `reply` as a text: its kind, sender and day, and what it says."""
    lead = spoken(words.reply_line(reply.kind, reply.sender, day_made(reply.made)), [reply.sender])
    return f"{lead}: {reply.text}" if reply.text else lead


def row_text(row: object, today: date) -> str:
    """Return what `row` is called: the title of an entry, or the text of a wish or an answer."""
    return _row(row, None, today)[0]


def _row(row: object, person: Person | None, today: date) -> tuple[str, list[str]]:
    """Return the text of `row`, and facts about it."""
    match row:
        case HelpRequest():
            replied = needs_you.replied_on(day_made(row.reply.made), today) if row.reply else ""
            return quoted(row.text), [as_of(row.stale_since, today), replied]
        case TeamItem(item=item):
            what = words.severity_or_kind(item.severity, item.kind)
            age = open_for(words.age(row.days)) if item.status != "resolved" else ""
            status = words.status_text(item.status, item.handed_to)
            return item.title, [what, age, status, as_of(row.stale_since, today)]
        case TeamResponse():
            about = row.reply.text or row.reply.about_text if row.reply else ""
            return quoted(row.response.text), [
                answered_reply(row.response.kind, about),
                dated(row.response.made, today),
            ]
        case Recognition(wins=(win, *more)):
            end = needs_you.AND_MORE.format(number=len(more)) if more else ""
            return f"{needs_you.win_text(win.text, win.sender)}{end}", [dated(win.day, today)]
        case TeamWin(win=win):
            return needs_you.win_text(win.text, win.sender), [dated(win.day, today)]
        case ShareWeek():
            hours = hours_with_usual(row.hours, row.usual_hours)
            monday = short_date(row.week.monday)
            return spoken(f"{week_of(str(row.week.number), monday)}: {hours}".rstrip(": ")), []
        case PersonRow():
            return spoken(_person(row, person, today)), [as_of(stale_since(day_made(row.made), today), today)]
    return "", []


def _person(row: PersonRow, person: Person | None, today: date) -> str:
    """Return leave, figures outside the person's normal range, or else the hours of the last week they shared."""
    week, marks = row.week, person.marks if person else ()
    leave = leave_note(row.leave, week.week if week else None, today)
    parts = [leave, *(brief_mark(mark.figure, mark.value, mark.low, mark.high) for mark in marks)]
    if week is not None and not marks and not is_leave_week(row.leave, week.week):
        parts.append(hours_with_usual(week.hours, week.usual_hours, row.coverage))
    if week is not None:
        parts.insert(0, needs_you.week_name(week.week))
    return ", ".join(filter(None, parts))


def about_row(row: object, replies: Sequence[Reply], today: date) -> Iterator[str]:
    """Yield all that was shared of `row` until `today`, and the `replies` to it."""
    match row:
        case HelpRequest():
            yield quoted(row.text)
            yield spoken(sentence_case(words.shared_on(None, row.asked))) + "."
        case TeamItem() | TeamWin():
            text, facts = facts_of_entry(row, today)
            shown = spoken(", ".join(facts), _others_words(row))
            yield f"{text if isinstance(row, TeamItem) else quoted(text)}: {shown}."
            yield from map(spoken_reply, replies_to_entry(row, replies))
        case TeamResponse(reply=reply):
            yield quoted(row.response.text)
            about = reply.text or reply.about_text if reply else ""
            yield sentence_case(answered_reply(row.response.kind, about)) + "."
        case Recognition():
            yield from (needs_you.win_text(win.text, win.sender) for win in row.wins)


def about_week(week: ShareWeek, coverage: Coverage) -> Iterator[str]:
    """Yield all that was shared of `week`."""
    title = words.WEEK_TITLE.format(number=week.week.number, year=week.week.year)
    yield spoken(f"{title}: {hours_with_usual(week.hours, week.usual_hours, coverage)}".rstrip(": "))
    for facts in (figures_of(week), activities_of(week), metrics_of(week), answers_of(week)):
        if shown := ", ".join(filter(None, facts)):
            yield f"{sentence_case(spoken(shown, _others_words(week)))}."
    if feels := words.community_feels(week.community_feels):
        yield feels


def about_person(person: Person, today: date) -> Iterator[str]:
    """Yield the figures of `person` outside their normal range, what would help, leave, and what is worth asking."""
    row = person.row
    for mark in person.marks:
        yield spoken(sentence_case(mark_text(mark.figure, mark.value, mark.low, mark.high, mark.weeks)))
    if person.marks:
        yield CANNOT_TELL
    if row.help:
        label = ", ".join(filter(None, (words.HELP, as_of(stale_since(day_made(row.made), today), today))))
        yield f"{label}: {row.help}"
    yield from (spoken(leave_line(one)) for one in leave_ahead(row))
    for question in person.questions:
        evidence = "" if question.kind == "help" else f" ({spoken(question.evidence)})"
        yield f"{words.QUESTIONS}: {question.text}{evidence}"
    if not person.questions:
        yield words.NO_QUESTIONS
