"""The steps of the check-in in plain lines. What they ask and accept comes from `checkin/`, as on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import escalations, mood, values, wins, workload
from cmcheckin.checkin.activities import offered_names
from cmcheckin.checkin.form import Scale
from cmcheckin.checkin.typed_answers import (
    one_line,
    rating_of,
    read_day,
    read_feelings,
    read_severity,
    read_status,
    read_win_kind,
)  # fmt: skip
from cmcheckin.cli.plain.dialogue import yes_or_no
from cmcheckin.cli.plain.escalation_details import changes_of, details
from cmcheckin.cli.plain.gap import ask_gap
from cmcheckin.cli.plain.replies import show_replies
from cmcheckin.cli.plain.session import PlainSession
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.text import NOTE
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording import gaps as gap_words
from cmcheckin.wording import plain_checkin as plain_words
from cmcheckin.wording import proposed_days as hint_words
from cmcheckin.wording.record_words import answer_text, win_line, workday_line
from cmcheckin.wording.spoken import spoken

_REMOVAL: Final = re.compile(r"-\s*(\d{1,3})")
"""Pattern of a minus sign and the number of an entry to remove."""


def _ask_rating(session: PlainSession, field: str, question: str, scale: Scale) -> None:
    current = str(getattr(session.form.checkin, field) or "")
    answered, value = session.ask_rating(f"{question} {plain_words.numbered(scale.words)}", rating_of(field), current)
    if answered:
        session.update(session.form.with_answers(**{field: value}))


def _now(session: PlainSession, program: Program) -> datetime | None:
    """Return the time, or None when the check-in is that of an earlier day."""
    return program.clock.now() if session.form.date == program.clock.today() else None


# Step 1


def ask_workload(session: PlainSession, program: Program) -> None:
    """Ask in `session` about the workload, the days since the last check-in, and the metrics in the settings."""
    _ask_rating(session, "workload", words.workload_question(_now(session, program)), workload.WORKLOAD)
    ask_gap(session, program)
    if session.form.days and not session.keeps_the_rest:
        session.show()
        dates = [row.workday.date for row in session.form.days]
        today = program.clock.today()
        heading = words.days_heading(session.form.previous_date, session.form.date, dates, today)
        session.show(f"{gap_words.DAY_BY_DAY if session.form.gap else heading}.")
        session.show_help_once(plain_words.DAYS_HELP, plain_words.DAYS_HINT)
        if any(row.proposal for row in session.form.days):
            session.show(hint_words.NOT_COUNTED)
    index = 0
    while index < len(session.form.days):
        index = _ask_day(session, program, index)
    session.help = ()
    for metric in program.settings.metrics:
        _ask_metric(session, metric)


def _ask_metric(session: PlainSession, metric: Metric) -> None:
    question = plain_words.metric(metric.name, metric.unit)
    read = partial(values.read_number, metric.name)
    _ask_own(session, "metrics", metric.name, question, read, formats.plain_number)


def _ask_question(session: PlainSession, question: Question) -> None:
    text = plain_words.own_question(question.text, is_yes_no=question.is_yes_no)
    _ask_own(session, "answers", question.name, text, partial(values.read_answer, question), answer_text)


def _ask_own(
    session: PlainSession, field: str, name: str, question: str, read: Callable[[str], Any], shown: Callable[[Any], str]
) -> None:
    """Ask the user's own `question`, whose answer is `name` in the `field` of the check-in, and `shown` in brackets."""
    answers = dict(getattr(session.form.checkin, field))
    current = answers.pop(name, None)
    answered, answer = session.ask(question, read, "" if current is None else shown(current))
    if answered:
        answers |= {} if answer is None else {name: answer}
        session.update(session.form.with_answers(**{field: dict(sorted(answers.items()))}))


def _ask_day(session: PlainSession, program: Program, index: int) -> int:
    """Ask about the day at `index`, and return the index to ask about next. Enter confirms the day as shown."""
    schedule, zone = program.settings.schedule, program.clock.zone
    row = session.form.days[index]
    names = offered_names(program.settings.activities, row.workday)
    line = spoken(workday_line(row.workday))
    shown = hint_words.proposed_by(line, row.proposal.sources) if row.proposal else line
    answered, changes = session.ask(formats.long_day(row.workday.date), lambda text: read_day(text, names), shown)
    if not answered:
        if session.input_ended:
            return index + 1
        changes = {}
    if changes is None:
        session.update(workload.unconfirm(session.form, index, zone))
        _show_days(session, index, index + 1)
        return index + 1
    key = changes.pop("key", "")
    if key:
        kind = workload.KIND_KEYS[key.lower()]
        session.update(workload.set_kind(session.form, index, kind, schedule, zone, and_below=key.isupper()))
    if changes or not key:
        session.update(workload.confirm(session.form, index, schedule, zone, **changes))
    following = len(session.form.days) if key.isupper() else index + 1
    if key or changes:
        _show_days(session, index, following)
    if changes and (doubt := workload.plausibility_question(session.form.days[index].workday, schedule)):
        session.show(spoken(doubt))
        if session.interactive and following == index + 1:
            session.show(plain_words.CORRECT_DAY)
            return index
    return following


