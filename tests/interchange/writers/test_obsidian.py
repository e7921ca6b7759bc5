"""A Markdown file for each day: its properties are valid YAML, and Obsidian shows all its text as plain text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import clean
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.interchange.writers.obsidian import files
from tests.checkin.form_examples import checkins, escalations, workdays

yaml: Any = pytest.importorskip("yaml", reason="no PyYAML: pip install -r requirements.lock")
DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 8, 31, 4, tzinfo=UTC)
PROPERTIES = re.compile(r"---\n(.*?\n)---\n\n(.*)\Z", re.DOTALL)
MARKUP = re.compile(r"\[|\]|`|~~|\$|\*\*\*|_|\^|#|%%|==|<|://")
"""Obsidian markup: links, code, math, emphasis, block ids, tags, comments, highlights, HTML and addresses."""
ESCAPED = re.compile(r"\\.|`[^`\w]+`")
"""An escaped character, or the signs of an address in code."""
HOSTILE = (
    "---", "--- \n---", "# Heading", "#tag", "a #tag/nested", "\\#tag", "\\\\#tag", "[[Ada]]", "![[Ada]]", "[[", "]]",
    "%%hidden%%", "%%%", "10 %", "==marked==", "===", "a: b", "- item", "> [!note] x", "^block", "$x$", "```", "~~~",
    "| a |", "<b>x</b>", "key:: value", "https://x.example", "obsidian://open?vault=x", "[x](y)", "[^1]", "'", '"',
    "\\", "{{date}}", "null", "true", "1e3", "12:30", "2026-11-20", "*", "&a", "!tag", "@x", "%a", "- [ ] task",
    "1. one", "\t- x",
)  # fmt: skip
PIECES = (*HOSTILE, "#", "%", "=", "[", "]", "\\", "\n", " ", "a", "é")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)

WRITTEN = """\
---
date: 2026-11-20
week: "2026-W47"
weekday: "Friday"
kind: "work"
hours: 9.5
start: "09:00"
end: "18:45"
after_hours_minutes: 45
peer_minutes: 30
"activity events": 3
logged_at: 2026-11-20T08:31:04
workload: 4
mood: 3
energy: 2
community_mood: 4
wins: 1
thanks: 0
"metric first response": 22
"answer lunch": true
escalations_opened: 1
highest_severity: 3
night_pings: 0
minutes_on_escalations: 90
could_have_waited: 0
escalations_resolved: 0
escalations_open: 1
feelings: ["tired"]
tags: [cmcheckin]
---

# Friday 20 November 2026

- Work: 9.5 h, 09:00–18:45, 45 min after hours, events 3 h, 30 min with peers
- Workload: 4, a lot
- Mood: 3, okay
- Energy: 2, low
- Feelings: tired, \\[\\[proud\\]\\]
- Community: 4, good; excited
- first response: 22
- lunch: yes
- one word: calm

## Wins

- A guide (content)

## Escalations

- Escalation: **Spam in \\#help**
  - Came in: 2026-11-20 08:31
  - Severity: moderate
  - Kind: conduct
  - Took: 1 h 30 min
  - 2026-11-20 08:31: 50 \\%% more
  - Status: open

## Note

First line

second \\#line
"""


def parts(record: Record, *others: Record) -> tuple[dict[str, Any], str]:
    """Return the properties and the body of the only file of `record` and `others`."""
    ((_, text),) = files([record, *others], ExportOptions(record.day))
    found = PROPERTIES.fullmatch(text)
    assert found, text
    properties: dict[str, Any] = yaml.safe_load(found[1])
    return properties, found[2]


def test_a_day_has_its_figures_as_properties_and_its_texts_below() -> None:
    workday = Workday(DAY, "work", 9.5, time(9), time(18, 45), 45, (Activity("events", 3),), 30)
    checkin = CheckIn(
        DAY, AT, 4, 3, 2, ("tired", "[[proud]]"), Community(4, "excited"), (Win("A guide", "w-1", "content"),),
        {"first response": 22}, {"lunch": True, "one word": "calm"}, "First line\n\nsecond #line",
    )  # fmt: skip
    escalation = Escalation("e-1", "Spam in #help", AT, "conduct", 3, 90, updates=(Update("50 %% more", AT),))
    (name, text), = files([checkin, escalation, workday], ExportOptions(DAY))  # fmt: skip
    assert name == "2026-11-20.md"
    assert text == WRITTEN


def test_each_day_has_a_file_and_days_without_records_or_only_planned_have_none() -> None:
    records: list[Record] = [
        CheckIn(DAY, mood=3), Workday(date(2026, 11, 17), "off"), Workday(date(2026, 12, 24), "leave"),
        Escalation("e-1", "Late", datetime(2026, 11, 19, 2, tzinfo=UTC)),
    ]  # fmt: skip
    assert [name for name, _ in files(records, ExportOptions(DAY))] == [
        "2026-11-17.md", "2026-11-18.md", "2026-11-20.md",
    ]  # fmt: skip
    later = ExportOptions(DAY, first=date(2026, 11, 18), last=date(2026, 11, 19))
    assert [name for name, _ in files(records, later)] == ["2026-11-18.md"]
    assert list(files([], ExportOptions(DAY))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_neither_the_properties_nor_the_outline(text: str) -> None:
    _check(text)


@given((TEXTS | st.text(max_size=30)).filter(clean))
def test_no_text_becomes_a_property_a_tag_or_a_link(text: str) -> None:
    _check(text)


def _check(text: str) -> None:
    def of(text: str) -> tuple[dict[str, Any], str]:
        checkin = CheckIn.read({
            "date": str(DAY), "mood": 3, "feelings": [f"x{text}"[:40]], "community": {"feels": text},
            "note": f"{text}\nb\n{text}", "wins": [{"text": f"a {text}", "from": text}],
            "metrics": {f"m{text[:30]}": 1e-07}, "answers": {f"a{text[:30]}": text, f"b{text[:30]}": False},
        })  # fmt: skip
        item = Escalation("e", text or "x", AT, cause=text, outcome=text, updates=(Update(text, AT),))
        return parts(checkin, item, Workday(DAY, "leave", label=text, activities=(Activity(text, 1),)))

    properties, body = of(text)
    plain, plain_body = of("x")
    own = {name for name in properties if name.startswith(("metric m", "answer b", "activity "))}
    assert len(own) == 3
    assert {*properties} - own - {"feelings"} == {name for name in plain if not name.endswith(" x")} - {
        "metric mx", "answer bx", "feelings"
    }  # fmt: skip
    assert properties["tags"] == ["cmcheckin"]
    assert properties["date"] == DAY
    assert all(isinstance(properties[name], float | int) for name in own)
    for word in properties.get("feelings", ()):
        assert word == clean(f"x{text}"[:40])
    assert not MARKUP.search(ESCAPED.sub("\0", re.sub("(?m)^##? ", "", body))), body
    for line in ("# ", "## ", "- ", "  - "):
        assert body.count(f"\n{line}") == plain_body.count(f"\n{line}"), body


@given(st.lists(checkins | workdays | escalations, min_size=1, max_size=4, unique_by=lambda record: record.key))
def test_the_properties_of_any_records_are_valid_yaml(records: list[Record]) -> None:
    last = max(record.day for record in records)
    for name, text in files(records, ExportOptions(last, first=last - timedelta(400))):
        found = PROPERTIES.fullmatch(text)
        assert found, text
        properties = yaml.safe_load(found[1])
        assert f"{properties['date']}.md" == name
        assert not any(isinstance(value, dict) for value in properties.values())
