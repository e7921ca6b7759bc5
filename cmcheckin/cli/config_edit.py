"""`config edit`: edit a copy of config.toml, check it, and replace the file only if there is no new mistake.

A key that isn't known is reported, but isn't a mistake: another version of the program may use it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, confirm, print_message, print_problem, quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.files import delete_if_there, make_folder, write_new
from cmcheckin.services.config_file import write_config
from cmcheckin.settings import Settings, parse, read_text
from cmcheckin.wording import config as words
from cmcheckin.wording.topics import read_topic

EDITORS: Final = ("sensible-editor", "editor", "nano", "vim", "vi")
"""What is started if neither VISUAL nor EDITOR is set: the first one that is installed."""


def edit(program: Program) -> int:
    """Open a copy of config.toml in the user's editor until it has no new mistake or the user gives up.

    Return the exit code. Raises CommandError if the file stays as it was; the text is then kept beside it.
    """
    path = program.paths.config
    editor = _editor(program.environ, path)
    before = _read(path)
    text = _new_file() if before is None else before
    make_folder(str(path.parent))
    copy = _free_name(path)
    write_new(copy, text.encode())
    names = quoted(path, 300), quoted(copy, 300)
    known = _mistakes(parse(text)).keys()
    while True:
        _run(editor, copy, text, names)
        after = _read(copy)
        if after in (None, text):
            delete_if_there(copy)
            print_message(words.NOTHING_CHANGED)
            return DONE
        settings = parse(after or "")
        mistakes = _mistakes(settings)
        for problem in (*_unknown_keys(settings), *mistakes.values()):
            print_problem(problem)
        if mistakes.keys() <= known:
            break
        if not (sys.stdin and sys.stdin.isatty() and confirm(words.EDIT_AGAIN)):
            raise CommandError(REFUSED, words.NOT_REPLACED.format(path=names[0], copy=names[1]))
    if _read(path) != before:
        raise CommandError(FAILED, words.CHANGED_MEANWHILE.format(path=names[0], copy=names[1]))
    write_config(path, after or "")
    delete_if_there(copy)
    print_message(words.REPLACED.format(path=names[0]))
    return DONE


def _editor(environ: Mapping[str, str], path: Path) -> list[str]:
    """Return the command of the user's editor. Raises CommandError if there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:  # a quote that isn't closed
        command = [named]
    found = command or [name for name in EDITORS if shutil.which(name)][:1]
    if not found:
        raise CommandError(FAILED, words.NO_EDITOR.format(path=quoted(path, 300)))
    return found


def _run(editor: list[str], copy: Path, text: str, names: tuple[str, str]) -> None:
    """Run `editor` on `copy`. Raises CommandError if it can't be started or fails; then `copy` is deleted if it still
    has `text`. `names`: the paths of config.toml and of `copy`, to show."""
    try:
        code = subprocess.run([*editor, str(copy)], check=False).returncode  # noqa: S603  the user's own command
    except OSError as error:
        delete_if_there(copy)
        reason = (error.strerror or "").lower()
        problem = words.EDITOR_MISSING.format(editor=quoted(editor[0]), reason=reason)
        raise CommandError(FAILED, problem) from None
    if not code:
        return
    problem = words.EDITOR_FAILED.format(code=code)
    if _read(copy) == text:
        delete_if_there(copy)
    else:
        problem += " " + words.NOT_REPLACED.format(path=names[0], copy=names[1])
    raise CommandError(FAILED, problem)


def _read(path: Path) -> str | None:
    """Return the text of `path`, None if there is no such file. Raises CommandError if it can't be read."""
    try:
        return read_text(path)
    except Refused as error:
        raise CommandError(FAILED, words.UNREADABLE.format(path=quoted(path, 300), reason=error.reason)) from None


def _free_name(path: Path) -> Path:
    """Return a name beside `path` that nothing has: config.edited.toml, config.edited-2.toml and so on."""
    number = 1
    while os.path.lexists(found := path.with_name(f"config.edited{'' if number == 1 else f'-{number}'}.toml")):
        number += 1
    return found


def _new_file() -> str:
    """Return the text of a new config.toml: every key, with its example as a comment."""
    found = re.search(r"```toml\n(.*?)```", read_topic("settings"), re.DOTALL)
    lines = found[1].splitlines() if found else []
    return words.NEW_FILE + words.EXAMPLES + "".join(f"# {line}\n" if line else "\n" for line in lines)


def _mistakes(settings: Settings) -> dict[tuple[str, str], str]:
    """Return a sentence for each mistake in `settings`, by key and reason. Keys that two actions share are one too."""
    # What is used instead of a wrong value doesn't matter here, since the old file stays.
    wrong = (problem for problem in settings.problems if not problem.is_unknown_key)
    found = {(problem.key, problem.reason): str(problem._replace(instead="")).rstrip() for problem in wrong}
    if settings.keys:
        from cmcheckin.ui import keymap  # loads every screen, so only if keys are set

        found |= {("keys", problem): problem for problem in keymap.conflicts(settings.keys)}
    return found


def _unknown_keys(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each key that isn't known, and each name of an action."""
    yield from (str(problem) for problem in settings.problems if problem.is_unknown_key)
    if settings.keys:
        from cmcheckin.ui import keymap

        yield from keymap.unknown_names(settings.keys)
