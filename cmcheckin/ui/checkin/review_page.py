"""The last page: the morning in words, before it is saved."""

from __future__ import annotations

from textual.app import ComposeResult

from cmcheckin.checkin import review
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.checkin.review_lines import ReviewLines
from cmcheckin.ui.kit.text_block import Remark
from cmcheckin.wording import checkin as words


class ReviewPage(Page):
    """Nothing to answer: Enter saves, a digit goes back to its step."""

    DEFAULT_CSS = """
    ReviewPage #review-title { margin-bottom: 1; }
    """
    NAME = "review"

    def compose(self) -> ComposeResult:
        yield Remark(f"{words.REVIEW_TITLE}. {words.REVIEW_KEYS}", quiet=False, id="review-title")
        yield ReviewLines(id="lines")

    def on_mount(self) -> None:
        self.present(self.morning)

    def present(self, morning: CheckinForm) -> None:
        super().present(morning)
        self.query_one(ReviewLines).show(review.summary_lines(morning))
