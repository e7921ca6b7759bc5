"""What we rely on in Textual's private names, so that a new version that changes one fails by its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._compositor import Compositor
from textual._parser import Parser
from textual._xterm_parser import _MAX_SEQUENCE_SEARCH_THRESHOLD, XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys, _character_to_key
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tests.house.test_private_names import private_names_used
from tests.house.tree import MODULES, dotted

METHODS: list[tuple[Callable[..., object], str]] = [
    (App._display, "self, screen, renderable"),
    (App._handle_exception, "self, error"),
    (App._fatal_error, "self"),
    (MessagePump._close_messages_no_wait, "self"),
    (Screen._on_screen_resume, "self, event"),
    (Screen._on_update, "self, message"),
    (Screen._on_layout, "self, message"),
    (Screen._compositor_refresh, "self"),
    (Screen._refresh_layout, "self, size, scroll"),
    (Screen._push_result_callback, "self, requester, callback, future"),
    (LinuxDriver._sigtstp_application, "self, _"),
    (LinuxDriver._sigcont_application, "self, _"),
    (LinuxDriver._enable_mouse_support, "self"),
    (LinuxDriver._disable_mouse_support, "self"),
    (LinuxDriver._enable_mouse_pixels, "self"),
    (_character_to_key, "character"),
    (XTermParser._sequence_to_key_events, "self, sequence, alt"),
    (Compositor.render_update, "self, full, screen_stack, simplify"),
    (Compositor.render_strips, "self, size"),
    (App._begin_update, "self"),
    (App._end_update, "self"),
]
"""Methods that we override or call, with their parameters."""
ATTRIBUTES: list[tuple[str, object, str]] = [
    ("_batch_count", App._display, "if self._batch_count:\n"),
    ("_display", Screen._compositor_refresh, "app._display("),
    ("_running", App._display, "self._running\n                and not self._closed\n"),
    ("_closed", App._display, "and not self._closed\n"),
    ("_fatal_error", App._handle_exception, "self._fatal_error()"),
    ("_compositor", Screen.__init__, "self._compositor = Compositor()"),
    ("_compositor", App._display, "if isinstance(renderable, CompositorUpdate):"),
    ("_dirty_regions", Screen._compositor_refresh, "self._compositor._dirty_regions.clear()"),
    ("_dirty_widgets", Screen._on_update, "self._dirty_widgets.add(widget)"),
    ("_callbacks", Screen._invoke_and_clear_callbacks, "callbacks = self._callbacks[:]"),
    ("_repaint_required", Widget._check_refresh, "if self._repaint_required:\n"),
    ("_layout_required", Widget._check_refresh, "if self._layout_required:\n"),
    ("_next_callbacks", MessagePump.call_next, "self._next_callbacks.append(callback_message)"),
    ("_push_result_callback", App.switch_screen, "top_screen._pop_result_callback()"),
    ("_skip", Timer._run, "if self._skip and next_timer < now:"),
    ("_suggestion", Input.render_line, "suggestion = self._suggestion"),
    ("_driver", App.suspend, "if self._driver is None:"),
    ("_file", LinuxDriver.start_application_mode, "WriterThread(self._file)"),
    ("_writer_thread", LinuxDriver.start_application_mode, "self._writer_thread = WriterThread("),
    ("_key_thread", LinuxDriver.start_application_mode, "self._key_thread = Thread("),
    ("_in_band_window_resize", LinuxDriver.process_message, "self._in_band_window_resize = True"),
    ("_mouse", LinuxDriver._enable_mouse_support, "if not self._mouse:"),
    ("_enable_mouse_support", LinuxDriver.start_application_mode, "self._enable_mouse_support()"),
    ("_enable_mouse_pixels", LinuxDriver.process_message, "self._enable_mouse_pixels()"),
    ("_sigtstp_application", LinuxDriver.__init__, "signal.signal(signal.SIGTSTP, self._sigtstp_application)"),
    ("_sigcont_application", LinuxDriver.__init__, "signal.signal(signal.SIGCONT, self._sigcont_application)"),
    ("_timeout_time", Parser.tick, "if self._timeout_time is not None and get_time() >= self._timeout_time:"),
    ("_MAX_SEQUENCE_SEARCH_THRESHOLD", XTermParser.parse, "if len(sequence) > _MAX_SEQUENCE_SEARCH_THRESHOLD:"),
]
"""Private names, each with a place in Textual that uses it as we expect."""
MODULE_NAMES = {"_ansi_sequences": ANSI_SEQUENCES_KEYS, "_xterm_parser": XTermParser}


@pytest.mark.parametrize(("method", "parameters"), METHODS, ids=lambda one: getattr(one, "__qualname__", None))
def test_a_method_has_the_parameters_we_pass_or_take(method: Callable[..., object], parameters: str) -> None:
    assert ", ".join(inspect.signature(method).parameters) == parameters


@pytest.mark.parametrize(("name", "place", "code"), ATTRIBUTES)
def test_textual_uses_a_name_as_we_expect(name: str, place: Callable[..., object], code: str) -> None:
    assert code in inspect.getsource(place), f"look at {name} in {place.__qualname__}"


def test_sequences_are_named_and_long_ones_are_typed() -> None:
    assert ANSI_SEQUENCES_KEYS["\x1b[3~"] == (Keys.Delete,)
    assert _MAX_SEQUENCE_SEARCH_THRESHOLD == 32
    assert [event.key for event in XTermParser()._sequence_to_key_events("a")] == ["a"]


def test_handlers_of_our_driver_are_called() -> None:
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    assert "self._app = app" in inspect.getsource(Driver.__init__)


def test_every_private_name_is_tested() -> None:
    tested = {method.__name__ for method, _ in METHODS} | {name for name, *_ in ATTRIBUTES} | {*MODULE_NAMES}
    compat = [path for path in MODULES if path.parent.name == "textual_compat"]
    used = {use.split(".")[-1] for path in compat for use in private_names_used(path.read_text("utf-8"), dotted(path))}
    assert used - tested == set()
    assert {name for name in tested if name.startswith("_")} - used == set()
