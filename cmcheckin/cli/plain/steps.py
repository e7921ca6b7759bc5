"""The steps of the check-in in plain lines. What they ask and accept comes from `checkin/`, as on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import escalations, mood, values, wins, workload
from cmcheckin.checkin.activities import offered_names
from cmcheckin.checkin.activity_entry import read_uses
from cmcheckin.checkin.form import Scale
from cmcheckin.cli.plain.dialogue import yes_or_no
from cmcheckin.cli.plain.escalation_details import changes_of, details, one_line, read_severity
from cmcheckin.cli.plain.gap import ask_gap
from cmcheckin.cli.plain.replies import show_replies
from cmcheckin.cli.plain.session import PlainSession
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.text import NOTE
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording import gaps as gap_words
from cmcheckin.wording import plain_checkin as plain_words
from cmcheckin.wording import proposed_days as hint_words
from cmcheckin.wording.plain_parts import spoken
from cmcheckin.wording.record_words import answer_text, workday_line

_USES: Final = r"(?:^|\s)a\s+(.+)$"
"""The pattern of activities at the end of an answer."""
_TIME: Final = r"\d{1,2}(?:[:.h]?\d{2}|\s*h)?\s*(?:am|pm)?"
_SPAN: Final = rf"(?<![\d:.,])({_TIME})\s*[-–]\s*({_TIME})$"
"""Pattern of two times at the end of an answer, as `values.read_clock` reads them."""


def _ask_field(session: PlainSession, field: str, question: str, read: Callable[[str], object], current: str) -> None:
    """Ask `question` and save the answer that `read` returns as the check-in's `field`. `current` is the one so far."""
    answered, value = session.ask(question, read, current)
    if answered:
        session.update(session.form.with_answers(**{field: value}))


def _ask_rating(session: PlainSession, field: str, question: str, scale: Scale) -> None:
    current = str(getattr(session.form.checkin, field) or "")
    answered, value = session.ask_rating(f"{question} {plain_words.numbered(scale.words)}", _rating(field), current)
    if answered:
        session.update(session.form.with_answers(**{field: value}))


def _rating(field: str) -> Callable[[str], int]:
    """Return a reader of a rating. It names `field` if it refuses."""

    def read(text: str) -> int:
        try:
            return values.read_rating(text)
        except Refused as error:
            raise Refused(field, error.reason) from None

    return read


def _now(session: PlainSession, program: Program) -> datetime | None:
    """Return the time, or None when the check-in is that of an earlier day."""
    return program.clock.now() if session.form.date == program.clock.today() else None


# Step 1


def ask_workload(session: PlainSession, program: Program) -> None:
    """Ask in `session` about the workload, the days since the last check-in, and the metrics in the settings."""
    _ask_rating(session, "workload", words.workload_question(_now(session, program)), workload.WORKLOAD)
    ask_gap(session, program)
    if session.form.days:
        session.show()
        dates = [row.workday.date for row in session.form.days]
        today = program.clock.today()
        heading = words.days_heading(session.form.previous_date, session.form.date, dates, today)
        session.show(f"{gap_words.DAY_BY_DAY if session.form.gap else heading}.")
        session.show_all([plain_words.DAYS_HINT] if session.knows_the_way else plain_words.DAYS_HELP)
        if any(row.proposal for row in session.form.days):
            session.show(hint_words.NOT_COUNTED)
    index = 0
    while index < len(session.form.days):
        index = _ask_day(session, program, index)
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
    answered, changes = session.ask(formats.short_day(row.workday.date), lambda text: _read_day(text, names), shown)
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
        session.show(doubt)
    return following


def _show_days(session: PlainSession, first: int, end: int) -> None:
    """Show the days from index `first` to before `end` as they were understood."""
    for row in session.form.days[first:end]:
        line = spoken(workday_line(row.workday)) if row.confirmed else words.DAY_SKIPPED
        session.show(f"{formats.short_day(row.workday.date)}: {line}")


