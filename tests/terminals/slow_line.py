"""A line of 64 kbit/s and 150 ms to a port of this machine: `python -m tests.terminals.slow_line PORT`.

Prints the port to connect to instead.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Final

BYTES_A_SECOND: Final = 64_000 // 8
DELAY: Final = 0.15
"""Seconds that a byte is on its way, in each direction."""
PIECE: Final = 256


async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Write what `reader` gets to `writer`, as late as the line delivers it."""
    loop = asyncio.get_running_loop()
    free_at = loop.time()
    while data := await reader.read(PIECE):
        free_at = max(loop.time(), free_at) + len(data) / BYTES_A_SECOND
        loop.call_at(free_at + DELAY, writer.write, data)
    loop.call_at(max(loop.time(), free_at) + DELAY, writer.close)


async def main(port: int) -> None:
    """Wait for connections, and connect each to `port`."""

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(relay(reader, far_writer), relay(far_reader, writer), return_exceptions=True)

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
