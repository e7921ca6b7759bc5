"""Around the gentle notes: their controls, what an answer brings about, and what the command says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.nudge import Nudge
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, USEFUL, NudgeState
from cmcheckin.wording.formats import MONTHS, count, long_day

WHY_HELP: Final = """
A note says what the log shows, never what will come. Its days and numbers can be looked up in the log, and the line \
it is held against is named with where it comes from.

What you say of a kind is kept in your journal. A past morning stays as it was.
"""
WHY: Final = ("w", "why")
LATER: Final = ("z", "later (2 weeks)")
NOT_THIS: Final = ("u", "not useful")
NO_MORE: Final = ("o", "off (this kind)")
CARRY_ON: Final = ("enter", "carry on")
TALK: Final = ("h", "someone to talk to")
CONTROLS: Final = (WHY, LATER, NOT_THIS, NO_MORE, CARRY_ON)
"""Keys of every card, with what they do."""
CARE_CONTROLS: Final = (WHY, TALK, LATER, ("o", "off"), CARRY_ON)
"""Those of a card of care: how useful it was is not the question there."""
ANSWERS: Final = "z later (2 weeks)   y useful   u not useful   o off (this kind)"
CARE_ANSWERS: Final = "h someone to talk to   z later (2 weeks)   o off"
"""Beside a note that is being explained."""
HEAD: Final = "A note"
PERSONAL_HEAD: Final = "A word"
GOOD: Final = "Good news"
UNDO: Final = "U takes it back."
UNTIL: Final = "Peak until"
UNTIL_HINT: Final = "its last day, 2026-12-20, or weeks: 3"
OFF_ASK: Final = "Twice not useful in a row. Turn this kind off? o off, any other key keeps it"
ANSWER_NOT_SAVED: Final = "Your answer wasn't saved."
FOLDED: Final = "It stays in this week's view."
NONE: Final = "No note stands this morning."
NOTHING: Final = "Nothing was shown."
PLAIN_CARE: Final = "cmcheckin help-now shows people and lines to talk to, offline."


def why_title(day: str) -> str:
    """Over what a note rests on: `A note of Friday 20 November`"""
    return f"A note of {day}"


def no_day(text: str) -> str:
    """What cannot be read as the end of a planned peak."""
    return f"“{text}” isn't a day. Try 2026-12-20, friday, or weeks: 3"


def peak_over(text: str) -> str:
    """An end that lies behind, or too far ahead."""
    return f"{text} is over, or more than a year ahead"


def head(note: Nudge, good: bool) -> str:
    """What stands before a note on one line."""
    return GOOD if good else PERSONAL_HEAD if note.finding.personal else HEAD


def date_said(day: date, today: date) -> str:
    """`5 December`, with the year where it is not this one."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year != today.year else ''}"


def one_line(note: Nudge) -> str:
    """The first of what a note says, on one line."""
    from cmcheckin.wording.nudges import card_lines  # what a week without notes starts without

    return " ".join(card_lines(note.finding)[:2])


def answered(state: NudgeState, today: date) -> str:
    """What will happen after that answer."""
    until = date_said(state.until, today) if state.until else ""
    return {
        SNOOZE: f"Quiet about this until {until}.",
        OFF: "This kind is off from now on.",
        ON: "This kind may speak again.",
        USEFUL: "Useful: it may come again when there is reason.",
        NOT_USEFUL: "Not useful: from now on it waits twice as long.",
        PEAK: f"Planned peak until {until}: notes on hours wait.",
        LEAVE: f"On leave until {until}: the notes wait.",
    }.get(state.action or "", "Kept.")


def word_said(state: NudgeState | None, today: date) -> str:
    """What was said of a note, in a word or two at the end of its line."""
    if state is None:
        return ""
    until = date_said(state.until, today) if state.until else ""
    return {
        SNOOZE: f"quiet until {until}",
        OFF: "off",
        USEFUL: "useful",
        NOT_USEFUL: "not useful",
        PEAK: f"peak until {until}",
        LEAVE: f"leave until {until}",
    }.get(state.action or "", "")


# The command


def morning_title(day: date, today: date) -> str:
    """`The notes of Friday 20 November`"""
    return f"The notes of {long_day(day)}{f' {day.year}' if day.year != today.year else ''}"


def no_checkin(day: date) -> str:
    """A morning nobody checked in on."""
    return f"There is no check-in of {long_day(day)}, so nothing was looked at."


HELD: Final = {
    "budget": "another note came first",
    "family": "a note like it came not long ago",
    "cooling": "it was said not long ago",
    "snoozed": "you put it off",
    "off": "you switched it off",
    "peak": "a planned peak is on",
    "leave": "you are on leave",
}
"""Why something was held back."""


def held_back(note: Nudge) -> str:
    """A note that was found and not shown."""
    from cmcheckin.wording.nudges import WORDING

    why = HELD.get(note.hold_reason, "")
    return f"Held back: {WORDING[note.finding.kind].title}{f' ({why})' if why else ''}."


def how_to_answer(note: Nudge) -> tuple[str, ...]:
    """How a note is answered by command."""
    kind = note.finding.kind
    lines = [f"why: cmcheckin nudges why {note.id}"]
    words = (SNOOZE, OFF) if note.finding.personal else (SNOOZE, USEFUL, NOT_USEFUL, OFF)
    lines.append(f"answer: cmcheckin nudges {'|'.join(words)} {kind}")
    if note.finding.personal:
        lines.append(PLAIN_CARE)
    return tuple(lines)


def unknown_kind(name: str, near: str, kinds: Iterable[str], family_of: Sequence[str]) -> str:
    """A kind that is none; a family is none either, since each kind is answered on its own."""
    if family_of:
        meant = f" {name} is a family of notes; each kind is answered on its own: {', '.join(family_of)}."
    else:
        meant = f" Did you mean {near}?" if near else ""
    return f"There is no kind of note named {name!r}.{meant}\nKinds: {', '.join(kinds)}."


def in_config(kind: str, *, on: bool = False) -> str:
    """config.toml has a word on it too."""
    if on:
        return f"config.toml still has {kind} off under [nudges]; what you say here goes before it."
    return f"config.toml has {kind} off under [nudges] too."


def words_on(states: Sequence[NudgeState], today: date) -> str:
    """What the user has said of a kind so far."""
    if not states:
        return "You have said nothing of this kind so far."
    latest = states[-1]
    said = word_said(latest, today) or latest.action or ""
    many = f", the last of {count(len(states), 'word')}" if len(states) > 1 else ""
    return f"You said: {said}, on {long_day(latest.day)}{many}."


def quiet_now(off: Sequence[str], until: Sequence[tuple[str, date]], today: date) -> str:
    """What is quiet by the user's word: kinds off, snoozes, a peak, leave."""
    parts = [f"{name} until {date_said(day, today)}" for name, day in until]
    if off:
        parts.append(f"{', '.join(off)} off")
    return f"Quiet by your word: {'; '.join(parts)}." if parts else ""


def off_by_command(kind: str) -> str:
    """After the second not useful in a row."""
    return f"Twice not useful in a row. Turn this kind off? cmcheckin nudges off {kind}"
