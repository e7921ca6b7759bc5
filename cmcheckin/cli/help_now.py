"""`help-now`: people and lines to talk to. It needs no journal, asks nothing, keeps nothing, and ends well whatever is
wrong with anything else."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.text_layout import cells, pad, wrapped
from cmcheckin.clock import clock_from, zone_name
from cmcheckin.settings import Settings, load
from cmcheckin.wording import support as words

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program

DETAILS = """\
Your own people and lines come first, from [support] in config.toml; then lines
of your country (country = "GB" under [support], else as your time zone says,
else all there are). Everything is in the program: no network, no record."""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser, "one JSON document")


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int:
    """Prints the page; a setting or a clock that cannot be read costs what it would have added, and no more."""
    return _say(args, _settings(home, environ), _today(environ))


def run(args: argparse.Namespace, program: Program) -> int:
    return _say(args, program.settings, program.clock.today())


def _say(args: argparse.Namespace, settings: Settings, today: date | None) -> int:
    if args.json:
        told = [
            {"title": section.title, "lines": [{"name": name, "text": text} for name, text in section.rows]}
            for section in sections(settings, today)
        ]
        output.print_data([output.json_line({"support": told})])
    else:
        output.print_text(lines(settings, today))
    return output.DONE


def sections(settings: Settings, today: date | None) -> list[words.Section]:
    """People, then lines."""
    country = words.country_of(settings.country, zone_name(settings.timezone))
    return list(words.sections(own(settings), country, today))


def lines(settings: Settings, today: date | None) -> Iterator[str]:
    """The page at 80 columns."""
    yield words.TITLE
    yield ""
    yield from wrapped("  ", words.OPENING)
    found = sections(settings, today)
    column = min(max(cells(label) for section in found for label, _ in section.rows), 30)
    for section in found:
        yield ""
        yield f"  {section.title}"
        for label, text in section.rows:
            yield from wrapped(f"    {pad(label, column)}  ", text)
    yield ""
    if not settings.support:
        yield from wrapped("  ", words.ADD)
    yield from wrapped("  ", words.QUIET)


def own(settings: Settings) -> list[tuple[str, str]]:
    """What the user put under [support]."""
    return [(line.label, line.text) for line in settings.support]


def _settings(home: str | None, environ: Mapping[str, str]) -> Settings:
    from cmcheckin.paths import find_paths

    try:
        return load(find_paths(home, environ).config)
    except Exception:  # whatever it is, the page matters more
        return Settings()


def _today(environ: Mapping[str, str]) -> date | None:
    try:
        return clock_from(None, environ=environ).today()
    except Exception:
        return None
