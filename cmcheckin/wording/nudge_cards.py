"""Texts around nudges: the keys of the card, the effects of answers, and the texts and errors of the nudges command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.nudge import Nudge
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, USEFUL, NudgeState
from cmcheckin.wording.formats import count, long_date, long_day, other_year, sentence_case

WHY_HELP: Final = """
A nudge describes what your log shows and predicts nothing. The days and numbers behind it are listed here, so you can \
check them. The source of each threshold is given too.

Your answers are saved in your journal. They don't change earlier nudges.
"""
WHY_KEY: Final = ("w", "why")
TWO_WEEKS: Final = " 2 weeks"
"""The end of a label, which is left out in a narrow window."""
LATER_KEY: Final = ("z", f"snooze{TWO_WEEKS}")
NOT_USEFUL_KEY: Final = ("u", "not useful")
OFF_KEY: Final = ("o", "turn off")
CARRY_ON_KEY: Final = ("enter", "carry on")
TALK_KEY: Final = ("h", "someone to talk to")
CONTROLS: Final = (WHY_KEY, LATER_KEY, NOT_USEFUL_KEY, OFF_KEY, CARRY_ON_KEY)
"""The keys of a card, with labels."""
PERSONAL_CONTROLS: Final = (WHY_KEY, TALK_KEY, LATER_KEY, ("o", "turn off"), CARRY_ON_KEY)
"""The keys of a card about the person, who isn't asked whether it was useful."""
ANSWERS: Final = "z snooze 2 weeks   y useful   u not useful   o turn off"
PERSONAL_ANSWERS: Final = "h someone to talk to   z snooze 2 weeks   o turn off"
"""The keys below an explanation."""
NUDGE_LABEL: Final = "Nudge"
PERSONAL_LABEL: Final = "For you"
GOOD_NEWS_LABEL: Final = "Good news"
UNDO_HINT: Final = "Press U to undo."
PEAK_UNTIL: Final = "Busy period until"
PEAK_UNTIL_HINT: Final = "The last day, such as 2026-12-20, or a number of weeks"
OFFER_OFF: Final = "Not useful twice in a row. Press o to turn this kind off, any other key to keep it."
ANSWER_NOT_SAVED: Final = "Your answer wasn't saved."
PUT_ASIDE: Final = "The nudge stays on this page as one line."
NO_NUDGES: Final = "No nudges this morning."
NONE_SHOWN: Final = "No nudges on these days."
HELP_NOW_HINT: Final = "Someone to talk to: cmcheckin help-now"
EXPLANATION_TITLE: Final = "Nudge for {day}"
INVALID_DAY: Final = "“{text}” isn't a day. Try 2026-12-20, friday, or 3 for three weeks."
PEAK_OUT_OF_RANGE: Final = "“{text}” is in the past, or more than a year ahead."


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
    SNOOZE: ("Snoozed until {until}.", "snoozed until {until}"),
    OFF: ("Turned off. You won't see this kind of nudge again.", "turned off"),
    ON: ("Turned on. You may see this kind of nudge again.", "turned on"),
    USEFUL: ("Marked as useful. You may see this kind again.", "useful"),
    NOT_USEFUL: ("Marked as not useful. You'll see this kind half as often.", "not useful"),
    PEAK: ("Workload nudges are paused until {until}.", "busy period until {until}"),
    LEAVE: ("On leave until {until}. Most nudges are paused.", "on leave until {until}"),
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
    effect, label = _ANSWERS.get(state.action or "", ("Saved.", ""))
    return effect.format(until=until), label.format(until=until)


# The command


def leave_planned(days: int) -> str:
    """Return the message that a number of `days` were planned as leave when nudges were paused."""
    planned = f"{count(days, 'working day')} {'is' if days == 1 else 'are'} planned as leave"
    return f"{sentence_case(planned)}. Run `cmcheckin leave list` to see your leave."


def morning_title(day: date, today: date) -> str:
    """Return `Nudges for Friday 20 November`, with the year unless it is that of `today`."""
    return f"Nudges for {long_day(day, today)}"


def no_checkin(day: date) -> str:
    """Return the message for `day`, which has no check-in."""
    return f"There is no check-in for {long_day(day)}, so there are no nudges."


HELD_BACK_REASONS: Final = {
    "budget": "another nudge came first",
    "family": "a similar nudge was shown recently",
    "cooling": "shown recently",
    "habit": "usual for you lately",
    "chance": "within what your weeks reach by chance",
    "snoozed": "snoozed",
    "off": "turned off",
    "peak": "busy period",
    "leave": "on leave",
}
"""Why a nudge was held back, by hold reason."""
_LINE_REASONS: Final = {
    "cooling": "This is a line, not a card, because a card was shown recently.",
    "habit": "This is a line, not a card, because it's usual for you: the weeks of your last year, in random order, "
    "often reach as much. It was a card when it began.",
    "chance": "This is a line, not a card, because the weeks of your last year, in random order, often reach as much.",
}
"""Why a nudge that was a card stays as a line, by hold reason."""
OFFER_OFF_COMMAND: Final = (
    "You marked it as not useful twice in a row. To turn it off, run: cmcheckin nudges off {kind}"
)


