"""Files that are made from the program are up to date."""

from __future__ import annotations

from cmcheckin.ui.commands import action_ids
from tests import generated


def test_the_generated_files_are_up_to_date() -> None:
    stale = [path.name for path, text in generated.files() if path.read_text("utf-8") != text]
    assert stale == [], "run python -m tests.generated"


def test_every_class_with_named_keys_has_a_heading_in_the_topic() -> None:
    listed = set(generated.keys_topic().replace("`", "").split())
    assert sorted(action_ids() - listed) == [], "add the class with these keys to SCREENS in tests/generated.py"
