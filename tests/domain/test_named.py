"""Named tuples behave like those of `typing`."""

from __future__ import annotations

import inspect
import pickle
import typing
from typing import Any

import pytest

from cmcheckin.domain import named
from cmcheckin.domain.records import TYPES


class Ours(named.NamedTuple):
    """Some values."""

    day: Unknown  # type: ignore[name-defined]  # noqa: F821  annotations aren't looked up
    mood: int = 3
    note: str | None = None

    @property
    def twice(self) -> int:
        """Twice the mood."""
        return self.mood * 2

    @classmethod
    def of(cls, day: str) -> Ours:
        return cls(day)


class Theirs(typing.NamedTuple):
    """Some values."""

    day: Unknown  # type: ignore[name-defined]  # noqa: F821
    mood: int = 3
    note: str | None = None


def test_named_tuples_behave_like_those_of_typing() -> None:
    ours, theirs = Ours.of("2026-11-20"), Theirs("2026-11-20")
    assert tuple(ours) == tuple(theirs)
    assert ours.twice == 6
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._replace(mood=4)._asdict() == {"day": "2026-11-20", "mood": 4, "note": None}
    assert Ours._fields == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert Ours.__doc__ == Theirs.__doc__
    assert (Ours.__module__, Ours.__qualname__, Ours.__bases__) == (__name__, "Ours", Theirs.__bases__)
    assert inspect.signature(Ours).parameters.keys() == inspect.signature(Theirs).parameters.keys()
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize("missing", [(), ("2026-11-20", 1, None, 2)])
def test_wrong_values_are_refused(missing: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Ours(*missing)


def test_records_use_these_named_tuples() -> None:
    assert all(isinstance(next(iter(kind.__annotations__.values())), str) for kind in TYPES.values())
