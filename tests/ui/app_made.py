"""The type of the `make_app` fixture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cmcheckin.domain.records import Record
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start

NOW = "2026-11-20T08:30:00+01:00"


class MakeApp(Protocol):
    """Make an app with `records` in its journal."""

    def __call__(
        self,
        records: Iterable[Record] = (),
        *,
        start: Start = ...,
        settings: Settings = ...,
        now: str = NOW,
    ) -> CheckinApp: ...
