"""The page of a share file, for the manager. Fields that weren't shared leave no gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.insight.stats import mean_or_none
from cmcheckin.sharing.html import entries, work
from cmcheckin.sharing.html.page import card, cards, facts, headline_figure, page, section, table
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareFile, ShareMetric, ShareQuestion, ShareWeek, day_made
from cmcheckin.sharing.summary import ShareSummary, is_empty, leave_line
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import MOOD
from cmcheckin.wording.reply import answered_reply

MAX_CARD_LINES: Final = 5
"""Most lines on the community that fit a card: one for each morning of a week (our choice)."""


def render_share_page(share: ShareFile) -> str:
    """Return `share` as an HTML document. Never raises."""
    summary = ShareSummary.of(share)
    main = joined(
        _help(share),
        _responses(share),
        _leave(share),
        cards(
            work.hours(share, summary),
            work.workload(share, summary),
            work.after_hours(share),
            work.support(share),
            work.activities(share),
            work.peers(share),
            _community(share, is_section=False),
            _mood_and_energy(share),
        ),
        section("wins", words.WINS, entries.wins([(win, None) for win in share.wins], day_made(share.made))),
        _community(share, is_section=True),
        entries.escalations_section(share, summary),
        entries.asks_section(share),
        work.week_by_week(share),
        _metrics(share),
        _questions(share),
    )
    if is_empty(share):
        main = tag("p", words.NOTHING_LOGGED)
    return page(words.page_title(share.name, share.first, share.last), _header(share, summary), main, _footer(share))


def _header(share: ShareFile, summary: ShareSummary) -> Html:
    when = words.range_title(share.first, share.last)
    named = tag("p", user(share.name), " · " if share.name else None, when, class_="eyebrow")
    return joined(named, tag("h1", summary.headline), tag("p", summary.shared_line, class_="quiet"))


def _help(share: ShareFile) -> Html:
    return section("help", words.HELP, tag("p", user(share.help)) if share.help.strip() else None, class_="help")


def _responses(share: ShareFile) -> Html:
    """Return the answers to the reader's replies, each with the kind of its reply and its day."""
    items = [
        tag(
            "li",
            joined(*(tag("p", user(line)) for line in one.text.splitlines())),
            facts(answered_reply(one.kind), entries.day_element(one.made, day_made(share.made))),
        )
        for one in share.responses
    ]
    return section("responses", words.RESPONSES, tag("ul", *items, class_="lines") if items else None)


def _leave(share: ShareFile) -> Html:
    items = [tag("li", leave_line(one)) for one in share.leave]
    return section("leave", words.LEAVE, tag("ul", *items, class_="lines") if items else None)


def _community(share: ShareFile, *, is_section: bool) -> Html:
    """Return how the community felt: as a card, or as a section of its own if there are many lines."""
    lines = [(week, line) for week in share.weeks for line in week.community_feels]
    if is_section != (len(lines) > MAX_CARD_LINES):
        return Html()
    mean_mood = mean_or_none(week.community for week in share.weeks)
    items = (tag("li", user(line), _week_of_several(share, week)) for week, line in lines)
    parts = (
        headline_figure(words.rating_text(mean_mood, MOOD).capitalize()) if mean_mood is not None else None,
        tag("ul", *items, class_="lines" if is_section else "said") if lines else None,
    )
    return section("community", words.COMMUNITY, *parts) if is_section else card("community", words.COMMUNITY, *parts)


def _mood_and_energy(share: ShareFile) -> Html:
    """Return mood and energy compared with the usual, for the last week that has them."""
    rows = []
    for name, field in zip(words.WELLBEING_COLUMNS, ("mood", "energy"), strict=True):
        weeks_with_word = [(week, word) for week in share.weeks if (word := getattr(week, field))]
        if weeks_with_word:
            week, word = weeks_with_word[-1]
            week_label = words.week_label(week.week, year=False) if len(share.weeks) > 1 else ""
            rows.append(tag("div", tag("dt", name), tag("dd", words.comparison_text(word, week_label))))
    if not rows:
        return Html()
    return card("self", words.WELLBEING, tag("dl", *rows), tag("p", words.WELLBEING_MEANING, class_="quiet"))


def _metrics(share: ShareFile) -> Html:
    """Return the person's own metrics: for several weeks, with the lowest and highest values."""
    by_name: dict[str, list[ShareMetric]] = {}
    for week in share.weeks:
        for metric in week.metrics:
            by_name.setdefault(metric.name, []).append(metric)
    if not by_name:
        return Html()
    rows = list(_metric_rows(by_name, spread=len(share.weeks) > 1))
    columns = list(words.NUMBER_COLUMNS if len(share.weeks) > 1 else (*words.NUMBER_COLUMNS[:1], words.THIS_WEEK))
    return section("numbers", words.METRICS, table(words.METRICS, columns, rows))


def _metric_rows(by_name: dict[str, list[ShareMetric]], *, spread: bool) -> Iterator[list[str]]:
    for name, metrics in by_name.items():
        means = [metric.mean for metric in metrics]
        shown = [means[-1], min(means), max(means)] if spread else [means[-1]]
        unit = metrics[-1].unit
        cells = [joined(words.metric_value(value), " " if unit else None, user(unit)) for value in shown]
        yield [user(name), *cells]


def _questions(share: ShareFile) -> Html:
    """Return the answers to the person's own questions, a line for each week and question, and for each text."""
    items = [
        tag("li", user(question.name), ": ", answer, _week_of_several(share, week))
        for week in share.weeks
        for question in week.questions
        for answer in _answers(question)
    ]
    return section("questions", words.QUESTIONS, tag("ul", *items, class_="lines") if items else None)


def _week_of_several(share: ShareFile, week: ShareWeek) -> Html | None:
    return facts(words.week_label(week.week, year=False)) if len(share.weeks) > 1 else None


def _answers(question: ShareQuestion) -> Iterator[str | Html]:
    if question.yes is not None and question.answered is not None:
        yield formats.yes_days(question.yes, question.answered)
    yield from map(user, question.texts)


def _footer(share: ShareFile) -> Html:
    fields = words.included_fields(share.listed_fields)
    return joined(tag("p", words.FOOTER), tag("p", fields) if fields else None)
