"""Signals, kinds and words are registered under the same names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection

import pytest

from cmcheckin.domain.nudge import KINDS, Kind
from cmcheckin.insight import signals
from cmcheckin.insight.signals import SIGNALS
from cmcheckin.wording import nudges
from cmcheckin.wording.nudges import WORDING


def gaps() -> set[str]:
    """Return what is missing, for each kind of nudge that some registry or signal module has."""
    modules = [
        importlib.import_module(f"{signals.__name__}.{one.name}") for one in pkgutil.iter_modules(signals.__path__)
    ]
    registries: dict[str, Collection[str]] = {
        "module": {module.KIND: module for module in modules},
        "signal": {kind: find for kind, find in SIGNALS.items() if callable(find)},
        "family": {name: kind for name, kind in KINDS.items() if kind.family},
        "title": {kind: words for kind, words in WORDING.items() if words.title},
        "sentence": {kind: words for kind, words in WORDING.items() if callable(words.write)},
    }
    kinds = {kind for registry in registries.values() for kind in registry}
    return {f"{kind}: no {name}" for kind in kinds for name, registry in registries.items() if kind not in registry}


def test_every_signal_has_a_family_a_title_and_a_sentence() -> None:
    assert gaps() == set()


def test_every_module_registers_its_own_function() -> None:
    for kind, find in SIGNALS.items():
        assert kind == importlib.import_module(find.__module__).KIND


def test_a_signal_without_family_title_and_sentence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIGNALS, "fake", lambda view: None)
    assert gaps() == {f"fake: no {name}" for name in ("module", "family", "title", "sentence")}
    monkeypatch.setitem(KINDS, "fake", Kind("hours"))
    monkeypatch.setitem(WORDING, "fake", nudges.Wording("", WORDING["strain"].write))
    assert gaps() == {"fake: no module", "fake: no title"}


def test_a_signal_that_is_not_registered_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(SIGNALS, "strain")
    assert gaps() == {"strain: no signal"}
