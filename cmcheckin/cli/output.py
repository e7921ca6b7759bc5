"""Output: data to stdout, messages to stderr.

Every line passes through `printable` and every JSON document through `to_json`, so that no file name, environment
variable or system message can act on the terminal, even if a caller forgot to clean it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Final, TextIO

from cmcheckin.domain.text import clean, is_unicode, printable, to_json
from cmcheckin.wording import command_messages as messages

DONE: Final = 0
FAILED: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
"""The input was refused and nothing was changed."""
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
"""The reader of the output left. The code is that of a program which SIGPIPE ended."""

# ASCII in place of characters that the terminal can't show, which would all be printed as question marks.
_PLAIN: Final = str.maketrans({
    "–": "-", "—": "-", "·": "-", "•": "*", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "‹": "<", "›": ">",
    "✓": "x", "▏": ".", "▎": ".", "▍": ":", "▌": ":", "▋": "=", "▊": "=", "▉": "=", "█": "#", "▶": ">", "─": "-",
    "↑": "^", "↓": "v", "→": ">", "×": "x", "\N{NO-BREAK SPACE}": " ",
})  # fmt: skip
MARK: Final = "\ue000", "\ue001"
"""Private-use characters that mark a part of a line for `print_marked`."""
_BOLD: Final = "\x1b[1m", "\x1b[22m"
_ASTERISKS: Final = "*", "*"
PLAIN_TERMINALS: Final = ("", "dumb", "unknown")
"""Values of TERM of terminals that can only print lines."""


class CommandError(Exception):
    """An error that ends the command with the exit code `code`. The message has one or more lines for the user."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code = code


def prepare() -> None:
    """Make stdin, stdout and stderr safe for any text. Output to a closed stream is discarded."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")  # the reader refuses a broken byte; it doesn't end the program


def shows_unicode(stream: TextIO | None = None) -> bool:
    """Return whether `stream` (stdout by default) can show more than ASCII."""
    return is_unicode(getattr(stream or sys.stdout, "encoding", None), os.environ)


def displayable(text: str, stream: TextIO | None = None) -> str:
    """Return `text` safe to print on `stream` (stdout by default), in ASCII marks if its encoding needs them."""
    return printable(text if shows_unicode(stream) else text.translate(_PLAIN))


def prompt(text: str) -> None:
    """Write `text` to stdout without ending the line."""
    sys.stdout.write(displayable(text))
    sys.stdout.flush()


def print_text(lines: str | Iterable[str]) -> None:
    """Write `lines` to stdout, in characters the terminal can show."""
    whole = lines if isinstance(lines, str) else "\n".join(lines)
    sys.stdout.write(displayable(whole) + "\n")


def print_marked(lines: Iterable[str], environ: Mapping[str, str]) -> None:
    """Write `lines` to stdout, with the parts between MARK in bold, or between asterisks if stdout isn't a terminal or
    can't show bold text (TERM in `environ`)."""
    marks = _BOLD if sys.stdout.isatty() and can_draw(environ) else _ASTERISKS
    for line in lines:
        shown = displayable(line)
        for placeholder, mark in zip(MARK, marks, strict=True):
            shown = shown.replace(placeholder, mark)
        sys.stdout.write(shown + "\n")


def print_fitted(lines: Iterable[str]) -> None:
    """Write `lines` to stdout, wrapped between words to its terminal, if it is one."""
    for line in lines:
        print_text(fitted(line, sys.stdout))


def print_data(parts: Iterable[str]) -> None:
    """Write `parts` to stdout as UTF-8 in any locale, since a program reads them."""
    sys.stdout.flush()
    raw = getattr(sys.stdout, "buffer", None)
    for part in parts:
        if raw is None:
            sys.stdout.write(part)
        else:
            raw.write(part.encode())
    if raw is not None:
        raw.flush()


def print_json(documents: Iterable[object]) -> None:
    """Write each of `documents` to stdout as one line of JSON."""
    print_data(to_json(document, separators=(",", ":")) + "\n" for document in documents)


def print_message(message: str) -> None:
    """Print `message` on stderr. Pass text from outside through `quoted`, to keep it on one line."""
    message = fitted(message, sys.stderr)
    try:
        sys.stderr.write(displayable(message, sys.stderr) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # stderr is closed


def print_problem(message: object) -> None:
    """Print `message` from a lower layer on one line of stderr. It may quote text from outside."""
    print_message(quoted(message, 4000))


def text_width(stream: TextIO) -> int:
    """Return the width for text on `stream`: that of its terminal, but 20 to 100 cells; 0 if it isn't a terminal."""
    try:
        return max(20, min(os.get_terminal_size(stream.fileno()).columns or 80, 100)) if stream.isatty() else 0
    except (OSError, ValueError, AttributeError):
        return 0


def fitted(message: str, stream: TextIO) -> str:
    """Return `message` wrapped between words to the terminal of `stream`; unchanged if it isn't a terminal."""
    width = text_width(stream)
    if not width or len(message) <= width // 2:  # however wide its letters are
        return message
    from cmcheckin.cli.text_layout import folded

    return folded(message, width)


def quoted(value: object, limit: int = 60) -> str:
    """Return `value`, from outside, on one line of at most `limit` characters. Bytes that aren't UTF-8 become `?`."""
    from cmcheckin.domain.text import shorten

    return shorten(clean(str(value)[:4000].encode("utf-8", "replace").decode()), limit)


def confirm(question: str) -> bool:
    """Return whether the user answers `question` with yes. Raises CommandError when there is no terminal to ask at."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise CommandError(USAGE, messages.NOT_THERE_TO_ASK)
    sys.stderr.write(displayable(fitted(messages.YES_OR_NO.format(question=question), sys.stderr), sys.stderr) + " ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
    return answer.strip().lower() in ("y", "yes")


def is_confirmed(question: str, *, yes: bool = False) -> bool:
    """Return whether `yes` is set or the user answers `question` with yes. Prints that nothing was changed if not.
    Raises CommandError as `confirm`."""
    if yes or confirm(question):
        return True
    print_message(messages.NOTHING_CHANGED)
    return False


def is_terminal() -> bool:
    """Return whether standard input and output are both a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def can_draw(environ: Mapping[str, str]) -> bool:
    """Return whether TERM in `environ` names a terminal that can do more than print lines.

    An unknown name counts as one that can: new terminals have names that an old server's terminfo lacks, and nearly
    all of them understand what xterm does.
    """
    return environ.get("TERM", "") not in PLAIN_TERMINALS


def need_terminal() -> None:
    """Raise CommandError when there is no terminal."""
    if not is_terminal():
        raise CommandError(USAGE, messages.NO_TERMINAL)
