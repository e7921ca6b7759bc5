"""The four steps, asked in plain lines. What is asked and what counts as an answer is the business of checkin/."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import escalations, mood, values, wins, workload
from cmcheckin.checkin.form import Scale
from cmcheckin.cli.plain import replies
from cmcheckin.cli.plain.session import Talk, yes_or_no
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS, Community
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS
from cmcheckin.domain.text import LINE, NOTE
from cmcheckin.settings import Metric
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import workday_words

_AT: Final = r"\d{1,2}(?:[:.h]?\d{2}|\s*h)?\s*(?:am|pm)?"
_SPAN: Final = rf"(?<![\d:.,])({_AT})\s*[-–]\s*({_AT})$"
"""Pattern of two times at the end of an answer, as `values.read_clock` reads them."""


def rated(talk: Talk, question: str, scale: Scale, kept: int | None) -> tuple[bool, int | None]:
    """Asks for a digit from 1 to 5."""
    options = ", ".join(f"{n} {word}" for n, word in enumerate(scale.words, 1))
    return talk.ask(f"{question} {options}", values.read_rating, str(kept) if kept else "")


def a_line(field: str, limit: int = LINE) -> Callable[[str], str]:
    """Reads one line of text for a field."""
    return lambda text: f.required(field, f.line(field, text, limit))


# Step 1


def workload_step(talk: Talk, program: Program) -> None:
    """The plate, the days since the last check-in, own numbers."""
    now = program.clock.now() if talk.morning.date == program.clock.today() else None
    answered, value = rated(talk, words.plate_question(now), workload.WORKLOAD, talk.morning.checkin.workload)
    if answered:
        talk.changed(talk.morning.with_answers(workload=value))
    if talk.morning.days:
        talk.say()
        dates = [row.workday.date for row in talk.morning.days]
        talk.say(f"{words.since(talk.morning.previous_date, talk.morning.date, dates, program.clock.today())}.")
        talk.say("Press Enter to confirm a day as shown, or type - to leave it not logged.")
        talk.say("Or type w for work, o off, l leave, s sick (a capital letter sets the days below too),")
        talk.say("or hours, times and minutes after hours: 9.5 09:00-18:45 +45")
        talk.say("or both: l 4 is leave with 4 h worked.")
    at = 0
    while at < len(talk.morning.days):
        at = _day(talk, program, at)
    for metric in program.settings.metrics:
        _metric(talk, metric)


def _metric(talk: Talk, metric: Metric) -> None:
    metrics = dict(talk.morning.checkin.metrics)
    kept = metrics.pop(metric.name, None)
    unit = f" ({metric.unit})" if metric.unit else ""

    def read(text: str) -> float | None:
        return values.read_number(metric.name, text)

    answered, amount = talk.ask(f"{metric.name}{unit}", read, "" if kept is None else formats.number(kept))
    if answered:
        if amount is not None:
            metrics[metric.name] = amount
        talk.changed(talk.morning.with_answers(metrics=dict(sorted(metrics.items()))))


def _day(talk: Talk, program: Program, at: int) -> int:
    """Ask about the day at index `at`, and return the index to ask about next. Enter confirms the day as shown."""
    schedule, zone = program.settings.schedule, program.clock.zone
    row = talk.morning.days[at]
    answered, changes = talk.ask(formats.short_day(row.workday.date), _day_answer, workday_words(row.workday))
    if not answered:
        if talk.ended:
            return at + 1
        changes = {}
    if changes is None:
        talk.changed(workload.unconfirm(talk.morning, at, schedule, zone))
        return at + 1
    mark = changes.pop("mark", "")
    if mark:
        kind = workload.KIND_KEYS[mark.lower()]
        talk.changed(workload.set_kind(talk.morning, at, kind, schedule, zone, and_below=mark.isupper()))
    if changes or not mark:
        talk.changed(workload.confirm(talk.morning, at, schedule, zone, **changes))
    if changes and (doubt := workload.plausibility_question(talk.morning.days[at].workday, schedule)):
        talk.say(f"  {doubt}")
    return len(talk.morning.days) if mark.isupper() else at + 1


def _day_answer(text: str) -> dict[str, Any]:
    """Read `y`, or any of a letter or word for the kind of day, hours, times and `+` minutes after hours."""
    word = text.strip()
    if word.lower() in ("y", "yes"):
        return {}
    found: dict[str, Any] = {}
    first, *_ = word.split(maxsplit=1) or [""]
    if first.lower() in workload.KIND_KEYS or first.lower() in workload.KIND_KEYS.values():
        found["mark"] = first[0]
        word = word[len(first) :]
    word, plus, after = word.partition("+")
    if plus:
        found["after_hours_minutes"] = values.read_minutes(after)
    if span := re.search(_SPAN, word.rstrip(), re.IGNORECASE):
        found["start"], found["end"] = values.read_clock(span[1]), values.read_clock(span[2])
        word = word[: span.start()]
    if word.strip():
        found["hours"] = values.read_hours(word)
    return found


# Step 2


def mood_step(talk: Talk, program: Program) -> None:
    """Mood, energy, feelings, the community, a note."""
    now = program.clock.now() if talk.morning.date == program.clock.today() else None
    checkin = talk.morning.checkin
    for field, question, scale in (
        ("mood", words.mood_question(now), mood.MOOD),
        ("energy", mood.ENERGY.question, mood.ENERGY),
    ):
        answered, value = rated(talk, question, scale, getattr(checkin, field))
        if answered:
            talk.changed(talk.morning.with_answers(**{field: value}))
    kept = checkin.feelings
    answered, feelings = talk.ask(
        "Feelings, in short words", lambda text: _feelings(text, kept), mood.feelings_text(kept)
    )
    if answered:
        talk.changed(talk.morning.with_answers(feelings=feelings or ()))
    community = checkin.community
    question = words.community_question(talk.morning.previous_date, talk.morning.date)
    answered, value = rated(talk, question, mood.COMMUNITY, community.mood)
    if answered:
        community = Community(value, community.feels, community.extra)
        talk.changed(talk.morning.with_answers(community=community))
    answered, feels = talk.ask("In a line", a_line("the line"), community.feels or "")
    if answered:
        talk.changed(talk.morning.with_answers(community=Community(community.mood, feels, community.extra)))
    before = _beginning(checkin.note or "")
    answered, note = talk.ask(f"Note ({words.NOTE_HINT})", a_line("the note", NOTE), before)
    if answered:
        talk.changed(talk.morning.with_answers(note=note))


def _feelings(text: str, kept: tuple[str, ...]) -> tuple[str, ...]:
    if not mood.has_only_feelings(text, kept):
        raise Refused("", words.FEELINGS_NEED_LETTERS.removesuffix("."))
    return mood.read_feelings(text, kept)[:1000]


def _beginning(note: str) -> str:
    """The beginning of a kept note, so that one can tell which it is."""
    first = note.split("\n")[0]
    return first if first == note and len(note) <= 60 else f"{first[:59].rstrip()}…" if note else ""


# Step 3


def wins_step(talk: Talk, program: Program) -> None:
    """Replies to what was shared, long-term wins looked back at, then new ones."""
    replies.tell(talk, program)
    for at, look in enumerate(talk.morning.follow_ups):
        talk.say(f"“{look.win.text}”")
        answered, holds = talk.ask(f"{words.look_back(look.after_days)} y or n", yes_or_no)
        if answered:
            talk.changed(wins.answer_follow_up(talk.morning, at, holds))
    for win in talk.morning.checkin.wins:
        talk.say(f"  kept: {win.text}")
    question = words.wins_question(talk.morning.previous_date, talk.morning.date)
    kinds = ", ".join(f"{n} {kind}" for n, kind in enumerate(WIN_KINDS, 1))
    while True:
        answered, text = talk.ask(question, a_line("the win"))
        if not answered or not text:
            return
        talk.changed(wins.add(talk.morning, text))
        at = len(talk.morning.checkin.wins) - 1
        _, kind = talk.ask(f"  Its kind: {kinds}", _win_kind)
        if kind:
            talk.changed(wins.change(talk.morning, at, kind=kind))
        if kind == "thanks":
            _, sender = talk.ask("  From", a_line("the sender"))
            talk.changed(wins.change(talk.morning, at, sender=sender))
        if talk.agreed("  Long-term: should it come back in 30 and 90 days?"):
            talk.changed(wins.change(talk.morning, at, long_term=True))
        question = "Another win"


def _win_kind(text: str) -> str:
    kind = wins.kind_of(text) if len(text) == 1 else text.lower()
    if kind not in WIN_KINDS:
        raise Refused("", "write a digit from 1 to 8, or the kind")
    return kind


# Step 4


def escalations_step(talk: Talk, program: Program) -> None:
    """What is unresolved, then what is new."""
    now = program.clock.now()
    talk.say(f"{words.unresolved_title(len(talk.morning.carried))}.")
    if talk.morning.carried:
        talk.say("s still open, w watching, h handed off, r resolved; a line on it may follow the letter.")
    for at, item in enumerate(talk.morning.carried):
        facts = (item.now.severity_name, formats.age(item.now.opened, now), escalations.holder(item.now))
        kept = escalations.STATUS_LABELS[item.now.status or "open"] if item.answered else ""
        question = f"{item.now.title} ({', '.join(fact for fact in facts if fact)})"
        _, answer = talk.ask(question, _carried_answer, kept)
        if answer:
            talk.changed(escalations.answer(talk.morning, at, answer[0], now))
            if answer[1]:
                talk.changed(escalations.add_update(talk.morning, at, answer[1], now))
    question = f"{words.NEW_QUESTION} A title"
    while True:
        answered, title = talk.ask(question, a_line("the title"))
        if not answered or not title:
            return
        talk.changed(escalations.add(talk.morning, title, _opened(talk, program)))
        _new(talk, program, len(talk.morning.new_escalations) - 1)
        question = "Another one, a title"


def _opened(talk: Talk, program: Program) -> datetime:
    return escalations.opened_on(talk.morning.date, program.clock, program.settings.schedule)


def _carried_answer(text: str) -> tuple[str, str]:
    letter, _, rest = text.partition(" ")
    if letter.lower() not in escalations.STATUS_KEYS:
        raise Refused("", "begin with s, w, h or r")
    return escalations.STATUS_KEYS[letter.lower()], rest.strip()


def _new(talk: Talk, program: Program, at: int) -> None:
    """Severity, and on request the rest, of a new escalation."""
    names = ", ".join(f"{n} {name}" for n, name in enumerate(escalations.SEVERITY.words, 1))
    _, severity = talk.ask(f"  Severity: {names}, or a for an ask", values.read_severity)
    if severity == 0:
        talk.changed(escalations.turn_into_ask(talk.morning, at))
    elif severity:
        talk.changed(escalations.edit_new(talk.morning, at, severity=severity))
    if not talk.agreed("  More about it?"):
        return
    now, today = program.clock.now(), program.clock.today()

    def kind(text: str) -> str | None:
        return f.choice("kind", text.lower(), ESCALATION_KINDS)

    def opened(text: str) -> datetime | None:
        return values.read_moment(text, now, today)

    def minutes(text: str) -> int | None:
        return values.read_minutes(text, 100_000)

    questions: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("kind", f"  Kind ({' '.join(ESCALATION_KINDS)})", kind),
        ("opened", f"  When it came in ({words.OPENED_PLACEHOLDER})", opened),
        ("minutes", f"  {words.MINUTES_PLACEHOLDER.capitalize()}", minutes),
        ("could_wait", "  Could it have waited? y or n", yes_or_no),
        ("cause", f"  {words.CAUSE_PLACEHOLDER.capitalize()}", a_line("the cause")),
        ("handed_to", f"  Handed to ({words.HANDED_PLACEHOLDER})", a_line("the name")),
        ("outcome", f"  {words.OUTCOME_PLACEHOLDER.capitalize()}", a_line("the outcome", NOTE)),
    )
    for field, question, read in questions:
        answered, value = talk.ask(question, read)
        if answered and value is not None:
            talk.changed(escalations.edit_new(talk.morning, at, **{field: value}))


STEPS: Final = (
    (workload.STEP.name, workload.STEP.title, workload_step),
    (mood.STEP.name, mood.STEP.title, mood_step),
    (wins.STEP.name, wins.STEP.title, wins_step),
    (escalations.STEP.name, escalations.STEP.title, escalations_step),
)
"""Name, title and what asks it, in their order."""
