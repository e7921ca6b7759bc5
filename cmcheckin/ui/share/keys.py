"""The keys of the share screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from cmcheckin.sharing.rendering import FORMATS

ENDS: Final = 9999
"""Rows to the end of any page."""
ON_STEP: Final = {
    "tick": "fields", "page": "fields", "longer": "fields", "days": "fields", "fill_in": "fields",
    "exclude": "entries", "include": "entries", "change": "entries", "write": "content", "format": "content",
    "view": "content", "group": "entries", "close_group": "entries",
}  # fmt: skip
"""Actions that belong to one step."""
BINDINGS: Final[list[BindingType]] = [
    Binding("up", "scroll(-1)", "scroll", tooltip="scroll up", id="share.scroll.up"),
    Binding("down", "scroll(1)", "scroll", tooltip="scroll down", id="share.scroll.down"),
    Binding("up,k", "move(-1)", show=False, tooltip="previous row, or scroll up", id="share.previous"),
    Binding("down,j", "move(1)", show=False, tooltip="next row, or scroll down", id="share.next"),
    Binding("pageup", "turn_page(-1)", show=False, tooltip="page up", id="share.page.up"),
    Binding("pagedown", "turn_page(1)", show=False, tooltip="page down", id="share.page.down"),
    Binding("home", f"move(-{ENDS})", show=False, tooltip="to the top", id="share.begin"),
    Binding("end", f"move({ENDS})", show=False, tooltip="to the bottom", id="share.end"),
    Binding("space", "tick", "include", tooltip="include the selected field, or leave it out", id="share.tick"),
    *(
        Binding("x,space", action, label, key_display="x", tooltip=f"{label} the selected entry", id=f"share.{name}")
        for action, label, name in (("exclude", "omit", "turn"), ("include", "include", "include"))
    ),
    Binding("right,l,space", "group", "open", key_display="→", tooltip="open or close the week", id="share.open"),
    Binding("left,h", "close_group", "close", key_display="←", tooltip="close the week", id="share.shut"),
    Binding("e", "change", "edit", tooltip="edit the text for this file only", id="share.change"),
    Binding(
        "v", "view", "view", tooltip="show the preview to read, or what the next format will hold", id="share.view"
    ),
    Binding("enter", "forward", "next", tooltip="go to the next step", id="share.forward"),
    Binding("enter", "done_here", "done", tooltip="back to the week", id="share.done"),
    Binding("w", "write", "write", tooltip="write the files", id="share.write"),
    *(
        Binding(
            str(n),
            f"format('{form}')",
            "files",
            tooltip=f"include the .{form} file, or leave it out",
            id=f"share.format.{form}",
        )
        for n, form in enumerate(FORMATS, 1)
    ),
    Binding(
        "f",
        "fill_in",
        "fill in",
        tooltip="fill in the first day that isn't logged or looks wrong",
        id="share.fill_in",
    ),
    Binding("escape", "close", "back", tooltip="previous step, or back to the week", id="share.close"),
    Binding("left_square_bracket", "page(-1)", "week", tooltip="previous week", id="share.week.previous"),
    Binding("right_square_bracket", "page(1)", "week", tooltip="next week", id="share.week.next"),
    Binding("slash,g", "days", "days", key_display="/", tooltip="choose a week or a range of dates", id="share.days"),
    Binding("plus", "longer(1)", show=False, tooltip="start a week earlier", id="share.longer"),
    Binding("minus", "longer(-1)", show=False, tooltip="start a week later", id="share.shorter"),
    Binding("q", "app.quit", "quit", id="share.leave"),
]
