"""Words of the line shown after a check-in is saved."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.figures import Closing
from cmcheckin.wording.checkin import SAVED
from cmcheckin.wording.formats import both_or_all, count, number_word, sentence_case, weekday
from cmcheckin.wording.week import QUOTES

HARD: Final = "That's all for today."
"""After a hard day."""
WEEKEND: Final = "You had the whole weekend off."
WIDTH: Final = 78
"""The limit in characters for the line, so that it fits on one line of 80 columns."""
NAME: Final = 24
"""The limit in characters for a name."""


def saved_line(fact: Closing | None) -> str:
    """Return `Saved.` and the sentence about `fact`, if there is one."""
    return f"{SAVED} {closing_text(fact, WIDTH - len(SAVED) - 1)}" if fact else SAVED


def closing_text(fact: Closing, width: int = WIDTH) -> str:
    """Return the sentence about `fact`. The user's words in it are cut so that it has at most `width` characters."""
    match fact.kind:
        case "hard":
            return HARD
        case "year_ago":
            before = f"A year ago today{f', from {cut(fact.name, NAME)}' if fact.name else ''}: "
            return f"{before}“{cut(fact.text.strip(QUOTES), width - len(before) - 3)}”."
        case "thanks":
            return _thanks(fact.number, cut(fact.name, NAME), fact.of_name)
        case "first_evening":
            return f"{weekday(fact.on)} was your first evening without after-hours work this week."
        case "weekend":
            return WEEKEND
        case "resolved":
            return f"{sentence_case(count(fact.number, 'escalation'))} resolved today."
        case _:
            return f"{sentence_case(count(fact.number, 'win'))} this week."


def _thanks(number: int, name: str, of_name: int) -> str:
    """Return `Three thank-yous this week, one from Ana.`"""
    if number == 1:
        return f"A thank-you this week{f', from {name}' if name else ''}."
    which = both_or_all(number) if of_name == number else number_word(of_name)
    said_by = f", {which}{' of them' if 1 < of_name < number else ''} from {name}" if name else ""
    return f"{sentence_case(count(number, 'thank-you'))} this week{said_by}."


def cut(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut between words if one ends in its second half."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at = head.rfind(" ") if not text[most - 1].isspace() else len(head)
    return f"{head[:at] if at > most // 2 else head}".rstrip(" ,.;:") + "…"
