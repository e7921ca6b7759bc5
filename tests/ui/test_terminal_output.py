"""What is written when there is nobody to read it any more."""

from __future__ import annotations

import os

from cmcheckin.ui.terminal import _Output


def test_a_terminal_that_is_gone_leaves_nothing_to_be_written_at_the_end() -> None:
    terminal, ours = os.openpty()
    stream = os.fdopen(ours, "w", encoding="utf-8")
    output = _Output(stream)
    os.close(terminal)
    output.write("x" * 100_000)
    output.flush()
    output.write("and more")
    output.flush()
    stream.flush()  # raised before, and so turned the exit code into 120
    stream.close()
