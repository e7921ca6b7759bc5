"""Texts about replies: to write one, and to show received ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import count, days_in_text, joined, number_word, quoted, sentence_case, short_date

VISIBLE_TO_OTHERS: Final = "visible to anyone who can open the folder"
MAX_NAME: Final = 16
"""Longest sender's name in the hint, in characters."""
NAME_PROMPT: Final = "Your name, so that they know who the reply is from (optional)"
NAME_HINT: Final = "up to {limit} characters; to save it, set name in config.toml"
NAME_TOO_LONG: Final = "Your name has {length} characters. The limit is {limit}."
WITHOUT_NAME_HINT: Final = f"{VISIBLE_TO_OTHERS}; next: your name"
REPLY_NAMES: Final = {
    "thanks": "thanks", "cover": "cover", "time": "time off", "budget": "budget", "introduction": "an introduction",
    "answer": "an answer", "question": "a question",
}  # fmt: skip
"""Names of the kinds of replies."""
NOUNS: Final = {
    "cover": "offer of cover", "time": "offer of time off", "budget": "offer of budget",
    "introduction": "offer of an introduction", "answer": "answer", "question": "question", "thanks": "thanks",
}  # fmt: skip
"""What a reply of each kind is called after `your` or `Kim's`."""
INBOX: Final = "Inbox"
STATE_LABELS: Final = {"unread": "new", "read": "", "kept": "kept", "acted": "done"}
"""The label beside a reply, by its state."""
SENDER_NOTICE: Final = "Senders' names come from the reply files. Anyone who can write to the folder can use any name."
ANSWER_NOTICE: Final = "An answer doesn't close an ask. Once the ask is resolved, set it to resolved in your check-in."
INBOX_HELP: Final = f"""
The inbox shows every reply to what you shared, new ones first, and the selected one in full. It looks in every folder \
you shared to, and in `folder` under [share] in config.toml.

A reply stays new until you press Enter or a on it, or act on it. Moving over it or scrolling doesn't mark it as read.

Press k to keep thanks as praise in today's check-in, l to plan leave from an offer of cover or time off, and r to \
answer. Press u to undo any of these.

For leave, type a day, or a range such as “3 dec to 4 dec”. The line below shows what will be planned. Your answer, \
for example “Thursday would help, thank you”, goes with your next share, where you can still leave it out. What you \
type is kept until you save it.

{SENDER_NOTICE} The win or ask that a reply is about is shown in your own words. {ANSWER_NOTICE}
"""
SAME_ID: Final = "Another reply has the same id but different words."
LIST_KEYS_ELSEWHERE: Final = (("up", "to the replies"),)
"""The key of the replies in the check-in while they don't have the focus."""
STATE_ANSWERS: Final = {"unread": "", "read": "read", "kept": "kept", "acted": "answered"}
"""What was done with a reply in the check-in."""
ALL_READ: Final = "You've read every reply."
NONE_YET: Final = "No replies yet. When one arrives, your next check-in shows it."
NONE_READABLE: Final = "No replies to show. Run cmcheckin inbox to see what couldn't be read."
NEVER_SHARED: Final = (
    "No replies yet, because you haven't shared anything from this device. To share a week, open it and press s."
)
ANSWER_QUESTION: Final = "Your answer, for your next share (Enter to skip)"
SOME_UNREADABLE: Final = "Some replies couldn't be read. Run cmcheckin inbox to see which."
"""Shown in the plain check-in after the replies."""
TITLE_IN_FILE: Final = "about what the file calls “{about_text}”"


