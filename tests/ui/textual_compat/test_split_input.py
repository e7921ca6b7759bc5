"""The real program outlives input that arrives in parts, and takes it for what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal

MOOD = ("3", "enter", "4", "3")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Terminal]:
    """A program with the focus in an empty field."""
    with Terminal(tmp_path / "home") as terminal:
        terminal.see("How's your workload", "help")
        terminal.press(*MOOD)
        terminal.see("F1 help")
        yield terminal


def send(window: Terminal, *packets: bytes, pause: float) -> None:
    """Send each packet by itself, with `pause` seconds between them, as over a slow connection."""
    for packet in packets:
        window.send(packet)
        window.listen(pause)


@pytest.mark.parametrize("pause", [0.005, 0.15])
def test_a_character_in_two_packets_is_that_character(window: Terminal, pause: float) -> None:
    for text in ("ü", "漢", "👍"):
        data = text.encode()
        for at in range(1, len(data)):
            send(window, data[:at], data[at:], pause=pause)
    window.see("Feelings    ü漢漢👍👍👍")


def test_a_byte_that_never_completes_shows_and_later_keys_act(window: Terminal) -> None:
    window.send(b"Gr\xe9")
    window.see("Gr\ufffd")
    window.send("üß".encode())
    window.see("Gr\ufffdüß")


def test_alt_and_meta_keys_end_nothing(window: Terminal) -> None:
    send(window, b"\x1b", b"a", b"\xe1", b"\x1b\xc3", b"\xa4", pause=0.005)
    window.press(*"sure")
    window.see("sure")


@pytest.mark.parametrize("pause", [0.005, 0.15])
def test_reports_in_parts_type_nothing(window: Terminal, pause: float) -> None:
    for report in (b"\x1b[<0;12;5M", b"\x1b[?2026;2$y", b"\x1b[12;40R"):
        for at in range(2, len(report), 3):
            send(window, report[:at], report[at:], pause=pause)
    window.press(*"sure")
    window.see("Feelings    sure")


@pytest.mark.parametrize("pause", [0.005, 0.15])
def test_a_paste_in_parts_is_one_paste(window: Terminal, pause: float) -> None:
    data = b"\x1b[200~Gr\xc3\xbc\xc3\x9fe\x1b[201~"
    for at in (2, 5, 6, 9, len(data) - 3):
        send(window, data[:at], data[at:], pause=pause)
    window.see("Feelings    " + "Grüße" * 5)