def _show_days(session: PlainSession, first: int, end: int) -> None:
    """Show the days from index `first` to before `end` as they were understood."""
    for row in session.form.days[first:end]:
        line = spoken(workday_line(row.workday)) if row.confirmed else words.DAY_SKIPPED
        session.show(f"{formats.long_day(row.workday.date)}: {line}")


# Step 2


def ask_mood(session: PlainSession, program: Program) -> None:
    """Ask in `session` about mood, energy, feelings, the community and the note, then the user's own questions."""
    checkin = session.form.checkin
    _ask_rating(session, "mood", words.mood_question(_now(session, program)), mood.MOOD)
    _ask_rating(session, "energy", words.energy_question(_now(session, program)), mood.ENERGY)
    current = checkin.feelings
    answered, feelings = session.ask(
        plain_words.FEELINGS, lambda text: read_feelings(text, current), mood.feelings_text(current)
    )
    if answered:
        session.update(session.form.with_answers(feelings=feelings or ()))
    community = checkin.community
    question = words.community_question(session.form.previous_date, session.form.date, program.clock.today())
    question = f"{question} {plain_words.numbered(mood.COMMUNITY.words)}"
    answered, rating = session.ask_rating(question, rating_of("community"), str(community.mood or ""))
    if answered:
        community = community._replace(mood=rating)
        session.update(session.form.with_answers(community=community))
    answered, feels = session.ask(plain_words.COMMUNITY_FEELS, one_line("feels"), community.feels or "")
    if answered:
        session.update(session.form.with_answers(community=community._replace(feels=feels)))
    question = plain_words.NOTE.format(hint=words.NOTE_HINT)
    answered, note = session.ask(question, one_line("note", NOTE), _beginning(checkin.note or ""))
    if answered:
        session.update(session.form.with_answers(note=note))
    for own in program.settings.questions:
        _ask_question(session, own)


def _beginning(note: str) -> str:
    """Return the beginning of `note`, at most 60 characters, enough to recognise it."""
    first = note.split("\n")[0]
    return first if first == note and len(note) <= 60 else f"{first[:59].rstrip()}…" if note else ""


# Step 3


def _text_or_removal(field: str, number: int) -> Callable[[str], str | int]:
    """Return a reader of a text for `field`, or of a minus sign and the number of one of `number` entries, which is
    returned as its index."""
    read_text = one_line(field)

    def read(text: str) -> str | int:
        if not (found := _REMOVAL.fullmatch(text)):
            return read_text(text)
        if not 1 <= int(found[1]) <= number:
            reason = plain_words.NOTHING_TO_REMOVE if number else plain_words.NONE_TO_REMOVE
            raise Refused("", reason.format(number=found[1]))
        return int(found[1]) - 1

    return read


def ask_wins(session: PlainSession, program: Program) -> None:
    """Show new replies in `session`. Ask about long-term wins of earlier days, then about new wins."""
    show_replies(session, program)
    for index, follow_up in enumerate(session.form.follow_ups):
        question = words.FOLLOW_UP_QUESTION.format(after_days=follow_up.after_days)
        question = plain_words.LONG_TERM_CHECK.format(win=follow_up.win.text, question=question)
        answered, is_lasting = session.ask(question, yes_or_no)
        if answered:
            session.update(wins.answer_follow_up(session.form, index, is_lasting))
    for number, win in enumerate(session.form.checkin.wins, 1):
        session.show(plain_words.WIN_ADDED.format(number=number, text=win_line(win)))
    if session.form.checkin.wins:
        session.hint_once(plain_words.REMOVE_WIN)
    question = words.wins_question(session.form.previous_date, session.form.date, program.clock.today())
    while True:
        texts = [win.text for win in session.form.checkin.wins]
        answered, text = session.ask(question, _text_or_removal("win", len(texts)))
        if not answered or text in (None, ""):
            return
        question = plain_words.ANOTHER_WIN
        if isinstance(text, int):
            session.update(wins.remove(session.form, text))
            session.show(plain_words.REMOVED.format(text=texts[text]))
            continue
        session.update(wins.add(session.form, text))
        session.hint_once(plain_words.KIND_HELP)
        index = len(session.form.checkin.wins) - 1
        kind, long_term, sender = session.ask(plain_words.KIND_OF_WIN, read_win_kind)[1] or (None, False, "")
        if kind:
            session.update(wins.change(session.form, index, kind=kind))
        if long_term:
            session.update(wins.change(session.form, index, long_term=True))
        if kind == "thanks":
            sender = sender or session.ask(plain_words.WIN_SENDER, one_line("sender"))[1] or ""
            session.update(wins.change(session.form, index, sender=sender or None))
        session.help = (plain_words.REMOVE_WIN,)


