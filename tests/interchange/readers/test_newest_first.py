"""Reading the later parts of a JSON array before the earlier ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import source
from cmcheckin.interchange.readers.source import SourceFile

TEXTS = st.text(st.sampled_from('[]{},"\n 1é'), max_size=8)
FRAMES = st.tuples(st.integers(), st.integers(), TEXTS, TEXTS, st.lists(TEXTS, max_size=2), st.integers()).map(list)
ENTRIES = st.dictionaries(TEXTS, st.one_of(TEXTS, st.lists(TEXTS, max_size=2), st.none()), max_size=3)
ARRAYS = st.one_of(st.lists(FRAMES, max_size=12), st.lists(ENTRIES, max_size=12))


def lines(found: list[Any]) -> str:
    """Return `found` as `timew export` writes entries: each on its line."""
    return "[\n" + ",\n".join(map(json.dumps, found)) + "\n]\n"


@settings(max_examples=60)
@given(
    ARRAYS, st.sampled_from([None, 0, 1, 4, "\t", "lines"]), st.sampled_from(["\n", "\r\n"]), st.sampled_from([1, 40])
)
def test_every_item_is_read_once_with_its_line(found: list[Any], indent: Any, newline: str, size: int) -> None:
    text = lines(found) if indent == "lines" else json.dumps(found, indent=indent, ensure_ascii=False)
    text = text.replace("\n", newline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "PART", size)
        read = list(SourceFile("frames", text, newest_first=True).items())
    assert sorted(read, key=lambda one: one[0]) == sorted(SourceFile("frames", text).items(), key=lambda one: one[0])


@pytest.mark.parametrize("write", [lines, lambda found: json.dumps(found, indent=1)])
def test_the_newest_are_read_first_and_a_file_that_is_cut_off_loses_only_its_end(
    write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "PART", 1000)
    text = write([[n, n + 1, "work", "id", [], n] for n in range(500)])
    started = [item[0] for _, item in SourceFile("frames", text, newest_first=True).items()]
    assert started[0] > 450 and started[-1] < 50 and sorted(started) == list(range(500))
    broken = SourceFile("frames", text[:-20], newest_first=True)
    assert broken.first_item[0] == 0
    refused = [item for _, item in broken.items() if isinstance(item, Refusal)]
    assert len(refused) == 1 and len(list(broken.items())) > 495


@settings(max_examples=60)
@given(st.text(st.sampled_from('[]{},"\n 1'), max_size=60))
def test_any_text_ends(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "PART", 5)
        assert len(list(SourceFile("frames", f"[\n {text}", newest_first=True).items())) < 100
