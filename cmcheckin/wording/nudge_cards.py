"""Texts around nudges: the keys of the card, the effects of answers, and the texts and errors of the nudges command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.nudge import Nudge
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, USEFUL, NudgeState
from cmcheckin.wording.formats import count, long_date, long_day, other_year

WHY_HELP: Final = """
A note says what the log shows, never what will come. Its days and numbers can be looked up in the log, and the line \
it is held against is named with where it comes from.

What you say of a kind is kept in your journal. A past morning stays as it was.
"""
WHY_KEY: Final = ("w", "why")
LATER_KEY: Final = ("z", "later (2 weeks)")
NOT_USEFUL_KEY: Final = ("u", "not useful")
OFF_KEY: Final = ("o", "off (this kind)")
CARRY_ON_KEY: Final = ("enter", "carry on")
TALK_KEY: Final = ("h", "someone to talk to")
CONTROLS: Final = (WHY_KEY, LATER_KEY, NOT_USEFUL_KEY, OFF_KEY, CARRY_ON_KEY)
"""The keys of a card, with labels."""
PERSONAL_CONTROLS: Final = (WHY_KEY, TALK_KEY, LATER_KEY, ("o", "off"), CARRY_ON_KEY)
"""The keys of a card about the person, who isn't asked whether it was useful."""
ANSWERS: Final = "z later (2 weeks)   y useful   u not useful   o off (this kind)"
PERSONAL_ANSWERS: Final = "h someone to talk to   z later (2 weeks)   o off"
"""The keys below an explanation."""
NUDGE_LABEL: Final = "A note"
PERSONAL_LABEL: Final = "A word"
GOOD_NEWS_LABEL: Final = "Good news"
UNDO_HINT: Final = "U takes it back."
PEAK_UNTIL: Final = "Peak until"
PEAK_UNTIL_HINT: Final = "its last day, 2026-12-20, or weeks: 3"
OFFER_OFF: Final = "Twice not useful in a row. Turn this kind off? o off, any other key keeps it"
ANSWER_NOT_SAVED: Final = "Your answer wasn't saved."
PUT_ASIDE: Final = "It stays in this week's view."
NO_NUDGES: Final = "No note stands this morning."
NONE_SHOWN: Final = "Nothing was shown."
HELP_NOW_HINT: Final = "cmcheckin help-now shows people and lines to talk to, offline."
EXPLANATION_TITLE: Final = "A note of {day}"
INVALID_DAY: Final = "“{text}” isn't a day. Try 2026-12-20, friday, or weeks: 3"
PEAK_OUT_OF_RANGE: Final = "{text} is over, or more than a year ahead"


def line_label(nudge: Nudge, good: bool) -> str:
    """Return the label before `nudge` on one line."""
    return GOOD_NEWS_LABEL if good else PERSONAL_LABEL if nudge.finding.personal else NUDGE_LABEL


def day_text(day: date, today: date) -> str:
    """Return `5 December`, with the year unless it is that of `today`."""
    return f"{long_date(day)}{other_year(day, today)}"


def nudge_line(nudge: Nudge) -> str:
    """Return the first two sentences of `nudge`."""
    from cmcheckin.wording.nudges import card_lines  # not needed by a week without nudges

    return " ".join(card_lines(nudge.finding)[:2])


_ANSWERS: Final = {
    SNOOZE: ("Quiet about this until {until}.", "quiet until {until}"),
    OFF: ("This kind is off from now on.", "off"),
    ON: ("This kind may speak again.", ""),
    USEFUL: ("Useful: it may come again when there is reason.", "useful"),
    NOT_USEFUL: ("Not useful: from now on it waits twice as long.", "not useful"),
    PEAK: ("Planned peak until {until}: notes on hours wait.", "peak until {until}"),
    LEAVE: ("On leave until {until}: the notes wait.", "leave until {until}"),
}
"""What each answer leads to, and the answer in a word or two."""


def answer_effect(state: NudgeState, today: date) -> str:
    """Return what the answer `state` leads to."""
    return _answer_texts(state, today)[0]


def answer_label(state: NudgeState | None, today: date) -> str:
    """Return the answer `state` in a word or two, for the end of a line; empty for None."""
    return _answer_texts(state, today)[1] if state else ""


def _answer_texts(state: NudgeState, today: date) -> tuple[str, str]:
    until = day_text(state.until, today) if state.until else ""
    effect, label = _ANSWERS.get(state.action or "", ("Kept.", ""))
    return effect.format(until=until), label.format(until=until)


# The command


def morning_title(day: date, today: date) -> str:
    """Return `The notes of Friday 20 November`, with the year unless it is that of `today`."""
    return f"The notes of {long_day(day, today)}"


def no_checkin(day: date) -> str:
    """Return the message for `day`, which has no check-in."""
    return f"There is no check-in of {long_day(day)}, so nothing was looked at."


HELD_BACK_REASONS: Final = {
    "budget": "another note came first",
    "family": "a note like it came not long ago",
    "cooling": "it was said not long ago",
    "snoozed": "you put it off",
    "off": "you switched it off",
    "peak": "a planned peak is on",
    "leave": "you are on leave",
}
"""Why a nudge was held back, by hold reason."""
OFFER_OFF_COMMAND: Final = "Twice not useful in a row. Turn this kind off? cmcheckin nudges off {kind}"


