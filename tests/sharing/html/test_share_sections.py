"""Sections of the page of a share file: the community, mood and energy, the person's metrics, and the footer."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from cmcheckin.domain.week import Week
from cmcheckin.sharing.html.share import render_share_page
from cmcheckin.sharing.share_file import ShareFile, ShareMetric, ShareWeek
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import MOOD
from tests.sharing.html import page_examples


def page(*weeks: dict[str, Any], **fields: Any) -> str:
    """Return the page of a file with only these fields of its weeks."""
    shared = tuple(ShareWeek(Week(2026, 48 - len(weeks) + n), **week) for n, week in enumerate(weeks))
    share: ShareFile = replace(page_examples.QUIET, weeks=shared, first=shared[0].week.monday, **fields)
    return render_share_page(share)


def part(html: str, key: str) -> str:
    found = re.search(f'<section aria-labelledby="{key}".*?</section>', html, re.DOTALL)
    return unescape(found[0]) if found else ""


@pytest.mark.parametrize(("number", "is_card"), [(0, True), (1, True), (5, True), (6, False)])
def test_up_to_five_lines_on_the_community_are_a_card(number: int, is_card: bool) -> None:
    found = part(page({"community": 3.6, "community_feels": tuple(map(str, range(number)))}), "community")
    assert ('class="card"' in found, found.count("<li>")) == (is_card, number)
    assert ('class="said"' in found, 'class="lines"' in found) == (is_card and number > 0, not is_card)
    assert words.rating_text(3.6, MOOD).capitalize() in found
    assert '<ul class="facts">' not in found


def test_lines_of_several_weeks_have_their_week() -> None:
    found = part(page({"community_feels": ("a",)}, {"community_feels": ("b",)}), "community")
    assert [label in found for label in ("W46", "W47")] == [True, True]
    assert 'class="number' not in found
    assert part(page({"hours": 8.0}), "community") == ""


def test_mood_and_energy_are_those_of_the_last_week_that_has_them() -> None:
    found = part(page({"mood": "below", "energy": "above"}, {"mood": "about"}), "self")
    assert re.findall("<dd>(.*?)</dd>", found) == [
        words.comparison_text("about", words.week_label(Week(2026, 47), year=False)),
        words.comparison_text("above", words.week_label(Week(2026, 46), year=False)),
    ]
    one = part(page({"energy": "above"}), "self")
    assert re.findall("<d[td]>(.*?)</d[td]>", one) == [words.WELLBEING_COLUMNS[1], words.comparison_text("above", "")]
    assert part(page({"hours": 8.0}), "self") == ""


def test_a_metric_has_its_unit_and_for_several_weeks_its_range() -> None:
    metrics = [(ShareMetric("members", mean, "people"),) for mean in (20.0, 31.0, 25.0)]
    found = part(page(*({"metrics": each} for each in metrics)), "numbers")
    assert re.findall('scope="col">(.*?)<', found) == list(words.NUMBER_COLUMNS)
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall("<td>(.*?)</td>", found)]
    assert cells == ["25 people", "20 people", "31 people"]
    one = part(page({"metrics": (ShareMetric("members", 20.0),)}), "numbers")
    assert re.findall('scope="col">(.*?)<', one) == [words.NUMBER_COLUMNS[0], words.THIS_WEEK]
    assert re.findall("<td>(.*?)</td>", one) == ["20"]
    assert part(page({"hours": 8.0}), "numbers") == ""


@pytest.mark.parametrize("name", ["", "Ada"])
def test_the_name_is_before_the_range(name: str) -> None:
    [line] = re.findall('<p class="eyebrow">(.*?)</p>', page({"hours": 8.0}, name=name))
    assert line.count(" · ") == 1 + bool(name)
    assert re.sub("<.*?>", "", line).startswith(name)


@pytest.mark.parametrize(("fields", "number"), [((), 1), (("hours",), 2)])
def test_the_footer_has_the_selected_fields(fields: tuple[str, ...], number: int) -> None:
    footer = page({"hours": 8.0}, fields=fields).partition("<footer>")[2]
    assert footer.count("<p>") == number


@pytest.mark.parametrize("text", ["", "  ", "a word"])
def test_blank_help_has_no_section(text: str) -> None:
    assert bool(part(page({"hours": 8.0}, help=text), "help")) is bool(text.strip())
