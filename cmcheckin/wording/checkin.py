"""Questions, hints and messages of the check-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cmcheckin.wording.formats import (
    JUST_NOW,
    clock,
    count,
    day_in_text,
    hours,
    joined,
    long_date,
    long_day,
    minutes,
    other_year,
    sentence_case,
    weekday,
)

if TYPE_CHECKING:
    from cmcheckin.domain.workday import Workday

RESTORED: Final = "Picked up where you left off."
SAVED: Final = "Saved."
NOTHING_TO_SAVE: Final = "Nothing to save yet. Press a number to answer the first question."
FIRST_CHECKIN: Final = "Press a number to answer, Enter to go on, Esc to go back."
FEELINGS_NEED_LETTERS: Final = "Feelings are words, such as calm or tired. Press Enter to skip."
COMMUNITY_FIRST: Final = "To rate from 1 to 5, press the up arrow first. Start this line with a word."
FEELS_PLACEHOLDER: Final = "a few words"
NOTE_HINT: Final = "private, never shared"
DRAFT_FAILED: Final = "{reason} Your answers are still here."
NOT_SAVED: Final = "Not saved. {reason} Your answers are still here."
NOT_SAVED_YET: Final = "Not saved. Your answers are kept as a draft. You can save again at any time."
DAY_KEYS: Final = (("w", "work"), ("o", "off"), ("l", "leave"), ("s", "sick"))
DAY_KEYS_BELOW: Final = (("u", "all as usual"), ("shift+key", "days below too"))
ACTIVITY_KEY: Final = ("a", "activities")
NO_ACTIVITY: Final = "Press the letters in capitals, or spell a name"
END_MISSING: Final = "Type the end too, such as 16:30, or clear the start."
CONFIRM_AS_USUAL: Final = "as usual?"
FOLLOW_UP_ANSWERS: Final = {None: "", True: "still holds up", False: "no longer"}
WIN_PLACEHOLDER: Final = "something that went well"
SENDER_PLACEHOLDER: Final = "who said it"
FOLLOW_UP_KEYS: Final = (("y", "still holds up"), ("n", "no longer"))
WIN_KEYS: Final = (("e", "edit"), ("1–8", "kind"), ("9", "long-term"), ("d", "delete"))
KIND_KEYS: Final = (("1–8", "kind"), ("9", "long-term: we'll ask again in 30 and 90 days"), ("enter", "skip"))
LONG_TERM: Final = "Long-term. We'll ask about it again in 30 and 90 days."
NOT_LONG_TERM: Final = "No longer long-term. We won't ask about it again."
ASK_WITHOUT_SEVERITY: Final = "An ask has no severity. Choose another kind to set one."
UNSAVED_TEXT: Final = "Unsaved text. Press Enter to add it."
STATUS_LABELS: Final = {
    "open": "still open", "watching": "watching", "handed-off": "handed off", "resolved": "resolved",
}  # fmt: skip
ADD_TO_WHOM: Final = "Handed off. To add a name, select the escalation and press e."
NEW_QUESTION: Final = "Anything new?"
NEW_KEYS: Final = (("n", "add one"), ("enter", "nothing new"))
OPEN_ESCALATION_KEYS: Final = (
    ("s", "still open"), ("w", "watching"), ("h", "handed off"), ("r", "resolved"), ("e", "edit"),
)  # fmt: skip
NEW_ESCALATION_KEYS: Final = (("e", "details"), ("d", "delete"))
TITLE_PLACEHOLDER: Final = "what happened, in a line"
SEVERITY_KEYS: Final = (("1–5", "severity"), ("6", "it's an ask"), ("7", "details"), ("enter", "skip"))
CANNOT_BE_EMPTY: Final = "can't be blank, so the previous text was kept"
OPENED_PLACEHOLDER: Final = "02:10, yesterday 14:00, 2026-11-19 02:10"
MINUTES_PLACEHOLDER: Final = "how long it took, such as 45 or 1h15"
CAUSE_PLACEHOLDER: Final = "the decision or event behind it"
HANDED_TO_PLACEHOLDER: Final = "a person or a team"
OUTCOME_PLACEHOLDER: Final = "what came of it"
UPDATE_PLACEHOLDER: Final = "what has happened since, in a line"
FORM_HINT: Final = "Only the title is required. Press Esc to go back to the list."
REVIEW_TITLE: Final = "This is what will be saved"
REVIEW_KEYS: Final = "Press 1 to 4 to go back to a step."
_HELP_ALWAYS: Final = (
    "Answer workload or mood. Everything else is optional. What you type is kept as a draft within a second, so you "
    "can quit at any time and carry on later."
)
PAGE_HELP: Final = {
    "workload": "Press 1 to 5 to rate your workload. Then go through the days. Press Enter to confirm a row as "
    "shown, type the hours, or press the right arrow for the times. Press w for work, o for off, l for leave or s for "
    "sick, with Shift for the days below too. Press u to confirm all remaining rows. Press a to add where the time "
    "went: type the letters shown as capitals, with hours if you like, such as ms3 p30 for moderation, support 3 h "
    "and 30 min with peers. Proposed rows come from your own files. If these were read late, press t to use them. A "
    "row that you don't confirm isn't logged. After more than a week, the days are shown as ranges. Press u, o, l or "
    "s for a whole range, type an answer for part of it, such as off until 3 nov, press d for its last days one by "
    "one, or press Enter to skip it.",
    "mood": "Press 1 to 5 to answer, or Enter to skip a rating. The bar on the left marks the current question. "
    "For feelings, type a word and press Tab to complete it. Press Enter in an empty field to go to the next step. "
    "Press Tab or the arrows to reach the other fields. If you have set up numbers or questions of your own, they are "
    "below the note. Press Ctrl+J for a new line in the note.",
    "wins": "Type a win and press Enter to add it. Then press a digit for its kind, 9 to make it long-term, or type "
    "the next win. For thanks, you can add who said it. Press the up arrow to reach the list. There, press e to edit, "
    "1 to 8 to change the kind, 9 for long-term, or d to delete. When you're asked about an earlier win, press y if "
    "it still holds up, or n if it doesn't.",
    "escalations": "For each open escalation, press s for still open, w for watching, h for handed off, r for "
    "resolved, or e to edit its details. Press n to add a new one: type its title, then press a digit for its "
    "severity, 6 for an ask, or 7 for details. In the list of new ones, press e to edit or d to delete. If your files "
    "show that you were active at night, press p to add an escalation that came in then.",
    "review": "Press Enter to save, 1 to 4 to go back to a step, or the arrows to scroll. If your files were read only "
    "after you confirmed a day as usual, press t to use what they suggest.",
}
"""The help of each page of the check-in."""
FOLLOW_UP_QUESTION: Final = "You marked this as a long-term win {after_days} days ago. Does it still hold up?"


def moment(at: datetime, now: datetime, today: date) -> str:
    """Return `yesterday 09:00`, `today 08:10` or `Mon 16 Nov 09:00` for `at`, at the time `now` on the user's `today`.

    After midnight, while the user's day still has the date before, it has the date.
    """
    days = (now.date() - at.date()).days
    near = ("today", "yesterday")[days] if days in (0, 1) and now.date() == today else ""
    return f"{near or day_in_text(at.date()) + other_year(at.date(), today)} {clock(at)}"


def workload_question(now: datetime | None) -> str:
    """Return the first question. `now` is None when an earlier day is filled in."""
    if now is None:
        return "How was your workload that morning?"
    return "How's your workload this morning?" if 4 <= now.hour < 12 else "How's your workload?"


def editing(day: str) -> str:
    """Return the title of the check-in of `day`, an earlier day, which is given as text."""
    return f"Editing {day}"


def mood_question(now: datetime | None) -> str:
    """Return the question of the second step. `now`: as for `workload_question`."""
    return "How were you that morning?" if now is None else "How are you?"


def energy_question(now: datetime | None) -> str:
    """Return the question about energy. `now`: as for `workload_question`."""
    return "How was your energy?" if now is None else "How is your energy?"


def feelings_placeholder(down: str) -> str:
    """Return the text in the empty field for feelings, where Enter opens the next step. `down`: the key to the next
    question."""
    return f"a word or two (Tab to complete, {down} for the community)"


def days_heading(previous: date | None, day: date, days: Sequence[date], today: date) -> str:
    """Return the heading above the rows for `days` on the check-in of `day`, neutral about a gap of any length.

    `previous` is the day of the check-in before, None if this is the first.
    """
    rows = len(days)
    if previous is None and day == today:
        return "Log yesterday and today, if you like" if day in days else "Log yesterday, if you like"
    if previous is None:
        return "That day and the day before" if day in days else "The day before"
    gap = (day - previous).days
    if day != today:
        return f"Since the check-in on {long_day(previous)}" if gap <= 7 else f"The {count(rows, 'day')} up to that day"
    if gap == 1:
        return f"Since your last check-in on {weekday(previous)}"
    if gap > 7:
        return f"Since your last check-in on {long_day(previous, today)}"
    return f"Since your last check-in on {weekday(previous)} {previous.day}"


def unfinished_hint(days: Sequence[date], open_key: str, discard_key: str) -> str:
    """Return the sentence about unfinished check-ins of `days` (ascending) and the keys that open and discard the
    latest; empty when there are none."""
    if not days:
        return ""
    what, which = f"Unfinished check-in for {day_in_text(days[-1])}.", "to open it"
    if len(days) > 1:
        what, which = f"Unfinished: {day_in_text(days[-1])} and {len(days) - 1} more.", "for the latest"
    return f"{what} Press {open_key} {which}, {discard_key} to discard it."


def unfinished_command_hint(days: Sequence[date], command: str) -> str:
    """Return the sentence about unfinished check-ins of `days` for the command line. `command` opens the latest."""
    more = f" and {len(days) - 1} more" if len(days) > 1 else ""
    return f"Unfinished check-in for {day_in_text(days[-1])}{more}. Run {command} {days[-1]} to open it."


def later_checkin(day: date, today: date) -> str:
    """Return the message that there is a check-in for `day`, although this device takes `today` for today."""
    return (
        f"You've already checked in for {long_date(day)} {day.year}, but this device's date is {long_date(today)} "
        f"{today.year}. If that's wrong, correct it. If it's right, run cmcheckin show {day} to see what you logged."
    )


def draft_kept(day: date, *, is_today: bool, is_due: bool) -> str:
    """Return the line after the user quit in the check-in of `day`. `is_due`: the program opens with it."""
    if is_today:
        return f"Your check-in is kept as a draft. Run cmcheckin{'' if is_due else ' checkin'} to finish it."
    return f"Your check-in for {day_in_text(day)} is kept as a draft. Run cmcheckin edit {day} to finish it."


def confirm_discard(day: date, key: str) -> str:
    """Return the prompt to press `key` again before the draft for `day` is discarded."""
    return f"Press {key} again to discard the draft for {day_in_text(day)}. Any other key keeps it."


def discarded(day: date) -> str:
    """Return the message after the draft for `day` was discarded."""
    return f"Draft for {day_in_text(day)} discarded."


def logged_at_once(days: int, *, is_proposed: bool) -> str:
    """Return the message after one key logged `days` days: `Two days logged as usual.` `is_proposed`: whether some of
    them were proposed from files."""
    return f"{count(days, 'day')} logged as {'shown' if is_proposed else 'usual'}.".capitalize()


def wins_question(previous: date | None, day: date, today: date) -> str:
    """Return the question of the third step of the check-in of `day`. `previous`: the day of the last one, or None."""
    return f"What has gone well {_since(previous, day)}?" if day == today else "What went well in the days before?"


def community_question(previous: date | None, day: date, today: date) -> str:
    """Return the question about the community. `previous`, `day` and `today`: as for `wins_question`."""
    return f"How has the community felt {_since(previous, day)}?" if day == today else "How did the community feel?"


def _since(previous: date | None, day: date) -> str:
    """Return `since Wednesday` for the check-in of `day` at most a week after `previous`, or else `lately`."""
    return "lately" if previous is None or (day - previous).days > 7 else f"since {weekday(previous)}"


def last_answer(word: str, worked: float | None, on: date | None, day: date) -> str:
    """Return `Last time: a lot, 9 h on Wednesday.`, with the date if `on` is a week or more before `day`.

    `word`: the last workload, may be empty. `worked`: hours on the day `on`.
    """
    when = "" if on is None else weekday(on) if (day - on).days < 7 else f"{weekday(on)} {on.day}"
    parts = [part for part in (word, f"{hours(worked)} on {when}" if worked is not None and on else "") if part]
    return f"Last time: {', '.join(parts)}." if parts else ""


def last_time(day: str) -> str:
    """Return the heading of the answers of the last check-in, on `day`."""
    return f"Last time, {day}"


THIS_WEEK: Final = "This week"
SO_FAR: Final = "so far"
STILL_OPEN: Final = "Open"


def more_open(number: int) -> str:
    """Return the note that `number` more escalations are open."""
    return f"and {count(number, 'more', 'more')}"


def day_in_short(day: Workday) -> str:
    """Return what was logged for `day` in a few words: `9 h, 45 min after hours`."""
    parts = [] if day.kind == "work" and day.hours is not None else [day.kind]
    parts += [hours(day.hours)] if day.hours is not None else []
    parts += [f"{minutes(day.after_hours_minutes)} after hours"] if day.after_hours_minutes else []
    return ", ".join(parts)


def open_escalations(unresolved: int) -> str:
    """Return how many escalations are open as the last step begins; empty for none."""
    if not unresolved:
        return ""
    return sentence_case(f"{count(unresolved, 'escalation is', 'escalations are')} open.")


def unresolved_title(number: int, new: int = 0, *, are_locked: bool = False) -> str:
    """Return the heading of `number` open escalations from before, or else of the `new` ones. `are_locked`: whether
    those from before can't be read."""
    if not number and not new:
        return "Open escalations are locked" if are_locked else "No open escalations"
    return sentence_case(count(number, "open escalation") if number else count(new, "new escalation"))