# Step 4


def ask_escalations(session: PlainSession, program: Program) -> None:
    """Ask in `session` about open escalations, then about new ones."""
    now = program.clock.now()
    are_locked = session.form.previous_answers.are_locked
    session.show(f"{words.unresolved_title(len(session.form.carried), are_locked=are_locked)}.")
    if session.form.carried:
        session.show_help_once((plain_words.CARRIED_HELP,), plain_words.CARRIED_HINT)
    for index, item in enumerate(session.form.carried):
        age = formats.age(item.now.opened, now)
        current = words.STATUS_LABELS[item.now.status or "open"] if item.answered else ""
        facts = plain_words.open_facts(item.now.severity_name, age, item.now.status, item.now.handed_to)
        question = f"{item.now.title} ({', '.join(facts)})"
        _, answer = session.ask(question, read_status, current)
        if answer:
            status, text = answer
            session.update(escalations.answer(session.form, index, status, now))
            if text and status == "handed-off":
                session.update(escalations.edit(session.form, index, handed_to=text))
            elif text:
                session.update(escalations.add_update(session.form, index, text, now))
    session.help = ()
    for number, added in enumerate(session.form.new_escalations, 1):
        text = ", ".join(filter(None, (added.title, added.severity_name)))
        session.show(plain_words.ESCALATION_ADDED.format(number=number, text=text))
    if session.form.new_escalations:
        session.hint_once(plain_words.REMOVE_ESCALATION)
    question = plain_words.NEW_ESCALATION.format(question=words.NEW_QUESTION)
    while True:
        pings = escalations.night_pings(session.form)
        if pings:
            session.show(f"{hint_words.night_line(pings)}. {plain_words.ADD_PING}")
        titles = [added.title for added in session.form.new_escalations]
        answered, given = session.ask(question, _text_or_removal("title", len(titles)))
        if isinstance(given, int):
            session.update(escalations.remove(session.form, given))
            session.show(plain_words.REMOVED.format(text=titles[given]))
            continue
        title = given
        opened = escalations.opened_on(session.form.date, program.clock, program.settings.schedule)
        if pings and title and title.lower() == hint_words.NIGHT_KEY:
            opened = pings[0]
            moment = words.moment(opened, now, program.clock.today())
            answered, title = session.ask(plain_words.PING_TITLE.format(moment=moment), one_line("title"))
        if not answered or not title:
            return
        session.update(escalations.add(session.form, title, opened))
        _ask_details(session, program, len(session.form.new_escalations) - 1)
        session.help = (plain_words.REMOVE_ESCALATION,)
        question = plain_words.ANOTHER_ESCALATION


def _ask_details(session: PlainSession, program: Program, index: int) -> None:
    """Ask about the severity of the new escalation at `index`, and about the rest if the user wants to."""
    session.hint_once(plain_words.SEVERITY_HELP)
    severity, wants_more = session.ask(plain_words.SEVERITY, read_severity)[1] or (None, False)
    if severity is not None:
        changes = changes_of("severity", severity, program.clock)
        session.update(escalations.edit_new(session.form, index, **changes))
    if not wants_more:
        return
    session.help = ()
    for field, question, read, current in details(session.form.new_escalations[index], program.clock):
        if field not in ("title", "severity", "status"):
            answered, value = session.ask(question, read, current)
            if answered and value is not None:
                changes = changes_of(field, value, program.clock)
                session.update(escalations.edit_new(session.form, index, **changes))


STEPS: Final = (
    (workload.STEP, ask_workload), (mood.STEP, ask_mood), (wins.STEP, ask_wins), (escalations.STEP, ask_escalations),
)  # fmt: skip
"""The steps in their order, and the functions that ask them."""