def list_keys(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a reply of `kind` in the check-in while it has the focus, the most likely first."""
    mark, answer, keep = ("a", "mark read"), ("r", "answer"), ("k", "keep as praise")
    return (answer, mark) if kind == "question" else (keep, mark, answer) if kind == "thanks" else (mark, answer)


def sender_hint(sender: str) -> str:
    """Return `from Kim; visible to anyone who can open the folder`. `sender` may be empty."""
    return f"{f'from {shorten(sender, MAX_NAME)}' if sender else 'without a name'}; {VISIBLE_TO_OTHERS}"


def new_replies_heading(number: int) -> str:
    """Return the heading above `number` new replies."""
    new = count(number, "new reply", "new replies").capitalize()
    return f"{new} to what you shared. Senders' names come from the files."


def confirm_mark_read(number: int) -> str:
    """Return the question whether to mark `number` replies as read."""
    which = {1: "it", 2: "both"}.get(number, f"all {number_word(number)}")
    return f"Mark {which} as read?"


def answered_reply(kind: str, text: str = "") -> str:
    """Return what an answer is to: `to your question “Would Thursday help?”`. `text`: that of the reply, if known."""
    return f"to your {NOUNS.get(kind, 'reply')}{f' {quoted(text)}' if text else ''}"


def reply_title(kind: str, sender: str, title: str, about_text: str) -> str:
    """Return `Thanks from Kim: Meetup filled in a day`.

    `title` is the user's own, from the journal. Without one, `about_text` is quoted as the file's name for it.
    """
    text = sentence_case(REPLY_NAMES[kind]) if kind in REPLY_NAMES else kind or "A reply"
    if sender:
        text += f" from {sender}" + (", according to the file" if kind == "answer" else "")
    if title:
        return f"{text}: {title}"
    return f"{text}, {TITLE_IN_FILE.format(about_text=about_text)}" if about_text else text


def reply_date(made: date, today: date, *, in_future: bool) -> str:
    """Return `20 Nov`, with the year unless it is that of `today`; with `in_future`, say that the date is."""
    day = short_date(made)
    year = "" if made.year == today.year else f" {made.year}"
    return f"dated {day} {made.year}, in the future" if in_future else f"{day}{year}"


def summary(number: int, unread: int, failed: int = 0) -> str:
    """Return `nine replies, two new`. `failed`: how many files or folders couldn't be read."""
    new = f", {number_word(unread)} new" if unread else ""
    unreadable = f", {number_word(failed)} couldn't be read" if failed else ""
    return f"{count(number, 'reply', 'replies')}{new}{unreadable}"


def unreadable(path: str, reason: str) -> str:
    """Return the line about a file or folder that couldn't be read, and why."""
    return f"{path}: {reason}"


MORE_UNREAD: Final = "and {count:,} more. Add --json to list them all."
FOLDER_DROPPED: Final = "The inbox no longer checks {folder}, unless you share to that folder again."
NOT_CHECKED: Final = "The inbox doesn't check {folder}. Nothing was changed."

# What is done in the inbox. A refusal is its field and the reason.

NOTHING_TO_KEEP: Final = ("This reply", "isn't thanks, or has no text. Only thanks with text can be kept as praise")
TOO_MANY_WINS: Final = ("Today's check-in", "has 1,000 wins already, and that is the limit")
LEAVE_IS_OVER: Final = ("Leave", "can't be planned for days that are over. To log them, run `cmcheckin log --leave`")
ALREADY_FROM_REPLY: Final = "was already planned from this reply: {days}. To plan other days too, try again"
EMPTY_ANSWER: Final = ("Your answer", "is empty")
ANSWER_NOT_KEPT: Final = "Your unfinished answer couldn't be saved"
NOT_A_FOLDER: Final = "“{folder}” isn't a folder. Nothing was changed."
FOLDER_ADDED: Final = "The inbox also checks {folder} now. To stop that, run `cmcheckin inbox --drop DIR`."
NO_REPLIES_BEFORE_SHARING: Final = (
    "You haven't shared anything from this device yet, so it doesn't know which replies are for you. See "
    "`cmcheckin help sharing`."
)
NO_REPLY_WITH_FOLDER: Final = "--add-folder and --drop don't take a reply. Leave the id out."
ONLY_WITH_LEAVE: Final = "“{word}” needs --leave."
NEEDS_REPLY: Final = "{option} needs the id of a reply. Run `cmcheckin inbox` to see the ids."
NO_SUCH_REPLY: Final = "There is no reply “{id}”. Run `cmcheckin inbox` to see the ids"
NO_DAYS_OFFERED: Final = 'This reply names no days. Add the days, such as --leave "3 dec" "4 dec".'
NOTHING_TO_READ: Final = "Already marked as read. Nothing was changed."
KEPT_BEFORE: Final = "Already among your wins. Nothing was changed."
HOW_TO_READ: Final = "To mark one as read, run `cmcheckin inbox ID --read`. Leave out ID to mark them all."
NEXT_STEPS: Final = {
    "thanks": "Keep as praise: cmcheckin inbox {id} --keep",
    "question": 'Answer: cmcheckin inbox {id} --answer "TEXT"',
    "cover": "Plan leave: cmcheckin inbox {id} --leave",
    "time": "Plan leave: cmcheckin inbox {id} --leave",
}
"""What can be done with a reply of each kind."""


def next_step(kind: str, state: str, *, has_answer: bool) -> str:
    """Return what can be done with a reply of this `kind` and `state`, with a place for its id; empty if that was done.
    A question is open until it has an answer, any other reply until it is read."""
    is_open = not has_answer if kind == "question" else state == "unread"
    return NEXT_STEPS.get(kind, "") if is_open else ""


def ambiguous(text: str, ids: Sequence[str]) -> str:
    """Return the error if `text` is the beginning of all these `ids`."""
    return f"“{text}” could be {joined(list(ids[:5]), 'or')}. Type one more character"


def leave_was_planned(first: date, last: date, today: date) -> tuple[str, str]:
    """Return the refusal to plan leave if it was planned meanwhile from `first` to `last`, in another window or on
    another device."""
    return "Leave", ALREADY_FROM_REPLY.format(days=days_in_text(first, last, today))


def marked_read(number: int) -> str:
    """Return the message after `number` replies were marked as read."""
    return f"Marked {count(number, 'reply', 'replies')} as read. Run `cmcheckin undo` to undo it."


def kept(name: str) -> str:
    """Return the message after the reply called `name` was kept as praise."""
    return f"{name}: added to today's wins. Run `cmcheckin undo` to undo it."


def answered(name: str) -> str:
    """Return the message after the reply called `name` was answered."""
    return f"{name}: your answer is saved. It goes with your next share, unless you leave it out."
