"""The check-in as data: steps, questions, answers and drafts. Shown by `ui/checkin` and `cli/plain`."""
