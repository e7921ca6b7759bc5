"""The page of a one-to-one in sections of entries, for the screen and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.domain.numbers import whole
from cmcheckin.domain.text import clean
from cmcheckin.sharing.follow_up import ActionItem, Talk
from cmcheckin.sharing.one_to_one import OneToOne
from cmcheckin.sharing.share_file import ShareWeek
from cmcheckin.sharing.summary import leave_line
from cmcheckin.sharing.team import TeamItem
from cmcheckin.wording import one_to_one as words
from cmcheckin.wording.formats import dated, full_date, short_date
from cmcheckin.wording.markdown import escaped
from cmcheckin.wording.range_marks import mark_text
from cmcheckin.wording.record_words import WORKLOAD
from cmcheckin.wording.review import said_by, severity_or_kind, status_text, week_row
from cmcheckin.wording.review_facts import as_of, hours_with_usual, week_row_facts

Subject: TypeAlias = ActionItem | Talk | None
NEWS: Final = ("weeks", "opened", "still_open", "resolved", "asks", "wins", "responses", "leave")
"""The sections of what was shared since the last talk."""
PRIVATE: Final = ("to_talk", "actions", "note", "talks")
"""The sections with the manager's own texts and marks."""


class Entry(NamedTuple):
    """A line of the page: `text`, after a short `lead`, with its `facts`."""

    text: str
    facts: tuple[str, ...] = ()
    lead: str = ""
    subject: Subject = None
    """What can be changed or opened."""
    is_severe: bool = False
    kept: tuple[str | None, ...] = ()
    """What in the facts the person wrote."""


class Section(NamedTuple):
    """Entries below a title. `key` is one of `words.SECTIONS`."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    hint: str = ""
    """What to say if there are no entries; empty to leave the section out."""


def sections(talk: OneToOne) -> tuple[Section, ...]:
    """Return the sections of `talk` that have entries or a hint, in their order."""
    entries: dict[str, Iterable[Entry]] = {
        "help": [Entry(talk.help, _known(as_of(talk.stale_since, talk.today)))] if talk.help else [],
        "to_talk": (Entry(text) for _, text in talk.to_talk),
        "questions": (
            Entry(question.text, () if question.kind == "help" else (question.evidence,)) for question in talk.questions
        ),
        "actions": (_action(one, talk.today) for one in talk.actions),
        "note": [Entry(talk.note)] if talk.note else [],
        "weeks": (_week(talk, week) for week in reversed(talk.weeks)),
        "opened": (_item(one, talk.today) for one in talk.opened),
        "still_open": (_item(one, talk.today) for one in talk.still_open),
        "resolved": (_item(one, talk.today) for one in talk.resolved),
        "asks": (_item(one, talk.today) for one in talk.asks),
        "wins": (
            Entry(win.text, _known(said_by(win.sender)), dated(win.day, talk.today), kept=(win.sender,))
            for win in talk.wins
        ),
        "responses": (
            Entry(
                answer.text,
                (words.answer_to(answer.kind, reply.text if reply else "", answer.made, talk.today),),
                kept=(reply.text,) if reply else (),
            )
            for answer, reply in talk.responses
        ),
        "leave": (Entry(leave_line(one)) for one in talk.leave),
        "talks": (Entry(past.note or words.NO_NOTES, (), short_date(past.on), past) for past in talk.talks),
    }
    hints = {
        "questions": words.NO_NEW_QUESTIONS if talk.last_talk else words.NO_QUESTIONS,
        "actions": words.EMPTY_ACTIONS,
        "note": words.EMPTY_NOTE,
    }
    found = (Section(key, name, tuple(entries[key]), hints.get(key, "")) for key, name in words.SECTIONS.items())
    return tuple(section for section in found if section.entries or section.hint)


def _known(*facts: str) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _action(action: ActionItem, today: date) -> Entry:
    fact = words.done_on(action.done, today) if action.done else words.added_on(action.added, today)
    return Entry(action.text, (fact,), "", action)


def _week(talk: OneToOne, week: ShareWeek) -> Entry:
    """Return the facts of `week`; a figure outside the person's normal range has its mark."""
    coverage, rating = talk.coverage[week.week], week.workload
    marks = {mark.figure: mark_text(*mark[:5]) for mark in talk.marks if mark.week == week.week}
    hours = marks.get("hours") or hours_with_usual(week.hours, week.usual_hours, coverage)
    workload = "" if rating is None else WORKLOAD[min(max(whole(rating), 1), 5) - 1]
    after, days_off, nights = (
        None if figure in marks else getattr(week, figure)
        for figure in ("after_hours_minutes", "days_off_worked", "night_pings")
    )
    facts = week_row_facts(None, after, days_off, nights, "" if "workload" in marks else workload, coverage)
    outside = (text for figure, text in marks.items() if figure != "hours")
    return Entry(", ".join(_known(hours, *facts, *outside)), (), week_row(week.week))


