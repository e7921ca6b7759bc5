"""What is left of the text that people type, paste and import."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcheckin.domain import text as domain_text
from cmcheckin.domain.text import clean, is_unicode, printable, shorten, to_json

ZWNJ, ZWJ = "\u200c", "\u200d"
SCARY = st.sampled_from(
    [
        "\x1b", "\x1b[", "\x1b]0;t", "\x07", "\x9b", "\x9d", "\x9c", "[31m", "31m", "m", "\\", "\x00", "\x7f", "\x85",
        "\r\n", "\r", "\n", "\t", " ", "\u00a0", "\u3000", "\u2028", "\u202e", "\u2066", "\u200b", ZWNJ, ZWJ, "\ufeff",
        "\u00ad", "\u034f", "\u3164", "\ud83d", "\U000e0041", "a", "é", "ß", "漢", "👩", "\ufe0f", "🔬", "می", "[/]",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.text(st.characters()), st.lists(SCARY, max_size=30).map("".join))


@given(TEXTS, st.booleans())
@example(f" {ZWJ}a", False)
@example(f"漢{ZWJ}\u3000\n", True)
@example(f"漢{ZWJ}\u3000{ZWJ}漢", False)
@example("\x1b\x1b[[31m31m", False)
def test_cleaning_is_idempotent(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(TEXTS, st.booleans())
def test_no_control_or_invisible_character_is_left(text: str, lines: bool) -> None:
    for n, one in enumerate(kept := clean(text, lines=lines)):
        kind = unicodedata.category(one)
        if one in (ZWNJ, ZWJ):
            assert 0 < n < len(kept) - 1
            assert all(ord(beside) > 0x2FF and beside not in (ZWNJ, ZWJ) for beside in (kept[n - 1], kept[n + 1]))
        elif one == "\n":
            assert lines
        else:
            assert kind not in ("Cc", "Cs", "Zl", "Zp"), hex(ord(one))
            assert unicodedata.bidirectional(one) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
            assert one not in "\u200b\u200e\u200f\u2060\ufeff\u061c\u00ad\u034f\u115f\u1160\u3164\uffa0"
    kept.encode("utf-8")  # raises for half a surrogate pair


@given(TEXTS)
def test_one_line_is_one_line_without_space_around_it(text: str) -> None:
    kept = clean(text)
    assert kept == " ".join(kept.split())


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🔬 and 👨‍👩‍👧‍👦 and 🏳️‍🌈 and ❤️‍🔥",
        "社区今天很活跃",
        "می‌خواهم",  # Persian, spelled with a ZWNJ
        "क्‍ष",  # Devanagari, spelled with a ZWJ
        "[red]x[/x]",
        "[@click=app.quit]here[/] [ticket-12] done [/] {braces} %s \\x1b",
        "Zoë’s naïve café — “quoted” … ½ €5",
        "=SUM(A1) +1 -1 @here <b>bold</b> & co",
        "e\u0301 and a\u0308 as two signs",
    ],
)
def test_ordinary_text_stays_as_it_was_typed(text: str) -> None:
    assert clean(text) == text
    assert clean(f"{text}\n\n{text}", lines=True) == f"{text}\n\n{text}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;title\x07seen", "seen"),
        ("\x1b]52;c;aGk=\x1b\\seen", "seen"),
        ("\x1b]8;;http://example.test\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\seen", "seen"),
        ("\x1b(Bplain \x1b7saved", "plain saved"),
        ("a\x1b[201~b", "ab"),  # the end of a paste, inside a paste
        ("\x1b]0;never ends", "0;never ends"),
        ("\x1b[", ""),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("nice\u202egnp.exe", "nicegnp.exe"),
        ("pass\u200bword\u200d s", "password s"),
        ("p\u200dq", "pq"),
        ("a\tb \n c\u2028d", "a b c d"),
        ("half \ud83d a pair", "half a pair"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("   ", ""),
    ],
)
def test_terminal_sequences_are_removed(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert clean("\n  one  \r\n\n\ttwo\x85three\r \n\n", lines=True) == "  one\n\n two\nthree"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "漢字" * 500_000,
        "👩‍🔬 " * 250_000,
        "\x1b" * 1_000_000,
        "\x1b]" * 500_000,
        ("\x1b]" + "a" * 4000) * 250,
        ("\x1b[" + "0" * 64 + " " * 8) * 13_000,
        "\x9b0" * 500_000,
        "\x1b" * 500_000 + "[A" * 250_000,  # each sequence taken out joins the halves of the next
        "\x1b\x1b[[" * 250_000,
        "\r" * 1_000_000,
        "\u200d" * 1_000_000,
        " \n" * 500_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_a_million_characters_are_cleaned_in_one_pass(text: str) -> None:
    """What grows with the square of the length would take minutes here."""
    once = clean(text, lines=True)
    assert clean(once, lines=True) == once


@pytest.mark.parametrize("pattern", [domain_text._ESCAPES, domain_text._UNSEEN, domain_text._JOINERS])
def test_no_pattern_matches_more_than_a_fixed_number_of_characters(pattern: str) -> None:
    """An unlimited repeat followed by something that fails makes a search take time with the square of the length."""
    without_escapes = re.sub(r"\\.", "", pattern, flags=re.DOTALL)
    shape = re.sub(r"\[[^\]]*\]", "c", without_escapes, flags=re.DOTALL).removesuffix("+")  # at the end it cannot fail
    assert not set(shape) & set("*+")
    assert ",}" not in shape


@given(st.text(), st.integers(0, 50))
def test_shortened_text_ends_in_an_ellipsis(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= max(limit, 1)
    assert short == text or short.endswith("…")


@given(TEXTS)
def test_output_keeps_its_spaces_and_lines_but_no_control_characters(text: str) -> None:
    shown = printable(text)
    assert {unicodedata.category(one) for one in shown if one != "\n"}.isdisjoint(("Cc", "Cs", "Zl", "Zp"))
    assert not set(shown) & set("\x1b\x9b\u202e\u2066\u200b\ufeff\u2028\r")
    assert printable(shown) == shown


def test_output_shows_undecodable_bytes_as_question_marks() -> None:
    assert printable("  Gr\udcfc\udcdfe\t\x1b[31m|  ") == "  Gr??e |  "


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=6))
def test_json_survives_reading_and_has_no_control_characters(value: object) -> None:
    text = to_json(value)
    assert json.loads(text) == value
    assert text.encode()
    assert not set(text) & set("\x1b\x9b\x7f\x85\u202e\u2066\u200b\ufeff\u2028\ud83d")


def test_json_has_no_value_that_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json({"hours": float("nan")})


def test_letters_stay_letters_in_json() -> None:
    assert to_json({"name": "zoë 漢"}) == '{"name": "zoë 漢"}'


def test_a_bracket_is_printed_and_what_is_invisible_is_not() -> None:
    assert printable("[\x00漢]\x01\u2028") == "[漢]"


@pytest.mark.parametrize(
    ("environ", "unicode"),
    [
        ({}, True),
        ({"LC_CTYPE": "C.UTF-8"}, True),  # no locale: Python set this one
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),  # Python set the second one
        ({"LANG": "POSIX"}, False),
        ({"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, True),
    ],
)
def test_the_plain_locale_asks_for_ascii(environ: dict[str, str], unicode: bool) -> None:
    assert is_unicode("utf-8", environ) is unicode
    assert not is_unicode("latin-1", environ)
    assert not is_unicode(None, environ)
