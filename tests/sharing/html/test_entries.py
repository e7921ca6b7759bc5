"""Wins, escalations and asks as lines of a page: what a line says, and the order of wins and groups."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cmcheckin.sharing.html import entries
from cmcheckin.sharing.html.text import Html
from cmcheckin.sharing.share_file import ShareEscalation, ShareWeek, ShareWin
from cmcheckin.sharing.summary import ShareSummary
from cmcheckin.wording import share_page as words
from cmcheckin.wording.review_facts import as_of
from tests.sharing.html import page_examples

TODAY = date(2026, 11, 23)
BARE = ShareEscalation("e-1", "Thread", date(2026, 11, 20))
DAY = words.day_text(BARE.opened, TODAY)


def items(page: Html) -> list[str]:
    """Return the facts of a line as text."""
    [line] = re.findall('<ul class="facts">(.*?)</ul>', page)
    return [html.unescape(re.sub("<.*?>", "", item)) for item in re.findall("<li>(.*?)</li>", line)]


@pytest.mark.parametrize(("fields", "facts"), [*page_examples.ENTRY_FACTS, ({"kind": "conduct"}, ["conduct"])])
def test_a_line_has_the_facts_that_were_shared(fields: dict[str, Any], facts: list[str]) -> None:
    page = entries.entry_line(replace(BARE, **fields), 3, TODAY)
    assert items(page) == [words.status_text("open", 3, dated=False), *facts, DAY]
    assert '<p class="what"><bdi>Thread</bdi></p>' in page
    assert 'datetime="2026-11-20"' in page
    assert "<dl" not in page


@pytest.mark.parametrize("is_ask", [False, True])
@pytest.mark.parametrize("status", ["open", "resolved"])
@pytest.mark.parametrize("resolved", [None, TODAY])
def test_an_ask_has_its_own_status_and_no_kind(*, is_ask: bool, status: str, resolved: date | None) -> None:
    entry = replace(BARE, kind="support", status=status, resolved=resolved)
    page = entries.entry_line(entry, 3, TODAY, is_ask=is_ask)
    state = words.ask_status(3, status) if is_ask else words.status_text(status, 3, dated=resolved is not None)
    assert items(page) == [state, *([] if is_ask else ["support"]), DAY]
    assert ("<strong>" in page) is (status != "resolved")


def test_a_line_names_its_owner_and_the_day_it_was_shared() -> None:
    shared = date(2026, 11, 1)
    page = entries.entry_line(BARE, 3, TODAY, Html("Ada"), shared)
    assert items(page) == ["Ada", words.status_text("open", 3, dated=False), as_of(shared, TODAY), DAY]


@pytest.mark.parametrize(
    ("fields", "names"),
    [({"cause": "x"}, [words.CAUSE]), ({"outcome": "x"}, [words.OUTCOME]),
     ({"cause": "x", "outcome": "y"}, [words.CAUSE, words.OUTCOME])],
)  # fmt: skip
def test_a_line_ends_with_its_cause_and_outcome(fields: dict[str, str], names: list[str]) -> None:
    page = entries.entry_line(replace(BARE, **fields), 3, TODAY)  # type: ignore[arg-type]
    assert re.findall("<dt>(.*?)</dt>", html.unescape(page)) == names


def test_groups_keep_their_order_and_have_dots_for_a_severity() -> None:
    lines = [(4, Html("<li>a</li>")), (None, Html("<li>b</li>")), (4, Html("<li>c</li>"))]
    page = entries.severity_groups(lines)
    assert re.findall("<ul>(.*?)</ul>", page) == ["<li>a</li><li>c</li>", "<li>b</li>"]
    assert page.count("<svg") == 1
    assert entries.severity_groups([]) == ""


def test_praise_is_quoted_before_other_wins() -> None:
    praise = ShareWin("w-1", date(2026, 11, 20), "“So patient”", "thanks", "a member")
    win = ShareWin("w-2", date(2026, 11, 20), "A guide", "content")
    page = entries.wins([(win, None), (praise, Html("Ada")), (praise, None)], TODAY)
    quotes = [re.sub("<.*?>", "", quote) for quote in re.findall("<figure>(.*?)</figure>", page)]
    sender = f"{words.FROM} a member"
    assert quotes == [f"“So patient”{sender}, {words.TO} Ada, {DAY}", f"“So patient”{sender}, {DAY}"]
    assert items(page) == [DAY, "content"]
    assert page.index("</figure>") < page.index("A guide")
    sent = entries.wins([(replace(win, sender="Kim"), Html("Ada"))], TODAY, Html("<p>more</p>"))
    assert items(sent) == ["Ada", DAY, "content", f"{words.FROM} Kim"]
    assert sent.endswith("<p>more</p>")
    assert "praise" not in sent
    assert 'class="wins"' not in entries.wins([(praise, None)], TODAY)
    assert entries.wins([], TODAY) == ""


@pytest.mark.parametrize(("opened", "text"), [(None, ""), (0, words.NOTHING_CAME_IN), (1, words.escalation_total(1))])
def test_escalations_that_are_not_listed_are_a_number(opened: int | None, text: str) -> None:
    share = replace(
        page_examples.FULL, escalations=(), weeks=(ShareWeek(page_examples.WEEK.week, escalations_opened=opened),)
    )
    page = html.unescape(entries.escalations_section(share, ShareSummary.of(share)))
    assert bool(page) is bool(text)
    assert text in page


def test_listed_escalations_have_their_totals_above_them() -> None:
    share = page_examples.FULL
    page = html.unescape(entries.escalations_section(share, ShareSummary.of(share)))
    totals = re.findall('<ul class="facts">(.*?)</ul>', page)[0]
    assert re.findall("<li>(.*?)</li>", totals) == words.escalation_counts(4, 2, 245, 1)
    titles = re.findall('<p class="what"><bdi>(.*?)</bdi>', page)
    assert titles == [share.escalations[n].title for n in (2, 0, 1, 3)]
    assert words.status_text("resolved", 2, dated=True) in page


def test_asks_are_listed_with_the_time_they_wait() -> None:
    page = html.unescape(entries.asks_section(page_examples.FULL))
    assert re.findall('<p class="what"><bdi>(.*?)</bdi>', page) == [ask.title for ask in page_examples.ASKS]
    assert words.ask_status(5, "open") in page
    assert entries.asks_section(replace(page_examples.FULL, asks=())) == ""
