"""The preview of a share: the screen shows all that the file will contain, at any width."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.services.share_files import write_share
from cmcheckin.sharing.builder import OWN_IDS, build_share
from cmcheckin.sharing.choices import week_choices
from cmcheckin.sharing.document import Document, UserText, share_document
from cmcheckin.sharing.html.plain_text import page_text
from cmcheckin.sharing.markdown import render_markdown
from cmcheckin.sharing.rendering import FORMATS, render_share, shown_text
from cmcheckin.sharing.share_file import (
    FIELDS,
    Consent,
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareQuestion,
    ShareResponse,
    ShareWeek,
    ShareWin,
)
from cmcheckin.ui.glyphs import ASCII, UNICODE, Glyphs
from cmcheckin.ui.kit.line_widget import Line, line_width
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.share.preview import document_lines, text_rows
from cmcheckin.ui.theme import house_styles
from cmcheckin.wording.markdown import escaped
from tests.sharing.test_privacy import FIRST, LAST, NOW, SECRET, TICKED, TODAY, records

DAY = date(2026, 11, 17)
PAINTER = Painter(house_styles("dark").ink, UNICODE)
PLAIN = PAINTER.ink.plain
TEXT = st.text(st.sampled_from("ab1 *_-|<[(\\你\n\x1b\u202e") | st.characters(), max_size=90)


def shared(text: str, weeks: int = 1) -> ShareFile:
    """Return a share file of `weeks` weeks with `text` in every field that takes text."""
    last = Week.of(DAY)
    value = clean(text) or "x"
    return ShareFile(
        "p-1",
        value,
        datetime(2026, 11, 23, 8, tzinfo=UTC),
        last.shifted(1 - weeks).monday,
        last.sunday,
        FIELDS,
        tuple(
            ShareWeek(
                last.shifted(-back), 1, 40.5, 38, 5, 45, 1, 2, 3.5, 2, 1, 3, 90, 1, 20,
                (ShareActivity(value, 6.0, 2, 1),), 60, 4, (value,),
                (ShareMetric(value, 2.0, value),), (ShareQuestion(value, 1, 2, (value,)),),
                "below", "about",
            )
            for back in reversed(range(weeks))
        ),
        (ShareWin("w-1", DAY, value, "thanks", value),),
        (ShareEscalation("e-1", value, DAY, "conduct", 4, "open", None, 90, False, value, value, value, True),),
        (ShareEscalation("e-2", value, DAY, "ask", None, "open", None, 5),),
        value,
        responses=(ShareResponse("r-1", "question", value, DAY),),
    )  # fmt: skip


def own(document: Document) -> Iterator[str]:
    """Yield all text in `document` that a user wrote."""
    for section in document.sections:
        facts = [*section.text, *(fact for item in section.items for fact in item.facts)]
        yield from (word for fact in facts for word in fact if isinstance(word, UserText))
        yield from (text for item in section.items for _, text in item.details)


def solid(text: str) -> str:
    """Return `text` without whitespace, as a line break replaces spaces."""
    return "".join(text.split())


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@given(TEXT, st.integers(30, 110), st.integers(1, 4))
def test_no_word_is_left_out_and_no_line_is_too_wide(glyphs: Glyphs, text: str, width: int, weeks: int) -> None:
    share = shared(text, weeks)
    document = share_document(share)
    lines = document_lines(document, Painter(house_styles("dark").ink, glyphs), width)
    assert all(line_width(line) <= width for line in lines)
    seen = solid("".join(piece for line in lines for piece, _ in line))
    written = render_markdown(share)
    for word in own(document):
        assert solid(word) in seen
        assert escaped(word) in written
    for section in document.sections:
        assert solid(section.title) in seen
        for cell in (*(cell for row in section.weeks for cell in row), *(amount for _, amount in section.numbers)):
            assert solid(cell) in seen
            assert cell in written
    for sentence in (document.headline, document.shared_line, document.empty_notice, *document.closing):
        assert solid(sentence) in seen
        assert sentence in written


def test_each_place_for_words_is_read() -> None:
    assert list(own(share_document(shared("said")))).count("said") == 16


def joined_rows(rows: list[Line], width: int) -> str:
    """Return the text of numbered rows: a row without a number goes on with the line above."""
    lines: list[str] = []
    for (number, _), *runs in rows:
        assert line_width(((number, PLAIN), *runs)) <= width
        text = "".join(run for run, _ in runs)
        lines += [text] if number.strip() else []
        lines[-1] += "" if number.strip() else text
    return "\n".join(lines) + "\n"


@settings(max_examples=20)
@given(TEXT, st.integers(1, 3), st.sampled_from(FORMATS), st.integers(40, 120))
def test_the_rows_of_each_format_are_its_bytes(text: str, weeks: int, form: str, width: int) -> None:
    share = shared(text, weeks)
    rows = text_rows(shown_text(share, form), PAINTER, width, is_json=form == "json")
    found = joined_rows(rows, width)
    data = render_share(share, form).decode()
    if form == "html":
        body = unescape(re.sub(r"<[^>]*>", "", data[data.index("<body") : data.rindex("</body>")]))
        assert "".join(found.split()) == "".join(body.split())
    else:
        assert found.encode() == render_share(share, form)


@given(records(), TICKED, st.data())
def test_what_is_shown_is_what_is_written_for_any_selection(kept: Records, ticked: tuple[str, ...], data: Any) -> None:
    everything = build_share(kept, Consent(FIRST, LAST, ticked), "p-1", NOW, Schedule(), TODAY, secret=OWN_IDS)
    keys = [choice.key for week in week_choices(everything, kept, Consent(FIRST, LAST)) for choice in week.choices]
    keys += [win.id for win in everything.wins] + [item.id for item in everything.escalations]
    dropped = data.draw(st.frozensets(st.sampled_from(keys))) if keys else frozenset()
    consent = Consent(FIRST, LAST, ticked, "Ada", excluded=dropped)
    share = build_share(kept, consent, "p-1", NOW, Schedule(), TODAY, secret=SECRET)
    with tempfile.TemporaryDirectory() as folder:
        for path in write_share(share, Path(folder)):
            form = path.suffix[1:]
            rows = text_rows(shown_text(share, form), PAINTER, 76, is_json=form == "json")
            if form == "html":
                assert page_text(path.read_text("utf-8")) + "\n" == joined_rows(rows, 76)
            else:
                assert path.read_bytes() == joined_rows(rows, 76).encode()


def test_rows_of_a_file_are_cut_between_words() -> None:
    rows = text_rows("One day isn't logged yet\n    " + "x" * 30, PAINTER, 23)
    parts = ["".join(text for text, _ in row[1:]) for row in rows]
    assert parts == ["One day isn't ", "logged yet", "    " + "x" * 16, "x" * 14]
