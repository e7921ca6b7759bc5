"""User text in Markdown: signs are shown as signs, and nothing becomes markup, HTML or a link in any renderer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.interchange.writers import markdown as diary
from cmcheckin.interchange.writers import obsidian
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.report.model import Report, ReportLine, ReportPart
from cmcheckin.report.rendering import render_report as report
from cmcheckin.sharing.markdown import render_markdown as share
from cmcheckin.sharing.share_file import FIELDS, ShareEscalation, ShareFile, ShareMetric, ShareWeek, ShareWin
from cmcheckin.wording.markdown import escaped

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LINKS = (
    "https://x.example/a?b=1", "HTTP://x.example", "ftp://x.example", "www.x.example", "WWW.x.example", "example.com",
    "see example.com/path, or sub.example.org!", "//x.example/a", "(//localhost/a)", "a@b.example",
    "mailto:a@b.example", "xmpp:a@b.example", "a_b+c@d.example.com", "<https://x.example>", "[x](https://x.example)",
    "![x](//x.example/y.png)", "https://user:pw@x.example:8080/", "пример.рф", "tel.example.de",
    "http:\u200b//x.example", "[x]: https://x.example", "<a href='https://x.example'>x</a>",
    "https://a.example https://b.example", "x.https://y.example", "_https://x.example_",
)  # fmt: skip
RENDERERS = (
    MarkdownIt("gfm-like"),  # with linkify, HTML, tables and struck out text
    MarkdownIt("commonmark"),
    MarkdownIt("js-default", {"html": True, "linkify": True, "typographer": False}),
)
MARKED = re.compile(r"</?(?!p\b|code\b|li\b|ul\b|ol\b|h[1-3]\b|strong\b|blockquote\b)[a-z][^>]*>")
"""A tag that no document of ours makes."""
PARTS = st.sampled_from([*LINKS, *"*_~`#-+=:|\\\\[](){}<>!&^$\"'.@/", "1.", "2)", "a", "word", " ", "  ", "    "])
TEXTS = st.lists(PARTS, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# heading", "\\# heading"), ("- item", "\\- item"), ("1. item", "1\\. item"), ("2) item", "2\\) item"),
        ("*bold* _it_", "\\*bold\\* \\_it\\_"), ("`code`", "\\`code\\`"), ("a | b", "a \\| b"), ("~~gone~~",
        "\\~\\~gone\\~\\~"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("\\*", "\\\\\\*"),
        ("https://x.example", "https`://`x.example"), ("WWW.x.example", "WWW`.`x.example"), ("a@b.example",
        "a`@`b.example"),
        ("$x$", "\\$x\\$"), ("===", "\\==="), ("Spam wave in #help", "Spam wave in #help"), ("two\nlines", "two lines"),
    ],
)  # fmt: skip
def test_markup_characters_are_shown_as_characters(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(TEXTS)
@example("https://x.example")
@example("https://x.example@@https://x.example")
@example("- [ ] 1. # <b>x</b>")
def test_a_line_reads_as_it_was_written_in_every_renderer(text: str) -> None:
    for opening, before in (("- ", "<li>"), ("", "<p>"), ("> ", "<p>")):
        for renderer in RENDERERS:
            made = renderer.render(f"{opening}{escaped(text)}\n")
            assert not MARKED.search(made), made
            assert not clean(text) or before in made
            assert unescape(re.sub(r"<[^>]*>", "", made)).strip() == clean(text)


def _share(text: str) -> str:
    week = ShareWeek(Week.of(DAY), community_feels=(text,), metrics=(ShareMetric(text, 2.0, text),))
    item = ShareEscalation("e-1", text, DAY, "conduct", 3, cause=text, handed_to=text, outcome=text)
    win = ShareWin("w-1", DAY, text, "thanks", text)
    return share(
        ShareFile("p-1", text, AT, DAY, DAY, FIELDS, (week,), (win,), (item,), (), text),
    )


def _report(text: str) -> str:
    return report(
        Report(
            DAY, DAY, (ReportPart("well", "Well", (ReportLine("a", text), ReportLine("b", f"{text} (Fri 20 Nov)"))),)
        ),
        "md",
    )


def _diary(text: str) -> str:
    return "".join(diary.write(_records(text), ExportOptions(DAY)))


def _daily(text: str) -> str:
    return "".join(obsidian.write(_records(text), ExportOptions(DAY))).partition("\n---\n")[2]


def _records(text: str) -> list[Record]:
    win = Win(text, "w-1", "thanks", text)
    item = Escalation("e-1", text, AT, "conduct", cause=text, handed_to=text, outcome=text, updates=(Update(text, AT),))
    note = f"{text}\n    {text}\n\n{text}"
    kept = CheckIn(DAY, AT, 3, 3, 3, (text,), Community(3, text), (win,), {text: 1.0}, {text: text}, note)
    return [kept, item]


@pytest.mark.parametrize("document", [_share, _report, _diary, _daily])
@given(TEXTS.filter(clean))
def test_user_text_makes_no_link_or_markup_in_any_document(document: Callable[[str], str], text: str) -> None:
    for renderer in RENDERERS:
        made = renderer.render(document(text))
        assert not MARKED.search(made), made
        plain = renderer.render(document("word"))
        assert [made.count(tag) for tag in ("<h1", "<h2", "<h3", "<li", "<strong", "<blockquote", "<ol")] == [
            plain.count(tag) for tag in ("<h1", "<h2", "<h3", "<li", "<strong", "<blockquote", "<ol")
        ]