KEPT: Final = "kept"
KEEP_AS_PRAISE: Final = "Keep this as praise you received?"
NOT_PRAISE: Final = "Only thanks can be kept as praise."
DAYS_AGO: Final = "{days} days ago"
TEXT_CUT: Final = "Only {limit:,} characters fit here. The rest was cut off."


def follow_ups_question(number: int) -> str:
    """Return the question above `number` long-term wins to follow up."""
    return (
        "You marked this as a long-term win. Does it still hold up?"
        if number == 1
        else "You marked these as long-term wins. Do they still hold up?"
    )


def refusal(error: Exception) -> str:
    """Return the message about a value that was refused with `error`."""
    return f"{sentence_case(str(error).strip())}."


def press_one_of(keys: Sequence[str]) -> str:
    """Return the hint after a key that none of `keys` is: `Press y or n.`"""
    return f"Press {joined([key.capitalize() if len(key) > 1 else key for key in keys], 'or')}."


def page_help(page: str) -> str:
    """Return the help of `page`."""
    return f"{PAGE_HELP.get(page, '')}\n\n{_HELP_ALWAYS}"


REVIEW_LABELS: Final = {
    "workload": "Workload", "mood": "Mood", "energy": "Energy", "feelings": "Feelings", "community": "Community",
    "note": "Note", "follow_up": "Follow-up", "wins": "Wins", "carried": "Updated", "new": "New",
}  # fmt: skip
RATING_SKIPPED: Final = "skipped"
DAY_SKIPPED: Final = "not logged"
NOT_YET: Final = "can't be {day}, which is in the future (today is {today})"
DRAFT_VERSION: Final = "is of version {version!r}, but this version of cmcheckin reads version {known}"
DRAFT_DAMAGED: Final = "can't be read ({error})"
DRAFT_MIXED_UP: Final = "has a {found} where a {expected} should be"
CHANGED_ELSEWHERE: Final = "This check-in was changed in another window, so nothing was saved."


def follow_up_answer(text: str, *, holds: bool) -> str:
    """Return the answer to a follow-up on the win `text`."""
    return f"{text}: {'still holds up' if holds else 'no longer holds up'}"


def answered_escalation(title: str, status: str | None, holder: str | None, update: str, separator: str) -> str:
    """Return what was answered about the escalation `title`: its `status`, its new `holder` and the new `update`, if
    there are any, with `separator` between them: `Spam wave: still open · filter holds`."""
    facts = (STATUS_LABELS[status or "open"], f"with {holder}" if holder else "", " ".join(update.split()))
    return f"{title}: {separator.join(filter(None, facts))}"


def open_facts(severity: str, age: str, status: str | None, handed_to: str | None) -> list[str]:
    """Return the facts of an open escalation: `high`, `3 days`, `with you`. `age`: how long it has been open.

    One that was handed off without a name isn't with the user, and `open 3 days` says that the age isn't counted from
    then.
    """
    if status == "handed-off" and not handed_to:
        facts = (severity, f"open {age}" if age != JUST_NOW else "", "handed off")
    else:
        facts = (severity, age, f"with {handed_to}" if handed_to else "with you")
    return [fact for fact in facts if fact]
