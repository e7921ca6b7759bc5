"""The pages in a real browser: no requests, readable in light, dark, narrow, wide and on paper, and harmless."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from cmcheckin.domain.checkin import CheckIn, Win, WinCheck
from cmcheckin.domain.spans import Span
from cmcheckin.domain.text import clean
from cmcheckin.report import html as report_html
from cmcheckin.report.model import Report, ReportLine, ReportPart
from cmcheckin.report.wins import list_wins
from cmcheckin.sharing.html.page import page
from cmcheckin.sharing.html.share import render_share_page
from cmcheckin.sharing.html.text import ATTRIBUTES, ELEMENTS, Html, tag
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareFile
from cmcheckin.wording.share_page import page_title
from tests.sharing.html import looking, page_examples, team_made
from tests.sharing.html.chromium import Chromium

Shown = Callable[..., Chromium]


def team_page(files: Sequence[ShareFile]) -> str:
    """Return the page of a team with a file each, and a file that couldn't be read."""
    return team_made.page(files, TODAY, [UnreadFile(*page_examples.HOSTILE_TEXTS[:2])])


def report_page() -> str:
    """Return the page of a report with long and hostile lines."""
    lines = (*page_examples.HOSTILE_TEXTS, "A line that goes on for longer than a phone is wide, and once more " * 3)
    part = ReportPart("well", "This is going well", tuple(ReportLine(text, text) for text in lines))
    return report_html.render_report_page(Report(date(2026, 11, 16), date(2026, 11, 22), (part,)))


def wins_page() -> str:
    """Return the page of a list of wins with long and hostile texts, praise and answers."""
    texts = (*page_examples.HOSTILE_TEXTS, "A win that goes on for longer than a phone is wide, and once more " * 3)
    held = WinCheck(date(2026, 11, 12), 90, True)
    wins = [Win(text, kind=kind, sender=text) for text in texts for kind in ("thanks", "event", None)]
    wins.append(Win("Guide", kind="content", long_term=True, checks=(held,)))
    span = Span.of("year", date(2026, 11, 20))
    return report_html.render_wins_page(list_wins([CheckIn(date(2026, 8, 14), wins=tuple(wins))], span, span.last))


def wordy() -> ShareFile:
    """Return a week whose texts have the maximum length."""
    long = "the people who look after trust and safety in the evening, and at weekends whoever is there"
    ask = replace(page_examples.ASKS[0], handed_to=long, cause=long, outcome=long)
    came = replace(page_examples.ESCALATIONS[0], handed_to=long, cause=long, outcome=long)
    win = replace(page_examples.WINS[0], sender=long)
    feels = replace(page_examples.WEEK, community_feels=(long,) * 7)
    return replace(page_examples.FULL, wins=(win,), escalations=(came,), asks=(ask,), help=long, weeks=(feels,))


TODAY = page_examples.MADE.date()
PAGES = {
    "report": report_page(),
    "wins": wins_page(),
    "wordy week": render_share_page(wordy()),
    "wordy team": team_page([wordy(), replace(wordy(), person="p-2")]),
    "week": render_share_page(page_examples.FULL),
    "quiet": render_share_page(page_examples.QUIET),
    "weeks": render_share_page(page_examples.weeks(4)),
    "year": render_share_page(page_examples.weeks(52)),
    "hostile": render_share_page(page_examples.hostile()),
    "team": team_page(page_examples.people()),
    "hostile team": team_page(
        [replace(page_examples.hostile(), person=text) for text in page_examples.HOSTILE_TEXTS[:4]]
    ),
}
NAMES = pytest.mark.parametrize("name", PAGES)
A4 = (595, 842)
"""In points."""


@NAMES
def test_logs_nothing_to_the_console_and_requests_nothing(shown: Shown, name: str) -> None:
    for scheme, width in (("light", 1200), ("dark", 360)):
        browser = shown(PAGES[name], scheme=scheme, width=width)
        assert browser.complaints() == []
        assert [re.sub(r".*/", "", address) for address in browser.requests()] == ["page.html"]


@NAMES
def test_fits_a_phone_and_a_desktop(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name], width=360)
    for width in (320, 360, 700, 1200):
        browser.look(width=width)
        assert browser.run(looking.TOO_WIDE) <= 0
        assert browser.run(looking.CUT_OFF) == []
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for width in (1200, 768, 400, 320):
        browser.look(width=width)
        assert browser.run(looking.CLIPPED) == [], width


