"""The page of one share file: a week or more, told for a manager. What was not ticked leaves no gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.sharing.html import entries, work
from cmcheckin.sharing.html.page import card, cards, facts, headline_figure, page, section, table
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareFile, ShareMetric
from cmcheckin.sharing.summary import ShareSummary, is_empty, mean
from cmcheckin.wording import share_page as words

MAX_CARD_LINES: Final = 5
"""So many lines on the community fit on a card: one for each morning of a week (our choice)."""


def render_share_page(share: ShareFile) -> str:
    """A whole HTML document. Never raises for anything that a ShareFile can hold."""
    story = ShareSummary.of(share)
    main = joined(
        (
            _help(share),
            cards(
                work.hours(share, story),
                work.workload(share, story),
                work.after_hours(share),
                work.support(share),
                _community(share, broad=False),
                _self(share),
            ),
            entries.wins(share),
            _community(share, broad=True),
            entries.escalations(share, story),
            entries.asks(share),
            work.week_by_week(share),
            _own_numbers(share),
        )
    )
    if is_empty(share):
        main = tag("p", words.SAYS_NOTHING)
    return page(words.title(share.name, share.first, share.last), _header(share, story), main, _footer(share))


def _header(share: ShareFile, story: ShareSummary) -> Html:
    when = words.when(share.first, share.last)
    named = tag("p", user(share.name), " · " if share.name else None, when, class_="eyebrow")
    told = tag("p", story.shared_line, class_="quiet")
    return joined((named, tag("h1", story.headline), told))


def _help(share: ShareFile) -> Html:
    return section("help", words.HELP, tag("p", user(share.help)) if share.help.strip() else None, class_="help")


def _community(share: ShareFile, *, broad: bool) -> Html:
    """How the community felt: a card, or with many lines a part of its own, each line with its week in a range."""
    lines = [(week, line) for week in share.weeks for line in week.community_feels]
    if broad != (len(lines) > MAX_CARD_LINES):
        return Html()
    felt = mean(week.community for week in share.weeks)
    several = len(share.weeks) > 1
    said = (
        tag("li", user(line), facts(words.week_label(week.week, year=False)) if several else None)
        for week, line in lines
    )
    inside = (
        headline_figure(words.mood(felt).capitalize()) if felt is not None else None,
        tag("ul", *said, class_="lines" if broad else "said") if lines else None,
    )
    return section("community", words.COMMUNITY, *inside) if broad else card("community", words.COMMUNITY, *inside)


def _self(share: ShareFile) -> Html:
    """Mood and energy, as words against their own usual: of the last week that tells them."""
    rows = []
    for name, field in zip(words.SELF_COLUMNS, ("mood", "energy"), strict=True):
        said = [(week, word) for week in share.weeks if (word := getattr(week, field))]
        if said:
            week, word = said[-1]
            which = words.week_label(week.week, year=False) if len(share.weeks) > 1 else ""
            rows.append(tag("div", tag("dt", name), tag("dd", words.against(word, which))))
    if not rows:
        return Html()
    return card("self", words.SELF, tag("dl", *rows), tag("p", words.SELF_MEANING, class_="quiet"))


def _own_numbers(share: ShareFile) -> Html:
    """Numbers of their own: of a week as they are, of more with the lowest and the highest."""
    kept: dict[str, list[ShareMetric]] = {}
    for week in share.weeks:
        for metric in week.metrics:
            kept.setdefault(metric.name, []).append(metric)
    if not kept:
        return Html()
    rows = list(_number_rows(kept, spread=len(share.weeks) > 1))
    columns = list(words.NUMBER_COLUMNS if len(share.weeks) > 1 else (*words.NUMBER_COLUMNS[:1], words.THIS_WEEK))
    return section("numbers", words.OWN_NUMBERS, table(words.OWN_NUMBERS, columns, rows))


def _number_rows(kept: dict[str, list[ShareMetric]], *, spread: bool) -> Iterator[list[str]]:
    for name, metrics in kept.items():
        means = [metric.mean for metric in metrics]
        shown = [means[-1], min(means), max(means)] if spread else [means[-1]]
        unit = metrics[-1].unit
        cells = [joined((words.number_of_own(one), " " if unit else None, user(unit))) for one in shown]
        yield [user(name), *cells]


def _footer(share: ShareFile) -> Html:
    return joined((tag("p", words.FOOTER), tag("p", words.ticked(share.fields)) if share.fields else None))
