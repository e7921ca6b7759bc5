"""Files that are made from the program are up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.ui.commands import action_ids
from tests import generated


@pytest.mark.parametrize("path, text", list(generated.files()), ids=lambda value: getattr(value, "name", ""))
def test_a_generated_file_is_up_to_date(path: Path, text: str) -> None:
    assert path.read_text("utf-8") == text, "run python -m tests.generated"


def test_every_class_with_named_keys_has_a_heading_in_the_topic() -> None:
    listed = set(generated.keys_topic().replace("`", "").split())
    assert sorted(action_ids() - listed) == []