def _read_day(text: str, activities: Sequence[str]) -> dict[str, Any]:
    """Read `y`, or any of a letter or word for the kind of day, hours, times, `+` minutes after hours, and `a` with
    where the time went. `activities`: the names that can be given there."""
    word = text.strip()
    if word.lower() in ("y", "yes"):
        return {}
    found: dict[str, Any] = {}
    if uses := re.search(_USES, word, re.IGNORECASE):
        found |= read_uses(uses[1], activities)._asdict()
        word = word[: uses.start()]
    first, *_ = word.split(maxsplit=1) or [""]
    if first.lower() in workload.KIND_KEYS or first.lower() in workload.KIND_KEYS.values():
        found["key"] = first[0]
        word = word[len(first) :]
    word, plus, after = word.partition("+")
    if plus:
        found["after_hours_minutes"] = values.read_minutes(after)
    if span := re.search(_SPAN, word.rstrip(), re.IGNORECASE):
        found["start"] = values.read_clock(span[1])
        found["end"] = values.read_end(span[2], found["start"])
        word = word[: span.start()]
    if word.strip():
        found["hours"] = values.read_hours(word)
    return found


# Step 2


def ask_mood(session: PlainSession, program: Program) -> None:
    """Ask in `session` about mood, energy, feelings, the community and the note, then the user's own questions."""
    checkin = session.form.checkin
    _ask_rating(session, "mood", words.mood_question(_now(session, program)), mood.MOOD)
    _ask_rating(session, "energy", words.energy_question(_now(session, program)), mood.ENERGY)
    current = checkin.feelings
    answered, feelings = session.ask(
        plain_words.FEELINGS, lambda text: _read_feelings(text, current), mood.feelings_text(current)
    )
    if answered:
        session.update(session.form.with_answers(feelings=feelings or ()))
    community = checkin.community
    question = words.community_question(session.form.previous_date, session.form.date, program.clock.today())
    question = f"{question} {plain_words.numbered(mood.COMMUNITY.words)}"
    answered, rating = session.ask_rating(question, _rating("community"), str(community.mood or ""))
    if answered:
        community = community._replace(mood=rating)
        session.update(session.form.with_answers(community=community))
    answered, feels = session.ask(plain_words.COMMUNITY_FEELS, one_line("feels"), community.feels or "")
    if answered:
        session.update(session.form.with_answers(community=community._replace(feels=feels)))
    question = plain_words.NOTE.format(hint=words.NOTE_HINT)
    _ask_field(session, "note", question, one_line("note", NOTE), _beginning(checkin.note or ""))
    for own in program.settings.questions:
        _ask_question(session, own)


def _read_feelings(text: str, current: tuple[str, ...]) -> tuple[str, ...]:
    if not mood.has_only_feelings(text, current):
        raise Refused("", words.FEELINGS_NEED_LETTERS.removesuffix("."))
    return mood.read_feelings(text, current)[:1000]


def _beginning(note: str) -> str:
    """Return the beginning of `note`, at most 60 characters, enough to recognise it."""
    first = note.split("\n")[0]
    return first if first == note and len(note) <= 60 else f"{first[:59].rstrip()}…" if note else ""


# Step 3


def ask_wins(session: PlainSession, program: Program) -> None:
    """Show new replies in `session`. Ask about long-term wins of earlier days, then about new wins."""
    show_replies(session, program)
    for index, follow_up in enumerate(session.form.follow_ups):
        question = words.FOLLOW_UP_QUESTION.format(after_days=follow_up.after_days)
        question = plain_words.LONG_TERM_CHECK.format(win=follow_up.win.text, question=question)
        answered, is_lasting = session.ask(question, yes_or_no)
        if answered:
            session.update(wins.answer_follow_up(session.form, index, is_lasting))
    for win in session.form.checkin.wins:
        session.show(plain_words.SAVED_WIN.format(text=win.text))
    question = words.wins_question(session.form.previous_date, session.form.date, program.clock.today())
    while True:
        answered, text = session.ask(question, one_line("win"))
        if not answered or not text:
            return
        session.update(wins.add(session.form, text))
        index = len(session.form.checkin.wins) - 1
        kind, long_term, sender = session.ask(plain_words.KIND_OF_WIN, _read_win_kind)[1] or (None, False, "")
        if kind:
            session.update(wins.change(session.form, index, kind=kind))
        if long_term:
            session.update(wins.change(session.form, index, long_term=True))
        if kind == "thanks":
            sender = sender or session.ask(plain_words.WIN_SENDER, one_line("sender"))[1] or ""
            session.update(wins.change(session.form, index, sender=sender or None))
        question = plain_words.ANOTHER_WIN


