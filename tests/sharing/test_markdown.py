"""The Markdown of a share file: complete, and user text never becomes markup, HTML or a link."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.sharing.markdown import render_markdown
from cmcheckin.sharing.share_file import FIELDS, ShareFile, ShareMetric, ShareWeek
from cmcheckin.wording.markdown import escaped
from tests.sharing.team_examples import share

SIGNS = st.text(st.sampled_from(list("ab1 .)(#*_-+=`~|<>&[]!:/@\\$\n\x1b\u202e")) | st.characters(), max_size=40)


def everywhere(text: str) -> ShareFile:
    """Return a share file with `text` in every text field."""
    one = share(1)
    said = text or "x"
    return replace(
        one,
        name=text,
        help=text,
        fields=FIELDS,
        weeks=tuple(
            replace(week, community_feels=(said,), metrics=(ShareMetric(said, 2.0, text),)) for week in one.weeks
        ),
        wins=tuple(replace(win, text=said, sender=text) for win in one.wins),
        escalations=tuple(
            replace(held, title=said, cause=text, handed_to=text, outcome=text) for held in one.escalations
        ),
        asks=tuple(replace(held, title=said, kind="ask") for held in one.escalations),
    )


def test_a_week_is_rendered_completely() -> None:
    text = render_markdown(share(1))
    for said in ("# Ben Castillo · Week 47", "- Hours: 40.5 h", "- Usual: 39 h", "Meetup filled in a day",
    "a new member",
                 "Login was down", "with on-call", "What would help", "A word from product",
                 "Included: hours"):  # fmt: skip
        assert said in text
    assert text.endswith("\n")
    assert "would help" not in render_markdown(replace(share(1), help=""))


def test_several_weeks_are_a_table_with_a_row_each() -> None:
    text = render_markdown(replace(share(1), weeks=tuple(share(1, back).weeks[0] for back in (2, 1, 0))))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [row[2:10] for row in rows[2:]] == ["W45 2026", "W46 2026", "W47 2026"]
    assert len({row.count("|") for row in rows}) == 1


def test_what_is_not_there_leaves_no_gap() -> None:
    empty = replace(share(1), weeks=(), wins=(), escalations=(), asks=(), help="", fields=())
    text = render_markdown(empty)
    assert "##" not in text
    assert "\n\n\n" not in text
    assert "nothing to show for the included fields on these days." in text
    assert "Nothing was logged" not in render_markdown(share(1))


def test_a_usual_alone_is_no_content() -> None:
    (week,) = share(1).weeks[-1:]
    alone = ShareWeek(week.week, days_not_said=5, usual_hours=40)
    text = render_markdown(replace(share(1), weeks=(alone,), wins=(), escalations=(), asks=(), help=""))
    assert "40 h" not in text
    assert "nothing to show for the included fields on these days." in text


@pytest.mark.parametrize("weeks", [1, 3])
def test_mood_and_energy_have_an_explanation(weeks: int) -> None:
    told = tuple(replace(share(1, back).weeks[0], mood="below") for back in range(weeks))
    lines = render_markdown(replace(share(1), weeks=told)).splitlines()
    (note,) = (n for n, line in enumerate(lines) if line.startswith("Mood and energy are each one word a week, "))
    assert "below" in lines[note - 2]
    assert note < lines.index("## Wins to celebrate")
    assert "single day" not in render_markdown(share(1))


@given(SIGNS)
def test_no_text_opens_a_tag_a_link_or_a_line_of_its_own(text: str) -> None:
    shown = render_markdown(everywhere(text))
    assert "<" not in shown
    assert ">" not in shown
    bare = re.sub(r"\\.", "", shown)  # what is left of it when signs shown as signs are taken out
    assert "[" not in bare
    assert "]" not in bare
    assert not re.search(r"\w://|www\.|[^\s`]@\w", shown, re.IGNORECASE)
    assert all(char.isprintable() or char == "\n" or ord(char) > 127 for char in shown)
    lines = render_markdown(everywhere("plain")).splitlines()
    assert len(shown.splitlines()) <= len(lines) or "\x85" in shown
    assert bare.count("**") == 2


def shape(one: ShareFile) -> list[str]:
    """Return the kind of each line: heading, item, row, paragraph or blank."""
    begins = (re.match(r"#+ |- |  - |\||$", line) for line in render_markdown(one).split("\n"))
    return [begin.group() if begin else "text" for begin in begins]


@given(SIGNS)
def test_the_document_has_the_same_shape_whatever_was_written(text: str) -> None:
    said = escaped(text)
    if not said:
        return
    assert shape(everywhere(text)) == shape(everywhere("plain"))
    assert "\n" not in said
    assert not re.match(r"[-+#=:]|\d+[.)]", said)
