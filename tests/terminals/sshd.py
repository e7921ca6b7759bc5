"""A real SSH server on this machine alone, with keys of its own in a temporary folder."""

from __future__ import annotations

import getpass
import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.house.tree import ROOT
from tests.ui.terminal import NOW, PATIENCE

PROGRAM = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
CONFIG = """
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
"""


def missing() -> str:
    """Return why no server can be started here; empty if one can."""
    if PROGRAM is None or not shutil.which("ssh"):
        return "openssh-server or ssh is not installed"
    return ""


class Server:
    """An SSH server. `session` is the command that starts another one over a connection to it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def session(self, home: Path, *before: str, port: int = 0) -> Sequence[str]:
        """Return a command that runs another one over SSH, on `home`, and writes its process id to `home`.

        No locale is sent. `before`: words that start the other command there. `port`: of a line to the server.
        """
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "SendEnv=-*")
        flags = [flag for option in options for flag in ("-o", option)]
        environ = {"CMCHECKIN_HOME": home, "CMCHECKIN_NOW": NOW, "CMCHECKIN_DEVICE": "laptop-3f9a"}
        names = " ".join(f"{name}={value}" for name, value in environ.items())
        there = f"echo $$ > {home}/pid; exec env {names} {' '.join(before)}"
        client = ["ssh", "-tt", "-F", "/dev/null", "-i", str(self.folder / "user"), "-p", str(port or self.port)]
        return [*client, *flags, f"{getpass.getuser()}@127.0.0.1", there]

    @contextmanager
    def slow(self) -> Iterator[int]:
        """Start a slow line to the server, and yield its port."""
        command = [sys.executable, "-m", "tests.terminals.slow_line", str(self.port)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as line:
            assert line.stdout
            try:
                yield int(line.stdout.readline())
            finally:
                line.terminate()


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """Start an SSH server with its files in `folder`, wait until it answers, and end it afterwards."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "config").write_text(CONFIG.format(folder=folder))
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd of root needs it, and its service makes it
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert PROGRAM
    command = [PROGRAM, "-D", "-e", "-f", str(folder / "config"), "-p", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"]}) as process:
        assert process.stderr
        try:
            assert b"listening" in process.stderr.readline()
            yield Server(folder, port)
        finally:
            process.terminate()


def wait_for_end(pid: int) -> None:
    """Wait until the process `pid` has ended. Fails after `PATIENCE` seconds."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    assert select.select([process], [], [], PATIENCE)[0], f"process {pid} still runs"
    os.close(process)