def held_back(nudge: Nudge) -> str:
    """Return a sentence about `nudge`, which was held back, with the reason."""
    from cmcheckin.wording.nudges import WORDING

    reason = HELD_BACK_REASONS.get(nudge.hold_reason, "")
    return f"Held back: {WORDING[nudge.finding.kind].title}{f' ({reason})' if reason else ''}."


def how_to_answer(nudge: Nudge) -> tuple[str, ...]:
    """Return the commands that explain and answer `nudge`."""
    kind = nudge.finding.kind
    lines = [f"why: cmcheckin nudges why {nudge.id}"]
    words = (SNOOZE, OFF) if nudge.finding.personal else (SNOOZE, USEFUL, NOT_USEFUL, OFF)
    lines.append(f"answer: cmcheckin nudges {'|'.join(words)} {kind}")
    if nudge.finding.personal:
        lines.append(HELP_NOW_HINT)
    return tuple(lines)


def unknown_kind(name: str, near: str, kinds: Iterable[str], family_of: Sequence[str]) -> str:
    """Return the error for `name`, which isn't one of `kinds`.

    `near` is a similar kind, if any. `family_of` lists the kinds of the family that `name` is, if it is one.
    """
    if family_of:
        meant = f" {name} is a family of notes; each kind is answered on its own: {', '.join(family_of)}."
    else:
        meant = f" Did you mean {near}?" if near else ""
    return f"There is no kind of note named {name!r}.{meant}\nKinds: {', '.join(kinds)}."


def in_config(kind: str, *, on: bool = False) -> str:
    """Return that config.toml turns `kind` off, too. `on`: the user just turned it on."""
    if on:
        return f"config.toml still has {kind} off under [nudges]; what you say here goes before it."
    return f"config.toml has {kind} off under [nudges] too."


def last_answer(states: Sequence[NudgeState], today: date) -> str:
    """Return a sentence about the last of `states`, the answers to a kind in order of time."""
    if not states:
        return "You have said nothing of this kind so far."
    latest = states[-1]
    answer = answer_label(latest, today) or latest.action or ""
    many = f", the last of {count(len(states), 'word')}" if len(states) > 1 else ""
    return f"You said: {answer}, on {long_day(latest.day)}{many}."


def quiet_now(off: Sequence[str], until: Sequence[tuple[str, date]], today: date) -> str:
    """Return a sentence about kinds that are `off`, and those snoozed, on peak or on leave `until` a day; empty if
    there is nothing."""
    parts = [f"{name} until {day_text(day, today)}" for name, day in until]
    if off:
        parts.append(f"{', '.join(off)} off")
    return f"Quiet by your word: {'; '.join(parts)}." if parts else ""


# Errors of the command. Typed text arrives quoted and shortened.

END_WITHOUT_ACTION: Final = "cmcheckin nudges: --until and --weeks go with snooze, peak or leave."
ONE_OR_MANY: Final = "cmcheckin nudges: --on asks for one morning, --from and --to for many."
TO_WITHOUT_FROM: Final = "cmcheckin nudges: --to goes with --from."
UNTIL_OR_WEEKS: Final = "cmcheckin nudges: --until or --weeks, one of them."
NOT_WEEKS: Final = "cmcheckin nudges: --weeks is a whole number from 1 to 52."
NO_ID: Final = "cmcheckin nudges why needs the id of a note, such as no_day_off-2026-11-20."
MORNING: Final = "The morning of the note"
"""How the day in an id is named in errors."""
REFUSED_FLAG: Final = "cmcheckin nudges {action} takes no --{flag}."
NEEDS_KIND: Final = "cmcheckin nudges {action} needs a kind.\nKinds: {kinds}."
TAKES_NO_KIND: Final = "cmcheckin nudges {action} takes no kind: it is about all it holds. Use snooze for one."
TAKES_NO_END: Final = "cmcheckin nudges {action} takes no end; {snooze} does."
TAKES_UNTIL: Final = "cmcheckin nudges {action} takes --until D, its last day."
NEEDS_UNTIL: Final = "cmcheckin nudges {action} needs --until D, its last day."
END_IS_OVER: Final = "--until is {until}, which is over already (today is {today}). Nothing was changed."
END_TOO_FAR: Final = "--until is {until}, more than a year ahead; nudges {off} has no end. Nothing was changed."
NEEDS_MORNING: Final = "cmcheckin nudges why needs the morning too, such as {kind}-{today}."


def unknown_action(action: str, near: str) -> str:
    """Return the error for an `action` that doesn't exist. `near` is the one most like it, or empty."""
    suggestion = f" Did you mean {near}?" if near else ""
    return f"cmcheckin nudges: there is no {action!r}.{suggestion} --help lists what there is."


def no_such_nudge(name: str, ids: Iterable[str]) -> str:
    """Return the error for the nudge `name`, which a morning didn't have. `ids` are those it had."""
    listed = ", ".join(ids)
    return f"That morning had no note {name}.{f' It had {listed}.' if listed else ''}"
