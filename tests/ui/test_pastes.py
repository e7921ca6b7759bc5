"""What is pasted is told from what is typed, however the bytes are cut on their way."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.ui.terminal import PASTE_END, PASTE_MOST, PASTE_START, PASTE_WAITS, Pastes

TYPED = st.binary(max_size=12).filter(lambda data: b"\x1b" not in data)
PASTED = st.binary(max_size=30).filter(lambda data: PASTE_END not in data)


def _joined(pieces: list[tuple[bool, bytes]]) -> list[tuple[bool, bytes]]:
    """Typed pieces that follow each other as one."""
    found: list[tuple[bool, bytes]] = []
    for pasted, data in pieces:
        if found and not pasted and not found[-1][0]:
            found[-1] = (False, found[-1][1] + data)
        elif data or pasted:
            found.append((pasted, data))
    return found


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), TYPED, st.integers(2, 9))
def test_any_cut_gives_the_same(parts: list[tuple[bytes, bytes]], last: bytes, step: int) -> None:
    sent = b"".join(typed + PASTE_START + pasted + PASTE_END for typed, pasted in parts) + last
    pastes = Pastes()
    pieces = [piece for at in range(0, len(sent), step) for piece in pastes.split(sent[at : at + step])]
    wanted = [piece for typed, pasted in parts for piece in ((False, typed), (True, pasted))] + [(False, last)]
    assert _joined(pieces) == _joined(wanted)


def test_an_escape_alone_is_a_key_at_once() -> None:
    assert list(Pastes().split(b"\x1b")) == [(False, b"\x1b")]


def test_half_a_mark_that_stays_half_was_typed() -> None:
    pastes = Pastes()
    assert list(pastes.split(b"\x1b[2")) == []
    assert list(pastes.split(b"")) == [(False, b"\x1b[2")]


def test_the_end_of_ten_megabytes_is_let_go_in_no_time() -> None:
    pastes = Pastes()
    begun = time.perf_counter()
    pieces = []
    for data in (PASTE_START, *[b"x" * 4096] * 2560, PASTE_END, b"q"):
        pieces += list(pastes.split(data))
    assert time.perf_counter() - begun < 1
    assert pieces == [(True, b"x" * PASTE_MOST), (False, b"q")]


def test_a_paste_without_an_end_ends_and_keys_act_again() -> None:
    pastes = Pastes()
    assert list(pastes.split(PASTE_START + b"words")) == []
    waited = [piece for _ in range(PASTE_WAITS) for piece in pastes.split(b"")]
    assert waited == [(True, b"words")]
    assert list(pastes.split(b"q")) == [(False, b"q")]