def _item(held: TeamItem, today: date) -> Entry:
    item = held.item
    is_resolved = item.status == "resolved"
    when = item.resolved if is_resolved and item.resolved else item.opened
    state = "" if is_resolved else status_text(item.status, item.handed_to)
    since = f"since {dated(when, today)}" if not is_resolved else dated(when, today)
    answered = words.answered_on(held.mark.on, today) if held.mark else ""
    facts = _known(since, state, answered, as_of(held.stale_since, today))
    lead = severity_or_kind(item.severity, item.kind)
    facts = (*facts, *_known(item.outcome))
    return Entry(item.title, facts, lead, None, (item.severity or 0) >= SEVERE, (item.handed_to, item.outcome))


# Markdown


def render_one_to_one(talk: OneToOne, name: str, *, with_notes: bool = True) -> str:
    """Return `talk` with the person `name` as a Markdown document. User text is escaped. The manager's own notes and
    past talks are under headings that say they're private, and left out unless `with_notes`."""
    found = sections(talk)
    if not with_notes:
        found = tuple(section for section in found if section.key not in PRIVATE)
    blocks = [f"# {words.title(escaped(name))}", words.sentence_place(talk.last_talk, talk.made)]
    own = [section for section in found if section.key not in (*NEWS, "talks")]
    blocks += (block for section in own for block in _section(section, 2))
    blocks.append(f"## {words.since(talk.last_talk, talk.since, talk.today)}")
    news = [section for section in found if section.key in NEWS]
    blocks += (block for section in news for block in _section(section, 3))
    blocks += [] if news else [words.NOTHING_NEW if talk.last_talk else words.NOT_SHARED]
    blocks += (block for section in found if section.key == "talks" for block in _section(section, 2))
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    """Yield the blocks of `section`, below a heading of `level`; nothing if it only has a hint about keys."""
    if not section.entries and section.key != "questions":
        return
    private = {"note": words.PRIVATE_NOTES, "talks": words.PRIVATE_TALKS, "to_talk": words.PRIVATE_TO_TALK}
    yield f"{'#' * level} {private.get(section.key, section.title)}"
    if section.key == "note":
        yield from _paragraphs(section.entries[0].text)
    elif section.key == "talks":
        for entry in section.entries:
            if isinstance(entry.subject, Talk):
                yield from (f"**{full_date(entry.subject.on)}**", *_paragraphs(entry.text))
    else:
        yield "\n".join(_bullet(section.key, entry) for entry in section.entries) or section.hint


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of `text`, each a paragraph of its own."""
    for line in text.split("\n"):
        if line.strip():
            yield escaped(line)


def _bullet(key: str, entry: Entry) -> str:
    box = ""
    if key == "actions" and isinstance(entry.subject, ActionItem):
        box = "[x] " if entry.subject.done else "[ ] "
    lead = f"{entry.lead}: " if entry.lead and key != "asks" else ""
    if key == "weeks":
        number, monday = entry.lead.split(maxsplit=1)
        lead = f"{words.week_of(number, monday)}: "
    text = f"- {box}{escaped(lead + entry.text)}"
    if key == "questions":
        return "\n".join([text, *(f"  - {escaped(fact)}" for fact in entry.facts)])
    return f"{text} ({escaped(', '.join(entry.facts))})" if entry.facts else text


def page_file_name(talk: OneToOne) -> str:
    """Return the name of the file for the page of `talk`: `one-to-one-ada-2026-11-20.md`."""
    name = (clean(talk.name) or talk.person).casefold()
    safe = "".join(char if char.isalnum() else "-" for char in name)[:40].strip("-") or "person"
    return f"one-to-one-{safe}-{talk.today}.md"
