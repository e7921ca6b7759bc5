"""Words of the list of wins, on the screen, in the command and in files."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.spans import Span, SpanKind
from cmcheckin.wording.formats import (
    MONTHS,
    count,
    date_range,
    long_date,
    month_name,
    quoted,
    sentence_case,
    short_date,
)

TITLE: Final = "Wins"
KIND_TITLES: Final = {
    "community": "Community", "member": "Members", "event": "Events", "content": "Content", "product": "Product",
    "thanks": "Thanks received", "team": "Team", "self": "For yourself", "": "Other",
}  # fmt: skip
"""Headings of the groups, by kind; "" for wins without one."""
_STATUSES: Final = {
    "unasked": "long-term, not asked yet", "unanswered": "long-term, no answer yet",
    "holds": "still holds up", "lapsed": "no longer holds up",
}  # fmt: skip


def span_title(span: Span) -> str:
    """Return `October–December 2026 (Q4)`, `first half of 2026`, `2026`, `November 2026`, `all time`, or the days."""
    first, year = span.first, span.first.year
    match span.kind:
        case "all":
            return "all time"
        case "year":
            return f"{year}"
        case "half":
            return f"{'first' if span.number == 1 else 'second'} half of {year}"
        case "quarter":
            return f"{MONTHS[first.month - 1]}–{MONTHS[span.last.month - 1]} {year} (Q{span.number})"
        case "month":
            return month_name(first)
        case _:
            return date_range(first, span.last)


def period(span: Span, today: date) -> str:
    """Return the title of `span` with a capital, and “up to” `today` while it isn't over."""
    until = f", up to {long_date(today)}" if span.kind != "all" and span.first <= today < span.last else ""
    return f"{sentence_case(span_title(span))}{until}"


def group_title(kind: str, wins: int) -> str:
    """Return `Members (8)`."""
    return f"{KIND_TITLES[kind]} ({wins})"


def day_text(on: date, *, with_year: bool) -> str:
    """Return `12 Nov`, or `12 Nov 2025` if `with_year`."""
    return f"{short_date(on)} {on.year}" if with_year else short_date(on)


def status_text(status: str | None, after_days: int | None, on: date | None, *, with_year: bool) -> str:
    """Return the `status` of a long-term win: `still holds up after 90 days (12 Nov)`. Empty for any other win.

    `after_days` and `on`: when it was last asked about, if it was.
    """
    if status is None:
        return ""
    after = f" after {count(after_days, 'day')}" if after_days else ""
    return f"{_STATUSES[status]}{after}{f' ({day_text(on, with_year=with_year)})' if on else ''}"


def row_facts(kind: str, sender: str | None, status: str | None, after_days: int | None) -> str:
    """Return what a row shows beside a win: `from Ines`, `holds up after 90 days`, `long-term`, or nothing."""
    if kind == "thanks" and sender:
        return f"from {sender}"
    if status == "holds":
        return f"holds up after {after_days} days" if after_days else "still holds up"
    return _STATUSES["lapsed"] if status == "lapsed" else "long-term" if status else ""


def headline(wins: int, thanks: int, holding: int) -> str:
    """Return `31 wins. Four thank-yous. Two long-term wins still hold up.`

    `holding`: how many long-term wins still held up when last asked about.
    """
    parts = [count(wins, "win")] if wins != thanks else []
    if thanks:
        parts.append(count(thanks, "thank-you"))
    if holding:
        parts.append(f"{count(holding, 'long-term win')} still {'holds' if holding == 1 else 'hold'} up")
    return " ".join(f"{sentence_case(part)}." for part in parts)


# Files

WRITTEN: Final = "Wrote your wins to {path}."
PERIOD_OR_RANGE: Final = "Use either PERIOD or --from and --to, not both."
CHOICE_NOT_SAVED: Final = "Your choice of wins couldn't be saved"


def private_left_out(number: int) -> str:
    """Return the message that `number` wins of the kind self were left out of a document."""
    wins = sentence_case(count(number, "win"))
    return f"{wins} of the kind self {'is' if number == 1 else 'are'} left out. To include some, press b in the week."


# The screen

PERIODS: Final[dict[SpanKind, str]] = {"quarter": "quarter", "half": "half-year", "year": "year", "all": "all"}
"""What the screen calls each kind of period, in the order in which a key goes through them."""
HELP: Final = """
Your wins of a quarter, half-year or year by kind, for a review or just to look back. A long-term win shows whether it \
still held up after 30 and 90 days. The selected win is shown in full below the list, or beside it in a wide window.

Press Space to leave a win out of what you copy or write. Wins of the kind self are left out until you include them. \
Your choice is saved, and your journal isn't changed.

Copying goes through your terminal, so it works over SSH too. If your terminal doesn't allow it, write a file instead. \
`cmcheckin wins` prints all of them.
"""
"""The text of the screen's help."""
NO_LATER: Final = "The next period hasn't begun yet."
NOTHING_INCLUDED: Final = "Every win is left out. Press Space to include one."
TOO_LONG_TO_COPY: Final = "Too long to copy. Press w to write it, or p for a shorter period."


def screen_title(span: Span) -> str:
    """Return `Wins · October–December 2026 (Q4)`."""
    return f"{TITLE} · {span_title(span)}"


def included(number: int, total: int) -> str:
    """Return `22 of 24 included`."""
    return f"{number:,} of {total:,} included"


def only_kind(kind: str) -> str:
    """Return the note that only wins of `kind` are shown: `only thanks received`."""
    return f"only {KIND_TITLES[kind].lower()}"


def shown_text(kind: str, text: str) -> str:
    """Return the `text` of a win, in quotes if it is praise."""
    return quoted(text) if kind == "thanks" else text


def from_sender(sender: str) -> str:
    """Return `from Ines`."""
    return f"from {sender}"


def copied(wins: int) -> str:
    """Return the message after a number of `wins` were copied."""
    return f"Copied {count(wins, 'win')}. If you can't paste them, press w to write them to a file."


def file_name(span: Span) -> str:
    """Return the suggested file name: `wins-2026-Q4.md`."""
    return f"wins-{span}.md"


# Empty lists

NOTHING_YET: Final = "No wins logged yet."
NOTHING_YET_HINT: Final = "The check-in asks for them in step 3. Press Esc to go back, then c to check in."
NOTHING_IN_HINT: Final = "Press p for a longer period, or [ for the one before."
NONE_OF_KIND_HINT: Final = "Press f for the other kinds, or p for a longer period."
NOTHING_YET_COMMAND: Final = 'Run `cmcheckin`, or `cmcheckin log --win "…"`, to log one.'
ALL_COMMAND: Final = "Run `cmcheckin wins all` to see every win."


def nothing_in(span: Span) -> str:
    """Return the sentence that no win was logged in `span`."""
    article = "the " if span.kind == "half" else ""
    return f"No wins logged for {article}{span_title(span)}." if span.kind != "all" else NOTHING_YET
