"""The bytes a terminal sends become the same events, wherever they are cut and however long the rest takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from cmcheckin.ui.textual_compat.input_parser import (
    BURST,
    MAX_PASTE,
    PARTIAL_TIMEOUT,
    PASTE_END,
    PASTE_START,
    PASTE_TIMEOUT,
    QUIET_TIMEOUT,
    InputParser,
)

KINDS = {
    "ascii": b"a3\r",
    "two bytes": "ü".encode(),
    "three bytes": "漢字".encode(),
    "four bytes": "👍🏽".encode(),
    "text": "Grüße, 漢字 👍".encode(),
    "arrow": b"\x1b[A",
    "arrow of an application": b"\x1bOB",
    "modified arrow": b"\x1b[1;5C",
    "function key": b"\x1b[20~",
    "function key of the console": b"\x1b[[A",
    "shift and delete": b"\x1b[3$",
    "kitty key": b"\x1b[97;5u",
    "kitty text": b"\x1b[0;;28450:23383u",
    "kitty key of another layout": b"\x1b[1089::99;5u",
    "kitty key held": b"\x1b[51;1:2;51u",
    "long kitty text": b"\x1b[0;;28450:23383:28450:23383:28450:23383:28450u",
    "mouse": b"\x1b[<0;12;5M\x1b[<0;12;5m",
    "mouse wheel": b"\x1b[<64;12;5M",
    "old mouse": b"\x1b[M !!",
    "urxvt mouse": b"\x1b[32;12;5M",
    "focus": b"\x1b[I\x1b[O",
    "cursor position": b"\x1b[12;40R",
    "size in band": b"\x1b[48;24;80;480;1600t",
    "mode report": b"\x1b[?2026;2$y",
    "report of attributes": b"\x1b[?62;1;6c",
    "unknown sequence": b"\x1b[5;3;1x",
    "alt": b"\x1ba\x1bZ",
    "alt and a longer character": "\x1bä\x1b漢".encode(),
    "paste": PASTE_START + "Grüße\n3 [x]".encode() + PASTE_END,
    "empty paste": PASTE_START + PASTE_END,
    "paste with escapes": PASTE_START + b"a\x1b[31mb\x1b[20c\x1b" + PASTE_END,
    "paste with bytes that are no text": PASTE_START + b"\xff\xc3(\xe9" + PASTE_END,
    "invalid bytes": b"\xff\xfe",
    "half a character": b"\xc3(\xe2\x82(\xf0\x9f(",
    "overlong and surrogate": b"\xc0\xaf\xed\xa0\x80",
    "latin-1": b"\xe9\xe4 x",
    "broken off sequence": b"\x1b[1;\x1b[A",
    "sequence broken off by a control": b"\x1b[12\r",
}
"""Complete input: nothing in it waits for more."""


def described(events: Sequence[Message]) -> list[tuple[object, ...]]:
    """Return each event as what distinguishes it from others."""
    return [(type(event).__name__, *(f"{event!r}".split(","))) for event in events]


def sent(*packets: bytes, pause: float = 0.0) -> list[Message]:
    """Return the events of packets with `pause` seconds after each."""
    parser = InputParser()
    events: list[Message] = []
    for packet in packets:
        events += parser.feed(packet)
        events += paused(parser, pause)
    return events + list(paused(parser, PASTE_TIMEOUT))


def paused(parser: InputParser, seconds: float) -> Iterator[Message]:
    """Yield the events of a pause, as the driver asks for them."""
    for _ in range(round(seconds / QUIET_TIMEOUT)):
        yield from parser.pause(QUIET_TIMEOUT)


def halves(data: bytes) -> list[tuple[bytes, bytes]]:
    return [(data[:at], data[at:]) for at in range(1, len(data))]


@pytest.mark.parametrize("data", KINDS.values(), ids=list(KINDS))
def test_cut_at_any_byte_the_events_are_the_same(data: bytes) -> None:
    whole = described(sent(data))
    for before, after in halves(data):
        assert described(sent(before, after)) == whole, (before, after)
    assert described(sent(*[data[at : at + 1] for at in range(len(data))])) == whole


@pytest.mark.parametrize("data", KINDS.values(), ids=list(KINDS))
def test_a_pause_at_any_byte_changes_nothing_but_what_an_escape_means(data: bytes) -> None:
    whole = described(sent(data))
    for before, after in halves(data):
        if _ends_in_escape(before):
            assert {event.key for event in sent(before, after, pause=QUIET_TIMEOUT) if isinstance(event, Key)}
        else:
            assert described(sent(before, after, pause=PARTIAL_TIMEOUT - QUIET_TIMEOUT)) == whole, (before, after)


def _ends_in_escape(data: bytes) -> bool:
    """Return whether `data` ends with an escape outside a paste: it is the key if nothing follows for 0.1 s."""
    return data.endswith(b"\x1b") and not data.startswith(PASTE_START)


@pytest.mark.parametrize("data", KINDS.values(), ids=list(KINDS))
def test_after_any_part_and_a_long_pause_the_next_keys_act(data: bytes) -> None:
    for at in range(1, len(data) + 1):
        events = sent(data[:at], b"q\x1b[Aq", pause=PASTE_TIMEOUT)
        assert [event.key for event in events[-3:] if isinstance(event, Key)] == ["q", "up", "q"], data[:at]


@given(st.lists(st.one_of(st.sampled_from(list(KINDS.values())), st.binary(max_size=6)), max_size=6), st.data())
def test_any_mixture_cut_anywhere_gives_the_same(parts: list[bytes], draw: st.DataObject) -> None:
    data = b"".join(parts)
    cuts = draw.draw(st.lists(st.integers(0, len(data)), max_size=8).map(sorted))
    packets = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    assert described(sent(*packets)) == described(sent(data))


@given(
    st.lists(st.binary(max_size=9), max_size=9), st.sampled_from([0.0, QUIET_TIMEOUT, PARTIAL_TIMEOUT, PASTE_TIMEOUT])
)
def test_whatever_comes_the_next_key_acts(packets: list[bytes], pause: float) -> None:
    events = sent(*packets, PASTE_END, b"q", pause=pause)
    assert isinstance(events[-1], Key)
    assert events[-1].key == "q"


def test_a_character_that_never_ends_shows_after_a_pause() -> None:
    parser = InputParser()
    assert list(parser.feed(b"\xe9")) == []
    events = list(paused(parser, PARTIAL_TIMEOUT))
    assert [event.character for event in events if isinstance(event, Key)] == ["\ufffd"]


def test_an_unfinished_or_unknown_sequence_types_nothing() -> None:
    assert sent(b"\x1b[<0;12", pause=PASTE_TIMEOUT) == []
    assert sent(b"\x1b[?2026;") == []
    assert sent(b"\x1b[5;3;1x") == []
    assert sent(b"\x1b[" + b"1;" * 500 + b"M") == []


def test_an_escape_alone_is_a_key_after_the_shortest_pause() -> None:
    parser = InputParser()
    assert list(parser.feed(b"\x1b")) == []
    events = list(parser.pause(parser.timeout))
    assert [event.key for event in events if isinstance(event, Key)] == ["escape"]


def test_text_an_input_method_composed_arrives_whole() -> None:
    events = sent(KINDS["long kitty text"])
    assert "".join(event.character or "" for event in events if isinstance(event, Key)) == "漢字漢字漢字漢"


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"\x1b[57441;2u\x1b[117;2;85u", ["U"]),  # left shift, u
        (b"\x1b[57358;65u\x1b[57360;129u\x1b[57453u", []),  # caps lock, num lock, AltGr
        (b"\x1b[51;129;51u\x1b[57402;129;51u\x1b[57414;129u", ["3", "3", "enter"]),  # with num lock on
        (b"\x1b[51;1:1;51u\x1b[51;1:2;51u\x1b[51;1:3u\x1b[1;1:3A", ["3", "3"]),  # pressed, held, released
        (b"\x1b[57427u\x1b[55296u", []),  # a key that Textual has no name for, half a character
        (b"\x1b[99999999;;99999999u\x1b[0;;1114112:1114112:1114112:1114112:1114112u", []),  # beyond the last one
    ],
)
def test_only_what_was_pressed_is_a_key(data: bytes, keys: list[str]) -> None:
    found = [event.key for event in sent(data + b"x") if isinstance(event, Key)]
    assert found == [*keys, "x"]


def test_with_ctrl_a_key_of_another_script_is_that_of_a_us_keyboard() -> None:
    found: dict[str, str] = {}
    parser = InputParser(found)
    for data, key in [
        (b"\x1b[1099::115;5u", "ctrl+s"),  # on a Russian layout, also with num lock on
        (b"\x1b[1099::115;133u", "ctrl+s"),
        (b"\x1b[1089:1057:99;6u", "ctrl+shift+c"),
        (b"\x1b[1081::113;;1081u", "й"),  # without ctrl it stays text
        (b"\x1b[1081:1049:113;2;1049u", "Й"),
        (b"\x1b[113::120;5u", "ctrl+q"),  # Dvorak, whose own letters count
        (b"\x1b[233::50;5u", "ctrl+é"),  # French
        (b"\x1b[1099;5u", "ctrl+ы"),  # a terminal that doesn't report the other layout
        (b"\x1b[1099::99999999999999999999;5u", "ctrl+ы"),
    ]:
        assert [event.key for event in parser.feed(data) if isinstance(event, Key)] == [key], data
    assert found == {"ы": "s", "с": "c", "й": "q"}


TYPED = st.binary(max_size=12).filter(lambda data: b"\x1b" not in data)
PASTED = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(TYPED, PASTED), max_size=4), st.integers(1, 9))
def test_pastes_are_told_from_what_is_typed(parts: list[tuple[bytes, str]], step: int) -> None:
    data = b"".join(typed + PASTE_START + pasted.encode() + PASTE_END for typed, pasted in parts)
    events = sent(*[data[at : at + step] for at in range(0, len(data), step)])
    assert [event.text for event in events if isinstance(event, Paste)] == [
        paste.text for _, pasted in parts for paste in sent(PASTE_START + pasted.encode() + PASTE_END)
        if isinstance(paste, Paste)
    ]  # fmt: skip


def test_much_plain_text_at_once_is_a_paste() -> None:
    (event,) = sent(b"x" * BURST)
    assert isinstance(event, Paste)
    assert event.text == "x" * BURST
    assert all(isinstance(event, Key) for event in sent(b"x" * (BURST - 1)))


def test_of_ten_megabytes_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    feed = XTermParser.feed

    def counted(self: XTermParser, data: str) -> Iterable[Message]:
        parsed.append(data)
        return feed(self, data)

    monkeypatch.setattr(XTermParser, "feed", counted)
    paste, key = sent(PASTE_START, *[b"x" * 4096] * 2560, PASTE_END, b"q")
    assert parsed == ["q"], "Textual's parser takes forty seconds for the paste"
    assert isinstance(paste, Paste)
    assert paste.text == "x" * MAX_PASTE
    assert isinstance(key, Key)


def test_a_paste_without_an_end_ends_and_keys_act_again() -> None:
    parser = InputParser()
    assert list(parser.feed(PASTE_START + b"words")) == []
    (paste,) = paused(parser, PASTE_TIMEOUT)
    assert isinstance(paste, Paste)
    assert paste.text == "words"
    (key,) = parser.feed(b"q")
    assert isinstance(key, Key)
