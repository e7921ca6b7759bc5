"""What is typed in one line: the kind of a win with what follows it, and the severity of a new escalation."""

from __future__ import annotations

import pytest

from cmcheckin.checkin.typed_answers import one_of, read_severity, read_win_kind
from cmcheckin.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "kind", "is_long_term", "sender"),
    [
        ("2", "member", False, ""),
        ("event+", "event", True, ""),
        ("2+", "member", True, ""),
        ("+", None, True, ""),
        ("6 Mira Holm", "thanks", False, "Mira Holm"),
        ("Thanks+ Mira", "thanks", True, "Mira"),
    ],
)
def test_a_kind_of_win_has_a_plus_sign_and_a_sender(
    text: str, kind: str | None, is_long_term: bool, sender: str
) -> None:
    assert read_win_kind(text) == (kind, is_long_term, sender)


@pytest.mark.parametrize("text", ["9", "2 Mira", "nonsense", "++"])
def test_another_kind_of_win_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="from 1 to 8"):
        read_win_kind(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("3", (3, False)), ("a", (0, False)), ("3+", (3, True)), ("ask +", (0, True)), ("+", (None, True))],
)
def test_a_severity_has_a_plus_sign_for_more(text: str, found: tuple[int | None, bool]) -> None:
    assert read_severity(text) == found


def test_one_of_several_is_named_by_its_number_or_in_letters() -> None:
    read = one_of(["open", "watching"])
    assert [read(text) for text in ("2", "Open")] == ["watching", "open"]
    with pytest.raises(Refused, match="type a number from 1 to 2, or the word after it"):
        read("3")