def test_the_look_for_cut_words_sees_them(shown: Shown) -> None:
    browser = shown(PAGES["week"], width=360)
    for style in ("overflow: hidden; width: 5px", "clip-path: inset(0 0 0 8px)", "margin-left: -40px"):
        browser.run(f"document.querySelector('h1').setAttribute('style', '{style}')")
        assert browser.run(looking.CLIPPED) != []


@NAMES
def test_every_text_has_its_contrast_in_light_and_in_dark(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        told = browser.run(looking.CONTRASTS)
        assert told
        assert [one for one in told if one[0] < 4.5] == []


@NAMES
def test_headings_are_in_order_and_names_point_to_what_is_there(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    levels = browser.run(looking.HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert browser.run(looking.DANGLING) == []
    assert browser.run("document.documentElement.lang") == "en"


@NAMES
def test_is_made_of_known_parts_only(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    assert browser.run(looking.FORBIDDEN) == []
    assert browser.run(looking.HANDLERS) == []
    assert set(browser.run(looking.ELEMENTS)) <= {*ELEMENTS, "a"}
    assert set(browser.run(looking.ATTRIBUTES)) <= {*ATTRIBUTES, "href"}
    assert browser.run("document.querySelectorAll('style, meta[http-equiv]').length") == 2


def test_hostile_words_are_shown_as_they_were_written(shown: Shown) -> None:
    browser = shown(PAGES["hostile"])
    said = browser.run(looking.TEXT)
    for text in ("</style><script>document.title='owned'</script>", "&lt;script&gt; &#60;b&#62;", "{{7*7}}", "W" * 500):
        assert text in said
    share = page_examples.hostile()
    assert browser.run("document.title") == clean(page_title(share.name, share.first, share.last))
    assert not re.search("[\0\x1b\x9b\u202a-\u202e\u2066-\u2069\u200f\u061c\ufeff]", said)
    wins = len(share.wins)
    assert browser.run("document.querySelectorAll('#wins ~ .praise figure, #wins ~ .wins > li').length") == wins


def test_a_screen_reader_hears_drawings_and_tables_by_their_names(shown: Shown) -> None:
    browser = shown(PAGES["week"])
    tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
    heard = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]]
    assert ("image", "Hours") in heard
    assert ("image", "Workload") in heard
    assert ("heading", "What would help") in heard
    assert ("table", "Hours") in heard
    assert ("gridcell", "43.5 h") in heard or ("cell", "43.5 h") in heard
    described = [node.get("description", {}).get("value") for node in tree if node["role"].get("value") == "image"]
    assert "43.5 h this week. The usual is 39.5 h. A line marks 48 h." in described
    assert all(name for role, name in heard if role in ("image", "table", "region", "heading"))


def test_light_and_dark_differ_and_paper_is_always_light(shown: Shown) -> None:
    browser = shown(PAGES["week"])
    light = browser.picture()
    browser.look(scheme="dark")
    assert browser.picture() != light
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--card')"
    dark = browser.run(ground)
    browser.look(scheme="dark", media="print")
    assert browser.run(ground) != dark


def test_a_week_prints_on_one_or_two_sheets_of_a4(shown: Shown) -> None:
    for name, most in (("quiet", 1), ("week", 2), ("weeks", 3)):
        pdf = shown(PAGES[name], scheme="dark").pdf()
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most, name
        boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
        assert {(round(float(wide)), round(float(tall))) for wide, tall in boxes} == {A4}


def test_the_policy_would_stop_what_got_through(shown: Shown) -> None:
    """Were the escaping ever wrong: nothing runs and nothing is fetched."""
    smuggled = Html(
        "<script>document.title = 'owned'</script>"
        "<img src='https://example.invalid/x.png' onerror=\"document.title = 'owned'\">"
        "<link rel=stylesheet href='https://example.invalid/x.css'><iframe src='https://example.invalid/'></iframe>"
        "<base href='https://example.invalid/'><style>@import url(https://example.invalid/y.css)</style>"
    )
    browser = shown(page("A title", tag("h1", "A title"), smuggled, Html()))
    assert browser.run("document.title") == "A title"
    outside = [address for address in browser.requests() if "example.invalid" in address]
    assert all(_refused(browser, address) for address in outside)
    assert len(browser.complaints()) >= 4


def _refused(browser: Chromium, address: str) -> bool:
    """Return whether the policy blocked a request before it was sent."""
    numbers = {
        event["params"]["requestId"]
        for event in browser.events
        if event["method"] == "Network.requestWillBeSent" and event["params"]["request"]["url"] == address
    }
    return any(
        event["params"].get("blockedReason") == "csp"
        for event in browser.events
        if event["method"] == "Network.loadingFailed" and event["params"]["requestId"] in numbers
    )
