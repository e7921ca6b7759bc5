"""Render a list of wins as Markdown, plain text or a page. User text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from cmcheckin.report.rendering import TEXT_WIDTH
from cmcheckin.report.wins import WinEntry, WinList, headline_numbers
from cmcheckin.wording import wins as words
from cmcheckin.wording.formats import quoted
from cmcheckin.wording.markdown import escaped

MOST_COPIED: Final = 74_000
"""The limit in bytes for copying. Many terminals ignore longer sequences (xterm and tmux accept 100,000 bytes of
base64)."""


def render_wins(wins: WinList, form: str) -> str:
    """Return `wins` in the format `form`, one of FORMATS."""
    if form == "html":
        from cmcheckin.report.html import render_wins_page  # loads forty modules that text does not need

        return render_wins_page(wins)
    lines = _markdown(wins) if form == "md" else _plain(wins)
    return "\n".join(lines).rstrip() + "\n"


def period_text(wins: WinList) -> str:
    """Return the period of `wins`: `October–December 2026 (Q4), up to 26 November` while it isn't over."""
    return words.period(wins.span, wins.today)


def headline_text(wins: WinList) -> str:
    """Return a few sentences that count `wins`, or say that there are none."""
    return words.headline(*headline_numbers(wins)) if wins.entries else words.nothing_in(wins.span)


def facts_of(wins: WinList, entry: WinEntry) -> list[str]:
    """Return the day of `entry` and, if it is long-term, its status."""
    with_year, last = wins.with_years, entry.last_answer
    day = words.day_text(entry.on, with_year=with_year)
    after_days, on = (last.after_days, last.on) if last else (None, None)
    return [day, *filter(None, [words.status_text(entry.status(wins.today), after_days, on, with_year=with_year)])]


def _markdown(wins: WinList) -> Iterator[str]:
    yield from (f"# {words.TITLE}", "", period_text(wins), "", f"**{escaped(headline_text(wins))}**")
    for group in wins.groups:
        yield from ("", f"## {words.group_title(group.kind, len(group.entries))}", "")
        for entry in group.entries:
            yield f"- {escaped(_text(entry))}{_in_brackets(facts_of(wins, entry))}"


def _plain(wins: WinList) -> Iterator[str]:
    yield from (words.TITLE, period_text(wins), "")
    yield from wrap(headline_text(wins), TEXT_WIDTH)
    for group in wins.groups:
        yield from ("", words.group_title(group.kind, len(group.entries)), "")
        for entry in group.entries:
            line = f"- {_text(entry)}{_in_brackets(facts_of(wins, entry))}"
            # `wrap` takes 0.2 ms, which adds up over thousands of wins.
            yield from [line] if len(line) <= TEXT_WIDTH else wrap(line, TEXT_WIDTH, subsequent_indent="  ")


def _in_brackets(facts: list[str]) -> str:
    """Return ` (12 Jun) · still holds up after 90 days (10 Sep)`, from the day and the other `facts`."""
    return " · ".join([f" ({facts[0]})", *facts[1:]])


def _text(entry: WinEntry) -> str:
    """Return the text of `entry`; for praise, in quotes and with its sender."""
    win = entry.win
    text = " ".join(win.text.split())
    if entry.kind != "thanks":
        return text
    return f"{quoted(text)}{f', {win.sender}' if win.sender else ''}"
