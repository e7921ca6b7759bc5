"""A table for TinyDB's updaters. It copies only the documents they use, and finds those they changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from cmcheckin.journal.log.lines import Changes, Doc
from cmcheckin.journal.log.memory import copied
from cmcheckin.journal.log.merge import same


class Overlay(MutableMapping[int, Mapping[str, Any]]):
    """The documents of `kept` by integer id. Changes stay in the overlay, and `changes` returns them."""

    def __init__(self, kept: Mapping[str, Doc]) -> None:
        self._kept = kept
        self._own: dict[int, Any] = {}
        self._gone: dict[int, None] = {}
        self._new: dict[int, None] = {}

    def _below(self, doc_id: object) -> bool:
        return doc_id not in self._gone and str(doc_id) in self._kept

    def __getitem__(self, doc_id: int) -> Any:
        if doc_id not in self._own:
            if not self._below(doc_id):
                raise KeyError(doc_id)
            self._own[doc_id] = copied(self._kept[str(doc_id)])
        return self._own[doc_id]

    def __setitem__(self, doc_id: int, doc: Mapping[str, Any]) -> None:
        if doc_id not in self._own and not self._below(doc_id):
            self._new[doc_id] = None
        self._own[doc_id] = doc

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._own.pop(doc_id, None)
        self._new.pop(doc_id, None)
        if str(doc_id) in self._kept:
            self._gone[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._own or self._below(doc_id)

    def __iter__(self) -> Iterator[int]:
        for at in self._kept:
            doc_id = int(at)
            if doc_id not in self._gone:
                yield doc_id
        yield from self._new

    def __len__(self) -> int:
        return len(self._kept) - len(self._gone) + len(self._new)

    def clear(self) -> None:
        """Delete everything."""
        for doc_id in list(self):
            del self[doc_id]

    def changes(self, table: str) -> Changes:
        """Return where the overlay differs from `kept`, as changes of `table`."""
        put = {
            str(doc_id): dict(doc)
            for doc_id, doc in self._own.items()
            if doc_id in self._new or not same(doc, self._kept[str(doc_id)])
        }
        gone = [str(doc_id) for doc_id in self._gone]
        return Changes({table: put} if put else {}, {table: gone} if gone else {})
