"""A second device that changes the same home without knowing of the first, and is synced afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def apart(home: Path, device: str) -> Iterator[Path]:
    """Yield a copy of `home` for the other `device`. Its journal files are copied to `home` at the end."""
    other = home.with_name(f"{home.name}-{device}")
    if home.exists():
        shutil.copytree(home, other)
    yield other
    for path in (other / "journal").glob(f"*.{device}.jsonl"):
        shutil.copyfile(path, home / "journal" / path.name)
    shutil.rmtree(other)
