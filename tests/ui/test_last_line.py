"""The last line of a screen doesn't wrap: messages and questions there are short, and name the key to press first."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from cmcheckin.services import share_draft
from cmcheckin.ui import document_writer
from cmcheckin.ui.base_screen import ROOM
from cmcheckin.ui.report import screen as report_screen
from cmcheckin.ui.share import screen as share_screen
from cmcheckin.ui.wins import screen as wins_screen
from cmcheckin.wording import reply as reply_words
from cmcheckin.wording import report as report_words
from cmcheckin.wording import review as review_words
from cmcheckin.wording import share as share_words

LAST_LINE = ROOM[0] - 2
"""Its width in the smallest window, in cells."""


def said() -> Iterator[str]:
    """Yield the sentences that the screens of sharing, the report and the wins show in their last line."""
    for screen in (share_screen, share_draft, report_screen, wins_screen, document_writer):
        source = inspect.getsource(screen)
        shown = r"(?:show_message\(|return |else |replace=True\), )(\w*words)\.([A-Z_]+)\b"
        for module, name in re.findall(shown, source):
            yield getattr(getattr(screen, module), name)


def test_what_is_said_or_asked_in_the_last_line_fits_the_smallest_window() -> None:
    texts = [*said(), share_words.WRONG_ORDER.format(first=date(2026, 11, 20), last=date(2026, 11, 10))]
    assert {share_words.REPLACE, report_words.REPLACE, share_words.NOT_YET} < {*texts}
    assert [text for text in texts if cell_len(text) > LAST_LINE] == []


def test_what_asks_for_a_key_names_it_first() -> None:
    assert all(words.REPLACE.startswith("Press w again ") for words in (share_words, report_words))


def test_hints_below_a_prompt_fit_the_smallest_window() -> None:
    hints = [
        share_words.REWORD_HINT, share_words.LINE_HINT, share_words.FOLDER_HINT, share_words.DAYS_HINT,
        report_words.CHANGE_HINT, report_words.OWN_HINT, report_words.FILE_HINT,
        *(report_words.ADDED_LINE_HINT.format(part=part) for part in report_words.PARTS.values()),
        review_words.FILTER_HINT, reply_words.NAME_HINT, reply_words.WITHOUT_NAME_HINT,
        reply_words.sender_hint("Name " * 20), reply_words.sender_hint(""),
    ]  # fmt: skip
    assert [hint for hint in hints if cell_len(hint) > LAST_LINE - 4] == []
