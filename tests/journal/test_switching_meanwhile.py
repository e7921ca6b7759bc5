"""What is saved in the moment in which encryption is turned on is encrypted too, though its content was made before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.files import write_file
from cmcheckin.interchange.importing.questions import PERSON
from cmcheckin.journal import vault, work_files
from cmcheckin.journal.drafts import Drafts
from cmcheckin.journal.switching import finish
from cmcheckin.services.import_answers import save_answers
from tests.journal.journal_home import DAY
from tests.journal.sealed_home import SealedHome

WORD = "Zanzibar"


def _draft(home: SealedHome) -> None:
    Drafts(home.paths.drafts, home.vault).claim(DAY).keep({"typed": WORD})


def _work(home: SealedHome) -> None:
    work_files.keep(f"{home.paths.drafts}/report-2026-11-16-2026-11-22.json", {"note": WORD}, "", home.paths)


def _answers(home: SealedHome) -> None:
    save_answers(home.paths, "", {(PERSON, WORD): WORD})


@pytest.mark.parametrize("save", [_draft, _work, _answers])
def test_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[SealedHome], None]
) -> None:
    home = SealedHome(tmp_path / "home")
    home.open().close()
    written: list[bytes] = []

    def write(path: str, data: bytes, **options: Any) -> None:
        written.append(data)
        if len(written) == 1:
            home.switch("turning on")
            found = finish(home.open())
            assert found is not None and found.is_done
        write_file(path, data, **options)

    monkeypatch.setattr(vault, "write_file", write)
    save(home)
    assert [WORD.encode() in data for data in written] == [True, False]
    assert home.with_words(WORD) == []
