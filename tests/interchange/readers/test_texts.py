"""HTML becomes plain text, and numbers are read with their units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import clean
from cmcheckin.interchange.readers.texts import number, plain_text, split_words, titled


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
        ("a<br><br>b", "a\n\nb"),
        ("a<br>\nb", "a\nb"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<ul><li>a</li><li><b>b</b></li></ul>c", "- a\n- b\nc"),
        ("<ol>\n  <li>a</li>\n  <li>b</li>\n</ol>", "- a\n- b"),
        ('<span style="color:red">a</span> <i>b</i><font size=3>c</font>', "a bc"),
        ("&lt;b&gt; &amp; &quot;x&quot;&nbsp;&#228;&#xE4; &hellip;", '<b> & "x" ää …'),
        ("Q&A, AT&T, &unknown; &copy 2", "Q&A, AT&T, &unknown; &copy 2"),
        ("I <3 you, <me> and a < b > c", "I <3 you, <me> and a < b > c"),
        ("two\nlines", "two\nlines"),
        ("&#27;[31m&#x202e;x", "[31mx"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_becomes_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "piece", ["<", "<b", "<br", "<br ", "<li ", "<p <", "&", "&#", "<div><br>", "</", "\n<p>", "< br"]
)
def test_markup_that_is_never_closed_takes_linear_time(piece: str) -> None:
    assert len(plain_text(piece * 200_000)) <= len(piece) * 200_000 + 1


@given(st.text() | st.text(st.sampled_from("<>/brpliduv &;#x3\n")))
def test_plain_text_is_clean(text: str) -> None:
    found = plain_text(text)
    assert clean(found, lines=True) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0), ("7.5", 7.5), ("7,5", 7.5), ("-2", -2.0),
        ("+3", 3.0), ("8/10 points", 8.0), ("7.5 h", 7.5), ("30%", 30.0),
        ("7:30", 7.5), ("0:15", 0.25), ("70 kg", 70.0), ("\u00a07,5\u00a0h ", 7.5), ("1.250", 1.25), ("0,125", 0.125),
        ("1,250", None), ("1,250,000", None), ("", None), ("many", None), ("nan", None), ("inf", None), ("1e5", None),
        ("9" * 400, None), ("7:61", None), ("2026-03-09", None), ("1.2.3", None), ("3 to 4", None), ("0x10", None),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_units(text: str, value: float | None) -> None:
    assert number(text) == value
    assert number(text, local=True) == (None if text == "1.250" else value)


def test_words_and_titles() -> None:
    assert split_words(" a | b|a || \u200b| c ", "|") == ("a", "b", "c")
    assert (titled("a", "b"), titled("a", ""), titled("", "b"), titled("", "")) == ("a\nb", "a", "b", "")