def held_back(nudge: Nudge) -> str:
    """Return a sentence about `nudge`, which was held back, with the reason."""
    from cmcheckin.wording.nudges import WORDING

    reason = HELD_BACK_REASONS.get(nudge.hold_reason, "")
    return f"Not shown: {WORDING[nudge.finding.kind].title}{f' ({reason})' if reason else ''}."


def line_reason(nudge: Nudge) -> str:
    """Return why `nudge` is one line in the week although its finding could be a card; empty if it couldn't."""
    return _LINE_REASONS.get(nudge.hold_reason, "") if nudge.shown else ""


def how_to_answer(nudge: Nudge) -> tuple[str, ...]:
    """Return the commands that explain and answer `nudge`."""
    kind = nudge.finding.kind
    lines = [f"Why: cmcheckin nudges why {nudge.id}"]
    words = (SNOOZE, OFF) if nudge.finding.personal else (SNOOZE, USEFUL, NOT_USEFUL, OFF)
    lines.append(f"Answer: cmcheckin nudges {'|'.join(words)} {kind}")
    if nudge.finding.personal:
        lines.append(HELP_NOW_HINT)
    return tuple(lines)


def unknown_kind(name: str, near: str, kinds: Iterable[str], family_of: Sequence[str]) -> str:
    """Return the error for `name`, which isn't one of `kinds`.

    `near` is a similar kind, if any. `family_of` lists the kinds of the family that `name` is, if it is one.
    """
    if family_of:
        meant = f" That's a group of nudges. You can answer each of its kinds: {', '.join(family_of)}."
    else:
        meant = f" Did you mean {near}?" if near else ""
    return f"There is no kind of nudge called “{name}”.{meant}\nKinds: {', '.join(kinds)}."


def in_config(kind: str, *, on: bool = False) -> str:
    """Return the message that config.toml turns off `kind`, too. `on`: the user just turned it on."""
    if on:
        return f"config.toml turns off {kind} under [nudges]. Your answer overrides that."
    return f"config.toml turns off {kind} too, under [nudges]."


def last_answer(states: Sequence[NudgeState], today: date) -> str:
    """Return a sentence about the last of `states`, the answers to a kind in order of time."""
    if not states:
        return "You haven't answered this kind of nudge yet."
    latest = states[-1]
    answer = answer_label(latest, today) or latest.action or ""
    lead = f"The latest of your {count(len(states), 'answer')}" if len(states) > 1 else "Your answer"
    return f"{lead}: {answer}, on {long_day(latest.day)}."


def quiet_now(off: Sequence[str], until: Sequence[tuple[str, date]], today: date) -> str:
    """Return a sentence about kinds that are `off`, and those snoozed, on peak or on leave `until` a day; empty if
    there is nothing."""
    waiting = ", ".join(f"{name} until {day_text(day, today)}" for name, day in until)
    parts = (f"Paused: {waiting}." if waiting else "", f"Turned off: {', '.join(off)}." if off else "")
    return " ".join(filter(None, parts))


# Errors of the command. Typed text arrives quoted and shortened.

END_WITHOUT_ACTION: Final = "--until works with snooze, peak and leave; --weeks with snooze."
ONE_OR_MANY: Final = "Use either --on for one morning, or --from and --to for many."
TO_WITHOUT_FROM: Final = "--to needs --from."
UNTIL_OR_WEEKS: Final = "Use either --until or --weeks."
NOT_WEEKS: Final = "--weeks takes a whole number from 1 to 52."
NO_ID: Final = "cmcheckin nudges why needs the id of a nudge, such as no_day_off-2026-11-20."
MORNING: Final = "The date in the id"
"""How the day in an id is named in errors."""
REFUSED_FLAG: Final = "cmcheckin nudges {action} doesn't take --{flag}."
NEEDS_KIND: Final = "cmcheckin nudges {action} needs a kind.\nKinds: {kinds}."
TAKES_NO_KIND: Final = "cmcheckin nudges {action} doesn't take a kind. Use snooze for a single kind."
TAKES_NO_END: Final = "cmcheckin nudges {action} doesn't take an end date. Use {snooze} if you want one."
TAKES_UNTIL: Final = "cmcheckin nudges {action} needs --until DATE (the last day) instead of --weeks."
NEEDS_UNTIL: Final = "cmcheckin nudges {action} needs --until DATE (the last day)."
END_IS_OVER: Final = "--until {until} is in the past (today is {today}). Nothing was changed."
END_TOO_FAR: Final = (
    "--until {until} is more than a year ahead. Nothing was changed. To turn a kind off, use nudges {off}."
)
NEEDS_MORNING: Final = "cmcheckin nudges why also needs the date, such as {kind}-{today}."


def unknown_action(action: str, near: str) -> str:
    """Return the error for an `action` that doesn't exist. `near` is the one most like it, or empty."""
    suggestion = f" Did you mean {near}?" if near else ""
    return f"“{action}” isn't an action of nudges.{suggestion}\nFor help, run `cmcheckin nudges --help`."


def no_such_nudge(name: str, ids: Iterable[str]) -> str:
    """Return the error for the nudge `name`, which a morning didn't have. `ids` are those it had."""
    listed = ", ".join(ids)
    return f"There was no nudge called {name} that morning.{f' The nudges that morning: {listed}.' if listed else ''}"