def _read_win_kind(text: str) -> tuple[str | None, bool, str]:
    """Read a kind of win, by its digit or in letters, a plus sign for a long-term win, and after thanks their sender:
    `2`, `event+`, `6 Mira`, `+`."""
    word, _, sender = text.partition(" ")
    name = word.removesuffix("+").lower()
    kind = wins.kind_of(name) or name or None
    if kind not in (*WIN_KINDS, None) or (sender and kind != "thanks"):
        raise Refused("", plain_words.WIN_KIND)
    return kind, word.endswith("+"), one_line("sender")(sender) if sender else ""


# Step 4


def ask_escalations(session: PlainSession, program: Program) -> None:
    """Ask in `session` about open escalations, then about new ones."""
    now = program.clock.now()
    session.show(f"{words.unresolved_title(len(session.form.carried))}.")
    if session.form.carried:
        session.show(plain_words.CARRIED_HINT if session.knows_the_way else plain_words.CARRIED_HELP)
    for index, item in enumerate(session.form.carried):
        age = formats.age(item.now.opened, now)
        facts = words.open_facts(item.now.severity_name, age, item.now.status, item.now.handed_to)
        current = words.STATUS_LABELS[item.now.status or "open"] if item.answered else ""
        question = f"{item.now.title} ({', '.join(facts)})"
        _, answer = session.ask(question, _read_status, current)
        if answer:
            status, text = answer
            session.update(escalations.answer(session.form, index, status, now))
            if text and status == "handed-off":
                session.update(escalations.edit(session.form, index, handed_to=text))
            elif text:
                session.update(escalations.add_update(session.form, index, text, now))
    question = plain_words.NEW_ESCALATION.format(question=words.NEW_QUESTION)
    while True:
        pings = escalations.night_pings(session.form)
        if pings:
            session.show(f"{hint_words.night_line(pings)}. {plain_words.ADD_PING}")
        answered, title = session.ask(question, one_line("title"))
        opened = escalations.opened_on(session.form.date, program.clock, program.settings.schedule)
        if pings and title and title.lower() == hint_words.NIGHT_KEY:
            opened = pings[0]
            moment = words.moment(opened, now, program.clock.today())
            answered, title = session.ask(plain_words.PING_TITLE.format(moment=moment), one_line("title"))
        if not answered or not title:
            return
        session.update(escalations.add(session.form, title, opened))
        _ask_details(session, program, len(session.form.new_escalations) - 1)
        question = plain_words.ANOTHER_ESCALATION


def _read_status(text: str) -> tuple[str, str]:
    """Read the letter of a status, and the text after it: for `h`, whom it was handed to, as in `h Sam` or
    `h to Sam`, else an update."""
    letter, _, rest = text.partition(" ")
    if letter.lower() not in escalations.STATUS_KEYS:
        raise Refused("", plain_words.CARRIED_LETTER)
    status = escalations.STATUS_KEYS[letter.lower()]
    if status == "handed-off":
        name = re.sub(r"^to\s+", "", rest.strip(), flags=re.IGNORECASE)
        return status, (f.line(plain_words.FIELDS["handed_to"], name) or "") if name else ""
    return status, rest.strip()


def _ask_details(session: PlainSession, program: Program, index: int) -> None:
    """Ask about the severity of the new escalation at `index`, and about the rest if the user wants to."""
    severity, wants_more = session.ask(plain_words.NEW_SEVERITY, read_severity)[1] or (None, False)
    if severity is not None:
        changes = changes_of("severity", severity, program.clock)
        session.update(escalations.edit_new(session.form, index, **changes))
    if not wants_more:
        return
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
