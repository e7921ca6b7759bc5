"""`config`: every setting with its source, the path of config.toml, and editing it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, print_json, print_problem, print_text, quoted, text_width
from cmcheckin.services.config_values import ConfigValue, config_values, folder_values
from cmcheckin.wording import config as words
from cmcheckin.wording.text_cells import cells, pad

ACTIONS = ("path", "edit")
MAX_VALUE = 36
"""Most cells of the column of values. A longer value pushes its source to the right."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", nargs="?", choices=ACTIONS)
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    path = program.paths.config
    if args.action == "path":
        if args.json:
            print_json([{"path": str(path)}])
        else:
            print_text(str(path))
        return DONE
    if args.action == "edit":
        from cmcheckin.cli.config_edit import edit

        return edit(program)
    settings = config_values(program.paths, program.settings, program.environ)
    folders = folder_values(program.paths, program.environ)
    exists = os.path.lexists(path)
    if args.json:
        document = {"path": str(path), "exists": exists, "settings": [*map(_document, settings)]}
        problems = [problem._asdict() for problem in program.settings.problems]
        print_json([{**document, "folders": [*map(_document, folders)], "problems": problems}])
        return DONE
    title = words.PATH if exists else words.NO_FILE
    print_text([title.format(path=quoted(path, 400)), "", *_table(settings), "", words.FOLDERS, "", *_table(folders)])
    for problem in program.settings.problems:
        print_problem(problem)
    return DONE


def _document(value: ConfigValue) -> dict[str, object]:
    """Return `value` as JSON has it, without what isn't known."""
    found = {"key": value.key, "value": value.value, "from": value.source, "line": value.line, "variable": value.name}
    return {name: item for name, item in found.items() if name in ("key", "value") or item not in (None, "")}


def _table(values: list[ConfigValue]) -> Iterator[str]:
    """Yield a line for each of `values`: key, value and source. On a terminal that is narrower, the source is below."""
    shown = [words.shown(value.value) for value in values]
    key_width = max(cells(value.key) for value in values)
    width = max((cells(text) for text in shown if cells(text) <= MAX_VALUE), default=0)
    for value, text in zip(values, shown, strict=True):
        source = words.source(value.source, value.line, value.name)
        line = f"  {pad(value.key, key_width)}  {pad(text, max(width, cells(text)))}  {source}"
        if 0 < text_width(sys.stdout) < cells(line):
            yield f"  {pad(value.key, key_width)}  {text}"
            yield f"  {'':{key_width}}  {source}"
        else:
            yield line
