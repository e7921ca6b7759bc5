"""Tell apart the lines of two machines with one device id, as one is a copy of the other.

From the copy on, each machine numbers its own lines, so a source has two different lines of the same number. In each
file, a line follows the one before it. The lines that differ from the first file get a source of their own,
`2026.laptop-3f9a~7c1e5f00`, as if another device had written them. So each machine joins what the other wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from cmcheckin.journal.log.lines import Line, LineKey
from cmcheckin.journal.log.sources import Sources

Lines = list[tuple[LineKey, Line]]


def told_apart(files: Iterable[Lines], sources: Sources) -> Lines:
    """Return the lines of all `files`, those of the `repeated` sources told apart, and note in `sources.shared` up to
    which number they are the same."""
    files = list(files)
    found: Lines = [pair for lines in files for pair in lines if pair[0][2] not in sources.repeated]
    for source in sorted(sources.repeated):
        found += _apart(source, list(_chains(files, source)), sources)
    return found


def _apart(source: str, chains: list[Lines], sources: Sources) -> Lines:
    """Return the lines of all `chains` of `source`. Those that differ from the first one get other sources, and are
    told apart in the same way, as the copy of a machine may have been copied again."""
    chains.sort(key=lambda chain: [key for key, _ in chain])
    found = list(chains[0])
    first = {key[3]: key for key, _ in reversed(found)}
    branches: dict[str, list[Lines]] = {}
    for chain in chains[1:]:
        start = next((n for n, (key, _) in enumerate(chain) if first.get(key[3], key) != key), len(chain))
        found += chain[:start]
        if start < len(chain):
            number = chain[start][0][3]
            sources.shared[source] = min(number - 1, sources.shared.get(source, number - 1))
            name = f"{source}~{crc32(repr(chain[start][0]).encode()):08x}"
            branch = [((tick, at, name, n), line) for (tick, at, _, n), line in chain[start:]]
            branches.setdefault(name, []).append(branch)
    for name, branch_chains in branches.items():
        found += _apart(name, branch_chains, sources)
    return found


def _chains(files: Sequence[Lines], source: str) -> Iterator[Lines]:
    """Yield the lines of `source` in each file. Where the numbers start over, a tool has joined two files."""
    for lines in files:
        chain: Lines = []
        for pair in lines:
            if pair[0][2] != source:
                continue
            if chain and pair[0][3] <= chain[-1][0][3]:
                yield chain
                chain = []
            chain.append(pair)
        if chain:
            yield chain
